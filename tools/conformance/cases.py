"""Published cases, row by row, as catalogs: how each publisher's columns are read.  Pure: rows in, cases out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hntrack.model.catalog import Snapshot
from hntrack.model.codes import COMPARATORS, DIRECTIONS, HOLDS, Direction, word
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.text.messages import Wording
from hntrack.text.periods import Period, parse_period

Row = Mapping[str, str]
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
_RANGE = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)?(?: ?(?:\.\.|–|-|to|bis|;) ?([-+]?[0-9]+(?:\.[0-9]+)?)?)?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_YEAR = re.compile(r"([0-9]{4})(?:\.0)?")
_FISCAL = re.compile(r"([0-9]{4})-([0-9]{2})")
_NO_TITLE = Wording("", "")
_PERCENT = frozenset({"percent", "percentage", "percentage (%)", "pt", "%"})


class Published(NamedTuple):
    """One published assessment, ready to be judged again.

    Attributes:
        case_id, method: The row's id, and which of our methods it is to be compared with.
        catalog, target, as_of: What was known, what was aimed at, and when it was judged.
        category: The published verdict in our method's own words; empty where the row carries none.
        printed: The published verdict as it stands in the row.
        ratio, score: The published numbers, where there are any.
        ratio_name: The number of our verdict that the published ratio is compared with.
        past: Whether the publisher counts the due date as passed, where the row says so.
        inputs: Everything the verdict depends on: two rows with the same inputs must have the same verdict.
    """

    case_id: str
    method: str
    catalog: Snapshot
    target: Target
    as_of: date
    category: str
    printed: str
    ratio: Decimal | None
    score: Decimal | None
    ratio_name: str
    inputs: tuple[str, ...]
    past: bool | None = None


class BadRowError(ValueError):
    """A row cannot be read as a published case; the message says why."""


def at_least_where_equal(row: Row) -> Row:
    """Give a row in which a range from a value to itself means at least that value, as Canada's departments mean it."""
    low, high = row.get("target_min", ""), row.get("target_max", "")
    if row.get("target_op") == "between" and low and low == high:
        return {**row, "target_op": "at_least", "target_max": "", "target_value": low}
    return row


def read_case(row: Row) -> Published:
    """Read one row; its ``method`` column names the publisher's method.

    Raises:
        BadRowError: The method is unknown, or a column holds something that is no number or year.
    """
    name = row.get("method", "")
    for prefix, (method, reader) in _READERS.items():
        if name.startswith(prefix):
            return reader(row, method)
    raise BadRowError(f"unknown method: {name!r}")


def _growth(row: Row, method: str) -> Published:
    """Rows of baseline and latest value: Statistics Canada, EUSTAT, and EUSTAT by the UN's method."""
    points = {}
    for which in ("baseline", "latest"):
        value, year = _number(row, f"{which}_value"), _year(row, f"{which}_year")
        if value is not None and year is not None:
            points[year] = value
    aim, direction = _number(row, "target_value"), _direction(row)
    if "BOOL" in row.get("unit", "").upper():
        return _yes_or_no(row, method, points)
    last = _year(row, "latest_year") or max(points, default=2015)
    points = {year: value for year, value in points.items() if year <= last}  # no base after the latest value
    # A target without a year is due in 2030, as Open SDG takes it.
    due = _year(row, "target_year") or (2030 if aim is not None else None)
    base_year = _year(row, "baseline_year")
    comparator = "text" if aim is None else "at_least" if direction == "increase" else "at_most"
    baseline = f"m-{base_year}" if base_year in points else None
    target = _target(comparator, aim, parse_period(str(due)) if due is not None else None, baseline=baseline)
    catalog = _catalog(_by_year(points), _indicator(row, _number(row, "limit")), target)
    with_target = aim is not None
    return Published(
        case_id=row.get("case_id", ""),
        method=method,
        catalog=catalog,
        target=target,
        as_of=date(last + 1, 12, 31) if due is None or due > last + 1 else date(max(last, due) + 1, 12, 31),
        category=_word(method, row.get("published_category", ""), with_target=with_target),
        printed=row.get("published_category", ""),
        ratio=_number(row, "published_ratio"),
        score=_number(row, "published_score"),
        ratio_name="ratio" if with_target else "growth",
        inputs=_inputs(row),
    )


