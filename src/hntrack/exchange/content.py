"""The catalog as typed tables: what every export writes, in one place, so that the formats cannot disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from hntrack.model import codes
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import LISTS
from hntrack.model.records import Claim, Measurement, Source, Target
from hntrack.model.verdict import Verdict
from hntrack.report.reasons import sentence
from hntrack.text.messages import REQUIRED, Message, Wording, _, _n
from hntrack.text.periods import Period

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


class Rows:
    """The rows of a table, made anew whenever somebody goes through them: a large table takes no room.

    Args:
        make: Gives the rows, the same ones each time.
        count: How many there are.
    """

    __slots__ = ("_count", "_make")

    def __init__(self, make: Callable[[], Iterable[tuple[Cell, ...]]], count: int) -> None:
        self._make, self._count = make, count

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self._make())

    def __len__(self) -> int:
        return self._count


@dataclass(frozen=True, slots=True)
class Tab:
    """One table: its columns, the columns that name a row, and its rows in the order of the files."""

    name: str
    title: Message
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Rows


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
        return tuple(_linked(tab, self._keys) for tab in _tabs(self))

    def _keys(self, table: str) -> frozenset[str]:
        """Give the keys of a table that others refer to."""
        if table == "claims":
            sources = self.catalog.sources
            return frozenset(f"{source.id}/{claim.id}" for source in sources for claim in source.claims)
        return frozenset(record.id for record in getattr(self.catalog, table))


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


def _text(
    name: str, about: str, *, required: bool = False, refers: str = "", allowed: Iterable[str] = ()
) -> Column:
    return Column(name, "text", about, required, refers, tuple(allowed))


# How a field's kind is a column's; what is not here is a text.
_KINDS = MappingProxyType({"decimal": "number", "whole": "whole", "bool": "truth", "day": "day"})


def columns_of(record: str, *, always: bool = True) -> tuple[Column, ...]:
    """Give the columns of a kind of record; :func:`cells_of` gives its row.  In an optional one nothing is required."""
    return tuple(column for field in RECORDS[record] for column in _columns(field, always=always))


def _columns(field: Field, *, always: bool) -> tuple[Column, ...]:
    name, about = field.in_export, field.about.removesuffix(".")
    required = always and _always_filled(field)
    match field.kind:
        case "wording":
            return _worded(name, about)
        case "record":
            return columns_of(field.of, always=always and field.required)
        case "records":
            return ()  # a table of their own
        case "gate":
            return (Column(name, "text", field.about),)
        case "list":
            return (Column(name, "text", f"{about}, parted by blanks.", required, "", field.allowed),)
        case kind:
            column = _KINDS.get(kind, "text")
            return (Column(name, column, field.about, required, field.refers, field.allowed),)


def _always_filled(field: Field) -> bool:
    """Tell whether no record leaves the field empty; a claim it may: its document was not known yet."""
    if field.kind.endswith("_or_unknown") or (field.refers == "claims" and field.kind != "list"):
        return False
    return field.required or field.default not in (None, ())


def cells_of(record: str, made: Any) -> Iterator[Cell]:
    """Give the row of a record (all empty for ``None``), in the order of :func:`columns_of`."""
    for field in RECORDS[record]:
        value = made if field.spread or made is None else getattr(made, field.in_model)
        yield from _cells(field, value)


def _cells(field: Field, value: Any) -> Iterable[Cell]:
    if field.kind == "wording":
        return _both(value)
    if field.kind == "record":
        return cells_of(field.of, value)
    if field.kind == "records":
        return ()
    return (None if value is None else _cell(field, value),)


def _cell(field: Field, value: Any) -> Cell:
    if isinstance(value, Period):
        return value.text
    if isinstance(value, date):
        return _day(value)
    if field.kind == "gate":
        return " ".join(f"{code}={level}" for code, level in value.items()) or None
    if field.kind == "list":
        return " ".join(map(str, value)) or None
    cell: Cell = value
    return cell


_STAGES = (
    _text("indicator", "Indicator that it is a stage of.", required=True, refers="indicators"),
    _text("stage", "Its name everywhere else.", required=True),
    Column("position", "whole", "1 is the worst.", required=True),
    *columns_of("named")[1:],
)
# What a table tells beside the fields of its records.
_OF_CLAIM = (
    _text("source", "The document.", required=True, refers="sources"),
    _text("claim", "Its name within the document.", required=True),
)
_OF_TARGET = (Column("due", "day", "The last day of the milestone."),)
_OF_MEASUREMENT = (
    _text("unit", "Unit of the indicator."),
    _text("scale", "Values are given in scale × unit.", required=True, allowed=codes.SCALES),
    Column("known_on", "day", "Day from which it counts as known; empty for never recorded."),
)
_VERDICTS = (
    _text("target", "Target that is judged.", required=True, refers="targets"),
    Column("as_of", "day", "Day of the verdict.", required=True),
    _text("standing", "Is it kept?", required=True, allowed=codes.STANDINGS),
    _text("pace", "Will it be?", required=True, allowed=codes.PACES),
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
    yield _tab(catalog, "goals", _("Goals"))
    yield _tab(catalog, "areas", _("Areas"))
    yield _tab(catalog, "units", _("Units"))
    yield _tab(catalog, "acts", _("Acts"))
    yield _tab(catalog, "indicators", _("Indicators"))
    yield _stages(catalog)
    yield _tab(catalog, "sources", _("Sources"))
    yield _claims(catalog)
    yield _tab(
        catalog,
        "measurements",
        _("Measurements"),
        _OF_MEASUREMENT,
        tell=lambda measurement: _of_measurement(catalog, measurement),
    )
    yield _tab(catalog, "targets", _("Targets"), _OF_TARGET, tell=lambda target: (_day(target.due),))
    judged = made.judged
    rows = Rows(lambda: (_verdict(target, verdict, made.as_of) for target, verdict in judged), len(judged))
    yield Tab("verdicts", _("Verdicts"), ("target",), _VERDICTS, rows)


def _stages(catalog: Catalog) -> Tab:
    rows = tuple(
        (indicator.id, stage.id, position, *tuple(cells_of("named", stage))[1:])
        for indicator in catalog.indicators
        for position, stage in enumerate(indicator.stages, start=1)
    )
    return Tab("stages", _("Stages"), ("indicator", "stage"), _STAGES, Rows(lambda: rows, len(rows)))


def _claims(catalog: Catalog) -> Tab:
    first, *others = columns_of("claim")
    rows = Rows(
        lambda: (_claim(source, claim) for source in catalog.sources for claim in source.claims),
        sum(len(source.claims) for source in catalog.sources),
    )
    return Tab("claims", _("Claims"), ("id",), (first, *_OF_CLAIM, *others), rows)


def _tab(
    catalog: Catalog,
    name: str,
    title: Message,
    more: tuple[Column, ...] = (),
    *,
    tell: Callable[[Any], tuple[Cell, ...]] = lambda _made: (),
) -> Tab:
    """Make the table of one of the lists; ``tell`` gives the cells for the columns beside a record's fields."""
    record, records = LISTS[name], getattr(catalog, name)
    further = _further_languages(record, records)
    columns = (*columns_of(record), *more, *(column for _name, _lang, column in further))

    def row(made: Any) -> tuple[Cell, ...]:
        texts = (_said(getattr(made, name), lang) for name, lang, _column in further)
        return (*cells_of(record, made), *tell(made), *texts)

    return Tab(name, title, ("id",), columns, Rows(lambda: map(row, records), len(records)))


