"""Encodings of older Vietnamese systems: TCVN3, which Python does not know, and which one a text seems to be in."""

from __future__ import annotations

import unicodedata

# TCVN 5712:1993 VN3 ("ABC", the .VnTime fonts): capitals with tone marks are drawn by fonts of their own.
_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_COMMON = frozenset(
    [
        "năm",
        "tỉnh",
        "tổng",
        "số",
        "tỷ",
        "lệ",
        "và",
        "các",
        "thành",
        "phố",
        "đơn",
        "vị",
        "hà",
        "nội",
        "giá",
        "trị",
        "chỉ",
        "tiêu",
        "kinh",
        "tế",
        "người",
        "tháng",
        "quý",
        "sơ",
        "bộ",
        "sản",
        "doanh",
        "nghiệp",
        "dân",
        "triệu",
        "đồng",
        "nghìn",
        "khu",
        "vực",
        "nguồn",
        "thống",
        "kê",
        "theo",
    ]
)
_CODECS = {"windows-1258": "cp1258", "tcvn3": "latin-1", "windows-1252": "cp1252"}
_ENOUGH = 2


def tcvn3(text: str) -> str:
    """Give a text whose TCVN3 bytes were read as Latin-1."""
    return text.translate(_TCVN3)


def recognised(data: bytes) -> str:
    """Say which encoding bytes that are no UTF-8 seem to be in, by common Vietnamese words; empty where none.

    Text with neither Vietnamese words nor bytes that Windows-1252 lacks is said to be in that, the commonest.
    """
    if b"\\0" in data[:200]:
        return "utf-16"
    texts = {name: text for name, codec in _CODECS.items() if (text := _decoded(data, codec)) is not None}
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
    count = sum(word in _COMMON and not word.isascii() for word in text.split()[:5000])
    return count + sum(text.count(word) for word in ("năm", "tỉnh", "tổng số", "tỷ lệ"))
