"""Small things that all readers of documents do with text."""

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
