"""What a promise rests on, and how strongly that binds: the ladder from a speech to a law."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from hntrack.classes import NamedTuple
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Act, Speaker, Target
from hntrack.text.messages import Message, _, day_text

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
