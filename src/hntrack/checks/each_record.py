"""Records: each id names one thing, each value says where it comes from, no fact stands twice or before its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hntrack.checks.references import derivations, endless
from hntrack.checks.shared import Placed, at, check, facts
from hntrack.classes import Protocol
from hntrack.errors import Problem, error, problem, warning
from hntrack.model.catalog import Catalog, current_measurements, current_targets
from hntrack.model.codes import UNITS
from hntrack.model.records import Cited, Measurement, Target


class _Identified(Placed, Protocol):
    @property
    def id(self) -> str:
        """The record's name."""


@check(
    {
        "id-duplicate": error(
            "The id {id} is already taken at {first}.",
            "Choose another id, or remove the entry that is too much.",
        ),
    }
)
def duplicate_ids(catalog: Catalog) -> Iterator[Problem]:
    """An id stands once among the records of its kind, a source's claims, an indicator's stages."""
    lists: tuple[Sequence[_Identified], ...] = (
        catalog.goals,
        catalog.areas,
        catalog.units,
        catalog.acts,
        catalog.indicators,
        catalog.targets,
        catalog.measurements,
        catalog.sources,
        *(indicator.stages for indicator in catalog.indicators),
        *(source.claims for source in catalog.sources),
    )
    for records in lists:
        yield from _repeated(records)


@check(
    {
        "id-shared": error(
            "A measurement and a target share the id {id} (the target is at {first}).",
            "Rename one of them: commands take ids of both kinds.",
        ),
    }
)
def shared_ids(catalog: Catalog) -> Iterator[Problem]:
    """No measurement has the id of a target: commands take either, and one word must not mean both."""
    for measurement in catalog.measurements:
        target = catalog.target.get(measurement.id)
        if target is not None:
            yield problem("id-shared", at(measurement, "id"), id=measurement.id, first=at(target, "id"))


@check(
    {
        "unit-redefined": error(
            "{id} is a built-in unit and cannot be defined again.",
            "Remove this entry to use the built-in unit, or choose another id.",
        ),
    }
)
def redefined_units(catalog: Catalog) -> Iterator[Problem]:
    """The built-in units keep their meaning."""
    for unit in catalog.units:
        if unit.id in UNITS:
            yield problem("unit-redefined", at(unit, "id"), id=unit.id)


def _repeated(records: Sequence[_Identified]) -> Iterator[Problem]:
    first: dict[str, _Identified] = {}
    for record in records:
        earlier = first.setdefault(record.id, record)
        if earlier is not record:
            yield problem("id-duplicate", at(record, "id"), id=record.id, first=at(earlier, "id"))


@check(
    {
        "provenance-missing": error(
            "The measurement {id} does not say where it comes from.", "Add claim, cited or derived."
        ),
        "provenance-twice": error(
            "The measurement {id} has both claim and cited.",
            "Keep claim; cited is for what no curated claim states.",
        ),
        "cited-nowhere": error(
            "cited of {id} must name a document (source) or a page (url), and not both.",
            "Keep source and line, or url, title and publisher.",
        ),
        "cited-without-date": error(
            "{id} cites a page but does not say when it was published.", "Add published."
        ),
    }
)
def provenance_of_measurements(catalog: Catalog) -> Iterator[Problem]:
    """A measurement rests on a claim, on something cited or on other measurements; a withdrawal on its reason."""
    for measurement in catalog.measurements:
        cited = measurement.cited
        if measurement.claim is not None and cited is not None:
            yield problem("provenance-twice", at(measurement, "cited"), id=measurement.id)
        if cited is not None:
            yield from _cited(measurement, cited)
        elif measurement.claim is None and measurement.derived is None and measurement.withdraws is None:
            yield problem("provenance-missing", at(measurement), id=measurement.id)


def _cited(measurement: Measurement, cited: Cited) -> Iterator[Problem]:
    where = at(measurement, "cited")
    if (cited.source is None) == (cited.url is None):
        yield problem("cited-nowhere", where, id=measurement.id)
    elif cited.url is not None and measurement.published is None:
        yield problem("cited-without-date", where, id=measurement.id)


@check(
    {
        "period-after-publication": error(
            "The period {period} begins after the value became known ({known}).",
            (
                "Correct the period, or the document's date; what is still to come is a target, not a measurement."
            ),
        ),
        "recorded-before-published": warning(
            "It was written down on {recorded}, before it was published ({known}).",
            "Check recorded, published and the document's date.",
        ),
    }
)
def dates_of_measurements(catalog: Catalog) -> Iterator[Problem]:
    """A period has begun when its value becomes known, and its value is known when it is written down.

    Where no day of publication can be found, the catalog gives the first day there is; then nothing is compared.
    """
    for measurement in _dated(catalog):
        known, recorded = catalog.published_on(measurement), catalog.recorded_on(measurement)
        if date.min < known < measurement.period.start:
            facts = {"period": measurement.period, "known": known}
            yield problem("period-after-publication", at(measurement, "period"), **facts)
        if measurement.recorded is not None and recorded < known:
            facts = {"recorded": recorded, "known": known}
            yield problem("recorded-before-published", at(measurement, "recorded"), **facts)


