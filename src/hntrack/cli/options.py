"""The options that commands share."""

from __future__ import annotations

from hntrack.classes import Annotated, NamedTuple, dataclass
from hntrack.cli.commands import argument, option, say
from hntrack.report.select import Selection
from hntrack.text.messages import LANGUAGES

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

    def common(self) -> Shared:
        """Give them with the others as if those had not been given."""
        return Shared(**self._asdict())


class Plain(NamedTuple):
    """What is left of the shared options where there is no table to draw, and no one file to write."""

    data: Data = None
    as_of: AsOf = None
    lang: Lang = None
    debug: Debug = False

    def common(self) -> Shared:
        """Give them with the others as if those had not been given."""
        return Shared(**self._asdict())


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
