"""The list of all targets: its rows as the pages show them, and as the filter's script builds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from hntrack.model.codes import PACES, STANDINGS
from hntrack.model.records import Indicator, Target
from hntrack.model.verdict import Verdict
from hntrack.render.site.feed import Told
from hntrack.render.site.templates import (
    WHOLE_PAGE,
    Drawn,
    badges,
    filtered,
    indicator_page,
    overview_page,
    say,
)
from hntrack.report import Each, Json
from hntrack.report.bars import Bar, Bullet, bars, slices
from hntrack.report.charts import due_label, tick_label
from hntrack.report.glance import (
    MARKS,
    NEEDS,
    OUTCOMES,
    by_area,
    lack,
    missing,
    outcome,
    outcome_name,
    sentences,
)
from hntrack.report.history import JudgedCatalog
from hntrack.report.select import UNDATED, put_together
from hntrack.report.words import TONES, area_title, dated_text, goal_title, target_text
from hntrack.text.characters import fold

# A bullet bar as the numbers that the drawing in a page needs, in hundredths of its length.

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


def bar_of(drawn: Bullet | None, lang: str) -> dict[str, Any] | None:
    """Give the places of a target's bar, and the labels of its two ends; ``None`` where there is no bar."""
    if drawn is None:
        return None
    bounds = [one for one in (drawn.wanted_from, drawn.wanted_to) if 0 < one < 1]
    places = {
        "value": _place(drawn.reached),
        "from": _place(drawn.wanted_from),
        "to": _place(drawn.wanted_to),
        "due": _place(drawn.due_now) if drawn.due_now is not None else "",
        "bound": _place(bounds[0]) if bounds else "",
    }
    return {
        **places,
        "svg": _drawn(places),
        "left": tick_label(drawn.left, lang),
        "right": tick_label(drawn.right, lang),
    }


def _drawn(places: Mapping[str, str]) -> Drawn:
    """Draw a bar: its whole, what satisfies the target, what is reached; then what is wanted by now, and at last."""
    marks = [f'<path class="{key}" d="M{places[name]} 0v12"/>' for key, name in _MARKS if places[name]]
    return Drawn(
        '<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><path class="bw" '
        f'd="M0 6h100"/><path class="bz" d="M{places["from"]} 6H{places["to"]}"/>'
        f'<path class="bv" d="M0 6h{places["value"]}"/>{"".join(marks)}</svg>'
    )


_MARKS = (("bd", "due"), ("bb", "bound"))
_EMPTY = _drawn(dict.fromkeys(("value", "from", "to", "due", "bound"), "0"))
"""What the filter's script fills in."""


def _place(fraction: Decimal | None) -> str:
    if fraction is None:
        return "0"
    hundredths = min(max(fraction * _HUNDRED, Decimal(0)), _HUNDRED)
    return format(hundredths.quantize(_TENTH), "f").removesuffix(".0")


