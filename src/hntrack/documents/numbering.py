"""The numbers that Word prints before the items of lists and does not store in their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hntrack.text.numbers import read_whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 5000


class _Level(NamedTuple):
    """How a level of a list is numbered."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts the items of every list of a document."""

    def __init__(self, root: Element | None, namespace: str) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root, namespace)

    def _read(self, root: Element, ns: str) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for one in root.findall(f"{ns}abstractNum"):
            levels = {}
            for level in one.findall(f"{ns}lvl"):
                form, text, start = (
                    _value(level, f"{ns}{name}", ns) for name in ("numFmt", "lvlText", "start")
                )
                depth = read_whole(level.get(f"{ns}ilvl", "0"), 8)
                if depth is not None:
                    first = read_whole(start, 32767)
                    levels[depth] = _Level(form or "decimal", text, 1 if first is None else first)
            abstract[one.get(f"{ns}abstractNumId", "")] = levels
        for one in root.findall(f"{ns}num"):
            named = _value(one, f"{ns}abstractNumId", ns)
            self._levels[one.get(f"{ns}numId", "")] = abstract.get(named, {})

    def next(self, list_id: str, level: str) -> str:
        """Count one more item of a list and give what is printed before it; ``-`` for a bullet."""
        levels = self._levels.get(list_id)
        depth = read_whole(level, 8)
        if not levels or depth is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [count for count in counts if count > depth]:
            del counts[deeper]
        if levels[depth].form == "bullet":
            return "-"
        if levels[depth].form == "none":
            return ""

        def number(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            shown = levels.get(one, levels[depth])
            return _numbered(counts.get(one, shown.start), shown.form)

        return re.sub(r"%([1-9])", number, levels[depth].text)


def _value(element: Element, path: str, ns: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{ns}val", "")


def _numbered(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 0 < count < _MOST:
        letters = "abcdefghijklmnopqrstuvwxyz"
        letter = letters[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)


def _roman(count: int) -> str:
    if not 0 < count < _MOST:
        return str(count)
    text = ""
    for value, letters in (*_ROMAN, *_SMALL):
        while count >= value:
            text += letters
            count -= value
    return text
