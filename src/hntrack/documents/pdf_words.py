"""Take words and ruling lines out of the pages of a PDF, with PDFium: it runs no script and fetches nothing.

A page that is a picture is read with Tesseract, where that is installed.
"""

from __future__ import annotations

import csv
import ctypes
import io
import os
import re
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from hntrack.documents import Refused
from hntrack.documents.lines import superscript
from hntrack.text.characters import nfc

_WORD = re.compile(r"[^\s\x00]+")
_MOST_OBJECTS = 20_000
_INVISIBLE = 3
_BOLD_WEIGHT = 600
_THIN = 2.5
# What PDFium puts where a word was parted at the end of a line.
_PARTED = re.compile("[\ufffe\x02\xad]+")
HYPHEN = "\xad"


class Word(NamedTuple):
    """A printed word; lengths in points, from the upper left corner of the page as it is looked at."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool

    @property
    def size(self) -> float:
        """The height of its type."""
        return self.bottom - self.top


class Rule(NamedTuple):
    """A drawn line; ``upright`` or level."""

    upright: bool
    at: float
    start: float
    end: float


def _level(at: float, start: float, end: float) -> Rule:
    return Rule(False, at, min(start, end), max(start, end))  # noqa: FBT003


def _upright(at: float, start: float, end: float) -> Rule:
    return Rule(True, at, min(start, end), max(start, end))  # noqa: FBT003


class Sheet(NamedTuple):
    """What stands on a page.

    Attributes:
        width, height: As the page is looked at.
        words, rules: Everything printed and drawn.
        picture: A picture covers most of the page.
        hidden: Its text is invisible: recognised from the picture by a scanner.
    """

    width: float
    height: float
    words: list[Word]
    rules: list[Rule]
    picture: bool = False
    hidden: bool = False


def read_sheet(page: pdfium.PdfPage) -> Sheet:
    """Read a page."""
    width, height = page.get_size()
    turn = _Turn(page.get_rotation(), *_unturned(page))
    textpage = page.get_textpage()
    try:
        words, angle = _words(textpage, turn)
    finally:
        textpage.close()
    rules, picture, hidden = _objects(page, turn, width * height)
    if angle:
        quarter = _Quarter(angle, width, height)
        words = [quarter.word(word) for word in words]
        rules = [quarter.rule(rule) for rule in rules]
        width, height = (height, width) if angle != 180 else (width, height)
    return Sheet(width, height, words, rules, picture, hidden)


def _unturned(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    box = page.get_cropbox()
    return float(box[0]), float(box[1]), float(box[2]), float(box[3])


class _Turn:
    """From the coordinates of a file (upwards, unturned) to those of a reader (downwards, as the page is shown)."""

    def __init__(self, rotation: int, left: float, bottom: float, right: float, top: float) -> None:
        self.rotation = rotation % 360
        self.left, self.bottom, self.right, self.top = left, bottom, right, top

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        x1, y1 = self.point(left, bottom)
        x2, y2 = self.point(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


class _Quarter:
    """Turns a page whose text runs up or down, so that it reads from left to right."""

    def __init__(self, angle: int, width: float, height: float) -> None:
        self.angle, self.width, self.height = angle, width, height

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.angle == 90:  # text runs upwards
            return self.height - y, x
        if self.angle == 270:
            return y, self.width - x
        return self.width - x, self.height - y

    def word(self, word: Word) -> Word:
        x1, y1 = self.point(word.left, word.top)
        x2, y2 = self.point(word.right, word.bottom)
        return word._replace(left=min(x1, x2), top=min(y1, y2), right=max(x1, x2), bottom=max(y1, y2))

    def rule(self, rule: Rule) -> Rule:
        ends = (
            ((rule.at, rule.start), (rule.at, rule.end))
            if rule.upright
            else ((rule.start, rule.at), (rule.end, rule.at))
        )
        (x1, y1), (x2, y2) = self.point(*ends[0]), self.point(*ends[1])
        if abs(x1 - x2) < abs(y1 - y2):
            return _upright(x1, min(y1, y2), max(y1, y2))
        return _level(y1, min(x1, x2), max(x1, x2))


def _words(textpage: pdfium.PdfTextPage, turn: _Turn) -> tuple[list[Word], int]:
    """Give the words, and by how many degrees most of them are turned (0, 90, 180 or 270)."""
    reader = _WordReader(textpage, turn)
    turned: dict[int, int] = {}
    words: list[Word] = []
    start = 0
    for line in reader.text.splitlines(keepends=True):
        found = [(start + match.start(), start + match.end()) for match in _WORD.finditer(line)]
        start += len(line)
        if found:
            # The type of a whole line is told by its ends: asking for each word would double the time.
            bold = reader.is_bold(found[0][0]) and reader.is_bold(found[-1][0])
            words += [reader.word(first, end, bold=bold) for first, end in found]
            angle = reader.angle(found[0][0])
            turned[angle] = turned.get(angle, 0) + len(found)
    turned_by = max(turned, key=lambda angle: turned[angle]) if turned else 0
    return words, (360 - turned_by - turn.rotation) % 360  # PDFium counts clockwise


class _WordReader:
    """Asks PDFium about the characters of a page; every question costs a microsecond, so it asks few."""

    def __init__(self, textpage: pdfium.PdfTextPage, turn: _Turn) -> None:
        self.handle = textpage.raw
        self.text = textpage.get_text_range()
        self.turn = turn
        self.even = len(self.text) == raw.FPDFText_CountChars(self.handle)
        self.parted = _PARTED.search(self.text) is not None
        self.ask = raw.FPDFText_GetLooseCharBox
        self.box = raw.FS_RECTF()
        self.flags = ctypes.c_int()
        self.name = ctypes.create_string_buffer(80)
        self.bold: dict[bytes, bool] = {}

    def index(self, at: int) -> int:
        """Give PDFium's number of a character of the text."""
        return at if self.even else int(raw.FPDFText_GetCharIndexFromTextIndex(self.handle, at))

    def word(self, start: int, end: int, *, bold: bool) -> Word:
        """Give a word with its place."""
        box, turn, text = self.box, self.turn, self.text[start:end]
        self.ask(self.handle, start if self.even else self.index(start), box)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if end - start > 1:
            self.ask(self.handle, end - 1 if self.even else self.index(end - 1), box)
            low, high = box.bottom, box.top
            if high - low < 0.8 * (top - bottom) and text[-1].isdigit():
                text = self._raised(text, start)
            left, right = min(left, box.left), max(right, box.right)
            bottom, top = min(bottom, low), max(top, high)
        if self.parted:
            text = _PARTED.sub(HYPHEN, text)
        if turn.rotation == 0:
            return Word(text, left - turn.left, turn.top - top, right - turn.left, turn.top - bottom, bold)
        return Word(text, *turn.box(left, bottom, right, top), bold)

    def _raised(self, text: str, start: int) -> str:
        """Write smaller digits behind a word as superscripts, so that the number of a note joins no figure."""
        base = raw.FPDFText_GetFontSize(self.handle, self.index(start))
        cut = len(text)
        while cut > 1 and text[cut - 1].isdigit():
            if raw.FPDFText_GetFontSize(self.handle, self.index(start + cut - 1)) >= base * 0.8:
                break
            cut -= 1
        return text[:cut] + superscript(text[cut:])

    def angle(self, at: int) -> int:
        """Give by how many degrees a character is turned."""
        angle = raw.FPDFText_GetCharAngle(self.handle, self.index(at))
        return round(angle * 57.29578 / 90) % 4 * 90 if angle > 0 else 0

    def is_bold(self, at: int) -> bool:
        """Whether a character is printed bold."""
        index = self.index(at)
        raw.FPDFText_GetFontInfo(self.handle, index, self.name, 80, self.flags)
        name = self.name.value
        if name not in self.bold:
            weight = raw.FPDFText_GetFontWeight(self.handle, index)
            self.bold[name] = b"bold" in name.lower() or weight >= _BOLD_WEIGHT
        return self.bold[name]


