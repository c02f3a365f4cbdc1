"""A small catalog about a town that does not exist, on disk and in memory, for tests of importing and exporting."""

from __future__ import annotations

from pathlib import Path

from hntrack.model.catalog import Catalog
from hntrack.store.folder import Folder
from hntrack.store.read import load

TARGETS = """\
format: 1
catalog:
  id: riverton
  title: {vi: Thị trấn Ví Dụ, en: Riverton}
goals:
  - {id: growth, title: {vi: Tăng trưởng, en: Growth}}
areas:
  - {id: riverton, title: {vi: Ví Dụ, en: Riverton}}
units:
  - {id: firms, title: {vi: doanh nghiệp, en: firms}}
indicators:
  - {id: firms, goal: growth, area: riverton, title: {vi: Số doanh nghiệp, en: Firms}, measure: count, unit: firms, direction: increase}
  - {id: share, goal: growth, area: riverton, title: {vi: Tỷ lệ, en: Share}, measure: share, unit: percent, direction: increase, limit: 100}
  - {id: budget, goal: growth, area: riverton, title: {vi: Ngân sách, en: Budget}, measure: amount, unit: vnd, scale: billion, direction: increase}
  - {id: rank, goal: growth, area: riverton, title: {vi: Thứ hạng, en: Rank}, measure: rank, unit: rank, direction: decrease}
  - id: bridge
    goal: growth
    area: riverton
    title: {vi: Cây cầu, en: Bridge}
    measure: stage
    direction: increase
    stages:
      - {id: planned, title: {vi: Đã lập, en: Planned}}
      - {id: open, title: {vi: Thông xe, en: Open}}
targets:
  - {id: share-2030, indicator: share, milestone: 2030, comparator: more_than, value: 50, claim: plan/share-2030}
"""
MEASUREMENTS = """\
format: 1
measurements:
  # kept by hand
  - {id: share-2024, indicator: share, period: 2024, value: 24.5, claim: review/share-2024}
"""
_SOURCE = """\
format: 1
source:
  id: {id}
  title: A fictional document
  publisher: Riverton
  author: unknown
  language: en
  published: {{date: {day}, basis: printed}}
  original: {{file: {id}.txt, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}}
claims:
  - {{id: {claim}, kind: {kind}, line: 1, as_printed: {words}, reading: {{vi: Chữ của văn bản, en: What it says}}}}
"""
CITED = ("--url", "https://example.org/tables", "--title", "Fictional tables", "--published", "2026-02-01")
"""Options that give every row its provenance."""


def make_catalog(folder: Path) -> Folder:
    """Write the catalog into a folder that has none yet."""
    data, seeds = folder / "data", folder / "seeds"
    data.mkdir(parents=True)
    seeds.mkdir()
    (data / "targets.yaml").write_text(TARGETS, "utf-8")
    (data / "measurements.yaml").write_text(MEASUREMENTS, "utf-8")
    plan = {
        "id": "plan",
        "day": "2022-01-01",
        "claim": "share-2030",
        "kind": "target",
        "words": "more than 50%",
    }
    review = {
        "id": "review",
        "day": "2025-01-15",
        "claim": "share-2024",
        "kind": "measurement",
        "words": "24.5%",
    }
    for one in (plan, review):
        (seeds / f"{one['id']}.yaml").write_text(_SOURCE.format(**one), "utf-8")
    return Folder(data, seeds, lambda path: path.name)


def read_catalog(folder: Folder) -> Catalog:
    """Read it; any problem fails the test."""
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.catalog is not None
    return loaded.catalog
