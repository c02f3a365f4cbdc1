"""Find aims without a figure: a role to take, a level to reach, a place among the first."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hntrack.languages import load_table
from hntrack.text.phrases import edges
from hntrack.text.quantity_numbers import whole_words, words_pattern
from hntrack.text.sentences import Sentence

Span = tuple[int, int]
_REST_OF_WORD = re.compile(r"[^\W\d_]{1,15}")
_NEW = re.compile(r"[,;:]|(?<!\w)(?:và|and)(?!\w)")
_FEW_WORDS = 4
_LOOSE_MARKS = " ,(–-"
_LOOSE_WORDS = tuple(
    f" {word}"
    for word in (
        "vào", "đến", "trong", "từ", "trước", "sau", "dịp", "với", "quy mô",
        "by", "in", "on", "at", "of", "after", "before", "from", "with", "the", "a",
    )
)  # fmt: skip


def aims_of(sentence: Sentence, lang: str, taken: list[Span], times: list[int]) -> list[Span]:
    """Give the places where words of an aim stand, at most one for each part of a sentence.

    A part ends at ``;`` and ``:``, and at a comma behind which a verb or a time starts something new; an aim ends
    before a figure and before a time.

    Args:
        sentence: Where to look.
        lang: The language.
        taken: Places of figures, in order: words in them, or said of what they count, are no aim of their own.
        times: Where times start.
    """
    found: list[Span] = []
    patterns = _aims(lang)
    for start, end in _parts(sentence.low, lang):
        part = sentence.low[:end]
        aims = (
            _own(part, match.span(), start, taken, times)
            for match in patterns.aim.finditer(part, start)
            if not patterns.leads_elsewhere.search(part, start, match.start())
        )
        first = next(filter(None, aims), None)
        if first is not None:
            found.append(first)
    return found


def _own(low: str, span: Span, part: int, taken: list[Span], times: list[int]) -> Span | None:
    """Cut off what stands behind an aim; ``None`` where the words belong to a figure."""
    start, end = span
    if _is_of_a_figure(low, start, [b for a, b in taken if part <= a < start]):
        return None
    if low[end - 1].isalpha() and (
        rest := _REST_OF_WORD.match(low, end)
    ):  # a bound of the pattern cut a word
        end = rest.end()
    figure = min((a for a, _ in taken if start < a), default=len(low) + 2)
    if figure <= end + 1 and len(low[start:figure].split()) < _FEW_WORDS:
        return None  # "xử lý dứt điểm 187 điểm đen" is a figure's
    end = min(end, figure, *(at for at in times if start < at))
    return start, start + len(_without_loose_end(low[start:end]))


def _without_loose_end(words: str) -> str:
    """Take away what leads over to the figure or time behind an aim."""
    words = words.rstrip(_LOOSE_MARKS)
    while word := next(filter(words.endswith, _LOOSE_WORDS), ""):
        words = words[: -len(word)].rstrip(_LOOSE_MARKS)
    return words


def _is_of_a_figure(low: str, start: int, ends: list[int]) -> bool:
    """Whether words stand in a figure, or right behind the last one before them."""
    return bool(ends) and (ends[-1] > start or _NEW.search(low, ends[-1], start) is None)


def _parts(low: str, lang: str) -> list[Span]:
    cuts = [0, *[m.end() for m in _cut(lang).finditer(low)], len(low)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


@cache
def _cut(lang: str) -> re.Pattern[str]:
    verbs = words_pattern(edges(lang).clause_verbs)
    return re.compile(
        rf";|:(?=\s)|,(?=\s+(?:{verbs}|không (?:để|còn|có)|(?:đến|tới|by) (?:năm )?\d{{4}})(?!\w))"
        rf"|(?:{whole_words(('và', 'and'))})(?=\s+(?:thuộc|đạt|trở thành|become)(?!\w))"
    )


class _Aims(NamedTuple):
    aim: re.Pattern[str]
    leads_elsewhere: re.Pattern[str]


@cache
def _aims(lang: str) -> _Aims:
    table = load_table("aims", lang)
    verbs = words_pattern(edges(lang).clause_verbs)
    parts = [
        row["pattern"].replace("{verbs}", verbs).replace("{where}", table["where"]) for row in table["aim"]
    ]
    return _Aims(
        re.compile(rf"(?<!\w)(?:{'|'.join(parts)})"),
        re.compile(rf"(?:{whole_words(table['leads_elsewhere'])})(?: \w+){{0,3}} $"),
    )
