"""The functions' own verdicts: of series that SQL does not treat, and of a sample that both ways must agree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from math import isclose
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hntrack.assess import assess
from hntrack.bulk.statement import ROWS_A_FILE, Plan, quote, source
from hntrack.errors import DataError
from hntrack.model.codes import OBS_STATUSES, QUALIFIERS, Word
from hntrack.model.records import Area, Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.model.snapshot import Snapshot
from hntrack.text.messages import Wording, _
from hntrack.text.periods import Period, parse_period

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = Mapping[str, Any]
_NAMELESS = Wording("", "")
FIGURES = ("gap", "required_pace", "observed_pace", "projected", "due_value_now")
_RELATIVE = 1e-9


class Difference(NamedTuple):
    """A field in which SQL and the functions disagree."""

    key: tuple[object, ...]
    target: int
    field: str
    by_sql: object
    by_functions: object


def judge_pairs(connection: DuckDBPyConnection, plan: Plan, chosen: str) -> Iterator[Row]:
    """Judge by the functions the pairs in the table ``chosen`` (``row_of_target`` and the keys).

    Yields:
        One row a pair, with the columns of the statement's result.

    Raises:
        DataError: Two rows of one series and period contradict each other, or a word is unknown.
    """
    keys = ", ".join(f"s.{quote(name)}" for name in plan.keys)
    columns = plan.measurements.columns
    words = ", ".join(
        f"CAST({quote(name)} AS VARCHAR)" if name in columns else "NULL"
        for name in ("qualifier", "obs_status")
    )
    using = ", ".join(quote(name) for name in plan.keys)
    rows = connection.execute(
        f"SELECT {keys}, CAST(s.period AS VARCHAR), "
        f"CAST(CAST(s.value AS DECIMAL(30, {plan.decimals})) AS VARCHAR), {words}, "
        f"file_index * {ROWS_A_FILE} + file_row_number AS place FROM {source(plan.measurements)} AS s "
        f"JOIN (SELECT DISTINCT {using} FROM {chosen}) USING ({using}) WHERE s.value IS NOT NULL ORDER BY ALL"
    ).fetchall()
    pairs: dict[tuple[Any, ...], set[int]] = {}
    for target, *key in connection.execute(f"SELECT row_of_target, {using} FROM {chosen}").fetchall():
        pairs.setdefault(tuple(key), set()).add(target)
    promises = _read_targets(connection, plan)
    size = len(plan.keys)
    for key, group in groupby(rows, key=lambda row: row[:size]):
        measurements = _read_series(plan, [row[size:] for row in group])
        of_target = tuple(
            value for name, value in zip(plan.keys, key, strict=True) if name in plan.target_keys
        )
        yield from _judge_series(plan, key, measurements, promises[of_target], pairs[key])


def _read_targets(connection: DuckDBPyConnection, plan: Plan) -> dict[tuple[Any, ...], list[tuple[Any, ...]]]:
    keys = [name for name in plan.keys if name in plan.target_keys]
    listed = ", ".join(quote(name) for name in keys)
    found: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in connection.execute(
        f"SELECT {listed}, target, comparator, low, high, due, base, promised FROM targets ORDER BY target"
    ).fetchall():
        found.setdefault(row[: len(keys)], []).append(row[len(keys) :])
    return found


class _Placed(NamedTuple):
    """A measurement and where its row stands."""

    measurement: Measurement
    place: int


def _read_series(plan: Plan, rows: Sequence[tuple[Any, ...]]) -> list[_Placed]:
    """Make the measurements of a series; a row told twice in the same words counts once."""
    told: dict[str, tuple[Any, ...]] = {}
    found: list[_Placed] = []
    for period, value, qualifier, status, place in rows:
        earlier = told.setdefault(period, (value, qualifier, status, place))
        if earlier[3] != place:
            if earlier[:3] != (value, qualifier, status):
                raise _contradiction(plan, period, earlier[3], place)
            continue
        found.append(_Placed(_measurement(period, value, qualifier, status), place))
    return sorted(found, key=lambda one: one.measurement.period.end)


def _measurement(period: str, value: str, qualifier: str | None, status: str | None) -> Measurement:
    number = Decimal(value)
    return Measurement(
        id=period,
        indicator="i",
        period=parse_period(period),
        value=number.normalize() + 0,
        qualifier=_word(qualifier or "exact", QUALIFIERS),
        obs_status=_word(status or "final", OBS_STATUSES),
    )


def _word(given: str, allowed: tuple[Word, ...]) -> Word:
    for known in allowed:
        if known == given:
            return known
    listed = ", ".join(allowed)
    raise DataError(
        (),
        _("'{given}' cannot be used; it takes: {listed}.", given=given, listed=listed),
    )


def _contradiction(plan: Plan, period: str, first: int, second: int) -> DataError:
    where = [
        f"{plan.measurements.paths[place // ROWS_A_FILE]}:{place % ROWS_A_FILE + plan.measurements.first_row}"
        for place in (first, second)
    ]
    return DataError(
        (),
        _(
            "Two rows of one series contradict each other for {period}: {where} and {where2}.",
            period=period,
            where=where[0],
            where2=where[1],
        ),
    )


def _judge_series(
    plan: Plan,
    key: tuple[Any, ...],
    placed: Sequence[_Placed],
    promises: Iterable[tuple[Any, ...]],
    wanted: set[int],
) -> Iterator[Row]:
    measurements = [one.measurement for one in placed if one.measurement.period.start <= plan.as_of]
    places = {one.measurement.id: one.place for one in placed}
    targets, sources = [], []
    for promise in promises:
        target, document = _target(plan, promise, measurements)
        targets.append(target)
        sources.append(document)
    catalog = Snapshot(
        "bulk",
        _NAMELESS,
        goals=(Named("g", _NAMELESS),),
        areas=(Area("a", _NAMELESS),),
        indicators=(Indicator("i", "g", "a", _NAMELESS, "index", None, None),),
        targets=tuple(targets),
        measurements=tuple(measurements),
        sources=tuple(one for one in sources if one is not None),
        day=plan.as_of,
    )
    for target in targets:
        if int(target.id) in wanted:
            yield _row(plan, key, catalog, target, places)


def _target(
    plan: Plan, promise: tuple[Any, ...], measurements: Sequence[Measurement]
) -> tuple[Target, Source | None]:
    number, comparator, low, high, due, base, promised = promise
    first, second = (
        None if whole is None else Decimal(whole).scaleb(-plan.decimals) for whole in (low, high)
    )
    name = f"s{number}"
    target = Target(
        id=str(number),
        indicator="i",
        milestone=None if due is None else _milestone(due),
        comparator=comparator,
        claim=f"{name}/c",
        value=second if first is None else first,
        value_high=second if comparator == "between" else None,
        baseline=None if base is None else _baseline(base, measurements),
    )
    return target, None if promised is None else _document(name, _day(promised))


def _baseline(base: int, measurements: Sequence[Measurement]) -> str:
    """Give the id of the measurement whose period ends on a day; the day itself, which is none, where there is none."""
    day = _day(base)
    return next((one.id for one in measurements if one.period.end == day), str(base))


def _document(name: str, day: date) -> Source:
    """Give a document of a day, which states a promise."""
    published = Published(Period(day, day, day.isoformat()), None, "printed")
    claim = Claim("c", "target", 1, "", _NAMELESS)
    return Source(name, None, None, None, "en", published, "", "", (claim,))


def _day(number: int) -> date:
    year, month, day = number // 10000, number // 100 % 100, number % 100
    return parse_period(f"{year}-{month:02}").end if day == 99 else date(year, month, day)


def _milestone(number: int) -> Period:
    """Give the due day as a milestone: a year where it ends one, else a month or a day."""
    if number % 10000 == 1299:
        return parse_period(str(number // 10000))
    if number % 100 == 99:
        return parse_period(f"{number // 10000}-{number // 100 % 100:02}")
    return parse_period(_day(number).isoformat())


def _row(
    plan: Plan, key: tuple[Any, ...], catalog: Snapshot, target: Target, places: Mapping[str, int]
) -> Row:
    verdict = assess(catalog, target, plan.as_of, plan.method)
    row: dict[str, Any] = {
        "row_of_target": int(target.id),
        **dict(zip(plan.keys, key, strict=True)),
        "standing": verdict.standing,
        "pace": verdict.pace,
        "method": verdict.method,
        "version": verdict.version,
        "category": verdict.category or None,
    }
    row |= {name: _float(getattr(verdict, name)) for name in FIGURES}
    for part, name in (("baseline", verdict.baseline), ("latest", verdict.latest)):
        measurement = catalog.measurement.get(name or "")
        place = places.get(name or "")
        row[f"{part}_period"] = measurement.period.text if measurement else None
        row[f"{part}_value"] = _float(measurement.value) if measurement else None
        row[f"{part}_file"] = plan.measurements.paths[place // ROWS_A_FILE] if place is not None else None
        row[f"{part}_row"] = place % ROWS_A_FILE + plan.measurements.first_row if place is not None else None
    return MappingProxyType(row)


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def compare_rows(plan: Plan, by_sql: Row, by_functions: Row) -> list[Difference]:
    """Give the fields in which two verdicts on one pair differ: codes exactly, figures to nine digits."""
    key = tuple(by_sql[name] for name in plan.keys)
    return [
        Difference(key, by_sql["row_of_target"], name, by_sql[name], value)
        for name, value in by_functions.items()
        if not _same(by_sql[name], value)
    ]


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=_RELATIVE, abs_tol=1e-9)
    return one == other


__all__ = ["Difference", "Row", "compare_rows", "judge_pairs"]
