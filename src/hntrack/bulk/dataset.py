"""The two inputs: where the files are, and which column holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hntrack.errors import InputError, UsageError
from hntrack.text.messages import _

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
    if not any(mark in given for mark in "*?[") and not Path(given).is_file():
        raise InputError(_("There is no file {given}.", given=given))
    return (given,), _form(ending), "=" in given


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
    return (str(folder / "**" / f"*{common}"),), _form(common), hive


def _ending(name: str) -> str | None:
    lower = name.lower()
    return next((ending for ending in _ENDINGS if lower.endswith(ending)), None)


def _form(ending: str) -> str:
    return "parquet" if ending == ".parquet" else "csv"


def choose_keys(
    measurements: Files, targets: Files, wanted: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Decide which columns tell series apart, and which of them a target names.

    A target that does not name every key is a promise for each of the series (one target for all communes).

    Args:
        measurements: The table of measurements.
        targets: The table of targets.
        wanted: The keys as the user named them; empty for every column that is not one of hntrack's own words.

    Returns:
        The keys of a series, and those of a target.

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
