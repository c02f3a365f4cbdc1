"""From a table's rows to measurements: each row taken or refused on its own, with its place and cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hntrack.errors import Problem, Where
from hntrack.exchange.labels import (
    CODES,
    Status,
    blind,
    flag_status,
    parted,
    period_of,
    power_of,
    read_label,
    status_of,
    two_years,
)
from hntrack.exchange.mapping import FIELDS, Field, Map
from hntrack.exchange.table import Exact, Filters, LeftOut, Row, Table, broken, number_of, refusal
from hntrack.exchange.tabled import HEADING, place
from hntrack.languages import load_table
from hntrack.model.codes import OBS_STATUSES, QUALIFIERS, RULES, Word, word
from hntrack.model.records import Cited, Derived, Measurement
from hntrack.store.decode import is_instant, matches
from hntrack.store.node_kinds import LONGEST_SCALAR
from hntrack.text.characters import is_hidden, nfc
from hntrack.text.figure import qualified_number
from hntrack.text.foreign_tables import Notation, TwoWays
from hntrack.text.messages import Message, Wording, _
from hntrack.text.numbers import read_whole
from hntrack.text.periods import Period
from hntrack.text.typed_periods import NotAPeriod, could_be_two_years, read_day

MOST_TAKEN = 20_000
MOST_REFUSED = 1_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where all rows come from that do not say so themselves: what the options say."""

    source: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


