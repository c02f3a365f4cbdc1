"""What all readers of documents do with text: one line of it, raised digits; tell headings and items of lists.

Headings and items are told from paragraphs by their words, as Vietnamese administrative texts number them.
"""

from __future__ import annotations

import re

from hntrack.text.fold import nfc

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
    """Whether a line is a heading; ``bold`` where all of it is, ``large`` where it is larger than the text around it."""
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
