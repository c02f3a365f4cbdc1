"""Read a document that somebody hands over, whatever its form: ``read(data, name)``.

Foreign forms are parsed in a process of their own: ``python -m hntrack.documents.reading FORM [--ocr]`` reads the
document from its standard input and writes what it found as JSON.  Its memory and computing time are bounded by the
system (where the system can), so that a hostile file ends this process and nothing else.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from hntrack.documents import Refused, bound
from hntrack.documents.lines import Cell, Document, Line, Place, Table, read_text
from hntrack.errors import InputError
from hntrack.errors.extras import MissingExtraError
from hntrack.text.messages import _

MOST_BYTES = 50_000_000
_SECONDS = 60 if os.name == "nt" else 600
"""How long a reading may take by the clock: where the system bounds its computing, only what hangs takes so long."""

_OCR_SECONDS = 900 if os.name == "nt" else 3600
_ZIP = b"PK\x03\x04"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # what Word wraps a DOCX with a password in
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]{0,200}+>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_MIME = re.compile(
    rb"\A(?:(?!mime-version:)[\w-]++:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*+mime-version:", re.IGNORECASE
)
_LIBRARIES = MappingProxyType(
    {
        "pdf": ("pypdfium2",),
        "docx": ("defusedxml",),
        "odt": ("defusedxml",),
        "html": ("lxml",),
        "mhtml": ("lxml",),
        "warc": ("lxml", "warcio"),
    }
)

REASONS = MappingProxyType(
    {
        "broken": (
            _("{name} is broken, or no {form}."),
            _("Open it elsewhere, save it again, and read that."),
        ),
        "locked": (
            _("{name} is protected by a password."),
            _("Remove the password, save it again, and read that."),
        ),
        "pages": (
            _("{name} has {first} pages, more than {second}."),
            _("Take out the part to be read into a file of its own."),
        ),
        "bomb": (
            _("{name} unpacks to more than is allowed, and was not read."),
            _("If you trust it, save what you need as a smaller file."),
        ),
        "deep": (
            _("{name} is nested deeper, or has longer pieces, than is read."),
            _("Save the article as a text file (UTF-8) and read that."),
        ),
        "slow": (
            _("Reading {name} took too long, and was stopped."),
            _("Take out the part to be read into a file of its own."),
        ),
        "empty": (
            _("There is no readable text in {name}."),
            _("Save it as a text file (UTF-8) and read that."),
        ),
        "scan": (
            _("{name} is a scan: its {first} pages are pictures without text."),
            _(
                "Find an edition with text, or have it recognised with --ocr (needs Tesseract with "
                "Vietnamese); a person must check what was recognised."
            ),
        ),
        "no-tesseract": (
            _("Tesseract with its Vietnamese data (vie) is not installed."),
            _("Install tesseract-ocr and tesseract-ocr-vie."),
        ),
        "old-word": (
            _("{name} is a Word file of the old kind (.doc)."),
            _("Open it with Word or LibreOffice and save it as .docx."),
        ),
        "large": (
            _("{name} has more than {first} bytes."),
            _("Take out the part to be read into a file of its own."),
        ),
    }
)


def form_of(data: bytes, name: str) -> str:
    """Tell the form of a document by its bytes, and by its name where these do not tell.

    Returns:
        ``pdf``, ``docx``, ``odt``, ``html``, ``mhtml``, ``warc``, ``doc`` (which is not read) or ``text``.
    """
    start = data[:2000].removeprefix(b"\xef\xbb\xbf")
    suffix = name.lower().removesuffix(".gz").rpartition(".")[2]
    if start.startswith(_ZIP):
        return _zipped(data, suffix)
    if b"%PDF-" in data[:1024] or start.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc" if start.startswith(b"\xd0") else "pdf"
    return _written(start, suffix)


def _written(start: bytes, suffix: str) -> str:
    """Tell the form of a file of text by its first lines."""
    if start.startswith(b"WARC/") or (suffix == "warc" and start.startswith(b"\x1f\x8b")):
        return "warc"
    if suffix in ("mht", "mhtml") or _MIME.match(start):
        return "mhtml"
    if _HTML.match(start) or suffix in ("html", "htm", "xhtml"):
        return "html"
    return suffix if suffix in ("pdf", "docx", "odt") else "text"


def _zipped(data: bytes, suffix: str) -> str:
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if b"word/" in data:
        return "docx"
    return suffix if suffix in ("docx", "odt") else "docx"


def read(data: bytes, name: str, *, recognise: bool = False) -> Document:
    """Read a document.

    Args:
        data: Its bytes, at most :data:`MOST_BYTES`.
        name: Its file's name, for messages and for what the bytes do not tell.
        recognise: Read pages that are pictures with Tesseract (OCR).

    Returns:
        Its lines and tables with their places.  Foreign forms are parsed in a process of their own, with bounded
        time and memory, where no script runs and nothing is fetched.

    Raises:
        InputError: It cannot be read; the message says why, and what to do.
    """
    form = form_of(data, name)
    _must_be_readable(data, name, form)
    if form == "text":
        return read_text(data.decode("utf-8", "replace"))
    missing = [library for library in _LIBRARIES[form] if importlib.util.find_spec(library) is None]
    if missing:
        raise MissingExtraError("documents", _("A {form} ({name})", form=form.upper(), name=name))
    document = _in_a_child(data, name, form, recognise=recognise)
    if any(line.text for line in document.body()):
        return document
    if document.pictures:
        raise refusal("scan", name, form, str(len(document.pictures)))
    raise refusal("empty", name, form)


def _must_be_readable(data: bytes, name: str, form: str) -> None:
    if len(data) > MOST_BYTES:
        raise refusal("large", name, form, str(MOST_BYTES))
    if form == "doc":
        raise refusal("locked" if _LOCKED_OFFICE in data else "old-word", name, form)


def refusal(reason: str, name: str, form: str, *facts: str) -> InputError:
    """Give the error that tells why a document is not read."""
    message, hint = REASONS[reason]
    told = {"name": name, "form": form.upper(), **dict(zip(("first", "second"), facts, strict=False))}
    return InputError(message.filled(told), hint)


def _in_a_child(data: bytes, name: str, form: str, *, recognise: bool) -> Document:
    import subprocess  # noqa: PLC0415  (the child has no use for it)

    command = [
        sys.executable,
        "-P",
        "-m",
        "hntrack.documents.reading",
        form,
        *(["--ocr"] if recognise else []),
    ]
    try:
        done = subprocess.run(  # noqa: S603  (our own module, in our own Python)
            command,
            input=data,
            capture_output=True,
            timeout=_OCR_SECONDS if recognise else _SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("slow", name, form) from error
    if done.returncode:
        raise refusal(_cause(done.returncode, done.stderr), name, form)
    told = json.loads(done.stdout)
    if "refused" in told:
        raise refusal(told["refused"], name, form, *told["facts"])
    return _document(told)


def _cause(code: int, said: bytes) -> str:
    """Tell why a child ended without a word: too much computing, too much memory, or a crash of the library."""
    if code in (-24, -9):  # SIGXCPU, and the kill that follows
        return "slow"
    # A library that gets no more memory gives up by SIGABRT, SIGTRAP or SIGILL.
    return "bomb" if code in (-6, -5, -4) or b"MemoryError" in said else "broken"


def _document(told: dict[str, Any]) -> Document:
    lines = [
        Line(text, kind, Place(*place), _pairs(turns), _pairs(cells))
        for text, kind, place, turns, cells in told["lines"]
    ]
    tables = [
        Table(number, tuple(Cell(*cell) for cell in cells), heading)
        for number, cells, heading in told["tables"]
    ]
    numbers = {name: tuple(told[name]) for name in ("pictures", "recognised", "drawn")}
    return Document(**{**told, **numbers, "lines": tuple(lines), "tables": tuple(tables)})


def _pairs(pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((one, other) for one, other in pairs)


# In the child


def main(arguments: list[str]) -> int:
    """Read one document; exit 0 also where it is refused, and say so in the JSON."""
    recognise = "--ocr" in arguments
    bound(recognise=recognise)
    data = sys.stdin.buffer.read()
    try:
        document = parse(data, arguments[0], recognise=recognise)
        told: object = {field.name: getattr(document, field.name) for field in fields(document)}
    except Refused as refused:
        told = {"refused": refused.reason, "facts": list(refused.facts)}
    except MemoryError:
        told = {"refused": "bomb", "facts": []}
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0


def parse(data: bytes, form: str, *, recognise: bool) -> Document:
    """Read a document of a foreign form within this process; each form imports its own library.

    Raises:
        Refused: It is not read.
    """
    if form == "pdf":
        from hntrack.documents.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, recognise=recognise)
    if form in ("docx", "odt"):
        from hntrack.documents.office import read_docx, read_odt  # noqa: PLC0415

        return read_docx(data) if form == "docx" else read_odt(data)
    from hntrack.documents.saved_pages import read_web  # noqa: PLC0415

    return read_web(data, form)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
