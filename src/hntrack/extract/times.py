"""Find the times a text names, and tell deadlines from dates of events and from years in a document's title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hntrack.extract.time_words import DOCUMENT_NOUNS, NO_TITLE_BETWEEN, TIME_WORDS, TITLE_NOUNS, TimeWord

_YEAR = r"(?:199|20\d)\d(?![\d%]|[.,]\d)"
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_LOOK_BACK = 160


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a text names.

    Attributes:
        start, end: Where.
        year: Its (last) year; ``None`` for "now".
        basis, role: As in :class:`~hntrack.extract.time_words.TimeWord`; ``role`` may also be ``title``.
    """

    start: int
    end: int
    year: int | None
    basis: str
    role: str


def find_times(low: str, lang: str) -> tuple[Time, ...]:
    """Find the times of a lower-case text, in order, the longer one where two start alike."""
    pattern, table = _pattern(lang)
    found: list[Time] = []
    for match in pattern.finditer(low):
        word = table[match.lastgroup or ""]
        years = [int(one) for one in re.findall(r"(?:199|20\d)\d(?!\d)", match.group())]
        role = word.role
        if role == "now":
            years = []
        if role == "when" and years and _in_title(low, match.start(), lang):
            role = "title"
        elif role == "when" and word.basis == "during" and _names_document(low, match.start(), lang):
            role = "event"
        found.append(Time(match.start(), match.end(), years[-1] if years else None, word.basis, role))
    return tuple(found)


def _in_title(low: str, start: int, lang: str) -> bool:
    """Whether a deadline belongs to the name of a strategy, plan or programme just before it."""
    before = re.split(r"[.;:()]", low[max(0, start - _LOOK_BACK) : start])[-1]
    noun = max((before.rfind(one) for one in TITLE_NOUNS[lang]), default=-1)
    if noun < 0:
        return False
    between = before[noun:]
    return not any(one in between for one in NO_TITLE_BETWEEN[lang])


def _names_document(low: str, start: int, lang: str) -> bool:
    """Whether a year stands in the name of a resolution or law: ``Nghị quyết 57-NQ/TW năm 2024``."""
    before = re.split(r"[,.;:()]", low[max(0, start - 40) : start])[-1]
    return any(one in before for one in DOCUMENT_NOUNS[lang])


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str], dict[str, TimeWord]]:
    table = {f"t{i}": one for i, one in enumerate(TIME_WORDS) if one.lang == lang}
    parts = [f"(?P<{name}>{_regex(one.pattern)})" for name, one in table.items()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"), table


def _regex(pattern: str) -> str:
    optional = "\x00"  # a blank that may be missing; set apart while the other blanks are widened
    widened = pattern.replace(" ?", optional).replace(" ", r"[ \u00a0]+").replace(optional, r"[ \u00a0]?")
    return widened.replace("MONTH", _MONTH).replace("Y", _YEAR)
