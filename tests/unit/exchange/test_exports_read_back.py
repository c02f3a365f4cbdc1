"""Each export is read back by the field's own tool, and says there what it said here."""

from __future__ import annotations

import errno
import json
import sqlite3
import tempfile
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path

import frictionless
import pytest
import sqlite_utils
import yaml
from openpyxl import load_workbook
from pyjstat import pyjstat
from pysdmx.io.csv.sdmx20.reader import read as read_sdmx

from hntrack.assess import assess
from hntrack.exchange.content import Exported
from hntrack.exchange.formats import EXPORTS, TABLES, Document, Files, export
from hntrack.model.catalog import snapshot
from hntrack.render.json_text import dumps
from hntrack.store.folder import Folder
from hntrack.store.read import load
from support.cli import AS_OF, ROOT


@pytest.fixture(scope="module")
def made() -> Exported:
    catalog = load(Folder(ROOT / "data", ROOT / "seeds")).catalog
    assert catalog is not None
    day = date.fromisoformat(AS_OF)
    current = snapshot(catalog, day)
    judged = [(target, assess(current, target, day)) for target in current.targets]
    return Exported(snapshot(catalog, day).public, current, judged, AS_OF, "vi")


def _write(files: Files, folder: Path) -> Path:
    for name, content in files.items():
        path = folder / (name or "file")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            (dumps(content.content) + "\n").encode() if isinstance(content, Document) else content
        )
    return folder


@pytest.mark.parametrize("form", EXPORTS)
def test_the_same_content_gives_the_same_bytes(made: Exported, form: str) -> None:
    """Two exports of one catalog as of one day are byte for byte the same."""
    assert export(form, made, "measurements") == export(form, made, "measurements")


