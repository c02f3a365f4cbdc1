"""What must hold of every verdict, whatever was measured and promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hntrack.assess import METHODS, assess, assess_all
from hntrack.assess.arithmetic import years_between
from hntrack.assess.case import Case
from hntrack.assess.run import roll_up
from hntrack.assess.series import Series
from hntrack.assess.what_if import explain, predict, what_it_takes
from hntrack.model.catalog import Snapshot
from hntrack.model.codes import (
    COMPARATORS,
    HOLDS,
    MEASURES,
    NATURES,
    OBS_STATUSES,
    OVERS,
    PACES,
    QUALIFIERS,
    STANDINGS,
    Direction,
    word,
)
from hntrack.model.records import Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.model.verdict import Verdict
from hntrack.report.explained import explanation
from hntrack.report.reasons import sentence
from hntrack.text.messages import Wording
from hntrack.text.periods import Period, parse_period

NOTHING = Wording("", "")
unhurried = settings(deadline=None)  # a busy machine is no fault of a method
AS_OF = date(2026, 6, 30)
MIRROR = {"more_than": "less_than", "at_least": "at_most", "less_than": "more_than", "at_most": "at_least"}
# Their own rules look at the size of the numbers: one decimal (UNICEF), zeros (Open SDG and Eurostat).
SCALE_FREE = tuple(name for name in METHODS if name != "aarr")
# Logarithms know no negative numbers.
SIGN_FREE = tuple(name for name in METHODS if name != "aarr")
BETTER = {"not_assessable": 0, "reversing": 1, "stalled": 2, "behind": 3, "on_track": 4, "met": 5}

values = st.decimals(min_value=1, max_value=1000, places=1)
years = st.integers(2005, 2025)
histories = st.dictionaries(years, values, min_size=1, max_size=10)
one_sided = st.sampled_from(sorted(MIRROR))


def catalog(
    history: dict[int, Decimal],
    aim: Decimal,
    comparator: str = "at_least",
    due: int = 2030,
    hold: str = "at_milestone",
    limit: Decimal | None = None,
) -> Snapshot:
    direction: Direction = "increase" if comparator in {"more_than", "at_least"} else "decrease"
    return Snapshot(
        "c",
        NOTHING,
        indicators=(Indicator("i", "g", "a", NOTHING, "index", "point", direction, limit=limit),),
        targets=(
            Target(
                "t",
                "i",
                parse_period(str(due)),
                word(comparator, COMPARATORS),
                "s/c",
                value=aim,
                hold=word(hold, HOLDS),
            ),
        ),
        measurements=tuple(
            Measurement(f"m{year}", "i", parse_period(str(year)), value=value)
            for year, value in sorted(history.items())
        ),
    )


def verdicts(data: Snapshot, methods: tuple[str, ...] = tuple(METHODS), on: date = AS_OF) -> list[Verdict]:
    return [assess(data, data.targets[0], on, method) for method in methods]


def said(data: Snapshot, methods: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(one.standing, one.pace, one.category) for one in verdicts(data, methods)]


def clear_of_thresholds(data: Snapshot) -> bool:
    """No computed number lies within float noise of a limit, where scaling may tip it."""
    for one in verdicts(data):
        limits = [*METHODS[one.method].thresholds.values(), Decimal(0)]
        for number in one.numbers.values():
            if any(number != limit and abs(number - limit) < Decimal("1e-9") for limit in limits):
                return False
            if number != 0 and number in limits:
                return False
    return True


@unhurried
@given(histories, values, one_sided, st.sampled_from(HOLDS), st.sampled_from([2, 10, 1000, 1024]))
def test_multiplying_units_changes_no_verdict(
    history: dict[int, Decimal], aim: Decimal, comparator: str, hold: str, factor: int
) -> None:
    """Thousands instead of ones: the same standing, pace and category by every method that is free of scale."""
    small = catalog(history, aim, comparator, hold=hold)
    assume(clear_of_thresholds(small))
    large = catalog(
        {year: value * factor for year, value in history.items()}, aim * factor, comparator, hold=hold
    )
    assert said(small, SCALE_FREE) == said(large, SCALE_FREE)


@unhurried
@given(histories, values, one_sided, st.sampled_from(HOLDS), st.none() | values)
def test_mirroring_direction_and_signs_mirrors_the_verdict(
    history: dict[int, Decimal], aim: Decimal, comparator: str, hold: str, limit: Decimal | None
) -> None:
    """Losing less is gaining more: with all signs turned, every method says the same."""
    there = catalog(history, aim, comparator, hold=hold, limit=limit)
    back = catalog(
        {year: -value for year, value in history.items()},
        -aim,
        MIRROR[comparator],
        hold=hold,
        limit=None if limit is None else -limit,
    )
    assert said(there, SIGN_FREE) == said(back, SIGN_FREE)


@unhurried
@given(
    histories, values, one_sided, st.integers(2026, 2040), st.decimals(min_value=0, max_value=500, places=1)
)
def test_a_better_measurement_never_gives_a_worse_verdict(
    history: dict[int, Decimal], aim: Decimal, comparator: str, due: int, better: Decimal
) -> None:
    """By threshold and trajectory, improving the latest value improves the verdict or leaves it."""
    way = 1 if comparator in {"more_than", "at_least"} else -1
    last = max(history)
    improved = {**history, last: history[last] + way * better}
    for method in ("threshold", "trajectory"):
        data, more = catalog(history, aim, comparator, due), catalog(improved, aim, comparator, due)
        before, after = verdicts(data, (method,))[0], verdicts(more, (method,))[0]
        assert (before.standing == "met") <= (after.standing == "met")
        assert BETTER[before.pace] <= BETTER[after.pace]


@unhurried
@given(histories, values, st.integers(2026, 2040), st.integers(1, 20))
def test_a_later_due_date_never_makes_an_increase_harder(
    history: dict[int, Decimal], aim: Decimal, due: int, later: int
) -> None:
    """More time means no more a year, and no worse a verdict by the trajectory."""
    soon, late = (
        verdicts(catalog(history, aim, due=year), ("trajectory",))[0] for year in (due, due + later)
    )
    if soon.required_pace is not None:
        assert late.required_pace is not None
        assert late.required_pace <= soon.required_pace
    assert BETTER[soon.pace] <= BETTER[late.pace]


@unhurried
@given(histories, values, one_sided, values, st.integers(2005, 2035))
def test_an_irrelevant_measurement_changes_nothing(
    history: dict[int, Decimal], aim: Decimal, comparator: str, other: Decimal, year: int
) -> None:
    """What is measured of something else, or lies in the future of the day of judging, plays no part."""
    data = catalog(history, aim, comparator)
    stranger = Measurement("x", "j", parse_period(str(year)), value=other)
    future = Measurement("y", "i", parse_period("2027"), value=other)
    more = replace(
        data,
        indicators=(*data.indicators, data.indicators[0]._replace(id="j")),
        measurements=(stranger, *data.measurements, future),
    )
    assert verdicts(data) == verdicts(more)


@unhurried
@given(histories, values, one_sided)
def test_one_by_one_and_all_together_say_the_same(
    history: dict[int, Decimal], aim: Decimal, comparator: str
) -> None:
    """Judging in one go shares work between methods, never results."""
    data = catalog(history, aim, comparator)
    assert assess_all(data, AS_OF, tuple(METHODS)) == tuple(verdicts(data))


numbers = st.one_of(
    st.just(Decimal(0)),
    st.decimals(min_value=Decimal("-1e40"), max_value=Decimal("1e40"), allow_nan=False, allow_infinity=False),
    st.decimals(min_value=-100, max_value=100, places=2),
)
ends = st.sampled_from(["", "-06", "-Q3", "-H1", "-06-15", "-02-28"])
periods = st.builds(
    lambda year, end: parse_period(f"{year}{end}"), st.integers(1990, 2035), ends
) | st.sampled_from(
    [parse_period("2016/2020"), parse_period("2024-02-29"), parse_period("1000"), parse_period("2999")]
)
STAGES = ("none", "some", "all")


@st.composite
def wild(draw: st.DrawFn) -> Snapshot:
    """Any catalog of one indicator that the model can hold, sense or nonsense."""
    measure = draw(st.sampled_from(MEASURES))
    count = draw(st.integers(0, 8))
    measurements = tuple(
        Measurement(
            f"m{number}",
            "i",
            draw(periods),
            value=draw(st.none() | numbers),
            stage=draw(st.none() | st.sampled_from((*STAGES, "achieved", "odd"))),
            qualifier=draw(st.sampled_from(QUALIFIERS)),
            obs_status=draw(st.sampled_from(OBS_STATUSES)),
            of=draw(st.none() | st.just(Decimal(63))),
            judged_by=draw(st.none() | st.just("somebody")),
            published=draw(st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))),
        )
        for number in range(count)
    )
    key = st.none() | st.sampled_from(["m0", "m1", "nowhere"])
    targets = tuple(
        Target(
            f"t{number}",
            "i",
            draw(st.none() | periods),
            draw(st.sampled_from(COMPARATORS)),
            "s/c",
            value=draw(st.none() | numbers),
            value_high=draw(st.none() | numbers),
            stage=draw(st.none() | st.sampled_from(STAGES)),
            hold=draw(st.sampled_from(HOLDS)),
            over=draw(st.none() | st.sampled_from(OVERS)),
            further=draw(st.booleans()),
            relative_to=draw(key),
            baseline=draw(key),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    unit = draw(st.sampled_from(["percent", "rank", "firms", None]))
    indicator = Indicator(
        "i",
        "g",
        "a",
        NOTHING,
        measure,
        unit,
        draw(st.sampled_from(["increase", "decrease", None])),
        limit=draw(st.none() | numbers),
        floor=draw(st.none() | numbers),
        nature=draw(st.none() | st.sampled_from(NATURES)),
        stages=tuple(Named(one, NOTHING) for one in STAGES) if draw(st.booleans()) else (),
    )
    return Snapshot(
        "c",
        NOTHING,
        units=(Named("firms", Wording("doanh nghiệp", "firms")),),
        goals=(Named("g", NOTHING),),
        indicators=(indicator,),
        targets=targets,
        measurements=measurements,
        stale_after_days=draw(st.none() | st.integers(0, 2000)),
    )


@unhurried
@given(wild(), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_no_input_gives_nan_infinity_or_an_exception(data: Snapshot, as_of: date) -> None:
    """Whatever a catalog holds, each method answers in the model's words, finitely, and can be explained."""
    found = assess_all(data, as_of, tuple(METHODS))
    for verdict in found:
        check_words(verdict)
        for number in numbers_of(verdict):
            assert number.is_finite()
        for lang in ("vi", "en"):
            for reason in verdict.reasons:
                assert sentence(reason, lang)
            for line in explain(data, verdict, as_of):
                assert explanation(line, lang)
    for target in data.targets:
        needed = what_it_takes(data, target, as_of)
        assert all(number.is_finite() for number in (one for one in needed) if isinstance(number, Decimal))
        series = Series(data, data.measurements, as_of)
        predict(Case(data, target, as_of, series))
    for by in ("plan", "goal", "indicator"):
        rolled = roll_up(data, found, by)
        assert sum(one.targets for one in rolled) == len(found)


