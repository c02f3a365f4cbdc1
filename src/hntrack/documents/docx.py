"""Read a DOCX: paragraphs, headings, lists, tables with merged cells, notes, and the text of accepted changes.

Word prints numbers before the items of lists and does not store them in their text: they are counted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

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


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DELETED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText"))
_MOST_DEPTH = 12
_MOST_COLUMNS = 200
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


class _Style(NamedTuple):
    """What a style of paragraphs says: the level of its headings, and the list it numbers."""

    heading: bool
    numbering: tuple[str, str] | None


def read_docx(data: bytes) -> Document:
    """Read a DOCX.

    Raises:
        Refused: It is broken, encrypted or too large.
    """
    packed = Packed(data)
    root = packed.part("word/document.xml")
    if root is None:
        raise Refused("broken")
    _as_transitional(root)
    body = root.find(f"{W}body")
    if body is None:
        raise Refused("broken")
    reader = _Reader(packed)
    reader.blocks(body, 0)
    lines = [*reader.lines, *reader.notes()]
    title = _title(packed)
    return Document("docx", number_lines(lines), tuple(reader.tables), title=title, too_deep=reader.too_deep)


def _as_transitional(root: Element) -> None:
    """Give the elements of a strict document the names that the others have."""
    if not root.tag.startswith(_STRICT):
        return
    for element in root.iter():
        element.tag = element.tag.replace(_STRICT, W)
        for name in [name for name in element.attrib if name.startswith(_STRICT)]:
            element.attrib[name.replace(_STRICT, W)] = element.attrib.pop(name)


class _Reader:
    """Reads one document from front to back."""

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self.too_deep = 0
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.numbering = Numbering(self._part("word/numbering.xml"), W)
        self.styles = _styles(self._part("word/styles.xml"))
        self.note_ids: list[tuple[str, str]] = []

    def _part(self, name: str) -> Element | None:
        root = self.packed.part(name)
        if root is not None:
            _as_transitional(root)
        return root

    def blocks(self, parent: Element, depth: int) -> None:
        """Read paragraphs and tables, those in content controls and text boxes too."""
        if depth > _MOST_DEPTH:
            self.too_deep += 1
            return
        for element in parent:
            if element.tag == f"{W}p":
                self.paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                self.table(element, depth)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                self.blocks(element, depth + 1)

    def paragraph(self, element: Element, depth: int) -> None:
        """Read a paragraph, and the text boxes that hang on it."""
        text, bold = self.text(element)
        style = self.styles.get(_value(element, "pStyle"), _Style(heading=False, numbering=None))
        number = self._number(element, style)
        text = one_line(f"{number} {text}" if number and text.strip() else text)
        if text:
            heading = style.heading or _outline(element) or is_heading(text, bold=bold)
            kind = kind_of(heading=heading, item=bool(number) or is_item(text))
            self.lines.append(Line(text, kind, Place(0)))
        for box in walk(element, skip=frozenset((f"{_CHOICES}Fallback", f"{W}txbxContent"))):
            if box.tag == f"{W}txbxContent":
                self.blocks(box, depth + 4)

    def _number(self, element: Element, style: _Style) -> str:
        properties = element.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            named = _value_of(properties.find(f"{W}numId")), _value_of(properties.find(f"{W}ilvl")) or "0"
            return self.numbering.next(*named)
        return self.numbering.next(*style.numbering) if style.numbering else ""

    def text(self, element: Element) -> tuple[str, bool]:
        """Give the text of a paragraph and whether all of it is bold."""
        parts: list[str] = []
        bold: list[bool] = []
        for run in _runs(element):
            text = "".join(self._pieces(run))
            properties = run.find(f"{W}rPr")
            if properties is not None and _is_hidden(properties):
                continue
            if properties is not None and _value_of(properties.find(f"{W}vertAlign")) == "superscript":
                text = superscript(text)
            parts.append(text)
            if text.strip():
                bold.append(properties is not None and _is_on(properties.find(f"{W}b")))
        return "".join(parts), bool(bold) and all(bold)

    def _pieces(self, run: Element) -> Iterator[str]:
        for piece in run:
            if piece.tag == f"{W}t":
                yield piece.text or ""
            elif piece.tag in (f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"):
                yield " "
            elif piece.tag == f"{W}noBreakHyphen":
                yield "-"
            elif piece.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnotes" if piece.tag.endswith("footnoteReference") else "endnotes"
                self.note_ids.append((kind, piece.get(f"{W}id", "")))
                yield superscript(str(len(self.note_ids)))

    def table(self, element: Element, depth: int) -> None:
        """Read a table; one that only places text side by side (a letterhead) is read as paragraphs."""
        cells, inner = self._cells(element)
        if is_layout(cells):
            for cell in (cell for row in _rows(element) for cell in _cells_of(row)):
                self.blocks(cell, depth + 3)
            return
        title = next((line.text for line in reversed(self.lines[-4:]) if line.kind != "row"), "")
        table = Table(len(self.tables) + 1, tuple(cells), title)
        self.tables.append(table)
        self.lines += rows_of(table)
        for nested in inner:
            self.table(nested, depth + 3)

    def _cells(self, element: Element) -> tuple[list[Cell], list[Element]]:
        found: list[Cell] = []
        inner: list[Element] = []
        above: dict[int, int] = {}  # column → index in ``found`` of the cell that goes on downwards
        for number, row in enumerate(_rows(element), start=1):
            column = 1 + _whole(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for cell in _cells_of(row):
                width = max(1, _whole(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and _value_of(merge) in ("", "continue") and column in above:
                    started = found[above[column]]
                    found[above[column]] = started._replace(rows=number - started.row + 1)
                else:
                    text = one_line(" ".join(self.text(p)[0] for p in _paragraphs(cell)))
                    above[column] = len(found)
                    found.append(Cell(number, column, text, 1, width))
                    inner += list(cell.findall(f"{W}tbl"))
                column += width
        return found, inner

    def notes(self) -> Iterator[Line]:
        """Give the notes that the text refers to, in the order of their numbers."""
        texts: dict[tuple[str, str], str] = {}
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            root = self._part(f"word/{kind}.xml") if any(one == kind for one, _ in self.note_ids) else None
            for note in root.findall(f"{W}{tag}") if root is not None else ():
                words = " ".join(self.text(p)[0] for p in note.iter(f"{W}p"))
                texts[kind, note.get(f"{W}id", "")] = one_line(words)
        for number, key in enumerate(list(self.note_ids), start=1):
            if texts.get(key):
                yield Line(f"{superscript(str(number))} {texts[key]}", "footnote", Place(0))


def _runs(element: Element) -> Iterator[Element]:
    """Give the runs of text of a paragraph: inserted ones, but not deleted ones, nor those of text boxes."""
    stack = list(reversed(element))
    while stack:
        here = stack.pop()
        if here.tag == f"{W}r":
            yield here
        elif here.tag not in _DELETED and here.tag != f"{W}pPr" and not here.tag.startswith(_CHOICES):
            stack.extend(reversed(here))


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == f"{W}tr":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _rows(element)


def _cells_of(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cells_of(element)


def _paragraphs(cell: Element) -> Iterator[Element]:
    for element in cell:
        if element.tag == f"{W}p":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _paragraphs(element)


def _styles(root: Element | None) -> dict[str, _Style]:
    """Give what each style of paragraphs says, its parents' words included."""
    if root is None:
        return {}
    raw: dict[str, tuple[bool, tuple[str, str] | None, str]] = {}
    for style in root.findall(f"{W}style"):
        name = _value_of(style.find(f"{W}name")).lower()
        heading = name.startswith(("heading", "title", "subtitle", "tiêu đề")) or _outline(style)
        number = style.find(f"{W}pPr/{W}numPr")
        numbering = None
        if number is not None:
            numbering = _value_of(number.find(f"{W}numId")), _value_of(number.find(f"{W}ilvl")) or "0"
        raw[style.get(f"{W}styleId", "")] = heading, numbering, _value_of(style.find(f"{W}basedOn"))
    return {name: _inherited(raw, name) for name in raw}


