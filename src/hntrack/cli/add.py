"""``hntrack init``, ``add``: a catalog of one's own, from a blank template or a fictional example, and its entries.

What ``add`` adds is valid and stands where it belongs: goal, area, unit, act, indicator, source, claim, target.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

from hntrack.classes import dataclass
from hntrack.cli.commands import Registry, argument, command, current, one_of, option, purpose, say, spoken
from hntrack.cli.record import FieldOptions, Indicator, refused, say_swapped
from hntrack.cli.session import DryRun, Lang, Session, Writing, here, open_session
from hntrack.cli.streams import write_bytes, write_out
from hntrack.errors import InputError, UsageError, cause
from hntrack.model.catalog import Catalog
from hntrack.model.record_values import id_of
from hntrack.store.append import Written
from hntrack.store.decode import FILES, schema_text
from hntrack.store.entries import append_claim, append_entry, create_source
from hntrack.text.characters import visible
from hntrack.text.messages import LANGUAGES, Message, _
from hntrack.workspace import examine, find, writable
from hntrack.workspace.given import (
    claim_of,
    new_act,
    new_area,
    new_claim,
    new_indicator,
    new_named,
    new_source,
    new_target,
    reading_of,
    title_of,
)
from hntrack.workspace.typed_values import typed_period

# What stands under another name in the package (a dot file would be overlooked there) → where it goes.
_SHARED = (
    ("gitattributes", ".gitattributes"),
    ("gitignore", ".gitignore"),
    ("README.md", "README.md"),
    ("workflow.yml", ".github/workflows/hntrack.yml"),
)

_TARGETS = "data/targets.yaml"
_HEAD = b"catalog:\n"

Where = Annotated[str, argument("Where to make it.", say("DIR"))]
Template = Annotated[bool, option("--from-template", "A blank one (the default).")]
Example = Annotated[bool, option("--example", "A fictional city, to try things on.")]
Workbook = Annotated[bool, option("--workbook", "Also a workbook (catalog.xlsx) to fill in.")]
Only = Annotated[
    str | None,
    option(
        "--only",
        "Its texts are in this language only (default: Vietnamese and English).",
        "|".join(LANGUAGES),
    ),
]

_NEXT = _("Next: cd {folder} && hntrack add source … · hntrack add indicator … · hntrack progress")

_FILLED = _("Next: fill in {file}, then cd {folder} && hntrack workbook read {name} && hntrack check")
_NAME = "catalog.xlsx"


@command(
    "init",
    "record",
    _("Make a catalog of your own."),
    ("hntrack init my-city", "hntrack init trial --example"),
    own_output=True,
)
def init(
    folder: Where,
    *,
    from_template: Template = False,
    example: Example = False,
    workbook: Workbook = False,
    only: Only = None,
    lang: Lang = None,
) -> int:
    """Make the files, check them, and say what comes next."""
    del lang  # read before the command line is parsed
    if from_template and example:
        raise UsageError(_("Choose one: --from-template or --example."))
    if only is not None:
        one_of("--only", only, LANGUAGES)
    made = _start(Path(folder), "example" if example else "blank", only)
    lines = [str(path) for path in made]
    catalog, problems = examine(find(folder, {}, here()))
    assert catalog is not None, "what we ship can be read"
    lines.append(say("hntrack check: no problems.") if not problems else f"hntrack check: {len(problems)}")
    if workbook:
        from hntrack.exchange.workbook_out import workbook as filled  # noqa: PLC0415  (only where asked for)

        file = Path(folder) / _NAME
        write_bytes(filled(catalog, current()), str(file))
        lines.append(str(file))
        lines.append(spoken(_FILLED).format(folder=folder, file=file, name=_NAME))
    else:
        lines.append(spoken(_NEXT).format(folder=folder))
    write_out("".join(f"{visible(line)}\n" for line in lines))
    return 0


def _start(folder: Path, starter: str, only: str | None) -> tuple[Path, ...]:
    """Make a catalog from a starter, its texts in one language where that is asked for; give the files made.

    The folder may exist, as long as nothing of ours would be overwritten.
    """
    files = dict(_files(starter))
    if only is not None:
        files[_TARGETS] = files[_TARGETS].replace(_HEAD, _HEAD + f"  languages: [{only}]\n".encode(), 1)
    there = [str(folder / name) for name in files if (folder / name).exists()]
    if there:
        raise UsageError(_("There is {there} already.", there=there[0]), _("Choose an empty folder."))
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
    except OSError as error:
        raise InputError(
            _("Cannot make {folder}: {cause}.", folder=folder, cause=cause(error)),
            _("Choose a place where you may write."),
        ) from error
    return tuple(folder / name for name in files)


def _files(starter: str) -> Iterator[tuple[str, bytes]]:
    base = Path(__file__).resolve().parent.parent / "starters"
    for path in sorted((base / starter).rglob("*")):
        if path.is_file():
            yield str(path.relative_to(base / starter)).replace(os.sep, "/"), path.read_bytes()
    for inside, outside in _SHARED:
        yield outside, (base / "shared" / inside).read_bytes()
    for name in FILES:
        yield f"schemas/{name}.schema.json", schema_text(name).encode()


Id = Annotated[str, argument("Its id (a–z, 0–9, -).", say("ID"))]
Text = str | None
_Make = Callable[[Catalog, dict[str, Any], str], Any]


_CALLS = {
    "goal": (
        "hntrack add goal jobs --vi 'Việc làm' --en Jobs",
        "hntrack add goal homes --vi 'Nhà ở' --en Homes --dry-run",
    ),
    "area": (
        "hntrack add area ba-dinh --vi 'Phường Ba Đình' --en 'Ba Dinh ward'",
        "hntrack add area hue --vi Huế --en Hue --dry-run",
    ),
    "unit": (
        "hntrack add unit homes --vi 'căn nhà' --en homes",
        "hntrack add unit schools --vi 'trường học' --en schools --dry-run",
    ),
    "act": (
        "hntrack add act plan-43 --number 43/KH-UBND --kind plan --date 2025-02-15",
        "hntrack add act plan-200 --number 200/KH-UBND --kind plan --replaces plan-43 --dry-run",
    ),
    "indicator": (
        (
            "hntrack add indicator homes-built --vi 'Số nhà đã xây' --en 'Homes built' --goal homes --area hanoi "
            "--measure count --unit homes --direction increase"
        ),
        (
            "hntrack add indicator forest --vi 'Tỷ lệ che phủ rừng' --en 'Forest cover' --goal land --area hanoi "
            "--measure share --unit percent --direction increase --limit 100"
        ),
    ),
    "source": (
        (
            "hntrack add source plan-2026 --title 'Kế hoạch 2026' --publisher 'UBND' --published 2026-01-15 "
            "--original plan-2026.pdf"
        ),
        (
            "hntrack add source news-1 --title unknown --published unknown --not-before 2026-02-01 "
            "--original news-1.html --dry-run"
        ),
    ),
    "claim": (
        (
            "hntrack add claim homes-2030 --source plan-2026 --kind target --line 12 "
            "--as-printed 'ít nhất 500 căn' --vi 'Đến 2030 xây ít nhất 500 căn' --en 'At least 500 homes by 2030'"
        ),
        (
            "hntrack add claim homes-2025 --source plan-2026 --kind measurement --line 14 --as-printed '120 căn' "
            "--vi 'Năm 2025 có 120 căn' --en '120 homes in 2025' --dry-run"
        ),
    ),
    "target": (
        (
            "hntrack add target homes-built --milestone 2030 --comparator at_least --value 500 "
            "--claim plan-2026/homes-2030"
        ),
        (
            "hntrack add target homes-built --milestone 2035 --comparator at_least --value 900 "
            "--claim plan-2026/homes-2035 --dry-run"
        ),
    ),
}


@command(
    "add",
    "record",
    _("Add a valid entry where it belongs."),
    ("hntrack add goal jobs --vi 'Việc làm' --en Jobs", "hntrack add target -h"),
    members=_CALLS,
    own_output=True,
    after="init",
)
def register(app: Registry) -> None:
    """Add the group of commands."""
    group = app.group("add", about=purpose("add"), helps=True)

    def command(
        name: str, what: Message, run: Callable[..., int], record: str, *skip: str, **more: Any
    ) -> None:
        options = FieldOptions(record, skip=skip, **more)
        group.command(name, run, about=spoken(what), given=options)

    both = ("id", "title")
    command("goal", _("Add a goal."), _titled("goals", new_named), "named", *both)
    command("area", _("Add an area."), _titled("areas", new_area), "area", *both)
    command("unit", _("Add a unit of what is counted."), _titled("units", new_named), "named", *both)
    command("indicator", _("Add an indicator."), _titled("indicators", new_indicator), "indicator", *both)
    command("act", _("Add a legal act that promises rest on."), act, "act", "id")
    optional = ("language", "basis")
    command("source", _("Add a document."), source, "source", "id", optional=optional, about=_ABOUT)
    command("claim", _("Add a claim of a document."), claim, "claim", "id", "reading")
    command("target", _("Add a target."), target, "target", optional=("id", "claim"), about=_ABOUT)


_ABOUT = {
    "id": say("Its id (default: INDICATOR-MILESTONE)."),
    "value": say("Value, or a stage's id."),
    "original": say("The original file (for its hash; not kept)."),
    "claim": say("An existing claim: DOCUMENT/ID."),
}


@dataclass(frozen=True)
class Title:
    """What people call it."""

    vi: Annotated[Text, option("--vi", "Title in Vietnamese.", say("TEXT"))] = None
    en: Annotated[Text, option("--en", "Title in English.", say("TEXT"))] = None


@dataclass(frozen=True)
class Reading:
    """What a claim says, in one's own words."""

    vi: Annotated[Text, option("--vi", "The claim's reading, in Vietnamese.", say("TEXT"))] = None
    en: Annotated[Text, option("--en", "The claim's reading, in English.", say("TEXT"))] = None


