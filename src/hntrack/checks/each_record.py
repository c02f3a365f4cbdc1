"""Records: each id names one thing, each value says where it comes from, no fact stands twice or before its time.

What a record names is there, and chains of records (replaced, derived from, standing in for) end, and soon.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from hntrack.checks.shared import Placed, at, check, facts, with_indicator
from hntrack.classes import NamedTuple, Protocol
from hntrack.errors import Problem, error, problem, warning
from hntrack.model.catalog import Catalog, current_measurements, current_targets
from hntrack.model.codes import TEXT_STAGES, UNITS
from hntrack.model.records import Cited, Measurement, Target
from hntrack.text.messages import Message, _

_EXISTS = "Correct the id, or add what is missing ({nearest})."

# Looking for ids that resemble one takes time: a catalog full of faults must not hang.
MOST_SUGGESTIONS = 100
MOST_COMPARED = 200

_NOTHING: frozenset[str] = frozenset()


class _Reference(NamedTuple):
    record: Placed
    field: str
    code: str
    id: str
    known: Collection[str]


@check(
    {
        "goal-unknown": error("There is no goal {id}.", _EXISTS),
        "area-unknown": error("There is no area {id}.", _EXISTS),
        "unit-unknown": error("There is no unit {id}, neither built in nor in the catalog.", _EXISTS),
        "act-unknown": error("There is no act {id}.", _EXISTS),
        "indicator-unknown": error("There is no indicator {id}.", _EXISTS),
        "claim-unknown": error("No document has a claim {id}.", _EXISTS),
        "target-unknown": error("There is no target {id}.", _EXISTS),
        "measurement-unknown": error("There is no measurement {id}.", _EXISTS),
        "source-unknown": error("There is no document {id}.", _EXISTS),
    }
)
def dangling_references(catalog: Catalog, damaged: frozenset[str] = _NOTHING) -> Iterator[Problem]:
    """Every id that a record refers to is that of something; ``damaged`` ones could not be read (``"*"``: nor ids)."""
    suggestions = MOST_SUGGESTIONS
    missing = (reference for reference in _references(catalog) if reference.id not in reference.known)
    for one in missing:
        wanted = one.id
        if damaged.isdisjoint(("*", wanted, wanted.partition("/")[0])):
            nearest = _nearest(wanted, one.known) if suggestions > 0 else "…"
            suggestions -= 1
            yield problem(one.code, at(one.record, one.field), id=wanted, nearest=nearest)


@check(
    {
        "stage-unknown": error("This indicator has no stage {id}.", "Use one of its stages: {known}."),
    }
)
def unknown_stages(catalog: Catalog) -> Iterator[Problem]:
    """A stage is one of its indicator's, or of the three that an aim in words has."""
    for fact, indicator in with_indicator(catalog, facts(catalog)):
        if fact.stage is None:
            continue
        stages = tuple(stage.id for stage in indicator.stages)
        if indicator.measure == "text":
            stages = TEXT_STAGES
        if stages and fact.stage not in stages:
            yield problem("stage-unknown", at(fact, "stage"), id=fact.stage, known=", ".join(stages))


def _references(catalog: Catalog) -> Iterator[_Reference]:
    units = frozenset((*UNITS, *catalog.unit))
    for indicator in catalog.indicators:
        yield _Reference(indicator, "goal", "goal-unknown", indicator.goal, catalog.goal)
        yield _Reference(indicator, "area", "area-unknown", indicator.area, catalog.area)
        if indicator.unit is not None:
            yield _Reference(indicator, "unit", "unit-unknown", indicator.unit, units)
        if indicator.proxy_for is not None:
            yield _Reference(
                indicator, "proxy_for", "indicator-unknown", indicator.proxy_for, catalog.indicator
            )
    yield from _of_acts(catalog)
    for area in catalog.areas:
        if area.parent is not None:
            yield _Reference(area, "parent", "area-unknown", area.parent, catalog.area)
    for target in catalog.targets:
        yield from _of_target(catalog, target)
    for measurement in catalog.measurements:
        yield from _of_measurement(catalog, measurement)


def _of_acts(catalog: Catalog) -> Iterator[_Reference]:
    for source in catalog.sources:
        if source.act is not None:
            yield _Reference(source, "act", "act-unknown", source.act, catalog.act)
    for act in catalog.acts:
        for relation in ("implements", "amends", "replaces"):
            for number, other in enumerate(getattr(act, relation)):
                yield _Reference(act, f"{relation}.{number}", "act-unknown", other, catalog.act)


def _of_target(catalog: Catalog, target: Target) -> Iterator[_Reference]:
    yield _Reference(target, "indicator", "indicator-unknown", target.indicator, catalog.indicator)
    yield _Reference(target, "claim", "claim-unknown", target.claim, catalog.claim)
    if target.basis is not None:
        yield _Reference(target, "basis", "act-unknown", target.basis, catalog.act)
    for number, claim in enumerate(target.restated):
        yield _Reference(target, f"restated.{number}", "claim-unknown", claim, catalog.claim)
    if target.supersedes is not None:
        yield _Reference(target, "supersedes", "target-unknown", target.supersedes, catalog.target)
    for field, base in (("relative_to", target.relative_to), ("baseline", target.baseline)):
        if base is not None:
            yield _Reference(target, field, "measurement-unknown", base, catalog.measurement)


