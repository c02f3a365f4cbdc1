"""Take a whole table of a draft into a catalog: each row an indicator, its cells earlier values and targets.  Pure.

What a row leaves open is never guessed: such a row stays in the draft, with the reason, for the walk of
``hntrack curate``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple, cast
from hntrack.errors import DataError, Problem, UsageError, Where, unknown
from hntrack.model.catalog import Catalog
from hntrack.model.codes import UNITS, Comparator, Direction, Qualifier, Scale
from hntrack.model.record_values import LISTS, free_id, id_of, make
from hntrack.model.records import Area, Claim, Indicator, Measurement, Named, Places, Source, Target
from hntrack.store.decode import matches
from hntrack.store.entries import Changes
from hntrack.text.characters import fold, nfc
from hntrack.text.messages import Message, Wording, _
from hntrack.text.periods import parse_period
from hntrack.workspace.curate.curation import claim_there, with_named
from hntrack.workspace.curate.drafts import Draft, Proposed
from hntrack.workspace.curate.proposals import claim_id, nearest
from hntrack.workspace.curate.questions import default_comparator, kind_of_measure

_TOO_ALIKE = Decimal("0.85")  # from which a title may be that of an indicator which is there
_LEAST, _MOST = frozenset(("at_least", "more_than")), frozenset(("at_most", "less_than"))


class Row(NamedTuple):
    """A row that can be taken as it is.

    Attributes:
        number: Row of the table, from 1.
        indicator: The indicator of the row; ``is_new`` where the catalog does not have it yet.
        claims: Draft's claim, and what becomes of it in the catalog, by column.
        targets, measurements: What rests on these.
        responsible: The body that the row names.
    """

    number: int
    indicator: Indicator
    is_new: bool
    claims: tuple[tuple[Proposed, Claim], ...]
    targets: tuple[Target, ...]
    measurements: tuple[Measurement, ...]
    responsible: str = ""


class Left(NamedTuple):
    """A row that a person must decide about, and why."""

    number: int
    subject: str
    why: Message


@dataclass(frozen=True, slots=True)
class Tabled:
    """What taking a table in would write.

    Attributes:
        heading: The title of the table.
        named: New goal, area and units: list of ``targets.yaml`` and entry.
        rows: What is taken.
        left: What is not.
        source: The document as it would be.
    """

    heading: str
    named: tuple[tuple[str, Named | Area], ...]
    rows: tuple[Row, ...]
    left: tuple[Left, ...]
    source: Source

    def changes(self) -> Changes:
        """Give what the store is to write, all of it or nothing."""
        lists: dict[str, dict[str, Any]] = {}
        for section, entry in self.named:
            lists.setdefault(section, {})[entry.id] = entry
        for row in self.rows:
            if row.is_new:
                lists.setdefault("indicators", {})[row.indicator.id] = row.indicator
            lists.setdefault("targets", {}).update({target.id: target for target in row.targets})
        measured = tuple(measurement for row in self.rows for measurement in row.measurements)
        return Changes(lists=lists, measurements=measured, sources=(self.source,))

    def decisions(self) -> dict[str, tuple[str, str]]:
        """Give what is decided: id of the draft's claim → decision, and the id of what was written."""
        decided = {}
        for row in self.rows:
            facts: tuple[Target | Measurement, ...] = (*row.targets, *row.measurements)
            used = {fact.claim: fact.id for fact in facts}
            for proposed, claim in row.claims:
                told = used[f"{self.source.id}/{claim.id}"]
                decided[proposed.id] = ("target" if claim.kind == "target" else "measurement", told)
        return decided


def tables_of(draft: Draft) -> tuple[int, ...]:
    """Give the numbers of the tables in which open claims stand."""
    return tuple(sorted({one.place.table for one in draft.open if one.place and one.place.table}))


class Said(NamedTuple):
    """What a person says about a table.

    Attributes:
        goal, area: Whom the new indicators serve and are about: an id, or the title of a new one; the only one
            that there is where ``None``.
        direction: Where better lies, for rows whose figures do not tell.
        recorded: The instant of recording.
    """

    recorded: str
    goal: str | None = None
    area: str | None = None
    direction: Direction | None = None


