"""Which rows of a file are new to a catalog, which it has already, which contradict it; and what became of every one.

The second half is the view of ``hntrack import``, and the lines that say what it left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from difflib import get_close_matches
from typing import NamedTuple

from hntrack.errors import Problem, Where
from hntrack.exchange.labels import Said, unit_said
from hntrack.exchange.reading import Given, Rows
from hntrack.exchange.table import MOST_SHOWN, LeftOut, refusal
from hntrack.model.catalog import Catalog, current_measurements
from hntrack.model.codes import SCALES
from hntrack.model.record_values import free_id, id_of
from hntrack.model.records import Indicator, Measurement
from hntrack.report import Cell, Column, Group, Json, Row, View
from hntrack.report.words import measurement_text, unit_title
from hntrack.text.characters import fold, visible
from hntrack.text.messages import LANGUAGES, Message, _, _n, verbatim

EXACT = Context(prec=80)


class Revised(NamedTuple):
    """What a new edition changes: the record as it was, and the one that replaces it."""

    was: Measurement
    now: Measurement


class Same(NamedTuple):
    """A row that says what the catalog has already."""

    where: Where
    measurement: Measurement


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    Attributes:
        new: Measurements to add, each with the place of its row.
        same: Rows that are there already.
        refused: Rows that cannot be added, by place: unreadable, contradicting the catalog or its rules.
        warned: What is worth a look in the rows to be added.
        total, skipped: Rows read, and rows left out on purpose.
        revised: Those of the new ones that replace a record, with what they replace.
        left_out, passed: See :class:`~hntrack.exchange.reading.Rows`.
    """

    new: tuple[Measurement, ...]
    same: tuple[Same, ...]
    refused: tuple[Problem, ...]
    warned: tuple[Problem, ...]
    total: int
    skipped: int
    revised: tuple[Revised, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    passed: int = 0


Check = Callable[[Catalog], tuple[Problem, ...]]


def plan(
    catalog: Catalog,
    rows: Rows,
    *,
    recorded: str,
    check: Check | None = None,
    why: str | None = None,
    slips: Collection[str] = (),
) -> Plan:
    """Decide about every row.

    What ``check`` finds in a new row refuses it, and so does a slip (a code of ``slips``), as nobody looked at it.
    A row that differs from what is recorded revises it with the reason ``why``; without one it is refused.
    """
    deciding = _Deciding(catalog, rows, recorded, why)
    for given in rows.good:
        deciding.decide(given)
    deciding.take_back_contradicted()
    new, warned, unsound = _sound(catalog, deciding.new, check, slips)
    refused = sorted((*rows.refused, *deciding.refused, *unsound), key=lambda problem: problem.where)
    taken = {measurement.id for measurement in new}
    return Plan(
        new=tuple(new),
        same=tuple(deciding.same),
        refused=tuple(refused),
        warned=tuple(warned),
        total=rows.total,
        skipped=rows.skipped,
        revised=tuple(change for change in deciding.revised if change.now.id in taken),
        left_out=rows.left_out,
        passed=rows.passed,
    )


def _sound(
    catalog: Catalog, new: list[Measurement], check: Check | None, slips: Collection[str]
) -> tuple[list[Measurement], list[Problem], list[Problem]]:
    """Give the new measurements that the checks let pass, what they warn of, and what they refuse."""
    warned: list[Problem] = []
    refused: list[Problem] = []
    while check is not None and new:
        problems = _about(new, check(replace(catalog, measurements=(*catalog.measurements, *new))))
        problems = [_weighed(p, slips, new) for p in problems]
        errors = [p for p in problems if p.severity == "error"]
        warned = [p for p in problems if p.severity != "error"]
        refused += errors
        bad = {where for p in errors for where in (p.where, _row(p.where))}
        kept = [measurement for measurement in new if measurement.places[""] not in bad]
        if len(kept) == len(new):
            break
        new = kept  # what rested on a row that is gone shows in the next round
    return new, warned, refused


def _about(new: list[Measurement], problems: tuple[Problem, ...]) -> list[Problem]:
    rows = {one.places[""] for one in new}
    return [p for p in problems if p.where in rows or _row(p.where) in rows]


def _weighed(problem: Problem, slips: Collection[str], new: list[Measurement]) -> Problem:
    """Make a slip an error, unless an office prints a year that is not over, and marks its figure provisional."""
    if problem.code not in slips:
        return problem
    provisional = {one.places[""] for one in new if one.obs_status == "provisional"}
    if problem.code == "period-not-over" and not provisional.isdisjoint((problem.where, _row(problem.where))):
        return problem
    return problem._replace(severity="error")


def _row(where: Where) -> Where:
    """Give what stands for a row, of which a problem may name a cell."""
    return Where(where.file, where.line)


class _Deciding:
    """One pass over the rows, remembering what was decided."""

    def __init__(self, catalog: Catalog, rows: Rows, recorded: str, why: str | None) -> None:
        self.catalog = catalog
        self.why = why
        self.revised: list[Revised] = []
        self.contradicted: set[object] = set()
        self.recorded = recorded
        self.new: list[Measurement] = []
        self.same: list[Same] = []
        self.refused: list[Problem] = []
        self.ids = {*catalog.measurement, *catalog.target}
        self.first: dict[object, Measurement] = {}
        # What a row of the file replaces or takes back is no longer in the way of its other rows.
        self.replaced = {one for g in rows.good for one in (g.measurement.revises, g.measurement.withdraws)}
        self.current = {
            (measurement.indicator, measurement.period.text): measurement
            for measurement in current_measurements(catalog.measurements)
            if measurement.id not in self.replaced
        }
        self.ever: dict[object, list[Measurement]] = {}
        for measurement in catalog.measurements:
            self.ever.setdefault((measurement.indicator, measurement.period.text), []).append(measurement)

    def decide(self, given: Given) -> None:
        made = given.measurement
        indicator = self.catalog.indicator.get(made.indicator)
        if indicator is None:
            near = get_close_matches(made.indicator, self.catalog.indicator, n=3, cutoff=0.4)
            shown = ", ".join(near or list(self.catalog.indicator)[:3])
            self.refuse("import-indicator", given, indicator=made.indicator, near=shown)
        elif (power := _power(self.catalog, indicator, given)) is None:
            unit = " / ".join(unit_title(self.catalog, indicator, lang) or "—" for lang in LANGUAGES)
            words = (given.scale, f"10^{given.power}" if given.power else "", given.unit)
            text = " ".join(word for word in words if word)
            self.refuse("import-unit", given, text=text, indicator=indicator.id, unit=unit)
        else:
            self.place(_scaled(given, power))

    def place(self, given: Given) -> None:
        """Decide about a row whose value is in the indicator's unit and scale."""
        made = given.measurement
        if made.id in self.catalog.measurement:
            self.again(given, self.catalog.measurement[made.id])
        elif made.revises is not None or made.withdraws is not None or made.id in self.replaced:
            self.add(given)  # one link of a chain; whether it holds together is for the checks
        else:
            self.against_catalog(given)

    def again(self, given: Given, there: Measurement) -> None:
        """The file names an id that the catalog has."""
        made = given.measurement
        key = (made.indicator, made.period.text, made.revises, made.withdraws)
        if key != (there.indicator, there.period.text, there.revises, there.withdraws):
            self.refuse("import-id-taken", given, id=made.id)
        elif _agree(given, there):
            self.same.append(Same(given.where, there))
        else:
            self.differs(given, self.current.get((made.indicator, made.period.text), there))

    def against_catalog(self, given: Given) -> None:
        made = given.measurement
        key = (made.indicator, made.period.text)
        known = next((one for one in self.ever.get(key, ()) if _agree(given, one)), None)
        if known is not None:
            self.same.append(Same(given.where, known))
        elif key in self.current:
            self.differs(given, self.current[key])
        else:
            self.add_first(given, key)

    def add_first(self, given: Given, key: tuple[str, str]) -> bool:
        """Add the first row about an indicator and period, and tell so; one after it must say the same."""
        earlier = self.first.get(key)
        if earlier is None:
            self.first[key] = given.measurement
            self.add(given)
        elif _agree(given, earlier):
            self.same.append(Same(given.where, earlier))
        else:
            self.contradicted.add(key)
            facts = {"indicator": earlier.indicator, "period": earlier.period, "first": earlier.places[""]}
            self.refuse("import-twice", given, **facts)
        return earlier is None

    def take_back_contradicted(self) -> None:
        """Take none of two rows that contradict each other: the order of rows is no reason to believe one."""
        gone = {self.first[key].id for key in self.contradicted if key in self.first}
        self.new = [one for one in self.new if one.id not in gone]

    def add(self, given: Given) -> None:
        made = given.measurement
        if made.id in self.ids:
            self.refuse("import-id-taken", given, id=made.id)
            return
        # Named after its indicator and period, so that the same file always gives the same names.
        name = made.id or free_id(id_of(made.indicator, made.period.text), self.ids)
        made = made._replace(id=name, recorded=made.recorded or self.recorded)
        self.ids.add(made.id)
        key = (made.indicator, made.period.text)
        if self.first.get(key) is given.measurement:
            self.first[key] = made
        self.new.append(made)

    def differs(self, given: Given, there: Measurement) -> None:
        made = given.measurement
        key = (made.indicator, made.period.text)
        if self.why is not None and not made.id:
            self.revise(given, there, key)
            return
        facts = {"indicator": made.indicator, "period": made.period, "id": there.id}
        self.refuse("import-differs", given, **facts, there=_value(there), given=_value(made))

    def revise(self, given: Given, there: Measurement, key: tuple[str, str]) -> None:
        """Record a changed figure as a revision of the one that is there, with the reason that was given."""
        made = given.measurement._replace(revises=there.id, why=self.why)
        if self.add_first(given._replace(measurement=made), key):
            self.revised.append(Revised(there, self.first[key]))

    def refuse(self, code: str, given: Given, /, **facts: object) -> None:
        self.refused.append(refusal(code, given.where, **facts))


def _agree(given: Given, there: Measurement) -> bool:
    """Tell whether a row says what a record says, as far as it says anything."""
    made = given.measurement
    if (made.value, made.stage) != (there.value, there.stage):
        return False
    said = ("qualifier", "of", "obs_status")
    return all(getattr(made, name) == getattr(there, name) for name in said if name in given.fields)


def _value(measurement: Measurement) -> str:
    return measurement.stage or (
        format(measurement.value, "f") if isinstance(measurement.value, Decimal) else "—"
    )


def _power(catalog: Catalog, indicator: Indicator, given: Given) -> int | None:
    """Give the power of ten that turns the row's value into the indicator's scale; ``None`` where units differ.

    The scale that a file's format states (UNIT_MULT, "millions" in the unit) is converted; our own column ``scale``
    must be the indicator's.
    """
    if given.scale not in {"", indicator.scale}:
        return None
    unit = _unit_beside(catalog, indicator, given)
    if unit is None:
        return 0 if given.power is None else given.power - SCALES[indicator.scale]
    if unit.unit and unit.unit not in _names(catalog, indicator):
        return None
    known = [power for power in (given.power, unit.power) if power is not None]
    if known:
        return sum(known) - SCALES[indicator.scale]
    return 0 if given.scale or indicator.scale == "one" else None


def _unit_beside(catalog: Catalog, indicator: Indicator, given: Given) -> Said | None:
    """Read what a row says of its unit; ``None`` where it says nothing, or names unit and scale as the catalog does."""
    return unit_said(given.unit) if given.unit and not _named(catalog, indicator, given) else None


def _named(catalog: Catalog, indicator: Indicator, given: Given) -> bool:
    """Tell whether a row names unit and scale together, as the catalog writes them: ``triệu đồng``."""
    if given.power is not None:
        return False
    named = {fold(unit_title(catalog, indicator, lang)) for lang in LANGUAGES}
    return fold(given.unit).strip() in named or (given.unit == indicator.unit and bool(given.scale))


def _names(catalog: Catalog, indicator: Indicator) -> set[str]:
    """Give every name of an indicator's unit without its scale, as :func:`unit_said` gives them."""
    if indicator.unit is None:
        return set()
    own = catalog.unit.get(indicator.unit)
    titles = (own.title.vi, own.title.en) if own is not None else ()
    bare = (unit_title(catalog, indicator._replace(scale="one"), lang) for lang in LANGUAGES)
    return {unit_said(title).unit for title in (indicator.unit, *titles, *bare) if title} | {
        fold(indicator.unit)
    }


def _scaled(given: Given, power: int) -> Given:
    """Give the row with its value in the indicator's scale, digit for digit."""
    value = given.measurement.value
    if not power or value is None:
        return given
    digits = Decimal(format(value.scaleb(power, EXACT), "f"))
    return given._replace(measurement=given.measurement._replace(value=digits))


_DEEDS = {"new": _("added"), "same": _("already there"), "would": _("would add"), "held": _("not added")}


def import_view(catalog: Catalog, done: Plan, *, written: bool, dry_run: bool, lang: str, as_of: str) -> View:
    """Build the view; the catalog has the new measurements in it, whether they were ``written`` or held back."""
    deed_of_new = "held"
    if written:
        deed_of_new = "would" if dry_run else "new"
    rows = [
        *((deed_of_new, one.places[""], one) for one in done.new),
        *(("same", where, one) for where, one in done.same),
    ]
    shown = tuple(
        Row(
            (
                Cell(_DEEDS[deed].within(lang), "good" if deed == "new" else "muted"),
                Cell(one.id or "—"),
                Cell(one.period.within(lang)),
                Cell(measurement_text(catalog, one, lang), "strong"),
                Cell(str(where), "muted"),
            )
        )
        for deed, where, one in rows
    )
    items = tuple(_item(*row) for row in rows)
    return View(
        name="import",
        lang=lang,
        as_of=as_of,
        title=_("Imported measurements").within(lang),
        columns=_columns(lang),
        groups=(Group("", shown),),
        summary=(" ".join(one.within(lang) for one in _summary(done, written=written, dry_run=dry_run)),),
        items=items,
        extra=_counts(done, written=deed_of_new == "new"),
        empty=_("Nothing new.").within(lang),
    )


def _item(deed: str, where: Where, measurement: Measurement) -> dict[str, Json]:
    return {
        "deed": deed,
        "id": measurement.id,
        "indicator": measurement.indicator,
        "period": measurement.period.text,
        "value": measurement.value,
        "stage": measurement.stage,
        "where": str(where),
        "obs_status": measurement.obs_status,
        "qualifier": measurement.qualifier,
        "revises": measurement.revises,
    }


def _counts(done: Plan, *, written: bool) -> dict[str, Json]:
    return {
        "rows": done.total,
        "skipped": done.skipped,
        "refused": len(done.refused),
        "written": len(done.new) if written else 0,
        "passed": done.passed,
        "left_out": [
            {"column": filtered.column, "rows": filtered.rows, "holds": list(filtered.held)}
            for filtered in done.left_out
        ],
    }


def _columns(lang: str) -> tuple[Column, ...]:
    titles = {
        "deed": _("Result"),
        "id": _("Measurement"),
        "period": _("Period"),
        "value": _("Value"),
        "where": _("Row"),
    }
    return tuple(
        Column(key, title.within(lang), flexible=key in ("id", "where")) for key, title in titles.items()
    )


def _summary(done: Plan, *, written: bool, dry_run: bool) -> tuple[Message, Message]:
    new, same, refused = len(done.new), len(done.same), len(done.refused)
    counts = _(
        "{total} rows: {new} new, {same} already there, {skipped} left out, {refused} refused.",
        total=done.total,
        new=new,
        same=same,
        skipped=done.skipped,
        refused=refused,
    )
    if dry_run:
        outcome = _("A dry run: nothing was written.")
    elif not written:
        outcome = _("Nothing was written because of these faults; --take-good takes the good rows.")
    else:
        outcome = _n("{count} measurement written.", "{count} measurements written.", new)
    return counts, outcome


MOST_OF_A_CAUSE = 5
MOST_REVISED = 20


def left_out_lines(done: Plan) -> Iterator[Message]:
    """Say which filter left out how many rows, and what its column holds instead."""
    for one in done.left_out:
        yield _(
            "{rows} rows left out by the filter on '{column}'; that column holds: {held}.",
            rows=one.rows,
            column=visible(one.column),
            held=_held(one),
        )
    if done.passed:
        yield _(
            "{passed} lines above or below the table, or numbering its columns, are no rows.",
            passed=done.passed,
        )


def _held(left_out: LeftOut) -> str:
    held = [visible(text, limit=40) or "—" for text in left_out.held]
    return ", ".join(held[:MOST_SHOWN]) + (" …" if len(held) > MOST_SHOWN else "")


def revised_lines(revised: tuple[Revised, ...]) -> Iterator[Message]:
    """Say what a new edition changes, and by how much."""
    for one in revised[:MOST_REVISED]:
        was, now = _value(one.was), _value(one.now)
        by = (
            f" ({one.now.value - one.was.value:+f})"
            if one.now.value is not None and one.was.value is not None
            else ""
        )
        yield verbatim(f"{one.now.indicator} {one.now.period}: {was} → {now}{by}")
    rest = len(revised) - MOST_REVISED
    if rest > 0:
        yield _("… and {rest} more changes.", rest=rest)


def by_cause(problems: Iterable[Problem]) -> Iterator[tuple[tuple[Problem, ...], tuple[Problem, ...]]]:
    """Group refusals by cause and column; give of each group those to be shown, and the others."""
    groups: dict[tuple[str, str, int], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.severity, problem.where.column), []).append(problem)
    for found in groups.values():
        yield tuple(found[:MOST_OF_A_CAUSE]), tuple(found[MOST_OF_A_CAUSE:])


def rest_of_cause(rest: tuple[Problem, ...]) -> Message:
    """Say of how many rows more the same is true, and where they stand."""
    places = ", ".join(visible(str(one.where)) for one in rest[:8]) + (" …" if len(rest) > 8 else "")
    return _(
        "… and {count} more for the same cause [{code}]: {places}",
        count=len(rest),
        code=rest[0].code,
        places=places,
    )
