"""Every catalog in tests/examples/invalid/check-* has exactly the problems, files and lines it names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from hntrack.checks import check
from hntrack.checks.table import CHECKS, Check
from hntrack.errors import Problem
from hntrack.errors.messages import MESSAGES
from hntrack.errors.messages_catalog import CATALOG
from hntrack.errors.messages_reading import READING
from hntrack.store import Folder, Loaded, load

INVALID = Path(__file__).parents[2] / "examples" / "invalid"
EXAMPLES = tuple(sorted(INVALID.glob("check-*")))


@cache
def loaded_of(example: Path) -> Loaded:
    """Read an example; its files are named as in expected.yaml."""
    return load(
        Folder(example / "data", example / "seeds", label=lambda path: path.relative_to(example).as_posix())
    )


def problems_of(example: Path) -> tuple[Problem, ...]:
    """Read and check an example."""
    loaded = loaded_of(example)
    assert loaded.problems == (), "an example of the checks is readable"
    assert loaded.catalog is not None
    return loaded.with_excerpts(check(loaded.catalog))


def expected_of(example: Path) -> list[tuple[str, int, str]]:
    """File, line and code of each problem that an example names."""
    named = yaml.safe_load((example / "expected.yaml").read_text(encoding="utf-8"))["problems"]
    return sorted((one["file"], one["line"], one["code"]) for one in named)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_it_has_the_problems_it_names_and_no_others(example: Path) -> None:
    """Code, file and line are those of expected.yaml."""
    found = sorted((one.where.file, one.where.line, one.code) for one in problems_of(example))
    assert found == expected_of(example)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_its_problems_are_said_whole(example: Path) -> None:
    """Cause and remedy are there in both languages, every placeholder filled, with the line as it stands."""
    for one in problems_of(example):
        for wording in (one.message, one.hint):
            for text in (wording.vi, wording.en):
                assert text.strip()
                assert re.search(r"(?<!\\u)\{", text) is None, text
        line = (example / one.where.file).read_text(encoding="utf-8").split("\n")[one.where.line - 1]
        assert one.excerpt == line
        assert one.where.column > 0
        assert one.severity == MESSAGES[one.code].severity


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_it_says_what_is_wrong_with_it(example: Path) -> None:
    """A comment in one of its files tells a reader the fault, and its name is a code that it has."""
    texts = [path.read_text(encoding="utf-8") for path in example.glob("*/*.yaml")]
    assert sum(text.startswith("# Wrong here: ") for text in texts) == 1
    code = example.name.removeprefix("check-")[: -len("-01")]
    assert code in {found for _, _, found in expected_of(example)}


def test_there_is_an_example_of_every_code() -> None:
    """Every problem of reading or checking has an example folder of its own.

    Faults of size are made by the tests of the store; what `sources verify` finds needs originals, not a catalog.
    """
    made_by_tests = {"file-too-large", "yaml-too-many-nodes", "too-many-sources", "half-character"}
    named = {re.sub(r"^(?:read|check)-|-[0-9]+$", "", path.name) for path in INVALID.iterdir()}
    assert {*READING, *CATALOG} - named == made_by_tests
    assert len(list(INVALID.iterdir())) >= 60


def test_the_table_names_every_code_of_the_checks() -> None:
    """A code without a check, or a check without a message, is dead or broken."""
    assert {code for one in CHECKS for code in one.codes} == set(CATALOG)


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.name)
def test_a_check_reports_only_its_codes(one: Check) -> None:
    """The codes in the table are the ones that the check can report."""
    catalogs = [loaded_of(example).catalog for example in EXAMPLES]
    found = {found.code for catalog in catalogs if catalog for found in one.function(catalog)}
    assert found == set(one.codes)
