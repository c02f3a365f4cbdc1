"""From the arguments to an exit code: find the command, run it, and let no traceback out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, Any, NamedTuple
from hntrack.cli.answers import Listener
from hntrack.cli.commands import (
    COMMANDS,
    REQUIRED,
    Declared,
    Parameter,
    Registry,
    choose,
    declared,
    environment,
    purpose,
    spoken,
)
from hntrack.cli.streams import guarded, prepare, write_out
from hntrack.errors import UsageError
from hntrack.text.messages import _

if TYPE_CHECKING:
    import typer


def run(argv: Sequence[str]) -> int:
    """Run one command line.

    Args:
        argv: The arguments without the program's name.

    Returns:
        The exit code (README, "Exit codes").
    """
    prepare()
    choose(argv, environment())
    if any("\0" in word for word in argv):  # no system passes such an argument on; another program's call may
        return guarded(_refuse_nul, argv)
    if "_HNTRACK_COMPLETE" in environment():
        return guarded(_complete, argv)
    if argv and argv[0] in COMMANDS:
        return guarded(lambda: _alone(argv), argv)
    if list(argv) in (["--version"], ["-V"]):
        return guarded(_version, argv)
    return guarded(lambda: _call(_whole(argv), argv or ["--help"], "hntrack"), argv)


def _refuse_nul() -> int:
    raise UsageError(
        _("An argument holds a NUL character, which no name and no text has."), _("Leave it out.")
    )


def _complete() -> int:
    from hntrack.cli.completion import complete  # noqa: PLC0415  (only a shell asks for it)

    return complete(environment(), registered)


def _version() -> int:
    from hntrack.__about__ import __version__  # noqa: PLC0415  (only when asked for)

    write_out(f"hntrack {__version__}\n")
    return 0


def _alone(argv: Sequence[str]) -> int:
    """Call one command, or one of a group of commands, without importing any other."""
    registry = registered(argv[0])
    call = plain_call(registry, argv)
    if call is None:
        return _by_typer(registry, argv)
    listener = Listener(argv)
    try:
        code = call()
        listener.keep(code)
    finally:
        listener.stop()
    return code


def show_help(name: str) -> int:
    """Show the help of a command, in the language of this run."""
    return _by_typer(registered(name), [name, "--help"])


def _by_typer(registry: Registry, argv: Sequence[str]) -> int:
    """Call a command of a registry by Typer, which knows everything about arguments."""
    from hntrack.cli.typed import add_declared, empty_app  # noqa: PLC0415  (a plain call needs no Typer)

    app = empty_app()
    add_declared(app, registry)
    if registry.groups:
        return _call(app, argv, "hntrack")
    return _call(app, argv[1:], f"hntrack {argv[0]}")


def _whole(argv: Sequence[str] = ()) -> typer.Typer:
    """Make the program, for its help, unknown names, and options before a command's name.

    Of a command that is not named, there is its name and what it is for.
    """
    from hntrack.cli.typed import add_declared, empty_app, overview  # noqa: PLC0415  (a plain call needs no Typer)

    app = overview(empty_app())
    for name in COMMANDS:
        if name in argv:
            add_declared(app, registered(name))
        else:
            app.command(name, help=purpose(name))(lambda: None)
    return app


def registered(name: str) -> Registry:
    """Import a command and give what it declares."""
    registry = Registry()
    listed = COMMANDS[name]
    function = listed.function()
    if function.__name__.startswith("register"):
        function(registry)
    else:
        told = function.shown
        about = spoken(told.about or listed.purpose)
        epilog = spoken(told.epilog) if told.epilog is not None else None
        registry.command(name, function, about=about, short=purpose(name), epilog=epilog, **told.bundles)
    return registry


def _call(app: typer.Typer, argv: Sequence[str], name: str) -> int:
    from typer.main import get_command  # noqa: PLC0415  (a plain call needs no Typer)

    command = get_command(app)

    def call() -> int:
        code = command.main(args=list(argv), prog_name=name, standalone_mode=False)
        return code if isinstance(code, int) else 0

    if "-h" in argv or "--help" in argv:
        from hntrack.cli.typed import help_of, use_our_help  # noqa: PLC0415  (only help pays for it)

        use_our_help(command)
        write_out(help_of(call))
        return 0
    return call()


# Plain calls, read without Typer: every option written out, every value in plain sight.
#
# What is not plain (help, a slip, ``--option=value`` without its equal, a value that begins with a dash, a repeated
# option) is left to Typer, which says the same of what is read here and more of what is not.

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
        given[parameter.name] = _whole_number(parameter, value) if parameter.kind == _WHOLE else value


def _whole_number(parameter: _Parameter, text: str) -> int:
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


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
