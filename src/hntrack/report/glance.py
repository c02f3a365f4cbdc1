"""Where promises stand: all at a glance, counted once for every place that says so; and one by one, in a table.

What is counted is given as data, in words, and as a bar of marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hntrack.classes import Literal, NamedTuple, get_args
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.codes import PACES, STANDINGS, meaning
from hntrack.model.records import Indicator, Target
from hntrack.model.verdict import Verdict
from hntrack.report import Cell, Column, Json, Later, Line, Row, View
from hntrack.report.reasons import in_short, says_more, verdict_item
from hntrack.report.select import counted, grouped, put_together
from hntrack.report.words import (
    TONES,
    dated_text,
    dated_title,
    difference_text,
    indicator_title,
    label,
    milestone_text,
    rounded,
    target_text,
)
from hntrack.text.characters import NO_BREAK
from hntrack.text.messages import Message, _, _c, _n, day_text

Outcome = Literal[
    "kept", "met", "on_track", "nearly", "behind", "missed", "broken", "unsettled", "not_judged"
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""What became of a promise, best first: each promise is exactly one of these."""

Why = Literal["no_pace", "no_measurement", "not_assessed", "due_not_assessed", "no_date"]
WHYS: tuple[Why, ...] = get_args(Why)
"""Why a promise cannot be judged: each that is ``not_judged`` is exactly one of these."""

Need = Literal["number", "date", "baseline", "source"]
NEEDS: tuple[Need, ...] = get_args(Need)
"""What judging a promise needs: a number, a date, a value to start from, and somebody who measures."""

Judged = Sequence[tuple[Target, Verdict]]

_BY_STANDING: MappingProxyType[str, Outcome] = MappingProxyType(
    {"kept": "kept", "met": "met", "missed": "missed", "broken": "broken", "unsettled": "unsettled"}
)
_BY_PACE: MappingProxyType[str, Outcome] = MappingProxyType(
    {
        "met": "met",
        "on_track": "on_track",
        "nearly": "nearly",
        "behind": "behind",
        "stalled": "behind",
        "reversing": "behind",
    }
)
_BY_GAP: MappingProxyType[str, Why] = MappingProxyType(
    {
        "no_measurement": "no_measurement",
        "not_assessed": "not_assessed",
        "due_not_assessed": "due_not_assessed",
        "undated": "no_date",
    }
)
_UNANSWERED = frozenset(_BY_GAP)
_ADDED_UP = frozenset({"sum", "mean"})


class Part(NamedTuple):
    """Promises of which the same is true: a key of :data:`OUTCOMES`, :data:`WHYS` or :data:`NEEDS`, and their ids."""

    key: str
    targets: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.targets)


class Section(NamedTuple):
    """The promises of one goal, or of one body; ``key`` is its id or name, empty where there is none."""

    key: str
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """How many promises it has."""
        return sum(part.number for part in self.parts)


class Glance(NamedTuple):
    """All promises at a glance.  Parts without a promise are left out everywhere.

    Attributes:
        targets: How many there are.
        outcomes: What became of them, in the order of :data:`OUTCOMES`.
        not_judged: Of those that cannot be judged: why, in the order of :data:`WHYS`.
        missing: What is missing to judge them, in the order of :data:`NEEDS`; a promise may lack several things.
        measurable: Those with a number and a date.
        paced: Those not yet due whose pace can be judged.
        fell_due: Those whose day has passed.
        unanswered: Of these, those that nobody has measured or assessed.
        next_due: The next day on which any falls due; ``None`` where none does.
        due_next: The promises that fall due then.
        goals: The outcomes by goal, in the catalog's order.
        bodies: The outcomes by the body that is responsible; empty where no target names one.
        figures: Ids of indicators of which something is measured and nothing was promised.
    """

    targets: int
    outcomes: tuple[Part, ...]
    not_judged: tuple[Part, ...]
    missing: tuple[Part, ...]
    measurable: tuple[str, ...]
    paced: tuple[str, ...]
    fell_due: tuple[str, ...]
    unanswered: tuple[str, ...]
    next_due: date | None
    due_next: tuple[str, ...]
    goals: tuple[Section, ...]
    bodies: tuple[Section, ...]
    figures: tuple[str, ...]