@dataclass(frozen=True)
class NewClaim:
    """Where the words of a new claim stand."""

    source: Annotated[Text, option("--source", "Or a new claim: the document.", say("ID"))] = None
    line: Annotated[int | None, option("--line", "Line.", "N")] = None
    as_printed: Annotated[Text, option("--as-printed", "The words as printed.", say("TEXT"))] = None


def _append(session: Session, section: str, make: _Make, said: dict[str, Any], *, dry_run: bool) -> int:
    """Add an entry to a list of ``targets.yaml``, and say where it stands."""
    with refused():
        written = append_entry(
            writable(session.place),
            section,
            lambda catalog: make(catalog, said, session.lang),
            dry_run=dry_run,
        )
    return _written(session, written, dry_run=dry_run)


def _titled(section: str, make: _Make) -> Callable[..., int]:
    """Make the command that adds to a list of what has an id and a title."""

    def add_titled(
        *, name: Id, title: Title, given: dict[str, Any], common: Writing, dry_run: DryRun = False
    ) -> int:
        said = {**given, "id": name, "title": title_of(title.vi, title.en)}
        return _append(open_session(common), section, make, said, dry_run=dry_run)

    return add_titled


def act(*, name: Id, given: dict[str, Any], common: Writing, dry_run: DryRun = False) -> int:
    """Add a legal act."""
    return _append(open_session(common), "acts", new_act, {**given, "id": name}, dry_run=dry_run)


