"""Markdown for a job's summary page (``$GITHUB_STEP_SUMMARY``): what was found first, then the whole table."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.render import Drawing
from hntrack.render.markdown import escape
from hntrack.render.markdown import render as markdown
from hntrack.render.pipeline import checked, counts
from hntrack.report.findings import ERROR, Checked
from hntrack.report.view import Sheet, View
from hntrack.text.messages import _


def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the findings as a table, then the view as Markdown."""
    found = checked(view, drawing.base)
    return "".join(f"{line}\n" for line in _findings(found, view.lang)) + markdown(view, drawing)


def _findings(found: Checked, lang: str) -> Iterator[str]:
    errors, warnings = counts(found)
    said = _("errors: {errors}, warnings: {warnings}", errors=errors, warnings=warnings).within(lang)
    level, what, where = (one.within(lang) for one in (_("Level"), _("Finding"), _("Where")))
    mark = "⚠️" if found.findings else "✅"
    if found.tripped:
        mark = "❌"
    yield f"**{mark} hntrack: {said}**"
    yield ""
    if found.findings:
        yield f"| {level} | {what} | {where} |"
        yield "| --- | --- | --- |"
        for finding in found.findings:
            word = (
                f"❌ {_('error').within(lang)}"
                if finding.level == ERROR
                else f"⚠️ {_('warning').within(lang)}"
            )
            message = escape(f"{finding.message} {finding.hint}".rstrip())
            yield f"| {word} | {message} | {escape(str(finding.where))} |"
        yield ""
    if found.held_back:
        held = _("held back by the tolerance").within(lang)
        yield f"{held}: {', '.join(escape(name) for name in found.held_back)}"
        yield ""