def outcome(verdict: Verdict) -> Outcome:
    """Say in one word what became of a promise; where neither standing nor pace says it, it cannot be judged."""
    return _BY_STANDING.get(verdict.standing) or _BY_PACE.get(verdict.pace, "not_judged")


def why_not(verdict: Verdict) -> Why | None:
    """Say why a promise cannot be judged; ``None`` where it can."""
    return _BY_GAP.get(verdict.standing, "no_pace") if outcome(verdict) == "not_judged" else None


def missing(catalog: Catalog, target: Target, verdict: Verdict) -> tuple[Need, ...]:
    """Say what is missing to judge a promise.

    Returns:
        Any of :data:`NEEDS`, in their order: it names no ``number``, it has no ``date``, there is no ``baseline``
        (a value to start from, besides the latest one), and there is no ``source`` (nothing is measured).
    """
    there = {
        "number": target.value is not None,
        "date": target.milestone is not None,
        "baseline": _has_baseline(catalog, target, verdict),
        "source": bool(catalog.measurements_of.get(target.indicator)),
    }
    return tuple(need for need in NEEDS if not there[need])


def _has_baseline(catalog: Catalog, target: Target, verdict: Verdict) -> bool:
    """Whether there is a value to start from: named, chosen by the method, or an earlier one than the latest."""
    if verdict.baseline is not None or target.over in _ADDED_UP:  # a sum or mean starts with its period
        return True
    if (target.baseline or target.relative_to) in catalog.measurement:
        return True
    measured = catalog.measurements_of.get(target.indicator, ())
    return len({one.period.end for one in measured if one.obs_status != "forecast"}) > 1


def glance(
    catalog: Catalog, judged: Judged, as_of: date, indicators: Iterable[Indicator] | None = None
) -> Glance:
    """Count the promises.

    Args:
        catalog: As known on ``as_of``.
        judged: The selected targets with their verdicts, in the catalog's order.
        as_of: The day.
        indicators: Where to look for figures without a target; all of the catalog's where left out.
    """
    lacking = {target.id: missing(catalog, target, verdict) for target, verdict in judged}
    fell_due = [(t, v) for t, v in judged if t.due is not None and t.due < as_of]
    ahead = [(t, v) for t, v in judged if t.due is None or t.due >= as_of]
    next_due = min((t.due for t, _ in ahead if t.due is not None), default=None)
    return Glance(
        targets=len(judged),
        outcomes=_outcomes(judged),
        not_judged=_parted(WHYS, ((t.id, why_not(v)) for t, v in judged)),
        missing=_parted(NEEDS, ((key, need) for key, needs in lacking.items() for need in needs)),
        measurable=tuple(key for key, needs in lacking.items() if not {"number", "date"} & {*needs}),
        paced=tuple(t.id for t, v in ahead if v.pace != "not_assessable"),
        fell_due=tuple(t.id for t, _ in fell_due),
        unanswered=tuple(t.id for t, v in fell_due if v.standing in _UNANSWERED),
        next_due=next_due,
        due_next=tuple(t.id for t, _ in ahead if next_due is not None and t.due == next_due),
        goals=_sections(judged, lambda t: catalog.indicator[t.indicator].goal, catalog.goal),
        bodies=_bodies(judged),
        figures=tuple(
            one.id
            for one in (catalog.indicators if indicators is None else indicators)
            if catalog.measurements_of.get(one.id) and not catalog.targets_of.get(one.id)
        ),
    )


