"""Encodings of tables, those of older Vietnamese systems among them: TCVN3, which Python does not know."""

from __future__ import annotations

import unicodedata

from hntrack.languages import load_table

CODECS = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "windows-1252": "cp1252",
    "windows-1258": "cp1258",
    "tcvn3": "latin-1",
}
"""Our name → Python's."""

# TCVN 5712:1993 VN3 ("ABC", the .VnTime fonts): capitals with tone marks are drawn by fonts of their own.
_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_OLD = ("windows-1258", "tcvn3", "windows-1252")
_ENOUGH = 2


def tcvn3(text: str) -> str:
    """Give a text whose TCVN3 bytes were read as Latin-1."""
    return text.translate(_TCVN3)


def recognised(data: bytes) -> str:
    """Say which encoding bytes that are no UTF-8 seem to be in, by common Vietnamese words; empty where none.

    Text with neither Vietnamese words nor bytes that Windows-1252 lacks is said to be in that, the commonest.
    """
    if b"\0" in data[:200]:
        return "utf-16"
    texts = {name: text for name in _OLD if (text := _decoded(data, CODECS[name])) is not None}
    counts = {
        name: _count_vietnamese(tcvn3(text) if name == "tcvn3" else text) for name, text in texts.items()
    }
    best = max(counts, key=lambda name: counts[name], default="")
    if best and counts[best] >= _ENOUGH:
        return best
    return "" if _decoded(data, "cp1252") is None else "windows-1252"


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _count_vietnamese(text: str) -> int:
    """Count the common Vietnamese words of a text."""
    text = unicodedata.normalize("NFC", text).lower()
    common = load_table("tables")["common"]
    count = sum(word in common and not word.isascii() for word in text.split()[:5000])
    return count + sum(text.count(word) for word in ("năm", "tỉnh", "tổng số", "tỷ lệ"))


def decoded(data: bytes, encoding: str) -> str:
    """Read bytes as a text without its byte order mark; raises ``UnicodeDecodeError`` where they are none."""
    text = data.decode(CODECS[encoding])
    return tcvn3(text) if encoding == "tcvn3" else text.removeprefix("\ufeff")
