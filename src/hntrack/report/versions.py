"""The versions of a promise, what each would say today, and what it rests on: the ladder from a speech to a law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from hntrack.assess import assess
from hntrack.classes import NamedTuple, replace
from hntrack.errors import unknown
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Act, Speaker, Target
from hntrack.model.verdict import Verdict
from hntrack.report.words import by_due, label, milestone_text, target_text
from hntrack.text.messages import Message, _, day_text


def versions_of(catalog: Snapshot, target: Target) -> tuple[Target, ...]:
    """Give every version of a promise that was public on the day, the first one first."""
    chain = catalog.whole.chain_of.get(target.id, ())
    if len(chain) < 2:
        return (target,)
    public = catalog.public
    return tuple(sorted((one for one in chain if one.id in public.target), key=public.published_on)) or (
        target,
    )


def replaced_at_once(catalog: Snapshot, target: Target, lang: str) -> Iterator[str]:
    """Tell the versions that were promised on the catalog's day and replaced on it: none of them was in force."""
    if target.supersedes is None:
        return
    public = catalog.public
    for version in versions_of(catalog, target):
        if version.id != target.id and public.published_on(version) == catalog.day:
            asked = version_text(public, version, lang)
            yield _(
                "{asked} ({id}) was promised and replaced on the same day", asked=asked, id=version.id
            ).within(lang)


def first_promise(catalog: Snapshot, target: Target, as_of: date) -> tuple[Target, Verdict] | None:
    """Judge the first version of a promise as if it still stood; ``None`` where there was never another one."""
    if target.supersedes is None:
        return None
    first = versions_of(catalog, target)[0]
    if first.id == target.id or first.indicator != target.indicator:
        return None
    then = replace(catalog, targets=tuple(first if one.id == target.id else one for one in catalog.targets))
    return first, assess(then, first, as_of)


def first_promise_text(catalog: Snapshot, target: Target, verdict: Verdict, as_of: date, lang: str) -> str:
    """Say what the first promise would say beside today's; empty where there was never another one."""
    found = first_promise(catalog, target, as_of)
    if found is None:
        return ""
    first, judged = found
    made = catalog.public.published_on(first)
    return _(
        "By the promise of {made} ({asked}, {milestone}): {then}; by today's: {now}.",
        made=day_text(made, lang) if made != date.min else _("an unknown day"),
        asked=target_text(catalog, first, lang),
        milestone=milestone_text(first.milestone, lang),
        then=judged_text(judged, lang),
        now=judged_text(verdict, lang),
    ).within(lang)


def judged_text(verdict: Verdict, lang: str) -> str:
    """Give standing and pace in words; the standing alone where the pace says nothing more."""
    standing = label("standing", verdict.standing, lang)
    if verdict.pace in {"not_assessable", verdict.standing} or verdict.standing in {"kept", "missed"}:
        return standing
    return f"{standing}, {label('pace', verdict.pace, lang)}"


def version_lines(catalog: Snapshot, target: Target, lang: str) -> Iterator[str]:
    """Tell each version with the day on which it was promised; nothing where there is only one."""
    versions = versions_of(catalog, target)
    if len(versions) < 2:
        return
    public = catalog.public
    for version in versions:
        yield f"{made_text(public, version, lang)}: {version_text(public, version, lang)} · {version.id}"


def made_text(public: Catalog, target: Target, lang: str) -> str:
    """Give the day on which a version was promised."""
    made = public.published_on(target)
    return day_text(made, lang) if made != date.min else _("an unknown day").within(lang)


def version_text(public: Catalog, target: Target, lang: str) -> str:
    """Give what a version asks, and by when; or that the promise was withdrawn."""
    if target.change == "withdrawn":
        return _("withdrawn").within(lang)
    return by_due(target_text(public, target, lang), target.milestone, lang)


LADDER = ("speech", "report", "draft", "plan", "resolution", "decision", "law")
"""The rungs, from weak to strong; ``documents/acts.toml`` says on which one each kind of act stands."""

RUNGS = MappingProxyType(
    {
        "speech": _("something said"),
        "report": _("a report; no act is named"),
        "draft": _("a draft"),
        "plan": _("a plan"),
        "resolution": _("a resolution"),
        "decision": _("a decision"),
        "law": _("a law"),
    }
)


class Basis(NamedTuple):
    """What a target rests on.

    Attributes:
        strength: One of :data:`LADDER`.
        act: The act, where the target or its document names one.
        speaker: Who said it, where no act is named.
    """

    strength: str
    act: Act | None = None
    speaker: Speaker | None = None


def basis_of(catalog: Catalog, target: Target) -> Basis:
    """Tell what a target rests on: its act, else that of its document, else who said it, else its document alone."""
    source, claim = catalog.claim.get(target.claim, (None, None))
    act = catalog.act.get(target.basis or (source.act if source is not None else None) or "")
    if act is not None:
        from hntrack.documents.acts import strength_of  # noqa: PLC0415  (only promises with an act pay for its grammar)

        return Basis(strength_of(act.kind), act)
    speaker = claim.said_by if claim is not None else None
    return Basis("report" if speaker is None else "speech", None, speaker)


def basis_text(catalog: Catalog, target: Target, lang: str) -> str:
    """Say it: ``57-NQ/TW, 2024-12-22, Bộ Chính trị: a resolution (step 5 of 7)``."""
    basis = basis_of(catalog, target)
    return _said(basis, lang).within(lang)


def _said(basis: Basis, lang: str) -> Message:
    about = {
        "rung": RUNGS[basis.strength],
        "step": LADDER.index(basis.strength) + 1,
        "steps": len(LADDER),
    }
    if basis.act is not None:
        day = day_text(basis.act.day, lang) if basis.act.day else None
        what = ", ".join(part for part in (basis.act.number, day, basis.act.issuer) if part)
    elif basis.speaker is not None:
        what = ", ".join(part for part in basis.speaker if part)
    else:
        return _("{rung} (step {step} of {steps})", **about)
    return _("{what}: {rung} (step {step} of {steps})", what=what, **about)


def resting_on(catalog: Catalog, targets: Sequence[Target], asked: str) -> tuple[Target, ...]:
    """Give the targets that rest on a rung of the ladder, or on an act by its id or number.

    Raises:
        UsageError: It is neither.
    """
    if asked in LADDER:
        return tuple(target for target in targets if basis_of(catalog, target).strength == asked)
    acts = {act.id for act in catalog.acts if asked in (act.id, act.number)}
    if not acts:
        raise unknown(asked, (*LADDER, *catalog.act, *(act.number for act in catalog.acts)))
    return tuple(
        target
        for target in targets
        for act in [basis_of(catalog, target).act]
        if act is not None and act.id in acts
    )
