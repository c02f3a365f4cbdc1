"""Why a verdict changed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.compare.measurements import Standpoint, causes, promise_causes
from hntrack.model.catalog import Catalog, snapshot
from hntrack.model.codes import STANDINGS, word
from hntrack.model.records import Target
from hntrack.model.verdict import Verdict


def judge(catalog: Catalog, target: Target, as_of: date) -> Verdict:
    """A plain judge: the latest value against the target's, met or missed once due."""
    series = [m for m in catalog.measurements if m.indicator == target.indicator]
    latest = max(series, key=lambda m: m.period.end, default=None)
    met = (
        latest is not None
        and latest.value is not None
        and target.value is not None
        and latest.value >= target.value
    )
    due = target.due is not None and as_of > target.due
    standing = (
        "no_measurement"
        if latest is None
        else ("kept" if due else "met")
        if met
        else "missed"
        if due
        else "not_met"
    )
    return Verdict(
        target.id,
        "plain",
        "1",
        word(standing, STANDINGS),
        "not_assessable",
        (),
        latest=latest.id if latest else None,
    )


def standing_on(everything: Catalog, day: str, target: str | None = None) -> Standpoint:
    """The standpoint on a day on the first (or a named) target."""
    as_of = date.fromisoformat(day)
    now = snapshot(everything, as_of)
    found = now.target.get(target) if target else next(iter(now.targets), None)
    return Standpoint(now, found, judge(now, found, as_of) if found else None, as_of)


def codes(everything: Catalog, first: str, last: str, *, tested: bool = True) -> list[str]:
    """Codes of the causes between two days."""
    before, after = standing_on(everything, first), standing_on(everything, last)
    return [one.code for one in causes(before, after, judge if tested else None)]


@pytest.fixture
def plan(small: SimpleNamespace) -> list[Any]:
    """A target of 50 by 2030, planned in 2020; an indicator beside it; documents of 2021 and 2022."""
    return [
        small.indicator("firms"),
        small.indicator("other"),
        small.source("plan", "2020-01-01"),
        small.source("d21", "2021-06-01"),
        small.source("d22", "2022-06-01"),
        small.target("firms-2030", "50"),
    ]


@pytest.mark.parametrize("tested", [True, False])
def test_new_measurement(small: SimpleNamespace, plan: list[Any], tested: bool) -> None:
    """A new measurement of the target's indicator explains the verdict; one of another indicator does not."""
    other = small.measured("other-2021", "70", of="2021", doc="d21")
    catalog = small.catalog(*plan, small.measured("firms-2020", "30", of="2020", doc="d21"), other)
    assert codes(catalog, "2020-12-31", "2021-12-31", tested=tested) == ["new_measurement"]


def test_same_verdict_has_no_cause(small: SimpleNamespace, plan: list[Any]) -> None:
    """Where the verdict is the same, new figures are no causes of anything."""
    catalog = small.catalog(
        *plan,
        small.measured("firms-2020", "30", of="2020", doc="d21"),
        small.measured("firms-2021", "31", of="2021", doc="d22"),
    )
    assert codes(catalog, "2021-12-31", "2022-12-31") == []


def test_revised_and_withdrawn(small: SimpleNamespace, plan: list[Any]) -> None:
    """A revised figure and a withdrawn one are named as such."""
    first = small.measured("firms-2020", "50", of="2020", doc="d21")
    revised = small.measured("firms-rev", "49", of="2020", doc="d22", revises="firms-2020")
    back = small.measured("firms-back", of="2020", doc="d22", withdraws="firms-2020")
    assert codes(small.catalog(*plan, first, revised), "2021-12-31", "2022-12-31") == ["revised_measurement"]
    assert codes(small.catalog(*plan, first, back), "2021-12-31", "2022-12-31") == ["withdrawn_measurement"]


@pytest.mark.parametrize(
    ("value", "by", "expected"),
    [("60", "2030", ["raised"]), ("40", "2030", []), ("60", "2035", ["raised", "postponed"])],
)
def test_changed_target(
    small: SimpleNamespace, plan: list[Any], value: str, by: str, expected: list[str]
) -> None:
    """A raised target explains why what was met is not met any more."""
    new = small.target("firms-new", value, by=by, doc="d22", supersedes="firms-2030", change="raised")
    catalog = small.catalog(*plan, small.measured("firms-2020", "55", of="2020", doc="d21"), new)
    assert codes(catalog, "2021-12-31", "2022-12-31") == expected


def test_only_what_was_needed(small: SimpleNamespace, plan: list[Any]) -> None:
    """A target that was reworded upwards is no cause where the new figure alone decides."""
    new = small.target("firms-new", "51", doc="d22", supersedes="firms-2030", change="raised")
    fresh = small.measured("firms-2022", "70", of="2022", doc="d22")
    catalog = small.catalog(*plan, small.measured("firms-2020", "10", of="2020", doc="d21"), new, fresh)
    assert codes(catalog, "2021-12-31", "2022-12-31") == ["new_measurement"]


