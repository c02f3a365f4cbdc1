"""Records made of other records: a replacement says truly what it replaces, a sum adds up, a share divides.

A sum and a share are checked at the precision that the result is given in.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hntrack.checks.shared import EXACT, at, check, plain
from hntrack.classes import NamedTuple
from hntrack.errors import Problem, error, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES, meaning
from hntrack.model.records import Derived, Indicator, Measurement, Target

_PARTS_OF_SHARE = 2


class _Derivation(NamedTuple):
    """A derived measurement with everything that its arithmetic needs, all of it present."""

    whole: Measurement
    indicator: Indicator
    rule: str
    parts: tuple[Measurement, ...]
    parts_indicators: tuple[Indicator, ...]

    def part_values(self) -> Iterator[Decimal]:
        """The parts in their unit itself, their scales worked in."""
        for part, indicator in zip(self.parts, self.parts_indicators, strict=True):
            assert part.value is not None, "only complete derivations are made"
            yield EXACT.scaleb(part.value, SCALES[indicator.scale])


@check(
    {
        "sum-differs": error(
            "The sum does not add up: {sum} = {result}, but this says {value}.",
            "Compare each part and the total with the original.",
        ),
        "share-differs": error(
            "The share does not come out: {first} / {second} = {result}%, but this says {value}.",
            "Check both numbers and the share; give it with as many decimals as are printed.",
        ),
        "share-of-nothing": error(
            "No share of {part} can be taken: its value is 0.",
            "Check the order in from: the part first, the whole second.",
        ),
    }
)
def arithmetic_of_derived(catalog: Catalog) -> Iterator[Problem]:
    """``sum`` and ``share`` give the value that is written down."""
    for derivation in _derivations(catalog):
        whole = derivation.whole
        where = at(whole, "value")
        if whole.value is None:
            continue
        if derivation.rule == "sum":
            total = _sum(derivation)
            if total != whole.value:
                shown = " + ".join(plain(part.value) for part in derivation.parts)
                yield problem("sum-differs", where, sum=shown, result=plain(total), value=plain(whole.value))
        else:
            yield from _share(derivation, whole.value)


@check(
    {
        "derived-parts": error(
            "The rule {rule} cannot be applied to {count} measurements.",
            "A sum takes two measurements or more, a share exactly two.",
        ),
        "derived-without-value": error(
            "Nothing can be derived from {part}: it has no value in numbers.",
            "Choose another measurement, or remove derived.",
        ),
        "share-not-percent": error(
            "A share comes out in percent, but this indicator's unit is {unit}.",
            "Choose an indicator with measure: share and unit: percent.",
        ),
        "derived-units-differ": error(
            "Different units cannot be added or divided: {units}.", "Choose measurements of one unit."
        ),
        "derived-periods-differ": warning(
            "What is calculated together is of different periods: {periods}.",
            "Choose measurements of one period, or say in a note why they compare.",
        ),
    }
)
def parts_of_derived(catalog: Catalog) -> Iterator[Problem]:
    """A sum has two parts or more and a share two, all of them values of the same unit and period."""
    for measurement in catalog.measurements:
        derived = measurement.derived
        if derived is None:
            continue
        count, where = len(derived.from_), at(measurement, "derived.from")
        if count < _PARTS_OF_SHARE or (derived.rule == "share" and count > _PARTS_OF_SHARE):
            yield problem("derived-parts", where, rule=derived.rule, count=count)
        for part in derived.from_:
            found = catalog.measurement.get(part)
            if found is not None and found.value is None:
                yield problem("derived-without-value", where, part=part)
    for derivation in _derivations(catalog):
        yield from _alike(derivation)


@check(
    {
        "derived-certainty": error(
            (
                "This value of our own is called {qualifier}, but from its parts it follows that it is {expected}."
            ),
            "Write qualifier: {expected}, or add the claim if a document prints the result.",
        ),
    }
)
def certainty_of_derived(catalog: Catalog) -> Iterator[Problem]:
    """What we derive ourselves is no more certain than what it comes from; a printed result speaks for itself."""
    for derivation in _derivations(catalog):
        whole = derivation.whole
        if whole.claim is not None or whole.cited is not None:
            continue
        expected = _certainty(derivation)
        if whole.qualifier != expected:
            where = at(whole, "qualifier", "derived")
            yield problem("derived-certainty", where, qualifier=whole.qualifier, expected=expected)


def _usable_parts(catalog: Catalog, derived: Derived) -> Iterator[Measurement]:
    for part in map(catalog.measurement.get, derived.from_):
        if part is not None and part.value is not None and part.indicator in catalog.indicator:
            yield part


def _derivations(catalog: Catalog) -> Iterator[_Derivation]:
    for measurement in catalog.measurements:
        derived, indicator = measurement.derived, catalog.indicator.get(measurement.indicator)
        if derived is None or indicator is None:
            continue
        usable = tuple(_usable_parts(catalog, derived))
        if len(usable) != len(derived.from_) or len(usable) < _PARTS_OF_SHARE:
            continue
        if derived.rule == "sum" or len(usable) == _PARTS_OF_SHARE:
            indicators = tuple(catalog.indicator[part.indicator] for part in usable)
            yield _Derivation(measurement, indicator, derived.rule, usable, indicators)


def _sum(derivation: _Derivation) -> Decimal:
    total = Decimal(0)
    for value in derivation.part_values():
        total = EXACT.add(total, value)
    return EXACT.scaleb(total, -SCALES[derivation.indicator.scale])


def _share(derivation: _Derivation, value: Decimal) -> Iterator[Problem]:
    above, below = derivation.part_values()
    where = at(derivation.whole, "value")
    if below == 0:
        yield problem("share-of-nothing", at(derivation.whole, "derived.from"), part=derivation.parts[1].id)
        return
    exact = EXACT.divide(EXACT.multiply(above, Decimal(100)), below)
    # An exact half is printed either way by careful people.
    if value not in {_rounded(exact, value, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)}:
        first, second = (plain(part.value) for part in derivation.parts)
        shown = plain(_rounded(exact, Decimal("0.001"), ROUND_HALF_EVEN).normalize())
        yield problem("share-differs", where, first=first, second=second, result=shown, value=plain(value))


def _rounded(exact: Decimal, like: Decimal, rounding: str) -> Decimal:
    """Round to as many decimal places as ``like`` has, to the whole number where it has none."""
    exponent = like.as_tuple().exponent
    assert isinstance(exponent, int), "the store takes finite numbers only"
    return exact.quantize(Decimal(1).scaleb(min(exponent, 0)), rounding=rounding, context=EXACT)


def _alike(derivation: _Derivation) -> Iterator[Problem]:
    where = at(derivation.whole, "derived.from")
    units = [part.unit for part in derivation.parts_indicators]
    if derivation.rule == "sum":
        units.append(derivation.indicator.unit)
    elif derivation.indicator.unit not in ("percent", None):
        unit = derivation.indicator.unit
        yield problem("share-not-percent", at(derivation.whole, "derived.rule"), unit=unit)
    if len(set(units)) > 1:
        yield problem("derived-units-differ", where, units=", ".join(one or "?" for one in units))
    periods = [part.period.text for part in (*derivation.parts, derivation.whole)]
    if len(set(periods)) > 1:
        yield problem("derived-periods-differ", where, periods=", ".join(periods))


def _certainty(derivation: _Derivation) -> str:
    """The qualifier that follows: exact from exact; a bound passes through a sum; all else is about."""
    uncertain = {part.qualifier for part in derivation.parts} - {"exact"}
    if not uncertain:
        return "exact"
    bounded_sum = derivation.rule == "sum" and len(uncertain) == 1
    return uncertain.pop() if bounded_sum else "about"


_BY_DIRECTION = {"increase": 1, "decrease": -1}


@check(
    {
        "change-of-nothing": error(
            "change: {change} needs supersedes, or nothing is changed.",
            "Add supersedes with the old target's id, or remove change.",
        ),
        "change-missing": error(
            "This target supersedes {id} but does not say how it differs.",
            "Add change: raised, lowered, brought_forward, postponed, reworded or withdrawn.",
        ),
        "replaced-twice": error(
            "{id} is already replaced by {first}.", "Continue the chain: replace {first}, the latest one."
        ),
        "supersedes-other-indicator": error(
            "The old target {id} is about another indicator: {indicator}.",
            "Correct supersedes, or this target's indicator.",
        ),
        "change-untrue": error(
            "The numbers do not show {change}: it was {old} and is now {new}.",
            "Correct the change, or the target's number and milestone.",
        ),
    }
)
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


@check(
    {
        "revises-and-withdraws": error(
            "{id} both revises and withdraws a measurement.",
            "Keep one: revises for a new value, withdraws where none is left.",
        ),
        "why-missing": error("{id} revises or withdraws a measurement without saying why.", "Add why."),
        "revises-other-indicator": error(
            "The old measurement {id} is of another indicator: {indicator}.",
            "Correct the old measurement's id, or the indicator.",
        ),
        "revises-other-period": error(
            "The old measurement {id} is of another period: {period}.",
            "Correct the old measurement's id, or the period; another period is a new measurement.",
        ),
    },
    also=("replaced-twice",),
)
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


@check(
    {
        "base-of-other-indicator": error(
            "{field} is {id}, which is of another indicator: {indicator}.",
            "Choose a measurement of this very indicator.",
        ),
        "base-not-positive": error(
            "The target is a percentage of {id}, which is {value}: of nothing, or less, that says nothing.",
            "Give the value to be reached itself, without relative_to.",
        ),
    }
)
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


@check(
    {
        "basis-replaced": warning(
            "The act {id} that it rests on was replaced by {other}.",
            "Read the new act and add what it promises: hntrack add target {indicator} --supersedes {target} "
            "--basis {other} --change reworded … Or take the promise back.",
        ),
    }
)
def replaced_bases(catalog: Catalog) -> Iterator[Problem]:
    """What rests on an act that another one replaced is superseded, or is to be looked at."""
    replaced = {old: act.id for act in catalog.acts for old in act.replaces}
    superseded = {target.supersedes for target in catalog.targets}
    for target in catalog.targets:
        if target.basis in replaced and target.id not in superseded and target.change != "withdrawn":
            yield problem(
                "basis-replaced",
                at(target, "basis"),
                id=target.basis,
                other=replaced[target.basis],
                indicator=target.indicator,
                target=target.id,
            )


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
