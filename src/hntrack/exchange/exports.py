"""The formats that can be exported: one literal table."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from hntrack.exchange.content import Exported
from hntrack.report.view import Each, Json
from hntrack.text.messages import Message


class Document(NamedTuple):
    """A JSON object that is not written as text yet: whoever writes it keeps its numbers exact."""

    content: Mapping[str, Json | Each]


Files = Mapping[str, "bytes | Document"]
"""Path within the folder → content; a format of one file has the one path ``""``."""


class Format(NamedTuple):
    """A format.

    Attributes:
        module: Has ``export(made, table) -> Files``; imported only when the format is asked for.
        folder: It is a folder of files.
        binary: It is no text for a terminal.
        suffixes: How the name of such a file ends; of several formats with one, the first is meant.
    """

    module: str
    folder: bool = False
    binary: bool = False
    suffixes: tuple[str, ...] = ()


EXPORTS: MappingProxyType[str, Format] = MappingProxyType(
    {
        "csv": Format("hntrack.exchange.csv_tables", suffixes=(".csv",)),
        "json": Format("hntrack.exchange.json_out", suffixes=(".json",)),
        "xlsx": Format("hntrack.exchange.workbook_out", binary=True, suffixes=(".xlsx",)),
        "sqlite": Format("hntrack.exchange.sqlite_out", binary=True, suffixes=(".db", ".sqlite", ".sqlite3")),
        "datapackage": Format("hntrack.exchange.data_package", folder=True),
        "open-sdg": Format("hntrack.exchange.opensdg_out", folder=True),
        "sdmx-csv": Format("hntrack.exchange.sdmx", suffixes=(".csv",)),
        "json-stat": Format("hntrack.exchange.json_stat", suffixes=(".json",)),
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
    told = getattr(import_module(EXPORTS[form].module), "losses", None)
    return () if told is None else told(made)


def export(form: str, made: Exported, table: str) -> Files:
    """Write a catalog in a format.

    Args:
        form: Key of :data:`EXPORTS`.
        made: What to write.
        table: Of :data:`TABLES`, for formats that hold one table.

    Raises:
        InputError: A library that the format needs is not installed.
    """
    files: Files = import_module(EXPORTS[form].module).export(made, table)
    return files