class Given(NamedTuple):
    """A row that could be read.

    Attributes:
        where: Its place.
        measurement: What it says; without an id (``""``) and day of recording where it gives none.
        unit, scale: What it says about them, ``""`` for nothing.
        fields: Which fields it fills.
        power: The power of ten that its value is given in, where the file says so.
        beside: Its cells in the columns that nothing uses, which may part the series.
        twofold: Its period is written like ``2009-10``: a month, or two years.
    """

    where: Where
    measurement: Measurement
    unit: str
    scale: str
    fields: frozenset[str]
    power: int | None = None
    beside: tuple[str, ...] = ()
    twofold: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A file's rows: those that can be used, those that cannot, and how many were left out on purpose.

    Attributes:
        good, refused: The rows.
        total: How many were read.
        skipped: How many were left out: by filters, by words, or because they have no value.
        left_out: Those that filters left out, by filter.
        passed: Lines above, below and between that are no rows.
    """

    good: tuple[Given, ...]
    refused: tuple[Problem, ...]
    total: int
    skipped: int
    left_out: tuple[LeftOut, ...] = field(default=())
    passed: int = 0


def read_rows(
    table: Table,
    mapping: Map,
    origin: Origin,
    *,
    indicator: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Rows:
    """Read all rows of a table; ``progress`` is told their number from time to time.

    Raises:
        InputError: The file cannot be read on.
        DataError: The file as a whole cannot be used.
    """
    reader = _Reader(table, mapping, origin, indicator)
    good: list[Given] = []
    refused: list[Problem] = []
    beyond: Where | None = None
    total = skipped = wrong = 0
    for row in table.rows:
        total += 1
        if progress is not None and total % 10_000 == 0:
            progress(total)
        made = reader.read(row)
        if made is None:
            skipped += 1
        elif isinstance(made, Problem):
            wrong += 1
            refused += [made][: max(MOST_REFUSED + 1 - len(refused), 0)]
        elif len(good) < MOST_TAKEN:
            good.append(made)
        else:
            beyond = beyond or made.where
    if beyond is not None:
        found = total - skipped - wrong
        raise broken(refusal("import-too-many", beyond, found=found, most=MOST_TAKEN))
    kept, doubts = _one_series(good, [table.columns[i] for i in reader.beside], reader.keys)
    out = (*(table.filters.left_out if table.filters else ()), *reader.filters.left_out)
    if len(refused) > MOST_REFUSED:
        many = refusal("import-many-refused", refused[MOST_REFUSED].where, found=wrong, most=MOST_REFUSED)
        refused = [*refused[:MOST_REFUSED], many]
    return Rows(tuple(kept), (*refused, *doubts), total, skipped, out, table.passed[0])


class _Reader:
    """What holds for every row of one table.

    Attributes:
        names, fields, at: The fields that are given, where from, and in which column.
        beside: Columns that nothing uses; ``keys`` are the headings of those that part series by the format's word.
        empty: Cells that say "no value".
    """

    def __init__(self, table: Table, mapping: Map, origin: Origin, indicator: str | None) -> None:
        self.table = table
        self.mapping = mapping
        self.fields = {**table.fields, **mapping.fields}
        if indicator is not None:
            self.fields["indicator"] = Field(constant=indicator)
        self.names = tuple(name for name in FIELDS if name in self.fields)
        self.origin = origin
        self._insist_on_fields()
        self.at = {n: place(table, f.column, n) for n, f in self.fields.items() if f.column is not None}
        own = [one for one in mapping.where if table.filters is None or one.column.startswith("(")]
        self.filters = Filters(own, lambda name: place(table, name, "where"))
        self.empty = mapping.empty | table.empty | {""}
        self.parting = table.parting if not mapping.where else ()
        self.beside = self._unused()
        self.keys = frozenset(table.columns[i] for i in table.keys)
        self.notation = self._notation()

    def _unused(self) -> tuple[int, ...]:
        used = {*self.at.values(), *self.parting, *self.table.plain}
        used |= {place(self.table, name, "ignore") for name in self.mapping.ignore}
        return tuple(i for i in range(len(self.table.columns)) if i not in used)

    def _notation(self) -> Notation:
        table, mapping = self.table, self.mapping
        exact = table.exact and mapping.decimal is None
        decimal = "." if exact else mapping.decimal or table.decimal
        return Notation(decimal, mapping.thousands or table.thousands, exact=exact)

    def _insist_on_fields(self) -> None:
        shown = ", ".join(self.table.columns)
        for name in ("indicator", "period"):
            if name not in self.fields:
                raise broken(refusal("import-map-needed", Where(self.table.label), field=name, columns=shown))
        if not {"value", "stage", "withdraws"} & set(self.fields):
            raise broken(refusal("import-map-needed", Where(self.table.label), field="value", columns=shown))

    def read(self, row: Row | Problem) -> Given | Problem | None:
        """Read a row; ``None`` where it is left out on purpose, a problem where it cannot be taken."""
        if isinstance(row, Problem):
            return row
        if not row.cells or not self.filters.keep(row.cells):
            return None
        try:
            return _Line(self, row).given()
        except _Skipped:
            return None
        except _Refused as refused:
            return refused.problem


# One row

_PROVENANCE = ("claim", "source", "url", "derived_rule", "withdraws")
_PROSE = ("note_vi", "note_en", "why")
_FLAGGING = ("sdmx-csv", "sdmx-ml", "json-stat")
_OWN_PERIODS = ("period", "TIME_PERIOD")
_WORDED = re.compile(r"[^\W\d]|[<>≤≥~≈]")
_FREE: Mapping[str, tuple[str, ...]] = {"obs_status": OBS_STATUSES, "qualifier": QUALIFIERS}
"""Our own words need no translation."""


class _Skipped(Exception):  # noqa: N818  (no error: the row is left out)
    """The row is left out on purpose."""


class _Refused(Exception):  # noqa: N818  (carries the problem)
    """The row cannot be taken."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Line:
    """One row on its way to a measurement."""

    def __init__(self, reader: _Reader, row: Row) -> None:
        self.reader = reader
        self.row = row
        self.flag = ""
        for at in reader.parting:
            if row.cells[at].strip():
                raise _Skipped
        self.said: dict[str, str] = {}
        worded = "value" in reader.fields and reader.fields["value"].words
        if not worded and not {"withdraws", "stage"} & set(reader.names) and self.is_empty(self.raw("value")):
            raise _Skipped  # whatever the other cells say: there is no value
        self.said = {name: text for name in reader.names if (text := self.text(name))}

    def text(self, name: str) -> str:
        """Give a field's text: its cell, in the words of the catalog; empty where it says nothing."""
        field = self.reader.fields[name]
        if field.constant is not None:
            return field.constant
        raw = self.row.cells[self.reader.at[name]]
        if len(raw) > LONGEST_SCALAR:
            raise self.refused("import-too-long", name, length=len(raw), most=LONGEST_SCALAR)
        if isinstance(raw, Exact) and name in ("value", "of"):
            return raw
        # Only what people write may hold line ends; around everything else, blanks mean nothing.
        text = nfc(raw).strip() if raw.isascii() or name not in _PROSE else nfc(raw)
        return self.worded(name, field, text if name in _PROSE else " ".join(text.split(" ")))

    def worded(self, name: str, field: Field, text: str) -> str:
        """Give what a text means: by the mapping's words, by what every file calls it, or as it stands."""
        if name in ("value", "of", *_PROSE) and not field.words:
            return text
        listed = " ".join(text.split())
        if not listed and field.words is CODES:
            return ""  # nothing is said: a word beside the period may say more
        if listed in field.words:
            return field.words[listed]
        if name == "obs_status" and (status := self.status(text)) is not None:
            return status
        return self.unlisted(name, field, text)

    def unlisted(self, name: str, field: Field, text: str) -> str:
        """Give what a text means that is not among the mapping's words."""
        # A readable period stands for itself, whatever "otherwise" says of the others.
        plain = not field.words and field.otherwise is None
        if plain or field.otherwise == "same" or (name == "period" and read_label(text).period is not None):
            return text
        if field.otherwise is not None:
            return field.otherwise
        if field.skip_others:
            raise _Skipped
        if not text or text in _FREE.get(name, ()):
            return text
        raise self.refused("import-unlisted", name, text=text)

    def status(self, text: str) -> str | None:
        """Read a letter or word of firmness, or a period with such a word beside it; ``None`` where it is none."""
        if text in OBS_STATUSES:
            return text
        found = status_of(text) if text else None
        if found is not None:
            return found
        label = read_label(text)
        if label.period is not None and label.status and not label.rest:
            return label.status
        flag = flag_status(text) if self.reader.table.form in _FLAGGING and text.islower() else None
        if flag is None:
            return None
        self.flag = text
        return flag.code

    def is_empty(self, text: str) -> bool:
        """Tell whether a value's cell says that there is none."""
        if self.reader.table.flagged and not isinstance(text, Exact) and (found := parted(text)) is not None:
            text = found[0]
        return text in self.reader.empty

    def given(self) -> Given:
        said = self.said
        self.must_have_value()
        self.must_show_all()
        self.part_flag()
        self.part_percent()
        self.part_qualifier()
        period, firmness = self.period()
        status = self.firmness(firmness)
        measurement = Measurement(
            id=self.pattern("id", "id") or "",
            indicator=self.needed("indicator"),
            period=period,
            value=self.number("value") if "value" in said else None,
            stage=self.pattern("stage", "id"),
            qualifier=self.word("qualifier", QUALIFIERS) or "exact",
            obs_status=word(status.code, OBS_STATUSES),
            of=self.number("of") if "of" in said else None,
            revises=self.pattern("revises", "id"),
            withdraws=self.pattern("withdraws", "id"),
            why=said.get("why"),
            judged_by=said.get("judged_by"),
            recorded=self.instant(),
            note=self.note() or status.note,
            places=self.places(),
        )
        return Given(
            where=self.row.where,
            measurement=self.with_provenance(measurement),
            unit=said.get("unit", ""),
            scale=said.get("scale", ""),
            fields=frozenset(said) | ({"obs_status"} if status.code != "final" else frozenset()),
            power=self.power(),
            beside=tuple(self.row.cells[i] for i in self.reader.beside),
            twofold=self.is_twofold(),
        )

    def must_have_value(self) -> None:
        """Leave a row out that says neither a value nor a stage, and takes nothing back."""
        said = self.said
        if not said.get("withdraws") and not said.get("stage") and self.is_empty(said.get("value", "")):
            raise _Skipped

    def part_flag(self) -> None:
        """Part a value's cell into the value and its flag, where the file has such cells."""
        value = self.said.get("value", "")
        if (
            self.reader.table.flagged
            and not isinstance(value, Exact)
            and (found := parted(value)) is not None
        ):
            self.said["value"], self.flag = found[0], found[1].strip("*")

    def firmness(self, of_period: str) -> Status:
        """Say how firm the value is: by its own column, its flag, or the word beside its period."""
        said = self.word("obs_status", OBS_STATUSES)
        flag = flag_status(self.flag) if self.flag else None
        if self.flag and flag is None:
            raise self.refused("import-unlisted", "value", text=self.flag)
        if said is not None:
            return Status(said, flag.note if flag else None)
        return flag or Status(of_period or "final")

    def power(self) -> int | None:
        text = self.said.get("power", "")
        if not text:
            return None
        found = power_of(text)
        if found is None:
            raise self.refused("import-not-word", "power", text=text, field="power", allowed="0, 3, 6, 9, 12")
        return found

    def part_percent(self) -> None:
        """Take a percent sign behind the value for what it is: the unit."""
        value = self.said.get("value", "")
        if value.endswith("%") and self.said.get("unit", "%") == "%":
            bare = str(value[:-1]).rstrip()
            self.said |= {"value": Exact(bare) if isinstance(value, Exact) else bare, "unit": "%"}

    def part_qualifier(self) -> None:
        """Take the words of a bound or an approximation beside the number for what they are: ``trên 85``."""
        value = self.said.get("value", "")
        if not value or isinstance(value, Exact) or not _WORDED.search(value):
            return
        found = qualified_number(value)
        if found is not None and self.said.get("qualifier") in (None, "", found[1]):
            self.said["value"], self.said["qualifier"] = found

    def with_provenance(self, made: Measurement) -> Measurement:
        """Add where the row comes from: its own columns, else what the options say."""
        if not any(name in self.said for name in _PROVENANCE):
            self.said |= self.default_origin()
        elif "url" in self.said:
            self.said = {**_page_of(self.reader.origin), **self.said}
        said = self.said
        published = self.day("published")
        if made.withdraws is not None:
            return made._replace(published=published)
        if "url" in said and published is None:
            raise self.refused("import-no-date", "published")
        return made._replace(
            published=published,
            derived=self.derived(),
            claim=self.pattern("claim", "claim"),
            cited=self.cited(),
        )

    def derived(self) -> Derived | None:
        """Read by which rule the value was derived, and from what; ``None`` where it was not."""
        if "derived_rule" not in self.said:
            return None
        rule, parts = self.said["derived_rule"], self.said.get("derived_from", "").replace(";", " ").split()
        if rule not in RULES or not parts:
            raise self.refused("import-not-word", "derived_rule", text=rule, allowed=", ".join(RULES))
        return Derived(word(rule, RULES), tuple(parts))

    def default_origin(self) -> dict[str, str]:
        """Give the fields that the options say of every row."""
        origin = self.reader.origin
        if origin.source is not None and "/" in origin.source:
            return {"claim": origin.source}
        if origin.source is not None:
            if not self.reader.table.lined:
                raise self.refused("import-no-line", "source", source=origin.source)
            # In a table the unit stands apart from the number: in another cell, or in the heading.
            words = self.raw("value") or self.raw("stage")
            unit = self.said.get("unit", "")
            words = words if words.endswith(unit) else f"{words} {unit}"
            return {"source": origin.source, "line": str(self.row.where.line), "as_printed": words}
        if origin.url is None:
            raise self.refused("import-no-source", "url")
        return _page_of(origin)

    def cited(self) -> Cited | None:
        said = self.said
        if "source" not in said and "url" not in said:
            return None
        line = said.get("line", "")
        number = read_whole(line, 10**9 - 1)
        if line and not number:
            raise self.refused("import-not-text", "line", text=line)
        return Cited(
            source=self.pattern("source", "id"),
            line=number,
            as_printed=said.get("as_printed"),
            url=self.pattern("url", "url"),
            title=said.get("title") if "url" in said else None,
            publisher=said.get("publisher") if "url" in said else None,
        )

    def raw(self, name: str) -> str:
        if name not in self.reader.at:
            return self.reader.fields[name].constant or "" if name in self.reader.fields else ""
        cell = self.row.cells[self.reader.at[name]]
        return cell if isinstance(cell, Exact) else nfc(cell).strip()

    def needed(self, name: str) -> str:
        text = self.said.get(name, "")
        if not text:
            raise self.refused("import-field-missing", name)
        return text

    def period(self) -> tuple[Period, str]:
        """Read the period, and what its label says of the figure's firmness."""
        text = self.needed("period")
        raw = self.raw("period") or text
        field = self.reader.fields["period"]
        if field.two_digits == "years" and (years := two_years(text)) is not None:
            return years, ""
        found = period_of(text)
        label = read_label(raw)
        if found is not None:
            return found, label.status
        label = read_label(text)
        if label.period is None or (label.rest and field.column != HEADING):
            raise self.refused("import-not-period", "period", text=text)
        return label.period, label.status

    def is_twofold(self) -> bool:
        """Tell whether the period is written so that it may be a month or two years."""
        field = self.reader.fields["period"]
        if field.constant is not None or field.two_digits is not None or field.column in _OWN_PERIODS:
            return False
        return could_be_two_years(self.said["period"])

    def number(self, name: str) -> Decimal:
        text = self.said[name]
        try:
            found = number_of(text, self.reader.notation)
        except TwoWays as two:
            raise self.refused("import-two-ways", name, text=text, one=two.one, other=two.other) from None
        if found is None:
            mark = self.reader.notation.decimal or "."
            raise self.refused("import-not-number", name, text=text, decimal=mark)
        return found

    def word(self, name: str, allowed: tuple[Word, ...]) -> Word | None:
        """Give one of the words of the model; ``None`` where the row says nothing."""
        text = self.said.get(name)
        if text is None:
            return None
        if text in allowed:
            return word(text, allowed)
        raise self.refused("import-not-word", name, text=text, field=name, allowed=", ".join(allowed))

    def pattern(self, name: str, kind: str) -> str | None:
        """Give a text that must have a certain form."""
        text = self.said.get(name)
        if text is None or matches(kind, text):
            return text
        raise self.refused("import-not-text", name, text=text)

    def day(self, name: str) -> date | None:
        text = self.said.get(name, "")
        if not text:
            return None
        try:
            return read_day(text)[0]
        except NotAPeriod:
            raise self.refused("import-not-day", name, text=text) from None

    def instant(self) -> str | None:
        """Read the instant of recording, which only our own exports have."""
        text = self.said.get("recorded")
        if text is None or is_instant(text):
            return text
        raise self.refused("import-not-day", "recorded", text=text)

    def note(self) -> Wording | None:
        vi, en = self.said.get("note_vi", ""), self.said.get("note_en", "")
        return Wording(vi, en) if vi or en else None

    def must_show_all(self) -> None:
        """Refuse what an editor would not show: it could read differently from what it holds."""
        for name, text in self.said.items():
            if text.isascii() and text.isprintable():
                continue
            lines = name in ("note_vi", "note_en", "why")
            for character in text:
                if is_hidden(character) and not (lines and character == "\n"):
                    raise self.refused("import-hidden", name, character=f"U+{ord(character):04X}")

    def places(self) -> dict[str, Where]:
        """Give the place of each field; of a cell of a wide table all have the one of that cell."""
        where = self.row.where
        if not where.line or where.column:
            return {"": where}
        return {"": where, **{n: Where(where.file, where.line, at + 1) for n, at in self.reader.at.items()}}

    def refused(self, code: str, name: str, /, **facts: object) -> _Refused:
        """Make the refusal of the row for a field, with the cell's place and heading."""
        where = self.row.where
        at = self.reader.at.get(name)
        column = Message("")
        if at is not None:
            if where.line and not where.column:
                where = Where(where.file, where.line, at + 1)
            heading = self.heading(at)
            column = _(" (column '{heading}')", heading=heading)
        return _Refused(refusal(code, where, **{"field": name, "column": column, **facts}))

    def heading(self, at: int) -> str:
        """Give the heading that stands over a cell in the file."""
        columns = self.reader.table.columns
        virtual = self.row.column is not None and columns[at].startswith("(") and HEADING in columns
        return self.row.cells[columns.index(HEADING)] if virtual else columns[at]


