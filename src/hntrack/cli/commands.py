"""The commands in their groups: what each is for, and two calls of it.

What a command is for stands above its function (:func:`command`); from there ``tools/commands.py`` writes the index
below, by which a module is imported only when its command is called, so that no command pays for another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from hntrack.classes import Any, Literal, NamedTuple, TypeVar
from hntrack.cli.language import spoken
from hntrack.text.messages import Message, _

Calls = tuple[str, str]
_F = TypeVar("_F", bound=Callable[..., object])


class Shown(NamedTuple):
    """What a command's own help says of it beside its options; the parts are told in :func:`command`."""

    examples: Calls
    about: Message | None
    members: Mapping[str, Calls]


def command(
    name: str,
    group: Literal["look", "compare", "publish", "record", "documents", "connect"],
    purpose: Message,
    examples: Calls,
    *,
    about: Message | None = None,
    members: Mapping[str, Calls] = MappingProxyType({}),
    own_output: bool = False,
    after: str = "",
) -> Callable[[_F], _F]:
    """Declare the command that a function is, with its options in its signature.

    Where more is to be said (a group of commands, a longer help), it is a function ``register…(app)``, which adds the
    command to a registry.

    Args:
        name: What is typed.
        group: Where the program's help names it.
        purpose: What it is for, on one line.
        examples: Two calls.
        about: What its own help says first, where that is longer.
        members: The commands below it, each with two calls.
        own_output: It writes files, stays, or has formats of its own, and is tested where these are made.
        after: The command of the group that it is named behind.
    """
    del name, group, purpose, after  # read from the source
    shown = Shown(examples, about, members)

    def declare(function: _F) -> _F:
        function.shown = shown  # type: ignore[attr-defined]
        function.own_output = own_output  # type: ignore[attr-defined]
        return function

    return declare


class Listed(NamedTuple):
    """Where a command is found, and what the program's help says of it, which imports no command.

    Attributes:
        call: ``module:function``.
        purpose: What it is for, on one line.
    """

    call: str
    purpose: Message

    def function(self) -> Any:
        """Import the function."""
        module, _colon, function = self.call.partition(":")
        return getattr(import_module(f"hntrack.cli.{module}"), function)


_LOOK = {
    # <look>  Written by tools/commands.py.
    "progress": Listed("progress:progress", _("The latest measurement beside each target, and the verdict.")),
    "targets": Listed("targets:targets", _("What was promised.")),
    "indicators": Listed("recorded:indicators", _("What is measured, with and without a target.")),
    "measurements": Listed("recorded:measurements", _("Every measurement, with its period and its source.")),
    "show": Listed("show:show", _("One indicator whole: words, milestones, data, arithmetic.")),
    "chart": Listed("show:draw_chart", _("Indicators as charts: screen, SVG, PNG, Vega-Lite.")),
    "search": Listed("recorded:search", _("Find words in targets, measurements and claims.")),
    "methods": Listed("show:methods", _("The published assessment methods: source, formula, traps.")),
    # </look>
}
_COMPARE = {
    # <compare>  Written by tools/commands.py.
    "diff": Listed("diff:register", _("What differs: two milestones, documents, days or catalogs.")),
    "history": Listed("show:history", _("How a verdict came about, day by day, and why it changed.")),
    "log": Listed("recorded:log", _("What was recorded, revised, withdrawn, when, from where.")),
    # </compare>
}
_PUBLISH = {
    # <publish>  Written by tools/commands.py.
    "report": Listed("report:report", _("A report to send, print or publish.")),
    "site": Listed("site:register", _("A static website for the public.")),
    "serve": Listed("site:serve", _("Serve the website over HTTP, for reading only.")),
    "mcp": Listed("site:mcp", _("Answer assistants (MCP), with quotes to cite.")),
    "export": Listed("export:export_catalog", _("The catalog in the formats of other programs.")),
    # </publish>
}
_RECORD = {
    # <record>  Written by tools/commands.py.
    "init": Listed("init:init", _("Make a catalog of your own.")),
    "add": Listed("add:register", _("Add a valid entry where it belongs.")),
    "record": Listed("record:register", _("Record a measurement, with its source.")),
    "revise": Listed("record:register_revise", _("Record a new value for a measurement; the old one stays.")),
    "withdraw": Listed("record:withdraw", _("Take a measurement back; it stays in the history.")),
    "import": Listed("import_:import_file", _("Take measurements from files of other programs.")),
    "series": Listed("series_command:register", _("An office's file as a source of measurements.")),
    "workbook": Listed(
        "export:register_workbook", _("The whole catalog as a workbook (XLSX) to fill in, and back.")
    ),
    # </record>
}
_DOCUMENTS = {
    # <documents>  Written by tools/commands.py.
    "sources": Listed("sources:register", _("The documents, and whether what we cite is in them.")),
    "extract": Listed("extract:extract", _("Propose the claims of a document, for a person to check.")),
    "curate": Listed("curate:curate", _("Go through a draft and write what is accepted.")),
    # </documents>
}
_CONNECT = {
    # <connect>  Written by tools/commands.py.
    "check": Listed("check:check", _("Is the data sound? All problems at once.")),
    "schema": Listed("export:schema", _("The JSON Schema of each output and each data file.")),
    "bulk": Listed("bulk:bulk", _("Judge millions of series in one pass.")),
    "help": Listed("help:tell", _("The documentation that came with the program, by topic.")),
    # </connect>
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


def purpose(name: str) -> str:
    """Give what a command is for, in the language of the run."""
    return spoken(COMMANDS[name].purpose)


def shown(name: str) -> Shown:
    """Import a command and give what its help shows."""
    what: Shown = COMMANDS[name].function().shown
    return what


def examples(path: str) -> tuple[str, ...]:
    """Give calls of a command, named with its group (``sources add``), or of the program itself (nothing)."""
    name, _blank, member = path.partition(" ")
    if not name:
        return ("hntrack progress", "hntrack show innovating-firms")
    if name not in COMMANDS:
        return ()
    return shown(name).members.get(member, ()) if member else shown(name).examples