@check(
    {
        "milestone-before-source": warning(
            "The milestone {milestone} was over when the document appeared ({known}).",
            (
                "Check milestone and date; if the document repeats an old promise, cite the document that made it."
            ),
        ),
        "baseline-after-milestone": error(
            "The baseline is of {period}, which does not end before the milestone {milestone}.",
            "Choose an earlier measurement.",
        ),
    }
)
def dates_of_targets(catalog: Catalog) -> Iterator[Problem]:
    """A promise is made before it falls due, and its trajectory starts before it ends."""
    for target in catalog.targets:
        found = catalog.claim.get(target.claim)
        if target.due is not None and found is not None and target.due < found[0].published.known_on:
            facts = {"milestone": target.milestone, "known": found[0].published.known_on}
            yield problem("milestone-before-source", at(target, "milestone"), **facts)
        base = catalog.measurement.get(target.baseline or "")
        if base is not None and target.due is not None and base.period.end >= target.due:
            facts = {"period": base.period, "milestone": target.milestone}
            yield problem("baseline-after-milestone", at(target, "baseline"), **facts)


@check(
    {
        "source-without-date": error(
            "Nothing says since when the document {id} exists.",
            "Add not_before: the day of the event that it reports.",
        ),
        "not-before-after-date": error(
            "not_before ({day}) is later than the date of publication ({period}).",
            "Remove not_before, or correct the date.",
        ),
    }
)
def dates_of_sources(catalog: Catalog) -> Iterator[Problem]:
    """Where a document's date is unknown, a day before which it cannot have appeared is known."""
    for source in catalog.sources:
        published = source.published
        where = at(source, "published.not_before", "published.date", "published")
        if published.period is None and published.not_before is None:
            yield problem("source-without-date", where, id=source.id)
        elif (
            published.period is not None
            and published.not_before is not None
            and published.not_before > published.period.end
        ):
            facts = {"day": published.not_before, "period": published.period}
            yield problem("not-before-after-date", where, **facts)


def _dated(catalog: Catalog) -> Iterator[Measurement]:
    """Measurements whose day of publication can be found: not those derived in a circle or without end."""
    lost = endless(derivations(catalog))
    return (m for m in catalog.measurements if m.id not in lost)


@check(
    {
        "measurement-twice": error(
            "{id} repeats {first}: same indicator, period and value.",
            "Remove one of them; set the surplus claim aside and say what it repeats.",
        ),
        "measurements-disagree": error(
            "{id} and {first} say different things about one period ({period}).",
            "If one is newer, let it revise the other and say why; if not, make them two indicators.",
        ),
    }
)
def double_measurements(catalog: Catalog) -> Iterator[Problem]:
    """Of two current measurements of one indicator and period, one revises the other."""
    first: dict[tuple[str, str], Measurement] = {}
    for measurement in current_measurements(catalog.measurements):
        earlier = first.setdefault((measurement.indicator, measurement.period.text), measurement)
        if earlier is measurement or earlier.id == measurement.id:
            continue
        if _said(earlier) == _said(measurement):
            yield problem("measurement-twice", at(measurement, "id"), id=measurement.id, first=earlier.id)
        else:
            facts = {"id": measurement.id, "first": earlier.id, "period": measurement.period}
            yield problem("measurements-disagree", at(measurement, "value", "stage"), **facts)


@check(
    {
        "target-twice": error(
            "{id} repeats the target {first}.", "Keep the first one and add this claim to its restated."
        ),
        "targets-disagree": warning(
            "{id} and {first} ask for different numbers by the same milestone.",
            "If one replaces the other, say so with supersedes and change.",
        ),
    }
)
def double_targets(catalog: Catalog) -> Iterator[Problem]:
    """Of two current targets that ask the same by the same day, one is a restatement of the other."""
    first: dict[tuple[object, ...], Target] = {}
    for target in current_targets(catalog.targets):
        if target.comparator == "text" or target.milestone is None:
            continue
        asked = (target.indicator, target.milestone, target.comparator, target.further, target.relative_to)
        earlier = first.setdefault(asked, target)
        if earlier is target or earlier.id == target.id:
            continue
        same = _asked(earlier) == _asked(target)
        code = "target-twice" if same else "targets-disagree"
        yield problem(code, at(target, "id" if same else "value"), id=target.id, first=earlier.id)


def _said(measurement: Measurement) -> tuple[object, ...]:
    return measurement.value, measurement.stage, measurement.qualifier, measurement.of


def _asked(target: Target) -> tuple[object, ...]:
    return target.value, target.value_high, target.stage


@check(
    {
        "record-unused": warning("Nothing uses {id} (in {section}).", "Remove the entry, or use it."),
    },
    whole=True,
)
def unused_records(catalog: Catalog) -> Iterator[Problem]:
    """What the catalog names, it uses."""
    lists = (
        ("goals", catalog.goals, {indicator.goal for indicator in catalog.indicators}),
        ("areas", catalog.areas, _used_areas(catalog)),
        ("units", catalog.units, {indicator.unit for indicator in catalog.indicators}),
        ("indicators", catalog.indicators, {fact.indicator for fact in facts(catalog)}),
    )
    for section, records, used in lists:
        for record in records:
            if record.id not in used:
                yield problem("record-unused", at(record, "id"), id=record.id, section=section)


def _used_areas(catalog: Catalog) -> set[str | None]:
    """Give the areas of indicators, and those that have parts."""
    return {indicator.area for indicator in catalog.indicators} | {area.parent for area in catalog.areas}
