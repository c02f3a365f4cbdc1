"""What a document is to us: its lines in reading order, each with the place where a reader finds it.

A plain text is the simplest one: its lines are those that an editor counts.  Headings and items are told from
paragraphs by their words, as Vietnamese administrative texts number them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hntrack.text.characters import nfc, split_lines

_BLANKS = re.compile(r"\s+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Format characters that no reader sees and that part words: soft hyphens, joiners, marks of direction.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def one_line(text: str) -> str:
    """Give a text in NFC on one line, without what no reader sees."""
    return nfc(_BLANKS.sub(" ", _UNSEEN.sub("", text))).strip()


def superscript(text: str) -> str:
    """Write digits raised, so that the number of a note joins no figure: ``25,2%`` and note 1 give ``25,2%¹``."""
    return text.translate(_SUPERSCRIPTS)


_NUMBERED = re.compile(
    r"(?:(?:chương|phần|mục|tiểu mục|điều|phụ lục|biểu|bảng|part|chapter|section|article|annex|table)\s+"
    r"(?:[ivxlcd]+|[0-9]+|[a-z])\b|[IVXL]{1,6}[.\-)]\s|[A-ZĐ][.)]\s)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXL]{1,6}[.\-)]\s|[A-ZĐ][.)]\s")
_ITEM = re.compile(
    r"\s*(?:[-–—•*+●○▪◦\uf0b7]\s|\(?[a-zđ0-9]{1,2}[.)]\s|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?\s)"
)
_LONGEST_HEADING = 200
_PARTS = ("chương", "phần", "phụ lục", "chapter", "annex", "part ")
_ENDS_A_SENTENCE = (".", ";", ",", ":")


def is_item(text: str) -> bool:
    """Whether a line begins as an item of a list does: ``- ``, ``a) ``, ``1.2. ``."""
    return _ITEM.match(text) is not None


def is_heading(text: str, *, bold: bool = False, large: bool = False) -> bool:
    """Whether a line is a heading; ``bold``: all of it is; ``large``: larger than the text around it."""
    words = text.strip()
    if len(words) > _LONGEST_HEADING or not any(c.isalpha() for c in words):
        return False
    if bold:
        return True
    if words.endswith(_ENDS_A_SENTENCE):
        return False
    return large or bool(_ROMAN.match(words)) or _names_a_part(words)


def _names_a_part(words: str) -> bool:
    """Whether a line is a part's name and number ("Chương II"), or printed in capitals."""
    if _NUMBERED.match(words) and words.lower().startswith(_PARTS):
        return True
    return words.isupper() and len(words.split()) >= 2


def kind_of(*, heading: bool, item: bool) -> str:
    """Give the kind of a line of text."""
    if heading:
        return "heading"
    return "item" if item else "paragraph"


KINDS = ("heading", "paragraph", "item", "row", "footnote", "margin")
"""What a line may be.  ``margin`` is what a page repeats at its top or foot: it belongs to no text."""

CELL_BREAK = " | "


class Place(NamedTuple):
    """Where something stands.

    Attributes:
        line: Line of :attr:`Document.lines` (for a text file, of the file), from 1.
        page: From 1, in documents that have pages; ``None`` elsewhere.
        heading: The heading above, as printed; ``""`` where there is none.
        paragraph: How many paragraphs down from that heading, from 1; ``None`` in a table.
        table, row, column: From 1, tables counted through the whole document; ``None`` outside tables.
    """

    line: int
    page: int | None = None
    heading: str = ""
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Cell(NamedTuple):
    """A cell of a table.

    Attributes:
        row, column: The upper left corner, from 1.
        text: Its words; line breaks are blanks.
        rows, columns: How many rows and columns it covers.
        page: The page it starts on.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    page: int | None = None


class Table(NamedTuple):
    """A table; one that goes on over several pages is one table.

    Attributes:
        number: From 1, through the document.
        cells: By row and column; a merged cell once, at its upper left corner.
        heading: The heading or title above it.
    """

    number: int
    cells: tuple[Cell, ...]
    heading: str = ""

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.rows - 1 for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.columns - 1 for cell in self.cells), default=0)

    def spread(self) -> dict[tuple[int, int], Cell]:
        """Give the cell that covers each (row, column): a merged one stands at all of its places."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }


