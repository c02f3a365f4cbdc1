"""The shape of an entry in the message tables."""

from __future__ import annotations

from dataclasses import dataclass

from hntrack.text.messages import Message


@dataclass(frozen=True, slots=True)
class Entry:
    """What a problem code says: its severity, the message and the remedy, each with ``{placeholders}``."""

    severity: str
    message: Message
    hint: Message


def error(english: str, hint: str) -> Entry:
    """An entry for a fault that makes the catalog unusable."""
    return Entry("error", Message(english), Message(hint))


def warning(english: str, hint: str) -> Entry:
    """An entry for a fault that is worth a look but changes no figure."""
    return Entry("warning", Message(english), Message(hint))
