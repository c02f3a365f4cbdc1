"""Every case of a code of reading (tests/examples/invalid) is refused with the problems, files and lines it names."""

from __future__ import annotations

import pytest

from support.invalid_examples import MADE_BY_TESTS, READING, Case, cases, problems

CASES = tuple(case for case in cases() if case.code in READING)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_example_is_refused_where_it_is_wrong(case: Case) -> None:
    """Reading finds exactly the problems that the example names, each in its file and line."""
    found = sorted((p.where.file, p.where.line, p.code) for p in problems(case.name))
    assert found == list(case.expected), case.wrong


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_example_is_explained(case: Case) -> None:
    """Each problem has a message and a remedy in both languages, no open placeholder, and the line it is about."""
    for problem in problems(case.name):
        for text in (problem.message.vi, problem.message.en, problem.hint.vi, problem.hint.en):
            assert text
            assert text.isprintable()
        assert problem.message.vi != problem.message.en
        lines = case.files[problem.where.file].split(b"\n") if problem.where.line else []
        if lines and problem.excerpt.isascii() and "…" not in problem.excerpt:
            line = lines[problem.where.line - 1].rstrip(b"\r")
            assert problem.excerpt.encode() == (
                b"" if problem.code == "series-encoding" else line
            )  # not to be read


def test_every_code_has_an_example() -> None:
    """Each reading problem code has at least one case of its own."""
    assert {case.code for case in CASES} | MADE_BY_TESTS == set(READING)
