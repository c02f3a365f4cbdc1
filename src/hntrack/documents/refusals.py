"""Why a document is not read: said by the child process as a word, told to people by the parent."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  (no fault of ours: a document that we do not read)
    """A document is not read.

    Attributes:
        reason: A key of ``documents.reading.REASONS``.
        facts: What its message names.
    """

    def __init__(self, reason: str, *facts: str) -> None:
        super().__init__(reason, *facts)
        self.reason = reason
        self.facts = facts
