"""Every case of a code of the checks (tests/examples/invalid) has exactly the problems, files and lines it names."""

from __future__ import annotations

import re

import pytest

from hntrack.checks import all_checks
from hntrack.checks.shared import Check
from support.invalid_examples import (
    BASE,
    CATALOG,
    FOLDERS,
    INVALID,
    MADE_BY_TESTS,
    MESSAGES,
    READING,
    Case,
    cases,
    folder_of,
    loaded,
    problems,
)

CASES = tuple(case for case in cases() if case.code in CATALOG)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_has_the_problems_it_names_and_no_others(case: Case) -> None:
    """Code, file and line are those that the case expects; reading finds nothing."""
    assert loaded(folder_of(case.name)).problems == (), "an example of the checks is readable"
    found = sorted((one.where.file, one.where.line, one.code) for one in problems(case.name))
    assert found == list(case.expected), case.wrong


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_its_problems_are_said_whole(case: Case) -> None:
    """Cause and remedy are there in both languages, every placeholder filled, with the line as it stands."""
    for one in problems(case.name):
        for wording in (one.message, one.hint):
            for text in (wording.vi, wording.en):
                assert text.strip()
                assert re.search(r"(?<!\\u)\{", text) is None, text
        line = case.files[one.where.file].decode().split("\n")[one.where.line - 1]
        assert one.excerpt == line
        assert one.where.column > 0
        assert one.severity == MESSAGES[one.code].severity


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_it_is_an_example_of_its_name(case: Case) -> None:
    """A case shows the code that its file is named after, and says in words what is wrong."""
    assert case.code in {code for _, _, code in case.expected}
    assert re.fullmatch(r".{8,}[.?!]", case.wrong)


def test_the_base_is_sound() -> None:
    """What the cases change has no problem itself: all that is found comes from the change."""
    assert loaded(BASE).problems == ()


def test_there_is_an_example_of_every_code() -> None:
    """Every problem of reading or checking has a case; how to write one: support/invalid_examples.py.

    Faults of size are made by the tests of the store; what `sources verify` finds needs originals, not a catalog.
    """
    named = {case.code for case in cases()}
    missing = {*READING, *CATALOG} - named
    assert missing == MADE_BY_TESTS, (
        f"write tests/examples/invalid/CODE.yaml for {sorted(missing - MADE_BY_TESTS)}"
    )
    assert named <= {*READING, *CATALOG}, "a case of a code that is no more"


def test_cases_are_files() -> None:
    """A code's cases stand in one file of changes to the base; whole folders are ten, for people to run."""
    assert [path.name for path in INVALID.iterdir() if path.suffix != ".yaml"] == [], (
        "see support/invalid_examples.py"
    )
    assert len(list(FOLDERS.iterdir())) <= 10


def test_every_check_runs() -> None:
    """A code that a module declares is one of a check that `hntrack check` runs."""
    forgotten = set(CATALOG) - {code for check in all_checks() for code in check.codes}
    assert not forgotten, f"name the modules that declare these in checks/__init__.py: {sorted(forgotten)}"


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.function.__name__)
def test_a_check_reports_the_codes_that_it_declares(check: Check) -> None:
    """Each of them is found in an example, and no other."""
    catalogs = [loaded(folder_of(case.name)).catalog for case in CASES]
    assert {problem.code for catalog in catalogs if catalog for problem in check(catalog)} == set(check.codes)
