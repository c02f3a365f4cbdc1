"""``hntrack extract``: the claims of an article as a draft; the catalog is never touched.

With ``--reader`` a second reader is asked: we say what is sent where, and keep its answer beside the draft.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from hntrack.classes import TYPE_CHECKING, dataclass, replace
from hntrack.cli.commands import argument, command, environment, one_of, option, say, spoken
from hntrack.cli.session import Common, Session, open_session
from hntrack.cli.streams import note, write_bytes
from hntrack.documents.acts import read_letterhead
from hntrack.documents.lines import Document as Original
from hntrack.errors import HntrackError, UsageError
from hntrack.extract import Document as Read
from hntrack.extract import DraftClaim, genre_title, read_document, survey
from hntrack.extract.figures import crowded_lines
from hntrack.extract.indicator_tables import read_tables
from hntrack.model.catalog import Catalog
from hntrack.model.records import Published
from hntrack.render.json_text import dumps
from hntrack.report.drafts import Found, drafts_view, items
from hntrack.store.decode import matches
from hntrack.text.characters import visible
from hntrack.text.messages import Message, _, _n
from hntrack.text.numbers import READABLE
from hntrack.text.periods import Period
from hntrack.workspace.articles import STDIN, Article, read_article, source_id, unpublished
from hntrack.workspace.curate.drafts import Draft, Proposed, draft_text
from hntrack.workspace.curate.proposals import Document, draft_of, place_claims, with_tables
from hntrack.workspace.typed_values import typed_period

if TYPE_CHECKING:
    from hntrack.workspace.second_reader import ChosenReader, Pointed, Refusal

FORMS = ("table", "plain", "yaml", "json", "csv", "csv-safe", "md")
_BY_SUFFIX = MappingProxyType({"yaml": "yaml", "yml": "yaml", "json": "json", "csv": "csv", "md": "md"})


@dataclass(frozen=True)
class Options(Common):
    """The shared options, with the draft among the formats."""

    form: Annotated[
        str | None,
        option(
            "--format -f",
            "yaml is the draft for 'hntrack curate'; json is a list of the claims.",
            "table|plain|yaml|json|csv|md",
        ),
    ] = None


@dataclass(frozen=True)
class About:
    """What is known of the article, and what to do with it."""

    published: Annotated[
        str | None, option("--published", "Day, month or year it appeared.", say("DATE"))
    ] = None
    own_id: Annotated[
        str | None, option("--id", "Id of the document (default: by the file's name).", say("ID"))
    ] = None
    language: Annotated[
        str | None, option("--language", "The article's language (default: found out).", "vi|en")
    ] = None
    area: Annotated[
        str | None,
        option("--area", "The place it is about (default: the one it speaks of most).", say("PLACE")),
    ] = None
    every: Annotated[
        bool, option("--all", "Read other news, too, and keep figures that are hardly claims.")
    ] = False
    explain: Annotated[
        bool, option("--explain", "Add to json what decided on kind, time and subject (reasons).")
    ] = False
    sort: Annotated[
        str,
        option(
            "--sort", "kind: by kind and year; text: as the article goes, target beside result.", "kind|text"
        ),
    ] = "kind"
    against: Annotated[bool, option("--against", "Only what the catalog does not have.")] = False
    ocr: Annotated[
        bool, option("--ocr", "Read scanned pages with Tesseract; a person must check what it read.")
    ] = False
    reader: Annotated[
        str | None,
        option(
            "--reader",
            "Ask a second reader, too (docs/second-reader.md): a name, an address or a command.",
            say("NAME"),
        ),
    ] = None
    save_text: Annotated[
        str | None,
        option(
            "--save-text",
            "Save the very text that was read (HTML, stdin), to check line numbers by.",
            say("FILE"),
        ),
    ] = None


ArticleName = Annotated[
    str, argument("Text (UTF-8), PDF, DOCX, ODT, HTML, MHTML or WARC; - reads stdin.", say("ARTICLE"))
]


@command(
    "extract",
    "documents",
    _("Propose the claims of a document, for a person to check."),
    ("hntrack extract article.txt --published 2026-03-01", "hntrack extract plan.pdf -f yaml -o draft.yaml"),
    after="sources",
)
def extract(article: ArticleName, about: About, options: Options) -> int:
    """Read an article and propose its claims."""
    session = open_session(_with_form(options), forms=FORMS)
    published = typed_period("--published", about.published) if about.published is not None else None
    name = _own_id(about.own_id)
    one_of("--language", about.language or "vi", READABLE)
    one_of("--sort", about.sort, ("kind", "text"))
    catalog = _catalog(session, needed=about.against)
    read = read_article(article, recognise=about.ocr)
    if about.save_text is not None:
        write_bytes(read.text.encode(), about.save_text)
    day = published.end if published else None
    surveyed = survey(read.text, name or _stem(read), about.language, day, about.area or "")
    unread: list[int] = []
    claims = _claims_of(read, surveyed, about, published, unread)
    document = _described(read, about, name or source_id(read.name), published, claims)
    draft, rows = _drafted(session, read, (surveyed, document, claims), about, catalog)
    _emit(session, draft, rows, about)
    hints = [*_unread(surveyed, every=about.every, bound=unread), *_scanned(read)]
    lines_count_text = read.page and about.save_text is None and session.form != "yaml"
    for hint in (*hints, *([_SAVE] if lines_count_text else [])):
        session.hint(hint)
    return 0


def _claims_of(
    read: Article, surveyed: Read, about: About, published: Period | None, unread: list[int]
) -> tuple[DraftClaim, ...]:
    """Read the claims of the text and of the tables; ``unread`` takes the lines from which nothing was read."""
    of_text = read_document(surveyed, every=about.every, explain=about.explain, unread=unread)
    claims = place_claims(read, of_text)
    if read.document is None:
        return claims
    year = published.year if published else _year_of(read.document, surveyed)
    tables = read_tables(read.document, doc=surveyed.name, lang=surveyed.lang, written=year)
    return with_tables(claims, tables)


def _described(
    read: Article, about: About, name: str, published: Period | None, claims: Sequence[DraftClaim]
) -> Document:
    return Document(
        id=name,
        language=about.language or (claims[0].lang if claims else "vi"),
        published=Published(published, None, "given") if published else unpublished(),
        file=_file(read, about.save_text, name),
    )


def _drafted(
    session: Session,
    read: Article,
    told: tuple[Read, Document, tuple[DraftClaim, ...]],
    about: About,
    catalog: Catalog | None,
) -> tuple[Draft, list[Found]]:
    """Make the draft, and its rows; a second reader is asked where one was named."""
    surveyed, document, claims = told
    pointed = None
    if about.reader is not None:
        pointed = _read_again(about.reader, surveyed, claims, session.options.output)
        claims = (*claims, *place_claims(read, pointed.alone))
    draft, by_id = draft_of(read, document, claims, catalog, as_in_text=about.sort == "text")
    if pointed is not None:
        draft = _marked(draft, by_id, pointed)
    return draft, [_found(claim, by_id[claim.id]) for claim in draft.claims]


def _found(claim: Proposed, read: DraftClaim) -> Found:
    second = claim.second._asdict() if claim.second is not None else None
    return Found(claim.id, claim.known, read, claim.said_by, claim.read_by, second)


def _year_of(document: Original, surveyed: Read) -> int | None:
    """Give the year of a document: of the day that it bears, else as its words tell."""
    day = read_letterhead(document).day
    return int(day.text[:4]) if day else surveyed.year


def _scanned(read: Article) -> list[Message]:
    """Say which pages were not read, or were read by a machine."""
    if read.document is None:
        return []
    hints = []
    if read.document.pictures:
        pages = ", ".join(map(str, read.document.pictures))
        hints.append(
            _("Pages {pages} are pictures without text and were not read; --ocr reads them.", pages=pages)
        )
    if read.document.recognised:
        pages = ", ".join(map(str, read.document.recognised))
        hints.append(
            _(
                "The text of pages {pages} was recognised from pictures (OCR): check every figure.",
                pages=pages,
            )
        )
    if read.document.drawn:
        pages = ", ".join(map(str, read.document.drawn))
        hints.append(
            _("Pages {pages}: so many lines are drawn there that no table was looked for.", pages=pages)
        )
    if read.document.too_deep:
        hints.append(
            _n(
                "{count} place of the document was not read: it lies inside too many others.",
                "{count} places of the document were not read: they lie inside too many others.",
                read.document.too_deep,
            )
        )
    return hints


def _with_form(options: Options) -> Options:
    """What is not named follows from the name of the file to write."""
    if options.form is not None or options.output is None:
        return options
    return replace(options, form=_BY_SUFFIX.get(options.output.rpartition(".")[2].lower()))


_FEW_PUBLIC_WORDS = 3
_MOST_LINES = 20


def _unread(document: Read, *, every: bool, bound: list[int]) -> list[Message]:
    """Say what of an article was not read, or may not be worth reading."""
    hints = []
    if document.genre and not every:
        title = genre_title(document)
        hints.append(_("The article is a {title} and was passed over; --all reads it.", title=title))
    elif document.public < _FEW_PUBLIC_WORDS:
        hints.append(_("The article hardly speaks of public matters: mind how sure each claim is."))
    if document.ended_at is not None:
        hints.append(
            _(
                "Reading ended at line {ended_at}: from there the page points to other articles.",
                ended_at=document.ended_at,
            )
        )
    hints += [
        _("From line {line} on nothing was read: there were too many figures before it.", line=n)
        for n in bound
    ]
    crowded = crowded_lines(document)
    if crowded:
        lines = ", ".join(map(str, crowded[:_MOST_LINES])) + (" …" if len(crowded) > _MOST_LINES else "")
        hints.append(
            _("Of sentences with very many numbers only the first were read: lines {lines}.", lines=lines)
        )
    return hints


_SAVE = _("Line numbers count the readable text of the page; --save-text FILE saves it, to check them later.")


def _emit(session: Session, draft: Draft, found: Sequence[Found], about: About) -> None:
    total = len(found)
    if about.against:
        draft = replace(draft, claims=tuple(claim for claim in draft.claims if claim.known is None))
        found = [row for row in found if row.known is None]
    if session.form == "yaml":
        session.emit_text(draft_text(draft))
    elif session.form == "json":
        session.emit_text(f"{dumps(list(items(found)))}\n")
    else:
        session.emit(
            drafts_view(found, **session.head, hidden=total - len(found), by_line=about.sort == "text")
        )


def _catalog(session: Session, *, needed: bool) -> Catalog | None:
    """Give what is known already; a catalog that cannot be used only matters to those who ask for it."""
    try:
        return session.catalog().public
    except HntrackError as error:
        if needed:
            raise
        session.hint(
            _("The catalog cannot be used, so nothing is marked as known: {message}", message=error.message)
        )
        return None


def _own_id(text: str | None) -> str | None:
    if text is None or matches("id", text):
        return text
    raise UsageError(
        _("--id: '{text}' is not an id.", text=text), _("Use a–z, 0–9 and - only, at most 80 characters.")
    )


def _stem(read: Article) -> str:
    return "" if read.name == STDIN else read.name.rpartition(".")[0] or read.name


def _file(read: Article, saved: str | None, name: str) -> str:
    """Name the original: the saved text, else the article itself, else what it should be saved as."""
    if saved is not None:
        return saved.replace("\\", "/").rpartition("/")[2]
    return f"{name}.txt" if read.name == STDIN else read.name


_MOST_SHOWN = 20
_MOST_KEPT = 30_000_000
_SCHEMA = "hntrack-second-reader"


def _read_again(named: str, document: Read, own: Sequence[DraftClaim], output: str | None) -> Pointed:
    """Ask a second reader, hold its answer against the text, and sum it up on stderr.

    Args:
        named: As ``--reader`` names it.
        document: The article.
        own: What our own reader proposes.
        output: The draft's file, beside which the answer is kept; ``None`` keeps nothing.

    Raises:
        UsageError, InputError: There is no such reader, or it fails.
    """
    from hntrack.workspace import second_reader  # noqa: PLC0415  (only who asks for one pays for it)

    reader = second_reader.choose_reader(named, environment())
    parts = list(second_reader.parts_of(document.lines))
    unsent, parts = parts[second_reader.MOST_PARTS :], parts[: second_reader.MOST_PARTS]
    answers = _answers(reader, parts, Path(f"{output}.{reader.name}.json") if output else None)
    if unsent:
        line = unsent[0].partition("|")[0]
        note(
            say(
                "From line {line} on nothing was sent: the article is too long for a second reader.",
                line=line,
            )
        )
    read = [second_reader.read_pointers(answer) for answer in answers]
    pointers = [pointer for pointed, _ in read for pointer in pointed]
    wrong = [refusal for _, refused in read for refusal in refused]
    everything = read_document(document, every=True)
    held = second_reader.hold_against_text(pointers, document, own, everything, reader.name)
    pointed = held._replace(refused=(*wrong, *held.refused))
    _sum_up(pointed)
    return pointed


def _marked(draft: Draft, found: Mapping[str, DraftClaim], pointed: Pointed) -> Draft:
    """Mark in a draft what only the second reader found, and what it reads otherwise."""
    alone = {(claim.line, claim.column) for claim in pointed.alone}

    def mark(claim: Proposed) -> Proposed:
        place = found[claim.id].line, found[claim.id].column
        read_by = pointed.reader if place in alone else None
        return replace(claim, read_by=read_by, second=pointed.differing.get(place))

    return replace(draft, claims=tuple(map(mark, draft.claims)))


def _answers(reader: ChosenReader, parts: list[str], kept: Path | None) -> list[str]:
    """Give the answers: those kept beside the draft if they are to the very same questions, else new ones."""
    from hntrack.workspace.second_reader import ask_reader, fingerprint  # noqa: PLC0415  (loaded by whoever asks)

    asked = fingerprint(reader, parts)
    known = _kept_answers(kept, asked) if kept is not None else None
    if known is not None:
        note(say("{name}: its answer is taken from {file}; nothing is sent.", name=reader.name, file=kept))
        return known
    size = sum(map(len, parts))
    model = f" ({reader.model})" if reader.model else ""
    note(
        say(
            "Sending {size} characters of the article to {where}{model}.",
            size=size,
            where=visible(reader.where, limit=120),
            model=visible(model, limit=120),
        )
    )
    answers = ask_reader(reader, parts, environment(), _tell)
    if kept is not None:
        facts = {"schema": _SCHEMA, "version": 1, "reader": reader.name, "model": reader.model}
        kept_text = json.dumps(
            {**facts, "where": reader.where, "sha256": asked, "answers": answers}, ensure_ascii=False
        )
        write_bytes(f"{kept_text}\n".encode("utf-8", "backslashreplace"), str(kept))
        note(say("Its answer is kept in {file}.", file=kept))
    return answers


def _kept_answers(kept: Path, asked: str) -> list[str] | None:
    """Give the answers that a file keeps, if they are to this question; whatever else the file is, it is asked anew."""
    try:
        with kept.open("rb") as file:
            facts = json.loads(file.read(_MOST_KEPT))
        answers = facts["answers"] if facts["schema"] == _SCHEMA and facts["sha256"] == asked else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    is_good = isinstance(answers, list) and all(isinstance(answer, str) for answer in answers)
    return answers if is_good else None


def _tell(message: Message) -> None:
    note(visible(spoken(message)))


def _sum_up(pointed: Pointed) -> None:
    """Say what both readers agree on, what only the second found, and what of it was refused."""
    note(
        say(
            "{name}: {agreed} as we read it, {differing} otherwise, {alone} that only it found, {refused} refused.",
            name=pointed.reader,
            agreed=pointed.agreed,
            differing=len(pointed.differing),
            alone=len(pointed.alone),
            refused=len(pointed.refused),
        )
    )
    for refusal in pointed.refused[:_MOST_SHOWN]:
        note(f"  {_refusal(refusal)}")
    if len(pointed.refused) > _MOST_SHOWN:
        note(say("  … and {more} more.", more=len(pointed.refused) - _MOST_SHOWN))


def _refusal(refusal: Refusal) -> str:
    why = spoken(refusal.why)
    return say("refused: {place} {why}", place=refusal.place, why=why) if refusal.place else why