def check_words(verdict: Verdict) -> None:
    check_agreement(verdict)
    assert verdict.standing in STANDINGS
    assert verdict.pace in PACES
    assert verdict.reasons
    categories = METHODS[verdict.method].categories
    assert not verdict.category or verdict.category in categories


def check_agreement(verdict: Verdict) -> None:
    """Standing and pace never contradict each other."""
    standing, pace = verdict.standing, verdict.pace
    if standing in {"missed", "due_not_assessed"}:
        assert pace == "not_assessable"
    if standing in {"not_met", "broken", "unsettled"}:
        assert pace != "met"
    if standing == "broken":
        assert pace not in {"on_track", "nearly"}
    if standing in {"unsettled", "due_not_assessed", "not_assessed", "no_measurement"}:
        assert verdict.required_pace is None
        assert standing == "not_assessed" or verdict.gap is None
    if standing in {"met", "kept"}:
        assert verdict.gap is None or verdict.gap <= 0
    if verdict.buffer_days is not None and pace != "not_assessable":
        assert (verdict.buffer_days >= 0) is (pace == "on_track")


def numbers_of(verdict: Verdict) -> list[Decimal]:
    found: list[Any] = list(verdict)
    facts = [fact for reason in verdict.reasons for fact in reason.facts.values()]
    return [one for one in (*found, *facts, *verdict.numbers.values()) if isinstance(one, Decimal)]


