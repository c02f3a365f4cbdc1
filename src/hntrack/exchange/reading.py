"""From rows to measurements: each row taken or refused on its own, with its place and cause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hntrack.errors import Problem, Where
from hntrack.exchange.mapping import FIELDS, Field, Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.numbers import Notation, TwoWays, number_of
from hntrack.exchange.periods import period_of
from hntrack.exchange.table import Row, Table, broken
from hntrack.exchange.xlsx_in import EXACT_MARK
from hntrack.model.records import Cited, Derived, Measurement
from hntrack.model.words import OBS_STATUSES, QUALIFIERS, RULES, Word, word
from hntrack.store.nodes import LONGEST_SCALAR
from hntrack.store.scalars import matches
from hntrack.text.fold import nfc
from hntrack.text.messages import Message, _
from hntrack.text.periods import Period
from hntrack.text.typed_periods import NotAPeriod, could_be_two_years, read_day
from hntrack.text.wording import Wording

MOST_TAKEN = 20_000
MOST_REFUSED = 1_000
_PLAIN_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_PROVENANCE = ("claim", "source", "url", "derived_rule", "withdraws")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?"
)


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
        doubtful: A period as printed that may also be a year over two calendar years (``2009-10``), else ``""``.
    """

    where: Where
    measurement: Measurement
    unit: str
    scale: str
    fields: frozenset[str]
    doubtful: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A file's rows: those that can be used, those that cannot, and how many were left out on purpose."""

    good: tuple[Given, ...]
    refused: tuple[Problem, ...]
    total: int
    skipped: int


