"""Every problem message, as a person gets to see it, and the page that documents them all.

``pytest --accept problems --accept problems-page`` writes both files anew and prints what changed.
"""

from __future__ import annotations

import re
import string
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from hntrack.errors import Problem, declare
from hntrack.text.characters import visible
from support.golden import Golden
from support.invalid_examples import CATALOG, MESSAGES, MODULES, ORIGINALS, READING, cases, problems

TOP = Path(__file__).parents[3]
GOLDEN = TOP / "tests" / "golden" / "problems.txt"
PAGE = TOP / "docs" / "problems.md"

HEAD = """# Problems in the data

`hntrack check` reports the first two kinds, `hntrack sources verify` the third.

Each problem names its file, line and column, its code, the cause and the remedy; all problems are reported at once.
An *error* makes the catalog unusable, a *warning* is worth a look. Words in braces stand for what is found there.
This page is made from what the checks declare; `tests/examples/invalid/` has an example of each code.

## How a figure is compared with its words

`as_printed` is read by the same reader that drafts claims from articles, and what uses the claim must agree with it:

- **value**, **value_high**, **of**: the same numbers, scales worked in (`1.200 tỷ đồng` is 1200 with `scale: billion`);
  where the words hold several figures, the one with the curated value counts.
- **comparator**: the one that the words name. Words that name none ("reach 40 %") mean `at_least` where the indicator
  is to increase, `at_most` where it is to decrease, `exactly` where it has no direction, `within_top` for a rank.
  A relative target turns round: "cut by at least 65 %" is `at_most` -65.
- **qualifier**: the one that the words name, else `exact`.
- **unit**: percent must be printed; money must be named, or have a scale word (`90.000 tỷ`).
- **digits**: each one in the words is part of such a figure, or stands again in both readings (`5G`).
- **derived**: a sum must add up exactly; a share must be the exact one at the printed number of decimals. What we
  derive ourselves is `about` as soon as a part of it is uncertain; a bound passes through a sum.
"""
SECTIONS = (
    ("Reading the files · Khi đọc tệp", READING),
    ("Checking the catalog · Khi kiểm tra danh mục", CATALOG),
    ("Verifying against the originals · Khi đối chiếu với bản gốc", ORIGINALS),
)


@cache
def first_of_each_code() -> dict[str, Problem]:
    """The first problem of each code that its own cases give."""
    found: dict[str, Problem] = {}
    for case in cases():
        for one in problems(case.name):
            if one.code == case.code:
                found.setdefault(one.code, one)
    return dict(sorted(found.items()))


def shown(one: Problem) -> str:
    """A problem as the golden file has it."""
    return "\n".join(
        (
            f"{one.code} ({one.severity}) {one.where}",
            f"  | {visible(one.excerpt, limit=100)}".rstrip(),
            f"  en {one.message.en}",
            f"     {one.hint.en}",
            f"  vi {one.message.vi}",
            f"     {one.hint.vi}",
            "",
        )
    )


def page() -> str:
    """The documentation of all codes."""
    parts = [HEAD]
    for title, table in SECTIONS:
        parts.append(f"## {title}\n")
        for code, entry in sorted(table.items()):
            lines = (
                f"### `{code}` ({entry.severity})\n",
                f"{_markdown(entry.message.en)}<br>→ {_markdown(entry.hint.en)}\n",
                f"{_markdown(entry.message.vi)}<br>→ {_markdown(entry.hint.vi)}\n",
            )
            parts.extend(lines)
    return "\n".join(parts)


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", text.replace("{{", "{").replace("}}", "}"))


def test_messages_are_the_ones_somebody_read(golden: Golden) -> None:
    """The rendered message of each code is the one that was looked at and committed."""
    golden("problems", GOLDEN, "\n".join(shown(one) for one in first_of_each_code().values()))


def test_the_page_of_problems_is_in_step(golden: Golden) -> None:
    """docs/problems.md says what is declared."""
    golden("problems-page", PAGE, page())


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_is_well_made(code: str) -> None:
    """A code is words with hyphens; both languages name the same facts and end like a sentence."""
    entry = MESSAGES[code]
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", code)
    assert entry.severity in {"error", "warning"}
    for text in (entry.message.vi, entry.message.en, entry.hint.vi, entry.hint.en):
        assert text.strip() == text
        assert text.endswith((".", "?", "!")), text
    assert _facts(entry.message.vi) == _facts(entry.message.en)
    assert _facts(entry.hint.vi) == _facts(entry.hint.en)


_NAMED = re.compile(r"\b(?:problem|faults\.add|faults\.add_at)\(\s*\"([a-z0-9-]+)\"")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_code_that_is_reported_is_declared(module: ModuleType) -> None:
    """Else the fault of somebody's file would end as an internal error."""
    named = set(_NAMED.findall(Path(str(module.__file__)).read_text("utf-8")))
    assert named <= set(MESSAGES), (
        f"declare {sorted(named - set(MESSAGES))} beside what finds it: @check({{code: error(…, …)}}), declare(…)"
    )


def test_a_code_is_declared_once() -> None:
    """Each code has one meaning."""
    with pytest.raises(ValueError, match="twice"):
        declare("checking", {"id-duplicate": MESSAGES["id-duplicate"]})


def _facts(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
