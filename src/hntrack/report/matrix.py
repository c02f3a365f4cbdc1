"""Several methods on the same targets: one row a target, one column a method, and a mark where they contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from hntrack.assess.rollup import PLAN, Rollup
from hntrack.model.catalog import Catalog
from hntrack.model.records import Target
from hntrack.model.verdict import Verdict
from hntrack.report.items import target_item, used_item
from hntrack.report.progress import TONES
from hntrack.report.reasons import sentence
from hntrack.report.targets import counted, grouped
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import (
    dated_title,
    indicator_title,
    label,
    milestone_text,
    number_text,
    rounded,
    target_text,
)
from hntrack.text.messages import _, _c, _n

# The view of ``progress --roll-up``: verdicts counted, and published roll-ups where a method has one.

ROLLUPS = ("goal", "plan", "indicator")


def rolled_view(catalog: Catalog, rollups: Sequence[Rollup], *, by: str, lang: str, as_of: str) -> View:
    """Build the view: a row a group and method."""
    several = len({rollup.method for rollup in rollups}) > 1
    columns = [
        Column(
            "group",
            {"goal": _("Goal"), "plan": _("Plan"), "indicator": _("Indicator")}[by].within(lang),
            flexible=True,
        ),
        Column("targets", _("Targets").within(lang), "right"),
        Column("standing", _("Standing").within(lang), flexible=True),
        Column("pace", _("Pace").within(lang), flexible=True),
        Column("category", _("By the method").within(lang), flexible=True),
    ]
    if several:
        columns.insert(1, Column("method", _("Method").within(lang)))
    return View(
        name="roll-up",
        lang=lang,
        as_of=as_of,
        title=dated_title(catalog, as_of, lang),
        columns=tuple(columns),
        groups=(
            Group("", tuple(_rollup_row(catalog, rollup, by, lang, several=several) for rollup in rollups)),
        ),
        items=tuple(_rollup_item(catalog, rollup, by, lang) for rollup in rollups),
        extra={"catalog": catalog.id, "by": by},
        empty=_("No targets.").within(lang),
    )


def _rollup_row(catalog: Catalog, rollup: Rollup, by: str, lang: str, *, several: bool) -> Row:
    published = rollup.category
    if rollup.score is not None:
        published = f"{published} ({number_text(rounded(rollup.score), lang)})"
    cells = [
        Cell(_title(catalog, rollup, by, lang), "strong"),
        Cell(str(rollup.targets)),
        Cell(_counts("standing", rollup.standing, lang)),
        Cell(_counts("pace", rollup.pace, lang)),
        Cell(published),
    ]
    if several:
        cells.insert(1, Cell(rollup.method))
    return Row(tuple(cells))


def _title(catalog: Catalog, rollup: Rollup, by: str, lang: str) -> str:
    if rollup.group == PLAN:
        return catalog.title.within(lang)
    named = catalog.indicator[rollup.group] if by == "indicator" else catalog.goal[rollup.group]
    return named.title.within(lang)


def _counts(kind: str, counts: Mapping[str, int], lang: str) -> str:
    return " · ".join(f"{number} {label(kind, code, lang)}" for code, number in counts.items())


def _rollup_item(catalog: Catalog, rollup: Rollup, by: str, lang: str) -> dict[str, Json]:
    return {
        "group": rollup.group,
        "method": rollup.method,
        "targets": rollup.targets,
        "standing": dict(rollup.standing),
        "pace": dict(rollup.pace),
        "category": rollup.category or None,
        "score": rollup.score,
        "counted": rollup.counted,
        "label": {"group": _title(catalog, rollup, by, lang)},
    }


ON_TRACK = frozenset({"on_track", "met"})
OFF_TRACK = frozenset({"nearly", "behind", "stalled", "reversing"})

_TITLES = MappingProxyType(
    {
        "indicator": _("Indicator"),
        "milestone": _("By"),
        "target": _("Target"),
        "agreement": _("Agreement"),
        "contradict": _("≠ contradict"),
    }
)

# A column a method leaves little room; the dash is explained below the table.
_SHORT = MappingProxyType(
    {
        "on_track": _c("short", "on track"),
        "nearly": _("nearly"),
        "behind": _c("short", "behind"),
        "stalled": _c("short", "stalled"),
        "reversing": _c("short", "reversing"),
        "met": _c("short", "met"),
        "not_assessable": _("–"),
    }
)

Judged = Sequence[tuple[Target, Sequence[Verdict]]]


def disagree(verdicts: Sequence[Verdict]) -> bool:
    """Tell whether some methods say "on track" (or met) and others say that it is not.

    A method that cannot assess contradicts nobody.
    """
    paces = {verdict.pace for verdict in verdicts}
    return bool(paces & ON_TRACK) and bool(paces & OFF_TRACK)


def matrix_view(catalog: Catalog, judged: Judged, *, lang: str, as_of: str, group_by: str = "goal") -> View:
    """Build the view.

    Args:
        catalog: As known on ``as_of``.
        judged: Each target with one verdict a method, the methods in the same order everywhere.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        group_by: As for ``targets``.
    """
    methods = [verdict.method for verdict in judged[0][1]] if judged else []
    by_target = {target.id: verdicts for target, verdicts in judged}
    contradicting = sum(disagree(verdicts) for _, verdicts in judged)
    return View(
        name="methods-compared",
        lang=lang,
        as_of=as_of,
        title=dated_title(catalog, as_of, lang),
        columns=(
            Column("indicator", _TITLES["indicator"].within(lang), flexible=True),
            Column("milestone", _TITLES["milestone"].within(lang)),
            Column("target", _TITLES["target"].within(lang), flexible=True),
            *(Column(method, method, flexible=True) for method in methods),
            Column("agreement", _TITLES["agreement"].within(lang), flexible=True),
        ),
        groups=grouped(
            catalog,
            [target for target, _ in judged],
            group_by,
            lang,
            lambda target: _row(catalog, target, by_target[target.id], lang),
        ),
        summary=_summary(len(judged), contradicting, lang) if judged else (),
        items=tuple(_item(catalog, target, verdicts, lang) for target, verdicts in judged),
        extra={"catalog": catalog.id, "methods": [_method(v) for v in judged[0][1]] if judged else []},
        empty=_("No targets.").within(lang),
    )


def _row(catalog: Catalog, target: Target, verdicts: Sequence[Verdict], lang: str) -> Row:
    mark = Cell(_TITLES["contradict"].within(lang), "warn") if disagree(verdicts) else Cell("")
    return Row(
        (
            Cell(indicator_title(catalog, catalog.indicator[target.indicator], lang), "strong"),
            Cell(milestone_text(target.milestone, lang)),
            Cell(target_text(catalog, target, lang)),
            *(Cell(_SHORT[verdict.pace].within(lang), TONES[verdict.pace]) for verdict in verdicts),
            mark,
        ),
        remark=_shared_reason(verdicts, lang),
    )


def _shared_reason(verdicts: Sequence[Verdict], lang: str) -> str:
    """Give the reason where no method can say anything, for then it is the one thing to know."""
    if any(verdict.pace != "not_assessable" for verdict in verdicts):
        return ""
    said = Counter(sentence(verdict.reasons[-1], lang) for verdict in verdicts)
    return said.most_common(1)[0][0]


def _item(catalog: Catalog, target: Target, verdicts: Sequence[Verdict], lang: str) -> dict[str, Json]:
    return {
        **target_item(catalog, target, lang),
        "disagree": disagree(verdicts),
        "verdicts": [_verdict(catalog, verdict, lang) for verdict in verdicts],
    }


def _verdict(catalog: Catalog, verdict: Verdict, lang: str) -> Json:
    return {
        "method": _method(verdict),
        "standing": verdict.standing,
        "pace": verdict.pace,
        "category": verdict.category or None,
        "latest": used_item(catalog, verdict.latest, lang),
        "baseline": used_item(catalog, verdict.baseline, lang),
        "numbers": dict(verdict.numbers),
        "flags": list(verdict.flags),
        "reason": " ".join(sentence(reason, lang) for reason in verdict.reasons),
        "reasons": [reason.code for reason in verdict.reasons],
    }


def _method(verdict: Verdict) -> Json:
    return {"id": verdict.method, "version": verdict.version}


def _summary(targets: int, contradicting: int, lang: str) -> tuple[str, ...]:
    dash = f"–: {label('pace', 'not_assessable', lang)}"
    agreed = (
        _n(
            "the methods contradict each other on {count} target",
            "the methods contradict each other on {count} targets",
            contradicting,
        )
        if contradicting
        else _("no method contradicts another")
    )
    return f"{counted(targets, lang)}; {agreed.within(lang)}.", dash
