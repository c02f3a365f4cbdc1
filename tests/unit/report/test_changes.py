"""The view of what changed: four kinds of operands, in both languages."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.compare import measurements, promise
from hntrack.model.catalog import Catalog
from hntrack.model.records import Cited
from hntrack.report import View, change_phrases
from hntrack.report.changes import (
    changes_between_catalogs,
    changes_between_dates,
    changes_between_documents,
    changes_between_milestones,
    changes_since,
)
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

DAY = date(2026, 11, 22)


@pytest.fixture
def city(small: SimpleNamespace) -> Catalog:
    """A small city: an old plan of stages, a newer plan of numbers, two reviews that measure."""
    found: Catalog = small.catalog(
        small.source("old-plan", "2020-10-11"),
        small.source("fair", "2024-09-30"),
        small.source("plan", "2025-02-26"),
        small.source("review", "2025-12-25"),
        small.indicator("digital", share_of=Wording("GRDP", "GRDP")),
        small.indicator("firms"),
        small.indicator("pii", "rank", direction="decrease"),
        small.indicator("eco", "stage", stages=("none", "country", "asean", "asia")),
        small.indicator("makers", "count"),
        small.target("eco-2025", comparator="reaches", stage="country", by="2025", doc="old-plan"),
        small.target("eco-2045", comparator="reaches", stage="asia", by="2045", doc="old-plan"),
        small.target("digital-2030", "40"),
        small.target("digital-2045", "50", by="2045"),
        small.target("firms-2030", "50", comparator="more_than"),
        small.target("pii-2030", "3", comparator="within_top"),
        small.measured("pii-2023", "1", of="2023", doc="fair"),
        small.measured("makers-2024", "168", of="2024", doc="fair"),
        small.measured("pii-2025", "1"),
        small.measured("firms-2025", "25.2"),
        small.measured("makers-2025", "207"),
    )
    return found


def sentences(view: View) -> list[str]:
    """Every sentence of a view."""
    return [str(item["sentence"]) for item in view.items]


def test_milestones_in_words(city: Catalog) -> None:
    """What is raised comes first; what stands alone says which other milestones it has."""
    view = changes_between_milestones(city, parse_period("2030"), parse_period("2045"), DAY, "en")
    assert sentences(view) == [
        "digital (en) (Hanoi): ≥ 40% GRDP by 2030, then ≥ 50% GRDP by 2045: raised by 10 pp.",
        "firms (en) (Hanoi): > 50% by 2030; nothing for 2045.",
        "pii (en) (Hanoi): top 3 by 2030; nothing for 2045.",
        "eco (en) (Hanoi): asia (en) by 2045; nothing for 2030 (other milestones: country (en) by 2025).",
    ]
    assert [row.remark for row in view.rows[1:]] == ["", "", "other milestones: country (en) by 2025"]
    assert view.summary == ("Targets — raised: 1 · only by 2030: 2 · only by 2045: 1",)
    assert [cell.text for cell in view.rows[0].cells] == [
        "digital (en)", "≥ 40% GRDP", "≥ 50% GRDP", "raised", "+10 pp", "Hanoi",
    ]  # fmt: skip


def test_vietnamese(city: Catalog) -> None:
    """The same in Vietnamese, numbers as Vietnamese prints them."""
    view = changes_between_dates(city, date(2024, 12, 31), date(2025, 12, 31), "vi")
    assert (
        "firms (vi) (Hà Nội), > 50% đến năm 2030: chưa đạt · chưa đủ cơ sở đánh giá; mục tiêu mới nêu (26/02/2025); "
        "số liệu mới: 25,2% (2025), công bố 25/12/2025."
    ) in sentences(view)


def test_documents_in_words(city: Catalog) -> None:
    """A document's figure on the other's promise is told once, as that."""
    view = changes_between_documents(city, "fair", "plan", DAY, "en")
    assert sentences(view)[-2:] == [
        "makers (en) (Hanoi): 168 firms (2024); not in plan.",
        "pii (en) (Hanoi): fair measures rank 1 (2023); plan promises top 3 by 2030.",
    ]
    again = changes_between_documents(city, "fair", "review", DAY, "en")
    assert sentences(again)[:2] == [
        "pii (en) (Hanoi): rank 1 (2023), and still rank 1 (2025).",
        "makers (en) (Hanoi): 168 firms (2024), then 207 firms (2025): 39 firms more.",
    ]


def test_shared_promises_are_named(small: SimpleNamespace) -> None:
    """What both documents state is no difference, and is said below the table."""
    catalog = small.catalog(
        small.indicator("firms"),
        small.target("firms-2030", "50", restated=("review/firms-again",)),
        small.measured("firms-2025", "25"),
    )
    view = changes_between_documents(catalog, "plan", "review", DAY, "en")
    assert view.summary[-1] == "Both state: firms (en)."
    assert [item["kind"] for item in view.items] == ["only_right"]


def test_dates_tell_verdicts_with_causes(city: Catalog) -> None:
    """Between two days: new promises, new figures, and each changed verdict with its cause."""
    view = changes_between_dates(city, date(2024, 12, 31), date(2026, 1, 1), "en")
    verdicts = {item["target"]: item for item in view.items if item["subject"] == "verdict"}
    assert {name: item["causes"] for name, item in verdicts.items()} == {
        "eco-2025": ["time_passed"],
        "digital-2030": ["new_target"],
        "digital-2045": ["new_target"],
        "firms-2030": ["new_target", "new_measurement"],
        "pii-2030": ["new_target"],
    }
    assert verdicts["eco-2025"]["because"] == ["the due date 2025-12-31 has passed"]
    assert view.summary[-1] == "Published in between: plan (2025-02-26); review (2025-12-25)."
    assert dict(view.extra) == {"mode": "dates", "left": "2024-12-31", "right": "2026-01-01"}
    new = next(
        item for item in view.items if item["subject"] == "measurement" and item["indicator"] == "makers"
    )
    assert str(new["difference"]) == "39"


def test_catalogs(small: SimpleNamespace, city: Catalog) -> None:
    """Two catalogs differ in what was edited, by however little."""
    other = small.catalog(
        *city.sources,
        *city.indicators,
        *(t for t in city.targets if t.id != "digital-2030"),
        small.target("digital-2030", "40.5", by="2035"),
        *city.measurements,
    )
    view = changes_between_catalogs(("before", city), ("after", other), DAY, "en")
    assert sentences(view) == [
        "digital (en) (Hanoi): ≥ 40% GRDP by 2030, then ≥ 40.5% GRDP by 2035: raised by 0.5 pp.",
        "digital (en) (Hanoi): ≥ 40.5% GRDP by 2035: postponed by 5 years, from 2030 to 2035.",
    ]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_same_does_not_differ(city: Catalog, lang: str) -> None:
    """Nothing differs from itself, and the view says so."""
    year = parse_period("2030")
    for view in (
        changes_between_milestones(city, year, year, DAY, lang),
        changes_between_documents(city, "plan", "plan", DAY, lang),
        changes_between_dates(city, DAY, DAY, lang),
        changes_between_catalogs(("a", city), ("b", city), DAY, lang),
        changes_since(city, DAY, DAY, lang),
    ):
        assert (view.items, view.rows, view.summary) == ((), (), ())
        assert view.empty


def test_since_tells_verdicts_only(city: Catalog) -> None:
    """What changed since a day is told by verdict."""
    view = changes_since(city, date(2025, 3, 1), DAY, "en")
    assert sentences(view) == [
        (
            "eco (en) (Hanoi), country (en) by 2025: was not assessed, now due, not assessed: "
            "the due date 2025-12-31 has passed."
        ),
        (
            "firms (en) (Hanoi), > 50% by 2030: was no measurement, now not yet met · not assessable: "
            "new measurement: 25.2% (2025), published 2025-12-25."
        ),
    ]


def test_going_back_in_time(city: Catalog) -> None:
    """The later day may stand first: what was promised in between is then not there any more."""
    view = changes_between_dates(city, DAY, date(2024, 12, 31), "en")
    assert {item["kind"] for item in view.items} == {"dropped", "removed", "changed", "no_longer_judged"}
    assert view.summary[0] == "Targets — dropped: 4"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_kind_of_change_is_told(small: SimpleNamespace, lang: str) -> None:
    """Withdrawals, revisions, new dates, other terms and other areas all have their sentence."""
    kinds: dict[str, tuple[Any, Any]] = {
        "a-2030": ("10", {}),
        "b-2030": ("10", {"by": "2028"}),
        "c-2030": ("10", {"by": None}),
        "d-2030": ("10", {"comparator": "more_than"}),
        "e-2030": ("10", {"hold": "every_year"}),
        "f-2030": ("10", {"baseline": "f-2020"}),
        "g-2030": ("5", {}),
    }
    indicators = [small.indicator(name[0]) for name in kinds]
    rank, stage = (
        small.indicator("r", "rank", direction="decrease"),
        small.indicator("s", "stage", stages=("x", "y")),
    )
    before = small.catalog(
        *indicators, rank, stage, small.indicator("area"), small.indicator("w"),
        *(small.target(name, "10") for name in kinds),
        small.target("h-2030", "10", by=None, indicator="a"),
        small.target("r-2030", "3", comparator="within_top"),
        small.target("s-2030", comparator="reaches", stage="y"),
        small.target("area-2030", "1"),
        small.target("w-2030", "1"),
        small.measured("a-2025", "1"),
        small.measured("b-2025", "1", obs_status="provisional"),
        small.measured("c-2025", "2"),
    )  # fmt: skip
    after = small.catalog(
        *indicators, rank, stage, small.indicator("area", area="vietnam"), small.indicator("w"),
        small.source("plan", "2020", w_2030="words"),
        *(small.target(name, value, **more) for name, (value, more) in kinds.items() if name != "a-2030"),
        small.target("h-2030", "10", by="2040", indicator="a"),
        small.target("r-2030", "1", comparator="within_top"),
        small.target("s-2030", comparator="reaches", stage="x"),
        small.target("area-2030", "1"),
        small.target("w-2030", "1"),
        small.target("none", supersedes="a-2030", change="withdrawn", comparator="text", indicator="a"),
        small.measured("a-2025", "2"),
        small.measured("b-2025", "1"),
        small.measured("back", withdraws="c-2025", why="wrong", indicator="c"),
    )  # fmt: skip
    view = changes_between_catalogs(("x", before), ("y", after), DAY, lang)
    assert {(item["subject"], item["kind"]) for item in view.items if item["subject"] != "verdict"} == {
        *(("target", kind) for kind in promise.TARGET_CHANGES if kind not in {"new", "dropped", "postponed", "undated"}
          and not kind.startswith("only")),
        ("target", "undated"), ("measurement", "revised"), ("measurement", "status_changed"),
        ("measurement", "withdrawn"),
    }  # fmt: skip
    assert not [text for text in sentences(view) if re.search(r"\{|\}|None|  ", text)]
    area = next(text for text in sentences(view) if text.startswith("area"))
    assert area in {
        "area (en) (Viet Nam): from Hanoi to Viet Nam.",
        "area (vi) (Việt Nam): từ Hà Nội sang Việt Nam.",
    }
    assert "wrong" in [item.get("why") for item in view.items]


def test_when_a_figure_became_known(small: SimpleNamespace) -> None:
    """Its own day of publication counts first, then its document's, then the day it was written down; or none."""
    records = [small.source("web", "2021-03-04"), *(small.indicator(name) for name in "abcd")]
    figures = [
        small.measured("a-2025", "1", published=date(2025, 5, 6)),
        small.measured("b-2025", "1", claim=None, cited=Cited(source="web", line=3)),
        small.measured(
            "c-2025", "1", claim=None, cited=Cited(url="https://x"), recorded="2025-07-08T09:00:00+07:00"
        ),
        small.measured("d-2025", "1", claim=None, cited=Cited(url="https://x")),
    ]
    before, after = small.catalog(*records), small.catalog(*records, *figures)
    view = changes_between_catalogs(("x", before), ("y", after), DAY, "en")
    assert [row.remark for row in view.rows] == [
        "published 2025-05-06",
        "published 2021-03-04",
        "published 2025-07-08",
        "published on an unknown day",
    ]


