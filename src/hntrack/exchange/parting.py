"""Rows of two provinces are never one series: what the columns that nothing uses say about the rows that were taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hntrack.errors import Problem
from hntrack.exchange.cells import Exact
from hntrack.exchange.headings import blind
from hntrack.exchange.messages import refusal
from hntrack.exchange.periods import two_years
from hntrack.exchange.row import Given

MOST_SHOWN = 6
_NUMBER = re.compile(r"[-+−]?[0-9][0-9 .,\u00a0\u202f]*%?|")
_CODED = frozenset(["ma", "code", "codes", "id", "iso", "geocode", "fips", "region_code"])
_REMARKS = frozenset(
    [
        "ghi chu",
        "chu thich",
        "note",
        "notes",
        "remark",
        "remarks",
        "comment",
        "comments",
        "footnote",
        "footnotes",
        "stt",
        "tt",
        "no",
        "no.",
        "#",
        "link",
        "url",
    ]
)
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)


def parted(
    good: Sequence[Given], columns: Sequence[str], keys: frozenset[str]
) -> tuple[list[Given], list[Problem]]:
    """Keep the rows of indicators whose rows are of one series, and refuse the others.

    Args:
        good: Rows that could be read.
        columns: Headings of the columns that nothing uses, in the order of ``Given.beside``.
        keys: Those of them that part series by the format's own word.
    """
    by_indicator: dict[str, list[Given]] = {}
    for one in good:
        by_indicator.setdefault(one.measurement.indicator, []).append(one)
    problems: list[Problem] = []
    for indicator, rows in by_indicator.items():
        found = next(_parting(rows, columns, keys), None)
        if found is not None:
            column, values = found
            listed = ", ".join(values[:MOST_SHOWN]) + (" …" if len(values) > MOST_SHOWN else "")
            facts = {"indicator": indicator, "column": column, "values": listed}
            problems.append(refusal("import-parted", rows[0].where, **facts))
            rows.clear()
    kept = [one for one in good if by_indicator[one.measurement.indicator]]
    return _of_one_kind(kept, problems)


def _parting(
    rows: list[Given], columns: Sequence[str], keys: frozenset[str]
) -> Iterator[tuple[str, list[str]]]:
    for at, column in enumerate(columns):
        values = list(dict.fromkeys(row.beside[at].strip() for row in rows))
        if len(values) > 1 and (column in keys or _tells_apart(column, values, rows, at)):
            yield column, [value or "—" for value in values]


def _tells_apart(column: str, values: list[str], rows: list[Given], at: int) -> bool:
    """Tell whether a column names groups: not another figure, a remark, or the period said again."""
    heading = blind(column)
    if heading in _REMARKS:
        return False
    if all(isinstance(value, Exact) or _NUMBER.fullmatch(value) for value in values):
        return bool(_CODED & set(re.split(r"[\W_]+", heading)))
    return not all(row.beside[at].strip() == row.measurement.period.text for row in rows)


def _of_one_kind(good: list[Given], problems: list[Problem]) -> tuple[list[Given], list[Problem]]:
    """Refuse 2009-10, 2010-11 …, which may be months or years, unless another period shows that they are months."""
    doubtful = [one for one in good if one.twofold]
    if not doubtful or any(_is_month(one) for one in good if not one.twofold):
        return good, problems
    problems += list(_doubts(doubtful))
    return [one for one in good if not one.twofold], problems


def _is_month(given: Given) -> bool:
    return _MONTH.fullmatch(given.measurement.period.text) is not None


def _doubts(doubtful: Iterable[Given]) -> Iterator[Problem]:
    for one in doubtful:
        period = one.measurement.period
        facts = {
            "text": period.text,
            "one": f"{period.start.month}/{period.year}",
            "other": two_years(period.text) or "",
        }
        yield refusal("import-two-periods", one.measurement.places.get("period", one.where), **facts)
