"""The options that commands share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple

from hntrack.cli.declare import Argument, Declared, Option
from hntrack.cli.language import say
from hntrack.report.select import Selection
from hntrack.text.messages import LANGUAGES


def option(name: str, english: str, metavar: str) -> Declared:
    """Make an option with its help in the language of the run."""
    option: Declared = Option(name, metavar=metavar, about=say(english))
    return option


Data = Annotated[
    str | None,
    Option(
        "--data",
        metavar=say("DIR"),
        about=say("Data folder (else HNTRACK_DATA, then data/ here or above, then the bundled copy)."),
    ),
]
AsOf = Annotated[
    str | None,
    Option(
        "--as-of",
        metavar=say("DATE"),
        about=say("Only what was published by this day (2025-12-31; 2025 means its end). Default: today."),
    ),
]
RecordedBy = Annotated[
    str | None,
    Option(
        "--recorded-by",
        metavar=say("DATE"),
        about=say("Only measurements recorded here by this day (recording and publication are two dates)."),
    ),
]
Lang = Annotated[str | None, Option("--lang", metavar="|".join(LANGUAGES), about=say("Language."))]
Form = Annotated[
    str | None,
    Option(
        "--format",
        "-f",
        metavar="table|plain|json|csv|md",
        about=say("Format; default table on a terminal, plain in a pipe."),
    ),
]
Output = Annotated[
    str | None,
    Option("--output", "-o", metavar=say("FILE"), about=say("Write to a file instead of the screen.")),
]
Color = Annotated[
    str, Option("--color", metavar="auto|always|never", about=say("Colour (NO_COLOR is respected)."))
]
Debug = Annotated[bool, Option("--debug", about=say("On an error, show the traceback."))]


Strict = Annotated[
    bool,
    Option("--strict", about=say("Refuse (exit 3) where figures contradict their citations or each other.")),
]


@dataclass(frozen=True, slots=True)
class Shared:
    """Where the data is, as of when, in which language, in which format and whereto."""

    data: Data = None
    as_of: AsOf = None
    lang: Lang = None
    form: Form = None
    output: Output = None
    color: Color = "auto"
    debug: Debug = False


@dataclass(frozen=True, slots=True)
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
        list[str] | None,
        Argument(metavar=say("[ID]..."), about=say("Ids of targets or indicators; * and ? match.")),
    ] = None
    year: Annotated[
        list[str] | None, Option("--year", metavar=say("YEAR"), about=say("Milestone year, or 'undated'."))
    ] = None
    area: Annotated[list[str] | None, Option("--area", metavar=say("ID"), about=say("Area."))] = None
    goal: Annotated[list[str] | None, Option("--goal", metavar=say("ID"), about=say("Goal."))] = None
    source: Annotated[
        list[str] | None, Option("--source", metavar=say("ID"), about=say("Source document."))
    ] = None
    measure: Annotated[
        list[str] | None,
        Option(
            "--measure", metavar="share|count|amount|rank|index|stage|text", about=say("Kind of measure.")
        ),
    ] = None
    search: Annotated[
        str,
        Option(
            "--search",
            metavar=say("TEXT"),
            about=say("Find words, blind to marks ('dien tu' finds 'điện tử')."),
        ),
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
