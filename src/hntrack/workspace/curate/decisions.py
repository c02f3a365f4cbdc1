"""From a curator's answers to what is written: checked first, then through the functions of ``add`` and ``record``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from hntrack.errors import DataError, Problem, Where
from hntrack.model.catalog import Catalog
from hntrack.model.codes import ClaimKind
from hntrack.model.record_values import LISTS, free_id, id_of, make
from hntrack.model.records import Area, Claim, Named, Places, Published, Source
from hntrack.store.append import append_measurement
from hntrack.store.entries import append_claim, append_entry, create_source
from hntrack.store.folder import Folder
from hntrack.text.messages import Wording
from hntrack.workspace.curate.candidates import same_claim
from hntrack.workspace.curate.drafts import Proposed
from hntrack.workspace.curate.questions import NEW, Answers, Case
from hntrack.workspace.given import ADDED, RECORDED, Given, new_indicator, new_measurement, new_target
from hntrack.workspace.typed_values import typed_day, typed_period

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
    from hntrack.checks.plausible import CODES  # noqa: PLC0415  (as above)

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
    return grown, tuple(p for p in found if p.code in CODES)


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
