"""How firm a figure is, in the letters and words of those who publish: SDMX, Eurostat, Open SDG sites, offices."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import NamedTuple

from hntrack.text.fold import fold
from hntrack.text.wording import Wording

CODES = MappingProxyType(
    {"": "final", "A": "final", "P": "provisional", "E": "estimated", "B": "break", "F": "forecast"}
)
"""SDMX's CL_OBS_STATUS, as far as a code of it says the same as one of ours; others need ``words``."""
_WORDS = MappingProxyType(
    {
        "normal": "final",
        "normal value": "final",
        "final": "final",
        "official": "final",
        "official figure": "final",
        "revised": "final",
        "chinh thuc": "final",
        "so chinh thuc": "final",
        "provisional": "provisional",
        "provisional value": "provisional",
        "preliminary": "provisional",
        "prel": "provisional",
        "so bo": "provisional",
        "estimated": "estimated",
        "estimate": "estimated",
        "estimated value": "estimated",
        "uoc": "estimated",
        "uoc tinh": "estimated",
        "uoc thuc hien": "estimated",
        "forecast": "forecast",
        "forecast value": "forecast",
        "du bao": "forecast",
        "du kien": "forecast",
        "break": "break",
        "break in series": "break",
        "break in time series": "break",
        "time series break": "break",
        "gian doan": "break",
        "gian doan chuoi so lieu": "break",
    }
)
MISSING = frozenset({"M", "L", "O", "missing value", "missing", "khong co so lieu"})
"""What says, beside an empty cell, that there is no value."""

# Eurostat's flags: https://ec.europa.eu/eurostat/web/main/data/database, "Flags".  Confidential and not available
# come without a value; a forecast is kept as one, and no verdict uses it.
_FLAGS = MappingProxyType(
    {"f": "forecast", "b": "break", "p": "provisional", "e": "estimated", "s": "estimated"}
)
_TELLING = frozenset("duinr")
_FLAGGED = re.compile(r"([-+−]?[0-9][0-9.,\u00a0\u202f ]*+|:)?\s*+([a-z]{1,4}|[*]{1,3})?")


class Status(NamedTuple):
    """Our code, and a remark that keeps what the code cannot say."""

    code: str
    note: Wording | None = None


def status_of(text: str) -> str | None:
    """Give our code for a letter or word; ``None`` where it says none of ours."""
    text = text.strip()
    if text in CODES or text.upper() in CODES:
        return CODES[text.upper()]
    return _WORDS.get(" ".join(fold(text).strip(" .()").split()))


def parted(text: str) -> tuple[str, str] | None:
    """Part a cell of value and flag (``12.3 bp``, ``: c``, ``45.1p``); ``None`` where it is no such cell."""
    found = _FLAGGED.fullmatch(text.strip())
    return None if found is None else ((found[1] or "").strip(), found[2] or "")


def flag_status(flag: str) -> Status | None:
    """Say what a flag of one or several letters means; ``None`` where one of them says what we have no word for.

    A forecast goes before all else, a break before what is provisional, and that before an estimate; where letters
    are left over the remark keeps them all.
    """
    letters = set(flag)
    if len(letters) != len(flag) or not letters <= {*_FLAGS, *_TELLING}:
        return None
    codes = {_FLAGS[letter] for letter in letters if letter in _FLAGS}
    code = next((one for one in ("forecast", "break", "provisional", "estimated") if one in codes), "final")
    if len(letters) == 1 and flag in _FLAGS:
        return Status(code)
    return Status(code, Wording(f"Ký hiệu của nguồn: {flag}.", f"Flag of the source: {flag}."))
