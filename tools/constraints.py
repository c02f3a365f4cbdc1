"""Write constraints.txt: for pip, the versions that uv.lock names and that the tests have seen.

Usage: ``python tools/constraints.py [--check | --oldest]``

With ``--oldest`` it prints the oldest versions that pyproject.toml allows of what hntrack itself needs (its
dependencies and the extras that people install), and the locked ones of the tools that test it.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

from blocks import ROOT, settle

OURS = ("charts", "documents", "excel", "html", "mcp", "office", "pdf", "report")
"""The extras that people install, as opposed to those that we test with."""

HEAD = """\
# Versions that work together, for `pip install -c constraints.txt`.  Written from uv.lock by tools/constraints.py.
"""


def main() -> int:
    """Write or check the file."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    if sys.argv[1:] == ["--oldest"]:
        oldest = oldest_allowed()
        tools = {name_of(one) for one in project()["optional-dependencies"]["test"]} - set(oldest)
        kept = [one for one in lines(lock["package"]) if one.partition("==")[0] in tools]
        print("".join(kept) + "\n".join(f"{name}=={version}" for name, version in oldest.items()))
        return 0
    return settle([(ROOT / "constraints.txt", HEAD + "".join(sorted(lines(lock["package"]))))], __doc__)


def lines(packages: list[dict[str, Any]]) -> Iterator[str]:
    """Give a line for each locked package that comes from a registry."""
    names = [package["name"] for package in packages]
    for package in packages:
        if "registry" not in package["source"]:
            continue
        line = f"{package['name']}=={package['version']}"
        if names.count(package["name"]) > 1:
            line += f" ; {marker(package['resolution-markers'])}"
        yield f"{line}\n"


def oldest_allowed() -> dict[str, str]:
    """Give the lower bound of each of our own dependencies."""
    ours = project()
    extras = ours["optional-dependencies"]
    found = {}
    for requirement in (*ours["dependencies"], *(one for name in OURS for one in extras[name])):
        bound = re.search(r">=([0-9][0-9a-z.]*)", requirement)
        if bound is None:
            sys.exit(f"tools/constraints.py: {requirement!r} in pyproject.toml names no oldest version")
        found[name_of(requirement)] = bound[1]
    return found


def project() -> dict[str, Any]:
    """Give what pyproject.toml says of the project."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def name_of(requirement: str) -> str:
    """Give the name of the package that a requirement is about, as uv.lock spells it."""
    return (
        re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")
    )


def marker(alternatives: list[str]) -> str:
    """Give the environments of one of several versions, by Python's version, which is all they differ in.

    Raises:
        SystemExit: They differ in something else.
    """
    comparison = re.compile(r"python_full_version [<>=!]+ '[^']+'")
    versions = dict.fromkeys(" and ".join(comparison.findall(one)) for one in alternatives)
    if "" in versions:
        sys.exit(
            "tools/constraints.py: uv.lock tells versions apart by more than Python's version: extend it"
        )
    return " or ".join(versions)


if __name__ == "__main__":
    sys.exit(main())
