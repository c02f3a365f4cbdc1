"""Going through a draft, whoever asks: what a claim would become, the next question, what is doubtful, what is written.

The terminal and the page of ``hntrack curate`` both ask through here, so that one cannot write what the other refuses.
What was answered is checked first, then written through the functions of ``add`` and ``record``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from hntrack.errors import DataError, Problem, UsageError, Where
from hntrack.model.catalog import Catalog
from hntrack.model.codes import ClaimKind
from hntrack.model.record_values import LISTS, free_id, id_of, make
from hntrack.model.records import Area, Claim, Indicator, Named, Places, Published, Source
from hntrack.report.words import label
from hntrack.store.append import append_measurement
from hntrack.store.entries import append_claim, append_entry, create_source
from hntrack.store.folder import Folder
from hntrack.text.characters import nfc
from hntrack.text.messages import Message, Wording, _
from hntrack.text.quantity import read_quantity
from hntrack.workspace import now
from hntrack.workspace.curate.drafts import Draft, Proposed, decide, read_draft, settled
from hntrack.workspace.curate.proposals import (
    SCALE_OF,
    Candidate,
    compare_place,
    last_known,
    nearest,
    same_claim,
    suggest,
)
from hntrack.workspace.curate.questions import (
    NEW,
    Answers,
    Case,
    Question,
    chosen,
    fill_in,
    indicator_title,
    next_question,
)
from hntrack.workspace.given import ADDED, RECORDED, Given, new_indicator, new_measurement, new_target
from hntrack.workspace.typed_values import typed_day, typed_period


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
    scale = SCALE_OF.get(words_given.exponent, "one")
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


_PLACES: Places = MappingProxyType({"": Where(ADDED)})
_KINDS: dict[str, ClaimKind] = {"set_aside": "context", "target": "target"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, in this order; ``None`` and empty where it is there already.

    Attributes:
        named: New goal, area and unit: section of ``targets.yaml`` and entry.
        indicator: A new indicator.
        source: The document, if it is new.
        claim: The claim, and the key by which facts cite it.
        claim_is_new: Whether the claim is still to be added.
        target, measurement: What rests on the claim; neither where it is set aside.
    """

    named: tuple[tuple[str, Named | Area], ...]
    indicator: Given | None
    source: Source | None
    source_id: str
    claim: Claim
    claim_is_new: bool
    target: Given | None = None
    measurement: Given | None = None

    @property
    def key(self) -> str:
        """The claim as others cite it."""
        return f"{self.source_id}/{self.claim.id}"


def plan_of(case: Case, answers: Answers) -> Plan:
    """Put the answers together; what they contradict is found by checking the plan."""
    claim = _claim(case, answers)
    there = claim_there(case.catalog, case.source.id, case.claim)
    plan = Plan(
        named=tuple(_new_names(answers)),
        indicator=_indicator_request(answers),
        source=None if case.source.id in case.catalog.source else _source(case.source, answers),
        source_id=case.source.id,
        claim=there or claim,
        claim_is_new=there is None,
    )
    name = answers.get("indicator", "")
    name = answers["new.id"] if name == NEW else name
    if case.deed == "target":
        return replace(plan, target=_target_request(case, answers, name, plan.key))
    if case.deed == "measurement":
        return replace(plan, measurement=_measurement_request(answers, name, plan.key))
    return plan


def _claim(case: Case, answers: Answers) -> Claim:
    proposal = case.claim
    aside = case.deed == "set_aside"
    source = case.catalog.source.get(case.source.id)
    taken = {other.id for other in source.claims} if source else set()
    return Claim(
        id=free_id(proposal.id, taken),
        kind=_KINDS.get(case.deed, "measurement"),
        line=proposal.line,
        as_printed=proposal.as_printed,
        reading=_said(answers, "reading", proposal.as_printed),
        value=proposal.value if aside else None,
        value_high=proposal.value_high if aside else None,
        of=proposal.of if aside else None,
        set_aside=_said(answers, "why", "") if aside else None,
        place=proposal.place,
        before=proposal.before,
        after=proposal.after,
        said_by=proposal.said_by,
        recognised=proposal.recognised,
        places=_PLACES,
    )


def _said(answers: Answers, key: str, otherwise: str) -> Wording:
    vi, en = answers.get(f"{key}.vi", ""), answers.get(f"{key}.en", "")
    return Wording(vi, en) if vi or en else Wording(otherwise, "")


def _new_names(answers: Answers) -> Iterator[tuple[str, Named | Area]]:
    for what in ("goal", "area", "unit"):
        if f"{what}.vi" in answers:
            name = answers[f"new.{what}"]
            values = {"id": name, "title": _said(answers, what, name)}
            yield f"{what}s", make(LISTS[f"{what}s"], values, places=_PLACES)


def _indicator_request(answers: Answers) -> Given | None:
    if answers.get("indicator") != NEW:
        return None
    share = answers["new.measure"] == "share" and answers.get("new.unit") == "percent"
    return {
        "id": answers["new.id"],
        "title": _said(answers, "new", answers["new.id"]),
        "goal": answers["new.goal"],
        "area": answers["new.area"],
        "measure": answers["new.measure"],
        "unit": answers.get("new.unit"),
        "scale": answers.get("new.scale"),
        "direction": answers.get("new.direction") or None,
        "limit": "100" if share else None,
    }


