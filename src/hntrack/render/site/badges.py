"""Verdicts as badges: a word, a mark that differs by shape, and a tone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hntrack.model.codes import PACES, STANDINGS
from hntrack.render.site.words import PACE_MARKS, STANDING_MARKS
from hntrack.report.progress import TONES
from hntrack.report.words import label


@dataclass(frozen=True, slots=True)
class Badge:
    """A word, its mark, and its tone (``good``, ``warn``, ``bad``, ``muted`` or ``plain``)."""

    label: str
    mark: str
    tone: str


@cache
def badges(lang: str) -> dict[str, dict[str, Badge]]:
    """Give the badges of all standings and paces."""
    return {
        "standing": {code: _badge("standing", code, STANDING_MARKS[code], lang) for code in STANDINGS},
        "pace": {code: _badge("pace", code, PACE_MARKS[code], lang) for code in PACES},
    }


def _badge(kind: str, code: str, mark: str, lang: str) -> Badge:
    return Badge(label(kind, code, lang), mark, TONES[code] or "plain")
