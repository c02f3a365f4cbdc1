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
    lines = [f"hntrack: {say('lỗi', 'error')}: {_translated(kind, said, error)}"]
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", None) or "hntrack"
    if kind == "NoSuchOption" and _NEGATIVE.match(str(getattr(error, "option_name", ""))):
        lines.append(
            say(
                "  Số âm đứng sau “--”, cuối dòng lệnh: … --period 2026 -- CHỈ-TIÊU -5.",
                "  A negative number goes behind '--', at the end: … --period 2026 -- INDICATOR -5.",
            )
        )
        return tuple(lines)
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
        return say(f"Thiếu {'tuỳ chọn' if first.startswith('-') else 'tham số'} {first}.", said)
    if said.startswith("No such command"):
        near = ", ".join(quoted[1:])
        vi = f"Không có lệnh “{first}”." + (f" Gần nhất: {near}." if near else "")
        en = f"There is no command '{first}'." + (f" The nearest: {near}." if near else "")
        return say(vi, en)
    return say(_misused(said, quoted), said)


def _misused(said: str, quoted: list[str]) -> str:
    """Give Typer's words about a value in Vietnamese."""
    first = quoted[0] if quoted else ""
    if said.startswith("Got unexpected extra"):
        extra = _LAST_BRACKETS.search(said)
        return f"Thừa tham số: {extra.group(1) if extra else said}."
    if said.endswith("requires an argument."):
        return f"{first} phải có giá trị đi kèm."
    if said.endswith(("is not a valid int.", "is not a valid integer.")) and len(quoted) == 2:
        return f"{first}: “{quoted[1]}” không phải là số nguyên."
    return f"Tham số không đúng. ({said})"
