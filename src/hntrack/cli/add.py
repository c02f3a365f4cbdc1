"""``hntrack add``: a valid entry, where it belongs: goal, area, unit, indicator, source, claim, target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from hntrack.cli.bundle import flat
from hntrack.cli.language import say
from hntrack.cli.options import Common
from hntrack.cli.recording import DryRun, option, refused, say_swapped
from hntrack.cli.session import Session, open_session
from hntrack.model.words import CLAIM_KINDS, COMPARATORS, MEASURES, SCALES
from hntrack.store import Folder
from hntrack.store.append import Written
from hntrack.store.entries import append_claim, append_entry, create_source
from hntrack.text.visible import visible
from hntrack.workspace import writable
from hntrack.workspace.adding import (
    IndicatorRequest,
    SourceRequest,
    TargetRequest,
    claim_of,
    new_claim,
    new_indicator,
    new_named,
    new_source,
    new_target,
    reading_of,
    title_of,
)
from hntrack.workspace.typed_dates import typed_period

Id = Annotated[
    str, typer.Argument(metavar=say("MÃ", "ID"), help=say("Mã (a–z, 0–9, -).", "Its id (a–z, 0–9, -)."))
]
Text = str | None


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(
        help=say("Thêm một mục hợp lệ vào đúng chỗ.", "Add a valid entry where it belongs."),
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    for section, vi, en in (
        ("goal", "Thêm một nhóm mục tiêu.", "Add a goal."),
        ("area", "Thêm một phạm vi.", "Add an area."),
        ("unit", "Thêm một đơn vị đếm.", "Add a unit of what is counted."),
    ):
        group.command(section, help=say(vi, en))(flat(_named(f"{section}s")))
    group.command("indicator", help=say("Thêm một chỉ tiêu.", "Add an indicator."))(flat(indicator))
    group.command("source", help=say("Thêm một văn bản.", "Add a document."))(flat(source))
    group.command("claim", help=say("Thêm một trích dẫn.", "Add a claim of a document."))(flat(claim))
    group.command("target", help=say("Thêm một mục tiêu.", "Add a target."))(flat(target))
    app.add_typer(group, name="add")


@dataclass(frozen=True, slots=True)
class Title:
    """What people call it."""

    vi: Annotated[Text, option("--vi", "Tên tiếng Việt.", "Title in Vietnamese.", say("CHỮ", "TEXT"))] = None
    en: Annotated[Text, option("--en", "Tên tiếng Anh.", "Title in English.", say("CHỮ", "TEXT"))] = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a claim says, in one's own words."""

    vi: Annotated[
        Text,
        option(
            "--vi",
            "Cách hiểu trích dẫn, tiếng Việt.",
            "The claim's reading, in Vietnamese.",
            say("CHỮ", "TEXT"),
        ),
    ] = None
    en: Annotated[
        Text,
        option(
            "--en", "Cách hiểu trích dẫn, tiếng Anh.", "The claim's reading, in English.", say("CHỮ", "TEXT")
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Measured:
    """How an indicator is measured."""

    goal: Annotated[str, option("--goal", "Nhóm mục tiêu.", "Its goal.", say("MÃ", "ID"))]
    area: Annotated[str, option("--area", "Phạm vi.", "Its area.", say("MÃ", "ID"))]
    measure: Annotated[str, option("--measure", "Loại thước đo.", "Kind of measure.", "|".join(MEASURES))]
    unit: Annotated[Text, option("--unit", "Đơn vị.", "Unit.", say("MÃ", "ID"))] = None
    scale: Annotated[str, option("--scale", "Bội số của đơn vị.", "Scale of the unit.", "|".join(SCALES))] = (
        "one"
    )
    direction: Annotated[
        Text, option("--direction", "Hướng nào tốt hơn.", "Where better lies.", "increase|decrease")
    ] = None
    limit: Annotated[Text, option("--limit", "Giới hạn tự nhiên.", "Natural limit.", "N")] = None
    share_of: Annotated[
        Text, option("--share-of", "Tỷ lệ của cái gì.", "What a share is a share of.", say("CHỮ", "TEXT"))
    ] = None


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of a document."""

    original: Annotated[
        str,
        option(
            "--original",
            "Tệp gốc (để tính mã băm; không lưu).",
            "The original file (for its hash; not kept).",
            say("TỆP", "FILE"),
        ),
    ]
    title: Annotated[Text, option("--title", "Nhan đề như in.", "Title as printed.", say("CHỮ", "TEXT"))] = (
        None
    )
    publisher: Annotated[Text, option("--publisher", "Nơi công bố.", "Publisher.", say("TÊN", "NAME"))] = None
    author: Annotated[Text, option("--author", "Tác giả.", "Author.", say("TÊN", "NAME"))] = None
    language: Annotated[str, option("--language", "Ngôn ngữ của văn bản.", "Its language.", "vi|en|…")] = "vi"
    published: Annotated[
        Text,
        option("--published", "Ngày, tháng hoặc năm công bố.", "Day, month or year.", say("NGÀY", "DATE")),
    ] = None
    not_before: Annotated[
        Text,
        option(
            "--not-before",
            "Sớm nhất (ngày của sự kiện).",
            "Not before (the event's day).",
            say("NGÀY", "DATE"),
        ),
    ] = None
    url: Annotated[Text, option("--url", "Địa chỉ.", "Where it can be read.", "URL")] = None


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words stand."""

    source: Annotated[str, option("--source", "Mã văn bản.", "Id of the document.", say("MÃ", "ID"))]
    line: Annotated[int, option("--line", "Dòng.", "Line.", "N")]
    as_printed: Annotated[
        str, option("--as-printed", "Vài chữ như in.", "The words as printed.", say("CHỮ", "TEXT"))
    ]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a target asks."""

    comparator: Annotated[str, option("--comparator", "So sánh.", "Comparator.", "|".join(COMPARATORS))]
    milestone: Annotated[
        Text,
        option(
            "--milestone",
            "Mốc; bỏ trống nếu không có.",
            "Milestone; leave out if undated.",
            say("NĂM", "YEAR"),
        ),
    ] = None
    value: Annotated[Text, option("--value", "Giá trị, hoặc mã của mức.", "Value, or a stage's id.", "N")] = (
        None
    )
    value_high: Annotated[
        Text, option("--value-high", "Cận trên, cho between.", "Upper end, for between.", "N")
    ] = None
    claim: Annotated[
        Text,
        option("--claim", "Trích dẫn đã có: VĂN-BẢN/MÃ.", "An existing claim: DOCUMENT/ID.", say("MÃ", "ID")),
    ] = None
    source: Annotated[
        Text,
        option("--source", "Hoặc trích mới: mã văn bản.", "Or a new claim: the document.", say("MÃ", "ID")),
    ] = None
    line: Annotated[int | None, option("--line", "Dòng.", "Line.", "N")] = None
    as_printed: Annotated[
        Text, option("--as-printed", "Vài chữ như in.", "The words as printed.", say("CHỮ", "TEXT"))
    ] = None
    supersedes: Annotated[
        Text, option("--supersedes", "Thay mục tiêu nào.", "Target that it replaces.", say("MÃ", "ID"))
    ] = None
    change: Annotated[
        Text,
        option(
            "--change",
            "Thay ra sao.",
            "How it differs.",
            "raised|lowered|brought_forward|postponed|reworded|withdrawn",
        ),
    ] = None


def _named(section: str) -> Callable[..., int]:
    """Make the command that adds to one list of ids and titles."""

    def add_named(*, name: Id, title: Title, common: Common, dry_run: DryRun = False) -> int:
        session = open_session(common)
        said = title_of(title.vi, title.en)
        return _written(
            session,
            dry_run,
            append_entry(_folder(session), section, lambda _: new_named(name, said), dry_run=dry_run),
        )

    return add_named


def indicator(*, name: Id, title: Title, measured: Measured, common: Common, dry_run: DryRun = False) -> int:
    """Add an indicator."""
    session = open_session(common)
    said = IndicatorRequest(
        id=name,
        title=title_of(title.vi, title.en),
        goal=measured.goal,
        area=measured.area,
        measure=measured.measure,
        unit=measured.unit,
        scale=measured.scale,
        direction=measured.direction,
        limit=measured.limit,
        share_of=measured.share_of,
    )
    with refused():
        written = append_entry(
            _folder(session),
            "indicators",
            lambda catalog: new_indicator(catalog, said, session.lang),
            dry_run=dry_run,
        )
    return _written(session, dry_run, written)


def source(*, name: Id, document: Document, common: Common, dry_run: DryRun = False) -> int:
    """Add a document."""
    session = open_session(common)
    said = SourceRequest(
        id=name,
        original=document.original,
        title=document.title,
        publisher=document.publisher,
        author=document.author,
        language=document.language,
        published=document.published,
        not_before=document.not_before,
        url=document.url,
    )
    made = new_source(said)
    say_swapped(("--published", document.published), ("--not-before", document.not_before))
    with refused():
        written = create_source(_folder(session), lambda _: made, dry_run=dry_run)
    return _written(session, dry_run, written)


Kind = Annotated[str, option("--kind", "Loại.", "Kind.", "|".join(CLAIM_KINDS))]


def claim(
    *, name: Id, words: Words, kind: Kind, reading: Reading, common: Common, dry_run: DryRun = False
) -> int:
    """Add a claim; ``--vi`` and ``--en`` are its reading in one's own words."""
    session = open_session(common)
    made = claim_of(name, kind, words.line, words.as_printed, reading_of(reading.vi, reading.en))
    with refused():
        written = append_claim(
            _folder(session),
            words.source,
            lambda catalog: new_claim(catalog, words.source, made),
            dry_run=dry_run,
        )
    return _written(session, dry_run, written)


Of = Annotated[
    str,
    typer.Argument(metavar=say("CHỈ-TIÊU", "INDICATOR"), help=say("Mã chỉ tiêu.", "Id of the indicator.")),
]
OwnId = Annotated[
    Text,
    option("--id", "Mã (mặc định: CHỈ-TIÊU-MỐC).", "Its id (default: INDICATOR-MILESTONE).", say("MÃ", "ID")),
]


def target(
    *,
    name: Of,
    promise: Promise,
    reading: Reading,
    common: Common,
    own_id: OwnId = None,
    dry_run: DryRun = False,
) -> int:
    """Add a target, and the claim that states it where that is new (``--vi``, ``--en``: its reading)."""
    session = open_session(common)
    folder = _folder(session)
    say_swapped(("--milestone", promise.milestone))
    milestone = typed_period("--milestone", promise.milestone).text if promise.milestone else "undated"
    key = f"{name}-{milestone}".lower().replace("/", "-")
    said = TargetRequest(
        indicator=name,
        comparator=promise.comparator,
        claim=promise.claim or f"{promise.source or ''}/{own_id or key}",
        id=own_id,
        milestone=promise.milestone,
        value=promise.value,
        value_high=promise.value_high,
        supersedes=promise.supersedes,
        change=promise.change,
    )
    with refused():
        if promise.claim is None and promise.source is not None:
            made = claim_of(
                own_id or key,
                "target",
                promise.line or 0,
                promise.as_printed or "",
                reading_of(reading.vi, reading.en),
            )
            stated = append_claim(
                folder,
                promise.source,
                lambda catalog: new_claim(catalog, promise.source or "", made, said, session.lang),
                dry_run=dry_run,
            )
            _written(session, dry_run, stated)
            if dry_run:
                return 0
        written = append_entry(
            folder, "targets", lambda catalog: new_target(catalog, said, session.lang), dry_run=dry_run
        )
    return _written(session, dry_run, written)


def _folder(session: Session) -> Folder:
    return writable(session.place)


def _written(session: Session, dry_run: bool, written: Written) -> int:
    """Say where the entry stands, or show what would be written."""
    if dry_run:
        session.emit_text("".join(f"{visible(line)}\n" for line in written.diff().splitlines()))
        return 0
    number, _ = written.lines[0]
    text = say(f"Đã thêm: {written.file}:{number}", f"Added: {written.file}:{number}")
    session.emit_text(f"{visible(text)}\n")
    return 0
