"""The options that commands share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple

import typer

from hntrack.cli.language import say
from hntrack.report.select import Selection

Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar=say("THƯ-MỤC", "DIR"),
        help=say(
            "Thư mục dữ liệu (mặc định: HNTRACK_DATA, rồi data/ ở đây hoặc phía trên, rồi bản đi kèm).",
            "Data folder (else HNTRACK_DATA, then data/ here or above, then the bundled copy).",
        ),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar=say("NGÀY", "DATE"),
        help=say(
            "Chỉ những gì đã công bố đến ngày này (2025-12-31; 2025 là hết năm). Mặc định: hôm nay.",
            "Only what was published by this day (2025-12-31; 2025 means its end). Default: today.",
        ),
    ),
]
RecordedBy = Annotated[
    str | None,
    typer.Option(
        "--recorded-by",
        metavar=say("NGÀY", "DATE"),
        help=say(
            "Chỉ những số đo đã ghi vào đây đến ngày này (ngày ghi khác ngày công bố).",
            "Only measurements recorded here by this day (recording and publication are two dates).",
        ),
    ),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="vi|en", help=say("Ngôn ngữ.", "Language.")),
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="table|plain|json|csv|md",
        help=say(
            "Định dạng; mặc định table trên màn hình, plain khi nối ống.",
            "Format; default table on a terminal, plain in a pipe.",
        ),
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar=say("TỆP", "FILE"),
        help=say("Ghi vào tệp thay vì màn hình.", "Write to a file instead of the screen."),
    ),
]
Color = Annotated[
    str,
    typer.Option(
        "--color",
        metavar="auto|always|never",
        help=say("Màu chữ (tôn trọng NO_COLOR).", "Colour (NO_COLOR is respected)."),
    ),
]
Debug = Annotated[
    bool,
    typer.Option("--debug", help=say("Khi có lỗi, in cả dấu vết.", "On an error, show the traceback.")),
]


Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=say(
            "Từ chối (mã thoát 3) khi số liệu mâu thuẫn với câu trích hay với nhau.",
            "Refuse (exit 3) where figures contradict their citations or each other.",
        ),
    ),
]


@dataclass(frozen=True, slots=True)
class Common:
    """Where the data is, as of when, in which language, in which format and whereto."""

    data: Data = None
    as_of: AsOf = None
    recorded_by: RecordedBy = None
    lang: Lang = None
    form: Form = None
    output: Output = None
    color: Color = "auto"
    debug: Debug = False


class Writing(NamedTuple):
    """The shared options of commands that write an entry and say where it stands."""

    data: Data = None
    lang: Lang = None
    output: Output = None
    debug: Debug = False

    def common(self) -> Common:
        """Give them with the others as if those had not been given."""
        return Common(**self._asdict())


class Recording(NamedTuple):
    """The shared options of commands that write a measurement and tell what became of the verdicts."""

    data: Data = None
    as_of: AsOf = None
    lang: Lang = None
    form: Form = None
    output: Output = None
    color: Color = "auto"
    debug: Debug = False

    def common(self) -> Common:
        """Give them with the others as if those had not been given."""
        return Common(**self._asdict())


class Plain(NamedTuple):
    """What is left of the shared options where there is no table to draw, and no one file to write."""

    data: Data = None
    as_of: AsOf = None
    lang: Lang = None
    debug: Debug = False

    def common(self) -> Common:
        """Give them with the others as if those had not been given."""
        return Common(**self._asdict())


class Choice(NamedTuple):
    """Which targets."""

    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=say("[MÃ]...", "[ID]..."),
            help=say(
                "Mã mục tiêu hoặc chỉ tiêu; dùng được * và ?.", "Ids of targets or indicators; * and ? match."
            ),
        ),
    ] = None
    year: Annotated[
        list[str] | None,
        typer.Option(
            "--year",
            metavar=say("NĂM", "YEAR"),
            help=say("Năm đến hạn, hoặc “undated”.", "Milestone year, or 'undated'."),
        ),
    ] = None
    area: Annotated[
        list[str] | None,
        typer.Option("--area", metavar=say("MÃ", "ID"), help=say("Phạm vi.", "Area.")),
    ] = None
    goal: Annotated[
        list[str] | None,
        typer.Option("--goal", metavar=say("MÃ", "ID"), help=say("Nhóm mục tiêu.", "Goal.")),
    ] = None
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar=say("MÃ", "ID"), help=say("Văn bản nguồn.", "Source document.")),
    ] = None
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="share|count|amount|rank|index|stage|text",
            help=say("Loại thước đo.", "Kind of measure."),
        ),
    ] = None
    search: Annotated[
        str,
        typer.Option(
            "--search",
            metavar=say("CHỮ", "TEXT"),
            help=say(
                "Tìm chữ, không kể dấu (“dien tu” thấy “điện tử”).",
                "Find words, blind to marks ('dien tu' finds 'điện tử').",
            ),
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
