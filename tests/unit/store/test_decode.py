"""The JSON Schemas follow the table that reads the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from hntrack.store.decode import FILES, schema_for, schema_text
from support.invalid_examples import BASE, folder_of

_TOP = Path(__file__).parents[3]


class _CoreLoader(yaml.SafeLoader):
    """Reads dates as texts, as editors do (the core schema of YAML 1.2 has no dates)."""


_CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), _CoreLoader)


def _errors(name: str, path: Path) -> list[str]:
    return [e.message for e in jsonschema.Draft202012Validator(schema_for(name)).iter_errors(_read(path))]


@pytest.mark.parametrize("name", FILES)
def test_schema_files_are_in_step(name: str) -> None:
    """The files in schemas/ are what the table gives; ``python schemas/write.py`` makes them so."""
    written = (_TOP / "schemas" / f"{name}.schema.json").read_text("utf-8")
    assert written == schema_text(name)
    jsonschema.Draft202012Validator.check_schema(json.loads(written))


@pytest.mark.parametrize("name", FILES)
def test_every_property_is_described(name: str) -> None:
    """An editor can say something about each field."""
    schema = schema_for(name)
    for record in (schema, *schema["$defs"].values()):
        for field, value in record["properties"].items():
            assert value.get("description") or field in ("vi", "en")


def test_sound_files_satisfy_their_schemas() -> None:
    """Files that can be read satisfy the schemas."""
    assert _errors("targets", BASE / "data" / "targets.yaml") == []
    assert _errors("measurements", BASE / "data" / "measurements.yaml") == []
    assert _errors("source", BASE / "seeds" / "paper.yaml") == []


@pytest.mark.parametrize(
    ("name", "example", "file"),
    [
        ("source", "not-url-01", "seeds/paper.yaml"),
        ("source", "not-sha256-01", "seeds/paper.yaml"),
        ("measurements", "field-unknown-01", "data/measurements.yaml"),
        ("measurements", "not-number-12", "data/measurements.yaml"),
        ("measurements", "number-quoted-01", "data/measurements.yaml"),
        ("measurements", "field-missing-01", "data/measurements.yaml"),
        ("targets", "not-one-of-01", "data/targets.yaml"),
        ("targets", "not-a-wording-01", "data/targets.yaml"),
        ("targets", "not-true-or-false-03", "data/targets.yaml"),
    ],
)
def test_faulty_files_break_their_schemas(name: str, example: str, file: str) -> None:
    """What reading refuses for its notation or words, an editor marks as well."""
    assert _errors(name, folder_of(example) / file)
