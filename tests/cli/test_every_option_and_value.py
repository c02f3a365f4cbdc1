"""Every option and argument of every command × values that nobody means well with, made from what is declared."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

from hntrack.cli.app import _whole
from hntrack.cli.commands import COMMANDS
from support.cli import invoke
from support.commands import EXAMPLES
from support.own_catalog import copy_of_example

VALUES = {
    "long": "a" * 300,
    "long path": "/" + "b" * 300 + "/c",
    "deep path": "d/" * 3000,
    "half a character": "x\ud800",
    "escape": "\x1b[31mred\x1b]0;t\x07",
    "one byte escape": "a\x9b31m",
    "turned round": "\u202eevil\u2066x",
    "no width": "a\u200b\ufeffb",
    "line ends": "a\nb\r\nc\rd\u2028e\u0085f",
    "NUL": "a\0b",
    "huge": "9" * 5000,
    "tiny": "1e-999999999",
    "not a number": "nan",
    "negative": "-1",
    "empty": "",
    "blanks": "  \t ",
    "dash": "-",
    "dashes": "--",
    "at file": "@/etc/passwd",
    "folder": "folder",
    "loop": "loop",
    "device": "/dev/null",
    "no such folder": "no/such/folder/x.txt",
    "up": "../../elsewhere/x.txt",  # within what is the test's own: some commands write there
    "formula": "=1+cmd|'/c calc'!A0",
    "markup": "<script>[/red]{{7*7}}{0}%s%n",
    "revision": "git:--output=x",
    "old revision": "git:HEAD~999999999",
    "address": "file:///etc/passwd",
    "composed": "e\u0301" * 50,
}
"""What each is → the value."""

CODES = {0, 1, 2, 3, 4, 5, 130}
"""Those of the README; 70, an error of ours, is not among them."""

CALLS: dict[str, tuple[str, ...]] = {
    **EXAMPLES,
    "report": ("report",),
    "export": ("export", "--to", "csv"),
    "import": ("import", "table.csv", "--dry-run"),
    "record": (
        "record",
        "online-services",
        "61",
        "--period",
        "2026-H1",
        "--url",
        "https://example.org/",
        "--dry-run",
    ),
    "site build": ("site", "build", "out"),
    "workbook write": ("workbook", "write", "w.xlsx"),
    "init": ("init", "new"),
}
"""Command → a call to which an option is added; without one, only the command's words."""

FOREVER = ("mcp", "serve")
"""Commands that do not end by themselves."""

ESCAPES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What a terminal obeys, or hides, or cannot be sent."""


@cache
def _group() -> Any:
    return typer.main.get_command(_whole(list(COMMANDS)))


def _commands(group: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands(command, (*words, name))
        else:
            yield (*words, name), command


def _lines() -> Iterator[tuple[str, ...]]:
    """Give each command line: each option with each value behind a call that works, each argument in its place."""
    for words, command in _commands(_group()):
        if words[0] in FOREVER:
            continue
        call = CALLS.get(" ".join(words), CALLS.get(words[0], words) if len(words) == 1 else words)
        for parameter in command.params:
            for value in VALUES.values():
                if parameter.param_type_name == "argument":
                    yield (*words, *[value] * min(3, max(1, parameter.nargs)))
                    yield (*words, value, "--", value, value)
                elif not parameter.is_flag:
                    yield (
                        *call,
                        f"{parameter.opts[0]}={value}" if value.startswith("-") else parameter.opts[0],
                        *(() if value.startswith("-") else (value,)),
                    )


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a catalog of one's own, and with what paths may lead to."""
    here = tmp_path / "deep" / "down"
    here.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    copy_of_example(here)
    (here / "folder").mkdir()
    (here / "loop").symlink_to("loop")
    (here / "table.csv").write_text("indicator,period,value\nonline-services,2026,61\n", "utf-8")
    monkeypatch.chdir(here)
    with open(os.devnull, encoding="utf-8") as nothing:  # noqa: PTH123  (no file to be found)
        monkeypatch.setattr("sys.stdin", nothing)
        yield here


def _wrong(line: tuple[str, ...]) -> str:
    """Say what is wrong with the answer to a command line; nothing, if all is well."""
    result = invoke(*line)
    if result.code not in CODES:
        return f"exit {result.code}: {result.err[-300:]}"
    if "Traceback" in result.err or "Traceback" in result.out:
        return "a traceback"
    if result.code and not result.err.strip() and not result.out.strip():
        return f"exit {result.code} without a word"
    for name, said in (("stdout", result.out), ("stderr", result.err)):
        if found := ESCAPES.search(said):
            return f"{found[0]!r} on {name}: {said[max(0, found.start() - 40) : found.end() + 20]!r}"
    return ""


def _check(lines: Iterator[tuple[str, ...]]) -> None:
    wrong = [(line, fault) for line in lines if (fault := _wrong(line))]
    shown = "\n".join(f"{[word[:60] for word in line]}\n    {fault}" for line, fault in wrong[:20])
    assert not wrong, f"{len(wrong)} command lines:\n{shown}"


def test_no_value_is_a_fault_of_ours(surroundings: Path) -> None:
    """A sample, the same on each day: each ends in an answer or a sentence, and nothing obeys what was typed."""
    _check(line for line in _lines() if not zlib.crc32(repr(line).encode()) % 97)


FOUND = (
    *(("init", "a\0b"), ("site", "build", "a\0b"), ("import", "table.csv", "--dry-run", "--map", "a\0b")),
    *(
        ("sources", "verify", "--originals", "a\0b"),
        ("import", "table.csv", "--write-map", "\x1b[31mred\x1b]0;t\x07"),
    ),
    ("import", "table.csv", "--write-map", "a\nb\r\nc\rd\u2028e\u0085f"),
)
"""What the whole of them found once."""


def test_what_was_found_is_mended(surroundings: Path) -> None:
    """The command lines that were wrong."""
    _check(iter(FOUND))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_no_value_of_any_option_is_a_fault_of_ours(part: int, surroundings: Path) -> None:
    """The same for all of them."""
    _check(line for line in _lines() if zlib.crc32(repr(line).encode()) % 8 == part)
