"""Which indicators a claim may belong to, the nearest first, by words, unit and place."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES
from hntrack.model.records import Indicator
from hntrack.model.snapshot import current_measurements, current_targets
from hntrack.report.words import dated_text, milestone_text, target_text
from hntrack.text.fold import fold
from hntrack.text.messages import _
from hntrack.text.units import UNITS
from hntrack.workspace.curate.drafts import Suggested
from hntrack.workspace.curate.places_agree import Agreement, compare_place

_NEAREST = 5
_LIKELY, _THINKABLE, _SAME_UNIT = Decimal("0.55"), Decimal("0.2"), Decimal("0.1")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Candidate(NamedTuple):
    """An indicator, how like its title is to a subject (0 to 1, a little more for the same unit), and its place."""

    indicator: Indicator
    likeness: Decimal
    place: Agreement


def nearest(catalog: Catalog, suggests: Suggested) -> list[Candidate]:
    """Find the indicators that a claim may belong to, blind to marks; the best first, other places last."""
    words = _words(suggests.subject)
    near = []
    for indicator in catalog.indicators:
        alike = max(_alike(words, _words(title)) for title in indicator.title.texts.values())
        if alike >= _THINKABLE:
            more = _SAME_UNIT if indicator.unit == suggests.unit else Decimal(0)
            near.append(
                Candidate(indicator, alike + more, compare_place(catalog, indicator.area, suggests.area))
            )
    near.sort(key=lambda it: (it.place == "other", -it.likeness, it.place != "same", it.indicator.id))
    return near[:_NEAREST]


def suggest(near: list[Candidate], suggests: Suggested) -> Candidate | None:
    """Give the one that may be offered: likely, of the same kind of number, and of no other place.

    Where the text names no place, indicators of two places that are both likely are offered by neither.
    """
    likely = [
        it for it in near if it.likeness >= _LIKELY and it.place != "other" and _fits(it.indicator, suggests)
    ]
    if not likely or (likely[0].place == "unknown" and len({it.indicator.area for it in likely}) > 1):
        return None
    return likely[0]


def last_known(catalog: Catalog, indicator: Indicator, lang: str) -> str:
    """Say what the catalog has of an indicator: its last value, and what is promised."""
    measured = current_measurements(tuple(catalog.measurements_of.get(indicator.id, ())))
    latest = max(measured, key=lambda it: (it.period.end, it.id), default=None)
    known = [_("last value {value}", value=dated_text(catalog, latest, lang)).within(lang)] if latest else []
    targets = current_targets(tuple(catalog.targets_of.get(indicator.id, ())))
    known += [
        _(
            "target {target} by {year}",
            target=target_text(catalog, it, lang),
            year=milestone_text(it.milestone, lang),
        ).within(lang)
        for it in targets[-2:]
    ]
    return " · ".join(known) or _("no value yet").within(lang)


def _fits(indicator: Indicator, suggests: Suggested) -> bool:
    """Whether an indicator's values are of the kind that the words state."""
    if suggests.comparator == "text":
        return indicator.measure not in NUMERIC_MEASURES
    if suggests.unit in UNITS:
        return indicator.unit == suggests.unit
    return indicator.measure in ("count", "index")


def _words(text: str) -> frozenset[str]:
    return frozenset(_NOT_WORD.sub(" ", fold(text)).split())


def _alike(words: frozenset[str], others: frozenset[str]) -> Decimal:
    return (
        Decimal(2 * len(words & others)) / Decimal(len(words) + len(others))
        if words and others
        else Decimal(0)
    )
