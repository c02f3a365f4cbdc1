"""The formats that can be imported: one literal table, and how to tell a file's format."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import InputError
from hntrack.exchange.mapping import Map, Split, Wide, split_names
from hntrack.exchange.table import Grid, Line, Table
from hntrack.exchange.tabled import must_have, shaped, tabled
from hntrack.text.messages import _


class Format(NamedTuple):
    """A format that can be imported.

    Attributes:
        module, function: What opens a file as a grid or as a table; imported only when the format is asked for.
        told_by: For docs/exchange.md: what it is told by, besides its suffixes.
        ready: For docs/exchange.md: what needs no mapping.
        suffixes: How the names of such files end.
    """

    module: str
    function: str
    told_by: str
    ready: str
    suffixes: tuple[str, ...] = ()


_OURS = "our own headings; the sheet `measurements`, or the only one"
FORMATS: MappingProxyType[str, Format] = MappingProxyType(
    {
        "csv": Format(
            "hntrack.exchange.csv_tables",
            "open_csv",
            "comma, semicolon, tab or bar between its cells",
            "our own headings (below), so what `hntrack export` writes; Eurostat's TSV (`unit,geo\\TIME_PERIOD`, cells "
            "like `12.3 bp`)",
            (".csv", ".txt"),
        ),
        "tsv": Format("hntrack.exchange.csv_tables", "open_csv", "", "as `csv`", (".tsv", ".tab")),
        "xlsx": Format(
            "hntrack.exchange.spreadsheets", "open_xlsx", "needs the extra `excel`", _OURS, (".xlsx", ".xlsm")
        ),
        "xls": Format(
            "hntrack.exchange.spreadsheets", "open_xls", "needs the extra `excel`", _OURS, (".xls",)
        ),
        "ods": Format("hntrack.exchange.spreadsheets", "open_ods", "", _OURS, (".ods",)),
        "json-stat": Format(
            "hntrack.exchange.json_stat",
            "open_json_stat",
            "JSON-stat 2 or 1, a dataset or a bundle or collection of them, as PX-Web writes it",
            "time, value, status, unit, title, publisher and date; name the indicator with `--indicator` or a mapping",
            (".json",),
        ),
        "px": Format(
            "hntrack.exchange.px_in",
            "open_px",
            "PC-Axis, PX-Web",
            "time, value, unit, title, publisher and date",
            (".px",),
        ),
        "open-sdg": Format(
            "hntrack.exchange.csv_tables",
            "open_csv",
            "headings `Year` … `Value`",
            "the headline rows, units and multipliers; the indicator is the file's name (`indicator_share.csv`)",
        ),
        "sdmx-csv": Format(
            "hntrack.exchange.csv_tables",
            "open_csv",
            "headings `TIME_PERIOD` (or `time`) and `OBS_VALUE`, in capitals or not: SDMX-CSV 1 and 2, OECD, ILOSTAT, "
            "Eurostat",
            "the dimension `INDICATOR`, status, `UNIT_MEASURE`, `UNIT_MULT`",
        ),
        "sdmx-ml": Format(
            "hntrack.exchange.sdmx",
            "open_sdmx_ml",
            "SDMX-ML 2.0, 2.1, 3.0, generic or structure-specific",
            "as `sdmx-csv`",
            (".xml",),
        ),
        "datapackage": Format(
            "hntrack.exchange.data_package",
            "open_package",
            "`datapackage.json`, or its folder",
            "our own headings; the resource `measurements`, or the only one; files beside it only; its `decimalChar`, "
            "`groupChar`, delimiter and missing values",
        ),
    }
)
_SUFFIXES = MappingProxyType({suffix: name for name, form in FORMATS.items() for suffix in form.suffixes})


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
    kind = form or _by_name(path, label)
    opener: Callable[[Path, str, Map, str], Table | Grid] = getattr(
        import_module(FORMATS[kind].module), FORMATS[kind].function
    )
    opened = opener(path, label, mapping, kind)
    if isinstance(opened, Table):
        return opened
    opened, mapping = _compound(opened, mapping)
    table = shaped(tabled(opened, mapping), path, mapping)
    must_have(table, form)
    return table


def _by_name(path: Path, label: str) -> str:
    if path.name == "datapackage.json":
        return "datapackage"
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        listed = ", ".join(FORMATS)
        raise InputError(
            _("The format of {label} is not known.", label=label),
            _("Name it with --from: {listed}.", listed=listed),
        )
    return found


def _compound(grid: Grid, mapping: Map) -> tuple[Grid, Map]:
    r"""Take Eurostat's shape for what it is: ``freq,unit,geo\\TIME_PERIOD`` over the keys, then a column a period."""
    first = list(islice(grid.lines, 1))
    grid = replace(grid, lines=chain(first, grid.lines))
    heading = first[0].cells[0].strip() if first and isinstance(first[0], Line) and first[0].cells else ""
    if "\\" not in heading or "," not in heading or mapping.split or mapping.wide:
        return grid, mapping
    split = Split(heading, ",", split_names(heading, ","))
    return grid, replace(mapping, split=(split,), wide=Wide(), flagged=True, header_row=None)
