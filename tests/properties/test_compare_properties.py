"""Comparing is exact and even-handed: nothing differs from itself, and looking from the other side mirrors it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hntrack.compare.measurements import MeasurementChange, compare_documents, measurement_changes
from hntrack.compare.promise import TargetChange, milestone_changes, target_changes
from hntrack.model.catalog import Catalog, snapshot
from hntrack.model.codes import COMPARATORS, Direction, Measure, word
from hntrack.model.records import Area, Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.report.changes import (
    changes_between_catalogs,
    changes_between_dates,
    changes_between_documents,
    changes_between_milestones,
)
from hntrack.report.history import history
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

DOCS = {"plan": "2020-01-01", "review": "2024-06-30", "third": "2025-05-05"}
MEASURES: dict[str, Measure] = {"a": "share", "b": "rank", "c": "count", "s": "stage", "t": "text"}
STAGES = ("low", "middle", "high")
YEARS = ("2025", "2030", "2045")
DAY = date(2027, 1, 1)

_MIRRORED = {
    "new": "gone", "dropped": "gone", "withdrawn": "gone", "removed": "gone",
    "raised": "moved", "lowered": "moved", "brought_forward": "redated", "postponed": "redated",
    "dated": "redated", "undated": "redated", "only_left": "lonely", "only_right": "lonely",
}  # fmt: skip
_OPPOSITE = {"up": "down", "down": "up", "harder": "easier", "easier": "harder"}

numbers = st.decimals("0", "999999999999999999999999999999999", allow_nan=False, places=3)


def indicator(name: str) -> Indicator:
    """One of the five indicators."""
    measure = MEASURES[name]
    unit = {"share": "percent", "rank": "rank", "count": "things"}.get(measure)
    stages = tuple(Named(one, Wording(one, one)) for one in STAGES) if measure == "stage" else ()
    direction: Direction = "decrease" if measure == "rank" else "increase"
    return Indicator(name, "g", "x", Wording(name, name), measure, unit, direction, stages=stages)


@st.composite
def targets(draw: st.DrawFn, number: int) -> Target:
    """Any target on one of the indicators, in any document."""
    name = draw(st.sampled_from(list(MEASURES)))
    year = draw(st.sampled_from((*YEARS, None)))
    doc = draw(st.sampled_from(list(DOCS)))
    low = high = stage = None
    comparator = {"s": "reaches", "t": "text", "b": "within_top"}.get(name)
    if name == "s":
        stage = draw(st.sampled_from(STAGES))
    elif name != "t":
        low = draw(numbers)
    if comparator is None:
        comparator = draw(st.sampled_from(("more_than", "at_least", "at_most", "exactly", "between")))
        high = low + draw(numbers) if comparator == "between" and low is not None else None
    return Target(
        f"t{number}",
        name,
        parse_period(year) if year else None,
        word(comparator, COMPARATORS),
        f"{doc}/t{number}",
        low,
        high,
        stage,
    )


@st.composite
def measurements(draw: st.DrawFn, number: int) -> Measurement:
    """Any measurement of one of the indicators."""
    name = draw(st.sampled_from(list(MEASURES)))
    period = parse_period(draw(st.sampled_from(("2019", "2023", "2024"))))
    doc = draw(st.sampled_from(list(DOCS)))
    stage = {"s": draw(st.sampled_from(STAGES)), "t": "achieved"}.get(name)
    return Measurement(
        f"m{number}", name, period, None if stage else draw(numbers), stage,
        qualifier=draw(st.sampled_from(("exact", "about"))), claim=f"{doc}/m{number}",
    )  # fmt: skip


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Any small catalog."""
    promised = tuple(draw(targets(n)) for n in range(draw(st.integers(0, 5))))
    measured = tuple(draw(measurements(n)) for n in range(draw(st.integers(0, 5))))
    claims = [*(one.claim for one in promised), *(one.claim for one in measured if one.claim)]
    sources = tuple(
        Source(
            doc, doc, None, None, "vi", Published(parse_period(day), None, "printed"), "x", "0",
            tuple(
                Claim(key.split("/")[1], "target", 1, "words", Wording("x", "x"))
                for key in claims
                if key.startswith(f"{doc}/")
            ),
        )
        for doc, day in DOCS.items()
    )  # fmt: skip
    return Catalog(
        "c", Wording("c", "c"), areas=(Area("x", Wording("x", "x")),), indicators=tuple(map(indicator, MEASURES)),
        targets=promised, measurements=measured, sources=sources,
    )  # fmt: skip


