"""Floor 3: propose the claims of an article.  Pure: a text in, drafts out; the catalog is never touched."""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType

from hntrack.extract.document import Document, genre_title, survey
from hntrack.extract.draft import DraftClaim, to_scorer_json
from hntrack.extract.run import extract, read_document

__all__ = [
    "Document",
    "DraftClaim",
    "extract",
    "genre_title",
    "read_document",
    "survey",
    "to_scorer_json",
]


class _Room(ModuleType):
    """This package, which can be called: ``hntrack.extract(text)`` is ``hntrack.extract.extract(text)``."""

    def __call__(
        self, text: str, *, published: date | None = None, doc: str = "", lang: str | None = None
    ) -> tuple[DraftClaim, ...]:
        """Propose the claims of an article; see :func:`hntrack.extract.run.extract`."""
        return extract(text, published=published, doc=doc, lang=lang)


sys.modules[__name__].__class__ = _Room
