"""From verdicts to goals and the whole plan: counts, and published roll-ups; no averages of our own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from hntrack.assess.arithmetic import divide
from hntrack.classes import NamedTuple
from hntrack.model.catalog import Catalog
from hntrack.model.codes import PACES, STANDINGS
from hntrack.model.records import Indicator, Named
from hntrack.model.verdict import Verdict

PLAN = ""
_SYMBOLS = ("sun", "sun_with_cloud", "cloud", "thunderstorm")
_CLASSES = (
    (Decimal("2.5"), "substantial_progress"),
    (Decimal(0), "moderate_progress"),
    (Decimal("-2.5"), "limited_progress"),
)


class Rollup(NamedTuple):
    """What the verdicts of one group by one method add up to.

    Attributes:
        group: Id of the goal or indicator; empty for the whole plan.
        method: Method id.
        targets: How many were judged.
        standing, pace: Counts by code, in the order of the model's words, without zeros.
        category: What the method's own roll-up gives for an indicator; empty where it has none.
        score: Mean score, where the method's roll-up has one.
        counted: How many verdicts entered the method's own roll-up.
    """

    group: str
    method: str
    targets: int
    standing: Mapping[str, int]
    pace: Mapping[str, int]
    category: str = ""
    score: Decimal | None = None
    counted: int = 0


def roll_up(catalog: Catalog, verdicts: Iterable[Verdict], by: str = "goal") -> tuple[Rollup, ...]:
    """Roll verdicts up.

    Args:
        catalog: Whose targets were judged.
        verdicts: By one or several methods.
        by: ``plan``, ``goal`` or ``indicator``.  Published roll-ups exist for an indicator only: Open SDG's mean
            score of its series, and Destatis's worst symbol of its targets.

    Returns:
        One roll-up a group and method: groups in the catalog's order, methods in the order of the verdicts.
    """
    groups: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault((_group(catalog, verdict, by), verdict.method), []).append(verdict)
    named: Iterable[Indicator | Named] = catalog.indicators if by == "indicator" else catalog.goals
    order = {one.id: at for at, one in enumerate(named)}
    keys = sorted(groups, key=lambda key: order.get(key[0], -1))  # stable: methods stay as they came
    return tuple(
        _one(group, method, groups[group, method], published=by == "indicator") for group, method in keys
    )


def _group(catalog: Catalog, verdict: Verdict, by: str) -> str:
    if by == "plan":
        return PLAN
    indicator = catalog.target[verdict.target].indicator
    return indicator if by == "indicator" else catalog.indicator[indicator].goal


def _one(group: str, method: str, verdicts: Sequence[Verdict], *, published: bool) -> Rollup:
    standings, paces = (
        Counter(verdict.standing for verdict in verdicts),
        Counter(verdict.pace for verdict in verdicts),
    )
    category, score, counted = "", None, 0
    if published and method.startswith("opensdg"):
        category, score, counted = mean_score(verdicts)
    elif published and method == "destatis":
        category, counted = worst_symbol(verdicts)
    return Rollup(
        group,
        method,
        len(verdicts),
        {code: standings[code] for code in STANDINGS if standings[code]},
        {code: paces[code] for code in PACES if paces[code]},
        category,
        score,
        counted,
    )


def mean_score(verdicts: Iterable[Verdict]) -> tuple[str, Decimal | None, int]:
    """Give Open SDG's class of an indicator: the mean of its series' scores.

    [2.5, 5] substantial, [0, 2.5) moderate, [-2.5, 0) limited, below deterioration; *target achieved* only where
    every series has achieved its target.
    """
    scored = [verdict for verdict in verdicts if "score" in verdict.numbers]
    if not scored:
        return "not_available", None, 0
    mean = divide(sum((one.numbers["score"] for one in scored), Decimal(0)), Decimal(len(scored)))
    if all(one.category == "target_achieved" for one in scored):
        return "target_achieved", mean, len(scored)
    found = next((name for least, name in _CLASSES if mean >= least), "deterioration")
    return found, mean, len(scored)


def worst_symbol(verdicts: Iterable[Verdict]) -> tuple[str, int]:
    """Give Destatis's symbol of an indicator with several targets: the worst one; ``none`` without any."""
    found = [_SYMBOLS.index(verdict.category) for verdict in verdicts if verdict.category in _SYMBOLS]
    return (_SYMBOLS[max(found)] if found else "none"), len(found)
