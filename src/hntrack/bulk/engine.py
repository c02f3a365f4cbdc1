"""DuckDB: looks at the files, prepares the targets and runs the statement, in bounded memory; and Spark in its place.

Of Spark, an existing session reads the measurements, gathers the series and decides; it has to see the same files, and
leaves both tables as Parquet.  The looking, and what is done with the verdicts, stays with DuckDB.  Nothing is written
twice: :mod:`hntrack.bulk.statement` gives one text, which sqlglot says in the other dialect.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from hntrack.bulk import dataset
from hntrack.bulk.dataset import TYPED_COLUMNS, Files, as_itself, choose_keys, locate
from hntrack.bulk.statement import (
    MOST_DECIMALS,
    MOST_FILES,
    MOST_LISTED,
    ROWS_A_FILE,
    Plan,
    aggregates,
    calendar_day,
    day_number,
    is_exact,
    period_part,
    quote,
    scaled,
    source,
    statement,
    text,
    verdicts,
)
from hntrack.errors import DataError, InputError, UsageError
from hntrack.errors.extras import MissingExtraError
from hntrack.model.codes import COMPARATORS, meaning
from hntrack.text.messages import Visible, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection
    from sqlglot import exp

_NUMERIC = tuple(word for word in COMPARATORS if meaning(word).asks != "words")
_LOW, _HIGH, _BOTH = (tuple(word for word in _NUMERIC if meaning(word).way == way) for way in (1, -1, 0))
_STRICT = tuple(word for word in _NUMERIC if meaning(word).strict)
_LARGEST = 10**17
_LARGEST_DOUBLE = 10**15  # up to here, a text that is read and scaled errs by less than a half
_NUMBER = re.compile("INT|DECIMAL|DOUBLE|FLOAT")
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_NAMED = re.compile(r" AS ([a-z]\w*)")
_OF_TARGETS = (
    "target", "due", "low", "high", "strict", "two_sided", "base", "promised", "due_day", "earlier", "last",
    "id", "comparator", "file_index", "file_row_number", "row_of_target", "method", "version", "rowid",
)  # fmt: skip
_OVERHEAD = 100
"""Megabytes that Python and the engine's own code take beside the memory that it is told to keep to."""


