"""Read a PDF: pages to lines, paragraphs, tables and notes.  Runs in the child process of :mod:`.reading`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium

from hntrack.documents import Refused, allow_pages
from hntrack.documents.lines import (
    Document,
    Line,
    Place,
    Table,
    is_heading,
    is_item,
    kind_of,
    number_lines,
    rows_of,
)
from hntrack.documents.pdf_layout import (
    MOST_RULES,
    Grid,
    Printed,
    aligned_tables,
    continue_table,
    grids_of,
    is_inside,
    join_texts,
    joined,
    rows_of_words,
    streams_of,
    text_of,
)
from hntrack.documents.pdf_words import Sheet, read_sheet, recognise_page
from hntrack.text.characters import nfc

MOST_PAGES = 1500
_MARGIN = 0.12  # of the page's height, at its top and foot
_FEW_LETTERS = 10
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:trang|page)\s*)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?\W*", re.IGNORECASE
)
_NOTE = re.compile(r"\W?(?:\d{1,3}|[⁰¹²³⁴-⁹]+|\*+)\W?\s?\S")
_ENDS = (".", "!", "?", ":", ";", "…", "”", '"')


class _Block(NamedTuple):
    """A part of a page: lines of text, or a table."""

    page: int
    kind: str
    lines: tuple[Printed, ...] = ()
    grid: Grid | None = None


def read_pdf(data: bytes, *, recognise: bool = False) -> Document:
    """Read a PDF; with ``recognise``, pages that are pictures by Tesseract.

    Raises:
        Refused: It is broken, needs a password, or has more than :data:`MOST_PAGES` pages.
    """
    with _opened(data) as pdf:
        count = len(pdf)
        if count == 0:
            raise Refused("broken")
        if count > MOST_PAGES:
            raise Refused("pages", str(count), str(MOST_PAGES))
        allow_pages(count)
        title = str(pdf.get_metadata_value("Title") or "")
        sheets, pictures, recognised = _sheets(pdf, recognise=recognise)
    lines, tables = _assemble(sheets)
    drawn = tuple(at for at, sheet in enumerate(sheets, start=1) if len(sheet.rules) > MOST_RULES)
    return Document("pdf", lines, tables, count, pictures, recognised, nfc(title), drawn=drawn)


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise Refused("locked" if code == 4 or "password" in str(error).lower() else "broken") from error


def _sheets(
    pdf: pdfium.PdfDocument, *, recognise: bool
) -> tuple[list[Sheet], tuple[int, ...], tuple[int, ...]]:
    sheets, pictures, recognised = [], [], []
    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except pdfium.PdfiumError:
            sheets.append(Sheet(1, 1, [], []))
            continue
        sheet = read_sheet(page)
        letters = sum(len(word.text) for word in sheet.words[:_FEW_LETTERS])
        if letters < _FEW_LETTERS and sheet.picture:
            if recognise:
                sheet = sheet._replace(words=recognise_page(page, sheet.width, sheet.height))
                recognised.append(number + 1)
            else:
                pictures.append(number + 1)
        elif sheet.hidden and sheet.picture:
            recognised.append(number + 1)
        page.close()
        sheets.append(sheet)
    return sheets, tuple(pictures), tuple(recognised)


def _size_of_text(sheets: Sequence[Sheet]) -> float:
    """Give the size in which most is printed, by a sample of words."""
    sizes = Counter(round(word.size, 1) for sheet in sheets for word in sheet.words[:2000:7])
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _assemble(sheets: Sequence[Sheet]) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        grids = grids_of(sheet.rules, sheet.words, number)
        free = [word for word in sheet.words if not any(is_inside(word, grid) for grid in grids)]
        pages.append((sheet, grids, rows_of_words(free)))
    body = _size_of_text(sheets)
    margins = _margins([(sheet, rows) for sheet, _, rows in pages])
    blocks: list[_Block] = []
    for number, ((sheet, grids, rows), margin) in enumerate(zip(pages, margins, strict=True), start=1):
        kept = [row for at, row in enumerate(rows) if at not in margin]
        blocks += _page_blocks(number, sheet, grids, kept, body)
        blocks += [_Block(number, "margin", (joined(rows[at]),)) for at in sorted(margin)]
    return _lines_of(blocks, body)


def _margins(pages: Sequence[tuple[Sheet, list[list[Printed]]]]) -> list[set[int]]:
    """Find the rows at the top or foot of pages that repeat from page to page, or number the page."""
    seen: Counter[str] = Counter()
    edges: list[dict[int, str]] = []
    for sheet, rows in pages:
        at_edge = {
            at: re.sub(r"\d+", "#", line.text).strip()
            for at, line in enumerate(map(joined, rows))
            if _near_edge(line, at, len(rows), sheet.height)
        }
        edges.append(at_edge)
        seen.update(set(at_edge.values()))
    often = max(2, min(3, len(pages)))
    repeated = {text for text, times in seen.items() if times >= often and len(text) < 150}
    if len(pages) == 1:
        repeated = set()
    return [
        {at for at in at_edge if _is_margin(at, number, rows, at_edge, repeated)}
        for number, ((_, rows), at_edge) in enumerate(zip(pages, edges, strict=True), start=1)
    ]


def _is_margin(
    at: int, number: int, rows: list[list[Printed]], at_edge: dict[int, str], repeated: set[str]
) -> bool:
    """Whether a row at the edge of a page bears its number, or what other pages bear there, too."""
    alone = _PAGE_NUMBER.fullmatch(joined(rows[at]).text)
    if alone is not None and abs(int(alone[1]) - number) <= 2:
        return True
    return at_edge[at] in repeated and (alone is None or _is_outermost(at, at_edge, len(rows)))


def _near_edge(line: Printed, at: int, count: int, height: float) -> bool:
    near_top = at < 3 and line.bottom < _MARGIN * height
    return near_top or (at >= count - 3 and line.top > (1 - _MARGIN) * height)


def _is_outermost(at: int, edge: dict[int, str], count: int) -> bool:
    return at in (0, count - 1) or at in (min(edge), max(edge))


def _page_blocks(
    number: int, sheet: Sheet, grids: Sequence[Grid], rows: list[list[Printed]], body: float
) -> list[_Block]:
    """Give the parts of a page in reading order; notes at its foot come last."""
    rows, notes = _part_notes(rows, sheet, body)
    rows, aligned = aligned_tables(rows, number)
    tables = sorted([*grids, *aligned], key=lambda grid: grid.top)
    blocks: list[_Block] = []
    rest = list(rows)
    for grid in tables:
        above = [row for row in rest if joined(row).bottom <= grid.top + 2]
        rest = [row for row in rest if joined(row).bottom > grid.top + 2]
        blocks += [_Block(number, "text", tuple(stream)) for stream in streams_of(above)]
        blocks.append(_Block(number, "table", grid=grid))
    blocks += [_Block(number, "text", tuple(stream)) for stream in streams_of(rest)]
    if notes:
        blocks.append(_Block(number, "notes", tuple(joined(row) for row in notes)))
    return blocks


def _part_notes(
    rows: list[list[Printed]], sheet: Sheet, body: float
) -> tuple[list[list[Printed]], list[list[Printed]]]:
    """Part the notes at the foot of a page: smaller type down to the end, the first with a number."""
    at = len(rows)
    while at > 0:
        line = joined(rows[at - 1])
        if line.size > 0.93 * body or line.top < 0.3 * sheet.height:
            break
        at -= 1
    while at < len(rows) and not _begins_note(joined(rows[at])):
        at += 1
    return rows[:at], rows[at:]


def _begins_note(line: Printed) -> bool:
    return _NOTE.match(line.text) is not None


def _set_apart(block: _Block) -> list[Line]:
    """Make lines of what does not belong to the running text: a margin or footnotes."""
    if block.kind == "notes":
        return [*_notes(block)]
    return [Line(nfc(block.lines[0].text), "margin", Place(0, page=block.page))]


def _lines_of(blocks: Iterable[_Block], body: float) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Make lines of the parts: paragraphs and tables go on over the end of a page."""
    lines: list[Line] = []
    tables: list[Table] = []
    places: list[tuple[int, int]] = []  # (index among lines, index among tables)
    open_table: Grid | None = None
    previous: Line | None = None  # the last line that text may go on from
    for block in blocks:
        if block.grid is not None:
            if open_table is not None and _goes_on(open_table, block.grid):
                cells = continue_table(tables[-1].cells, block.grid.cells)
                tables[-1] = tables[-1]._replace(cells=cells)
            else:
                tables.append(Table(len(tables) + 1, block.grid.cells, _title_above(lines)))
                places.append((len(lines), len(tables) - 1))
            open_table, previous = block.grid, None
            continue
        if block.kind in ("margin", "notes"):
            lines += _set_apart(block)
            continue
        open_table = None
        for line in _paragraphs(block, body):
            index = _index_of(lines, previous)
            if index is not None and previous is not None and _continues(previous, line):
                previous = lines[index] = _with_more(previous, line)
            else:
                lines.append(line)
                previous = line
    return _with_tables(lines, tables, places), tuple(tables)