def seen(
    changes: tuple[TargetChange, ...] | tuple[MeasurementChange, ...], *, turned: bool = False
) -> Counter[object]:
    """The changes as a bag; ``turned`` as the other side would see them."""
    found: list[object] = []
    for one in changes:
        ends = (one.old, one.new)
        # What is new has a difference from what was known before; what is gone has none.
        difference = None if None in ends else one.difference
        words = (one.number, one.ambition) if isinstance(one, TargetChange) else ("", "")
        if turned:
            ends = ends[::-1]
            difference = None if difference is None else difference.copy_negate()
            words = (_OPPOSITE.get(words[0], words[0]), _OPPOSITE.get(words[1], words[1]))
        found.append(
            (_MIRRORED.get(one.kind, one.kind), *(end and end.id for end in ends), difference, words)
        )
    return Counter(found)


@given(catalogs())
def test_nothing_differs_from_itself(catalog: Catalog) -> None:
    """A catalog, a milestone, a document and a day have no difference from themselves."""
    year = parse_period("2030")
    assert target_changes(catalog, catalog) == ()
    assert measurement_changes(catalog, catalog) == ()
    assert milestone_changes(catalog, year, year) == ()
    assert compare_documents(catalog, "plan", "plan").targets == ()
    assert compare_documents(catalog, "plan", "plan").measurements == ()
    assert changes_between_dates(catalog, DAY, DAY, "en").items == ()


@given(catalogs(), catalogs())
def test_the_other_side_sees_the_mirror_image(left: Catalog, right: Catalog) -> None:
    """What was raised from A to B was lowered from B to A, by the same amount."""
    assert seen(target_changes(left, right)) == seen(target_changes(right, left), turned=True)
    assert seen(measurement_changes(left, right)) == seen(measurement_changes(right, left), turned=True)


@given(catalogs())
def test_milestones_and_documents_mirror(catalog: Catalog) -> None:
    """Two milestones, and two documents, mirror each other as well."""
    years = parse_period("2030"), parse_period("2045")
    there, back = milestone_changes(catalog, *years), milestone_changes(catalog, *reversed(years))
    assert seen(there) == seen(back, turned=True)
    forth, again = compare_documents(catalog, "plan", "review"), compare_documents(catalog, "review", "plan")
    assert seen(forth.targets) == seen(again.targets, turned=True)
    assert seen(forth.measurements) == seen(again.measurements, turned=True)
    assert (forth.left_bears, forth.right_bears) == (again.right_bears, again.left_bears)


@given(catalogs(), catalogs())
def test_differences_are_exact(left: Catalog, right: Catalog) -> None:
    """Old plus difference is new, to the last digit."""
    for change in target_changes(left, right):
        if change.measured_in == "value" and change.old and change.new and change.difference is not None:
            old, new = change.old.value, change.new.value
            assert old is not None
            assert new is not None
            assert Fraction(change.difference) == Fraction(new) - Fraction(old)


@given(catalogs(), catalogs(), st.sampled_from(("vi", "en")))
def test_every_difference_is_told(left: Catalog, right: Catalog, lang: str) -> None:
    """Whatever differs has a row, an item and a sentence in both languages, and every changed verdict a cause."""
    year = parse_period("2030"), parse_period("2045")
    for view in (
        changes_between_catalogs(("a", left), ("b", right), DAY, lang),
        changes_between_dates(left, date(2023, 1, 1), DAY, lang),
        changes_between_milestones(left, *year, DAY, lang),
        changes_between_documents(left, "plan", "review", DAY, lang),
        history(left, [one.id for one in snapshot(left, DAY).targets], DAY, lang),
    ):
        assert len(view.rows) == len(view.items)
        for item in view.items:
            assert item.get("sentence", "x")
            assert item.get("causes", ["x"])
