"""Help in words of our own, in the language of the run, with examples and groups.

Typer's words are English, and change from version to version.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from types import MappingProxyType
from typing import Any

from hntrack.cli.language import say, spoken
from hntrack.text.messages import Message, _


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
    usage = [
        say("[OPTIONS]"),
        *map(_usage, arguments),
        *([say("COMMAND [ARGS]...")] if members else []),
    ]
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


GROUPS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (_("Look"), ("progress", "targets", "indicators", "measurements", "show", "chart", "search", "methods")),
    (_("Compare"), ("diff", "history", "log")),
    (_("Publish"), ("report", "site", "serve", "mcp", "export")),
    (_("Record"), ("init", "add", "record", "revise", "withdraw", "import", "workbook")),
    (_("Documents"), ("sources", "extract", "curate")),
    (_("Check and connect"), ("check", "schema", "bulk", "help")),
)
"""Title → commands, in the order of help."""

EXAMPLES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "": ("hntrack progress", "hntrack show innovating-firms"),
        "progress": ("hntrack progress --year 2030", "hntrack progress innovating-firms --explain"),
        "targets": ("hntrack targets --year 2030", "hntrack targets --area hanoi -f csv -o targets.csv"),
        "indicators": ("hntrack indicators", "hntrack indicators --without-target -f csv -o figures.csv"),
        "measurements": (
            "hntrack measurements --year 2025",
            "hntrack measurements st-enterprises --all-versions -f json",
        ),
        "show": ("hntrack show innovating-firms", "hntrack show pii-rank --lang en -f md"),
        "chart": ("hntrack chart innovating-firms", "hntrack chart innovating-firms pii-rank -o charts.svg"),
        "report": (
            "hntrack report -f html -o report.html",
            "hntrack report -f eml --lang vi --to a@b.vn --from c@d.vn | msmtp -t",
        ),
        "diff": ("hntrack diff 2030 2045", "hntrack diff @2024-12-31 @2025-12-31"),
        "history": ("hntrack history innovating-firms", "hntrack history innovating-firms -f json"),
        "log": ("hntrack log", "hntrack log innovating-firms"),
        "methods": ("hntrack methods", "hntrack methods eurostat"),
        "init": ("hntrack init my-city", "hntrack init trial --example"),
        "add": ("hntrack add goal jobs --vi 'Việc làm' --en Jobs", "hntrack add target -h"),
        "add goal": (
            "hntrack add goal jobs --vi 'Việc làm' --en Jobs",
            "hntrack add goal homes --vi 'Nhà ở' --en Homes --dry-run",
        ),
        "add area": (
            "hntrack add area ba-dinh --vi 'Phường Ba Đình' --en 'Ba Dinh ward'",
            "hntrack add area hue --vi Huế --en Hue --dry-run",
        ),
        "add unit": (
            "hntrack add unit homes --vi 'căn nhà' --en homes",
            "hntrack add unit schools --vi 'trường học' --en schools --dry-run",
        ),
        "add act": (
            "hntrack add act plan-43 --number 43/KH-UBND --kind plan --date 2025-02-15",
            "hntrack add act plan-200 --number 200/KH-UBND --kind plan --replaces plan-43 --dry-run",
        ),
        "add indicator": (
            (
                "hntrack add indicator homes-built --vi 'Số nhà đã xây' --en 'Homes built' --goal homes --area hanoi "
                "--measure count --unit homes --direction increase"
            ),
            (
                "hntrack add indicator forest --vi 'Tỷ lệ che phủ rừng' --en 'Forest cover' --goal land --area hanoi "
                "--measure share --unit percent --direction increase --limit 100"
            ),
        ),
        "add source": (
            "hntrack add source plan-2026 --title 'Kế hoạch 2026' --publisher 'UBND' --published 2026-01-15",
            "hntrack add source news-1 --title unknown --published unknown --not-before 2026-02-01 --dry-run",
        ),
        "add claim": (
            (
                "hntrack add claim homes-2030 --source plan-2026 --kind target --line 12 "
                "--as-printed 'ít nhất 500 căn' --vi 'Đến 2030 xây ít nhất 500 căn' --en 'At least 500 homes by 2030'"
            ),
            (
                "hntrack add claim homes-2025 --source plan-2026 --kind measurement --line 14 --as-printed '120 căn' "
                "--vi 'Năm 2025 có 120 căn' --en '120 homes in 2025' --dry-run"
            ),
        ),
        "add target": (
            (
                "hntrack add target homes-built --milestone 2030 --comparator at_least --value 500 "
                "--claim plan-2026/homes-2030"
            ),
            (
                "hntrack add target homes-built --milestone 2035 --comparator at_least --value 900 "
                "--claim plan-2026/homes-2035 --dry-run"
            ),
        ),
        "record": (
            (
                "hntrack record innovating-firms 27,1 --period 2026 --url https://example.org/a --title A "
                "--published 2026-12-20"
            ),
            (
                "hntrack record innovating-firms 27.1 --period 2026 --source yearbook-2026 --line 8 "
                "--as-printed '27,1%' --dry-run"
            ),
        ),
        "revise": (
            (
                "hntrack revise innovating-firms-2025 25.4 --why 'Yearbook 2026' --url https://example.org/a "
                "--title A --published 2026-06-30"
            ),
            "hntrack revise innovating-firms-2025 25.4 --why 'A slip' --our-correction --dry-run",
        ),
        "withdraw": (
            "hntrack withdraw innovating-firms-2025 --why 'It counts another thing'",
            "hntrack withdraw innovating-firms-2025 --why 'A slip' --dry-run",
        ),
        "import": (
            "hntrack import yearbook.xlsx --dry-run",
            "hntrack import yearbook.csv --map map.yaml --url https://example.org/a --published 2026-06-30",
        ),
        "export": (
            "hntrack export --to xlsx -o catalog.xlsx",
            "hntrack export --to csv --table measurements",
        ),
        "workbook": ("hntrack workbook write catalog.xlsx", "hntrack workbook read catalog.xlsx --dry-run"),
        "workbook write": (
            "hntrack workbook write catalog.xlsx",
            "hntrack workbook write trial.xlsx --data my-city/data",
        ),
        "workbook read": (
            "hntrack workbook read catalog.xlsx --dry-run",
            "hntrack workbook read catalog.xlsx --data my-city/data",
        ),
        "site": ("hntrack site build public", "hntrack site build public --url https://example.org/targets/"),
        "site build": (
            "hntrack site build public",
            "hntrack site build public --url https://example.org/targets/",
        ),
        "serve": ("hntrack serve", "hntrack serve --port 8080"),
        "mcp": ("hntrack mcp", "hntrack mcp --data data --as-of 2025-12-31"),
        "sources": ("hntrack sources", "hntrack sources verify --originals DIR"),
        "sources list": ("hntrack sources list", "hntrack sources list -f json"),
        "sources add": (
            "hntrack sources add plan.pdf --url https://example.org/plan.pdf",
            "hntrack sources add plan.pdf --published 2026-03-01 --archive DIR",
        ),
        "sources show": (
            "hntrack sources show hanoi-conference-2025-02-26",
            "hntrack sources show hanoi-conference-2025-02-26 -f md",
        ),
        "sources verify": (
            "hntrack sources verify --originals DIR",
            "hntrack sources verify hanoi-conference-2025-02-26 --originals DIR",
        ),
        "sources coverage": (
            "hntrack sources coverage --originals DIR",
            "hntrack sources coverage hanoi-conference-2025-02-26 --originals DIR",
        ),
        "search": ("hntrack search 'dien tu'", "hntrack search doanh nghiep -f json"),
        "bulk": (
            "hntrack bulk measurements.parquet targets.parquet -o verdicts.parquet",
            "hntrack bulk measurements.csv targets.csv -o verdicts.csv --verify 100",
        ),
        "extract": (
            "hntrack extract article.txt --published 2026-03-01",
            "hntrack extract plan.pdf -f yaml -o draft.yaml",
        ),
        "curate": ("hntrack curate draft.yaml", "hntrack curate draft.yaml --data my-city/data"),
        "check": ("hntrack check", "hntrack check --data my-city/data -f github"),
        "schema": ("hntrack schema", "hntrack schema progress"),
        "help": ("hntrack help", "hntrack help periods"),
    }
)
"""Command, with its group → calls of it."""