def _index_of(lines: Sequence[Line], wanted: Line | None) -> int | None:
    if wanted is None:
        return None
    return next(
        (at for at in range(len(lines) - 1, max(-1, len(lines) - 12), -1) if lines[at] is wanted), None
    )


def _goes_on(above: Grid, grid: Grid) -> bool:
    """Whether a table on the next page goes on with the one before: its columns stand at the same places."""
    if above.cells[0].page == grid.cells[0].page or len(above.columns) != len(grid.columns):
        return False
    shift = grid.columns[0] - above.columns[0] if grid.columns else 0.0
    return all(abs(one - other + shift) < 8 for one, other in zip(above.columns, grid.columns, strict=True))


def _title_above(lines: Sequence[Line]) -> str:
    texts = (line.text for line in reversed(lines[-4:]) if line.kind in ("heading", "paragraph"))
    return next((text for text in texts if len(text) < 300), "")


def _with_tables(
    lines: Sequence[Line], tables: Sequence[Table], places: Sequence[tuple[int, int]]
) -> tuple[Line, ...]:
    """Put the rows of the tables, now whole, where the tables begin."""
    found: list[Line] = []
    at = 0
    for before, number in places:
        found += lines[at:before]
        found += rows_of(tables[number])
        at = before
    return number_lines([*found, *lines[at:]])


