"""Say what a figure is about, in the document's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hntrack.extract.cues import CLAUSE_VERBS
from hntrack.extract.sentences import Sentence
from hntrack.extract.subject_words import (
    AFTER_STOPS,
    COVERING,
    HEAD_STOPS,
    LEADING,
    NO_NOUN,
    NOUN_STOPS,
    PREDICATES,
    VERBS,
    WHOLES,
)
from hntrack.extract.times import Time
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import words_pattern
from hntrack.text.units import UNITS

_MARKS = " \t\u00a0,;:.–—-•*+()[]“”\"'|!"
_TIME = "\x00"
_ABOUT = {"vi": re.compile(r"(?<!\w)về (?P<what>[^;.:]+)"), "en": re.compile(r"(?<!\w)in (?P<what>[^;.:,]+)")}
_CHANGE = re.compile(r"(?:rais|increas|cut|reduc|rose|fell|grow|grew|expand|bring|lift|lower|cutting)\w*")
_REGION = re.compile(
    r"(?:the )?(?:country|world|region|south-?east asia|asia|asean|eu|europe|globe|oecd|g7|g20)\W*"
)
_AMONG = re.compile(r"(?:trong|among|in) (?:the )?(?P<group>(?:nhóm|group) [^,;.(]{3,80})")
# Behind money, scores and ratios stands no name of what they measure.
_NO_THING_BEHIND = frozenset({"share", "money", "score", "ratio", "share_change"})
_MAX_WORDS = 16
_FAR = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: in which sentence, among which figures; ``blanked`` is the text without its times."""

    sentence: Sentence
    figures: list[Quantity]
    index: int
    blanked: str
    lang: str

    @property
    def one(self) -> Quantity:
        """The figure itself."""
        return self.figures[self.index]

    @property
    def after_rank(self) -> bool:
        """Whether the figure before it is a rank too."""
        return self.index > 0 and self.figures[self.index - 1].unit == "rank"

    def stretch(self, start: int, end: int) -> str:
        """Give a stretch of the sentence with a mark in place of each time, at most some hundred characters."""
        return (
            self.blanked[max(start, end - _FAR) : end]
            if end <= self.one.start
            else self.blanked[start : min(end, start + _FAR)]
        )


def without_times(text: str, times: tuple[Time, ...]) -> str:
    """Put a mark and blanks in place of each time, so that nothing moves."""
    for one in times:
        text = text[: one.start] + _TIME + " " * (one.end - one.start - 1) + text[one.end :]
    return text


def subject_of(place: Place, inherited: str) -> str:
    """Give the subject of a figure.

    Args:
        place: The figure in its sentence.
        inherited: The subject of the figure before it, ``""`` for none.
    """
    one = place.one
    before, after = _before(place), _after(place)
    if one.unit == "rank":
        return _rank_subject(place, before, inherited)
    if one.unit is None and one.noun:
        return after or one.noun
    if one.unit is not None and one.unit.startswith("per_"):
        return before if len(before.split()) > 3 else (_cut(one.noun, place.lang) or before or inherited)
    if one.unit == "percent" and after and not _has_verb(place):
        if after.lower() in WHOLES[place.lang]:
            return f"{inherited} {after}".strip()
        return f"{before} {after}" if before and _covers(place) else after
    if (
        before
        and len(before.split()) == 1
        and inherited
        and not one.share_of
        and before.lower() not in inherited.lower()
    ):
        before = f"{before} {inherited}"
    if (
        after
        and one.unit is not None
        and UNITS[one.unit].kind not in _NO_THING_BEHIND
        and not _has_verb(place)
    ):
        return after
    subject = before or (after if one.unit == "percent" else "") or inherited or _label(place) or after
    if one.share_of and one.share_of.lower() not in subject.lower() and len(subject.split()) <= 3:
        subject = f"{subject} {one.share_of}".strip()
    return subject


