"""``hntrack schema``: the JSON Schema of each output and of each data file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from hntrack.cli.declare import argument
from hntrack.cli.language import say
from hntrack.cli.streams import write_out
from hntrack.errors.nearest import unknown
from hntrack.exchange.json_out import export_schema
from hntrack.render.json_text import dumps
from hntrack.report.schemas import Schema, drafts_schema, output_schema, outputs
from hntrack.store.file_schemas import FILES, schema_for

Name = Annotated[str | None, argument("Without a name: list them.", say("[NAME]"))]


def schema(name: Name = None) -> int:
    """Print one schema, or the names of all."""
    schemas = _schemas()
    if name is None:
        write_out("".join(f"{one}\n" for one in schemas))
    elif name in schemas:
        write_out(dumps(schemas[name]()) + "\n")
    else:
        raise unknown(name, schemas, "hntrack schema")
    return 0


def _schemas() -> dict[str, Callable[[], Schema]]:
    """Give what makes each schema: of the outputs that share an envelope, of the two others, of the files."""
    return {
        **{output: partial(output_schema, output) for output in outputs()},
        "extract": drafts_schema,
        "export": export_schema,
        **{f"file:{file}": partial(schema_for, file) for file in FILES},
    }
