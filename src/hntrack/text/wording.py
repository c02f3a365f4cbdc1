"""One text in the two languages our readers use."""

from __future__ import annotations

from typing import NamedTuple

from hntrack.locale import LANGUAGES

__all__ = ["LANGUAGES", "Wording"]


class Wording(NamedTuple):
    """The same thing said in Vietnamese and in English.

    Either may be empty where only one language is known; :meth:`within` then gives the other one.
    """

    vi: str
    en: str

    def within(self, lang: str) -> str:
        """Give the text in ``lang`` (``vi`` or ``en``), or in the other language where that one is empty."""
        return (self.vi or self.en) if lang == "vi" else (self.en or self.vi)
