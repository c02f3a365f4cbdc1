"""Every pattern of the package: what it compiles while it is imported and used, and what stands in its source.

Run as a program (``python tests/support/patterns.py``), in a process in which nothing of hntrack was imported yet:
it writes a JSON list of :class:`Compiled`, and after it the places in the source that were never reached.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import inspect
import io
import itertools
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

USES = {
    "match": "match",
    "fullmatch": "fullmatch",
    **dict.fromkeys(("search", "finditer", "findall", "split", "sub", "subn"), "finditer"),
}
"""Method → the method of which it has the cost; those that look everywhere are tried as ``finditer``."""

ALL_USES = ("match", "fullmatch", "finditer")
ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hntrack"
_FUNCTIONS = frozenset(
    {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
)


class Compiled(NamedTuple):
    """A pattern: its text, its flags, where it is compiled (``file:line``), and by which methods it is used."""

    text: str
    flags: int
    where: str
    uses: tuple[str, ...]


class Recorder:
    """Stands in the place of ``re._compile``, through which each pattern goes, compiled before or not."""

    def __init__(self) -> None:
        self.seen: set[tuple[str | bytes, int, str, int]] = set()
        self._compile: Callable[[Any, int], re.Pattern[Any]] = re._compile  # type: ignore[attr-defined]
        re._compile = self  # type: ignore[attr-defined]

    def __call__(self, pattern: Any, flags: int) -> re.Pattern[Any]:
        """Compile, and note for whom."""
        compiled = self._compile(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_filename in {re.__file__, __file__}:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(SOURCE):
            name = path.relative_to(SOURCE).as_posix()
            self.seen.add((compiled.pattern, compiled.flags, name, frame.f_lineno))
        return compiled


@cache
def _source(name: str) -> tuple[str, ast.Module]:
    text = (SOURCE / name).read_text("utf-8")
    return text, ast.parse(text)


@cache
def _everything() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.glob("**/*.py")))


def uses_of(name: str, line: int) -> tuple[str, ...]:
    """Tell by which methods the pattern that is compiled there is used; all of them, where that is not plain.

    The name that it is bound to, or the function that gives it, is followed by one of the methods everywhere.  A name
    that starts with an underscore is one of its module's; another may be used in any.
    """
    text, tree = _source(name)
    bound, direct, local = "", "", True
    for node in ast.walk(tree):
        if not (isinstance(node, ast.stmt | ast.Call) and node.lineno <= line <= (node.end_lineno or 0)):
            continue
        if isinstance(node, ast.FunctionDef):
            bound, local = node.name, node.col_offset > 0
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            bound, local = (target.id if isinstance(target, ast.Name) else ""), node.col_offset > 0
        elif isinstance(node, ast.Call) and (called := ast.unparse(node.func)).startswith("re."):
            direct = direct or called.rpartition(".")[2]  # `re.search(…)`, `re.compile(…).match(…)`
    if direct in USES:
        return (USES[direct],)
    if not bound:
        return ALL_USES
    where = text if local or bound.startswith("_") else _everything()
    named = len(re.findall(rf"(?<!def )\b{bound}\b(?!:? [^\n=]{{0,60}}= )(?=[\[(.])", where))
    used = re.findall(rf"(?<!def )\b{bound}(?:\([^()]*\))?(?:\[[^\]]*\])?\.([a-z]+)\b", where)
    if len(used) < named or not used or not set(used) <= set(USES):
        return ALL_USES
    return tuple(sorted({USES[one] for one in used}))


def sites() -> Iterator[tuple[str, int, int, str | bytes | None]]:
    """Give each call of ``re`` in the source: file, first and last line, and the pattern where it is a constant."""
    for path in sorted(SOURCE.glob("**/*.py")):
        if path == SOURCE / "classes.py":
            continue  # its patterns are compiled where they are declared (`_compile_at_once`)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in _FUNCTIONS
            ):
                continue
            pattern = node.args[0]
            constant = pattern.value if isinstance(pattern, ast.Constant) else None
            assert constant is None or isinstance(constant, str | bytes)
            yield path.relative_to(SOURCE).as_posix(), node.lineno, node.end_lineno or node.lineno, constant


def exercise() -> None:
    """Import everything, build what is built when first needed, and use what builds a pattern of its data."""
    _compile_at_once()
    modules = []
    for one in pkgutil.walk_packages([str(SOURCE)], "hntrack."):
        if one.name.endswith("__main__"):
            continue
        try:
            modules.append(importlib.import_module(one.name))
        except (
            ModuleNotFoundError
        ) as error:  # an extra that is not there: what is written out is read from its source
            if (error.name or "hntrack").startswith("hntrack"):
                raise
    for module in modules:
        for cached in list(vars(module).values()):
            if hasattr(cached, "cache_info") and cached.__module__ == module.__name__:
                _build(cached)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        _use()


def _compile_at_once() -> None:
    """Compile what waits for its first use where it is declared: only there it can be told how it is used."""
    from hntrack import classes  # noqa: PLC0415

    def compile_now(pattern: str, flags: int = 0) -> re.Pattern[str]:
        return re.compile(pattern, flags)

    classes.late = compile_now


def _use() -> None:
    """Use what builds a pattern out of the data at hand; imported late: all is recorded by now."""
    from hntrack import locale  # noqa: PLC0415
    from hntrack.checks import originals, printed, quotes  # noqa: PLC0415
    from hntrack.cli.app import run  # noqa: PLC0415
    from hntrack.documents import anchors, table_heads  # noqa: PLC0415
    from hntrack.documents.lines import read_text  # noqa: PLC0415
    from hntrack.exchange import labels, table  # noqa: PLC0415
    from hntrack.report import coverage  # noqa: PLC0415
    from hntrack.store import decode, yaml_nodes  # noqa: PLC0415
    from hntrack.store.append import Fresh  # noqa: PLC0415
    from hntrack.store.folder import Folder  # noqa: PLC0415
    from hntrack.store.plain_measurements import grow  # noqa: PLC0415
    from hntrack.text.figure import NotAFigure, read_figure  # noqa: PLC0415
    from hntrack.text.foreign_tables import Notation  # noqa: PLC0415
    from hntrack.text.written_times import _names_document  # noqa: PLC0415

    for name in ("docs/examples/sample-city-2026.txt", "tests/unit/extract/texts/lessons.txt"):
        run(["extract", str(ROOT / name), "--as-of", "2026-01-01"])
    fresh = Fresh(Folder(ROOT / "data", ROOT / "seeds"))
    fresh.refresh()
    grow(fresh.catalog.measurements, fresh.section, (fresh.lines, fresh.lines), "")
    for source in fresh.catalog.sources:
        list(originals._document(source, ["Title"]))
    quotes._areas(fresh.catalog, "Hà Nội")
    printed._in_words("gấp đôi", "vi", Decimal(2))
    scroll = anchors.Scroll(read_text("Tỷ lệ đạt 25,2% năm 2025."))
    list(anchors._gaps(scroll, "đạt 30%", ("", "")))
    anchors._other_figures_at(scroll, "đạt 30%", scroll.lines[0].place)
    labels.read_label("2025 - Prel. 2025")
    table.number_of("1.200,5", Notation(decimal=",", thousands="."))
    for lang in ("vi", "en"):
        coverage._no_figures("Điều 3", lang)
        _names_document("nghị quyết số 57 năm 2024", 20, lang)
        for text in ("khoảng 25,2% - 30%", "trên 12 trong 40", "from 2 to 3 of 10", "about twenty"):
            with contextlib.suppress(NotAFigure):
                read_figure(text, lang)
    locale.read_po('#, fuzzy\nmsgid "a"\nmsgstr "b"\n')
    locale.translate_counted("{count} measurement", "{count} measurements", 2, "vi")
    table_heads._role("Chỉ tiêu")
    for kind in decode.PATTERNS:
        decode.matches(kind, "x")
    yaml_nodes._end_of_block("a: |\n  b\n", 3, 5)


def _build(cached: Callable[..., Any]) -> None:
    """Call a cached function with each language, and each yes or no, that it may take."""
    choices = {"str": ("vi", "en"), "bool": (True, False)}
    kinds = [
        choices.get(str(one.annotation), ())
        for one in inspect.signature(cached).parameters.values()
        if one.default is inspect.Parameter.empty or one.kind is inspect.Parameter.KEYWORD_ONLY
    ]
    names = list(inspect.signature(cached).parameters.values())
    for values in itertools.product(*kinds):
        positional = [v for v, p in zip(values, names, strict=False) if p.kind is not p.KEYWORD_ONLY]
        named = {p.name: v for v, p in zip(values, names, strict=False) if p.kind is p.KEYWORD_ONLY}
        with contextlib.suppress(Exception):
            cached(*positional, **named)


def main() -> None:
    """Write what was compiled, and which places were not reached."""
    recorder = Recorder()
    exercise()
    found: dict[tuple[str, int], tuple[str, set[str]]] = {}

    def note(text: str | bytes, flags: int, name: str, line: int) -> None:
        if isinstance(text, bytes):
            text = text.decode("latin-1")
        entry = found.setdefault((text, flags & ~re.UNICODE.value), (f"{name}:{line}", set()))
        entry[1].update(uses_of(name, line))

    for text, flags, name, line in sorted(recorder.seen, key=lambda one: (one[2], one[3], str(one[0]))):
        note(text, flags, name, line)
    missed = []
    for name, first, last, constant in sites():
        if any(name == other and first <= line <= last for _text, _flags, other, line in recorder.seen):
            continue
        if constant is not None:
            note(constant, 0, name, first)
        else:
            missed.append(f"{name}:{first}")
    patterns = [Compiled(*key, where, tuple(sorted(uses))) for key, (where, uses) in found.items()]
    json.dump([patterns, missed], sys.stdout)


if __name__ == "__main__":
    main()
