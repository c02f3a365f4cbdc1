"""From what commands declare to Typer, for help, slips, and whatever is no plain call."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from hntrack.cli.declare import Command, Registry, declared

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def empty_app() -> typer.Typer:
    """Make the program without commands."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=CONTEXT,
    )


def add_declared(app: typer.Typer, registry: Registry) -> None:
    """Add commands and groups as they were declared."""
    for name, command in registry.commands.items():
        _add_command(app, name, command)
    for name, group in registry.groups.items():
        made = typer.Typer(
            help=group.about,
            rich_markup_mode=None,
            no_args_is_help=group.helps,
            invoke_without_command=group.alone is not None,
        )
        if group.alone is not None:
            made.callback()(_alone(group.alone))
        elif len(group.commands) == 1:
            made.callback()(lambda: None)  # Typer takes a group of one command for that command
        for member, command in group.commands.items():
            _add_command(made, member, command)
        app.add_typer(made, name=name)


def _add_command(app: typer.Typer, name: str, command: Command) -> None:
    run = command.run
    app.command(name, help=command.about, short_help=command.short, epilog=command.epilog)(
        _signed(run, _parameters(run))
    )


def _alone(run: Callable[..., int]) -> Callable[..., int]:
    """Give a function that does what a group does without a command, and nothing before one."""

    def called(context: typer.Context, **given: Any) -> int:
        return run(**given) if context.invoked_subcommand is None else 0

    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    return _signed(called, [context, *_parameters(run)])


def _signed(function: Callable[..., int], parameters: list[inspect.Parameter]) -> Callable[..., int]:
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # inspect reads it
    function.__annotations__ = {p.name: p.annotation for p in parameters}
    return function


def _parameters(run: Callable[..., int]) -> list[inspect.Parameter]:
    found: tuple[inspect.Parameter, ...] = run.parameters  # type: ignore[attr-defined]  # made by `flat`
    return [one.replace(annotation=_annotation(one.annotation)) for one in found]


def _annotation(annotation: Any) -> Any:
    kind, told = declared(annotation)
    if not told.names:
        return Annotated[kind, typer.Argument(metavar=told.metavar, help=told.help)]
    return Annotated[
        kind,
        typer.Option(*told.names, metavar=told.metavar, help=told.help, min=told.least, max=told.most),
    ]