@contextmanager
def connect(megabytes: int, threads: int) -> Iterator[DuckDBPyConnection]:
    """Open an engine that keeps to a bound of memory and spills to a folder of its own.

    Raises:
        MissingExtraError: DuckDB is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise MissingExtraError("bulk", _("The judging of whole tables")) from error
    with TemporaryDirectory(prefix="hntrack-bulk-") as folder:
        connection = duckdb.connect()
        connection.execute(f"SET memory_limit = '{max(64, megabytes - _OVERHEAD)}MB'")
        connection.execute(f"SET threads = {threads}")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"SET temp_directory = {text(str(Path(folder) / 'spill'))}")
        connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
        try:
            yield connection
        except duckdb.Error as error:
            raise _explain(error, megabytes) from error
        finally:
            connection.close()


def _explain(error: Exception, megabytes: int) -> InputError:
    first = str(error).strip().splitlines()[0][:300]
    if type(error).__name__ == "OutOfMemoryException":
        return InputError(
            _("{megabytes} MB of memory are not enough.", megabytes=megabytes),
            _("Raise --memory, or lower --threads."),
        )
    return InputError(_("DuckDB cannot read this: {first}", first=first))


def open_files(connection: DuckDBPyConnection, given: str) -> Files:
    """Look at a file, a folder or a glob as one table: its files, columns and types.

    Raises:
        InputError: There are none, or too many.
    """
    patterns, form, hive = locate(given)
    paths = _find_paths(connection, patterns, given)
    _refuse_empty(paths)
    options = ["union_by_name = true"]
    if hive:
        options.append("hive_partitioning = true")
    if form == "csv":
        options.append("header = true")
    listed = ", ".join(text(as_itself(path)) for path in paths)
    described = connection.execute(
        f"DESCRIBE SELECT * FROM read_{form}([{listed}], {', '.join(options)})"
    ).fetchall()
    folders = re.findall(r"(?<![^/\\])([^/\\=]++)=[^/\\]*+[/\\]", paths[0]) if hive else []
    return _typed(Files(paths, form, {row[0]: row[1] for row in described}, hive, tuple(folders)))


def _refuse_empty(paths: Sequence[str]) -> None:
    for path in paths:
        if Path(path).stat().st_size == 0:
            raise InputError(_("{path} is empty.", path=path), _("Its first line names the columns."))


def _typed(files: Files) -> Files:
    """Make a text of each column that only looks like something else."""
    partitions = tuple(name for name in files.partitions if name in files.columns)
    texts = frozenset(files.columns if files.form == "csv" else partitions) - TYPED_COLUMNS
    columns = {name: "VARCHAR" if name in texts else kind for name, kind in files.columns.items()}
    return files._replace(columns=columns, partitions=partitions, texts=texts)


def _find_paths(connection: DuckDBPyConnection, patterns: Sequence[str], given: str) -> tuple[str, ...]:
    """Give the files that patterns stand for, in the order of their names."""
    paths = tuple(
        row[0]
        for pattern in patterns
        for row in connection.execute(f"SELECT file FROM glob({text(pattern)}) ORDER BY file").fetchall()
    )
    if not paths:
        raise InputError(_("There is no file {given}.", given=given))
    if len(paths) > MOST_FILES:
        raise InputError(
            _(
                "{given}: {count} files; at most {most} are read together.",
                given=given,
                count=len(paths),
                most=MOST_FILES,
            ),
            _("Write them into fewer files."),
        )
    return paths


def make_plan(
    connection: DuckDBPyConnection,
    measurements: Files,
    targets: Files,
    *,
    keys: Sequence[str],
    as_of: date,
    method: str,
    version: str,
    decimals: int | None,
) -> Plan:
    """Look at both tables, prepare the targets as a table of whole numbers, and say what the statement is made of.

    Raises:
        DataError: A period, comparator or value cannot be read, or has more decimals than are kept.
        UsageError: A column is missing.
    """
    series_keys, target_keys = choose_keys(measurements, targets, keys)
    _refuse_our_names(series_keys, "")
    measurements, targets = measurements.like(targets), targets.like(measurements)
    _refuse_undated(connection, measurements)
    for files, column in _of_numbers(measurements, targets):
        _refuse_words(connection, files, column)
    listed = _list_periods(connection, measurements)
    forms = _find_forms(connection, measurements, "period", listed)
    kept = _count_decimals(connection, measurements, targets, decimals)
    _prepare_targets(connection, targets, target_keys, kept)
    past, named, longest, day_ends = connection.execute(
        f"SELECT count(*) FILTER (due_day < {day_number(as_of)}), "
        "count(*) FILTER (base IS NOT NULL OR promised IS NOT NULL), "
        "max(len(earlier)), count(*) FILTER (due % 100 <> 99) FROM targets"
    ).fetchone() or (0, 0, 0, 0)
    plan = Plan(
        measurements=measurements,
        targets="targets",
        keys=series_keys,
        target_keys=target_keys,
        forms=tuple(forms),
        listed=listed,
        decimals=kept,
        as_of=as_of,
        dated=bool(past or named),
        milestones=longest or 0,
        month_ends="day" not in forms and not day_ends,
        method=method,
        version=version,
    )
    _refuse_our_names(series_keys, statement(plan))
    return plan


def _refuse_our_names(keys: Sequence[str], sql: str) -> None:
    """Stop where a key has the name of a column that the result, or a step on the way to it, has as well.

    Raises:
        UsageError: One has.
    """
    ours = {*_OF_TARGETS, *_NAMED.findall(sql)}
    for key in keys:
        if key.lower() in ours:
            raise UsageError(
                _("No column that tells series apart can be called '{key}': we call one so.", key=key),
                _("Rename it in both tables, to '{key} of series' perhaps.", key=key),
            )


def _find_forms(
    connection: DuckDBPyConnection, files: Files, column: str, listed: Sequence[str] = ()
) -> list[str]:
    """Tell in which forms the periods of a column are written; ``listed`` are all of them, where they are known.

    Raises:
        DataError: Some of them are none.
    """
    if "INT" in files.columns[column]:
        return ["year"]
    named = quote(column) if files.columns[column] == "VARCHAR" else f"CAST({quote(column)} AS VARCHAR)"
    table = (
        f"(SELECT unnest([{', '.join(map(text, listed))}]) AS {quote(column)})" if listed else source(files)
    )
    found = [
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT {dataset.tell_forms(named)} FROM (SELECT DISTINCT {quote(column)} FROM {table} "
            f"WHERE {quote(column)} IS NOT NULL)"
        ).fetchall()
    ]
    if None in found:
        examples = connection.execute(
            f"SELECT {named}, count(*) FROM {source(files)} WHERE {quote(column)} IS NOT NULL "
            f"AND {dataset.tell_forms(named)} IS NULL GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 5"
        ).fetchall()
        raise dataset.refuse_forms(column, examples)
    return [name for name in dataset.FORMS if name in found] or ["year"]


def _refuse_undated(connection: DuckDBPyConnection, files: Files) -> None:
    """Stop where a value stands without a period: it would belong nowhere.

    Raises:
        DataError: It names the first such row.
    """
    row = connection.execute(
        f"SELECT file_index, file_row_number FROM {source(files)} "
        "WHERE period IS NULL AND value IS NOT NULL ORDER BY ALL LIMIT 1"
    ).fetchone()
    if row is not None:
        message = _(
            "{where}: a value without a period. Write its period, or leave its value empty.",
            where=_where(files, row[0], row[1]),
        )
        raise DataError((), message)


def _where(files: Files, file: int, row: int) -> str:
    """Name a row by its file and number."""
    return f"{files.paths[file]}:{row + files.first_row}"


def _of_numbers(measurements: Files, targets: Files) -> list[tuple[Files, str]]:
    """Give the columns of values, each with its table."""
    columns = [(measurements, "value"), (targets, "value"), (targets, "value_high")]
    return [(files, column) for files, column in columns if column in files.columns]


def _refuse_words(connection: DuckDBPyConnection, files: Files, column: str) -> None:
    """Stop where a column of values holds anything else.

    Raises:
        DataError: It names the first such row.
    """
    kind, name = files.columns[column], quote(column)
    if _NUMBER.search(kind):
        return
    unread = f"AND TRY_CAST({name} AS DOUBLE) IS NULL" if kind == "VARCHAR" else ""
    row = connection.execute(
        f"SELECT file_index, file_row_number, CAST({name} AS VARCHAR) FROM {source(files)} "
        f"WHERE {name} IS NOT NULL {unread} ORDER BY ALL LIMIT 1"
    ).fetchone()
    if row is not None:
        raise _no_number(_where(files, row[0], row[1]), column, row[2])


def _no_number(where: str, column: str, value: str) -> DataError:
    message = _(
        "{where}: {column} is no number: {value}. Write it with a point and without groups: 1200.5.",
        where=where,
        column=column,
        value=Visible(value, 60),
    )
    return DataError((), message)


def _list_periods(connection: DuckDBPyConnection, files: Files) -> tuple[str, ...]:
    """List the periods that occur, where a file's dictionary holds them and they are few."""
    if files.form != "parquet" or files.columns["period"] != "VARCHAR":
        return ()
    rows = connection.execute(
        f"SELECT DISTINCT period FROM {source(files)} WHERE period IS NOT NULL ORDER BY 1 LIMIT {MOST_LISTED + 1}"
    ).fetchall()
    return tuple(row[0] for row in rows) if len(rows) <= MOST_LISTED else ()


