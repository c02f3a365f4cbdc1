"""The process in which foreign documents are parsed: ``python -m hntrack.documents.child FORM [--ocr]``.

It reads the document from its standard input and writes what it found as JSON.  Its memory and computing time are
bounded by the system (where the system can), so that a hostile file ends this process and nothing else.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from hntrack.documents import Refused, bound

if TYPE_CHECKING:
    from hntrack.documents.lines import Document


def main(arguments: list[str]) -> int:
    """Read one document; exit 0 also where it is refused, and say so in the JSON."""
    recognise = "--ocr" in arguments
    bound(recognise=recognise)
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
    from hntrack.documents.saved_pages import read_web  # noqa: PLC0415

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
        "too_deep": document.too_deep,
        "drawn": document.drawn,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
