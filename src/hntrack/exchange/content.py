"""The catalog as typed tables: what every export writes, in one place, so that the formats cannot disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hntrack.model import words
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Named, Source, Target
from hntrack.model.verdict import Verdict
from hntrack.report.reasons import sentence
from hntrack.text.periods import Period
from hntrack.text.wording import Wording

Cell = str | int | bool | Decimal | None
Judged = Sequence[tuple[Target, Verdict]]

_TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its heading in every format.
        kind: ``text``, ``number`` (exact decimal), ``whole``, ``truth`` or ``day`` (ISO).
        about: What it says, in English: the language of schemas.
        required: No row is without it.
        refers: Table whose key it holds; a value that is not there (not known yet on the day) is left empty.
        allowed: The words that it may be.
    """

    name: str
    kind: str
    about: str
    required: bool = False
    refers: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """One table: its columns, the columns that name a row, and its rows in the order of the files."""

    name: str
    title: Wording
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """Everything that an export writes.

    Attributes:
        catalog: What was published by the day, what was superseded, revised or withdrawn included.
        current: What held on the day.
        judged: The current targets with their verdicts.
        as_of: The day, ISO.
        lang: Language of titles where a format has room for one only.
    """

    catalog: Catalog
    current: Catalog
    judged: Judged
    as_of: str
    lang: str

    def tabs(self) -> tuple[Tab, ...]:
        """Give all tables, those that others refer to first."""
        return _linked(tuple(_tabs(self)))


def published_by(everything: Catalog, day: date, recorded_by: date | None = None) -> Catalog:
    """Give all that was published by a day, revised and superseded records included, with the documents it names.

    Where ``recorded_by`` is given, only measurements that were recorded here by that day.
    """
    targets = tuple(t for t in everything.targets if everything.published_on(t) <= day)
    measurements = tuple(
        m
        for m in everything.measurements
        if everything.published_on(m) <= day
        and (recorded_by is None or everything.recorded_on(m) <= recorded_by)
    )
    claims = [one.claim for one in targets] + [one.claim for one in measurements]
    named = {claim.partition("/")[0] for claim in claims if claim is not None}
    named |= {
        one.cited.source for one in measurements if one.cited is not None and one.cited.source is not None
    }
    sources = tuple(s for s in everything.sources if s.published.known_on <= day or s.id in named)
    return replace(everything, targets=targets, measurements=measurements, sources=sources)


def number_text(value: Decimal) -> str:
    """Write a number: all digits, no exponent, and never in the form that may be read as thousands (``25.125``)."""
    text = format(value, "f")
    return f"{text}0" if _TWO_WAYS.fullmatch(text) is not None else text