def plan_table(catalog: Catalog, draft: Draft, table: int, asked: Said) -> Tabled:
    """Plan what taking a table of a draft into a catalog writes.

    Raises:
        UsageError: There is no such table, or nothing says which goal or area is meant.
        DataError: The catalog has problems of its own.
    """
    open_there = _open_claims(draft, table)
    source = catalog.source.get(draft.source.id, draft.source)
    _must_be_dated(source)
    goal_entry, goal_is_new = _named(catalog, "goals", asked.goal, "--goal")
    area_entry, area_is_new = _named(catalog, "areas", asked.area, "--area")
    named: list[tuple[str, Named | Area]] = [("goals", goal_entry)] if goal_is_new else []
    named += [("areas", area_entry)] if area_is_new else []
    reader = _Rows(catalog, source, goal_entry.id, area_entry.id, asked)
    rows = [reader.read(number, cells) for number, cells in _by_row(open_there)]
    heading = next((one.place.heading for one in open_there if one.place and one.place.heading), "") or ""
    named += (("units", unit) for unit in reader.units.values())
    made = Tabled(
        heading,
        tuple(named),
        tuple(row for row in rows if isinstance(row, Row)),
        tuple(row for row in rows if isinstance(row, Left)),
        source,
    )
    return _without_contradictions(catalog, made)


def _open_claims(draft: Draft, table: int) -> list[Proposed]:
    """Give the open claims of a table; refuse one that has none."""
    waiting = [claim for claim in draft.open if claim.place is not None and claim.place.table == table]
    if not waiting:
        known = ", ".join(str(number) for number in tables_of(draft)) or "—"
        raise UsageError(
            _("Nothing of a table {number} is open in this draft.", number=table),
            _("Tables with open claims: {known}.", known=known),
        )
    return waiting


def _must_be_dated(source: Source) -> None:
    if source.published.period is None and source.published.not_before is None:
        raise UsageError(
            _("Nothing says when {file} appeared.", file=source.original),
            _("Say it: hntrack extract {file} --published DAY …", file=source.original),
        )


def _by_row(claims: Iterable[Proposed]) -> Iterator[tuple[int, list[Proposed]]]:
    rows: dict[int, list[Proposed]] = {}
    for cell in claims:
        rows.setdefault((cell.place and cell.place.row) or 0, []).append(cell)
    for number in sorted(rows):
        yield number, sorted(rows[number], key=_by_year)


def _by_year(cell: Proposed) -> tuple[int, int]:
    return cell.suggests.year or 0, (cell.place and cell.place.column) or 0


def _named(catalog: Catalog, section: str, text: str | None, option: str) -> tuple[Named | Area, bool]:
    """Give a goal or area by its id or title, and whether it is new."""
    there: Sequence[Named | Area] = getattr(catalog, section)
    if text is None:
        if len(there) == 1:
            return there[0], False
        raise UsageError(
            _("Which one do the indicators of the table belong to? {option} is missing.", option=option),
            _("Give an id that is there, or a title for a new one: {option} 'Chuyển đổi số'.", option=option),
        )
    text = nfc(text.strip())
    for entry in there:
        if text == entry.id or fold(text) in {fold(title) for title in entry.title.texts.values()}:
            return entry, False
    if matches("id", text):
        raise unknown(text, (one.id for one in there))
    values = {"id": claim_id(text, None), "title": Wording(text, "")}
    return make(LISTS[section], values, places=_at("", 0)), True


def _at(file: str, line: int) -> Places:
    return MappingProxyType({"": Where(file, line)})


