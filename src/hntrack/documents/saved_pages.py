"""Read a saved web page: HTML, or the page inside an MHTML file or a WARC record.  Nothing is fetched.

Taking the page out and decoding it needs no extra.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from typing import Any

from hntrack.documents import Refused
from hntrack.documents.lines import Cell, Document, Gathered, Line, Place, is_item, one_line, superscript
from hntrack.text.numbers import read_whole

MOST_RECORDS = 20_000
MOST_PAGE_BYTES = 20_000_000
# Python knows more codecs than pages have: `punycode` takes the square of their length, `unicode_escape` makes others.
_CHARSET = re.compile(
    r"(?:utf-?(?:8|16|32)(?:-?[lb]e)?|(?:x-)?(?:windows-|cp-?)[0-9]{3,4}|iso-?8859-?[0-9]{1,2}|us-ascii|ascii|latin-?1"
    r"|tis-620|koi8-[ru]|big5(?:-hkscs)?|gbk|gb2312|gb18030|shift_jis|euc-(?:jp|kr)|iso-2022-jp|macintosh)",
    re.IGNORECASE | re.ASCII,
)


def page_of(data: bytes, form: str) -> tuple[bytes, str]:
    """Give the HTML of a saved page and its declared encoding, ``""`` where none is declared.

    Raises:
        Refused: There is no page in it.
    """
    if form == "mhtml":
        return _of_mhtml(data)
    if form == "warc":
        return _of_warc(data)
    return data, ""


def _of_mhtml(data: bytes) -> tuple[bytes, str]:
    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload, str(part.get_content_charset() or "")
    raise Refused("empty")


def _of_warc(data: bytes) -> tuple[bytes, str]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (only archives need it)

    try:
        records = ArchiveIterator(io.BytesIO(data))
        for number, record in enumerate(records):
            if number > MOST_RECORDS:
                break
            charset = _charset_of(record)
            if charset is not None:
                return _page_in(record, records), charset
    except Refused:
        raise
    except Exception as error:
        raise Refused("broken") from error
    raise Refused("empty")


def _page_in(record: Any, records: Any) -> bytes:
    """Give the page of a record; one that is shorter or longer than it states is broken."""
    page: bytes = record.content_stream().read(MOST_PAGE_BYTES + 1)
    if len(page) > MOST_PAGE_BYTES:
        raise Refused("bomb")
    short = record.raw_stream.limit > 0
    next(records, None)
    if short or records.err_count:
        raise Refused("broken")
    return page


def _charset_of(record: Any) -> str | None:
    """Give the encoding that a record of a page declares; ``None`` where it is no page that was answered with."""
    if record.rec_type == "resource":
        return "" if "html" in (record.rec_headers.get_header("Content-Type") or "") else None
    if record.rec_type != "response" or not record.http_headers:
        return None
    kind = record.http_headers.get_header("Content-Type", "")
    if "html" not in kind.lower() or not record.http_headers.get_statuscode().startswith("2"):
        return None
    charset = re.search(r"charset=[\"']?([\w-]+)", kind, re.IGNORECASE)
    return charset[1] if charset else ""


def decoded(page: bytes, charset: str = "") -> str:
    """Decode a page by what it declares, else UTF-8, else the Vietnamese code page of Windows."""
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]+)", page[:4000], re.IGNORECASE)
    named = [charset, declared[1].decode("ascii") if declared else "", "utf-8", "cp1258"]
    for name in (name for name in named if _CHARSET.fullmatch(name)):
        try:
            return page.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name)
        except (UnicodeError, LookupError):
            continue
    return page.decode("utf-8", "replace")


_SKIPPED = frozenset(
    "script style noscript template svg head iframe object select button nav aside".split()  # noqa: SIM905  (as below)
)
_BLOCKS = frozenset(
    """
    p div section article main header footer body html ul ol li dl dt dd blockquote pre figure figcaption
    h1 h2 h3 h4 h5 h6 form fieldset address center table thead tbody tfoot tr td th caption details summary hr
    """.split()  # noqa: SIM905  (forty quotes would hide the names)
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDING_A_PARAGRAPH = _HEADINGS | {"li"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_DEPTH = 400
_MOST_SPAN = 200


def read_web(data: bytes, form: str) -> Document:
    """Read a saved page: everything on it that is no menu, in the order of the page.

    Raises:
        Refused: There is no page in it, or nothing to read on it.
    """
    import lxml.html  # noqa: PLC0415  (an extra)
    from lxml import etree  # noqa: PLC0415  (as above)

    text = decoded(*page_of(data, form))
    parser = lxml.html.HTMLParser(
        no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused("empty") from error
    if any(fault.level == etree.ErrorLevels.FATAL for fault in parser.error_log):
        raise Refused("deep")  # the parser stopped, and what comes after it would be missing
    reader = _Reader()
    reader.block(root, 0)
    reader.end("paragraph")
    title = root.findtext(".//title") or ""
    if not any(line.text for line in reader.lines):
        raise Refused("empty")
    return reader.document("html", one_line(title))


class _Reader(Gathered):
    """Reads one page from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def end(self, kind: str) -> None:
        """End a line."""
        text = one_line("".join(self.words))
        self.words = []
        if text:
            kind = "item" if kind == "paragraph" and is_item(text) else kind
            self.lines.append(Line(text, kind, Place(0)))

    def block(self, element: Any, depth: int, kind: str = "paragraph") -> None:
        """Read an element and what is inside it."""
        tag = _tag_of(element)
        if _is_skipped(element, tag):
            return
        if depth > _MOST_DEPTH:
            self.too_deep += 1
            return
        if tag == "table" and self.table(element):
            return
        if tag == "br":
            self.end(kind) if kind == "paragraph" else self.words.append(" ")
            return
        kind = _kind_of(tag, kind)
        if tag not in _BLOCKS:
            self.inside(element, depth, kind)
            return
        self.end("paragraph" if tag in _ENDING_A_PARAGRAPH else kind)
        if tag == "li":
            self.words.append("- ")
        self.inside(element, depth, kind)
        self.end(kind)

    def inside(self, element: Any, depth: int, kind: str) -> None:
        """Read the text of an element and the elements in it."""
        start = len(self.words)
        self.words.append(element.text or "")
        for child in element:
            self.block(child, depth + 1, kind)
            self.words.append(child.tail or "")
        if element.tag == "sup":
            self.words[start:] = [superscript("".join(self.words[start:]))]

    def table(self, element: Any) -> bool:
        """Read a table; tell whether it is one, or only places text."""
        cells = list(_cells(element))
        if _only_places_text(cells):
            return False
        self.end("paragraph")
        caption = element.find("caption")
        self.add_table(cells, one_line("".join(caption.itertext())) if caption is not None else "")
        return True


