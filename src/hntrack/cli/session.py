"""One run: the options that commands share, its data, its day, its language, and the way out for what it says."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, Annotated, NamedTuple, dataclass, late
from hntrack.cli.commands import argument, current, environment, one_of, option, say, spoken
from hntrack.cli.streams import note, write_out
from hntrack.errors import Problem, UsageError
from hntrack.model.catalog import Catalog
from hntrack.render import RENDERERS, Drawing, render
from hntrack.report import Json, Section, Sheet, View
from hntrack.report.select import Selection
from hntrack.store.folder import light_path
from hntrack.text.messages import LANGUAGES, Message, _
from hntrack.text.periods import parse_period
from hntrack.workspace import Place, Snapshot, Workspace, find, snapshot_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypedDict

    class Head(TypedDict):
        """A language, and a day."""

        lang: str
        as_of: str


Data = Annotated[
    str | None,
    option(
        "--data",
        "Data folder (else HNTRACK_DATA, then data/ here or above, then the bundled copy).",
        say("DIR"),
    ),
]
AsOf = Annotated[
    str | None,
    option(
        "--as-of",
        "Only what was published by this day (2025-12-31; 2025 means its end). Default: today.",
        say("DATE"),
    ),
]
RecordedBy = Annotated[
    str | None,
    option(
        "--recorded-by",
        "Only measurements recorded here by this day (recording and publication are two dates).",
        say("DATE"),
    ),
]
Lang = Annotated[str | None, option("--lang", "Language.", "|".join(LANGUAGES))]
Form = Annotated[
    str | None,
    option("--format -f", "Format; default table on a terminal, plain in a pipe.", "table|plain|json|csv|md"),
]
Output = Annotated[str | None, option("--output -o", "Write to a file instead of the screen.", say("FILE"))]
Color = Annotated[str, option("--color", "Colour (NO_COLOR is respected).", "auto|always|never")]
DryRun = Annotated[bool, option("--dry-run", "Only show what would be written.")]
Debug = Annotated[bool, option("--debug", "On an error, show the traceback.")]


Strict = Annotated[
    bool, option("--strict", "Refuse (exit 3) where figures contradict their citations or each other.")
]


@dataclass(frozen=True)
class Shared:
    """Where the data is, as of when, in which language, in which format and whereto."""

    data: Data = None
    as_of: AsOf = None
    lang: Lang = None
    form: Form = None
    output: Output = None
    color: Color = "auto"
    debug: Debug = False


@dataclass(frozen=True)
class Common(Shared):
    """The same, of commands that show what was recorded by a day."""

    recorded_by: RecordedBy = None


class Writing(NamedTuple):
    """The shared options of commands that write an entry and say where it stands."""

    data: Data = None
    lang: Lang = None
    output: Output = None
    debug: Debug = False


class Plain(NamedTuple):
    """What is left of the shared options where there is no table to draw, and no one file to write."""

    data: Data = None
    as_of: AsOf = None
    lang: Lang = None
    debug: Debug = False


class Choice(NamedTuple):
    """Which targets."""

    ids: Annotated[
        list[str] | None, argument("Ids of targets or indicators; * and ? match.", say("[ID]..."))
    ] = None
    year: Annotated[list[str] | None, option("--year", "Milestone year, or 'undated'.", say("YEAR"))] = None
    area: Annotated[list[str] | None, option("--area", "Area.", say("ID"))] = None
    goal: Annotated[list[str] | None, option("--goal", "Goal.", say("ID"))] = None
    source: Annotated[list[str] | None, option("--source", "Source document.", say("ID"))] = None
    measure: Annotated[
        list[str] | None, option("--measure", "Kind of measure.", "share|count|amount|rank|index|stage|text")
    ] = None
    search: Annotated[
        str, option("--search", "Find words, blind to marks ('dien tu' finds 'điện tử').", say("TEXT"))
    ] = ""

    def selection(self) -> Selection:
        """Give the selection that the options describe."""
        return Selection(
            ids=tuple(self.ids or ()),
            years=tuple(self.year or ()),
            areas=tuple(self.area or ()),
            goals=tuple(self.goal or ()),
            sources=tuple(self.source or ()),
            measures=tuple(self.measure or ()),
            search=self.search,
        )


_ADDRESS = late(r"https?://[A-Za-z0-9.:\[\]_~%/-]{1,500}")

COLORS = ("auto", "always", "never")


class Session(NamedTuple):
    """What a command needs besides its own options.

    Attributes:
        options: The shared options as given.
        lang: ``vi`` or ``en``.
        as_of: The day as of which the command speaks.
        recorded_by: Only what was recorded here by this day, where asked for.
        form: The format to draw in.
        place: Where the catalog is.
        unsound: What :meth:`publishable` found against the data; every document then says so.
    """

    options: Shared
    lang: str
    as_of: date
    recorded_by: date | None
    form: str
    place: Place
    unsound: list[Problem]

    def everything(self) -> Catalog:
        """Read the whole catalog, whatever the day."""
        return self.work.everything

    @property
    def work(self) -> Workspace:
        """The door to the catalog, the one that Python programs use."""
        return Workspace(self.place)

    @property
    def head(self) -> Head:
        """What every view is headed by: its language, and the day as of which it speaks."""
        return {"lang": self.lang, "as_of": self.as_of.isoformat()}

    def catalog(self) -> Snapshot:
        """Read the catalog as it was known on the day."""
        return self.known(self.everything())

    def publishable(self, *, strict: bool) -> Catalog:
        """Read the whole catalog for a document; see :meth:`sound`."""
        return self.sound(self.everything(), strict=strict)

    def sound(self, catalog: Catalog, *, strict: bool) -> Catalog:
        """Say on stderr, and later in the document, that the data of a catalog has problems; or refuse it (strict)."""
        from hntrack.workspace import publishable, warning  # noqa: PLC0415  (only what publishes)

        catalog, found = publishable(catalog, strict=strict)
        if found:
            self.unsound.extend(found)
            note(spoken(warning(found)))
        return catalog

    def known(self, everything: Catalog) -> Snapshot:
        """Reduce a catalog to what was published, and recorded here, by the days asked for."""
        return snapshot_of(everything, self.as_of, self.recorded_by)

    def emit(self, view: View | Sheet) -> None:
        """Draw a view and write it out."""
        self.emit_text(self.text_of(view))

    def text_of(self, view: View | Sheet) -> str:
        """Draw a view, with what is wrong with its data."""
        return render(self._marked(view), self.form, self.drawing())

    def _marked(self, view: View | Sheet) -> View | Sheet:
        """Put what is wrong with the data into the document itself."""
        if not self.unsound:
            return view
        from hntrack.workspace import warning  # noqa: PLC0415  (as above)

        problems: list[Json] = [
            {
                "code": one.code,
                "file": one.where.file,
                "line": one.where.line,
                "message": one.message.within(self.lang),
            }
            for one in self.unsound
        ]
        extra = {**view.extra, "data_problems": problems}
        said = warning(self.unsound).within(self.lang)
        if isinstance(view, Sheet):
            return view._replace(sections=(Section("", (f"⚠ {said}",)), *view.sections), extra=extra)
        return view._replace(summary=(*view.summary, f"⚠ {said}"), extra=extra)

    def emit_text(self, text: str) -> None:
        """Write a finished text to stdout, or to the file that ``--output`` names."""
        write_out(text, self.options.output)

    def drawing(self) -> Drawing:
        """Decide width and colour."""
        color = use_color(self.options.color, self.options.output)
        return Drawing(width=terminal_width(), color=color, base=_from_repository())

    @staticmethod
    def hint(wording: Message) -> None:
        """Say something helpful on stderr."""
        note(spoken(wording))


def open_session(options: Shared | Writing | Plain, *, forms: Collection[str] = tuple(RENDERERS)) -> Session:
    """Check the shared options and find the data.

    Raises:
        UsageError: An option has a value it cannot have.
        InputError: There is no catalog where one was named.
    """
    if not isinstance(options, Shared):  # the others are as if they had not been given
        options = Shared(**options._asdict())
    one_of("--lang", options.lang or current(), LANGUAGES)
    one_of("--color", options.color, COLORS)
    recorded = options.recorded_by if isinstance(options, Common) else None
    form = one_of("--format", options.form or default_form(options.output, forms), forms)
    return Session(
        options=options,
        lang=current(),
        as_of=asked_day(options.as_of),
        recorded_by=day_option("--recorded-by", recorded) if recorded else None,
        form=form,
        place=find(options.data, environment(), here()),
        unsound=[],
    )


def web_address(option: str, url: str) -> str:
    """Give back an address of the web that is safe to print anywhere.

    Raises:
        UsageError: It is none.
    """
    if not _ADDRESS.fullmatch(url):
        raise UsageError(
            _("{option} does not take '{value}'.", option=option, value=url),
            _("Write it like https://example.org/targets/."),
        )
    return url


def asked_day(text: str | None) -> date:
    """Give the day that ``--as-of`` names; today where it names none."""
    return day_option("--as-of", text) if text else date.today()  # noqa: DTZ011  (the user's own day)


def day_option(option: str, text: str) -> date:
    """Read a day, or the last day of a month, quarter or year, in any form that people write."""
    with suppress(ValueError):
        return parse_period(text).end
    from hntrack.workspace.typed_values import swapped_note, typed_period  # noqa: PLC0415  (ISO days need none of it)

    day = typed_period(option, text).end
    swapped = swapped_note(option, text)
    if swapped is not None:
        note(spoken(swapped))
    return day


def _from_repository() -> str:
    """Say where the working folder is in the repository that a pipeline checked out; empty at its top, or in none."""
    top = environment().get("GITHUB_WORKSPACE") or environment().get("CI_PROJECT_DIR")
    if not top:
        return ""
    try:
        below = here().resolve().relative_to(light_path(top).resolve()).as_posix()
    except (ValueError, OSError):
        return ""
    return "" if below == "." else f"{below}/"


def here() -> Path:
    """Give the current folder; the root where it was removed under our feet."""
    try:
        return light_path(os.getcwd())  # noqa: PTH109  (a start without pathlib)
    except FileNotFoundError:
        return light_path(os.sep)


def in_order(earlier: date, later: date) -> None:
    """Refuse two days the wrong way round: read backwards, a story has effects before their causes.

    Raises:
        UsageError: The first day is after the second.
    """
    if earlier > later:
        raise UsageError(
            _("The first day, {earlier}, is after the last, {later}.", earlier=earlier, later=later),
            _("Turn the two days round."),
        )


_BY_SUFFIX = MappingProxyType(
    {
        ".json": "json",
        ".csv": "csv",
        ".md": "md",
        ".txt": "plain",
        ".sarif": "sarif",
        ".xml": "junit",
        ".html": "html",
        ".htm": "html",
        ".xlsx": "xlsx",
        ".docx": "docx",
        ".pdf": "pdf",
        ".eml": "eml",
        ".svg": "svg",
        ".png": "png",
        ".ods": "ods",
        ".db": "sqlite",
    }
)


def default_form(output: str | None, forms: Collection[str] = ()) -> str:
    """A table for a person at a terminal, what the name of a file says, plain text for a pipe.

    Raises:
        UsageError: The name of the file says a format that the command does not have.
    """
    if output is None:
        return "table" if sys.stdout.isatty() else "plain"
    suffix = light_path(output).suffix.lower()
    named = _BY_SUFFIX.get(suffix, "plain")
    if not forms or named in forms:
        return named
    listed = ", ".join(forms)
    raise UsageError(
        _("--output: this command writes no {suffix} file.", suffix=suffix),
        _("It writes: {listed}. Choose another name, or a format with --format.", listed=listed),
    )


def terminal_width() -> int:
    """Give the terminal's width in columns; ``COLUMNS`` wins; 100 where there is no terminal."""
    return screen_width() or 100


def screen_width() -> int | None:
    """Give the terminal's width in columns; ``COLUMNS`` wins; ``None`` where neither is known."""
    named = environment().get("COLUMNS", "")
    if named.isascii() and named.isdigit() and 0 < len(named) <= 5:
        return max(int(named), 20)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


def use_color(wanted: str, output: str | None) -> bool:
    """Decide on colour: the option, then ``NO_COLOR``, then whether a capable terminal is listening."""
    if wanted != "auto":
        return wanted == "always"
    environ = environment()
    return (
        output is None
        and not environ.get("NO_COLOR")
        and environ.get("TERM") != "dumb"
        and sys.stdout.isatty()
    )
