"""From what commands declare to Typer, for help, slips, and whatever is no plain call; help and errors in our words.

What was wrong with a call is read from the class of Typer's error and from the command itself, never from what its
message says.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any

import typer

from hntrack.cli.commands import (
    COMMANDS,
    GROUPS,
    REQUIRED,
    Command,
    Parameter,
    Registry,
    declared,
    examples,
    one_of,
    say,
    spoken,
)
from hntrack.text.messages import LANGUAGES, _

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def empty_app() -> typer.Typer:
    """Make the program without commands."""
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=CONTEXT
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
    taken: tuple[Parameter, ...] = run.parameters  # type: ignore[attr-defined]  # made by `flat`
    return [
        inspect.Parameter(
            each.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if each.default is REQUIRED else each.default,
            annotation=_annotation(each.annotation),
        )
        for each in taken
    ]


def _annotation(annotation: Any) -> Any:
    kind, told = declared(annotation)
    if not told.names:
        return Annotated[kind, typer.Argument(metavar=told.metavar, help=told.help)]
    return Annotated[
        kind, typer.Option(*told.names, metavar=told.metavar, help=told.help, min=told.least, max=told.most)
    ]


def overview(app: typer.Typer) -> typer.Typer:
    """Give the app its introduction and the options it has without a command."""
    about = say(
        "hntrack follows a public promise from the words it was made in to the number that shows "
        "whether it is kept."
    )

    @app.callback(help=about)
    def _main(
        version: Annotated[  # noqa: ARG001  (answered before the app is built)
            bool, typer.Option("--version", "-V", help=say("Show the version."))
        ] = False,
        lang: Annotated[
            str | None, typer.Option("--lang", metavar="|".join(LANGUAGES), help=say("Language."))
        ] = None,
    ) -> None:
        if lang is not None:  # it was read before the app was built, so that help speaks it
            one_of("--lang", lang, LANGUAGES)

    return app


_NEGATIVE = re.compile(r"-[0-9]")
_NUMBERS = frozenset({"int", "integer"})


def usage_lines(error: Exception, argv: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the lines that explain a slip on the command line; none where the error is not one.

    Typer's own exceptions are told by their shape (exit code 2 and a context) and the names of their classes, for
    the classes themselves belong to a part of it that is not public.
    """
    if getattr(error, "format_message", None) is None or getattr(error, "exit_code", None) != 2:
        return ()
    kinds = [kind.__name__ for kind in type(error).__mro__]
    explain = next((_EXPLAINED[kind] for kind in kinds if kind in _EXPLAINED), _misused)
    lines = [f"hntrack: {say('error')}: {explain(error, argv)}"]
    if "NoSuchOption" in kinds and _NEGATIVE.match(_option_name(error)):
        lines.append(
            say("  A negative number goes behind '--', at the end: … --period 2026 -- INDICATOR -5.")
        )
        return tuple(lines)
    named = f"hntrack {argv[0]}" if argv and argv[0] in COMMANDS else "hntrack"
    path = getattr(getattr(error, "ctx", None), "command_path", None) or named
    lines.append(say("  '{path} -h' shows how to use it.", path=path))
    return tuple(lines)


def _no_such_option(error: Exception, argv: Sequence[str]) -> str:
    del argv
    name = _option_name(error)
    return say("There is no option {name}.", name=name) + _nearest(
        getattr(error, "possibilities", None) or ()
    )


def _missing(error: Exception, argv: Sequence[str]) -> str:
    del argv
    parameter = getattr(error, "param", None)
    name = _name_of(parameter)
    if getattr(parameter, "param_type_name", "") == "option":
        return say("Missing option {name}.", name=name)
    return say("Missing argument {name}.", name=name)


def _misused_option(error: Exception, argv: Sequence[str]) -> str:
    name = _option_name(error)
    if any(word.startswith(f"{name}=") for word in argv):
        return say("{name} does not take a value.", name=name)
    return say("{name} needs a value.", name=name)


def _bad_value(error: Exception, argv: Sequence[str]) -> str:
    parameter = getattr(error, "param", None)
    name, value = _name_of(parameter), _value_of(parameter, argv)
    kind = getattr(parameter, "type", None)
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None and high is not None:
        return say("{name} must be a whole number from {low} to {high}.", name=name, low=low, high=high)
    if str(getattr(kind, "name", "")) in _NUMBERS:
        if value is None:
            return say("{name} must be a whole number.", name=name)
        return say("{name}: '{value}' is not a whole number.", name=name, value=value)
    return say("The value of {name} is not valid.", name=name)


def _misused(error: Exception, argv: Sequence[str]) -> str:
    """Explain what Typer has no class for: a command that is missing or unknown, or words too many."""
    context = getattr(error, "ctx", None)
    command = getattr(context, "command", None)
    members = getattr(command, "commands", None)
    rest = _left_over(command, context, argv)
    if members is None:
        if not rest:
            return say("The arguments are not valid.")
        extra = " ".join(rest)
        return say("Unexpected argument: {extra}.", extra=extra)
    if not rest:
        return say("The name of a command is missing.")
    name = rest[0]
    from difflib import get_close_matches  # noqa: PLC0415  (only a slip of the pen pays for it)

    return say("There is no command '{name}'.", name=name) + _nearest(get_close_matches(name, list(members)))


def _left_over(command: Any, context: Any, argv: Sequence[str]) -> list[str]:
    """Give the words that are left over when a command has taken its options and arguments."""
    names_before = len(str(getattr(context, "command_path", "")).split()) - 1
    try:
        _, rest, _ = command.make_parser(context).parse_args(list(argv)[names_before:])
    except Exception:  # noqa: BLE001  (a second look at arguments that are wrong already)
        return []
    return [str(word) for word in rest]


