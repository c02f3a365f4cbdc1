"""Records come out of the files as they were meant, each field with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hntrack.errors import Where
from hntrack.model.catalog import Catalog
from hntrack.store.folder import Folder
from hntrack.store.read import load

_TARGETS = """\
format: 1
catalog:
  id: example
  title: {vi: Ví dụ, en: Example}
  stale_after_days: 400
goals:
  - {id: growth, title: {vi: Tăng trưởng, en: Growth}}
areas:
  - {id: here, title: {en: Here}, note: {en: "A: note"}}
units:
indicators:
  - id: park
    goal: growth
    area: here
    title: {en: Park}
    measure: stage
    stages:
      - {id: planned, title: {en: Planned}}
      - {id: open, title: {en: Open}}
  - {id: share, goal: growth, area: here, title: {en: Share}, measure: share, unit: percent, scale: one}
targets:
  - id: share-2030
    indicator: share
    milestone: 2030
    comparator: between
    value: 50
    value_high: 60.50
    claim: paper/share-2030
    restated: [paper/again, other/claim]
    further: true
    gate: {behind: warn}
    note:
      en: >
        Two lines,
        one text.
"""
_MEASUREMENTS = """\
format: 1
measurements:
  - {id: a, indicator: share, period: 2025-H1, value: -25.2, cited: {source: paper, line: 3, as_printed: 25}}
  - {id: b, indicator: park, period: 2025, stage: open, judged_by: no, recorded: 2026-11-22T09:00:00+07:00}
  - {id: c, indicator: share, period: 2016/2020, derived: {rule: sum, from: [a, b]}, published: 2025-12-25}
"""
_SOURCE = """\
format: 1
source:
  id: paper
  title: "unknown"
  publisher: unknown
  author: An Author
  language: vi
  url: https://example.org/a
  published: {date: unknown, not_before: 2025-02-26, basis: inferred, note: {en: How}}
  original: {file: paper.txt, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}
claims:
  - {id: seen, kind: context, line: 12, as_printed: 200, reading: {en: x}, value: 200, of: 1000, set_aside: {en: y}}
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "targets.yaml").write_text(_TARGETS, "utf-8")
    (tmp_path / "measurements.yaml").write_text(_MEASUREMENTS, "utf-8")
    (tmp_path / "seeds" / "paper.yaml").write_text(_SOURCE, "utf-8")
    loaded = load(Folder(tmp_path, tmp_path / "seeds", lambda path: path.name))
    assert loaded.problems == ()
    assert loaded.catalog is not None
    return loaded.catalog


def test_numbers_are_exact(catalog: Catalog) -> None:
    """A number keeps its digits, and its sign."""
    assert str(catalog.target["share-2030"].value_high) == "60.50"
    assert catalog.measurement["a"].value == Decimal("-25.2")


def test_texts_stay_texts(catalog: Catalog) -> None:
    """What other readers take for a number or a truth value is a text where a text belongs."""
    assert catalog.measurement["b"].judged_by == "no"
    cited = catalog.measurement["a"].cited
    assert cited is not None
    assert cited.as_printed == "25"


def test_unknown_is_a_word_not_a_title(catalog: Catalog) -> None:
    """A bare unknown is nothing known; a quoted one is a text."""
    source = catalog.source["paper"]
    assert (source.title, source.publisher, source.author) == ("unknown", None, "An Author")
    assert source.published.period is None
    assert source.published.not_before == date(2025, 2, 26)


def test_parts_of_records(catalog: Catalog) -> None:
    """Lists, gates, stages, folded texts and derivations are read whole."""
    target = catalog.target["share-2030"]
    assert target.restated == ("paper/again", "other/claim")
    assert dict(target.gate) == {"behind": "warn"}
    assert target.further
    assert target.note is not None
    assert target.note.within("en") == "Two lines, one text."
    assert [stage.id for stage in catalog.indicator["park"].stages] == ["planned", "open"]
    derived = catalog.measurement["c"].derived
    assert derived is not None
    assert derived.from_ == ("a", "b")
    claim = catalog.source["paper"].claims[0]
    assert [str(claim.value), str(claim.of)] == ["200", "1000"]


@pytest.mark.parametrize(
    ("field", "line", "column"),
    [("", 22, 5), ("value", 26, 12), ("restated.1", 29, 29), ("gate.behind", 31, 20), ("note.en", 33, 11)],
)
def test_places(catalog: Catalog, field: str, line: int, column: int) -> None:
    """Each field, also one inside another, knows its line and column."""
    assert catalog.target["share-2030"].places[field] == Where("targets.yaml", line, column)


def test_places_of_absent_fields(catalog: Catalog) -> None:
    """A field that is not in the file has no place."""
    places = catalog.target["share-2030"].places
    for field in ("baseline", "restated.2", "restated.x", "value.x"):
        assert field not in places
    assert "value" in list(places)
    assert catalog.source["paper"].places["published.date"].line == 9
