"""Hold the methods against published verdicts: ``python tools/conformance FILE…``.  Only :func:`main` reads files."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from conformance.cases import BadRowError, Published, Row, at_least_where_equal, read_case
from conformance.then import as_judged, series_then
from hntrack.assess.run import assess
from hntrack.model.verdict import Verdict

TOLERANCE = Decimal("1e-9")
_ONE = Decimal(1)
AGREES, DIFFERS, CONTRADICTED, SKIPPED, UNREADABLE = (
    "agrees",
    "differs",
    "contradicted",
    "skipped",
    "unreadable",
)


class Finding(NamedTuple):
    """How one row came out.

    ``contradicted`` rows carry a verdict that another row with the very same inputs contradicts, and ours is
    that other one: no rule can give both.
    """

    case_id: str
    method: str
    outcome: str
    detail: str = ""


def compare(rows: Iterable[Row]) -> tuple[Finding, ...]:
    """Judge each row again and compare category, ratio and score with what was published."""
    read: list[Published | Finding] = []
    for row in rows:
        try:
            read.append(read_case(row))
        except BadRowError as error:
            read.append(Finding(row.get("case_id", "?"), row.get("method", "?"), UNREADABLE, str(error)))
    verdicts_of: dict[tuple[str, ...], set[str]] = {}
    for one in read:
        if isinstance(one, Published):
            verdicts_of.setdefault(one.inputs, set()).add(one.category)
    return tuple(one if isinstance(one, Finding) else _compare(one, verdicts_of[one.inputs]) for one in read)


def _compare(case: Published, twins: set[str]) -> Finding:
    if not case.category:
        return Finding(case.case_id, case.method, SKIPPED, f"no verdict published: {case.printed or 'empty'}")
    verdict = assess(case.catalog, case.target, case.as_of, case.method)
    faults = [text for text in (_category(case, verdict), *_numbers(case, verdict), _period(case)) if text]
    if not faults:
        return Finding(case.case_id, case.method, AGREES)
    if verdict.category in twins - {case.category} and len(faults) == 1:
        detail = f"{faults[0]}; another row with the same inputs was published as {verdict.category}"
        return Finding(case.case_id, case.method, CONTRADICTED, detail)
    return Finding(case.case_id, case.method, DIFFERS, "; ".join(faults) + _why(verdict))


def _category(case: Published, verdict: Verdict) -> str:
    if verdict.category == case.category:
        return ""
    return f"published {case.printed} ({case.category}), ours {verdict.category or 'none'}"


def _period(case: Published) -> str:
    """Compare what counts as due."""
    ours = case.target.due is not None and case.as_of > case.target.due
    if case.past is None or case.past is ours:
        return ""
    return "published as due, ours not yet" if case.past else "published as not yet due, ours due"


def _numbers(case: Published, verdict: Verdict) -> list[str]:
    pairs = ((case.ratio_name, case.ratio), ("score", case.score))
    faults = []
    for name, published in pairs:
        ours = verdict.numbers.get(name)
        if published is None:
            continue
        if ours is None or abs(ours - published) > TOLERANCE * max(abs(published), _ONE):
            faults.append(f"published {name} {published:.12g}, ours {'none' if ours is None else ours}")
    return faults


def _why(verdict: Verdict) -> str:
    reason = verdict.reasons[-1]
    numbers = ", ".join(f"{name} {value:.6g}" for name, value in verdict.numbers.items())
    return f" [{reason.code}{'; ' + numbers if numbers else ''}]"


def table(findings: Sequence[Finding]) -> list[tuple[str, int, int, int, int]]:
    """Count by method: judged rows, agreeing, contradicted by the publisher's own data, and rows without a verdict."""
    counts: dict[str, list[int]] = {}
    for one in findings:
        row = counts.setdefault(one.method, [0, 0, 0, 0])
        judged = one.outcome != SKIPPED
        row[0] += judged
        row[1] += one.outcome == AGREES
        row[2] += one.outcome == CONTRADICTED
        row[3] += one.outcome == SKIPPED
    return [(method, *numbers) for method, numbers in counts.items()]  # type: ignore[misc]


def main(arguments: Sequence[str]) -> int:
    """Read CSV files, print the table of agreement and every disagreement.

    Where the series behind a verdict was revised after it, the verdict is held against the series of then
    (:mod:`conformance.then`), and the count by the file's own series stands beside.
    ``--expect N`` makes the exit code 1 where fewer than N rows agree in all.  ``--equal-is-at-least`` reads a target
    whose minimum and maximum are the same as "at least": in Canada's departmental results such a target is met by
    more, too.  ``--columns FILE…`` judges the cases as tables instead (:mod:`conformance.columns`).
    """
    names = list(arguments)
    if names[:1] == ["--columns"]:
        from conformance.columns import print_tallies  # noqa: PLC0415  (DuckDB is needed for this alone)

        return print_tallies(names[1:])
    as_meant = "--equal-is-at-least" in names
    if as_meant:
        names.remove("--equal-is-at-least")
    expected = None
    if "--expect" in names:
        at = names.index("--expect")
        number = names[at + 1] if at + 1 < len(names) else ""
        if not (number.isascii() and number.isdigit()):
            sys.stderr.write("--expect needs a number\n")
            return 2
        expected = int(number)
        del names[at : at + 2]
    if not names or any(name.startswith("-") for name in names):
        sys.stderr.write(
            "usage: python tools/conformance [--expect N] [--equal-is-at-least] FILE…, or --columns FILE…\n"
        )
        return 0 if {"-h", "--help"} & set(names) else 2
    agreeing = 0
    then = series_then()
    for name in names:
        try:
            with Path(name).open(encoding="utf-8-sig", newline="") as file:
                rows: list[Row] = [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(file)]
            if as_meant:
                rows = [at_least_where_equal(row) for row in rows]
            findings = compare(as_judged(row, then) for row in rows)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            sys.stderr.write(f"{name}: {error}\n")
            return 4
        agreeing += sum(one.outcome == AGREES for one in findings)
        _print(name, findings, compare(rows))
    return int(expected is not None and agreeing < expected)


def _print(name: str, findings: Sequence[Finding], as_filed: Sequence[Finding]) -> None:
    sys.stdout.write(f"{name}\n")
    by_file = {method: agreeing for method, _, agreeing, _, _ in table(as_filed)}
    for method, judged, agreeing, contradicted, skipped in table(findings):
        note = f", {by_file[method]} by the file's own series" if by_file[method] != agreeing else ""
        note += f", {contradicted} contradicted by a row with the same inputs" if contradicted else ""
        note += f", {skipped} without a verdict" if skipped else ""
        sys.stdout.write(f"  {method}: {agreeing} of {judged} agree{note}\n")
    for one in findings:
        if one.outcome not in {AGREES, SKIPPED}:
            sys.stdout.write(f"    {one.outcome} {one.case_id}: {one.detail}\n")
