"""Published cases through the columns of ``hntrack bulk``: ``python tools/conformance --columns FILE…``.

Each case becomes rows of two tables.  SQL and the functions judge them by each method of SQL, and the publisher's own
method judges them from the tables; whatever differs from what the catalog's objects give is counted and named.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from conformance.cases import BadRowError, Published, Row, read_case
from hntrack.assess.run import assess
from hntrack.bulk.run import Request, judge_all
from hntrack.bulk.statement import SQL_METHODS
from hntrack.model.records import Measurement

_MOST_DECIMALS = 9
_COMPARATORS = frozenset({"more_than", "at_least", "less_than", "at_most", "between", "exactly"})
_MEASURED = ("case", "period", "value")
_PROMISED = ("case", "milestone", "comparator", "value", "value_high", "baseline")


class Tally(NamedTuple):
    """How the cases of a file came out.

    Attributes:
        judged: Verdicts compared: cases × methods.
        by_sql: How many of them SQL gave.
        left_out: Cases that no table can hold: no bound or one that holds every year, more decimals than are kept.
        differences: One line each.
    """

    judged: int
    by_sql: int
    left_out: int
    differences: tuple[str, ...]


def through_columns(rows: Iterable[Row]) -> Tally:
    """Judge published cases as tables, and compare with what the objects give."""
    cases = [case for row in rows for case in _read(row)]
    usable = [case for case in cases if _fits(case)]
    days: dict[date, dict[str, Published]] = {}
    for number, case in enumerate(usable):
        days.setdefault(case.as_of, {})[f"{number}"] = case
    judged, by_sql, differences = 0, 0, []
    for as_of, of_day in days.items():
        for method in dict.fromkeys((*SQL_METHODS, *(case.method for case in of_day.values()))):
            chosen = {
                key: case for key, case in of_day.items() if method in SQL_METHODS or case.method == method
            }
            found, counted = _judge(chosen, as_of, method)
            judged += len(chosen)
            by_sql += counted
            differences += found
    return Tally(judged, by_sql, len(cases) - len(usable), tuple(differences))


def _read(row: Row) -> Iterator[Published]:
    try:
        yield read_case(row)
    except BadRowError:
        return  # the comparison with what was published names it


def _fits(case: Published) -> bool:
    """Whether tables can say all of it: where better lies is known from one bound alone."""
    target = case.target
    one_sided = target.comparator not in {"between", "exactly"} or case.method in SQL_METHODS
    return (
        target.comparator in _COMPARATORS
        and target.hold == "at_milestone"
        and one_sided
        and bool(case.catalog.measurements)
        and all(map(_is_short, (target.value, *(one.value for one in case.catalog.measurements))))
    )


def _is_short(value: Decimal | None) -> bool:
    """Whether a value has no more decimals than tables keep."""
    return value is None or int(value.as_tuple().exponent) >= -_MOST_DECIMALS


def _judge(cases: Mapping[str, Published], as_of: date, method: str) -> tuple[list[str], int]:
    """Judge the cases of a day by one method; give what differs, and how many verdicts SQL gave."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        measured = _write(folder / "m.csv", _MEASURED, _measured(cases))
        promised = _write(folder / "t.csv", _PROMISED, _promised(cases))
        asked = Request(str(measured), str(promised), ("case",), as_of, method, None, 400, 1)
        outcome = judge_all(asked, folder / "o.csv", verify=len(cases), tell=lambda *_: None)
        with (folder / "o.csv").open(encoding="utf-8", newline="") as opened:
            verdicts = {row["case"]: row for row in csv.DictReader(opened)}
    differences = [
        f"{method}: {cases[str(one.key[0])].case_id}: {one.field}: SQL {one.by_sql!r}, functions {one.by_functions!r}"
        for one in outcome.differences
    ]
    for key, case in cases.items():
        verdict = assess(case.catalog, case.target, as_of, method)
        expected = (verdict.standing, verdict.pace, verdict.category)
        told = tuple(verdicts[key][name] for name in ("standing", "pace", "category"))
        if told != expected:
            differences.append(f"{method}: {case.case_id}: columns {told}, objects {expected}")
    return differences, outcome.pairs - outcome.by_functions


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([heading, *rows])
    return path


def _measured(cases: Mapping[str, Published]) -> Iterator[Sequence[object]]:
    for key, case in cases.items():
        for one in case.catalog.measurements:
            yield key, _period(one), one.value


def _period(measurement: Measurement) -> str:
    """Write a year as a year, and any other period as the day on which it ends."""
    period = measurement.period
    return period.text if period.text == str(period.end.year) else period.end.isoformat()


def _promised(cases: Mapping[str, Published]) -> Iterator[Sequence[object]]:
    for key, case in cases.items():
        target = case.target
        baseline = case.catalog.measurement.get(target.baseline or "")
        yield (
            key,
            target.milestone.text if target.milestone else "",
            target.comparator,
            target.value,
            "" if target.value_high is None else target.value_high,
            _period(baseline) if baseline else "",
        )


def print_tallies(names: Sequence[str]) -> int:
    """Print the tally of each file; give 1 where anything differs."""
    different = False
    for name in names:
        with Path(name).open(encoding="utf-8-sig", newline="") as opened:
            rows = [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(opened)]
        tally = through_columns(rows)
        different = different or bool(tally.differences)
        sys.stdout.write(
            f"{name}: {tally.judged} verdicts, {tally.by_sql} of them by SQL, {len(tally.differences)} differences; "
            f"{tally.left_out} cases that no table holds\n"
        )
        sys.stdout.writelines(f"    {line}\n" for line in tally.differences)
    return int(different)
