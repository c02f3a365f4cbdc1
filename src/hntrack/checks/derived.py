"""Derived values: a sum adds up and a share divides, at the precision the result is given in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hntrack.checks.shared import EXACT, at, plain
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Derived, Indicator, Measurement

_PARTS_OF_SHARE = 2


@dataclass(frozen=True, slots=True)
class _Derivation:
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
