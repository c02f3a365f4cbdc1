"""From bytes to text: refuse what an editor would not show, before any YAML is parsed."""

from __future__ import annotations

import re

from hntrack.errors import declare, error
from hntrack.store.folder import MOST_BYTES
from hntrack.store.node_kinds import Faults

declare(
    "reading",
    {
        "file-too-large": error(
            "The file is larger than {most} bytes.",
            "A catalog is read into memory as a whole; see whether this really is a data file.",
        ),
        "not-utf8": error(
            "Byte {byte} at position {position} is not UTF-8.", "Save the file again in the UTF-8 encoding."
        ),
        "hidden-character": error(
            "Hidden character {character}: an editor does not show what is really there.",
            "Delete it; where it is really meant, write it as \\u… within double quotes.",
        ),
    },
)

BOM = b"\xef\xbb\xbf"

# Line ends are LF or CRLF.  U+0085, U+2028, U+2029 and a lone CR end a line for YAML but not for every editor,
# so line numbers would differ; bidirectional and zero-width marks make a line read differently from what it
# holds; the rest are control characters and code points that stand for no character.
_REFUSED = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# Looking at the rest of a file is enough, and takes a tenth of the time.
_HARMLESS = bytes((0x09, 0x0A, *range(0x20, 0x7F)))


def text_of(data: bytes, label: str) -> tuple[str | None, Faults]:
    """Decode a file's bytes, of which at most one more than allowed is needed.

    Returns:
        The text without a byte order mark, or ``None`` where it cannot be used; and the faults found.
    """
    if len(data) > MOST_BYTES:
        faults = Faults(label)
        faults.add_at("file-too-large", 0, 0, most=MOST_BYTES)
        return None, faults
    data = data.removeprefix(BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, _undecodable(data, error, label)
    faults = Faults(label, text)
    unusual = data.translate(None, _HARMLESS).decode() if b"\r" not in data else text
    if _REFUSED.search(unusual) is None:
        return text, faults
    for match in _REFUSED.finditer(text):
        line, column = _place(text, match.start())
        faults.add_at("hidden-character", line, column, character=f"U+{ord(match[0]):04X}")
        if len(faults.problems) >= 20:  # a binary file, most likely: more of the same helps nobody
            break
    return None, faults


def _undecodable(data: bytes, error: UnicodeDecodeError, label: str) -> Faults:
    before = data[: error.start].decode("utf-8")
    faults = Faults(label, data.decode("utf-8", errors="replace"))
    line, column = _place(before, len(before))
    faults.add_at("not-utf8", line, column, byte=f"0x{data[error.start]:02X}", position=error.start)
    return faults


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
