"""Going through a draft, whoever asks: what a claim would become, the next question, what is doubtful, what is written.

The terminal and the page of ``hntrack curate`` both ask through here, so that one cannot write what the other refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import Problem, UsageError, unknown
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Indicator
from hntrack.report.words import label
from hntrack.store.decode import matches
from hntrack.store.folder import Folder
from hntrack.text.characters import nfc
from hntrack.text.messages import Message, Wording, _
from hntrack.text.numbers import read_whole
from hntrack.text.quantity import read_quantity
from hntrack.workspace.curate.candidates import Candidate, compare_place, last_known, nearest, suggest
from hntrack.workspace.curate.decisions import carry_out, checked, claim_there, plan_of
from hntrack.workspace.curate.drafts import Draft, Proposed, decide, read_draft, settled
from hntrack.workspace.curate.questions import (
    BLANK,
    NEW,
    Answers,
    Case,
    Question,
    chosen,
    indicator_title,
    questions,
)
from hntrack.workspace.typed_values import read_typed, typed_day, typed_period


def next_question(case: Case, answers: Answers) -> Question | None:
    """Give the first question that has no answer yet; ``None`` when everything is known."""
    for candidate in questions(case, answers):
        if candidate.key not in answers:
            earlier = case.before.get(candidate.key)
            return candidate if earlier is None else candidate._replace(default=earlier or BLANK)
    return None


def fill_in(case: Case, answers: Answers) -> dict[str, str]:
    """Answer what the printed words decide, up to the first question that somebody has to answer."""
    known = dict(answers)
    while (question := next_question(case, known)) is not None and question.sure and question.default:
        try:
            known[question.key] = answered(case, known, question, "")
        except UsageError:
            break  # what was printed is no answer here: a person says what it means
    return known


def answered(case: Case, answers: Answers, question: Question, text: str) -> str:
    """Resolve what was typed.

    Returns:
        The answer to keep; ``""`` for what was left out.

    Raises:
        UsageError: It is no answer to the question.
    """
    text_given = nfc(text.strip()) or question.default
    if text_given == BLANK and question.optional:
        return ""
    if not text_given or text_given == BLANK:
        raise _needed(question)
    if number := read_whole(text_given, len(question.choices)):
        text_given = question.choices[number - 1].value
    _check(case, answers, question, text_given)
    return text_given


def already(catalog: Catalog, source: str, claim: Proposed) -> str | None:
    """Give the decision that the catalog shows was made: a run that was cut off before it was written down."""
    found = claim_there(catalog, source, claim)
    if found is None:
        return None
    key = f"{source}/{found.id}"
    if any(key in (candidate.claim, *candidate.restated) for candidate in catalog.targets):
        return "target"
    if any(candidate.claim == key for candidate in catalog.measurements):
        return "measurement"
    return "set_aside" if found.set_aside is not None else None


def _check(case: Case, answers: Answers, question: Question, text: str) -> None:
    match question.kind:
        case "choice":
            _must_be_one_of(text, [choice.value for choice in question.choices])
        case "indicator":
            _must_be_one_of(text, [*case.catalog.indicator, NEW])
        case "id" | "new_id":
            _must_be_id(text, taken=case.catalog.indicator if question.kind == "new_id" else ())
        case "value":
            if (indicator := chosen(case, answers)) is not None:
                read_typed(text, indicator, case.lang)
        case "period":
            typed_period("", text)
        case "day":
            typed_day("", text)


def _must_be_one_of(text: str, allowed: list[str]) -> None:
    if text not in allowed:
        raise unknown(text, (name for name in allowed if name != NEW))


def _must_be_id(text: str, *, taken: Container[str]) -> None:
    if not matches("id", text):
        raise UsageError(
            _("'{said}' is not an id.", said=text), _("Use a–z, 0–9 and - only, at most 80 characters.")
        )
    if text in taken:
        raise UsageError(_("The id '{said}' is taken.", said=text))


def _needed(question: Question) -> UsageError:
    return UsageError(
        _("This needs an answer: {text}.", text=question.text), _("'<' goes back without writing.")
    )


EDITED = MappingProxyType(
    {
        "as_printed": _("As printed"),
        "line": _("Line"),
        "subject": _("About"),
        "year": _("Year"),
        "area": _("Place"),
        "reading.vi": _("In your own words, in Vietnamese"),
        "reading.en": _("In your own words, in English"),
    }
)
"""What can be edited → how it is asked for."""

_WHOLE = re.compile(r"[1-9][0-9]{0,8}")
_YEAR = re.compile(r"(?:1[0-9]|2[0-9])[0-9]{2}")
_SCALE_OF = MappingProxyType({exponent: name for name, exponent in SCALES.items()})


def edited(claim: Proposed, field: str, text: str, language: str) -> Proposed:
    """Give the claim with one field of :data:`EDITED` put right; figures are read in the document's language.

    Raises:
        UsageError: It is no line or no year.
    """
    words_given = nfc(text)
    if field == "as_printed":
        return _with_words(claim, words_given, "vi" if language == "vi" else "en")
    if field in ("subject", "area"):
        return replace(claim, suggests=replace(claim.suggests, **{field: words_given}))  # type: ignore[arg-type]  # both are texts
    if field.startswith("reading."):
        texts = {**claim.reading.texts, field.removeprefix("reading."): words_given}
        return replace(claim, reading=Wording(texts.get("vi", ""), texts.get("en", "")))
    pattern, title = (_WHOLE, EDITED["line"]) if field == "line" else (_YEAR, EDITED["year"])
    if pattern.fullmatch(words_given) is None:
        raise UsageError(_("{title}: '{said}' cannot be right.", title=title, said=words_given))
    if field == "line":
        return replace(claim, line=int(words_given))
    return replace(
        claim, suggests=replace(claim.suggests, year=int(words_given), period=None, year_from="the curator")
    )


def there(claim: Proposed, field: str) -> str:
    """Give what a field of :data:`EDITED` says now."""
    if field.startswith("reading."):
        return claim.reading.get(field.removeprefix("reading.")) or ""
    return str(getattr(claim, field, "") or getattr(claim.suggests, field, "") or "")


def _with_words(claim: Proposed, words: str, lang: str) -> Proposed:
    """Read the figure of the new words, as the checks will."""
    words_given = read_quantity(words, lang)
    if words_given is None:
        suggests = replace(claim.suggests, comparator="text", unit=None, scale="one")
        return replace(claim, as_printed=words, value=None, value_high=None, of=None, suggests=suggests)
    scale = _SCALE_OF.get(words_given.exponent, "one")
    suggests = replace(
        claim.suggests,
        comparator=words_given.comparator or "exactly",
        qualifier=words_given.qualifier,
        unit=words_given.unit or claim.suggests.unit,
        scale=scale,
    )
    return replace(
        claim,
        as_printed=words,
        value=words_given.value,
        value_high=words_given.value_high,
        of=words_given.of,
        suggests=suggests,
    )


def now() -> str:
    """Give the instant of recording, ISO with its offset."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


