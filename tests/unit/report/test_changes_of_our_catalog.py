"""The true story of our own catalog: what its documents promise, and what changed in 2025."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hntrack.model.catalog import Catalog
from hntrack.report import View
from hntrack.report.changes import (
    changes_between_dates,
    changes_between_documents,
    changes_between_milestones,
)
from hntrack.report.history import history
from hntrack.text.periods import parse_period
from hntrack.workspace import bundled, open_catalog

DAY = date(2026, 11, 22)
CONFERENCE = "hanoi-conference-2025-02-26"


@pytest.fixture(scope="module")
def ours() -> Catalog:
    """The catalog that we ship."""
    return open_catalog(bundled())


def told(view: View, subject: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The items about one subject, by kind and target (or indicator)."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for item in view.items:
        if item["subject"] == subject:
            record: Any = item["new"] or item["old"]
            found[str(item["kind"]), str(record.get("target") or item["indicator"])] = item
    return found


def test_2030_against_2045(ours: Catalog) -> None:
    """The digital economy and the centre are raised; the rest stands for one of the two years only."""
    view = changes_between_milestones(ours, parse_period("2030"), parse_period("2045"), DAY, "en")
    changes = told(view, "target")
    economy = changes["raised", "digital-economy-2045"]
    assert economy["difference"] == Decimal(10)
    assert economy["difference_unit"] == "percentage_point"
    assert economy["sentence"] == (
        "Digital economy as a share of GRDP (Hanoi): "
        "≥ 40% GRDP by 2030, then ≥ 50% GRDP by 2045: raised by 10 pp."
    )
    assert changes["raised", "sti-centre-2045"]["difference_unit"] == "stages"
    assert {
        ("only_left", "innovating-firms-2030"),
        ("only_left", "pii-rank-2030"),
        ("only_left", "coverage-5g-2030"),
        ("only_left", "smart-city-2030"),
        ("only_right", "startup-ecosystem-2045"),
        ("only_right", "rd-corporations-2045"),
    } <= set(changes)
    assert {kind for kind, _ in changes} == {"raised", "only_left", "only_right"}


def test_vtv_against_the_conference(ours: Catalog) -> None:
    """The steps of 2020 are not repeated in 2025, whose figures are not in 2020; what was raised is not invented."""
    view = changes_between_documents(ours, "vtv-2020-10-11", CONFERENCE, DAY, "vi")
    changes = told(view, "target")
    assert {kind for kind, _ in changes} == {"only_left", "only_right"}
    steps = {f"startup-ecosystem-{year}" for year in (2025, 2035, 2045)}
    assert {("only_left", step) for step in steps} <= set(changes)
    figures = {"innovating-firms-2030", "digital-economy-2030", "digital-economy-2045", "pii-rank-2030"}
    assert {("only_right", figure) for figure in figures} <= set(changes)
    assert {kind for kind, _ in told(view, "measurement")} == {"only_left"}


def test_what_became_known_in_2025(ours: Catalog) -> None:
    """New promises in February, new figures in December, and each verdict with what made it."""
    view = changes_between_dates(ours, date(2024, 12, 31), date(2025, 12, 31), "en")
    assert {kind for kind, _ in told(view, "target")} == {"new"}
    figures = told(view, "measurement")
    firms = next(item for (_, name), item in figures.items() if name == "st-enterprises")
    assert (firms["previous"]["value"], firms["new"]["value"], firms["difference"]) == (168, 207, 39)
    verdicts = {name: item for (_, name), item in told(view, "verdict").items()}
    innovating = verdicts["innovating-firms-2030"]
    assert innovating["causes"] == ["new_target", "new_measurement"]
    assert (innovating["new"]["standing"], innovating["new"]["pace"]) == ("not_met", "not_assessable")
    assert verdicts["pii-rank-2030"]["new"]["standing"] == "met"
    assert verdicts["digital-economy-2030"]["new"]["standing"] == "no_measurement"
    assert all(item["causes"] for item in verdicts.values())


def test_the_first_promise_fell_due(ours: Catalog) -> None:
    """The ecosystem promised for 2025 fell due unassessed the day after, and nothing but time did that."""
    view = history(ours, ["startup-ecosystem-2025"], DAY, "en")
    assert [(item["date"], item["standing"], item["causes"]) for item in view.items] == [
        ("2020-10-11", "not_assessed", ["new_target"]),
        ("2026-01-01", "due_not_assessed", ["time_passed"]),
    ]
    assert view.rows[1].remark == "the due date 2025-12-31 has passed"
