"""Write constraints.txt: for pip, the versions that uv.lock names and that the tests have seen.

Usage: ``python tools/constraints.py [--check]``
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

from blocks import ROOT, settle

HEAD = """\
# Versions that work together, for `pip install -c constraints.txt`.  Written from uv.lock by tools/constraints.py.
"""


def main() -> int:
    """Write or check the file."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
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