class _Rows:
    """Makes records of rows; ids are free in the catalog and among each other."""

    def __init__(self, catalog: Catalog, source: Source, goal: str, area: str, asked: Said) -> None:
        self.catalog, self.source = catalog, source
        self.goal, self.area = goal, area
        self.direction, self.recorded = asked.direction, asked.recorded
        self.units: dict[str, Named] = {}
        self.taken = {*catalog.indicator}
        self.facts = {*catalog.target, *catalog.measurement}
        self.claims = {claim.id for claim in source.claims}

    def read(self, number: int, cells: list[Proposed]) -> Row | Left:
        """Make the records of one row, or say what it leaves open."""
        why = self._open_in(cells)
        if why is not None:
            return Left(number, cells[0].suggests.subject, why)
        indicator, is_new = self._indicator(cells)
        claims = tuple((one, self._claim(one)) for one in cells)
        measurements = tuple(
            self._measurement(indicator, *pair) for pair in claims if pair[0].kind != "target"
        )
        results = [cell for cell in cells if cell.kind != "target"]
        earlier = (
            value for value, cell in zip(measurements, results, strict=True) if cell.kind == "baseline"
        )
        base = next(earlier, None)
        targets = tuple(self._target(indicator, *pair, base) for pair in claims if pair[0].kind == "target")
        responsible = next((one.suggests.responsible for one in cells if one.suggests.responsible), "")
        return Row(number, indicator, is_new, claims, targets, measurements, responsible)

    def _open_in(self, cells: list[Proposed]) -> Message | None:
        """Say what a row leaves open; ``None`` where nothing."""
        read = [cell.suggests for cell in cells]
        held = (claim_there(self.catalog, self.source.id, cell) for cell in cells)
        reasons = (
            (any(cell.value is None for cell in cells), _("A cell says something in words.")),
            (any(one.year is None for one in read), _("A column names no year.")),
            (len({(one.unit, one.scale) for one in read}) > 1, _("Its cells have different units.")),
            (not read[0].unit, _("It has no unit.")),
            (
                len({(cell.kind == "target", cell.suggests.year) for cell in cells}) < len(cells),
                _("Two of its cells are about the same year."),
            ),
            (any(one is not None for one in held), _("The catalog cites one of its cells already.")),
            (
                self._better(cells) is None,
                _("Its figures do not tell whether more or less is better; --direction does."),
            ),
        )
        return next((why for holds, why in reasons if holds), None) or self._alike(cells[0])

    def _better(self, cells: list[Proposed]) -> Direction | None:
        """Tell where better lies: by the signs printed, else by the way from cell to cell, else as was said."""
        signs = {cell.suggests.comparator for cell in cells if cell.kind == "target"}
        least, most = bool(signs & _LEAST), bool(signs & _MOST)
        if cells[0].suggests.unit == "rank" or most > least:
            return "decrease"
        if least > most:
            return "increase"
        figures = [cell.value for cell in cells if cell.value is not None]
        up = all(one <= other for one, other in pairwise(figures))
        down = all(one >= other for one, other in pairwise(figures))
        if up != down:
            return "increase" if up else "decrease"
        return self.direction

    def _alike(self, cell: Proposed) -> Message | None:
        near = nearest(self.catalog, cell.suggests)
        if not near or near[0][1] < _TOO_ALIKE or self._same(near[0][0], cell):
            return None
        return _("It may be the indicator {id}.", id=near[0][0].id)

    def _same(self, indicator: Indicator, cell: Proposed) -> bool:
        """Whether an indicator of the catalog is that of a row: title, area, unit and scale."""
        return (
            fold(cell.suggests.subject) in {fold(title) for title in indicator.title.texts.values()}
            and indicator.area == self.area
            and (indicator.unit, indicator.scale) == (self._unit(cell), cell.suggests.scale)
        )

    def _unit(self, cell: Proposed) -> str:
        unit = cell.suggests.unit or ""
        return unit if unit in UNITS or unit in self.catalog.unit else claim_id(unit, None)

    def _indicator(self, cells: list[Proposed]) -> tuple[Indicator, bool]:
        first = cells[0]
        there = next((known for known in self.catalog.indicators if self._same(known, first)), None)
        if there is not None:
            return there, False
        unit = self._unit(first)
        if unit not in UNITS and unit not in self.catalog.unit:
            self.units.setdefault(
                unit, Named(unit, self._wording(first.suggests.unit or unit), places=self._place(first))
            )
        name = free_id(claim_id(first.suggests.subject, None), self.taken)
        self.taken.add(name)
        measure = kind_of_measure(first.suggests.unit, first.suggests.comparator)
        made = Indicator(
            id=name,
            goal=self.goal,
            area=self.area,
            title=self._wording(first.suggests.subject),
            measure=measure,
            unit=unit,
            direction=self._better(cells),
            scale=cast("Scale", first.suggests.scale),
            limit=Decimal(100) if measure == "share" and unit == "percent" else None,
            note=self._note(cells),
            places=self._place(first),
        )
        return made, True

    def _note(self, cells: list[Proposed]) -> Wording | None:
        body = next((cell.suggests.responsible for cell in cells if cell.suggests.responsible), "")
        if not body:
            return None
        return self._wording(_("Responsible: {body}", body=body).within(self.source.language))

    def _wording(self, text: str) -> Wording:
        return Wording(text, "") if self.source.language == "vi" else Wording("", text)

    def _place(self, cell: Proposed) -> Places:
        return _at(self.source.original, cell.line)

    def _claim(self, cell: Proposed) -> Claim:
        name = free_id(cell.id, self.claims)
        self.claims.add(name)
        return Claim(
            id=name,
            kind="target" if cell.kind == "target" else "measurement",
            line=cell.line,
            as_printed=cell.as_printed,
            reading=cell.reading,
            place=cell.place,
            before=cell.before,
            after=cell.after,
            recognised=cell.recognised,
            places=self._place(cell),
        )

    def _free(self, indicator: Indicator, year: int | None) -> str:
        name = free_id(id_of(indicator.id, str(year)), self.facts)
        self.facts.add(name)
        return name

    def _measurement(self, indicator: Indicator, cell: Proposed, claim: Claim) -> Measurement:
        return Measurement(
            id=self._free(indicator, cell.suggests.year),
            indicator=indicator.id,
            period=parse_period(str(cell.suggests.year)),
            value=cell.value,
            qualifier=cast("Qualifier", cell.suggests.qualifier),
            claim=f"{self.source.id}/{claim.id}",
            recorded=self.recorded,
            places=self._place(cell),
        )

    def _target(self, indicator: Indicator, cell: Proposed, claim: Claim, base: Measurement | None) -> Target:
        return Target(
            id=self._free(indicator, cell.suggests.year),
            indicator=indicator.id,
            milestone=parse_period(str(cell.suggests.year)),
            comparator=cast("Comparator", default_comparator(cell.suggests.comparator, indicator)),
            value=cell.value,
            value_high=cell.value_high,
            claim=f"{self.source.id}/{claim.id}",
            baseline=base.id if base is not None else None,
            basis=self.source.act,
            places=self._place(cell),
        )