def read_rows(
    table: Table,
    mapping: Map,
    origin: Origin,
    *,
    indicator: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Rows:
    """Read all rows of a table.

    Args:
        table: The opened file.
        mapping: What its columns mean, and which rows count.
        origin: Provenance for rows that name none.
        indicator: Id of the indicator that all rows are about.
        progress: Told the number of rows from time to time.

    Raises:
        InputError: The file cannot be read on.
        DataError: The file as a whole cannot be used.
    """
    reader = _Reader(table, mapping, origin, indicator)
    good: list[Given] = []
    refused: list[Problem] = []
    total = skipped = 0
    for row in table.rows:
        total += 1
        if progress is not None and total % 10_000 == 0:
            progress(total)
        found = row if isinstance(row, Problem) else reader.read(row)
        if found is None:
            skipped += 1
        elif isinstance(found, Given):
            good.append(found)
            if len(good) > MOST_TAKEN:
                raise broken(refusal("import-too-many", found.where, most=MOST_TAKEN))
        elif len(refused) < MOST_REFUSED:
            refused.append(found)
        elif len(refused) == MOST_REFUSED:
            refused.append(refusal("import-many-refused", found.where, most=MOST_REFUSED))
    unsure = () if table.form == "sdmx-csv" else _years_or_months(good)
    refused += (_two_years(one) for one in unsure[: MOST_REFUSED - len(refused)])
    return Rows(tuple(one for one in good if one not in unsure), tuple(refused), total, skipped)


def _years_or_months(good: list[Given]) -> tuple[Given, ...]:
    """Give the rows whose ``2009-10`` may be a year over two; a column that also holds plain months settles them."""
    unsure = tuple(one for one in good if one.doubtful)
    if any(_PLAIN_MONTH.fullmatch(one.measurement.period.text) and not one.doubtful for one in good):
        return ()
    return unsure


def _two_years(given: Given) -> Problem:
    year, month = given.doubtful[:4], given.doubtful[-2:]
    facts = {"text": given.doubtful, "column": Wording("", ""), "one": f"{int(month)}/{year}"}
    return refusal(
        "import-two-periods",
        given.measurement.places.get("period", given.where),
        **facts,
        other=f"{year}/{int(year) + 1}",
    )


class _Skipped(Exception):  # noqa: N818  (no error: the row is left out)
    """The row is left out on purpose."""


class _Refused(Exception):  # noqa: N818  (carries the problem)
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Reader:
    """What holds for every row of one table."""

    def __init__(self, table: Table, mapping: Map, origin: Origin, indicator: str | None) -> None:
        self.table = table
        self.mapping = mapping
        self.fields = {**table.fields, **mapping.fields}
        if indicator is not None:
            self.fields["indicator"] = Field(constant=indicator)
        self.names = tuple(name for name in FIELDS if name in self.fields)
        self.origin = origin
        self.at = self._columns()
        self.filters = tuple((self._column(one.column, "where"), one.one_of) for one in mapping.where)
        self.empty = mapping.empty | table.empty | {""}
        self.parting = table.parting if not mapping.where else ()
        mark = "." if table.exact and mapping.decimal is None else mapping.decimal
        self.notation = Notation(mark, mapping.thousands, exact=table.exact and mapping.decimal is None)

    def _columns(self) -> Mapping[str, int]:
        shown = ", ".join(self.table.columns)
        for name in ("indicator", "period"):
            if name not in self.fields:
                raise broken(refusal("import-map-needed", Where(self.table.label), field=name, columns=shown))
        if not {"value", "stage", "withdraws"} & set(self.fields):
            raise broken(refusal("import-map-needed", Where(self.table.label), field="value", columns=shown))
        return {
            name: self._column(field.column, name)
            for name, field in self.fields.items()
            if field.column is not None
        }

    def _column(self, column: str, field: str) -> int:
        if column in self.table.columns:
            return self.table.columns.index(column)
        columns = ", ".join(self.table.columns)
        where = Where(self.table.label)
        raise broken(refusal("import-column-missing", where, column=column, field=field, columns=columns))

    def read(self, row: Row) -> Given | Problem | None:
        try:
            return _Line(self, row).given()
        except _Skipped:
            return None
        except _Refused as refused:
            return refused.problem


class _Line:
    """One row on its way to a measurement."""

    def __init__(self, reader: _Reader, row: Row) -> None:
        self.reader = reader
        self.row = row
        for at, allowed in reader.filters:
            if nfc(_plain(row.cells[at])).strip() not in allowed:
                raise _Skipped
        if any(row.cells[at].strip() for at in reader.parting):
            raise _Skipped
        self.said = {name: text for name in reader.names if (text := self.text(name))}

    def text(self, name: str) -> str:
        """Give a field's text: its cell, in the words of the catalog; empty where it says nothing."""
        field = self.reader.fields[name]
        if field.constant is not None:
            return field.constant
        raw = self.row.cells[self.reader.at[name]]
        if len(raw) > LONGEST_SCALAR:
            raise self.refused("import-too-long", name, length=len(raw), most=LONGEST_SCALAR)
        if raw.startswith(EXACT_MARK) and not self.reader.table.marked:
            raise self.refused("import-hidden", name, character="U+0002")
        if name not in ("value", "of"):
            raw = _plain(raw)
        # Only what people write may hold line ends; around everything else, blanks mean nothing.
        text = nfc(raw).strip() if raw.isascii() or name not in ("note_vi", "note_en", "why") else nfc(raw)
        return self.worded(name, field, text)

    def worded(self, name: str, field: Field, text: str) -> str:
        plain = _plain(text)
        if plain in field.words:
            return field.words[plain]
        if not field.words:
            return text
        if field.otherwise is not None:
            if name == "period" and period_of(plain) is not None:
                return plain  # a period that says itself which one it is needs no other word for it
            return field.otherwise
        if field.skip_others:
            raise _Skipped
        if not plain or plain in FREE.get(name, ()):
            return plain
        raise self.refused("import-unlisted", name, text=plain)

    def given(self) -> Given:
        said = self.said
        if (
            not said.get("withdraws")
            and not said.get("stage")
            and _plain(said.get("value", "")) in self.empty
        ):
            raise _Skipped
        self.must_show_all()
        self.part_percent()
        measurement = Measurement(
            id=self.pattern("id", "id") or "",
            indicator=self.needed("indicator"),
            period=self.period(),
            value=self.number("value") if "value" in said else None,
            stage=self.pattern("stage", "id"),
            qualifier=self.word("qualifier", QUALIFIERS) or "exact",
            obs_status=self.word("obs_status", OBS_STATUSES) or "final",
            of=self.number("of") if "of" in said else None,
            revises=self.pattern("revises", "id"),
            withdraws=self.pattern("withdraws", "id"),
            why=said.get("why"),
            judged_by=said.get("judged_by"),
            recorded=self.instant(),
            note=self.note(),
            places=self.places(),
        )
        unit, scale = said.get("unit", ""), said.get("scale", "")
        doubtful = said["period"] if could_be_two_years(said["period"]) else ""
        made = self.with_provenance(measurement)
        return Given(self.row.where, made, unit, scale, frozenset(said), doubtful)

    @property
    def empty(self) -> frozenset[str]:
        return self.reader.empty

    def part_percent(self) -> None:
        """Take a percent sign behind the value for what it is: the unit."""
        value = self.said.get("value", "")
        if value.endswith("%") and self.said.get("unit", "%") == "%":
            self.said |= {"value": value[:-1].rstrip(), "unit": "%"}

    def with_provenance(self, made: Measurement) -> Measurement:
        said = dict(self.said)
        origin = self.reader.origin
        if not any(name in said for name in _PROVENANCE):
            said |= self.default_origin()
        elif "url" in said:
            said |= {
                k: v
                for k, v in _origin(origin).items()
                if k in ("title", "publisher", "published") and k not in said
            }
        self.said = said
        published = self.day("published")
        if made.withdraws is not None:
            return made._replace(published=published)
        if "url" in said and published is None:
            raise self.refused("import-no-date", "published")
        derived = None
        if "derived_rule" in said:
            rule, parts = said["derived_rule"], said.get("derived_from", "").replace(";", " ").split()
            if rule not in RULES or not parts:
                raise self.refused("import-not-word", "derived_rule", text=rule, allowed=", ".join(RULES))
            derived = Derived(word(rule, RULES), tuple(parts))
        return made._replace(
            published=published,
            claim=self.pattern("claim", "claim"),
            cited=self.cited(),
            derived=derived,
        )

    def default_origin(self) -> dict[str, str]:
        origin = self.reader.origin
        if origin.source is not None and "/" in origin.source:
            return {"claim": origin.source}
        if origin.source is not None:
            if not self.reader.table.lined:
                raise self.refused("import-no-line", "source", source=origin.source)
            # In a table the unit stands apart from the number: in another cell, or in the heading.
            words = _plain(self.raw("value") or self.raw("stage"))
            unit = self.said.get("unit", "")
            words = words if words.endswith(unit) else f"{words} {unit}"
            return {"source": origin.source, "line": str(self.row.where.line), "as_printed": words}
        if origin.url is None:
            raise self.refused("import-no-source", "url")
        return _origin(origin)

    def cited(self) -> Cited | None:
        said = self.said
        if "source" not in said and "url" not in said:
            return None
        line = _plain(said.get("line", ""))
        if line and not (line.isascii() and line.isdecimal() and 0 < int(line[:10]) < 10**9):
            raise self.refused("import-not-text", "line", text=line)
        return Cited(
            source=self.pattern("source", "id"),
            line=int(line) if line else None,
            as_printed=said.get("as_printed"),
            url=self.pattern("url", "url"),
            title=said.get("title") if "url" in said else None,
            publisher=said.get("publisher") if "url" in said else None,
        )

    def raw(self, name: str) -> str:
        return self.row.cells[self.reader.at[name]].strip() if name in self.reader.at else ""

    def needed(self, name: str) -> str:
        text = _plain(self.said.get(name, ""))
        if not text:
            raise self.refused("import-field-missing", name)
        return text

    def period(self) -> Period:
        text = self.needed("period")
        found = period_of(text)
        if found is None:
            raise self.refused("import-not-period", "period", text=text)
        return found

    def number(self, name: str) -> Decimal:
        text = self.said[name]
        try:
            found = number_of(text, self.reader.notation)
        except TwoWays as two:
            raise self.refused("import-two-ways", name, text=text, one=two.one, other=two.other) from None
        if found is None:
            mark = self.reader.notation.decimal or "."
            raise self.refused("import-not-number", name, text=_plain(text), decimal=mark)
        return found

    def word(self, name: str, allowed: tuple[Word, ...]) -> Word | None:
        text = self.said.get(name)
        if text is None:
            return None
        if text in allowed:
            return word(text, allowed)
        raise self.refused("import-not-word", name, text=text, field=name, allowed=", ".join(allowed))

    def pattern(self, name: str, kind: str) -> str | None:
        text = self.said.get(name)
        if text is None or matches(kind, _plain(text)):
            return None if text is None else _plain(text)
        raise self.refused("import-not-text", name, text=text)

    def day(self, name: str) -> date | None:
        text = _plain(self.said.get(name, ""))
        if not text:
            return None
        try:
            return read_day(text)[0]
        except NotAPeriod:
            raise self.refused("import-not-day", name, text=text) from None

    def instant(self) -> str | None:
        from datetime import datetime  # noqa: PLC0415  (only our own exports have the column)

        text = self.said.get("recorded")
        if text is None:
            return None
        try:
            if _INSTANT.fullmatch(text) is not None:
                datetime.fromisoformat(text)
                return text
        except ValueError:
            pass
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
            for character in _plain(text):
                if unicodedata.category(character) in _HIDDEN and not (lines and character == "\n"):
                    raise self.refused("import-hidden", name, character=f"U+{ord(character):04X}")

    def places(self) -> dict[str, Where]:
        where = self.row.where
        places = {"": where}
        if where.line:
            places |= {n: Where(where.file, where.line, at + 1) for n, at in self.reader.at.items()}
        return places

    def refused(self, code: str, name: str, /, **facts: object) -> _Refused:
        where = self.row.where
        at = self.reader.at.get(name)
        if at is not None and where.line:
            where = Where(where.file, where.line, at + 1)
        column = Message("")
        if at is not None:
            heading = self.reader.table.columns[at]
            column = _(" (column '{heading}')", heading=heading)
        return _Refused(refusal(code, where, **{"field": name, "column": column, **facts}))


FREE: Mapping[str, tuple[str, ...]] = {"obs_status": OBS_STATUSES, "qualifier": QUALIFIERS}
"""Our own words need no translation."""


def _plain(text: str) -> str:
    return text.removeprefix(EXACT_MARK)


def _origin(origin: Origin) -> dict[str, str]:
    pairs = {name: getattr(origin, name) for name in ("url", "title", "publisher", "published")}
    return {name: text for name, text in pairs.items() if text is not None}