def _page_of(origin: Origin) -> dict[str, str]:
    pairs = {name: getattr(origin, name) for name in ("url", "title", "publisher", "published")}
    return {name: text for name, text in pairs.items() if text is not None}


# Whether all rows of an indicator are of one series

_MOST_SHOWN = 6
_NUMBER = re.compile(r"[-+−]?[0-9][0-9 .,\u00a0\u202f]*%?|")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)


def _one_series(
    good: Sequence[Given], columns: Sequence[str], keys: frozenset[str]
) -> tuple[list[Given], list[Problem]]:
    """Keep the rows of indicators whose rows are of one series, and refuse the others.

    Args:
        good: Rows that could be read.
        columns: Headings of the columns that nothing uses, in the order of ``Given.beside``.
        keys: Those of them that part series by the format's own word.
    """
    by_indicator: dict[str, list[Given]] = {}
    for one in good:
        by_indicator.setdefault(one.measurement.indicator, []).append(one)
    problems: list[Problem] = []
    for indicator, rows in by_indicator.items():
        found = next(_parting(rows, columns, keys), None)
        if found is not None:
            column, values = found
            listed = ", ".join(values[:_MOST_SHOWN]) + (" …" if len(values) > _MOST_SHOWN else "")
            facts = {"indicator": indicator, "column": column, "values": listed}
            problems.append(refusal("import-parted", rows[0].where, **facts))
            rows.clear()
    kept = [one for one in good if by_indicator[one.measurement.indicator]]
    return _of_one_kind(kept, problems)


