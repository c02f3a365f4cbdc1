"""``hntrack schema``: the JSON Schema of each output and of each data file."""

from __future__ import annotations

from typing import Annotated

import typer

from hntrack.cli.bundle import flat
from hntrack.cli.language import say
from hntrack.cli.streams import write_out
from hntrack.errors.nearest import unknown
from hntrack.render.json_text import dumps
from hntrack.report.schemas import OUTPUTS, output_schema
from hntrack.store.schema import FILES, schema_for


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "schema",
        help=say(
            "JSON Schema của mỗi đầu ra và mỗi tệp dữ liệu.",
            "The JSON Schema of each output and each data file.",
        ),
    )(flat(schema))


Name = Annotated[
    str | None,
    typer.Argument(
        metavar=say("[TÊN]", "[NAME]"), help=say("Không có tên: liệt kê.", "Without a name: list them.")
    ),
]


def schema(name: Name = None) -> int:
    """Print one schema, or the names of all."""
    files = {f"file:{one}": one for one in FILES}
    if name is None:
        write_out("".join(f"{one}\n" for one in (*OUTPUTS, *files)))
        return 0
    if name in OUTPUTS:
        write_out(dumps(output_schema(name)) + "\n")
        return 0
    if name in files:
        write_out(dumps(schema_for(files[name])) + "\n")
        return 0
    raise unknown(name, [*OUTPUTS, *files], "hntrack schema")
