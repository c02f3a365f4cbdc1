"""Values, targets and codes as people write them, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from hntrack.model.catalog import Catalog
from hntrack.model.codes import COMPARATORS, SCALE_NAMES, UNITS, meaning
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.text.messages import Message, _, _c, _n, day_text
from hntrack.text.numbers import format_number
from hntrack.text.periods import Period

# How a computed number is shortened for people; data stays exact.


def rounded(value: Decimal) -> Decimal:
    """Round for a sentence or a table, half to even: two decimals, or three significant digits below one."""
    if value == value.to_integral_value():
        return value.to_integral_value()
    if value.adjusted() > 20:
        return value.to_integral_value()
    places = 2 if abs(value) >= 1 else 2 - value.adjusted()
    short = value.quantize(Decimal(1).scaleb(-places)).normalize()
    return short + 0


def indicator_title(catalog: Catalog, indicator: Indicator, lang: str) -> str:
    """Name an indicator; with its area where one of another area is called the same."""
    title = indicator.title.within(lang)
    area = catalog.area.get(indicator.area) if indicator.id in catalog.alike else None
    return f"{title} ({area.title.within(lang)})" if area is not None else title


def goal_title(catalog: Catalog, goal: str, lang: str) -> str:
    """Name a goal; by its id where the catalog has none of it."""
    return catalog.goal[goal].title.within(lang) if goal in catalog.goal else goal


def area_title(catalog: Catalog, area: str, lang: str) -> str:
    """Name an area; by its id where the catalog has none of it."""
    return catalog.area[area].title.within(lang) if area in catalog.area else area


_QUALIFIER = {
    "exact": _("{}"),
    "about": _("about {}"),
    "more_than": _("more than {}"),
    "at_least": _("at least {}"),
    "less_than": _("less than {}"),
    "up_to": _("up to {}"),
}

LABELS: MappingProxyType[str, MappingProxyType[str, Message]] = MappingProxyType(
    {
        "standing": MappingProxyType(
            {
                "met": _("met, must hold"),
                "not_met": _("not yet met"),
                "kept": _("kept"),
                "missed": _("missed"),
                "broken": _("not kept up"),
                "unsettled": _("unsettled"),
                "no_measurement": _("no measurement"),
                "not_assessed": _("not assessed"),
                "due_not_assessed": _("due, not assessed"),
                "undated": _("no date set"),
            }
        ),
        "pace": MappingProxyType(
            {
                "on_track": _("on track"),
                "nearly": _("nearly on track"),
                "behind": _("behind"),
                "stalled": _("stalled"),
                "reversing": _("reversing"),
                "met": _("met"),
                "not_assessable": _("not assessable"),
            }
        ),
        "comparator": MappingProxyType({comparator: meaning(comparator).label for comparator in COMPARATORS}),
        "measure": MappingProxyType(
            {
                "share": _("share"),
                "count": _("count"),
                "amount": _("amount"),
                "rank": _("rank"),
                "index": _("index"),
                "stage": _("stage"),
                "text": _("qualitative"),
            }
        ),
        "stage": MappingProxyType(
            {
                "not_begun": _("not begun"),
                "under_way": _("under way"),
                "achieved": _("achieved"),
            }
        ),
    }
)

TONES = MappingProxyType(
    {
        "met": "good",
        "kept": "good",
        "on_track": "good",
        "nearly": "warn",
        "not_met": "",
        "missed": "bad",
        "broken": "bad",
        "unsettled": "warn",
        "behind": "bad",
        "stalled": "bad",
        "reversing": "bad",
        "due_not_assessed": "warn",
        "no_measurement": "muted",
        "not_assessed": "muted",
        "undated": "muted",
        "not_assessable": "muted",
        "not_judged": "muted",
    }
)
"""The tone of each standing and pace, and of what became of a promise."""


# How sure a measurement is, where it is not plainly final.
OBS_STATUS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "final": _("final"),
        "provisional": _("provisional"),
        "estimated": _("estimated"),
        "break": _("break in series"),
        "forecast": _("forecast"),
    }
)


@lru_cache(maxsize=1024)
def label(kind: str, code: str, lang: str) -> str:
    """Give the words of a code (``standing``, ``pace``, …); the code itself where there are none."""
    wording = LABELS[kind].get(code)
    return wording.within(lang) if wording else code


def unit_title(catalog: Catalog, indicator: Indicator, lang: str) -> str:
    """Give the unit as written behind a number, with its scale: ``%``, ``triệu đồng``, ``enterprises``."""
    if indicator.unit is None:
        return ""
    own = catalog.unit.get(indicator.unit)
    return unit_words(indicator.unit, indicator.scale, own.title.within(lang) if own else None, lang)


@lru_cache(maxsize=1024)  # a catalog has some dozens of units, and a unit for every number
def unit_words(unit: str, scale: str, own: str | None, lang: str) -> str:
    """Name a unit with its scale; ``own`` is what the catalog calls it."""
    title, known = unit, UNITS.get(unit)
    if known is not None:
        title = known.symbol or known.title.within(lang)
    if own is not None:
        title = own
    if unit == "vnd":
        title = _("VND").within(lang)
    return f"{SCALE_NAMES[scale].within(lang)} {title}".strip()


def number_text(value: Decimal, lang: str) -> str:
    """Give a number in full, grouped as the language does it: ``1.200,5`` or ``1,200.5``."""
    return format_number(value, lang, minus="−")


def with_unit(number: str, unit: str) -> str:
    """Put a unit behind a number: ``25.2%``, ``12 enterprises``, ``3`` where there is none."""
    return f"{number}{unit}" if unit in ("%", "‰") else f"{number} {unit}".rstrip()


def value_text(
    catalog: Catalog, indicator: Indicator, value: Decimal, lang: str, *, of: Decimal | None = None
) -> str:
    """Give a value of an indicator with its unit: ``25,2%``, ``rank 1``, ``18 of 52 component indices``."""
    number = number_text(value, lang)
    total = "" if of is None else (_(" of {of}", of=number_text(of, lang)).within(lang))
    if indicator.measure == "rank":
        return _("rank {number}{total}", number=number, total=total).within(lang)
    unit = unit_title(catalog, indicator, lang)
    return with_unit(f"{number}{total}", unit)


def difference_text(catalog: Catalog, indicator: Indicator, value: Decimal, lang: str) -> str:
    """Give a distance between two values: percentage points for a share, places for a rank."""
    number = number_text(value, lang)
    if indicator.unit == "percent":
        return _("{number} pp", number=number).within(lang)
    if indicator.measure == "rank":
        count = 1 if abs(value) == 1 else 2
        return _n("{number} place", "{number} places", count, number=number).within(lang)
    return with_unit(number, unit_title(catalog, indicator, lang))


def measurement_text(catalog: Catalog, measurement: Measurement, lang: str) -> str:
    """Give a measured value with its qualifier: ``trên 85%``, ``about 800 enterprises``."""
    indicator = catalog.indicator[measurement.indicator]
    if measurement.stage is not None:
        return stage_title(indicator, measurement.stage, lang)
    if measurement.value is None:
        return "—"
    value = value_text(catalog, indicator, measurement.value, lang, of=measurement.of)
    return _QUALIFIER[measurement.qualifier].within(lang).format(value)


def dated_text(catalog: Catalog, measurement: Measurement | None, lang: str) -> str:
    """Give a measured value and its period: ``25.2% (2025)``; a dash where there is none."""
    if measurement is None:
        return "—"
    return f"{measurement_text(catalog, measurement, lang)} ({measurement.period.within(lang)})"


def stage_title(indicator: Indicator, stage: str, lang: str) -> str:
    """Give a stage's title: the indicator's own, or one of the three of an aim in words."""
    for one in indicator.stages:
        if one.id == stage:
            return one.title.within(lang)
    return label("stage", stage, lang)


def target_text(catalog: Catalog, target: Target, lang: str) -> str:
    """Give what is asked, as people write it: ``> 50%``, ``≥ 40% GRDP``, ``top 3``, ``2–3 more firms``."""
    indicator = catalog.indicator[target.indicator]
    if target.stage is not None:
        return stage_title(indicator, target.stage, lang)
    if target.value is None:
        return label("comparator", "text", lang)
    if target.relative_to is not None:
        return _relative_text(catalog, target, lang)
    if target.comparator == "within_top":
        return f"top {number_text(target.value, lang)}"
    number = number_text(target.value, lang)
    if target.value_high is not None:
        number = f"{number}–{number_text(target.value_high, lang)}"
    if target.further:
        number = _("{number} more", number=number).within(lang)
    unit = unit_title(catalog, indicator, lang)
    base = indicator.share_of.within(lang) if indicator.share_of else ""
    asked = meaning(target.comparator).sign + " ".join(
        part for part in (with_unit(number, unit), base) if part
    )
    of_the_period = _OVER.get(target.over or "")
    if of_the_period is not None:
        asked = of_the_period(asked).within(lang)
    return asked


# What of a milestone that is a period counts; its end is the milestone itself.
_OVER: Mapping[str, Callable[[str], Message]] = MappingProxyType(
    {
        "sum": lambda asked: _("{asked} in all", asked=asked),
        "mean": lambda asked: _("{asked} on average", asked=asked),
        "each_year": lambda asked: _("{asked} in each year", asked=asked),
    }
)


def _relative_text(catalog: Catalog, target: Target, lang: str) -> str:
    """``−65% so với 1990``: the wanted change of an earlier measurement."""
    value = target.value or Decimal(0)
    base = catalog.measurement.get(target.relative_to or "")
    against = base.period.within(lang) if base else "?"
    signed = f"{'−' if value < 0 else '+'}{number_text(abs(value), lang)}%"
    return meaning(target.comparator).sign + (
        _("{signed} against {against}", signed=signed, against=against).within(lang)
    )


def milestone_text(milestone: Period | None, lang: str) -> str:
    """Give the milestone as printed in a table; an undated aim has a dash."""
    return milestone.within(lang) if milestone else "—"


@lru_cache(maxsize=4096)  # history asks it on every day
def by_due(what: str, due: Period, lang: str) -> str:
    """Put until when behind what is asked: ``≥ 40% GRDP by 2030``; of a period of several years, that it is for it."""
    until = due.within(lang)
    if due.start.year != due.end.year:
        return _("{what} in the period {due}", what=what, due=until).within(lang)
    if len(until) == 4:
        return _c("year", "{what} by {due}", what=what, due=until).within(lang)
    return _("{what} by {due}", what=what, due=until).within(lang)


def dated_title(catalog: Catalog, as_of: str, lang: str) -> str:
    """Give the heading of a report: the catalog's title and the (ISO) day that the report speaks of."""
    day = day_text(date.fromisoformat(as_of), lang)
    return _("{title} — as of {day}", title=catalog.title, day=day).within(lang)


def published_text(catalog: Catalog, source_id: str, lang: str) -> str:
    """Give a document's date, no more precise than known; ``on or after …`` where only the event is dated."""
    source = catalog.source.get(source_id)
    if source is None:
        return "?"
    published = source.published
    if published.period is not None:
        if published.period.start == published.period.end:
            return day_text(published.period.start, lang)
        return published.period.within(lang)
    if published.not_before is not None:
        day = day_text(published.not_before, lang)
        return _("on or after {day}", day=day).within(lang)
    return _("date unknown").within(lang)
