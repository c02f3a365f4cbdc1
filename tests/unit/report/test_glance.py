"""What all promises together are said to be, and whether they can be judged."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hntrack.assess import assess, assess_all
from hntrack.model.catalog import Snapshot, snapshot
from hntrack.model.codes import PACES, STANDINGS
from hntrack.model.records import Published, Source
from hntrack.model.verdict import Reason, Verdict
from hntrack.report.coverage import find_coverage
from hntrack.report.glance import (
    MARKS,
    OUTCOMES,
    WHYS,
    Glance,
    Part,
    cells,
    glance,
    headline,
    judgeable,
    missing,
    next_due,
    outcome,
    outcome_name,
    why_not,
)
from hntrack.report.words import TONES, by_due
from hntrack.text.periods import parse_period
from hntrack.workspace import bundled, open_catalog

DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def hanoi() -> tuple[Snapshot, Glance]:
    catalog = snapshot(open_catalog(bundled()), DAY)
    judged = list(zip(catalog.targets, assess_all(catalog, DAY), strict=True))
    return catalog, glance(catalog, judged, DAY)


def test_hanoi_by_hand(hanoi: tuple[Snapshot, Glance]) -> None:
    """The numbers are those that a person counts in data/targets.yaml.

    26 targets, 7 of them with a number, all of these with a year; 8 without a milestone.  Of the 7 only the PII rank
    (1st in 2023 and 2025, top 3 by 2030) has a pace; the share of innovating enterprises has a single value.  The
    start-up ecosystem was to lead the country by 2025.
    """
    one = hanoi[1]
    assert one.targets == 26
    assert [(part.key, part.number) for part in one.outcomes] == [("met", 1), ("not_judged", 25)]
    assert [(part.key, part.number) for part in one.not_judged] == [
        ("no_pace", 1),
        ("no_measurement", 5),
        ("not_assessed", 10),
        ("due_not_assessed", 1),
        ("no_date", 8),
    ]
    assert set(one.measurable) == {
        "innovating-firms-2030",
        "digital-economy-2030",
        "digital-economy-2045",
        "pii-rank-2030",
        "gii-rank-2030",
        "gci-rank-2030",
        "rd-corporations-2045",
    }
    assert one.paced == ("pii-rank-2030",)
    assert one.fell_due == one.unanswered == ("startup-ecosystem-2025",)
    assert {part.key: part.number for part in one.missing} == {
        "number": 19,
        "date": 8,
        "baseline": 25,
        "source": 24,
    }
    assert (one.next_due, len(one.due_next)) == (date(2030, 12, 31), 10)


def test_hanoi_in_a_sentence(hanoi: tuple[Snapshot, Glance]) -> None:
    """The one sentence that says whether a plan can be judged, in both languages."""
    one = hanoi[1]
    assert judgeable(one, "en") == (
        "Of 26 promises, 7 have a number and a date; the pace of 1 can be judged; "
        "the one that fell due was assessed by nobody."
    )
    assert judgeable(one, "vi") == (
        "Trong 26 mục tiêu, 7 mục tiêu có con số và thời hạn; đánh giá được tiến độ của 1 mục tiêu; "
        "1 mục tiêu đã đến hạn nhưng chưa được ai đánh giá."
    )
    assert next_due(one, "vi") == "Đến hạn tiếp theo: 31/12/2030, 10 mục tiêu."
    assert headline(one, "en").startswith("Of 26 promises, 1 is met and must hold, 25 cannot be judged (1 ")


def test_figures_without_a_target(hanoi: tuple[Snapshot, Glance]) -> None:
    """What is measured and was never promised is named: 20 of the 23 measurements stand in no target's report."""
    catalog, one = hanoi
    assert {"startups", "st-enterprises", "results-applied"} < set(one.figures)
    assert not set(one.figures) & {target.indicator for target in catalog.targets}
    assert len(catalog.measurements) == 23
    assert sum(len(catalog.measurements_of[name]) for name in one.figures) == 20


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("pace", PACES)
def test_each_verdict_has_one_outcome(standing: str, pace: str) -> None:
    """Whatever a method says, the promise is counted once, and what cannot be judged has a reason."""
    verdict = Verdict("t", "m", "1", standing, pace, (Reason("x"),))  # type: ignore[arg-type]
    assert outcome(verdict) in OUTCOMES
    assert (why_not(verdict) in WHYS) is (outcome(verdict) == "not_judged")


