"""Indexes in the source that are written from what modules declare, so that no run has to import them all.

What a function is there for stands above it, as a decorator: ``@draws("md", …)``.  The source is only read here, so
that an index can be written anew while what it leads to cannot be imported.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from blocks import ROOT

SOURCE = ROOT / "src" / "hntrack"
_WIDTH = 106  # of a line of a block, as the formatter has it, without its indent


class Declaration(NamedTuple):
    """A function with a decorator that declares what it is there for.

    Attributes:
        call: Where the function is: ``module:function``.
        name: What the decorator's first argument says.
        more: Its other arguments by place, as they stand in the source.
        given: Those by name.
    """

    call: str
    name: str
    more: tuple[ast.expr, ...]
    given: dict[str, ast.expr]

    def text(self, key: str) -> str:
        """Give an argument that is a plain text; none is empty."""
        value = self.given.get(key)
        return ast.literal_eval(value) if value is not None else ""


def declarations(room: str, decorator: str) -> Iterator[Declaration]:
    """Read the modules of a room and give what stands below a decorator, in the order of the source."""
    for module, function in functions(room):
        for call in function.decorator_list:
            if isinstance(call, ast.Call) and ast.unparse(call.func) == decorator:
                given = {str(keyword.arg): keyword.value for keyword in call.keywords}
                first, *more = call.args
                yield Declaration(f"{module}:{function.name}", ast.literal_eval(first), tuple(more), given)


def functions(room: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Give each function of the modules of a room, with the dotted name of its module."""
    for path in sorted((SOURCE / room).glob("*.py")):
        module = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield module, node


def in_order(declared: Iterable[Declaration]) -> list[Declaration]:
    """Put each behind the one that it names with ``after``; who names none stands first, or by its name.

    Raises:
        SystemExit: One names what is not there.
    """
    waiting = sorted(declared, key=lambda each: each.name)
    following = {
        each.name: [other for other in waiting if other.text("after") == each.name] for each in waiting
    }
    placed: list[Declaration] = []
    coming = [each for each in waiting if not each.text("after")]
    while coming:
        each = coming.pop(0)
        placed.append(each)
        coming = following[each.name] + coming
    if len(placed) < len(waiting):
        lost = next(each for each in waiting if each not in placed)
        raise SystemExit(
            f"{lost.call}: {lost.name} stands after {lost.text('after')!r}, which is not declared"
        )
    return placed


def with_block(text: str, name: str, lines: Iterable[str]) -> str:
    """Give the text of a module with the lines between ``# <name>`` and ``# </name>`` written anew, each as it is.

    Raises:
        SystemExit: The module has no such block.
    """
    block = re.compile(rf"^( *)# <{name}>(.*)\n(?:.*\n)*?(?= *# </{name}>)", re.MULTILINE)
    found = block.search(text)
    if found is None:
        raise SystemExit(f"no block '# <{name}>' … '# </{name}>' to write into")
    body = "".join(f"{found[1]}{line}\n" for line in lines)
    return f"{text[: found.start()]}{found[1]}# <{name}>{found[2]}\n{body}{text[found.end() :]}"


def written_formats() -> tuple[Path, str]:
    """Give the module ``hntrack.render`` with its indexes of formats.

    Raises:
        SystemExit: A function draws a format and declares none.
    """
    path = SOURCE / "render" / "__init__.py"
    drawn = list(declarations("render", "draws"))
    undeclared = {
        f"{module}:{function.name}"
        for module, function in functions("render")
        if ast.unparse(function.args) == "view: View | Sheet, drawing: Drawing"
    } - {each.call for each in drawn}
    if undeclared:
        raise SystemExit(
            f"put its name above what draws a format, as @draws(…): {', '.join(sorted(undeclared))}"
        )
    text = path.read_text("utf-8")
    for block, for_pipelines in (("renderers", False), ("pipeline", True)):
        chosen = in_order(each for each in drawn if ("findings" in each.given) is for_pipelines)
        text = with_block(text, block, (f"{_quoted(each.name)}: {_quoted(each.call)}," for each in chosen))
    return path, text


def written_commands() -> tuple[Path, str]:
    """Give the module ``hntrack.cli.commands`` with its index of commands."""
    path = SOURCE / "cli" / "commands.py"
    text = path.read_text("utf-8")
    declared = list(declarations("cli", "command"))
    for group in dict.fromkeys(ast.literal_eval(each.more[0]) for each in declared):
        chosen = in_order(each for each in declared if ast.literal_eval(each.more[0]) == group)
        text = with_block(text, group, map(_listed, chosen))
    return path, text


def _listed(command: Declaration) -> str:
    """Give the entry of a command in the index, as the formatter would write it."""
    message = command.more[1]  # `_("…")`
    assert isinstance(message, ast.Call)
    purpose = ast.literal_eval(message.args[0])
    said = f"{_quoted(command.call.removeprefix('hntrack.cli.'))}, _({_quoted(purpose)})"
    line = f"{_quoted(command.name)}: Listed({said}),"
    return line if len(line) <= _WIDTH else f"{_quoted(command.name)}: Listed(\n        {said}\n    ),"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
