"""Choose what a figure is about among the stretches of text that may name it, by weighed evidence.

The stretches are those around the figure, in the clause, at the head of the line, and the subjects of the figures
before it.  ``subjects.weights`` says how much each piece of evidence weighs for a stretch; the heaviest wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, fsum, inf
from typing import NamedTuple

from hntrack.extract.subjects import (
    Place,
    before_of,
    behind_of,
    goes_on,
    is_about_targets,
    is_of_the_same,
    label_of,
)
from hntrack.extract.weights import Table
from hntrack.model.codes import UNITS
from hntrack.text.areas import areas_in
from hntrack.text.phrases import KEPT, MARKS, TIME_MARK, edges, noun_phrase_behind
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import lower
from hntrack.text.sentences import Sentence

_LONGEST, _LONGEST_CLAUSE, _LONGEST_JOINED, _LONGEST_HEAD = 24, 16, 12, 14  # words
_LONGEST_HEADING = 200  # characters
_LONG_LINE = 40  # words; what stands behind such a line is no longer under the heading before it
_SHORT = 3  # words
_CALM = 2.0  # the more, the less a heavy weight counts beside many lighter ones
_FAINT = 0.05  # of the loudest voice
_ABOUT = {"vi": " về ", "en": " in "}
_ASIDE = re.compile(r"\([^()]*+\)")
_WORD = re.compile(r"[\w'’-]+")
_LAST_WORD = re.compile(r"[\w'%$€£₹-]+|[,;:(.]")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MONEY = re.compile(r"(?<!\w)(?:Tk|Rs|Shs?|US|R|RM|cedis|tỷ|billion|million)(?!\w)|[$€£₹₦]")
_RELATIONS = frozenset(
    {
        "from",
        "to after from",
        "from and to",
        "compared with",
        "target behind",
        "called a target",
        "of the year before",
        "a target next",
    }
)
_LENGTHS = (12, 8, 5, 4, 3, 2, 1)


@dataclass(slots=True)
class Earlier:
    """What was named before a figure.

    Attributes:
        sentence: The subject of the figure before it in its sentence; ``""`` for none, as for the others.
        last, other: The subject of the last figure, and the last one that was another.
        line: The subject of the first figure of its line.
        opening: The words that open its line, where they are a short sentence.
        heading: The last line that heads others.
    """

    sentence: str = ""
    last: str = ""
    other: str = ""
    line: str = ""
    opening: str = ""
    heading: str = ""

    def begin_line(self, sentences: list[Sentence]) -> None:
        """Start a line."""
        self.line = ""
        opening = sentences[0].text.strip(" .").rsplit(": ", 1)[-1] if len(sentences) > 1 else ""
        self.opening = opening if len(opening.split()) <= _LONGEST_HEAD else ""

    def end_line(self, text: str) -> None:
        """Keep a short line without a stop or a number as the heading of those that follow."""
        words, end = len(text.split(None, _LONG_LINE)), text.rstrip()[-1:]
        plain = end == ":" or (end != "." and not _DIGIT.search(text))
        if plain and words <= _LONGEST_HEAD and len(text) <= _LONGEST_HEADING:
            self.heading = _ASIDE.sub("", text)
        elif words > _LONG_LINE:
            self.heading = ""

    def note(self, subject: str) -> None:
        """Note the subject of a figure."""
        self.sentence = subject
        if subject:
            if subject != self.last:
                self.other = self.last
            self.line = self.line or subject
            self.last = subject


def candidates(place: Place, earlier: Earlier) -> dict[str, list[str]]:
    """Give the stretches that may name the subject of a figure, each with where it comes from.

    Args:
        place: The figure in its sentence.
        earlier: What was named before it.
    """
    names: dict[str, list[str]] = {}
    for source, text in _stretches(place, earlier):
        name = _pared(text, place.lang) if text else ""
        if name:
            names.setdefault(name, []).append(source)
    return names


def _stretches(place: Place, earlier: Earlier) -> list[tuple[str, str]]:
    figure, lang = place.one, place.lang
    before, behind = before_of(place), behind_of(place)
    clause_behind = noun_phrase_behind(place.right, lang, verbs=True)
    noun = noun_phrase_behind(figure.noun, lang) if figure.noun else ""
    stretches = [("before", before), ("behind", behind), ("clause behind", clause_behind), ("noun", noun)]
    stretches += [("sentence", earlier.sentence), ("last", "" if earlier.sentence else earlier.last)]
    stretches += [("label", label_of(place)), ("opening", earlier.opening), ("line", earlier.line)]
    words = _clause_before(place)
    actor = _before_verb(words, lang)
    stretches += [
        ("heading", earlier.heading),
        ("other", earlier.other),
        ("clause", " ".join(words[-_LONGEST_CLAUSE:])),
        ("actor", actor),
    ]
    if figure.unit == "rank":
        stretches.append(("about", _ranked(place)))
    if len(before.split()) <= _SHORT and _pared(before, lang):
        stretches.append(("before+sentence", f"{before} {earlier.sentence or earlier.last}"))
    counted = clause_behind or behind or noun
    if counted:
        named = (("before", before), ("sentence", earlier.sentence), ("last", earlier.last))
        joined = [pair for pair in named if pair[1]][:1]
        joined += [("clause", " ".join(words[-_LONGEST_JOINED:]))] + ([("actor", actor)] if actor else [])
        stretches += [(f"{source}+behind", f"{name} {counted}") for source, name in joined]
    return stretches


def _ranked(place: Place) -> str:
    """Give what a rank is in: ``đứng đầu nhóm miền núi và xếp thứ sáu trong vùng về chỉ số cải cách hành chính``."""
    mark = _ABOUT[place.lang]
    behind = place.right if mark in place.right else place.stretch(place.one.end, place.clause[1])
    return noun_phrase_behind(behind.rpartition(mark)[2], place.lang, commas=True) if mark in behind else ""


def _clause_before(place: Place) -> list[str]:
    """Give the words between the last comma and a figure."""
    text = place.left
    text = _ASIDE.sub("", text) if "(" in text else text.rsplit(")", 1)[-1]
    return text.replace(TIME_MARK, " ").strip(MARKS).rsplit(", ", 1)[-1].split()


def _before_verb(words: list[str], lang: str) -> str:
    """Give the words before the first verb; ``""`` where there is none."""
    verbs = _verbs([word.lower() for word in words], lang)
    return " ".join(words[: verbs.index(True, 1)]) if True in verbs[1:] else ""


def _verbs(words: list[str], lang: str) -> list[bool]:
    """Say of each word whether it is a verb."""
    finite = _sets(lang)["finite"]
    if lang == "vi":
        return [word in finite for word in words]
    return [word in finite or (len(word) > 4 and word.endswith("ed")) for word in words]


@lru_cache(maxsize=KEPT)
def _pared(text: str, lang: str) -> str:
    """Take from a stretch what cannot stand at its edges; ``""`` where nothing is left that names something."""
    if not text.isprintable():  # no subject holds what a terminal obeys
        return ""
    sets = _sets(lang)
    words = text.split()[:_LONGEST]
    while words and words[-1].lower().strip(MARKS) in sets["open_ends"]:
        words.pop()
    while words and words[0].lower().strip(MARKS) in sets["joints"]:
        words.pop(0)
    name = " ".join(words).strip(MARKS)
    low = lower(name)
    if not _LETTERS.search(low) or low in sets["pronouns"] or is_about_targets(low, lang):
        return ""
    general = sets["general"]
    return "" if all(word in general or word.isdigit() for word in _WORD.findall(low)) else name


@cache
def _sets(lang: str) -> dict[str, frozenset[str]]:
    table = edges(lang)
    names = ("finite", "open_ends", "joints", "general", "pronouns", "wholes", "classifiers", "open_words")
    return {name: frozenset(getattr(table, name)) for name in names}


# --- evidence ---------------------------------------------------------------------------------------------------


class Candidate(NamedTuple):
    """A stretch that may name a subject: where it comes from, what it is like, its words, those of content."""

    sources: tuple[str, ...]
    form: tuple[str, ...]
    words: frozenset[str]
    content: frozenset[str]


class Case(NamedTuple):
    """What is known when the subject of a figure is chosen: what the figure is, what stands around it."""

    lang: str
    around: tuple[str, ...]  # first of which kind the figure is
    candidates: list[Candidate]

    def evidence(self, index: int) -> list[str]:
        """Spell out what there is on a candidate, as the table names it: ``before: len 3``."""
        sources, form, words, _ = self.candidates[index]
        pieces = [f"{bundle}: {piece}" for bundle in ("any", self.lang, self.around[0]) for piece in form]
        pieces += [f"word: {word}" for word in sorted(words)]
        for source in sources:
            pieces += [f"{source}: {piece}" for piece in (*form, *self.around, self.lang)]
            pieces.append(f"{source}: {self.lang} {self.around[0]}")
        return pieces


def case_of(place: Place, earlier: Earlier, kind_evidence: list[str], names: dict[str, list[str]]) -> Case:
    """Collect the evidence on each of the stretches that may name the subject of a figure."""
    counted = place.one.noun.lower().split(" ", 1)[0]
    inherited = earlier.sentence.lower()
    described = []
    for name, sources in names.items():
        low, form, words, content = _shape(name, place.lang)
        if counted and counted in low:
            form = (*form, "has noun")
        if low in inherited:
            form = (*form, "in sentence's")
        elif inherited and inherited in low:
            form = (*form, "holds sentence's")
        described.append(Candidate(tuple(sources), form, words, content))
    return Case(place.lang, tuple(_around(place, kind_evidence)), described)


def _around(place: Place, kind_evidence: list[str]) -> list[str]:
    """Say what a figure is, and what stands right before and behind it."""
    figure = place.one
    kind = _kind(figure)
    before = _LAST_WORD.findall(place.left[-40:].lower())
    behind = _WORD.search(place.right[:40].lower())
    last = before[-1] if before else "^"
    pieces = [kind, f"{last} >", f"> {behind.group() if behind else '$'}"]
    pieces.append(f"{kind} behind a verb" if last in _last_words(place.lang) else f"{kind} no verb")
    pieces += [piece for piece in kind_evidence if piece in _RELATIONS]
    if place.index:
        pieces.append("later")
    if is_of_the_same(place):
        pieces.append("of the same")
    if place.sentence.text[max(0, figure.start - 2) : figure.start].rstrip().endswith("("):
        pieces.append("in brackets")
    return pieces


def _kind(figure: Quantity) -> str:
    if figure.unit is None:
        return "count" if figure.noun else "bare"
    if figure.unit.startswith("per_"):
        return "per"
    kind = UNITS[figure.unit].kind
    return kind if kind in {"share", "money", "share_change", "rank"} else "measure"


@cache
def _last_words(lang: str) -> frozenset[str]:
    return frozenset(verb.rsplit(" ", 1)[-1] for verb in edges(lang).verbs)


@lru_cache(maxsize=KEPT)
def _shape(name: str, lang: str) -> tuple[str, tuple[str, ...], frozenset[str], frozenset[str]]:
    """Give a stretch in lower case, how long it is, how many words of content it has and the like, and its words."""
    sets = _sets(lang)
    low = name.lower()
    words = low.split()
    verbs = _verbs(words, lang)
    tests = (
        ("goes on", goes_on(low, lang)),
        ("whole", low in sets["wholes"]),
        ("classifier", low in sets["classifiers"]),
        ("measure", low.startswith(edges(lang).measures)),
        ("verb inside", True in verbs),
        ("ends in a verb", verbs[-1]),
        ("starts with a verb", verbs[0]),
        ("starts general", words[0] in sets["general"]),
        ("money word", _MONEY.search(name) is not None),
        ("ends open", words[-1] in sets["open_words"]),
        ("starts open", words[0] in sets["open_words"]),
        ("capital", name[0].isupper()),
        ("digit", _DIGIT.search(name) is not None),
        ("comma", "," in name),
        ("place", len(words) <= 4 and bool(areas_in(low))),
    )
    content = [word for word in words if word not in sets["open_words"]]
    length = next(step for step in _LENGTHS if len(words) >= step)
    told = [piece for piece, holds in tests if holds]
    form = (f"len {length}", f"content {min(len(content), 6)}", *told)
    held = {f"first {words[0]}", f"last {words[-1]}", *(f"holds {word}" for word in words)}
    return low, form, frozenset(held), frozenset(content)


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    """Give the share of words that two stretches have in common: 1 for the same words, or none in either."""
    return 1.0 if first == second else 2 * len(first & second) / (len(first) + len(second))


class Scales:
    """Weighs evidence by a table."""

    def __init__(self, table: Table) -> None:
        self.weights = {name: row[0] for name, row in table.items()}
        self.rows: dict[str, dict[str, float]] = {}  # for each piece, what it weighs for each source
        for name, weight in self.weights.items():
            source, _, piece = name.partition(": ")
            self.rows.setdefault(piece, {})[source] = weight
        self.words = {name[6:]: weight for name, weight in self.weights.items() if name.startswith("word: ")}
        self._weigh_form = lru_cache(maxsize=8192)(self._weigh)
        self._weigh_words = lru_cache(maxsize=8192)(self._weigh_each_word)

    def choose(self, case: Case) -> int:
        """Say which candidate is most likely to share the words of the right one.

        Often several stretches name nearly the same.  Each candidate speaks for each by the words that they share, as
        loudly as the evidence for it is heavy, so a lone favourite can lose against several that agree.
        """
        weights = self._weights(case)
        heaviest = max(weights)
        voices = [exp((weight - heaviest) / _CALM) for weight in weights]
        heard = [
            (voice, case.candidates[at].content, at) for at, voice in enumerate(voices) if voice > _FAINT
        ]
        support = [voice for voice, _, _ in heard]  # each for itself, then each pair for each other
        for number, (voice, content, _) in enumerate(heard):
            for other in range(number):
                share = _shared(content, heard[other][1])
                if share:
                    support[number] += share * heard[other][0]
                    support[other] += share * voice
        return heard[support.index(max(support))][2]

    def reasons(self, case: Case, chosen: int, most: int) -> tuple[str, ...]:
        """Name the evidence that weighed most for a candidate and does not speak for the next best as well."""
        weights = self._weights(case)
        weights[chosen] = -inf
        others = set(case.evidence(weights.index(max(weights)))) if len(weights) > 1 else set()
        pieces = set(case.evidence(chosen)) - others
        told = sorted(
            ((self.weights.get(piece, 0.0), piece) for piece in pieces), key=lambda pair: (-pair[0], pair[1])
        )
        return tuple(f"subject, {piece}: {weight:+.1f}" for weight, piece in told[:most] if weight > 0)

    def _weights(self, case: Case) -> list[float]:
        lang, around, names = case
        always = (lang, around[0])
        rows = [row for piece in (*around, lang, f"{lang} {around[0]}") if (row := self.rows.get(piece))]
        weights = []
        for sources, form, words, _ in names:
            weight = self._weigh_form((*always, *sources), form)
            for source in sources:
                for row in rows:
                    if source in row:
                        weight += row[source]
            weights.append(weight + self._weigh_words(words))
        return weights

    def _weigh(self, sources: tuple[str, ...], form: tuple[str, ...]) -> float:
        rows = [row for piece in form if (row := self.rows.get(piece))]
        return sum(row.get(source, 0.0) for source in ("any", *sources) for row in rows)

    def _weigh_each_word(self, words: frozenset[str]) -> float:
        return fsum(self.words.get(word, 0.0) for word in words)  # exact, in whatever order
