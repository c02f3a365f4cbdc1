"""Small catalogs built by hand, for rooms that work on the model alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.model.catalog import Snapshot
from hntrack.model.codes import MEASURES, word
from hntrack.model.records import Area, Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period


def _both(text: str) -> Wording:
    return Wording(f"{text} (vi)", f"{text} (en)")


def source(name: str, published: str, **printed: str) -> Source:
    """A document of a day; ``printed`` gives the words of claims (``firms_2030`` is claim ``firms-2030``)."""
    claims = tuple(
        Claim(key.replace("_", "-"), "target", line, words, _both(words))
        for line, (key, words) in enumerate(printed.items(), start=1)
    )
    when = Published(parse_period(published), None, "printed")
    return Source(name, name.title(), None, None, "vi", when, f"{name}.txt", "0" * 64, claims)


def indicator(name: str, measure: str = "share", **more: Any) -> Indicator:
    """An indicator that shall rise: percent for a share, rank for a rank, firms for a count."""
    unit = {"share": "percent", "rank": "rank", "count": "firms"}.get(measure)
    fields: dict[str, Any] = {
        "goal": "goal",
        "area": "hanoi",
        "title": _both(name),
        "unit": unit,
        "direction": "increase",
    } | more
    stages = tuple(Named(one, _both(one)) for one in fields.pop("stages", ()))
    return Indicator(id=name, measure=word(measure, MEASURES), stages=stages, **fields)


def target(
    name: str, value: str | None = None, *, by: str | None = "2030", doc: str = "plan", **more: Any
) -> Target:
    """A target of at least ``value``; its indicator is its name without the year."""
    fields: dict[str, Any] = {"indicator": name.rsplit("-", 1)[0], "comparator": "at_least"} | more
    high = fields.pop("high", None)
    return Target(
        id=name,
        milestone=parse_period(by) if by else None,
        claim=f"{doc}/{name}",
        value=None if value is None else Decimal(value),
        value_high=None if high is None else Decimal(high),
        **fields,
    )


def measured(
    name: str, value: str | None = None, *, of: str = "2025", doc: str = "review", **more: Any
) -> Measurement:
    """A measurement of a period, printed in a document; its indicator is its name without the year."""
    fields: dict[str, Any] = {"indicator": name.rsplit("-", 1)[0], "claim": f"{doc}/{name}"} | more
    return Measurement(
        id=name, period=parse_period(of), value=None if value is None else Decimal(value), **fields
    )


def catalog(*records: Source | Indicator | Target | Measurement, **more: Any) -> Snapshot:
    """A catalog of records in any order, taken as it is; documents that are only named appear, claims and all, where missing."""
    claimed: dict[str, list[str]] = {}
    for one in records:
        if isinstance(one, Target | Measurement) and one.claim is not None:
            doc, _, claim = one.claim.partition("/")
            claimed.setdefault(doc, []).append(claim)
    given = {one.id: one for one in records if isinstance(one, Source)}
    sources = [
        _with_claims(given.get(doc) or source(doc, "2020-01-01"), names) for doc, names in claimed.items()
    ]
    sources += [one for one in given.values() if one.id not in claimed]
    return Snapshot(
        id="small",
        title=_both("Small"),
        goals=(Named("goal", _both("Goal")),),
        areas=(Area("hanoi", Wording("Hà Nội", "Hanoi")), Area("vietnam", Wording("Việt Nam", "Viet Nam"))),
        units=(Named("firms", Wording("doanh nghiệp", "firms")),),
        indicators=tuple(one for one in records if isinstance(one, Indicator)),
        targets=tuple(one for one in records if isinstance(one, Target)),
        measurements=tuple(one for one in records if isinstance(one, Measurement)),
        sources=tuple(sources),
        **more,
    )


def _with_claims(one: Source, names: list[str]) -> Source:
    there = {claim.id for claim in one.claims}
    more = tuple(Claim(name, "target", 1, name, _both(name)) for name in names if name not in there)
    return Source(
        one.id,
        one.title,
        one.publisher,
        one.author,
        one.language,
        one.published,
        one.original,
        one.sha256,
        (*one.claims, *more),
    )


@pytest.fixture(scope="session")
def small() -> SimpleNamespace:
    """The builders of small catalogs: ``small.catalog(small.indicator(…), small.target(…), …)``."""
    return SimpleNamespace(
        source=source,
        indicator=indicator,
        target=target,
        measured=measured,
        catalog=catalog,
        day=date.fromisoformat,
    )
