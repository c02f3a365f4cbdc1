"""The commands in their groups: what each is for, and two calls of it.

Behind the colon stands the function that a command calls, with its options declared in its signature.  Where more is to
be said (a group of commands, a longer help), it is a function ``register…(app)``, which adds the command to a registry.
A module is imported only when its command is called, so that no command pays for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hntrack.classes import NamedTuple
from hntrack.cli.language import spoken
from hntrack.text.messages import Message, _


class Listed(NamedTuple):
    """A command: where it is found, and what the program's help says of it, which imports no command.

    Attributes:
        call: Module and function.
        purpose: What it is for, on one line.
        examples: Two calls.
        about: What its own help says first, where that is longer.
        members: The commands below it, each with two calls.
    """

    call: str
    purpose: Message
    examples: tuple[str, str]
    about: Message | None = None
    members: Mapping[str, tuple[str, str]] = MappingProxyType({})


_ADDED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "goal": (
            "hntrack add goal jobs --vi 'Việc làm' --en Jobs",
            "hntrack add goal homes --vi 'Nhà ở' --en Homes --dry-run",
        ),
        "area": (
            "hntrack add area ba-dinh --vi 'Phường Ba Đình' --en 'Ba Dinh ward'",
            "hntrack add area hue --vi Huế --en Hue --dry-run",
        ),
        "unit": (
            "hntrack add unit homes --vi 'căn nhà' --en homes",
            "hntrack add unit schools --vi 'trường học' --en schools --dry-run",
        ),
        "act": (
            "hntrack add act plan-43 --number 43/KH-UBND --kind plan --date 2025-02-15",
            "hntrack add act plan-200 --number 200/KH-UBND --kind plan --replaces plan-43 --dry-run",
        ),
        "indicator": (
            (
                "hntrack add indicator homes-built --vi 'Số nhà đã xây' --en 'Homes built' --goal homes --area hanoi "
                "--measure count --unit homes --direction increase"
            ),
            (
                "hntrack add indicator forest --vi 'Tỷ lệ che phủ rừng' --en 'Forest cover' --goal land --area hanoi "
                "--measure share --unit percent --direction increase --limit 100"
            ),
        ),
        "source": (
            (
                "hntrack add source plan-2026 --title 'Kế hoạch 2026' --publisher 'UBND' --published 2026-01-15 "
                "--original plan-2026.pdf"
            ),
            (
                "hntrack add source news-1 --title unknown --published unknown --not-before 2026-02-01 "
                "--original news-1.html --dry-run"
            ),
        ),
        "claim": (
            (
                "hntrack add claim homes-2030 --source plan-2026 --kind target --line 12 "
                "--as-printed 'ít nhất 500 căn' --vi 'Đến 2030 xây ít nhất 500 căn' --en 'At least 500 homes by 2030'"
            ),
            (
                "hntrack add claim homes-2025 --source plan-2026 --kind measurement --line 14 --as-printed '120 căn' "
                "--vi 'Năm 2025 có 120 căn' --en '120 homes in 2025' --dry-run"
            ),
        ),
        "target": (
            (
                "hntrack add target homes-built --milestone 2030 --comparator at_least --value 500 "
                "--claim plan-2026/homes-2030"
            ),
            (
                "hntrack add target homes-built --milestone 2035 --comparator at_least --value 900 "
                "--claim plan-2026/homes-2035 --dry-run"
            ),
        ),
    }
)

_LOOK = {
    "progress": Listed(
        "progress:progress",
        _("The latest measurement beside each target, and the verdict."),
        ("hntrack progress --year 2030", "hntrack progress innovating-firms --explain"),
    ),
    "targets": Listed(
        "targets:targets",
        _("What was promised."),
        ("hntrack targets --year 2030", "hntrack targets --area hanoi -f csv -o targets.csv"),
    ),
    "indicators": Listed(
        "recorded:indicators",
        _("What is measured, with and without a target."),
        ("hntrack indicators", "hntrack indicators --without-target -f csv -o figures.csv"),
    ),
    "measurements": Listed(
        "recorded:measurements",
        _("Every measurement, with its period and its source."),
        ("hntrack measurements --year 2025", "hntrack measurements st-enterprises --all-versions -f json"),
    ),
    "show": Listed(
        "show:show",
        _("One indicator whole: words, milestones, data, arithmetic."),
        ("hntrack show innovating-firms", "hntrack show pii-rank --lang en -f md"),
    ),
    "chart": Listed(
        "show:draw_chart",
        _("Indicators as charts: screen, SVG, PNG, Vega-Lite."),
        ("hntrack chart innovating-firms", "hntrack chart innovating-firms pii-rank -o charts.svg"),
    ),
    "search": Listed(
        "recorded:search",
        _("Find words in targets, measurements and claims."),
        ("hntrack search 'dien tu'", "hntrack search doanh nghiep -f json"),
    ),
    "methods": Listed(
        "show:methods",
        _("The published assessment methods: source, formula, traps."),
        ("hntrack methods", "hntrack methods eurostat"),
    ),
}

_COMPARE = {
    "diff": Listed(
        "diff:register",
        _("What differs: two milestones, documents, days or catalogs."),
        ("hntrack diff 2030 2045", "hntrack diff @2024-12-31 @2025-12-31"),
    ),
    "history": Listed(
        "show:history",
        _("How a verdict came about, day by day, and why it changed."),
        ("hntrack history innovating-firms", "hntrack history innovating-firms -f json"),
    ),
    "log": Listed(
        "recorded:log",
        _("What was recorded, revised, withdrawn, when, from where."),
        ("hntrack log", "hntrack log innovating-firms"),
    ),
}

_PUBLISH = {
    "report": Listed(
        "report:report",
        _("A report to send, print or publish."),
        (
            "hntrack report -f html -o report.html",
            "hntrack report -f eml --lang vi --to a@b.vn --from c@d.vn | msmtp -t",
        ),
        about=_("A report to send, print or publish: mail, page, Markdown, spreadsheet."),
    ),
    "site": Listed(
        "site:register",
        _("A static website for the public."),
        ("hntrack site build public", "hntrack site build public --url https://example.org/targets/"),
        members={
            "build": (
                "hntrack site build public",
                "hntrack site build public --url https://example.org/targets/",
            )
        },
    ),
    "serve": Listed(
        "site:serve",
        _("Serve the website over HTTP, for reading only."),
        ("hntrack serve", "hntrack serve --port 8080"),
        about=_(
            "Serve the website and its data over HTTP, for reading only (this machine alone by default)."
        ),
    ),
    "mcp": Listed(
        "site:mcp",
        _("Answer assistants (MCP), with quotes to cite."),
        ("hntrack mcp", "hntrack mcp --data data --as-of 2025-12-31"),
        about=_(
            "Answer an assistant (Model Context Protocol, over stdin and stdout): for reading only, without a "
            "network; needs the extra 'mcp'."
        ),
    ),
    "export": Listed(
        "export:export_catalog",
        _("The catalog in the formats of other programs."),
        ("hntrack export --to xlsx -o catalog.xlsx", "hntrack export --to csv --table measurements"),
        about=_("The catalog as CSV, JSON, XLSX, SQLite, Data Package, Open SDG, SDMX-CSV, JSON-stat."),
    ),
}

_RECORD = {
    "init": Listed(
        "init:init",
        _("Make a catalog of your own."),
        ("hntrack init my-city", "hntrack init trial --example"),
    ),
    "add": Listed(
        "add:register",
        _("Add a valid entry where it belongs."),
        ("hntrack add goal jobs --vi 'Việc làm' --en Jobs", "hntrack add target -h"),
        members=_ADDED,
    ),
    "record": Listed(
        "record:register",
        _("Record a measurement, with its source."),
        (
            (
                "hntrack record innovating-firms 27,1 --period 2026 --url https://example.org/a --title A "
                "--published 2026-12-20"
            ),
            (
                "hntrack record innovating-firms 27.1 --period 2026 --source yearbook-2026 --line 8 "
                "--as-printed '27,1%' --dry-run"
            ),
        ),
    ),
    "revise": Listed(
        "record:register_revise",
        _("Record a new value for a measurement; the old one stays."),
        (
            (
                "hntrack revise innovating-firms-2025 25.4 --why 'Yearbook 2026' --url https://example.org/a "
                "--title A --published 2026-06-30"
            ),
            "hntrack revise innovating-firms-2025 25.4 --why 'A slip' --our-correction --dry-run",
        ),
    ),
    "withdraw": Listed(
        "record:withdraw",
        _("Take a measurement back; it stays in the history."),
        (
            "hntrack withdraw innovating-firms-2025 --why 'It counts another thing'",
            "hntrack withdraw innovating-firms-2025 --why 'A slip' --dry-run",
        ),
    ),
    "import": Listed(
        "import_:import_file",
        _("Take measurements from files of other programs."),
        (
            "hntrack import yearbook.xlsx --dry-run",
            "hntrack import yearbook.csv --map map.yaml --url https://example.org/a --published 2026-06-30",
        ),
        about=_("Take measurements from CSV, XLSX, XLS, ODS, JSON-stat, PX, SDMX, Open SDG, Data Package."),
    ),
    "series": Listed(
        "series_command:register",
        _("An office's file as a source of measurements."),
        (
            "hntrack series add poverty.csv --indicator poverty --period Year --value Rate --published 2026",
            "hntrack series refresh poverty poverty-new.csv --published 2027 --why 'Yearbook 2027'",
        ),
        about=_("An office's file, as it is, as a source of measurements; and its new editions."),
        members={
            "add": (
                "hntrack series add poverty.csv --indicator poverty --period Year --value Rate --published 2026",
                (
                    "hntrack series add wide.csv --indicator poverty --area District --period headings --decimal , "
                    "--published 2026"
                ),
            ),
            "refresh": (
                "hntrack series refresh poverty poverty-new.csv --published 2027 --why 'Yearbook 2027'",
                "hntrack series refresh poverty poverty-new.csv --published 2027 --dry-run",
            ),
        },
    ),
    "workbook": Listed(
        "export:register_workbook",
        _("The whole catalog as a workbook (XLSX) to fill in, and back."),
        ("hntrack workbook write catalog.xlsx", "hntrack workbook read catalog.xlsx --dry-run"),
        members={
            "write": (
                "hntrack workbook write catalog.xlsx",
                "hntrack workbook write trial.xlsx --data my-city/data",
            ),
            "read": (
                "hntrack workbook read catalog.xlsx --dry-run",
                "hntrack workbook read catalog.xlsx --data my-city/data",
            ),
        },
    ),
}

_DOCUMENTS = {
    "sources": Listed(
        "sources:register",
        _("The documents, and whether what we cite is in them."),
        ("hntrack sources", "hntrack sources verify --originals DIR"),
        members={
            "list": ("hntrack sources list", "hntrack sources list -f json"),
            "add": (
                "hntrack sources add plan.pdf --url https://example.org/plan.pdf",
                "hntrack sources add plan.pdf --published 2026-03-01 --archive DIR",
            ),
            "show": (
                "hntrack sources show hanoi-conference-2025-02-26",
                "hntrack sources show hanoi-conference-2025-02-26 -f md",
            ),
            "verify": (
                "hntrack sources verify --originals DIR",
                "hntrack sources verify hanoi-conference-2025-02-26 --originals DIR",
            ),
            "coverage": (
                "hntrack sources coverage --originals DIR",
                "hntrack sources coverage hanoi-conference-2025-02-26 --originals DIR",
            ),
        },
    ),
    "extract": Listed(
        "extract:extract",
        _("Propose the claims of a document, for a person to check."),
        (
            "hntrack extract article.txt --published 2026-03-01",
            "hntrack extract plan.pdf -f yaml -o draft.yaml",
        ),
    ),
    "curate": Listed(
        "curate:curate",
        _("Go through a draft and write what is accepted."),
        ("hntrack curate draft.yaml", "hntrack curate draft.yaml --data my-city/data"),
    ),
}

_CONNECT = {
    "check": Listed(
        "check:check",
        _("Is the data sound? All problems at once."),
        ("hntrack check", "hntrack check --data my-city/data -f github"),
    ),
    "schema": Listed(
        "export:schema",
        _("The JSON Schema of each output and each data file."),
        ("hntrack schema", "hntrack schema progress"),
    ),
    "bulk": Listed(
        "bulk:bulk",
        _("Judge millions of series in one pass."),
        (
            "hntrack bulk measurements.parquet targets.parquet -o verdicts.parquet",
            "hntrack bulk measurements.csv targets.csv -o verdicts.csv --verify 100",
        ),
        about=_("Judge millions of series in one pass: Parquet or CSV in, one row a target out."),
    ),
    "help": Listed(
        "help:tell",
        _("The documentation that came with the program, by topic."),
        ("hntrack help", "hntrack help periods"),
    ),
}

GROUPS: tuple[tuple[Message, Mapping[str, Listed]], ...] = (
    (_("Look"), _LOOK),
    (_("Compare"), _COMPARE),
    (_("Publish"), _PUBLISH),
    (_("Record"), _RECORD),
    (_("Documents"), _DOCUMENTS),
    (_("Check and connect"), _CONNECT),
)
"""Title → commands, in the order of help."""

COMMANDS: Mapping[str, Listed] = MappingProxyType(
    {name: listed for _title, group in GROUPS for name, listed in group.items()}
)

EXAMPLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "": ("hntrack progress", "hntrack show innovating-firms"),
        **{name: listed.examples for name, listed in COMMANDS.items()},
        **{
            f"{name} {member}": calls
            for name, listed in COMMANDS.items()
            for member, calls in listed.members.items()
        },
    }
)
"""Command, with its group → calls of it."""


def purpose(name: str) -> str:
    """Give what a command is for, in the language of the run."""
    return spoken(COMMANDS[name].purpose)
