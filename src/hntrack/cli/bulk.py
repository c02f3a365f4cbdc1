"""``hntrack bulk``: millions of series judged in one pass."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from hntrack.cli.commands import argument, command, one_of, option, say, spoken
from hntrack.cli.session import AsOf, Debug, Lang, asked_day
from hntrack.cli.streams import note, write_out
from hntrack.errors import EXIT_GATE, EXIT_OK, UsageError
from hntrack.model.codes import PACES, STANDINGS
from hntrack.report import Json
from hntrack.text.characters import visible
from hntrack.text.messages import _

if TYPE_CHECKING:
    from hntrack.bulk.run import Outcome

EXIT_DIFFERENT = 5
_SHOWN_DIFFERENCES = 10
_FORMS = ("plain", "json")
_ENGINES = ("duckdb", "spark")


_FILE, _COLUMNS = say("FILE"), say("COLUMN[,COLUMN…]")
Measurements = Annotated[
    str, argument("Parquet or CSV (file, folder, glob): key columns, period, value.", say("MEASUREMENTS"))
]
Targets = Annotated[
    str,
    argument(
        "Table: key columns, milestone, comparator, value, and where wanted value_high, id, baseline, "
        "promised.",
        say("TARGETS"),
    ),
]
Output = Annotated[str | None, option("--output -o", "Write to .parquet, .csv, .xlsx, .sqlite.", _FILE)]
Keys = Annotated[
    str | None, option("--key", "Columns that tell series apart (default: all others).", _COLUMNS)
]
Method = Annotated[str, option("--method", "Method (see 'hntrack methods').", "ID")]
Decimals = Annotated[
    int | None, option("--decimals", "Decimals that are kept (default: as many as the values have).", "N")
]
Memory = Annotated[int, option("--memory", "Bound of memory.", "MB", least=164)]
Threads = Annotated[int | None, option("--threads", "Threads.", "N", least=1, most=256)]
Engine = Annotated[
    str, option("--engine", "Who gathers the series: DuckDB, or your Spark.", "|".join(_ENGINES))
]
Verify = Annotated[
    int,
    option(
        "--verify", "Judge N pairs chosen by chance both ways; exit with 5 where they differ.", "N", least=0
    ),
]
RollUp = Annotated[str | None, option("--roll-up", "Count the verdicts by these columns.", _COLUMNS)]
FailOn = Annotated[str | None, option("--fail-on", "Exit with 1 on: missed, behind …", say("CODE[,CODE…]"))]
Sql = Annotated[bool, option("--sql", "Only print the SQL statement.")]
Form = Annotated[str, option("--format -f", "Format of the counts.", "|".join(_FORMS))]


@command(
    "bulk",
    "connect",
    _("Judge millions of series in one pass."),
    (
        "hntrack bulk measurements.parquet targets.parquet -o verdicts.parquet",
        "hntrack bulk measurements.csv targets.csv -o verdicts.csv --verify 100",
    ),
    about=_("Judge millions of series in one pass: Parquet or CSV in, one row a target out."),
    own_output=True,
    after="schema",
)
def bulk(  # noqa: PLR0913, PLR0917  (one parameter an option: Typer reads them here)
    measurements: Measurements,
    targets: Targets,
    output: Output = None,
    key: Keys = None,
    as_of: AsOf = None,
    method: Method = "trajectory",
    decimals: Decimals = None,
    verify: Verify = 0,
    roll_up: RollUp = None,
    fail_on: FailOn = None,
    sql: Sql = False,
    engine: Engine = "duckdb",
    memory: Memory = 256,
    threads: Threads = None,
    form: Form = "plain",
    lang: Lang = None,
    debug: Debug = False,
) -> int:
    """Judge, write the table, print the counts."""
    del lang, debug  # heeded before anything is parsed
    from hntrack.bulk.run import Request, judge_all, print_statement  # noqa: PLC0415  (help does not pay for it)

    one_of("--format", form, _FORMS)
    one_of("--engine", engine, _ENGINES)
    stopping = _codes(fail_on)
    request = Request(
        measurements,
        targets,
        _names(key),
        asked_day(as_of),
        method,
        decimals,
        memory,
        threads or min(8, os.cpu_count() or 1),
        engine,
    )
    if sql:
        _print_lines(print_statement(request).split("\n"))
        return EXIT_OK
    if output is None:
        raise UsageError(
            _("It needs a place to write to."), _("Add --output FILE.parquet (or .csv, .xlsx, .sqlite).")
        )
    columns = _names(roll_up)
    outcome = judge_all(request, Path(output), roll_up=columns, verify=verify, tell=_tell)
    rows = outcome.rolled if columns else outcome.counts
    _print_counts((*columns, "standing", "pace", "count"), rows, form)
    written = _(
        "{pairs} verdicts written to {output}, {by_functions} of them not by SQL.",
        pairs=outcome.pairs,
        output=output,
        by_functions=outcome.by_functions,
    )
    note(spoken(written))
    _warn(outcome, measurements)
    if verify and _differ(outcome):
        return EXIT_DIFFERENT
    tripped = any(not stopping.isdisjoint((standing, pace)) for standing, pace, _ in outcome.counts)
    return EXIT_GATE if tripped else EXIT_OK


def _warn(outcome: Outcome, measurements: str) -> None:
    """Say what was not there: an empty table, or targets that nobody measured."""
    if not outcome.measured:
        note(spoken(_("0 measurements read from {name}: no row has a value.", name=measurements)))
    elif outcome.unmeasured:
        nothing = _(
            "{count} targets have no measurement, and no row in the table: no series has their keys.",
            count=outcome.unmeasured,
        )
        note(spoken(nothing))


def _differ(outcome: Outcome) -> bool:
    """Say where both ways of judging differ, and whether they do."""
    differences = outcome.differences
    compared = _(
        "{compared} pairs judged both ways: {count} differences.",
        compared=outcome.compared,
        count=len(differences),
    )
    note(spoken(compared))
    for it in differences[:_SHOWN_DIFFERENCES]:
        note(f"  {it.key} {it.field}: SQL {it.by_sql!r}, {it.by_functions!r}")
    return bool(differences)


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _codes(text: str | None) -> frozenset[str]:
    names = _names(text)
    for name in names:
        one_of("--fail-on", name, (*STANDINGS, *PACES))
    return frozenset(names)


def _tell(step: str, count: int) -> None:
    """Say on stderr what is going on: such runs take a while."""
    words = {
        "judge": _("Judging …"),
        "functions": _("{count} pairs by the functions …", count=count),
        "write": _("Writing …"),
    }
    note(spoken(words[step]))


def _plain(value: object) -> Json:
    return value if isinstance(value, int | str) or value is None else str(value)


def _print_lines(lines: Sequence[str]) -> None:
    """Write lines; only one that holds what a terminal would obey is shown otherwise than it is."""
    shown = (line if line.replace("\t", "").isprintable() else visible(line) for line in lines)
    write_out("".join(f"{line}\n" for line in shown))


def _print_counts(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> None:
    if form == "json":
        from hntrack.render.json_text import dumps  # noqa: PLC0415  (only for JSON)

        items: list[Json] = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
        write_out(dumps({"schema": "hntrack/bulk", "version": 1, "items": items}) + "\n")
        return
    _print_lines(["\t".join(visible(str(value)) for value in row) for row in (columns, *rows)])
