"""JSON-stat 2, as PX-Web gives it: dimensions become columns, statuses ours, contradictions a refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from hntrack.errors import DataError
from hntrack.exchange.reading import Rows

Reads = Callable[..., Rows]

# The shape that PX-Web writes: codes are numbers as texts, periods are labels, updated is an instant.
PX_WEB: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "Tỷ lệ theo Địa phương và Năm",
    "source": "Cơ quan Thống kê Ví Dụ",
    "updated": "2026-01-20T02:00:00Z",
    "id": ["Địa phương", "Năm"],
    "size": [2, 3],
    "dimension": {
        "Địa phương": {
            "label": "Địa phương",
            "category": {"index": {"0": 0, "1": 1}, "label": {"0": "Ví Dụ", "1": "Nơi Khác"}},
            "extension": {"elimination": True},
        },
        "Năm": {
            "label": "Năm",
            "category": {"index": {"0": 0, "1": 1, "2": 2}, "label": {"0": "2023", "1": "2024", "2": "2025"}},
        },
    },
    "role": {"time": ["Năm"]},
    "value": [24.125, None, 25.20, 1, 2, 3],
    "status": {"2": "p"},
}
_MAP = """\
fields:
  indicator: {constant: share}
where:
  - {column: Địa phương, one_of: [Ví Dụ]}
"""


def _text(**changes: Any) -> str:
    return json.dumps({**PX_WEB, **changes})


def test_px_web(reads: Reads) -> None:
    """Values stay exact, empty cells are none, status, title, publisher and date come from the dataset."""
    rows = reads("px.json", _text().replace("25.2,", "25.20,"), _MAP)
    first, second = (given.measurement for given in rows.good)
    assert [(one.period.text, str(one.value), one.obs_status) for one in (first, second)] == [
        ("2023", "24.125", "final"),
        ("2025", "25.20", "provisional"),
    ]
    assert str(rows.good[1].where) == "px.json#value[2]"
    assert first.cited is not None
    assert (first.cited.url, first.cited.title) == ("https://example.org/tables", "Fictional tables")


def test_periods_as_codes(reads: Reads) -> None:
    """Where labels are words and codes are periods, the codes are taken."""
    dimension = {
        **PX_WEB["dimension"],
        "Năm": {
            "category": {
                "index": ["2023", "2024", "2025"],
                "label": {"2023": "năm kia", "2024": "năm ngoái", "2025": "năm nay"},
            }
        },
    }
    rows = reads("px.json", _text(dimension=dimension), _MAP)
    assert [given.measurement.period.text for given in rows.good] == ["2023", "2025"]


@pytest.mark.parametrize("value", [{"0": 24.125, "2": 25.2}, [24.125, None, 25.2, None, None, None]])
def test_sparse_and_dense(reads: Reads, value: Any) -> None:
    """Values may be a list or an object."""
    assert len(reads("px.json", _text(value=value), _MAP).good) == 2


def test_an_unknown_status_is_refused(reads: Reads) -> None:
    """A status code without a meaning here is refused, cell by cell."""
    rows = reads("px.json", _text(status={"2": "zz"}), _MAP)
    assert [(p.code, str(p.where)) for p in rows.refused] == [("import-unlisted", "px.json#value[2]")]
    assert len(rows.good) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "nonsense",
        _text(version="1.0"),
        _text(size=[2, 4]),
        _text(size=[2]),
        _text(size="x"),
        _text(size=[2, True]),
        _text(id=["Năm", {}]),
        _text(value=[1, 2]),
        _text(value="x"),
        _text(value={"99": 1}),
        _text(value={"x": 1}),
        _text(value=[[1], 2, 3, 4, 5, 6]),
        _text(value=[True, 2, 3, 4, 5, 6]),
        _text(dimension={"Năm": {"category": {"index": {"a": "x", "b": 1, "c": 2}}}}),
        _text().replace("24.125", "NaN"),
        _text().replace("24.125", "Infinity"),
        _text().replace("24.125", "1e999999999"),
        _text().replace("24.125", "9" * 5000),
        '{"version": "2.0", "version": "2.0"}',
        "[" * 100_000,
        '{"a":' * 100_000,
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_dataset_is_refused(reads: Reads, text: str) -> None:
    """NaN, double keys, deep nesting, sizes that lie and other shapes are refused, in both languages."""
    with pytest.raises(DataError) as caught:
        reads("px.json", text, _MAP)
    (found,) = caught.value.problems
    assert found.code == "import-not-this-format"
    assert found.message.vi != found.message.en


def test_a_large_document_is_refused(reads: Reads) -> None:
    """A document that would not fit into memory many times over is refused before it is parsed."""
    with pytest.raises(DataError) as caught:
        reads("px.json", '"' + "x" * 6_000_000 + '"')
    assert caught.value.problems[0].code == "import-too-large"


def test_huge_sizes_are_refused(reads: Reads) -> None:
    """A cube of a few long dimensions is refused before its cells are walked."""
    index = {str(i): i for i in range(1001)}
    dimension = {name: {"category": {"index": index}} for name in ("a", "b")}
    periods = {"t": {"category": {"index": ["2025"]}}}
    with pytest.raises(DataError) as caught:
        reads(
            "px.json",
            _text(
                id=["a", "b", "t"],
                size=[1001, 1001, 1],
                dimension={**dimension, **periods},
                role={"time": ["t"]},
                value={},
            ),
            "fields:\n  indicator: {constant: share}\n",
        )
    assert caught.value.problems[0].code == "import-too-large"