def by_area(catalog: Catalog, judged: Judged) -> tuple[Section, ...]:
    """Count the outcomes by the area that the indicators are about, in the catalog's order."""
    return _sections(judged, lambda target: catalog.indicator[target.indicator].area, catalog.area)


def _bodies(judged: Judged) -> tuple[Section, ...]:
    """Count by responsible body, where any is named; those that name none come last."""
    bodies = dict.fromkeys(target.responsible for target, _ in judged if target.responsible)
    return _sections(judged, lambda target: target.responsible or "", bodies) if bodies else ()


def _outcomes(judged: Judged) -> tuple[Part, ...]:
    return _parted(OUTCOMES, ((target.id, outcome(verdict)) for target, verdict in judged))


def _parted(keys: Sequence[str], keyed: Iterable[tuple[str, str | None]]) -> tuple[Part, ...]:
    """Put ids under the key that stands beside each."""
    under = put_together(keyed, lambda pair: pair[1] or "")
    return tuple(Part(key, tuple(name for name, _ in under[key])) for key in keys if key in under)


def _sections(judged: Judged, key: Callable[[Target], str], order: Iterable[str]) -> tuple[Section, ...]:
    """Count what belongs together, in an order; what it does not name follows as it came."""
    under = put_together(judged, lambda pair: key(pair[0]), order)
    return tuple(Section(name, _outcomes(members)) for name, members in under.items())


MARKS = MappingProxyType(
    {
        "kept": "●",
        "met": "✓",
        "on_track": "▲",
        "nearly": "△",
        "behind": "▽",
        "missed": "✕",
        "broken": "✗",
        "unsettled": "~",
        "not_judged": "?",
    }
)
"""Each outcome's mark: they differ by shape, for who sees no colours."""


def outcome_name(key: str, lang: str) -> str:
    """Name an outcome: ``on track``."""
    if key == "not_judged":
        return _("cannot be judged").within(lang)
    return label("standing" if key in _BY_STANDING else "pace", key, lang)


def _counted(key: str, count: int) -> Message:
    """Say how many promises came out so, or why they cannot be judged."""
    return {
        "kept": _n("{count} is kept", "{count} are kept", count),
        "met": _n("{count} is met and must hold", "{count} are met and must hold", count),
        "on_track": _n("{count} is on track", "{count} are on track", count),
        "nearly": _n("{count} is nearly on track", "{count} are nearly on track", count),
        "behind": _n("{count} is behind", "{count} are behind", count),
        "missed": _n("{count} was missed", "{count} were missed", count),
        "broken": _n("{count} was not kept up", "{count} were not kept up", count),
        "unsettled": _n("{count} is unsettled", "{count} are unsettled", count),
        "not_judged": _n("{count} cannot be judged", "{count} cannot be judged", count),
        "no_pace": _n(
            "{count} measured too little for a pace", "{count} measured too little for a pace", count
        ),
        "no_measurement": _n("{count} without a measurement", "{count} without a measurement", count),
        "not_assessed": _n("{count} not assessed by anybody", "{count} not assessed by anybody", count),
        "due_not_assessed": _n(
            "{count} due and not assessed by anybody", "{count} due and not assessed by anybody", count
        ),
        "no_date": _n("{count} without a date", "{count} without a date", count),
    }[key]


def headline(glance: Glance, lang: str) -> str:
    """Say in one sentence what became of all promises, and why some cannot be judged."""
    if not glance.targets:
        return _("No targets.").within(lang)
    said = ", ".join(_counted(part.key, part.number).within(lang) for part in glance.outcomes)
    if glance.not_judged:
        said += f" ({', '.join(_counted(part.key, part.number).within(lang) for part in glance.not_judged)})"
    return _n(
        "Of {count} promise, {said}.", "Of {count} promises, {said}.", glance.targets, said=said
    ).within(lang)


