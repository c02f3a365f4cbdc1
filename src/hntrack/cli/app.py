"""From the arguments to an exit code: find the command, run it, and let no traceback out."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from hntrack.classes import TYPE_CHECKING
from hntrack.cli.answers import Listener
from hntrack.cli.commands import COMMANDS, purpose
from hntrack.cli.declare import Registry, flat
from hntrack.cli.language import choose, environment, spoken
from hntrack.cli.plain_calls import plain_call
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
        about = spoken(function.shown.about or listed.purpose)
        registry.command(name, about=about, short=purpose(name))(flat(function))
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


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
