"""Read an article that somebody names: bounded, decoded strictly, its readable text taken out of a web page.

It can be taken into a catalog (its facts and hash; a copy only into a private folder), and be found again.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from hntrack.documents.acts import Letterhead, read_letterhead
from hntrack.documents.lines import Document
from hntrack.documents.reading import MOST_BYTES as MOST_DOCUMENT_BYTES
from hntrack.documents.reading import form_of
from hntrack.documents.reading import read as read_document
from hntrack.documents.saved_pages import decoded, page_of
from hntrack.errors import InputError, UsageError, cause, unreadable
from hntrack.errors.extras import MissingExtraError
from hntrack.model.records import Published, Source
from hntrack.store.folder import AT_ONCE, NOT_INHERITED
from hntrack.text.characters import fold
from hntrack.text.messages import Message, _, verbatim
from hntrack.text.periods import Period, parse_period

MOST_BYTES = 10_000_000
STDIN = "-"

_NOT_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read.

    Attributes:
        name: Its file's name, or ``-``.
        text: What is read of it; line numbers count its lines.
        data: The bytes of ``text``: those of the file, or of the readable text of a web page.
        page: It was a web page, so ``data`` are not the file's bytes.
        document: The document with its tables and places, where it is no plain text.
        original: The bytes of the file, where they are not ``data``.
    """

    name: str
    text: str
    data: bytes
    page: bool
    document: Document | None = None
    original: bytes = b""

    @property
    def handed(self) -> bytes:
        """The very bytes that were handed over."""
        return self.original or self.data

    @property
    def sha256(self) -> str:
        """The hash of :attr:`data`."""
        return hashlib.sha256(self.data).hexdigest()


def read_article(name: str, *, recognise: bool = False) -> Article:
    """Read an article.

    Args:
        name: A file, or ``-`` for what comes through the standard input: text, HTML, PDF, DOCX, ODT, MHTML or WARC.
        recognise: Read the pages of a PDF that are pictures with Tesseract.

    Raises:
        InputError: It cannot be read, is too large, empty, no UTF-8, or a web page that nothing can be taken from.
    """
    data = _stdin() if name == STDIN else _file(Path(name))
    label = _("the standard input") if name == STDIN else verbatim(name)
    form = form_of(data, name)
    if form in ("pdf", "docx", "odt", "doc"):
        document = read_document(data, Path(name).name, recognise=recognise)
        return Article(Path(name).name, document.running_text, data, page=False, document=document)
    if form in ("mhtml", "warc"):
        return _saved(data, Path(name).name, form, label)
    _must_be_bounded(data, label)
    text = _decoded(data, label)
    if form == "html":
        document = read_document(data, Path(name).name)  # in its bounds, before a library of ours reads it
        text = readable(text, label)
        return Article(Path(name).name, text, text.encode(), page=True, document=document, original=data)
    return Article(Path(name).name if name != STDIN else STDIN, text, data, page=False)


def _saved(data: bytes, name: str, form: str, label: Message) -> Article:
    """Read the page that a browser or an archive has saved."""
    document = read_document(data, name)
    text = readable(decoded(*page_of(data, form)), label)
    return Article(name, text, text.encode(), page=True, document=document, original=data)


def source_id(name: str) -> str:
    """Make an id for a document of its file's name: ``Bài báo_12.txt`` → ``bai-bao-12``."""
    stem = "article" if name == STDIN else Path(name).stem
    return _NOT_ID.sub("-", fold(stem)).strip("-")[:_LONGEST_ID].strip("-") or "article"


def readable(html: str, label: Message) -> str:
    """Give the readable text of a web page, a paragraph a line.

    Raises:
        InputError: The library for it is not installed, or it finds no text.
    """
    try:
        trafilatura = import_module("trafilatura")
    except ImportError as error:
        what = _("A page of HTML ({label})", label=label)
        raise MissingExtraError("html", what) from error
    try:
        text = trafilatura.extract(html, include_comments=False, include_tables=True, config=_settings())
    except Exception:  # noqa: BLE001  (a library of others, given foreign bytes: whatever it raises, the page is at fault)
        text = None
    if not text or not text.strip():
        raise InputError(
            _("There is no readable text in {label}.", label=label),
            _("Save the article as a text file (UTF-8) and read that."),
        )
    return f"{text.strip()}\n"


def _settings() -> object:
    """Short articles are articles too: by default a page with little text is given whole, menus and all."""
    settings = import_module("trafilatura.settings").use_config()
    for name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        settings.set("DEFAULT", name, "1")
    return settings


def _stdin() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return b""
    try:
        data: bytes = stream.read(MOST_DOCUMENT_BYTES + 1)
    except OSError as error:
        raise unreadable("stdin", error) from error
    return data


