"""The real catalog: no digit, comparator or qualifier of it can change without being noticed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hntrack.checks import check
from hntrack.errors import Problem
from hntrack.model.catalog import Catalog
from hntrack.model.codes import COMPARATORS, QUALIFIERS
from hntrack.store.folder import Folder
from hntrack.store.read import Loaded, load

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    ROOT / "data" / "targets.yaml",
    ROOT / "data" / "measurements.yaml",
    *sorted((ROOT / "seeds").glob("*.yaml")),
)
TEXTS = {file: file.read_text(encoding="utf-8") for file in FILES}
FIGURES = ("as_printed", "value", "value_high", "of")
WORDS = {"comparator": COMPARATORS, "qualifier": QUALIFIERS}
_LINE = re.compile(r"(?P<before> *(?:- )?(?P<field>[a-z_]+): *)(?P<text>\S.*)")


@dataclass(frozen=True)
class Change:
    """One line of one file, written otherwise."""

    file: Path
    line: int
    new: str

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}: {self.new.strip()}"


def _changes(file: Path) -> Iterator[Change]:
    for number, line in enumerate(TEXTS[file].split("\n"), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        field, before, text = match["field"], match["before"], match["text"]
        if field in FIGURES:
            for at, character in enumerate(text):
                if character in "0123456789":
                    other = (int(character) + 1) % 10
                    yield Change(file, number, f"{before}{text[:at]}{other}{text[at + 1 :]}")
        for word in WORDS.get(field, ()):
            if word != text:
                yield Change(file, number, f"{before}{word}")


def _unqualified(file: Path) -> Iterator[Change]:
    """Claims that nothing qualifies, called *about*."""
    line = 1
    for record in re.split(r"(?m)^(?=  - id: )", TEXTS[file]):
        match = re.search(r"(?m)^    value: .*$", record)
        if match is not None and "    qualifier: " not in record:
            at = line + record.count("\n", 0, match.start())
            yield Change(file, at, f"{match[0]}\n    qualifier: about")
        line += record.count("\n")


CHANGES = tuple(change for file in FILES for change in _changes(file))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the catalog, which each change leaves as it found it."""
    folder = tmp_path_factory.mktemp("catalog")
    (folder / "data").mkdir()
    (folder / "seeds").mkdir()
    return Copy(folder, _load(ROOT / "data", ROOT / "seeds"))


@dataclass(frozen=True)
class Copy:
    """A folder for the one file that is changed, and the rest of the catalog as it was read."""

    folder: Path
    whole: Loaded

    def problems_with(self, change: Change) -> tuple[Problem, ...]:
        """Read the changed file alone, put it into the catalog, and check all of it."""
        lines = TEXTS[change.file].split("\n")
        lines[change.line - 1] = change.new
        data, seeds = self.folder / "data", self.folder / "seeds"
        for name, text in STUBS.items():
            (data / name).write_text(text, encoding="utf-8")
        changed = self.folder / change.file.relative_to(ROOT)
        changed.write_text("\n".join(lines), encoding="utf-8")
        loaded = _load(data, seeds)
        if changed.parent == seeds:
            changed.unlink()
        catalog = self._put_in(loaded, change.file.stem)
        return (*loaded.problems, *check(catalog, loaded.damaged))

    def _put_in(self, loaded: Loaded, stem: str) -> Catalog:
        whole, read = self.whole.catalog, loaded.catalog
        assert whole is not None
        assert read is not None
        if stem == "targets":
            return replace(read, measurements=whole.measurements, sources=whole.sources)
        if stem == "measurements":
            return replace(whole, measurements=read.measurements)
        sources = {one.id: one for one in (*whole.sources, *read.sources)}
        return replace(whole, sources=tuple(sources.values()))


STUBS = {
    "targets.yaml": "format: 1\ncatalog:\n  id: stub\n  title: {vi: Tạm, en: Stub}\n",
    "measurements.yaml": "format: 1\nmeasurements: []\n",
}


def _load(data: Path, seeds: Path) -> Loaded:
    return load(Folder(data, seeds, label=lambda path: path.name))


def _names(found: Problem, change: Change) -> bool:
    """Whether a problem stands within a line of the change, or names the changed line as what it clashes with."""
    if found.severity != "error" or not found.where.file or not found.where.line:
        return False
    near = found.where.file == change.file.name and abs(found.where.line - change.line) <= 1
    return near or f"{change.file.name}:{change.line}:" in found.message.en


def test_the_real_catalog_is_clean(copy: Copy) -> None:
    """The catalog we ship has no problem, not even a warning."""
    assert copy.whole.catalog is not None
    found = (*copy.whole.problems, *check(copy.whole.catalog))
    assert [f"{one.where} {one.message.en}" for one in found] == []


def test_enough_is_changed() -> None:
    """The walk below meets all kinds of figures in all files."""
    assert len(CHANGES) > 300
    assert {change.file for change in CHANGES} == set(FILES)


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_digit_and_comparator_counts(file: Path, copy: Copy) -> None:
    """Another digit or comparator anywhere is an error that names the place."""
    assert _unseen((change for change in CHANGES if change.file == file), copy) == []


def test_every_unqualified_value_counts(copy: Copy) -> None:
    """Calling an exact value *about* is an error that names the place."""
    changes = list(_unqualified(ROOT / "data" / "measurements.yaml"))
    assert len(changes) > 5
    assert _unseen(changes, copy) == []


def _unseen(changes: Iterable[Change], copy: Copy) -> list[str]:
    return [str(one) for one in changes if not any(_names(found, one) for found in copy.problems_with(one))]
