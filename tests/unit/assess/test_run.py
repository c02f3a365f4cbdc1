"""From verdicts to goals and the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from hntrack.assess import assess_all
from hntrack.assess.run import mean_score, roll_up, worst_symbol
from hntrack.model.catalog import Snapshot
from hntrack.model.verdict import Verdict

AS_OF = date(2026, 6, 30)


def verdict(category: str, score: str | None = None) -> Verdict:
    numbers = {} if score is None else {"score": Decimal(score)}
    return Verdict("t", "m", "1", "not_met", "behind", (), category=category, numbers=numbers)


@pytest.fixture
def data(small: SimpleNamespace) -> Snapshot:
    found: Snapshot = small.catalog(
        small.indicator("share"),
        small.indicator("law", "text"),
        small.target("share-2030", "60"),
        small.target("share-2045", "80", by="2045"),
        small.target("law-2030", comparator="text"),
        *(small.measured(f"share-{year}", str(year - 2000), of=str(year)) for year in range(2019, 2026)),
    )
    return found


def test_counts_follow_the_order_of_the_words(data: Snapshot) -> None:
    """Standings and paces are counted; what does not occur is left out."""
    plan = roll_up(data, assess_all(data, AS_OF), by="plan")
    assert [(one.group, one.method, one.targets) for one in plan] == [
        ("", "trajectory", 2),
        ("", "checklist", 1),
    ]
    assert list(plan[0].standing) == ["not_met"]


def test_each_group_and_method_has_its_row(data: Snapshot) -> None:
    """Goals in the catalog's order, methods as they came; no score where a method publishes none for goals."""
    verdicts = assess_all(data, AS_OF, ("destatis", "opensdg-2.4"))
    goals = roll_up(data, verdicts)
    assert [(one.group, one.method, one.targets) for one in goals] == [
        ("goal", "destatis", 3),
        ("goal", "opensdg-2.4", 3),
    ]
    assert all(one.score is None and not one.category for one in goals)
    assert goals[0].standing == {"not_met": 2, "not_assessed": 1}
    assert goals[0].pace == {"behind": 2, "not_assessable": 1}


def test_an_indicator_gets_what_its_method_publishes(data: Snapshot) -> None:
    """Open SDG's mean score and class, Destatis's worst symbol; words have neither."""
    rolled = roll_up(data, assess_all(data, AS_OF, ("opensdg-2.4", "destatis")), by="indicator")
    found = {(one.group, one.method): (one.category, one.counted) for one in rolled}
    assert found["share", "destatis"] == ("cloud", 2)
    assert found["share", "opensdg-2.4"][1] == 2
    assert found["law", "opensdg-2.4"] == ("not_available", 0)
    assert found["law", "destatis"] == ("none", 0)


@pytest.mark.parametrize(
    ("scores", "category"),
    [
        (["5", "0"], "substantial_progress"),
        (["2.4", "2.4"], "moderate_progress"),
        (["0"], "moderate_progress"),
        (["-2.5"], "limited_progress"),
        (["-5", "-1"], "deterioration"),
    ],
)
def test_classes_of_the_mean_score(scores: list[str], category: str) -> None:
    """[2.5, 5], [0, 2.5), [-2.5, 0) and below."""
    mean = sum(Decimal(one) for one in scores) / len(scores)
    assert mean_score([verdict("moderate_progress", one) for one in scores]) == (category, mean, len(scores))


def test_achieved_is_only_what_all_series_achieved() -> None:
    """Series without a score do not count."""
    achieved, missing = verdict("target_achieved", "5"), verdict("not_available")
    assert mean_score([achieved, missing])[0] == "target_achieved"
    assert mean_score([achieved, verdict("moderate_progress", "1")])[0] == "substantial_progress"


def test_the_worst_symbol_counts() -> None:
    """One thunderstorm among suns is a thunderstorm."""
    assert worst_symbol([verdict("sun"), verdict("thunderstorm"), verdict("none")]) == ("thunderstorm", 2)
