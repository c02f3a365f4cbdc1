"""The two inputs: where the files are, which column holds what, and their periods in SQL.

A day is the number ``yyyymmdd``; the last day of a month is written ``99``, so that the ends of years, quarters and
months need no calendar while millions of rows are read, and still stand in the order of time.  The length of a
period is a number of months; 0 is one day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import DataError, InputError, UsageError
from hntrack.text.messages import _
from hntrack.text.periods import parse_period

MEASUREMENT_COLUMNS = ("period", "value", "qualifier", "obs_status")
TYPED_COLUMNS = frozenset({"period", "value", "value_high", "milestone", "baseline", "promised"})
"""Columns that hold numbers and times; what stands in any other is a text, however much ``01`` looks like a number."""
_ENDINGS = (".parquet", ".csv", ".tsv", ".csv.gz")


class Files(NamedTuple):
    """Files of one shape, read as one table.

    Attributes:
        paths: The files, in the order in which rows are counted.
        form: ``parquet`` or ``csv``.
        columns: Column → type, as DuckDB reads them.
        hive: The folders' names hold columns (``area=1/year=2024/``).
        partitions: Those columns.
        texts: Columns whose type nobody declared (of a CSV, and names of folders), apart from hntrack's own words.
    """

    paths: tuple[str, ...]
    form: str
    columns: Mapping[str, str]
    hive: bool = False
    partitions: tuple[str, ...] = ()
    texts: frozenset[str] = frozenset()

    @property
    def first_row(self) -> int:
        """The number of the first row of values: as a sheet counts, where the headings are row 1 of a CSV."""
        return 2 if self.form == "csv" else 1

    def like(self, other: Files) -> Files:
        """Give the texts that the other table declares a type for that type, so that equal keys are equal."""
        declared = {
            name: kind
            for name, kind in other.columns.items()
            if name in self.texts and name not in other.texts
        }
        return self._replace(columns={**self.columns, **declared})


def locate(given: str) -> tuple[tuple[str, ...], str, bool]:
    """Say what a path stands for: one file, a glob, or a folder with everything in it.

    Returns:
        The paths, their form, and whether the folders are Hive partitions.

    Raises:
        InputError: There is no such file, or a folder holds no table or tables of two forms.
        UsageError: The name ends in no form that is read.
    """
    if Path(given).is_dir():
        return _locate_within(Path(given))
    ending = _ending(given)
    if ending is None:
        raise UsageError(
            _("{given}: neither a Parquet nor a CSV file.", given=given),
            _("Its name ends in {endings}.", endings=", ".join(_ENDINGS)),
        )
    if Path(given).is_file():
        return (as_itself(given),), _form(ending), "=" in given
    if not any(mark in given for mark in "*?["):
        raise InputError(_("There is no file {given}.", given=given))
    return (given,), _form(ending), "=" in given


def as_itself(path: str) -> str:
    """Write a path so that a glob stands for it alone: also a name may hold what a glob is made of."""
    return re.sub(r"[*?[]", r"[\g<0>]", path)


def _locate_within(folder: Path) -> tuple[tuple[str, ...], str, bool]:
    """Say what a folder stands for, all of whose tables have one form."""
    endings = {_ending(one.name) for one in folder.rglob("*") if one.is_file()} - {None}
    if len(endings) != 1:
        found = ", ".join(sorted(filter(None, endings))) or "—"
        raise InputError(
            _(
                "The folder {given} must hold tables of one form ({allowed}); it holds: {found}.",
                given=folder,
                allowed=", ".join(_ENDINGS),
                found=found,
            )
        )
    common = endings.pop() or ""
    hive = any("=" in table.parent.name for table in folder.rglob(f"*{common}"))
    return (str(Path(as_itself(str(folder))) / "**" / f"*{common}"),), _form(common), hive


def _ending(name: str) -> str | None:
    lower = name.lower()
    return next((ending for ending in _ENDINGS if lower.endswith(ending)), None)


def _form(ending: str) -> str:
    return "parquet" if ending == ".parquet" else "csv"


def choose_keys(
    measurements: Files, targets: Files, wanted: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Decide which columns tell series apart, and which of them a target names; all that are not our words if unnamed.

    A target that does not name every key is a promise for each of the series (one target for all communes).

    Raises:
        UsageError: A column is missing, or the two tables have no key in common.
    """
    keys = tuple(wanted) or tuple(name for name in measurements.columns if name not in MEASUREMENT_COLUMNS)
    for name in (*keys, "period", "value"):
        _demand(name, measurements, "measurements")
    for name in ("milestone", "comparator", "value"):
        _demand(name, targets, "targets")
    of_target = tuple(name for name in keys if name in targets.columns)
    if not of_target:
        raise UsageError(
            _("The table of targets has none of the columns: {keys}.", keys=", ".join(keys)),
            _("Give the columns the same names in both tables."),
        )
    return keys, of_target