def _count_decimals(
    connection: DuckDBPyConnection, measurements: Files, targets: Files, asked: int | None
) -> int:
    """Say how many decimals are kept, so that every value is a whole number.

    Raises:
        DataError: A value has more decimals than asked for, or is too large for exact arithmetic.
        UsageError: More are asked for than can be kept.
    """
    if asked is not None and not 0 <= asked <= MOST_DECIMALS:
        raise UsageError(_("--decimals takes 0 to {most_decimals}.", most_decimals=MOST_DECIMALS))
    present = _of_numbers(measurements, targets)
    looked = [_most_decimals(connection, files, column) for files, column in present]
    kept = min(max(decimals for decimals, _example in looked), MOST_DECIMALS) if asked is None else asked
    for (files, column), (decimals, example) in zip(present, looked, strict=True):
        found = example if decimals > kept else _too_large(connection, files, column, kept)
        if found is not None:
            raise _inexact(connection, files, column, found, kept)
    return kept


def _inexact(
    connection: DuckDBPyConnection, files: Files, column: str, example: object, kept: int
) -> DataError:
    """A value that cannot be kept, or that is none, named by its file and row; a type is named by its file."""
    row = connection.execute(
        f"SELECT file_index, file_row_number FROM {source(files)} "
        f"WHERE CAST({quote(column)} AS VARCHAR) = CAST(? AS VARCHAR) ORDER BY ALL LIMIT 1",
        [example],
    ).fetchone()
    where = files.paths[0] if row is None else _where(files, row[0], row[1])
    if re.fullmatch(r"[+-]?(nan|inf|infinity)", str(example).strip(), re.IGNORECASE):
        return _no_number(where, column, str(example))
    message = _(
        "{where}: {column} cannot be kept exactly with {kept} decimals: {value}. Judge such series in a table "
        "of their own, or give whole numbers or DECIMAL, which have room for 17 digits instead of 15.",
        where=where,
        column=column,
        kept=kept,
        value=Visible(str(example), 60),
    )
    return DataError((), message)