def test_frictionless(made: Exported, tmp_path: Path) -> None:
    """The data package is valid to frictionless: types, keys, references, hashes and sizes."""
    folder = _write(export("datapackage", made, ""), tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert report.stats["tasks"] == len(TABLES)


def test_frictionless_sees_a_broken_reference(made: Exported, tmp_path: Path) -> None:
    """The validation is one: a target of an unknown indicator is found."""
    folder = _write(export("datapackage", made, ""), tmp_path)
    path = folder / "targets.csv"
    path.write_text(
        path.read_text("utf-8").replace("innovating-firms,2030", "nothing-of-that-name,2030"), "utf-8"
    )
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_pysdmx(made: Exported) -> None:
    """Every observation of the SDMX-CSV is read by pysdmx."""
    content = export("sdmx-csv", made, "")[""]
    assert isinstance(content, bytes)
    (dataset,) = read_sdmx(content.decode())
    rows = dataset.data.to_dict("records")
    measured = [one for one in made.current.measurements if one.value is not None]
    assert dataset.short_urn == "Dataflow=HNTRACK:MEASUREMENTS(1.0)"
    assert [(row["INDICATOR"], Decimal(row["OBS_VALUE"])) for row in rows] == [
        (one.indicator, one.value) for one in measured
    ]
    assert {row["OBS_STATUS"] for row in rows} <= {"A", "P", "E", "B", "F"}


def test_pyjstat(made: Exported, tmp_path: Path) -> None:
    """The JSON-stat dataset is read by pyjstat: every value, each where it belongs."""
    text = (_write(export("json-stat", made, ""), tmp_path) / "file").read_text("utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pyjstat calls what it has itself given up
        frame = pyjstat.Dataset.read(text).write("dataframe", naming="id").dropna()
        found = {
            (row["indicator"], row["period"]): Decimal(str(row["value"])) for row in frame.to_dict("records")
        }
    assert found == {
        (one.indicator, one.period.text): one.value
        for one in made.current.measurements
        if one.value is not None
    }


def test_sqlite_utils(made: Exported, tmp_path: Path) -> None:
    """The database opens in sqlite-utils: sound, no reference into nothing, exact numbers beside the binary ones."""
    base = sqlite_utils.Database(_write(export("sqlite", made, ""), tmp_path) / "file")
    assert set(TABLES) <= set(base.table_names())
    assert list(base.query("pragma foreign_key_check")) == []
    assert [row["integrity_check"] for row in base.query("pragma integrity_check")] == ["ok"]
    row = base.table("measurements").get("innovating-firms-2025")
    assert (row["value"], row["value_exact"]) == (25.2, "25.2")
    assert base.table("targets").foreign_keys
    judged = {row["target"]: row["standing"] for row in base.query("select * from progress")}
    assert judged == {target.id: verdict.standing for target, verdict in made.judged}
    base.close()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [("PRAGMA max_page_count = 1", errno.ENOSPC), ("ATTACH '/nowhere/at/all' AS other", errno.EIO)],
)
def test_a_disk_that_is_full_is_told_from_one_that_fails(
    made: Exported, monkeypatch: pytest.MonkeyPatch, statement: str, kind: int
) -> None:
    """SQLite names both by one class of error."""

    def fill(base: sqlite3.Connection, _made: Exported) -> None:
        base.execute(statement)
        base.execute("CREATE TABLE a (b)")

    monkeypatch.setattr("hntrack.exchange.all_tables._fill", fill)
    with pytest.raises(OSError, match=r"full|unable to open") as raised:
        export("sqlite", made, "")
    assert raised.value.errno == kind


@pytest.mark.parametrize("at", [2, 9, 12, 16])
def test_a_workbook_that_finds_no_room_leaves_no_file(
    made: Exported, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at: int
) -> None:
    """Wherever the disk is full, what was put there is removed."""
    real, calls = tempfile.mkstemp, 0

    def mkstemp(*, dir: str) -> tuple[int, str]:  # noqa: A002  (the caller's word)
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(dir=dir)

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(tempfile, "mkstemp", mkstemp)
    with pytest.raises(OSError, match=f"Errno {errno.ENOSPC}"):  # kept, it would hold what failed in a circle
        export("xlsx", made, "")
    assert not list(tmp_path.iterdir())


def test_sqlite_keeps_its_rules(made: Exported, tmp_path: Path) -> None:
    """The tables refuse a text for a number and a word that is none of a code's."""
    base = sqlite3.connect(_write(export("sqlite", made, ""), tmp_path) / "file")
    for change in ("value = 'much'", "obs_status = 'so so'"):
        with pytest.raises(sqlite3.IntegrityError):
            base.execute(f"UPDATE measurements SET {change}")
    base.close()


def test_openpyxl(made: Exported, tmp_path: Path) -> None:
    """The workbook is read by openpyxl: a sheet a table, numbers as numbers, and no formula or link anywhere."""
    path = (_write(export("xlsx", made, ""), tmp_path) / "file").rename(tmp_path / "a.xlsx")
    book = load_workbook(path)
    assert set(book.sheetnames) == set(TABLES)
    for tab in made.tabs():
        rows = list(book[tab.name].iter_rows())
        assert [cell.value for cell in rows[0]] == [column.name for column in tab.columns]
        assert len(rows) == len(tab.rows) + 1
        assert all(cell.data_type != "f" and cell.hyperlink is None for row in rows for cell in row)
    header = [column.name for column in next(t for t in made.tabs() if t.name == "measurements").columns]
    values = {row[0].value: row[header.index("value")].value for row in book["measurements"].iter_rows()}
    assert values["innovating-firms-2025"] == 25.2


def test_json(made: Exported, tmp_path: Path) -> None:
    """The JSON names its schema and day, and holds every table whole."""
    document = json.loads(
        (_write(export("json", made, ""), tmp_path) / "file").read_text("utf-8"), parse_float=Decimal
    )
    assert (document["schema"], document["as_of"]) == ("hntrack/export", AS_OF)
    for tab in made.tabs():
        assert [list(row.values()) for row in document[tab.name]] == [list(row) for row in tab.rows]


def test_open_sdg(made: Exported, tmp_path: Path) -> None:
    """Open SDG gets a table whose last column is Value and front matter that any reader of YAML understands."""
    folder = _write(export("open-sdg", made, ""), tmp_path)
    tables = sorted(path.stem.removeprefix("indicator_") for path in (folder / "data").iterdir())
    assert tables == sorted(path.stem for path in (folder / "meta").iterdir())
    lines = (folder / "data" / "indicator_innovating-firms.csv").read_text().splitlines()
    assert lines == ["Year,Observation status,Value", "2025,A,25.2"]
    for path in (folder / "meta").iterdir():
        opening, front, _ = path.read_text("utf-8").split("---\n")
        meta = yaml.safe_load(front)
        assert (opening, meta["indicator_number"]) == ("", path.stem)
    meta = yaml.safe_load((folder / "meta" / "innovating-firms.md").read_text("utf-8").split("---\n")[1])
    assert meta["progress_calculation_options"][0]["target"] == 50


def test_nothing_later_is_exported(made: Exported) -> None:
    """An export as of a day holds nothing that was published later, and no reference to it."""
    catalog = load(Folder(ROOT / "data", ROOT / "seeds")).catalog
    assert catalog is not None
    day = date(2020, 12, 31)
    current = snapshot(catalog, day)
    early = Exported(snapshot(catalog, day).public, current, [], day.isoformat(), "vi")
    assert 0 < len(early.catalog.measurements) < len(made.catalog.measurements)
    for tab in early.tabs():
        for row in tab.rows:
            named = dict(zip([column.name for column in tab.columns], row, strict=True))
            assert str(named.get("known_on") or "") <= "2020-12-31"
    with sqlite3.connect(":memory:") as base:
        base.deserialize(export("sqlite", early, "")[""])  # type: ignore[arg-type]  # bytes
        assert base.execute("pragma foreign_key_check").fetchall() == []
    base.close()
