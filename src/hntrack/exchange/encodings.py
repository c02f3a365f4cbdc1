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
    best, most = "", 0
    for name, codec in _CODECS.items():
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        text = unicodedata.normalize("NFC", tcvn3(text) if name == "tcvn3" else text)
        count = sum(word in _COMMON and not word.isascii() for word in text.lower().split()[:5000])
        count += sum(text.lower().count(word) for word in ("năm", "tỉnh", "tổng số", "tỷ lệ"))
        if count > most:
            best, most = name, count
    if most >= _ENOUGH:
        return best
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return "windows-1252"
