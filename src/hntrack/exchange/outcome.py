"""The view of ``hntrack import``: what became of every row."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.errors import Where
from hntrack.exchange.plan import Plan
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import measurement_text
from hntrack.text.messages import Message, _, _n
from hntrack.text.period_words import period_words

_DEEDS = {
    "new": _("added"),
    "same": _("already there"),
    "would": _("would add"),
    "held": _("not added"),
}


def import_view(catalog: Catalog, done: Plan, *, written: bool, dry_run: bool, lang: str, as_of: str) -> View:
    """Build the view.

    Args:
        catalog: The catalog with the new measurements in it.
        done: What was decided about the rows.
        written: The new ones were (or, on a dry run, would be) written; otherwise they were held back.
        dry_run: Nothing was written in any case.
        lang: ``vi`` or ``en``.
        as_of: The day of the run, ISO.
    """
    deed_of_new = "held" if not written else "would" if dry_run else "new"
    rows = [*_placed(deed_of_new, done.new), *(("same", w, m) for w, m in done.same)]
    shown = tuple(
        Row(
            (
                Cell(_DEEDS[deed].within(lang), "good" if deed == "new" else "muted"),
                Cell(one.id or "—"),
                Cell(period_words(one.period, lang)),
                Cell(measurement_text(catalog, one, lang), "strong"),
                Cell(str(where), "muted"),
            )
        )
        for deed, where, one in rows
    )
    items: tuple[dict[str, Json], ...] = tuple(
        {
            "deed": deed,
            "id": one.id,
            "indicator": one.indicator,
            "period": one.period.text,
            "value": one.value,
            "stage": one.stage,
            "where": str(where),
            "obs_status": one.obs_status,
            "qualifier": one.qualifier,
            "revises": one.revises,
        }
        for deed, where, one in rows
    )
    return View(
        name="import",
        lang=lang,
        as_of=as_of,
        title=_("Imported measurements").within(lang),
        columns=_columns(lang),
        groups=(Group("", shown),),
        summary=(" ".join(one.within(lang) for one in _summary(done, written=written, dry_run=dry_run)),),
        items=items,
        extra={
            "rows": done.total,
            "skipped": done.skipped,
            "refused": len(done.refused),
            "written": 0 if dry_run or not written else len(done.new),
            "passed": done.passed,
            "left_out": [
                {"column": one.column, "rows": one.rows, "holds": list(one.held)} for one in done.left_out
            ],
        },
        empty=_("Nothing new.").within(lang),
    )


def _placed(deed: str, new: tuple[Measurement, ...]) -> Iterator[tuple[str, Where, Measurement]]:
    return ((deed, one.places[""], one) for one in new)


def _columns(lang: str) -> tuple[Column, ...]:
    titles = {
        "deed": _("Result"),
        "id": _("Measurement"),
        "period": _("Period"),
        "value": _("Value"),
        "where": _("Row"),
    }
    return tuple(
        Column(key, title.within(lang), flexible=key in ("id", "where")) for key, title in titles.items()
    )


def _summary(done: Plan, *, written: bool, dry_run: bool) -> tuple[Message, Message]:
    new, same, refused = len(done.new), len(done.same), len(done.refused)
    counts = _(
        "{total} rows: {new} new, {same} already there, {skipped} left out, {refused} refused.",
        total=done.total,
        new=new,
        same=same,
        skipped=done.skipped,
        refused=refused,
    )
    if dry_run:
        outcome = _("A dry run: nothing was written.")
    elif not written:
        outcome = _("Nothing was written because of these faults; --take-good takes the good rows.")
    else:
        outcome = _n("{count} measurement written.", "{count} measurements written.", new)
    return counts, outcome