def _of_measurement(catalog: Catalog, measurement: Measurement) -> Iterator[_Reference]:
    yield _Reference(measurement, "indicator", "indicator-unknown", measurement.indicator, catalog.indicator)
    if measurement.claim is not None:
        yield _Reference(measurement, "claim", "claim-unknown", measurement.claim, catalog.claim)
    if measurement.cited is not None and measurement.cited.source is not None:
        yield _Reference(
            measurement, "cited.source", "source-unknown", measurement.cited.source, catalog.source
        )
    for number, part in enumerate(measurement.derived.from_ if measurement.derived else ()):
        yield _Reference(
            measurement, f"derived.from.{number}", "measurement-unknown", part, catalog.measurement
        )
    for field, other in (("revises", measurement.revises), ("withdraws", measurement.withdraws)):
        if other is not None:
            yield _Reference(measurement, field, "measurement-unknown", other, catalog.measurement)


def _nearest(wanted: str, known: Collection[str]) -> Message:
    """Say which ids look like it."""
    from difflib import get_close_matches  # noqa: PLC0415  (only a faulty catalog pays for it)

    if len(known) > MOST_COMPARED:
        known = [one for one in known if one[:2] == wanted[:2]][:MOST_COMPARED]
    listed = ", ".join(get_close_matches(wanted, known, n=3, cutoff=0.6))
    return _("ids like it: {listed}", listed=listed) if listed else _("no id looks like it")


# A hostile catalog can hold as many circles as records, each as long: the first ones tell the story.
MOST_CIRCLES = 100
MOST_NAMED = 6
# Sums of sums of sums: people stop at three, and everything that follows a chain may rely on this bound.
LONGEST_DERIVATION = 50

_Edges = Mapping[str, tuple[str, ...]]


@check(
    {
        "supersedes-circle": error(
            "These targets supersede each other in a circle: {circle}.",
            "Remove supersedes from the target that was announced first.",
        ),
        "revises-circle": error(
            "These measurements revise or withdraw each other in a circle: {circle}.",
            "Remove revises or withdraws from the measurement that was published first.",
        ),
        "derived-circle": error(
            "These measurements are derived from each other in a circle: {circle}.",
            "Remove derived from the measurement that a document states.",
        ),
        "area-circle": error(
            "These areas are parts of each other in a circle: {circle}.",
            "Remove parent from the area that is the largest.",
        ),
        "proxy-circle": error(
            "These indicators stand in for each other in a circle: {circle}.",
            "Remove proxy_for from the indicator that is the one of interest.",
        ),
    }
)
def circles(catalog: Catalog) -> Iterator[Problem]:
    """Chains of ``supersedes``, ``revises``/``withdraws``, ``derived``, ``proxy_for`` and ``parent`` end somewhere."""
    supersedes = {t.id: (t.supersedes,) for t in catalog.targets if t.supersedes}
    replaces = {
        m.id: tuple(one for one in (m.revises, m.withdraws) if one)
        for m in catalog.measurements
        if m.revises or m.withdraws
    }
    stands_for = {i.id: (i.proxy_for,) for i in catalog.indicators if i.proxy_for}
    yield from _reported("supersedes-circle", supersedes, catalog.target, "supersedes")
    yield from _reported("revises-circle", replaces, catalog.measurement, "revises", "withdraws")
    yield from _reported("derived-circle", derivations(catalog), catalog.measurement, "derived.from")
    parts = {area.id: (area.parent,) for area in catalog.areas if area.parent}
    yield from _reported("area-circle", parts, catalog.area, "parent")
    yield from _reported("proxy-circle", stands_for, catalog.indicator, "proxy_for")


@check(
    {
        "derived-too-deep": error(
            "{id} is derived by way of more than {most} others.",
            "Derive it from the measurements that documents state.",
        ),
    }
)
def deep_derivations(catalog: Catalog) -> Iterator[Problem]:
    """No value is derived by way of more than :data:`LONGEST_DERIVATION` others."""
    edges = derivations(catalog)
    deep = endless(edges)
    if deep and next(in_circle(edges), None) is None:
        first: Measurement = catalog.measurement[next(edge for edge in edges if edge in deep)]
        facts = {"id": first.id, "most": LONGEST_DERIVATION}
        yield problem("derived-too-deep", at(first, "derived.from"), **facts)


def derivations(catalog: Catalog) -> _Edges:
    """Give, for each measurement that is derived, the ids that it is derived from."""
    return {m.id: m.derived.from_ for m in catalog.measurements if m.derived}


def endless(edges: _Edges) -> frozenset[str]:
    """Give the nodes from which more than :data:`LONGEST_DERIVATION` steps lead on, for ever in a circle."""
    deep = {one for one, following in edges.items() if following}
    for _step in range(LONGEST_DERIVATION):
        if not deep:
            break
        deep = {one for one in deep if not deep.isdisjoint(edges[one])}
    return frozenset(deep)


def in_circle(edges: _Edges) -> Iterator[tuple[str, ...]]:
    """Give each circle of a graph once, as the ids along it, in the order in which they are first met."""
    done: set[str] = set()
    for start in edges:
        if start not in done:
            yield from _walk(edges, start, done)


def _walk(edges: _Edges, start: str, done: set[str]) -> Iterator[tuple[str, ...]]:
    """Go depth first without recursion: a chain may be as long as the catalog."""
    path = {start: iter(edges[start])}
    while path:
        last = next(reversed(path))
        following = next(path[last], None)
        if following is None:
            path.pop(last)
            done.add(last)
        elif following in path:
            ids = list(path)
            yield tuple(ids[ids.index(following) :])
        elif following not in done and following in edges:
            path[following] = iter(edges[following])


def _reported(code: str, edges: _Edges, records: Mapping[str, Placed], *fields: str) -> Iterator[Problem]:
    for circle in islice(in_circle(edges), MOST_CIRCLES):
        named = circle if len(circle) <= MOST_NAMED else (*circle[:MOST_NAMED], "…")
        yield problem(code, at(records[circle[0]], *fields), circle=" → ".join((*named, circle[0])))


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
