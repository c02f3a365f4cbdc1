"""What the program says is said in every language that it offers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tools"))

import messages as tool  # noqa: E402  (tools/messages.py)

from hntrack import locale  # noqa: E402
from hntrack.text.messages import (  # noqa: E402
    Wording,
    _,
    _c,
    _n,
    verbatim,
)


@pytest.mark.parametrize("lang", tool.languages())
def test_every_message_is_translated(lang: str) -> None:
    """None is missing, fuzzy, left over, or names other facts than the English: run python tools/messages.py."""
    assert list(tool.problems(lang)) == []


@pytest.mark.parametrize("lang", tool.languages())
def test_the_file_is_as_the_tool_writes_it(lang: str, tmp_path: Path) -> None:
    """Sorted, a line a text: what two people add merges (python tools/messages.py writes it)."""
    again = tmp_path / lang / "LC_MESSAGES" / "hntrack.po"
    tool.write(again, tool.read(tool.po_file(lang)))
    assert again.read_text(encoding="utf-8") == tool.po_file(lang).read_text(encoding="utf-8")


def test_a_message_is_said_in_each_language() -> None:
    """Facts that are messages, texts of the catalog or days are said in the language of the whole."""
    said = _("{label} cannot be read: {why}.", label=Wording("tệp", "the file"), why=_("permission denied"))
    assert said.within("en") == "the file cannot be read: permission denied."
    assert said.within("vi") == "Không đọc được tệp: không có quyền."
    assert said.within("fr") == said.within("en")  # no language of ours: English
    assert verbatim("50 {%}").within("vi") == "50 {%}"
    assert _("No such message {x} in the file", x="{y}").within("vi") == "No such message {y} in the file"


def test_numbers_decide_between_forms() -> None:
    """One and many in English, one form in Vietnamese."""
    forms = [_n("{count} target", "{count} targets", count) for count in (0, 1, 2)]
    assert [one.within("en") for one in forms] == ["0 targets", "1 target", "2 targets"]
    assert [one.within("vi") for one in forms] == ["0 mục tiêu", "1 mục tiêu", "2 mục tiêu"]


def test_a_context_tells_messages_apart() -> None:
    """One English text may have two translations."""
    assert _c("short", "behind").within("vi") != _("behind").within("vi")


def test_what_is_not_finished_is_not_used() -> None:
    """Fuzzy, empty and obsolete entries are left out; texts over several lines are joined."""
    text = (
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n#, fuzzy\nmsgid "a"\nmsgstr "x"\n\n'
        'msgid "b"\nmsgstr ""\n\n#~ msgid "c"\n#~ msgstr "z"\n\nmsgctxt "k"\nmsgid "d"\nmsgstr "y"\n\n'
        'msgid "e "\n"f"\nmsgstr "g"\n" h"\n'
    )
    found = locale.read_po(text)
    assert {key: said for key, (said, _further) in found.items() if key} == {"k\x04d": "y", "e f": "g h"}


@pytest.mark.slow
def test_no_function_uses_the_name_of_messages_for_something_else() -> None:
    """In a function that makes messages, ``_`` is not a name for what nobody needs."""
    for path in sorted(tool.SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                names = [one for one in ast.walk(node) if isinstance(one, ast.Name) and one.id == "_"]
                stored = [one for one in names if isinstance(one.ctx, ast.Store)]
                called = [one for one in names if isinstance(one.ctx, ast.Load)]
                outside = [one for one in stored if not _in_comprehension(node, one)]
                assert not (outside and called), f"{path.name}:{outside[0].lineno}"


def _in_comprehension(function: ast.FunctionDef, name: ast.Name) -> bool:
    return any(
        name in ast.walk(one.target)
        for whole in ast.walk(function)
        if isinstance(whole, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
        for one in whole.generators
    )


def test_english_reads_no_file() -> None:
    """Who reads English pays for no translation, and no Vietnamese stands in the code of a command."""
    code = "from hntrack import locale; from hntrack.text.messages import _; str(_('x')); print(locale._catalog.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