def _too_large(connection: DuckDBPyConnection, files: Files, column: str, kept: int) -> object:
    """Give a value of a column that is too large with so many decimals, if there is one."""
    kind, name = files.columns[column], quote(column)
    largest = (_LARGEST if is_exact(kind) else _LARGEST_DOUBLE) // 10**kept
    declared = _DECIMAL.fullmatch(kind)
    if declared is not None and 10 ** (int(declared[1]) - int(declared[2])) <= largest:
        return None  # it fits whole, by its type
    row = connection.execute(
        f"SELECT arg_max({name}, abs(CAST({name} AS DOUBLE))) FROM {source(files)} "
        f"HAVING max(abs(CAST({name} AS DOUBLE))) > {largest}"
    ).fetchone()
    return None if row is None else row[0]


def _most_decimals(connection: DuckDBPyConnection, files: Files, column: str) -> tuple[int, object]:
    """Give the most decimals that a column's values have or are declared with, and the value that has them."""
    kind, name = files.columns[column], quote(column)
    declared = _DECIMAL.fullmatch(kind)
    if declared is not None:
        return int(declared[2]), kind
    if "INT" in kind:
        return 0, kind
    number = f"CAST({name} AS DOUBLE)"  # reading and scaling a text err by 2 ** -53 of it, each
    cases = " ".join(
        f"WHEN abs({number} * {10**n} - round({number} * {10**n})) <= 2.3e-16 * abs({number} * {10**n}) THEN {n}"
        for n in range(MOST_DECIMALS + 1)
    )
    decimals = f"(CASE {cases} ELSE {MOST_DECIMALS + 1} END)"
    row = connection.execute(
        f"SELECT max({decimals}), arg_max({name}, {decimals}) FROM {source(files)} WHERE {name} IS NOT NULL"
    ).fetchone()
    return (0, None) if row is None or row[0] is None else (int(row[0]), row[1])