def _objects(page: pdfium.PdfPage, turn: _Turn, area: float) -> tuple[list[Rule], bool, bool]:
    """Give the drawn lines, whether a picture covers the page, and whether its text is invisible."""
    rules: list[Rule] = []
    picture = False
    modes: list[int] = []
    for number, shape in enumerate(page.get_objects(max_depth=3)):
        if number > _MOST_OBJECTS:
            break
        if shape.type == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules(shape, turn)
        elif shape.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = shape.get_bounds()
            picture = picture or (right - left) * (top - bottom) > 0.6 * area
        elif shape.type == raw.FPDF_PAGEOBJ_TEXT and len(modes) < 20:
            modes.append(raw.FPDFTextObj_GetTextRenderMode(shape.raw))
    return rules, picture, bool(modes) and all(mode == _INVISIBLE for mode in modes)


def _rules(shape: Any, turn: _Turn) -> list[Rule]:
    """Give the lines of a path: thin shapes as one line, frames as their four sides."""
    left, top, right, bottom = turn.box(*shape.get_bounds())
    wide, high = right - left, bottom - top
    if high <= _THIN < wide:
        return [_level((top + bottom) / 2, left, right)]
    if wide <= _THIN < high:
        return [_upright((left + right) / 2, top, bottom)]
    if wide <= _THIN:
        return []
    count = raw.FPDFPath_CountSegments(shape.raw)
    if count > 400:
        return []
    return _sides(shape, count, turn)


