"""What the head of a table of indicators says: which column names the rows, and which hold values of what.

A row is an indicator; columns are for its unit, its values by year and the responsible body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from hntrack.documents.lines import Cell, Table
from hntrack.text.characters import fold

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
_KINDS = (
    ("baseline", re.compile(r"hien trang|co so|goc|xuat phat|baseline|base year|hien tai|hien nay")),
    (
        "measurement",
        re.compile(r"thuc hien|ket qua|dat duoc|uoc (?:dat|th|thuc)|da dat|actual|achieved|result|outturn"),
    ),
    (
        "target",
        re.compile(r"muc tieu|ke hoach|den nam|phan dau|den het|target|plan|lo trinh|giao nam|du kien"),
    ),
)
_VALUE = re.compile(r"(?<!\w)(?:values?|gia tri)(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_COUNTING = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s*=.*)?", re.IGNORECASE)
_UNIT_AT_END = re.compile(  # "(%)", "(đơn vị: tấn)", ", tỷ đồng"
    r"(?:\(\s*(?:đơn vị(?: tính)?\s*:\s*)?(?P<bracketed>[^()]{1,40})\)|,\s*(?P<behind>[^(),]{1,30}))\s*$",
    re.IGNORECASE,
)
_UNIT_WORDS = re.compile(
    r"%|tỷ|triệu|nghìn|đồng|usd|người|doanh nghiệp|xã|ha\b|km|m2|m3|tấn|kwh|mw|hạng|điểm|sản phẩm|đơn vị|cơ sở|hộ|"
    r"giường|năm|lượt",
    re.IGNORECASE,
)
_MOST_HEAD_ROWS = 5


class ValueColumn(NamedTuple):
    """A column of values.

    Attributes:
        number: From 1.
        kind: ``target``, ``measurement`` or ``baseline``, by the words of its head; empty where only its year can tell.
        year: The year it is about; ``None`` where the head names none.
        name, unit: What its head says is measured ("Exports (million USD)"), where that is more than kind and year.
    """

    number: int
    kind: str
    year: int | None
    name: str = ""
    unit: str = ""


class Head(NamedTuple):
    """What the head of a table says: its height, and which column is what (0 for none)."""

    height: int
    label: int
    unit: int
    body: int
    values: tuple[ValueColumn, ...]


def read_head(table: Table) -> Head | None:
    """Read the head of a table; ``None`` where no column names rows, or none holds values."""
    spread = table.spread()
    columns = range(1, table.width + 1)
    for first in range(1, min(_MOST_HEAD_ROWS, table.height) + 1):
        roles = {column: _role(_text(spread, first, column)) for column in columns}
        if "label" in roles.values():
            break
    else:
        first = 1
    named_rows = first == 1 and _names_rows(table, spread)
    if named_rows:
        roles[1] = "label"
    elif "label" not in roles.values():
        return None
    label = next(column for column, role in roles.items() if role == "label")
    height = _head_height(table, spread, first, label)
    words = {
        column: " ".join(dict.fromkeys(_text(spread, row, column) for row in range(first, height + 1)))
        for column in columns
    }
    # A head over columns of years ("Mục tiêu" over 2025 and 2030) names no column of names.
    roles = {column: "" if _YEAR.search(text) else roles[column] for column, text in words.items()}
    if named_rows:  # "Target" over values names no rows
        roles = {column: "" if role == "label" else role for column, role in roles.items()} | {1: "label"}
    named = {role: column for column, role in reversed(roles.items()) if role}
    values = tuple(
        _value_column(column, text) for column, text in words.items() if _holds_values(roles[column], text)
    )
    if "label" not in named or not values:
        return None
    return Head(height, named["label"], named.get("unit", 0), named.get("body", 0), values)


def _role(text: str) -> str:
    words = fold(text).strip(" .:*")
    if _YEAR.search(words):
        return ""
    return next((role for role, pattern in _ROLES if re.search(pattern, words)), "")


def _names_rows(table: Table, spread: Mapping[tuple[int, int], Cell]) -> bool:
    """Whether the first column holds names though its head is none that is known, and half of the others values."""
    head, *names = (_text(spread, row, 1) for row in range(1, table.height + 1))
    plain = head and not _role(head) and not _holds_values("", head)
    values = sum(_holds_values("", _text(spread, 1, column)) for column in range(2, table.width + 1))
    return bool(plain and all(map(_LETTER.search, names)) and values > table.width // 2 - 1)


def _holds_values(role: str, text: str) -> bool:
    words = fold(text)
    patterns = (_YEAR, _VALUE, *(pattern for _, pattern in _KINDS))
    return not role and (any(one.search(words) for one in patterns) or split_unit(text)[1] != "")


def _head_height(table: Table, spread: Mapping[tuple[int, int], Cell], first: int, label: int) -> int:
    """Give the last row of the head: as far as its cells reach, with the rows below that only name or count columns."""
    height = max(cell.row + cell.rows - 1 for (row, _), cell in spread.items() if row == first)
    while height + 1 <= table.height and _is_head_row(table, spread, height + 1, label):
        height += 1
    return height


def _is_head_row(table: Table, spread: Mapping[tuple[int, int], Cell], row: int, label: int) -> bool:
    texts = [_text(spread, row, column) for column in range(1, table.width + 1)]
    there = [text for text in texts if text]
    if not there:
        return True
    if len(there) >= 3 and all(map(_COUNTING.fullmatch, there)):
        return True  # only counts the columns
    return not texts[label - 1] and all(map(_YEAR.search, there))


def _value_column(number: int, text: str) -> ValueColumn:
    words = fold(text)
    year = _year_of(words)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(words)), "")
    name, unit = ("", "") if kind else split_unit(text)
    if unit:
        return ValueColumn(number, "measurement", year, name, unit)
    return ValueColumn(number, kind or ("measurement" if _VALUE.search(words) else ""), year)


def _year_of(words: str) -> int | None:
    """Give the last year that a head names; of "2021-22" the one in which it ends."""
    if span := _SPAN.search(words):
        return int(f"{span[1][: -len(span[2])]}{span[2]}")
    return max(map(int, _YEAR.findall(words)[-1:]), default=None)


def _text(spread: Mapping[tuple[int, int], Cell], row: int, column: int) -> str:
    cell = spread.get((row, column))
    return cell.text.strip() if cell else ""


def split_unit(name: str) -> tuple[str, str]:
    """Part a name from the unit that it ends with; ``""`` for none."""
    match = _UNIT_AT_END.search(name)
    if match is None:
        return name, ""
    unit = match["bracketed"] or match["behind"]
    found = (_UNIT_WORDS.search if match["bracketed"] else _UNIT_WORDS.match)(unit)
    return (name[: match.start()].strip(), unit.strip()) if found else (name, "")


def names_unit(text: str) -> bool:
    """Whether a text holds the name of a unit."""
    return _UNIT_WORDS.search(text) is not None
