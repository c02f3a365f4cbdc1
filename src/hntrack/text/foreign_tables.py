"""What tables of other programs hold: in which encoding, and which numbers.

Among the encodings are those of older Vietnamese systems: TCVN3, which Python does not know.  Numbers are read by the
marks that were said to hold: what could be read in two ways is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from hntrack.languages import load_table
from hntrack.text.numbers import split_sign

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
    text = unicodedata.normalize("NFC", text).lower()
    common = load_table("tables")["common"]
    count = sum(word in common and not word.isascii() for word in text.split()[:5000])
    return count + sum(text.count(word) for word in ("năm", "tỉnh", "tổng số", "tỷ lệ"))


def decoded(data: bytes, encoding: str) -> str:
    """Read bytes as a text without its byte order mark; raises ``UnicodeDecodeError`` where they are none."""
    text = data.decode(CODECS[encoding])
    return tcvn3(text) if encoding == "tcvn3" else text.removeprefix("\ufeff")


NO_VALUE = frozenset({"", "-", "–", "—", ".", "..", "...", "…", ":", "NA", "N/A", "n/a", "x"})
"""Cells that say: there is no value.  What offices print; PX-Web writes ``..`` and ``...``."""
_EXACT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))


@dataclass(frozen=True, slots=True)
class Notation:
    """The marks of a file: ``decimal`` and ``thousands`` as declared, ``exact`` where its format has one notation."""

    decimal: str | None = None
    thousands: str | None = None
    exact: bool = False


class TwoWays(ValueError):  # noqa: N818  (named for what it is)
    """A number that reads as two."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one, other)
        self.one, self.other = one, other


def marked_number(text: str, notation: Notation, most: int) -> Decimal | None:
    """Read a number by the marks of a file; ``None`` where it is none or has more than ``most`` characters.

    Raises:
        TwoWays: No decimal mark was declared and ``1.200`` or ``1,200`` may be more than a thousand, or 1.2.
    """
    if notation.exact:
        return exact_number(text, most)
    negative, text = split_sign(text.translate(_BLANKS).strip(" "))
    sign = "-" if negative else ""
    mark = notation.decimal or "."
    if text.startswith(mark):
        text = f"0{text}"
    two = _TWO_WAYS.fullmatch(text) if notation.decimal is None else None
    if two is not None:
        raise TwoWays(sign + text.replace(two[1], "."), sign + text.replace(two[1], ""))
    if re.fullmatch(rf"{_whole_part(notation)}(?:{re.escape(mark)}[0-9]+)?", text) is None:
        return None
    return exact_number(sign + text.replace(notation.thousands or "\0", "").replace(mark, "."), most)


def _whole_part(notation: Notation) -> str:
    """Give the pattern of digits before the decimal mark: in groups of three, or without groups."""
    if notation.thousands is None:
        return "[0-9]+"
    return f"(?:[1-9][0-9]{{0,2}}(?:{re.escape(notation.thousands)}[0-9]{{3}})+|[0-9]+)"


def exact_number(text: str, most: int) -> Decimal | None:
    """Read a number with a decimal point, digit for digit; ``None`` where it is none or too long."""
    if _EXACT.fullmatch(text) is None or len(text) > 2 * most:
        return None
    value = Decimal(text)
    plain = format(value, "f")
    return Decimal(plain) if len(plain) <= most - 1 else None
