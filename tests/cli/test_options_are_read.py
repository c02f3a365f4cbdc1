"""Each option of a command is read by it: what has no effect is not offered."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from hntrack.cli import session
from support.cli import ROOT, invoke
from support.commands import EXAMPLES
from support.own_catalog import copy_of_example

# Shared option → what a run that heeds it asks its session for.
READ_BY = {
    "--data": "place",
    "--as-of": "as_of",
    "--recorded-by": "recorded_by",
    "--format": "form",
    "--output": "emit_text",
    "--color": "drawing",
}
_PAGE = ("--url", "https://example.org/r", "--title", "R", "--published", "2026-07-15")
WRITING = {
    "record": ("record", "online-services", "61", "--period", "2026-H1", *_PAGE, "--dry-run"),
    "revise": ("revise", "online-services-2025", "61", "--why", "x", *_PAGE, "--dry-run"),
    "add goal": ("add", "goal", "new", "--en", "New", "--dry-run"),
}
FORMATS = ("plain", "json")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Everything that the runs of a test ask their sessions for."""
    names: set[str] = set()

    class Watched(session.Session):
        def __getattribute__(self, name: str) -> Any:
            names.add(name)
            return super().__getattribute__(name)

    monkeypatch.setattr(session, "Session", Watched)
    return names


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - {"schema", "chart", "extract", "help"}))
def test_shared_options_of_reading_commands_are_read(name: str, asked: set[str]) -> None:
    """Of --data, --as-of, --recorded-by, --format, --output and --color a command offers those that it heeds."""
    for form in FORMATS:
        assert invoke(*EXAMPLES[name], "-f", form).code == 0
    unread = {option for option in offered(name) if READ_BY[option] not in asked}
    # The methods are the program's own, but every output names its day and its place in the same way.
    assert unread <= ({"--data"} if name == "methods" else set())


@pytest.mark.parametrize("name", WRITING)
def test_shared_options_of_writing_commands_are_read(name: str, asked: set[str], tmp_path: Path) -> None:
    """The same of commands that write."""
    example = copy_of_example(tmp_path / "example")
    for form in FORMATS if "--format" in offered(name) else ("",):
        argv = (*WRITING[name], *(("-f", form) if form else ()), "--data", str(example))
        done = invoke(*argv)
        assert done.code == 0, done.err
    assert {option for option in offered(name) if READ_BY[option] not in asked} == set()


def offered(name: str) -> set[str]:
    helped = invoke(*name.split(), "-h", env={"HNTRACK_LANG": "en"}).out
    return set(re.findall(r"--[a-z-]+", helped)) & set(READ_BY)


def test_every_field_of_a_bundle_is_used() -> None:
    """A bundle's option that no module asks for is left over (parameters of functions are watched by the linter)."""
    sources = [path.read_text("utf-8") for path in (ROOT / "src" / "hntrack" / "cli").glob("*.py")]
    whole = "\n".join(sources)
    left_over = [
        f"{bundle.name}.{field.target.id}"
        for source in sources
        for bundle in ast.walk(ast.parse(source))
        if isinstance(bundle, ast.ClassDef)
        for field in bundle.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if not re.search(rf"\.{field.target.id}\b", whole) and field.target.id != "debug"
    ]
    assert left_over == []
