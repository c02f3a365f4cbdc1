"""Whatever stands in a file, reading it gives problems with places, never an exception."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hntrack.store import Folder, load
from hntrack.store.nodes import Mapping, Node, Scalar, Sequence, compose
from hntrack.store.problem_collector import Faults

_YAML_BITS = st.sampled_from(
    [
        "a",
        "id",
        ": ",
        "- ",
        "\n",
        "  ",
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "'",
        ">",
        "&a",
        "*a",
        "!!int",
        "!",
        "%",
        "---",
        "...",
        "?",
        "\t",
        "#",
        "~",
        "null",
        "25.2",
        "format: 1\n",
        "measurements:\n",
        "\\u0041",
        "đ",
        "\r\n",
        "@",
        "<<",
        "=",
        "",
        " ",
        "",
    ]
)
_TEXTS = st.lists(_YAML_BITS, max_size=40).map("".join)


def _same(one: Node | None, other: Node | None) -> bool:
    if type(one) is not type(other):
        return False
    if type(one) is Scalar and type(other) is Scalar:
        return one.text == other.text and (not one.text or one.line == other.line)
    if type(one) is Sequence and type(other) is Sequence:
        return len(one.items) == len(other.items) and all(map(_same, one.items, other.items))
    if type(one) is Mapping and type(other) is Mapping:
        return list(one.keys) == list(other.keys) and all(
            _same(one.keys[name][1], other.keys[name][1]) for name in one.keys
        )
    return True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.one_of(st.binary(max_size=200), _TEXTS.map(str.encode)))
@example(data=b"measurements: 2030-02-30")
@example(data=b"a: !!float x")
@example(data=b"? : ")
def test_reading_never_raises(tmp_path: Path, data: bytes) -> None:
    """Any bytes in any of the files give problems, each within the file."""
    (tmp_path / "seeds").mkdir(exist_ok=True)
    for name in ("targets.yaml", "measurements.yaml", "seeds/s.yaml"):
        (tmp_path / name).write_bytes(data)
    loaded = load(Folder(tmp_path, tmp_path / "seeds"))
    assert loaded.problems
    lines = data.count(b"\n") + 1
    assert all(0 <= problem.where.line <= lines + 1 for problem in loaded.problems)


@given(text=_TEXTS)
def test_parsers_agree(text: str) -> None:
    """What both parsers accept they read alike: texts, structure and lines."""
    in_c, in_python = Faults("c"), Faults("python")
    one, other = compose(text, in_c), compose(text, in_python, pure=True)
    if not in_c.problems and not in_python.problems:
        assert _same(one, other)
