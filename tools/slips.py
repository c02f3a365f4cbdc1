"""Change one digit in every year and day of a catalog, one at a time, and see which changes `check` notices.

Usage: ``python tools/slips.py [FOLDER]``: the folder that holds ``data`` and ``seeds``; the catalog of this project
where none is named.  Of each field: how many slips were noticed, and of how many; then each that was not.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hntrack.checks import check
from hntrack.store.folder import Folder
from hntrack.store.read import decode_contents

ROOT = Path(__file__).resolve().parents[1]
_DATE = re.compile(
    r"(?<![0-9.,])(?:19|20)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9]|[.,][0-9])"
    r"|(?<![0-9])[0-9]{1,2}/(?:[0-9]{1,2}/)?(?:19|20)[0-9]{2}"
)
_FIELD = re.compile(r" *(?:- )?(?P<name>[a-z_]+): *\S")
_NO_DATES = frozenset({"sha256", "file", "url", "value", "of", "line", "number"})


class Slip(NamedTuple):
    """A line of a file with one digit changed."""

    field: str
    path: Path
    line: int
    text: str


def slips(path: Path, text: str) -> Iterator[Slip]:
    """Give each change of one digit, to the next one, in the years and days of a file."""
    above = ""
    for number, line in enumerate(text.split("\n"), start=1):
        field = _FIELD.match(line)
        if field is None:
            above = line.strip().removeprefix("- ").removesuffix(":")
            continue
        name = above if field["name"] in ("vi", "en") else field["name"]
        if name in _NO_DATES:
            continue
        for date in _DATE.finditer(line, field.end() - 1):
            for at in range(*date.span()):
                if line[at].isdecimal():
                    changed = f"{line[:at]}{(int(line[at]) + 1) % 10}{line[at + 1 :]}"
                    yield Slip(name, path, number, changed)


def problems(folder: Folder, contents: dict[Path, bytes]) -> Counter[tuple[str, str]]:
    """Count what `check` says of a catalog, by code and file."""
    loaded = decode_contents(folder, contents)
    found = list(loaded.problems)
    if loaded.catalog is not None:
        found += check(loaded.catalog, loaded.damaged)
    return Counter((problem.code, problem.where.file) for problem in found)


def main(argv: list[str]) -> None:
    """Try every slip and print what was noticed."""
    root = Path(argv[1]) if len(argv) > 1 else ROOT
    folder = Folder(root / "data", root / "seeds", str)
    paths = [*sorted((root / "data").glob("*.yaml")), *sorted((root / "seeds").glob("*.yaml"))]
    contents = {path: path.read_bytes() for path in paths}
    known = problems(folder, contents)
    tried: Counter[str] = Counter()
    missed: list[Slip] = []
    for path in paths:
        text = contents[path].decode("utf-8")
        lines = text.split("\n")
        for slip in slips(path, text):
            tried[slip.field] += 1
            changed = "\n".join((*lines[: slip.line - 1], slip.text, *lines[slip.line :]))
            if not problems(folder, {**contents, path: changed.encode()}) - known:
                missed.append(slip)
    unseen = Counter(slip.field for slip in missed)
    for name, number in tried.most_common():
        print(f"{name:12} {number - unseen[name]} of {number}")
    print(f"in all: {tried.total() - len(missed)} of {tried.total()}")
    for slip in missed:
        print(f"  {slip.path.name}:{slip.line}: {slip.text.strip()[:150]}")


if __name__ == "__main__":
    main(sys.argv)
