"""How verdicts come about, what several methods say of the same targets, and the methods themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.assess import METHODS, Method
from hntrack.assess.methods import wording_of
from hntrack.assess.run import PLAN, Rollup
from hntrack.assess.what_if import Needed, explain, what_it_takes
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Target
from hntrack.model.verdict import Reason, Verdict
from hntrack.report import Cell, Column, Group, Json, Row, Section, Sheet, View
from hntrack.report.glance import Judged, counts_text
from hntrack.report.reasons import QUALIFIERS, Facts, sentence, verdict_item
from hntrack.report.select import counted, grouped
from hntrack.report.words import (
    TONES,
    dated_title,
    indicator_title,
    label,
    milestone_text,
    number_text,
    promise_text,
    rounded,
    target_item,
    target_text,
    used_item,
    value_text,
)
from hntrack.text.messages import Message, _, _c, _n
from hntrack.text.numbers import format_number

# The lines of ``--explain``: those that several methods use, and how any line is written.

SHARED_LINES: Mapping[str, Message] = MappingProxyType(
    {
        "no_input": _("No measurement was used."),
        "input_latest": _("Latest measurement: {value} ({period}, {id})."),
        "input_due": _("Measurement that reaches the due date: {value} ({period}, {id})."),
        "input_broken": _("Measurement that did not satisfy it: {value} ({period}, {id})."),
        "input_sum": _("Added up for {period}: {value}."),
        "input_mean": _("On average in {period}: {value}."),
        "baseline_named": _("Baseline: {value} ({period}, {id}), named with the target."),
        "baseline_relative": _("Baseline: {value} ({period}, {id}), which the target is relative to."),
        "baseline_earliest": _(
            "Baseline: {value} ({period}, {id}), the earliest measurement; the target names none."
        ),
        "baseline_year": _(
            "Baseline: {value} ({period}, {id}), by the method's rule for its base year {year}."
        ),
        "relative_bound": _("Value to be reached: {base} ({period}) × (1 + {asked} / 100) = {bound}."),
        "relative_now": _("Change against the base so far: {percent}%; {asked}% promised."),
        "further_bound": _("Value to be reached: {base} ({period}) + {asked} = {bound}."),
        "formula_level": _("{y} {sign} {bound}: true."),
        "formula_level_not": _("{y} {sign} {bound}: false."),
    }
)
"""Every code that is no method's own → its line."""


def explanation(line: Reason, lang: str) -> str:
    """Give a line of an explanation in words."""
    wording = (SHARED_LINES.get(line.code) or wording_of(line.code)).within(lang)
    return wording.format_map(_Texts(line.facts, lang))


class _Texts(Facts):
    """Facts as a line of arithmetic writes them: computed numbers exactly enough to be worked out again."""

    def __missing__(self, name: str) -> str:
        fact = self.facts[name]
        text = (
            format_number(_short(fact), self.lang, minus="−")
            if isinstance(fact, Decimal)
            else self.said(name, fact)
        )
        if name == "value" and "qualifier" in self.facts:
            text = f"{QUALIFIERS[str(self.facts['qualifier'])].within(self.lang)} {text}"
        return text


