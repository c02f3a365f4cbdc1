"""Values, targets and codes as people write them, in Vietnamese and English; and records as exact data.

The data are the objects that JSON and CSV carry: the members of a record are its fields, by
:mod:`hntrack.model.fields`, and what is added here follows from others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple
from hntrack.model.catalog import Catalog
from hntrack.model.codes import COMPARATORS, SCALE_NAMES, UNITS, meaning
from hntrack.model.fields import RECORDS, Field
from hntrack.model.records import Claim, Indicator, Measurement, Source, Target
from hntrack.report import Json
from hntrack.text.messages import Message, Wording, _, _c, _n, day_text
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
    asked = f"{meaning(target.comparator).sign}{with_unit(number, unit)} {base}".rstrip()
    of_the_period = _OVER.get(target.over or "")
    return of_the_period(asked).within(lang) if of_the_period is not None else asked


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


def promise_text(catalog: Catalog, target: Target, lang: str) -> str:
    """Give what is asked and, where it has a date, its milestone: ``> 50% (2030)``."""
    due = f" ({target.milestone.within(lang)})" if target.milestone else ""
    return f"{target_text(catalog, target, lang)}{due}"


@lru_cache(maxsize=4096)  # history asks it on every day
def by_due(what: str, due: Period | None, lang: str) -> str:
    """Put until when behind what is asked: ``≥ 40% GRDP by 2030``; of a period of several years, that it is for it.

    An undated aim stands as it is.
    """
    if due is None:
        return what
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


# Records as exact data.


def record_item(record: str, made: Any) -> dict[str, Json]:
    """Give every field of a record as JSON: periods and days as text, wordings by language, lists as lists."""
    members = _members(record)
    item: dict[str, Json] = dict(zip(members.keys, members.values_of(made), strict=True))
    for key, convert, field in members.converted:
        value = item[key]
        if value is not None:
            item[key] = convert(field, value)
    return _flat(item, members.flat) if members.flat else item


_FLAT = frozenset(field.of for fields in RECORDS.values() for field in fields if field.flat)
_Convert = Callable[[Field, Any], Json]


class _Members(NamedTuple):
    """How a record becomes an item: its keys, what gives their values, and what makes JSON of those."""

    keys: tuple[str, ...]
    values_of: Callable[[Any], tuple[Any, ...]]
    converted: tuple[tuple[str, _Convert, Field], ...]
    flat: frozenset[str]


@cache
def _members(record: str) -> _Members:
    fields = {json_key(record, field): field for field in RECORDS[record]}
    return _Members(
        tuple(fields),
        _values_of(tuple("" if field.spread else field.in_model for field in fields.values())),
        tuple((key, _CONVERT[field.kind], field) for key, field in fields.items() if field.kind in _CONVERT),
        frozenset(key for key, field in fields.items() if field.flat),
    )


def _values_of(attributes: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Give what takes these attributes of a record; an empty one is the record itself."""
    if len(attributes) > 1 and all(attributes):
        return attrgetter(*attributes)  # a tenth of what asking for one after the other costs
    return lambda made: tuple(getattr(made, name) if name else made for name in attributes)


def _flat(item: dict[str, Json], flat: frozenset[str]) -> dict[str, Json]:
    """Put the fields of some members into their places."""
    whole: dict[str, Json] = {}
    for key, value in item.items():
        whole |= value if key in flat and isinstance(value, dict) else {key: value}
    return whole


def json_key(record: str, field: Field) -> str:
    """Give the key of a field in JSON: of what stands in the outer record, the name that tells it apart there."""
    return field.in_export if record in _FLAT else field.name


def wording_item(wording: Wording) -> dict[str, Json]:
    """Give a wording by language; a language that is not there is left out."""
    return dict(wording.texts)


_CONVERT: Mapping[str, _Convert] = MappingProxyType(
    {
        "period": lambda _, period: period.text,
        "period_or_unknown": lambda _, period: period.text,
        "day": lambda _, day: day.isoformat(),
        "wording": lambda _, wording: wording_item(wording),
        "list": lambda _, values: list(values),
        "gate": lambda _, levels: dict(levels),
        "record": lambda field, made: record_item(field.of, made),
        "records": lambda field, made: [record_item(field.of, inner) for inner in made],
    }
)


