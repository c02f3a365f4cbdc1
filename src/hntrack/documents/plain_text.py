"""Give a plain text as a document."""

from __future__ import annotations

from hntrack.documents.lines import Document, Line, Place
from hntrack.text.fold import nfc
from hntrack.text.lines import split_lines


def read_text(text: str) -> Document:
    """Give a plain text as a document; its lines are those that an editor counts."""
    lines = tuple(
        Line(nfc(line), "paragraph", Place(number)) for number, line in enumerate(split_lines(text), start=1)
    )
    return Document("text", lines)
