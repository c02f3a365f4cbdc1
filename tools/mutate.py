"""Change the program in small ways, one at a time, and see whether a test notices.

Usage: ``python tools/mutate.py [--most N] [--seed N] [--lines A-B] [NAME…]``

NAME is one of :data:`TARGETS`: a module and the tests that are there for it.  Of each, at most N changes are tried,
drawn at random from all.  A change that no test notices (a survivor) is printed with its line; it is
either a test that is missing, or no change of what the program does: then it belongs into docs/robustness.md, with the
reason.

The tests of a module are collected once and run once, to see which of them reach which line.  Each change is then made
in a child of that process, in the functions as they are in memory, and only tests that reach it run.  So what tests
start as programs of their own sees no change.
"""

from __future__ import annotations

import argparse
import ast
import copy
import inspect
import os
import pickle
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType, FunctionType, MappingProxyType, MemberDescriptorType, ModuleType
from typing import Any, NamedTuple, TypeVar, cast

import pytest

ROOT = Path(__file__).resolve().parents[1]
_STORE = (
    "tests/unit/store/test_writing.py",
    "tests/unit/store/test_other_systems.py",
    "tests/unit/store/test_several_files.py",
)
_READING = (
    *("tests/unit/store", "tests/properties/test_store_reading.py"),
    *("tests/properties/test_store_appending.py", "tests/cli/test_recording.py"),
)
_ESCAPING = ("tests/unit/render/test_markdown_lines.py", "tests/unit/render/test_table_lines.py")
_MACHINES = ("tests/unit/render/test_ci_formats.py",)
_SAFE_CELLS = (
    "tests/injection/test_hostile_catalog.py"
    "::test_a_cell_of_the_csv_for_spreadsheets_begins_with_an_apostrophe"
)
TARGETS = MappingProxyType(
    {
        "write": ("store/write.py", _STORE),
        "yaml-lines": ("store/yaml_lines.py", (*_READING, "tests/properties/test_store_appending.py")),
        "append": (
            "store/append.py",
            (*_STORE, "tests/unit/store/test_compiled.py", "tests/properties/test_store_appending.py"),
        ),
        "entries": ("store/entries.py", (*_READING, "tests/cli/test_workbook.py")),
        "read": ("store/read.py", _READING),
        "decode": ("store/decode.py", _READING),
        "yaml-nodes": ("store/yaml_nodes.py", _READING),
        "nodes": ("store/nodes.py", _READING),
        "plain-measurements": ("store/plain_measurements.py", _READING),
        "compiled": ("store/compiled.py", _READING),
        "folder": ("store/folder.py", _READING),
        "run": ("assess/run.py", ("tests/unit/assess",)),
        "what-if": ("assess/what_if.py", ("tests/unit/assess",)),
        "trajectory": ("assess/methods/trajectory.py", ("tests/unit/assess",)),
        "markdown": ("render/markdown.py", _ESCAPING),
        "csv-text": ("render/csv_text.py", (*_MACHINES, _SAFE_CELLS)),
        "json-text": ("render/json_text.py", _MACHINES),
        "mail-headers": ("render/mail.py", _MACHINES),
        "pipeline": ("render/pipeline.py", _MACHINES),
        "visible": ("text/characters.py", _ESCAPING),
    }
)
_PATIENCE = 40  # seconds more than thrice what all tests take without a change
Given = TypeVar("Given")
_OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Break: ast.Continue,
}  # fmt: skip


class Change(NamedTuple):
    """A change: the line, what it is, the lines of the whole statement, and the whole module with it.

    Attributes:
        made: The names that the statement gives where it stands in no function; empty in a function.
    """

    line: int
    what: str
    reach: range
    made: tuple[str, ...]
    source: str


def changes(source: str) -> Iterator[Change]:
    """Give each small change of a module."""
    tree = ast.parse(source)
    around = _statements(tree)
    for at, node in enumerate(ast.walk(tree)):
        for number in range(_ways(node)):
            changed = copy.deepcopy(tree)
            told = _change(_nth(changed, at), number)
            if told:
                whole = ast.unparse(ast.fix_missing_locations(changed))
                yield Change(node.lineno, told, *around[node], whole)  # type: ignore[attr-defined]


