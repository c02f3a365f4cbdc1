"""``hntrack add``: a valid entry, where it belongs: goal, area, unit, indicator, source, claim, target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from hntrack.cli.bundle import flat
from hntrack.cli.field_options import FieldOptions, say_swapped
from hntrack.cli.language import say
from hntrack.cli.options import Writing
from hntrack.cli.record import DryRun, Indicator, refused
from hntrack.cli.session import Session, open_session
from hntrack.errors import UsageError
from hntrack.model.ids import id_of
from hntrack.store.append import Written
from hntrack.store.entries import append_claim, append_entry, create_source
from hntrack.text.visible import visible
from hntrack.text.wording import Wording
from hntrack.workspace import writable
from hntrack.workspace.adding import (
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
    named = FieldOptions("named", skip=("id", "title"))
    for section, vi, en in (
        ("goal", "Thêm một nhóm mục tiêu.", "Add a goal."),
        ("area", "Thêm một phạm vi.", "Add an area."),
        ("unit", "Thêm một đơn vị đếm.", "Add a unit of what is counted."),
    ):
        group.command(section, help=say(vi, en))(flat(_named(f"{section}s"), given=named))
    group.command("indicator", help=say("Thêm một chỉ tiêu.", "Add an indicator."))(
        flat(indicator, given=FieldOptions("indicator", skip=("id", "title")))
    )
    group.command("source", help=say("Thêm một văn bản.", "Add a document."))(
        flat(source, given=FieldOptions("source", skip=("id",), optional=("language", "basis"), about=_ABOUT))
    )
    group.command("claim", help=say("Thêm một trích dẫn.", "Add a claim of a document."))(
        flat(claim, given=FieldOptions("claim", skip=("id", "reading")))
    )
    group.command("target", help=say("Thêm một mục tiêu.", "Add a target."))(
        flat(target, given=FieldOptions("target", optional=("id", "claim"), about=_ABOUT))
    )
    app.add_typer(group, name="add")


_ABOUT = {
    "id": say("Mã (mặc định: CHỈ-TIÊU-MỐC).", "Its id (default: INDICATOR-MILESTONE)."),
    "value": say("Giá trị, hoặc mã của mức.", "Value, or a stage's id."),
    "original": say("Tệp gốc (để tính mã băm; không lưu).", "The original file (for its hash; not kept)."),
    "claim": say("Trích dẫn đã có: VĂN-BẢN/MÃ.", "An existing claim: DOCUMENT/ID."),
}


def option(name: str, vi: str, en: str, metavar: str) -> typer.models.OptionInfo:
    """Make an option with its help in the language of the run."""
    option: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=say(vi, en))
    return option


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
            "Diễn giải trích dẫn, tiếng Việt.",
            "The claim's reading, in Vietnamese.",
            say("CHỮ", "TEXT"),
        ),
    ] = None
    en: Annotated[
        Text,
        option(
            "--en", "Diễn giải trích dẫn, tiếng Anh.", "The claim's reading, in English.", say("CHỮ", "TEXT")
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class NewClaim:
    """Where the words of a new claim stand."""

    source: Annotated[
        Text,
        option("--source", "Hoặc trích mới: mã văn bản.", "Or a new claim: the document.", say("MÃ", "ID")),
    ] = None
    line: Annotated[int | None, option("--line", "Dòng.", "Line.", "N")] = None
    as_printed: Annotated[
        Text, option("--as-printed", "Vài chữ như in.", "The words as printed.", say("CHỮ", "TEXT"))
    ] = None


def _named(section: str) -> Callable[..., int]:
    """Make the command that adds to one list of ids and titles."""

    def add_named(
        *, name: Id, title: Title, given: dict[str, Any], common: Writing, dry_run: DryRun = False
    ) -> int:
        session = open_session(common.common())
        said = {**given, "id": name, "title": title_of(title.vi, title.en)}
        written = append_entry(
            writable(session.place), section, lambda _: new_named(said, session.lang), dry_run=dry_run
        )
        return _written(session, written, dry_run=dry_run)

    return add_named


def indicator(
    *, name: Id, title: Title, given: dict[str, Any], common: Writing, dry_run: DryRun = False
) -> int:
    """Add an indicator."""
    session = open_session(common.common())
    said = {**given, "id": name, "title": title_of(title.vi, title.en)}
    with refused():
        written = append_entry(
            writable(session.place),
            "indicators",
            lambda catalog: new_indicator(catalog, said, session.lang),
            dry_run=dry_run,
        )
    return _written(session, written, dry_run=dry_run)


def source(*, name: Id, given: dict[str, Any], common: Writing, dry_run: DryRun = False) -> int:
    """Add a document."""
    session = open_session(common.common())
    made = new_source({"language": "vi", **given, "id": name}, session.lang)
    say_swapped("source", given)
    with refused():
        written = create_source(writable(session.place), lambda _: made, dry_run=dry_run)
    return _written(session, written, dry_run=dry_run)


_Source = Annotated[str, option("--source", "Mã văn bản.", "Id of the document.", say("MÃ", "ID"))]


def claim(
    *,
    name: Id,
    source: _Source,
    reading: Reading,
    given: dict[str, Any],
    common: Writing,
    dry_run: DryRun = False,
) -> int:
    """Add a claim; ``--vi`` and ``--en`` are its reading in one's own words."""
    session = open_session(common.common())
    made = claim_of({**given, "id": name, "reading": reading_of(reading.vi, reading.en)}, session.lang)
    with refused():
        written = append_claim(
            writable(session.place),
            source,
            lambda catalog: new_claim(catalog, source, made),
            dry_run=dry_run,
        )
    return _written(session, written, dry_run=dry_run)


