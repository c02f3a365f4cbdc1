"""What an import did with every row: the view of ``hntrack import``, and the lines that say what it left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hntrack.errors import Problem, Where
from hntrack.exchange.plan import Plan, Revised
from hntrack.exchange.table import MOST_SHOWN, LeftOut
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import measurement_text
from hntrack.text.characters import visible
from hntrack.text.messages import Message, _, _n, verbatim

_DEEDS = {"new": _("added"), "same": _("already there"), "would": _("would add"), "held": _("not added")}


def import_view(catalog: Catalog, done: Plan, *, written: bool, dry_run: bool, lang: str, as_of: str) -> View:
    """Build the view; the catalog has the new measurements in it, whether they were ``written`` or held back."""
    deed_of_new = "held"
    if written:
        deed_of_new = "would" if dry_run else "new"
    rows = [*_placed(deed_of_new, done.new), *(("same", w, m) for w, m in done.same)]
    shown = tuple(
        Row(
            (
                Cell(_DEEDS[deed].within(lang), "good" if deed == "new" else "muted"),
                Cell(one.id or "—"),
                Cell(one.period.within(lang)),
                Cell(measurement_text(catalog, one, lang), "strong"),
                Cell(str(where), "muted"),
            )
        )
        for deed, where, one in rows
    )
    items = tuple(_item(*row) for row in rows)
    return View(
        name="import",
        lang=lang,
        as_of=as_of,
        title=_("Imported measurements").within(lang),
        columns=_columns(lang),
        groups=(Group("", shown),),
        summary=(" ".join(one.within(lang) for one in _summary(done, written=written, dry_run=dry_run)),),
        items=items,
        extra=_counts(done, written=deed_of_new == "new"),
        empty=_("Nothing new.").within(lang),
    )


def _item(deed: str, where: Where, measurement: Measurement) -> dict[str, Json]:
    return {
        "deed": deed,
        "id": measurement.id,
        "indicator": measurement.indicator,
        "period": measurement.period.text,
        "value": measurement.value,
        "stage": measurement.stage,
        "where": str(where),
        "obs_status": measurement.obs_status,
        "qualifier": measurement.qualifier,
        "revises": measurement.revises,
    }


def _counts(done: Plan, *, written: bool) -> dict[str, Json]:
    return {
        "rows": done.total,
        "skipped": done.skipped,
        "refused": len(done.refused),
        "written": len(done.new) if written else 0,
        "passed": done.passed,
        "left_out": [
            {"column": filtered.column, "rows": filtered.rows, "holds": list(filtered.held)}
            for filtered in done.left_out
        ],
    }


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


MOST_OF_A_CAUSE = 5
MOST_REVISED = 20


def left_out_lines(done: Plan) -> Iterator[Message]:
    """Say which filter left out how many rows, and what its column holds instead."""
    for one in done.left_out:
        held = _held(one)
        yield _(
            "{rows} rows left out by the filter on '{column}'; that column holds: {held}.",
            rows=one.rows,
            column=visible(one.column),
            held=held,
        )
    if done.passed:
        yield _(
            "{passed} lines above or below the table, or numbering its columns, are no rows.",
            passed=done.passed,
        )


def _held(left_out: LeftOut) -> str:
    held = [visible(text, limit=40) or "—" for text in left_out.held]
    return ", ".join(held[:MOST_SHOWN]) + (" …" if len(held) > MOST_SHOWN else "")


def revised_lines(revised: tuple[Revised, ...]) -> Iterator[Message]:
    """Say what a new edition changes, and by how much."""
    for one in revised[:MOST_REVISED]:
        was, now = _said(one.was.value, one.was.stage), _said(one.now.value, one.now.stage)
        by = (
            f" ({one.now.value - one.was.value:+f})"
            if one.now.value is not None and one.was.value is not None
            else ""
        )
        text = f"{one.now.indicator} {one.now.period}: {was} → {now}{by}"
        yield verbatim(text)
    rest = len(revised) - MOST_REVISED
    if rest > 0:
        yield _("… and {rest} more changes.", rest=rest)


def _said(value: Decimal | None, stage: str | None) -> str:
    return stage or ("—" if value is None else format(value, "f"))


def by_cause(problems: Iterable[Problem]) -> Iterator[tuple[tuple[Problem, ...], tuple[Problem, ...]]]:
    """Group refusals by cause and column; give of each group those to be shown, and the others."""
    groups: dict[tuple[str, str, int], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.severity, problem.where.column), []).append(problem)
    for found in groups.values():
        yield tuple(found[:MOST_OF_A_CAUSE]), tuple(found[MOST_OF_A_CAUSE:])


def rest_of_cause(rest: tuple[Problem, ...]) -> Message:
    """Say of how many rows more the same is true, and where they stand."""
    places = ", ".join(visible(str(one.where)) for one in rest[:8]) + (" …" if len(rest) > 8 else "")
    return _(
        "… and {count} more for the same cause [{code}]: {places}",
        count=len(rest),
        code=rest[0].code,
        places=places,
    )
