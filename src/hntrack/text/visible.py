"""Make what a terminal would obey, or a reader would not see, visible."""

from __future__ import annotations

import unicodedata

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


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
