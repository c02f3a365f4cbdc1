"""The whole way: look, judge in SQL, judge the rest by the functions, compare a sample, write one table.

The functions judge the series that SQL does not treat, and the sample, on which both ways must agree.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, groupby
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hntrack.assess import assess
from hntrack.assess.methods import METHODS, MODULES
from hntrack.bulk.dataset import as_itself
from hntrack.bulk.engine import connect, make_plan, make_portable, open_files, run_on_spark, translate
from hntrack.bulk.statement import (
    ROWS_A_FILE,
    SQL_METHODS,
    Plan,
    aggregates,
    quote,
    repeated,
    source,
    statement,
    text,
    uneven_series,
    verdicts,
)
from hntrack.errors import DataError, InputError, UsageError, cause
from hntrack.errors.extras import MissingExtraError
from hntrack.model.catalog import Snapshot
from hntrack.model.codes import OBS_STATUSES, QUALIFIERS, Word
from hntrack.model.records import Area, Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.text.messages import Wording, _
from hntrack.text.periods import Period, parse_period

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BULK_METHODS = (*SQL_METHODS, *(name for name in MODULES if name not in {*SQL_METHODS, "rank", "checklist"}))
"""Those of SQL, and those whose verdicts the functions give: not of ranks and stages, of which no table tells."""
FORMATS = (".parquet", ".csv", ".xlsx", ".sqlite")
_BATCH = 10_000
_MOST_XLSX_ROWS = 1_048_575


class Request(NamedTuple):
    """What is to be judged, and how.

    Attributes:
        measurements, targets: Files, folders or globs.
        keys: Columns that tell series apart; empty for all that are not hntrack's own words.
        as_of: The day of judging.
        method: One of :data:`BULK_METHODS`.
        decimals: How many decimals values have; ``None`` for what the files declare.
        memory: Bound in megabytes.
        threads: How many threads may work.
        engine: ``duckdb`` or ``spark``: who gathers the series and decides.
    """

    measurements: str
    targets: str
    keys: tuple[str, ...]
    as_of: date
    method: str
    decimals: int | None
    memory: int
    threads: int
    engine: str = "duckdb"


class Outcome(NamedTuple):
    """What came out.

    Attributes:
        pairs: How many verdicts.
        by_functions: How many of them the functions gave.
        counts: Standing, pace and how many.
        rolled: The same by the columns asked for: key values, standing, pace, count.
        differences: What the sample showed, where one was taken.
        compared: How large that sample was.
        measured: Whether anything was measured at all.
        unmeasured: How many targets have no measurement, and so no row.
    """

    pairs: int
    by_functions: int
    counts: tuple[tuple[str, str, int], ...]
    rolled: tuple[tuple[object, ...], ...]
    differences: tuple[Difference, ...]
    compared: int
    measured: bool
    unmeasured: int


Tell = Callable[[str, int], None]
"""Called with a step's name and a number, for people who wait."""


def plan_of(connection: DuckDBPyConnection, request: Request) -> Plan:
    """Look at the files and say what the statement is made of."""
    if request.method not in BULK_METHODS:
        listed = ", ".join(BULK_METHODS)
        raise UsageError(
            _("--method {method} is not for bulk.", method=request.method),
            _("It takes: {listed}.", listed=listed),
        )
    return make_plan(
        connection,
        open_files(connection, request.measurements),
        open_files(connection, request.targets),
        keys=request.keys,
        as_of=request.as_of,
        method=request.method,
        version=METHODS[request.method].version,
        decimals=request.decimals,
    )


def print_statement(request: Request) -> str:
    """Give the statement as text.

    Raises:
        UsageError: The method has none.
    """
    if request.method in BULK_METHODS and request.method not in SQL_METHODS:
        listed = ", ".join(SQL_METHODS)
        raise UsageError(
            _("The method {method} is not judged by SQL.", method=request.method),
            _("It takes: {listed}.", listed=listed),
        )
    with connect(request.memory, request.threads) as connection:
        plan = plan_of(connection, request)
        return translate(statement(make_portable(plan))) if request.engine == "spark" else statement(plan)


