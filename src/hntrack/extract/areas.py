"""Countries and places that texts speak of, and which one a document is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hntrack.text.quantity_numbers import whole_words


@dataclass(frozen=True, slots=True)
class Area:
    """A place: its English name and the lower-case words that mean it in either language."""

    name: str
    words: tuple[str, ...]


AREAS = (
    Area("Hanoi", ("hà nội", "thủ đô", "hanoi", "ha noi")),
    Area(
        "Ho Chi Minh City",
        (
            "tp hcm",
            "tphcm",
            "tp.hcm",
            "tp. hcm",
            "thành phố hồ chí minh",
            "tp hồ chí minh",
            "ho chi minh city",
            "hcmc",
        ),
    ),
    Area("Da Nang", ("đà nẵng", "da nang", "danang")),
    Area("Hai Phong", ("hải phòng", "hai phong")),
    Area("Can Tho", ("cần thơ", "can tho")),
    Area("Hue", ("thành phố huế", "thừa thiên huế")),
    Area("Quang Ninh", ("quảng ninh", "quang ninh")),
    Area("Bac Ninh", ("bắc ninh", "bac ninh")),
    Area("Hoa Lac Hi-Tech Park (Hanoi)", ("khu công nghệ cao hòa lạc", "hoa lac hi-tech park")),
    Area(
        "Vietnam",
        ("việt nam", "vietnam", "viet nam", "bộ chính trị", "thủ tướng chính phủ", "quốc gia", "vn"),
    ),
    Area("European Union", ("european union", "eu", "liên minh châu âu", "member states", "europe")),
    Area("England and Wales", ("england and wales",)),
    Area("England", ("england",)),
    Area("UK", ("uk", "united kingdom", "britain", "vương quốc anh")),
    Area("Scotland", ("scotland",)),
    Area("New Zealand", ("new zealand", "nz", "aotearoa")),
    Area("Australia", ("australia", "úc")),
    Area("Canada", ("canada",)),
    Area("India", ("india", "ấn độ")),
    Area("Singapore", ("singapore",)),
    Area("Ireland", ("ireland",)),
    Area("Germany", ("germany", "đức")),
    Area("United States", ("united states", "us", "hoa kỳ")),
    Area("Japan", ("japan", "nhật bản")),
    Area("Thailand", ("thailand", "thái lan")),
    Area("Malaysia", ("malaysia",)),
    Area("China", ("china", "trung quốc")),
)


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: area.name for area in AREAS for word in area.words}
    return re.compile(rf"(?:{whole_words(names, ' ')})(?!\w)"), names


def areas_in(low: str) -> list[tuple[int, str]]:
    """Give the places that a lower-case text names, each with where it starts."""
    pattern, names = _pattern()
    return [(m.start(), names[m.group()]) for m in pattern.finditer(low)]


def main_area(lines: list[str]) -> str:
    """Give the place that a document (lower-case lines) speaks of most, its first line counting thrice; or ``""``."""
    counts: dict[str, int] = {}
    for index, low in enumerate(lines):
        for _, name in areas_in(low):
            counts[name] = counts.get(name, 0) + (3 if index == 0 else 1)
    return max(counts, key=lambda one: counts[one]) if counts else ""
