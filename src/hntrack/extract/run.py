"""Read the claims of an article: lines, sentences, figures; then for each figure its kind and time by evidence."""

from __future__ import annotations

import gc
import re
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache
from math import exp, log
from operator import itemgetter

from hntrack.documents.body_lines import BodyLine
from hntrack.extract.claim_evidence import NEVER_CLAIMS, claim_evidence
from hntrack.extract.context import Context, Scene
from hntrack.extract.document import Document, survey
from hntrack.extract.draft import DraftClaim, folded
from hntrack.extract.evidence import (
    Decision,
    Option,
    Reading,
    compare_options,
    kind_evidence,
    relate,
    time_options,
)
from hntrack.extract.figures import counted, each_of, figures_of, in_words, printed_span
from hntrack.extract.governing_times import Governing
from hntrack.extract.indicator_tables import read_written_tables
from hntrack.extract.subject_choice import Case, Earlier, Scales, candidates, case_of
from hntrack.extract.subjects import Place, before_of, without_times
from hntrack.extract.weights import KINDS, add_up, chance, load_weights
from hntrack.text.aims import aims_of
from hntrack.text.areas import area_at, area_of_label
from hntrack.text.idle_numbers import is_idle
from hntrack.text.quantity import Quantity
from hntrack.text.sentences import NEAR, Clauses, Cue, Sentence, Words, find_cues, sentences_of
from hntrack.text.written_times import Time, find_times

_MOST_FIGURES = 20_000  # and aims, in one document
_WORTH = 0.34  # below this chance a figure is no claim
_MOST_REASONS, _MOST_SUBJECT_REASONS = 5, 3
_UNTIMED = {KINDS.index("target"): ("doc_date", "none"), KINDS.index("measurement"): ("none", "doc_date")}
_SHORT = 12  # characters
_HEADING_WORDS = 16
_SIDES = frozenset({"less_than", "more_than"})
_NEVER = 6.0
_KINDS = range(len(KINDS))
_SCORE = itemgetter(0)
_UNSURE = 0.6  # below this chance the next best reading of the first figure of a sentence is tried, too
_FEW_PUBLIC_WORDS = 3
_HIGH, _MEDIUM = 0.92, 0.78
_LABEL = re.compile(r"[^:.;\d]{3,60}:(?=\s)")
_TELLING = frozenset({"did", "ed", "now", "reports"})
_STRONG = frozenset({"aim", "will", "plan", "forecast", "did", "reports"})
Chooser = Callable[[Reading, Quantity | None, list[str], list[Option]], tuple[int, int] | None]


def extract(
    text: str,
    *,
    published: date | None = None,
    doc: str = "",
    lang: str | None = None,
    area: str = "",
    every: bool = False,
) -> tuple[DraftClaim, ...]:
    """Propose the claims of an article.

    Args:
        text: The article, possibly with the page around it.
        published: When it appeared; dates what it reports without a year.
        doc: Its name, copied into the claims.
        lang: ``vi`` or ``en``; found from the text where ``None``.
        area: The place it is about; found from the text where ``""``.
        every: Read other news, too, and keep figures that are hardly claims.

    Returns:
        Claims in the order of the text, repeats folded into the fullest of them.
    """
    return read_document(survey(text, doc, lang, published, area), every=every)


def read_document(
    document: Document, *, every: bool = False, explain: bool = False, unread: list[int] | None = None
) -> tuple[DraftClaim, ...]:
    """Propose the claims of a document that has been looked over.

    Args:
        document: The document.
        every: Read other news, too, and keep figures that are hardly claims.
        explain: Keep what decided on each claim.
        unread: Gets the number of the first line that the bound on figures left unread, if there is one.
    """
    if document.genre and not every:
        return ()
    reader = Reader(document, 0.0 if every else _WORTH)
    reader.explain = explain
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles
    try:
        reader.read()
    finally:
        if collecting:
            gc.enable()
    if unread is not None and reader.unread is not None:
        unread.append(reader.unread)
    return reader.result()


