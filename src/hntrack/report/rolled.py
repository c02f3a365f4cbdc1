"""The view of ``progress --roll-up``: verdicts counted, and published roll-ups where a method has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hntrack.assess.rollup import PLAN, Rollup
from hntrack.model.catalog import Catalog
from hntrack.report.rounding import rounded
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import dated_title, label, number_text
from hntrack.text.messages import _

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
        groups=(Group("", tuple(_row(catalog, rollup, by, lang, several=several) for rollup in rollups)),),
        items=tuple(_item(catalog, rollup, by, lang) for rollup in rollups),
        extra={"catalog": catalog.id, "by": by},
        empty=_("No targets.").within(lang),
    )


def _row(catalog: Catalog, rollup: Rollup, by: str, lang: str, *, several: bool) -> Row:
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


def _item(catalog: Catalog, rollup: Rollup, by: str, lang: str) -> dict[str, Json]:
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
