"""Read an ODT (also a flat one): paragraphs, headings, lists, tables with merged cells, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hntrack.documents import Refused
from hntrack.documents.lines import (
    Cell,
    Document,
    Line,
    Place,
    Table,
    is_heading,
    is_item,
    is_layout,
    kind_of,
    number_lines,
    one_line,
    rows_of,
    superscript,
)
from hntrack.documents.packed_xml import Packed, walk
from hntrack.text.numbers import read_whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_UNREAD = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content"))
_BOLD = ("bold", "600", "700", "800", "900")
_MOST_REPEATED = 200
_MOST_DEPTH = 30


def read_odt(data: bytes) -> Document:
    """Read an ODT.

    Raises:
        Refused: It is broken, encrypted or too large.
    """
    packed = Packed(data)
    manifest = packed.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise Refused("locked")
    root = packed.part("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise Refused("broken")
    reader = _Reader(root, packed.part("styles.xml"))
    reader.blocks(body, 0)
    meta = packed.part("meta.xml")
    title = meta.find(".//{http://purl.org/dc/elements/1.1/}title") if meta is not None else None
    lines = number_lines([*reader.lines, *reader.notes])
    return Document(
        "odt",
        lines,
        tuple(reader.tables),
        title=one_line(title.text or "") if title is not None else "",
        too_deep=reader.too_deep,
    )


class _Reader:
    """Reads one document from front to back."""

    def __init__(self, root: Element, styles: Element | None) -> None:
        self.too_deep = 0
        self.lines: list[Line] = []
        self.notes: list[Line] = []
        self.tables: list[Table] = []
        self.raised: set[str] = set()
        self.bold: set[str] = set()
        self.parents: dict[str, str] = {}
        for tree in (styles, root):
            for style in tree.iter(f"{_STYLE}style") if tree is not None else ():
                self._learn(style)

    def _learn(self, style: Element) -> None:
        name = style.get(f"{_STYLE}name", "")
        self.parents[name] = style.get(f"{_STYLE}parent-style-name", "")
        properties = style.find(f"{_STYLE}text-properties")
        if properties is not None:
            if properties.get(f"{_STYLE}text-position", "").startswith("super"):
                self.raised.add(name)
            if properties.get(f"{_FO}font-weight") in _BOLD:
                self.bold.add(name)

    def blocks(self, parent: Element, depth: int, marker: str = "") -> None:
        """Read paragraphs, lists, sections and tables."""
        if depth > _MOST_DEPTH:
            self.too_deep += 1
            return
        for element in parent:
            if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self.paragraph(element, marker)
                marker = ""
                for box in walk(element, skip=frozenset((f"{_DRAW}text-box",))):
                    if box.tag == f"{_DRAW}text-box":
                        self.blocks(box, depth + 5)
            elif element.tag == f"{_TABLE}table":
                self.table(element, depth)
            elif element.tag in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
                self.blocks(element, depth + 1, "- ")
            elif element.tag in (f"{_TEXT}list", f"{_TEXT}section", f"{_TEXT}numbered-paragraph"):
                self.blocks(element, depth + 1)

    def paragraph(self, element: Element, marker: str) -> None:
        """Read a paragraph."""
        text = one_line(self.text(element))
        if not text:
            return
        style = element.get(f"{_TEXT}style-name", "")
        bold = self._has(style, self.bold) or self._all_bold(element)
        heading = element.tag == f"{_TEXT}h" or self._is_title(style) or is_heading(text, bold=bold)
        marked = is_item(text)
        shown = f"{marker}{text}" if marker and not marked and not heading else text
        kind = kind_of(heading=heading, item=bool(marker) or marked)
        self.lines.append(Line(shown, kind, Place(0)))

    def _is_title(self, style: str) -> bool:
        return any(name.startswith(("Title", "Heading", "Subtitle")) for name in self._line_of_styles(style))

    def _line_of_styles(self, style: str) -> Iterator[str]:
        for _ in range(10):
            if not style:
                return
            yield style
            style = self.parents.get(style, "")

    def _has(self, style: str, named: set[str]) -> bool:
        return any(name in named for name in self._line_of_styles(style))

    def _all_bold(self, element: Element) -> bool:
        spans = [one for one in element if one.tag == f"{_TEXT}span"]
        loose = (element.text or "") + "".join(one.tail or "" for one in element)
        return (
            bool(spans)
            and not loose.strip()
            and all(self._has(span.get(f"{_TEXT}style-name", ""), self.bold) for span in spans)
        )

    def text(self, element: Element) -> str:
        """Give the text of a paragraph; notes go to :attr:`notes`, their numbers stay."""
        return "".join(self._pieces(element, 0))

    def _pieces(self, element: Element, depth: int) -> Iterator[str]:
        if depth > _MOST_DEPTH:
            self.too_deep += 1
            return
        yield element.text or ""
        for child in element:
            yield from self._piece(child, depth)
            yield child.tail or ""

    def _piece(self, child: Element, depth: int) -> Iterator[str]:
        if child.tag == f"{_TEXT}note":
            yield self._note(child)
        elif child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(_whole(count), 100)
        elif depth < _MOST_DEPTH and child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif child.tag not in _UNREAD and not child.tag.startswith(_DRAW):
            text = "".join(self._pieces(child, depth + 1))
            yield superscript(text) if self._has(child.get(f"{_TEXT}style-name", ""), self.raised) else text

    def _note(self, note: Element) -> str:
        body = note.find(f"{_TEXT}note-body")
        number = superscript(str(len(self.notes) + 1))
        if body is not None:
            words = " ".join("".join(self._pieces(one, 1)) for one in body)
            self.notes.append(Line(f"{number} {one_line(words)}", "footnote", Place(0)))
        return number

    def table(self, element: Element, depth: int) -> None:
        """Read a table; one that only places text side by side is read as paragraphs."""
        cells = list(self._cells(element))
        if is_layout(cells):
            for cell in (cell for row in _rows(element, 0) for cell in row):
                if cell.tag == f"{_TABLE}table-cell":
                    self.blocks(cell, depth + 3)
            return
        title = next((line.text for line in reversed(self.lines[-4:]) if line.kind != "row"), "")
        table = Table(len(self.tables) + 1, tuple(cells), title)
        self.tables.append(table)
        self.lines += rows_of(table)

    def _cells(self, element: Element) -> Iterator[Cell]:
        number = 0
        for row in _rows(element, 0):
            for _ in range(_count(row, "number-rows-repeated")):
                number += 1
                column = 1
                for cell in row:
                    repeated = _count(cell, "number-columns-repeated")
                    if cell.tag == f"{_TABLE}table-cell":
                        words = one_line(
                            " ".join(self.text(one) for one in cell if one.tag in (f"{_TEXT}p", f"{_TEXT}h"))
                        )
                        rows, columns = (
                            _count(cell, "number-rows-spanned"),
                            _count(cell, "number-columns-spanned"),
                        )
                        for shift in range(repeated):
                            yield Cell(number, column + shift, words, rows, columns)
                    column += repeated


def _rows(element: Element, depth: int) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child, depth + 1)


def _count(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, min(_whole(text), _MOST_REPEATED))


def _whole(text: str) -> int:
    """Read how often something stands here; once where the text is no number."""
    number = read_whole(text, 10**9)
    return 1 if number is None else number