def _file(path: Path) -> bytes:
    """Read a file, or what a process writes into a pipe (``<(…)``); a pipe that nobody writes into is empty."""
    label = str(path)
    try:
        with open(os.open(path, os.O_RDONLY | AT_ONCE | NOT_INHERITED), "rb") as file:  # noqa: PTH123  (a descriptor)
            if not (stat.S_ISREG(mode := os.fstat(file.fileno()).st_mode) or stat.S_ISFIFO(mode)):
                raise InputError(_("{label} is not a file.", label=label), _("Name the file of an article."))
            os.set_blocking(file.fileno(), True)
            return file.read(MOST_DOCUMENT_BYTES + 1)
    except OSError as error:
        raise unreadable(label, error) from error
    except ValueError as error:  # a name with NUL
        raise unreadable(label, OSError(str(error))) from error


def _must_be_bounded(data: bytes, label: Message) -> None:
    if len(data) > MOST_BYTES:
        raise InputError(
            _("{label} has more than {most_bytes} bytes.", label=label, most_bytes=MOST_BYTES),
            _("No article is that long; cut it into parts."),
        )
    if not data.strip():
        raise InputError(_("{label} is empty.", label=label), _("Name the file of an article."))


def _decoded(data: bytes, label: Message) -> str:
    """Decode UTF-8 strictly; where that fails, say where and what the encoding may be instead."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4000]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02X}"
        place = _(" (byte {start}: {byte})", start=error.start, byte=byte)
    else:
        if not wide:
            return text
        at = data.find(b"\0")
        place = _(" (byte {at}: 0x00)", at=at)
    guess = "UTF-16" if wide else "Windows-1258"
    raise InputError(
        _("{label} is not UTF-8{place}.", label=label, place=place),
        _("It may be {guess}. Convert it: iconv -f {guess} -t UTF-8 FILE > NEW.", guess=guess),
    )


def source_of(
    article: Article, *, name: str | None, url: str | None, accessed: date | None, published: Period | None
) -> Source:
    """Make the record of a document; its id is made of the file's name, its date taken from an act, where not given.

    Raises:
        UsageError: Nothing says when it appeared.
    """
    source = describe_source(
        article,
        name or source_id(article.name),
        Published(published, None, "given") if published else unpublished(),
    )
    if source.published.period is None:
        raise UsageError(
            _("Nothing in {file} says when it appeared.", file=article.name),
            _("Say it: --published DAY (or month, or year)."),
        )
    return source._replace(url=url, accessed=accessed)


def describe_source(
    article: Article, name: str, published: Published, *, language: str = "vi", file: str | None = None
) -> Source:
    """Say of a document what it says of itself: an act bears its title, its issuer and, where nobody says one, its day.

    ``file`` names the original, where that is not the article's own but the text which was saved of it.
    """
    head = read_letterhead(article.document) if article.document is not None else Letterhead()
    own = head if head.number is not None else Letterhead()
    if published.period is None and own.day is not None:
        published = Published(parse_period(own.day.text), None, "printed")
    handed = file is None or file == article.name
    return Source(
        id=name,
        title=own.title.text if own.title else None,
        publisher=own.issuer.text if own.issuer else None,
        author=None,
        language=language,
        published=published,
        original=article.name if file is None else file,
        sha256=hashlib.sha256(article.handed if handed else article.data).hexdigest(),
        claims=(),
    )


def unpublished() -> Published:
    """Give the date of a document whose date nobody has said yet."""
    return Published(None, None, "unknown")


def keep_copy(article: Article, folder: Path, catalog: Path) -> Path:
    """Keep a document in a private folder.

    Raises:
        UsageError: The folder is within the catalog, which may be published, or holds another file of that name.
        InputError: It cannot be written.
    """
    if folder.resolve().is_relative_to(catalog.resolve()):
        raise UsageError(
            _("{folder} is within the catalog, and what is there may be published.", folder=folder),
            _("Choose a folder outside of it."),
        )
    path = folder / article.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.read_bytes() != article.handed:
            raise UsageError(
                _("{path} is another document.", path=path),
                _("Rename one of the two, or choose another folder."),
            )
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123  (private)
            file.write(article.handed)
    except OSError as error:
        raise unreadable(str(path), error) from error
    return path


_MOST_ORIGINAL = 50_000_000


def find_originals(folder: Path, sources: Iterable[Source]) -> Mapping[str, bytes | None]:
    """Find each document's original in a folder, by its name or by the hash of its bytes; ``None`` where there is none.

    Raises:
        InputError: The folder or a file in it cannot be read.
    """
    files = _files(folder)
    by_name = {path.name: path for path in files}
    found: dict[str, bytes | None] = {}
    by_hash: dict[str, bytes] | None = None
    for source in sources:
        path = by_name.get(source.original)
        data = _read(path) if path else None
        if data is None or hashlib.sha256(data).hexdigest() != source.sha256:
            if by_hash is None:
                by_hash = {hashlib.sha256(content).hexdigest(): content for content in map(_read, files)}
            data = by_hash.get(source.sha256, data)
        found[source.id] = data
    return found


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise _unreadable(folder, error) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_ORIGINAL)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        _("{path} cannot be read: {cause}.", path=path, cause=cause(error)),
        _("Name the folder of the originals with --originals."),
    )