def _prepare_targets(
    connection: DuckDBPyConnection, files: Files, keys: Sequence[str], decimals: int
) -> None:
    """Make the table ``targets``: bounds and days as whole numbers, and the milestones on the way."""
    table = source(files)
    words = ", ".join(text(word) for word in _NUMERIC)
    odd = connection.execute(
        f"SELECT comparator, count(*) FROM {table} "
        f"WHERE comparator IS NULL OR comparator NOT IN ({words}) GROUP BY ALL LIMIT 5"
    ).fetchall()
    if odd:
        listed = ", ".join(str(row[0]) for row in odd)
        message = _(
            "Comparators that cannot be used here: {listed}. It takes: {words}.", listed=listed, words=words
        )
        raise DataError((), message)

    def whole(column: str) -> str:
        if column not in files.columns:
            return "NULL::BIGINT"
        return scaled(files, decimals, column)

    def day(column: str) -> str:
        if column not in files.columns:
            return "NULL::INTEGER"
        return f"CAST({period_part(files, _find_forms(connection, files, column), 'end', column)} AS INTEGER)"

    two = (whole("value"), whole("value_high"))
    low, high = (
        f"CASE WHEN comparator IN {one_sided!r} THEN {two[0]} "
        f"WHEN comparator = 'between' THEN {end}({two[0]}, {two[1]}) WHEN comparator = 'exactly' THEN {two[0]} END"
        for one_sided, end in ((_LOW, "least"), (_HIGH, "greatest"))
    )
    listed = ", ".join(quote(name) for name in keys)
    named = f"CAST({quote('id')} AS VARCHAR)" if "id" in files.columns else "NULL"
    identity = f"coalesce({named}, CAST(file_row_number + {files.first_row} AS VARCHAR))"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE bounds AS SELECT file_index * {ROWS_A_FILE} + file_row_number AS target, "
        f"{identity} AS id, {listed}, {day('milestone')} AS due, {low} AS low, {high} AS high, "
        f"comparator, comparator IN {_STRICT!r} AS strict, comparator IN {_BOTH!r} AS two_sided, "
        f"{day('baseline')} AS base, {day('promised')} AS promised FROM {table}"
    )
    way = "CASE WHEN low IS NULL THEN -1 ELSE 1 END"
    due_day = f"CAST(strftime({calendar_day('due')}, '%Y%m%d') AS INTEGER)"
    # Of several milestones of one day and way the line goes through the last, as the functions have it.
    last = f"max(target) FILTER (WHERE NOT two_sided) OVER (PARTITION BY {listed}, due, {way})"
    vertex = f"{{'due': due, 'bound': coalesce(low, high), 'way': {way}}}"
    vertices = f"list({vertex}) FILTER (NOT two_sided AND due IS NOT NULL AND target = last)"
    before = f"PARTITION BY {listed} ORDER BY due, target ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE targets AS SELECT * EXCLUDE (last), {due_day} AS due_day, "
        f"coalesce({vertices} OVER ({before}), []) AS earlier FROM (SELECT *, {last} AS last FROM bounds)"
    )


# Spark


def make_portable(plan: Plan) -> Plan:
    """Give the plan that uses nothing that only DuckDB has."""
    return plan._replace(portable=True, listed=())


def translate(statement: str) -> str:
    """Say a statement of DuckDB in the dialect of Spark, without a change of what it means.

    Raises:
        MissingExtraError: sqlglot is not installed.
    """
    try:
        from sqlglot import parse_one  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise _missing() from error
    tree = parse_one(statement, read="duckdb")
    for node in reversed([*tree.bfs()]):  # what is within before what it is in
        said = _say_otherwise(node)
        if said is not node:
            node.replace(said)
    return str(tree.sql(dialect="spark"))


def _missing() -> MissingExtraError:
    return MissingExtraError("spark", _("The judging of whole tables by Spark"))