class Found:
    """What a sentence holds whatever stands around it; figures and clauses are looked for when first asked for."""

    def __init__(self, sentence: Sentence, lang: str, times: list[Time], cues: list[Cue]) -> None:
        self.sentence, self.lang, self.times, self.cues = sentence, lang, times, cues

    @cached_property
    def figures(self) -> list[Quantity]:
        """Its numbers and ranks, but for those that only tell a time."""
        sentence = self.sentence
        return [
            figure
            for figure in figures_of(sentence, self.lang)
            if not _is_of_a_time(figure, self.times) and not is_idle(sentence.text, figure, self.lang)
        ]

    @cached_property
    def aims(self) -> list[tuple[int, int]]:
        """Where its aims without a figure stand."""
        taken = [
            (figure.start, figure.end + len(figure.noun) + 1)
            for figure in self.figures
            if not in_words(self.sentence, figure)
        ]
        return aims_of(self.sentence, self.lang, taken, [time.start for time in self.times])

    @cached_property
    def clauses(self) -> Clauses:
        """The marks between its clauses."""
        return Clauses(self.sentence.low, self.lang)

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return Words(self.sentence.low)


@lru_cache(maxsize=2048)  # pages repeat themselves
def look_over(text: str, lang: str, year: int | None, published: date | None) -> Found:
    """Find what a sentence holds; ``year`` and ``published`` are the document's, for "this year"."""
    sentence = Sentence(text)
    times = find_times(sentence.low, lang, year, published)
    return Found(sentence, lang, times, find_cues(sentence.low, lang))


@cache
def _subject_scales() -> Scales:
    """Lay out the table of subjects once for all documents."""
    return Scales(load_weights("subjects"))