def test_dates_apart_in_days(small: SimpleNamespace) -> None:
    """A due date that moves within a year moves by days."""
    sides = [
        small.catalog(small.indicator("a"), small.target("a-2030", "1", by=by))
        for by in ("2030", "2030-06-15")
    ]
    view = changes_between_catalogs(("x", sides[0]), ("y", sides[1]), DAY, "en")
    assert sentences(view) == [
        "a (en) (Hanoi): ≥ 1% by 2030-06-15: brought forward by 199 days, from 2030 to 2030-06-15."
    ]


def test_an_aim_in_words(small: SimpleNamespace) -> None:
    """An aim whose words are its indicator's title is called an aim."""
    catalog = small.catalog(
        small.indicator("a", "text"),
        small.target("a-2030", comparator="text"),
        small.indicator("b", "text"),
        small.target("b-some", comparator="text", by=None),
    )
    view = changes_between_documents(catalog, "plan", "none", DAY, "en")
    assert [row.cells[1].text for row in view.rows] == [
        "a qualitative aim by 2030",
        "a qualitative aim, without a date",
    ]


def test_every_code_has_its_words() -> None:
    """No kind of change and no cause is without words in both languages."""
    sides = {"only_left", "only_right"}
    needed = {f"target.{kind}" for kind in promise.TARGET_CHANGES if kind not in sides}
    needed |= {f"measurement.{kind}" for kind in measurements.MEASUREMENT_CHANGES if kind not in sides}
    needed |= {f"verdict.{kind}" for kind in change_phrases.VERDICT_CHANGES}
    assert needed <= set(change_phrases.KINDS)
    assert needed <= set(change_phrases.SENTENCES)
    assert set(measurements.CAUSES) <= set(change_phrases.CAUSES)
    tables = (
        change_phrases.KINDS,
        change_phrases.REMARKS,
        change_phrases.SENTENCES,
        change_phrases.CAUSES,
        change_phrases.TEXTS,
    )
    for table in tables:
        for key, words in table.items():
            assert words.vi, key
            assert words.en, key
            assert set(re.findall(r"\{\w+\}", words.vi)) == set(re.findall(r"\{\w+\}", words.en)), key
