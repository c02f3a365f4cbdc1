"""Find a quote again: in the same document, after reflow, in another edition, or in the web page of the same text.

A quote is its exact words with a few words before and after, and a place (the model of W3C Web Annotation:
``TextQuoteSelector``, ``TextPositionSelector``).  The words around it decide which of several equal words are meant;
the place only decides between *found* and *moved*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from hntrack.documents.lines import CELL_BREAK, Document, Line, Place
from hntrack.text.characters import nfc

STATES = ("found", "moved", "words-changed", "figure-changed", "gone")
AROUND = 48
"""How many characters before and after a quote are kept: a few words.  Of a row of a table, :data:`_ROW`."""
_ROW = 160

_SAME_CONTEXT = 0.8  # from which two surroundings are the same ones, slightly edited
_MOVED_CONTEXT = 0.88  # the same, where they stand at another place
_SAME_ROW = 0.72  # the same for rows of tables
_SOME_CONTEXT = 0.65  # enough where the place is the same
_CLEARLY = 0.08  # by which changed words must fit better than the same words elsewhere
_SAME_WORDS = 0.5
_FEWEST_WORDS_ALONE = 6  # a quote so long stands for itself, where it stands only once
_PROBES = (24, 14, 9)  # lengths of the pieces of the surroundings that are searched for
_MOST_CANDIDATES = 200
_SLACK = 48  # characters that may have been put into the surroundings: a note, the head of a page

_DASHES = re.compile("[‐‑‒–—−]")
_QUOTES = re.compile("[“”„«»″]")
_APOSTROPHES = re.compile("[‘’′]")
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff⁰¹²³⁴-⁹]")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*", re.ASCII)


class Quote(NamedTuple):
    """A quote; ``before`` and ``after`` may be empty where they are not known."""

    exact: str
    before: str = ""
    after: str = ""


class Anchor(NamedTuple):
    """What became of a quote.

    Attributes:
        state: One of :data:`STATES`.
        place: Where it, or what it changed into, stands now; ``None`` where it is gone.
        words: What stands there now.
        start, end: Offsets in :attr:`Scroll.text` (``TextPositionSelector``); -1 where it is gone.
    """

    state: str
    place: Place | None = None
    words: str = ""
    start: int = -1
    end: int = -1


def plain(text: str) -> str:
    """Give the form in which quotes are compared: one kind of blank, dash and quotation mark; no unseen characters.

    The raised number of a note is left out, and the blank before a percent sign.
    """
    text = _DROPPED.sub("", nfc(text))
    text = _APOSTROPHES.sub("'", _QUOTES.sub('"', _DASHES.sub("-", text.replace("…", "..."))))
    return re.sub(r"(?<=\d) (?=%)", "", re.sub(r"\s+", " ", text)).strip()


class Scroll:
    """The whole text of a document as one line, that knows where each character stands."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = [line for line in document.lines if line.kind != "margin" and line.text.strip()]
        self._plain = [plain(line.text) for line in self.lines]
        self.text = " ".join(self._plain)
        self._starts: list[int] = []
        at = 0
        for words in self._plain:
            self._starts.append(at)
            at += len(words) + 1

    def line_at(self, position: int) -> tuple[Line, int]:
        """Give the line that a character stands on, and its offset in the plain form of that line."""
        number = max(0, bisect_right(self._starts, position) - 1)
        return self.lines[number], position - self._starts[number]

    def place_at(self, position: int) -> Place:
        """Give the place of a character."""
        line, offset = self.line_at(position)
        return line.at(_raw_offset(line.text, offset))

    def start_of(self, line: int) -> int | None:
        """Give where a line of the document starts; ``None`` where it is empty or not of the text."""
        return self._by_number.get(line)

    @cached_property
    def _by_number(self) -> dict[int, int]:
        return {line.place.line: start for line, start in zip(self.lines, self._starts, strict=True)}

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Give the words before and after a stretch; in a table, those of its row."""
        row = _row_around(self, start, end)
        return row or self._near(start, end)

    def _near(self, start: int, end: int) -> tuple[str, str]:
        """Give whole words only, and nothing of other lines where this one says enough."""
        line, offset = self.line_at(start)
        first, last = start - offset, start - offset + len(plain(line.text))
        low, high = max(0, start - AROUND), min(len(self.text), end + AROUND)
        if min(high, last) - max(low, first) - (end - start) >= AROUND:
            low, high = max(low, first), min(high, max(last, end))
        before, after = self.text[low:start], self.text[end:high]
        if low > 0 and self.text[low - 1] != " ":
            before = before.partition(" ")[2]
        if high < len(self.text) and self.text[high] != " ":
            after = after.rpartition(" ")[0]
        return before, after


def _raw_offset(text: str, offset: int) -> int:
    """Give the offset in a line of the character at an offset of its plain form."""
    if offset <= 0:
        return 0
    low, high = 0, len(text)
    while low < high:  # plain(text[:n]) only grows with n
        middle = (low + high) // 2
        if len(plain(text[: middle + 1])) <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def quote_at(scroll: Scroll, words: str, place: Place) -> Quote:
    """Make a quote of words that stand at a place, with the words around them; bare where they do not stand there."""
    exact = plain(words)
    spots = [start for start in _occurrences(scroll, exact) if is_same_place(place, scroll.place_at(start))]
    if not spots:
        return Quote(words)
    nearest = min(spots, key=lambda start: abs(scroll.place_at(start).line - place.line))
    before, after = scroll.around(nearest, nearest + len(exact))
    return Quote(words, before.lstrip(), after.rstrip())


def _row_around(scroll: Scroll, start: int, end: int) -> tuple[str, str] | None:
    """Give what stands before and after a stretch in its row of a table; ``None`` where it stands in none."""
    line, offset = scroll.line_at(start)
    if line.kind != "row":
        return None
    row = plain(line.text)
    return row[max(0, offset - _ROW) : offset], row[offset + end - start :][:_ROW]


def is_same_place(old: Place, new: Place) -> bool:
    """Whether a place is still the same, as far as the old one says where it is.

    A page outweighs lines, a cell outweighs both; headings are compared without case.
    """
    if old.table is not None:
        return _is_same_cell(old, new)
    if old.page is not None and new.page is not None:
        return old.page == new.page
    if old.heading and new.heading:
        return _is_same_heading(old.heading, new.heading) and old.paragraph in (None, new.paragraph)
    if old.paragraph is not None and new.paragraph is not None and not old.line:
        return old.paragraph == new.paragraph
    return old.line in (0, new.line)


def _is_same_cell(old: Place, new: Place) -> bool:
    if (old.table, old.row) != (new.table, new.row):
        return False
    return old.column is None or new.column is None or old.column == new.column


def find_quote(scroll: Scroll, quote: Quote, place: Place) -> Anchor:
    """Find a quote, which stood at a place, in a document.

    Returns:
        ``found`` (the same words, the same surroundings or place), ``moved`` (the same, elsewhere),
        ``figure-changed`` or ``words-changed`` (the surroundings are there, the words differ), or ``gone``.
        Equal words with other surroundings are not the quote: they count as gone, unless they stand at the very
        place, or are so many that they stand for themselves and stand only once.
    """
    exact = plain(quote.exact)
    if not exact:
        return Anchor("gone")
    around = plain(quote.before), plain(quote.after)
    if place.table is not None and place.column is not None:
        cell = _in_table(scroll, exact, around, place)
        if cell is not None:
            return cell
    spots = list(_occurrences(scroll, exact))
    if not any(around):
        return _without_context(scroll, exact, spots, place)
    return _by_context(scroll, exact, around, spots, place)


def _is_same_heading(old: str, new: str) -> bool:
    return plain(old).casefold() == plain(new).casefold()


def _by_context(
    scroll: Scroll, exact: str, around: tuple[str, str], spots: list[int], place: Place
) -> Anchor:
    """Judge a quote by the words around it."""
    scored = [(_likeness(scroll, start, start + len(exact), around), start) for start in spots]
    near = [(score, start) for score, start in scored if score >= _needed(scroll, start, place)]
    fit, changed = _changed(scroll, exact, around, place)
    if near and (changed is None or fit <= max(near)[0] + _CLEARLY):
        return _located(scroll, exact, _best(scroll, near, place), place)
    if changed is not None:
        return changed
    spot = _spot_of_little_context(scroll, exact, scored, place)
    return Anchor("gone") if spot is None else _located(scroll, exact, spot, place)


def _spot_of_little_context(
    scroll: Scroll, exact: str, scored: Sequence[tuple[float, int]], place: Place
) -> int | None:
    """Give the spot in the same place with some of the same words around it, or the only one of a long quote."""
    for score, start in scored:
        if score >= _SOME_CONTEXT and is_same_place(place, scroll.place_at(start)):
            return start
    alone = len(scored) == 1 and len(exact.split()) >= _FEWEST_WORDS_ALONE
    return scored[0][1] if alone else None


def _needed(scroll: Scroll, start: int, place: Place) -> float:
    """Give how like the surroundings must be: elsewhere, sentences of one pattern about something else abound."""
    return _SAME_CONTEXT if is_same_place(place, scroll.place_at(start)) else _MOVED_CONTEXT


def _best(scroll: Scroll, scored: list[tuple[float, int]], place: Place) -> int:
    """Give the start of the likeliest; of equally likely ones that at the same place, then the nearest."""
    top = max(score for score, _ in scored)
    close = [start for score, start in scored if score > top - 0.05]

    def distance(start: int) -> tuple[bool, int]:
        now = scroll.place_at(start)
        return not is_same_place(place, now), abs(now.line - place.line)

    return min(close, key=distance)


def _without_context(scroll: Scroll, exact: str, spots: list[int], place: Place) -> Anchor:
    """Judge a quote by its place alone, as catalogs of lines do."""
    here = [start for start in spots if is_same_place(place, scroll.place_at(start))]
    if here:
        return _located(scroll, exact, here[0], place)
    other = _other_figures_at(scroll, exact, place)
    if other is not None:
        return other
    if spots:
        nearest = min(spots, key=lambda start: abs(scroll.place_at(start).line - place.line))
        return _located(scroll, exact, nearest, place)
    return Anchor("gone")


def _located(scroll: Scroll, exact: str, start: int, place: Place) -> Anchor:
    now = scroll.place_at(start)
    state = "found" if is_same_place(place, now) else "moved"
    return Anchor(state, now, exact, start, start + len(exact))


def _occurrences(scroll: Scroll, exact: str) -> Iterator[int]:
    """Give where words stand that are no part of longer ones: ``5%`` does not stand in ``25%``."""
    return (at for at in _all(scroll.text, exact) if is_whole(scroll.text, at, at + len(exact)))


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text cuts no word and no figure in two."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (_goes_on(text[start], before[::-1]) or _goes_on(text[end - 1], after))


def _goes_on(edge: str, beyond: str) -> bool:
    """Whether a word or figure that ends with a letter or digit goes on in the two characters beyond."""
    near, far = beyond[:1], beyond[1:]
    if edge.isdigit():
        return near.isdigit() or (near in (".", ",") and far.isdigit())
    return edge.isalpha() and near.isalpha()


def _likeness(scroll: Scroll, start: int, end: int, around: tuple[str, str]) -> float:
    """Give how like the surroundings of a stretch are to those that are known, from 0 to 1; near words weigh more."""
    text = scroll.text
    reach = (len(around[0]) + _SLACK, len(around[1]) + _SLACK)
    before = text[max(0, start - reach[0]) : start].casefold().split()[::-1]
    after = text[end : end + reach[1]].casefold().split()
    known = around[0].casefold().split()[::-1], around[1].casefold().split()
    found = [_weigh(known[0], before), _weigh(known[1], after)]
    whole = sum(total for _, total in found)
    return sum(part for part, _ in found) / whole if whole else 0.0


def _weigh(known: list[str], there: list[str]) -> tuple[float, float]:
    """Give the weight of the known words that stand there too, in their order, and that of all known ones."""
    weights = [1 / (1 + 0.25 * number) for number in range(len(known))]
    if known == there[: len(known)]:
        return sum(weights), sum(weights)
    matcher = SequenceMatcher(None, known, there, autojunk=False)
    shared = sum(sum(weights[block.a : block.a + block.size]) for block in matcher.get_matching_blocks())
    return shared, sum(weights)


def _ratio(one: str, other: str) -> float:
    one, other = one.casefold(), other.casefold()
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _changed(
    scroll: Scroll, exact: str, around: tuple[str, str], place: Place
) -> tuple[float, Anchor | None]:
    """Find what a quote has changed into: other words between the same surroundings, and how well these fit."""
    best: tuple[float, float, int, int] | None = None
    for start, end in set(_gaps(scroll, exact, around)):
        score = _likeness(scroll, start, end, around)
        if score < _SAME_CONTEXT or scroll.text[start:end] == exact:
            continue
        alike = max(
            _ratio(exact, scroll.text[start:end]),
            _SAME_WORDS * _has_figures_of(exact, scroll.text[start:end]),
        )
        rank = score + 0.3 * alike + 0.02 * is_same_place(place, scroll.place_at(start))
        if alike >= _SAME_WORDS and (best is None or rank > best[0]):
            best = rank, score, start, end
    if best is None:
        return 0.0, None
    return best[1], _changed_into(scroll, exact, *best[2:])


def _has_figures_of(exact: str, words: str) -> bool:
    """Whether words have the figures of a quote: ``25,5 điểm phần trăm`` is what ``25,5%`` has become."""
    figures = _FIGURE.findall(exact)
    return bool(figures) and _FIGURE.findall(words) == figures


def _changed_into(scroll: Scroll, exact: str, start: int, end: int) -> Anchor:
    words = scroll.text[start:end]
    state = "figure-changed" if _FIGURE.findall(words) != _FIGURE.findall(exact) else "words-changed"
    return Anchor(state, scroll.place_at(start), words, start, end)


def _gaps(scroll: Scroll, exact: str, around: tuple[str, str]) -> Iterator[tuple[int, int]]:
    """Give stretches that may be what the quote has become: between its surroundings, or of their length."""
    starts = sorted(set(_ends_of(scroll.text, around[0])))
    ends = sorted(set(_starts_of(scroll.text, around[1])))
    for number, (start, end) in enumerate(_pairs(starts, ends, longest=2 * len(exact) + 40)):
        yield _trimmed(scroll.text, start, end)
        if number >= _MOST_CANDIDATES:
            return
    length = len(exact) + 1
    if not around[1]:
        yield from (_trimmed(scroll.text, start, min(len(scroll.text), start + length)) for start in starts)
    if not around[0]:
        yield from (_trimmed(scroll.text, max(0, end - length), end) for end in ends)
    for match in re.finditer(_with_any_figures(exact), scroll.text) if _FIGURE.search(exact) else ():
        if is_whole(scroll.text, *match.span()):
            yield match.span()


def _pairs(starts: Sequence[int], ends: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    """Give each start with the ends that lie behind it, at most so many characters."""
    for start in starts:
        yield from ((start, end) for end in ends if start < end <= start + longest)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _ends_of(text: str, before: str) -> Iterator[int]:
    probes = (before[-length:].strip() for length in _PROBES)
    return (at + length for at, length in _spots_of(text, probes, before.strip()))


def _starts_of(text: str, after: str) -> Iterator[int]:
    probes = (after[:length].strip() for length in _PROBES)
    return (at for at, _length in _spots_of(text, probes, after.strip()))


def _spots_of(text: str, probes: Iterable[str], whole: str) -> list[tuple[int, int]]:
    """Give where the longest of the pieces that a text has stands in it, and its length; of short ones only a whole."""
    for piece in probes:
        if piece and (len(piece) >= 6 or piece == whole):
            found = [(at, len(piece)) for at in islice(_all(text, piece), _MOST_CANDIDATES)]
            if found:
                return found
    return []


def _all(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _with_any_figures(exact: str) -> str:
    return _FIGURE.pattern.join(re.escape(part) for part in _FIGURE.split(exact))


def _other_figures_at(scroll: Scroll, exact: str, place: Place) -> Anchor | None:
    """Find the same words with other figures at the very place."""
    if not _FIGURE.search(exact):
        return None
    for match in re.finditer(_with_any_figures(exact), scroll.text):
        same = is_same_place(place, scroll.place_at(match.start()))
        if same and is_whole(scroll.text, *match.span()):
            return _changed_into(scroll, exact, *match.span())
    return None


def _in_table(scroll: Scroll, exact: str, around: tuple[str, str], place: Place) -> Anchor | None:
    """Look for the row of a cell, and judge the cell of its column: the figure of another year is not the quote."""
    line = _row_like(scroll, f"{around[0]} {exact} {around[1]}", place)
    if line is None:
        return None
    offset, cell = cell_of(line, place.column or 0)
    start = (scroll.start_of(line.place.line) or 0) + len(plain(line.text[:offset] + "x")) - 1
    at = plain(cell).find(exact)
    if at >= 0 and is_whole(plain(cell), at, at + len(exact)):
        return _located(scroll, exact, start + at, place)
    if not cell.strip():
        return Anchor("gone")
    return _changed_into(scroll, exact, start, start + len(plain(cell)))


def _row_like(scroll: Scroll, old: str, place: Place) -> Line | None:
    """Give the row that is most like an old one and has its column; ``None`` where none is like it."""
    best: tuple[float, Line] | None = None
    for line in scroll.lines:
        if line.kind != "row" or place.column not in {column for _, column in line.cells}:
            continue
        same_row = line.place.table == place.table and line.place.row == place.row
        score = _row_likeness(old, plain(line.text)) + 0.02 * same_row
        if best is None or score > best[0]:
            best = score, line
    return None if best is None or best[0] < _SAME_ROW else best[1]


def cell_of(line: Line, column: int) -> tuple[int, str]:
    """Give the offset and the text of a cell of a row."""
    starts = [at for at, _ in line.cells]
    number = [one for _, one in line.cells].index(column)
    end = starts[number + 1] - len(CELL_BREAK) if number + 1 < len(starts) else len(line.text)
    return starts[number], line.text[starts[number] : end]


def _row_likeness(old: str, row: str) -> float:
    """Give how like two rows are by the words and figures they share, from 0 to 1; names weigh more than figures."""
    named = _shared(re.findall(r"[^\W\d_]+", old.casefold()), re.findall(r"[^\W\d_]+", row.casefold()))
    figures = _shared(_FIGURE.findall(old), _FIGURE.findall(row))
    return 0.75 * named + 0.25 * figures


def _shared(one: list[str], other: list[str]) -> float:
    if not one and not other:
        return 1.0
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))
