"""The views of ``hntrack indicators`` and ``hntrack measurements``: all that was ever recorded, promised or not."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement
from hntrack.report.items import indicator_item, measurement_item, used_item
from hntrack.report.show import provenance_text, state_text
from hntrack.report.targets import grouped
from hntrack.report.view import Cell, Column, Json, Later, Row, View
from hntrack.report.words import dated_text, indicator_title, label, measurement_text, target_text, unit_title
from hntrack.text.messages import _, _n, day_text

GROUPINGS = ("goal", "area", "none")


def latest_measurement(catalog: Catalog, indicator: str) -> Measurement | None:
    """Give the measurement of the latest period; a forecast only where there is nothing else."""
    measured = catalog.measurements_of.get(indicator, ())
    return max(
        measured,
        key=lambda measurement: (measurement.obs_status != "forecast", measurement.period.end),
        default=None,
    )


def indicators_view(
    catalog: Catalog, indicators: Sequence[Indicator], *, lang: str, as_of: str, group_by: str
) -> View:
    """Build the view: what is measured, how, how often, and what was promised of it.

    Args:
        catalog: As known on ``as_of``.
        indicators: The selected ones, in order.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        group_by: One of :data:`GROUPINGS`.
    """
    return View(
        name="indicators",
        lang=lang,
        as_of=as_of,
        title=catalog.title.within(lang),
        columns=(
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("measure", _("Measure").within(lang), flexible=True, least_width=110),
            Column("targets", _("Targets").within(lang), flexible=True),
            Column("measurements", _("Measurements").within(lang), "right"),
            Column("latest", _("Latest").within(lang), flexible=True),
            Column("id", _("Id").within(lang), flexible=True, least_width=90),
        ),
        groups=Later(
            lambda: grouped(
                catalog,
                indicators,
                group_by,
                lang,
                lambda indicator: _indicator_row(catalog, indicator, lang),
            )
        ),
        summary=(_n("{count} indicator", "{count} indicators", len(indicators)).within(lang),)
        if indicators
        else (),
        items=Later(lambda: (_indicator_item(catalog, indicator, lang) for indicator in indicators)),
        extra={"catalog": catalog.id},
        empty=_("No indicators.").within(lang),
    )


def measurements_view(
    catalog: Catalog,
    everything: Catalog,
    measurements: Sequence[Measurement],
    *,
    lang: str,
    as_of: str,
    group_by: str,
) -> View:
    """Build the view: each measurement with its period, its state and what it rests on.

    Args:
        catalog: As known on ``as_of``: the current measurements.
        everything: As known on ``as_of``, with revised and withdrawn measurements too.
        measurements: The selected ones, in order.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        group_by: One of :data:`GROUPINGS`.
    """
    return View(
        name="measurements",
        lang=lang,
        as_of=as_of,
        title=catalog.title.within(lang),
        columns=(
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("value", _("Value").within(lang), flexible=True),
            Column("period", _("Period").within(lang), flexible=True),
            Column("published", _("Published").within(lang), least_width=100),
            Column("state", _("State").within(lang), flexible=True, least_width=120),
            Column("source", _("Source").within(lang), flexible=True),
            Column("id", _("Id").within(lang), flexible=True, least_width=100),
        ),
        groups=Later(
            lambda: grouped(
                catalog,
                measurements,
                group_by,
                lang,
                lambda measurement: _measurement_row(catalog, everything, measurement, lang),
            )
        ),
        summary=(_n("{count} measurement", "{count} measurements", len(measurements)).within(lang),)
        if measurements
        else (),
        items=Later(lambda: (measurement_item(everything, one, lang) for one in measurements)),
        extra={"catalog": catalog.id},
        empty=_("No measurement yet.").within(lang),
    )


def _indicator_row(catalog: Catalog, indicator: Indicator, lang: str) -> Row:
    unit = unit_title(catalog, indicator, lang)
    measure = label("measure", indicator.measure, lang)
    latest = latest_measurement(catalog, indicator.id)
    asked = "; ".join(
        f"{target_text(catalog, target, lang)}{f' ({target.milestone.within(lang)})' if target.milestone else ''}"
        for target in catalog.targets_of.get(indicator.id, ())
    )
    return Row(
        (
            Cell(indicator_title(catalog, indicator, lang), "strong"),
            Cell(f"{measure} ({unit})" if unit and indicator.measure != "rank" else measure),
            Cell(asked or "—"),
            Cell(str(len(catalog.measurements_of.get(indicator.id, ())))),
            Cell(dated_text(catalog, latest, lang) if latest else "—"),
            Cell(indicator.id, "muted"),
        )
    )


def _measurement_row(catalog: Catalog, everything: Catalog, measurement: Measurement, lang: str) -> Row:
    current = measurement.id in catalog.measurement
    note = measurement.note.within(lang) if measurement.note else None
    return Row(
        (
            Cell(indicator_title(catalog, catalog.indicator[measurement.indicator], lang), "strong"),
            Cell(measurement_text(everything, measurement, lang), "" if current else "muted"),
            Cell(measurement.period.within(lang)),
            Cell(day_text(everything.published_on(measurement), lang)),
            Cell(state_text(catalog, everything, measurement, lang)),
            Cell(_document(everything, measurement, lang), "muted"),
            Cell(measurement.id, "muted"),
        ),
        remark=" · ".join(part for part in (measurement.why, note) if part),
    )


def _document(catalog: Catalog, measurement: Measurement, lang: str) -> str:
    """Name the document of a claim; its line and words are in ``hntrack show`` and in JSON."""
    claim = measurement.claim
    return claim.partition("/")[0] if claim else provenance_text(catalog, measurement, lang)


def _indicator_item(catalog: Catalog, indicator: Indicator, lang: str) -> dict[str, Json]:
    latest = latest_measurement(catalog, indicator.id)
    return {
        **indicator_item(catalog, indicator, lang),
        "targets": [target.id for target in catalog.targets_of.get(indicator.id, ())],
        "measurements": [measurement.id for measurement in catalog.measurements_of.get(indicator.id, ())],
        "latest": used_item(catalog, latest.id if latest else None, lang),
    }
