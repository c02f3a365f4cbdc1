"""``hntrack sources``: the documents, and whether what we cite is really in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from hntrack.classes import dataclass
from hntrack.cli.commands import Registry, argument, command, option, purpose, say
from hntrack.cli.session import Common, Writing, open_session
from hntrack.cli.streams import problem_lines
from hntrack.errors import EXIT_DATA, Problem, UsageError, unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Source
from hntrack.text.messages import _

if TYPE_CHECKING:
    from hntrack.documents.lines import Document


@command(
    "sources",
    "documents",
    _("The documents, and whether what we cite is in them."),
    ("hntrack sources", "hntrack sources verify --originals DIR"),
    members={
        "list": ("hntrack sources list", "hntrack sources list -f json"),
        "add": (
            "hntrack sources add plan.pdf --url https://example.org/plan.pdf",
            "hntrack sources add plan.pdf --published 2026-03-01 --archive DIR",
        ),
        "show": (
            "hntrack sources show hanoi-conference-2025-02-26",
            "hntrack sources show hanoi-conference-2025-02-26 -f md",
        ),
        "verify": (
            "hntrack sources verify --originals DIR",
            "hntrack sources verify hanoi-conference-2025-02-26 --originals DIR",
        ),
        "coverage": (
            "hntrack sources coverage --originals DIR",
            "hntrack sources coverage hanoi-conference-2025-02-26 --originals DIR",
        ),
    },
)
def register(app: Registry) -> None:
    """Add the group of commands."""
    group = app.group("sources", about=purpose("sources"), alone=listing)
    group.command("list", listing, about=say("What each document gives."))
    group.command("add", add, about=say("Take a document in: facts, address, hash; nothing is fetched."))
    group.command("show", show, about=say("One document and all its claims."))
    group.command("verify", verify, about=say("Hold the claims against the originals."))
    group.command("coverage", coverage, about=say("What do the documents say that no claim covers?"))


Name = Annotated[str, argument("Id of the document.", say("ID"))]
Names = Annotated[list[str] | None, argument("These documents only.", say("[ID]..."))]
Originals = Annotated[str, option("--originals", "Folder of the originals.", say("DIR"))]


def _write_evidence(catalog: Catalog, source: Source, folder: Path, html: str, lang: str) -> int:
    """Write the page on which each quote is marked in the original."""
    from hntrack.cli.streams import write_bytes  # noqa: PLC0415  (each command pays for itself)
    from hntrack.documents.reading import read  # noqa: PLC0415
    from hntrack.report.sources import evidence_page, uses  # noqa: PLC0415
    from hntrack.workspace.articles import find_originals  # noqa: PLC0415

    original = find_originals(folder, (source,))[source.id]
    if original is None:
        raise UsageError(
            _("The original {file} of {source} is not there.", file=source.original, source=source.id),
            _("Put the original into the folder, or name another folder with --originals."),
        )
    page = evidence_page(source, read(original, source.original), uses(catalog), lang)
    write_bytes(page.encode(), html)
    return 0


Strict = Annotated[bool, option("--strict", "Words that stand elsewhere than cited are an error, too.")]
Ocr = Annotated[bool, option("--ocr", "Read scanned pages with Tesseract.")]


File = Annotated[str, argument("The document: PDF, DOCX, ODT, a saved page, text.", say("FILE"))]


@dataclass(frozen=True)
class Record:
    """What is known of a document that is taken in."""

    own_id: Annotated[
        str | None, option("--id", "Id of the document (default: by the file's name).", say("ID"))
    ] = None
    url: Annotated[str | None, option("--url", "Where it can be read; nothing is fetched.", "URL")] = None
    accessed: Annotated[
        str | None, option("--accessed", "The day on which it was read there (default: today).", say("DAY"))
    ] = None
    published: Annotated[
        str | None, option("--published", "Day, month or year it appeared.", say("DATE"))
    ] = None
    archive: Annotated[
        str | None,
        option("--archive", "Keep a copy in this private folder, outside the catalog.", say("DIR")),
    ] = None


def add(file: File, about: Record, common: Writing) -> int:
    """Take a document in."""
    from hntrack.store.entries import create_source  # noqa: PLC0415  (each command pays for itself)
    from hntrack.workspace import writable  # noqa: PLC0415
    from hntrack.workspace.articles import (  # noqa: PLC0415
        keep_copy,
        read_article,
        source_of,
    )
    from hntrack.workspace.typed_values import typed_period  # noqa: PLC0415

    session = open_session(common)
    folder = writable(session.place)
    article = read_article(file)
    accessed = typed_period("--accessed", about.accessed).end if about.accessed else session.as_of
    made = source_of(
        article,
        name=about.own_id,
        url=about.url,
        accessed=accessed if about.url else None,
        published=typed_period("--published", about.published) if about.published else None,
    )
    if about.archive is not None:
        keep_copy(article, Path(about.archive), folder.targets.parent.parent)
    written = create_source(folder, lambda _: made)
    session.emit_text(say("Written: {where}", where=written.file) + "\n")
    return 0


def listing(common: Common) -> int:
    """List the documents."""
    from hntrack.report.sources import sources_view  # noqa: PLC0415  (each command pays for itself)

    session = open_session(common)
    session.emit(sources_view(session.catalog().public, **session.head))
    return 0


Html = Annotated[
    str | None,
    option(
        "--html",
        "Write your own copy with every quote marked (needs --originals; not to be published).",
        say("FILE"),
    ),
]
Beside = Annotated[str | None, option("--originals", "Folder of the originals.", say("DIR"))]


def show(*, name: Name, common: Common, html: Html = None, originals: Beside = None) -> int:
    """Show one document."""
    from hntrack.report.sources import source_sheet  # noqa: PLC0415  (each command pays for itself)

    session = open_session(common)
    catalog = session.catalog().public
    if name not in catalog.source:
        raise unknown(name, catalog.source)
    if html is not None:
        return _write_evidence(catalog, catalog.source[name], Path(originals or "."), html, session.lang)
    session.emit(source_sheet(catalog, catalog.source[name], **session.head))
    return 0


def verify(
    *, originals: Originals, common: Common, names: Names = None, strict: Strict = False, ocr: Ocr = False
) -> int:
    """Hold every claim against its original; exit 3 where one is not there."""
    from hntrack.report.findings import problems_view  # noqa: PLC0415  (each command pays for itself)
    from hntrack.report.sources import verified_line  # noqa: PLC0415
    from hntrack.workspace.articles import find_originals  # noqa: PLC0415

    session = open_session(common)
    catalog = session.catalog().public
    sources = _chosen(catalog, names)
    found = find_originals(Path(originals), sources)
    problems = tuple(
        p
        for source in sources
        for p in _held(catalog, source, found[source.id], strict=strict, recognise=ocr)
    )
    if session.form in ("table", "plain"):
        lines = [*problem_lines(problems), verified_line(sources, session.lang)]
        lines.append(
            say("All of them match.") if not problems else say("{count} findings.", count=len(problems))
        )
        session.emit_text("".join(f"{line}\n" for line in lines))
    else:
        session.emit(problems_view(catalog, problems, **session.head))
    return EXIT_DATA if any(p.severity == "error" for p in problems) else 0


def _held(
    catalog: Catalog, source: Source, original: bytes | None, *, strict: bool, recognise: bool
) -> Iterator[Problem]:
    """Hold the citations of a document, then what stands around them, against its original."""
    from hntrack.checks.originals import held_passages  # noqa: PLC0415
    from hntrack.checks.originals import verify as held  # noqa: PLC0415  (each command pays for itself)
    from hntrack.documents.reading import read  # noqa: PLC0415
    from hntrack.text.characters import split_lines  # noqa: PLC0415

    if original is None:
        yield from held(source, original)
        return
    document = read(original, source.original, recognise=recognise)
    yield from held(source, original, document, strict=strict)
    if document.form == "text":
        yield from held_passages(catalog, source, split_lines(original.decode("utf-8", "replace")))


def coverage(*, originals: Originals, common: Common, names: Names = None) -> int:
    """List what the documents say and no claim accounts for; exit 3 where there is something."""
    from hntrack.report import coverage as report  # noqa: PLC0415  (each command pays for itself)
    from hntrack.workspace.articles import find_originals  # noqa: PLC0415

    session = open_session(common)
    catalog = session.catalog().public
    sources = _chosen(catalog, names)
    texts = find_originals(Path(originals), sources)
    held = report.held_values(catalog)
    read = {source.id: _text(texts[source.id], source.original) for source in sources}
    found = [
        (s, report.find_coverage(s, text, held, catalog.acts, document))
        for s in sources
        for text, document in [read[s.id]]
    ]
    session.emit(report.coverage_view(found, **session.head))
    return EXIT_DATA if any(one.missing for _, one in found) else 0


def _text(original: bytes | None, name: str) -> tuple[str, Document | None]:
    """Give the text of an original; of forms that are no text, its lines as they are read, and the document."""
    from hntrack.documents.reading import form_of, read  # noqa: PLC0415  (each command pays for itself)

    data = original or b""
    if form_of(data, name) == "text":
        return data.decode("utf-8", "replace"), None
    document = read(data, name)
    return document.text, document


def _chosen(catalog: Catalog, names: list[str] | None) -> tuple[Source, ...]:
    for name in names or ():
        if name not in catalog.source:
            raise unknown(name, catalog.source)
    return tuple(source for source in catalog.sources if not names or source.id in names)
