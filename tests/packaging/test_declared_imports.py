"""What is imported is declared: a fresh environment has it, so that no test is skipped and no command fails there."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import metadata, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from support.cli import ROOT

OURS = {"hntrack", "support", "write", "conformance", *(path.stem for path in (ROOT / "tools").glob("*.py"))}


def modules(path: Path) -> Iterator[str]:
    """Give the top-level names of the modules that a file imports, at its head or inside, or asks pytest for."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "importorskip"
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value).partition(".")[0]


@cache
def declared(*extras: str) -> frozenset[str]:
    """Give the distributions that hntrack requires with these extras, its own extras followed."""
    found: set[str] = set()
    waiting = {"", *extras}
    for line in requires("hntrack") or ():
        requirement = Requirement(line)
        if not any(
            requirement.marker is None or requirement.marker.evaluate({"extra": one}) for one in waiting
        ):
            continue
        if requirement.name == "hntrack":
            found |= declared(*sorted(requirement.extras))
        else:
            found.add(normal(requirement.name))
    return frozenset(found)


def normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def foreign(top: str) -> dict[str, set[str]]:
    """Give the foreign modules below a folder, each with the files that import it."""
    found: dict[str, set[str]] = {}
    own = {name for path in (ROOT / top).glob("**/*.py") for name in (path.stem, path.parent.name)}
    for path in (ROOT / top).glob("**/*.py"):
        for module in set(modules(path)) - asked_for(path):
            if module not in sys.stdlib_module_names and module not in OURS | own:
                found.setdefault(module, set()).add(path.relative_to(ROOT).as_posix())
    return found


def asked_for(path: Path) -> set[str]:
    """Give what a script asks for by itself, in the inline metadata of scripts (PEP 723)."""
    block = re.search(r"^# /// script\n((?:#.*\n)*?)# ///$", path.read_text("utf-8"), re.MULTILINE)
    if block is None:
        return set()
    inline = tomllib.loads(re.sub(r"^# ?", "", block[1], flags=re.MULTILINE))
    return {Requirement(line).name for line in inline["dependencies"]} - {"hntrack"}


@pytest.mark.parametrize(
    ("top", "extras"),
    [
        ("src", ("bulk", "charts", "documents", "excel", "html", "mcp", "office", "pdf", "report", "spark")),
        ("tests", ("test", "browser", "spark")),
        ("tools", ("test", "fuzz")),
        ("benchmarks", ("dev",)),
    ],
)
def test_every_import_is_declared(top: str, extras: tuple[str, ...]) -> None:
    """Each foreign module that the folder imports belongs to a distribution that pyproject.toml names for it."""
    owners = packages_distributions()
    missing = {
        module: files
        for module, files in foreign(top).items()
        if not declared(*extras) & {normal(name) for name in owners.get(module, [module])}
    }
    assert missing == {}


def test_every_extra_that_a_message_names_exists() -> None:
    """Where the program says that an extra is missing, pyproject.toml has it."""
    named = {
        extra
        for path in (ROOT / "src").glob("**/*.py")
        for extra in re.findall(r'MissingExtraError\(\s*"([a-z]+)"', path.read_text("utf-8"))
    }
    assert named
    assert named <= set(metadata("hntrack").get_all("Provides-Extra") or ())
