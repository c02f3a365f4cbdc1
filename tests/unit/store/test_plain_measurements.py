"""Measurements read in a hurry are those that nodes give, place for place; what is doubtful is left to nodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from hntrack.store.folder import Contents, Folder, read_contents
from hntrack.store.read import decode_contents
from hntrack.store.yaml_lines import find_section, lines_of
from support.own_catalog import copy_of_example, copy_of_ours

ROOT = Path(__file__).resolve().parents[3]
HEAD = "format: 1\nmeasurements:\n"
PLAIN = """\
  - id: a-2019
    indicator: online-services
    period: 2019
    value: 30.5
    qualifier: about
    cited:
      url: https://example.org/a
      title: "A: b"
    published: 2020-03-01
"""
FLOW = "  - {id: b-2020, indicator: online-services, period: 2020-Q1, value: 31, cited: {url: 'https://example.org/b', title: B}, published: 2020-06-01, recorded: 2020-06-02T10:00:00+07:00}\n"
OTHER_ORDER = """\
  - indicator: online-services
    id: c-2021
    # A remark in between.
    period: 2021
    value: 32
    note: {vi: Ghi chú, en: A note}
    derived:
      rule: sum
      from: [a-2019, b-2020]
"""
TEXTS = {
    "plain": HEAD + PLAIN,
    "flow": HEAD + FLOW,
    "mixed": HEAD + PLAIN + FLOW + "\n  # A remark.\n\n" + OTHER_ORDER + PLAIN.replace("a-2019", "d-2019"),
    "no end of line": HEAD + PLAIN.removesuffix("\n"),
    "remarks": "# One.\n\nformat: 1\n# Two.\nmeasurements:\n\n# Three.\n" + PLAIN + "\n# Four.\n",
    "not indented": HEAD + PLAIN.replace("\n  ", "\n").removeprefix("  "),
    "carriage returns": (HEAD + PLAIN).replace("\n", "\r\n"),
    "fields swapped": HEAD + PLAIN.replace("    period: 2019\n    value: 30.5\n", "    value: 30.5\n    period: 2019\n"),
    "twice": HEAD + PLAIN.replace("    value", "    value: 30\n    value"),
    "unknown field": HEAD + PLAIN + "    colour: red\n",
    "deeper": HEAD + PLAIN + "      more: red\n",
    "two lines": HEAD + PLAIN.replace('"A: b"', "A\n        b"),
    "quoted number": HEAD + PLAIN.replace("30.5", '"30.5"'),
    "two readings": HEAD + PLAIN.replace("30.5", "30.500"),
    "no period": HEAD + PLAIN.replace("period: 2019", "period: 2019-13"),
    "null": HEAD + PLAIN.replace("30.5", "~"),
    "number for a title": HEAD + PLAIN.replace('"A: b"', "2019"),
    "no word": HEAD + PLAIN.replace("about", "perhaps"),
    "empty cited": HEAD + PLAIN.replace('      url: https://example.org/a\n      title: "A: b"\n', ""),
    "another list": HEAD + PLAIN + "others:\n" + PLAIN,
    "tab": HEAD + PLAIN.replace("30.5", "30.5\t"),
    "hidden": HEAD + PLAIN.replace("A: b", "A\u200bb"),
    "id of digits": HEAD + PLAIN.replace("a-2019", "2019"),
    "missing": HEAD + PLAIN.replace("    period: 2019\n", ""),
    "empty": "format: 1\nmeasurements:\n",
    "remark behind": HEAD + PLAIN.replace("30.5", "30.5  # about"),
    "long": HEAD + PLAIN.replace("A: b", "x" * 20_001),
}  # fmt: skip


def both(folder: Folder, contents: Contents) -> bool:
    """Compare the two ways; tell whether the hurried one was taken."""
    slow, quick = decode_contents(folder, contents), decode_contents(folder, contents, hurried=True)
    assert quick.problems == slow.problems
    assert quick.damaged == slow.damaged
    assert {name: faults.nodes for name, faults in quick.files.items()} == {
        name: faults.nodes for name, faults in slow.files.items()
    }
    if slow.catalog is not None and quick.catalog is not None:
        assert quick.catalog == slow.catalog
        for one, other in zip(slow.catalog.measurements, quick.catalog.measurements, strict=True):
            assert repr(other[:-1]) == repr(one[:-1])
            assert other.places.placed() == one.places.placed()  # type: ignore[attr-defined]
            assert dict(other.places) == dict(one.places)
    if quick.section is None:
        return False
    path = folder.measurements
    root = slow.roots.get(path)
    assert quick.section == find_section(root, "measurements", lines_of(contents[path]), "m")
    return True


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    copy_of_example(tmp_path)
    return Folder(tmp_path / "data", tmp_path / "seeds")


@pytest.mark.parametrize("name", TEXTS)
def test_both_ways_give_the_same(folder: Folder, name: str) -> None:
    """The same records, places, faults and lines to add to, however the file is written."""
    contents = read_contents(folder)
    taken = both(folder, {**contents, folder.measurements: TEXTS[name].encode()})
    if name in {"plain", "flow", "mixed", "no end of line", "remarks", "not indented", "fields swapped"}:
        assert taken


def test_our_catalogs_are_read_in_a_hurry(folder: Folder, tmp_path: Path) -> None:
    """Our own catalog and the example are written so."""
    assert both(folder, read_contents(folder))
    copy_of_ours(tmp_path / "ours")
    ours = Folder(tmp_path / "ours" / "data", tmp_path / "ours" / "seeds")
    assert both(ours, read_contents(ours))


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_examples(kind: str) -> None:
    """Every example, right or wrong, is read the same both ways."""
    for targets in sorted((ROOT / "tests" / "examples" / kind).glob("**/targets.yaml")):
        own = Folder(targets.parent, targets.parent.parent / "seeds")
        if own.measurements.exists():
            both(own, read_contents(own))
