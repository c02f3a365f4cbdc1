"""Curated figures against the words they come from: a slip of the pen in either is found here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from hntrack.checks.shared import EXACT, at, facts, plain
from hntrack.checks.units import is_money
from hntrack.checks.words import Words, figure, languages, scaled, words_of
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES, SCALES
from hntrack.model.records import Indicator, Measurement, Target

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity

# "Reduce by at least 65%" asks for a change of at most -65%.
_MIRRORED = MappingProxyType(
    {"more_than": "less_than", "at_least": "at_most", "less_than": "more_than", "at_most": "at_least"}
)
# What a figure without a comparator asks for: "reach 40%".
_UNSAID = MappingProxyType({"increase": "at_least", "decrease": "at_most", None: "exactly"})
_THOUSAND = 3
_DOWN = re.compile(r"(?<!\w)(?:giảm|sụt|thấp đi|fell|fall|falls|down|declin\w*|decreas\w*|contract\w*)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Case:
    """One fact beside one reading of the words it rests on."""

    fact: Target | Measurement
    indicator: Indicator
    words: Words
    said: Quantity

    @property
    def relative(self) -> bool:
        return isinstance(self.fact, Target) and self.fact.relative_to is not None

    @property
    def exponent(self) -> int:
        """The power of ten in which the curated value is given; a relative one is a plain percentage."""
        return 0 if self.relative else SCALES[self.indicator.scale]

    @property
    def unit(self) -> str | None:
        return "percent" if self.relative else self.indicator.unit

    def differs(self, code: str, field: str, printed: object, curated: object) -> Problem:
        told = {"words": self.words.text, "claim": self.words.where, "printed": printed, "curated": curated}
        return problem(code, at(self.fact, field, "value"), **told)


def figures_as_printed(catalog: Catalog) -> Iterator[Problem]:
    """Value, upper end, total, comparator or qualifier, unit and scale are what the words say."""
    for fact in facts(catalog):
        yield from figures_of(catalog, fact)


def figures_of(catalog: Catalog, fact: Target | Measurement) -> Iterator[Problem]:
    """Hold the figures of one fact against the words that it rests on."""
    indicator = catalog.indicator.get(fact.indicator)
    if indicator is None or fact.value is None or indicator.measure not in NUMERIC_MEASURES:
        return
    for words in words_of(catalog, fact):
        yield from _best(fact, indicator, words)


def unread_languages(catalog: Catalog) -> Iterator[Problem]:
    """We can read numbers in Vietnamese and English; figures in another language stay unchecked, visibly."""
    for source in catalog.sources:
        if source.claims and not languages(source.language):
            yield problem("language-unread", at(source, "language"), language=source.language)


def _best(fact: Target | Measurement, indicator: Indicator, words: Words) -> list[Problem]:
    """Of the languages the words may be in, take the one by which the fewest things differ."""
    found = [list(_in_language(fact, indicator, words, lang)) for lang in words.langs]
    return min(found, key=len, default=[])


def _in_language(
    fact: Target | Measurement, indicator: Indicator, words: Words, lang: str
) -> Iterator[Problem]:
    relative = isinstance(fact, Target) and fact.relative_to is not None
    said = figure(words.text, lang, fact.value, 0 if relative else SCALES[indicator.scale])
    if said is None:
        told = {"words": words.text, "claim": words.where, "curated": plain(fact.value)}
        yield problem("words-without-figure", at(fact, "value"), **told)
        return
    if relative and said.unit == "times":  # doubled is a change of +100%
        said = replace(said, value=(said.value - 1) * 100, unit="percent")
    case = _Case(fact, indicator, words, said)
    yield from _value(case)
    yield from _unit(case)
    if isinstance(fact, Target):
        yield from _upper_end(case, fact)
        yield from _comparator(case, fact)
    else:
        yield from _total(case, fact)
        if fact.qualifier != said.qualifier:
            yield case.differs("qualifier-differs", "qualifier", said.qualifier, fact.qualifier)


def _value(case: _Case) -> Iterator[Problem]:
    assert case.fact.value is not None, "only facts with a value have a case"
    printed, curated = _pair(case, case.said.value, case.fact.value)
    if printed == curated or (curated == -printed and _says_down(case.words)):
        return
    steps = printed.adjusted() - curated.adjusted()
    if steps % _THOUSAND == 0 and EXACT.scaleb(curated, steps) == printed:
        full = (plain(printed), plain(curated))
        yield case.differs("scale-differs", "value", *full)
    else:
        yield case.differs("value-differs", "value", plain(case.said.value), plain(case.fact.value))


def _upper_end(case: _Case, target: Target) -> Iterator[Problem]:
    printed, curated = case.said.value_high, target.value_high
    if curated is None:  # the comparator then differs, or the value is missing: that is said elsewhere
        return
    if printed is None:
        yield case.differs("value-high-unprinted", "value_high", None, plain(curated))
    elif len(set(_pair(case, printed, curated))) > 1:
        yield case.differs("value-high-differs", "value_high", plain(printed), plain(curated))


def _total(case: _Case, measurement: Measurement) -> Iterator[Problem]:
    """A total that is given must be printed; a printed one that is not given is a matter of its digits."""
    if measurement.of is None or measurement.of in totals(case.said, case.words.langs[0]):
        return
    code = "of-unprinted" if case.said.of is None else "of-differs"
    yield case.differs(code, "of", plain(case.said.of), plain(measurement.of))


def totals(said: Quantity, lang: str) -> tuple[Decimal, ...]:
    """Give the numbers of the words that may be the total of the figure."""
    from hntrack.text.numbers import read_misprinted_number  # noqa: PLC0415  (few measurements have a total)

    found = [] if said.of is None else [said.of]
    for run in said.other_numbers:
        try:
            found.append(read_misprinted_number(run, lang))
        except ValueError:
            continue
    return tuple(found)


def _comparator(case: _Case, target: Target) -> Iterator[Problem]:
    expected = case.said.comparator or _unsaid(case.indicator)
    if case.relative and target.value is not None and target.value < 0 and case.said.comparator:
        expected = _MIRRORED.get(expected, expected)
    if target.comparator != expected:
        yield case.differs("comparator-differs", "comparator", expected, target.comparator)


def _unsaid(indicator: Indicator) -> str:
    return "within_top" if indicator.measure == "rank" else _UNSAID[indicator.direction]


def _unit(case: _Case) -> Iterator[Problem]:
    printed, curated = case.said.unit, case.unit
    if curated is None or printed == curated:  # a number without a unit is said elsewhere
        return
    if printed is not None:
        yield case.differs("unit-differs", "value", printed, curated)
    elif curated == "percent" or (is_money(curated) and not case.said.exponent):
        # "90.000 tỷ" is money without saying so; a percentage is never printed without its sign.
        yield case.differs("unit-unprinted", "value", None, curated)


def _pair(case: _Case, printed: Decimal, curated: Decimal) -> tuple[Decimal, Decimal]:
    """Give both numbers in full; of a relative target the sign is in the words (*reduce by*), not the number."""
    full = EXACT.scaleb(curated, case.exponent)
    said = scaled(case.said, printed)
    return (abs(said), abs(full)) if case.relative else (said, full)


def _says_down(words: Words) -> bool:
    """Whether the words, not a sign, say that a change goes down: ``giảm 3,5%`` of a growth rate is -3.5."""
    return _DOWN.search(words.text.lower()) is not None