def _demand(name: str, files: Files, table: str) -> None:
    if name in files.columns:
        return
    listed = ", ".join(files.columns)
    raise UsageError(
        _("The table of {table} has no column '{name}'.", table=table, name=name),
        _("Its columns: {listed}. Call the one that is meant {name}.", listed=listed, name=name),
    )


MONTH_END = 99


class Form(NamedTuple):
    """One way in which a period is written.

    Attributes:
        test: SQL that tells the form, of the column ``{p}``.
        begin, end: SQL for the first and the last day.
        length: SQL for the length in months.
    """

    test: str
    begin: str
    end: str
    length: str


def _year(at: int) -> str:
    return f"CAST(substr({{p}}, {at}, 4) AS INTEGER)"


_MONTH = "CAST(substr({p}, 6, 2) AS INTEGER)"
_PART = "CAST(substr({p}, 7, 1) AS INTEGER)"
FORMS: MappingProxyType[str, Form] = MappingProxyType(
    {
        "year": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}')",
            f"{_year(1)} * 10000 + 101",
            f"{_year(1)} * 10000 + 1299",
            "12",
        ),
        "month": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}-(0[1-9]|1[0-2])')",
            f"{_year(1)} * 10000 + {_MONTH} * 100 + 1",
            f"{_year(1)} * 10000 + {_MONTH} * 100 + 99",
            "1",
        ),
        "quarter": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}-Q[1-4]')",
            f"{_year(1)} * 10000 + ({_PART} * 3 - 2) * 100 + 1",
            f"{_year(1)} * 10000 + {_PART} * 300 + 99",
            "3",
        ),
        "half": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}-H[12]')",
            f"{_year(1)} * 10000 + ({_PART} * 6 - 5) * 100 + 1",
            f"{_year(1)} * 10000 + {_PART} * 600 + 99",
            "6",
        ),
        "years": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}/[12][0-9]{{3}}')",
            f"{_year(1)} * 10000 + 101",
            f"{_year(6)} * 10000 + 1299",
            f"({_year(6)} - {_year(1)} + 1) * 12",
        ),
        "day": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}-[01][0-9]-[0-3][0-9]')",
            f"{_year(1)} * 10000 + {_MONTH} * 100 + CAST(substr({{p}}, 9, 2) AS INTEGER)",
            f"{_year(1)} * 10000 + {_MONTH} * 100 + CASE WHEN last_day(CAST({{p}} AS DATE)) = CAST({{p}} AS DATE)"
            f" THEN {MONTH_END} ELSE CAST(substr({{p}}, 9, 2) AS INTEGER) END",
            "0",
        ),
    }
)
WHOLE_YEAR = Form("", "{p} * 10000 + 101", "{p} * 10000 + 1299", "12")
"""A column of whole numbers holds years."""


def read_part(period: str, part: str) -> int:
    """Give one part of a period as SQL would: ``begin`` and ``end`` as a day's number, ``length`` in months.

    Raises:
        ValueError: The period cannot be read.
    """
    read = parse_period(period)
    if part == "begin":
        return read.start.year * 10000 + read.start.month * 100 + read.start.day
    last = read.end
    if part == "end":
        ends_a_month = (last + timedelta(days=1)).day == 1
        return last.year * 10000 + last.month * 100 + (MONTH_END if ends_a_month else last.day)
    if read.start == last:
        return 0
    return (last.year - read.start.year) * 12 + last.month - read.start.month + 1


def tell_forms(column: str) -> str:
    """Give SQL that names the form of a period; NULL where it is none."""
    cases = " ".join(f"WHEN {form.test.format(p=column)} THEN '{name}'" for name, form in FORMS.items())
    return f"CASE {cases} END"


def choose(column: str, found: list[str], part: str) -> str:
    """Give SQL for one part (``begin``, ``end``, ``length``) of the periods in a column, read as text.

    With one form alone nothing is decided row by row.
    """
    if len(found) == 1:
        return f"({getattr(FORMS[found[0]], part).format(p=column)})"
    cases = " ".join(
        f"WHEN {FORMS[name].test.format(p=column)} THEN {getattr(FORMS[name], part).format(p=column)}"
        for name in found
    )
    return f"(CASE {cases} END)"


def refuse_forms(column: str, examples: list[tuple[str, int]]) -> DataError:
    """Say which periods cannot be read."""
    listed = ", ".join(f"“{text}” ({count})" for text, count in examples)
    message = _(
        "Periods that cannot be read in {column}: {listed}. Write them like 2025, 2025-06, 2025-Q2, "
        "2025-H1, 2025-06-30 or 2021/2025.",
        column=column,
        listed=listed,
    )
    return DataError((), message)
