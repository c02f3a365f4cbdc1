"""Messages of ``hntrack sources verify``: what can differ between a citation and the document it cites."""

from __future__ import annotations

from hntrack.errors.entry import Entry, error, warning
from hntrack.errors.messages_evidence import PASSAGES

ORIGINALS: dict[str, Entry] = {
    "original-missing": error(
        "The original {file} of {source} is not there.",
        "Put the original into the folder, or name another folder with --originals.",
    ),
    "original-differs": error(
        "The original {file} is no longer the bytes that were read (SHA-256 {found}, not {wanted}).",
        (
            "Find the version that was read; if the document really changed, read it again, then correct "
            "hash and claims."
        ),
    ),
    "original-line-ends-differ": warning(
        "The original {file} differs in its line ends or byte order mark only; the text is the same.",
        "Nothing needs to be done; store it in its old form to silence this.",
    ),
    "original-unicode-differs": warning(
        (
            "The original {file} differs in its Unicode form only (composed or decomposed marks); the "
            "text is the same."
        ),
        "Nothing needs to be done; store it in the form NFC to silence this.",
    ),
    "claim-moved": warning("“{words}” does not stand {where} but {now}.", "Set {field} to {to}."),
    "claim-figure-changed": error(
        "“{found}” now stands {now}, not “{words}”.",
        "Read the original again: was it cited wrongly, or has the document changed its figure?",
    ),
    "claim-not-found": error(
        "“{words}” stands neither {where} nor anywhere else in {file}.",
        "Read the document there again and cite the words as they stand.",
    ),
    "claim-words-changed": error(
        "“{found}” now stands {now}, not “{words}”.",
        "Read the original again: the words around the quote are there, its own have changed.",
    ),
    "speaker-not-found": error(
        "“{name}” stands nowhere at or before “{words}”.",
        "Give name and post as the document prints them, or leave them out.",
    ),
    **PASSAGES,
}