def _nearest(names: Sequence[str]) -> str:
    if not names:
        return ""
    listed = ", ".join(names)
    return say(" The nearest: {listed}.", listed=listed)


def _option_name(error: Exception) -> str:
    return str(getattr(error, "option_name", ""))


def _name_of(parameter: Any) -> str:
    """Give an option's long name, or an argument's placeholder as help shows it."""
    if getattr(parameter, "param_type_name", "") == "option":
        return str(max(parameter.opts, key=len))
    return str(getattr(parameter, "metavar", None) or str(getattr(parameter, "name", "")).upper()).strip(
        "[]."
    )


def _value_of(parameter: Any, argv: Sequence[str]) -> str | None:
    """Give what stands behind an option, where it stands there in plain sight."""
    for at, word in enumerate(argv):
        for name in getattr(parameter, "opts", ()):
            if word == name and at + 1 < len(argv):
                return argv[at + 1]
            if word.startswith(f"{name}="):
                return word[len(name) + 1 :]
    return None


_EXPLAINED: MappingProxyType[str, Callable[[Exception, Sequence[str]], str]] = MappingProxyType(
    {
        "NoSuchOption": _no_such_option,
        "MissingParameter": _missing,
        "BadOptionUsage": _misused_option,
        "BadParameter": _bad_value,
    }
)


def help_of(call: Callable[[], int]) -> str:
    """Give what a call with ``--help`` prints.

    It is caught instead of printed, so that the one way out (``streams.write_out``) meets the full disk and the
    closed pipe.
    """
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        call()
    text = out.getvalue()
    return text if text.endswith("\n") else f"{text}\n"


def use_our_help(command: Any) -> None:
    """Let a command of Typer's, and the commands below it, draw their help by :func:`draw_help`."""
    command.format_help = partial(draw_help, command)
    for member in getattr(command, "commands", {}).values():
        use_our_help(member)


def draw_help(command: Any, context: Any, formatter: Any) -> None:
    """Draw the help of one command."""
    members = getattr(command, "commands", {})
    arguments = [one for one in command.params if one.param_type_name == "argument" and not one.hidden]
    usage = [say("[OPTIONS]"), *map(_usage, arguments), *([say("COMMAND [ARGS]...")] if members else [])]
    formatter.write_usage(context.command_path, " ".join(usage), prefix=say("Usage: "))
    command.format_help_text(context, formatter)
    if arguments:
        with formatter.section(say("Arguments")):
            formatter.write_dl([(_placeholder(argument), _explained(argument)) for argument in arguments])
    with formatter.section(say("Options")):
        formatter.write_dl(list(_options(command, context)))
    if members:
        _draw_members(members, formatter, whole=context.parent is None)
    _draw_examples(context.command_path, formatter)
    command.format_epilog(context, formatter)


def _draw_members(members: Any, formatter: Any, *, whole: bool) -> None:
    """Draw the commands below a command; those of the program itself in groups."""
    widest = max(map(len, members))
    named = {name for _title, names in GROUPS for name in names}
    groups = (*((title, names) for title, names in GROUPS), (_("Commands"), tuple(set(members) - named)))
    for title, names in groups if whole else ((_("Commands"), tuple(members)),):
        lines = [
            (name, members[name].get_short_help_str(formatter.width - 6 - widest).ljust(1))
            for name in names
            if name in members
        ]
        if lines:
            with formatter.section(spoken(title)):
                formatter.write_dl([(name.ljust(widest), about) for name, about in lines])


def _draw_examples(path: str, formatter: Any) -> None:
    """Draw the calls that show how a command is used; long ones go on behind a backslash, to be copied as they are."""
    calls = examples(path.partition(" ")[2])
    if calls:
        with formatter.section(say("Examples")):
            for example in calls:
                for line in _broken(example, formatter.width - 6):
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def _broken(call: str, width: int) -> Iterator[str]:
    """Break a call before options, where it is too wide."""
    line = ""
    for part in re.split(r" (?=--)", call):
        if line and len(line) + len(part) + 1 > width:
            yield f"{line} \\"
            line = f"  {part}"
        else:
            line = f"{line} {part}" if line else part
    yield line


def _usage(argument: Any) -> str:
    name = _placeholder(argument)
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _placeholder(parameter: Any) -> str:
    return str(parameter.metavar or (parameter.name or "").upper())


def _options(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    for one in command.params:
        if one.param_type_name == "option" and not one.hidden:
            names = " / ".join(
                ", ".join(_short_first(opts)) for opts in (one.opts, one.secondary_opts) if opts
            )
            yield (names if one.is_flag else f"{names} {_placeholder(one)}"), _explained(one)
    names = ", ".join(_short_first(context.help_option_names))
    yield names, say("Show this message and exit.")


def _short_first(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: len(name) - len(name.lstrip("-")))


def _explained(parameter: Any) -> str:
    """Give what help says of an argument or an option: its purpose, its default, whether it must be given."""
    default = _default(parameter)
    remarks = [say("default: {value}", value=default)] if default else []
    low, high = getattr(parameter.type, "min", None), getattr(parameter.type, "max", None)
    if low is not None and high is not None:
        remarks.append(f"{low}–{high}")
    if parameter.required:
        remarks.append(say("required"))
    about = str(parameter.help or "")
    return f"{about}  [{'; '.join(remarks)}]".strip() if remarks else about


def _default(parameter: Any) -> str:
    """Give the default as a user would type it; nothing where there is none, or where it goes without saying."""
    value = parameter.default
    if value is None or value is False or callable(value) or not parameter.show_default:
        return ""
    if isinstance(parameter.show_default, str):
        return f"({parameter.show_default})"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if value is True:
        return str(parameter.opts[0]).lstrip("-")
    return str(value)
