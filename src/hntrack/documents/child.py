"""The process in which foreign documents are parsed: ``python -m hntrack.documents.child FORM [--ocr]``.

It reads the document from its standard input and writes what it found as JSON.  Its memory and computing time are
bounded by the system (where the system can), so that a hostile file ends this process and nothing else.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from hntrack.documents.refusals import Refused

if TYPE_CHECKING:
    from hntrack.documents.lines import Document

MOST_MEMORY = 900_000_000  # of addresses, of which code and libraries take a part
OCR_MEMORY = 3_000_000_000
MOST_SECONDS = 20
OCR_SECONDS = 600


def main(arguments: list[str]) -> int:
    """Read one document; exit 0 also where it is refused, and say so in the JSON."""
    recognise = "--ocr" in arguments
    _bound(OCR_MEMORY if recognise else MOST_MEMORY, OCR_SECONDS if recognise else MOST_SECONDS)
    data = sys.stdin.buffer.read()
    try:
        told: object = _plain(_read(data, arguments[0], recognise=recognise))
    except Refused as refusal:
        told = {"refused": refusal.reason, "facts": list(refusal.facts)}
    except MemoryError:
        told = {"refused": "bomb", "facts": []}
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0


def _bound(memory: int, seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415  (not on Windows: there the parent's clock alone bounds us)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, form: str, *, recognise: bool) -> Document:
    """Read a document; each form imports its own library."""
    if form == "pdf":
        from hntrack.documents.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, recognise=recognise)
    if form == "docx":
        from hntrack.documents.docx import read_docx  # noqa: PLC0415

        return read_docx(data)
    if form == "odt":
        from hntrack.documents.odt import read_odt  # noqa: PLC0415

        return read_odt(data)
    from hntrack.documents.web import read_web  # noqa: PLC0415

    return read_web(data, form)


def _plain(document: Document) -> dict[str, object]:
    return {
        "form": document.form,
        "lines": document.lines,
        "tables": document.tables,
        "pages": document.pages,
        "pictures": document.pictures,
        "recognised": document.recognised,
        "title": document.title,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
