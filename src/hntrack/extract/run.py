"""Read the claims of an article, line by line, carrying horizons from one line to the next."""

from __future__ import annotations

import re
from datetime import date

from hntrack.extract.aims import aims_of
from hntrack.extract.areas import areas_in
from hntrack.extract.body import BodyLine, body_lines
from hntrack.extract.document import Document, survey
from hntrack.extract.draft import DraftClaim
from hntrack.extract.earlier import as_baseline, begins_change, is_earlier_value
from hntrack.extract.figures import figures_of, in_words, is_figure, is_named_target
from hntrack.extract.fold_claims import folded
from hntrack.extract.governing import TURN, Governing
from hntrack.extract.kinds import Cues, cue_for, cues_in, kind_of, nearest_cue, only_foretells
from hntrack.extract.quoting import counted, printed_span
from hntrack.extract.scene import Reading, Scene, after_claims, dating_of, entered, is_item
from hntrack.extract.sentences import Sentence, sentences_of
from hntrack.extract.subject_words import PRONOUNS, SET_BY
from hntrack.extract.subjects import Place, subject_of, without_times
from hntrack.extract.times import Time, find_times, resolved
from hntrack.extract.worth import Evidence, is_dated_aim, is_worth
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import lower

_TOPIC = re.compile(
    r"(?:[Cc]hỉ số (?!này|đó|thành phần|cơ bản|cụ thể)[^,.;:()\d]{3,60}(?:\([A-Z]\w{1,9}\))?"
    r"|(?:[A-Z]\w{1,20} ){1,4}Index)"
)
_MOST_CLAIMS = 5000
_ASIDE = re.compile(r"[,(]")


def extract(
    text: str, *, published: date | None = None, doc: str = "", lang: str | None = None
) -> tuple[DraftClaim, ...]:
    """Propose the claims of an article.

    Args:
        text: The article, possibly with the page around it.
        published: When it appeared; dates what it reports without a year.
        doc: Its name, copied into the claims.
        lang: ``vi`` or ``en``; found from the text where ``None``.

    Returns:
        Claims in the order of the text, repeats folded into the fullest of them.  Reading ends with the line
        in which the 5 000th is found: no article has so many.
    """
    document = survey(body_lines(text), doc, lang, published)
    reader = _Reader(document)
    for line in document.lines:
        reader.begin(line)
        for sentence in sentences_of(line.text):
            reader.read(line, sentence)
        reader.end(line)
        if len(reader.claims) > _MOST_CLAIMS:
            break
    return folded(reader.claims)


