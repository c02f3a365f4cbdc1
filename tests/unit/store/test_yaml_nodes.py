"""What breaks the YAML is told from where the parser stopped, the same for every parser and version."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from hntrack.store.node_kinds import LONGEST_SCALAR, MOST_DEPTH, Faults
from hntrack.store.nodes import compose
from hntrack.store.yaml_nodes import note_syntax_error, open_brackets

# What stands in the file → the code, and the line and column where a person has to look.
CAUSES = {
    'a: "abc\nb: c\n': ("yaml-open-quote", 1, 4),
    "a: 'abc\nb: c\n": ("yaml-open-quote", 1, 4),
    'a: "x\n---\nb: c\n': ("yaml-open-quote", 1, 4),
    "a: [1, 2\nb: c\n": ("yaml-open-bracket", 1, 4),
    "a: {x: 1\nb: c\n": ("yaml-open-bracket", 1, 4),
    "a: {x: 1 y: 2}\n": ("yaml-open-bracket", 1, 4),
    "a: [1, 2": ("yaml-open-bracket", 1, 4),
    "a: [": ("yaml-open-bracket", 1, 4),
    "a: b: c\n": ("yaml-colon", 1, 5),
    "a: @x\n": ("yaml-first-character", 1, 4),
    "a: đ\nb: `x`\n": ("yaml-first-character", 2, 4),
    "a:\n\tb: c\n": ("yaml-tab", 2, 1),
    "a: - b\n": ("yaml-dash", 1, 4),
    'a: "x"\nb: "\\xZZ"\n': ("yaml-escape", 2, 7),
    'a: "\\U00110000"\n': ("yaml-escape", 1, 7),
    "[a]\nb\n": ("yaml-two-roots", 2, 1),
    "a:\n  b: c\n d: e\n": ("yaml-indentation", 3, 2),
    "a:\n  - b\n  c: d\n": ("yaml-indentation", 3, 3),
    'a: "x" y\n': ("yaml-indentation", 1, 8),
    "a: b\nc\nd: e\n": ("yaml-missing-colon", 2, 1),
    'a: b\n"c"\nd: e\n': ("yaml-missing-colon", 2, 1),
    "a: ]\n": ("yaml-syntax", 1, 4),
    "a: & b\n": ("yaml-syntax", 1, 5),
    "a: |x\n  b\n": ("yaml-syntax", 1, 5),
    "%YAML 3.0\n---\na: b\n": ("yaml-directive", 1, 1),
}


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
@pytest.mark.parametrize("text", CAUSES, ids=repr)
def test_the_cause_is_told_from_the_place(text: str, *, pure: bool) -> None:
    """Both parsers give one code, at one place."""
    faults = Faults("f", text)
    assert compose(text, faults, pure=pure) is None
    (found,) = faults.problems
    assert (found.code, found.where.line, found.where.column) == CAUSES[text]


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 200,
        "a: " + "[" * 200 + "]" * 200,
        "a: " + "{b: " * 200,
        "[" * 20_000,
        "- " * 200 + "x",
        "\n".join(" " * at + "a:" for at in range(200)),
        "a:\n" + " [\n" * 3000,
        "a: " + "[" * 30 + '"',
        "a: " + "[" * 30 + "@",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_too_deep_is_said_to_be_so(text: str, *, pure: bool) -> None:
    """Our own bound decides, whatever limit a parser has and whatever else is wrong further in."""
    faults = Faults("f", text)
    assert compose(text, faults, pure=pure) is None
    assert [found.code for found in faults.problems] == ["yaml-too-deep"]


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x b\n", "yaml-anchor", 1, 4),
        ("x:\n  - y\n  - &z w\n", "yaml-anchor", 3, 5),
        ("a: *x\n", "yaml-alias", 1, 4),
        ("a: !t b\n", "yaml-tag", 1, 4),
        ("a: b\n---\nc: d\n", "yaml-documents", 2, 1),
        ("%YAML 1.1\n---\na: b\n", "yaml-directive", 1, 1),
        ("[a]: b\n", "key-no-word", 1, 1),
        ("a: b\na: c\n", "duplicate-key", 2, 1),
    ],
)
def test_what_yaml_allows_and_we_do_not_is_named_where_it_stands(
    text: str, code: str, line: int, column: int, *, pure: bool
) -> None:
    """By its line and column, whichever parser reads it."""
    faults = Faults("f", text)
    compose(text, faults, pure=pure)
    (found,) = faults.problems
    assert (found.code, found.where.line, found.where.column) == (code, line, column)


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
@pytest.mark.parametrize(
    ("made", "most", "where"),
    [
        (lambda depth: f"a: {'[' * depth}x{']' * depth}\n", MOST_DEPTH - 2, (1, MOST_DEPTH + 2)),
        (lambda depth: f"{'- ' * depth}x\n", MOST_DEPTH - 1, (1, 2 * MOST_DEPTH - 1)),
        (
            lambda depth: "".join(f"{' ' * at}k:\n" for at in range(depth)) + " " * depth + "x\n",
            MOST_DEPTH - 1,
            (MOST_DEPTH, MOST_DEPTH),
        ),
    ],
    ids=["brackets", "lists", "fields"],
)
def test_the_bound_of_depth_is_met_exactly(
    made: Callable[[int], str], most: int, where: tuple[int, int], *, pure: bool
) -> None:
    """The deepest that is allowed is read; one level more is refused where it begins."""
    faults = Faults("f", made(most))
    assert compose(made(most), faults, pure=pure) is not None
    assert not faults.problems
    faults = Faults("f", made(most + 1))
    assert compose(made(most + 1), faults, pure=pure) is None
    (found,) = faults.problems
    assert (found.code, (found.where.line, found.where.column)) == ("yaml-too-deep", where)


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_longest_text_is_read_and_no_longer_one(quote: str, *, pure: bool) -> None:
    """To the character."""
    for length, codes in ((LONGEST_SCALAR, []), (LONGEST_SCALAR + 1, ["text-too-long"])):
        text = f"a: {quote}{'x' * length}{quote}\n"
        faults = Faults("f", text)
        compose(text, faults, pure=pure)
        assert [found.code for found in faults.problems] == codes


def test_a_limit_of_the_parser_is_not_ours() -> None:
    """A parser that gives up at its own depth without an event before it changes nothing."""
    text = "a: " + "[" * 60
    mark = yaml.error.Mark("", 50, 0, 50, None, 0)
    faults = Faults("f", text)
    note_syntax_error(yaml.scanner.ScannerError("words", mark, "of any kind", mark), text, faults, None)
    (found,) = faults.problems
    assert (found.code, found.where.line, found.where.column) == ("yaml-too-deep", 1, 23)


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("a: [b, {c: [", [3, 7, 11]),
        ("a: [b]", []),
        ("a: x [y {z", []),
        ('a: \'[\' # [\nb: "[\\"["\n', []),
        ("a: |\n  [[[\n\n  {{{\nb: [", [21]),
        ("- [", [2]),
        ("a: [x#[, 'it''s [' ", [3, 6]),
        ("]]]", []),
    ],
)
def test_brackets_are_counted_where_they_are_brackets(text: str, opened: list[int]) -> None:
    """Those in quotes, comments, blocks and plain words are text."""
    assert open_brackets(text, len(text)) == opened