def _rank_subject(place: Place, before: str, inherited: str) -> str:
    one, lang = place.one, place.lang
    _, clause_end = place.sentence.clause_of(one.start)
    following = [f for f in place.figures[place.index + 1 : place.index + 5] if f.start < clause_end]
    own_end = following[0].start if following else clause_end
    own = place.stretch(one.end, own_end)
    shared = place.stretch(one.end, clause_end) if all(f.unit == "rank" for f in following) else own
    about = _about(own, lang) or _about(shared, lang)
    where = _clean(re.split(r"[,(]|(?<!\w)về |\x00", own)[0], lang) if lang == "vi" else ""
    where = (
        where if len(where.split()) <= 4 and not where.lower().startswith(("nước", "quốc gia", "nền")) else ""
    )
    if place.sentence.text[one.start - 1 : one.start] == "(":
        return _name_before(place.sentence.text[max(0, one.start - 60) : one.start - 1])
    if about:
        return f"{about} {where}".strip() if following or place.after_rank else about
    if place.after_rank:
        return f"{inherited} {where}".strip()
    if one.comparator is None:
        group = _AMONG.search(own)
        return group["group"].strip() if group else before
    noun = _cut(place.sentence.text[one.spans[-1][1] : own_end], lang)
    if len(before.split()) >= 3:
        return before
    if len(noun.split()) > 5 or not before:
        return noun or inherited or before
    return f"{before} {where}".strip()


def _about(text: str, lang: str) -> str:
    if lang == "vi":
        found = _ABOUT["vi"].search(text)
        return _cut(found["what"], lang, commas=True) if found else ""
    parts = [m.group() for m in re.finditer(r"(?<!\w)in (?:(?! in )[^;.:,\x00(])+", text)]
    topics = [one[3:] for one in parts if not _REGION.fullmatch(one[3:].lower().strip())]
    return _cut(topics[-1], lang) if topics else ""


def _name_before(text: str) -> str:
    """Give the capitalised words at the end: a country before its rank in brackets."""
    words = text.split()
    first = len(words)
    while first > 0 and words[first - 1][0].isupper():
        first -= 1
    return " ".join(words[first:])


def _before(place: Place) -> str:
    clause_start, _ = place.sentence.clause_of(place.one.start)
    earlier = place.index > 0 and place.figures[place.index - 1].end > clause_start
    start = place.figures[place.index - 1].end if earlier else clause_start
    text = place.stretch(start, place.one.start)
    if earlier:
        text = (
            text.split(",", 1)[1]
            if "," in text
            else re.split(r"(?<!\w)(?:và|and)(?!\w)", text, maxsplit=1)[-1]
        )
    if place.one.unit == "rank" and place.after_rank and "," not in place.stretch(start, place.one.start):
        return ""
    return _clean(text, place.lang)


def _after(place: Place) -> str:
    _, clause_end = place.sentence.clause_of(place.one.start)
    end = min([clause_end, *(f.start for f in place.figures[place.index + 1 : place.index + 2])])
    text = place.stretch(place.one.end, end)
    if place.one.unit is not None and _no_noun(place.lang).match(text.lower()):
        return ""
    return _cut(text, place.lang, commas=True)


def _label(place: Place) -> str:
    """Give the words before a colon that head a list of figures: ``Công suất cực đại: năm 2025 …``."""
    start, _ = place.sentence.clause_of(place.one.start)
    head = place.sentence.text[max(0, start - _FAR) : start].split(";")[-1]
    return _clean(head.rsplit(":", 1)[0], place.lang) if ":" in head else ""


def _clean(text: str, lang: str) -> str:
    """Cut a stretch before a figure down to its noun phrase; what stands behind the last time comes first."""
    pieces = text.split(_TIME)
    for count in range(1, len(pieces) + 1):
        cleaned = _trimmed(" ".join(pieces[-count:]), lang)
        if cleaned:
            return cleaned
    return ""


