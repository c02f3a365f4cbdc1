"""Compare Vietnamese texts: one Unicode form, a form without marks for searching, lines as an editor counts them."""

from __future__ import annotations

import unicodedata


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
