"""The commands: what each is for, its group in help, and two calls of it.

Behind the colon stands the function that a command calls, with its options declared in its signature.  Where more is to
be said (a group of commands, a longer help), it is a function ``register…(app)``, which adds the command to a registry.
A module is imported only when its command is called, so that no command pays for another.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from hntrack.cli.language import spoken
from hntrack.text.messages import Message, _


class Listed(NamedTuple):
    """A command: where it is found, and what it is for in the words of the program's help, which imports no command."""

    call: str
    purpose: Message
    about: Message | None = None  # what its own help says first, where that is longer


COMMANDS: MappingProxyType[str, Listed] = MappingProxyType(
    {
        "progress": Listed(
            "progress:progress", _("The latest measurement beside each target, and the verdict.")
        ),
        "targets": Listed("targets:targets", _("What was promised.")),
        "indicators": Listed("recorded:indicators", _("What is measured, with and without a target.")),
        "measurements": Listed(
            "recorded:measurements", _("Every measurement, with its period and its source.")
        ),
        "show": Listed("show:show", _("One indicator whole: words, milestones, data, arithmetic.")),
        "chart": Listed("chart:draw_chart", _("Indicators as charts: screen, SVG, PNG, Vega-Lite.")),
        "report": Listed(
            "report:report",
            _("A report to send, print or publish."),
            _("A report to send, print or publish: mail, page, Markdown, spreadsheet."),
        ),
        "diff": Listed("diff:register", _("What differs: two milestones, documents, days or catalogs.")),
        "history": Listed("show:history", _("How a verdict came about, day by day, and why it changed.")),
        "log": Listed("recorded:log", _("What was recorded, revised, withdrawn, when, from where.")),
        "methods": Listed("methods:methods", _("The published assessment methods: source, formula, traps.")),
        "init": Listed("init:init", _("Make a catalog of your own.")),
        "add": Listed("add:register", _("Add a valid entry where it belongs.")),
        "record": Listed("record:register", _("Record a measurement, with its source.")),
        "revise": Listed(
            "record:register_revise", _("Record a new value for a measurement; the old one stays.")
        ),
        "withdraw": Listed("record:withdraw", _("Take a measurement back; it stays in the history.")),
        "import": Listed(
            "import_:import_file",
            _("Take measurements from files of other programs."),
            _("Take measurements from CSV, XLSX, XLS, ODS, JSON-stat, PX, SDMX, Open SDG, Data Package."),
        ),
        "export": Listed(
            "export:export_catalog",
            _("The catalog in the formats of other programs."),
            _("The catalog as CSV, JSON, XLSX, SQLite, Data Package, Open SDG, SDMX-CSV, JSON-stat."),
        ),
        "workbook": Listed(
            "workbook:register", _("The whole catalog as a workbook (XLSX) to fill in, and back.")
        ),
        "site": Listed("site:register", _("A static website for the public.")),
        "serve": Listed(
            "serve:serve",
            _("Serve the website over HTTP, for reading only."),
            _("Serve the website and its data over HTTP, for reading only (this machine alone by default)."),
        ),
        "mcp": Listed(
            "mcp:mcp",
            _("Answer assistants (MCP), with quotes to cite."),
            _(
                "Answer an assistant (Model Context Protocol, over stdin and stdout): for reading only, without a "
                "network; needs the extra 'mcp'."
            ),
        ),
        "sources": Listed("sources:register", _("The documents, and whether what we cite is in them.")),
        "search": Listed("recorded:search", _("Find words in targets, measurements and claims.")),
        "bulk": Listed(
            "bulk:bulk",
            _("Judge millions of series in one pass."),
            _("Judge millions of series in one pass: Parquet or CSV in, one row a target out."),
        ),
        "extract": Listed("extract:extract", _("Propose the claims of a document, for a person to check.")),
        "curate": Listed("curate:curate", _("Go through a draft and write what is accepted.")),
        "check": Listed("check:check", _("Is the data sound? All problems at once.")),
        "schema": Listed("schema:schema", _("The JSON Schema of each output and each data file.")),
        "help": Listed("help:tell", _("The documentation that came with the program, by topic.")),
    }
)

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


def purpose(name: str) -> str:
    """Give what a command is for, in the language of the run."""
    return spoken(COMMANDS[name].purpose)
