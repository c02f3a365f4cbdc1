"""Countries and places that texts speak of, and which one a document or a figure is about."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from hntrack.languages import load_table
from hntrack.text.quantity_numbers import lower, whole_words

_TITLE_WEIGHT = 3
_OFFICE_WEIGHT = 2
_COUNTRY = "Vietnam"
# "Hà Nội, ngày 12 tháng 3", "Hanoi (VNA) -": where a text was signed or sent from says nothing of its matter.
_SENT = re.compile(r",? ngày \d|,? \d{1,2}/\d{1,2}(?!\d)|,? ?\((?:ttxvn|vna|vov|vns|ians|ani|pti)\b")
_WORDS = r"[a-z]?[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20}){0,2}"
_OFFICE = re.compile(
    rf"(?<![\w’'-])(?:({_WORDS}?) (?:City|County|Council|Municipality|Province|Provincial)\b"
    r"|(?:City|Town|County|Province|State|Region|Municipality|Borough|Government|Mayor|Governor|[Dd]istricts?) of"
    rf" (?:the )?({_WORDS}))"
)
_LABEL = re.compile(r"[^:.;\d]{3,40}:(?=\s)")


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    tables = load_table("areas").values()
    names = {word: name for table in tables for name, words in table.items() for word in words}
    return re.compile(rf"(?:{whole_words(names, ' ')})(?!\w)"), names


def areas_in(low: str) -> list[tuple[int, str]]:
    """Give the places that a lower-case text names, each with where it starts."""
    pattern, names = _pattern()
    return [(m.start(), names[m.group()]) for m in pattern.finditer(low)]


@cache
def area_name(name: str, lang: str) -> str:
    """Give the name of a place in a language: claims name it in English, ``Quang Binh``; a reader knows Quảng Bình."""
    if lang != "vi":
        return name
    tables = load_table("areas").values()
    words = (word for table in tables for word in table.get(name, ()) if not word.isascii())
    own = next(words, name)
    for kind in ("tỉnh ", "thành phố ", "nước "):
        own = own.removeprefix(kind)
    return name if own == name else own.title()


def main_area(lines: list[str], lang: str) -> str:
    """Give the place that a document speaks of most, its first line counting thrice; or ``""``.

    In Vietnamese a ministry or "the whole country" speaks for the country, "the whole province" for one that need not
    be named; in English an office names a place that no table knows ("Leeds City Council").
    """
    pattern, names = _pattern()
    counts: Counter[str] = Counter()
    for index, line in enumerate(lines):
        weight = 1 if index else _TITLE_WEIGHT
        low = lower(line)
        for match in pattern.finditer(low):
            if not _SENT.match(low, match.end()):
                counts[names[match.group()]] += weight
        if lang == "vi":
            counts[_COUNTRY] += weight * (_speaks("country").search(low) is not None)
            counts[""] += weight * len(_speaks("local").findall(low))
        else:
            for name in _of_offices(line):
                counts[name] += weight * _OFFICE_WEIGHT
    unnamed = counts.pop("", 0)
    if lang == "vi":
        home = load_table("areas")["vietnam"]
        at_home = Counter({name: count for name, count in counts.items() if name in home and count})
        if unnamed > counts[_COUNTRY] and not at_home.keys() - {_COUNTRY}:
            return ""
        counts = at_home or counts
    return max(counts, key=lambda name: (counts[name], name != _COUNTRY), default="")


def area_at(areas: list[tuple[int, str]], position: int, main: str) -> str:
    """Give the place that a figure is about: the last one of Vietnam that its sentence names before it, else the main.

    Places abroad are markets, partners and rivals as often as not; they only count where the text is about no place.
    """
    home = load_table("areas")["vietnam"]
    before = [name for start, name in areas if start <= position and (name in home or not main)]
    return before[-1] if before else main


def area_of_label(line: str, main: str) -> str:
    """Give the place that heads a line (``Tỉnh Lào Cai: …``), else the main one."""
    label = _LABEL.match(line)
    named = areas_in(lower(label.group())) if label else []
    return named[0][1] if len(named) == 1 else main


def _of_offices(line: str) -> list[str]:
    """Give the places of the offices that an English line names, but for those that tables know."""
    generic = set(load_table("genres", "en")["places"]["generic"])
    found = [first or second for first, second in _OFFICE.findall(line)]
    return [name for name in found if not areas_in(name.lower()) and generic.isdisjoint(name.lower().split())]


@cache
def _speaks(which: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(load_table('genres', 'vi')['places'][which])})(?!\w)")
