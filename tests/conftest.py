"""What all tests share: how much of them runs, and how goldens are accepted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from support.golden import Golden
from support.quickness import SLOW_FILES, SLOW_FOLDERS, WHOLE

GOLDEN = pytest.StashKey[Golden]()
LEFT_OUT = pytest.StashKey[int]()

os.environ["HNTRACK_CACHE"] = "off"  # no test reads what another one compiled


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our options."""
    ours = parser.getgroup("hntrack")
    ours.addoption(
        "--accept",
        action="append",
        default=[],
        metavar="NAME",
        help="write the golden file of this name anew and print what changed; may be repeated, takes patterns: 'show-*'",
    )
    ours.addoption(
        "--whole",
        action="store_true",
        help="run everything: slow tests too, and properties with many examples",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say how many examples a property is tried on, unless its test says so itself."""
    settings.register_profile("quick", max_examples=12, deadline=None, derandomize=True)
    settings.register_profile("full", max_examples=60, deadline=None)
    whole = config.getoption("--whole")
    settings.load_profile("full" if whole else "quick")
    if whole:
        os.environ[WHOLE] = "1"
    config.stash[GOLDEN] = Golden(config.getoption("--accept"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out slow tests, unless all are asked for, or these by marker, file or name."""
    here = Path(__file__).parent
    for item in items:
        path = item.path.relative_to(here)
        if path.parts[0] in SLOW_FOLDERS or path.as_posix() in SLOW_FILES:
            item.add_marker(pytest.mark.slow)
    if config.getoption("--whole") or config.option.markexpr or config.option.keyword:
        return
    named = {Path(argument.partition("::")[0]).resolve() for argument in config.args}
    slow = [
        item
        for item in items
        if item.get_closest_marker("slow") and not named & {item.path, item.path.parent}
    ]
    if slow:
        config.stash[LEFT_OUT] = len(slow)
        config.hook.pytest_deselected(items=slow)
        left_out = set(slow)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was accepted, and how to run what was left out."""
    golden = config.stash[GOLDEN]
    for name, change in sorted(golden.changes.items()):
        terminalreporter.section(f"accepted: {name}")
        terminalreporter.write_line(change)
    if golden.unused:
        terminalreporter.section("not accepted")
        terminalreporter.write_line(
            f"no test that ran compares a file named {', '.join(sorted(golden.unused))}"
        )
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{left_out} slow tests were left out, and properties tried on few examples. "
            "Everything: pytest --whole (-n 2 for two workers). One kind: pytest -m slow, pytest tests/faults."
        )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with a committed file: ``golden(name, path, text)``."""
    return request.config.stash[GOLDEN]
