"""A text of the catalog: what a title, a note or a reading says, in each language that somebody wrote it in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hntrack.locale import LANGUAGES

__all__ = ["LANGUAGES", "REQUIRED", "Wording"]

REQUIRED = ("vi", "en")
"""The languages that the texts of a catalog are in, where its head names none."""


class Wording:
    """The same text in one or more languages; it never changes.

    ``Wording("tiếng Việt", "English", fr="français")``; a language that is not there has an empty text.
    """

    __slots__ = ("texts",)

    texts: Mapping[str, str]
    """Language (``vi``, ``en``, ``fr``, ``pt-BR``) → text, in the order in which they were written; none is empty."""

    def __init__(self, vi: str = "", en: str = "", **further: str) -> None:
        texts = {"vi": vi, "en": en, **further}
        object.__setattr__(
            self, "texts", MappingProxyType({lang: text for lang, text in texts.items() if text})
        )

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Wording:
        """Make a text of a mapping, whatever its languages."""
        made = cls()
        object.__setattr__(
            made, "texts", MappingProxyType({lang: text for lang, text in texts.items() if text})
        )
        return made

    def within(self, lang: str, /) -> str:
        """Give the text in a language; where that is missing in English, Vietnamese, or whatever there is."""
        texts = self.texts
        said = texts.get(lang) or texts.get("en") or texts.get("vi")
        return said or next(iter(texts.values()), "")

    def get(self, lang: str) -> str:
        """Give the text in exactly this language; empty where it is missing."""
        return self.texts.get(lang, "")

    @property
    def vi(self) -> str:
        """The Vietnamese text; empty where there is none."""
        return self.texts.get("vi", "")

    @property
    def en(self) -> str:
        """The English text; empty where there is none."""
        return self.texts.get("en", "")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a text does not change: {name}")

    def __eq__(self, other: object) -> bool:
        return self.texts == other.texts if isinstance(other, Wording) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self.texts.items()))

    def __bool__(self) -> bool:
        return bool(self.texts)

    def __repr__(self) -> str:
        return f"Wording.of({dict(self.texts)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return (Wording.of, (dict(self.texts),))
