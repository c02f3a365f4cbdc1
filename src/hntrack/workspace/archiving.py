"""Take a document into a catalog (its facts and hash; a copy only into a private folder), and find originals again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from hntrack.documents.acts import Letterhead, read_letterhead
from hntrack.errors import InputError, UsageError
from hntrack.errors.os_errors import cause, unreadable
from hntrack.model.records import Published, Source
from hntrack.text.messages import _
from hntrack.text.periods import Period, parse_period
from hntrack.workspace.articles import Article, source_id


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


MOST_BYTES = 50_000_000


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
            return file.read(MOST_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        _("{path} cannot be read: {cause}.", path=path, cause=cause(error)),
        _("Name the folder of the originals with --originals."),
    )
