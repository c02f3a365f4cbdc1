"""Cut out the phrases around a figure that may name what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hntrack.text.phrases import TIME_MARK, edges, noun_phrase_before, noun_phrase_behind
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import words_pattern
from hntrack.text.sentences import Sentence
from hntrack.text.written_times import Time

_PLAIN_WORDS = frozenset(
    {"national", "rate", "rates", "level", "levels", "the", "of", "a", "an", "its", "and", "tỉnh"}
)
# "18% fewer than in 2020", "a 45 percent cut": more of the same.
_OF_THE_SAME = re.compile(
    r"[ -](?:fewer|more|less|higher|lower|longer|shorter|up|down|cut|reduction|increase|rise)(?!\w)"
)
_OF_A_PLAN = re.compile(r" ?(?:so với )?(?:kế hoạch|dự toán|chỉ tiêu)(?!\w)")
_MORE_UNIT = re.compile(r" ?[^\W\d]{0,6}/")  # "26 m2 sàn/người", "3 tấn/ha"
_AND = re.compile(r"(?<!\w)(?:và|and)(?!\w)")
_IS = re.compile(r"\s{0,3}là ")
# What starts so is a clause that goes on, and names nothing: "we intend to close that gap".
_NO_PHRASE = {
    "en": re.compile(
        r"(?:we|i|it|they|he|she|you|this|against|since|who|which|that|up from|down from|or|when|where|lower than"
        r"|higher than|such|remains|followed by|at)(?!\w)"
    ),
    "vi": re.compile(r"(?:lũy kế|luỹ kế|cộng dồn|tính chung|tương đương)(?!\w)"),
}
_FAR = 400


class Place:
    """Where a figure stands in its sentence.

    Attributes:
        sentence, figures, index: The sentence, its figures, and which of them it is.
        blanked: The text without its times.
        lang: The language.
        one: The figure itself.
        clause: The bounds of its clause.
        left: What stands before it in its clause, behind the figure before it.
        right: What stands behind it in its clause, before the next figure.
    """

    __slots__ = ("blanked", "clause", "figures", "index", "lang", "left", "one", "right", "sentence")

    def __init__(
        self, sentence: Sentence, figures: list[Quantity], index: int, blanked: str, lang: str
    ) -> None:
        self.sentence, self.figures, self.index, self.blanked, self.lang = (
            sentence,
            figures,
            index,
            blanked,
            lang,
        )
        self.one = figures[index]
        self.clause = start, end = sentence.clause_of(self.one.start)
        before = figures[index - 1].end if index else 0
        behind = figures[index + 1].start if index + 1 < len(figures) else end
        self.left = self.stretch(max(start, before), self.one.start)
        self.right = self.stretch(self.one.end, min(end, behind))

    def stretch(self, start: int, end: int) -> str:
        """Give a stretch of the sentence with a mark in place of each time, at most some hundred characters."""
        return (
            self.blanked[max(start, end - _FAR) : end]
            if end <= self.one.start
            else self.blanked[start : min(end, start + _FAR)]
        )


def without_times(text: str, times: Sequence[Time]) -> str:
    """Put a mark and blanks in place of each time, so that nothing moves."""
    pieces, at = [], 0
    for time in times:
        pieces += [text[at : time.start], TIME_MARK, " " * (time.end - time.start - 1)]
        at = time.end
    return "".join((*pieces, text[at:]))


def is_of_the_same(place: Place) -> bool:
    """Whether the words behind a figure say that it is a difference, a limit or a share of a plan."""
    one = place.one
    if place.lang == "vi":
        return (
            place.index > 0
            and one.unit == "percent"
            and _OF_A_PLAN.match(place.sentence.low, one.end) is not None
        )
    return (
        one.unit is not None
        and one.unit != "rank"
        and _OF_THE_SAME.match(place.sentence.low, one.end) is not None
    )


def goes_on(words: str, lang: str) -> bool:
    """Whether words start as a clause that goes on, and name nothing: ``we intend to close that gap``."""
    return _NO_PHRASE[lang].match(words) is not None


def is_about_targets(words: str, lang: str) -> bool:
    """Whether words only name a target, not what it is of: ``still short of the goal``."""
    each = frozenset(words.split())
    return not each <= _PLAIN_WORDS and each <= frozenset(edges(lang).about_targets)


def before_of(place: Place) -> str:
    """Give the noun phrase before a figure, behind the figure before it; ``""`` for none."""
    text = place.left
    if place.index > 0:
        before = place.figures[place.index - 1]
        if before.unit == place.one.unit == "rank" and "," not in text:
            return ""
        if before.end > place.clause[0]:
            text = text.split(",", 1)[1] if "," in text else _AND.split(text, maxsplit=1)[-1]
    return noun_phrase_before(text, place.lang)


def behind_of(place: Place) -> str:
    """Give the noun phrase behind a figure, up to the next; ``""`` for none."""
    clause_end = place.clause[1]
    follows = [f.start for f in place.figures[place.index + 1 : place.index + 2] if f.start <= clause_end]
    text = place.right
    if follows and text.rstrip().endswith("("):
        # "118/142 trường (83,1%) đạt chuẩn": what brackets hold parts no phrase
        rest = place.sentence.text[follows[0] : clause_end]
        text = f"{text.rstrip()[:-1]}{rest.partition(')')[2]}"
        return noun_phrase_behind(
            text, place.lang, commas=True, verbs=place.one.unit is None or place.lang == "vi"
        )
    share = place.one.unit == "percent" and place.lang == "vi"
    if share and (is_ := _IS.match(text)):
        text = text[is_.end() :]
    if place.one.unit is not None and (_MORE_UNIT.match(text) or _no_noun(place.lang).match(text.lower())):
        return ""
    if follows and "," in text:
        text = text.rsplit(",", 1)[0]  # what stands behind the last comma belongs to the next figure
    return noun_phrase_behind(text, place.lang, commas=True, verbs=share)


def label_of(place: Place) -> str:
    """Give the words before a colon that head a list of figures: ``Công suất cực đại: năm 2025 …``."""
    start = place.clause[0]
    head = place.sentence.text[max(0, start - _FAR) : start].split(";")[-1]
    return noun_phrase_before(head.rsplit(":", 1)[0], place.lang) if ":" in head else ""


@cache
def _no_noun(lang: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,(/]*(?:{words_pattern(edges(lang).no_noun)})(?!\w)|\s*[(),;.:]")