def target(
    *,
    name: Indicator,
    given: dict[str, Any],
    words: NewClaim,
    reading: Reading,
    common: Writing,
    dry_run: DryRun = False,
) -> int:
    """Add a target, and the claim that states it where that is new (``--vi``, ``--en``: its reading)."""
    session = open_session(common.common())
    folder = writable(session.place)
    say_swapped("target", given)
    milestone = given.get("milestone")
    due = typed_period("--milestone", milestone).text if milestone else "undated"
    key = given.get("id") or id_of(name, due)
    said = {"claim": f"{words.source or ''}/{key}", **given, "indicator": name}
    with refused():
        if "claim" not in given:
            _state(session, words, reading, said, key, dry_run=dry_run)
            if dry_run:
                return 0
        written = append_entry(
            folder, "targets", lambda catalog: new_target(catalog, said, session.lang), dry_run=dry_run
        )
    return _written(session, written, dry_run=dry_run)


def _state(
    session: Session, words: NewClaim, reading: Reading, said: dict[str, Any], key: str, *, dry_run: bool
) -> None:
    """Add the claim that a target rests on, if the target would fit it."""
    document = words.source
    if document is None or words.line is None or words.as_printed is None:
        raise UsageError(
            Wording("Mục tiêu phải có câu trích nêu nó.", "A target needs the claim that states it."),
            Wording(
                "Thêm --claim VĂN-BẢN/MÃ, hoặc --source VĂN-BẢN --line DÒNG --as-printed “CHỮ” --vi … --en ….",
                "Add --claim DOCUMENT/ID, or --source DOCUMENT --line N --as-printed 'WORDS' --vi … --en ….",
            ),
        )
    stated = {
        "id": key,
        "kind": "target",
        "line": words.line,
        "as_printed": words.as_printed,
        "reading": reading_of(reading.vi, reading.en),
    }
    made = claim_of(stated, session.lang)
    written = append_claim(
        writable(session.place),
        document,
        lambda catalog: new_claim(catalog, document, made, said, session.lang),
        dry_run=dry_run,
    )
    _written(session, written, dry_run=dry_run)


def _written(session: Session, written: Written, *, dry_run: bool) -> int:
    """Say where the entry stands, or show what would be written."""
    if dry_run:
        session.emit_text("".join(f"{visible(line)}\n" for line in written.diff().splitlines()))
        return 0
    number, _ = written.lines[0]
    text = say(f"Đã thêm: {written.file}:{number}", f"Added: {written.file}:{number}")
    session.emit_text(f"{visible(text)}\n")
    return 0
