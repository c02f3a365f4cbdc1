"""The view of ``hntrack log``: what was recorded, revised and withdrawn, when, and from which source."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.report.items import measurement_item
from hntrack.report.view import Cell, Column, Group, Row, View
from hntrack.report.words import measurement_text
from hntrack.text.messages import _, _c

_DEEDS = {
    "recorded": _("recorded"),
    "revised": _("revised"),
    "withdrawn": _("withdrawn"),
}


def deed(measurement: Measurement) -> str:
    """Give what a record does: ``recorded``, ``revised`` or ``withdrawn``."""
    if measurement.withdraws is not None:
        return "withdrawn"
    return "revised" if measurement.revises is not None else "recorded"


def log_view(catalog: Catalog, measurements: Sequence[Measurement], *, lang: str, as_of: str) -> View:
    """Build the view, the latest record first; what was there before recording began has no instant and comes last.

    Args:
        catalog: Everything that was public on the day.
        measurements: The records to tell, in the order of the file.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
    """
    ordered = sorted(measurements, key=lambda m: m.recorded or "")
    ordered.reverse()
    return View(
        name="log",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("recorded", _c("heading", "Recorded").within(lang)),
            Column("deed", _("Action").within(lang)),
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("value", _("Value").within(lang), flexible=True),
            Column("period", _("Period").within(lang)),
            Column("source", _("Source").within(lang), flexible=True),
            Column("id", _("Id").within(lang), flexible=True),
        ),
        groups=(Group("", tuple(_row(catalog, one, lang) for one in ordered)),) if ordered else (),
        items=tuple({"deed": deed(one), **measurement_item(catalog, one, lang)} for one in ordered),
        empty=_("Nothing was recorded.").within(lang),
    )


def _row(catalog: Catalog, measurement: Measurement, lang: str) -> Row:
    earlier = measurement.revises or measurement.withdraws
    why = f"{earlier}: {measurement.why}" if earlier and measurement.why else earlier or ""
    return Row(
        (
            Cell(measurement.recorded or "—"),
            Cell(_DEEDS[deed(measurement)].within(lang), "warn" if earlier else ""),
            Cell(catalog.indicator[measurement.indicator].title.within(lang), "strong"),
            Cell(measurement_text(catalog, measurement, lang)),
            Cell(measurement.period.within(lang)),
            Cell(provenance_text(measurement, lang), "muted"),
            Cell(measurement.id, "muted"),
        ),
        remark=why,
    )


def provenance_text(measurement: Measurement, lang: str) -> str:
    """Give in short what a measurement rests on: its claim, a line of a document, a page, or other measurements."""
    if measurement.claim:
        return measurement.claim
    cited = measurement.cited
    if cited is None:
        return ", ".join(measurement.derived.from_) if measurement.derived else "—"
    if cited.source:
        line = _(", line {line}", line=cited.line).within(lang) if cited.line else ""
        return f"{cited.source}{line}"
    return cited.url or cited.title or "—"