def _trimmed(text: str, lang: str) -> str:
    if "(" not in text:
        text = text.rsplit(")", 1)[-1]
    text = text.strip(_MARKS)
    for _ in range(30):
        low = text.lower()
        lead, trail = _leading(lang).match(low), _trailing(lang).search(low)
        if lead:
            text = text[lead.end() :].strip(_MARKS)
        elif trail:
            text = text[: trail.start()].strip(_MARKS)
        else:
            break
    last = None
    for last in _lead(lang).finditer(text.lower()):
        pass
    if last and text[last.end() :].strip(_MARKS):
        return _trimmed(text[last.end() :], lang)
    middle = _head_stop(lang).search(text.lower())
    if middle and len(text[: middle.start()].split()) > 1:
        text = text[: middle.start()].strip(_MARKS)
    parts = re.split(r",\s", text)
    if lang == "vi" and len(parts) > 1 and _clause_verb(lang).match(parts[-1].lower()) is None:
        text = _joined_list(parts)
    elif lang == "en":
        text = parts[-1]
    return " ".join(text.split()[-_MAX_WORDS:])


def _joined_list(parts: list[str]) -> str:
    """Keep the last parts of a list of nouns, and drop a clause before it."""
    kept = [parts[-1]]
    for one in reversed(parts[:-1]):
        if len(one.split()) > 12 or _predicate_inside("vi").search(one.lower()):
            break
        kept.insert(0, one)
    return ", ".join(kept)


def _cut(text: str, lang: str, *, commas: bool = False) -> str:
    """Cut a stretch behind a figure down to its noun phrase."""
    text = re.split(r"[;:.()“”\"\x00…|]", text)[0].lstrip(_MARKS)
    if lang == "en":
        text = re.sub(r"^(?:of (?:all |the |those )?|(?:reduction|increase) (?:in|of) (?:the )?)", "", text)
    stop = _after_stop(lang).search(text.lower())
    if stop and len(text[: stop.start()].split()) < 2 and "," not in text[: stop.start()]:
        stop = _after_stop(lang).search(text.lower(), stop.end())
    if stop:
        text = text[: stop.start()]
    parts = re.split(r",\s", text)
    kept = parts[:1]
    for one in parts[1:] if commas else ():
        if _clause_verb(lang).match(one.lower()):
            break
        kept.append(one)
    words = ", ".join(kept).strip(_MARKS).split()[:_MAX_WORDS]
    while words and words[-1].lower() in {"và", "and", "có", "của", "or", "on", "the", "đạt", "đạt,"}:
        words.pop()
    return " ".join(words)


def _has_verb(place: Place) -> bool:
    one = place.one
    start = max([place.sentence.clause_of(one.start)[0], one.start - 60])
    start = max([start, *(f.end for f in place.figures[max(0, place.index - 1) : place.index])])
    before = place.sentence.low[start : one.start].rstrip(" \u00a0")
    if _verb(place.lang).search(before):
        return True
    return place.lang == "en" and before.endswith(" to") and _CHANGE.search(before) is not None


def _covers(place: Place) -> bool:
    words = place.sentence.low[max(0, place.one.start - 20) : place.one.start].split()
    return bool(words) and words[-1] in COVERING[place.lang]


@cache
def _head_stop(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words_pattern(HEAD_STOPS[lang])})(?!\w)")


@cache
def _leading(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words_pattern(LEADING[lang])})(?!\w)[\s,:]*")


@cache
def _lead(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words_pattern(NOUN_STOPS[lang])})(?!\w)[\s,:]*")


@cache
def _trailing(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,])(?:{words_pattern(PREDICATES[lang])})$")


@cache
def _verb(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,])(?:{words_pattern(VERBS[lang])})$")


@cache
def _predicate_inside(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words_pattern([*VERBS[lang][:12], 'thuộc'])})(?!\w)")


@cache
def _no_noun(lang: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,(/]*(?:{words_pattern(NO_NOUN[lang])})(?!\w)|\s*[(),;.:]")


@cache
def _clause_verb(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:(?:và|and)\s+)?(?:{words_pattern(CLAUSE_VERBS[lang])})(?!\w)")


@cache
def _after_stop(lang: str) -> re.Pattern[str]:
    and_doing = r"|(?:,\s)?\band [\w\-]+ing\b" if lang == "en" else ""
    return re.compile(rf"(?<!\w)(?:{words_pattern(AFTER_STOPS[lang])})(?!\w){and_doing}")
