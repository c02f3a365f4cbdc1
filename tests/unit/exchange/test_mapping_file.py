"""The mapping file is read strictly, each fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from hntrack.errors import DataError
from hntrack.exchange.mapping import Map, read_map

_GOOD = """\
format: 1
decimal: ","
thousands: "."
header_row: 3
encoding: windows-1258
delimiter: ";"
empty: ["…"]
fields:
  indicator: {column: Chỉ tiêu, words: {Tỷ lệ: share}, skip_others: true}
  period: {column: Năm}
  value: {column: Giá trị}
  obs_status: {column: Ghi chú, words: {Sơ bộ: provisional}, otherwise: final}
  url: {constant: "https://example.org/a"}
where:
  - {column: Tỉnh, one_of: [Ví Dụ]}
"""


def _read(folder: Path, text: str) -> Map:
    (folder / "map.yaml").write_text(text, "utf-8")
    return read_map(folder / "map.yaml", "map.yaml")


def test_every_key_is_read(tmp_path: Path) -> None:
    """Each key of a mapping file ends up in the map, composed."""
    made = _read(tmp_path, _GOOD)
    assert (made.decimal, made.thousands, made.header_row, made.encoding) == (",", ".", 3, "windows-1258")
    assert made.delimiter == ";"
    assert made.empty == {"…"}
    assert made.fields["indicator"].skip_others
    assert dict(made.fields["obs_status"].words) == {"Sơ bộ": "provisional"}
    assert made.fields["obs_status"].otherwise == "final"
    assert made.where[0].one_of == {"Ví Dụ"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("decimals: .\nfields: {}\n", "field-unknown", 1),
        ("decimal: ;\nfields: {}\n", "not-one-of", 1),
        ('decimal: ","\nthousands: ","\nfields: {}\n', "not-one-of", 2),
        ("format: 1\n", "field-missing", 1),
        ("fields:\n  price: {column: a}\n", "field-unknown", 2),
        ("fields:\n  value: a\n", "not-a-mapping", 2),
        ("fields:\n  value: {column: a, constant: b}\n", "field-missing", 2),
        ("fields:\n  value: {column: [a]}\n", "not-a-scalar", 2),
        ("fields: {}\nheader_row: no\n", "not-whole", 2),
        ("fields: {}\nwhere:\n  - {column: a}\n", "field-missing", 3),
        ("fields: {}\nfields: {}\n", "duplicate-key", 2),
        ("fields: &a {}\n", "yaml-anchor", 1),
        ("fields: !!python/object:os.system {}\n", "yaml-tag", 1),
        ("fields: [" * 30 + "]" * 30, "yaml-too-deep", 1),
    ],
)
def test_faults_have_a_place(tmp_path: Path, text: str, code: str, line: int) -> None:
    """What a mapping file must not be is refused with its line, in both languages."""
    with pytest.raises(DataError) as caught:
        _read(tmp_path, text)
    found = caught.value.problems[0]
    assert (found.code, found.where.file, found.where.line) == (code, "map.yaml", line)
    assert found.message.vi != found.message.en
