"""Cut a stretch of a sentence down to the noun phrase that names the subject of a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from hntrack.languages import load_table
from hntrack.text.areas import areas_in
from hntrack.text.quantity_numbers import whole_words, words_pattern

MARKS = " \t\u00a0,;:.–—-•*+●▪■○◦»()[]“”\"'|!"
# Stands in place of a time, which is no part of a subject.
TIME_MARK = "\x00"
_MAX_WORDS = 20
KEPT = 1 << 15  # stretches are asked for more than once, and documents repeat them
_KEPT_ENDS = ("giá trị gia tăng", "tốc độ tăng", "mức giảm", "mức tăng")
_ENUMERATED = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zđ])[).]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s{1,9}+")
_ACCORDING = re.compile(r"^(?:Theo|According to) [^,;:]{3,60}, ")
# "(không bao gồm thủy điện)" is no part of a subject, "(GRDP)" may be its best name.
_ASIDE = re.compile(r" ?\((?![^()]*[A-Z]{2})[^()]*\)")
_A_YEAR = re.compile(r"(?<!\w)(?:năm )?(?:19|20)\d\d(?!\w)(?=[\s,]*$)")
_OF_WHOM = {"vi": ("của ", "tại ", "ở ", "cho ", "trên địa bàn", "trên toàn"), "en": ("of ", "for ", "in ")}
# "The city wants to raise the share of bus trips": what is to change is the subject.
_DEED = re.compile(
    r"(?<!\w)(?:rais(?:e|ing)|increas(?:e|ing)|boost(?:ing)?|lift(?:ing)?|cut(?:ting)?|reduc(?:e|ing)|lower(?:ing)?|bring(?:ing)?"
    r"|expand(?:ing)?|grow(?:ing)?|keep(?:ing)?) (?:the |its |their |our )?(?=[a-z])",
    re.IGNORECASE,
)
_BESIDE_A_TARGET = re.compile(
    r"(?: (?:is|are|was|were|remains?|still|well|just|far|falling|fell)){0,6}"
    r" (?:against|below|short of|above|near|close to|compared (?:with|to))"
    r"(?: [\w'-]+){0,4} (?:target|goal|aim|ambition|standard)s?(?: of)?$"
)
_DONE = re.compile(
    r"(?: (?:has|have|had|is|are|was|were|be|been|will|would|should|still|also|now|only|just|which|that|who)){0,6}"
    r"(?: to (?:go|rise|fall|climb|grow|drop|come|move|be)(?: (?:up|down))?)?"
    r"(?: (?:\w+ed|stood|stands?|grown|risen|fallen|rose|fell|grew|cut|shrunk|slid|hit|met))?"
    r" (?:from|to|by|at|of|in|up|down)(?: (?:the current|the|a|around|about|just|nearly|over)){0,6}$"
)
_ENDS = re.compile(r"[;:.()“”\"\x00…|]")
_LISTED = re.compile(r",\s")
_TRAILING_WORDS = frozenset({"và", "and", "có", "của", "or", "on", "the", "đạt"})


@lru_cache(maxsize=KEPT)
def noun_phrase_before(text: str, lang: str) -> str:
    """Cut a stretch before a figure down to its noun phrase; what stands behind the last time comes first."""
    pieces = text.split(TIME_MARK)
    for count in range(1, len(pieces) + 1):
        cleaned = _trimmed(" ".join(pieces[-count:]), lang)
        # "tỷ lệ che phủ rừng đến năm 2030 của Lào Cai": what only says whose goes on from before the time
        if cleaned and (count == len(pieces) or not _goes_on(pieces[-count], cleaned, lang)):
            return cleaned
    return ""


def _goes_on(piece: str, cleaned: str, lang: str) -> bool:
    if piece.lower().strip().startswith(_OF_WHOM[lang]):
        return True
    words = cleaned.split()
    return len(words) <= 4 and bool(areas_in(cleaned.lower())) and all(word[0].isupper() for word in words)


def _trimmed(text: str, lang: str) -> str:
    text = _A_YEAR.sub(" ", text)
    if lang == "en":
        text = _without_deed(text)
    text = _ASIDE.sub(" ", text) if "(" in text else text.rsplit(")", 1)[-1]
    text = _ACCORDING.sub("", _ENUMERATED.sub("", text.strip(MARKS)))
    for _ in range(30):
        low = text.lower()
        if low.endswith(_KEPT_ENDS):
            break
        if lead := _leading(lang).match(low):
            text = text[lead.end() :].strip(MARKS)
        elif low.endswith(_last_words(lang)) and (trail := _trailing(lang).search(low)):
            text = text[: trail.start()].strip(MARKS)
        else:
            break
    ends = [m.end() for m in _lead(lang).finditer(text.lower())]
    if ends and text[ends[-1] :].strip(MARKS):
        return _trimmed(text[ends[-1] :], lang)
    middle = _head_stop(lang).search(text.lower())
    if middle and len(text[: middle.start()].split()) > 1:
        text = text[: middle.start()].strip(MARKS)
    parts = _LISTED.split(text)
    text = _joined_list(parts) if lang == "vi" else parts[-1]
    return " ".join(text.split()[-_MAX_WORDS:])


def _without_deed(text: str) -> str:
    """Drop who does what to the subject before it, and what became of it behind it."""
    deeds = list(_DEED.finditer(text))
    if deeds and len(text) - deeds[-1].end() > 3:
        text = text[deeds[-1].end() :]
    text = _BESIDE_A_TARGET.sub("", text.rstrip())
    done = _DONE.search(text.rstrip(), max(0, len(text) - 60))
    return text[: done.start()] if done and done.start() > 2 else text


def _joined_list(parts: list[str]) -> str:
    """Keep the last parts of a list of nouns, and drop a clause before it."""
    kept = [parts[-1]]
    for part in reversed(parts[:-1]):
        if len(part.split()) > 12 or _predicate_inside("vi").search(part.lower()):
            break
        kept.insert(0, part)
    return ", ".join(kept)


@lru_cache(maxsize=KEPT)
def noun_phrase_behind(text: str, lang: str, *, commas: bool = False, verbs: bool = False) -> str:
    """Cut a stretch behind a figure down to its noun phrase.

    Args:
        text: The stretch.
        lang: ``vi`` or ``en``.
        commas: Keep a list of nouns.
        verbs: Keep what the noun does or undergoes, too: ``100% dân số được cấp nước sạch``.
    """
    text = _ENDS.split(text, maxsplit=1)[0].lstrip(MARKS)
    if lang == "en":
        text = re.sub(r"^(?:of (?:all |the |those )?|(?:reduction|increase) (?:in|of) (?:the )?)", "", text)
    stop = None if verbs else _after_stop(lang).search(text.lower())
    stop = _turn(lang).search(text.lower()) if verbs else stop
    if stop and len(text[: stop.start()].split()) < 2 and "," not in text[: stop.start()]:
        stop = _after_stop(lang).search(text.lower(), stop.end())
    if stop:
        text = text[: stop.start()]
    parts = _LISTED.split(text)
    kept = parts[:1]
    for one in parts[1:] if commas else ():
        if _clause_verb(lang).match(one.lower()):
            break
        kept.append(one)
    words = ", ".join(kept).strip(MARKS).split()[:_MAX_WORDS]
    while words and words[-1].lower() in _TRAILING_WORDS:
        words.pop()
    return " ".join(words)


@cache
def _turn(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(edges(lang).elsewhere)})(?!\w)")


@cache
def _leading(lang: str) -> re.Pattern[str]:
    # "chỉ tiêu được giao" is a noun of its own
    return re.compile(rf"(?:{words_pattern(edges(lang).leading)})(?!\w)(?!(?<=chỉ) (?:tiêu|số))[\s,:]*")


@cache
def _lead(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(edges(lang).introductions)})(?!\w)[\s,:]*")


@cache
def _trailing(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,])(?:{words_pattern(edges(lang).predicates)})$")


@cache
def _last_words(lang: str) -> tuple[str, ...]:
    """Give the last words of predicates: a search from every place of a text is worth while only behind them."""
    return tuple({one.split(" ")[-1] for one in edges(lang).predicates})


@cache
def _predicate_inside(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words([*edges(lang).verbs[:11], 'thuộc'])})(?!\w)")


@cache
def _clause_verb(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:(?:và|and)\s+)?(?:{words_pattern(edges(lang).clause_verbs)})(?!\w)")


@cache
def _after_stop(lang: str) -> re.Pattern[str]:
    and_doing = r"|(?:,\s)?\band [\w\-]+ing\b" if lang == "en" else ""
    return re.compile(rf"(?:{whole_words(edges(lang).after_stops)})(?!\w){and_doing}")


@cache
def _head_stop(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(edges(lang).head_stops)})(?!\w)")


# --- words at the edges -------------------------------------------------------------------------------------


Words = tuple[str, ...]


class Edges(NamedTuple):
    """The lists of the table, under its names; what each is for stands there."""

    leading: Words
    introductions: Words
    verbs: Words
    predicates: Words
    no_noun: Words
    after_stops: Words
    elsewhere: Words
    head_stops: Words
    classifiers: Words
    pronouns: Words
    wholes: Words
    about_targets: Words
    clause_verbs: Words
    measures: Words
    finite: Words
    open_ends: Words
    joints: Words
    general: Words
    open_words: Words
    measured_in: Mapping[str, Words]


@cache
def edges(lang: str) -> Edges:
    """Give the words of a language."""
    table = load_table("subjects", lang)
    lists = {name: tuple(table[name]) for name in Edges._fields if name != "measured_in"}
    lists["predicates"] = (*lists["verbs"], *lists["predicates"])
    return Edges(**lists, measured_in={word: tuple(names) for word, names in table["measured_in"].items()})
