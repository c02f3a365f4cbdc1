"""Say what a figure is about, in the document's own words."""

from __future__ import annotations

import re
from functools import cache

from hntrack.extract.sentences import Sentence
from hntrack.extract.subject_words import (
    AFTER_STOPS,
    LEADING,
    NOUN_STOPS,
    PREDICATES,
)
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import words_pattern

_MARKS = " \t\u00a0,;:.–—-•*+()[]“”\"'|"
_ABOUT = {
    "vi": re.compile(r"(?<!\w)về (?P<what>[^;.:()]+)"),
    "en": re.compile(r"(?<!\w)(?:in|for|on) (?P<what>[^;.:,]+)"),
}
_MAX_WORDS = 16


def subject_of(
    sentence: Sentence,
    figures: list[Quantity],
    index: int,
    inherited: str,
    lang: str,
    times: list[tuple[int, int]],
) -> str:
    """Give the subject of a figure.

    Args:
        sentence: Where it stands.
        figures: All figures of the sentence.
        index: Which of them.
        inherited: The subject of the figure before it in the sentence, ``""`` for none.
        lang: The language.
        times: Where the sentence names times; they are no part of a subject.
    """
    one = figures[index]
    before = _before(sentence, figures, index, lang, times)
    after = _after(sentence, figures, index, lang, times)
    if one.unit == "rank":
        return _rank_subject(sentence, figures, index, before, inherited, lang)
    if one.unit is None:
        return _joined(one, after) or before or inherited
    if (
        after
        and (one.unit == "percent" or one.unit.startswith("per_"))
        and not _has_predicate(sentence, figures, index, lang)
    ):
        return after
    if before and len(before.split()) == 1 and inherited and lang == "vi":
        before = f"{before} {inherited}"
    subject = before or (after if one.unit == "percent" and not one.share_of else "") or inherited or after
    if one.share_of and one.share_of.lower() not in subject.lower() and len(subject.split()) <= 3:
        subject = f"{subject} {one.share_of}".strip()
    return subject


def _joined(one: Quantity, after: str) -> str:
    return after or one.noun


def _rank_subject(
    sentence: Sentence, figures: list[Quantity], index: int, before: str, inherited: str, lang: str
) -> str:
    one = figures[index]
    _, clause_end = sentence.clause_of(one.start)
    ahead = sentence.text[one.end : clause_end]
    stop = next((f.start for f in figures[index + 1 :] if f.unit != "rank"), len(sentence.text))
    about = _ABOUT[lang].search(ahead[: max(0, stop - one.end)])
    where = _clean(re.split(r",|(?<!\w)về ", ahead)[0] if lang == "vi" else "", lang)
    if about and lang == "vi":
        what = _cut(about["what"], lang)
        return (
            f"{what} {where}".strip() if len(where.split()) <= 4 and figures[index + 1 : index + 2] else what
        )
    if len(before.split()) >= 3:
        return before
    noun = _cut(sentence.text[one.spans[-1][1] : clause_end], lang)
    if before and inherited:
        return before
    return (
        inherited
        if inherited and not before
        else (noun if len(noun.split()) > 5 else (f"{before} {noun}".strip() or noun))
    )


def _before(
    sentence: Sentence, figures: list[Quantity], index: int, lang: str, times: list[tuple[int, int]]
) -> str:
    one = figures[index]
    clause_start, _ = sentence.clause_of(one.start)
    start = max([clause_start, *(f.end for f in figures[:index])])
    text = _blank(sentence.text, times)[start : one.start]
    if index and start == figures[index - 1].end and "," in text:
        text = text.split(",", 1)[1]
    return _clean(text, lang)


def _after(
    sentence: Sentence, figures: list[Quantity], index: int, lang: str, times: list[tuple[int, int]]
) -> str:
    one = figures[index]
    _, clause_end = sentence.clause_of(one.start)
    end = min([clause_end, *(f.start for f in figures[index + 1 :])])
    text = _blank(sentence.text, times)[one.end : end]
    return _cut(text, lang)


def _blank(text: str, times: list[tuple[int, int]]) -> str:
    for start, end in times:
        text = text[:start] + "\x00" + " " * (end - start - 1) + text[end:]
    return text


def _clean(text: str, lang: str) -> str:
    """Cut a stretch before a figure down to its noun phrase."""
    text = (
        text.split("\x00")[-1] if len(text.split("\x00")[-1].strip(_MARKS)) > 2 else text.replace("\x00", " ")
    )
    text = text.strip(_MARKS)
    found = True
    while found:
        lead = _leading(lang).match(text.lower())
        trail = _trailing(lang).search(text.lower())
        found = bool(lead or trail)
        if lead:
            text = text[lead.end() :].strip(_MARKS)
        elif trail:
            text = text[: trail.start()].strip(_MARKS)
    last = _last_lead(lang).search(text.lower())
    if last:
        text = text[last.end() :].strip(_MARKS)
    words = text.split()
    return " ".join(words[-_MAX_WORDS:])


def _cut(text: str, lang: str) -> str:
    """Cut a stretch behind a figure down to its noun phrase."""
    text = text.split("\x00")[0]
    text = re.split(r"[;:.()“”\"]|(?<=\w)…", text)[0].lstrip(_MARKS)
    if lang == "en":
        text = re.sub(r"^(?:of (?:all |the )?|reduction (?:in|of) (?:the )?|increase in (?:the )?)", "", text)
    stop = _after_stop(lang).search(text.lower())
    if stop:
        text = text[: stop.start()]
    return " ".join(text.strip(_MARKS).split()[:_MAX_WORDS])


def _has_predicate(sentence: Sentence, figures: list[Quantity], index: int, lang: str) -> bool:
    one = figures[index]
    start = max([sentence.clause_of(one.start)[0], *(f.end for f in figures[:index])])
    return _predicate(lang).search(sentence.low[start : one.start].rstrip()) is not None


@cache
def _leading(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words_pattern(LEADING[lang])})(?!\w)[\s,:]*")


@cache
def _last_lead(lang: str) -> re.Pattern[str]:
    return re.compile(rf".*(?<!\w)(?:{words_pattern(NOUN_STOPS[lang])})(?!\w)[\s,:]*", re.DOTALL)


@cache
def _trailing(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,])(?:{words_pattern(PREDICATES[lang])})$")


@cache
def _predicate(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,])(?:{words_pattern(PREDICATES[lang][:12])})$")


@cache
def _after_stop(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words_pattern(AFTER_STOPS[lang])})(?!\w)|,\s")