def _nth(tree: ast.AST, at: int) -> ast.AST:
    return next(node for number, node in enumerate(ast.walk(tree)) if number == at)


def _statements(tree: ast.AST) -> dict[ast.AST, tuple[range, tuple[str, ...]]]:
    """Give, for each node, the lines of the statement that it stands in, and the names that it gives to a module."""
    known: dict[ast.AST, tuple[range, tuple[str, ...]]] = {}

    def go(node: ast.AST, told: tuple[range, tuple[str, ...]], *, inside: bool) -> None:
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno
            told = range(node.lineno, end + 1), () if inside else tuple(_given(node))
        known[node] = told
        for child in ast.iter_child_nodes(node):
            go(child, told, inside=inside or isinstance(node, ast.FunctionDef))

    go(tree, (range(0), ()), inside=False)
    return known


def _given(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    for inner in ast.walk(node) if isinstance(node, ast.Assign | ast.AnnAssign) else ():
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner.id


def _ways(node: ast.AST) -> int:
    """Say in how many ways a node is changed; what only type checkers read is not."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return 0
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


def make(module: ModuleType, change: Change) -> None:
    """Make a change in a module as it is in memory: in its functions, and in what others have taken from it."""
    there: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
    import hntrack.errors  # noqa: PLC0415  (only in the child that tries a change)

    declare, hntrack.errors.declare = (
        hntrack.errors.declare,
        lambda *_: None,
    )  # its codes are declared already
    sys.modules[module.__name__] = stand_in = ModuleType(module.__name__)  # dataclasses look themselves up
    stand_in.__dict__.update(there)
    try:
        exec(compile(change.source, module.__file__ or "", "exec", dont_inherit=True), stand_in.__dict__)
    finally:
        sys.modules[module.__name__] = module
        hntrack.errors.declare = declare
    for name, new in vars(stand_in).items():
        old = getattr(module, name, None)
        if _become(old, new) or name not in change.made:
            continue
        for other in [*sys.modules.values()]:
            if getattr(other, "__dict__", {}).get(name) is old:
                setattr(other, name, new)


def _become(old: Any, new: Any) -> bool:
    """Give functions, and those of classes, the code of others; tell whether that is what they are."""
    if isinstance(old, type):
        for name, attribute in vars(new).items():
            if isinstance(attribute, MemberDescriptorType) or name.startswith("__"):
                _become(vars(old).get(name), attribute)  # a slot is the place in objects of the very class
            elif not _become(vars(old).get(name), attribute):
                with suppress(AttributeError, TypeError):
                    setattr(old, name, attribute)
        return True
    if isinstance(old, property):
        return _become(old.fget, new.fget)
    old, new = (inspect.unwrap(getattr(each, "__func__", each)) for each in (old, new))
    if not isinstance(old, FunctionType):
        return False
    old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    return True


class Tried(NamedTuple):
    """How many changes were noticed, of how many that were tried, of how many in all."""

    noticed: int
    tried: int
    every: int


class Trial:
    """Runs the tests that pytest has collected: as they are, then once for each change."""

    def __init__(self, module: str, most: int, chance: random.Random, lines: range) -> None:
        self.module = module
        self._most, self._chance, self._lines = most, chance, lines
        self.tried = Tried(0, 0, 0)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try instead of running."""
        path = ROOT / "src" / "hntrack" / self.module
        name = "hntrack." + self.module.removesuffix(".py").replace("/", ".")
        __import__(name)
        start = time.monotonic()
        reached, failed = in_a_child(lambda: (self._reached(session, str(path)), session.testsfailed))
        if failed:
            raise SystemExit(f"{self.module}: {failed} of its tests fail without any change")
        took = time.monotonic() - start
        report(f"{self.module}: {len(session.items)} tests, {took:.0f} s")
        patience = _PATIENCE + 3 * int(took)
        every = [change for change in changes(path.read_text("utf-8")) if change.line in self._lines]
        nothing = Change(0, "", range(0), (), ast.unparse(ast.parse(path.read_text("utf-8"))))
        all_tests = [session.items[number] for number in reached]
        if not _passes(lambda: make(sys.modules[name], nothing), session, all_tests, patience):
            raise SystemExit(f"{self.module}: its tests fail where nothing is changed but how it is made")
        drawn = sorted(self._chance.sample(every, min(self._most, len(every))), key=lambda each: each.line)
        noticed = 0
        for change in drawn:
            meant = [
                session.items[number]
                for number, lines in reached.items()
                if change.made or not lines.isdisjoint(change.reach)
            ]
            if meant and not _passes(lambda: make(sys.modules[name], change), session, meant, patience):  # noqa: B023
                noticed += 1
            else:
                report(f"  survives: {self.module}:{change.line}: {change.what}")
        self.tried = Tried(noticed, len(drawn), len(every))
        return True

    def _reached(self, session: pytest.Session, path: str) -> dict[int, set[int]]:
        """Run all tests and give, for each, the lines of the file that it reaches; the quickest tests first."""
        _quiet()
        known: dict[int, set[int]] = {}
        took = []
        for number, item in enumerate(session.items):
            sys.settrace(_tracer(path, known.setdefault(number, set())))
            start = time.process_time()
            _run_item(session, item, session.items[number + 1 : number + 2])
            took.append(time.process_time() - start)
            sys.settrace(None)
        return {number: known[number] for number in sorted(known, key=took.__getitem__)}


def in_a_child(work: Callable[[], Given]) -> Given:
    """Do work in a child, so that nothing of it is left here, and give what it gives."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            given = pickle.dumps(work())
            with os.fdopen(write, "wb") as whole:
                whole.write(given)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as whole:
        given = whole.read()
    os.waitpid(child, 0)
    if not given:
        raise SystemExit("what was tried in a child came to no end")
    return cast("Given", pickle.loads(given))


def _tracer(path: str, lines: set[int]) -> Callable[[FrameType, str, Any], Any]:
    def inside(frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            lines.add(frame.f_lineno)
        return inside

    def trace(frame: FrameType, _event: str, _argument: Any) -> Any:
        return inside if frame.f_code.co_filename == path else None

    return trace


def _passes(
    change: Callable[[], None], session: pytest.Session, items: Sequence[pytest.Item], patience: int
) -> bool:
    """Run tests in a child, with a change, up to the first that fails; one that hangs is ended: it fails."""
    child = os.fork()
    if child == 0:
        try:
            _quiet()
            resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
            change()
            for number, item in enumerate(items):
                _run_item(session, item, items[number + 1 : number + 2])
                if session.testsfailed:
                    os._exit(1)
            os._exit(0)
        finally:
            os._exit(1)  # whatever happened: nothing of the parent is cleaned up here
    until = time.monotonic() + patience
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status == 0
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run_item(session: pytest.Session, item: pytest.Item, following: Sequence[pytest.Item]) -> None:
    session.config.hook.pytest_runtest_protocol(item=item, nextitem=following[0] if following else None)


def _quiet() -> None:
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)


def report(line: str) -> None:
    """Say something, while pytest keeps what tests say to itself."""
    print(line, file=sys.__stderr__, flush=True)


def try_module(name: str, most: int, seed: int, lines: range) -> Tried:
    """Try the changes of one target, in a process of its own; give how many were noticed, and how many tried."""
    module, tests = TARGETS[name]
    trial = Trial(module, most, random.Random(seed), lines)
    options = ["-q", "-q", "-n", "0", "--capture=sys", "-p", "no:cacheprovider"]
    pytest.main(
        [*options, *(test for test in tests if (ROOT / test.partition("::")[0]).exists())], plugins=[trial]
    )
    report(
        f"{name}: {trial.tried.noticed} of {trial.tried.tried} noticed ({trial.tried.every} changes in all)"
    )
    return trial.tried


def main() -> None:
    """Try, and say the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TARGETS))
    parser.add_argument("--most", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", default="1-999999", metavar="A-B", help="only what starts on these lines")
    asked = parser.parse_args()
    first, _, last = asked.lines.partition("-")
    os.chdir(ROOT)
    scores = [
        in_a_child(
            partial(try_module, name, asked.most, asked.seed, range(int(first), int(last or first) + 1))
        )
        for name in asked.names or TARGETS
    ]
    noticed, tried = (sum(score[at] for score in scores) for at in (0, 1))
    report(f"score: {noticed} of {tried}, {100 * noticed // max(tried, 1)} %")


if __name__ == "__main__":
    main()