class Near(NamedTuple):
    """An indicator that a claim may belong to, in words.

    Attributes:
        id, title: The indicator, with its area where the catalog has several.
        known: Its last value, and what is promised.
        place: ``same``, ``other`` or ``unknown``, against the place that the text names.
    """

    id: str
    title: str
    known: str
    place: str


class Card(NamedTuple):
    """What is shown of a claim before anything is asked.

    Attributes:
        deed: What accepting makes of it: ``target`` or ``measurement``; ``""`` where it is neither.
        near: Indicators, the nearest first.
        offered: The one that is accepted with one key; ``None`` where none is likely and of no other place.
        becomes: What would be written with that one.
    """

    deed: str
    near: tuple[Near, ...]
    offered: Near | None
    becomes: str


class Step(NamedTuple):
    """What comes next.

    Attributes:
        answers: Everything answered so far.
        question: To be asked; ``None`` where all is known.
        doubts: What somebody has to say yes to before it is written.
        places: Where it was written, ``FILE:LINE``; empty while it is not.
    """

    answers: dict[str, str]
    question: Question | None = None
    doubts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


_DEED = {"target": "target", "measurement": "measurement", "baseline": "measurement"}


class Curation:
    """A draft that somebody goes through."""

    def __init__(self, folder: Folder, path: Path, everything: Callable[[], Catalog], lang: str) -> None:
        """Open a draft.

        Args:
            folder: The catalog that is written to.
            path: The draft.
            everything: Reads the whole catalog as it is now.
            lang: Of questions and of typed numbers.

        Raises:
            InputError, DataError: As :func:`~hntrack.workspace.curate.drafts.read_draft` does.
        """
        self.folder, self.path, self.everything, self.lang = folder, path, everything, lang
        self.draft: Draft = read_draft(path)
        self.about: dict[str, str] = {}  # answers about the document, offered again
        self.done = 0

    def find(self, name: str) -> Proposed | None:
        """Give an open claim by its id."""
        return next((claim for claim in self.draft.open if claim.id == name), None)

    def settle_what_was_written(self) -> list[str]:
        """Note decisions that an interrupted run carried out and could not write down; give the ids of their claims."""
        catalog, noted = self.everything(), []
        for claim in self.draft.open:
            decision = already(catalog, self.draft.source.id, claim)
            if decision is not None:
                self.decide(claim, decision)
                noted.append(claim.id)
        return noted

    def decide(self, claim: Proposed, decision: str, told: str = "") -> None:
        """Write a decision into the draft, and nothing else."""
        decide(self.path, claim, decision, told)
        self.draft = settled(self.draft, claim, decision)
        self.done += 1

    def card(self, claim: Proposed) -> Card:
        """Say what accepting a claim would make of it."""
        catalog, suggests = self.everything(), claim.suggests
        near = nearest(catalog, suggests)
        deed = _DEED.get(claim.kind, "")
        best = suggest(near, suggests) if deed else None
        offered = self._near(catalog, best) if best is not None else None
        becomes = self._becomes(catalog, claim, deed, best.indicator) if best is not None else ""
        return Card(deed, tuple(self._near(catalog, it) for it in near), offered, becomes)

    def step(
        self,
        claim: Proposed,
        deed: str,
        answers: Answers,
        *,
        quick: bool,
        before: Mapping[str, str] | None = None,
        agreed: tuple[str, ...] = (),
    ) -> Step:
        """Go on with a claim: ask the next question, else what is doubtful, else write it and note the decision.

        Args:
            claim: As the curator has it now.
            deed: ``target``, ``measurement`` or ``set_aside``.
            answers: What was answered so far.
            quick: Take what the printed words decide without asking.
            before: Earlier answers to the same questions, offered again.
            agreed: The doubts that somebody has suggests yes to.

        Raises:
            UsageError: An answer cannot be understood.
            DataError: What would be written contradicts the catalog or the words it rests on.
        """
        case = self.case(claim, deed, before)
        known = fill_in(case, answers) if quick else dict(answers)
        question = next_question(case, known)
        if question is not None:
            return Step(known, question)
        plan, recorded = plan_of(case, known), now()
        grown, slips = checked(case.catalog, plan, lang=self.lang, recorded=recorded)
        doubts = tuple(it.within(self.lang) for it in _doubts(case, known, slips, quick=quick))
        if not set(doubts) <= set(agreed):
            return Step(known, doubts=doubts)
        places = carry_out(self.folder, plan, lang=self.lang, recorded=recorded)
        self.about |= {key: text for key, text in known.items() if key.startswith("source.")}
        self.decide(claim, deed, _name_of_new(case.catalog, grown) or plan.key)
        return Step(known, places=places)

    def case(self, claim: Proposed, deed: str, before: Mapping[str, str] | None = None) -> Case:
        """Give a claim as its questions see it, with the catalog as it is now."""
        earlier = {**self.about, **(before or {})}
        return Case(self.everything(), self.draft.source, claim, deed, self.lang, earlier)

    def _near(self, catalog: Catalog, near: Candidate) -> Near:
        title: Message | Wording = indicator_title(catalog, near.indicator)
        if near.place == "other":
            title = _("{title}: another place", title=indicator_title(catalog, near.indicator, placed=True))
        return Near(
            near.indicator.id,
            title.within(self.lang),
            last_known(catalog, near.indicator, self.lang),
            near.place,
        )

    def _becomes(self, catalog: Catalog, claim: Proposed, deed: str, indicator: Indicator) -> str:
        """Say in a line what would be written: comparator, value and time as they follow from the printed words."""
        case = Case(catalog, self.draft.source, claim, deed, self.lang, self.about)
        known = fill_in(case, {"indicator": indicator.id})
        value = " – ".join(known[key] for key in ("value", "value_high") if known.get(key))
        if deed == "target":
            words = label("comparator", known.get("comparator", ""), self.lang)
            return " · ".join(
                part for part in (f"{words} {value}".strip(), known.get("milestone", "")) if part
            )
        return " · ".join(part for part in (value, known.get("period", "")) if part)


