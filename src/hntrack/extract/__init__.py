"""Floor 3: propose the claims of an article.  Pure: a text in, drafts out; the catalog is never touched."""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType

from hntrack.extract.body import BodyLine, body_lines
from hntrack.extract.document import is_about_public_matters
from hntrack.extract.draft import DraftClaim, to_scorer_json
from hntrack.extract.fold_claims import for_review
from hntrack.extract.run import extract

__all__ = [
    "BodyLine",
    "DraftClaim",
    "body_lines",
    "extract",
    "for_review",
    "is_about_public_matters",
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
