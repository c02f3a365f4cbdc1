"""Footnotes in a Word document: python-docx reads past them, so their part of the file is made here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.story import StoryPart
from docx.text.paragraph import Paragraph

from hntrack.render.report_paper import Run

_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
"""The two lines that part notes from text; Word takes a file without them for a broken one."""


class Footnotes:
    """The footnotes of a document, numbered from 1."""

    def __init__(self, book: Any) -> None:
        self.part = StoryPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), book.part.package
        )
        book.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.number = 0

    def add(self, paragraph: Any, runs: tuple[Run, ...], put: Callable[[Any, Run], None]) -> None:
        """Put a mark at a paragraph's end, and the note that it stands for below the page.

        Args:
            paragraph: Of python-docx.
            runs: The note.
            put: Writes a run into a paragraph.
        """
        self.number += 1
        mark = paragraph.add_run()
        mark.style = "Footnote Mark"
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self.number))
        mark._r.append(reference)  # noqa: SLF001  (python-docx has no name for it, nor below)
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self.number))
        body = OxmlElement("w:p")
        note.append(body)
        self.part.element.append(note)
        text = Paragraph(body, self.part)
        text.style = "Footnote"
        mark = text.add_run()
        mark.style = "Footnote Mark"
        mark._r.append(OxmlElement("w:footnoteRef"))  # noqa: SLF001
        put(text, Run(" "))
        for run in runs:
            put(text, run)