class Reader:
    """Reads one document from its first line to its last."""

    def __init__(self, document: Document, worth: float = _WORTH, choose: Chooser | None = None) -> None:
        """Start to read.

        Args:
            document: The document.
            worth: The least chance of being a claim with which a figure is kept.
            choose: Asked before each decision for the right one: ``tools/train_extract.py`` learns so.
        """
        self.document, self.lang, self.worth, self.choose = document, document.lang, worth, choose
        self.explain = False
        self.area = document.area  # of the line that is read
        self.claims: list[DraftClaim] = []
        self.tabled: list[DraftClaim] = []
        self.context = Context()
        self.readings = load_weights("readings")
        self.claim_weights = load_weights("claims")
        self.subjects = _subject_scales()
        self.earlier = Earlier()
        self.subject_reasons: tuple[str, ...] = ()  # of the figure that is read
        self.done = 0  # figures and aims
        self.unread: int | None = None  # the first line beyond the bound

    def read(self) -> None:
        """Read the body, up to the line that holds the last figure of those that are read."""
        document = self.document
        self.tabled, of_tables = read_written_tables(
            document.cells or document.lines, doc=document.name, lang=self.lang, written=document.year
        )
        rows = deque(sorted(claim.line for claim in self.tabled))
        for line in document.lines:
            while rows and rows[0] < line.number:
                rows.popleft()
                self.done += 1
            if self.done >= _MOST_FIGURES:
                self.unread = line.number
                self.tabled = [claim for claim in self.tabled if claim.line < line.number]
                break
            if line.number not in of_tables:
                self._read_line(line)

    def _read_line(self, line: BodyLine) -> None:
        done = self.done
        self.context.begin_line(line.text, self.lang)
        self.area = area_of_label(line.text, self.document.area)
        sentences = sentences_of(line.text)
        self.earlier.begin_line(sentences)
        for sentence in sentences:
            self.read_sentence(line, sentence)
        self.earlier.end_line(line.text)
        # "a) Đến hết năm 2026": an item that tells no more than a time heads those that follow
        named = self.context.here is not None and self.context.here.line == line.number
        plain = self.done == done
        heads = named and plain and len(line.text.split()) <= _HEADING_WORDS
        self.context.end_line(line.text, line.number, self.lang, heads=heads, plain=plain)

    def result(self) -> tuple[DraftClaim, ...]:
        """Give what was read, in the order of the text; what sentences repeat is folded, rows of tables never are."""
        rows = (replace(claim, area=self.document.area) for claim in self.tabled)
        return tuple(sorted((*folded(self.claims), *rows), key=lambda claim: claim.line))

    def read_sentence(self, line: BodyLine, sentence: Sentence) -> None:
        """Read the claims of the next sentence, and what it leaves for those behind it."""
        document = self.document
        found = look_over(sentence.text, self.lang, document.year or document.reported, document.published)
        cues = found.cues
        if not (found.times or cues or self.context.here) and len(sentence.low) < _SHORT:
            return  # a lone number, of which nothing is said
        figures = found.figures
        times = [self._as_title(time) for time in found.times]
        label = sentence.low if not figures else _LABEL.match(sentence.low)
        if label:
            self.context.enter_heading(label if isinstance(label, str) else label.group(), self.lang)
        first = figures[0].start if figures else len(sentence.low)
        for time in times:
            if time.role == "title" and time.year:
                self.context.plan = Scene("target", time.year, "by_end", line.number, time.since, title=True)
        self._open_scene(line, times, cues, first)
        spans = [_span(figure) for figure in figures]
        reading = self._reading(line, sentence, times, found, spans)
        made = self._read_figures(reading, figures) if figures else []
        self._close_scene(reading, made)
        self._read_aims(reading, found)

    def _as_title(self, time: Time) -> Time:
        """Take a year in the name of a resolution for the one that it plans: ``Nghị quyết … năm 2026``, in 2025."""
        ahead = time.role == "event" and relate(self.document, time.year) == "future"
        return time._replace(role="title") if ahead else time

    def _reading(
        self,
        line: BodyLine,
        sentence: Sentence,
        times: list[Time],
        found: Found,
        spans: list[tuple[int, int]],
    ) -> Reading:
        cues = found.cues
        turns = [(cue.end, cue.kind) for cue in cues if cue.name in _STRONG or cue.end - cue.start > 4]
        governing = Governing(sentence.low, times, turns, self.lang)
        return Reading(
            self.document,
            self.context,
            line,
            sentence,
            times,
            cues,
            found.clauses,
            found.words,
            spans,
            governing.of(spans) if spans else [],
            governing.in_turn,
            [start for start, _ in spans],
            [cue.start for cue in cues],
        )

    # --- scenes ---------------------------------------------------------------------------------------------

    def _open_scene(self, line: BodyLine, times: list[Time], cues: list[Cue], first: int) -> None:
        """Let a time that stands before the first figure hold from here on."""
        opening = [time for time in times if time.end <= first and time.role in {"when", "now", "title"}]
        if opening:
            time = opening[-1]
            kind = self._scene_kind(time, cues)
            self.context.here = Scene(
                kind,
                None if time.role == "now" else time.year,
                "as_of" if time.role == "now" else time.basis,
                line.number,
                time.since,
                title=time.role == "title",
                relative=time.relative,
                part=time.part,
            )
            return
        scene = self.context.here
        aimed = any(cue.name == "aim" and cue.end <= first for cue in cues)
        if aimed and not times and (scene is None or scene.kind != "target"):
            plan = self.context.plan
            year = plan.year if plan is not None and plan.line == line.number else None
            self.context.here = Scene("target", year, "by_end" if year else "", line.number)

    def _scene_kind(self, time: Time, cues: list[Cue]) -> str:
        relation = "now" if time.role == "now" else relate(self.document, time.year)
        if relation in {"now", "past"} or (time.partial and relation == "same"):
            return "measurement"
        if relation in {"future", "deadline"}:
            return "target"
        spoken = next((cue.kind for cue in cues if cue.name in {"aim", "will", "did", "now"}), "")
        return spoken or ("target" if time.basis == "by_end" else "measurement")

    def _close_scene(self, reading: Reading, made: list[DraftClaim]) -> None:
        """Let what the figures turned out to be speak for the open scene, or against it."""
        context, number = self.context, reading.line.number
        kinds = [claim.kind for claim in made if claim.kind != "baseline"]
        if not kinds:
            return
        scene = context.here
        kind = max(reversed(kinds), key=kinds.count)  # of those told as often the last: it goes on
        dated = [
            claim for claim in made if claim.year_source == "stated" and claim.year and claim.kind == kind
        ]
        if scene is not None and scene.line == number and not scene.passing and scene.year is not None:
            later = max((claim.year or 0 for claim in dated if claim.kind == "target"), default=0)
            if scene.kind == "target" and later > scene.year:
                context.here = Scene("target", later, "by_end", number, passing=True)
            return
        if dated and (scene is None or scene.kind != kind or scene.year is None):
            claim = dated[-1]
            context.here = Scene(
                kind,
                claim.year,
                claim.year_basis,
                number,
                claim.year_since,
                passing=True,
                part=claim.year_part,
            )
        elif scene is not None and scene.kind != kind:
            context.turn()

    # --- figures --------------------------------------------------------------------------------------------

    def _read_figures(self, reading: Reading, figures: list[Quantity]) -> list[DraftClaim]:
        blanked = without_times(reading.sentence.text, reading.times)
        self.earlier.sentence = ""
        made: list[DraftClaim] = []
        for index, (decision, evidence) in enumerate(self._decide_all(reading, figures)):
            figure = figures[index]
            place = Place(reading.sentence, figures, index, blanked, self.lang)
            subject = self._name_subject(place, evidence)
            beside = "target behind" in evidence and figure.comparator in _SIDES
            # "below the 70% goal": the result is below, the goal is 70%
            read = replace(figure, comparator=None) if beside else figure
            claim = self._claim(reading, index, read, decision, subject)
            if claim is not None:
                made.append(claim)
        self.claims += made
        return made

    def _decide_all(self, reading: Reading, figures: list[Quantity]) -> list[tuple[Decision, list[str]]]:
        """Read the figures of a sentence in turn.

        Each is read beside those before it, so a wrong first one draws the others with it: where it is unsure, the next
        best reading of it is tried, too, and the likelier of both rows is taken.
        """
        self.done += len(figures)
        told = self.context.told
        row = self._decide_in_turn(reading, figures, 0)
        if len(figures) > 1 and self.choose is None and row[0][0].likely < _UNSURE:
            taken, self.context.told = self.context.told, told
            other = self._decide_in_turn(reading, figures, 1)
            if _likelihood(other) > _likelihood(row):
                return other
            self.context.told = taken
        return row

    def _decide_in_turn(
        self, reading: Reading, figures: list[Quantity], place: int
    ) -> list[tuple[Decision, list[str]]]:
        """Decide on figures in turn: on the first by its likeliest reading (``place`` 0) or the next best (1)."""
        told = self.context.told = self.context.told.copy()
        kinds: list[str] = []
        years: list[int | None] = []
        row = []
        for index, figure in enumerate(figures):
            evidence = kind_evidence(reading, index, kinds, figure)
            options = time_options(reading, index)
            add_earlier_times(options, reading, index, figure, years)
            compare_options(options, reading, index, evidence, list(zip(kinds, years, strict=True)))
            decision = self._decide(reading, figure, evidence, options, 0 if index else place)
            kinds.append(decision.kind)
            years.append(decision.option.year)
            told.note(decision.kind, decision.option.year, reading.line.number)
            row.append((decision, evidence))
        return row

    def _name_subject(self, place: Place, evidence: list[str]) -> str:
        """Choose what a figure is about, and keep it for the figures behind it."""
        names = candidates(place, self.earlier)
        self.subject_reasons = ()
        if not names:
            alone = self.earlier.sentence or before_of(place)
            self.earlier.sentence = alone if alone.isprintable() else ""
            return self.earlier.sentence
        case = case_of(place, self.earlier, evidence, names)
        chosen = self._choose_subject(names, case)
        subject = list(names)[chosen]
        self.earlier.note(subject)
        if self.explain:
            self.subject_reasons = self.subjects.reasons(case, chosen, _MOST_SUBJECT_REASONS)
        return subject

    def _choose_subject(self, names: dict[str, list[str]], case: Case) -> int:
        """Say which name of a subject has most evidence."""
        return self.subjects.choose(case) if len(names) > 1 else 0

    def _decide(
        self,
        reading: Reading,
        figure: Quantity | None,
        evidence: list[str],
        options: list[Option],
        place: int = 0,
    ) -> Decision:
        """Choose the time and the kind for which most speaks; with ``place`` 1 those for which the next most does."""
        if (
            self.choose is not None
            and (choice := self.choose(reading, figure, evidence, options)) is not None
        ):
            return Decision(options[choice[0]], KINDS[choice[1]])
        base = add_up(evidence, self.readings)
        written = self.document.year
        told = written is not None and figure is not None and _is_told(reading, _span(figure)[0], ("did",))
        scores: list[tuple[float, int, Option]] = []  # of each kind at each time
        for option in options:
            time, never = add_up(option.evidence, self.readings), _unlikely(option, written, told)
            scores += [(base[kind] + time[kind] - never[kind], kind, option) for kind in _KINDS]
        best, kind, option = top = max(scores, key=_SCORE)
        if place:
            others = [one for one in scores if one[1] != kind or one[2].year != option.year]
            _, kind, option = max(others, key=_SCORE, default=top)
        same = total = 0.0
        for score, number, other in scores:
            mass = exp(score - best)
            total += mass
            if number == kind and other.year == option.year:
                same += mass
        reasons = self._reasons(evidence, option, kind) if self.explain else ()
        if figure is not None:
            option = _untimed(option, kind, options, written)
        return Decision(option, KINDS[kind], same / total, reasons)

    def _reasons(self, evidence: list[str], option: Option, kind: int) -> tuple[str, ...]:
        """Name the evidence that weighed most for what was chosen: ``called a target: +1.2``."""
        weights = [(piece, self.readings.get(piece)) for piece in (*evidence, *option.evidence)]
        told = [(piece, row[0] + row[kind + 1] - min(row[1:])) for piece, row in weights if row is not None]
        told.sort(key=lambda pair: -pair[1])
        return tuple(f"{piece}: {weight:+.1f}" for piece, weight in told[:_MOST_REASONS])

    def _claim(
        self, reading: Reading, index: int, figure: Quantity, decision: Decision, subject: str
    ) -> DraftClaim | None:
        if decision.kind == "target" and in_words(reading.sentence, figure):
            return None  # a first place in words that is aimed at is found among the aims
        evidence = claim_evidence(reading, index, figure, decision)
        worth = self._worth(evidence)
        if worth < self.worth or not NEVER_CLAIMS.isdisjoint(evidence):
            return None
        return self._draft(
            reading,
            decision,
            printed_span(reading.sentence, figure, self.lang),
            worth,
            subject=subject,
            reasons=(*decision.reasons, *self.subject_reasons),
            comparator=figure.comparator or "exactly",
            qualifier=figure.qualifier,
            value=figure.value,
            value_high=figure.value_high,
            of=figure.of,
            exponent=figure.exponent,
            unit=figure.unit,
            noun=counted(figure.noun, self.lang),
            per=figure.per,
            share_of=figure.share_of,
            each=each_of(reading.sentence, figure),
        )

    def _worth(self, evidence: list[str]) -> float:
        """Say how likely it is that a figure is a claim at all."""
        return chance(evidence, self.claim_weights)

    def _draft(
        self, reading: Reading, decision: Decision, span: tuple[int, int], worth: float, **said: object
    ) -> DraftClaim:
        """Make a claim of what is said, with all that place and time tell of it."""
        option, kind, likely, _ = decision
        sentence = reading.sentence
        first, last = sentence.clause_of(span[0])
        clause = (
            f"{sentence.text[first : span[0]]}»{sentence.text[slice(*span)]}«{sentence.text[span[1] : last]}"
        )
        return DraftClaim(
            doc=self.document.name,
            kind=kind,
            lang=self.lang,
            as_printed=reading.sentence.text[slice(*span)].strip(" ,.;:"),
            line=reading.line.number,
            column=sentence.start + span[0] + 1,
            clause=clause.strip(),
            year=option.year,
            year_since=option.since,
            year_part=option.part,
            year_basis=_basis(option.basis, kind) if option.year else "",
            year_source=option.source if option.year else "none",
            carried_from=option.carried_from,
            area=area_at(sentence.areas, span[0], self.area),
            confidence=_confidence(worth * likely, decision, self.document),
            worth=worth,
            likely=likely,
            **said,  # type: ignore[arg-type]  # each is given under its field's name by the two callers
        )

    # --- aims in words --------------------------------------------------------------------------------------

    def _read_aims(self, reading: Reading, found: Found) -> None:
        sentence = reading.sentence
        scene = self.context.here
        aimed = any(cue.kind == "target" for cue in reading.cues)
        if not (reading.times or aimed or (scene is not None and scene.kind == "target")):
            return
        spans = found.aims
        if not spans:
            return
        aims = self._reading(reading.line, sentence, reading.times, found, spans)
        for index, (start, end) in enumerate(spans):
            evidence = kind_evidence(aims, index, ["target"] * index, None)
            options = time_options(aims, index)
            self.done += 1
            decision = self._decide(aims, None, evidence, options)
            if decision.kind != "target" or (
                decision.option.source == "doc_date" and decision.option.time is None
            ):
                continue
            if decision.option.year is None and _is_told(aims, start):
                continue
            words = sentence.text[sentence.clause_of(start)[0] : end].strip(" ,.;:-–•").split()
            self.claims.append(
                self._draft(
                    aims,
                    decision,
                    (start, end),
                    0.8,
                    subject=" ".join(words[-22:]),
                    reasons=decision.reasons,
                    comparator="text",
                    qualifier="exact",
                    value=None,
                )
            )


