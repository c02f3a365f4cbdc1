"""The commands: the language that they speak, what each takes and is for, and where it is found.

What a command takes is declared once: Typer reads it (``cli.typed``), and so do plain calls (``cli.app``).  Typer costs
a start four times bare Python; nothing here imports it.  Options that several commands share are written once, as
bundles: named tuples or data classes (:mod:`hntrack.classes`) whose fields are options.  :func:`flat` gives a function
with all fields of the bundles as parameters of their own, and packs them again when the command is called.

What a command is for stands above its function (:func:`command`); from there ``tools/commands.py`` writes the index at
the end, by which a module is imported only when its command is called, so that no command pays for another.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from hntrack.classes import Any, Literal, NamedTuple, Protocol, TypeVar
from hntrack.errors import UsageError
from hntrack.locale import ENGLISH
from hntrack.text.messages import LANGUAGES, Message, Worded, _

_chosen = ENGLISH


def choose(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """Decide the language before anything is parsed, so that help and usage errors speak it too.

    The first of: ``--lang``, ``HNTRACK_LANG``, the locale (``LC_ALL``, ``LC_MESSAGES``, ``LANG``), English.
    """
    global _chosen  # noqa: PLW0603  (one decision a run, made at its start)
    _chosen = _of_option(argv) or _if_known(environ.get("HNTRACK_LANG")) or _of_locale(environ)
    return _chosen


def current() -> str:
    """Give the language of this run."""
    return _chosen


def say(english: str, /, **facts: object) -> str:
    """Give a message in the language of this run, for help and prompts: ``say("No option {name}.", name=name)``."""
    return Message(english, facts or None).within(_chosen)


def spoken(message: Worded) -> str:
    """Give a message, or a text of the catalog, in the language of this run."""
    return message.within(_chosen)


def _of_option(argv: Sequence[str]) -> str | None:
    for i, word in enumerate(argv):
        if word == "--":
            return None
        if word.startswith("--lang="):
            return _if_known(word[7:])
        if word == "--lang" and i + 1 < len(argv):
            return _if_known(argv[i + 1])
    return None


def _if_known(name: str | None) -> str | None:
    return name if name in LANGUAGES else None


def _of_locale(environ: Mapping[str, str]) -> str:
    name = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return _if_known(name.partition("_")[0].partition(".")[0]) or ENGLISH


def environment() -> Mapping[str, str]:
    """Give the process's environment (the one place it is taken from)."""
    return os.environ


REQUIRED = object()
"""The default of what has none."""


class Declared(NamedTuple):
    """An option or an argument.

    Attributes:
        names: ``--format``, ``-f``; none is an argument, which goes by its place.
        help: What help says of it.
        metavar: What stands for its value; ``None`` where its name says enough.
        least: The smallest whole number that it takes.
        most: The greatest.
    """

    names: tuple[str, ...]
    help: str
    metavar: str | None = None
    least: int | None = None
    most: int | None = None


def option(
    names: str, english: str, metavar: str | None = None, *, least: int | None = None, most: int | None = None
) -> Declared:
    """Declare an option, beside its type in ``Annotated``.

    Args:
        names: All of them, parted by blanks: ``--format -f``.
        english: What help says of it, a message.
        metavar: What stands for its value; ``None`` where its name says enough.
        least: The smallest whole number that it takes.
        most: The greatest.
    """
    return Declared(tuple(names.split()), say(english), metavar, least, most)


def argument(english: str, metavar: str) -> Declared:
    """Declare an argument: what help says of it, a message, and what stands for it."""
    return Declared((), say(english), metavar)


def one_of(option: str, value: str, allowed: Collection[str]) -> str:
    """Give back a value that is allowed, or raise the usage error that lists what is."""
    if value in allowed:
        return value
    listed = ", ".join(allowed)
    raise UsageError(
        _("{option} does not take '{value}'.", option=option, value=value),
        _("It takes: {listed}.", listed=listed),
    )


class Command(NamedTuple):
    """A command as it was declared.

    Attributes:
        run: Made by :func:`flat`; its ``parameters`` are annotated with what is declared here.
        about: What its help says first.
        short: What the help of the program says of it, where that is shorter.
        epilog: What its help says last.
    """

    run: Callable[..., int]
    about: str
    short: str | None
    epilog: str | None


class Registry:
    """Commands and groups of commands, as the modules of ``cli`` declare them.

    Attributes:
        about: What the help of a group says first.
        commands: Name → command.
        groups: Name → group.
        alone: What a group does without a command; ``None`` where that is an error or shows help.
        helps: Whether a group without a command shows its help.
    """

    def __init__(
        self, about: str = "", *, alone: Callable[..., int] | None = None, helps: bool = False
    ) -> None:
        """Begin without commands."""
        self.about = about
        self.commands: dict[str, Command] = {}
        self.groups: dict[str, Registry] = {}
        self.alone = flat(alone) if alone is not None else None
        self.helps = helps

    def command(
        self,
        name: str,
        function: Callable[..., int],
        *,
        about: str,
        short: str | None = None,
        epilog: str | None = None,
        **bundles: Bundle,
    ) -> None:
        """Add a function as a command; ``bundles`` as :func:`flat` takes them."""
        self.commands[name] = Command(flat(function, **bundles), about, short, epilog)

    def group(
        self, name: str, *, about: str, alone: Callable[..., int] | None = None, helps: bool = False
    ) -> Registry:
        """Add a group of commands and give it, to be filled."""
        made = self.groups[name] = Registry(about, alone=alone, helps=helps)
        return made


def declared(annotation: Any) -> tuple[Any, Declared]:
    """Give the type of a parameter and what was declared of it."""
    return annotation.__origin__, annotation.__metadata__[0]


