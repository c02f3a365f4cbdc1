"""What as-printed words say, by the same reader that drafts claims from articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from hntrack.checks.exact import EXACT
from hntrack.checks.places import at
from hntrack.errors import Where
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target
from hntrack.text.fold import nfc
from hntrack.text.wording import LANGUAGES

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a fact rests on.

    Attributes:
        text: As printed.
        langs: The languages whose notation they may be in; one, unless their document is not known.
        where: Where they stand in the catalog's files.
    """

    text: str
    langs: tuple[str, ...]
    where: Where


def words_of(catalog: Catalog, fact: Target | Measurement) -> Iterator[Words]:
    """Give all words that state a target or a measurement; claims that do not exist are left out."""
    keys = (fact.claim, *fact.restated) if isinstance(fact, Target) else (fact.claim,)
    for key in keys:
        found = catalog.claim.get(key or "")
        if found is not None:
            source, claim = found
            yield Words(claim.as_printed, languages(source.language), at(claim, "as_printed"))
    cited = fact.cited if isinstance(fact, Measurement) else None
    if cited is not None and cited.as_printed is not None:
        known = catalog.source.get(cited.source or "")
        langs = languages(known.language) if known else LANGUAGES
        yield Words(cited.as_printed, langs, at(fact, "cited.as_printed"))


def languages(tag: str) -> tuple[str, ...]:
    """Give the language of a BCP 47 tag if we can read its numbers, else nothing."""
    primary = tag.partition("-")[0].lower()
    return (primary,) if primary in LANGUAGES else ()


def figure(text: str, lang: str, wanted: Decimal | None, exponent: int = 0) -> Quantity | None:
    """Read the figure of some words.

    Args:
        text: As printed.
        lang: ``vi`` or ``en``.
        wanted: The curated value; of several figures in the words, the one that says it is taken, else the first.
        exponent: The power of ten in which ``wanted`` is given.
    """
    first = _first(text, lang)
    if first is None or wanted is None:
        return first
    full = abs(EXACT.scaleb(wanted, exponent))
    if abs(scaled(first, first.value)) == full:
        return first
    from hntrack.text.quantity import find_quantities  # noqa: PLC0415  (its tables cost time)

    for one in find_quantities(nfc(text), lang):
        if abs(scaled(one, one.value)) == full:
            return replace(one, other_numbers=_outside(nfc(text), one))
    return first


@lru_cache(maxsize=8192)
def _first(text: str, lang: str) -> Quantity | None:
    """Read words once, though several checks ask for them."""
    from hntrack.text.quantity import read_quantity  # noqa: PLC0415  (its tables cost time)

    return read_quantity(text, lang)


def scaled(quantity: Quantity, value: Decimal) -> Decimal:
    """Give a printed number with its scale words worked in."""
    return EXACT.scaleb(value, quantity.exponent)


def _outside(text: str, quantity: Quantity) -> tuple[str, ...]:
    """Give the numbers of the text that are no part of the figure."""
    spans = quantity.spans
    return tuple(
        m[0] for m in _NUMBER.finditer(text) if not any(start <= m.start() < end for start, end in spans)
    )
