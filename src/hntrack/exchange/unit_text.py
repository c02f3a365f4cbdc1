"""Units as tables state them: "Triệu đồng", "GBP (millions)", "Nghìn người", UNIT_MULT 6, "Thousands"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from hntrack.text.fold import fold
from hntrack.text.messages import LANGUAGES
from hntrack.text.units import UNITS, Unit

_SCALES: tuple[tuple[str, int], ...] = (
    ("nghin ty", 12),
    ("ngan ty", 12),
    ("trieu ty", 15),
    ("tram trieu", 8),
    ("tram nghin", 5),
    ("hundred million", 8),
    ("hundred thousand", 5),
    ("hundreds of millions", 8),
    ("trillions", 12),
    ("trillion", 12),
    ("billions", 9),
    ("billion", 9),
    ("millions", 6),
    ("million", 6),
    ("thousands", 3),
    ("thousand", 3),
    ("mln", 6),
    ("bln", 9),
    ("ty", 9),
    ("trieu", 6),
    ("nghin", 3),
    ("ngan", 3),
    ("'000", 3),
    ("000s", 3),
    ("tens", 1),
    ("hundreds", 2),
    ("units", 0),
)
_SCALE = re.compile("|".join(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z])" for word, _ in _SCALES))
_POWER = dict(_SCALES)
_NONE = frozenset({"", "_z", "_x", "_t", "not applicable", "none", "number", "so luong"})
# SDMX's CL_UNIT_MEASURE and the words of offices, for built-in units.
_CODES: Mapping[str, str] = MappingProxyType(
    {
        "pt": "percent",
        "pc": "percent",
        "percentage": "percent",
        "per cent": "percent",
        "phan tram": "percent",
        "ty le": "percent",
        "%": "percent",
        "dong": "vnd",
        "dong viet nam": "vnd",
        "viet nam dong": "vnd",
        "d": "vnd",
        "do la my": "usd",
        "do la": "usd",
        "us dollar": "usd",
        "us dollars": "usd",
        "us$": "usd",
        "$": "usd",
        "euro": "eur",
        "euros": "eur",
        "ps": "person",
        "per": "person",
        "persons": "person",
        "person": "person",
        "people": "person",
        "nguoi": "person",
        "ix": "index",
    }
)


class Said(NamedTuple):
    """What a text says of a unit.

    Attributes:
        power: The power of ten; ``None`` where it names no scale.
        unit: The rest, without marks and in small letters, or the id of a built-in unit; empty where nothing is left.
    """

    power: int | None
    unit: str


def power_of(text: str) -> int | None:
    """Read a scale that stands alone: ``6``, ``Thousands``, ``Triệu``; ``None`` where it is none."""
    plain = " ".join(fold(text).split()).strip(" .")
    if plain.isascii() and plain.lstrip("-").isdecimal() and len(plain) < 4:
        return int(plain)
    if plain in _NONE:
        return 0
    return _POWER.get(plain)


def unit_said(text: str) -> Said:
    """Read a unit with its scale: ``GBP (millions)`` is a million GBP."""
    plain = " ".join(fold(text).replace("(", " ").replace(")", " ").replace(",", " ").split())
    found = _SCALE.search(plain)
    power = None
    if found is not None and found[0] != "units":
        power, plain = _POWER[found[0]], f"{plain[: found.start()]} {plain[found.end() :]}"
    plain = " ".join(plain.split()).removeprefix("of ").strip(" .:;")
    if plain.startswith(("pt_", "pc_")):  # SDMX's "percentage of …"
        plain = "percent"
    return Said(power, _CODES.get(plain, _by_name().get(plain, plain)) if plain not in _NONE else "")


@cache
def _by_name() -> Mapping[str, str]:
    """Give the id of each built-in unit by each of its names, in every language."""
    named = ((one.id, name) for one in UNITS.values() for name in (one.id, one.symbol, *_titles(one)))
    return {fold(name): unit for unit, name in named if name}


def _titles(unit: Unit) -> tuple[str, ...]:
    return tuple(unit.title.within(lang) for lang in LANGUAGES)
