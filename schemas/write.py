"""Write the JSON Schemas of the data files beside this script: run it after a change to the table of fields."""  # noqa: INP001  (a script, not a package)

from __future__ import annotations

from pathlib import Path

from hntrack.store.file_schemas import FILES, schema_text

for name in FILES:
    (Path(__file__).parent / f"{name}.schema.json").write_text(schema_text(name), "utf-8")
