"""What people read, in their language: messages of the program, and texts of the catalog.

A :class:`Message` is English in the code and translated in ``hntrack/locale``.  It is made where something happens and
said where somebody reads it, so that a report in two languages says it twice.  A :class:`Wording` is data: what a
title, a note or a reading says in each language that somebody wrote it in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple, Protocol
from hntrack.locale import LANGUAGES, translate, translate_counted
from hntrack.text.characters import visible

__all__ = [
    "LANGUAGES",
    "REQUIRED",
    "InLanguages",
    "Message",
    "Visible",
    "Worded",
    "Wording",
    "_",
    "_c",
    "_n",
    "day_text",
    "verbatim",
]

REQUIRED = ("vi", "en")
"""The languages that the texts of a catalog are in, where its head names none."""


class Worded(Protocol):
    """What can be said in a language: a message of the program, or a text of the catalog."""

    def within(self, lang: str, /) -> str:
        """Give the text in a language."""


class Message(NamedTuple):
    """Something the program says, with the facts that it names.

    Attributes:
        english: The text as it stands in the code, with ``{placeholders}``.
        facts: What the placeholders stand for; ``None`` leaves them as they are.  Messages, texts of the catalog,
            periods and days are said in the language of the whole; everything else as ``format`` does it.
        context: Tells messages apart whose English is the same and whose translations are not.
        many: The English for any number but one.
        number: What decides between the two; also the fact ``{count}``.
    """

    english: str
    facts: Mapping[str, object] | None = None
    context: str = ""
    many: str = ""
    number: int = 1

    def within(self, lang: str, /) -> str:
        """Give the message in a language; in English where the language has no translation of it."""
        if not self.english:
            return ""
        if self.many:
            said = translate_counted(self.english, self.many, self.number, lang)
        else:
            said = translate(self.english, lang, self.context)
        if self.facts is None:
            return said
        facts = self.facts.items()
        return said.format_map(
            {name: fact if type(fact) is str else in_language(fact, lang) for name, fact in facts}
        )

    def filled(self, facts: Mapping[str, object]) -> Message:
        """Give the message with what its placeholders stand for."""
        return self._replace(facts={**(self.facts or {}), **facts})

    @property
    def en(self) -> str:
        """The message in English."""
        return self.within("en")

    @property
    def vi(self) -> str:
        """The message in Vietnamese."""
        return self.within("vi")

    def __hash__(self) -> int:
        return hash((self.english, self.context))  # the facts are a dictionary; what is equal hashes alike

    def __bool__(self) -> bool:
        return bool(self.english)

    def __str__(self) -> str:
        return self.within("en")


def _(english: str, /, **facts: object) -> Message:
    """Make a message: ``_("There is no option {name}.", name=name)``."""
    return Message(english, facts or None)


def _c(context: str, english: str, /, **facts: object) -> Message:
    """Make a message whose English alone does not say what is meant: ``_c("heading", "By")``."""
    return Message(english, facts or None, context)


def _n(one: str, many: str, count: int, /, **facts: object) -> Message:
    """Make a message that depends on a number: ``_n("{count} problem", "{count} problems", len(found))``."""
    return Message(one, {"count": count, **facts}, "", many, count)


def verbatim(text: str) -> Message:
    """Make a message of what is not ours to translate, such as what the operating system said."""
    return Message("{text}", {"text": text}) if text else Message("")


def in_language(fact: object, lang: str) -> object:
    """Give a fact as a message in this language names it."""
    if isinstance(fact, date):
        return day_text(fact, lang)
    within = getattr(fact, "within", None)
    return fact if within is None else within(lang)


class InLanguages(NamedTuple):
    """A fact that each language writes in its own way: the fact, and how to write it."""

    fact: Any
    write: Callable[[Any, str], str]

    def within(self, lang: str, /) -> str:
        """Give the fact as the language writes it."""
        return self.write(self.fact, lang)


class Visible(NamedTuple):
    """A fact of somebody else's file: hidden characters are shown as what they are, and it is cut where it is long."""

    fact: object
    limit: int

    def within(self, lang: str, /) -> str:
        """Give the fact as a message in this language names it."""
        return visible(str(in_language(self.fact, lang)), limit=self.limit)


@lru_cache(maxsize=4096)  # a catalog has some hundreds of days
def day_text(day: date, lang: str) -> str:
    """Give a day as people write it: ``27/11/2026`` in Vietnamese, ``2026-11-27`` in English."""
    form = translate("{year:04}-{month:02}-{day:02}", lang, "date")
    return form.format(year=day.year, month=day.month, day=day.day)


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
