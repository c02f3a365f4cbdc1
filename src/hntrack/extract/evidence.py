"""Collect what speaks for each way to read a figure: its kind, its time, and whether it is a claim at all.

Evidence is a list of short phrases, each a row of the tables of :mod:`hntrack.extract.weights`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from hntrack.documents.body_lines import BodyLine
from hntrack.extract.context import Context, Scene
from hntrack.extract.document import Document
from hntrack.languages import load_table
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import whole_words, words_pattern
from hntrack.text.sentences import FAR, Clauses, Cue, Sentence, Words
from hntrack.text.written_times import Time

Span = tuple[int, int]
_MOST_CUES = 10  # before a figure; further ones say nothing of it
_MOST_TIMES = 4
_LOOK_BACK = 46
_LONGEST_BRACKETS = 120
_FAR_BEFORE, _FAR_BEHIND = 90, 70  # characters before and behind a figure whose words tell of its kind
_MOST_BEFORE, _MOST_BEHIND = 10, 8  # of these words
_AROUND_TIME = 24  # characters
_NEAR = 12  # characters between a figure and the time right behind it
_EARLY = 3  # months
# What makes a figure another than the one that its sentence is about: often of another time, too.
_TURNS = frozenset(
    {"called a target", "target behind", "a target next", "compared with", "of the year before", "from", "from and to",
     "to after from"}
)  # fmt: skip


class Option(NamedTuple):
    """A time that may tell when a figure is, with what speaks for it.

    Attributes:
        year, since, basis, part: As in a time; the year is ``None`` where nothing tells it.
        source: ``stated``, ``carried``, ``doc_date`` or ``none``.
        carried_from: Line it was carried from.
        evidence: What speaks for or against it.
        time: The time in the sentence, if it is one.
    """

    year: int | None
    since: int | None
    basis: str
    part: str
    source: str
    carried_from: int | None
    evidence: list[str]
    time: Time | None = None


class Decision(NamedTuple):
    """How a figure was read: its time and kind, how likely they are, and what decided."""

    option: Option
    kind: str
    likely: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """A sentence with what was found in it, and what the sentences before it left."""

    document: Document
    context: Context
    line: BodyLine
    sentence: Sentence
    times: list[Time]
    cues: list[Cue]
    clauses: Clauses
    words: Words
    spans: list[Span]
    governing: list[Time | None]
    in_turn: range
    starts: list[int]
    cue_starts: list[int]
    around_times: dict[int, list[str]] = field(default_factory=dict)  # by where the time starts


# --- the kind --------------------------------------------------------------------------------------------------


def kind_evidence(reading: Reading, index: int, kinds: list[str], figure: Quantity | None) -> list[str]:
    """Collect what speaks for a promise, a report or an earlier value, whatever its time.

    Args:
        reading: The sentence.
        index: Of the figure (or aim) among ``reading.spans``.
        kinds: How the figures before it in the sentence were read.
        figure: It; ``None`` for an aim in words.
    """
    lang, context = reading.document.lang, reading.context
    start, end = reading.spans[index]
    found = [lang]
    if figure is None:
        found.append(f"document {reading.document.tone}")
    found += _cues_before(reading, index, start, lang)
    found += _cues_behind(reading, index, end)
    found += _neighbour(reading, index, kinds)
    found += _place_in_text(reading)
    if figure is None:
        found.append("aim in words")
        return found
    found.append(f"comparator {figure.comparator}")
    found += _roundness(figure)
    found.append(f"document {reading.document.tone}")
    if figure.unit == "rank":
        found.append(f"rank {figure.comparator}")
    if figure.per:
        found.append("yearly")
    found += _words_around(reading, index)
    found.append(f"so far {context.told.share()} targets")
    if not index and context.told.figures:
        found.append(f"last told {context.told.kind} {context.told.where(reading.line.number)}")
    return found + _comparison(reading, index, start, end, lang)


def _place_in_text(reading: Reading) -> list[str]:
    """Say what was told before a sentence, and what its line stands under."""
    context, scene = reading.context, reading.context.here
    pieces = [
        f"heading {context.heading}",
        f"title says {reading.document.heads}",
        f"{context.under} says {context.says}",
    ]
    if context.in_list:
        pieces.append(f"item, {context.under} says {context.says}")
    if scene is not None:
        pieces.append(f"scene {scene.kind}")
        if scene.line == context.head < reading.line.number:
            pieces.append(f"under {context.under} {scene.kind}")
    if context.under == "after":
        pieces.append("after a list")
    if context.in_list:
        pieces.append("item")
    return pieces


def _roundness(figure: Quantity) -> list[str]:
    """Say how round a figure is: promises are rounder than reports."""
    if figure.value != figure.value.to_integral_value():
        return [f"decimal {figure.unit == 'percent'}"]
    digits = str(figure.value.to_integral_value())
    if figure.unit == "percent":
        return ["whole percent", "round percent"] if digits[-1] in "05" else ["whole percent"]
    return [f"round number {len(digits.rstrip('0')) <= 2}"] if len(digits) > 2 else []


def _cues_before(reading: Reading, index: int, start: int, lang: str) -> list[str]:
    found: list[str] = []
    classes: set[str] = set()
    kinds: set[str] = set()
    first = True
    at = bisect_left(reading.cue_starts, start)
    for cue in reversed(reading.cues[max(0, at - _MOST_CUES) : at]):
        if cue.end > start + 1:
            continue
        reach = reading.clauses.between(cue.end, start)
        more = "+" if index > bisect_left(reading.starts, cue.end) else ""
        if first:
            found.append(f"last {cue.name} {reach}{more}")
            found.append(f"{lang} last {cue.name}")
            first = False
        if cue.kind not in kinds:
            kinds.add(cue.kind)
            found.append(f"{cue.kind} word {reach}{more}")
        if cue.name not in classes:
            classes.add(cue.name)
            found.append(f"{cue.name} {reach}{more}")
    if first:
        found.append("no word before")
    return found


def _cues_behind(reading: Reading, index: int, end: int) -> list[str]:
    limit = reading.starts[index + 1] if index + 1 < len(reading.starts) else len(reading.sentence.low)
    at = bisect_left(reading.cue_starts, end)
    found: list[str] = []
    for cue in reading.cues[at : at + 2]:
        if cue.start >= limit:
            break
        reach = reading.clauses.between(end, cue.start)
        if reach == FAR:
            break
        found.append(f"behind {cue.name} {reach}")
    return found


def _words_around(reading: Reading, index: int) -> list[str]:
    """Collect the words around a figure, up to the figures beside it, those that touch it once more."""
    start, end = reading.spans[index]
    last = max(reading.spans[index - 1][1] if index else 0, start - _FAR_BEFORE)
    following = reading.starts[index + 1] if index + 1 < len(reading.starts) else end + _FAR_BEHIND
    before = reading.words.between(last, start)[-_MOST_BEFORE:]
    behind = reading.words.between(end, min(following, end + _FAR_BEHIND))[:_MOST_BEHIND]
    lang = reading.document.lang
    return [
        f"{lang} right before: {before[-1] if before else '^'}",
        f"{lang} right before: {' '.join(before[-2:] if len(before) > 1 else ['^', *before])}",
        f"{lang} right behind: {behind[0] if behind else '$'}",
        f"{lang} right behind: {' '.join(behind[:2] if len(behind) > 1 else [*behind, '$'])}",
        *[f"{lang} before: {word}" for word in dict.fromkeys(before) if word[0].isalpha()],
        *[f"{lang} behind: {word}" for word in dict.fromkeys(behind) if word[0].isalpha()],
    ]


def _neighbour(reading: Reading, index: int, kinds: list[str]) -> list[str]:
    if not index:
        return []
    before, start = reading.spans[index - 1][1], reading.spans[index][0]
    reach = reading.clauses.between(before, start)
    found = [f"after {kinds[-1]} {reach}"]
    if "(" in reading.sentence.low[before:start]:
        found.append(f"in brackets after {kinds[-1]}")
    low = reading.sentence.low[before:start]
    if not any(before <= cue.start < start for cue in reading.cues):
        found.append(f"goes on from {kinds[-1]}")
    if _and(reading.document.lang).search(low):
        found.append(f"and after {kinds[-1]}")
    return found


def _comparison(reading: Reading, index: int, start: int, end: int, lang: str) -> list[str]:
    """Collect what makes a figure an earlier value, or a target that is only named."""
    low = reading.sentence.low
    before = low[max(0, start - _LOOK_BACK) : start]
    patterns = _comparisons(lang)
    found: list[str] = []
    if patterns.called.search(before):
        found.append("called a target")
    if patterns.called_behind.match(low, end):
        found.append("target behind")
    if patterns.target_next.match(low, end):
        found.append("a target next")
    if patterns.compared.search(before):
        found.append("compared with")
    if patterns.year_before.match(low, end):
        found.append("of the year before")
    is_from = patterns.rises_from.search(before) is not None
    if is_from:
        found.append("from")
        follows = reading.starts[index + 1] if index + 1 < len(reading.starts) else None
        if follows is not None and patterns.to.search(low[max(end, follows - 24) : follows]):
            found.append("from and to")
    elif (
        index
        and reading.clauses.between(reading.spans[index - 1][1], start) != FAR
        and patterns.to.search(before)
        and patterns.rises_from.search(
            low[max(0, reading.starts[index - 1] - _LOOK_BACK) : reading.starts[index - 1]]
        )
    ):
        found.append("to after from")
    return found


class _Comparisons(NamedTuple):
    called: re.Pattern[str]
    called_behind: re.Pattern[str]
    target_next: re.Pattern[str]
    compared: re.Pattern[str]
    rises_from: re.Pattern[str]
    to: re.Pattern[str]
    year_before: re.Pattern[str]


@cache
def _comparisons(lang: str) -> _Comparisons:
    table = load_table("cues", lang)["figures"]
    called, between = whole_words(table["called_target"]), words_pattern(table["between"])
    vague = r"(?:(?:khoảng|gần|hơn|trên|about|around|nearly|just|only|at least|some) )?"
    return _Comparisons(
        re.compile(rf"(?:{called})(?: (?:{between}|(?:19|20)\d\d))*+:? ?{vague}[(~≥≤<>]?$"),
        re.compile(
            rf" ?(?:of )?(?:[a-zà-ỹ]{{1,20}} ){{0,3}}(?:{words_pattern(table['called_target'])})"
            r"(?!\w)(?! (?:of|to|là) \d)"
        ),
        re.compile(
            rf"[ ,.(\[]{{1,3}}(?:so với |against |versus |vs\.? |compared with )?(?:(?:a|the|its) )?(?:{called})(?!\w)"
        ),
        re.compile(
            rf"(?:{whole_words(table['compared'])}) (?:the |mức |hạng |vị trí |con số |thứ )?{vague}$"
        ),
        re.compile(rf"(?:{whole_words(table['from'])}) {vague}(?:[$€£₹]|us\$)?$"),
        re.compile(
            rf"(?:{whole_words(table['to'])}) (?:hạng |thứ |vị trí |mức |đến )?{vague}(?:[$€£₹]|us\$)?$"
        ),
        re.compile(rf"[^;.()\d]{{0,30}}? ?(?:{words_pattern(table['year_before'])})(?!\w)"),
    )


@cache
def _and(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(load_table('cues', lang)['clauses']['and'])})(?!\w)")


# --- the time --------------------------------------------------------------------------------------------------


def time_options(reading: Reading, index: int) -> list[Option]:
    """Collect the times that may tell when a figure is, the sentence's own first."""
    start, end = reading.spans[index]
    governing = reading.governing[index]
    tone = _tone(reading, start, end)
    times = _nearest([time for time in reading.times if not _is_in_a_name(time, reading.times)], start)
    stated = [_stated(reading, index, time, governing, tone) for time in times]
    though = " though stated" if governing is not None else ""
    options = [option for option in stated if option is not None]
    if index in reading.in_turn:  # "12% and 9% in 2020 and 2024 respectively" leaves no choice
        alone = [option for option in options if option.time is governing]
        if alone:
            return alone
    options += _carried(reading, tone, though)
    year = reading.document.year
    if year is not None:
        evidence = [f"doc {tone}", f"doc{though}", "doc"]
        if _is_early(reading.document):
            evidence.append("doc early in the year")
        options.append(Option(year, None, "as_of", "", "doc_date", None, evidence))
    evidence = [f"no time {tone}", f"no time{though}", "no time" + ("" if year else " undated")]
    options.append(Option(None, None, "", "", "none", None, evidence))
    return options


