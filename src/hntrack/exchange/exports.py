"""The formats that can be exported: one literal table."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from hntrack.exchange.content import Exported
from hntrack.report.view import Json


class Document(NamedTuple):
    """A JSON document that is not written as text yet: whoever writes it keeps its numbers exact."""

    content: Json


Files = Mapping[str, "bytes | Document"]
"""Path within the folder → content; a format of one file has the one path ``""``."""


class Format(NamedTuple):
    """A format.

    Attributes:
        module: Has ``export(made, table) -> Files``; imported only when the format is asked for.
        folder: It is a folder of files.
        binary: It is no text for a terminal.
    """

    module: str
    folder: bool = False
    binary: bool = False


EXPORTS: MappingProxyType[str, Format] = MappingProxyType(
    {
        "csv": Format("hntrack.exchange.csv_out"),
        "json": Format("hntrack.exchange.json_out"),
        "xlsx": Format("hntrack.exchange.xlsx_out", binary=True),
        "sqlite": Format("hntrack.exchange.sqlite_out", binary=True),
        "datapackage": Format("hntrack.exchange.package_out", folder=True),
        "open-sdg": Format("hntrack.exchange.opensdg_out", folder=True),
        "sdmx-csv": Format("hntrack.exchange.sdmx_out"),
        "json-stat": Format("hntrack.exchange.jsonstat_out"),
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
