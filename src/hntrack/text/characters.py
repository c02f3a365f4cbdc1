"""The characters of a text: one Unicode form, a form without marks for searching, lines as an editor counts them.

And what a terminal would obey, or a reader would not see, made visible.
"""

from __future__ import annotations

import unicodedata

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
    return "".join(_escape(c) if unicodedata.category(c) in _HIDDEN_CATEGORIES else c for c in text)


def _escape(character: str) -> str:
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    return named or f"\\u{{{ord(character):04x}}}"
