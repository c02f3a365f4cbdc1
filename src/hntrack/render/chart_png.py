"""The chart as a PNG, by the renderer of the extra ``charts`` (resvg: one small wheel, nothing else behind it)."""

from __future__ import annotations

from hntrack.errors import InputError
from hntrack.errors.extras import MissingExtraError
from hntrack.render.chart_svg import FONT, svg
from hntrack.report.charts import Chart
from hntrack.text.messages import _

ZOOM = 2

NO_LETTERS = _("This machine has no font, so a PNG has no words in it; install one (such as DejaVu Sans).")


def png(chart: Chart, zoom: int = ZOOM) -> bytes:
    """Draw a chart; see :func:`picture`."""
    return picture(svg(chart), zoom)


def picture(drawing: str, zoom: int = ZOOM) -> bytes:
    """Make a picture of a drawing.

    Args:
        drawing: An SVG of our own.
        zoom: Pixels per unit of the drawing; a chart is 560 units wide.

    Raises:
        InputError: The extra is not installed, or the renderer cannot draw here.
    """
    try:
        import resvg_py  # noqa: PLC0415  (an extra; only this function needs it)
    except ImportError as missing:
        raise MissingExtraError("charts", _("A PNG")) from missing
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=zoom))
    except (ValueError, RuntimeError, OSError) as error:
        raise InputError(_("The picture cannot be drawn: {error}.", error=error)) from error


def draws_letters() -> bool:
    """Tell whether the renderer finds a font: without one it leaves out every word and says nothing.

    To be called where :func:`png` has drawn something; costs about a millisecond.
    """
    import resvg_py  # noqa: PLC0415  (as above)

    blank, letter = (
        bytes(resvg_py.svg_to_bytes(svg_string=_PROBE.format(font=FONT, text=text))) for text in ("", "Đ")
    )
    return blank != letter


_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
    '<text x="2" y="14" font-size="14" font-family="{font}">{text}</text></svg>'
)
