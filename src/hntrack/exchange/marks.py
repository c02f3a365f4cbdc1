"""See by the numbers of a column which marks they are written with; where nothing shows it, nothing is said."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BLANKS = re.compile(r"[\u00a0\u202f\u2009]")
_DECIMAL = re.compile(r"[0-9]+([.,])(?:[0-9]{1,2}|[0-9]{4,})")  # three digits could be thousands
_ZERO = re.compile(r"0([.,])[0-9]+")
_MANY_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})+")
_GROUP = re.compile(r"[1-9][0-9]{0,2}([., ])[0-9]{3}")
_BOTH = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*([.,])[0-9]+")
_OTHER = {".": ",", ",": "."}


def marks_of(texts: Iterable[str]) -> tuple[str | None, str | None]:
    """Give the decimal mark and that of thousands; ``None`` for what the numbers do not show, or show in two ways."""
    decimals: set[str] = set()
    groups: set[str] = set()
    doubtful: set[str] = set()
    for text in texts:
        bare = _BLANKS.sub(" ", text).strip(" %").lstrip("+-−")
        if (found := _BOTH.fullmatch(bare)) is not None and found[1] != found[2]:
            groups.add(found[1])
            decimals.add(found[2])
        elif (found := _ZERO.fullmatch(bare) or _DECIMAL.fullmatch(bare)) is not None:
            decimals.add(found[1])
        elif (found := _MANY_GROUPS.fullmatch(bare)) is not None:
            groups.add(found[1])
        elif (found := _GROUP.fullmatch(bare)) is not None:
            doubtful.add(found[1])
    return _decided(decimals, groups, doubtful)


def _decided(decimals: set[str], groups: set[str], doubtful: set[str]) -> tuple[str | None, str | None]:
    if not decimals and len(groups) == 1:
        decimals = {_OTHER[group] for group in groups if group in _OTHER}
    if len(decimals) != 1:
        return None, next(iter(groups)) if len(groups) == 1 else None
    (decimal,) = decimals
    groups |= doubtful - {decimal}
    return decimal, next(iter(groups)) if len(groups) == 1 else None