def compare_options(
    options: list[Option],
    reading: Reading,
    index: int,
    kind: Sequence[str],
    before: Sequence[tuple[str, int | None]],
) -> None:
    """Add what the words that open the sentence or compare, and the figure before, say of each time.

    Args:
        options: The times; they get further evidence.
        reading: The sentence.
        index: Of the figure (or aim) among ``reading.spans``.
        kind: The evidence on its kind.
        before: Kind and year of the figures before it in the sentence.
    """
    start, end = reading.spans[index]
    turns = [piece for piece in kind if piece in _TURNS]
    written = reading.document.year if _is_early(reading.document) else None
    if before:
        reach = reading.clauses.between(reading.spans[index - 1][1], start)
        _compare_years(options, before[-1], reach, turns, reading.document.lang)
    else:
        _compare_with_last(options, reading)
    opening = " ".join(reading.words.texts[:2])
    for option in options:
        option.evidence.append(f"{reading.document.lang} opening of {option.source}: {opening}")
        place = _place(option, end)
        option.evidence.extend(f"{turn}, {place}" for turn in turns)
        if written is not None and option.year == written - 1:
            option.evidence.append(f"{place}, the year before, early in the year")


def _compare_with_last(options: list[Option], reading: Reading) -> None:
    """Say of each time whether it is that of the last figure of the sentences before."""
    told = reading.context.told
    if not told.figures:
        return
    where = f"last told {told.kind} {told.where(reading.line.number)}"
    for option in options:
        option.evidence.append(f"{'as' if option.year == told.year else 'not as'} {where}")