def _further_languages(record: str, made: Sequence[Any]) -> list[tuple[str, str, Column]]:
    """Give a column for each language that the texts of these records are in besides Vietnamese and English."""
    found = []
    for field in RECORDS[record]:
        if field.kind == "wording":
            texts = [getattr(one, field.in_model) for one in made]
            langs = {lang for text in texts if text is not None for lang in text.texts} - set(REQUIRED)
            about = field.about.removesuffix(".")
            found += [
                (field.in_model, lang, Column(f"{field.in_export}_{lang}", "text", f"{about} ({lang})"))
                for lang in sorted(langs)
            ]
    return found


def _said(text: Wording | None, lang: str) -> str | None:
    return None if text is None else text.get(lang) or None


def _linked(tab: Tab, keys_of: Callable[[str], frozenset[str]]) -> Tab:
    """Empty the references to what was not known yet."""
    referring = [(place, column.refers) for place, column in enumerate(tab.columns) if column.refers]
    if not referring:
        return tab

    def rows() -> Iterator[tuple[Cell, ...]]:
        keys = {table: keys_of(table) for _place, table in referring}
        for row in tab.rows:
            unknown = {place for place, table in referring if row[place] not in keys[table]}
            cells = (None if place in unknown else cell for place, cell in enumerate(row))
            yield tuple(cells) if unknown else row

    return replace(tab, rows=Rows(rows, len(tab.rows)))


def _both(wording: Wording | None) -> tuple[Cell, Cell]:
    return (None, None) if wording is None else (wording.get("vi") or None, wording.get("en") or None)


def _day(day: date | None) -> str | None:
    return None if day is None or day == date.min else day.isoformat()


def _claim(source: Source, claim: Claim) -> tuple[Cell, ...]:
    return (f"{source.id}/{claim.id}", source.id, *cells_of("claim", claim))


def _of_measurement(catalog: Catalog, measurement: Measurement) -> tuple[Cell, ...]:
    indicator = catalog.indicator[measurement.indicator]
    return indicator.unit, indicator.scale, _day(catalog.published_on(measurement))


def _verdict(target: Target, verdict: Verdict, as_of: str) -> tuple[Cell, ...]:
    judged = (
        target.id,
        as_of,
        verdict.standing,
        verdict.pace,
        verdict.category or None,
        verdict.latest,
        verdict.baseline,
    )
    numbers = (
        verdict.gap,
        verdict.required_pace,
        verdict.observed_pace,
        verdict.projected,
        verdict.due_value_now,
    )
    told = tuple(" ".join(sentence(reason, lang) for reason in verdict.reasons) for lang in ("vi", "en"))
    rest = (_day(verdict.reached_on), verdict.buffer_days, verdict.method, verdict.version)
    return (*judged, *numbers, *rest, *told, " ".join(verdict.flags) or None)


STATUS = MappingProxyType({"final": "A", "provisional": "P", "estimated": "E", "break": "B", "forecast": "F"})
"""SDMX's code (CL_OBS_STATUS) of each word of ours for how firm a figure is."""


def without_numbers(made: Exported) -> tuple[Message, ...]:
    """Say how many measurements stay out of a format that holds numbers only."""
    count = sum(
        measurement.value is None and measurement.withdraws is None
        for measurement in made.current.measurements
    )
    if not count:
        return ()
    return (
        _n(
            "{count} measurement without a number is left out.",
            "{count} measurements without a number are left out.",
            count,
        ),
    )


def unsaid_qualifiers(measured: Sequence[Measurement]) -> tuple[Message, ...]:
    """Say how many values lose the word that says how sure they are (about, at least …)."""
    count = sum(one.qualifier != "exact" for one in measured)
    if not count:
        return ()
    return (
        _n(
            "{count} value loses its qualifier (about, at least …): the format has no place for it.",
            "{count} values lose their qualifiers (about, at least …): the format has no place for them.",
            count,
        ),
    )
