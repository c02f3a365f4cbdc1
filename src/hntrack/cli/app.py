"""From the arguments to an exit code: find the command, run it, and let no traceback out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from hntrack.cli.boundary import guarded
from hntrack.cli.commands import COMMANDS
from hntrack.cli.language import choose, environment
from hntrack.cli.streams import prepare, write_out

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def run(argv: Sequence[str]) -> int:
    """Run one command line.

    Args:
        argv: The arguments without the program's name.

    Returns:
        The exit code (README, "Exit codes").
    """
    prepare()
    choose(argv, environment())
    if argv and argv[0] in COMMANDS and "_HNTRACK_COMPLETE" not in environment():
        return guarded(lambda: _alone(argv), argv)
    if list(argv) in (["--version"], ["-V"]):
        return guarded(_version, argv)
    return guarded(lambda: _call(_whole(), argv or ["--help"], "hntrack"), argv)


def _version() -> int:
    from hntrack.__about__ import __version__  # noqa: PLC0415  (only when asked for)

    write_out(f"hntrack {__version__}\n")
    return 0


def _alone(argv: Sequence[str]) -> int:
    """Call one command, or one of a group of commands, without importing any other."""
    app = _app()
    _register(app, argv[0])
    if app.registered_groups:
        return _call(app, argv, "hntrack")
    return _call(app, argv[1:], f"hntrack {argv[0]}")


def _whole() -> typer.Typer:
    """Make the app with every command, for help, completion and unknown names."""
    from hntrack.cli.overview import overview  # noqa: PLC0415  (only help pays for it)

    app = overview(_app())
    for name in COMMANDS:
        _register(app, name)
    return app


def _register(app: typer.Typer, name: str) -> None:
    """Add one command, as the table says."""
    module, _, function = COMMANDS[name].partition(":")
    getattr(import_module(module), function or "register")(app)


def _app() -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=CONTEXT,
    )


def _call(app: typer.Typer, argv: Sequence[str], name: str) -> int:
    command = typer.main.get_command(app)

    def call() -> int:
        code = command.main(args=list(argv), prog_name=name, standalone_mode=False)
        return code if isinstance(code, int) else 0

    if "-h" in argv or "--help" in argv:
        from hntrack.cli.help_text import help_of, use_our_help  # noqa: PLC0415  (only help pays for it)

        use_our_help(command)
        write_out(help_of(call))
        return 0
    return call()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
