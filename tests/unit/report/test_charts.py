"""The pure chart model: what a drawing shows, before anybody draws it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hntrack.assess import assess
from hntrack.model.catalog import Snapshot, snapshot
from hntrack.report.bars import Bullet, bullet
from hntrack.report.charts import Chart, calendar_over, chart, scale_over
from hntrack.text.periods import parse_period
from support.site_catalog import AS_OF, site_catalog

CATALOG = snapshot(site_catalog(), AS_OF)


def drawn(name: str, catalog: Snapshot = CATALOG, lang: str = "en") -> Chart | None:
    judged = [(t, assess(catalog, t, AS_OF)) for t in catalog.targets if t.indicator == name]
    return chart(catalog, catalog.indicator[name], judged, lang=lang, as_of=AS_OF)


def chart_of(name: str, catalog: Snapshot = CATALOG, lang: str = "en") -> Chart:
    found = drawn(name, catalog, lang)
    assert found is not None
    return found


def bar(name: str, catalog: Snapshot = CATALOG) -> Bullet:
    target = catalog.target[name]
    found = bullet(catalog, target, assess(catalog, target, AS_OF), lang="en", as_of=AS_OF)
    assert found is not None
    return found


def test_points_stand_at_the_end_of_their_period_with_their_interval() -> None:
    """A year's value stands on its last day; its printed digit and its qualifier give the interval."""
    points = chart_of("share").measured
    assert [(p.day, p.value, p.low, p.high) for p in points] == [
        (date(2020, 12, 31), Decimal("18.1"), Decimal("18.05"), Decimal("18.15")),
        (date(2023, 12, 31), Decimal(21), Decimal("20.5"), Decimal("21.5")),
        (date(2025, 12, 31), Decimal("25.2"), Decimal("25.15"), Decimal("25.25")),
    ]


def test_an_open_qualifier_leaves_its_side_open() -> None:
    """Of 'more than 800' only the lower end is known."""
    (point,) = chart_of("count").measured
    assert (point.low, point.high) == (Decimal(800), None)


def test_the_path_runs_from_the_baseline_over_all_milestones() -> None:
    """The required path is straight between the baseline and each target in turn."""
    assert chart_of("share").path == (
        (date(2020, 12, 31), Decimal("18.1")),
        (date(2030, 12, 31), Decimal(50)),
        (date(2045, 12, 31), Decimal(70)),
    )


def test_the_projection_is_the_verdicts_own_with_a_band_from_the_printed_digits() -> None:
    """The line leads to the verdict's projected value, the band to what the roundings allow."""
    ahead = chart_of("share").projection
    assert ahead is not None
    assert ahead.start == (date(2025, 12, 31), Decimal("25.2"))
    assert ahead.end == (date(2030, 12, 31), Decimal("32.3"))
    assert (ahead.low, ahead.high) == (Decimal("32.15"), Decimal("32.45"))


def test_a_rank_is_drawn_from_the_top_without_path_or_projection() -> None:
    """Rank 1 stands on top; no rank is ever interpolated."""
    ranks = chart_of("rank")
    assert (ranks.path, ranks.projection) == ((), None)
    assert ranks.up(Decimal(1)) == 1
    assert ranks.up(Decimal(4)) == 0


@pytest.mark.parametrize("name", ["share", "emissions", "rank", "count"])
def test_all_that_is_drawn_lies_on_the_scales(name: str) -> None:
    """Every point, bound and due date has a place between 0 and 1."""
    one = chart_of(name)
    places = [one.up(p.value) for p in one.measured]
    places += [one.up(b) for m in one.milestones for b in (m.low, m.high) if b is not None]
    places += [one.across(m.day) for m in one.milestones] + [one.across(p.day) for p in one.measured]
    assert all(0 <= place <= 1 for place in places)


def test_a_chart_starts_at_zero_unless_its_values_lie_close_together() -> None:
    """A scale is not cut off to make small changes look large."""
    assert chart_of("share").scale.low == 0
    assert scale_over([Decimal(95), Decimal(100)]).low > 0


def test_the_rounding_of_one_value_is_no_scale() -> None:
    """A single printed figure stands above zero, not between the ends of what its last digit leaves open."""
    catalog = snapshot(site_catalog(), AS_OF)
    latest = max(catalog.measurements_of["share"], key=lambda one: one.period.end)
    alone = replace(catalog, targets=(), measurements=(latest,))
    drawn = chart(alone, alone.indicator["share"], [], lang="en", as_of=AS_OF)
    assert drawn is not None
    assert drawn.measured[0].low != drawn.measured[0].high
    assert drawn.scale.low == 0


def test_a_scale_does_not_pass_a_natural_limit() -> None:
    """A share's scale ends at 100."""
    assert scale_over([Decimal(10), Decimal(96)], limit=Decimal(100)).high == 100


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (("0", "80"), ["0", "20", "40", "60", "80"]),
        (("1", "3"), ["0", "1", "2", "3"]),
        (("0.001", "0.004"), ["0", "0.001", "0.002", "0.003", "0.004"]),
        (("-5", "5"), ["-5.0", "-2.5", "0.0", "2.5", "5.0"]),
        (("7", "7"), ["0", "2", "4", "6", "8"]),
        (("0", "0"), ["0", "0.25", "0.50", "0.75", "1"]),
    ],
)
def test_ticks_are_round_and_hold_the_values(values: tuple[str, str], ticks: list[str]) -> None:
    """Ticks stand on round numbers, ascend, and the outer ones enclose everything."""
    scale = scale_over([Decimal(v) for v in values])
    assert [Decimal(t) for t in ticks] == list(scale.ticks)
    assert scale.low <= Decimal(values[0]) <= Decimal(values[1]) <= scale.high


