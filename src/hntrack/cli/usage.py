"""Typer's usage errors in the language of the run."""

from __future__ import annotations

import re

from hntrack.cli.language import say

_QUOTED = re.compile(r"'([^']*)'")


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
    lines = [f"hntrack: {say('lỗi', 'error')}: {_translated(kind, said, error)}"]
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", None) or "hntrack"
    lines.append(say(f"  “{path} -h” cho biết cách dùng.", f"  '{path} -h' shows how to use it."))
    return tuple(lines)


def _translated(kind: str, said: str, error: Exception) -> str:
    quoted = _QUOTED.findall(said)
    first = quoted[0] if quoted else ""
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        name = getattr(error, "option_name", first)
        vi = f"Không có tuỳ chọn {name}." + (f" Gần nhất: {near}." if near else "")
        en = f"There is no option {name}." + (f" The nearest: {near}." if near else "")
        return say(vi, en)
    if kind == "MissingParameter":
        return say(f"Thiếu tham số. ({said})", said)
    if said.startswith("No such command"):
        near = ", ".join(quoted[1:])
        vi = f"Không có lệnh “{first}”." + (f" Gần nhất: {near}." if near else "")
        en = f"There is no command '{first}'." + (f" The nearest: {near}." if near else "")
        return say(vi, en)
    if said.startswith("Got unexpected extra"):
        return say(f"Thừa tham số. ({said})", said)
    return say(f"Tham số không đúng. ({said})", said)
