"""What changed between two sets of targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hntrack.compare.pairing import by_root, pair, target_roots
from hntrack.compare.promise import TargetChange, changes_between
from hntrack.model.catalog import Catalog
from hntrack.model.records import Target
from hntrack.text.periods import Period


def pair_targets(
    before: Catalog, after: Catalog, roots: Mapping[str, str]
) -> tuple[tuple[Target | None, Target | None], ...]:
    """Pair the targets of two catalogs: by id, then along ``supersedes``, then by indicator and milestone.

    Args:
        before: The targets of the one side.
        after: Those of the other.
        roots: Every target's first promise (:func:`~hntrack.compare.pairing.target_roots`).
    """
    return pair(before.targets, after.targets, (_by_id, by_root(roots), _by_indicator_and_due))


def target_changes(
    before: Catalog, after: Catalog, *, all_before: Catalog | None = None, all_after: Catalog | None = None
) -> tuple[TargetChange, ...]:
    """Compare the targets of two catalogs, or of one catalog on two days.

    Args:
        before: The targets that stand on the one side (:func:`~hntrack.model.snapshot.known`).
        after: Those of the other.
        all_before: Everything, superseded targets included; needed to follow a chain of them.
        all_after: The same for the other side; needed to tell ``withdrawn`` from ``dropped``.
    """
    wide_before, wide_after = all_before or before, all_after or after
    withdrawn = {t.supersedes for t in wide_after.targets if t.change == "withdrawn"}
    found: list[TargetChange] = []
    for old, new in pair_targets(before, after, target_roots(wide_before, wide_after)):
        if old is not None and new is not None:
            found.extend(changes_between(before, after, old, new))
        elif old is not None:
            kind = "withdrawn" if old.id in withdrawn else "dropped"
            found.append(TargetChange(kind, old.indicator, old, None))
        elif new is not None:
            found.append(TargetChange("new", new.indicator, None, new))
    return tuple(found)


def milestone_changes(catalog: Catalog, left: Period, right: Period) -> tuple[TargetChange, ...]:
    """Compare what is due in one period with what is due in another, indicator by indicator.

    A promise without a sibling is ``only_left`` or ``only_right``: it was neither dropped nor added.
    """
    sides = [
        [t for t in catalog.targets if t.due is not None and period.start <= t.due <= period.end]
        for period in (left, right)
    ]
    return tuple(_paired(catalog, sides[0], sides[1]))


def _paired(catalog: Catalog, left: list[Target], right: list[Target]) -> Iterator[TargetChange]:
    for old, new in pair(left, right, (_by_id, _by_indicator_and_comparator, _by_indicator)):
        if old is not None and new is not None:
            yield from changes_between(catalog, catalog, old, new, ignoring=("due", "wording"))
        elif old is not None:
            yield TargetChange("only_left", old.indicator, old, None)
        elif new is not None:
            yield TargetChange("only_right", new.indicator, None, new)


def _by_id(target: Target) -> str:
    return target.id


def _by_indicator(target: Target) -> str:
    return target.indicator


def _by_indicator_and_comparator(target: Target) -> tuple[str, str]:
    return target.indicator, target.comparator


def _by_indicator_and_due(target: Target) -> tuple[str, date | None]:
    return target.indicator, target.due
