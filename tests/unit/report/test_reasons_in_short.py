"""Reasons in short: what people read beside a verdict says nothing twice, and counts in good grammar."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hntrack.model.verdict import Reason
from hntrack.report.reasons import in_short, sentence

MET = Reason(
    "rank_met",
    {"value": Decimal(1), "unit": "rank", "period": "2025", "comparator": "within_top", "bound": Decimal(3)},
)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_said_twice(lang: str) -> None:
    """A pace that only repeats the standing has no sentence of its own."""
    assert in_short((MET, Reason("rank_pace_met", {})), lang) == sentence(MET, lang)


def test_a_reason_alone_is_always_said() -> None:
    """Where the pace's reason is the only one, it stays."""
    assert in_short((Reason("qualitative", {}),), "en") == "A qualitative aim has no pace to be measured."


def test_one_measurement_is_counted_in_good_grammar() -> None:
    """The sentence about too few points fits one measurement as well as three."""
    said = sentence(Reason("too_few_points", {"count": Decimal(1)}), "en")
    assert said == "This method needs at least 4 measurements; so far the count is 1."