def _compare_years(
    options: list[Option], before: tuple[str, int | None], reach: str, turns: list[str], lang: str
) -> None:
    """Say of each time whether it is that of the figure before."""
    kind, year = before
    for option in options:
        same = "as before" if option.year == year else "not as before"
        option.evidence.extend((f"{same} {reach}", f"{same} {reach} {kind}"))
        option.evidence.extend(f"{lang} {same}, {turn}" for turn in turns)


def _place(option: Option, end: int) -> str:
    """Say in two words where the time of a figure stands."""
    time = option.time
    if time is None:
        return option.source
    if time.start < end:
        return f"{time.role} before"
    return f"{time.role} right behind" if time.start - end <= _NEAR else f"{time.role} behind"


def _is_in_a_name(time: Time, times: list[Time]) -> bool:
    """Whether the farther end of a plan stands in its name, behind the nearer one: that one is the plan's."""
    return time.role == "vision" and any(other.role == "title" and other.end < time.start for other in times)


def _is_early(document: Document) -> bool:
    """Whether a document appeared in the first months of a year: it may report the year before."""
    return document.published is not None and document.published.month <= _EARLY


def _nearest(times: list[Time], start: int) -> list[Time]:
    if len(times) <= _MOST_TIMES:
        return times
    at = bisect_left(times, start, key=lambda time: time.start)
    first = max(0, min(at - 2, len(times) - _MOST_TIMES))
    return times[first : first + _MOST_TIMES]


