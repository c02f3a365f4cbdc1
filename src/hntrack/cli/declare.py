"""What a command takes, declared once: Typer reads it (``cli.typed``), and so do plain calls (``cli.app``).

Typer costs a start four times bare Python; nothing here imports it.  Options that several commands share are written
once, as bundles: named tuples or data classes (:mod:`hntrack.classes`) whose fields are options.  :func:`flat` gives a
function with all fields of the bundles as parameters of their own, and packs them again when the command is called.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator

from hntrack.classes import Any, NamedTuple, Protocol, TypeVar
from hntrack.cli.language import say
from hntrack.errors import UsageError
from hntrack.text.messages import _

REQUIRED = object()
"""The default of what has none."""

F = TypeVar("F", bound=Callable[..., int])


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
        run: Made by :func:`hntrack.cli.declare.flat`; its ``parameters`` are annotated with what is declared here.
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
        self.alone = alone
        self.helps = helps

    def command(
        self, name: str, *, about: str, short: str | None = None, epilog: str | None = None
    ) -> Callable[[F], F]:
        """Give what adds a function as a command."""

        def add(run: F) -> F:
            self.commands[name] = Command(run, about, short, epilog)
            return run

        return add

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
        function: Its parameters are declared (``cli.declare``) or bundles; it returns the exit code.
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
