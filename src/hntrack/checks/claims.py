"""Claims: each figure of a document is used, or somebody said why it is not; no digit of a citation is left unread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from hntrack.checks.printed import figure, languages, scaled, totals
from hntrack.checks.shared import at, check, plain
from hntrack.classes import TYPE_CHECKING
from hntrack.errors import Problem, error, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Claim, Measurement, Target
from hntrack.text.characters import nfc

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity


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