def _parting(
    rows: list[Given], columns: Sequence[str], keys: frozenset[str]
) -> Iterator[tuple[str, list[str]]]:
    for at, column in enumerate(columns):
        values = list(dict.fromkeys(row.beside[at].strip() for row in rows))
        if len(values) > 1 and (column in keys or _tells_apart(column, values, rows, at)):
            yield column, [value or "—" for value in values]


def _tells_apart(column: str, values: list[str], rows: list[Given], at: int) -> bool:
    """Tell whether a column names groups: not another figure, a remark, or the period said again."""
    heading = blind(column)
    headings = load_table("tables")["headings"]
    if heading in headings["remarks"]:
        return False
    if all(isinstance(value, Exact) or _NUMBER.fullmatch(value) for value in values):
        return not set(re.split(r"[\W_]+", heading)).isdisjoint(headings["codes"])
    return not all(row.beside[at].strip() == row.measurement.period.text for row in rows)


def _of_one_kind(good: list[Given], problems: list[Problem]) -> tuple[list[Given], list[Problem]]:
    """Refuse 2009-10, 2010-11 …, which may be months or years, unless another period shows that they are months."""
    doubtful = [one for one in good if one.twofold]
    sure = [one for one in good if not one.twofold]
    if not doubtful or any(_MONTH.fullmatch(one.measurement.period.text) for one in sure):
        return good, problems
    problems += list(_doubts(doubtful))
    return sure, problems


def _doubts(doubtful: Iterable[Given]) -> Iterator[Problem]:
    for one in doubtful:
        period = one.measurement.period
        facts = {
            "text": period.text,
            "one": f"{period.start.month}/{period.year}",
            "other": two_years(period.text) or "",
        }
        yield refusal("import-two-periods", one.measurement.places.get("period", one.where), **facts)