def _yes_or_no(row: Row, method: str, points: Mapping[int, Decimal]) -> Published:
    """A row whose value is 1 for yes, anything else for no."""
    last = max(points, default=2015)
    stage = "achieved" if points.get(last) == 1 else "not_begun"
    indicator = _indicator(row)._replace(measure="text")
    target = _target("text", None, None)
    measured = Measurement("m", "case", parse_period(str(last)), stage=stage, judged_by="publisher")
    catalog = Snapshot(
        "case", _NO_TITLE, indicators=(indicator,), targets=(target,), measurements=(measured,)
    )
    printed = row.get("published_category", "")
    return Published(
        case_id=row.get("case_id", ""),
        method=method,
        catalog=catalog,
        target=target,
        as_of=date(last + 1, 12, 31),
        category=_word(method, printed, with_target=False),
        printed=printed,
        ratio=None,
        score=_number(row, "published_score"),
        ratio_name="",
        inputs=_inputs(row),
    )


_EUSTAT_WITH_TARGET = {
    "moderate_deterioration": "insufficient_progress",
    "significant_deterioration": "movement_away",
}
_EUSTAT_WITHOUT_TARGET = {
    "moderate_deterioration": "moderate_movement_away",
    "significant_deterioration": "significant_movement_away",
}
_UN = {"3": "met_or_on_track", "2": "fair_progress", "1": "stagnation_or_regression"}


def _word(method: str, printed: str, *, with_target: bool) -> str:
    """The publisher's code word in ours."""
    if method == "eurostat":
        words = _EUSTAT_WITH_TARGET if with_target else _EUSTAT_WITHOUT_TARGET
        return words.get(printed, printed)
    if method == "unsd-2023":
        return _UN.get(printed[:1], "not_available" if printed else "")
    return printed


_SYMBOLS = {
    "Sonne": "sun",
    "Leicht bewölkt": "sun_with_cloud",
    "Wolke": "cloud",
    "Blitz": "thunderstorm",
}


def _weather(row: Row, method: str) -> Published:
    """Rows of Destatis: the last six points stand in one column as JSON."""
    points = {}
    for year, value in _object(row.get("last_six", "")).items():
        points[_plain_year(year)] = _plain_number(str(value))
    kind, direction, aim = row.get("target_kind", ""), _direction(row), row.get("target_value", "")
    low, high = _range(aim)
    comparator = "at_least" if direction == "increase" else "at_most"
    if high is not None:
        comparator = "between"
    if low is None or kind.startswith("direction"):
        comparator, low, high = "text", None, None
    due = _year(row, "target_year")
    hold = "every_year" if kind in {"every_year", "hold", "hold_every_year"} else "at_milestone"
    if due is None and low is not None:
        due = max(points, default=2030) + 1  # holds every year: the date plays no part
        hold = "every_year"
    target = _target(
        comparator, low, parse_period(str(due)) if due is not None else None, high=high, hold=hold
    )
    catalog = _catalog(_by_year(points), _interval(_indicator(row), comparator), target)
    return Published(
        case_id=row.get("case_id", ""),
        method=method,
        catalog=catalog,
        target=target,
        as_of=date(max(points, default=2015) + 1, 12, 31),
        category=_SYMBOLS.get(row.get("published_category", ""), ""),
        printed=row.get("published_category", ""),
        ratio=None,
        score=None,
        ratio_name="miss",
        inputs=_inputs(row),
    )


_OPERATORS = {
    "at_least": "at_least",
    "at_most": "at_most",
    "between": "between",
    "exactly": "exactly",
    "exact": "exactly",
    "more_than": "more_than",
    "less_than": "less_than",
}


def _threshold(row: Row, method: str) -> Published:
    """Rows of the Treasury Board: an operator with its bounds, and the month in which it is due."""
    low, high = _number(row, "target_min"), _number(row, "target_max")
    single = _number(row, "target_value") if not row.get("target_value", "").count("..") else None
    comparator = _OPERATORS.get(row.get("target_op", ""), "text")
    if comparator in {"at_most", "less_than"}:
        low, high = (high if high is not None else single if single is not None else low), None
    elif comparator in {"at_least", "more_than", "exactly"}:
        low, high = (low if low is not None else single if single is not None else high), None
    if low is None or (comparator == "between" and high is None):
        comparator, low, high = "text", None, None
    period = _fiscal(row.get("latest_year", ""))
    value = _measured(row)
    points = {} if value is None or period is None else {period: value}
    target = _target(comparator, low, _due_month(row), high=high)
    catalog = _catalog(points, _interval(_indicator(row), comparator), target)
    as_of = date(period.end.year, 5, 1) if period is not None else date(2018, 5, 1)
    return Published(
        case_id=row.get("case_id", ""),
        method=method,
        catalog=catalog,
        target=target,
        as_of=as_of,
        category="" if value is None and row.get("latest_value") else row.get("published_category", ""),
        printed=row.get("published_category", ""),
        ratio=None,
        score=None,
        ratio_name="",
        inputs=_inputs(row),
        past={"past": True, "future": False}.get(row.get("status_period", "")),
    )