def _source(source: Source, answers: Answers) -> Source:
    published = source.published
    if answers.get("source.published"):
        published = Published(typed_period("", answers["source.published"]), None, "given")
    elif answers.get("source.not_before"):
        published = Published(None, typed_day("", answers["source.not_before"]), "unknown")
    return source._replace(
        title=source.title or answers.get("source.title") or None,
        publisher=source.publisher or answers.get("source.publisher") or None,
        published=published,
        places=_PLACES,
    )


def _target_request(case: Case, answers: Answers, indicator: str, key: str) -> Given:
    milestone = answers.get("milestone") or None
    return {
        "indicator": indicator,
        "comparator": answers["comparator"],
        "claim": key,
        "id": free_id(id_of(indicator, milestone or "undated"), case.catalog.target),
        "milestone": milestone,
        "value": answers.get("value"),
        "value_high": answers.get("value_high"),
        "supersedes": answers.get("supersedes"),
        "change": answers.get("change"),
        "responsible": case.claim.suggests.responsible or None,
    }


def _measurement_request(answers: Answers, indicator: str, key: str) -> Given:
    return {
        "indicator": indicator,
        "value": answers["value"],
        "period": answers["period"],
        "source": key,
        "qualifier": answers["qualifier"],
    }


def claim_there(catalog: Catalog, source: str, claim: Proposed) -> Claim | None:
    """Find the claim of the catalog that a draft's claim became."""
    known = catalog.source.get(source)
    return (
        next((proposal for proposal in known.claims if same_claim(proposal, claim)), None) if known else None
    )


def checked(catalog: Catalog, plan: Plan, *, lang: str, recorded: str) -> tuple[Catalog, tuple[Problem, ...]]:
    """Give the catalog as it would be, and what in it looks like a slip: nothing impossible, but somebody should look.

    Raises:
        UsageError: An answer cannot be understood.
        DataError: What would be written contradicts the catalog or the words it rests on.
    """
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)
    from hntrack.checks.values import SLIPS  # noqa: PLC0415  (as above)

    grown = with_named(catalog, plan.named)
    if plan.indicator is not None:
        indicator = new_indicator(grown, plan.indicator, lang)
        grown = replace(grown, indicators=(*grown.indicators, indicator))
    grown = _with_claim(grown, plan)
    if plan.target is not None:
        grown = replace(grown, targets=(*grown.targets, new_target(grown, plan.target, lang)))
    if plan.measurement is not None:
        proposal = new_measurement(grown, plan.measurement, lang=lang, recorded=recorded)
        grown = replace(grown, measurements=(*grown.measurements, proposal))
    found = tuple(p for p in check(grown) if p.where.file in (ADDED, RECORDED))
    problems = tuple(p for p in found if p.severity == "error")
    if problems:
        raise DataError(problems)
    return grown, tuple(p for p in found if p.code in SLIPS)


def carry_out(folder: Folder, plan: Plan, *, lang: str, recorded: str) -> tuple[str, ...]:
    """Write a plan that was checked; each part that is there already is left alone, so it can be done again.

    Returns:
        Where it stands now: files with lines, in the order of writing.

    Raises:
        HntrackError: As the store's functions do; what was written before that stays, and is found there next time.
    """
    places = []
    for section, entry in plan.named:
        written = append_entry(folder, section, lambda _, entry=entry: entry)  # type: ignore[misc]
        places.append((written.file, written.lines))
    if plan.indicator is not None:
        said = plan.indicator
        written = append_entry(folder, "indicators", lambda catalog: new_indicator(catalog, said, lang))
        places.append((written.file, written.lines))
    if plan.source is not None:
        source = plan.source._replace(claims=(plan.claim,))
        written = create_source(folder, lambda _: source)
        places.append((written.file, written.lines[_first_claim(source, written.lines) :]))
    elif plan.claim_is_new:
        written = append_claim(folder, plan.source_id, lambda _: plan.claim)
        places.append((written.file, written.lines))
    if plan.target is not None:
        target = plan.target
        written = append_entry(folder, "targets", lambda catalog: new_target(catalog, target, lang))
        places.append((written.file, written.lines))
    if plan.measurement is not None:
        request = plan.measurement
        written = append_measurement(
            folder, lambda catalog: new_measurement(catalog, request, lang=lang, recorded=recorded)
        )
        places.append((written.file, written.lines))
    return tuple(f"{file}:{lines[0][0]}" for file, lines in places)


def with_named(catalog: Catalog, named: Iterable[tuple[str, Named | Area]]) -> Catalog:
    """Give a catalog with new goals, areas and units: list and entry."""
    for section, entry in named:
        grown: dict[str, Any] = {section: (*getattr(catalog, section), entry)}
        catalog = replace(catalog, **grown)
    return catalog


def _with_claim(catalog: Catalog, plan: Plan) -> Catalog:
    if plan.source is not None:
        made = plan.source._replace(claims=(plan.claim,))
        return replace(catalog, sources=(*catalog.sources, made))
    if not plan.claim_is_new:
        return catalog
    sources = (
        proposal._replace(claims=(*proposal.claims, plan.claim))
        if proposal.id == plan.source_id
        else proposal
        for proposal in catalog.sources
    )
    return replace(catalog, sources=tuple(sources))


def _first_claim(source: Source, lines: tuple[tuple[int, str], ...]) -> int:
    wanted = f"- id: {source.claims[0].id}"
    return next((at for at, (_, line) in enumerate(lines) if line.strip() == wanted), 0)
