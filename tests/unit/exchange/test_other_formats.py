"""Open SDG, SDMX-CSV and data packages, from files that the field's own libraries made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package, Resource
from pysdmx.io.csv.sdmx10 import writer as sdmx10
from pysdmx.io.csv.sdmx20 import writer as sdmx20
from pysdmx.io.pd import PandasDataset
from pysdmx.model import Component, Components, Concept, Role, Schema

from hntrack.errors import DataError
from hntrack.exchange.mapping import Map
from hntrack.exchange.reading import Origin, Rows, read_rows
from hntrack.exchange.tabled import open_table

Reads = Callable[..., Rows]


def _said(rows: Rows) -> list[tuple[str, str, str, str]]:
    made = [given.measurement for given in rows.good]
    return [(one.indicator, one.period.text, str(one.value), one.obs_status) for one in made]


def test_open_sdg(reads: Reads) -> None:
    """The headline of an Open SDG table is taken, its parts are left out, the file's name is the indicator."""
    table = "Year,Sex,Units,Value\n2024,,%,24.125\n2025,,%,25.2\n2025,Female,%,30\n"
    rows = reads("indicator_share.csv", table)
    assert _said(rows) == [("share", "2024", "24.125", "final"), ("share", "2025", "25.2", "final")]
    assert rows.skipped == 1


def test_open_sdg_by_mapping(reads: Reads) -> None:
    """A mapping chooses a part of the table instead."""
    table = "Year,Sex,Units,Value\n2025,,%,25.2\n2025,Female,%,30\n"
    rows = reads(
        "indicator_1-1-1.csv",
        table,
        "fields:\n  indicator: {constant: share}\nwhere:\n  - {column: Sex, one_of: [Female]}\n",
    )
    assert _said(rows) == [("share", "2025", "30", "final")]


_SDMX_1 = "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nXX:FLOW(1.0),share,2025,25.200,P\nXX:FLOW(1.0),firms,2025-Q1,5,\n"
_SDMX_2 = (
    "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
    "dataflow,XX:FLOW(1.0),I,share,2025-S1,25.2,E\ndataflow,XX:FLOW(1.0),D,share,2024,,\n"
)


def test_sdmx_csv_1(reads: Reads) -> None:
    """SDMX-CSV 1.0 is read with exact numbers, SDMX's periods and statuses."""
    assert _said(reads("a.csv", _SDMX_1)) == [
        ("share", "2025", "25.200", "provisional"),
        ("firms", "2025-Q1", "5", "final"),
    ]


def test_sdmx_csv_2(reads: Reads) -> None:
    """SDMX-CSV 2.0 is read too; a row that asks for something to be deleted is refused."""
    rows = reads("a.csv", _SDMX_2)
    assert _said(rows) == [("share", "2025-H1", "25.2", "estimated")]
    assert [(p.code, p.where.line) for p in rows.refused] == [("import-deletes", 3)]


def test_sdmx_labels(reads: Reads) -> None:
    """Codes are found where codes and labels stand together."""
    table = "DATAFLOW,INDICATOR: Indicator,TIME_PERIOD: Time,OBS_VALUE: Value,OBS_STATUS: Status\nXX:FLOW(1.0): Flow,share: Share,2025,25.2,P: Provisional\n"
    assert _said(reads("a.csv", table)) == [("share", "2025", "25.2", "provisional")]


def test_an_unknown_sdmx_status_is_refused(reads: Reads) -> None:
    """A status that says none of what ours say is refused, not guessed."""
    rows = reads("a.csv", _SDMX_1.replace(",P\n", ",D\n"))
    assert [p.code for p in rows.refused] == ["import-unlisted"]


def test_an_sdmx_forecast_is_kept_as_one(reads: Reads) -> None:
    """F is a forecast: read as one, so that no verdict uses it."""
    rows = reads("a.csv", _SDMX_1.replace(",P\n", ",F\n"))
    assert not rows.refused
    assert "forecast" in {one.measurement.obs_status for one in rows.good}


