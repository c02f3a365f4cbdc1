"""Compare Vietnamese texts: one Unicode form, and a form without marks for searching."""

from __future__ import annotations

import unicodedata


def nfc(text: str) -> str:
    """Give the composed form (NFC), in which every text of a catalog is kept."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Give the form in which a search compares: lower case, no marks, đ as d (``Điện tử`` → ``dien tu``)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
