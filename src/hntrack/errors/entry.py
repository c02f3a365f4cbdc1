"""The shape of an entry in the message tables."""

from __future__ import annotations

from dataclasses import dataclass

from hntrack.text.wording import Wording


@dataclass(frozen=True, slots=True)
class Entry:
    """What a problem code says: its severity, the message and the remedy, each with ``{placeholders}``."""

    severity: str
    message: Wording
    hint: Wording


def error(vi: str, en: str, hint_vi: str, hint_en: str) -> Entry:
    """An entry for a fault that makes the catalog unusable."""
    return Entry("error", Wording(vi, en), Wording(hint_vi, hint_en))


def warning(vi: str, en: str, hint_vi: str, hint_en: str) -> Entry:
    """An entry for a fault that is worth a look but changes no figure."""
    return Entry("warning", Wording(vi, en), Wording(hint_vi, hint_en))
