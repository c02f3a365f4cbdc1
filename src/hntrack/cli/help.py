"""``hntrack help``: the documentation that came with the program, by topic."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from typing import Annotated

from hntrack.cli.app import show_help
from hntrack.cli.bundle import flat
from hntrack.cli.commands import COMMANDS, purpose
from hntrack.cli.declare import Argument, Registry
from hntrack.cli.language import current, environment, say, spoken
from hntrack.cli.options import Lang
from hntrack.cli.streams import note, write_out
from hntrack.cli.topics import TOPICS, text_of
from hntrack.errors.nearest import unknown

_WIDEST = 100
_LOOK = {"markdown.code": "bold"}
"""Readable on light and on dark: without the background that rich gives code."""


def register(app: Registry) -> None:
    """Add the command."""
    app.command("help", about=purpose("help"))(flat(tell))


Topic = Annotated[
    str | None,
    Argument(metavar=say("[TOPIC]"), about=say("A topic, or a command; without one, the list of topics.")),
]


def tell(topic: Topic = None, lang: Lang = None) -> int:
    """Tell about a topic, or list them."""
    del lang  # chosen before anything was read
    if topic is None:
        write_out(_listed())
    elif topic in TOPICS:
        if current() not in TOPICS[topic].pages:
            note(say("This page is there in English only."))
        _show(text_of(topic, current()))
        if topic in COMMANDS:
            note(say("'hntrack {command} -h' shows the options of the command.", command=topic))
    elif topic in COMMANDS:
        return show_help(topic)
    else:
        raise unknown(topic, [*TOPICS, *COMMANDS], "hntrack help")
    return 0


def _listed() -> str:
    widest = max(map(len, TOPICS))
    lines = [f"  {name:<{widest}}  {spoken(topic.about)}" for name, topic in TOPICS.items()]
    head, foot = say("Topics of 'hntrack help TOPIC':"), say("Commands: hntrack -h")
    return "\n".join((head, "", *lines, "", foot)) + "\n"


def _show(markdown: str) -> None:
    """Print a page: drawn, and page by page, for a person at a terminal; as it is written, anywhere else."""
    if not sys.stdout.isatty() or environment().get("TERM") == "dumb":
        write_out(markdown)
        return
    drawn = _drawn(markdown)
    if not _paged(drawn):
        write_out(drawn)


def _drawn(markdown: str) -> str:
    from rich.console import Console  # noqa: PLC0415  (only a terminal pays for it)
    from rich.markdown import Markdown  # noqa: PLC0415
    from rich.theme import Theme  # noqa: PLC0415

    from hntrack.cli.session import terminal_width, use_color  # noqa: PLC0415

    color = use_color("auto", None)
    console = Console(
        width=min(terminal_width(), _WIDEST), force_terminal=color, no_color=not color, theme=Theme(_LOOK)
    )
    with console.capture() as captured:
        console.print(Markdown(markdown))
    return captured.get()


def _paged(text: str) -> bool:
    """Show a text in the reader's pager; it leaves at once where all fits on the screen.  False where there is none."""
    environ = environment()
    command = shlex.split(environ.get("PAGER") or "less")
    if not command or shutil.which(command[0]) is None:
        return False
    env = {**environ, "LESS": environ.get("LESS") or "FRX", "LESSCHARSET": "utf-8"}
    subprocess.run(command, input=text.encode(), env=env, check=False)  # noqa: S603  (the reader's own choice)
    return True
