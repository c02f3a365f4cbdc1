"""``hntrack export``: every format to a file or folder, text to stdout, the same bytes for the same day."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hntrack.exchange.formats import EXPORTS, TABLES
from support.cli import AS_OF, invoke, spawn
from support.exchange_catalog import CITED, make_catalog

_FOLDERS = [name for name, one in EXPORTS.items() if one.folder]
_BINARY = [name for name, one in EXPORTS.items() if one.binary]
_TEXTS = [name for name in EXPORTS if name not in (*_FOLDERS, *_BINARY)]


_LOSING = ("open-sdg",)


@pytest.mark.parametrize("form", _TEXTS)
def test_text_goes_to_stdout(form: str) -> None:
    """Formats that are text can be piped, and are the same in a file."""
    result = invoke("export", "--to", form, "--as-of", AS_OF)
    assert result.code == 0
    assert bool(result.err) == (form in _LOSING)  # what they have no place for is said
    assert result.out.endswith("\n")


@pytest.mark.parametrize("form", [*_FOLDERS, *_BINARY])
def test_others_need_a_place(form: str) -> None:
    """Without --output, a folder or a binary format is a usage error that says so."""
    result = invoke("export", "--to", form, env={"HNTRACK_LANG": "en"})
    assert (result.code, result.out) == (2, "")
    assert "--output" in result.err


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_writes(form: str, tmp_path: Path) -> None:
    """Each format is written whole, and nothing is left beside it."""
    result = invoke("export", "--to", form, "-o", str(tmp_path / "out"), "--as-of", AS_OF)
    assert (result.code, bool(result.err)) == (0, form in _LOSING)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()] or [tmp_path / "out"]
    assert all(path.stat().st_size for path in files)
    assert not [path for path in files if path.name.startswith(".")]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_as_csv(table: str) -> None:
    """``--table`` gives any table as CSV."""
    rows = list(csv.reader(io.StringIO(invoke("export", "--table", table, "--as-of", AS_OF).out)))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("day", [AS_OF, "2020-12-31", "2000-01-01"])
def test_json_obeys_its_schema(day: str) -> None:
    """The schema that `hntrack schema export` prints accepts the export of any day, and nothing with a member more."""
    schema = json.loads(invoke("schema", "export").out)
    Draft202012Validator.check_schema(schema)
    document = json.loads(invoke("export", "--to", "json", "--as-of", day).out)
    Draft202012Validator(schema).validate(document)
    assert [name for name in document if isinstance(document[name], list)]
    assert not Draft202012Validator(schema).is_valid({**document, "more": 1})


def test_the_schema_says_what_is_allowed() -> None:
    """A word that no target can have, and a number as text, break the schema."""
    schema = Draft202012Validator(json.loads(invoke("schema", "export").out))
    for name, wrong in (("comparator", "about"), ("value", "50"), ("due", "2030")):
        document = json.loads(invoke("export", "--to", "json", "--as-of", AS_OF).out)
        document["targets"][0][name] = wrong
        assert not schema.is_valid(document)


def test_json_is_exact() -> None:
    """Numbers stand in the JSON digit for digit, Vietnamese as it is."""
    out = invoke("export", "--to", "json", "--as-of", AS_OF).out
    document = json.loads(out, parse_float=str)
    values = {row["id"]: row["value"] for row in document["measurements"]}
    assert values["innovating-firms-2025"] == "25.2"
    assert "Hà Nội" in out


@pytest.mark.slow
@pytest.mark.parametrize("form", [*_TEXTS, *_BINARY])
def test_the_same_bytes_anywhere(form: str, tmp_path: Path) -> None:
    """Time zone, locale and hash seed change no byte."""
    written = []
    for number, (seed, zone, locale) in enumerate(
        (("1", "UTC", "C"), ("2", "Pacific/Kiritimati", "C.UTF-8"))
    ):
        path = tmp_path / str(number)
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "HNTRACK_LANG": "vi"}
        assert spawn("export", "--to", form, "-o", str(path), "--as-of", AS_OF, env=env).code == 0
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_an_export_of_an_earlier_day() -> None:
    """``--as-of`` leaves out what was not known yet."""
    rows = invoke("export", "--as-of", "2020-12-31").out.splitlines()
    assert 1 < len(rows) < len(invoke("export", "--as-of", AS_OF).out.splitlines())


def test_what_was_not_recorded_yet(tmp_path: Path) -> None:
    """``--recorded-by`` leaves out what had not been written down here by that day."""
    make_catalog(tmp_path)
    (tmp_path / "a.csv").write_text("indicator,period,value,recorded\nshare,2025,25.2,2026-03-01\n")
    assert invoke("import", str(tmp_path / "a.csv"), "--data", str(tmp_path), *CITED).code == 0
    counts = {
        day: len(
            invoke(
                "export", "--data", str(tmp_path), "--as-of", "2026-12-31", "--recorded-by", day
            ).out.splitlines()
        )
        for day in ("2026-02-28", "2026-03-01")
    }
    assert counts == {"2026-02-28": 2, "2026-03-01": 3}


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """Where nothing can be written, the error says so and exits 4."""
    (tmp_path / "file").write_text("kept")
    for form in ("csv", "datapackage"):
        result = invoke("export", "--to", form, "-o", str(tmp_path / "file" / "out"))
        assert result.code == 4
        assert "Traceback" not in result.err
    assert (tmp_path / "file").read_text() == "kept"


def test_the_name_of_the_file_decides(tmp_path: Path) -> None:
    """The ending of --output is the format; one that is none, or another one's, is refused with what would be right."""
    assert invoke("export", "-o", str(tmp_path / "a.json"), "--as-of", AS_OF).code == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["schema"] == "hntrack/export"
    for words, hint in (
        (("-o", "a.docx"), "--to"),
        (("--to", "csv", "-o", "a.xlsx"), ".csv"),
        (("-f", "csv"), "--to csv"),
    ):
        result = invoke("export", *words, "--as-of", AS_OF, env={"HNTRACK_LANG": "en"})
        assert (result.code, hint in result.err) == (2, True)
    assert invoke("progress", "-o", str(tmp_path / "a.xlsx"), "--as-of", AS_OF).code == 2
    assert invoke("progress", "-o", str(tmp_path / "b.json"), "--as-of", AS_OF).code == 0
    assert (tmp_path / "b.json").read_text("utf-8").startswith("{")
