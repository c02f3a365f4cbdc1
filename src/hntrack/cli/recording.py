"""What ``record``, ``revise`` and ``withdraw`` share: their options, and the way into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import typer

from hntrack.cli.language import say, spoken
from hntrack.cli.session import Session
from hntrack.cli.streams import note
from hntrack.errors import DataError
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.report.recorded import lines, recorded_view
from hntrack.store.append import append_measurement
from hntrack.text.visible import visible
from hntrack.text.wording import Wording
from hntrack.workspace import writable
from hntrack.workspace.recording import Request
from hntrack.workspace.typed_dates import swapped_note


def option(name: str, vi: str, en: str, metavar: str) -> typer.models.OptionInfo:
    """Make an option with its help in the language of the run."""
    option: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=say(vi, en))
    return option


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value stands, and how sure it is."""

    source: Annotated[
        str | None,
        option(
            "--source",
            "Mã văn bản (cùng --line và --as-printed), hoặc VĂN-BẢN/TRÍCH-DẪN.",
            "Id of a document (with --line and --as-printed), or DOCUMENT/CLAIM.",
            say("MÃ", "ID"),
        ),
    ] = None
    line: Annotated[int | None, option("--line", "Dòng trong văn bản.", "Line of the document.", "N")] = None
    as_printed: Annotated[
        str | None,
        option("--as-printed", "Vài chữ đúng như in.", "The few words as printed.", say("CHỮ", "TEXT")),
    ] = None
    url: Annotated[
        str | None,
        option(
            "--url", "Trang nêu số này (cùng --published).", "Page that states it (with --published).", "URL"
        ),
    ] = None
    title: Annotated[
        str | None, option("--title", "Nhan đề của trang.", "Title of the page.", say("CHỮ", "TEXT"))
    ] = None
    publisher: Annotated[
        str | None, option("--publisher", "Nơi công bố.", "Who published it.", say("TÊN", "NAME"))
    ] = None
    published: Annotated[
        str | None, option("--published", "Ngày công bố.", "Day it became public.", say("NGÀY", "DATE"))
    ] = None
    qualifier: Annotated[
        str | None,
        option(
            "--qualifier",
            "Mức chắc chắn như in.",
            "How sure the printed value is.",
            "exact|about|more_than|at_least|less_than|up_to",
        ),
    ] = None
    of: Annotated[
        str | None,
        option("--of", "Trên tổng số bao nhiêu (63 tỉnh).", "Out of how many (63 provinces).", "N"),
    ] = None
    obs_status: Annotated[
        str | None,
        option(
            "--obs-status",
            "Nơi công bố gọi nó là gì.",
            "How firm the publisher calls it.",
            "final|provisional|estimated|break",
        ),
    ] = None
    judged_by: Annotated[
        str | None,
        option(
            "--judged-by",
            "Ai đánh giá (cho mức đạt được).",
            "Who judged it (for stages).",
            say("TÊN", "NAME"),
        ),
    ] = None
    note: Annotated[str | None, option("--note", "Ghi chú.", "A remark.", say("CHỮ", "TEXT"))] = None


DryRun = Annotated[
    bool, typer.Option("--dry-run", help=say("Chỉ cho xem sẽ ghi gì.", "Only show what would be written."))
]
NoInput = Annotated[bool, typer.Option("--no-input", help=say("Không bao giờ hỏi.", "Never ask."))]
Why = Annotated[str, typer.Option("--why", metavar=say("LÝ-DO", "REASON"), help=say("Vì sao.", "Why."))]
Name = Annotated[
    str,
    typer.Argument(metavar=say("SỐ-ĐO", "MEASUREMENT"), help=say("Mã của số đo.", "Id of the measurement.")),
]
Value = Annotated[
    str,
    typer.Argument(
        metavar=say("GIÁ-TRỊ", "VALUE"),
        help=say(
            "27,1 · 27,1% · 1200 tỷ · 18/52 · mã của mức.",
            "27.1 · 27.1% · 1200 billion · 18/52 · a stage's id.",
        ),
    ),
]
Indicator = Annotated[
    str,
    typer.Argument(metavar=say("CHỈ-TIÊU", "INDICATOR"), help=say("Mã chỉ tiêu.", "Id of the indicator.")),
]
Period = Annotated[
    str,
    typer.Option(
        "--period", metavar=say("KỲ", "PERIOD"), help=say("Giá trị của kỳ nào.", "What period it is about.")
    ),
]


def request(said: Provenance, *, indicator: str, value: str, period: str, **more: str) -> Request:
    """Put what was said together."""
    say_swapped(("--period", period), ("--published", said.published))
    return Request(
        indicator=indicator,
        value=value,
        period=period,
        source=said.source,
        line=said.line,
        as_printed=said.as_printed,
        url=said.url,
        title=said.title,
        publisher=said.publisher,
        published=said.published,
        qualifier=said.qualifier,
        of=said.of,
        obs_status=said.obs_status,
        judged_by=said.judged_by,
        note=said.note,
        **more,
    )


def say_swapped(*typed: tuple[str, str | None]) -> None:
    """Say of each typed date how it was read, where day and month could change places."""
    for option, text in typed:
        swapped = swapped_note(option, text)
        if swapped is not None:
            note(spoken(swapped))


_NOT_WRITTEN = Wording("Chưa ghi gì.", "Nothing was written.")


@contextmanager
def refused() -> Iterator[None]:
    """Say that nothing was written where the data speaks against it."""
    try:
        yield
    except DataError as error:
        raise DataError(error.problems, _NOT_WRITTEN) from error


def add(
    session: Session, make: Callable[[Catalog, str], Measurement], *, dry_run: bool, no_input: bool
) -> int:
    """Write one record under the store's lock and say what became of it."""
    del no_input  # nothing asks yet; jobs pass it so that nothing ever will
    folder = writable(session.place)
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    with refused():
        written = append_measurement(folder, lambda catalog: make(catalog, now), dry_run=dry_run)
    measurement = next(m for m in written.now.measurements if m.id not in written.was.measurement)
    line = written.lines[0][0]
    view = recorded_view(
        written.was,
        written.now,
        measurement,
        place=f"{written.file}:{line}",
        as_of=session.as_of,
        lang=session.lang,
        dry_run=dry_run,
    )
    if session.form in ("table", "plain"):
        shown = [*lines(view), *(written.diff().splitlines() if dry_run else ())]
        session.emit_text("".join(f"{visible(one)}\n" for one in shown))
    else:
        session.emit(view)
    return 0