def test_a_calendar_over_centuries_has_few_ticks() -> None:
    """However long the time, the years stay legible."""
    for last in (2026, 2045, 2200, 2999):
        calendar = calendar_over([date(1990, 12, 31), date(last, 12, 31)])
        assert 1 <= len(calendar.ticks) <= 8
        assert all(calendar.first <= tick <= calendar.last for tick in calendar.ticks)


def test_the_ends_of_the_calendar_are_not_passed() -> None:
    """The first and the last year that dates know are no reason to fail."""
    assert calendar_over([date.min, date.max]).ticks


def test_words_say_what_the_drawing_shows() -> None:
    """The description tells the finding, then what is measured, promised, required and projected."""
    assert chart_of("share").description == (
        "> 50% by 2030: not yet met, behind. ≥ 70% by 2045: not yet met, behind. "
        "Measured: 18.1% (2020); about 21% (2023); 25.2% (2025). "
        "Promised: > 50% by 2030; ≥ 70% by 2045. "
        "On the straight way the latest value would have to be 34.05%. "
        "At the observed pace it would be 32.3% on 2030-12-31."
    )
    assert chart_of("share", lang="vi").description.startswith("> 50% đến năm 2030: chưa đạt, chậm tiến độ.")


def test_many_measurements_are_told_by_the_first_and_the_last() -> None:
    """A listener is not read forty numbers."""
    model = CATALOG.measurements[0]
    more = tuple(model._replace(id=f"m{year}", period=parse_period(str(year))) for year in range(2001, 2012))
    catalog = replace(CATALOG, measurements=more + CATALOG.measurements)
    assert "14 measurements, from 18.1% (2001) to 25.2% (2025)" in chart_of("share", catalog).description


def test_what_has_no_number_has_no_chart() -> None:
    """A qualitative aim, and an indicator without any value, are not drawn."""
    assert drawn("aim") is None
    assert drawn("loose", replace(CATALOG, measurements=())) is None


def test_a_number_beyond_drawing_has_no_chart() -> None:
    """A value that no arithmetic can place ends in no chart, not in an error."""
    huge = CATALOG.measurements[0]._replace(value=Decimal("1E+999999"))
    catalog = replace(CATALOG, measurements=(huge, *CATALOG.measurements[1:]))
    judged = [(t, assess(CATALOG, t, AS_OF)) for t in CATALOG.targets if t.indicator == "share"]
    assert chart(catalog, catalog.indicator["share"], judged, lang="en", as_of=AS_OF) is None


@pytest.mark.parametrize("digits", ["-" + "9" * 50, "1" + "0" * 60, "123456789012345678901234567890."])
def test_values_that_no_drawing_can_tell_apart_have_no_scale(digits: str) -> None:
    """Two numbers of fifty digits that differ in the last one end in no chart, not in a loop."""
    with pytest.raises(OverflowError):
        scale_over([Decimal(f"{digits}1"), Decimal(f"{digits}2")])


def test_a_wild_projection_does_not_squeeze_the_measurements() -> None:
    """A projection far outside is cut off; the measured values keep a third of the height."""
    model = CATALOG.measurement["emissions-2025"]
    wild = (
        model._replace(id="early", period=parse_period("2025-11"), value=Decimal(10)),
        model._replace(id="late", period=parse_period("2025-12"), value=Decimal(50)),
    )
    one = chart_of("emissions", replace(CATALOG, measurements=wild))
    assert one.projection is not None
    assert one.up(one.projection.end[1]) > 2
    assert one.up(Decimal(50)) - one.up(Decimal(10)) > Decimal("0.3")


def test_a_bullet_gives_fractions_of_one_length() -> None:
    """The bar, the bound and the value due now are parts of the same scale."""
    one = bar("share-2030")
    assert (one.left, one.right) == (Decimal(0), Decimal(100))
    assert (one.reached, one.wanted_from, one.wanted_to) == (Decimal("0.252"), Decimal("0.5"), Decimal(1))
    assert one.due_now == Decimal("0.3405")
    assert not one.met
    assert one.text == "25.2% (2025); target > 50% by 2030. The straight way wants 34.05% by now."


def test_a_bullet_of_a_rank_grows_with_the_rank() -> None:
    """The best rank is the longest bar: the last of 34 stands left."""
    one = bar("rank-2030")
    assert (one.left, one.right) == (Decimal(34), Decimal(1))
    assert one.reached is not None
    assert one.wanted_from < 1
    assert one.reached < one.wanted_from


def test_a_bullet_downwards_wants_the_lower_part() -> None:
    """What must not exceed a bound is satisfied from the left end up to it."""
    one = bar("emissions-2030")
    assert one.wanted_from == 0
    assert 0 < one.wanted_to < 1


def test_a_bullet_without_measurement_has_a_bound_only() -> None:
    """Nothing measured: no bar, but what was promised."""
    one = bar("share-2030", replace(CATALOG, measurements=()))
    assert one.reached is None
    assert one.wanted_from == Decimal("0.5")
    assert one.text.startswith("Nothing measured;")
