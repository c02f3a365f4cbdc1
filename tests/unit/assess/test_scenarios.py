"""The policy cases of ``tests/scenarios``: what was measured and promised, and what must be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from hntrack.assess import METHODS, assess
from hntrack.model.catalog import Snapshot
from hntrack.model.codes import COMPARATORS, word
from hntrack.model.records import Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.model.verdict import Verdict
from hntrack.report.reasons import sentence
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

FOLDER = Path(__file__).parents[2] / "scenarios"
NOTHING = Wording("", "")
NUMBERS = {
    "gap",
    "required_pace",
    "required_pace_since_latest",
    "observed_pace",
    "projected",
    "due_value_now",
}


def cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            for method, expected in case["expect"].items():
                yield pytest.param(case, method, expected, id=f"{file.stem}: {case['case']}: {method}")


def measurement(period: str, given: Any) -> Measurement:
    told = given if isinstance(given, dict) else {"value": given}
    return Measurement(
        f"m-{period}".replace("/", "-"),
        "case",
        parse_period(period),
        value=Decimal(told["value"]) if "value" in told else None,
        stage=told.get("stage"),
        qualifier=told.get("qualifier", "exact"),
        obs_status=told.get("status", "final"),
        judged_by=told.get("judge"),
        published=date.fromisoformat(told["published"]) if "published" in told else None,
        of=Decimal(told["of"]) if "of" in told else None,
    )


def target(name: str, words: str, case: dict[str, Any]) -> Target:
    """Read ``between 2 3 by 2030``."""
    match = re.fullmatch(r"(\w+)((?: \S+?)*?)(?: by (\S+))?", words)
    assert match is not None, words
    comparator, values, due = match[1], match[2].split(), match[3]
    claim = "paper/case" if name == "case" and "promised" in case else "case/case"
    numbers = [] if comparator in {"text", "reaches"} else [Decimal(one) for one in values]
    key = {which: f"m-{case[which]}" if which in case else None for which in ("baseline", "relative_to")}
    return Target(
        name,
        "case",
        parse_period(due) if due else None,
        word(comparator, COMPARATORS),
        claim,
        value=numbers[0] if numbers else None,
        value_high=numbers[1] if len(numbers) > 1 else None,
        stage=values[0] if comparator == "reaches" else None,
        hold=case.get("hold", "at_milestone"),
        over=case.get("over"),
        further=case.get("further") == "yes",
        baseline=key["baseline"],
        relative_to=key["relative_to"],
    )


def paper(day: date) -> Source:
    """The document in which the promise was made."""
    published = Published(parse_period(day.isoformat()), None, "printed")
    claim = Claim("case", "target", 1, "…", NOTHING)
    return Source("paper", None, None, None, "vi", published, "paper.txt", "0" * 64, (claim,))


def catalog(case: dict[str, Any]) -> Snapshot:
    measure = case.get("measure", "share")
    indicator = Indicator(
        "case",
        "case",
        "case",
        NOTHING,
        measure,
        {"share": "percent", "rank": "rank", "stage": None, "text": None}.get(measure, "point"),
        None if case.get("better") == "neither" else case.get("better", "increase"),
        limit=Decimal(case["limit"]) if "limit" in case else None,
        floor=Decimal(case["floor"]) if "floor" in case else None,
        nature=case.get("nature"),
        stages=tuple(Named(one, Wording(one, one)) for one in case.get("stages", ())),
    )
    targets = [target("case", case["target"], case)]
    targets += [target(f"other-{n}", words, {}) for n, words in enumerate(case.get("milestones", ()))]
    measured = tuple(measurement(period, given) for period, given in case.get("measured", {}).items())
    stale = case.get("stale_after_days")
    return Snapshot(
        "case",
        NOTHING,
        indicators=(indicator,),
        targets=tuple(targets),
        measurements=measured,
        sources=(paper(date.fromisoformat(case["promised"])),) if "promised" in case else (),
        stale_after_days=int(stale) if stale else None,
    )


@pytest.mark.parametrize(("case", "method", "expected"), list(cases()))
def test_a_policy_case_comes_out_as_people_agreed(
    case: dict[str, Any], method: str, expected: dict[str, Any]
) -> None:
    """Every method says of a policy case exactly what the case's file says it must."""
    data = catalog(case)
    verdict = assess(data, data.targets[0], date.fromisoformat(case["on"]), method)
    for name, wanted in expected.items():
        number = name in NUMBERS and wanted != "null"
        found = seen(verdict, name)
        if number and found is not None:
            found = round(found, 6)
        assert found == (round(Decimal(wanted), 6) if number else None if wanted == "null" else wanted), name
    for reason in verdict.reasons:
        for lang in ("vi", "en"):
            assert "?" not in sentence(reason, lang)
            assert "{" not in sentence(reason, lang)


def seen(verdict: Verdict, name: str) -> Any:
    if name == "facts":
        return Told({key: str(fact) for one in verdict.reasons for key, fact in one.facts.items()})
    if name == "reason":
        return Either(one.code for one in verdict.reasons)
    if name == "flags":
        return Either(verdict.flags)
    found = getattr(verdict, name)
    return found if found is None or name in NUMBERS else str(found)


class Told(dict[str, str]):
    """Equal to whatever is among it: what the reasons of a verdict name."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and {key: self.get(key) for key in other} == dict(other)

    __hash__ = None


class Either(tuple[str, ...]):
    """Equal to any one of its parts, and to the list of all."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return list(self) == other if isinstance(other, list) else other in tuple(self)

    __hash__ = tuple.__hash__


def test_methods_keep_their_policy_cases() -> None:
    """A case that a reader can argue about stays; a new method may rest on published verdicts alone."""
    named = {param.values[1] for param in cases()}
    assert named <= set(METHODS)
    assert len(named) >= 10
