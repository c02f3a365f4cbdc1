"""What publishing checks cheaply is what the full check finds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hntrack.checks import contradictions
from hntrack.checks.printed import figures_of
from hntrack.checks.shared import facts
from hntrack.model.catalog import Catalog
from hntrack.model.codes import COMPARATORS, QUALIFIERS
from hntrack.model.records import Measurement, Target
from hntrack.workspace import find, open_catalog

OURS = open_catalog(find(str(Path(__file__).resolve().parents[2] / "data"), {}, Path()))


def _with(catalog: Catalog, fact: Target | Measurement) -> Catalog:
    if isinstance(fact, Target):
        return replace(catalog, targets=tuple(fact if t.id == fact.id else t for t in catalog.targets))
    return replace(catalog, measurements=tuple(fact if m.id == fact.id else m for m in catalog.measurements))


def _slips(fact: Target | Measurement) -> Iterator[Target | Measurement]:
    """Every slip of one kind: the value times ten, by one digit, and each other bound."""
    assert fact.value is not None
    for value in (
        fact.value * 10,
        fact.value / 10,
        fact.value + 1,
        fact.value * 1000,
        -fact.value,
        Decimal("0.5"),
    ):
        yield fact._replace(value=value)
    if isinstance(fact, Measurement):
        yield from (fact._replace(qualifier=one) for one in QUALIFIERS if one != fact.qualifier)
        yield fact._replace(of=Decimal(63))
    else:
        others = set(COMPARATORS) - {"reaches", "text", fact.comparator}
        yield from (fact._replace(comparator=one) for one in COMPARATORS if one in others)
        yield fact._replace(value_high=Decimal(99))


@pytest.mark.parametrize("fact", [f for f in facts(OURS) if f.value is not None], ids=lambda f: f.id)
def test_every_slip_that_reading_finds_is_found_when_publishing(fact: Target | Measurement) -> None:
    """The cheap look passes over nothing that the full reading of the words calls an error."""
    for slip in _slips(fact):
        catalog = _with(OURS, slip)
        full = {one.code for one in figures_of(catalog, slip) if one.severity == "error"}
        assert full <= {one.code for one in contradictions(catalog)}, slip


def test_our_own_catalog_is_settled_without_reading_words() -> None:
    """All figures stand in their words in the plainest way: no table of patterns is made."""
    loaded = {name for name in sys.modules if name.startswith("hntrack.text.quantity")}
    for name in loaded:
        del sys.modules[name]
    assert contradictions(OURS) == ()
    assert not any(name.startswith("hntrack.text.quantity") for name in sys.modules)


def test_a_denied_figure_is_not_published_in_silence() -> None:
    """`chưa đạt 25,2%` gives no verdict without a word."""
    source, claim = OURS.claim["resolution-57-review-2025-12-25/innovating-firms-2025"]
    denied = tuple(c._replace(as_printed="chưa đạt 25,2%") if c is claim else c for c in source.claims)
    sources = tuple(s._replace(claims=denied) if s is source else s for s in OURS.sources)
    assert "words-turn-figure" in {one.code for one in contradictions(replace(OURS, sources=sources))}
