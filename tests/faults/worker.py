"""Run as a program: add measurements one by one, and say each id once it is acknowledged.

``worker.py how data name count``: how is ``store`` (the real one) or ``careless`` (reads, changes and rewrites the
file in place without a lock, as a script of ten minutes would).
"""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path

from hntrack.model.catalog import Catalog
from hntrack.model.records import Cited, Measurement
from hntrack.store.append import Recorder
from hntrack.store.folder import Folder
from hntrack.text.periods import parse_period


def measurement(name: str, number: int) -> Measurement:
    """Make the ``number``-th measurement of a writer."""
    return Measurement(
        id=f"added-{name}-{number}",
        indicator=("one", "two")[number % 2],
        period=parse_period("2026"),
        value=Decimal(number),
        cited=Cited(url="https://example.org/"),
        recorded="2026-11-22T09:00:00+07:00",
    )


def careless(path: Path, name: str, number: int) -> None:
    """Add a line the wrong way."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    one = measurement(name, number)
    lines.insert(-2, f"  - {{id: {one.id}, indicator: {one.indicator}, period: 2026, value: {one.value}}}\n")
    path.write_text("".join(lines), "utf-8")


def main(how: str, data: str, name: str, count: str) -> None:
    """Add and say."""
    folder = Folder(Path(data), Path(data).parent / "seeds")
    recorder = Recorder(folder, patience=1800)  # so that what hangs ends; no measure of speed
    for number in range(int(count)):

        def make(_: Catalog, number: int = number) -> tuple[Measurement]:
            return (measurement(name, number),)

        if how == "careless":
            careless(folder.measurements, name, number)
        else:
            recorder.append(make)
        os.write(1, f"added-{name}-{number}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
