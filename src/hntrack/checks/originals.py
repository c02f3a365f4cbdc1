"""Is what we cite really there?  A document's claims against the bytes of its original."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

from hntrack.checks.places import at
from hntrack.errors import Problem, problem
from hntrack.model.records import Claim, Source
from hntrack.text.fold import nfc
from hntrack.text.lines import split_lines

_BOM = b"\xef\xbb\xbf"
_SHORT = 12
_BLANKS = re.compile(r"\s+")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*", re.ASCII)


def verify(source: Source, original: bytes | None) -> tuple[Problem, ...]:
    """Hold a document's citation against its original.

    Args:
        source: The document with its claims.
        original: The bytes that were found for it; ``None`` where nothing was.

    Returns:
        What differs: the bytes (or merely their line ends or Unicode form), words that moved, that are not there,
        or that now stand there with another figure.
    """
    if original is None:
        return (problem("original-missing", at(source, "original"), file=source.original, source=source.id),)
    lines = [_plain(line) for line in split_lines(original.decode("utf-8", "replace"))]
    return (*_bytes(source, original), *(p for claim in source.claims for p in _claim(source, claim, lines)))


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
    for data in (*ends, *(_BOM + one for one in ends)):
        yield "original-line-ends-differ", data
    try:
        text = unix.decode()
    except UnicodeDecodeError:
        return
    for form in ("NFC", "NFD", "NFKC"):
        changed = unicodedata.normalize(form, text).encode()
        for data in (changed, changed.replace(b"\n", b"\r\n"), changed.rstrip(b"\n"), _BOM + changed):
            yield "original-unicode-differs", data


def _claim(source: Source, claim: Claim, lines: Sequence[str]) -> Iterator[Problem]:
    words = _plain(claim.as_printed)
    here = lines[claim.line - 1] if 1 <= claim.line <= len(lines) else ""
    if words in here:
        return
    told = {"words": claim.as_printed, "line": claim.line}
    other = _with_other_figures(words, here)
    moved = [number for number, line in enumerate(lines, start=1) if words in line]
    if other:
        yield problem("claim-figure-changed", at(claim, "as_printed"), found=other, **told)
    elif moved:
        nearest = min(moved, key=lambda number: abs(number - claim.line))
        yield problem("claim-moved", at(claim, "line"), now=nearest, **told)
    else:
        yield problem("claim-not-found", at(claim, "as_printed"), file=source.original, **told)


def _with_other_figures(words: str, line: str) -> str:
    """Give the same words with other figures, as they stand on the line; empty where they do not."""
    if not _FIGURE.search(words):
        return ""
    pattern = _FIGURE.sub("\0", words)
    found = re.search(
        re.escape(pattern).replace("\0", f"(?:{_FIGURE.pattern})").replace("\\\0", f"(?:{_FIGURE.pattern})"),
        line,
    )
    return found[0] if found else ""


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", nfc(text)).strip()
