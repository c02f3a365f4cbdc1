"""Records and verdicts as exact data: the objects that JSON and CSV carry.

The members of a record are its fields, by :mod:`hntrack.model.fields`; what is added here follows from others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, Any, NamedTuple
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.fields import RECORDS, Field
from hntrack.model.records import Claim, Indicator, Measurement, Source, Target
from hntrack.report.view import Json
from hntrack.report.words import area_title, goal_title, label, measurement_text, target_text, unit_title
from hntrack.text.messages import Wording

if TYPE_CHECKING:
    from hntrack.model.verdict import Verdict


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


def verdict_item(catalog: Catalog, target: Target, verdict: Verdict, lang: str) -> dict[str, Json]:
    """Give a target with its verdict: the item of ``hntrack progress``."""
    from hntrack.report.reasons import sentence  # noqa: PLC0415  (`targets` gives no reasons and does not pay for them)

    item = target_item(catalog, target, lang)
    labels = item["label"]
    assert isinstance(labels, dict)
    labels["standing"] = label("standing", verdict.standing, lang)
    labels["pace"] = label("pace", verdict.pace, lang)
    return {
        **item,
        "latest": used_item(catalog, verdict.latest, lang),
        "judged": used_item(catalog, verdict.judged, lang),
        "named_baseline": target.baseline,
        "baseline": used_item(catalog, verdict.baseline, lang),
        "gap": verdict.gap,
        "required_pace": verdict.required_pace,
        "required_pace_since_latest": verdict.required_pace_since_latest,
        "observed_pace": verdict.observed_pace,
        "projected": verdict.projected,
        "due_value_now": verdict.due_value_now,
        "reached_on": verdict.reached_on.isoformat() if verdict.reached_on else None,
        "buffer_days": verdict.buffer_days,
        "standing": verdict.standing,
        "pace": verdict.pace,
        "category": verdict.category or None,
        "reason": " ".join(sentence(reason, lang) for reason in verdict.reasons),
        "reasons": [reason.code for reason in verdict.reasons],
        "numbers": dict(verdict.numbers),
        "flags": list(verdict.flags),
        "method": {"id": verdict.method, "version": verdict.version},
        "first_promise": _first_promise(catalog, target, lang),
    }


def _first_promise(catalog: Catalog, target: Target, lang: str) -> dict[str, Json] | None:
    """Give what the first version of the promise would say today; ``None`` where there was never another one."""
    if target.supersedes is None or not isinstance(catalog, Snapshot):
        return None
    from hntrack.report.versions import first_promise, made_text  # noqa: PLC0415  (only a changed promise pays for it)

    found = first_promise(catalog, target, catalog.day)
    if found is None:
        return None
    first, verdict = found
    return {
        "target": first.id,
        "asked": target_text(catalog, first, lang),
        "milestone": first.milestone.text if first.milestone else None,
        "promised": made_text(catalog.public, first, lang),
        "standing": verdict.standing,
        "pace": verdict.pace,
    }