def judgeable(glance: Glance, lang: str) -> str:
    """Say in one sentence whether the promises can be judged at all."""
    if not glance.targets:
        return ""
    first = _n(
        "Of {all}, {count} has a number and a date",
        "Of {all}, {count} have a number and a date",
        len(glance.measurable),
        all=_n("{count} promise", "{count} promises", glance.targets),
    )
    paced = (
        _("the pace of {count} can be judged", count=len(glance.paced))
        if glance.paced
        else _("the pace of none can be judged")
    )
    return f"{'; '.join(part.within(lang) for part in (first, paced, _due(glance)))}."


def _due(glance: Glance) -> Message:
    due, unanswered = len(glance.fell_due), len(glance.unanswered)
    if not due:
        return _("none has fallen due")
    if not unanswered:
        return _n("the one that fell due was assessed", "all {count} that fell due were assessed", due)
    if unanswered == due:
        return _n(
            "the one that fell due was assessed by nobody",
            "the {count} that fell due were assessed by nobody",
            due,
        )
    return _n(
        "of {due} that fell due {count} was assessed by nobody",
        "of {due} that fell due {count} were assessed by nobody",
        unanswered,
        due=due,
    )


_LACKS = MappingProxyType(
    {
        "number": _("no number"),
        "date": _("no date"),
        "baseline": _("no baseline"),
        "source": _("no source of data"),
    }
)
_NEEDED = MappingProxyType(
    {
        "number": _c("missing", "number"),
        "date": _c("missing", "date"),
        "baseline": _c("missing", "baseline"),
        "source": _c("missing", "source of data"),
    }
)


def lack(key: str, lang: str) -> str:
    """Name what is missing to judge a promise: ``no baseline``."""
    return _LACKS[key].within(lang)


def _lacking(glance: Glance, lang: str) -> str:
    """Say how many promises lack what; empty where none lacks anything."""
    if not glance.missing:
        return ""
    counts = " · ".join(f"{_NEEDED[part.key].within(lang)}: {part.number}" for part in glance.missing)
    return _("Missing — {counts}.", counts=counts).within(lang)


def next_due(glance: Glance, lang: str) -> str:
    """Say what falls due next; empty where nothing does."""
    if glance.next_due is None:
        return ""
    return _n(
        "Next due: {day}, {count} promise.",
        "Next due: {day}, {count} promises.",
        len(glance.due_next),
        day=day_text(glance.next_due, lang),
    ).within(lang)


def _figures(glance: Glance, lang: str) -> str:
    """Say how many figures have no target, and what lists them; empty where there are none."""
    if not glance.figures:
        return ""
    return _n(
        "{count} figure without a target: 'hntrack indicators --without-target' shows it.",
        "{count} figures without a target: 'hntrack indicators --without-target' shows them.",
        len(glance.figures),
    ).within(lang)


