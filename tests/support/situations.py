"""The policy cases of ``tests/scenarios`` laid out as catalogs on disk, for commands to run on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hntrack.text.periods import parse_period

_UNITS = {"share": "percent", "rank": "rank", "stage": None, "text": None}
_NEVER = "1900-01-01"

Case = Mapping[str, Any]


def indicator_name(number: int) -> str:
    """The id of the indicator of the case with a number; its target is called so too, with ``-aim``."""
    return f"s{number:03d}"


def lay_out(folder: Path, cases: Iterable[tuple[int, Case]], *, stale_after_days: str | None = None) -> Path:
    """Write a catalog in which each case is an indicator with its promise, and give its folder.

    Args:
        folder: An empty folder.
        cases: Cases with their numbers.
        stale_after_days: As the catalog says it.
    """
    indicators: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    measurements: list[dict[str, Any]] = []
    papers: dict[str, list[dict[str, Any]]] = {}
    for number, case in cases:
        name = indicator_name(number)
        indicators.append(_indicator(name, case))
        lines = [_target(f"{name}-aim", name, case["target"], case)]
        lines += [
            _target(f"{name}-other-{n}", name, words, {})
            for n, words in enumerate(case.get("milestones", ()))
        ]
        for one in lines:
            paper = (
                f"paper-{case['promised']}"
                if one["id"] == f"{name}-aim" and "promised" in case
                else "undated"
            )
            one["claim"] = _cited(papers, paper, "target", one["id"], one.pop("words"))
            targets.append(one)
        measured = dict(case.get("measured", {}))
        for which in ("baseline", "relative_to"):
            if which in case and case[which] not in measured:  # known later than the day of judging
                measured[case[which]] = {"value": "100", "published": "2999-12-31"}
        for period, given in measured.items():
            told = given if isinstance(given, dict) else {"value": given}
            one = _measurement(name, period, told, case)
            one["claim"] = _cited(papers, "undated", "measurement", one["id"], one.pop("words"))
            measurements.append(one)
    about: dict[str, Any] = {"id": "situations", "title": _both("Situations")}
    if stale_after_days is not None:
        about["stale_after_days"] = int(stale_after_days)
    data, seeds = folder / "data", folder / "seeds"
    data.mkdir(parents=True)
    seeds.mkdir()
    own = [{"id": "things", "title": {"vi": "việc", "en": "things"}}]
    _write(
        data / "targets.yaml",
        {
            "format": 1,
            "catalog": about,
            "goals": [{"id": "goal", "title": _both("Goal")}],
            "areas": [{"id": "area", "title": _both("Area")}],
            "units": own,
            "indicators": indicators,
            "targets": targets,
        },
    )
    _write(data / "measurements.yaml", {"format": 1, "measurements": measurements})
    for paper, claims in papers.items():
        _write(seeds / f"{paper}.yaml", _paper(paper, claims))
    return folder


def _indicator(name: str, case: Case) -> dict[str, Any]:
    measure = case.get("measure", "share")
    made: dict[str, Any] = {
        "id": name,
        "goal": "goal",
        "area": "area",
        "title": _both(f"{name} {case['case']}"),
        "measure": measure,
    }
    unit = _UNITS.get(measure, "things" if measure in {"count", "amount"} else "point")
    if unit is not None:
        made["unit"] = unit
    better = case.get("better", "increase")
    if better != "neither":
        made["direction"] = better
    made |= {key: Number(case[key]) for key in ("limit", "floor") if key in case}
    if "nature" in case:
        made["nature"] = case["nature"]
    if "stages" in case:
        made["stages"] = [{"id": one, "title": _both(one)} for one in case["stages"]]
    return made


def _target(key: str, indicator: str, words: str, case: Case) -> dict[str, Any]:
    """Read ``between 2 3 by 2030``."""
    match = re.fullmatch(r"(\w+)((?: \S+?)*?)(?: by (\S+))?", words)
    assert match is not None, words
    comparator, values, due = match[1], match[2].split(), match[3]
    said = _unit_of(case.get("measure", "share") if case else "share")
    made: dict[str, Any] = {"id": key, "indicator": indicator, "comparator": comparator}
    made["words"] = f"{comparator.replace('_', ' ')} {' to '.join(values)}{said} by {due or 'some day'}"
    if due:
        made["milestone"] = Number(due)
    if comparator == "reaches":
        made["stage"] = values[0]
    elif comparator != "text":
        made |= dict(zip(("value", "value_high"), map(Number, values), strict=False))
    if comparator == "text":
        made["stated"] = _both("It is there")
    made |= {one: case[one] for one in ("hold", "over") if one in case}
    if case.get("further") == "yes":
        made["further"] = Number("true")
    made |= {one: _measured_name(indicator, case[one]) for one in ("baseline", "relative_to") if one in case}
    return made


def _unit_of(measure: str) -> str:
    return {"share": "%", "count": " things", "amount": " things", "index": " points"}.get(measure, "")


def _measurement(indicator: str, period: str, told: Case, case: Case) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": _measured_name(indicator, period),
        "indicator": indicator,
        "period": Number(period),
    }
    said = told["qualifier"].replace("_", " ") + " " if "qualifier" in told else ""
    made["words"] = f"{said}{told.get('value', told.get('stage'))}{_unit_of(case.get('measure', 'share'))}"
    made |= {key: Number(told[key]) for key in ("value", "of") if key in told}
    names = {"stage": "stage", "qualifier": "qualifier", "status": "obs_status", "judge": "judged_by"}
    made |= {there: told[here] for here, there in names.items() if here in told}
    end = min(parse_period(period).end.isoformat(), case["on"])
    made["published"] = Number(told.get("published", end))
    return made


def _measured_name(indicator: str, period: str) -> str:
    return f"{indicator}-m-{period.lower().replace('/', '-')}"


def _cited(papers: dict[str, list[dict[str, Any]]], paper: str, kind: str, key: str, words: str) -> str:
    claims = papers.setdefault(paper, [])
    claims.append(
        {"id": key, "kind": kind, "line": len(claims) + 1, "as_printed": words, "reading": _both(words)}
    )
    return f"{paper}/{key}"


def _paper(paper: str, claims: list[dict[str, Any]]) -> dict[str, Any]:
    day = paper.removeprefix("paper-")
    published: dict[str, Any] = {"date": Number(day), "basis": "given"}
    if day == paper:
        published = {"date": "unknown", "not_before": Number(_NEVER), "basis": "unknown"}
    source = {
        "id": paper,
        "title": "unknown",
        "publisher": "unknown",
        "author": "unknown",
        "language": "en",
        "published": published,
        "original": {"file": f"{paper}.txt", "sha256": "0" * 64},
    }
    return {"format": 1, "source": source, "claims": claims}


def _both(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


class Number(str):
    """A text that stands in the file without quotes."""

    __slots__ = ()


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text("".join(f"{key}: {_flow(value)}\n" for key, value in content.items()), encoding="utf-8")


def _flow(value: object) -> str:
    """One value in YAML's flow style, which is JSON but for plain numbers and days."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n  ".join(_flow(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
