"""Ids, quotes and readings against the fact: a year, a number or a bound in them is that of the fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hntrack.checks.claims import users
from hntrack.checks.shared import EXACT, at, facts, plain
from hntrack.checks.words import figure, languages, scaled
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Claim, Measurement, Source, Target
from hntrack.text.fold import nfc
from hntrack.text.numbers import READABLE

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity

_YEAR = re.compile(r"(?<![0-9.,/-])(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9]|[-/&][A-ZĐ]|/[a-zđ])")
_ID_YEAR = re.compile(r"(?:^|-)((?:19|20)[0-9]{2})(?=-|$)")
_ID_DAY = re.compile(r"(?:^|-)((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?=-|$)")
_COMPARED = re.compile(
    r"(?:so với|từ mức|từ|compared (?:with|to)|from|than(?: in)?|relative to|on|since)"
    r"(?: (?:năm|mức|the|level|levels|of|in))* (?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:%|triệu|tỷ|tỉ|nghìn|doanh nghiệp|người|dự án|hộ|homes|people|firms|million|billion)"
)


class _Use(NamedTuple):
    """A fact beside a claim that it rests on."""

    fact: Target | Measurement
    source: Source
    claim: Claim

    @property
    def years(self) -> frozenset[int]:
        """The years that the fact is about; none for an undated aim."""
        period = self.fact.milestone if isinstance(self.fact, Target) else self.fact.period
        return frozenset(range(period.start.year, period.end.year + 1)) if period else frozenset()


def _uses(catalog: Catalog) -> Iterator[_Use]:
    for key, by in users(catalog).items():
        if key in catalog.claim:
            for fact in by:
                yield _Use(fact, *catalog.claim[key])


def years_of_words(catalog: Catalog) -> Iterator[Problem]:
    """Where a quote or a reading names years, that of the milestone or period is among them."""
    for use in _uses(catalog):
        if not use.years:
            continue
        period = use.fact.milestone if isinstance(use.fact, Target) else use.fact.period
        bases = _years_of_bases(catalog, use.fact)
        for field, text in _texts(use.claim):
            named = _years(_COMPARED.sub("", text)) - bases
            if named and not named & use.years:
                told = {"field": field, "years": _listed(named), "id": use.fact.id, "period": period}
                yield problem("year-differs", at(use.claim, field, field.partition(".")[0]), **told)


def _years_of_bases(catalog: Catalog, fact: Target | Measurement) -> set[int]:
    """Give the years that a target is compared with or starts from: its words may name them."""
    keys = (fact.relative_to, fact.baseline) if isinstance(fact, Target) else ()
    bases = (catalog.measurement.get(key or "") for key in keys)
    return {year for one in bases if one is not None for year in (one.period.start.year, one.period.end.year)}


def years_of_ids(catalog: Catalog) -> Iterator[Problem]:
    """Where the id of a fact or of its claim names years, that of the milestone or period is among them."""
    for fact in facts(catalog):
        period = fact.milestone if isinstance(fact, Target) else fact.period
        if period is None:
            continue
        years = set(range(period.start.year, period.end.year + 1))
        for field, name in (("id", fact.id), ("claim", (fact.claim or "").rpartition("/")[2])):
            named = {int(one) for one in _ID_YEAR.findall(name)}
            if named and not named & years:
                told = {"id": name, "years": _listed(named), "period": period}
                yield problem("id-year-differs", at(fact, field), **told)
    for source in catalog.sources:
        yield from _source_id(source)


def readings_of_figures(catalog: Catalog) -> Iterator[Problem]:
    """A reading that gives a number gives the fact's, with the bound that the fact has."""
    for use in _uses(catalog):
        indicator = catalog.indicator.get(use.fact.indicator)
        relative = isinstance(use.fact, Target) and use.fact.relative_to is not None
        if use.fact.value is None or indicator is None or relative:
            continue
        exponent = SCALES[indicator.scale]
        for lang in READABLE:
            reading = use.claim.reading.get(lang)
            if reading:
                yield from _reading(use, lang, nfc(reading), exponent)


