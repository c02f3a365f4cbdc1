"""The commands: one literal table, in the order in which help shows them.

Each module has ``register(app)`` (or the function named behind the colon), which adds its command or group of commands
to a Typer app; a module is imported only when its command is called, so that no command pays for another.
"""

from __future__ import annotations

from types import MappingProxyType

COMMANDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "progress": "hntrack.cli.progress",
        "targets": "hntrack.cli.targets",
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
        "sources": "hntrack.cli.sources",
        "search": "hntrack.cli.search",
        "bulk": "hntrack.cli.bulk",
        "extract": "hntrack.cli.extract",
        "curate": "hntrack.cli.curate",
        "check": "hntrack.cli.check",
        "schema": "hntrack.cli.schema",
    }
)
