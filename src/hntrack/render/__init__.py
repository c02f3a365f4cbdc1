"""Floor 5: from a view to text.  Each format is a function ``(view, drawing) -> str``.

The format of pipes is here: whoever joins programs asks for it, and gets it soonest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple, TypeVar
from hntrack.report import Section, Sheet, View
from hntrack.text.characters import visible
from hntrack.text.messages import _


class Drawing(NamedTuple):
    """How to draw.

    Attributes:
        width: Of the terminal, in columns.
        color: Whether colour may be used.
        base: Where the working folder is in the repository, such as ``policy/``: paths of annotations start at the top.
    """

    width: int = 100
    color: bool = False
    base: str = ""


_F = TypeVar("_F", bound=Callable[..., str])


WHOLE = ("title", "heading-1", "heading-2", "group", "cell", "reason", "summary")
"""What a format for people shows of a view (``tests/house/test_formats_drop_nothing.py``)."""


def draws(
    form: str, *, shows: tuple[str, ...] = ("item", "exact"), after: str = "", findings: bool = False
) -> Callable[[_F], _F]:
    """Declare the format that a function draws; ``tools/commands.py`` lists it below.

    Args:
        form: Its name for ``--format``.
        shows: What somebody finds in it: of a format for people :data:`WHOLE`, or less; others give the items, exactly.
        after: The format that it is named behind.
        findings: It draws a view's findings (``View.checked``), for pipelines.
    """
    del form, after, findings  # read from the source

    def declare(function: _F) -> _F:
        function.shows = shows  # type: ignore[attr-defined]
        return function

    return declare


RENDERERS: MappingProxyType[str, str] = MappingProxyType(
    {
        # <renderers>  Written by tools/commands.py from what stands above the functions: @draws("…").
        "table": "hntrack.render.table:render",
        "plain": "hntrack.render:render_plain",
        "json": "hntrack.render.json_text:render",
        "csv": "hntrack.render.csv_text:render",
        "csv-safe": "hntrack.render.csv_text:render_safe",
        "md": "hntrack.render.markdown:render",
        # </renderers>
    }
)

PIPELINE: MappingProxyType[str, str] = MappingProxyType(
    {
        # <pipeline>  Written by tools/commands.py: @draws("…", findings=True).
        "github": "hntrack.render.pipeline:render_github",
        "github-summary": "hntrack.render.pipeline:render_github_summary",
        "gitlab": "hntrack.render.pipeline:render_gitlab",
        "junit": "hntrack.render.pipeline:render_junit",
        "sarif": "hntrack.render.pipeline:render_sarif",
        # </pipeline>
    }
)
"""Formats that pipelines read: they draw a view's findings (``View.checked``)."""


def render(view: View | Sheet, form: str, drawing: Drawing | None = None) -> str:
    """Draw a view.

    Args:
        view: What to say.
        form: A key of :data:`RENDERERS`, or of :data:`PIPELINE` where the view has findings.
        drawing: Width and colour, for ``table``; the base of paths, for formats that pipelines read.

    Returns:
        The whole text with its last line end.
    """
    text: str = load(RENDERERS.get(form) or PIPELINE[form])(view, drawing or Drawing())
    return text


def load(name: str) -> Callable[..., Any]:
    """Import a function: ``module:function``, or ``render`` of a module that is named alone."""
    module, _, function = name.partition(":")
    draw: Callable[..., Any] = getattr(import_module(module), function or "render")
    return draw


# Tab-separated text for pipes: a heading line, then a line a row, and nothing else (``cut -f``, ``sort``, ``join``).
# What a screen says first stands here only where there is no table.  Nothing is cropped or coloured.


@draws("plain", shows=("heading-1", "heading-2", "cell"), after="table")
def render_plain(view: View | Sheet, drawing: Drawing) -> str:
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