def _measured(row: Row) -> Decimal | None:
    """The latest value; ``None`` without one, and for a result in words."""
    text = row.get("latest_value", "").strip().removesuffix("%").rstrip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


_READERS: Mapping[str, tuple[str, Callable[[Row, str], Published]]] = {
    "statcan_opensdg": ("opensdg-2.4", _growth),
    "opensdg": ("opensdg-2.4", _growth),
    "eurostat": ("eurostat", _growth),
    "un_progress_chart": ("unsd-2023", _growth),
    "unsd": ("unsd-2023", _growth),
    "destatis": ("destatis", _weather),
    "gc_infobase": ("threshold", _threshold),
    "threshold": ("threshold", _threshold),
}


def _catalog(measured: Mapping[Period, Decimal], indicator: Indicator, target: Target) -> Snapshot:
    """A catalog of one indicator, one target and its measurements."""
    measurements = tuple(
        Measurement(_name(period), "case", period, value=value) for period, value in measured.items()
    )
    return Snapshot("case", _NO_TITLE, indicators=(indicator,), targets=(target,), measurements=measurements)


def _name(period: Period) -> str:
    return f"m-{period.end.year}"


def _indicator(row: Row, limit: Decimal | None = None) -> Indicator:
    unit = "percent" if row.get("unit", "").lower() in _PERCENT else None
    direction = _direction(row)
    # An index, not a share: a publisher uses the natural limits that it names, and no others.
    indicator = Indicator("case", "case", "case", _NO_TITLE, "index", unit, direction)
    return indicator._replace(floor=limit) if direction == "decrease" else indicator._replace(limit=limit)


def _interval(indicator: Indicator, comparator: str) -> Indicator:
    """A range has two ends for these publishers, whatever direction is wanted."""
    return indicator._replace(direction=None) if comparator == "between" else indicator


def _target(
    comparator: str,
    low: Decimal | None,
    due: Period | None,
    *,
    high: Decimal | None = None,
    hold: str = "at_milestone",
    baseline: str | None = None,
) -> Target:
    return Target(
        "case",
        "case",
        due,
        word(comparator, COMPARATORS),
        "case/case",
        value=low,
        value_high=high,
        hold=word(hold, HOLDS),
        baseline=baseline,
    )


def _by_year(points: Mapping[int, Decimal]) -> dict[Period, Decimal]:
    return {parse_period(str(year)): value for year, value in sorted(points.items())}


def _inputs(row: Row) -> tuple[str, ...]:
    ignored = {
        "case_id",
        "published_ratio",
        "published_score",
        "published_category",
        "published_reason",
        "counts",
    }
    return tuple(f"{name}={value}" for name, value in row.items() if name not in ignored)


def _direction(row: Row) -> Direction | None:
    named = row.get("direction", "")
    return word(named, DIRECTIONS) if named in DIRECTIONS else None


def _number(row: Row, column: str) -> Decimal | None:
    text = row.get(column, "").strip()
    return _plain_number(text) if text else None


def _plain_number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise BadRowError(f"not a number: {text[:40]!r}")
    return Decimal(text)


def _year(row: Row, column: str) -> int | None:
    text = row.get(column, "").strip()
    return _plain_year(text) if text else None


def _plain_year(text: str) -> int:
    match = _YEAR.fullmatch(text)
    if match is None:
        raise BadRowError(f"not a year: {text[:40]!r}")
    return int(match[1])


def _range(text: str) -> tuple[Decimal | None, Decimal | None]:
    """``30``, ``81..100``, or nothing."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        raise BadRowError(f"not a number or range: {text[:40]!r}")
    low, high = match.groups()
    return (_plain_number(low) if low else None), (_plain_number(high) if high else None)


def _object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text or "{}", parse_float=str, parse_int=str, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise BadRowError("last_six is no JSON object") from error
    if not isinstance(found, dict):
        raise BadRowError("last_six is no JSON object")
    return {str(key): value for key, value in found.items() if value is not None}


def _fiscal(text: str) -> Period | None:
    """A fiscal year, April to March (``2017-18``), or a plain year."""
    match = _FISCAL.fullmatch(text)
    if match is None:
        return parse_period(str(_plain_year(text))) if text else None
    return parse_period(f"{match[1]}-04/{int(match[1]) + 1}-03")


def _due_month(row: Row) -> Period | None:
    year = _year(row, "target_year")
    if year is None:
        return None
    month = row.get("target_month", "").strip().removesuffix(".0")
    if not re.fullmatch(r"1[0-2]|0?[1-9]", month):
        return parse_period(str(year))
    return parse_period(f"{year}-{int(month):02d}")


__all__ = ["BadRowError", "Published", "Row", "read_case"]
