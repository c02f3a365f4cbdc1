"""From a table's rows to measurements: each row taken or refused on its own, with its place and cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hntrack.errors import Problem, Where
from hntrack.exchange.labels import blind, two_years
from hntrack.exchange.mapping import FIELDS, Field, Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.row import Given, Line, Refused, Skipped
from hntrack.exchange.table import Exact, Filters, LeftOut, Row, Table, broken
from hntrack.exchange.tabled import place
from hntrack.languages import load_table
from hntrack.text.foreign_tables import Notation

__all__ = ["MOST_REFUSED", "MOST_TAKEN", "Given", "Origin", "Reader", "Rows", "read_rows"]

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
    reader = Reader(table, mapping, origin, indicator)
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
    kept, doubts = parted(good, [table.columns[i] for i in reader.beside], reader.keys)
    out = (*(table.filters.left_out if table.filters else ()), *reader.filters.left_out)
    if len(refused) > MOST_REFUSED:
        many = refusal("import-many-refused", refused[MOST_REFUSED].where, found=wrong, most=MOST_REFUSED)
        refused = [*refused[:MOST_REFUSED], many]
    return Rows(tuple(kept), (*refused, *doubts), total, skipped, out, table.passed[0])


class Reader:
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
            return Line(self, row).given()
        except Skipped:
            return None
        except Refused as refused:
            return refused.problem


MOST_SHOWN = 6
_NUMBER = re.compile(r"[-+−]?[0-9][0-9 .,\u00a0\u202f]*%?|")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)


def parted(
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
            listed = ", ".join(values[:MOST_SHOWN]) + (" …" if len(values) > MOST_SHOWN else "")
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
    if not doubtful or any(_is_month(one) for one in good if not one.twofold):
        return good, problems
    problems += list(_doubts(doubtful))
    return [one for one in good if not one.twofold], problems


def _is_month(given: Given) -> bool:
    return _MONTH.fullmatch(given.measurement.period.text) is not None


def _doubts(doubtful: Iterable[Given]) -> Iterator[Problem]:
    for one in doubtful:
        period = one.measurement.period
        facts = {
            "text": period.text,
            "one": f"{period.start.month}/{period.year}",
            "other": two_years(period.text) or "",
        }
        yield refusal("import-two-periods", one.measurement.places.get("period", one.where), **facts)
