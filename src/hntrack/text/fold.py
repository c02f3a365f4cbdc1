"""Compare Vietnamese texts: one Unicode form, and a form without marks for searching."""

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