def _likelihood(row: list[tuple[Decision, list[str]]]) -> float:
    return sum(log(decision.likely) for decision, _ in row)


def _untimed(option: Option, kind: int, options: list[Option], written: int | None) -> Option:
    """What is reported without a time is so when the document appears; what is promised without one, for no time."""
    wrong, right = _UNTIMED.get(kind, ("", ""))
    if option.source != wrong or option.time is not None:
        return option
    year = written if right == "doc_date" else None
    return next((other for other in options if other.source == right and other.year == year), option)


def _unlikely(option: Option, written: int | None, told: bool) -> tuple[float, float, float]:
    """Weigh, for each kind, what can hardly be.

    What was told as done is no promise for no time; what lies ahead has not been measured.
    """
    ahead = _NEVER * (written is not None and option.year is not None and option.year > written)
    return _NEVER * (told and option.year is None), ahead, ahead


def _is_told(reading: Reading, start: int, names: Collection[str] = _TELLING) -> bool:
    """Whether the last word of promise or report before a place, in its clause, is of some classes that report."""
    last = next((cue for cue in reversed(reading.cues) if cue.end <= start and cue.kind != "either"), None)
    return last is not None and last.name in names and reading.clauses.between(last.end, start) == NEAR


def _is_of_a_time(figure: Quantity, times: list[Time]) -> bool:
    """Whether a number only tells a time: the 9 of ``9 tháng đầu năm``."""
    at = figure.spans[0][0] if figure.spans else figure.start
    return any(time.start <= at < time.end and time.role != "compared" for time in times)