@unhurried
@given(st.dictionaries(st.integers(1, 60), numbers, min_size=2, max_size=6), st.integers(1, 9))
def test_a_rank_is_never_put_through_a_rate(history: dict[int, Decimal], top: int) -> None:
    """Of a rank no method computes a pace, a projection or a growth rate."""
    ranked = tuple(
        Measurement(f"m{year}", "i", parse_period(str(1960 + year)), value=Decimal(1 + year % 30))
        for year in history
    )
    data = replace(catalog({2020: Decimal(1)}, Decimal(top), "within_top"), measurements=ranked)
    data = replace(data, indicators=(data.indicators[0]._replace(measure="rank", unit="rank"),))
    for verdict in verdicts(data):
        assert not verdict.numbers
        assert (verdict.observed_pace, verdict.required_pace, verdict.projected) == (None, None, None)
        assert verdict.method == "rank" or verdict.pace == "not_assessable"


@unhurried
@given(histories, values, one_sided, st.dates(date(2006, 1, 1), date(2030, 6, 30)))
def test_the_required_pace_makes_up_the_gap(
    history: dict[int, Decimal], aim: Decimal, comparator: str, as_of: date
) -> None:
    """Required pace × years left = gap: from the day of judging, and from the latest measurement."""
    data = catalog(history, aim, comparator)
    verdict = verdicts(data, ("trajectory",), as_of)[0]
    if verdict.required_pace is None or verdict.latest is None:
        return
    assert verdict.gap is not None
    assert verdict.required_pace_since_latest is not None
    end, due = data.measurement[verdict.latest].period.end, date(2030, 12, 31)
    for pace, since in (
        (verdict.required_pace, max(as_of - timedelta(days=as_of.day == 1), end)),
        (verdict.required_pace_since_latest, end),
    ):
        assert abs(abs(pace) * years_between(since, due) - verdict.gap) < Decimal("1e-9")


