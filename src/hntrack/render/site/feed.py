"""The Atom feed (RFC 4287) of changed verdicts: newest first, no clock, ids that stay what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from hntrack.__about__ import __version__
from hntrack.model.records import Indicator
from hntrack.render.site.templates import indicator_page, say
from hntrack.report import Json
from hntrack.report.history import JudgedCatalog
from hntrack.text.characters import visible
from hntrack.text.messages import day_text
from hntrack.text.periods import parse_day

MOST = 100
_NAMESPACE = UUID("6f2a1b5e-6d0c-5c52-9a53-0c1f5b7f6a11")
"""Any fixed one: it keeps our ids apart from everybody else's."""


Told = dict[str, Any]
"""A day of a promise as templates and feeds tell it."""


class Newest:
    """The latest dated changes of many, newest first; what happened on one day keeps its order."""

    def __init__(self, days: Iterable[Told] = ()) -> None:
        self._days: list[Told] = []
        self.add(days)

    def add(self, days: Iterable[Told]) -> None:
        """Look at some more."""
        self._days += [day for day in days if day["date"] and day["changed"]]
        if len(self._days) > 20 * MOST:  # sorting a few now and then is cheaper than all of them each time
            self._days = self.found()

    def found(self) -> list[Told]:
        """Give them."""
        return sorted(self._days, key=itemgetter("date"), reverse=True)[:MOST]


def told(item: Mapping[str, Json], lang: str) -> Told:
    """Give a change as templates read it."""
    because = item["because"]
    assert isinstance(because, list)
    day = item["date"]
    return {
        **{key: item[key] for key in ("indicator", "title", "asked", "label", "changed", "target")},
        "date": day or "",
        "day": _day(str(day), lang) if day else "—",
        "because": "; ".join(str(one) for one in because),
    }


@lru_cache(maxsize=4096)  # many things become known on one day
def _day(day: str, lang: str) -> str:
    return day_text(parse_day(day), lang)


def feed(site: JudgedCatalog, changes: Sequence[Told], lang: str, url: str | None) -> bytes:
    """Write the feed of one language.

    Args:
        site: What it tells.
        changes: The newest ones.
        lang: ``vi`` or ``en``.
        url: Where the site will stand, with a slash at its end; links are relative where it is not known.
    """
    base = f"{url}{lang}/" if url else ""
    told_of = _About(site.catalog.title.within(lang), (site.catalog.id, lang), "feed.atom", "index.html")
    return _written(site, lang, base, told_of, changes)


class _About(NamedTuple):
    """What a feed is about: its title, what its id is made of, its own file, and the page that it stands for."""

    title: str
    parts: tuple[str, ...]
    name: str
    page: str


def feed_of(
    site: JudgedCatalog, indicator: Indicator, changes: Sequence[Told], lang: str, url: str | None
) -> bytes:
    """Write the feed of one indicator, which stands beside its page.

    Args:
        site: What it tells.
        indicator: Whose verdicts it follows.
        changes: Its newest ones.
        lang: ``vi`` or ``en``.
        url: As for :func:`feed`.
    """
    page = indicator_page(indicator.id)
    told_of = _About(
        indicator.title.within(lang),
        (site.catalog.id, lang, "indicator", indicator.id),
        f"{page.removesuffix('.html')}.atom",
        page,
    )
    base = f"{url}{lang}/" if url else "../"
    return _written(site, lang, base, told_of, changes)


def _written(site: JudgedCatalog, lang: str, base: str, about: _About, changes: Sequence[Told]) -> bytes:
    return "".join(f"{line}\n" for line in _lines(site, lang, base, about, changes)).encode()


def _lines(site: JudgedCatalog, lang: str, base: str, about: _About, items: Sequence[Told]) -> Iterator[str]:
    title = about.title
    updated = str(items[0]["date"]) if items else site.as_of.isoformat()
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">'
    yield f"<id>{_id(*about.parts)}</id>"
    yield f"<title>{_text(title)}: {_text(say('changes', lang))}</title>"
    yield f"<updated>{_instant(updated)}</updated>"
    yield f"<author><name>{_text(title)}</name></author>"
    yield f'<generator version="{__version__}">hntrack</generator>'
    if base.startswith("http"):
        yield f'<link rel="self" type="application/atom+xml" href="{_text(base + about.name)}"/>'
    yield f'<link rel="alternate" type="text/html" hreflang="{lang}" href="{_text(base + about.page)}"/>'
    for item in items:
        yield from _entry(site.catalog.id, item, lang, base)
    yield "</feed>"


def _entry(catalog: str, moment: Told, lang: str, base: str) -> Iterator[str]:
    page = f"{indicator_page(moment['indicator'])}#t-{moment['target']}"
    yield "<entry>"
    yield f"<id>{_id(catalog, lang, moment['target'], moment['date'])}</id>"
    headline = f"{moment['title']} ({moment['asked']}): {moment['label']}"
    yield f"<title>{_text(headline)}</title>"
    yield f"<updated>{_instant(moment['date'])}</updated>"
    yield f'<link rel="alternate" type="text/html" hreflang="{lang}" href="{_text(base + page)}"/>'
    yield f'<summary type="text">{_text(moment["because"] or moment["label"])}</summary>'
    yield "</entry>"


def _id(*parts: str) -> str:
    return uuid5(_NAMESPACE, "/".join(parts)).urn


def _instant(day: str) -> str:
    """A day is known, no time: it is given as its beginning."""
    return f"{day}T00:00:00Z"


def _text(text: str) -> str:
    return escape(visible(text))
