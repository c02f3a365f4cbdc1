"""Choose records and put them under headings: one grammar and one rule for every list; and the list of targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple, TypeVar
from hntrack.errors import UsageError, unknown
from hntrack.model.catalog import Catalog
from hntrack.model.codes import MEASURES
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.report import Cell, Column, Group, Later, Row, View
from hntrack.report.words import (
    area_title,
    goal_title,
    milestone_text,
    published_text,
    target_item,
    target_text,
)
from hntrack.text.characters import fold
from hntrack.text.messages import Wording, _, _n, day_text

UNDATED = "undated"


class Selection(NamedTuple):
    """What the user asked to see; an empty field asks for everything.  Fields are joined by "and".

    Attributes:
        ids: Ids or globs (``digital-*``) of targets or indicators.
        years: Milestone years, or ``undated``.
        areas, goals, sources, measures: Ids or globs.
        search: Words to be found, blind to case and marks, in titles, readings and as-printed words.
    """

    ids: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    search: str = ""


def select(catalog: Catalog, selection: Selection) -> tuple[Target, ...]:
    """Give the targets that match, in the catalog's order.

    Raises:
        UsageError: An id, area, goal, source or measure that does not exist, with the nearest that do; a year
            that is none.
    """
    _must_hold(catalog, selection, chain(catalog.target, catalog.indicator))
    matches = _matcher(catalog, selection, _target_facts)
    return tuple(target for target in catalog.targets if matches(target))


def select_measurements(catalog: Catalog, selection: Selection) -> tuple[Measurement, ...]:
    """Give the measurements that match, in the catalog's order; the year is the one in which the period ends.

    Raises:
        UsageError: As for :func:`select`.
    """
    _must_hold(catalog, selection, chain(catalog.measurement, catalog.indicator))
    matches = _matcher(catalog, selection, _measurement_facts)
    return tuple(measurement for measurement in catalog.measurements if matches(measurement))


def select_indicators(catalog: Catalog, selection: Selection) -> tuple[Indicator, ...]:
    """Give the indicators that match, by themselves or by their targets and measurements, in the catalog's order.

    Raises:
        UsageError: As for :func:`select`.
    """
    _must_hold(catalog, selection, chain(catalog.target, catalog.indicator, catalog.measurement))
    matches = _matcher(catalog, selection, _indicator_facts)
    return tuple(indicator for indicator in catalog.indicators if matches(indicator))


class _Facts(NamedTuple):
    """What a selection looks at in a record: its indicator, and names, years, documents and texts when asked for."""

    indicator: Indicator
    names: Callable[[], Iterable[str]]
    years: Callable[[], Iterable[str]]
    sources: Callable[[], Iterable[str]]
    text: Callable[[], str]


_Record = TypeVar("_Record")


def _matcher(
    catalog: Catalog, selection: Selection, facts_of: Callable[[Catalog, _Record], _Facts]
) -> Callable[[_Record], bool]:
    words = fold(selection.search).split()
    years = {*selection.years}
    every: tuple[tuple[object, Callable[[_Facts], bool]], ...] = (
        (selection.ids, lambda facts: _any(selection.ids, facts.names())),
        (years, lambda facts: not years.isdisjoint(facts.years())),
        (selection.areas, lambda facts: _any(selection.areas, (facts.indicator.area,))),
        (selection.goals, lambda facts: _any(selection.goals, (facts.indicator.goal,))),
        (selection.measures, lambda facts: _any(selection.measures, (facts.indicator.measure,))),
        (selection.sources, lambda facts: _any(selection.sources, facts.sources())),
        (words, lambda facts: _says(words, facts.text())),
    )
    tests = [
        test for asked, test in every if asked
    ]  # only what was asked for: a catalog has thousands of records

    def matches(record: _Record) -> bool:
        facts = facts_of(catalog, record)
        return all(test(facts) for test in tests)

    return matches


def _target_facts(catalog: Catalog, target: Target) -> _Facts:
    indicator = catalog.indicator[target.indicator]
    return _Facts(
        indicator,
        lambda: (target.id, indicator.id),
        lambda: (str(target.milestone.year) if target.milestone else UNDATED,),
        lambda: (claim.partition("/")[0] for claim in (target.claim, *target.restated)),
        lambda: searchable(catalog, target),
    )


def _measurement_facts(catalog: Catalog, measurement: Measurement) -> _Facts:
    indicator = catalog.indicator[measurement.indicator]
    return _Facts(
        indicator,
        lambda: (measurement.id, indicator.id),
        lambda: (str(measurement.period.end.year),),
        lambda: _documents_of_measurement(measurement),
        lambda: "\n".join(_measurement_texts(catalog, measurement)),
    )


def _indicator_facts(catalog: Catalog, indicator: Indicator) -> _Facts:
    def every() -> Iterator[_Facts]:
        for target in catalog.targets_of.get(indicator.id, ()):
            yield _target_facts(catalog, target)
        for measurement in catalog.measurements_of.get(indicator.id, ()):
            yield _measurement_facts(catalog, measurement)

    return _Facts(
        indicator,
        lambda: chain((indicator.id,), chain.from_iterable(facts.names() for facts in every())),
        lambda: chain.from_iterable(facts.years() for facts in every()),
        lambda: chain.from_iterable(facts.sources() for facts in every()),
        lambda: "\n".join((*_indicator_texts(catalog, indicator), *(facts.text() for facts in every()))),
    )


def _documents_of_measurement(measurement: Measurement) -> list[str]:
    documents = [measurement.claim.partition("/")[0]] if measurement.claim else []
    if measurement.cited is not None and measurement.cited.source is not None:
        documents.append(measurement.cited.source)
    return documents


def _any(patterns: tuple[str, ...], names: Iterable[str]) -> bool:
    return any(_fits(name, pattern) for name in names for pattern in patterns)


def _fits(name: str, pattern: str) -> bool:
    if not {"*", "?", "["} & {*pattern}:
        return name == pattern
    from fnmatch import fnmatchcase  # noqa: PLC0415  (most selections name what they mean)

    return fnmatchcase(name, pattern)


def _says(words: Iterable[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def searchable(catalog: Catalog, target: Target) -> str:
    """Give every text in which a search looks for a target, line by line, not folded."""
    return "\n".join(_texts(catalog, target))


def _texts(catalog: Catalog, target: Target) -> Iterable[str]:
    yield target.id
    yield from _indicator_texts(catalog, catalog.indicator[target.indicator])
    yield from _said(target.stated, target.note)
    for key in (target.claim, *target.restated):
        yield from _claim_texts(catalog, key)


def _measurement_texts(catalog: Catalog, measurement: Measurement) -> Iterable[str]:
    yield measurement.id
    yield from _indicator_texts(catalog, catalog.indicator[measurement.indicator])
    yield from _said(measurement.note)
    if measurement.claim:
        yield from _claim_texts(catalog, measurement.claim)


def _indicator_texts(catalog: Catalog, indicator: Indicator) -> Iterable[str]:
    yield indicator.id
    named = (catalog.goal.get(indicator.goal), catalog.area.get(indicator.area))
    yield from _said(indicator.title, indicator.note, *(one.title for one in named if one))


def _claim_texts(catalog: Catalog, key: str) -> Iterable[str]:
    cited = catalog.claim.get(key)
    if cited:
        yield cited[1].as_printed
        yield from _said(cited[1].reading)


def _said(*wordings: Wording | None) -> Iterable[str]:
    return (text for wording in wordings if wording for text in wording.texts.values())


def _must_hold(catalog: Catalog, selection: Selection, names: Iterable[str]) -> None:
    _must_be_years(selection.years)
    _must_exist(selection.ids, names)
    _must_exist(selection.areas, catalog.area)
    _must_exist(selection.goals, catalog.goal)
    _must_exist(selection.sources, catalog.source)
    _must_exist(selection.measures, MEASURES)


def _must_be_years(years: Iterable[str]) -> None:
    for year in years:
        if year != UNDATED and not (len(year) == 4 and year.isascii() and year.isdigit()):
            raise UsageError(
                _("'{year}' is not a year.", year=year),
                _("Write it like 2030, or {undated}.", undated=UNDATED),
            )


def _must_exist(patterns: tuple[str, ...], names: Iterable[str]) -> None:
    if not patterns:
        return
    names = tuple(dict.fromkeys(names))
    for pattern in patterns:
        if not any(_fits(name, pattern) for name in names):
            raise unknown(pattern, names)


def milestones(catalog: Catalog) -> tuple[str, ...]:
    """Give the milestone years that exist, ascending."""
    return tuple(str(y) for y in sorted({t.milestone.year for t in catalog.targets if t.milestone}))


# The rows of a list, under headings.

GROUPINGS = ("goal", "year", "source", "area", "none")


def put_together(
    records: Iterable[_Record], key: Callable[[_Record], str], order: Iterable[str] = ()
) -> dict[str, list[_Record]]:
    """Put records under their keys, which stand in an order; what it does not name follows as it came."""
    under: dict[str, list[_Record]] = {}
    for record in records:
        under.setdefault(key(record), []).append(record)
    place = {name: at for at, name in enumerate(order)}
    return {name: under[name] for name in sorted(under, key=lambda name: place.get(name, len(place)))}


def grouped(
    catalog: Catalog,
    records: Sequence[_Record],
    group_by: str,
    lang: str,
    row: Callable[[_Record], Row],
) -> Later[Group]:
    """Put rows under headings, for every list of targets, indicators or measurements, when a format asks for them.

    Goals and areas keep the catalog's order, what is of none comes after them; years ascend, undated aims come last.
    """
    key, title = _KEYS[group_by], _HEADINGS[group_by]

    def make() -> Iterator[Group]:
        order: Iterable[str] = {"goal": catalog.goal, "area": catalog.area}.get(group_by, ())
        if group_by == "year":
            order = sorted({key(catalog, record) for record in records}, key=lambda year: (not year, year))
        under = put_together(records, lambda record: key(catalog, record), order)
        return (Group(title(catalog, name, lang), tuple(map(row, rows))) for name, rows in under.items())

    return Later(make)


def _indicator_of(catalog: Catalog, record: Indicator | Measurement | Target) -> Indicator:
    return record if isinstance(record, Indicator) else catalog.indicator[record.indicator]


def _source_title(catalog: Catalog, name: str, lang: str) -> str:
    source = catalog.source.get(name)
    return f"{source.title or source.id} ({published_text(catalog, name, lang)})" if source else name


_KEYS: MappingProxyType[str, Callable[[Catalog, Any], str]] = MappingProxyType(
    {
        "goal": lambda catalog, record: _indicator_of(catalog, record).goal,
        "area": lambda catalog, record: _indicator_of(catalog, record).area,
        "source": lambda _, target: target.claim.partition("/")[0],
        "year": lambda _, target: str(target.milestone.year) if target.milestone else "",
        "none": lambda _, __: "",
    }
)
_HEADINGS: MappingProxyType[str, Callable[[Catalog, str, str], str]] = MappingProxyType(
    {
        "goal": goal_title,
        "area": area_title,
        "source": _source_title,
        "year": lambda _catalog, year, lang: year or _("No date set").within(lang),
        "none": lambda _, __, ___: "",
    }
)


# The view of ``hntrack targets``: what was promised, by whom, and until when.


def targets_view(
    catalog: Catalog,
    targets: Sequence[Target],
    *,
    lang: str,
    as_of: str,
    group_by: str,
    versions: bool = False,
) -> View:
    """Build the view; ``versions`` says of each when it was promised, and what it superseded."""
    row = _version_row if versions else _row
    return View(
        name="targets",
        lang=lang,
        as_of=as_of,
        title=catalog.title.within(lang),
        columns=(
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("target", _("Target").within(lang), flexible=True),
            Column("milestone", _("By").within(lang)),
            Column("area", _("Area").within(lang), least_width=90),
            Column("source", _("Source").within(lang), flexible=True, least_width=110),
            Column("id", _("Id").within(lang), flexible=True),
        ),
        groups=grouped(catalog, targets, group_by, lang, lambda target: row(catalog, target, lang)),
        summary=(counted(len(targets), lang),) if targets else (),
        items=Later(lambda: [target_item(catalog, target, lang) for target in targets]),
        extra={"catalog": catalog.id},
        empty=_("No targets.").within(lang),
    )


def _row(catalog: Catalog, target: Target, lang: str) -> Row:
    indicator = catalog.indicator[target.indicator]
    return Row(
        (
            Cell(indicator.title.within(lang), "strong"),
            Cell(target_text(catalog, target, lang)),
            Cell(milestone_text(target.milestone, lang)),
            Cell(area_title(catalog, indicator.area, lang)),
            Cell(source_text(catalog, target.claim, lang), "muted"),
            Cell(target.id, "muted"),
        ),
        remark=target.stated.within(lang) if target.stated else "",
    )


def _version_row(catalog: Catalog, target: Target, lang: str) -> Row:
    """A row that says when the version was promised, and which one it superseded or was superseded by."""
    row = _row(catalog, target, lang)
    made = catalog.published_on(target)
    said = [] if made == date.min else [_("promised {day}", day=day_text(made, lang)).within(lang)]
    if target.change == "withdrawn":
        said.append(_("withdraws {id}", id=target.supersedes or "").within(lang))
    elif target.supersedes:
        said.append(_("supersedes {id}", id=target.supersedes).within(lang))
    later = next((one.id for one in catalog.targets if one.supersedes == target.id), None)
    if later is not None:
        said.append(_("superseded by {id}", id=later).within(lang))
    return row._replace(remark=" · ".join((*said, row.remark) if row.remark else said))


def source_text(catalog: Catalog, claim: str, lang: str) -> str:
    """Give where a claim stands, in short: document, line, date."""
    found = catalog.claim.get(claim)
    if found is None:
        return claim
    source, one = found
    line = _("line {line}", line=one.line).within(lang)
    return f"{source.id}, {line} ({published_text(catalog, source.id, lang)})"


def counted(number: int, lang: str) -> str:
    """Say how many targets there are."""
    return _n("{count} target", "{count} targets", number).within(lang)