def test_time(small: SimpleNamespace, plan: list[Any]) -> None:
    """Where the old facts give the later verdict, time is the cause, whatever else became known."""
    catalog = small.catalog(
        *plan,
        small.source("late", "2031-01-15"),
        small.measured("firms-2020", "30", of="2020", doc="d21"),
        small.measured("firms-2029", "31", of="2029", doc="late"),
    )
    assert codes(catalog, "2030-12-31", "2031-12-31") == ["time_passed"]
    assert codes(catalog, "2030-12-31", "2031-01-01", tested=False) == ["time_passed"]


def test_new_and_withdrawn_target(small: SimpleNamespace, plan: list[Any]) -> None:
    """The first verdict comes with the promise and the figure it rests on; without the promise there is none."""
    figure = small.measured("firms-2019", "60", of="2019", doc="plan")
    back = small.target(
        "firms-none", doc="d22", supersedes="firms-2030", change="withdrawn", comparator="text"
    )
    catalog = small.catalog(*plan, figure, back)
    assert codes(catalog, "2019-12-31", "2020-12-31") == ["new_target", "new_measurement"]
    assert codes(catalog, "2020-12-31", "2022-12-31") == ["withdrawn_target"]
    assert codes(catalog, "2018-12-31", "2019-12-31") == []


def test_changed_method(small: SimpleNamespace, plan: list[Any]) -> None:
    """Another version of the method is named where the facts are the same."""
    catalog = small.catalog(*plan)
    before = standing_on(catalog, "2020-12-31")
    assert before.target is not None
    newer = Verdict(before.target.id, "plain", "2", "met", "met", ())
    after = Standpoint(before.catalog, before.target, newer, before.as_of)
    assert [one.code for one in causes(before, after)] == ["changed_method"]


def test_surroundings(small: SimpleNamespace, plan: list[Any]) -> None:
    """Another milestone, another limit of the indicator or other words are named when nothing nearer explains."""
    target = small.target("firms-2030", "50")
    sibling = small.target("firms-2025", "45", by="2025")
    day = date(2020, 12, 31)
    verdicts = [Verdict("firms-2030", "plain", "1", "not_met", pace, ()) for pace in ("on_track", "behind")]
    before = small.catalog(small.indicator("firms"), target)
    limited = small.catalog(small.indicator("firms", limit=100), target)
    more = small.catalog(small.indicator("firms"), target, sibling)
    reworded = small.catalog(
        small.indicator("firms"), small.source("plan", "2020", firms_2030="words"), target
    )
    for after, expected in (
        (limited, "changed_indicator"),
        (more, "changed_milestones"),
        (reworded, "reworded"),
    ):
        found = causes(
            Standpoint(before, target, verdicts[0], day), Standpoint(after, target, verdicts[1], day)
        )
        assert [one.code for one in found] == [expected]


def test_latest_tells_more_than_baseline(small: SimpleNamespace, plan: list[Any]) -> None:
    """Of two new figures, the one that was judged is named before the one the trajectory starts from."""
    low = small.measured("firms-2019", "10", of="2019", doc="d21")
    high = small.measured("firms-2020", "30", of="2020", doc="d21")
    loose = small.measured("firms-2018", "9", of="2018", doc="d21")
    everything = small.catalog(*plan, loose, low, high)
    before, after = standing_on(everything, "2020-12-31"), standing_on(everything, "2021-12-31")
    verdict = Verdict(
        "firms-2030", "plain", "1", "not_met", "behind", (), latest="firms-2020", baseline="firms-2019"
    )
    found = causes(before, Standpoint(after.catalog, after.target, verdict, after.as_of))
    assert [one.of_measurement.measurement.id for one in found if one.of_measurement] == [
        "firms-2020",
        "firms-2019",
    ]


@pytest.mark.parametrize(("supersedes", "expected"), [("firms-2030", ["promised_again"]), (None, [])])
def test_the_same_promised_again(small: SimpleNamespace, supersedes: str | None, expected: list[str]) -> None:
    """A later version that repeats the earlier one says so; of two promises without a link nothing is said."""
    old = small.target("firms-2030", "50")
    new = small.target("firms-again", "50", doc="again", supersedes=supersedes)
    catalog = small.catalog(
        small.source("plan", "2021", firms_2030="words"),
        small.source("again", "2023", firms_again="words"),
        small.indicator("firms"),
        old,
        new,
    )
    first, later = (
        Standpoint(snapshot(catalog, day), target, None, day)
        for day, target in ((date(2022, 1, 1), old), (date(2024, 1, 1), new))
    )
    assert [one.code for one in promise_causes(first, later)] == expected
    assert promise_causes(later, later) == ()
