"""A file of numbers on its way in: cells, lines of a grid, rows of a table, and filters that leave some of them out.

A cell is a text; of some the file stored a number, and the sheet shows it in a form of its own.  At the end stands why
a row, or a whole file, of somebody else's cannot be taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from hntrack.errors import DataError, Problem, Where, declare, error, fill
from hntrack.exchange.mapping import Field, Filter
from hntrack.store.decode import MOST_DIGITS
from hntrack.text.characters import single_spaced, visible
from hntrack.text.foreign_tables import Notation, exact_number, marked_number

LONGEST_CELL = 100_000
_SURE = Context(prec=15, rounding=ROUND_HALF_EVEN)  # the digits that a spreadsheet itself keeps and shows
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*+\]')


class Exact(str):
    """A cell that the file stores as a number: written with a decimal point, so no notation can mistake it.

    A number that the sheet shows as a percentage has its sign: ``Exact("25.2%")`` for a stored 0.252.
    """

    __slots__ = ()


def shown_as(number_format: str) -> str:
    """Say what a number format (``0.0%``, ``yyyy``) makes of a number: ``percent``, ``year``, ``month`` or ``00…``."""
    code = _LITERAL.sub("", number_format[:300]).partition(";")[0].strip().lower()
    if "%" in code:
        return "percent"
    if len(code) > 1 and set(code) == {"0"}:
        return code
    letters = set(code) & set("ymdhs")
    if "y" in letters and not letters & set("dhs"):
        return "month" if "m" in letters else "year"
    return ""


def cell(value: Any, shown: str = "") -> str:
    """Give a value that a library read as the text of a cell; ``shown`` is what :func:`shown_as` says of its format."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value[: LONGEST_CELL + 1]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, shown)
    return _moment(value, shown)


def _number(value: float, shown: str) -> str:
    text = repr(value)
    if not shown and len(text) <= _SURE.prec and text.replace(".", "", 1).replace("-", "", 1).isdecimal():
        return Exact(text.removesuffix(".0"))  # what nearly every cell is
    exact = Decimal(text)
    if not exact.is_finite():
        return str(value)
    if len(exact.as_tuple().digits) > _SURE.prec:
        exact = _SURE.create_decimal(exact)
    if shown == "percent":
        return Exact(f"{_plain(exact.scaleb(2))}%")
    text = _plain(exact)
    return Exact(text.zfill(len(shown)) if shown.startswith("0") and text.isdecimal() else text)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: Any, shown: str) -> str:
    if not isinstance(value, date):  # a time or a duration is no number of ours
        if isinstance(value, time):
            return value.isoformat()
        return str(value) if isinstance(value, timedelta) else ""
    if shown == "year":
        return f"{value.year:04}"
    if shown == "month":
        return f"{value.year:04}-{value.month:02}"
    return value.isoformat().removesuffix("T00:00:00")


def number_of(text: str, notation: Notation) -> Decimal | None:
    """Read a number by the marks that hold, an ``Exact`` cell digit for digit; as :func:`marked_number` does."""
    if isinstance(text, Exact):
        return exact_number(str(text), MOST_DIGITS)
    return marked_number(text, notation, MOST_DIGITS)


_BLANK = re.compile(r"[\u00a0\u202f\u2009]")
_DECIMAL = re.compile(r"[0-9]+([.,])(?:[0-9]{1,2}|[0-9]{4,})")  # three digits could be thousands
_ZERO = re.compile(r"0([.,])[0-9]+")
_MANY_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})+")
_GROUP = re.compile(r"[1-9][0-9]{0,2}([., ])[0-9]{3}")
_BOTH = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*([.,])[0-9]+")
_OTHER = {".": ",", ",": "."}


def marks_of(texts: Iterable[str]) -> tuple[str | None, str | None]:
    """Give the decimal mark and that of thousands; ``None`` for what the numbers do not show, or show in two ways."""
    decimals: set[str] = set()
    groups: set[str] = set()
    doubtful: set[str] = set()
    for text in texts:
        bare = _BLANK.sub(" ", text).strip(" %").lstrip("+-−")
        if (match := _BOTH.fullmatch(bare)) is not None and match[1] != match[2]:
            groups.add(match[1])
            decimals.add(match[2])
        elif (match := _ZERO.fullmatch(bare) or _DECIMAL.fullmatch(bare)) is not None:
            decimals.add(match[1])
        elif (match := _MANY_GROUPS.fullmatch(bare)) is not None:
            groups.add(match[1])
        elif (match := _GROUP.fullmatch(bare)) is not None:
            doubtful.add(match[1])
    return _decided(decimals, groups, doubtful)


