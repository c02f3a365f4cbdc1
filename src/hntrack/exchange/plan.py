"""Which rows of a file are new to a catalog, which it has already, and which contradict it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from difflib import get_close_matches
from typing import NamedTuple

from hntrack.errors import Problem, Where
from hntrack.exchange.labels import Said, unit_said
from hntrack.exchange.messages import refusal
from hntrack.exchange.reading import Given, Rows
from hntrack.exchange.table import LeftOut
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.new_ids import free_id, id_of
from hntrack.model.records import Indicator, Measurement
from hntrack.model.snapshot import current_measurements
from hntrack.report.words import unit_title
from hntrack.text.characters import fold
from hntrack.text.messages import LANGUAGES

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
        earlier = self.first.get(key)
        if known is not None:
            self.same.append(Same(given.where, known))
        elif key in self.current:
            self.differs(given, self.current[key])
        elif earlier is None:
            self.first[key] = made
            self.add(given)
        elif _agree(given, earlier):
            self.same.append(Same(given.where, earlier))
        else:
            self.contradicted.add(key)
            first = earlier.places[""]
            self.refuse("import-twice", given, indicator=made.indicator, period=made.period, first=first)

    def take_back_contradicted(self) -> None:
        """Take none of two rows that contradict each other: the order of rows is no reason to believe one."""
        gone = {self.first[key].id for key in self.contradicted if key in self.first}
        self.new = [one for one in self.new if one.id not in gone]

    def add(self, given: Given) -> None:
        made = given.measurement
        if made.id in self.ids:
            self.refuse("import-id-taken", given, id=made.id)
            return
        made = made._replace(id=made.id or self.free_id(made), recorded=made.recorded or self.recorded)
        self.ids.add(made.id)
        key = (made.indicator, made.period.text)
        if self.first.get(key) is given.measurement:
            self.first[key] = made
        self.new.append(made)

    def free_id(self, made: Measurement) -> str:
        """Name it after its indicator and period, so that the same file always gives the same names."""
        return free_id(id_of(made.indicator, made.period.text), self.ids)

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
        earlier = self.first.get(key)
        if earlier is not None and _agree(given, earlier):
            self.same.append(Same(given.where, earlier))
        elif earlier is not None:
            self.contradicted.add(key)
            facts = {"indicator": earlier.indicator, "period": earlier.period, "first": earlier.places[""]}
            self.refuse("import-twice", given, **facts)
        else:
            made = given.measurement._replace(revises=there.id, why=self.why)
            self.first[key] = made
            self.add(given._replace(measurement=made))
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