class Parameter(NamedTuple):
    """An option or an argument as a command takes it.

    Attributes:
        name: Of the parameter.
        annotation: Its type with what is declared of it (:func:`declared`).
        default: What it is where it is not given; :data:`REQUIRED` where it must be.
    """

    name: str
    annotation: Any
    default: Any


class Bundle(Protocol):
    """A bundle made of something else than a class."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its options."""

    def __call__(self, **given: Any) -> Any:
        """Pack their values."""


def flat(function: Callable[..., int], **bundles_made: Bundle) -> Callable[..., int]:
    """Spread the bundles in a command's signature.

    Args:
        function: Its parameters are declared or bundles; it returns the exit code.
        bundles_made: Bundles of parameters whose types do not say what their options are.

    Returns:
        A function with ``parameters``: every field of every bundle, as if it stood in the signature.
    """
    parameters: list[Parameter] = []
    bundles: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {}
    for parameter in _parameters(function):
        name, annotation, _default = parameter
        made = bundles_made.get(name)
        inner = made.parameters if made is not None else _fields(annotation)
        if inner:
            bundles[name] = (made or annotation, tuple(p.name for p in inner))
            parameters.extend(inner)
        else:
            parameters.append(parameter)

    def called(**given: Any) -> int:
        packed = {
            name: kind(**{key: given.pop(key) for key in keys}) for name, (kind, keys) in bundles.items()
        }
        return function(**packed, **given)

    called.__name__ = function.__name__
    called.__doc__ = function.__doc__
    called.parameters = tuple(parameters)  # type: ignore[attr-defined]
    return called


def _parameters(function: Any) -> Iterator[Parameter]:
    """Give the parameters of a function; ``inspect`` would cost a start as much as Python itself."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    by_place = dict(
        zip(names[code.co_argcount - 1 :: -1], reversed(function.__defaults__ or ()), strict=False)
    )
    defaults = by_place | (function.__kwdefaults__ or {})
    for name in names:
        annotation = _meant(function.__annotations__[name], function)
        yield Parameter(name, annotation, defaults.get(name, REQUIRED))


def _fields(bundle: Any) -> tuple[Parameter, ...]:
    """Give the fields of a bundle as parameters; none of what is no bundle (``str``, ``bool``)."""
    annotations = {
        name: _meant(text, kind)
        for kind in reversed(getattr(bundle, "__mro__", ()))
        for name, text in vars(kind).get("__annotations__", {}).items()
    }
    defaults = getattr(bundle, "_field_defaults", {})
    return tuple(
        Parameter(name, annotations[name], defaults.get(name, REQUIRED))
        for name in getattr(bundle, "__match_args__", ())
    )


def _meant(annotation: Any, of: Any) -> Any:
    """Give what an annotation means where it stands; most are one name, which has to be looked up only."""
    names = vars(sys.modules[of.__module__])
    if not isinstance(annotation, str):
        return annotation
    return names[annotation] if annotation in names else eval(annotation, names)  # noqa: S307  (our own source)


Calls = tuple[str, str]
_F = TypeVar("_F", bound=Callable[..., object])


class Shown(NamedTuple):
    """What a command's own help says of it beside its options; the parts are told in :func:`command`."""

    examples: Calls
    about: Message | None
    epilog: Message | None
    members: Mapping[str, Calls]
    bundles: Mapping[str, Bundle]


def command(  # noqa: PLR0913  (what a command is, by name only)
    name: str,
    group: Literal["look", "compare", "publish", "record", "documents", "connect"],
    purpose: Message,
    examples: Calls,
    *,
    about: Message | None = None,
    epilog: Message | None = None,
    members: Mapping[str, Calls] = MappingProxyType({}),
    bundles: Mapping[str, Bundle] = MappingProxyType({}),
    own_output: bool = False,
    after: str = "",
) -> Callable[[_F], _F]:
    """Declare the command that a function is, with its options in its signature.

    A group of commands is a function ``register…(app)``, which adds them to a registry.

    Args:
        name: What is typed.
        group: Where the program's help names it.
        purpose: What it is for, on one line.
        examples: Two calls.
        about: What its own help says first, where that is longer.
        epilog: What its own help says last.
        members: The commands below it, each with two calls.
        bundles: As :func:`flat` takes them.
        own_output: It writes files, stays, or has formats of its own, and is tested where these are made.
        after: The command of the group that it is named behind.
    """
    del name, group, purpose, after  # read from the source
    shown = Shown(examples, about, epilog, members, bundles)

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
    "indicators": Listed("show:indicators", _("What is measured, with and without a target.")),
    "measurements": Listed("show:measurements", _("Every measurement, with its period and its source.")),
    "show": Listed("show:show", _("One indicator whole: words, milestones, data, arithmetic.")),
    "chart": Listed("show:draw_chart", _("Indicators as charts: screen, SVG, PNG, Vega-Lite.")),
    "search": Listed("show:search", _("Find words in targets, measurements and claims.")),
    "methods": Listed("show:methods", _("The published assessment methods: source, formula, traps.")),
    # </look>
}
_COMPARE = {
    # <compare>  Written by tools/commands.py.
    "diff": Listed("diff:diff", _("What differs: two milestones, documents, days or catalogs.")),
    "history": Listed("show:history", _("How a verdict came about, day by day, and why it changed.")),
    "log": Listed("show:log", _("What was recorded, revised, withdrawn, when, from where.")),
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
    "init": Listed("add:init", _("Make a catalog of your own.")),
    "add": Listed("add:register", _("Add a valid entry where it belongs.")),
    "record": Listed("record:record", _("Record a measurement, with its source.")),
    "revise": Listed("record:revise", _("Record a new value for a measurement; the old one stays.")),
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
