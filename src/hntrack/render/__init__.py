"""Floor 5: from a view to text.  Each format is a function ``(view, drawing) -> str``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple, TypeVar
from hntrack.report.view import Sheet, View


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
        "plain": "hntrack.render.plain:render",
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
