"""The view of ``hntrack progress``: the latest measurement beside each target, and what to make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from hntrack.model.catalog import Catalog
from hntrack.model.codes import PACES, STANDINGS, meaning
from hntrack.model.records import Target
from hntrack.model.snapshot import Snapshot
from hntrack.model.verdict import Verdict
from hntrack.report.glance import Glance, glance_item, opening
from hntrack.report.items import verdict_item
from hntrack.report.reasons import in_short, says_more
from hntrack.report.targets import counted, grouped
from hntrack.report.view import Cell, Column, Json, Later, Row, View
from hntrack.report.words import (
    dated_text,
    dated_title,
    difference_text,
    indicator_title,
    label,
    milestone_text,
    rounded,
    target_text,
)
from hntrack.text.messages import _

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
    }
)

_TITLES = MappingProxyType(
    {
        "indicator": _("Indicator"),
        "milestone": _("By"),
        "target": _("Target"),
        "latest": _("Latest"),
        "gap": _("Gap"),
        "required": _("Needed a year"),
        "standing": _("Standing"),
        "pace": _("Pace"),
    }
)

Judged = Sequence[tuple[Target, Verdict]]


def progress_view(
    catalog: Catalog,
    judged: Judged,
    *,
    lang: str,
    as_of: str,
    group_by: str = "goal",
    glance: Glance | None = None,
) -> View:
    """Build the view.

    Args:
        catalog: As known on ``as_of``.
        judged: The selected targets, each with its verdict, in order.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        group_by: As for ``targets``.
        glance: The same at a glance, to be said first.
    """
    verdicts = {target.id: verdict for target, verdict in judged}
    column = {key: wording.within(lang) for key, wording in _TITLES.items()}
    return View(
        name="progress",
        lang=lang,
        as_of=as_of,
        title=dated_title(catalog, as_of, lang),
        columns=(
            Column("indicator", column["indicator"], flexible=True),
            Column("milestone", column["milestone"]),
            Column("target", column["target"], flexible=True),
            Column("latest", column["latest"], flexible=True),
            Column("gap", column["gap"], "right", least_width=110),
            Column("required", column["required"], "right", least_width=130),
            Column("standing", column["standing"], flexible=True),
            Column("pace", column["pace"], flexible=True),
        ),
        groups=Later(
            lambda: grouped(
                catalog,
                [target for target, _ in judged],
                group_by,
                lang,
                lambda t: _row(catalog, t, verdicts[t.id], lang),
            )
        ),
        summary=summary_lines([verdict for _, verdict in judged], lang),
        items=Later(lambda: [verdict_item(catalog, target, verdict, lang) for target, verdict in judged]),
        extra={
            "catalog": catalog.id,
            "summary": summary([verdict for _, verdict in judged]),
            **({"glance": glance_item(glance, lang)} if glance else {}),
        },
        empty=_("No targets.").within(lang),
        opening=opening(catalog, glance, lang) if glance else (),
    )


def brief_view(catalog: Catalog, glance: Glance, *, lang: str, as_of: str) -> View:
    """Build what fits a screen: all promises at a glance, without the table of them."""
    return View(
        name="glance",
        lang=lang,
        as_of=as_of,
        title=dated_title(catalog, as_of, lang),
        columns=(),
        groups=(),
        extra={"catalog": catalog.id, "glance": glance_item(glance, lang)},
        summary=() if glance.targets else (_("No targets.").within(lang),),
        opening=opening(catalog, glance, lang, brief=True),
    )


def _row(catalog: Catalog, target: Target, verdict: Verdict, lang: str) -> Row:
    indicator = catalog.indicator[target.indicator]
    gap = verdict.gap
    return Row(
        (
            Cell(indicator_title(catalog, indicator, lang), "strong"),
            Cell(milestone_text(target.milestone, lang)),
            Cell(target_text(catalog, target, lang)),
            Cell(_latest(catalog, verdict, lang)),
            Cell(
                difference_text(catalog, indicator, rounded(gap), lang)
                if gap is not None and gap > 0
                else "—"
            ),
            Cell(required_text(catalog, target, verdict, lang)),
            Cell(label("standing", verdict.standing, lang), TONES[verdict.standing]),
            Cell(label("pace", verdict.pace, lang), TONES[verdict.pace]),
        ),
        remark=_remark(catalog, target, verdict, lang),
    )


def _remark(catalog: Catalog, target: Target, verdict: Verdict, lang: str) -> str:
    """Give the reasons where they say more than standing and pace do, and else the aim itself where it is in words."""
    if not says_more(verdict.reasons):
        return target.stated.within(lang) if target.stated else ""
    said = in_short(verdict.reasons, lang)
    if target.supersedes is None or not isinstance(catalog, Snapshot):
        return said
    from hntrack.report.versions import first_promise_text  # noqa: PLC0415  (only a changed promise pays for it)

    return f"{said} {first_promise_text(catalog, target, verdict, catalog.day, lang)}".rstrip()


def _latest(catalog: Catalog, verdict: Verdict, lang: str) -> str:
    measurement = catalog.measurement.get(verdict.latest) if verdict.latest else None
    if measurement is None:
        return "—"
    return dated_text(catalog, measurement, lang)


def required_text(catalog: Catalog, target: Target, verdict: Verdict, lang: str) -> str:
    """Give the change a year that is still needed; "more than" where the target itself must be exceeded."""
    pace = verdict.required_pace
    if pace is None or not verdict.gap or verdict.gap <= 0:
        return "—"
    asked = meaning(target.comparator)
    strict = asked.sign if asked.strict else ""
    indicator = catalog.indicator[target.indicator]
    return strict + difference_text(catalog, indicator, rounded(pace), lang)


def summary(verdicts: Sequence[Verdict]) -> dict[str, Json]:
    """Count the verdicts by standing and by pace, in the order of the model's words; zeros are left out."""
    standings, paces = Counter(v.standing for v in verdicts), Counter(v.pace for v in verdicts)
    return {
        "targets": len(verdicts),
        "standing": {code: standings[code] for code in STANDINGS if standings[code]},
        "pace": {code: paces[code] for code in PACES if paces[code]},
    }


def summary_lines(verdicts: Sequence[Verdict], lang: str) -> tuple[str, ...]:
    """Say the counts in one line for the standing and one for the pace."""
    if not verdicts:
        return ()
    counts = summary(verdicts)
    lines = []
    for kind in ("standing", "pace"):
        numbers = counts[kind]
        assert isinstance(numbers, dict)
        parts = " · ".join(f"{number} {label(kind, code, lang)}" for code, number in numbers.items())
        lines.append(f"{_TITLES[kind].within(lang)}: {parts}")
    lines[0] = f"{counted(len(verdicts), lang)} — {lines[0]}"
    return tuple(lines)