def _say_otherwise(node: exp.Expr) -> exp.Expr:
    """Change what sqlglot leaves as it is, or would say with another meaning."""
    from sqlglot import exp  # noqa: PLC0415  (an extra)

    match node:
        case exp.DataType() if node.this == exp.DataType.Type.INT128:
            return exp.DataType.build("DECIMAL(38, 0)")
        case exp.Div():  # of floats, and NULL by zero
            by = exp.Nullif(this=node.expression, expression=exp.Literal.number(0))
            return exp.Div(this=exp.cast(node.this, "DOUBLE"), expression=by)
        case exp.Max() if node.args.get("count"):
            every = exp.Anonymous(this="COLLECT_LIST", expressions=[node.this])
            falling = exp.Anonymous(this="SORT_ARRAY", expressions=[every, exp.false()])
            return exp.Anonymous(
                this="SLICE", expressions=[falling, exp.Literal.number(1), node.args["count"]]
            )
        case exp.Anonymous() if node.name.lower() == "list_extract":
            return exp.Anonymous(this="TRY_ELEMENT_AT", expressions=node.expressions)
        case exp.RegexpFullMatch():
            whole = exp.Literal.string(f"^({node.expression.name})$")
            return exp.RegexpLike(this=node.this, expression=whole)
    return node


def run_on_spark(connection: DuckDBPyConnection, plan: Plan, folder: Path) -> Plan:
    """Let Spark make what DuckDB would: the tables ``series`` and ``judged``, as views of files in a folder it can see.

    Returns:
        The plan that Spark carried out.

    Raises:
        InputError: Spark cannot read or work this out; the message is its own first line.
        MissingExtraError: PySpark or sqlglot is not installed.
        UsageError: The measurements are no plain Parquet files: only of those does Spark count the rows.
    """
    if plan.measurements.form != "parquet" or plan.measurements.hive:
        raise UsageError(
            _(
                "--engine spark reads measurements from Parquet files without partitions in the names of folders."
            ),
            _("Write them as Parquet, or leave out --engine spark."),
        )
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415  (an extra)
        from pyspark.sql import SparkSession  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise _missing() from error
    plan = make_portable(plan)
    texts = [translate(aggregates(plan)), translate(verdicts(plan))]
    try:
        session = SparkSession.builder.appName("hntrack bulk").getOrCreate()
        connection.execute(f"COPY targets TO {text(str(folder / 'targets.parquet'))} (FORMAT parquet)")
        session.read.parquet(str(folder / "targets.parquet")).createOrReplaceTempView("targets")
        _read_measurements(session, plan.measurements.paths).createOrReplaceTempView("measurements")
        for name, statement in zip(("series", "judged"), texts, strict=True):
            session.sql(statement).write.parquet(str(folder / name))
            made = session.read.parquet(str(folder / name))
            made.createOrReplaceTempView(name)
            parts = text(str(folder / name / "*.parquet"))
            connection.execute(f"CREATE TEMP VIEW {quote(name)} AS FROM read_parquet({parts})")
    except PySparkException as error:
        first = str(error).strip().splitlines()[0][:300]
        raise InputError(_("Spark cannot work this out: {first}", first=first)) from error
    return plan


def _read_measurements(session: Any, paths: tuple[str, ...]) -> Any:
    """Read the files as one table, with the number of each file and row (both from 0)."""
    table = session.read.option("mergeSchema", "true").parquet(
        *(str(Path(path).absolute()) for path in paths)
    )
    absolute = {str(Path(path).absolute()): at for at, path in enumerate(paths)}
    uris = [row[0] for row in table.selectExpr("_metadata.file_path").distinct().collect()]
    cases = " ".join(f"WHEN {_literal(uri)} THEN {_number_of(uri, absolute)}" for uri in uris)
    numbered = f"CASE _metadata.file_path {cases} END" if uris else "0"
    return table.selectExpr(
        "*", f"CAST({numbered} AS INT) AS file_index", "_metadata.row_index AS file_row_number"
    )


def _number_of(uri: str, absolute: Mapping[str, int]) -> int:
    """Give the number of the file that Spark calls so: it writes some letters of a path as %20 does."""
    path = "/" + uri.removeprefix("file:").lstrip("/")
    return absolute[path if path in absolute else unquote(path)]


def _literal(value: str) -> str:
    """Quote a text for Spark, where a backslash escapes."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
