"""The part of a catalog that bears on a promise."""

from __future__ import annotations

from types import SimpleNamespace

from hntrack.compare.promise import Slices
from hntrack.model.records import Cited, Derived


def test_everything_that_bears_and_nothing_else(small: SimpleNamespace) -> None:
    """Kept are the series, what it is derived from, its stand-ins, its bases and siblings, and their claims."""
    target = small.target("firms-2030", "50", baseline="base-2019")
    catalog = small.catalog(
        *(small.indicator(name) for name in ("firms", "base", "proxy", "part", "other")),
        small.indicator("stand", proxy_for="firms"),
        small.source("web", "2021"),
        target,
        small.target("firms-2025", "40", by="2025"),
        small.target("other-2030", "1", doc="elsewhere"),
        small.measured("firms-2025", "25", derived=Derived("sum", ("part-2025", "gone"))),
        small.measured("part-2025", "5"),
        small.measured("stand-2025", "7", claim=None, cited=Cited(source="web", line=3)),
        small.measured("base-2019", "9"),
        small.measured("other-2025", "1", doc="elsewhere"),
    )
    found = Slices(catalog).about([target])
    assert [one.id for one in found.targets] == ["firms-2030", "firms-2025"]
    assert [one.id for one in found.measurements] == ["firms-2025", "stand-2025", "base-2019", "part-2025"]
    assert [one.id for one in found.indicators] == ["firms", "stand", "base", "part"]
    assert {one.id: len(one.claims) for one in found.sources} == {"plan": 2, "review": 3, "web": 0}
    for target in found.targets:
        assert found.published_on(target) == catalog.published_on(target)
    for measurement in found.measurements:
        assert found.published_on(measurement) == catalog.published_on(measurement)
    assert len(catalog.source["review"].claims) == 3


def test_targets_that_the_catalog_does_not_know(small: SimpleNamespace) -> None:
    """A promise that only the other catalog has finds an empty slice."""
    empty = small.catalog(small.indicator("other"))
    found = Slices(empty).about([small.target("firms-2030", "50")])
    assert (found.indicators, found.targets, found.measurements, found.sources) == ((), (), (), ())
