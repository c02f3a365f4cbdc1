"""What as-printed words say, by the same reader that drafts claims from articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from hntrack.checks.shared import EXACT, at
from hntrack.errors import Where
from hntrack.model.catalog import Catalog
from hntrack.model.records import Claim, Measurement, Target
from hntrack.text.fold import nfc
from hntrack.text.numbers import READABLE

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_CELL_BREAK = " | "
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)\s*$")
_LONGEST_UNIT = 40
_NO_SCALE = re.compile(r"tỷ (?:lệ|trọng|suất|số)\b", re.IGNORECASE)  # a name; "tỷ" is no billion here


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
            langs = languages(source.language)
            yield Words(words_in_row(claim, langs), langs, at(claim, "as_printed"))
    cited = fact.cited if isinstance(fact, Measurement) else None
    if cited is not None and cited.as_printed is not None:
        known = catalog.source.get(cited.source or "")
        langs = languages(known.language) if known else READABLE
        yield Words(cited.as_printed, langs, at(fact, "cited.as_printed"))


def words_in_row(claim: Claim, langs: tuple[str, ...]) -> str:
    """Give the words of a claim; those of a cell of a table with the unit that its row prints in another cell."""
    if claim.place is None or claim.place.table is None or claim.place.column is None or not langs:
        return claim.as_printed
    own = _first(claim.as_printed, langs[0])
    if own is None or own.unit is not None or own.exponent:
        return claim.as_printed
    before, after = ((words or "").split(_CELL_BREAK) for words in (claim.before, claim.after))
    for cell in (*reversed(before), *after):
        unit = _unit_in(cell.strip(), langs[0])
        if unit:
            return f"{claim.as_printed} {unit}"
    return claim.as_printed


def _unit_in(cell: str, lang: str) -> str:
    """Give the unit that a cell is, or that it ends with in brackets; empty where it has none."""
    bracket = _IN_BRACKETS.search(cell)
    text = bracket[1].strip() if bracket else cell
    if not text or len(text) > _LONGEST_UNIT or text[0].isdigit() or _NO_SCALE.match(text):
        return ""
    read = _first(f"1 {text}", lang)
    return text if read is not None and (read.unit is not None or read.exponent) else ""


def languages(tag: str) -> tuple[str, ...]:
    """Give the language of a BCP 47 tag if we can read its numbers, else nothing."""
    primary = tag.partition("-")[0].lower()
    return (primary,) if primary in READABLE else ()


def figure(text: str, lang: str, wanted: Decimal | None, exponent: int = 0) -> Quantity | None:
    """Read the figure of some words.

    Args:
        text: As printed.
        lang: ``vi`` or ``en``.
        wanted: The curated value; of several figures in the words, the one that says it is taken, else the first.
        exponent: The power of ten in which ``wanted`` is given.
    """
    first = _first(text, lang)
    if first is None:
        return _in_words(nfc(text), lang, wanted)
    if wanted is None:
        return first
    full = abs(EXACT.scaleb(wanted, exponent))
    if abs(scaled(first, first.value)) == full:
        return first
    from hntrack.text.quantity import signed_quantities  # noqa: PLC0415  (its tables cost time)

    for quantity in signed_quantities(nfc(text), lang):
        if abs(scaled(quantity, quantity.value)) == full:
            return replace(quantity, other_numbers=_outside(nfc(text), quantity))
    return first


def _in_words(text: str, lang: str, wanted: Decimal | None) -> Quantity | None:
    """Read a figure printed without digits: ``gấp đôi``, ``một nửa``, ``hai con số``, ``a third``, ``three``."""
    from hntrack.text.figure_words import FIGURES_ALONE, FRACTIONS_ALONE, NUMBERS_ALONE  # noqa: PLC0415  (as above)
    from hntrack.text.quantity import Quantity  # noqa: PLC0415

    low = text.lower()

    def place(words: str) -> tuple[int, int] | None:
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", low)
        return found.span() if found else None

    for words in sorted(FIGURES_ALONE[lang], key=len, reverse=True):
        span, said = place(words), FIGURES_ALONE[lang][words]
        if span is not None:
            return Quantity(
                said.value,
                comparator=said.comparator,
                qualifier=said.qualifier,
                unit=said.unit,
                spans=(span,),
            )
    for words, (part, whole) in FRACTIONS_ALONE[lang].items():
        span = place(words)
        if span is not None and wanted is not None and _rounds_to(part, whole, wanted):
            return Quantity(wanted, unit="percent", spans=(span,))
    for words, number in NUMBERS_ALONE[lang].items():
        span = place(words) if wanted == number else None
        if span is not None:
            return Quantity(Decimal(number), spans=(span,))
    return None


def _rounds_to(part: int, whole: int, percent: Decimal) -> bool:
    """Whether a fraction is this many percent at the precision that they are given in."""
    exact = EXACT.divide(Decimal(100 * part), Decimal(whole))
    return EXACT.quantize(exact, percent) == percent


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
