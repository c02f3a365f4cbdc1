r"""Catalogs with one fault each: a small sound catalog (tests/examples/base) and what a case changes in it.

``tests/examples/invalid/<code>.yaml`` is a list of cases::

    - wrong: There is no such area.
      change:
        - in: data/targets.yaml
          replace: "area: here"      # stands exactly once in the file; without it, `by` is the whole file
          by: "area: there"
      expect:
        - area-unknown data/targets.yaml:13

A file of several codes (``series.yaml``) says of each case its ``code``.  ``SHA256(data/rows.csv)`` stands for the hash of a
file of the case.  With ``bytes: true`` a change may hold ``\xNN`` for the byte NN.  A few cases stand as whole folders in
``tests/examples/folders``, to be run as they are.  ``python -m support.invalid_examples CODE-01 FOLDER`` (in tests/)
lays out any case.
"""

from __future__ import annotations

import atexit
import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import mkdtemp
from types import ModuleType
from typing import Any

import yaml

import hntrack.checks
import hntrack.store
from hntrack.checks import check
from hntrack.errors import Problem, declared
from hntrack.store.folder import Folder
from hntrack.store.read import Loaded, load

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
BASE = EXAMPLES / "base"
INVALID = EXAMPLES / "invalid"
FOLDERS = EXAMPLES / "folders"
MODULES: tuple[ModuleType, ...] = tuple(
    import_module(f"{room.__name__}.{module.name}")
    for room in (hntrack.store, hntrack.checks)
    for module in iter_modules(room.__path__)
)
"""All modules that may declare codes: loaded, so that none is missing."""
READING = declared("reading")
CATALOG = declared("checking")
ORIGINALS = declared("verifying")
MESSAGES = {**READING, **CATALOG, **ORIGINALS}
_HASH = re.compile(rb"SHA256\(([a-z/.-]+)\)")
MADE_BY_TESTS = frozenset(
    {
        "file-too-large",
        "yaml-too-many-nodes",
        "too-many-sources",
        "half-character",
        "series-rows",
        "series-too-many",
    }
)
"""Faults of size and of one parser: the tests of the store make them, for they would be large or odd files."""


@dataclass(frozen=True)
class Case:
    """A catalog with a fault.

    Attributes:
        name: The code that it is an example of, and a number: ``area-unknown-01``.
        wrong: What is wrong, in words.
        files: Path within the catalog → content.
        expected: File, line and code of each problem that must be found, in order.
    """

    name: str
    wrong: str
    files: dict[str, bytes]
    expected: tuple[tuple[str, int, str], ...]

    @property
    def code(self) -> str:
        """The code that this is an example of."""
        return self.name.rpartition("-")[0]

    def lay_out(self, folder: Path) -> Path:
        """Write the catalog's files; gives the folder."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder


def named(code: str) -> tuple[Case, ...]:
    """Give the cases of a code."""
    return tuple(case for case in cases() if case.code == code)


@cache
def cases() -> tuple[Case, ...]:
    """Give all cases, in the order of their names."""
    found = [case for path in sorted(INVALID.glob("*.yaml")) for case in _of_code(path)]
    found += [_of_folder(path) for path in sorted(FOLDERS.iterdir())]
    return tuple(sorted(found, key=lambda case: case.name))


@cache
def folder_of(case_name: str) -> Path:
    """Lay a case out in a temporary folder, once a run; do not change it."""
    (case,) = [case for case in cases() if case.name == case_name]
    return case.lay_out(_temporary() / case_name)


@cache
def _temporary() -> Path:
    folder = Path(mkdtemp(prefix="hntrack-examples-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def base() -> dict[str, bytes]:
    """Give the files of the sound catalog."""
    return {path.relative_to(BASE).as_posix(): path.read_bytes() for path in sorted(BASE.glob("*/*.yaml"))}


@cache
def loaded(folder: Path) -> Loaded:
    """Read a case that was laid out; its files are named from its folder on."""
    return load(Folder(folder / "data", folder / "seeds", lambda path: path.relative_to(folder).as_posix()))


@cache
def problems(case_name: str) -> tuple[Problem, ...]:
    """Give what is wrong with a case: what reading finds and, where its code is one of the checks, what they find."""
    read = loaded(folder_of(case_name))
    if read.catalog is None or case_name.rpartition("-")[0] in READING:
        return read.problems
    return (*read.problems, *read.with_excerpts(check(read.catalog, read.damaged)))


def _of_code(path: Path) -> list[Case]:
    listed = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    numbers: Counter[str] = Counter()
    made = []
    for entry in listed:
        code = entry.get("code", path.stem)  # a file of several codes says of each case which it is of
        numbers[code] += 1
        made.append(_made(f"{code}-{numbers[code]:02}", entry))
    return made


def _made(name: str, entry: dict[str, Any]) -> Case:
    files = dict(base())
    for change in entry["change"]:
        try:
            files[change["in"]] = _changed(files.get(change["in"]), change)
        except ValueError as error:
            raise ValueError(f"tests/examples/invalid, {name}: {error}") from error
    for path, content in files.items():
        files[path] = _HASH.sub(lambda found: sha256(files[found[1].decode()]).hexdigest().encode(), content)
    return Case(name, entry["wrong"], files, _expected(entry["expect"]))


def _changed(content: bytes | None, change: dict[str, Any]) -> bytes:
    by = _bytes(change["by"], change)
    if "replace" not in change:
        return by
    old = _bytes(change["replace"], change)
    times = 0 if content is None else content.count(old)
    if content is None or times != 1:
        raise ValueError(f"{change['replace']!r} stands {times} times in {change['in']}, not once")
    return content.replace(old, by)


def _bytes(text: str, change: dict[str, Any]) -> bytes:
    if not change.get("bytes"):
        return text.encode()
    return re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode())


def _expected(lines: list[str]) -> tuple[tuple[str, int, str], ...]:
    found = []
    for line in lines:
        code, _, place = line.partition(" ")
        file, _, number = place.rpartition(":")
        found.append((file, int(number), code))
    return tuple(sorted(found))


def _of_folder(path: Path) -> Case:
    about = yaml.load((path / "expected.yaml").read_text("utf-8"), yaml.CSafeLoader)
    files = {
        file.relative_to(path).as_posix(): file.read_bytes()
        for top in ("data", "seeds")
        for file in sorted((path / top).iterdir())
    }
    return Case(path.name, about["wrong"], files, _expected(about["expect"]))


if __name__ == "__main__":
    (chosen,) = [case for case in cases() if case.name == sys.argv[1]]
    print(chosen.wrong, chosen.lay_out(Path(sys.argv[2])))  # noqa: T201  (a command)