def _without_contradictions(catalog: Catalog, made: Tabled) -> Tabled:
    """Leave out the rows that would contradict the catalog or their own words, and say how.

    Raises:
        DataError: Something speaks against what is new that stands in no row.
    """
    faults: dict[int | None, Problem] = {}
    for problem in _problems(catalog, made):
        faults.setdefault(problem.where.line, problem)
    kept: list[Row] = []
    left: list[Left] = []
    for row in made.rows:
        fault = faults.pop(row.claims[0][0].line, None)
        if fault is None:
            kept.append(row)
        else:
            left.append(Left(row.number, row.claims[0][0].suggests.subject, fault.message))
    if faults:
        raise DataError(tuple(faults.values()))
    used = {row.indicator.unit for row in kept}
    named = tuple((section, one) for section, one in made.named if section != "units" or one.id in used)
    grown = _with_claims(made.source, kept)
    left = sorted([*made.left, *left], key=lambda row: row.number)
    return replace(made, rows=tuple(kept), left=tuple(left), named=named, source=grown)


def _with_claims(source: Source, rows: Iterable[Row]) -> Source:
    return source._replace(claims=(*source.claims, *(claim for row in rows for _, claim in row.claims)))


def _problems(catalog: Catalog, made: Tabled) -> list[Problem]:
    """Give the errors of what is new, in the catalog as it would be."""
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)

    ours = made.source.original
    source = _with_claims(made.source, made.rows)._replace(places=_at(ours, 0))
    others = tuple(one for one in catalog.sources if one.id != source.id)
    now = replace(
        with_named(catalog, made.named),
        indicators=(*catalog.indicators, *(row.indicator for row in made.rows if row.is_new)),
        targets=(*catalog.targets, *(target for row in made.rows for target in row.targets)),
        measurements=(
            *catalog.measurements,
            *(measurement for row in made.rows for measurement in row.measurements),
        ),
        sources=(*others, source),
    )
    return [one for one in check(now) if one.severity == "error" and one.where.file == ours]