def _tag_of(element: Any) -> str:
    """Give an element's tag; nothing for comments and the like."""
    return element.tag if isinstance(element.tag, str) else ""


def _is_skipped(element: Any, tag: str) -> bool:
    return not tag or tag in _SKIPPED or _is_hidden(element)


def _only_places_text(cells: list[Cell]) -> bool:
    """Whether a table is none of data: a row or column, two by two cells, or cells as long as pages."""
    rows = max((cell.row + cell.rows - 1 for cell in cells), default=0)
    columns = max((cell.column + cell.columns - 1 for cell in cells), default=0)
    small = rows < 2 or columns < 2 or (rows <= 2 and columns <= 2)
    return small or any(len(cell.text) > 3000 for cell in cells)


def _kind_of(tag: str, kind: str) -> str:
    if tag in _HEADINGS:
        return "heading"
    return "item" if tag == "li" else kind


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _cells(table: Any) -> Iterator[Cell]:
    """Give the cells of a table with what they cover, as browsers lay them out."""
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    for number, row in enumerate(rows[:20_000], start=1):
        column = 1
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            columns, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - number + 1)
            taken.update(
                (r, c) for r in range(number, number + high) for c in range(column, column + columns)
            )
            yield Cell(number, column, one_line(_text_of(cell)), high, columns)
            column += columns


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(1, min(read_whole(text, 99_999) or 1, _MOST_SPAN))


def _text_of(cell: Any) -> str:
    parts = [cell.text or ""]
    for child in cell:
        tag = _tag_of(child)
        if not _is_skipped(child, tag):
            parts.append(_set_off(tag, _text_of(child) if len(child) < 2000 else "".join(child.itertext())))
        parts.append(child.tail or "")
    return "".join(parts)


def _set_off(tag: str, text: str) -> str:
    """Give the text of an element as it stands among other text: raised, or apart from it."""
    if tag == "sup":
        return superscript(text)
    return f" {text} " if tag in _BLOCKS or tag == "br" else text