def cells(parts: Sequence[Part], room: int) -> tuple[tuple[str, int], ...]:
    """Divide a bar among parts: one cell a promise where all fit, else by shares, at least one cell each.

    Args:
        parts: Those of :attr:`Glance.outcomes` or of a section.
        room: How many cells there are, at least as many as parts.

    Returns:
        Key and number of cells of each part.
    """
    whole = sum(part.number for part in parts)
    if whole <= room:
        return tuple((part.key, part.number) for part in parts)
    shares = [max(part.number * room // whole, 1) for part in parts]
    rest = [part.number * room % whole for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (-rest[at], at))
    left = room - sum(shares)
    for at in order[: max(left, 0)]:
        shares[at] += 1
    while sum(shares) > room:  # the least parts took a cell that they have no full share in
        shares[shares.index(max(shares))] -= 1
    return tuple((part.key, share) for part, share in zip(parts, shares, strict=True))


def bar(parts: Sequence[Part], room: int) -> tuple[Cell, ...]:
    """Draw a bar of marks."""
    return tuple(Cell(MARKS[key] * number, TONES[key]) for key, number in cells(parts, room))


def _legend(parts: Sequence[Part], lang: str, room: int) -> tuple[Cell, ...]:
    """Say what each mark of a bar of this room stands for, and how many promises came out so."""
    named = [
        Cell(
            f"{MARKS[part.key]} {part.number} {outcome_name(part.key, lang)}".replace(" ", NO_BREAK) + "   ",
            TONES[part.key],
        )
        for part in parts
    ]
    whole = sum(part.number for part in parts)
    if whole > room:
        each = round(whole / room)
        said = _n("(a mark stands for about {count})", "(a mark stands for about {count})", each)
        named.append(Cell(said.within(lang), "muted"))
    return tuple(named)


ROOM, SECTION_ROOM = 50, 20
"""Cells of the bar of all promises, and of a section's."""

_BRIEF_SECTIONS, _BRIEF_TITLE = 4, 50


def opening(catalog: Catalog, glance: Glance, lang: str, *, brief: bool = False) -> tuple[Line, ...]:
    """Say what there is to say of all promises, for the top of a table.

    Args:
        catalog: Whose goals are named.
        glance: What to say.
        lang: ``vi`` or ``en``.
        brief: Cut it so that it fits a screen of 24 lines and 80 columns.
    """
    if not glance.targets:
        return ()
    lines = [
        Line((Cell(headline(glance, lang), "strong"),)),
        Line(bar(glance.outcomes, ROOM)),
        Line(_legend(glance.outcomes, lang, ROOM)),
        Line((Cell(judgeable(glance, lang)),)),
    ]
    if glance.missing and not brief:
        lines.append(Line((Cell(_lacking(glance, lang)),)))
    if glance.next_due is not None:
        lines.append(Line((Cell(next_due(glance, lang)),)))
    if glance.figures:
        lines.append(Line((Cell(_figures(glance, lang), "muted"),)))
    both = len(glance.goals) > 1 and len(glance.bodies) > 1
    most = (_BRIEF_SECTIONS // (1 + both)) if brief else None
    for title, sections in ((_("By goal"), glance.goals), (_("By responsible body"), glance.bodies)):
        if len(sections) > 1:
            apart = [] if brief and sections is glance.bodies else [Line(())]
            lines += [*apart, Line((Cell(title.within(lang), "head"),))]
            lines += _section_lines(catalog, sections, lang, most)
    return tuple(lines)


def _section_lines(
    catalog: Catalog, sections: Sequence[Section], lang: str, most: int | None
) -> Iterator[Line]:
    room = min(max(section.number for section in sections), SECTION_ROOM)
    hang = 5 + room + 2
    for section in sections[:most]:
        title = section_title(catalog, section, lang)
        if most is not None and len(title) > _BRIEF_TITLE:
            title = f"{title[: _BRIEF_TITLE - 1].rstrip()}…"
        drawn = bar(section.parts, SECTION_ROOM)
        yield Line((Cell(f"{section.number:>3}  "), *drawn, Cell("  "), Cell(title)), hang)
    left = len(sections[most:]) if most is not None else 0
    if left:
        yield Line((Cell(_n("and {count} more", "and {count} more", left).within(lang), "muted"),))


def section_title(catalog: Catalog, section: Section, lang: str) -> str:
    """Name the goal, or the body, of a section."""
    goal = catalog.goal.get(section.key)
    return goal.title.within(lang) if goal else section.key or _("(no body named)").within(lang)


def glance_item(glance: Glance, lang: str) -> dict[str, Json]:
    """Give a glance as exact data: ids by outcome, by reason and by what is missing; as ``label`` the sentences."""
    return {
        "targets": glance.targets,
        "outcomes": _ids(glance.outcomes),
        "not_judged": _ids(glance.not_judged),
        "missing": _ids(glance.missing),
        "measurable": [*glance.measurable],
        "paced": [*glance.paced],
        "fell_due": [*glance.fell_due],
        "unanswered": [*glance.unanswered],
        "next_due": glance.next_due.isoformat() if glance.next_due else None,
        "due_next": [*glance.due_next],
        "goals": [_section(section) for section in glance.goals],
        "bodies": [_section(section) for section in glance.bodies],
        "figures": [*glance.figures],
        "label": {"says": " ".join(sentences(glance, lang))},
    }


def sentences(glance: Glance, lang: str) -> Iterator[str]:
    """Say everything that there is to say of all promises, a sentence each."""
    yield headline(glance, lang)
    yield from filter(None, (judgeable(glance, lang), _lacking(glance, lang), next_due(glance, lang)))


def _ids(parts: Sequence[Part]) -> dict[str, Json]:
    return {part.key: [*part.targets] for part in parts}


def _section(section: Section) -> dict[str, Json]:
    return {
        "key": section.key,
        "targets": section.number,
        "outcomes": {part.key: part.number for part in section.parts},
    }


# The view of ``hntrack progress``: the latest measurement beside each target, and what to make of it.


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
    of = {target.id: verdict for target, verdict in judged}
    verdicts = tuple(of.values())
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
        groups=grouped(
            catalog,
            [target for target, _ in judged],
            group_by,
            lang,
            lambda t: _row(catalog, t, of[t.id], lang),
        ),
        summary=_summary_lines(verdicts, lang),
        items=Later(lambda: [verdict_item(catalog, target, verdict, lang) for target, verdict in judged]),
        extra={
            "catalog": catalog.id,
            "summary": summary(verdicts),
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
    return Row(
        (
            Cell(indicator_title(catalog, indicator, lang), "strong"),
            Cell(milestone_text(target.milestone, lang)),
            Cell(target_text(catalog, target, lang)),
            Cell(dated_text(catalog, catalog.measurement.get(verdict.latest or ""), lang)),
            Cell(gap_text(catalog, target, verdict, lang)),
            Cell(required_text(catalog, target, verdict, lang)),
            *verdict_cells(verdict, lang),
        ),
        remark=_remark(catalog, target, verdict, lang),
    )


def verdict_cells(verdict: Verdict, lang: str) -> tuple[Cell, Cell]:
    """Give standing and pace in words, in their tones."""
    return (
        Cell(label("standing", verdict.standing, lang), TONES[verdict.standing]),
        Cell(label("pace", verdict.pace, lang), TONES[verdict.pace]),
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


def gap_text(catalog: Catalog, target: Target, verdict: Verdict, lang: str) -> str:
    """Give what is missing to the target; a dash where nothing is, or where that is not known."""
    if verdict.gap is None or verdict.gap <= 0:
        return "—"
    return difference_text(catalog, catalog.indicator[target.indicator], rounded(verdict.gap), lang)


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
    return {
        "targets": len(verdicts),
        "standing": dict(_counts(STANDINGS, (one.standing for one in verdicts))),
        "pace": dict(_counts(PACES, (one.pace for one in verdicts))),
    }


def _summary_lines(verdicts: Sequence[Verdict], lang: str) -> tuple[str, ...]:
    """Say the counts in one line for the standing and one for the pace."""
    if not verdicts:
        return ()
    standings = counts_text("standing", _counts(STANDINGS, (one.standing for one in verdicts)), lang)
    paces = counts_text("pace", _counts(PACES, (one.pace for one in verdicts)), lang)
    return (
        f"{counted(len(verdicts), lang)} — {_('Standing').within(lang)}: {standings}",
        f"{_('Pace').within(lang)}: {paces}",
    )


def _counts(codes: Iterable[str], given: Iterable[str]) -> dict[str, int]:
    counts = Counter(given)
    return {code: counts[code] for code in codes if counts[code]}


def counts_text(kind: str, counts: Mapping[str, int], lang: str) -> str:
    """Say how many verdicts have which standing, or which pace."""
    return " · ".join(f"{number} {label(kind, code, lang)}" for code, number in counts.items())
