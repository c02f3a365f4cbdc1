"""GitHub-flavoured Markdown: a table a view, everything in a cell escaped so that it stays in its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hntrack.render import WHOLE, Drawing, draws
from hntrack.report import Line, Section, Sheet, View
from hntrack.text.characters import visible

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+!|~&$^:@]|(?<=www)\.", re.IGNORECASE)
_OPENING = re.compile(r"\s+|-(?=[\s-]|$)|[0-9]{1,9}(?=\.(?:\s|$))")  # at the start: code, a list, a rule
_ALIGN = {"left": "---", "right": "---:"}


@draws("md", shows=WHOLE, after="csv-safe")
def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw a table or a sheet as Markdown."""
    del drawing
    lines = _sheet(view) if isinstance(view, Sheet) else _page(view)
    return "".join(f"{line}\n" for line in _single_blanks(lines))


def escape(text: str) -> str:
    """Make any text inert in a Markdown line or cell: no markup, link, mention, HTML or cell end remains."""
    shown = visible(text)
    opening = _OPENING.match(shown)
    rest = _SPECIAL.sub(_entity, shown[opening.end() :] if opening else shown)
    if opening is None:
        return rest
    if opening[0][0].isdigit():
        return f"{opening[0]}&#46;{rest[1:]}"
    return "".join(f"&#{ord(mark)};" for mark in opening[0]) + rest


def _entity(match: re.Match[str]) -> str:
    if match[0] == "@":  # GitHub looks for addresses and mentions when the entities are gone
        return "&#64;<!-- -->"
    # A numeric entity is inert in every dialect; a backslash before a pipe is not (it may be escaped itself).
    return f"&#{ord(match[0])};" if match[0] in "<>|&:\\`[]$." else f"\\{match[0]}"


def _page(view: View) -> Iterator[str]:
    if view.title:
        yield f"## {escape(view.title)}"
        yield ""
    yield from _opening(view.opening)
    if view.columns:
        yield from _table(view)
    for line in view.summary:
        yield ""
        yield escape(line)


def _opening(lines: Sequence[Line]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"- {escape(line.text)}" if line.hang else escape(line.text)
        following = lines[number + 1].hang if number + 1 < len(lines) else 0
        if not (line.hang and following):
            yield ""


def _table(view: View) -> Iterator[str]:
    if not view.rows:
        yield escape(view.empty)
        return
    remarks = any(row.remark for row in view.rows)
    for number, group in enumerate(view.groups):
        if number:
            yield ""
        if group.title:
            yield f"### {escape(group.title)}"
            yield ""
        yield "| " + " | ".join([*(escape(c.title) for c in view.columns), *([""] if remarks else [])]) + " |"
        yield (
            "| "
            + " | ".join([*(_ALIGN[c.align] for c in view.columns), *(["---"] if remarks else [])])
            + " |"
        )
        for row in group.rows:
            cells = [escape(cell.text) for cell in row.cells] + ([escape(row.remark)] if remarks else [])
            yield "| " + " | ".join(cells) + " |"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"## {escape(sheet.title)}"
    for section in sheet.sections:
        yield ""
        if section.title:
            yield f"### {escape(section.title)}"
            yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield from _lines(section.lines)
    for name, text in section.pairs:
        yield f"- **{escape(name)}**: {escape(text)}"
    if section.table is not None:
        yield from _table(section.table)
    if section.chart is not None:
        from hntrack.render.chart_terminal import draw  # noqa: PLC0415  (only what has a chart pays for it)

        yield "```text"
        yield from (line.replace("```", "'''") for line in draw(section.chart, Drawing().width))
        yield "```"


def _lines(lines: Sequence[str]) -> Iterator[str]:
    """Give lines as paragraphs, and those set in by blanks as the points of a list: blanks would make them code."""
    for number, line in enumerate(lines):
        point = line.startswith(" ")
        yield f"- {escape(line.lstrip())}" if point else escape(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not (point and following.startswith(" ")):
            yield ""


def _single_blanks(lines: Iterator[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
