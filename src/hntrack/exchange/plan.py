"""Which rows of a file are new to a catalog, which it has already, and which contradict it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from hntrack.errors import Problem, Where
from hntrack.exchange.messages import refusal
from hntrack.exchange.reading import Given, Rows
from hntrack.model.catalog import Catalog
from hntrack.model.ids import free_id, id_of
from hntrack.model.records import Indicator, Measurement
from hntrack.model.snapshot import current_measurements
from hntrack.report.words import unit_title
from hntrack.text.fold import fold
from hntrack.text.wording import LANGUAGES


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
    """

    new: tuple[Measurement, ...]
    same: tuple[Same, ...]
    refused: tuple[Problem, ...]
    warned: tuple[Problem, ...]
    total: int
    skipped: int


Check = Callable[[Catalog], tuple[Problem, ...]]


def plan(catalog: Catalog, rows: Rows, *, recorded: str, check: Check | None = None) -> Plan:
    """Decide about every row.

    Args:
        catalog: What is recorded now.
        rows: What the file says.
        recorded: The instant of recording, ISO with its offset; for rows that name none.
        check: Holds a catalog to its rules; what it finds in a new row refuses that row.
    """
    deciding = _Deciding(catalog, rows, recorded)
    for given in rows.good:
        deciding.decide(given)
    new, warned = deciding.new, []
    refused = [*rows.refused, *deciding.refused]
    while check is not None and new:
        found = _about(new, check(replace(catalog, measurements=(*catalog.measurements, *new))))
        errors = [p for p in found if p.severity == "error"]
        warned = [p for p in found if p.severity != "error"]
        refused += errors
        bad = {_row(p.where) for p in errors}
        kept = [one for one in new if _row(one.places[""]) not in bad]
        if len(kept) == len(new):
            break
        new = kept  # what rested on a row that is gone shows in the next round
    refused.sort(key=lambda p: p.where)
    return Plan(tuple(new), tuple(deciding.same), tuple(refused), tuple(warned), rows.total, rows.skipped)


def _about(new: list[Measurement], problems: tuple[Problem, ...]) -> list[Problem]:
    rows = {_row(one.places[""]) for one in new}
    return [p for p in problems if _row(p.where) in rows]


def _row(where: Where) -> tuple[str, int]:
    return where.file, where.line


class _Deciding:
    """One pass over the rows, remembering what was decided."""

    def __init__(self, catalog: Catalog, rows: Rows, recorded: str) -> None:
        self.catalog = catalog
        self.recorded = recorded
        self.new: list[Measurement] = []
        self.same: list[Same] = []
        self.refused: list[Problem] = []
        self.ids = {*catalog.measurement, *catalog.target}
        self.first: dict[object, Measurement] = {}
        # What a row of the file replaces or takes back is no longer in the way of its other rows.
        self.replaced = {one for g in rows.good for one in (g.measurement.revises, g.measurement.withdraws)}
        self.current = {
            (one.indicator, one.period.text): one
            for one in current_measurements(catalog.measurements)
            if one.id not in self.replaced
        }
        self.ever: dict[object, list[Measurement]] = {}
        for one in catalog.measurements:
            self.ever.setdefault((one.indicator, one.period.text), []).append(one)

    def decide(self, given: Given) -> None:
        made = given.measurement
        indicator = self.catalog.indicator.get(made.indicator)
        if indicator is None:
            near = get_close_matches(made.indicator, self.catalog.indicator, n=3, cutoff=0.4)
            shown = ", ".join(near or list(self.catalog.indicator)[:3])
            self.refuse("import-indicator", given, indicator=made.indicator, near=shown)
        elif not _fits(self.catalog, indicator, given):
            unit = " / ".join(unit_title(self.catalog, indicator, lang) or "—" for lang in LANGUAGES)
            text = " ".join(one for one in (given.scale, given.unit) if one)
            self.refuse("import-unit", given, text=text, indicator=indicator.id, unit=unit)
        elif made.id in self.catalog.measurement:
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
            first = earlier.places[""]
            self.refuse("import-twice", given, indicator=made.indicator, period=made.period, first=first)

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
        facts = {"indicator": made.indicator, "period": made.period, "id": there.id}
        self.refuse("import-differs", given, **facts, there=_value(there), given=_value(made))

    def refuse(self, code: str, given: Given, /, **facts: object) -> None:
        self.refused.append(refusal(code, given.where, **facts))


def _agree(given: Given, there: Measurement) -> bool:
    """Tell whether a row says what a record says, as far as it says anything."""
    made = given.measurement
    if (made.value, made.stage) != (there.value, there.stage):
        return False
    said = ("qualifier", "of", "obs_status")
    return all(getattr(made, name) == getattr(there, name) for name in said if name in given.fields)


def _value(one: Measurement) -> str:
    return one.stage or (format(one.value, "f") if isinstance(one.value, Decimal) else "—")


def _fits(catalog: Catalog, indicator: Indicator, given: Given) -> bool:
    """Tell whether the unit a row names is the indicator's: its id with its scale, or its words."""
    if given.scale and given.scale != indicator.scale:
        return False
    if not given.unit:
        return True
    if given.unit == indicator.unit:
        return bool(given.scale) or indicator.scale == "one"
    named = {fold(unit_title(catalog, indicator, lang)) for lang in LANGUAGES}
    return fold(given.unit) in named
