"""What a report says before anybody draws it."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from hntrack.assess import assess
from hntrack.model.catalog import Snapshot, snapshot
from hntrack.report.briefing import Briefing, briefing, shortened
from hntrack.report.changes import changes_between_dates
from hntrack.workspace import bundled, open_catalog


def told(small: SimpleNamespace, catalog: Snapshot, day: str = "2026-01-01", lang: str = "en") -> Briefing:
    as_of = small.day(day)
    judged = [(target, assess(catalog, target, as_of)) for target in catalog.targets]
    return briefing(catalog, judged, None, as_of=as_of, lang=lang)


def points(one: Briefing) -> dict[str, list[str]]:
    return {point.key: [line.target for line in point.lines] for point in one.points}


@pytest.fixture
def mixed(small: SimpleNamespace) -> Snapshot:
    return small.catalog(  # type: ignore[no-any-return]
        small.indicator("late", limit=Decimal(100)),
        small.target("late-2030", "50", baseline="late-2020"),
        small.measured("late-2020", "20", of="2020"),
        small.measured("late-2025", "22"),
        small.indicator("silent"),
        small.target("silent-2030", "50"),
        small.indicator("done"),
        small.target("done-2030", "50"),
        small.measured("done-2025", "60"),
        small.indicator("plan", "text", direction=None),
        small.target("plan-2025", by="2025", comparator="text"),
        small.target("plan-2026", by="2026", comparator="text"),
    )


def test_the_headline_answers_four_questions(small: SimpleNamespace, mixed: Snapshot) -> None:
    """What is due, what is behind, what nobody measures, what is reached: each target where it belongs."""
    assert points(told(small, mixed)) == {
        "due": ["plan-2025", "plan-2026"],
        "behind": ["late-2030"],
        "unmeasured": ["silent-2030", "plan-2025", "plan-2026"],
        "reached": ["done-2030"],
    }


def test_nothing_behind_says_how_much_can_be_judged(small: SimpleNamespace) -> None:
    """An empty "behind" is no all-clear where no pace can be judged."""
    catalog = small.catalog(
        small.indicator("firms"), small.target("firms-2030", "50"), small.measured("firms-2025", "25.2")
    )
    behind = next(point for point in told(small, catalog).points if point.key == "behind")
    assert behind.number == 0
    assert behind.note == "The pace of 0 of 1 targets can be judged."


def test_changes_are_told_of_the_selection_only(small: SimpleNamespace) -> None:
    """With ``--since``, what changed comes first, with sentences and causes, about the chosen indicators."""
    everything = open_catalog(bundled())
    day = small.day("2026-01-01")
    catalog = snapshot(everything, day)
    judged = [(t, assess(catalog, t, day)) for t in catalog.targets if t.indicator == "innovating-firms"]
    view = changes_between_dates(everything, small.day("2025-06-01"), day, "vi")
    one = briefing(catalog, judged, view, as_of=day, lang="vi", since="01-06-2025")
    assert one.points[0].key == "changed"
    assert one.points[0].number == len(one.changes) == 2
    assert {item["indicator"] for item in one.change_items} == {"innovating-firms"}
    verdict = next(change for change in one.changes if change.subject == "verdict")
    assert verdict.because
    assert one.became_known


def test_sources_stand_as_printed_with_line_and_date(small: SimpleNamespace) -> None:
    """Each document lists the words it gave, by line; promise and measurement both."""
    everything = open_catalog(bundled())
    day = small.day("2026-01-01")
    catalog = snapshot(everything, day)
    judged = [(t, assess(catalog, t, day)) for t in catalog.targets if t.id == "innovating-firms-2030"]
    one = briefing(catalog, judged, None, as_of=day, lang="vi")
    quotes = {
        (document.id, quote.line): quote.as_printed for document in one.documents for quote in document.quotes
    }
    assert ("hanoi-conference-2025-02-26", 13) in quotes
    assert "trên 50%" in quotes["hanoi-conference-2025-02-26", 13]
    assert one.documents[0].published


def test_no_targets_make_a_report_too(small: SimpleNamespace) -> None:
    """An empty selection is said, not an error."""
    one = told(small, small.catalog())
    assert (one.groups, one.lede, one.documents, one.methods) == ((), (), (), ())


def test_shortened_keeps_what_matters(small: SimpleNamespace, mixed: Snapshot) -> None:
    """What is late, due or reached stays; what was left out is counted."""
    one = told(small, mixed)
    few = shortened(one, 4, "https://example.org/")
    assert [row.id for row in few.rows] == ["late-2030", "done-2030", "plan-2025", "plan-2026"]
    assert few.lede[-1] == "Left out here for brevity: 1 target; all of them: https://example.org/"
    assert [item["target"] for item in few.items] == [row.id for row in few.rows]
    assert shortened(one, 100, "https://example.org/") is one