def _decided(decimals: set[str], groups: set[str], doubtful: set[str]) -> tuple[str | None, str | None]:
    if not decimals and len(groups) == 1:
        decimals = {_OTHER[group] for group in groups if group in _OTHER}
    if len(decimals) != 1:
        return None, next(iter(groups)) if len(groups) == 1 else None
    (decimal,) = decimals
    groups |= doubtful - {decimal}
    return decimal, next(iter(groups)) if len(groups) == 1 else None


class Line(NamedTuple):
    """One line that is not blank: where it stands, and its cells; shorter than others where its end is blank."""

    where: Where
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """An opened sheet or text file.

    Attributes:
        form: Which format it is.
        label: How messages name it.
        lines: Read as they are asked for; a problem where a line cannot be read.
        even: Every line has as many cells as the heading, or something is wrong with it (text files).
        lined: Lines are lines of the file, so that they can be cited.
    """

    form: str
    label: str
    lines: Iterator[Line | Problem]
    even: bool = True
    lined: bool = True


Area = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, from 0."""


def spread(lines: Iterator[tuple[int, list[str]]], areas: list[Area]) -> Iterator[tuple[int, list[str]]]:
    """Let merged cells hold for all their rows and columns; lines (numbered from 0) may be changed in place."""
    waiting = sorted(areas, reverse=True)
    open_areas: list[tuple[Area, str]] = []
    for number, cells in lines:
        while waiting and waiting[-1][0] <= number:
            area = waiting.pop()
            text = cells[area[1]] if area[0] == number and area[1] < len(cells) else ""
            open_areas.append((area, text))
        if open_areas:
            open_areas = [one for one in open_areas if one[0][2] >= number]
            for (_, first, _, last), text in open_areas:
                if text:
                    cells.extend([""] * (last + 1 - len(cells)))
                    cells[first : last + 1] = [text] * (last + 1 - first)
        yield number, cells


MOST_COLUMNS = 1000
_NO_FIELDS: Mapping[str, Field] = MappingProxyType({})


class Row(NamedTuple):
    """One row: where it stands, its cells in the order of the columns, and the file's own column of its value."""

    where: Where
    cells: tuple[str, ...]
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file.

    Attributes:
        form: Which format it is.
        label: How messages name the file.
        columns: The headings; a column without one has ``(A)``, ``(B)`` …
        rows: The rows one by one, read as they are asked for; a problem where a row cannot be read.
        exact: Numbers are written with a decimal point, whoever wrote them: the format says so.
        lined: Rows are lines of the file, so that they can be cited.
        fields: What the format itself says about its columns; a mapping file's fields go before.
        parting: Columns that must be empty in a row about the whole, unless a mapping chooses rows itself.
        empty: Cells that say "no value", beside those of the mapping.
        keys: Columns that part series, by the format's own word; of the others the cells must tell.
        plain: Columns that part none, whatever stands in them.
        filters: Those already applied while the rows are made.
        passed: How many lines above, below and between were passed over, as the rows are read.
        unit: What a line above the table says of the unit; empty where none does.
        flagged: A value's cell may hold a flag as well.
        above: The lines above the heading, as texts.
        heading: Where the heading stands.
        decimal, thousands: The marks that the format says its numbers have.
    """

    form: str
    label: str
    columns: tuple[str, ...]
    rows: Iterator[Row | Problem]
    exact: bool = False
    lined: bool = True
    fields: Mapping[str, Field] = field(default_factory=lambda: _NO_FIELDS)
    parting: tuple[int, ...] = ()
    empty: frozenset[str] = frozenset()
    keys: frozenset[int] = frozenset()
    plain: frozenset[int] = frozenset()
    filters: Filters | None = None
    passed: list[int] = field(default_factory=lambda: [0])
    unit: str = ""
    flagged: bool = False
    above: tuple[str, ...] = ()
    heading: Where = field(default_factory=lambda: Where("", 0))
    decimal: str | None = None
    thousands: str | None = None


MOST_SHOWN = 12


@dataclass(slots=True)
class LeftOut:
    """What one filter left out.

    Attributes:
        column: The heading that it looks at.
        rows: How many rows.
        held: The first few different cells of the rows left out.
    """

    column: str
    rows: int = 0
    held: dict[str, None] = field(default_factory=dict)

    def note(self, text: str) -> None:
        """Count a row."""
        self.rows += 1
        if len(self.held) <= MOST_SHOWN:
            self.held[text] = None


class Filters:
    """Filters on the columns of one table; all must hold."""

    def __init__(self, filters: Sequence[Filter], column: Callable[[str], int]) -> None:
        self.at = tuple((column(one.column), one.one_of, LeftOut(one.column)) for one in filters)

    def keep(self, cells: Sequence[str]) -> bool:
        """Tell whether a row counts; where not, the first filter that it fails is noted."""
        for at, allowed, out in self.at:
            text = single_spaced(cells[at] if at < len(cells) else "")
            if text not in allowed:
                out.note(text)
                return False
        return True

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far, by filter."""
        return tuple(out for _, _, out in self.at if out.rows)


