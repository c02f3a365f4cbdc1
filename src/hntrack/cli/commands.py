"""The commands: one literal table, in the order in which help shows them.

Each module has ``register(app)`` (or the function named behind the colon), which adds its command or group of commands
to a registry; a module is imported only when its command is called, so that no command pays for another.
"""

from __future__ import annotations

from types import MappingProxyType

from hntrack.cli.language import spoken
from hntrack.text.messages import Message, _

COMMANDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "progress": "hntrack.cli.progress",
        "targets": "hntrack.cli.targets",
        "indicators": "hntrack.cli.recorded:register_indicators",
        "measurements": "hntrack.cli.recorded:register_measurements",
        "show": "hntrack.cli.show",
        "chart": "hntrack.cli.chart",
        "report": "hntrack.cli.report",
        "diff": "hntrack.cli.diff",
        "history": "hntrack.cli.history",
        "log": "hntrack.cli.log",
        "methods": "hntrack.cli.methods",
        "init": "hntrack.cli.init",
        "add": "hntrack.cli.add",
        "record": "hntrack.cli.record",
        "revise": "hntrack.cli.record:register_revise",
        "withdraw": "hntrack.cli.record:register_withdraw",
        "import": "hntrack.cli.import_",
        "export": "hntrack.cli.export",
        "workbook": "hntrack.cli.workbook",
        "site": "hntrack.cli.site",
        "serve": "hntrack.cli.serve",
        "mcp": "hntrack.cli.mcp",
        "sources": "hntrack.cli.sources",
        "search": "hntrack.cli.search",
        "bulk": "hntrack.cli.bulk",
        "extract": "hntrack.cli.extract",
        "curate": "hntrack.cli.curate",
        "check": "hntrack.cli.check",
        "schema": "hntrack.cli.schema",
        "help": "hntrack.cli.help",
    }
)

PURPOSES: MappingProxyType[str, Message] = MappingProxyType(
    {
        "progress": _("The latest measurement beside each target, and the verdict."),
        "targets": _("What was promised."),
        "indicators": _("What is measured, with and without a target."),
        "measurements": _("Every measurement, with its period and its source."),
        "show": _("One indicator whole: words, milestones, data, arithmetic."),
        "chart": _("One indicator as a chart: screen, SVG, PNG, Vega-Lite."),
        "report": _("A report to send, print or publish."),
        "diff": _("What differs: two milestones, documents, days or catalogs."),
        "history": _("How a verdict came about, day by day, and why it changed."),
        "log": _("What was recorded, revised, withdrawn, when, from where."),
        "methods": _("The published assessment methods: source, formula, traps."),
        "init": _("Make a catalog of your own."),
        "add": _("Add a valid entry where it belongs."),
        "record": _("Record a measurement, with its source."),
        "revise": _("Record a new value for a measurement; the old one stays."),
        "withdraw": _("Take a measurement back; it stays in the history."),
        "import": _("Take measurements from files of other programs."),
        "export": _("The catalog in the formats of other programs."),
        "workbook": _("The whole catalog as a workbook (XLSX) to fill in, and back."),
        "site": _("A static website for the public."),
        "serve": _("Serve the website over HTTP, for reading only."),
        "mcp": _("Answer assistants (MCP), with quotes to cite."),
        "sources": _("The documents, and whether what we cite is in them."),
        "search": _("Find words in targets, measurements and claims."),
        "bulk": _("Judge millions of series in one pass."),
        "extract": _("Propose the claims of a document, for a person to check."),
        "curate": _("Go through a draft and write what is accepted."),
        "check": _("Is the data sound? All problems at once."),
        "schema": _("The JSON Schema of each output and each data file."),
        "help": _("The documentation that came with the program, by topic."),
    }
)
"""Command → what it is for, in the words of the program's help, which imports no command."""


def purpose(name: str) -> str:
    """Give what a command is for, in the language of the run."""
    return spoken(PURPOSES[name])
