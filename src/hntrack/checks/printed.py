"""Curated figures against the words they come from: a slip of the pen in either is found here.

The words are read by the same reader that drafts claims from articles.  Each figure of a document is used, or
somebody said why it is not; no digit of a citation is left unread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import compress
from types import MappingProxyType

from hntrack.checks.shared import EXACT, at, check, facts, plain
from hntrack.checks.values import is_money
from hntrack.classes import TYPE_CHECKING, late
from hntrack.errors import Problem, Where, error, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES, SCALES
from hntrack.model.records import Claim, Indicator, Measurement, Target
from hntrack.text.characters import nfc
from hntrack.text.numbers import READABLE

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity

_REREAD = "Read the original again, then correct the figure here or the words as printed."

_NUMBER = late(r"[0-9]+(?:[.,][0-9]+)*")
_CELL_BREAK = " | "
_IN_BRACKETS = late(r"\(([^()]{1,40})\)\s*$")
_LONGEST_UNIT = 40
_NO_SCALE = late(r"tỷ (?:lệ|trọng|suất|số)\b", re.IGNORECASE)  # a name; "tỷ" is no billion here


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


def _is_bare_cell(claim: Claim, lang: str) -> bool:
    """Whether the words are a cell of a table with a number and neither unit nor scale."""
    if claim.place is None or claim.place.table is None or claim.place.column is None:
        return False
    number = _first(claim.as_printed, lang)
    return number is not None and number.unit is None and not number.exponent


def words_in_row(claim: Claim, langs: tuple[str, ...]) -> str:
    """Give the words of a claim; those of a cell of a table with the unit that its row prints in another cell."""
    if not langs or not _is_bare_cell(claim, langs[0]):
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
    """Read the figure of some words; of several the one that says the curated value (times 10 to ``exponent``)."""
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
    from hntrack.text.quantity import Quantity  # noqa: PLC0415
    from hntrack.text.quantity_numbers import FIGURES_ALONE, FRACTIONS_ALONE, NUMBERS_ALONE  # noqa: PLC0415  (as above)

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


# "Reduce by at least 65%" asks for a change of at most -65%.
_MIRRORED = MappingProxyType(
    {"more_than": "less_than", "at_least": "at_most", "less_than": "more_than", "at_most": "at_least"}
)
# What a figure without a comparator asks for: "reach 40%".
_UNSAID = MappingProxyType({"increase": "at_least", "decrease": "at_most", None: "exactly"})
_THOUSAND = 3
_DOWN = late(r"(?<!\w)(?:giảm|sụt|thấp đi|fell|fall|falls|down|declin\w*|decreas\w*|contract\w*)(?!\w)")


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


@check(
    {
        "words-without-figure": error(
            "This says {curated}, but the words “{words}” ({claim}) give no figure.",
            "Cite the words that hold the figure, or remove the figure here.",
        ),
        "value-differs": error(
            "This says {curated}, but the words “{words}” ({claim}) say {printed}.", _REREAD
        ),
        "scale-differs": error(
            "In full this is {curated}, but the words “{words}” ({claim}) are {printed}: the scales differ.",
            "Give the value in the indicator's scale, or correct the scale.",
        ),
        "value-high-differs": error(
            "The upper end here is {curated}, but by the words “{words}” ({claim}) it is {printed}.", _REREAD
        ),
        "value-high-unprinted": error(
            "The words “{words}” ({claim}) do not give the upper end {curated}.",
            "Remove value_high, or cite the words that give both ends.",
        ),
        "of-differs": error(
            "The total here is {curated}, but by the words “{words}” ({claim}) it is {printed}.", _REREAD
        ),
        "of-unprinted": error(
            "The words “{words}” ({claim}) do not give the total {curated}.",
            "Remove of, or cite the words that give the total.",
        ),
        "comparator-differs": error(
            "The comparator here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
            (
                "Write comparator: {printed}, or cite the comparing word as well (“more than”, “at least”, "
                "“at most”)."
            ),
        ),
        "qualifier-differs": error(
            "The qualifier here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
            "Write qualifier: {printed}, or cite the word before the figure as well (“about”, “more than”).",
        ),
        "unit-differs": error(
            "The unit here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
            "Correct the indicator's unit, or choose another indicator.",
        ),
        "unit-unprinted": error(
            "The unit here is {curated}, but the words “{words}” ({claim}) give no unit.",
            "Cite the unit as well (“%”, “dollars”), or choose another indicator.",
        ),
    }
)
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


@check(
    {
        "language-unread": warning(
            "Figures in the language {language} cannot be read, so the words here are compared with nothing.",
            "Have a second person compare the figures of this document.",
        ),
    }
)
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


Users = Mapping[str, tuple[Target | Measurement, ...]]


def users(catalog: Catalog) -> Users:
    """Give, for each ``source/claim`` that is used, the targets and measurements that use it."""
    found: dict[str, tuple[Target | Measurement, ...]] = {}
    for target in catalog.targets:
        for key in (target.claim, *target.restated):
            found[key] = (*found.get(key, ()), target)
    for measurement in catalog.measurements:
        if measurement.claim is not None:
            found[measurement.claim] = (*found.get(measurement.claim, ()), measurement)
    return found


@check(
    {
        "claim-unused": error(
            "No target or measurement uses the claim {id}, and nothing says why.",
            "Use it as a claim or restated, or give the reason in set_aside.",
        ),
        "claim-used-and-set-aside": error(
            "The claim {id} is set aside, yet {user} uses it.",
            "Remove set_aside (and value), or stop using it.",
        ),
        "claim-value-twice": error(
            "The claim {id} holds a figure that {user} already holds.",
            "Remove value, value_high and of from the claim: a figure stands in one place only.",
        ),
    },
    whole=True,
)
def use_of_claims(catalog: Catalog) -> Iterator[Problem]:
    """A claim is either used or set aside; what is used leaves its figure to its user."""
    used = users(catalog)
    for key, (_, claim) in catalog.claim.items():
        by = used.get(key, ())
        if not by and claim.set_aside is None:
            yield problem("claim-unused", at(claim, "id"), id=key)
        elif by and claim.set_aside is not None:
            yield problem("claim-used-and-set-aside", at(claim, "set_aside"), id=key, user=by[0].id)
        elif by and claim.value is not None:
            yield problem("claim-value-twice", at(claim, "value"), id=key, user=by[0].id)


@check(
    {
        "claim-no-target": error(
            "This target rests on the claim {id}, which is of kind {kind}, not target.",
            "Choose the claim that makes the promise, or correct the claim's kind.",
        ),
        "claim-no-measurement": error(
            "This measurement rests on the claim {id}, which states a target.",
            "Choose the claim that reports the result, or correct the claim's kind.",
        ),
    }
)
def kinds_of_claims(catalog: Catalog) -> Iterator[Problem]:
    """A target rests on words that promise, a measurement on words that report."""
    for target in catalog.targets:
        for field, key in (("claim", target.claim), *_numbered(target.restated)):
            found = catalog.claim.get(key)
            if found is not None and found[1].kind != "target":
                yield problem("claim-no-target", at(target, field), id=key, kind=found[1].kind)
    for measurement in catalog.measurements:
        found = catalog.claim.get(measurement.claim or "")
        if found is not None and found[1].kind == "target":
            yield problem("claim-no-measurement", at(measurement, "claim"), id=measurement.claim)


@check(
    {
        "claim-named-twice": error(
            "This target names the claim {id} twice.", "Remove the surplus line from restated."
        ),
    }
)
def repeated_claims(catalog: Catalog) -> Iterator[Problem]:
    """A target names a claim once, as its claim or as a restatement."""
    for target in catalog.targets:
        seen = {target.claim}
        for field, key in _numbered(target.restated):
            if key in seen:
                yield problem("claim-named-twice", at(target, field), id=key)
            seen.add(key)


@check(
    {
        "claim-unconfirmed": warning(
            "A machine read '{words}' from a picture (OCR), and nobody has confirmed it.",
            "Hold it against the picture; where it is right, take the line 'recognised: true' away.",
        ),
    }
)
def recognised_claims(catalog: Catalog) -> Iterator[Problem]:
    """What a machine read from a picture is confirmed by a person."""
    for source in catalog.sources:
        for claim in source.claims:
            if claim.recognised:
                yield problem("claim-unconfirmed", at(claim, "recognised"), words=claim.as_printed)


def _numbered(restated: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((f"restated.{number}", key) for number, key in enumerate(restated))


_Holder = Claim | Target | Measurement
_DIGITS = re.compile(r"[0-9]+")


@check(
    {
        "digits-unread": error(
            "Digits of the words “{words}” are not accounted for: {digits}.",
            "Hold them as value, value_high or of, repeat them in both readings, or cite fewer words.",
        ),
    },
    whole=True,
)
def digits_of_claims(catalog: Catalog) -> Iterator[Problem]:
    """Each run of digits is part of a figure that somebody holds, or stands again in both readings."""
    used = users(catalog)
    for key, (source, claim) in catalog.claim.items():
        if not any(c.isdigit() for c in claim.as_printed):
            continue
        for lang in languages(source.language):
            read = _read_by_users(catalog, claim, lang, used.get(key, ()))
            unread = _unread(claim, read)
            if unread:
                yield problem("digits-unread", at(claim, "as_printed"), words=claim.as_printed, digits=unread)


@check(
    {
        "set-aside-without-value": error(
            "This claim is set aside and prints the figure {printed} (“{words}”), but it has no value.",
            "Add value: {printed}, so that the figure is checked.",
        ),
    },
    also=(
        "words-without-figure",
        "value-differs",
        "value-high-differs",
        "value-high-unprinted",
        "of-differs",
        "of-unprinted",
    ),
)
def figures_of_claims(catalog: Catalog) -> Iterator[Problem]:
    """A claim that is set aside holds its figure itself, and holds it as printed."""
    for source, claim in catalog.claim.values():
        for lang in languages(source.language) if claim.set_aside is not None else ():
            said = figure(claim.as_printed, lang, claim.value)
            if claim.value is None:
                if said is not None and _has_digits(claim, said):
                    facts = {"words": claim.as_printed, "printed": f"{said.value:f}"}
                    yield problem("set-aside-without-value", at(claim, "set_aside"), **facts)
            else:
                yield from _own_figure(claim, said)


def _own_figure(claim: Claim, said: Quantity | None) -> Iterator[Problem]:
    assert claim.value is not None, "asked for claims with a value only"
    if said is None:
        facts: dict[str, object] = {"words": claim.as_printed, "claim": at(claim, "as_printed")}
        yield problem("words-without-figure", at(claim, "value"), **facts, curated=f"{claim.value:f}")
        return
    pairs = (
        ("value", said.value, claim.value),
        ("value_high", said.value_high, claim.value_high),
        ("of", said.of, claim.of),
    )
    told = {"words": claim.as_printed, "claim": at(claim, "as_printed")}
    for field, printed, curated in pairs:
        # What is printed but not held here is a matter of its digits.
        if curated is not None and (printed is None or curated not in (printed, scaled(said, printed))):
            code = field.replace("_", "-") + ("-unprinted" if printed is None else "-differs")
            yield problem(code, at(claim, field), **told, printed=plain(printed), curated=plain(curated))


def _read_by_users(catalog: Catalog, claim: Claim, lang: str, by: Sequence[Target | Measurement]) -> set[int]:
    """Give the positions in the words that the figures of the claim, or of its users, account for."""
    read: set[int] = set()
    for holder in (claim, *by):
        if holder.value is None:
            continue
        exponent = 0
        if not isinstance(holder, Claim):
            indicator = catalog.indicator.get(holder.indicator)
            relative = isinstance(holder, Target) and holder.relative_to is not None
            exponent = SCALES[indicator.scale] if indicator and not relative else 0
        said = figure(claim.as_printed, lang, holder.value, exponent)
        if said is not None:
            read.update(_positions(claim, said, lang, holder))
    return read


def _positions(claim: Claim, said: Quantity, lang: str, holder: _Holder) -> Iterator[int]:
    """Go through the positions of the digits that stand for a number which the holder has."""
    high = None if isinstance(holder, Measurement) else holder.value_high
    of = None if isinstance(holder, Target) else holder.of
    held = [True]
    if said.value_high is not None:
        held.append(high is not None)
    if said.of is not None:
        held.append(of is not None)
    for start, end in compress(said.spans, held):
        yield from range(start, end)
    if of is not None and said.of is None and of in totals(said, lang):
        text = nfc(claim.as_printed)
        for run in said.other_numbers:
            start = text.find(run)
            yield from range(start, start + len(run))


def _unread(claim: Claim, read: set[int]) -> str:
    """Give the runs of digits that no figure accounts for and that a reading does not repeat."""
    left = Counter(m[0] for m in _DIGITS.finditer(nfc(claim.as_printed)) if m.start() not in read)
    for reading in claim.reading.texts.values():
        missing = left - Counter(_DIGITS.findall(reading)) if reading else None
        if missing:
            return ", ".join(missing)
    return ""


def _has_digits(claim: Claim, said: Quantity) -> bool:
    text = nfc(claim.as_printed)
    return any(_DIGITS.search(text, start, end) for start, end in said.spans)
