"""The series that a publisher judged by, where it has revised them since: rows as they stood then.

A verdict stays in a publisher's table when the series behind it is replaced.  Such a verdict can only be judged again
by the series of that time.  ``series_then.csv`` holds those that we found published, each with its source.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from conformance.cases import Row

_TABLE = Path(__file__).with_name("series_then.csv")
_POINTS = 6  # as many as the column ``last_six`` has


class Series(NamedTuple):
    """One series of an earlier day: the verdicts of which years it decided, and its values by year."""

    name: str
    first_year: int
    last_year: int
    values: dict[int, str]


def series_then() -> tuple[Series, ...]:
    """Read the table of earlier series."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Series(row["series"], int(row["first_year"]), int(row["last_year"]), _values(row["values"]))
            for row in csv.DictReader(file)
        )


def as_judged(row: Row, known: Iterable[Series]) -> Row:
    """Give a row with the series that its publisher judged by; the row itself where none is known."""
    name, _, year = row.get("case_id", "").rpartition("@")
    if not year.isdecimal():
        return row
    for series in known:
        if series.name == name and series.first_year <= int(year) <= series.last_year:
            points = [one for one in sorted(series.values) if one <= int(year)][-_POINTS:]
            return {**row, "last_six": json.dumps({str(one): series.values[one] for one in points})}
    return row


def _values(text: str) -> dict[int, str]:
    return {int(year): value for year, value in json.loads(text, parse_float=str, parse_int=str).items()}
