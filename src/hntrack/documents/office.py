"""Read a DOCX or an ODT: paragraphs, headings, lists, tables with merged cells, notes; changes as if accepted.

Their zipped XML is read within bounds: no bombs, no entities, nothing from outside.  Word prints numbers before the
items of lists and does not store them in their text: they are counted here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hntrack.documents import Refused
from hntrack.documents.lines import (
    Cell,
    Document,
    Gathered,
    Line,
    Place,
    is_heading,
    is_item,
    is_layout,
    kind_of,
    one_line,
    superscript,
)
from hntrack.text.numbers import read_whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_MEMBERS = 5_000
MOST_PART_BYTES = 60_000_000


class Packed:
    """A zipped document."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            Refused: It is broken, encrypted, or has too many members.
        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refused("broken") from error
        members = self._archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise Refused("bomb")
        if any(member.flag_bits & 1 for member in members):
            raise Refused("locked")
        self.names = frozenset(member.filename for member in members)

    def part(self, name: str) -> Element | None:
        """Give an XML part of it; ``None`` where there is no such part.

        Raises:
            Refused: The part is broken, unpacks to more than is allowed, or declares entities.
        """
        data = self.read(name)
        if data is None:
            return None
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except DefusedXmlException as error:
            raise Refused("bomb") from error
        except (SyntaxError, ValueError, LookupError, RecursionError) as error:
            raise Refused("broken") from error
        return root

    def read(self, name: str) -> bytes | None:
        """Give the bytes of a part, at most :data:`MOST_PART_BYTES`."""
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as part:
                data = part.read(MOST_PART_BYTES + 1)
        except Exception as error:  # of the archive, of zlib, of the disk: the library has one for each
            raise Refused("broken") from error
        if len(data) > MOST_PART_BYTES:
            raise Refused("bomb")
        return data


def _boxes(element: Element, box: str, skipped: str = "") -> Iterator[Element]:
    """Give the text boxes inside an element in their order, none that is in another or in a ``skipped`` element."""
    stack = [*reversed(element)]
    while stack:
        here = stack.pop()
        if here.tag == box:
            yield here
        elif here.tag != skipped:
            stack.extend(reversed(here))


def _inside(element: Element, wanted: str, *through: str) -> Iterator[Element]:
    """Give the elements of a kind within another, those in elements that only hold some of them together too."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in through:
            yield from _inside(child, wanted, *through)


def _title(packed: Packed, part: str) -> str:
    """Give the title that the file states of itself; empty where it states none."""
    root = packed.part(part)
    return (
        one_line(root.findtext(".//{http://purl.org/dc/elements/1.1/}title") or "")
        if root is not None
        else ""
    )


# DOCX

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DELETED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText"))
_CONTROLS = (f"{W}sdt", f"{W}sdtContent")
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
    reader = _DocxReader(packed)
    reader.blocks(body, 0)
    reader.lines += reader.notes()
    return reader.document("docx", _title(packed, "docProps/core.xml"))


def _as_transitional(root: Element) -> None:
    """Give the elements of a strict document the names that the others have."""
    if not root.tag.startswith(_STRICT):
        return
    for element in root.iter():
        element.tag = element.tag.replace(_STRICT, W)
        for name in [name for name in element.attrib if name.startswith(_STRICT)]:
            element.attrib[name.replace(_STRICT, W)] = element.attrib.pop(name)


class _DocxReader(Gathered):
    """Reads one DOCX from front to back."""

    def __init__(self, packed: Packed) -> None:
        super().__init__()
        self.packed = packed
        self.numbering = _Numbering(self._part("word/numbering.xml"))
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
            elif element.tag in (*_CONTROLS, f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                self.blocks(element, depth + 1)

    def paragraph(self, element: Element, depth: int) -> None:
        """Read a paragraph, and the text boxes that hang on it."""
        text, bold = self.text(element)
        style = self.styles.get(_value(element, "pPr", "pStyle"), _Style(heading=False, numbering=None))
        number = self._number(element, style)
        text = one_line(f"{number} {text}" if number and text.strip() else text)
        if text:
            heading = style.heading or _outline(element) or is_heading(text, bold=bold)
            kind = kind_of(heading=heading, item=bool(number) or is_item(text))
            self.lines.append(Line(text, kind, Place(0)))
        for box in _boxes(element, f"{W}txbxContent", f"{_CHOICES}Fallback"):
            self.blocks(box, depth + 4)

    def _number(self, element: Element, style: _Style) -> str:
        numbering = _numbering_of(element) or style.numbering
        return self.numbering.next(*numbering) if numbering else ""

    def text(self, element: Element) -> tuple[str, bool]:
        """Give the text of a paragraph and whether all of it is bold."""
        parts: list[str] = []
        bold: list[bool] = []
        for run in _runs(element):
            text = "".join(self._pieces(run))
            properties = run.find(f"{W}rPr")
            if properties is not None and _is_on(properties.find(f"{W}vanish")):
                continue
            if properties is not None and _value(properties, "vertAlign") == "superscript":
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
            for row in _inside(element, f"{W}tr", *_CONTROLS, f"{W}ins"):
                for cell in _inside(row, f"{W}tc", *_CONTROLS):
                    self.blocks(cell, depth + 3)
            return
        self.add_table(cells)
        for nested in inner:
            self.table(nested, depth + 3)

    def _cells(self, element: Element) -> tuple[list[Cell], list[Element]]:
        found: list[Cell] = []
        inner: list[Element] = []
        above: dict[int, int] = {}  # column → index in ``found`` of the cell that goes on downwards
        for number, row in enumerate(_inside(element, f"{W}tr", *_CONTROLS, f"{W}ins"), start=1):
            column = 1 + _columns(_value(row, "trPr", "gridBefore"), 0)
            for cell in _inside(row, f"{W}tc", *_CONTROLS):
                width = max(1, _columns(_value(cell, "tcPr", "gridSpan"), 1))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val", "") in ("", "continue") and column in above:
                    started = found[above[column]]
                    found[above[column]] = started._replace(rows=number - started.row + 1)
                else:
                    text = one_line(" ".join(self.text(p)[0] for p in _inside(cell, f"{W}p", *_CONTROLS)))
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


def _styles(root: Element | None) -> dict[str, _Style]:
    """Give what each style of paragraphs says, its parents' words included."""
    if root is None:
        return {}
    raw: dict[str, tuple[bool, tuple[str, str] | None, str]] = {}
    for style in root.findall(f"{W}style"):
        name = _value(style, "name").lower()
        heading = name.startswith(("heading", "title", "subtitle", "tiêu đề")) or _outline(style)
        raw[style.get(f"{W}styleId", "")] = heading, _numbering_of(style), _value(style, "basedOn")
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


