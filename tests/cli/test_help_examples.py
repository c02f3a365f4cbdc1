"""Help shows how each command is called, and where it belongs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from hntrack.cli.app import _whole
from hntrack.cli.commands import COMMANDS, GROUPS, examples, shown
from support.cli import invoke


def walk(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, member in getattr(command, "commands", {}).items():
        yield from walk(member, f"{path} {name}".strip())


EVERY = dict(walk(typer.main.get_command(_whole(list(COMMANDS)))))


def test_every_command_stands_in_one_group() -> None:
    """No name is that of two commands."""
    assert sum(len(group) for _title, group in GROUPS) == len(COMMANDS)


def test_every_command_has_two_examples() -> None:
    """A new command has two calls above its function; no others stand there."""
    below = {f"{name} {member}" for name in COMMANDS for member in shown(name).members}
    assert {path for path in EVERY if not examples(path)} == set(), (
        "show two calls of each: `examples` of @command, `members` for those below it"
    )
    assert below - set(EVERY) == set(), "no such command any more"


@pytest.mark.parametrize("path", sorted(EVERY))
def test_an_example_names_a_command_and_options_that_are_there(path: str) -> None:
    """What help shows can be typed: the command's name, and only options that it has."""
    for example in examples(path):
        words = shlex.split(example.partition(" |")[0])
        assert words[0] == "hntrack"
        known: list[str] = []
        command = EVERY[""]
        for word in words[1:]:
            member = getattr(command, "commands", {}).get(word)
            if member is None:
                break
            command, known = member, [*known, word]
        assert " ".join(known).startswith(path)
        options = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"-h"}
        given = {word for word in words if word.startswith("-") and not word[1:2].isdigit()}
        assert given <= options, example


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_help_of_the_program_fits_a_narrow_terminal(lang: str) -> None:
    """80 columns hold it, and no command's purpose is cut off."""
    said = invoke("-h", "--lang", lang, env={"COLUMNS": "80"}).out
    assert max(map(len, said.splitlines())) <= 80
    assert "..." not in said.replace("[ARGS]...", "").replace("[THAM SỐ]...", "")
