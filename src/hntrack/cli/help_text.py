"""Help in words of our own, in the language of the run.

Typer's words are English, and change from version to version.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from hntrack.cli.commands import EXAMPLES, GROUPS
from hntrack.cli.language import say, spoken
from hntrack.text.messages import _


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
    """Draw the help of one command.

    Args:
        command: Of Typer's classes; a group has ``commands``.
        context: Typer's context of this run.
        formatter: Typer's: it knows the width and breaks lines.
    """
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
    examples = EXAMPLES.get(path.partition(" ")[2], ())
    if examples:
        with formatter.section(say("Examples")):
            for example in examples:
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