def test_every_outcome_has_its_words_mark_and_tone() -> None:
    """No code is ever shown to people; no two marks are alike."""
    assert tuple(MARKS) == OUTCOMES
    assert TONES.keys() == {*OUTCOMES, *STANDINGS, *PACES}
    assert len(set(MARKS.values())) == len(MARKS)
    assert not any("_" in outcome_name(key, lang) for key in OUTCOMES for lang in ("vi", "en"))


def test_what_is_missing(small: SimpleNamespace) -> None:
    """Number, date, baseline and source, each by itself."""
    catalog = small.catalog(
        small.indicator("whole"),
        small.target("whole-2030", "50", baseline="whole-2020"),
        small.measured("whole-2020", "20", of="2020"),
        small.measured("whole-2025", "22"),
        small.indicator("once"),
        small.target("once-2030", "50"),
        small.measured("once-2025", "22"),
        small.indicator("silent"),
        small.target("silent-x", "50", by=None),
        small.indicator("plan", "text", direction=None),
        small.target("plan-2030", comparator="text"),
    )
    found = {t.id: missing(catalog, t, assess(catalog, t, DAY)) for t in catalog.targets}
    assert found == {
        "whole-2030": (),
        "once-2030": ("baseline",),
        "silent-x": ("date", "baseline", "source"),
        "plan-2030": ("number", "baseline", "source"),
    }


def test_no_promises_at_all(small: SimpleNamespace) -> None:
    """Nothing is said of nothing."""
    one = glance(small.catalog(), [], DAY)
    assert (headline(one, "en"), judgeable(one, "en"), next_due(one, "en")) == ("No targets.", "", "")


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=9), st.integers(9, 80))
def test_a_bar_fills_its_room(numbers: list[int], room: int) -> None:
    """One cell a promise where they fit; else exactly the room, at least a cell each, and nearly the shares."""
    parts = [Part(key, ("t",) * number) for key, number in zip(OUTCOMES, numbers, strict=False)]
    found = dict(cells(parts, room))
    whole = sum(numbers)
    assert sum(found.values()) == min(whole, room)
    assert all(found.values())
    if whole <= room:
        assert list(found.values()) == numbers
    for part in parts:
        assert abs(found[part.key] - part.number * room / max(whole, room)) <= len(parts)


@pytest.mark.parametrize(
    ("period", "english", "vietnamese"),
    [
        ("2030", "> 50% by 2030", "> 50% đến năm 2030"),
        ("2030-06", "> 50% by June 2030", "> 50% đến tháng 6/2030"),
        ("2026/2030", "> 50% in the period 2026–2030", "> 50% trong giai đoạn 2026–2030"),
        (
            "2024-07/2025-06",
            "> 50% in the period July 2024 to June 2025",
            "> 50% trong giai đoạn tháng 7/2024 đến tháng 6/2025",
        ),
    ],
)
def test_until_when(period: str, english: str, vietnamese: str) -> None:
    """A day, month or year is a time until which; a stretch of years is a time in which, said once."""
    due = parse_period(period)
    assert by_due("> 50%", due, "en") == english
    assert by_due("> 50%", due, "vi") == vietnamese


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("1.1. Mục tiêu cụ thể: đạt 25,2% vào năm 2030", ["25,2%"]),
        ("2.3 Tỷ lệ doanh nghiệp đạt 25,2%", ["25,2%"]),
        ("5) Phấn đấu có 12 doanh nghiệp", ["12"]),
        ("1,5 triệu người được hỗ trợ", ["1,5 triệu"]),
    ],
)
def test_a_number_of_a_chapter_is_no_figure(line: str, figures: list[str]) -> None:
    """What numbers a heading or a point states nothing; what opens a sentence with a number does."""
    source = Source(
        "paper", None, None, None, "vi", Published(None, date(2025, 1, 1), "unknown"), "paper.txt", "", ()
    )
    found = [
        said.words for said in find_coverage(source, f"Tiêu đề\n\n{line}.\n").said if said.kind == "figure"
    ]
    assert found == figures
