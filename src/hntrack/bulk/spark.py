"""Spark: the statement of DuckDB as a dialect, run by an existing session; both have to see the same files.

The looking, and what is done with the verdicts, stays with DuckDB: Spark reads the measurements, gathers the series
and decides, and leaves both tables as Parquet.  Nothing is written twice: :mod:`hntrack.bulk.statement` gives one text,
which sqlglot says in the other dialect.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from hntrack.bulk.statement import Plan, aggregates, quote, text, verdicts
from hntrack.errors import InputError, UsageError
from hntrack.errors.extras import MissingExtraError
from hntrack.text.messages import _

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from sqlglot import exp


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