def cell_text(cell: Cell) -> str:
    """Write a cell as text: numbers by :func:`number_text`, truth as ``true`` and ``false``, nothing as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return number_text(cell) if isinstance(cell, Decimal) else str(cell)


def _worded(name: str, about: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_vi", "text", f"{about} (Vietnamese)"),
        Column(f"{name}_en", "text", f"{about} (English)"),
    )


_ID = Column("id", "text", "Its name everywhere else.", required=True)
_NOTE = _worded("note", "A remark for readers")
_TITLE = _worded("title", "What people call it")
_NAMED = (_ID, *_TITLE, *_NOTE)


def _text(
    name: str, about: str, *, required: bool = False, refers: str = "", allowed: Iterable[str] = ()
) -> Column:
    return Column(name, "text", about, required, refers, tuple(allowed))


_INDICATORS = (
    _ID,
    _text("goal", "Goal that it serves.", required=True, refers="goals"),
    _text("area", "Area that it is about.", required=True, refers="areas"),
    *_TITLE,
    _text("measure", "What kind of value it has.", required=True, allowed=words.MEASURES),
    _text("unit", "A built-in unit, or one of the table units."),
    _text("scale", "Values are given in scale × unit.", required=True, allowed=words.SCALES),
    *_worded("share_of", "What a share is a share of"),
    _text("direction", "Where better lies.", allowed=words.DIRECTIONS),
    Column("limit", "number", "The natural limit of the value."),
    _text("proxy_for", "Indicator that this one stands in for.", refers="indicators"),
    *_NOTE,
)
_STAGES = (
    _text("indicator", "Indicator that it is a stage of.", required=True, refers="indicators"),
    _text("stage", "Its name everywhere else.", required=True),
    Column("position", "whole", "1 is the worst.", required=True),
    *_TITLE,
)
_SOURCES = (
    _ID,
    _text("title", "As printed; empty where unknown."),
    _text("publisher", "Empty where unknown."),
    _text("author", "Empty where unknown."),
    _text("language", "BCP 47 tag.", required=True),
    _text("published", "A period, no more precise than known; empty where unknown."),
    Column("not_before", "day", "A day before which it cannot have appeared."),
    _text("basis", "How the date is known.", required=True, allowed=("printed", "inferred", "unknown")),
    _text("url", "Where it can be read."),
    _text("original", "Name of the file that was read.", required=True),
    _text("sha256", "SHA-256 of its bytes.", required=True),
    *_NOTE,
)
_CLAIMS = (
    _text("id", "source/claim.", required=True),
    _text("source", "The document.", required=True, refers="sources"),
    _text("claim", "Its name within the document.", required=True),
    _text("kind", "What it states.", required=True, allowed=words.CLAIM_KINDS),
    Column("line", "whole", "Line of the original.", required=True),
    _text("as_printed", "The few words as they stand there.", required=True),
    *_worded("reading", "What they say"),
    Column("value", "number", "The figure, where no target or measurement holds it."),
    Column("value_high", "number", "Upper end of a range."),
    Column("of", "number", "How many there are in all."),
    *_worded("set_aside", "Why nothing uses the claim"),
)
_TARGETS = (
    _ID,
    _text("indicator", "Indicator that it is about.", required=True, refers="indicators"),
    _text("milestone", "When it falls due, as a period; empty for an undated aim."),
    Column("due", "day", "The last day of the milestone."),
    _text("comparator", "What it asks of the value.", required=True, allowed=words.COMPARATORS),
    Column("value", "number", "In the indicator's scale and unit."),
    Column("value_high", "number", "Upper end, for between."),
    _text("stage", "Stage to reach."),
    _text("hold", "When it must be satisfied.", required=True, allowed=words.HOLDS),
    Column("further", "truth", "The value counts what is added.", required=True),
    _text(
        "relative_to", "Measurement; the value is the wanted change of it in percent.", refers="measurements"
    ),
    _text("baseline", "Measurement from which the trajectory starts.", refers="measurements"),
    _text("supersedes", "Target that this one replaces.", refers="targets"),
    _text("change", "How it differs from that one.", required=True, allowed=words.CHANGES),
    _text("claim", "source/claim that states it.", refers="claims"),
    *_worded("stated", "The aim in our own words"),
    *_NOTE,
)
_MEASUREMENTS = (
    _ID,
    _text("indicator", "Indicator that it is about.", required=True, refers="indicators"),
    _text("period", "What the value is about.", required=True),
    Column("value", "number", "In the indicator's scale and unit."),
    _text("stage", "The stage reached."),
    _text("unit", "Unit of the indicator."),
    _text("scale", "Values are given in scale × unit.", required=True, allowed=words.SCALES),
    _text("qualifier", "How sure the value is.", required=True, allowed=words.QUALIFIERS),
    Column("of", "number", "How many there are in all."),
    _text("obs_status", "How firm the publisher calls it.", required=True, allowed=words.OBS_STATUSES),
    _text("claim", "source/claim that states it.", refers="claims"),
    _text("source", "A known document that is cited.", refers="sources"),
    Column("line", "whole", "Line of it."),
    _text("as_printed", "The words as they stand there."),
    _text("url", "Page that is cited."),
    _text("title", "Title of the page."),
    _text("publisher", "Who publishes the page."),
    _text("derived_rule", "How the value follows from others.", allowed=("share", "sum")),
    _text("derived_from", "Those others, parted by blanks."),
    Column("published", "day", "When it became public, where that differs from its document."),
    Column("known_on", "day", "Day from which it counts as known; empty for never recorded."),
    _text("recorded", "When it was written down."),
    _text("revises", "Measurement that this one replaces.", refers="measurements"),
    _text("withdraws", "Measurement that this one takes back.", refers="measurements"),
    _text("why", "Why it revises or withdraws."),
    _text("judged_by", "Who judged a stage to be reached."),
    *_NOTE,
)
_VERDICTS = (
    _text("target", "Target that is judged.", required=True, refers="targets"),
    Column("as_of", "day", "Day of the verdict.", required=True),
    _text("standing", "Is it kept?", required=True, allowed=words.STANDINGS),
    _text("pace", "Will it be?", required=True, allowed=words.PACES),
    _text("category", "The method's own word."),
    _text("latest", "Measurement that was compared.", refers="measurements"),
    _text("baseline", "Measurement that the pace starts from.", refers="measurements"),
    Column("gap", "number", "What is missing, in the unit."),
    Column("required_pace", "number", "Change a year that is needed."),
    Column("observed_pace", "number", "Change a year that is observed."),
    Column("projected", "number", "Value at the due date at the observed pace."),
    Column("due_value_now", "number", "Value due on the trajectory."),
    Column("reached_on", "day", "Day the target is reached at the observed pace."),
    Column("buffer_days", "whole", "How long the value may stand still."),
    _text("method", "Method that judged.", required=True),
    _text("version", "Its version.", required=True),
    *_worded("reason", "Why"),
    _text("flags", "What to bear in mind, parted by blanks."),
)


def _tabs(made: Exported) -> Iterable[Tab]:
    catalog = made.catalog
    for name, title, records in (
        ("goals", Wording("Nhóm mục tiêu", "Goals"), catalog.goals),
        ("areas", Wording("Phạm vi", "Areas"), catalog.areas),
        ("units", Wording("Đơn vị", "Units"), catalog.units),
    ):
        yield Tab(name, title, ("id",), _NAMED, tuple(_named(one) for one in records))
    rows = tuple(_indicator(catalog, one.id) for one in catalog.indicators)
    yield Tab("indicators", Wording("Chỉ tiêu", "Indicators"), ("id",), _INDICATORS, rows)
    rows = tuple(
        (one.id, stage.id, position, *_both(stage.title))
        for one in catalog.indicators
        for position, stage in enumerate(one.stages, start=1)
    )
    yield Tab("stages", Wording("Các mức", "Stages"), ("indicator", "stage"), _STAGES, rows)
    yield Tab(
        "sources", Wording("Văn bản", "Sources"), ("id",), _SOURCES, tuple(map(_source, catalog.sources))
    )
    claims = tuple(row for source in catalog.sources for row in _claims(source))
    yield Tab("claims", Wording("Trích dẫn", "Claims"), ("id",), _CLAIMS, claims)
    rows = tuple(_measurement(catalog, one) for one in catalog.measurements)
    yield Tab("measurements", Wording("Số đo", "Measurements"), ("id",), _MEASUREMENTS, rows)
    yield Tab(
        "targets", Wording("Mục tiêu", "Targets"), ("id",), _TARGETS, tuple(map(_target, catalog.targets))
    )
    rows = tuple(_verdict(target, verdict, made.as_of) for target, verdict in made.judged)
    yield Tab("verdicts", Wording("Đánh giá", "Verdicts"), ("target",), _VERDICTS, rows)


def _linked(tabs: tuple[Tab, ...]) -> tuple[Tab, ...]:
    """Empty the references to what was not known yet."""
    keys = {tab.name: {row[0] for row in tab.rows} for tab in tabs}
    return tuple(
        replace(
            tab,
            rows=tuple(
                tuple(
                    None if column.refers and cell not in keys[column.refers] else cell
                    for column, cell in zip(tab.columns, row, strict=True)
                )
                for row in tab.rows
            ),
        )
        for tab in tabs
    )


def _both(wording: Wording | None) -> tuple[Cell, Cell]:
    return (None, None) if wording is None else (wording.vi or None, wording.en or None)


def _day(day: date | None) -> str | None:
    return None if day is None or day == date.min else day.isoformat()


def _period(period: Period | None) -> str | None:
    return None if period is None else period.text


def _named(one: Named) -> tuple[Cell, ...]:
    return (one.id, *_both(one.title), *_both(one.note))


def _indicator(catalog: Catalog, name: str) -> tuple[Cell, ...]:
    one = catalog.indicator[name]
    named = (one.id, one.goal, one.area, *_both(one.title), one.measure, one.unit, one.scale)
    return (*named, *_both(one.share_of), one.direction, one.limit, one.proxy_for, *_both(one.note))


def _source(one: Source) -> tuple[Cell, ...]:
    when = one.published
    known = (one.id, one.title, one.publisher, one.author, one.language)
    dated = (_period(when.period), _day(when.not_before), when.basis)
    return (*known, *dated, one.url, one.original, one.sha256, *_both(one.note))


def _claims(source: Source) -> Iterable[tuple[Cell, ...]]:
    for one in source.claims:
        named = (f"{source.id}/{one.id}", source.id, one.id, one.kind, one.line, one.as_printed)
        yield (*named, *_both(one.reading), one.value, one.value_high, one.of, *_both(one.set_aside))


def _target(one: Target) -> tuple[Cell, ...]:
    asked = (one.id, one.indicator, _period(one.milestone), _day(one.due), one.comparator)
    values = (one.value, one.value_high, one.stage, one.hold, one.further)
    rest = (one.relative_to, one.baseline, one.supersedes, one.change, one.claim)
    return (*asked, *values, *rest, *_both(one.stated), *_both(one.note))


def _measurement(catalog: Catalog, one: Measurement) -> tuple[Cell, ...]:
    indicator = catalog.indicator[one.indicator]
    cited, derived = one.cited, one.derived
    said = (one.id, one.indicator, one.period.text, one.value, one.stage, indicator.unit, indicator.scale)
    sure = (one.qualifier, one.of, one.obs_status, one.claim)
    page = (
        (cited.source, cited.line, cited.as_printed, cited.url, cited.title, cited.publisher)
        if cited
        else (None,) * 6
    )
    follows = (derived.rule, " ".join(derived.from_)) if derived else (None, None)
    dates = (_day(one.published), _day(catalog.published_on(one)), one.recorded)
    return (
        *said,
        *sure,
        *page,
        *follows,
        *dates,
        one.revises,
        one.withdraws,
        one.why,
        one.judged_by,
        *_both(one.note),
    )


def _verdict(target: Target, one: Verdict, as_of: str) -> tuple[Cell, ...]:
    judged = (target.id, as_of, one.standing, one.pace, one.category or None, one.latest, one.baseline)
    numbers = (one.gap, one.required_pace, one.observed_pace, one.projected, one.due_value_now)
    told = tuple(" ".join(sentence(reason, lang) for reason in one.reasons) for lang in ("vi", "en"))
    rest = (_day(one.reached_on), one.buffer_days, one.method, one.version)
    return (*judged, *numbers, *rest, *told, " ".join(one.flags) or None)