def _continues(before: Line, line: Line) -> bool:
    """Whether a paragraph goes on from the page or column before."""
    if before.kind not in ("paragraph", "item") or line.kind != "paragraph":
        return False
    if before.text.endswith(_ENDS) and not line.text[0].islower():
        return False
    return line.text[0].islower() or line.text[0].isdigit() or before.text.endswith((",", "-", "/"))


def _with_more(before: Line, line: Line) -> Line:
    text = join_texts(before.text, line.text)
    start = len(text) - len(line.text)
    page = line.place.page
    turns = before.turns if page == before.place.page or page is None else (*before.turns, (start, page))
    return before._replace(text=text, turns=turns)


def _notes(block: _Block) -> Iterator[Line]:
    text = ""
    for line in block.lines:
        if text and _begins_note(line):
            yield Line(nfc(text), "footnote", Place(0, page=block.page))
            text = ""
        text = join_texts(text, line.text)
    if text:
        yield Line(nfc(text), "footnote", Place(0, page=block.page))


def _paragraphs(block: _Block, body: float) -> Iterator[Line]:
    """Give the paragraphs of a stream of lines."""
    if not block.lines:
        return
    left = sorted(line.left for line in block.lines)[len(block.lines) // 10]
    right = sorted(line.right for line in block.lines)[-1 - len(block.lines) // 20]
    gaps = [other.top - one.top for one, other in pairwise(block.lines) if other.top > one.top]
    pitch = median(gaps) if gaps else body
    open_lines: list[Printed] = []
    for line in block.lines:
        if open_lines and _breaks(open_lines, line, (left, right), pitch, body):
            yield _line_of(open_lines, block.page, body)
            open_lines = []
        open_lines.append(line)
    yield _line_of(open_lines, block.page, body)


def _breaks(
    before: Sequence[Printed], line: Printed, edges: tuple[float, float], pitch: float, body: float
) -> bool:
    """Whether a new paragraph begins with a line."""
    last, (left, right) = before[-1], edges
    if line.top - last.top > 1.45 * max(pitch, 1.15 * last.size) or line.top < last.top - 1:
        return True
    if abs(line.size - last.size) > 0.12 * body:
        return True
    if (line.bold != last.bold or is_item(line.text)) and not _is_tail(last, line):
        return True
    first_word = line.words[0].right - line.words[0].left
    room = right - last.right
    if room > max(first_word * 1.3 + last.size, 0.12 * (right - left)):
        return not _is_centred(last, line, edges)
    return line.left > left + 0.9 * body and last.left <= left + 0.9 * body and len(before) > 1


def _is_tail(last: Printed, line: Printed) -> bool:
    """Whether a line goes on with a sentence that a change of type or a figure only seems to part."""
    return not last.text.endswith(_ENDS) and line.text[0].islower()


def _is_centred(last: Printed, line: Printed, edges: tuple[float, float]) -> bool:
    """Whether two lines are set around the same middle: a title on several lines."""
    left, right = edges
    middle = (left + right) / 2
    sides = [abs((one.left + one.right) / 2 - middle) < 8 and one.left > left + 8 for one in (last, line)]
    return all(sides)


def _line_of(lines: Sequence[Printed], page: int, body: float) -> Line:
    text = nfc(text_of(lines))
    bold = all(line.bold for line in lines)
    large = min(line.size for line in lines) > 1.15 * body
    kind = kind_of(heading=is_heading(text, bold=bold, large=large), item=is_item(text))
    return Line(text, kind, Place(0, page=page))