# Why a row, or a whole file, cannot be taken

_LONGEST_SHOWN = 160

declare(
    "importing",
    {
        "import-encoding": error(
            "The file is not in the encoding {expected}: {found}.",
            "Save it as UTF-8, or add --encoding (utf-8, utf-16, windows-1252, windows-1258, tcvn3).",
        ),
        "import-encoding-seems": error(
            "The file is not in the encoding {expected} ({found}); it seems to be {seems}.",
            "If so, add --encoding {seems}, or write 'encoding: {seems}' in the mapping file.",
        ),
        "import-no-wide": error(
            "No column is a period, or one that 'wide' names. The columns are: {columns}.",
            "Name the columns in 'wide: {{columns: […]}}', or the heading with 'header_row' and 'header_rows'.",
        ),
        "import-empty": error(
            "The file has no heading row.",
            "The first row must name the columns; if it stands lower, write 'header_row: …' in the "
            "mapping file.",
        ),
        "import-too-large": error(
            "{what} is larger than allowed ({most}).", "Split the file, or export only what is needed."
        ),
        "import-line-too-long": error(
            "This line is longer than {most} characters.",
            "See whether a closing quote or a line end is missing, or whether it has more than 1000 columns.",
        ),
        "import-quote": error(
            "A quote opened from this line on is not closed properly: {cause}.",
            "Close the quote; a quote within a cell is written twice.",
        ),
        "import-cell-too-long": error(
            "A cell that starts in this line is longer than {most} characters.",
            "Shorten it; if it is not meant to be so long, see whether a closing quote is missing.",
        ),
        "import-columns-double": error("Two columns have the name '{column}'.", "Rename one of the two."),
        "import-column-missing": error(
            "There is no column '{column}', which was named for '{field}'.", "The columns are: {columns}."
        ),
        "import-map-needed": error(
            "It is not known which column is '{field}'. The columns are: {columns}.",
            "See the mapping that is proposed (--write-map FILE), mend it and add --map; docs/exchange.md "
            "has examples.",
        ),
        "import-not-this-format": error(
            "This is no usable {form} file: {cause}.", "Look at the file, or name its format with --from."
        ),
        "import-too-many": error(
            "{found} measurements, more than the {most} of one import.",
            "Choose rows with 'where' in the mapping file, or split the file.",
        ),
        "import-many-refused": error(
            "{found} rows are refused; only the first {most} are listed.",
            "Mend those that are listed and import again.",
        ),
        "import-collection": error(
            "This is a JSON-stat collection: its {count} items only point to datasets elsewhere.",
            "Download a dataset by its 'href' in the file and import that; nothing is ever fetched from "
            "the network.",
        ),
        "import-outside": error(
            "'{path}' is not inside the folder of the data package.",
            "Only files beside datapackage.json are read; nothing is ever fetched from the network.",
        ),
        "import-which": error(
            "The file has several {what}: {names}.",
            "Choose one: --sheet for a workbook, or '{key}: …' in a mapping file.",
        ),
        "import-ragged": error(
            "The row has {count} cells, the heading has {columns}.",
            "Look at the separators and quotes of this row.",
        ),
        "import-field-missing": error(
            "'{field}' is missing{column}.", "Fill the cell in, or give a constant in the mapping file."
        ),
        "import-hidden": error(
            "'{field}'{column} holds the hidden character {character}.", "Delete it in the original."
        ),
        "import-too-long": error(
            "'{field}'{column} has {length} characters, more than {most}.", "Shorten the cell."
        ),
        "import-not-number": error(
            "'{text}'{column} is no number with the decimal mark '{decimal}'.",
            "Give 'decimal: …' (and 'thousands: …') in the mapping file if other marks hold; write bare "
            "numbers only.",
        ),
        "import-two-ways": error(
            "'{text}'{column} can be read as {one} or as {other}.",
            "Add --decimal . or --decimal , ('decimal: …' in a mapping file) to say which mark is the "
            "decimal one.",
        ),
        "import-not-period": error(
            "'{text}'{column} is not a period.",
            "It is 2026, 2026-06, 2026-Q2, 2026-H1, 2016/2020 or 'Prel. 2025'; give other labels under "
            "'words'.",
        ),
        "import-two-periods": error(
            "'{text}' can be the month {one} or the years {other}.",
            "Write 'two_digits: months' or 'two_digits: years' for period in the mapping file, or each "
            "under 'words': {text}: {other}; a financial year by its first and last month.",
        ),
        "import-not-day": error("'{text}'{column} is not a day.", "Write it like 2026-11-22."),
        "import-not-word": error(
            "'{text}'{column} is no value of '{field}'.",
            "It takes: {allowed}. Give the file's own words under 'words'.",
        ),
        "import-unlisted": error(
            "'{text}'{column} is not among the 'words' of '{field}'.",
            "Add it, or write 'skip_others: true' to leave such rows out.",
        ),
        "import-not-text": error(
            "'{text}'{column} cannot be used for '{field}'.",
            "See docs/catalog.md for how this field is written.",
        ),
        "import-deletes": error(
            "The row asks for something to be deleted or replaced (ACTION={action}).",
            "Measurements are never deleted; use 'hntrack withdraw' or 'hntrack revise'.",
        ),
        "import-no-source": error(
            "It is not known where this measurement comes from.",
            "Add --url … --title … --published …, or --source ID, or such columns in the mapping file.",
        ),
        "import-no-date": error(
            "Citing a page takes the day it was published.",
            "Add --published 2026-11-22, or a column 'published'.",
        ),
        "import-no-line": error(
            "Citing the document '{source}' takes its line and words; this file has no lines.",
            "Use --url … --published … instead.",
        ),
        "workbook-column": error(
            "'{column}' is no column of this sheet.", "It has: {known}. Correct the heading, or empty it."
        ),
        "workbook-twice": error(
            "The id '{id}' stands twice in this sheet.", "Give one of the rows another id, or delete it."
        ),
        "workbook-owner": error(
            "There is no source '{id}' that this claim could belong to.",
            "Give it a row in the sheet of sources, or correct the id.",
        ),
        "workbook-differs": error(
            "{id} has another value.",
            "Change it in a row of its own: a target by its id, a measurement by a row with 'revises' and 'why'.",
        ),
        "workbook-measured": error(
            "The measurement {id} is recorded otherwise ({fields}); what is recorded is never changed.",
            "Put the row back, and add one with its own id, 'revises' {id} and 'why'.",
        ),
        "import-parted": error(
            "Rows of several groups would become one series of {indicator}: the column '{column}' has "
            "{values}.",
            "Choose with --where '{column}=…' ('where' of a mapping file); name it under 'ignore' if it "
            "parts nothing.",
        ),
        "import-indicator": error(
            "The catalog has no indicator '{indicator}'.",
            "The nearest: {near}. Give the file's own names under 'words' of 'indicator'.",
        ),
        "import-unit": error(
            "The unit '{text}' is not the one of {indicator} ({unit}).",
            "Convert before importing, or give it under 'words' of 'unit' where only the spelling differs.",
        ),
        "import-differs": error(
            "{indicator} for {period} already has another value: {there} ({id}); the file says {given}.",
            "If the file is right: hntrack revise {id} {given} --why … (the whole file: import --revise "
            "--why …)",
        ),
        "import-id-taken": error(
            "The id '{id}' already belongs to another record.",
            "Change the id in the file, or leave the column out.",
        ),
        "import-twice": error(
            "The file gives {indicator} for {period} twice, with different values; first at {first}.",
            "Keep one of the rows; if they are of different groups, choose with 'where'.",
        ),
    },
)


def refusal(code: str, where: Where, excerpt: str = "", /, **facts: object) -> Problem:
    """Make the problem for one of these codes; hidden characters of facts are made visible, long texts cut."""
    return fill(code, where, visible(excerpt, limit=_LONGEST_SHOWN), facts, limit=_LONGEST_SHOWN)


def broken(problem: Problem) -> DataError:
    """Make the error that refuses a whole file."""
    return DataError((problem,))