class Line(NamedTuple):
    """A line: a paragraph, a heading, an item of a list, a row of a table.

    Attributes:
        text: In NFC, on one line; the cells of a row are parted by :data:`CELL_BREAK`.
        kind: One of :data:`KINDS`.
        place: Where it starts.
        turns: (offset, page) where a paragraph goes on on another page.
        cells: (offset, column) where each cell of a row starts.
    """

    text: str
    kind: str
    place: Place
    turns: tuple[tuple[int, int], ...] = ()
    cells: tuple[tuple[int, int], ...] = ()

    def at(self, offset: int) -> Place:
        """Give the place of a character of the line."""
        place = self.place
        for start, page in self.turns:
            if start <= offset:
                place = place._replace(page=page)
        for start, column in self.cells:
            if start <= offset:
                place = place._replace(column=column)
        return place


@dataclass(frozen=True)
class Document:
    """A document that was read.

    Attributes:
        form: ``text``, ``html``, ``pdf``, ``docx`` or ``odt``.
        lines: In reading order.
        tables: Its tables.
        pages: How many it has; ``None`` for forms without pages.
        pictures: Pages that are pictures without text: what stands there was not read.
        recognised: Pages whose text a machine read from a picture (OCR): a person must confirm it.
        title: The title that the file itself states, as it stands there; often wrong.
        drawn: Pages on which so many lines are drawn that no table was looked for.
        too_deep: How many boxes, tables or lists lay inside so many others that they were not read.
    """

    form: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    pages: int | None = None
    pictures: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    title: str = ""
    too_deep: int = 0
    drawn: tuple[int, ...] = ()

    @cached_property
    def text(self) -> str:
        """The whole text, a line a line; what pages repeat at their margins is an empty line."""
        return "".join(f"{'' if line.kind == 'margin' else line.text}\n" for line in self.lines)

    @cached_property
    def running_text(self) -> str:
        """The text without its tables, for readers of sentences; lines keep their numbers."""
        kept = ("heading", "paragraph", "item")
        return "".join(f"{line.text if line.kind in kept else ''}\n" for line in self.lines)

    def body(self) -> Iterator[Line]:
        """Give the lines that belong to the text."""
        return (line for line in self.lines if line.kind != "margin" and line.text)


def number_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give each line its number, the heading above it and its count below that heading."""
    numbered = []
    heading, paragraph = "", 0
    for number, line in enumerate(lines, start=1):
        place = line.place._replace(line=number)
        if line.kind == "heading":
            heading, paragraph = line.text, 0
            place = place._replace(heading=heading)
        elif line.kind in ("paragraph", "item", "footnote"):
            paragraph += 1
            place = place._replace(heading=heading, paragraph=paragraph)
        elif line.kind == "row":
            place = place._replace(heading=heading)
        numbered.append(line._replace(place=place))
    return tuple(numbered)


def rows_of(table: Table) -> list[Line]:
    """Give the rows of a table as lines; a merged cell stands in its first row and column."""
    found = []
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for row, cells in sorted(by_row.items()):
        text = ""
        starts: list[tuple[int, int]] = []
        for cell in sorted(cells, key=lambda cell: cell.column):
            text += CELL_BREAK if starts else ""
            starts.append((len(text), cell.column))
            text += cell.text
        place = Place(0, page=cells[0].page, table=table.number, row=row)
        found.append(Line(text, "row", place, cells=tuple(starts)))
    return found


class Gathered:
    """What a reader has found of a document, from front to back; ``too_deep`` as :class:`Document` has it."""

    def __init__(self) -> None:
        self.too_deep = 0
        self.lines: list[Line] = []
        self.tables: list[Table] = []

    def add_table(self, cells: Sequence[Cell], title: str = "") -> None:
        """Add a table and its rows; without a title of its own, it has the line above it."""
        title = title or next((line.text for line in reversed(self.lines[-4:]) if line.kind != "row"), "")
        self.tables.append(Table(len(self.tables) + 1, tuple(cells), title))
        self.lines += rows_of(self.tables[-1])

    def document(self, form: str, title: str) -> Document:
        """Give the document."""
        lines, tables = number_lines(self.lines), tuple(self.tables)
        return Document(form, lines, tables, title=title, too_deep=self.too_deep)


def is_layout(cells: Sequence[Cell]) -> bool:
    """Whether a table only places text: a letterhead, a signature; one or two rows of one or two columns."""
    whole = Table(0, tuple(cells))
    return whole.width <= 1 or (whole.height <= 2 and whole.width <= 2)


def read_text(text: str) -> Document:
    """Give a plain text as a document; its lines are those that an editor counts."""
    lines = tuple(
        Line(nfc(line), "paragraph", Place(number)) for number, line in enumerate(split_lines(text), start=1)
    )
    return Document("text", lines)
