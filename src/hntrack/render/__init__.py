"""Floor 5: from a view to text.  Each format is a function ``(view, drawing) -> str``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple
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


RENDERERS: MappingProxyType[str, str] = MappingProxyType(
    {
        "table": "hntrack.render.table",
        "plain": "hntrack.render.plain",
        "json": "hntrack.render.json_text",
        "csv": "hntrack.render.csv_text",
        "csv-safe": "hntrack.render.csv_text:render_safe",
        "md": "hntrack.render.markdown",
    }
)

PIPELINE: MappingProxyType[str, str] = MappingProxyType(
    {
        "github": "hntrack.render.pipeline:render_github",
        "github-summary": "hntrack.render.pipeline:render_github_summary",
        "gitlab": "hntrack.render.pipeline:render_gitlab",
        "junit": "hntrack.render.pipeline:render_junit",
        "sarif": "hntrack.render.pipeline:render_sarif",
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