def _tone(reading: Reading, start: int, end: int) -> str:
    """Say whether the clause of a figure promises (``aimed``), reports, or does neither."""
    at = bisect_left(reading.cue_starts, end)
    for cue in reversed(reading.cues[max(0, at - 4) : at]):
        if reading.clauses.between(cue.end, start) == FAR:
            break
        if cue.kind == "either":
            continue
        return f"{reading.document.lang} {cue.kind}"
    return f"{reading.document.lang} bare"


def _stated(reading: Reading, index: int, time: Time, governing: Time | None, tone: str) -> Option | None:
    start, end = reading.spans[index]
    if time.role == "event" or _is_of_brackets(reading, end, time):
        return None
    behind = time.start >= end
    reach = reading.clauses.between(end, time.start) if behind else reading.clauses.between(time.end, start)
    place = bisect_left(reading.starts, time.start)
    more = place - index - 1 if behind else index - bisect_left(reading.starts, time.end)
    side = "behind" if behind else "before"
    year = reading.document.year if time.role == "now" else time.year
    relation = relate(reading.document, year) if time.role != "now" else "now"
    evidence = [
        f"time {side} {reach} {min(more, 2)}",
        f"{time.role} {time.basis} {relation}",
        f"{time.role} {relation}",
        f"{time.role} {tone} {relation}",
        "governs" if time is governing else f"governs not {side}",
    ]
    if time is not governing and governing is not None:
        evidence.append("another governs")
    evidence += _touching(reading.sentence.low, end, time, more)
    evidence += reading.around_times.get(time.start) or _words_around_time(reading, time)
    evidence += [f"{name} {relation}" for name in ("relative", "partial") if getattr(time, name)]
    if time.since:
        evidence.append(f"period {relation}")
    source = "stated" if time.year and not time.relative else "doc_date"
    return Option(year, time.since, time.basis, time.part, source, None, evidence, time)


