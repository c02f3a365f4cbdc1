"""Read tables of indicators: a row an indicator, columns for its unit, its values by year and the responsible body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from hntrack.documents.lines import Cell, Document, Place, Table
from hntrack.extract.draft import DraftClaim
from hntrack.text.characters import fold
from hntrack.text.quantity import Quantity, find_quantities

# Roles of columns by the folded words of their heads; the first that is found wins.
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "body",
        (
            r"co quan|chu tri|phoi hop|theo doi|don vi (?:thuc hien|phu trach|chu tri|bao cao)|trach nhiem|"
            r"responsible|lead agency|in charge"
        ),
    ),
    ("note", r"ghi chu|note|can cu|tai lieu|phuong phap|nguon so lieu"),
    ("unit", r"^don vi(?: tinh)?$|^dvt$|don vi tinh|^units?$|unit of measure"),
    ("number", r"^(?:stt|tt|so tt|no\.?|#|ma so)$"),
    (
        "label",
        r"chi tieu|noi dung|muc tieu$|ten chi|linh vuc|nhiem vu|indicator|^(?:measure|metric|kpi)s?$|target$|san pham",
    ),
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SPAN = re.compile(r"((?:19|20)\d{2})\s?[-–—/]\s?((?:19|20)\d{2}|\d{2}(?!\d))")  # 2021-2025, 2022/23
_DONE = re.compile(r"thuc hien|ket qua|dat duoc|uoc (?:dat|th|thuc)|da dat|actual|achieved|result|outturn")
_BASE = re.compile(r"hien trang|co so|goc|xuat phat|baseline|base year|hien tai|hien nay")
_WANTED = re.compile(r"muc tieu|ke hoach|den nam|phan dau|den het|target|plan|lo trinh|giao nam|du kien")
_VALUE = re.compile(r"(?<!\w)(?:values?|gia tri)(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_NO_NAMES = re.compile(r"(?:nam|year|thang|month|quarter|ky|date|giai doan|period)s?")
_COUNTING = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s*=.*)?", re.IGNORECASE)
_NOTHING = frozenset(("", "-", "–", "—", "…", "...", "x", "X", "*", "/", "n/a", "N/A", "na"))
_SIGNS: Mapping[str, str] = MappingProxyType(
    {"≥": "at_least", ">=": "at_least", ">": "more_than", "≤": "at_most", "<=": "at_most", "<": "less_than"}
)
_SIGN = re.compile(r"\s*(≥|>=|>|≤|<=|<)\s*")
_AT_END = re.compile(  # "(%)", "(đơn vị: tấn)", ", tỷ đồng"
    r"(?:\(\s*(?:đơn vị(?: tính)?\s*:\s*)?(?P<bracketed>[^()]{1,40})\)|,\s*(?P<behind>[^(),]{1,30}))\s*$",
    re.IGNORECASE,
)
_PART = re.compile(r"\s{0,99}+(?:(?:[-–+•*]|[a-zđ]\))\s*+|trong đó\b)", re.IGNORECASE)
_UNIT_WORDS = re.compile(
    r"%|tỷ|triệu|nghìn|đồng|usd|người|doanh nghiệp|xã|ha\b|km|m2|m3|tấn|kwh|mw|hạng|điểm|sản phẩm|đơn vị|cơ sở|hộ|"
    r"giường|năm|lượt",
    re.IGNORECASE,
)
# The mark of a note behind the figure of a cell: 25,2(1), 30², 40*.
_FOOTNOTE = re.compile(r"^(\D{0,12}\d[\d.,]{0,20}%?) ?(?:\(\d{1,2}\)|\[\d{1,2}\]|[⁽⁾¹²³⁰⁴-⁹]{1,4}|\*{1,3})$")
_MOST_HEAD_ROWS = 5


class _Column(NamedTuple):
    """A column of values.

    Attributes:
        number: From 1.
        kind: ``target``, ``measurement`` or ``baseline``; empty where only its year can tell.
        year: The year it is about; ``None`` where the head names none.
        name, unit: What its head says is measured ("Exports (million USD)"), where that is more than kind and year.
    """

    number: int
    kind: str
    year: int | None
    name: str = ""
    unit: str = ""


class _Head(NamedTuple):
    """What the head of a table says: its height, and which column is what (0 for none)."""

    height: int
    label: int
    unit: int
    body: int
    values: tuple[_Column, ...]


def read_tables(
    document: Document, *, doc: str = "", lang: str = "vi", written: int | None = None
) -> tuple[DraftClaim, ...]:
    """Propose the claims of the tables of indicators of a document.

    Args:
        document: As it was read.
        doc: Its name, copied into the claims.
        lang: ``vi`` or ``en``: whose notation the figures have.
        written: Year of the document: without other words, a column of a later year holds targets.

    Returns:
        A claim for each figure (and each word) in a column of values, by row and column, each with its place.
        Tables without a column of names and one of values give none.
    """
    rows = {(line.place.table, line.place.row): line.place for line in document.lines if line.kind == "row"}
    found: list[DraftClaim] = []
    before: _Head | None = None
    before_width = 0
    for table in document.tables:
        head = _head_of(table, written)
        if head is None and before is not None and table.width == before_width:
            head = before._replace(height=0)
        if head is None:
            before = None
            continue
        before, before_width = head, table.width
        found += _Rows(table=table, head=head, doc=doc, lang=lang, written=written, rows=rows).read()
    return tuple(found)


def _head_of(table: Table, written: int | None) -> _Head | None:
    spread = table.spread()
    for first in range(1, min(_MOST_HEAD_ROWS, table.height) + 1):
        roles = {column: _role(_text(spread, first, column)) for column in range(1, table.width + 1)}
        if "label" in roles.values():
            break
    else:
        first = 1
    named_rows = first == 1 and _names_rows(table, spread)
    if named_rows:
        roles[1] = "label"
    elif "label" not in roles.values():
        return None
    height = _head_height(table, spread, first, roles)
    words = {
        column: " ".join(dict.fromkeys(_text(spread, row, column) for row in range(first, height + 1)))
        for column in range(1, table.width + 1)
    }
    # A head over columns of years ("Mục tiêu" over 2025 and 2030) names no column of names.
    roles = {
        column: "" if _YEAR.search(text) else roles[column] or _role(text) for column, text in words.items()
    }
    if named_rows:  # "Target" over values names no rows
        roles = {column: "" if role == "label" else role for column, role in roles.items()} | {1: "label"}
    named = {role: column for column, role in reversed(roles.items()) if role}
    values = tuple(
        _value_column(column, text, written)
        for column, text in words.items()
        if _holds_values(roles[column], text)
    )
    if "label" not in named or not values:
        return None
    return _Head(height, named["label"], named.get("unit", 0), named.get("body", 0), values)


def _role(text: str) -> str:
    words = fold(text).strip(" .:*")
    return next(
        (role for role, pattern in _ROLES if re.search(pattern, words) and not _YEAR.search(words)), ""
    )


def _names_rows(table: Table, spread: Mapping[tuple[int, int], Cell]) -> bool:
    """Whether the first column holds names though its head is none that is known, and half of the others values."""
    head, *names = (_text(spread, row, 1) for row in range(1, table.height + 1))
    plain = head and not _role(head) and not _NO_NAMES.fullmatch(fold(head)) and not _holds_values("", head)
    values = sum(_holds_values("", _text(spread, 1, column)) for column in range(2, table.width + 1))
    return bool(plain and all(map(_LETTER.search, names)) and values > table.width // 2 - 1)


def _holds_values(role: str, text: str) -> bool:
    words = fold(text)
    patterns = (_YEAR, _DONE, _BASE, _WANTED, _VALUE)
    return not role and (any(one.search(words) for one in patterns) or _unit_in(text) != "")


def _head_height(
    table: Table, spread: Mapping[tuple[int, int], Cell], first: int, roles: Mapping[int, str]
) -> int:
    """Give the last row of the head: as far as its cells reach, with the rows below that only name or count columns."""
    label = next(column for column, role in roles.items() if role == "label")
    height = max(cell.row + cell.rows - 1 for (row, _), cell in spread.items() if row == first)
    tall = spread[first, label]
    height = max(height, tall.row + tall.rows - 1) if height < first + _MOST_HEAD_ROWS else first
    while height + 1 <= table.height and _is_head_row(table, spread, height + 1, label):
        height += 1
    return height


def _is_head_row(table: Table, spread: Mapping[tuple[int, int], Cell], row: int, label: int) -> bool:
    texts = [_text(spread, row, column) for column in range(1, table.width + 1)]
    there = [text for text in texts if text]
    if not there:
        return True
    if (
        all(_COUNTING.fullmatch(text) for text in there)
        and len(there) >= 3
        and not _text(spread, row, label)[1:].isalpha()
    ):
        numbers = [int(digits[0]) for text in there if (digits := re.findall(r"\d+", text))]
        return (
            numbers == sorted(numbers)
            and len(set(numbers)) == len(numbers)
            and max(numbers, default=0) <= table.width + 1
        )
    return not _text(spread, row, label) and all(_YEAR.search(text) for text in there)


def _value_column(number: int, text: str, written: int | None) -> _Column:
    words = fold(text)
    year = _year_of(words)
    kinds = (("baseline", _BASE), ("measurement", _DONE), ("target", _WANTED))
    kind = next((kind for kind, pattern in kinds if pattern.search(words)), "")
    if kind:
        return _Column(number, kind, year)
    if unit := _unit_in(text):
        return _Column(number, "measurement", year, _AT_END.sub("", text).strip(), unit)
    if _VALUE.search(words):
        return _Column(number, "measurement", year)
    if year is not None and written is not None:
        kind = "target" if year >= written else "baseline"
    return _Column(number, kind, year)


def _year_of(words: str) -> int | None:
    """Give the last year that a head names; of "2021-22" the one in which it ends."""
    if span := _SPAN.search(words):
        return int(f"{span[1][: -len(span[2])]}{span[2]}")
    return max(map(int, _YEAR.findall(words)[-1:]), default=None)


def _text(spread: Mapping[tuple[int, int], Cell], row: int, column: int) -> str:
    cell = spread.get((row, column))
    return cell.text.strip() if cell else ""


class _Rows:
    """Reads the rows of one table."""

    def __init__(
        self,
        *,
        table: Table,
        head: _Head,
        doc: str,
        lang: str,
        written: int | None,
        rows: Mapping[tuple[int | None, int | None], Place],
    ) -> None:
        self.table, self.head, self.doc, self.lang, self.rows = table, head, doc, lang, rows
        self.spread = table.spread()
        self.parent, self.written = "", written
        known = [column.year for column in head.values if column.year]
        self.only = known[0] if len(set(known)) == 1 and len(head.values) > 1 else None
        self.split = written if written is not None else min(known, default=None)

    def read(self) -> Iterator[DraftClaim]:
        """Give the claims, row by row."""
        for row in range(self.head.height + 1, self.table.height + 1):
            label = self._own(row, self.head.label)
            values = [(column, self._own(row, column.number)) for column in self.head.values]
            if not label or all(text in _NOTHING for _, text in values):
                self.parent = label or self.parent
                continue
            if not _PART.match(label):
                self.parent = label
            for column, text in values:
                if text not in _NOTHING:
                    yield self._claim(row, label, column, text)

    def _own(self, row: int, column: int) -> str:
        """Give the text of a cell; one that is merged over names and values heads rows and holds nothing."""
        cell = self.spread.get((row, column))
        if cell is None or (cell.columns > 1 and cell.column != self.head.label):
            return (
                cell.text.strip() if cell is not None and cell.column == column and cell.columns <= 2 else ""
            )
        return cell.text.strip()

    def _claim(self, row: int, label: str, column: _Column, text: str) -> DraftClaim:
        unit = self._unit(row, label) or column.unit
        text = _FOOTNOTE.sub(r"\1", text)
        read = _figure(text, unit, self.lang)
        subject = (
            f"{self.parent}: {_PART.sub('', label, count=1)}" if _PART.match(label) and self.parent else label
        )
        place = self.rows.get((self.table.number, row), Place(0, table=self.table.number, row=row))
        kind = column.kind or self._kind(column)
        year = column.year or self._year(column, kind)
        cell = self.spread[row, column.number]
        common = DraftClaim(
            doc=self.doc,
            kind=kind,
            subject=f"{column.name} {_AT_END.sub('', subject) if _unit_in(label) else subject}".strip(),
            lang=self.lang,
            comparator="text",
            qualifier="exact",
            value=None,
            as_printed=text,
            line=place.line,
            year=year,
            year_basis=_BASIS[kind] if year else "",
            year_source="stated" if column.year else ("doc_date" if year else "none"),
            confidence="high" if column.kind and column.year else "medium",
            place=place._replace(column=column.number, row=cell.row, page=cell.page or place.page),
            responsible=self._own(row, self.head.body) if self.head.body else "",
        )
        return _with_figure(common, read, unit) if read is not None else common

    def _year(self, column: _Column, kind: str) -> int | None:
        """Give the year of a column whose head names none: of targets the only one that the table names."""
        if kind == "target":
            return self.only
        return self.written if column.unit else None

    def _kind(self, column: _Column) -> str:
        """Tell targets from earlier values where the head says only years: the first year is what is there."""
        if column.year is None or self.split is None or len(self.head.values) == 1:
            return "target"
        return "target" if column.year > self.split else "baseline"

    def _unit(self, row: int, label: str) -> str:
        if self.head.unit and (unit := self._own(row, self.head.unit)):
            return unit if unit not in _NOTHING else ""
        return _unit_in(label)


def _unit_in(label: str) -> str:
    """Give the unit that a name ends with; ``""`` for none."""
    match = _AT_END.search(label)
    if match is None:
        return ""
    found = (_UNIT_WORDS.search if match["bracketed"] else _UNIT_WORDS.match)(match[1] or match[2])
    return (match[1] or match[2]).strip() if found else ""


_BASIS: Mapping[str, str] = MappingProxyType(
    {"target": "by_end", "measurement": "during", "baseline": "during"}
)


def _figure(text: str, unit: str, lang: str) -> Quantity | None:
    """Read the figure of a cell in the unit of its row; ``None`` where the cell says something in words."""
    sign = _SIGN.match(text)
    bare = text[sign.end() :] if sign else text
    printed = bare if not unit or _has_unit(bare, unit) else f"{bare} {unit}"
    found = find_quantities(printed, lang)
    if len(found) != 1 or found[0].start > _LONGEST_WORDS_BEFORE:
        return None
    figure = found[0]
    if sign:
        figure = replace(figure, comparator=_SIGNS[sign[1]])
    return figure


_LONGEST_WORDS_BEFORE = 24


def _has_unit(text: str, unit: str) -> bool:
    """Whether a cell brings its unit itself."""
    return unit.casefold() in text.casefold() or "%" in text or _UNIT_WORDS.search(text) is not None


def _with_figure(claim: DraftClaim, figure: Quantity, unit: str) -> DraftClaim:
    rank = figure.unit in {None, "place"} and re.search(r"hạng|rank", unit, re.IGNORECASE) is not None
    return replace(
        claim,
        comparator=figure.comparator or ("within_top" if rank and claim.kind == "target" else "exactly"),
        qualifier=figure.qualifier,
        value=Decimal(figure.value),
        value_high=figure.value_high,
        of=figure.of,
        exponent=figure.exponent,
        unit="rank" if rank else figure.unit,
        noun="" if rank or figure.unit else (figure.noun or unit),
        per=figure.per,
        share_of=figure.share_of,
    )
