"""What the house has too much of may only become less: each number here is today's, and is lowered with the code."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain

from support.cli import ROOT

SOURCE = ROOT / "src" / "hntrack"

# What is counted → the most there may be.  Never raise one: mend what you added.  When you have made it less, lower it.
MOST = {
    "modules that share their name with another": 27,
    "bindings of `one`, `found` or `said` that outlive a line": 537,
    "modules in a circle of imports": 0,
    "functions of complexity above 10, in a thousand": 19,
    "conditional expressions inside others": 2,
    "functions that read whole numbers by themselves": 9,
}
_FORKS = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.While,
    ast.ExceptHandler,
    ast.match_case,
    ast.comprehension,
    ast.Assert,
)
VAGUE = frozenset({"one", "found", "said"})


@cache
def trees() -> dict[str, ast.Module]:
    """Each module of the source: its dotted name and its tree."""
    return {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.glob("**/*.py"))
    }


def test_module_names_are_unique() -> None:
    """An editor's tabs tell modules apart by their names: no second `words.py`."""
    names = Counter(name.rpartition(".")[2] for name in trees())
    shared = [name for name in trees() if names[name.rpartition(".")[2]] > 1 and not name.endswith("__")]
    hold("modules that share their name with another", shared, "Name the module after what is special in it.")


def test_names_say_what_they_hold() -> None:
    """`one`, `found` and `said` hide what a loop is about: name the measurement, the target, the text."""
    vague = [f"{name}:{line}: {word}" for name, tree in trees().items() for word, line in bindings(tree)]
    hold(
        "bindings of `one`, `found` or `said` that outlive a line",
        vague,
        "Give it the name of the thing: `measurement`, `target`, `problem`.  In a comprehension of one line it may stay.",
    )


def bindings(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Give the vague names that are bound, with their lines; not those of comprehensions that fit on a line."""
    short = {
        id(inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
        and node.lineno == node.end_lineno
        for inside in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            if node.id in VAGUE and id(node) not in short:
                yield node.id, node.lineno
        elif isinstance(node, ast.arg) and node.arg in VAGUE:
            yield node.arg, node.lineno


def test_no_modules_import_in_a_circle() -> None:
    """Nor inside a room: what two modules need of each other belongs into a third one."""
    imports = {name: set(imported(name, tree)) for name, tree in trees().items()}
    circular = [name for name in imports if name in reached(imports, name)]
    hold("modules in a circle of imports", circular, "Move what both need into a module of its own.")


def imported(name: str, tree: ast.Module) -> Iterator[str]:
    """Give our modules that one imports when it is loaded, or later; not for types only."""
    typing_only = {
        id(inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inside in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only or not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        for candidate in (*(f"{node.module}.{alias.name}" for alias in node.names), node.module):
            if candidate in trees() and candidate != name:
                yield candidate


def reached(imports: dict[str, set[str]], start: str) -> set[str]:
    """Give all modules that one imports, directly or through others."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        new = imports[waiting.pop()] - seen
        seen |= new
        waiting += new
    return seen


def test_functions_are_simple() -> None:
    """A function with more than ten ways through it is two functions."""
    functions = [
        (f"{name}:{node.lineno}: {node.name} has {complexity(node)}", complexity(node))
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    many = [text for text, number in functions if number > 10]
    share = (
        [many[at * len(many) // 1000] for at in range(round(1000 * len(many) / len(functions)))]
        if many
        else []
    )
    hold(
        "functions of complexity above 10, in a thousand",
        share,
        "Take a step out into a function of its own.",
    )


def complexity(function: ast.FunctionDef) -> int:
    """Count the ways through a function, `and`, `or` and `if … else` included; functions inside count by themselves."""
    ways = 1
    waiting: list[ast.AST] = list(chain(function.body))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            continue
        ways += isinstance(node, _FORKS) + (len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0)
        waiting += ast.iter_child_nodes(node)
    return ways


def test_conditional_expressions_do_not_nest() -> None:
    """`a if b else c if d else e` is read twice: write an `if`, or a table."""
    nested = [
        f"{name}:{inner.lineno}"
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.IfExp)
        for inner in ast.walk(node)
        if isinstance(inner, ast.IfExp) and inner is not node
    ]
    hold("conditional expressions inside others", nested, "Write an `if`, or a table.")


def test_whole_numbers_of_strangers_are_read_by_one_function() -> None:
    """`isdigit` is true of `2³` and of 5 000 digits, which `int` both refuses with an error that nobody expects."""
    asked = {"isdigit", "isdecimal", "isnumeric"}
    own = []
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name != "read_whole":
                called = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
                if any(isinstance(it, ast.Attribute) and it.attr in asked for it in called) and any(
                    isinstance(it, ast.Name) and it.id == "int" for it in called
                ):
                    own.append(f"{name}:{node.lineno}: {node.name}")
    hold("functions that read whole numbers by themselves", own, "Use text.numbers.read_whole.")


def hold(what: str, found: list[str], remedy: str) -> None:
    """Fail where there is more of something than there was."""
    assert len(found) <= MOST[what], (
        f"{len(found)} {what}, and at most {MOST[what]} are allowed. {remedy}\n" + "\n".join(found)
    )


def test_there_are_few_files() -> None:
    """A test is a line in a file that is there, sooner than a new file: fewer than 500 below tests/."""
    files = [
        path for path in (ROOT / "tests").glob("**/*") if path.is_file() and "__pycache__" not in path.parts
    ]
    assert len(files) < 500, "put cases together: examples are one file a code (support/invalid_examples.py)"
