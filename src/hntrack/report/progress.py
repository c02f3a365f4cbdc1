"""The view of ``hntrack progress``: the latest measurement beside each target, and what to make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.codes import PACES, STANDINGS, meaning
from hntrack.model.records import Target
from hntrack.model.verdict import Verdict
from hntrack.report.glance import TONES, Glance, Judged, glance_item, opening
from hntrack.report.items import verdict_item
from hntrack.report.reasons import in_short, says_more
from hntrack.report.select import counted, grouped
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


def progress_view(
    catalog: Catalog,
    judged: Judged,
    *,
    lang: str,
    as_of: str,
    group_by: str = "goal",
    glance: Glance | None = None,
) -> View:
    """Build the view; what is at a glance is said first."""
    verdicts = {target.id: verdict for target, verdict in judged}
    return View(
        name="progress",
        lang=lang,
        as_of=as_of,
        title=dated_title(catalog, as_of, lang),
        columns=(
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("milestone", _("By").within(lang)),
            Column("target", _("Target").within(lang), flexible=True),
            Column("latest", _("Latest").within(lang), flexible=True),
            Column("gap", _("Gap").within(lang), "right", least_width=110),
            Column("required", _("Needed a year").within(lang), "right", least_width=130),
            Column("standing", _("Standing").within(lang), flexible=True),
            Column("pace", _("Pace").within(lang), flexible=True),
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
    for kind, title in (("standing", _("Standing")), ("pace", _("Pace"))):
        numbers = counts[kind]
        assert isinstance(numbers, dict)
        parts = " · ".join(f"{number} {label(kind, code, lang)}" for code, number in numbers.items())
        lines.append(f"{title.within(lang)}: {parts}")
    lines[0] = f"{counted(len(verdicts), lang)} — {lines[0]}"
    return tuple(lines)
