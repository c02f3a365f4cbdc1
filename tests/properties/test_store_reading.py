"""Whatever stands in a file, reading it gives problems with places, never an exception."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hntrack.store.folder import Folder
from hntrack.store.node_kinds import Faults, Mapping, Node, Scalar, Sequence
from hntrack.store.nodes import compose, compose_plain
from hntrack.store.read import load
from hntrack.store.yaml_nodes import compose_yaml

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


_LINES = st.sampled_from(
    [
        "a: b",
        "a:",
        "- a: b",
        "- a",
        "b: 'it''s'",
        'c: "x # y: z"',
        "d: {vi: Nhà ở, en: b, f: {u: https://e.org/a#b, v: [1, '2']}}",
        "e: [a, -1, {b: c}]",
        "f: a#b:c  d",
        "g: {a: b,c: d}",
        "h: {a: b?, a: c}",
        "# c",
        "",
        "i: a #b",
        "j: a: b",
        "k: -5",
        "l: - 5",
        "m: |",
        "n: &x 1",
        "o: 1 ",
        "p: (x) “y” +1 ~ = <a",
        "---",
        "q: ?a",
        "r: x:",
    ]
)


@given(st.lists(st.tuples(st.sampled_from([0, 2, 4, 6]), _LINES), max_size=12))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_plain_lines_are_read_as_yaml_reads_them(lines: list[tuple[int, str]]) -> None:
    """What is read a line at a time gives the nodes, places, ends and number of parts that YAML gives, or nothing."""
    text = "\n".join(" " * indent + line for indent, line in lines)
    plain = compose_plain(text, 10**9)
    if plain is None:
        return
    faults = Faults("x", text)
    whole = compose_yaml(text, faults, most=10**9)
    assert faults.problems == []
    assert _drawn(plain[0]) == _drawn(whole)
    assert plain[1] == faults.nodes


def _drawn(node: Node | None) -> object:
    """Give everything that a node holds."""
    if isinstance(node, Scalar):
        return node.text, node.line, node.column, node.plain, node.broken
    if isinstance(node, Sequence):
        return [_drawn(one) for one in node.items], node.line, node.column, node.end, node.flow
    assert isinstance(node, Mapping)
    fields = [(name, _drawn(key), _drawn(value)) for name, (key, value) in node.keys.items()]
    return fields, node.items, node.line, node.column, node.end, node.flow


def test_a_line_that_is_no_plain_one_is_found_so_at_once() -> None:
    """A long text with a fault at its end is not read in all the ways that there are."""
    assert compose_plain("a: " + "b" * 15_000 + ": c", 10**9) is None
    assert compose_plain("a: {b: " + "c " * 7_000 + "#}", 10**9) is None
    assert compose_plain("a: " + "{a: " * 3_000, 10**9) is None
