"""Markdown for a job's summary page (``$GITHUB_STEP_SUMMARY``): what was found first, then the whole table."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.render import Drawing
from hntrack.render.markdown import escape
from hntrack.render.markdown import render as markdown
from hntrack.render.pipeline import checked, counts
from hntrack.report.findings import ERROR, Checked
from hntrack.report.view import Sheet, View

_WORDS = {
    "vi": ("{} lỗi, {} lưu ý", "Mức", "Việc", "Nơi", "lỗi", "lưu ý", "trong khoảng cho phép"),
    "en": (
        "errors: {}, warnings: {}",
        "Level",
        "Finding",
        "Where",
        "error",
        "warning",
        "held back by the tolerance",
    ),
}


def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the findings as a table, then the view as Markdown."""
    found = checked(view)
    return "".join(f"{line}\n" for line in _findings(found, view.lang)) + markdown(view, drawing)


def _findings(found: Checked, lang: str) -> Iterator[str]:
    said, level, what, where, error, warning, held = _WORDS[lang]
    mark = "❌" if found.tripped else "⚠️" if found.findings else "✅"
    yield f"**{mark} hntrack: {said.format(*counts(found))}**"
    yield ""
    if found.findings:
        yield f"| {level} | {what} | {where} |"
        yield "| --- | --- | --- |"
        for one in found.findings:
            word = f"❌ {error}" if one.level == ERROR else f"⚠️ {warning}"
            message = escape(f"{one.message} {one.hint}".rstrip())
            yield f"| {word} | {message} | {escape(str(one.where))} |"
        yield ""
    if found.held_back:
        yield f"{held}: {', '.join(escape(name) for name in found.held_back)}"
        yield ""