ROWS_A_PAGE = 25
_WHOLE = 2_000  # rows that one page may hold: some two megabytes
_RECENT = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One target in the list (or one indicator without any: then the fields of the verdict are empty)."""

    goal: str
    goal_title: str
    area: str
    area_title: str
    title: str
    href: str
    target: str
    year: str
    due: str
    latest: str
    standing: str
    pace: str
    bar: dict[str, Any] | None
    searched: str
    outcome: str = ""
    lacks: tuple[str, ...] = ()


def rows(site: JudgedCatalog, lang: str) -> list[Row]:
    """Give all rows: targets goal by goal, then the indicators of which nothing was promised."""
    catalog = site.catalog
    by_goal = put_together(site.judged, lambda pair: catalog.indicator[pair[0].indicator].goal, catalog.goal)
    promised = [_target_row(site, *pair, lang) for members in by_goal.values() for pair in members]
    others = [indicator for indicator in site.indicators if indicator.id not in site.judged_of]
    return promised + [_figure_row(site, other, lang) for other in others]


def _target_row(site: JudgedCatalog, target: Target, verdict: Verdict, lang: str) -> Row:
    catalog = site.catalog
    indicator = catalog.indicator[target.indicator]
    latest = catalog.measurement.get(verdict.latest or "")
    return Row(
        **_common(site, indicator, lang),
        href=f"{indicator_page(indicator.id)}#t-{target.id}",
        target=target_text(catalog, target, lang),
        year=str(target.milestone.year) if target.milestone else UNDATED,
        due=due_text(target, lang),
        latest=dated_text(catalog, latest, lang),
        standing=verdict.standing,
        pace=verdict.pace,
        bar=bar_of(site.bullets[target.id], lang),
        searched=site.searchable[target.id],
        outcome=outcome(verdict),
        lacks=missing(catalog, target, verdict),
    )


def _figure_row(site: JudgedCatalog, indicator: Indicator, lang: str) -> Row:
    catalog = site.catalog
    measured = sorted(catalog.measurements_of.get(indicator.id, ()), key=lambda one: one.period.end)
    latest = measured[-1] if measured else None
    return Row(
        **(_common(site, indicator, lang) | {"goal_title": say("others", lang)}),
        href=indicator_page(indicator.id),
        target="—",
        year="",
        due="",
        latest=dated_text(catalog, latest, lang),
        standing="",
        pace="",
        bar=None,
        searched=fold("\n".join((indicator.id, *indicator.title.texts.values()))),
    )


def _common(site: JudgedCatalog, indicator: Indicator, lang: str) -> dict[str, Any]:
    return {
        "goal": indicator.goal,
        "goal_title": goal_title(site.catalog, indicator.goal, lang),
        "area": indicator.area,
        "area_title": area_title(site.catalog, indicator.area, lang),
        "title": indicator.title.within(lang),
    }


def due_text(target: Target, lang: str) -> str:
    """Say until when: ``by 2030``."""
    return due_label(target, lang) or say("no_date", lang)


def pages(
    site: JudgedCatalog, listed: Sequence[Row], changes: Sequence[Told], lang: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each page of the list, and one with all of it: its file name, and what its template needs.

    The first page tells the first of ``changes``, which are the newest.
    """
    count = max(-(-len(listed) // ROWS_A_PAGE), 1)
    whole = WHOLE_PAGE if count > 1 and len(listed) <= _WHOLE else ""
    for number in range(1, count + 1):
        part = listed[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
        first = number == 1
        yield (
            overview_page(number),
            {
                "page": number,
                "pages": count,
                "page_of": say("page_of", lang, n=number, all=count),
                "page_links": _page_links(number, count),
                "whole": whole,
                "groups": _grouped(part),
                "empty_bar": _EMPTY,
                "glance": _glance(site, lang) if first else None,
                "recent": changes[:_RECENT] if first else (),
                "note": site.catalog.note.within(lang) if first and site.catalog.note else "",
            },
        )
    if whole:
        yield whole, {"page": 0, "pages": 1, "groups": _grouped(listed), "empty_bar": _EMPTY}


def _page_links(number: int, count: int) -> list[tuple[int, str]]:
    """The first, the last, and those around; an empty address stands for a gap."""
    near = sorted({1, count, *range(max(number - 2, 1), min(number + 2, count) + 1)})
    links: list[tuple[int, str]] = []
    for page in near:
        if links and page > links[-1][0] + 1:
            links.append((0, ""))
        links.append((page, overview_page(page)))
    return links


def _grouped(listed: Iterable[Row]) -> list[dict[str, Any]]:
    runs = groupby(listed, key=lambda row: row.goal_title)
    return [{"title": title, "rows": list(members)} for title, members in runs]


def _glance(site: JudgedCatalog, lang: str) -> dict[str, Any] | None:
    """What is said first: the sentences, the bar with its cards, and the bars of goals, areas and bodies."""
    whole = site.glance
    if not whole.targets:
        return None
    goals = bars(site.catalog, whole.goals, lang)
    return {
        "says": list(sentences(whole, lang)),
        "slices": slices(whole.outcomes, lang),
        "parts": [
            (key, [(one, filtered(filter_, one.key) if filter_ else "") for one in found])
            for key, filter_, found in (
                ("by_goal", "goal", goals),
                ("by_area", "area", area_bars(site, lang)),
                ("by_body", "", bars(site.catalog, whole.bodies, lang)),
            )
            if len(found) > 1
        ],
    }


def area_bars(site: JudgedCatalog, lang: str) -> tuple[Bar, ...]:
    """The outcomes by area, so that places can be compared."""
    return tuple(
        bar._replace(title=area_title(site.catalog, bar.key, lang))
        for bar in bars(site.catalog, by_area(site.catalog, site.judged), lang)
    )


def script_data(listed: Sequence[Row], lang: str) -> dict[str, Json | Each]:
    """Give the rows as the filter's script reads them; words that recur stand once."""
    marks = badges(lang)
    return {
        "goals": {row.goal: row.goal_title for row in listed if row.standing},
        "areas": {row.area: row.area_title for row in listed},
        "years": {
            year: year if year != UNDATED else say("undated", lang)
            for year in sorted({row.year for row in listed} - {""})
        },
        "standing": {code: _mark(marks["standing"][code]) for code in STANDINGS},
        "pace": {code: _mark(marks["pace"][code]) for code in PACES},
        "outcome": {code: [outcome_name(code, lang), TONES[code], MARKS[code]] for code in OUTCOMES},
        "missing": {need: lack(need, lang) for need in NEEDS},
        "words": {
            key: say(key, lang)
            for key in (*("found", "more_found", "nothing_found"), *("outcome", "standing", "pace", "others"))
        },
        "rows": Each(lambda: map(_row_data, listed)),
    }


def _mark(badge: Any) -> Json:
    return [badge.label, badge.tone, badge.mark]


def _row_data(row: Row) -> Json:
    bar = row.bar
    drawn: list[Json] = [bar[key] for key in ("value", "from", "to", "due", "bound")] if bar else []
    return [
        row.title,
        row.href,
        row.goal,
        row.area,
        row.year,
        row.target,
        row.due,
        row.latest,
        row.standing,
        row.pace,
        drawn,
        row.searched,
        row.outcome,
        list(row.lacks),
    ]