def readings_of_claims(catalog: Catalog) -> Iterator[Problem]:
    """Both readings of a claim name the same years; one that is set aside holds its figure in them."""
    for source, claim in catalog.claim.values():
        vi, en = (_years(text) for text in (claim.reading.vi, claim.reading.en))
        if vi and en and vi != en:
            told = {"vi": _listed(vi), "en": _listed(en)}
            yield problem("readings-disagree", at(claim, "reading.en", "reading"), **told)
        if claim.set_aside is None or claim.value is None:
            continue
        for lang in languages(source.language) and READABLE:
            reading = claim.reading.get(lang)
            numbers = _numbers(nfc(reading), lang)
            wanted = {claim.value, *(one for one in (claim.value_high, claim.of) if one is not None)}
            wanted |= {
                number.value
                for own in languages(source.language)
                for number in _numbers(claim.as_printed, own)
            }
            if numbers and not any(
                scaled(number, number.value) in wanted or number.value in wanted for number in numbers
            ):
                told = {"printed": plain(numbers[0].value), "curated": plain(claim.value)}
                yield problem("reading-differs", at(claim, f"reading.{lang}", "reading"), **told)


def _reading(use: _Use, lang: str, reading: str, exponent: int) -> Iterator[Problem]:
    value = use.fact.value
    assert value is not None, "asked for facts with a value only"
    where = at(use.claim, f"reading.{lang}", "reading")
    numbers = _numbers(reading, lang)
    if not numbers:
        return
    # Where the quote itself says another number or bound than the fact, the check of the quote tells it.
    quoted = [
        q
        for language in languages(use.source.language)
        for q in _numbers(nfc(use.claim.as_printed), language)
    ]
    wanted = {abs(EXACT.scaleb(one, exponent)) for one in _values(use.fact)}
    wanted |= {abs(scaled(one, one.value)) for one in quoted}
    held = [number for number in numbers if abs(scaled(number, number.value)) in wanted]
    if not held:
        told = {"printed": plain(scaled(numbers[0], numbers[0].value)), "curated": plain(value)}
        yield problem("reading-differs", where, **told)
        return
    said = figure(reading, lang, value, exponent)
    bound = _bound(said) if said is not None else None
    if bound is not None and bound not in (*_bounds(use.fact), *(_bound(one) for one in quoted)):
        yield problem(
            "reading-bound-differs", where, printed=bound, curated=_bounds(use.fact)[0], id=use.fact.id
        )


def _values(fact: Target | Measurement) -> Iterator[Decimal]:
    more = fact.value_high if isinstance(fact, Target) else fact.of
    yield from (one for one in (fact.value, more) if one is not None)


def _bound(said: Quantity) -> str | None:
    """Give the bound or approximation that a reading says in so many words."""
    return said.comparator or (said.qualifier if said.qualifier != "exact" else None)


def _bounds(fact: Target | Measurement) -> tuple[str, ...]:
    """Give what a reading may say of the fact."""
    if isinstance(fact, Target):
        return (fact.comparator,)
    return {"up_to": ("up_to", "at_most"), "exact": ("exact", "within_top")}.get(
        fact.qualifier, (fact.qualifier,)
    )


def _numbers(reading: str, lang: str) -> list[Quantity]:
    """Give the figures in digits of a reading."""
    from hntrack.text.quantity import find_quantities  # noqa: PLC0415  (its tables cost time)

    return [
        quantity
        for quantity in find_quantities(reading, lang)
        if reading[slice(*quantity.spans[0])][:1].isdigit()
    ]


def _texts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "as_printed", claim.as_printed
    yield "reading.vi", claim.reading.vi
    yield "reading.en", claim.reading.en


def _years(text: str) -> set[int]:
    return {int(m[0]) for m in _YEAR.finditer(text) if not _COUNTED.match(text, m.end())}


def _listed(years: set[int]) -> str:
    return ", ".join(str(year) for year in sorted(years))


def _source_id(source: Source) -> Iterator[Problem]:
    """A day or year in a document's id is that of the document."""
    published = source.published
    known = {published.not_before} if published.not_before else set()
    first, last = (published.period.start, published.period.end) if published.period else (None, None)
    days = {one for one in (*known, first, last) if one is not None}
    if not days:
        return
    found = _ID_DAY.search(source.id)
    if found is not None:
        one_day = first is None or first == last
        if one_day and found[1] not in {day.isoformat() for day in days}:
            told = {"id": source.id, "years": found[1], "period": min(days)}
            yield problem("id-year-differs", at(source, "id"), **told)
        return
    named = {int(one) for one in _ID_YEAR.findall(source.id)}
    if len(named) == 1 and not named & {day.year for day in days}:
        yield problem(
            "id-year-differs", at(source, "id"), id=source.id, years=_listed(named), period=min(days)
        )
