"""The view of ``hntrack check``: every problem with its place, cause and remedy."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.errors import Problem
from hntrack.model.catalog import Catalog
from hntrack.report.view import Cell, Column, Group, Row, View


def problems_view(catalog: Catalog | None, problems: Sequence[Problem], *, lang: str, as_of: str) -> View:
    """Build the view; without problems it says what was checked."""
    vi = lang == "vi"
    columns = (
        Column("message", "Lỗi" if vi else "Problem", flexible=True),
        Column("where", "Nơi" if vi else "Where", flexible=True),
        Column("code", "Mã" if vi else "Code"),
        Column("hint", "Cách sửa" if vi else "Remedy", flexible=True),
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
    if lang == "vi":
        counts = f"{errors} lỗi, {warnings} lưu ý" if problems else "không có lỗi"
    else:
        counts = (
            f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
            if problems
            else "no problems"
        )
    if catalog is None:
        return counts
    claims = sum(len(source.claims) for source in catalog.sources)
    checked = (len(catalog.targets), len(catalog.measurements), claims, len(catalog.sources))
    if lang == "vi":
        return "{}: {} mục tiêu, {} số đo, {} trích dẫn từ {} văn bản.".format(counts, *checked)
    nouns = ("target", "measurement", "claim", "document")
    shown = [f"{number} {noun}{'s' * (number != 1)}" for number, noun in zip(checked, nouns, strict=True)]
    return f"{counts}: {shown[0]}, {shown[1]}, {shown[2]} of {shown[3]}."
