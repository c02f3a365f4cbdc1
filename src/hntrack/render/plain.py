"""Tab-separated text for pipes: a heading line, then a line a row, and nothing else (``cut -f``, ``sort``, ``join``).

What a screen says first stands here only where there is no table.  Nothing is cropped or coloured.
"""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.render import Drawing, draws
from hntrack.report.view import Section, Sheet, View
from hntrack.text.characters import visible
from hntrack.text.messages import _


@draws("plain", shows=("heading-1", "heading-2", "cell"), after="table")
def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw a table as tab-separated lines, a sheet as its sections one after the other."""
    del drawing
    lines = _sheet(view) if isinstance(view, Sheet) else _table(view)
    return "".join(f"{line}\n" for line in lines)


def _table(view: View) -> Iterator[str]:
    if not view.columns:
        yield from (visible(line.text) for line in view.opening if line.text)
        return
    grouped = any(group.title for group in view.groups)
    heading = [column.title for column in view.columns]
    remarks = any(row.remark for row in view.rows)
    before, after = _("Group").within(view.lang), _("Remark").within(view.lang)
    yield "\t".join([*([before] if grouped else []), *heading, *([after] if remarks else [])])
    for group in view.groups:
        for row in group.rows:
            cells = [visible(cell.text) for cell in row.cells]
            name = [visible(group.title)] if grouped else []
            remark = [visible(row.remark)] if remarks else []
            yield "\t".join([*name, *cells, *remark])


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield visible(sheet.title)
    for section in sheet.sections:
        yield ""
        if section.title:
            yield visible(section.title)
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    for line in section.lines:
        yield visible(line)
    for name, text in section.pairs:
        yield f"{visible(name)}\t{visible(text)}"
    if section.table is not None:
        yield from _table(section.table)
    if section.chart is not None:
        from hntrack.render.chart_terminal import draw  # noqa: PLC0415  (only what has a chart pays for it)

        yield from draw(section.chart, Drawing().width)