def provenance(catalog: Catalog, key: str | None) -> dict[str, Json] | None:
    """Give where a claim stands: source, line, the words as printed, and the document's date."""
    found = catalog.claim.get(key) if key else None
    if found is None:
        return None
    source, claim = found
    published = source.published
    return {
        "source": source.id,
        "claim": claim.id,
        "line": claim.line,
        "as_printed": claim.as_printed,
        "published": published.period.text if published.period else None,
        "known_on": published.known_on.isoformat(),
    }


def target_item(catalog: Catalog, target: Target, lang: str) -> dict[str, Json]:
    """Give a target: what is promised of which indicator, by when, and where it is said."""
    indicator = catalog.indicator[target.indicator]
    fields = record_item("target", target)
    return {
        "target": fields.pop("id"),
        "indicator": indicator.id,
        "goal": indicator.goal,
        "area": indicator.area,
        "measure": indicator.measure,
        **fields,
        "milestone": target.milestone.year if target.milestone else None,
        "milestone_period": fields["milestone"],
        "due": target.due.isoformat() if target.due else None,
        "unit": indicator.unit,
        "scale": indicator.scale,
        "provenance": provenance(catalog, target.claim),
        "restated": [provenance(catalog, key) for key in target.restated],
        "label": {
            "indicator": indicator.title.within(lang),
            "goal": goal_title(catalog, indicator.goal, lang),
            "area": area_title(catalog, indicator.area, lang),
            "target": target_text(catalog, target, lang),
            "comparator": label("comparator", target.comparator, lang),
            "unit": unit_title(catalog, indicator, lang),
        },
    }


def measurement_item(catalog: Catalog, measurement: Measurement, lang: str) -> dict[str, Json]:
    """Give a measurement with its provenance; ``published`` is the day from which it counts as known."""
    derived = measurement.derived
    fields = record_item("measurement", measurement)
    return {
        **fields,
        "provenance": provenance(catalog, measurement.claim),
        "derived_from": list(derived.from_) if derived else [],
        "published": catalog.published_on(measurement).isoformat(),
        "published_own": fields["published"],
        "label": measurement_text(catalog, measurement, lang),
    }


def indicator_item(catalog: Catalog, indicator: Indicator, lang: str) -> dict[str, Json]:
    """Give an indicator."""
    return {
        **record_item("indicator", indicator),
        "label": {
            "indicator": indicator.title.within(lang),
            "unit": unit_title(catalog, indicator, lang),
            "note": indicator.note.within(lang) if indicator.note else None,
        },
    }


def source_item(source: Source) -> dict[str, Json]:
    """Give a document; its claims are items of their own."""
    return record_item("source", source)


def claim_item(claim: Claim, lang: str) -> dict[str, Json]:
    """Give a claim of a document."""
    return {
        **record_item("claim", claim),
        "label": {
            "reading": claim.reading.within(lang),
            "set_aside": claim.set_aside.within(lang) if claim.set_aside else None,
        },
    }


def used_item(catalog: Catalog, measurement_id: str | None, lang: str) -> dict[str, Json] | None:
    """Give a measurement that a verdict used, in short; ``None`` where it used none."""
    measurement = catalog.measurement.get(measurement_id) if measurement_id else None
    return short_item(catalog, measurement, lang) if measurement is not None else None


def short_item(catalog: Catalog, measurement: Measurement, lang: str) -> dict[str, Json]:
    """Give a measurement in short: what it says, not where it comes from."""
    return {
        "id": measurement.id,
        "value": measurement.value,
        "stage": measurement.stage,
        "period": measurement.period.text,
        "qualifier": measurement.qualifier,
        "of": measurement.of,
        "obs_status": measurement.obs_status,
        "claim": measurement.claim,
        "label": measurement_text(catalog, measurement, lang),
    }
