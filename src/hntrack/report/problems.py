"""The view of ``hntrack check``: every problem with its place, cause and remedy."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.errors import Problem
from hntrack.model.catalog import Catalog
from hntrack.report.view import Cell, Column, Group, Row, View
from hntrack.text.messages import _, _n


def problems_view(catalog: Catalog | None, problems: Sequence[Problem], *, lang: str, as_of: str) -> View:
    """Build the view; without problems it says what was checked."""
    columns = (
        Column("message", _("Problem").within(lang), flexible=True),
        Column("where", _("Where").within(lang), flexible=True),
        Column("code", _("Code").within(lang)),
        Column("hint", _("Remedy").within(lang), flexible=True),
    )
    rows = tuple(
        Row(
            (
                Cell(p.message.within(lang), "bad" if p.severity == "error" else "warn"),
                Cell(str(p.where)),
                Cell(p.code, "muted"),
                Cell(p.hint.within(lang)),
            )
        )
        for p in problems
    )
    return View(
        name="check",
        lang=lang,
        as_of=as_of,
        title="",
        columns=columns,
        groups=(Group("", rows),) if rows else (),
        summary=(_summary(catalog, problems, lang),),
        items=tuple(
            {
                "code": p.code,
                "severity": p.severity,
                "file": p.where.file,
                "line": p.where.line,
                "column": p.where.column,
                "message": p.message.within(lang),
                "hint": p.hint.within(lang),
                "excerpt": p.excerpt,
            }
            for p in problems
        ),
        empty=_summary(catalog, problems, lang),
    )


def _summary(catalog: Catalog | None, problems: Sequence[Problem], lang: str) -> str:
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    counts = _("no problems")
    if problems:
        counts = _(
            "{errors}, {warnings}",
            errors=_n("{count} error", "{count} errors", errors),
            warnings=_n("{count} warning", "{count} warnings", warnings),
        )
    if catalog is None:
        return counts.within(lang)
    claims = sum(len(source.claims) for source in catalog.sources)
    return _(
        "{counts}: {targets}, {measurements}, {claims} of {documents}.",
        counts=counts,
        targets=_n("{count} target", "{count} targets", len(catalog.targets)),
        measurements=_n("{count} measurement", "{count} measurements", len(catalog.measurements)),
        claims=_n("{count} claim", "{count} claims", claims),
        documents=_n("{count} document", "{count} documents", len(catalog.sources)),
    ).within(lang)