@pytest.mark.parametrize("version", ["10", "20"])
def test_pysdmx_writes_what_we_read(tmp_path: Path, version: str) -> None:
    """A data message written by pysdmx is read with its statuses."""
    frame = pd.DataFrame(
        {
            "INDICATOR": ["share", "firms"],
            "TIME_PERIOD": ["2025", "2025-S2"],
            "OBS_VALUE": ["25.2", "1200"],
            "OBS_STATUS": ["P", "A"],
        }
    )
    writer = {"10": sdmx10, "20": sdmx20}[version]
    writer.write([PandasDataset(structure=_schema(), data=frame)], output_path=tmp_path / "a.csv")
    table = open_table(tmp_path / "a.csv", "a.csv", Map())
    rows = read_rows(table, Map(), Origin(url="https://example.org", published="2026-01-01"))
    assert _said(rows) == [("share", "2025", "25.2", "provisional"), ("firms", "2025-H2", "1200", "final")]


def _schema() -> Any:
    roles = {
        "INDICATOR": Role.DIMENSION,
        "TIME_PERIOD": Role.DIMENSION,
        "OBS_VALUE": Role.MEASURE,
        "OBS_STATUS": Role.ATTRIBUTE,
    }
    parts = [
        Component(
            id=name,
            required=True,
            role=role,
            concept=Concept(name),
            attachment_level="O" if role is Role.ATTRIBUTE else None,
        )
        for name, role in roles.items()
    ]
    return Schema("dataflow", "XX", "FLOW", Components(parts), "1.0")


def _package(folder: Path, **changes: object) -> Path:
    resource = {"name": "measurements", "path": "data/rows.csv", **changes}
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "rows.csv").write_text(
        "indicator;period;value\nshare;2025;25.200\nshare;2026;missing\n"
    )
    (folder / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [resource]}))
    return folder


def _read(folder: Path) -> Rows:
    table = open_table(folder, "pack", Map())
    return read_rows(table, Map(), Origin(url="https://example.org", published="2026-01-01"))


def test_a_package_by_its_description(tmp_path: Path) -> None:
    """Delimiter and missing values are those that the package describes."""
    rows = _read(_package(tmp_path, dialect={"delimiter": ";"}, schema={"missingValues": ["missing"]}))
    assert _said(rows) == [("share", "2025", "25.200", "final")]
    assert rows.skipped == 1


@pytest.mark.slow
def test_frictionless_writes_what_we_read(tmp_path: Path) -> None:
    """A package described by frictionless is read."""
    (tmp_path / "measurements.csv").write_text("indicator,period,value\nshare,2025,25.2\n")
    package = Package(name="x", resources=[Resource(path="measurements.csv", basepath=str(tmp_path))])
    package.infer()
    package.to_json(str(tmp_path / "datapackage.json"))
    assert _said(_read(tmp_path)) == [("share", "2025", "25.2", "final")]


@pytest.mark.parametrize(
    "path",
    [
        "https://example.org/a.csv",
        "../a.csv",
        "/etc/passwd",
        "data/../../a.csv",
        "C:\\a.csv",
        "data\\a.csv",
        "",
        "a\0.csv",
        "data//rows.csv",
    ],
)
def test_paths_out_of_the_package_are_refused(tmp_path: Path, path: str) -> None:
    """Nothing outside the package's folder is opened, and nothing is fetched."""
    with pytest.raises(DataError) as caught:
        _read(_package(tmp_path, path=path))
    assert caught.value.problems[0].code == "import-outside"


def test_links_out_of_the_package_are_refused(tmp_path: Path) -> None:
    """A symbolic link is no file of the package."""
    _package(tmp_path, path="data/link.csv")
    (tmp_path / "data" / "link.csv").symlink_to("/etc/passwd")
    with pytest.raises(DataError) as caught:
        _read(tmp_path)
    assert caught.value.problems[0].code == "import-outside"


@pytest.mark.parametrize(
    "document",
    ["[]", "{}", '{"resources": []}', '{"resources": [1]}', '{"resources": [{"name": "a", "path": ["a"]}]}'],
)
def test_what_is_no_package_is_refused(tmp_path: Path, document: str) -> None:
    """Other shapes of JSON are refused."""
    (tmp_path / "datapackage.json").write_text(document)
    with pytest.raises(DataError) as caught:
        _read(tmp_path)
    assert caught.value.problems[0].code == "import-not-this-format"
