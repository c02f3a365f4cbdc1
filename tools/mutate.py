"""Change the program in small ways, one at a time, and see whether a test notices.

Usage: ``python tools/mutate.py [--most N] [--seed N] [--lines A-B] [NAME…]``

NAME is one of :data:`TARGETS`: a module and the tests that are there for it.  Of each, at most N changes are tried,
drawn at random from all.  A change that no test notices (a survivor) is printed with its line; it is
either a test that is missing, or no change of what the program does: then it belongs into docs/robustness.md, with the
reason.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import hypothesis  # noqa: F401  (both are loaded once, before all runs)
import pytest

ROOT = Path(__file__).resolve().parents[1]
_STORE = ("tests/unit/store/test_writing.py", "tests/unit/store/test_other_systems.py")
TARGETS = MappingProxyType(
    {
        "write": ("store/write.py", _STORE),
        "lock": ("store/lock.py", _STORE),
        "splice": (
            "store/splice.py",
            ("tests/unit/store/test_writing.py", "tests/properties/test_store_appending.py"),
        ),
        "standing": ("assess/standing.py", ("tests/unit/assess",)),
        "line": ("assess/line.py", ("tests/unit/assess",)),
        "trajectory": ("assess/methods/trajectory.py", ("tests/unit/assess",)),
        "markdown": ("render/markdown.py", ("tests/unit/render/test_markdown_lines.py", "tests/unit/render")),
        "csv-safe": ("render/csv_safe.py", ("tests/unit/render", "tests/cli/test_export.py")),
        "visible": (
            "text/visible.py",
            ("tests/unit/text", "tests/unit/render", "tests/cli/test_hostile_words.py"),
        ),
    }
)
_SECONDS = 120
_KNOWN = "ignore::pytest.PytestAssertRewriteWarning"  # hypothesis was loaded before
_OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Break: ast.Continue,
}  # fmt: skip


class Change(NamedTuple):
    """A change: the line, what it is, and the whole module with it."""

    line: int
    what: str
    source: str


def changes(source: str) -> Iterator[Change]:
    """Give each small change of a module."""
    tree = ast.parse(source)
    for at, node in enumerate(ast.walk(tree)):
        for number in range(_ways(node)):
            changed = copy.deepcopy(tree)
            told = _change(_nth(changed, at), number)
            if told:
                yield Change(
                    getattr(node, "lineno", 0), told, ast.unparse(ast.fix_missing_locations(changed))
                )


def _nth(tree: ast.AST, at: int) -> ast.AST:
    return next(node for number, node in enumerate(ast.walk(tree)) if number == at)


def _ways(node: ast.AST) -> int:
    """Say in how many ways a node is changed."""
    if isinstance(node, ast.Compare):
        return len(node.ops)
    if isinstance(node, ast.Constant):
        return 1 if isinstance(node.value, bool | int) else 0
    return int(isinstance(node, ast.BoolOp | ast.BinOp | ast.UnaryOp | ast.If | ast.IfExp | ast.Break))


def _change(node: ast.AST, number: int) -> str:
    """Change a node of a copy; say how, or nothing where there is nothing to change."""
    before = ast.unparse(node).partition("\n")[0][:60]
    if isinstance(node, ast.Compare):
        node.ops[number] = _opposite(node.ops[number])
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in _OPPOSITES:
        node.op = _opposite(node.op)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    else:
        return ""
    return f"{before}  →  {ast.unparse(ast.fix_missing_locations(node)).partition(chr(10))[0][:60]}"


def _opposite(operator: Any) -> Any:
    return _OPPOSITES.get(type(operator), type(operator))()


def survives(package: Path, module: str, source: str, tests: tuple[str, ...]) -> bool:
    """Tell whether all tests pass with another source of a module."""
    path = package / "hntrack" / module
    kept = path.read_text("utf-8")
    path.write_text(source, "utf-8")
    try:
        return _pass(package, tests)
    finally:
        path.write_text(kept, "utf-8")


def _pass(package: Path, tests: tuple[str, ...]) -> bool:
    """Run tests in a child that has pytest already, which halves the time; one that hangs is ended: it fails."""
    child = os.fork()
    if child == 0:
        try:
            _run(package, tests)
        finally:
            os._exit(1)  # whatever happened: nothing of the parent is cleaned up here
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status == 0
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(package: Path, tests: tuple[str, ...]) -> None:
    os.setsid()
    os.chdir(ROOT)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.environ.update(PYTHONPATH=str(package), PYTHONDONTWRITEBYTECODE="1")
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(package), str(ROOT)]
    os._exit(pytest.main(["-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-W", _KNOWN, *tests]) != 0)


def try_module(package: Path, name: str, most: int, chance: random.Random, lines: range) -> tuple[int, int]:
    """Try the changes of one target; give how many were noticed, and how many tried."""
    module, tests = TARGETS[name]
    whole = (package / "hntrack" / module).read_text("utf-8")
    if not survives(package, module, ast.unparse(ast.parse(whole)), tests):
        raise SystemExit(f"{name}: its tests fail without any change")
    every = [change for change in changes(whole) if change.line in lines]
    drawn = sorted(chance.sample(every, min(most, len(every))))
    noticed = 0
    for change in drawn:
        if survives(package, module, change.source, tests):
            print(f"  survives: {module}:{change.line}: {change.what}", flush=True)
        else:
            noticed += 1
    print(f"{name}: {noticed} of {len(drawn)} noticed ({len(every)} changes in all)", flush=True)
    return noticed, len(drawn)


def main() -> None:
    """Try, and say the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TARGETS))
    parser.add_argument("--most", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", default="1-999999", metavar="A-B", help="only what starts on these lines")
    asked = parser.parse_args()
    first, _, last = asked.lines.partition("-")
    lines = range(int(first), int(last or first) + 1)
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(prefix="hntrack-mutate-") as folder:
        package = Path(folder)
        shutil.copytree(ROOT / "src" / "hntrack", package / "hntrack")
        for name in ("data", "seeds"):
            shutil.copytree(ROOT / name, package / "hntrack" / "bundled" / name)
        scores = [try_module(package, name, asked.most, chance, lines) for name in asked.names or TARGETS]
    noticed, tried = map(sum, zip(*scores, strict=True))
    print(f"score: {noticed} of {tried}, {100 * noticed // max(tried, 1)} %")


if __name__ == "__main__":
    main()
