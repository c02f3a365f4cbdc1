"""Periods in SQL: the printed forms of :func:`hntrack.text.periods.parse_period` as whole numbers.

A day is the number ``yyyymmdd``; the last day of a month is written ``99``, so that the ends of years, quarters and
months need no calendar while millions of rows are read, and still stand in the order of time.  The length of a
period is a number of months; 0 is one day.
"""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import DataError
from hntrack.text.messages import _
from hntrack.text.periods import parse_period

MONTH_END = 99


class Form(NamedTuple):
    """One way in which a period is written.

    Attributes:
        test: SQL that tells the form, of the column ``{p}``.
        begin, end: SQL for the first and the last day.
        length: SQL for the length in months.
    """

    test: str
    begin: str
    end: str
    length: str


def _year(at: int) -> str:
    return f"CAST(substr({{p}}, {at}, 4) AS INTEGER)"


_MONTH = "CAST(substr({p}, 6, 2) AS INTEGER)"
_PART = "CAST(substr({p}, 7, 1) AS INTEGER)"
FORMS: MappingProxyType[str, Form] = MappingProxyType(
    {
        "year": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}')",
            f"{_year(1)} * 10000 + 101",
            f"{_year(1)} * 10000 + 1299",
            "12",
        ),
        "month": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}-(0[1-9]|1[0-2])')",
            f"{_year(1)} * 10000 + {_MONTH} * 100 + 1",
            f"{_year(1)} * 10000 + {_MONTH} * 100 + 99",
            "1",
        ),
        "quarter": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}-Q[1-4]')",
            f"{_year(1)} * 10000 + ({_PART} * 3 - 2) * 100 + 1",
            f"{_year(1)} * 10000 + {_PART} * 300 + 99",
            "3",
        ),
        "half": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}-H[12]')",
            f"{_year(1)} * 10000 + ({_PART} * 6 - 5) * 100 + 1",
            f"{_year(1)} * 10000 + {_PART} * 600 + 99",
            "6",
        ),
        "years": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}/[12][0-9]{{3}}')",
            f"{_year(1)} * 10000 + 101",
            f"{_year(6)} * 10000 + 1299",
            f"({_year(6)} - {_year(1)} + 1) * 12",
        ),
        "day": Form(
            "regexp_full_match({p}, '[12][0-9]{{3}}-[01][0-9]-[0-3][0-9]')",
            f"{_year(1)} * 10000 + {_MONTH} * 100 + CAST(substr({{p}}, 9, 2) AS INTEGER)",
            f"{_year(1)} * 10000 + {_MONTH} * 100 + CASE WHEN last_day(CAST({{p}} AS DATE)) = CAST({{p}} AS DATE)"
            f" THEN {MONTH_END} ELSE CAST(substr({{p}}, 9, 2) AS INTEGER) END",
            "0",
        ),
    }
)
WHOLE_YEAR = Form("", "{p} * 10000 + 101", "{p} * 10000 + 1299", "12")
"""A column of whole numbers holds years."""


def read_part(period: str, part: str) -> int:
    """Give one part of a period as SQL would: ``begin`` and ``end`` as a day's number, ``length`` in months.

    Raises:
        ValueError: The period cannot be read.
    """
    read = parse_period(period)
    if part == "begin":
        return read.start.year * 10000 + read.start.month * 100 + read.start.day
    last = read.end
    if part == "end":
        ends_a_month = (last + timedelta(days=1)).day == 1
        return last.year * 10000 + last.month * 100 + (MONTH_END if ends_a_month else last.day)
    if read.start == last:
        return 0
    return (last.year - read.start.year) * 12 + last.month - read.start.month + 1


def tell_forms(column: str) -> str:
    """Give SQL that names the form of a period; NULL where it is none."""
    cases = " ".join(f"WHEN {form.test.format(p=column)} THEN '{name}'" for name, form in FORMS.items())
    return f"CASE {cases} END"


def choose(column: str, found: list[str], part: str) -> str:
    """Give SQL for one part (``begin``, ``end``, ``length``) of the periods in a column.

    Args:
        column: The column's name, quoted; read as text.
        found: The forms that occur in it: with one form alone nothing is decided row by row.
        part: Which attribute of :class:`Form`.
    """
    if len(found) == 1:
        return f"({getattr(FORMS[found[0]], part).format(p=column)})"
    cases = " ".join(
        f"WHEN {FORMS[name].test.format(p=column)} THEN {getattr(FORMS[name], part).format(p=column)}"
        for name in found
    )
    return f"(CASE {cases} END)"


def refuse_forms(column: str, examples: list[tuple[str, int]]) -> DataError:
    """Say which periods cannot be read."""
    listed = ", ".join(f"“{text}” ({count})" for text, count in examples)
    return DataError(
        (),
        _(
            (
                "Periods that cannot be read in {column}: {listed}. Write them like 2025, 2025-06, 2025-Q2, "
                "2025-H1, 2025-06-30 or 2021/2025."
            ),
            column=column,
            listed=listed,
        ),
    )
