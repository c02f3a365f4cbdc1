"""Each reason that the rules can give has a sentence in every language of the interface."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from hntrack.assess.methods import wording_of
from hntrack.report.reasons import SHARED_REASONS
from hntrack.text.messages import LANGUAGES
from support.cli import ROOT


def codes() -> Iterator[str]:
    """Give the codes that stand in ``case.reason("…")``, both where there is a choice of two."""
    for path in sorted((ROOT / "src" / "hntrack" / "assess").glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "reason"
            ):
                yield from (one.value for one in answers(node.args[0]) if isinstance(one.value, str))


def answers(node: ast.expr) -> Iterator[ast.Constant]:
    """Give the texts that an expression can be, where they stand in it."""
    if isinstance(node, ast.Constant):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from answers(node.body)
        yield from answers(node.orelse)


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_a_reason_has_its_sentence(code: str) -> None:
    """It stands in SENTENCES of its method, or in report/reasons.py where several methods give it."""
    sentence = SHARED_REASONS.get(code) or wording_of(code)
    said = [sentence.within(lang) for lang in LANGUAGES]
    assert all(said)
    assert len(set(said)) == len(said), "python tools/messages.py says what is not translated"
