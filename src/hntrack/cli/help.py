"""``hntrack help``: the documentation that came with the program, by topic.

Topics are pages of the documentation, or parts of them.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from hntrack.classes import NamedTuple
from hntrack.cli.app import show_help
from hntrack.cli.commands import COMMANDS, argument, command, current, environment, say, spoken
from hntrack.cli.session import Lang
from hntrack.cli.streams import note, write_out
from hntrack.errors import unknown
from hntrack.text.messages import Message, _


class Page(NamedTuple):
    """A page of the documentation.

    Attributes:
        file: From the top of the documentation: ``docs/exchange.md``.
        part: The heading of the part that is meant; empty for the whole page.
    """

    file: str
    part: str = ""


class Topic(NamedTuple):
    """Something to be told about: what, and its page by language; English is always there."""

    about: Message
    pages: MappingProxyType[str, Page]


def _topic(about: Message, english: Page, vietnamese: Page | None = None) -> Topic:
    return Topic(about, MappingProxyType({"en": english} | ({"vi": vietnamese} if vietnamese else {})))


TOPICS: MappingProxyType[str, Topic] = MappingProxyType(
    {
        "data-model": _topic(
            _("The words of a catalog: source, claim, target, measurement, verdict."),
            Page("README.md", "The data model on one page"),
            Page("README.vi.md", "Các từ dùng trong danh mục"),
        ),
        "catalog": _topic(_("The catalog's files, field by field."), Page("docs/catalog.md")),
        "periods": _topic(
            _("Days and periods: how they are written, and what they mean."),
            Page("docs/periods.md"),
            Page("docs/vi/ky-so-lieu.md"),
        ),
        "verdicts": _topic(_("Standing: what each verdict means."), Page("docs/methods.md", "Standing")),
        "methods": _topic(_("How verdicts are made: methods and their choices."), Page("docs/methods.md")),
        "gates": _topic(
            _("Let a pipeline fail on what you decided."), Page("docs/automation.md", "The gate")
        ),
        "automation": _topic(_("In pipelines and on a schedule."), Page("docs/automation.md")),
        "exit-codes": _topic(
            _("Exit codes, and what goes to which stream."),
            Page("README.md", "In scripts and CI"),
            Page("README.vi.md", "Mã thoát, giấy phép"),
        ),
        "import": _topic(_("Take figures from other people's tables."), Page("docs/exchange.md", "Import")),
        "series": _topic(
            _("An office's file whose rows are measurements, and targets of several areas."),
            Page("docs/series.md"),
            Page("docs/vi/chuoi-so-lieu.md"),
        ),
        "mapping": _topic(
            _("The file that says which column means what."), Page("docs/exchange.md", "The mapping file")
        ),
        "export": _topic(
            _("The catalog in the formats of other programs."), Page("docs/exchange.md", "Export")
        ),
        "workbook": _topic(_("The catalog as a workbook to fill in."), Page("docs/workbook.md")),
        "curating": _topic(
            _("From an article to the catalog."), Page("docs/curating.md"), Page("docs/vi/bien-tap.md")
        ),
        "annex": _topic(_("From the annex of a decision to the catalog."), Page("docs/annex.md")),
        "extract": _topic(
            _("How drafts of claims are made, and how good they are."), Page("docs/extract.md")
        ),
        "problems": _topic(
            _("Problems in the data: what each means, and its remedy."), Page("docs/problems.md")
        ),
        "reports": _topic(_("Reports: mail, Word, PDF, and templates of your own."), Page("docs/mail.md")),
        "site": _topic(_("Charts, the website, and reading it over HTTP."), Page("docs/site.md")),
        "assistants": _topic(_("Let an assistant look things up and cite them."), Page("docs/mcp.md")),
        "bulk": _topic(_("Millions of series at once."), Page("docs/bulk.md")),
        "python": _topic(_("From Python."), Page("docs/python.md")),
        "stability": _topic(_("What is promised to stay."), Page("docs/stability.md")),
    }
)
"""Name → what it tells about, in the order of the list."""

_NEAR_LINK = re.compile(r"\[([^\[\]\n]++)\]\((?!https?://)[^()\n]*+\)")


def text_of(topic: str, lang: str) -> str:
    """Give what a topic tells, as Markdown without comments and without links to other pages.

    Args:
        topic: A key of :data:`TOPICS`.
        lang: The English page stands in where there is none.
    """
    pages = TOPICS[topic].pages
    page = pages.get(lang, pages["en"])
    text = (_pages() / page.file).read_text("utf-8")
    if page.part:
        text = "\n".join(_part(text.splitlines(), page.part)) + "\n"
    return _NEAR_LINK.sub(r"\1", _without_comments(text)).strip() + "\n"


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(other.partition("-->")[2].removeprefix("\n") for other in others)


def _pages() -> Path:
    """Find the documentation: inside the package; in a source checkout, at its top."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "pages"
    return inside if inside.is_dir() else package.parent.parent


def _part(lines: list[str], heading: str) -> Iterator[str]:
    """Give the lines below a heading, itself first, up to the next that is no smaller."""
    level, fenced = 0, False
    for line in lines:
        fenced ^= line.startswith("```")
        marks = 0 if fenced else len(line) - len(line.lstrip("#"))
        if level and 0 < marks <= level:
            return
        if not level and marks and line[marks:].strip() == heading:
            level = marks
        if level:
            yield line


_WIDEST = 100
_LOOK = {"markdown.code": "bold"}
"""Readable on light and on dark: without the background that rich gives code."""


Asked = Annotated[
    str | None, argument("A topic, or a command; without one, the list of topics.", say("[TOPIC]"))
]


@command(
    "help",
    "connect",
    _("The documentation that came with the program, by topic."),
    ("hntrack help", "hntrack help periods"),
    after="bulk",
)
def tell(topic: Asked = None, lang: Lang = None) -> int:
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
