"""Targets, measurements and verdicts as exact data: the objects that JSON and CSV carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target
from hntrack.report.view import Json
from hntrack.report.words import label, measurement_text, target_text, unit_title

if TYPE_CHECKING:
    from hntrack.model.verdict import Verdict


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
    goal, area = catalog.goal.get(indicator.goal), catalog.area.get(indicator.area)
    return {
        "target": target.id,
        "indicator": indicator.id,
        "goal": indicator.goal,
        "area": indicator.area,
        "measure": indicator.measure,
        "milestone": target.milestone.year if target.milestone else None,
        "due": target.due.isoformat() if target.due else None,
        "comparator": target.comparator,
        "value": target.value,
        "value_high": target.value_high,
        "stage": target.stage,
        "unit": indicator.unit,
        "scale": indicator.scale,
        "further": target.further,
        "hold": target.hold,
        "relative_to": target.relative_to,
        "provenance": provenance(catalog, target.claim),
        "restated": [provenance(catalog, key) for key in target.restated],
        "label": {
            "indicator": indicator.title.within(lang),
            "goal": goal.title.within(lang) if goal else indicator.goal,
            "area": area.title.within(lang) if area else indicator.area,
            "target": target_text(catalog, target, lang),
            "comparator": label("comparator", target.comparator, lang),
            "unit": unit_title(catalog, indicator, lang),
        },
    }


def measurement_item(catalog: Catalog, measurement: Measurement, lang: str) -> dict[str, Json]:
    """Give a measurement with its provenance."""
    cited = measurement.cited
    return {
        "id": measurement.id,
        "indicator": measurement.indicator,
        "period": measurement.period.text,
        "value": measurement.value,
        "stage": measurement.stage,
        "qualifier": measurement.qualifier,
        "obs_status": measurement.obs_status,
        "of": measurement.of,
        "claim": measurement.claim,
        "provenance": provenance(catalog, measurement.claim),
        "cited": None
        if cited is None
        else {
            "source": cited.source,
            "line": cited.line,
            "as_printed": cited.as_printed,
            "url": cited.url,
            "title": cited.title,
            "publisher": cited.publisher,
        },
        "derived_from": list(measurement.derived.from_) if measurement.derived else [],
        "published": catalog.published_on(measurement).isoformat(),
        "recorded": measurement.recorded,
        "revises": measurement.revises,
        "withdraws": measurement.withdraws,
        "why": measurement.why,
        "label": measurement_text(catalog, measurement, lang),
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
        "baseline": used_item(catalog, verdict.baseline, lang),
        "gap": verdict.gap,
        "required_pace": verdict.required_pace,
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
    }
