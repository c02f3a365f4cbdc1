"""The characters of a text: one Unicode form, a form without marks for searching, lines as an editor counts them.

And what a terminal would obey, or a reader would not see, made visible; and numbers, units and dates kept together
where lines are broken.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from hntrack.classes import TYPE_CHECKING, late

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def nfc(text: str) -> str:
    """Give the composed form (NFC), in which every text of a catalog is kept."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def single_spaced(text: str) -> str:
    """Give a text in NFC without blanks around it and with one blank where there were several, or a line's end."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Give the form in which a search compares: lower case, no marks, đ as d (``Điện tử`` → ``dien tu``)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")


def split_lines(text: str) -> list[str]:
    """Split at LF and CRLF only; line n is entry n - 1.

    ``str.splitlines`` would also split at U+0085, U+2028, form feeds and others, which scraped pages hold
    and which no editor counts as the end of a line.  A byte-order mark is dropped.
    """
    return [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]


def is_hidden(character: str) -> bool:
    """Whether an editor shows nothing of a character, or something else: control, format, unassigned and the like."""
    return unicodedata.category(character) in _HIDDEN_CATEGORIES


def visible(text: str, *, limit: int | None = None) -> str:
    r"""Replace control, format, bidirectional and unassigned characters by ``\u{…}`` escapes.

    The same befalls what a build server would obey where it reads our output as its log: ``::error::`` and
    ``##[error]`` (GitHub and Azure; the former at the start of any line, the latter anywhere).

    Args:
        text: Any text, also with lone surrogates.
        limit: Shorten to this many characters, the last one an ellipsis; ``None`` keeps everything.
    """
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    if "::" in text or "##" in text:
        import re  # noqa: PLC0415  (hardly any text has one)

        text = re.sub(r"::(?=[A-Za-z])|##(?=\[|vso\[)", lambda pair: pair[0][0] + _escape(pair[0][1]), text)
    if text.isprintable():  # then none of these categories occurs in it
        return text
    return "".join(_escape(c) if is_hidden(c) else c for c in text)


def _escape(character: str) -> str:
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    return named or f"\\u{{{ord(character):04x}}}"


# Pages keep together by their style, so that what is copied from them and searched in them are plain blanks and
# hyphens; everything else by no-break spaces, which are what an office, a PDF or a mail has for it.
NO_BREAK = "\u00a0"
_SCALES = "nghìn|triệu|tỷ|thousand|million|billion|trillion"
_BEFORE_FIGURES = "top|rank|hạng|năm|quý|tháng|ngày|tuần|kỳ|by|đến"


def _behind(before: str, words: str) -> str:
    """Any of the words (``a|b``) and a blank, looked back at: each by itself, as they differ in length."""
    return "|".join(f"(?<={before}{word} )" for word in words.split("|"))


_LAST_OF_SCALES = "".join(
    sorted({word[-1] for word in _SCALES.split("|")})
)  # asked first: most words end otherwise
_AFTER_SCALE, _AFTER_WORD = _behind(r"\d ", _SCALES), _behind(r"\b", _BEFORE_FIGURES)
_LAST_OF_WORDS = "".join(sorted({word[-1] for word in _BEFORE_FIGURES.split("|")}))
# One blank each, so that nothing is tried where there is none; what follows it is asked first.
_TOGETHER = late(
    r" (?:(?=\d)(?:"
    r"(?<=[<>≤≥=≈+−] )"  # ≥ 40%
    r"|(?<=&[gl]t; )"  # the same, escaped
    r"|(?<=\d of )"  # 18 of 52
    r"|(?<=: )(?=[\d.,]+(?:$|[;.]| ·))"  # targets: 12
    rf"|(?<=[{_LAST_OF_WORDS}] )(?:{_AFTER_WORD})"  # by 2030
    r")|(?=[^\W\d_])(?:"
    r"(?<=\d )"  # 12 enterprises
    r"|(?<=\d% )(?=[A-ZĐ]{2})"  # 40% GRDP
    rf"|(?<=[{_LAST_OF_SCALES}] )(?:{_AFTER_SCALE})"  # 1,200 billion VND
    r"|(?=p)(?:(?<=\d điểm )(?=phần trăm\b)|(?<=\d percentage )(?=points?\b))|(?<=\d điểm phần )(?=trăm\b)"
    r")|(?<=điểm )(?=%))"  # 24,8 điểm %
)

_BESIDE = late(r"\d%? | \d")


@lru_cache(maxsize=16_384)  # reports say the same words over and over
def unbroken(text: str, mark: str = NO_BREAK) -> str:
    """Put no-break spaces, or ``mark``, between a number and its sign, scale, unit or kind of date."""
    if _BESIDE.search(text) is None:  # most texts have no figure: this is asked of every text of every page
        return text
    return _TOGETHER.sub(mark, text)


_MARK = "\0"  # stands in no text of a page: hidden characters are made visible there
_OPAQUE = late(r"(</?(?:svg|title|option|style|script|template|code|time)\b)")
_FIGURE = late(rf"[\d{NO_BREAK}]")
_DAY = r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w/-])"
_DAYS = late(_DAY)
_KEPT = late(rf"(?<!\S)[^\s{_MARK}]*+{_MARK}\S*|{_DAY}")
_LONGEST = 40  # what is longer would run over the edge of a narrow screen


def held_together(page: str, *, by_style: bool = True) -> str:
    """Keep together what belongs together in the texts of a page.

    Args:
        page: A whole page of HTML, its texts and attributes escaped.  Drawings, codes, times and what holds no markup
            stay so.
        by_style: Wrap it in ``<span class="k">``, which the page's style keeps on one line; else only days, whose
            hyphens stay what they are, and put no-break spaces elsewhere, which are smaller.
    """
    held = _IN_SPANS if by_style else _IN_SPACES
    depth, pieces = 0, _OPAQUE.split(page)
    for place, piece in enumerate(pieces):
        if place % 2:  # the beginning of a tag
            depth += -1 if piece[1] == "/" else 1
        elif not depth:
            pieces[place] = "<".join(map(held.__getitem__, piece.split("<")))
    return "".join(pieces)


_MOST_KNOWN, _LONGEST_KNOWN = 16_384, 120


class _Held(dict[str, str]):
    """A tag with the text behind it → the same, held together: pages say most of their words over and over."""

    def __init__(self, hold: Callable[[str], str]) -> None:
        super().__init__()
        self._hold = hold

    def __missing__(self, part: str) -> str:
        held = part
        tag, end, text = part.rpartition(">")
        if end and _FIGURE.search(text) is not None:  # without one there is nothing to hold
            held = f"{tag}>{self._hold(text)}"
        if len(part) <= _LONGEST_KNOWN:  # long texts are told once
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[part] = held
        return held


def _held(text: str) -> str:
    marked = unbroken(text, _MARK).replace(NO_BREAK, _MARK)
    if _MARK not in marked and text.count("-") < 2:
        return text
    words = marked.split(" ")
    for place, word in enumerate(words):
        if _MARK in word or "-" in word:
            words[place] = _KEPT.sub(_wrapped, word)
    return " ".join(words).replace(_MARK, " ")


def _spaced(text: str) -> str:
    spaced = unbroken(text)
    if spaced.count("-") < 2:
        return spaced
    return _DAYS.sub(r'<span style="white-space:nowrap">\g<0></span>', spaced)  # a mail has no style sheet


def _wrapped(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > _LONGEST else f'<span class="k">{match[0]}</span>'


_IN_SPANS, _IN_SPACES = _Held(_held), _Held(_spaced)