def _doubts(case: Case, answers: Answers, slips: tuple[Problem, ...], *, quick: bool) -> list[Message]:
    """List what nobody may write without having looked: another place, a new indicator, what looks like a slip."""
    doubts = [slip.message for slip in slips]
    indicator = chosen(case, answers) if case.deed != "set_aside" else None
    if indicator is None:
        return doubts
    place = case.claim.suggests.area
    area = answers["new.area"] if answers.get("indicator") == NEW else indicator.area
    if compare_place(case.catalog, area, place) == "other":
        title = case.catalog.area[area].title
        doubts.append(_("The text speaks of {place}; the indicator is of {area}.", place=place, area=title))
    if quick and answers.get("indicator") == NEW:
        doubts.append(
            _(
                "A new indicator: {title} ({id}) · goal {goal} · area {area} · {measure}, {unit}.",
                title=indicator.title,
                id=indicator.id,
                goal=answers["new.goal"],
                area=area,
                measure=answers["new.measure"],
                unit=answers.get("new.unit") or "—",
            )
        )
    return doubts


def _name_of_new(was: Catalog, now: Catalog) -> str:
    """Give the id of the target or measurement that a decision added; empty where it added none."""
    new = [it.id for it in now.targets if it.id not in was.target]
    new += [it.id for it in now.measurements if it.id not in was.measurement]
    return new[0] if new else ""
