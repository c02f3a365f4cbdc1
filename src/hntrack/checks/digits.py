"""Digits: none of a citation is left unread, so that none can change unseen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from hntrack.checks.claims import users
from hntrack.checks.printed import totals
from hntrack.checks.shared import at, plain
from hntrack.checks.words import figure, languages, scaled
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Claim, Measurement, Target
from hntrack.text.fold import nfc

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity

_Holder = Claim | Target | Measurement
_DIGITS = re.compile(r"[0-9]+")


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