class _Reader:
    """Reads one document: what has been found, the scene so far, and the index that rankings are about."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lang = document.lang
        self.claims: list[DraftClaim] = []
        self.scene = Scene()
        self.in_list = False
        self.listed = Scene()  # what holds for every item of the list that is being read
        self.plan = Scene()  # the horizon in the name of the plan that was named last
        self.horizon = Scene()  # the last horizon named
        self.topic = ""
        self.subject = ""  # of the last claim

    def begin(self, line: BodyLine) -> None:
        """Start a line: an item of a list starts from what was said before the list, not from the item before it."""
        self.in_list = is_item(line.text)
        if self.in_list:
            self.scene = self.listed

    def end(self, line: BodyLine) -> None:
        """End a line: a paragraph, or an item that heads others, sets the scene of the items that follow."""
        if not self.in_list or line.text.rstrip().endswith(":"):
            self.listed = self.scene

    def read(self, line: BodyLine, sentence: Sentence) -> None:
        """Read the claims of the next sentence."""
        times = resolved(find_times(sentence.low, self.lang), self.document.reported)
        cues = cues_in(sentence.low, self.lang)
        self.topic = _topic_of(sentence.text) or self.topic
        titles = [one for one in times if one.year and (one.role == "title" or self._lies_ahead(one))]
        if titles:
            self.plan = Scene("target", titles[0].year, "by_end", line.number)
        if not (cues or times or self.scene.kind):
            return
        aimed = any(kind == "target" for _, kind in cues)
        if not self.document.public and not (times and aimed):
            return  # other news: nothing of this sentence could be worth a look
        reading = Reading(self.document, line, sentence, times, cues)
        figures = [one for one in figures_of(sentence, self.lang) if is_figure(sentence, one, self.lang)]
        first = figures[0].start if figures else len(sentence.low)
        self.scene = entered(self.scene, reading, first)
        if self.scene.kind == "target" and self.scene.year and self.scene.line == line.number:
            self.horizon = self.scene
        if figures:
            known = len(self.claims)
            self._figures(reading, figures)
            self.scene = after_claims(self.scene, reading, self.claims[known:])
        if times or aimed or self.scene.kind == "target":
            self._aims(reading, _with_nouns(sentence, figures))

    def _lies_ahead(self, time: Time) -> bool:
        """Whether a year in the name of a resolution is the one that it plans: ``Nghị quyết … năm 2026``, in 2025."""
        written = self.document.year
        return time.role == "event" and written is not None and (time.year or 0) > written

    def _figures(self, reading: Reading, figures: list[Quantity]) -> None:
        spans = [(one.start, one.end) for one in figures]
        blanked = without_times(reading.sentence.text, reading.times)
        subject, latest = "", None
        times = Governing(reading.sentence.low, reading.times, reading.cues, self.lang).of(spans)
        for index, (one, time) in enumerate(zip(figures, times, strict=True)):
            earlier = is_earlier_value(reading.sentence, figures, index, self.lang)
            own = subject_of(Place(reading.sentence, figures, index, blanked, self.lang), subject)
            if reading.sentence.text[one.start - 1 : one.start] != "(":
                own = self._topical(one, own)
            own = self._named(own)
            if own.lower().startswith(SET_BY) and is_named_target(reading.sentence, one, self.lang):
                own = subject or self.subject or own
            subject = (
                subject
                if earlier and subject and index and not begins_change(reading.sentence, one, self.lang)
                else own
            )
            claim = self._claim(reading, one, subject, time or self._still(reading, figures, index, latest))
            latest = latest if earlier else time or latest
            self.subject = subject or self.subject
            if claim is None or (claim.kind == "target" and in_words(reading.sentence, one)):
                continue  # a first place in words that is aimed at is found among the aims
            self.claims.append(
                as_baseline(claim, one, reading.sentence.low, reading.times) if earlier else claim
            )

    def _claim(self, reading: Reading, one: Quantity, subject: str, time: Time | None) -> DraftClaim | None:
        limit = reading.sentence.clause_of(one.start)[1]
        if self.lang == "vi" and (mark := _ASIDE.search(reading.sentence.low, one.end, limit)):
            limit = mark.start()
        cue = cue_for(_since_turn(reading, one.start), one.end, limit if time is None else 0, self.lang)
        kind = kind_of(time, cue, (self.scene.kind, self.scene.year), self.document)
        owed = time is None and not cue and one.comparator in {"at_least", "at_most"}
        if owed or is_named_target(reading.sentence, one, self.lang):
            kind = "target"
        evidence = self._evidence(reading, cue, one.end, time)
        if not kind or not is_worth(one, kind, evidence, self.lang):
            return None
        start, end = printed_span(reading.sentence, one, self.lang)
        return self._draft(
            reading,
            kind,
            time,
            (start, end),
            spoken=bool(cue),
            subject=subject,
            comparator=one.comparator or "exactly",
            qualifier=one.qualifier,
            value=one.value,
            value_high=one.value_high,
            of=one.of,
            exponent=one.exponent,
            unit=one.unit,
            noun=counted(one.noun, self.lang),
            per=one.per,
            share_of=one.share_of,
        )

    def _still(
        self, reading: Reading, figures: list[Quantity], index: int, latest: Time | None
    ) -> Time | None:
        """Give the time of the figure before, where a sentence goes on about it: ``… in 2024, down 6.7%``.

        Behind a semicolon, only where nothing but this sentence tells the time.
        """
        if latest is None or latest.role != "when" or index == 0:
            return None
        between = reading.sentence.low[figures[index - 1].end : figures[index].start]
        carried = self.scene.year is not None and self.scene.line != reading.line.number
        return None if (";" in between and carried) or TURN.search(between) else latest

    def _evidence(self, reading: Reading, cue: str, end: int, time: Time | None) -> Evidence:
        return Evidence(
            cue=cue,
            foretold=only_foretells(reading.sentence.low, reading.cues, end, self.lang),
            time=time,
            scene=self.scene,
            near=self.in_list or self.scene.line == reading.line.number,
            public=self.document.public,
        )

    def _draft(
        self,
        reading: Reading,
        kind: str,
        time: Time | None,
        span: tuple[int, int],
        *,
        spoken: bool,
        **said: object,
    ) -> DraftClaim:
        """Make a claim of what is said, with all that place and time tell of it; ``spoken``: a cue speaks for it."""
        # What a city wants to become seldom falls due with the plan that says it; its figures do.
        plan = Scene() if said["value"] is None else self._plan(reading)
        dating = dating_of(time, kind, (self.scene, plan), reading)
        places = [name for at, name in reading.sentence.areas if at <= span[0]]
        return DraftClaim(
            doc=self.document.name,
            kind=kind,
            lang=self.lang,
            as_printed=reading.sentence.text[slice(*span)].strip(" ,.;:"),
            line=reading.line.number,
            year=dating.year,
            year_basis=dating.basis,
            year_source=dating.source,
            carried_from=dating.carried_from,
            area=places[-1] if places else self.document.area,
            confidence=("low", "medium", "high")[spoken + (dating.year is not None)],
            **said,  # type: ignore[arg-type]  # each is given under its field's name by the two callers
        )

    def _plan(self, reading: Reading) -> Scene:
        """Give what an aim without a time falls due with: the last horizon of its line, else that of the plan."""
        return self.horizon if self.horizon.line == reading.line.number else self.plan

    def _named(self, subject: str) -> str:
        """Put the last subject in place of a name that only points to it: ``con số này``."""
        words = subject.lower()
        return self.subject if self.subject and words in PRONOUNS[self.lang] else subject

    def _topical(self, one: Quantity, subject: str) -> str:
        """Name the index that a ranking is about, where the sentence names only the ranked country."""
        bare = not subject or (len(subject.split()) <= 3 and bool(areas_in(lower(subject))))
        return (
            self.topic if bare and self.topic and one.unit == "rank" and one.comparator is None else subject
        )

    def _aims(self, reading: Reading, taken: list[tuple[int, int]]) -> None:
        sentence = reading.sentence
        parts = aims_of(sentence, self.lang, taken)
        if not parts:
            return
        firsts = [part[0] for part in parts]
        times = Governing(sentence.low, reading.times, reading.cues, self.lang).of(firsts, shared=False)
        for part, time in zip(parts, times, strict=True):
            for start, end in part:
                cue = nearest_cue(reading.cues, end)
                if not self.document.public and not is_dated_aim(self._evidence(reading, cue, end, time)):
                    continue
                if kind_of(time, cue, (self.scene.kind, self.scene.year), self.document) == "target":
                    words = sentence.text[sentence.clause_of(start)[0] : end].strip(" ,.;:-–•").split()
                    draft = self._draft(
                        reading,
                        "target",
                        time,
                        (start, end),
                        spoken=bool(cue),
                        subject=" ".join(words[-22:]),
                        comparator="text",
                        qualifier="exact",
                        value=None,
                    )
                    self.claims.append(draft)
                    break


def _since_turn(reading: Reading, position: int) -> Cues:
    """Give the cues that count for a place: a contrast leaves those before it behind."""
    turns = [m.end() for m in TURN.finditer(reading.sentence.low, 0, position)] if reading.cues else []
    return [one for one in reading.cues if one[0] > turns[-1]] if turns else reading.cues


def _topic_of(text: str) -> str:
    """Give the index that a sentence names, or ``""``."""
    if "hỉ số" not in text and "Index" not in text:
        return ""
    topic = _TOPIC.search(text)
    return topic.group().strip().removesuffix(" năm") if topic else ""


def _with_nouns(sentence: Sentence, figures: list[Quantity]) -> list[tuple[int, int]]:
    """Give the places of figures with what they count, which is no aim of its own."""
    return [(one.start, one.end + len(one.noun) + 1) for one in figures if not in_words(sentence, one)]