def _short(value: Decimal) -> Decimal:
    """Keep what was printed; round what was computed to six significant digits, half to even."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -4 or not value:
        return value
    return value.quantize(Decimal(1).scaleb(max(value.adjusted() - 5, -12)))


def explained_sheet(catalog: Snapshot, judged: Judged, *, lang: str, as_of: str) -> Sheet:
    """Build the sheet: a section a verdict, with inputs, formula, thresholds and needs."""
    day = date.fromisoformat(as_of)
    return Sheet(
        name="explain",
        lang=lang,
        as_of=as_of,
        title=catalog.title.within(lang),
        sections=tuple(_section(catalog, target, verdict, day, lang) for target, verdict in judged),
        items=tuple(_item(catalog, target, verdict, day, lang) for target, verdict in judged),
        extra={"catalog": catalog.id},
    )


def explained_lines(
    catalog: Snapshot, target: Target, verdict: Verdict, day: date, lang: str
) -> Iterator[str]:
    """Give the arithmetic of one verdict, line by line."""
    yield from (explanation(line, lang) for line in explain(catalog, verdict, day))
    yield from _needs(catalog, target, what_it_takes(catalog, target, day), lang)


def _section(catalog: Snapshot, target: Target, verdict: Verdict, day: date, lang: str) -> Section:
    indicator = catalog.indicator[target.indicator]
    method = METHODS[verdict.method].title.within(lang)
    verdict_line = f"{label('standing', verdict.standing, lang)} · {label('pace', verdict.pace, lang)}"
    return Section(
        f"{indicator_title(catalog, indicator, lang)}: {promise_text(catalog, target, lang)}",
        lines=(
            f"{method} ({verdict.method} {verdict.version}): {verdict_line}",
            *(sentence(reason, lang) for reason in verdict.reasons),
            *(f"  {line}" for line in explained_lines(catalog, target, verdict, day, lang)),
        ),
    )


def _needs(catalog: Snapshot, target: Target, needed: Needed, lang: str) -> Iterator[str]:
    indicator = catalog.indicator[target.indicator]

    if needed.required_growth is not None:
        growth = number_text(rounded(needed.required_growth), lang)
        yield _("As a rate of growth: {growth}% a year needed.", growth=growth).within(lang)
    if needed.multiple is not None:
        words = _("Required pace as a multiple of the observed one:").within(lang)
        yield f"{words} {number_text(rounded(needed.multiple), lang)}×."
    if needed.due_value_today is not None:
        words = _("Due today on the trajectory:").within(lang)
        yield f"{words} {value_text(catalog, indicator, rounded(needed.due_value_today), lang)}."


def _item(catalog: Snapshot, target: Target, verdict: Verdict, day: date, lang: str) -> dict[str, Json]:
    return {
        **verdict_item(catalog, target, verdict, lang),
        "explanation": [explanation(line, lang) for line in explain(catalog, verdict, day)],
        "needed": _needed_item(what_it_takes(catalog, target, day)),
    }


def _needed_item(needed: Needed) -> dict[str, Json]:
    """Give what a target still takes, as exact data."""
    members = needed._asdict()
    del members["gap"]  # the verdict has it
    return {
        "years_left": needed.years_left,
        "required_pace": needed.required_pace,
        "required_from_today": needed.required_pace,
        **members,
        "reached_on": needed.reached_on.isoformat() if needed.reached_on else None,
        "prediction": needed.prediction._asdict() if needed.prediction else None,
    }


NEEDS = MappingProxyType(
    {
        "value": _("one measurement"),
        "two_values": _("two measurements"),
        "three_values": _("three measurements"),
        "four_values": _("four measurements"),
        "five_values": _("five measurements"),
        "rank": _("a rank"),
        "stage": _("a dated assessment"),
        "due": _("a due date"),
        "due?": _("a due date (if there is one)"),
        "target": _("a numeric target"),
        "target?": _("a numeric target (if there is one)"),
        "direction": _("a wanted direction"),
    }
)


def methods_view(methods: Sequence[Method], *, lang: str, as_of: str) -> View:
    """List the methods with what they need and where they are defined."""
    return View(
        name="methods",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("title", _("Method").within(lang), flexible=True),
            Column("id", _("Id").within(lang)),
            Column("version", _("Version").within(lang)),
            Column("needs", _("Needs").within(lang), flexible=True),
            Column("source", _("Source").within(lang), flexible=True, least_width=110),
        ),
        groups=(
            Group(
                "",
                tuple(
                    Row(
                        (
                            Cell(method.title.within(lang), "strong"),
                            Cell(method.id),
                            Cell(method.version),
                            Cell(_needs_of_method(method, lang)),
                            Cell(method.source, "muted"),
                        )
                    )
                    for method in methods
                ),
            ),
        ),
        items=tuple(_method_item(method, lang) for method in methods),
    )


def method_sheet(method: Method, *, lang: str, as_of: str) -> Sheet:
    """Document one method: formula, thresholds, categories, source and traps."""
    pairs = [
        (_("id").within(lang), f"{method.id} {method.version}"),
        (_("source").within(lang), method.source),
        (_("needs").within(lang), _needs_of_method(method, lang)),
        (_("formula").within(lang), method.formula),
    ]
    sections = [Section("", pairs=tuple(pairs))]
    if method.thresholds:
        limits = tuple((name, number_text(value, lang)) for name, value in method.thresholds.items())
        sections.append(Section(_("Thresholds").within(lang), pairs=limits))
    if method.categories:
        words = tuple((name, label("pace", code, lang)) for name, code in method.categories.items())
        sections.append(Section(_("Its own categories").within(lang), pairs=words))
    sections.append(Section(_("Known traps").within(lang), lines=(method.traps.within(lang),)))
    return Sheet(
        "methods",
        lang,
        as_of,
        method.title.within(lang),
        tuple(sections),
        items=(_method_item(method, lang),),
    )


def _needs_of_method(method: Method, lang: str) -> str:
    return ", ".join(NEEDS[one].within(lang) if one in NEEDS else one for one in method.needs)


def _method_item(method: Method, lang: str) -> dict[str, Json]:
    return {
        "id": method.id,
        "version": method.version,
        "source": method.source,
        "needs": list(method.needs),
        "thresholds": dict(method.thresholds),
        "categories": dict(method.categories),
        "formula": method.formula,
        "label": {"title": method.title.within(lang), "traps": method.traps.within(lang)},
    }


def methods_used(names: Iterable[str]) -> tuple[tuple[Method, int], ...]:
    """Give the methods that judged, each with how often, the most used first."""
    return tuple((METHODS[name], number) for name, number in Counter(names).most_common())


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
        Cell(_group_title(catalog, rollup, by, lang), "strong"),
        Cell(str(rollup.targets)),
        Cell(counts_text("standing", rollup.standing, lang)),
        Cell(counts_text("pace", rollup.pace, lang)),
        Cell(published),
    ]
    if several:
        cells.insert(1, Cell(rollup.method))
    return Row(tuple(cells))


def _group_title(catalog: Catalog, rollup: Rollup, by: str, lang: str) -> str:
    if rollup.group == PLAN:
        return catalog.title.within(lang)
    named = catalog.indicator[rollup.group] if by == "indicator" else catalog.goal[rollup.group]
    return named.title.within(lang)


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
        "label": {"group": _group_title(catalog, rollup, by, lang)},
    }


ON_TRACK = frozenset({"on_track", "met"})
OFF_TRACK = frozenset({"nearly", "behind", "stalled", "reversing"})

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

JudgedByAll = Sequence[tuple[Target, Sequence[Verdict]]]


def disagree(verdicts: Sequence[Verdict]) -> bool:
    """Tell whether some methods say "on track" (or met) and others say that it is not.

    A method that cannot assess contradicts nobody.
    """
    paces = {verdict.pace for verdict in verdicts}
    return bool(paces & ON_TRACK) and bool(paces & OFF_TRACK)


def matrix_view(
    catalog: Catalog, judged: JudgedByAll, *, lang: str, as_of: str, group_by: str = "goal"
) -> View:
    """Build the view.

    Args:
        catalog: As known on ``as_of``.
        judged: Each target with one verdict a method, the methods in the same order everywhere.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        group_by: As for ``targets``.
    """
    methods = judged[0][1] if judged else ()
    by_target = {target.id: verdicts for target, verdicts in judged}
    contradicting = sum(disagree(verdicts) for _, verdicts in judged)
    return View(
        name="methods-compared",
        lang=lang,
        as_of=as_of,
        title=dated_title(catalog, as_of, lang),
        columns=(
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("milestone", _("By").within(lang)),
            Column("target", _("Target").within(lang), flexible=True),
            *(Column(verdict.method, verdict.method, flexible=True) for verdict in methods),
            Column("agreement", _("Agreement").within(lang), flexible=True),
        ),
        groups=grouped(
            catalog,
            [target for target, _ in judged],
            group_by,
            lang,
            lambda target: _compared_row(catalog, target, by_target[target.id], lang),
        ),
        summary=_agreement(len(judged), contradicting, lang) if judged else (),
        items=tuple(_compared_item(catalog, target, verdicts, lang) for target, verdicts in judged),
        extra={"catalog": catalog.id, "methods": [_method_named(verdict) for verdict in methods]},
        empty=_("No targets.").within(lang),
    )


def _compared_row(catalog: Catalog, target: Target, verdicts: Sequence[Verdict], lang: str) -> Row:
    mark = Cell(_("≠ contradict").within(lang), "warn") if disagree(verdicts) else Cell("")
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


def _compared_item(
    catalog: Catalog, target: Target, verdicts: Sequence[Verdict], lang: str
) -> dict[str, Json]:
    return {
        **target_item(catalog, target, lang),
        "disagree": disagree(verdicts),
        "verdicts": [_verdict_item(catalog, verdict, lang) for verdict in verdicts],
    }


def _verdict_item(catalog: Catalog, verdict: Verdict, lang: str) -> Json:
    return {
        "method": _method_named(verdict),
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


def _method_named(verdict: Verdict) -> Json:
    return {"id": verdict.method, "version": verdict.version}


def _agreement(targets: int, contradicting: int, lang: str) -> tuple[str, ...]:
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
