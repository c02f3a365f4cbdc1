"""The gate trips on what was asked for, and on nothing else."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess import assess
from hntrack.errors import UsageError
from hntrack.model.catalog import Snapshot
from hntrack.model.codes import PACES, STANDINGS
from hntrack.report.findings import (
    CODES,
    NOTEWORTHY,
    Checked,
    Tolerance,
    default_gate,
    examine,
    read_gate,
    rule_title,
    told_apart,
)


def found(
    small: SimpleNamespace,
    catalog: Snapshot,
    *fail_on: str,
    warn_on: tuple[str, ...] = (),
    tolerance: str | None = None,
    day: str = "2026-01-01",
) -> Checked:
    as_of = small.day(day)
    judged = [(target, assess(catalog, target, as_of)) for target in catalog.targets]
    return examine(catalog, judged, read_gate(fail_on, warn_on, tolerance), as_of=as_of, lang="en")


def codes(checked: Checked) -> list[tuple[str, str]]:
    return [(one.rule, one.level) for one in checked.findings]


def series(small: SimpleNamespace, *values: tuple[str, str], aim: str = "50", **more: Any) -> Snapshot:
    """A share that shall reach ``aim`` by 2030, with values by year, the first one the baseline."""
    measured = [small.measured(f"firms-{year}", value, of=year) for year, value in values]
    baseline = {"baseline": measured[0].id} if measured else {}
    return small.catalog(  # type: ignore[no-any-return]
        small.indicator("firms", limit=Decimal(100)),
        small.target("firms-2030", aim, **baseline, **more),
        *measured,
    )


def test_one_measurement_alone_is_never_behind(small: SimpleNamespace) -> None:
    """25.2% against 50% by 2030 says nothing about the pace, so no gate on a pace trips."""
    catalog = small.catalog(
        small.indicator("firms", limit=Decimal(100)),
        small.target("firms-2030", "50", comparator="more_than"),
        small.measured("firms-2025", "25.2"),
    )
    assert codes(found(small, catalog, "missed,behind,stalled,reversing,nearly,due_not_assessed")) == []


def test_what_lies_below_the_line_is_behind(small: SimpleNamespace) -> None:
    """A value below the straight way from its baseline trips behind."""
    catalog = series(small, ("2020", "20"), ("2025", "25"))
    assert codes(found(small, catalog, "missed,behind")) == [("behind", "error")]


def test_a_real_miss_trips(small: SimpleNamespace) -> None:
    """What falls short when its due date has passed trips missed."""
    catalog = series(small, ("2020", "20"), ("2030", "49"))
    assert ("missed", "error") in codes(found(small, catalog, "missed", day="2031-06-01"))


@pytest.mark.parametrize(
    ("tolerance", "trips"), [("0.9pp", True), ("1pp", False), ("5", True), ("50%", True)]
)
def test_a_tolerance_in_points_holds_back_a_near_miss(
    small: SimpleNamespace, tolerance: str, *, trips: bool
) -> None:
    """A miss by one point is held back by one point or more, and only a tolerance in points speaks to percent."""
    catalog = series(small, ("2020", "20"), ("2030", "49"))
    checked = found(small, catalog, "missed", tolerance=tolerance, day="2031-06-01")
    assert checked.tripped is trips
    assert checked.held_back == (() if trips else ("firms-2030",))


@pytest.mark.parametrize(("value", "trips"), [("34.1", False), ("33.9", True)])
def test_a_tolerance_stops_flapping_at_the_line(small: SimpleNamespace, value: str, *, trips: bool) -> None:
    """A value that wavers about the line (35% by now) trips only where it leaves the tolerance."""
    catalog = series(small, ("2020", "20"), ("2025", value))
    assert found(small, catalog, "behind", tolerance="1pp").tripped is trips


def test_a_small_step_back_counts_as_a_standstill(small: SimpleNamespace) -> None:
    """A step back within the tolerance is no reversal, but stays a standstill for a gate that asks for one."""
    catalog = series(small, ("2020", "20"), ("2025", "19.5"))
    assert codes(found(small, catalog, "reversing")) == [("reversing", "error")]
    assert codes(found(small, catalog, "reversing", tolerance="1pp")) == []
    assert codes(found(small, catalog, "reversing,stalled", tolerance="1pp")) == [("stalled", "error")]


def test_a_tolerance_in_percent_is_of_the_target(small: SimpleNamespace) -> None:
    """2% of 1,000 firms are 20: 985 is near enough, 975 is not; in units, 25 would do."""
    for value, tolerance, trips in (("985", "2%", False), ("975", "2%", True), ("975", "25", False)):
        catalog = small.catalog(
            small.indicator("firms", "count"),
            small.target("firms-2030", "1000"),
            small.measured("firms-2030", value, of="2030"),
        )
        assert found(small, catalog, "missed", tolerance=tolerance, day="2031-06-01").tripped is trips


def test_a_section_of_the_catalog_has_the_last_word(small: SimpleNamespace) -> None:
    """``gate:`` of a target turns a code off, softens it, or adds one, once a gate was asked for."""
    values = (("2020", "20"), ("2025", "25"))
    for section, expected in (
        ({"behind": "off"}, []),
        ({"behind": "warn"}, [("behind", "warning")]),
        ({"not_met": "error"}, [("behind", "error"), ("not_met", "error")]),
    ):
        assert codes(found(small, series(small, *values, gate=section), "behind")) == expected
    alone = series(small, *values, gate={"behind": "error"})
    assert codes(found(small, alone, "catalog")) == [("behind", "error")]


def test_failing_wins_over_warning(small: SimpleNamespace) -> None:
    """A code named in both options fails."""
    catalog = series(small, ("2020", "20"), ("2025", "25"))
    assert codes(found(small, catalog, "behind", warn_on=("behind",))) == [("behind", "error")]
    assert not found(small, catalog, warn_on=("behind",)).tripped


@pytest.mark.parametrize(("days", "trips"), [("364d", True), ("365d", False)])
def test_a_measurement_is_stale_after_its_days(small: SimpleNamespace, days: str, *, trips: bool) -> None:
    """The days run from the end of the measured period: 2024 is 365 days old on 2025-12-31."""
    catalog = series(small, ("2024", "30"))
    assert found(small, catalog, f"stale={days}", day="2025-12-31").tripped is trips


def test_a_decided_promise_does_not_grow_stale(small: SimpleNamespace) -> None:
    """Once the due date has decided, nobody has to measure again."""
    catalog = series(small, ("2030", "60"))
    assert not found(small, catalog, "stale=10d", day="2035-01-01").tripped


def test_nothing_measured_and_nothing_assessed_have_codes(small: SimpleNamespace) -> None:
    """A figure that nobody measures and a due aim that nobody assessed trip their own codes only."""
    catalog = small.catalog(
        small.indicator("firms"),
        small.target("firms-2030", "50"),
        small.indicator("plan", "text", direction=None),
        small.target("plan-2025", by="2025", comparator="text"),
    )
    assert codes(found(small, catalog, "no_measurement")) == [("no_measurement", "error")]
    assert codes(found(small, catalog, "due_not_assessed")) == [("due_not_assessed", "error")]


def test_the_worst_comes_first(small: SimpleNamespace) -> None:
    """Errors come before warnings, and worse codes before lesser ones, whatever the order of the catalog."""
    catalog = small.catalog(
        small.indicator("firms"),
        small.target("firms-2030", "50"),
        small.indicator("rate"),
        small.target("rate-2024", "50", by="2024"),
        small.measured("rate-2024", "10", of="2024"),
    )
    assert codes(found(small, catalog, "no_measurement", warn_on=("missed",))) == [
        ("no_measurement", "error"),
        ("missed", "warning"),
    ]
    assert codes(found(small, catalog, "no_measurement,missed"))[0] == ("missed", "error")


def test_a_fingerprint_outlives_lines_days_and_languages(small: SimpleNamespace) -> None:
    """The same finding has the same fingerprint on another day and in the other language."""
    catalog = series(small, ("2020", "20"), ("2025", "25"))
    one = found(small, catalog, "behind").findings[0]
    other = found(small, catalog, "behind", day="2026-09-01").findings[0]
    assert one.fingerprint == other.fingerprint == one._replace(message="khác").fingerprint
    assert len({f.fingerprint for f in told_apart((one, one, one))}) == 3


def test_every_code_of_a_verdict_can_be_named() -> None:
    """What the catalog's sections may name, the options may name too, and every code has words."""
    assert set(CODES) == {*STANDINGS, *PACES, "stale", "no_number", "no_date", "no_baseline", "no_source"}
    assert set(NOTEWORTHY) < set(CODES)
    for code in CODES:
        assert rule_title(code, "vi") != rule_title(code, "en")