def source(*, name: Id, given: dict[str, Any], common: Writing, dry_run: DryRun = False) -> int:
    """Add a document."""
    session = open_session(common)
    made = new_source({"language": "vi", **given, "id": name}, session.lang)
    say_swapped("source", given)
    with refused():
        written = create_source(writable(session.place), lambda _: made, dry_run=dry_run)
    return _written(session, written, dry_run=dry_run)


_Source = Annotated[str, option("--source", "Id of the document.", say("ID"))]


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
    session = open_session(common)
    made = claim_of({**given, "id": name, "reading": reading_of(reading.vi, reading.en)}, session.lang)
    with refused():
        written = append_claim(
            writable(session.place), source, lambda catalog: new_claim(catalog, source, made), dry_run=dry_run
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
    session = open_session(common)
    writable(session.place)
    say_swapped("target", given)
    milestone = given.get("milestone")
    due = typed_period("--milestone", milestone).text if milestone else "undated"
    key = given.get("id") or id_of(name, due)
    said = {"claim": f"{words.source or ''}/{key}", **given, "indicator": name}
    if "claim" not in given:
        with refused():
            _state(session, words, reading, said, key, dry_run=dry_run)
        if dry_run:
            return 0
    return _append(session, "targets", new_target, said, dry_run=dry_run)


def _state(
    session: Session, words: NewClaim, reading: Reading, said: dict[str, Any], key: str, *, dry_run: bool
) -> None:
    """Add the claim that a target rests on, if the target would fit it."""
    document = words.source
    if document is None or words.line is None or words.as_printed is None:
        raise UsageError(
            _("A target needs the claim that states it."),
            _("Add --claim DOCUMENT/ID, or --source DOCUMENT --line N --as-printed 'WORDS' --vi … --en …."),
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
    text = say("Added: {file}:{number}", file=written.file, number=number)
    session.emit_text(f"{visible(text)}\n")
    return 0
