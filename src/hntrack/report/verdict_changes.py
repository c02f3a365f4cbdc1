"""Which verdicts differ between two standpoints, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hntrack.compare.causes import Cause, Judge, Standpoint, causes, promise_causes, verdict_changed
from hntrack.compare.pairing import target_roots
from hntrack.compare.promise import pair_targets
from hntrack.compare.slices import Slices
from hntrack.model.records import Target
from hntrack.model.snapshot import Snapshot

VERDICT_CHANGES = ("judged", "changed", "no_longer_judged", "promised_anew")


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One verdict that is another one than before.

    Attributes:
        kind: ``judged`` for the first verdict on a new promise, ``changed``, ``no_longer_judged``, or
            ``promised_anew`` where another version of the promise is judged the same.
        before: What was known, asked and judged then.
        after: The same later.
        causes: Why, the most telling first; never empty.
    """

    kind: str
    before: Standpoint
    after: Standpoint
    causes: tuple[Cause, ...]

    @property
    def target(self) -> Target:
        """The target as it stands, or as it last stood."""
        found = self.after.target or self.before.target
        assert found is not None, "a verdict has a target"
        return found


def standpoint(catalog: Snapshot, target: Target | None, as_of: date, judge: Judge) -> Standpoint:
    """Judge a target by what is known on a day; no target, no verdict.

    Args:
        catalog: As known on the day.
        target: The target, or ``None``.
        as_of: The day.
        judge: The method.
    """
    verdict = None if target is None else judge(catalog, target, as_of)
    return Standpoint(catalog, target, verdict, as_of)


def verdict_change(before: Standpoint, after: Standpoint, judge: Judge) -> VerdictChange | None:
    """Explain a changed verdict; ``None`` where it is the same."""
    if not verdict_changed(before.verdict, after.verdict):
        return None
    kind = "changed" if after.verdict else "no_longer_judged"
    if before.verdict is None:
        kind = "judged"
    return VerdictChange(kind, before, after, causes(before, after, judge))


def verdict_changes(before: Snapshot, after: Snapshot, judge: Judge) -> Iterator[VerdictChange]:
    """Compare all verdicts of two snapshots; a promise is followed through its changes in the whole catalogs.

    Args:
        before: A snapshot, judged on its day.
        after: The same for the other side.
        judge: The method; called on the part of a catalog that bears on the target.
    """
    slices = Slices(before), Slices(after)
    for old, new in pair_targets(before, after, target_roots(before.whole, after.whole)):
        asked = [target for target in (old, new) if target is not None]
        earlier = standpoint(slices[0].about(asked), old, before.day, judge)
        later = standpoint(slices[1].about(asked), new, after.day, judge)
        change = verdict_change(earlier, later, judge)
        anew = promise_causes(earlier, later)
        if change is None and anew:
            change = VerdictChange("promised_anew", earlier, later, anew)
        if change is not None:
            yield change
