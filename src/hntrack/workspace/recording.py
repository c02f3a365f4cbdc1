"""Make a new measurement from what a person said, and check it before anything is written."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from hntrack.errors import DataError, UsageError, Where, unknown
from hntrack.model.catalog import Catalog, current_measurements, near
from hntrack.model.fields import RECORDS
from hntrack.model.record_values import free_id, id_of, make, revision_id, withdrawal_id
from hntrack.model.records import Measurement, Places
from hntrack.text.messages import _
from hntrack.text.periods import Period
from hntrack.workspace.given import Given, Reading, read_given
from hntrack.workspace.typed_values import read_typed

GIVEN = "record"
"""What problems name as the place of a measurement that is not in a file yet."""

_PROVENANCE = ("source", "url", "claim", "derived_rule", "derived_from")
_OF_CITED = tuple(field.in_export for field in RECORDS["cited"])


def new_measurement(
    catalog: Catalog, given: Given, *, lang: str, recorded: str, confirmed: bool = True, ours: bool = True
) -> Measurement:
    """Make the measurement that was described, and check it against the catalog.

    Args:
        catalog: Everything that is recorded now.
        given: What was said, by the columns of its fields; ``source`` may name a claim (``source/claim``).
        lang: ``vi`` or ``en``: the notation and language of what was typed.
        recorded: The instant of recording, ISO with its offset.
        confirmed: Somebody looked at what seems a slip; else that is refused.
        ours: A revision without a source is a correction of our own misreading; else it needs a source.

    Raises:
        UsageError: Something said cannot be understood.
        DataError: The measurement contradicts the catalog or its own printed words.
    """
    indicator = catalog.indicator.get(given["indicator"])
    if indicator is None:
        raise unknown(given["indicator"], catalog.indicator)
    typed = read_typed(given["value"], indicator, lang, units=catalog.unit)
    inherited = _same_words(catalog, given)
    if inherited is not None and not ours:
        _must_prove(catalog, inherited)
    stated = given if inherited else _with_provenance(catalog, given)
    values = read_given("measurement", {**stated, "value": None}, Reading(catalog, lang))
    values |= {"value": typed.value, "stage": typed.stage, "recorded": recorded}
    if typed.qualifier is not None:
        values.setdefault("qualifier", typed.qualifier)
    if typed.of is not None:
        values.setdefault("of", typed.of)
    values.setdefault("id", _new_id(catalog, given, values["period"]))
    measurement: Measurement = make("measurement", values, places=_GIVEN_PLACES)
    if inherited:
        measurement = measurement._replace(
            claim=inherited.claim,
            cited=inherited.cited,
            published=measurement.published or _day_of_correction(inherited, recorded),
        )
    _must_fit(catalog, measurement, confirmed=confirmed)
    return measurement


_GIVEN_PLACES: Places = MappingProxyType({"": Where(GIVEN)})


def withdrawal(catalog: Catalog, name: str, why: str, *, recorded: str) -> Measurement:
    """Make the record that takes a measurement back; it stays visible."""
    withdrawn = current(catalog, name)
    return Measurement(
        id=withdrawal_id(withdrawn.id),
        indicator=withdrawn.indicator,
        period=withdrawn.period,
        recorded=recorded,
        withdraws=withdrawn.id,
        published=date.fromisoformat(recorded[:10]),
        why=read_given("measurement", {"why": why}, Reading(catalog, "vi"))["why"],
        places=_GIVEN_PLACES,
    )


def current(catalog: Catalog, name: str) -> Measurement:
    """Find a measurement that holds now.

    Raises:
        UsageError: There is none of that name, or it was revised or withdrawn, with the one that holds instead.
    """
    found = catalog.measurement.get(name)
    if found is None:
        raise unknown(name, catalog.measurement)
    if found not in current_measurements(catalog.measurements):
        later = next((m.id for m in catalog.measurements if name in (m.revises, m.withdraws)), found.id)
        if any(m.withdraws == name for m in catalog.measurements):
            raise UsageError(
                _("{name} no longer holds, it was withdrawn: {later}.", name=name, later=later),
                _("Use 'hntrack record' for a new one."),
            )
        raise UsageError(
            _("{name} no longer holds: {later}.", name=name, later=later),
            _("Revise the latest record instead."),
        )
    return found


def _same_words(catalog: Catalog, given: Given) -> Measurement | None:
    """Give the measurement whose provenance a revision keeps, because it names none of its own (a misreading)."""
    if given.get("revises") is None or any(given.get(name) is not None for name in _PROVENANCE):
        return None
    return catalog.measurement[given["revises"]]


def _day_of_correction(inherited: Measurement, recorded: str) -> date | None:
    """A misreading of a page is put right on the day of recording: the page has no other date to go by."""
    if inherited.published is None:
        return None
    return date.fromisoformat(recorded[:10])


def _new_id(catalog: Catalog, given: Given, period: Period) -> str:
    """Name it after its indicator and period, a revision after the first record.

    Measurements and targets share their names: commands take ids of both kinds.
    """
    taken = {*catalog.measurement, *catalog.target}
    if given.get("revises") is not None:
        return revision_id(given["revises"], taken)
    return free_id(id_of(given["indicator"], period.text), taken)


def _with_provenance(catalog: Catalog, given: Given) -> Given:
    """Say where the value stands: a claim, a line of a document, a page, or other measurements.

    Raises:
        UsageError: It is not said, or not whole.
    """
    source = given.get("source")
    if source is not None and "/" in source:
        return {**given, "claim": source, **dict.fromkeys(_OF_CITED)}
    if all(given.get(name) is None for name in _PROVENANCE):
        raise UsageError(
            _("A measurement needs a source."),
            _("Add --source DOCUMENT --line N --as-printed TEXT, or --url URL --title … --published DATE."),
        )
    _must_be_whole(catalog, given)
    return given


def _must_be_whole(catalog: Catalog, given: Given) -> None:
    source = given.get("source")
    if source is not None and source not in catalog.source:
        raise unknown(source, catalog.source)
    if source is not None and (given.get("line") is None or given.get("as_printed") is None):
        raise UsageError(
            _("Citing a document takes its line and words."), _("Add --line N --as-printed 'WORDS'.")
        )
    if given.get("url") is not None and given.get("published") is None:
        raise UsageError(_("Citing a page takes the day it was published."), _("Add --published 2026-11-22."))
    if (given.get("derived_rule") is None) != (not given.get("derived_from")):
        raise UsageError(
            _("A derived value takes its rule and its parts."),
            _("Add --derived share --derived-from A --derived-from B."),
        )


def _must_prove(catalog: Catalog, earlier: Measurement) -> None:
    """Refuse to give a new value the source of the old one, where that source's words cannot prove it."""
    printed = earlier.claim in catalog.claim or (earlier.cited is not None and earlier.cited.as_printed)
    if not printed:
        raise UsageError(
            _("A new value needs a source: that of {id} does not say it.", id=earlier.id),
            _(
                "Add --url URL --published DATE (or --source), or --our-correction if we had misread the old one."
            ),
        )


def _must_fit(catalog: Catalog, measurement: Measurement, *, confirmed: bool) -> None:
    """Check the measurement among those of its indicator, and raise what is wrong with it."""
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)
    from hntrack.checks.plausible import CODES  # noqa: PLC0415  (as above)

    grown = catalog.with_measurements((*catalog.measurements, measurement))
    found = [p for p in check(near(grown, (measurement,)), part=True) if p.where.file == GIVEN]
    problems = tuple(p for p in found if p.severity == "error")
    slips = tuple(p._replace(severity="error") for p in found if p.code in CODES and not confirmed)
    if problems or slips:
        raise DataError((*problems, *slips))