def _sides(shape: Any, count: int, turn: _Turn) -> list[Rule]:
    """Give the level and upright sides of a path."""
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[Rule] = []
    start: tuple[float, float] | None = None
    before: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(shape.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = turn.point(*matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif before is not None:
            found += _side(before, here)
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            found += _side(here, start)
        before = here
    return found


def _side(one: tuple[float, float], other: tuple[float, float]) -> list[Rule]:
    (x1, y1), (x2, y2) = one, other
    if abs(y1 - y2) < 1 < abs(x1 - x2):
        return [_level(y1, min(x1, x2), max(x1, x2))]
    if abs(x1 - x2) < 1 < abs(y1 - y2):
        return [_upright(x1, min(y1, y2), max(y1, y2))]
    return []


_DPI = 300
_SECONDS = 60
_SURE = 30.0


def recognise_page(page: Any, width: float, height: float) -> list[Word]:
    """Recognise the words of a page of PDFium, whose size is in points.

    Raises:
        Refused: Tesseract or its Vietnamese data is not installed, or takes too long.
    """
    scale = min(_DPI / 72, 6000 / max(width, height))
    bitmap = page.render(scale=scale, grayscale=True)
    rows, stride = bytes(bitmap.buffer), bitmap.stride
    pixels = b"".join(rows[at * stride : at * stride + bitmap.width] for at in range(bitmap.height))
    picture = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + pixels
    return [
        Word(text, left / scale, top / scale, right / scale, bottom / scale, bold=False)
        for text, left, top, right, bottom in recognise_picture(picture)
    ]


def recognise_picture(picture: bytes) -> list[tuple[str, float, float, float, float]]:
    """Give the words of a picture with their places in pixels."""
    import shutil  # noqa: PLC0415  (few pages are pictures)
    import subprocess  # noqa: PLC0415  (as above)

    program = shutil.which("tesseract")
    if program is None:
        raise Refused("no-tesseract")
    try:
        done = subprocess.run(  # noqa: S603  (our own arguments)
            [program, "stdin", "stdout", "-l", "vie", "--psm", "3", "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("slow") from error
    if done.returncode:
        raise Refused("no-tesseract")
    return list(_recognised(done.stdout.decode("utf-8", "replace")))


def _recognised(table: str) -> list[tuple[str, float, float, float, float]]:
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row.get("text") or "").strip() and float(row["conf"]) >= _SURE:
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    found: list[tuple[str, float, float, float, float]] = []
    for words in lines.values():
        top = min(int(word["top"]) for word in words)
        bottom = max(int(word["top"]) + int(word["height"]) for word in words)
        for word in words:  # the height of a line is that of its type; a comma's own box is not
            left = int(word["left"])
            found.append((nfc(word["text"].strip()), left, top, left + int(word["width"]), bottom))
    return found
