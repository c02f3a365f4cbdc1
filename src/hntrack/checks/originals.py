"""Is what we cite really there?  A document's claims against the bytes of its original."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator

from hntrack.checks.shared import at
from hntrack.documents.anchors import Anchor, Quote, Scroll, find_quote, plain
from hntrack.documents.lines import Document, Place
from hntrack.documents.plain_text import read_text
from hntrack.errors import Problem, problem
from hntrack.model.records import Claim, Source
from hntrack.text.messages import Message, _

_BOM = b"\xef\xbb\xbf"
_SHORT = 12


def verify(
    source: Source, original: bytes | None, document: Document | None = None, *, strict: bool = False
) -> tuple[Problem, ...]:
    """Hold a document's citations against its original.

    Args:
        source: The document with its claims.
        original: The bytes that were found for it; ``None`` where nothing was.
        document: The same, read; ``None`` reads the bytes as plain text.
        strict: Words that only moved count as an error.

    Returns:
        What differs: the bytes (or merely their line ends or Unicode form); words that moved, that changed, that now
        stand there with another figure, or that are not there; a speaker who is not named before the words.
    """
    if original is None:
        return (problem("original-missing", at(source, "original"), file=source.original, source=source.id),)
    scroll = Scroll(document or read_text(original.decode("utf-8", "replace")))
    found = [
        *_bytes(source, original),
        *(p for claim in source.claims for p in _claim(source, claim, scroll)),
    ]
    if strict:
        found = [one._replace(severity="error") if one.code == "claim-moved" else one for one in found]
    return tuple(found)


def _bytes(source: Source, original: bytes) -> Iterator[Problem]:
    found = hashlib.sha256(original).hexdigest()
    if found == source.sha256:
        return
    where = at(source, "original.sha256", "original")
    form = _other_form(original, source.sha256)
    if form:
        yield problem(form, where, file=source.original)
    else:
        told = {"found": f"{found[:_SHORT]}…", "wanted": f"{source.sha256[:_SHORT]}…"}
        yield problem("original-differs", where, file=source.original, **told)


def _other_form(original: bytes, wanted: str) -> str:
    """Give the code of what alone differs from the bytes that were read; empty where the text does too."""
    for name, variant in _variants(original):
        if hashlib.sha256(variant).hexdigest() == wanted:
            return name
    return ""


def _variants(original: bytes) -> Iterator[tuple[str, bytes]]:
    bare = original.removeprefix(_BOM)
    unix = bare.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    ends = (unix, unix.replace(b"\n", b"\r\n"), unix.rstrip(b"\n"), unix.rstrip(b"\n") + b"\n")
    for data in (*ends, *(_BOM + end for end in ends)):
        yield "original-line-ends-differ", data
    try:
        text = unix.decode()
    except UnicodeDecodeError:
        return
    for form in ("NFC", "NFD", "NFKC"):
        changed = unicodedata.normalize(form, text).encode()
        for data in (changed, changed.replace(b"\n", b"\r\n"), changed.rstrip(b"\n"), _BOM + changed):
            yield "original-unicode-differs", data


def _claim(source: Source, claim: Claim, scroll: Scroll) -> Iterator[Problem]:
    is_text = scroll.document.form == "text"
    place = _place_of(claim, is_text=is_text)
    anchor = find_quote(scroll, Quote(claim.as_printed, claim.before or "", claim.after or ""), place)
    told = {"words": claim.as_printed, "where": _in_words(place)}
    field = "place" if claim.place is not None else "line"
    now = anchor.place or place
    if anchor.state == "moved":
        to = str(now.line) if field == "line" else _as_field(now)
        yield problem("claim-moved", at(claim, field), now=_in_words(now), field=field, to=to, **told)
    elif anchor.state in ("figure-changed", "words-changed"):
        code = f"claim-{anchor.state}"
        yield problem(code, at(claim, "as_printed"), found=anchor.words, now=_in_words(now), **told)
    elif anchor.state == "gone":
        yield problem("claim-not-found", at(claim, "as_printed"), file=source.original, **told)
    if claim.said_by is not None and anchor.state != "gone":
        yield from _speaker(claim, scroll, anchor)


def _place_of(claim: Claim, *, is_text: bool) -> Place:
    """Give the place of a claim; only plain texts have lines that stay the same whoever reads them."""
    place = claim.place
    line = claim.line if is_text else 0
    if place is None:
        return Place(line)
    return Place(line, place.page, place.heading or "", place.paragraph, place.table, place.row, place.column)


def _speaker(claim: Claim, scroll: Scroll, anchor: Anchor) -> Iterator[Problem]:
    """The name stands at the words or before them, as printed; likewise the post."""
    speaker = claim.said_by
    assert speaker is not None, "asked for claims with a speaker only"
    line, offset = scroll.line_at(anchor.start)
    until = anchor.start - offset + len(plain(line.text))
    before = scroll.text[:until].casefold()
    for printed in (speaker.name, speaker.post):
        if printed and plain(printed).casefold() not in before:
            yield problem("speaker-not-found", at(claim, "said_by"), words=claim.as_printed, name=printed)


def _in_words(place: Place) -> Message:
    """Say where something stands, to follow on a verb: ``on page 3, in row 4, column 5 of table 1``."""
    if place.table is not None and place.column is not None:
        cell = {"table": place.table, "row": place.row, "column": place.column}
        if place.page is not None:
            return _(
                "on page {page}, in row {row}, column {column} of table {table}", page=place.page, **cell
            )
        return _("in row {row}, column {column} of table {table}", **cell)
    if place.page is not None:
        return _("on page {page}", page=place.page)
    if place.heading and place.paragraph is not None:
        return _("in paragraph {number} under “{heading}”", number=place.paragraph, heading=place.heading)
    return _("on line {line}", line=place.line) if place.line else _("in the document")


def _as_field(place: Place) -> str:
    """Give a place as a catalog writes it."""
    pairs = (
        ("page", place.page),
        ("heading", place.heading if place.table is None else None),
        ("paragraph", place.paragraph if place.table is None else None),
        ("table", place.table),
        ("row", place.row),
        ("column", place.column if place.table is not None else None),
    )
    return f"{{{', '.join(f'{name}: {value}' for name, value in pairs if value)}}}"