def test_what_cannot_be_judged_trips(small: SimpleNamespace) -> None:
    """`no_baseline` and the like name the promises that lack it, and no others."""
    catalog = small.catalog(
        small.indicator("whole"),
        small.target("whole-2030", "50", baseline="whole-2020"),
        small.measured("whole-2020", "20", of="2020"),
        small.measured("whole-2025", "22"),
        small.indicator("silent"),
        small.target("silent-x", "50", by=None),
    )
    day = small.day("2026-01-01")
    judged = [(target, assess(catalog, target, day)) for target in catalog.targets]
    gate = read_gate(["no_number,no_date"], ["no_baseline"])
    tripped = examine(catalog, judged, gate, as_of=day, lang="en")
    assert [(one.case, one.rule, one.level) for one in tripped.findings] == [
        ("silent-x", "no_date", "error"),
        ("silent-x", "no_baseline", "warning"),
    ]


def test_without_options_nothing_can_fail() -> None:
    """The default gate only warns."""
    assert set(default_gate().levels.values()) == {"warning"}


@pytest.mark.parametrize(
    "text", ["mised", "stale", "stale=", "stale=1e3d", "stale=٤d", "stale=-1d", "behind=1d"]
)
def test_a_code_that_is_none_is_refused(text: str) -> None:
    """A slip of the pen never switches a gate off in silence."""
    with pytest.raises(UsageError) as refused:
        read_gate([text], [])
    assert refused.value.hint.vi


@pytest.mark.parametrize("text", ["", "pp", "1,5pp", "-1pp", "1e9", "nan", "١pp", "1pp;", "1_0"])
def test_a_tolerance_that_is_none_is_refused(text: str) -> None:
    """Only plain numbers with a unit are tolerances."""
    with pytest.raises(UsageError):
        read_gate(["missed"], [], text)


def test_several_tolerances_stand_together() -> None:
    """``1pp,2%,5`` gives one for each kind of indicator."""
    assert read_gate(["missed"], [], "1pp, 2%,5").tolerance == Tolerance(Decimal(1), Decimal(2), Decimal(5))
