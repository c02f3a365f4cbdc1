"""Floor 3: propose the claims of an article.  Pure: a text in, drafts out; the catalog is never touched."""

from __future__ import annotations

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
