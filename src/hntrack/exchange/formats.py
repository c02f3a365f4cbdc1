"""The formats that can be imported and exported, each declared once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from hntrack.exchange.content import Exported
from hntrack.report import Each, Json
from hntrack.text.messages import Message


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
            "hntrack.exchange.cube",
            "open_json_stat",
            "JSON-stat 2 or 1, a dataset or a bundle or collection of them, as PX-Web writes it",
            "time, value, status, unit, title, publisher and date; name the indicator with `--indicator` or a mapping",
            (".json",),
        ),
        "px": Format(
            "hntrack.exchange.cube",
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
            "hntrack.exchange.csv_tables",
            "open_package",
            "`datapackage.json`, or its folder",
            "our own headings; the resource `measurements`, or the only one; files beside it only; its `decimalChar`, "
            "`groupChar`, delimiter and missing values",
        ),
    }
)
SUFFIXES = MappingProxyType({suffix: name for name, form in FORMATS.items() for suffix in form.suffixes})


class Document(NamedTuple):
    """A JSON object that is not written as text yet: whoever writes it keeps its numbers exact."""

    content: Mapping[str, Json | Each]


Files = Mapping[str, "bytes | Document"]
"""Path within the folder → content; a format of one file has the one path ``""``."""


class Export(NamedTuple):
    """A format that can be exported.

    Attributes:
        module, function: What writes it, ``(made, table) -> Files``; imported only when the format is asked for.
        folder: It is a folder of files.
        binary: It is no text for a terminal.
        suffixes: How the name of such a file ends; of several formats with one, the first is meant.
        losses: What says in that module what the format has no place for, ``(made) -> messages``; empty where it has
            one for everything.
    """

    module: str
    function: str
    folder: bool = False
    binary: bool = False
    suffixes: tuple[str, ...] = ()
    losses: str = ""


EXPORTS: MappingProxyType[str, Export] = MappingProxyType(
    {
        "csv": Export("hntrack.exchange.csv_tables", "export_csv", suffixes=(".csv",)),
        "json": Export("hntrack.exchange.all_tables", "export_json", suffixes=(".json",)),
        "xlsx": Export(
            "hntrack.exchange.workbook_out",
            "export_workbook",
            binary=True,
            suffixes=(".xlsx",),
            losses="workbook_losses",
        ),
        "sqlite": Export(
            "hntrack.exchange.all_tables",
            "export_sqlite",
            binary=True,
            suffixes=(".db", ".sqlite", ".sqlite3"),
        ),
        "datapackage": Export("hntrack.exchange.csv_tables", "export_package", folder=True),
        "open-sdg": Export(
            "hntrack.exchange.csv_tables", "export_open_sdg", folder=True, losses="open_sdg_losses"
        ),
        "sdmx-csv": Export(
            "hntrack.exchange.sdmx", "export_sdmx_csv", suffixes=(".csv",), losses="sdmx_losses"
        ),
        "json-stat": Export(
            "hntrack.exchange.cube", "export_json_stat", suffixes=(".json",), losses="json_stat_losses"
        ),
    }
)
TABLES = (
    "measurements",
    "targets",
    "verdicts",
    "sources",
    "claims",
    "indicators",
    "stages",
    "goals",
    "areas",
    "units",
    "acts",
)


def losses(form: str, made: Exported) -> tuple[Message, ...]:
    """Say what a format has no place for, where it matters."""
    module, name = import_module(EXPORTS[form].module), EXPORTS[form].losses
    return getattr(module, name)(made) if name else ()


def export(form: str, made: Exported, table: str) -> Files:
    """Write a catalog in a format; ``table`` is for those that hold one table.

    Raises:
        InputError: A library that the format needs is not installed.
    """
    files: Files = getattr(import_module(EXPORTS[form].module), EXPORTS[form].function)(made, table)
    return files
