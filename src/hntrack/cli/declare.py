"""What a command takes, declared once: Typer reads it (``cli.typed``), and so do plain calls (``cli.plain_calls``).

Typer costs a start four times bare Python; nothing here imports it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

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


def Option(  # noqa: N802  (read as a class of declarations, beside Annotated)
    *names: str, about: str, metavar: str | None = None, least: int | None = None, most: int | None = None
) -> Declared:
    """Declare an option, beside its type in ``Annotated``."""
    return Declared(names, about, metavar, least, most)


def Argument(*, metavar: str, about: str) -> Declared:  # noqa: N802  (as above)
    """Declare an argument."""
    return Declared((), about, metavar)


class Command(NamedTuple):
    """A command as it was declared.

    Attributes:
        run: Made by :func:`hntrack.cli.bundle.flat`; its ``parameters`` are annotated with what is declared here.
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
