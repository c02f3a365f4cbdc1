"""Going through a draft, whoever asks: what a claim would become, the next question, what is doubtful, what is written.

The terminal and the page of ``hntrack curate`` both ask through here, so that one cannot write what the other refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hntrack.errors import Problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator
from hntrack.report.words import label
from hntrack.store import Folder
from hntrack.text.messages import Message, _
from hntrack.text.wording import Wording
from hntrack.workspace.curate.answers import already, fill_in, next_question
from hntrack.workspace.curate.candidates import Candidate, compare_place, last_known, nearest, suggest
from hntrack.workspace.curate.decisions import carry_out, checked, plan_of
from hntrack.workspace.curate.drafts import Draft, Proposed, decide, read_draft, settled
from hntrack.workspace.curate.questions import NEW, Answers, Case, Question, chosen, indicator_title


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
