"""The formats that can be imported: one literal table, and how to tell a file's format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from hntrack.errors import InputError, Problem, Where
from hntrack.exchange.csv_in import open_csv
from hntrack.exchange.mapping import FIELDS, Field, Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import Row, Table, broken
from hntrack.text.messages import _

FORMATS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "csv": ("hntrack.exchange.csv_in", "open_csv"),
        "tsv": ("hntrack.exchange.csv_in", "open_csv"),
        "xlsx": ("hntrack.exchange.xlsx_in", "open_xlsx"),
        "json-stat": ("hntrack.exchange.jsonstat_in", "open_json_stat"),
        "open-sdg": ("hntrack.exchange.formats", "open_sdg"),
        "sdmx-csv": ("hntrack.exchange.formats", "open_sdmx"),
        "datapackage": ("hntrack.exchange.package_in", "open_package"),
    }
)
"""Name → module and function that open it; a module is imported only when its format is."""

SDMX_STATUSES = MappingProxyType(
    {"": "final", "A": "final", "P": "provisional", "E": "estimated", "B": "break"}
)
"""SDMX's CL_OBS_STATUS, as far as a code of it says the same as one of ours; others need ``words``."""

_SDMX_KEYS = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID")
_SDMX_ADDS = ("", "I", "A")
# Columns of Open SDG that part no series: https://open-sdg.readthedocs.io/en/latest/data-format/.
_SDG_PLAIN = frozenset(
    (
        "Year",
        "Value",
        "Units",
        "Unit measure",
        "Unit multiplier",
        "Observation status",
        "TIME_DETAIL",
        "COMMENT_OBS",
    )
)


def open_table(path: Path, label: str, mapping: Map, form: str | None = None) -> Table:
    """Open a file as a table.

    Args:
        path: The file, or the folder of a data package.
        label: How messages name it.
        mapping: What the mapping file says.
        form: Key of :data:`FORMATS`; ``None`` to tell it by name and headings.

    Raises:
        InputError: It cannot be opened.
        DataError: It cannot be used.
    """
    if os.path.isdir(path):  # noqa: PTH112  (a name that is too long is no folder, and no error here)
        path, label, form = path / "datapackage.json", f"{label}/datapackage.json", form or "datapackage"
    form = form or _by_name(path, label)
    if form == "csv":
        return _by_heading(open_csv(path, label, mapping), path)
    module, function = FORMATS[form]
    opener: Callable[[Path, str, Map, str], Table] = getattr(import_module(module), function)
    table = opener(path, label, mapping, form)
    return own_headings(table) if form in ("tsv", "xlsx") else table


def _by_name(path: Path, label: str) -> str:
    suffix = path.suffix.lower()
    if path.name == "datapackage.json":
        return "datapackage"
    found = {
        ".csv": "csv",
        ".txt": "csv",
        ".tsv": "tsv",
        ".tab": "tsv",
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
        ".json": "json-stat",
    }
    if suffix not in found:
        listed = ", ".join(FORMATS)
        raise InputError(
            _("The format of {label} is not known.", label=label),
            _("Name it with --from: {listed}.", listed=listed),
        )
    return found[suffix]


def _by_heading(table: Table, path: Path) -> Table:
    bare = _without_labels(table)
    if "OBS_VALUE" in bare.columns and "TIME_PERIOD" in bare.columns and bare.columns[0] in _SDMX_KEYS:
        return _sdmx(bare)
    if table.columns[0] == "Year" and table.columns[-1] == "Value":
        return _sdg(table, path)
    return own_headings(table)


def own_headings(table: Table) -> Table:
    """Let columns that have our own names be what they say, where the file has at least the two that matter."""
    own = {name: Field(column=name) for name in FIELDS if name in table.columns}
    if "indicator" in own and "period" in own and ("value" in own or "stage" in own or "withdraws" in own):
        return replace(table, fields=MappingProxyType({**own, **table.fields}))
    return table


def open_sdmx(path: Path, label: str, mapping: Map, form: str = "sdmx-csv") -> Table:
    """Open SDMX-CSV 1.0 (``DATAFLOW`` first) or 2.0 (``STRUCTURE`` first).

    Raises:
        DataError: It has no ``OBS_VALUE`` or ``TIME_PERIOD``.
    """
    bare = _without_labels(open_csv(path, label, mapping, form))
    for name in ("TIME_PERIOD", "OBS_VALUE"):
        if name not in bare.columns:
            raise broken(
                refusal("import-not-this-format", Where(label, 1), form="SDMX-CSV", cause=f"no {name}")
            )
    return _sdmx(bare)


def _sdmx(table: Table) -> Table:
    fields = {"period": Field(column="TIME_PERIOD"), "value": Field(column="OBS_VALUE")}
    if "OBS_STATUS" in table.columns:
        fields["obs_status"] = Field(column="OBS_STATUS", words=SDMX_STATUSES)
    if "INDICATOR" in table.columns:
        fields["indicator"] = Field(column="INDICATOR")
    if "ACTION" in table.columns:
        table = replace(table, rows=_only_adding(table))
    return replace(table, form="sdmx-csv", exact=True, fields=MappingProxyType(fields))


def _only_adding(table: Table) -> Iterator[Row | Problem]:
    at = table.columns.index("ACTION")
    for row in table.rows:
        if isinstance(row, Row) and row.cells[at].strip() not in _SDMX_ADDS:
            yield refusal("import-deletes", row.where, action=row.cells[at])
        else:
            yield row


def _without_labels(table: Table) -> Table:
    """Undo SDMX-CSV's ``labels=both``: ``FREQ: Frequency`` over ``A: Annual`` becomes ``FREQ`` over ``A``."""
    both = [":" in column for column in table.columns]
    if not any(both) or table.columns[0].partition(":")[0] not in _SDMX_KEYS:
        return table
    columns = tuple(column.partition(":")[0].strip() for column in table.columns)

    def rows() -> Iterator[Row | Problem]:
        for row in table.rows:
            if isinstance(row, Row):
                cells = (
                    c.partition(":")[0].strip() if b else c for c, b in zip(row.cells, both, strict=True)
                )
                yield Row(row.where, tuple(cells))
            else:
                yield row

    return replace(table, columns=columns, rows=rows())


def open_sdg(path: Path, label: str, mapping: Map, form: str = "open-sdg") -> Table:
    """Open a data file of an Open SDG site: ``Year``, columns that part the series, ``Value``.

    Raises:
        DataError: It has no such columns.
    """
    table = open_csv(path, label, mapping, form)
    if table.columns[0] != "Year" or table.columns[-1] != "Value":
        cause = "Year … Value"
        raise broken(refusal("import-not-this-format", Where(label, 1), form="Open SDG", cause=cause))
    return _sdg(table, path)


def _sdg(table: Table, path: Path) -> Table:
    """The headline only, where no mapping chooses: rows whose parting columns are all empty."""
    fields = {"value": Field(column="Value"), "period": Field(column="Year")}
    if "TIME_DETAIL" in table.columns:
        fields["period"] = Field(column="TIME_DETAIL")
    if "Observation status" in table.columns:
        fields["obs_status"] = Field(column="Observation status", words=SDMX_STATUSES)
    name = path.stem.removeprefix("indicator_")
    fields["indicator"] = Field(constant=name)
    parting = tuple(i for i, column in enumerate(table.columns) if column not in _SDG_PLAIN)
    return replace(table, form="open-sdg", exact=True, fields=MappingProxyType(fields), parting=parting)