def judge_all(
    request: Request, output: Path, *, roll_up: Sequence[str] = (), verify: int = 0, tell: Tell
) -> Outcome:
    """Judge everything and write one table, replaced as a whole; ``verify`` pairs by chance are judged both ways."""
    if output.suffix not in FORMATS:
        listed = ", ".join(FORMATS)
        raise UsageError(
            _("The form of {name} is not known.", name=output.name),
            _("Its name ends in {listed}.", listed=listed),
        )
    with (
        TemporaryDirectory(prefix="hntrack-bulk-") as folder,
        connect(request.memory, request.threads) as connection,
    ):
        plan = plan_of(connection, request)
        output = _place_of(output, connection, plan, request.targets)
        tell("judge", 0)
        if request.engine == "spark":
            plan = run_on_spark(connection, plan, Path(folder))
        else:
            connection.execute(f"CREATE TEMP TABLE series AS {aggregates(plan)}")
            connection.execute(f"CREATE TEMP VIEW judged AS {verdicts(plan)}")
        by_functions = _judge_rest(connection, plan, tell)
        differences, compared = _compare(connection, plan, verify) if verify else ((), 0)
        result = _result(plan, by_functions)
        tell("write", 0)
        _write(connection, result, output)
        if output.suffix == ".parquet":
            result = f"FROM read_parquet({text(as_itself(str(output)))})"
        counted = f"SELECT standing, pace, count(*) FROM ({result}) GROUP BY ALL ORDER BY ALL"
        counts = tuple(connection.execute(counted).fetchall())
        rolled: tuple[tuple[object, ...], ...] = ()
        if roll_up:
            listed = ", ".join(quote(name) for name in roll_up)
            rolled = tuple(
                connection.execute(
                    f"SELECT {listed}, standing, pace, count(*) FROM ({result}) GROUP BY ALL ORDER BY ALL"
                ).fetchall()
            )
        measured, unmeasured = _count_unmeasured(connection, plan)
        return Outcome(
            sum(row[2] for row in counts),
            by_functions,
            counts,
            rolled,
            tuple(differences),
            compared,
            measured,
            unmeasured,
        )


def _place_of(output: Path, connection: DuckDBPyConnection, plan: Plan, targets: str) -> Path:
    """Give the place where a name leads, which is none of the tables that are read."""
    place = Path(os.path.realpath(output))
    if place.exists() and any(
        map(place.samefile, (*plan.measurements.paths, *open_files(connection, targets).paths))
    ):
        raise UsageError(
            _("{output} is one of the tables that are read.", output=output), _("Give it another name.")
        )
    return place


def _count_unmeasured(connection: DuckDBPyConnection, plan: Plan) -> tuple[bool, int]:
    """Say whether anything was measured, and how many targets have no series."""
    using = ", ".join(map(quote, (*plan.target_keys, "target") if plan.dated else plan.target_keys))
    (unmeasured,) = connection.execute(
        f"SELECT count(*) FROM targets ANTI JOIN series USING ({using})"
    ).fetchone() or (0,)
    (every,) = connection.execute("SELECT count(*) FROM targets").fetchone() or (0,)
    if unmeasured < every:
        return True, int(unmeasured)
    first = connection.execute(
        f"SELECT 1 FROM {source(plan.measurements)} WHERE value IS NOT NULL LIMIT 1"
    ).fetchone()
    return first is not None, int(unmeasured)


def _judge_rest(connection: DuckDBPyConnection, plan: Plan, tell: Tell) -> int:
    """Judge by the functions what SQL left open, into the table ``rest``; give how many pairs that were."""
    open_pairs = _open_pairs(connection, plan)
    if not open_pairs:
        return 0
    connection.execute(f"CREATE TEMP TABLE open_pairs AS {open_pairs}")
    (count,) = connection.execute("SELECT count(*) FROM open_pairs").fetchone() or (0,)
    if not count:
        return 0
    tell("functions", count)
    connection.execute("CREATE TEMP TABLE rest AS SELECT * EXCLUDE (target) FROM judged LIMIT 0")
    for first in range(0, count, _BATCH):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE chosen AS FROM open_pairs "
            f"WHERE rowid >= {first} AND rowid < {first + _BATCH}"
        )
        _insert(connection, [*judge_pairs(connection, plan, "chosen")])
        tell("functions", min(first + _BATCH, count))
    return int(count)


def _open_pairs(connection: DuckDBPyConnection, plan: Plan) -> str:
    """Give SQL for the pairs that SQL does not judge; empty where it judges all."""
    keys = ", ".join(quote(name) for name in plan.keys)
    unjudged = f"SELECT row_of_target, {keys} FROM judged WHERE standing IS NULL"
    if not plan.in_sql:
        return unjudged
    connection.execute(f"CREATE TEMP TABLE uneven AS {uneven_series(plan)}")
    (uneven,) = connection.execute("SELECT count(*) FROM uneven").fetchone() or (0,)
    if uneven:
        connection.execute(f"CREATE TEMP TABLE twice AS {repeated(plan)}")
        return f"{unjudged} UNION SELECT row_of_target, {keys} FROM judged SEMI JOIN twice USING ({keys})"
    return unjudged if plan.mixed or plan.odd else ""


def _insert(connection: DuckDBPyConnection, rows: Sequence[Row]) -> None:
    """Add rows a column at a time: row by row the engine would take a hundred times as long."""
    columns = list(rows[0])
    listed = ", ".join(quote(name) for name in columns)
    marks = ", ".join(["unnest(?)"] * len(columns))
    connection.execute(
        f"INSERT INTO rest ({listed}) SELECT {marks}", [[row[name] for row in rows] for name in columns]
    )


