"""Typer's usage errors in the language of the run."""

from __future__ import annotations

import re

from hntrack.cli.language import say

_QUOTED = re.compile(r"'([^']*)'")
_LAST_BRACKETS = re.compile(r"\(([^()]*)\)$")
_NEGATIVE = re.compile(r"-[0-9]")


def usage_lines(error: Exception) -> tuple[str, ...]:
    """Give the lines that explain a slip on the command line; none where the error is not one.

    Typer's own exceptions are told by their shape (a ``format_message`` and exit code 2), because their classes
    belong to a part of it that is not public.
    """
    form = getattr(error, "format_message", None)
    if form is None or getattr(error, "exit_code", None) != 2:
        return ()
    said = str(form())
    kind = type(error).__name__
    lines = [f"hntrack: {say('error')}: {_translated(kind, said, error)}"]
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", None) or "hntrack"
    if kind == "NoSuchOption" and _NEGATIVE.match(str(getattr(error, "option_name", ""))):
        lines.append(
            say("  A negative number goes behind '--', at the end: … --period 2026 -- INDICATOR -5.")
        )
        return tuple(lines)
    lines.append(say("  '{path} -h' shows how to use it.", path=path))
    return tuple(lines)


def _translated(kind: str, said: str, error: Exception) -> str:
    quoted = _QUOTED.findall(said)
    first = quoted[0] if quoted else ""
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        name = getattr(error, "option_name", first)
        return _with_nearest(say("There is no option {name}.", name=name), near)
    if kind == "MissingParameter":
        if first.startswith("-"):
            return say("Missing option '{name}'.", name=first)
        return say("Missing argument '{name}'.", name=first)
    if said.startswith("No such command"):
        near = ", ".join(quoted[1:])
        return _with_nearest(say("There is no command '{name}'.", name=first), near)
    return _misused(said, quoted)


def _with_nearest(said: str, near: str) -> str:
    return f"{said} {say('The nearest: {near}.', near=near)}" if near else said


def _misused(said: str, quoted: list[str]) -> str:
    """Give Typer's words about a value in the language of the run."""
    first = quoted[0] if quoted else ""
    if said.startswith("Got unexpected extra"):
        extra = _LAST_BRACKETS.search(said)
        return say("Got unexpected extra argument ({extra})", extra=extra.group(1) if extra else said)
    if said.endswith("requires an argument."):
        return say("Option '{name}' requires an argument.", name=first)
    if said.endswith(("is not a valid int.", "is not a valid integer.")) and len(quoted) == 2:
        return say(
            "Invalid value for '{name}': '{value}' is not a valid integer.", name=first, value=quoted[1]
        )
    return say("This call is not understood: {said}", said=said)
