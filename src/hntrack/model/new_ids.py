"""Names for new records: made in one place, so that every command gives the same ones and none is too long."""

from __future__ import annotations

import re
from collections.abc import Container

LONGEST = 80
_NOT_ID = re.compile(r"[^a-z0-9]+")
_COUNTED = re.compile(r"-r[0-9]+$")


def slug(text: str) -> str:
    """Give a text as part of an id: ``2026-Q2`` → ``2026-q2``, ``2016/2020`` → ``2016-2020``."""
    return _NOT_ID.sub("-", text.lower()).strip("-")


def id_of(stem: str, part: str) -> str:
    """Put an id and a part behind it together (``firms`` and ``2026-Q2`` → ``firms-2026-q2``).

    Where both are longer than an id may be, the stem is cut: the part tells records of one stem apart.
    """
    return _with(stem, f"-{slug(part)}")


def free_id(name: str, taken: Container[str]) -> str:
    """Give an id that is not taken: the name itself, or the name with the first free number from 2 behind it."""
    free, number = _with(name, ""), 2
    while free in taken:
        free = _with(name, f"-{number}")
        number += 1
    return free


def revision_id(revised: str, taken: Container[str]) -> str:
    """Name a revision after the first record: ``firms-2025-r2``, then ``firms-2025-r3``."""
    first, number = _COUNTED.sub("", revised), 2
    while (free := _with(first, f"-r{number}")) in taken:
        number += 1
    return free


def withdrawal_id(withdrawn: str) -> str:
    """Name the record that takes another one back."""
    return _with(withdrawn, "-withdrawn")


def _with(stem: str, end: str) -> str:
    return f"{stem[: LONGEST - len(end)].rstrip('-')}{end}"
