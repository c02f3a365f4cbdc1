"""Find the tables that stand in a text as lines: cells parted by tabs or bars, by blanks alone, or a cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hntrack.documents.body_lines import BodyLine
from hntrack.documents.lines import Cell, Document, Line, Place, Table
from hntrack.text.characters import fold

_PARTED = re.compile(r"[ \u00a0]{0,9}(?:\t|\|)[ \u00a0]{0,9}|[ \u00a0]{3,40}")
_THREE_DIGITS, _THOUSANDS = re.compile(r"\d{3}"), re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+")
_YEAR = r"(?:19|20)\d\d(?: ?[\-–/] ?(?:(?:19|20)?\d\d))?"
_ROLE = (
    r"(?:uoc )?(?:thuc hien|dat duoc)|ket qua|ke hoach|muc tieu|phan dau|du kien|hien trang|(?:nam )?co so|uoc dat|"
    r"baseline|targets?|goal|actual|achieved|results?|plan(?:ned)?|estimated?|outturn"
)
_WHEN = rf"(?:(?:den het|den|het|by|in|for|fy) ?)?(?:(?:cuoi )?nam )?{_YEAR}"
_VALUE_HEAD = re.compile(
    rf"(?<!\w)(?:(?:{_ROLE})(?: \(?{_WHEN}\)?)?|chi tieu {_WHEN}|{_WHEN}(?: (?:{_ROLE}))?)(?!\w)"
)
_LABEL_HEAD = re.compile(
    r"(?<!\w)(?:chi tieu|noi dung|ten chi so|linh vuc|indicators?|measures?|kpis?|metrics?)(?!\w)"
)
_UNIT_HEAD = re.compile(r"(?<!\w)(?:don vi(?: tinh)?|dvt|units?(?: of measure)?)(?!\w)")
_VALUE = re.compile(
    r"(?<![^\s(])(?:[≥≤<>~]=? ?)?[\-−]?\d[\d.,]*(?: ?[\-–] ?\d[\d.,]*)? ?%?(?![^\s)])|"
    r"(?<!\S)(?:[\-–—x]|\.{2,3}|…|n/a)(?!\S)"
)
_NUMBER = re.compile(
    r"\s{0,20}(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.)]?|[a-zđ][.)])\s{1,9}(?=[^\W\d])"
)
_SCALED = r"(?:nghìn|ngàn|triệu|tỷ|thousand|million|billion)"
_COUNTED = (
    r"đồng|usd|người|lượt(?: khách| người)?|hộ|ha|tấn|km²?|m²|m3|m³|kwh|mw|gw|giường|doanh nghiệp|hợp tác xã|xã|phường|"
    r"cơ sở|dự án|sản phẩm|trường|căn|tuổi|năm|ngày|điểm|hạng|bậc|lần|percent|per cent|people|persons|number|no\.|rank|"
    r"years?|days?|tonnes?|households|enterprises|points?|hectares?|index|ratio"
)
_UNIT = re.compile(
    rf"(?:^|[\s,(])(?P<unit>(?:{_SCALED} )?(?:%|‰|{_COUNTED})(?:/[\w.]{{1,12}}(?: [\w.]{{1,10}})?)?)\)?$",
    re.IGNORECASE,
)
_MOST_HEADING_WORDS, _FEWEST_ROWS = 14, 2
_LONGEST_HEAD, _LONGEST_CELL = 300, 60  # characters
_NUMBER_CELL = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-zđ])[.)]?\s*")


class _Cell(NamedTuple):
    """The text of a cell, the line on which it stands, and where on it."""

    text: str
    line: BodyLine
    start: int


_Row = tuple[_Cell, ...]


class WrittenTable(NamedTuple):
    """A table as it stands in a text: its rows, the head first, and all of its lines."""

    rows: Sequence[_Row]
    lines: Sequence[BodyLine]

    def document(self) -> Document:
        """Give it as a document of this one table."""
        cells = tuple(
            Cell(number, column, cell.text)
            for number, row in enumerate(self.rows, start=1)
            for column, cell in enumerate(row, start=1)
        )
        lines = tuple(
            Line(row[-1].line.text, "row", Place(row[-1].line.number, table=1, row=number))
            for number, row in enumerate(self.rows, start=1)
        )
        return Document("text", lines, (Table(1, cells),))

    def start_of(self, place: Place) -> tuple[BodyLine, int]:
        """Give the line on which a cell of that document stands, and where on it."""
        assert place.row, "a cell has a row"
        assert place.column, "a cell has a column"
        return self.rows[place.row - 1][place.column - 1][1:]


def find_written_tables(lines: Sequence[BodyLine]) -> Iterator[WrittenTable]:
    """Give what looks like a table among the lines of an article: a head and two rows at least."""
    at = 0
    while at < len(lines):
        rows = _parted_rows(lines, at) or _blank_rows(lines, at) or _stacked_rows(lines, at)
        start = at
        while rows and lines[at] is not rows[-1][-1].line:
            at += 1
        at += 1
        if len(rows) > _FEWEST_ROWS:
            yield WrittenTable(rows, [lines[number] for number in range(start, at)])


def _parted_rows(lines: Sequence[BodyLine], at: int) -> list[_Row]:
    """Give the rows from a line on whose cells are parted by tabs, bars or wide gaps, all of one width."""
    rows: list[_Row] = []
    for place in range(at, len(lines)):
        line = lines[place]
        row = tuple(_cells(line))
        if len(row) < 3 or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
    return rows


def _cells(line: BodyLine) -> Iterator[_Cell]:
    stripped = line.text.strip(" |\u00a0")
    start = line.text.find(stripped)
    end = start + len(stripped)
    for mark in _PARTED.finditer(line.text, start, end):
        yield _Cell(line.text[start : mark.start()], line, start)
        start = mark.end()
    yield _Cell(line.text[start:end], line, start)


def _blank_rows(lines: Sequence[BodyLine], at: int) -> list[_Row]:
    """Give the rows from a head on whose cells only blanks part; the head says how many values each has."""
    head = _head(lines[at])
    if head is None:
        return []
    rows, units = [head], head[1].text != ""
    values = len(head) - 2
    for place in range(at + 1, len(lines)):
        row = _row(lines[place], values, units=units)
        if row is not None:
            rows.append(row)
        elif _head(lines[place]) is not None or not _heads_rows(lines[place].text):
            break
    return rows


def _stacked_rows(lines: Sequence[BodyLine], at: int) -> list[_Row]:
    """Give the rows from a head on whose cells stand on lines of their own, as pages leave tables when copied."""
    text = lines[at].text
    if len(text) > _LONGEST_CELL or not _LABEL_HEAD.match(fold(text.strip())):
        return []
    units = at + 1 < len(lines) and _UNIT_HEAD.fullmatch(fold(lines[at + 1].text.strip())) is not None
    first = end = at + 1 + units
    while end < len(lines) and _is_value_head(lines[end].text):
        end += 1
    width = end - first
    if width <= 1:
        return []
    return [_stacked(lines, at, first, end, units=units), *_stacked_body(lines, end, width, units=units)]


def _stacked_body(lines: Sequence[BodyLine], at: int, width: int, *, units: bool) -> Iterator[_Row]:
    """Give the rows below a head: each a name, perhaps a number before it and a unit behind, then its values."""
    heading = False
    while at < len(lines):
        at += _NUMBER_CELL.fullmatch(lines[at].text) is not None and at + 1 < len(lines)
        values = at + 1 + units
        row = lines[values : values + width]
        if len(row) == width and all(map(_is_value, row)):
            yield _stacked(lines, at, values, values + width, units=units)
            at, heading = values + width, False
        elif heading or not _heads_rows(lines[at].text):
            return
        else:
            at, heading = at + 1, True


def _stacked(lines: Sequence[BodyLine], label: int, first: int, end: int, *, units: bool) -> _Row:
    """Make a row of lines: the label, perhaps a unit, and the values from ``first`` up to ``end``."""
    unit = _whole(lines[label + 1]) if units else _Cell("", lines[label], 0)
    return _whole(lines[label]), unit, *(_whole(lines[at]) for at in range(first, end))


def _whole(line: BodyLine) -> _Cell:
    text = line.text.strip()
    return _Cell(text, line, line.text.find(text))


def _is_value_head(text: str) -> bool:
    return _VALUE_HEAD.fullmatch(" ".join(fold(text).split())) is not None


def _is_value(line: BodyLine) -> bool:
    return _VALUE.fullmatch(line.text.strip()) is not None


def _heads_rows(text: str) -> bool:
    """Whether a line among rows only names those that follow: short, without a figure."""
    number = _NUMBER.match(text)
    name = text[number.end() :] if number else text
    return len(name.split()) <= _MOST_HEADING_WORDS and not re.search(r"\d", name)


def _head(line: BodyLine) -> _Row | None:
    """Read the head of a table: names, perhaps units, then two or more columns of values."""
    if len(line.text) > _LONGEST_HEAD:
        return None
    words = " ".join(fold(line.text).split())
    found = list(_VALUE_HEAD.finditer(words))
    first = _LABEL_HEAD.search(words)
    found = [head for head in found if first and head.start() >= first.end()]
    if first is None or len(found) < 2:
        return None
    between = [words[one.end() : two.start()] for one, two in pairwise(found)]
    label = words[: found[0].start()]
    if any(gap.strip(" ()%;,/") for gap in between):
        return None
    unit = _UNIT_HEAD.search(label)
    values = (_Cell(head.group(), line, head.start()) for head in found)
    return _Cell("Chỉ tiêu", line, 0), _Cell("Đơn vị" if unit else "", line, 0), *values


def _row(line: BodyLine, values: int, *, units: bool) -> _Row | None:
    """Read a row: a name, perhaps a unit, then as many values as the head has; words may follow."""
    found = _values(line.text, values)
    if not found:
        return None
    name = line.text[: found[0][0]].rstrip()
    number = _NUMBER.match(name)
    start = number.end() if number else len(name) - len(name.lstrip())
    unit = _UNIT.search(name, start) if units else None
    label = name[start : unit.start()].rstrip(" ,(") if unit else name[start:]
    named = _Cell(unit["unit"], line, unit.start("unit")) if unit else _Cell("", line, start)
    cells = (_Cell(line.text[first:last].strip(), line, first) for first, last in found)
    return _Cell(label, line, start), named, *cells


def _values(text: str, wanted: int) -> list[tuple[int, int]]:
    """Give the spans of the last values of a line, as many as wanted; none where it is not sure which they are."""
    found = [value.span() for value in _VALUE.finditer(text)]
    first = len(found) - 1
    while first > 0 and not text[found[first - 1][1] : found[first][0]].strip():
        first -= 1
    row = found[max(0, first) :]
    if len(row) <= wanted or not _THREE_DIGITS.fullmatch(text, *row[-wanted]):
        return row[-wanted:] if len(row) >= wanted else []
    # "1 102 340 1 106 000" are two numbers in thousands, if each has as many groups
    groups, rest = divmod(len(row), wanted)
    numbers = [(row[at * groups][0], row[(at + 1) * groups - 1][1]) for at in range(wanted)]
    return numbers if not rest and all(_THOUSANDS.fullmatch(text, *span) for span in numbers) else []