@unhurried
@given(
    st.dates(date(2015, 1, 1), date(2020, 1, 1)),
    st.integers(1, 59),
    st.integers(0, 60),
    st.decimals(min_value=-50, max_value=50, places=1),
    st.decimals(min_value=1, max_value=50, places=1),
)
def test_what_lies_exactly_on_the_line_is_on_track(
    start: date, months: int, more: int, first: Decimal, step: Decimal
) -> None:
    """A value on the line, whatever its fraction, is on track with no days to spare; a hair below is not."""
    begin = parse_period(f"{start:%Y-%m}")
    at, due = month_after(begin, months), month_after(begin, months + more + 1)
    aim = first + step * (months + more + 1)
    for off, pace in ((Decimal(0), "on_track"), (Decimal("1e-12"), "behind")):
        data = catalog({}, aim)
        data = replace(
            data,
            targets=(data.targets[0]._replace(milestone=due),),
            measurements=(
                Measurement("m0", "i", begin, value=first),
                Measurement("m1", "i", at, value=first + step * months - off),
            ),
        )
        verdict = verdicts(data, ("trajectory",), at.end)[0]
        if verdict.standing == "not_met":
            assert verdict.pace == pace
            assert verdict.buffer_days is not None
            assert verdict.buffer_days == 0 if not off else verdict.buffer_days < 0


def month_after(period: Period, months: int) -> Period:
    number = 12 * period.start.year + period.start.month - 1 + months
    return parse_period(f"{number // 12}-{number % 12 + 1:02d}")


@unhurried
@given(histories, values, one_sided, st.integers(2006, 2026))
def test_nobody_is_behind_on_the_day_of_the_promise(
    history: dict[int, Decimal], aim: Decimal, comparator: str, year: int
) -> None:
    """With nothing measured since, the trajectory judges nothing."""
    promised = date(year, 6, 15)
    data = catalog(history, aim, comparator)
    published = Published(parse_period(promised.isoformat()), None, "printed")
    paper = Source(
        "s", None, None, None, "vi", published, "s.txt", "0" * 64, (Claim("c", "target", 1, "…", NOTHING),)
    )
    known = tuple(
        one._replace(published=date(one.period.year + 1, 3, 1))
        for one in data.measurements
        if date(one.period.year + 1, 3, 1) <= promised
    )
    data = replace(data, measurements=known, sources=(paper,))
    assert verdicts(data, ("trajectory",), promised)[0].pace in {"not_assessable", "met"}
