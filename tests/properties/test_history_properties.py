"""What the history says of a day is what the verdict of that day says, on generated chains of changed promises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hntrack.assess import assess
from hntrack.model.catalog import Catalog, snapshot
from hntrack.model.records import Claim, Indicator, Measurement, Published, Source, Target
from hntrack.report.history import history
from hntrack.report.reasons import sentence
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

NOTHING = Wording("", "")
days = st.dates(date(2018, 1, 1), date(2029, 12, 31))
values = st.decimals(min_value=1, max_value=99, places=1)


def document(name: str, day: date) -> Source:
    published = Published(parse_period(day.isoformat()), None, "printed")
    claim = Claim("c", "target", 1, "…", NOTHING)
    return Source(name, None, None, None, "vi", published, f"{name}.txt", "0" * 64, (claim,))


@st.composite
def chains(draw: st.DrawFn) -> Catalog:
    """A promise that is changed up to three times, on other days, and measured in between."""
    made = sorted(draw(st.lists(days, min_size=1, max_size=4, unique=True)))
    targets, sources = [], []
    for number, day in enumerate(made):
        sources.append(document(f"s{number}", day))
        last = number == len(made) - 1 and number > 0 and draw(st.booleans())
        targets.append(
            Target(
                f"t{number}",
                "i",
                parse_period(str(draw(st.integers(2020, 2031)))),
                "at_least",
                f"s{number}/c",
                value=draw(values),
                supersedes=f"t{number - 1}" if number else None,
                change="withdrawn" if last else "reworded" if number else "new",
            )
        )
    measurements = tuple(
        Measurement(
            f"m{year}", "i", parse_period(str(year)), value=draw(values), published=date(year + 1, 3, 1)
        )
        for year in draw(st.lists(st.integers(2016, 2027), max_size=5, unique=True))
    )
    return Catalog(
        "c",
        NOTHING,
        indicators=(Indicator("i", "g", "a", NOTHING, "share", "percent", "increase"),),
        targets=tuple(targets),
        measurements=tuple(sorted(measurements, key=lambda one: one.period.start)),
        sources=tuple(sources),
        stale_after_days=draw(st.none() | st.integers(100, 900)),
    )


@settings(deadline=None)
@given(chains(), days)
def test_history_of_a_day_is_the_verdict_of_that_day(catalog: Catalog, day: date) -> None:
    """The last row by a day has the verdict in force that day; on the day of a row the wording is the same, too."""
    rows = history(catalog, [catalog.targets[0].id], date(2032, 12, 31), "en").items
    known = snapshot(catalog, day)
    before = [row for row in rows if row["date"] is None or str(row["date"]) <= day.isoformat()]
    if not known.targets:
        assert not before or before[-1]["standing"] is None
        return
    (target,) = known.targets
    verdict = assess(known, target, day)
    assert (before[-1]["standing"], before[-1]["pace"]) == (verdict.standing, verdict.pace)
    assert before[-1]["target"] == target.id
    for row in rows:
        if row["date"] is None or row["standing"] is None:
            continue
        on = date.fromisoformat(str(row["date"]))
        there = snapshot(catalog, on)
        judged = assess(there, there.targets[0], on)
        assert row["reason"] == " ".join(sentence(reason, "en") for reason in judged.reasons)


def promised_twice() -> Catalog:
    """A promise that a later document repeats word for word."""
    first = Target("t0", "i", parse_period("2020"), "at_least", "s0/c", value=Decimal(1))
    return Catalog(
        "c",
        NOTHING,
        indicators=(Indicator("i", "g", "a", NOTHING, "share", "percent", "increase"),),
        targets=(first, first._replace(id="t1", claim="s1/c", supersedes="t0", change="reworded")),
        sources=(document("s0", date(2018, 1, 1)), document("s1", date(2021, 1, 2))),
    )


@settings(deadline=None)
@given(chains())
@example(promised_twice())
def test_every_version_of_a_promise_is_an_event(catalog: Catalog) -> None:
    """No version is passed over, whether or not it changes the verdict."""
    rows = history(catalog, [catalog.targets[0].id], date(2032, 12, 31), "en").items
    told = {row["target"] for row in rows}
    assert told == {target.id for target in catalog.targets if target.change != "withdrawn"}
