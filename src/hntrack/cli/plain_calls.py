"""Plain calls, read without Typer: every option written out, every value in plain sight.

What is not plain (help, a slip, ``--option=value`` without its equal, a value that begins with a dash, a repeated
option) is left to Typer, which says the same of what is read here and more of what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple
from hntrack.cli.declare import REQUIRED, Declared, Parameter, Registry, declared

_TEXT, _TEXTS, _WHOLE, _FLAG = "text", "texts", "whole", "flag"
_KINDS: MappingProxyType[Any, str] = MappingProxyType(
    {
        str: _TEXT,
        str | None: _TEXT,
        int: _WHOLE,
        int | None: _WHOLE,
        bool: _FLAG,
        bool | None: _FLAG,
        list[str]: _TEXTS,
        list[str] | None: _TEXTS,
    }
)


class NotPlainError(Exception):
    """A call that Typer has to look at."""


class _Parameter(NamedTuple):
    name: str
    kind: str
    default: Any
    told: Declared


def plain_call(registry: Registry, argv: Sequence[str]) -> Callable[[], int] | None:
    """Give what a plain call does.

    Args:
        registry: With the command that the call names.
        argv: The arguments without the program's name.

    Returns:
        The command with its values, to be called; ``None`` where Typer has to look at the arguments.
    """
    run, words = _named(registry, argv)
    if run is None:
        return None
    try:
        given = _given([_parameter(parameter) for parameter in run.parameters], words)  # type: ignore[attr-defined]
    except NotPlainError:
        return None
    return lambda: run(**given)


def _named(registry: Registry, argv: Sequence[str]) -> tuple[Callable[..., int] | None, Sequence[str]]:
    """Give what the first word, or the first two, name, and the words behind."""
    group = registry.groups.get(argv[0])
    command = registry.commands.get(argv[0])
    if group is None:
        return (command.run if command else None), argv[1:]
    member = group.commands.get(argv[1]) if len(argv) > 1 else None
    return (member.run, argv[2:]) if member else (group.alone, argv[1:])


def _parameter(signed: Parameter) -> _Parameter:
    kind, told = declared(signed.annotation)
    if kind not in _KINDS or any("/" in name for name in told.names):
        raise NotPlainError
    return _Parameter(signed.name, _KINDS[kind], signed.default, told)


def _given(parameters: Sequence[_Parameter], words: Sequence[str]) -> dict[str, Any]:
    """Read the words; whatever was not given has its default."""
    options = {name: parameter for parameter in parameters for name in parameter.told.names}
    given: dict[str, Any] = {}
    places: list[str] = []
    left = iter(words)
    for word in left:
        if not word.startswith("-") or word == "-":
            places.append(word)
        else:
            _read_option(options, word, left, given)
    _read_places([parameter for parameter in parameters if not parameter.told.names], places, given)
    for parameter in parameters:
        if parameter.name not in given:
            if parameter.default is REQUIRED:
                raise NotPlainError
            given[parameter.name] = parameter.default
    return given


def _read_option(options: dict[str, _Parameter], word: str, left: Any, given: dict[str, Any]) -> None:
    name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
    parameter = options.get(name)
    if (
        parameter is None
        or (parameter.name in given and parameter.kind != _TEXTS)
        or (parameter.kind == _FLAG and equals)
    ):
        raise NotPlainError
    if parameter.kind == _FLAG:
        given[parameter.name] = True
        return
    if not equals:
        value = next(left, "-")
        if value.startswith("-"):
            raise NotPlainError
    if parameter.kind == _TEXTS:
        given.setdefault(parameter.name, []).append(value)
    else:
        given[parameter.name] = _whole(parameter, value) if parameter.kind == _WHOLE else value


def _whole(parameter: _Parameter, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise NotPlainError
    number = int(text)
    if (parameter.told.least is not None and number < parameter.told.least) or (
        parameter.told.most is not None and number > parameter.told.most
    ):
        raise NotPlainError
    return number


def _read_places(parameters: Sequence[_Parameter], places: Sequence[str], given: dict[str, Any]) -> None:
    """Read what goes by its place; a list takes what is left, and stands last."""
    if any(parameter.kind not in {_TEXT, _TEXTS} for parameter in parameters):
        raise NotPlainError
    if any(parameter.kind == _TEXTS for parameter in parameters[:-1]):
        raise NotPlainError
    rest = list(places)
    for parameter in parameters:
        if parameter.kind == _TEXTS:
            if rest:
                given[parameter.name] = rest
            return
        if rest:
            given[parameter.name] = rest.pop(0)
    if rest:
        raise NotPlainError