def _span(figure: Quantity) -> tuple[int, int]:
    return (figure.spans[0][0], figure.end) if figure.spans else (figure.start, figure.end)


def add_earlier_times(
    options: list[Option], reading: Reading, index: int, figure: Quantity, years: list[int | None]
) -> None:
    """Add the times that only an earlier value has: right behind it, or the year compared with."""
    end = reading.spans[index][1]
    near = [time for time in reading.times if 0 <= time.start - end < 12 + len(figure.noun) and time.year]
    compared = near or [time for time in reading.times if time.role == "compared"]
    if compared:
        time = compared[0]
        evidence = ["earlier near" if near else "earlier compared"]
        options.append(Option(time.year, time.since, "during", time.part, "stated", None, evidence))
    else:
        known = next((year for year in reversed(years) if year), None) or reading.document.year
        if known:
            options.append(Option(known - 1, None, "during", "", "doc_date", None, ["earlier by a year"]))


def _basis(basis: str, kind: str) -> str:
    """Read "vào năm 2030" as a deadline of a promise, and as the year of a report."""
    if kind == "target":
        return "during" if basis == "during" else "by_end"
    return "during" if basis == "at" else basis


def _confidence(sure: float, decision: Decision, document: Document) -> str:
    """Put the chance of being right into words; what they mean by folds stands in docs/extract.md.

    In other news only a promise for a printed year is more than low.
    """
    if document.public < _FEW_PUBLIC_WORDS and not (
        decision.kind == "target" and decision.option.source == "stated"
    ):
        return "low"
    if sure >= _HIGH:
        return "high"
    return "medium" if sure >= _MEDIUM else "low"
