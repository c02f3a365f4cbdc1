"""Find the heading of a table, over one row or several, and pass over what stands above and below it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hntrack.exchange.labels import is_time
from hntrack.exchange.table import Exact
from hntrack.text.characters import fold, nfc, single_spaced
from hntrack.text.foreign_tables import NO_VALUE

MOST_LOOKED_AT = 60
MOST_ROWS = 4
_NUMBER = re.compile(r"[-+−]?[0-9][0-9 .,\u00a0\u202f]*%?")
_NUMBERED = re.compile(r"[(]?(?:[0-9]{1,2}|[A-Za-z])[)]?(?:\s?=.*)?")
_UNIT = re.compile(r"(?:don vi|dvt|unit|units)\b")


class Heading(NamedTuple):
    """A heading.

    Attributes:
        first, last: Its rows, as positions in the lines looked at.
        columns: One name for each column: the texts of its rows, from the top, parted by `` / ``.
    """

    first: int
    last: int
    columns: tuple[str, ...]


def blind(text: str) -> str:
    """Give the form in which headings are compared: without case, marks and blanks around or within."""
    return " ".join(fold(nfc(text)).split())


def find_heading(
    lines: Sequence[Sequence[str]], named: frozenset[str], rows: int | None, *, fixed: bool
) -> Heading:
    """Find the heading among the first lines that are not blank; ``fixed``: it begins with the first of them.

    ``named`` are the headings that the mapping names, as :func:`blind` gives them.
    """
    if fixed:
        return _made(lines, 0, (rows or 1) - 1)
    first, last = _guessed(lines)
    guessed = _made(lines, first, first + rows - 1 if rows else last)
    return next(
        (heading for heading in (guessed, *_all_headings(lines, rows)) if _has(heading, named)), guessed
    )


def _all_headings(lines: Sequence[Sequence[str]], rows: int | None) -> Iterator[Heading]:
    for count in (rows,) if rows else range(1, MOST_ROWS + 1):
        for first in range(len(lines) - count + 1):
            yield _made(lines, first, first + count - 1)


def _has(heading: Heading, named: frozenset[str]) -> bool:
    return named <= {blind(column) for column in heading.columns}


def _guessed(lines: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Find the rows that name columns: no figures but years, and at least half as many cells as any row has."""
    enough = max((_filled(line) for line in lines), default=0) / 2
    for first, cells in enumerate(lines):
        if _names_columns(cells) and _filled(cells) >= enough:
            return _grown(lines, first)
    return 0, 0


def _grown(lines: Sequence[Sequence[str]], at: int) -> tuple[int, int]:
    """Give the first and last row of the heading that a row belongs to: it grows downwards, then upwards."""
    first = last = at
    while last + 1 < len(lines) and last - first < MOST_ROWS - 1 and _goes_on(lines[last], lines[last + 1]):
        last += 1
    while first and last - first < MOST_ROWS - 1 and _spans_above(lines[first - 1]):
        first -= 1
    return first, last


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _names_columns(cells: Sequence[str]) -> bool:
    """Tell a row of headings from a title, a line about the unit, and a row of figures."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if any(map(_is_figure, filled)) or is_numbering(cells):
        return False
    if len(set(filled)) > 1:
        return True
    return len(cells) == 1 or (
        len(filled) == 1 and not cells[0].strip() and _UNIT.match(fold(filled[0])) is None
    )


def _is_figure(text: str) -> bool:
    if text in NO_VALUE:
        return True
    return (isinstance(text, Exact) or _NUMBER.fullmatch(text) is not None) and not is_time(str(text))


def _spans(cells: Sequence[str]) -> bool:
    pairs = itertools.pairwise(cells)
    return any(not cell.strip() for cell in cells[1:]) or any(a.strip() and a == b for a, b in pairs)


def _spans_above(cells: Sequence[str]) -> bool:
    """Tell whether a row is the upper one of a heading: it names groups of columns, but not the first column alone."""
    filled = [cell.strip() for cell in cells[1:] if cell.strip()]
    if not filled or any(map(_is_figure, filled)) or all(_UNIT.match(fold(one)) for one in filled):
        return False
    return (not cells[0].strip() and _spans(cells)) or (
        len(set(filled)) > 1 and _spans(cells) and not _CLOSED.search(cells[0])
    )


_CLOSED = re.compile(r"[.:;]\s*$|^\W*(?:bảng|biểu|table|data source|last updated)", re.IGNORECASE)


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether a row is the next one of a heading: the one above spans columns, and this one names them."""
    named = [one.strip() for one in lower[1:] if one.strip()]
    if not _spans(upper) or not named or any(map(_is_figure, named)) or is_numbering(lower):
        return False
    # A row of the body may have no figure either: it stands under a first column with a heading of its own.
    return not (upper[0].strip() and lower[0].strip() and lower[0] != upper[0])


def is_numbering(cells: Sequence[str]) -> bool:
    """Tell a row that only numbers its columns (``A``, ``1``, ``2``, ``3=1+2``)."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2 or not all(_NUMBERED.fullmatch(one) for one in filled):
        return False
    counted = [int(found[0]) for one in filled if (found := re.search("[0-9]+", one))]
    return (
        len(counted) > 1 and counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] <= 2
    )


def _name_column(cells: list[str]) -> str:
    """Join the texts of a column's heading, each of them once."""
    return " / ".join(dict.fromkeys(text for cell in cells if (text := single_spaced(cell))))


def _made(lines: Sequence[Sequence[str]], first: int, last: int) -> Heading:
    rows = [list(line) for line in lines[first : last + 1]]
    width = max((len(one) for one in rows), default=0)
    for one in rows:
        one.extend([""] * (width - len(one)))
    for upper, lower in itertools.pairwise(rows):
        _fill(upper, lower)
    columns = [_name_column([row[at] for row in rows]) for at in range(width)]
    while columns and not columns[-1]:
        columns.pop()
    return Heading(first, last, tuple(columns))


def _fill(upper: list[str], lower: list[str]) -> None:
    """Let a heading hold for the columns to its right that only the row below names, unless merged cells said it."""
    if any(a.strip() and a == b for a, b in itertools.pairwise(upper)):
        return
    held = ""
    for at, text in enumerate(upper):
        if text.strip():
            held = text if lower[at].strip() else ""
        elif lower[at].strip():
            upper[at] = held
        else:
            held = ""


def unit_above(lines: Sequence[Sequence[str]]) -> str:
    """Give the unit that a line above or in the heading states (``Đơn vị tính: Nghìn người``); empty where none."""
    for cells in lines:
        for cell in cells:
            found = re.match(
                r"\W*(?:Đơn vị(?: tính)?|ĐVT|Units?(?: of measure)?)\s*[:：]\s*(.+)",
                nfc(cell).strip(),
                re.IGNORECASE,
            )
            if found is not None:
                return found[1].strip(" .)")
    return ""


def letter(at: int) -> str:
    """Give a column's letter, as spreadsheets do; for columns without a heading."""
    name = ""
    while at >= 0:
        name, at = chr(65 + at % 26) + name, at // 26 - 1
    return name