def _inherited(raw: dict[str, tuple[bool, tuple[str, str] | None, str]], name: str) -> _Style:
    """Give what a style says, or else one of the ten that it rests on."""
    heading, numbering = False, None
    for _ in range(10):
        if name not in raw:
            break
        own, number_of, name = raw[name]
        heading, numbering = heading or own, numbering or number_of
    return _Style(heading, numbering)


def _outline(element: Element) -> bool:
    level = _value_of(element.find(f"{W}pPr/{W}outlineLvl"))
    return read_whole(level, 8) is not None


def _value(element: Element, name: str) -> str:
    return _value_of(element.find(f"{W}pPr/{W}{name}"))


def _value_of(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _whole(element: Element | None, least: int) -> int:
    """Read how many columns; ``least`` where nothing or no number is said."""
    number = read_whole(_value_of(element), 10**6)
    return least if number is None else min(max(number, least), _MOST_COLUMNS)


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_hidden(properties: Element) -> bool:
    return _is_on(properties.find(f"{W}vanish"))


def _title(packed: Packed) -> str:
    root = packed.part("docProps/core.xml")
    found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
    return one_line(found.text or "") if found is not None else ""


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 5000


class _Level(NamedTuple):
    """How a level of a list is numbered."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts the items of every list of a document."""

    def __init__(self, root: Element | None, namespace: str) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root, namespace)

    def _read(self, root: Element, ns: str) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for one in root.findall(f"{ns}abstractNum"):
            levels = {}
            for level in one.findall(f"{ns}lvl"):
                form, text, start = (
                    _setting(level, f"{ns}{name}", ns) for name in ("numFmt", "lvlText", "start")
                )
                depth = read_whole(level.get(f"{ns}ilvl", "0"), 8)
                if depth is not None:
                    first = read_whole(start, 32767)
                    levels[depth] = _Level(form or "decimal", text, 1 if first is None else first)
            abstract[one.get(f"{ns}abstractNumId", "")] = levels
        for one in root.findall(f"{ns}num"):
            named = _setting(one, f"{ns}abstractNumId", ns)
            self._levels[one.get(f"{ns}numId", "")] = abstract.get(named, {})

    def next(self, list_id: str, level: str) -> str:
        """Count one more item of a list and give what is printed before it; ``-`` for a bullet."""
        levels = self._levels.get(list_id)
        depth = read_whole(level, 8)
        if not levels or depth is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [count for count in counts if count > depth]:
            del counts[deeper]
        if levels[depth].form == "bullet":
            return "-"
        if levels[depth].form == "none":
            return ""

        def number(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            shown = levels.get(one, levels[depth])
            return _numbered(counts.get(one, shown.start), shown.form)

        return re.sub(r"%([1-9])", number, levels[depth].text)


def _setting(element: Element, path: str, ns: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{ns}val", "")


def _numbered(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 0 < count < _MOST:
        letters = "abcdefghijklmnopqrstuvwxyz"
        letter = letters[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)


def _roman(count: int) -> str:
    if not 0 < count < _MOST:
        return str(count)
    text = ""
    for value, letters in (*_ROMAN, *_SMALL):
        while count >= value:
            text += letters
            count -= value
    return text