def _words_around_time(reading: Reading, time: Time) -> list[str]:
    """Name the words around a time, and keep them for the other figures of its sentence."""
    before = reading.words.between(max(0, time.start - _AROUND_TIME), time.start)
    behind = reading.words.between(time.end, time.end + _AROUND_TIME)
    lang = reading.document.lang
    found = reading.around_times[time.start] = [
        f"{lang} before the time: {before[-1] if before else '^'}",
        f"{lang} before the time: {' '.join(before[-2:] if len(before) > 1 else ['^', *before])}",
        f"{lang} behind the time: {behind[0] if behind else '$'}",
    ]
    return found


def _touching(low: str, end: int, time: Time, more: int) -> list[str]:
    """Say how a time touches a figure: right behind it, there in brackets, or before it with "when"."""
    if time.start < end:
        return [f"then when {min(more, 1)}"] if low.startswith(", when ", time.end) else []
    if more or time.start - end > _NEAR:
        return []
    found = [f"right behind {time.role}"]
    return [*found, "right behind in brackets"] if "(" in low[end : time.start] else found


def _is_of_brackets(reading: Reading, end: int, time: Time) -> bool:
    """Whether a time stands behind a figure in brackets that hold a figure of their own: "2% (năm 2024: 0,9%)"."""
    low = reading.sentence.low
    opening = low.rfind("(", end, time.start)
    if opening < 0 or ")" in low[opening : time.start]:
        return False
    closing = low.find(")", time.end, time.end + _LONGEST_BRACKETS)
    return closing >= 0 and any(opening < start < closing for start, _ in reading.spans)


def _carried(reading: Reading, tone: str, though: str) -> list[Option]:
    context = reading.context
    options = []
    seen: set[int | None] = set()
    titled, kind = reading.document.titled
    title = Scene(kind, titled, "during", 1, title=True) if titled else None
    scenes = (
        ("here", context.here),
        ("listed", context.listed),
        ("plan", context.plan),
        ("titled", title),
        *((f"last {scene.kind}", scene) for scene in context.told.dated.values()),
    )
    for name, scene in scenes:
        if scene is None or scene.year in seen:
            continue
        seen.add(scene.year)
        options.append(_carried_option(reading, name, scene, tone + though))
    return options


def _carried_option(reading: Reading, name: str, scene: Scene, tone: str) -> Option:
    relation, number = relate(reading.document, scene.year), reading.line.number
    away = min(number - scene.line, 3)
    evidence = [
        f"{name} {scene.kind} {relation}",
        f"{name} {tone} {relation}",
        f"{name} {relation}",
        f"{name} {away} lines",
        f"{name} turned {min(scene.turns, 2)}",
        f"carried {scene.kind}",
    ]
    under, head = reading.context.under, reading.context.head
    if scene.line == head and number > head and not tone.endswith("stated"):
        evidence += [f"{under} {scene.kind}", f"{under} {relation}", f"{name} {under}"]
    if scene.title:
        evidence.append(f"{name} title")
    if scene.passing:
        evidence.append(f"{name} passing {min(away, 1)}")
    if scene.relative:
        evidence.append("carried relative")
    source = "stated" if scene.line == number and not scene.relative else "carried"
    carried = scene.line if scene.line != number else None
    return Option(scene.year, scene.since, scene.basis, scene.part, source, carried, evidence)


def relate(document: Document, year: int | None) -> str:
    """Say where a year lies, seen from the document: ``future``, ``same``, ``past``, or what is known instead."""
    if year is None:
        return "unknown"
    written = document.year or document.reported
    if written is not None:
        return "same" if year == written else ("future" if year > written else "past")
    if document.not_before is not None and (year < document.not_before or year > document.not_before + 1):
        return "past" if year < document.not_before else "future"
    if document.deadlines and year >= min(document.deadlines):
        return "deadline"
    return "undated"
