"""Documents as they are published: their text with the place of every line, and what they say of themselves.

Nothing here is imported by a command that reads no document; the libraries are those of the extra ``documents``.  A
foreign document is read by a child process within bounds that the system holds it to, where it can; a refusal is said
by the child as a word, and told to people by the parent.
"""

from __future__ import annotations

import contextlib
import sys


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


MEMORY = 400_000_000  # of addresses, of which code and libraries take a part
SECONDS = 10  # of computing; long documents get the same for every so many pages
PAGES = 500
OCR_MEMORY = 3_000_000_000
OCR_SECONDS = 600


def bound(*, recognise: bool = False) -> None:
    """Bound this process: beyond, it ends with a signal or a ``MemoryError``."""
    with contextlib.suppress(ImportError):  # not on Windows: there the parent's clock alone bounds us
        import resource  # noqa: PLC0415  (as above)

        memory = OCR_MEMORY if recognise else MEMORY
        _lower(resource.RLIMIT_AS, memory, memory)
        _lower(resource.RLIMIT_CPU, OCR_SECONDS if recognise else SECONDS, OCR_SECONDS)
        _lower(resource.RLIMIT_CORE, 0, 0)


def _lower(what: int, soft: int, hard: int) -> None:
    """Lower a bound; one that is lower already stays, and one that the system does not know (macOS) is none."""
    import resource  # noqa: PLC0415  (not on Windows)

    there = [each if each >= 0 else sys.maxsize for each in resource.getrlimit(what)]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (min(soft, *there), min(hard, there[1])))


def allow_pages(count: int) -> None:
    """Give a document of more than :data:`PAGES` pages the time that so many take."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415  (as above)

        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = SECONDS * -(-count // PAGES)
        wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))
