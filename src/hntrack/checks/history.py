"""History: what replaces an earlier record says so truly, and replaces a record of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hntrack.checks.shared import at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.comparators import meaning
from hntrack.model.records import Indicator, Measurement, Target

_BY_DIRECTION = {"increase": 1, "decrease": -1}


def replaced_targets(catalog: Catalog) -> Iterator[Problem]:
    """A target supersedes one of the same indicator, once, and names the change that the numbers show."""
    replaced: dict[str, str] = {}
    for target in catalog.targets:
        if target.supersedes is None:
            if target.change != "new":
                yield problem("change-of-nothing", at(target, "change"), change=target.change)
            continue
        if target.change == "new":
            yield problem("change-missing", at(target, "supersedes"), id=target.supersedes)
        first = replaced.setdefault(target.supersedes, target.id)
        if first != target.id:
            yield problem("replaced-twice", at(target, "supersedes"), id=target.supersedes, first=first)
        old, indicator = catalog.target.get(target.supersedes), catalog.indicator.get(target.indicator)
        if old is not None and indicator is not None:
            yield from _change(old, target, indicator)


def replaced_measurements(catalog: Catalog) -> Iterator[Problem]:
    """A measurement revises or withdraws one of the same indicator and period, once, and says why."""
    replaced: dict[str, str] = {}
    for measurement in catalog.measurements:
        earlier = measurement.revises or measurement.withdraws
        if earlier is None:
            continue
        where = at(measurement, "revises", "withdraws")
        if measurement.revises is not None and measurement.withdraws is not None:
            yield problem("revises-and-withdraws", where, id=measurement.id)
        if not measurement.why:
            yield problem("why-missing", where, id=measurement.id)
        first = replaced.setdefault(earlier, measurement.id)
        if first != measurement.id:
            yield problem("replaced-twice", where, id=earlier, first=first)
        old = catalog.measurement.get(earlier)
        if old is not None:
            yield from _revision(old, measurement)


def bases_of_targets(catalog: Catalog) -> Iterator[Problem]:
    """A target's baseline, and what it is relative to, are measurements of its own indicator."""
    for target in catalog.targets:
        for field, key in (("baseline", target.baseline), ("relative_to", target.relative_to)):
            base = catalog.measurement.get(key or "")
            if base is not None and base.indicator != target.indicator:
                facts = {"field": field, "id": base.id, "indicator": base.indicator}
                yield problem("base-of-other-indicator", at(target, field), **facts)
            elif field == "relative_to" and base is not None and base.value is not None and base.value <= 0:
                yield problem("base-not-positive", at(target, field), id=base.id, value=base.value)


def _revision(old: Measurement, new: Measurement) -> Iterator[Problem]:
    where = at(new, "revises", "withdraws")
    if old.indicator != new.indicator:
        yield problem("revises-other-indicator", where, id=old.id, indicator=old.indicator)
    elif old.period != new.period:
        yield problem("revises-other-period", where, id=old.id, period=old.period)


def _change(old: Target, new: Target, indicator: Indicator) -> Iterator[Problem]:
    if old.indicator != new.indicator:
        where = at(new, "supersedes")
        yield problem("supersedes-other-indicator", where, id=old.id, indicator=old.indicator)
    elif new.change not in ("new", "withdrawn") and new.change not in _true_changes(old, new, indicator):
        facts = {"change": new.change, "old": _shown(old), "new": _shown(new)}
        yield problem("change-untrue", at(new, "change"), **facts)


def _changes_of_date(old: Target, new: Target) -> set[str]:
    if old.due is None or new.due is None or old.due == new.due:
        return set()
    return {"postponed" if new.due > old.due else "brought_forward"}


def _true_changes(old: Target, new: Target, indicator: Indicator) -> set[str]:
    """Every change word that the two targets bear out; ``reworded`` where neither number nor date moved."""
    true = _changes_of_date(old, new)
    moved = _moved(old, new, indicator)
    if moved:
        # Where nothing says which way is more, the number alone decides.
        sense = meaning(new.comparator).way or _BY_DIRECTION.get(indicator.direction or "", 1)
        true.add("raised" if moved * sense > 0 else "lowered")
    if not true and _asked(old) == _asked(new):
        true.add("reworded")
    return true or {"raised", "lowered", "reworded"}


def _moved(old: Target, new: Target, indicator: Indicator) -> int:
    """Give +1 or -1 as what is asked went up or down the scale of numbers or stages, 0 where it did not."""
    order = {stage.id: at for at, stage in enumerate(indicator.stages)}
    if old.stage in order and new.stage in order:
        return _sign(order[old.stage], order[new.stage])
    if old.value is None or new.value is None:
        return 0
    low = _sign(old.value, new.value)
    return low or _sign(old.value_high or old.value, new.value_high or new.value)


def _asked(target: Target) -> tuple[object, ...]:
    return target.comparator, target.value, target.value_high, target.stage, target.due, target.further


def _sign(old: Decimal | int, new: Decimal | int) -> int:
    return (new > old) - (new < old)


def _shown(target: Target) -> str:
    value = "" if target.value is None else format(target.value, "f")
    if target.value_high is not None:
        value += f"–{target.value_high:f}"
    return " ".join(
        part for part in (target.comparator, value or target.stage or "", f"({target.milestone})") if part
    )
