"""The commands: one literal table, in the order in which help shows them.

Behind the colon stands the function that a command calls, with its options declared in its signature.  Where more is to
be said (a group of commands, a longer help), it is a function ``register…(app)``, which adds the command to a registry.
A module is imported only when its command is called, so that no command pays for another.
"""

from __future__ import annotations

from types import MappingProxyType

from hntrack.cli.language import spoken
from hntrack.text.messages import Message, _

COMMANDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "progress": "hntrack.cli.progress:progress",
        "targets": "hntrack.cli.targets:targets",
        "indicators": "hntrack.cli.recorded:indicators",
        "measurements": "hntrack.cli.recorded:measurements",
        "show": "hntrack.cli.show:show",
        "chart": "hntrack.cli.chart:draw_chart",
        "report": "hntrack.cli.report:register",
        "diff": "hntrack.cli.diff:register",
        "history": "hntrack.cli.show:history",
        "log": "hntrack.cli.recorded:log",
        "methods": "hntrack.cli.methods:methods",
        "init": "hntrack.cli.init:init",
        "add": "hntrack.cli.add:register",
        "record": "hntrack.cli.record:register",
        "revise": "hntrack.cli.record:register_revise",
        "withdraw": "hntrack.cli.record:withdraw",
        "import": "hntrack.cli.import_:register",
        "export": "hntrack.cli.export:register",
        "workbook": "hntrack.cli.workbook:register",
        "site": "hntrack.cli.site:register",
        "serve": "hntrack.cli.serve:register",
        "mcp": "hntrack.cli.mcp:register",
        "sources": "hntrack.cli.sources:register",
        "search": "hntrack.cli.recorded:search",
        "bulk": "hntrack.cli.bulk:register",
        "extract": "hntrack.cli.extract:extract",
        "curate": "hntrack.cli.curate:curate",
        "check": "hntrack.cli.check:check",
        "schema": "hntrack.cli.schema:schema",
        "help": "hntrack.cli.help:tell",
    }
)

PURPOSES: MappingProxyType[str, Message] = MappingProxyType(
    {
        "progress": _("The latest measurement beside each target, and the verdict."),
        "targets": _("What was promised."),
        "indicators": _("What is measured, with and without a target."),
        "measurements": _("Every measurement, with its period and its source."),
        "show": _("One indicator whole: words, milestones, data, arithmetic."),
        "chart": _("Indicators as charts: screen, SVG, PNG, Vega-Lite."),
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
