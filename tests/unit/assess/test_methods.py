"""Every method is one module, with a sentence in every language for every reason that it can give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

import hntrack.assess
from hntrack.assess import METHODS, assess
from hntrack.assess.case import Case
from hntrack.assess.methods import MODULES, module_of, trajectory, wording_of
from hntrack.assess.run import _method
from hntrack.report.explained import SHARED_LINES
from hntrack.report.reasons import SHARED_REASONS
from hntrack.text.messages import LANGUAGES, Message
from support.cli import ROOT, invoke

ROOM = Path(hntrack.assess.__file__).parent
SHARED = {**SHARED_REASONS, **SHARED_LINES}
# What is neither a reason nor a line where such a word stands in a call of one of these.
MAKERS = {"reason", "Reason"}


def codes_of(file: Path) -> Iterator[str]:
    """Every code that a module gives to a maker of reasons, both halves of ``a if b else c`` included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        name = getattr(node, "func", None) if isinstance(node, ast.Call) else None
        called = getattr(name, "attr", getattr(name, "id", ""))
        if isinstance(node, ast.Call) and called in MAKERS and node.args:
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and "_" in part.value:
                    yield part.value


def tables() -> Iterator[tuple[str, Mapping[str, Message]]]:
    yield "shared", SHARED
    for method in METHODS:
        module = module_of(method)
        yield method, {**module.SENTENCES, **module.LINES}


@pytest.mark.parametrize(
    ("method", "code", "lang"),
    [(method, code, lang) for method, table in tables() for code in table for lang in LANGUAGES],
)
def test_every_code_is_said_in_every_language(method: str, code: str, lang: str) -> None:
    """Each sentence says something, names the same facts in each language, and is found by its code."""
    table = dict(tables())[method]
    words = table[code].within(lang)
    assert words.strip()
    assert facts(words) == facts(table[code].within("en"))
    assert (SHARED.get(code) or wording_of(code)).within(lang)


@pytest.mark.parametrize("file", sorted(ROOM.rglob("*.py")), ids=lambda file: file.stem)
def test_no_code_is_without_its_sentence(file: Path) -> None:
    """Whatever a module can say, there is a sentence for it: a method's own, or a shared one."""
    known = {code for _, table in tables() for code in table}
    missing = {
        one
        for one in codes_of(file)
        if one not in known and not one.endswith("_") and not one.startswith("_")
    }
    assert not missing, f"{file.name}: write a sentence for {sorted(missing)}"


@pytest.mark.parametrize("method", METHODS)
def test_a_method_is_what_its_table_says(method: str) -> None:
    """The list of names leads to the modules, one file each, and every file is in the list."""
    assert METHODS[method].id == method
    files = {file.stem for file in (ROOM / "methods").glob("*.py")} - {"__init__"}
    assert set(MODULES.values()) == files


def facts(wording: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", wording))


@pytest.mark.parametrize("bug", [ValueError("planted"), ZeroDivisionError("planted"), KeyError("planted")])
def test_a_bug_inside_a_method_is_no_verdict(
    small: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, bug: Exception
) -> None:
    """A slip of the programmer surfaces; it is never told as "not assessable"."""

    def broken(case: Case) -> NoReturn:
        raise bug

    monkeypatch.setattr(trajectory, "judge", broken)
    _method.cache_clear()
    data = small.catalog(
        small.indicator("share"), small.target("share-2030", "60"), small.measured("m", "10")
    )
    try:
        with pytest.raises(type(bug), match="planted"):
            assess(data, data.targets[0], date(2026, 6, 30), "trajectory")
    finally:
        _method.cache_clear()


def test_a_bug_inside_a_method_exits_70(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line calls a bug a bug."""

    def broken(case: Case) -> NoReturn:
        raise ValueError("planted")

    monkeypatch.setattr(trajectory, "judge", broken)
    _method.cache_clear()
    try:
        done = invoke("progress", "--data", str(ROOT / "data"), "--as-of", "2026-01-01")
    finally:
        _method.cache_clear()
    assert (done.code, done.out) == (70, "")