def _compare(connection: DuckDBPyConnection, plan: Plan, size: int) -> tuple[list[Difference], int]:
    """Judge pairs chosen by chance both ways."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE chosen AS FROM judged WHERE standing IS NOT NULL USING SAMPLE {size} ROWS"
    )
    names = [column[0] for column in connection.execute("FROM chosen LIMIT 0").description or ()]
    by_sql = {
        (row["row_of_target"], *(row[name] for name in plan.keys)): row
        for row in (
            dict(zip(names, row, strict=True)) for row in connection.execute("FROM chosen").fetchall()
        )
    }
    differences: list[Difference] = []
    for row in judge_pairs(connection, plan, "chosen"):
        differences += compare_rows(
            plan, by_sql[row["row_of_target"], *(row[name] for name in plan.keys)], row
        )
    return differences, len(by_sql)


def _result(plan: Plan, by_functions: int) -> str:
    """Give SQL for the result: what SQL judged, but for the pairs that the functions judged."""
    keys = ", ".join(quote(name) for name in plan.keys)
    if not by_functions:
        return "SELECT * EXCLUDE (row_of_target) FROM judged"
    return (
        f"SELECT * EXCLUDE (row_of_target) FROM judged ANTI JOIN open_pairs USING (row_of_target, {keys}) "
        "UNION ALL BY NAME SELECT t.target, r.* EXCLUDE (row_of_target) FROM rest AS r JOIN "
        "(SELECT target AS row_of_target, id AS target FROM targets) AS t USING (row_of_target)"
    )


def _write(connection: DuckDBPyConnection, result: str, output: Path) -> None:
    """Write the result beside its place and move it there whole."""
    try:
        with TemporaryDirectory(prefix=".hntrack-", dir=output.parent) as folder:
            _write_into(connection, result, Path(folder) / output.name, output)
    except OSError as error:
        raise InputError(
            _("Cannot write {output}: {cause}.", output=output, cause=cause(error)),
            _("Check the permissions and the disk space."),
        ) from error


def _write_into(connection: DuckDBPyConnection, result: str, beside: Path, output: Path) -> None:
    """Write the result where nobody else has a hand in it, and move it to its place."""
    if output.suffix == ".sqlite":
        _write_sqlite(connection, result, beside)
    elif output.suffix == ".xlsx":
        _write_xlsx(connection, result, beside)
    else:
        form = "parquet" if output.suffix == ".parquet" else "csv, header true"
        connection.execute(f"COPY ({result}) TO {text(str(beside))} (FORMAT {form})")
    beside.replace(output)


def _rows(connection: DuckDBPyConnection, result: str) -> tuple[list[str], Iterator[tuple[object, ...]]]:
    cursor = connection.execute(result)
    names = [column[0] for column in cursor.description or ()]
    return names, (row for batch in iter(lambda: cursor.fetchmany(_BATCH), []) for row in batch)


def _write_sqlite(connection: DuckDBPyConnection, result: str, path: Path) -> None:
    import sqlite3  # noqa: PLC0415  (only this form needs it)

    names, rows = _rows(connection, result)
    database = sqlite3.connect(path)
    try:
        database.execute(f"CREATE TABLE verdicts ({', '.join(quote(name) for name in names)})")
        database.executemany(f"INSERT INTO verdicts VALUES ({', '.join('?' * len(names))})", rows)
        database.commit()
    finally:
        database.close()


def _write_xlsx(connection: DuckDBPyConnection, result: str, path: Path) -> None:
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  (an extra)
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415  (as above)
    except ImportError as error:
        raise MissingExtraError("excel", _("A workbook")) from error
    (count,) = connection.execute(f"SELECT count(*) FROM ({result})").fetchone() or (0,)
    if count > _MOST_XLSX_ROWS:
        raise UsageError(
            _("{count} rows do not fit into a sheet.", count=count), _("Use .parquet, .csv or .sqlite.")
        )
    names, rows = _rows(connection, result)
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent), **plain})
    sheet = book.add_worksheet("verdicts")
    try:
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(chain([names], rows)):
            sheet.write_row(number, 0, row)
        book.close()
    except FileCreateError as error:
        raise OSError(*error.args[0].args) from error  # made anew: in a circle it would stay in memory
    finally:
        for file in (sheet.fh, sheet.row_data_fh):  # XlsxWriter closes them only where all went well
            file.close()


# The functions' own verdicts

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
    message = _("'{given}' cannot be used; it takes: {listed}.", given=given, listed=listed)
    raise DataError((), message)


def _contradiction(plan: Plan, period: str, first: int, second: int) -> DataError:
    where = [
        f"{plan.measurements.paths[place // ROWS_A_FILE]}:{place % ROWS_A_FILE + plan.measurements.first_row}"
        for place in (first, second)
    ]
    message = _(
        "Two rows of one series contradict each other for {period}: {where} and {where2}.",
        period=period,
        where=where[0],
        where2=where[1],
    )
    return DataError((), message)


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