def _numbering_of(element: Element) -> tuple[str, str] | None:
    """Give the list that a paragraph or style numbers, and its level; ``None`` where it numbers none."""
    properties = element.find(f"{W}pPr/{W}numPr")
    return None if properties is None else (_value(properties, "numId"), _value(properties, "ilvl") or "0")


def _outline(element: Element) -> bool:
    return read_whole(_value(element, "pPr", "outlineLvl"), 8) is not None


def _value(element: Element, *way: str) -> str:
    """Give the value of the element at the end of a way through others; empty where there is none."""
    found = element.find("/".join(f"{W}{step}" for step in way))
    return "" if found is None else found.get(f"{W}val", "")


def _columns(text: str, least: int) -> int:
    """Read how many columns; ``least`` where nothing or no number is said."""
    number = read_whole(text, 10**6)
    return least if number is None else min(max(number, least), _MOST_COLUMNS)


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 5000


class _Level(NamedTuple):
    """How a level of a list is numbered."""

    form: str
    text: str
    start: int


class _Numbering:
    """Counts the items of every list of a document."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for one in root.findall(f"{W}abstractNum"):
            levels = {}
            for level in one.findall(f"{W}lvl"):
                form, text, start = (_value(level, name) for name in ("numFmt", "lvlText", "start"))
                depth = read_whole(level.get(f"{W}ilvl", "0"), 8)
                if depth is not None:
                    first = read_whole(start, 32767)
                    levels[depth] = _Level(form or "decimal", text, 1 if first is None else first)
            abstract[one.get(f"{W}abstractNumId", "")] = levels
        for one in root.findall(f"{W}num"):
            self._levels[one.get(f"{W}numId", "")] = abstract.get(_value(one, "abstractNumId"), {})

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


# ODT

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_UNREAD = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content"))
_GROUPS = (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group")
_BOLD = ("bold", "600", "700", "800", "900")
_MOST_REPEATED = 200
_MOST_ODT_DEPTH = 30


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
    reader = _OdtReader(root, packed.part("styles.xml"))
    reader.blocks(body, 0)
    reader.lines += reader.notes
    return reader.document("odt", _title(packed, "meta.xml"))


class _OdtReader(Gathered):
    """Reads one ODT from front to back."""

    def __init__(self, root: Element, styles: Element | None) -> None:
        super().__init__()
        self.notes: list[Line] = []
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
        if depth > _MOST_ODT_DEPTH:
            self.too_deep += 1
            return
        for element in parent:
            if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self.paragraph(element, marker)
                marker = ""
                for box in _boxes(element, f"{_DRAW}text-box"):
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
        if depth > _MOST_ODT_DEPTH:
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
            yield " " * min(_times(count), 100)
        elif depth < _MOST_ODT_DEPTH and child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
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
            for cell in (cell for row in _inside(element, f"{_TABLE}table-row", *_GROUPS) for cell in row):
                if cell.tag == f"{_TABLE}table-cell":
                    self.blocks(cell, depth + 3)
            return
        self.add_table(cells)

    def _cells(self, element: Element) -> Iterator[Cell]:
        number = 0
        for row in _inside(element, f"{_TABLE}table-row", *_GROUPS):
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


def _count(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, min(_times(text), _MOST_REPEATED))


def _times(text: str) -> int:
    """Read how often something stands here; once where the text is no number."""
    number = read_whole(text, 10**9)
    return 1 if number is None else number
