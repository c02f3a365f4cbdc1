"""One SQL statement that judges every series against every target: scan, aggregate, join, decide.

What decides is whole numbers only: values are scaled by a power of ten, times are months (or days, where a period
does not end with a month), and a value is compared with its line by cross products.  The way from the rows to the
verdicts has four steps, each a common table expression:

``rows``    the measurements known on the day, as whole numbers,
``series``  one row a series: its first and last value and what tells whether SQL may judge it at all,
``pairs``   one row a series and target, with the value that the standing rests on,
``judged``  standing, pace and figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from hntrack.assess.methods import Columnar, columnar_of
from hntrack.assess.run import PACE_WITHIN
from hntrack.bulk import dataset
from hntrack.bulk.dataset import Files, as_itself

MOST_DECIMALS = 9
SQL_METHODS = ("trajectory", "threshold", "destatis", "sdsn-linear")
ROWS_A_FILE = 1 << 32
MOST_FILES = 1 << 12
MOST_LISTED = 252
_VALUE_BITS, _PLACE_BITS = 58, 44
_ZERO = 1 << (_VALUE_BITS - 1)
"""A row's end, place and value are one whole number (25, 44 and 58 bits): its least and greatest tell both ends."""
_BITS_A_WORD = 126
PLAIN_WORDS = {"qualifier": ("", "exact"), "obs_status": ("", "final", "provisional", "estimated")}


_BY_FUNCTIONS = Columnar(pace="'not_assessable'")


class Plan(NamedTuple):
    """What the statement is made of.

    Attributes:
        measurements, targets: The inputs; ``targets`` is the name of a prepared table.
        keys: Columns that tell series apart.
        target_keys: Those of them that a target names.
        forms: The forms of periods that occur in the measurements.
        listed: All periods that occur, in their order, where they are so few that a place in this list costs less
            than reading a period row by row; else empty.
        decimals: Values are scaled by ten to this power.
        as_of: The day of judging.
        dated: Some targets need values of certain days: their due date has passed, or they name a baseline.
        milestones: The most earlier milestones that a target's line passes through.
        month_ends: Every period and due date ends a month: no calendar is needed.
        method: One of :data:`SQL_METHODS`, or one that the functions judge.
        version: Of the method.
        portable: Nothing is used that only DuckDB has, and the measurements are a table of that name.
    """

    measurements: Files
    targets: str
    keys: tuple[str, ...]
    target_keys: tuple[str, ...]
    forms: tuple[str, ...]
    listed: tuple[str, ...]
    decimals: int
    as_of: date
    dated: bool
    milestones: int
    month_ends: bool
    method: str
    version: str
    portable: bool = False

    @property
    def columnar(self) -> Columnar:
        """What the method says in SQL; of those that say nothing, the least."""
        return columnar_of(self.method) or _BY_FUNCTIONS

    @property
    def in_sql(self) -> bool:
        """Whether SQL judges anything by this method."""
        return self.method in SQL_METHODS

    @property
    def mixed(self) -> bool:
        """Whether periods of several lengths may stand in one series."""
        return len(self.forms) > 1 or self.forms == ("years",)

    @property
    def odd(self) -> str:
        """SQL that tells a measurement with a qualifier or state that the functions have to look at; may be empty."""
        return " OR ".join(
            f"{quote(name)} NOT IN ({', '.join(text(word) for word in plain)})"
            for name, plain in PLAIN_WORDS.items()
            if name in self.measurements.columns
        )


def quote(name: str) -> str:
    """Quote a name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Quote a text for SQL."""
    return "'" + value.replace("'", "''") + "'"


def source(files: Files) -> str:
    """Give SQL that reads the files as one table, with ``file_index`` and ``file_row_number`` (both from 0)."""
    hive = f", hive_partitioning = true{_folder_types(files)}" if files.hive else ""
    if files.form == "parquet":
        listed = ", ".join(text(as_itself(path)) for path in files.paths)
        return f"read_parquet([{listed}]{hive}, union_by_name = true)"
    each = (
        f"SELECT *, {number} AS file_index, row_number() OVER () - 1 AS file_row_number "
        f"FROM read_csv({text(as_itself(path))}, header = true{hive}{_types(files)})"
        for number, path in enumerate(files.paths)
    )
    return f"({' UNION ALL BY NAME '.join(each)})"


def _types(files: Files) -> str:
    """Fix the types of a CSV's columns, which else may differ from file to file."""
    listed = ", ".join(
        f"{text(name)}: {text(kind)}" for name, kind in files.columns.items() if name not in files.partitions
    )
    return f", types = {{{listed}}}"


def _folder_types(files: Files) -> str:
    """Fix the types of what the folders' names hold: ``province=01`` is no number."""
    listed = ", ".join(f"{quote(name)}: {files.columns[name]}" for name in files.partitions)
    return f", hive_types = {{{listed}}}" if listed else ""


def statement(plan: Plan) -> str:
    """Give the whole statement: one row a series and target."""
    return f"WITH {_rows(plan)},\nseries AS (\n  {_series(plan)}\n),\n{_pairs(plan)},\n{_judged(plan)}\n{_output(plan)}"


def aggregates(plan: Plan) -> str:
    """Give the first half alone: one row a series, to be kept as the table ``series``."""
    return f"WITH {_rows(plan)}\n{_series(plan)}"


def verdicts(plan: Plan) -> str:
    """Give the second half: what the table ``series`` says of every target."""
    return f"WITH {_pairs(plan)},\n{_judged(plan)}\n{_output(plan)}"


def _names(columns: Sequence[str], table: str = "") -> str:
    prefix = f"{table}." if table else ""
    return ", ".join(prefix + quote(name) for name in columns)


def _rows(plan: Plan) -> str:
    """The measurements known on the day."""
    files = plan.measurements
    value, place, end = scaled(files, plan.decimals), _place(files), _period_part(plan, "end")
    columns = [
        _names(plan.keys),
        f"{_pack(plan, end if plan.portable else _end_shifted(plan), place, value)} AS h",
        *_distinct_columns(plan),
    ]
    if plan.mixed:
        columns.append(f"{_period_part(plan, 'length')} AS length")
    if plan.dated or plan.portable:
        columns += [f"{end} AS e", f"{_period_part(plan, 'begin')} AS b"]
    if plan.columnar.yearly:
        columns.append(f"{end} // 10000 AS year")
    if plan.odd:
        columns.append(f"coalesce({plan.odd}, false) AS odd")
    return (
        f"rows AS (\n  SELECT {', '.join(columns)}\n  FROM {_table(plan)}\n"
        f"  WHERE {quote('value')} IS NOT NULL{_has_begun(plan)}\n)"
    )


def _table(plan: Plan) -> str:
    """Name what is read: the files, or the table that another engine has made of them."""
    return "measurements" if plan.portable else source(plan.measurements)


def _period_part(plan: Plan, part: str) -> str:
    """Give SQL for the begin, end or length of a row's period: looked up where the periods are listed."""
    if not plan.listed:
        return period_part(plan.measurements, plan.forms, part)
    return _look_up(plan, [dataset.read_part(period, part) for period in plan.listed], "INTEGER")


def _look_up(plan: Plan, values: Sequence[int], kind: str) -> str:
    """Give SQL for what belongs to a row's period.

    The engine works out functions of one column once for each word of a file's dictionary, not for each row; so it
    is a list and a place in it, not a cast, which it would work out for every row.
    """
    every = ", ".join(text(period) for period in plan.listed)
    listed = ", ".join(str(value) for value in values)
    return f"list_extract(CAST([{listed}] AS {kind}[]), list_position([{every}], {quote('period')}))"


def _end_shifted(plan: Plan) -> str:
    """Give SQL for the end of a row's period, above the bits of its place and value."""
    shift = _VALUE_BITS + _PLACE_BITS
    if not plan.listed:
        return f"(CAST({_period_part(plan, 'end')} AS HUGEINT) << {shift})"
    return _look_up(plan, [dataset.read_part(period, "end") << shift for period in plan.listed], "HUGEINT")


def _distinct_columns(plan: Plan) -> list[str]:
    """Give what tells whether a period stands twice: a bit for each listed period, or a number for each period."""
    if plan.portable:
        return []
    if not plan.listed:
        index = _index(plan, _period_part(plan, "end"))
        return [f"CAST({index} AS BIGINT) AS place_in_time"]
    return [
        _look_up(
            plan,
            [(1 << (at - first)) if 0 <= at - first < _BITS_A_WORD else 0 for at in range(len(plan.listed))],
            "HUGEINT",
        )
        + f" AS bits{number}"
        for number, first in enumerate(_words(plan))
    ]


def _words(plan: Plan) -> range:
    """Give the place of the first period of each word of bits."""
    return range(0, len(plan.listed), _BITS_A_WORD)


def _has_begun(plan: Plan) -> str:
    """Give SQL that leaves out periods ahead; where none is ahead, it is empty.

    Texts of one form stand in the order of time, and comparing them costs less than working out a day a row.
    """
    day = plan.as_of
    last = {
        "year": f"{day.year}",
        "month": f"{day.year}-{day.month:02}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "half": f"{day.year}-H{1 if day.month <= 6 else 2}",
    }.get(plan.forms[0] if len(plan.forms) == 1 else "")
    if last is None or plan.measurements.columns["period"] != "VARCHAR":
        return f" AND {_period_part(plan, 'begin')} <= {day_number(day)}"
    if plan.listed and max(plan.listed) <= last:
        return ""
    return f" AND {quote('period')} <= {text(last)}"


def _place(files: Files) -> str:
    """Give SQL for a row's file and number as one number."""
    if len(files.paths) == 1:
        return "file_row_number"
    return f"CAST(file_index AS BIGINT) * {ROWS_A_FILE} + file_row_number"


def period_part(files: Files, forms: Sequence[str], part: str, column: str = "period") -> str:
    """Give SQL for the begin, end or length of the periods in a column of a table."""
    kind = files.columns[column]
    if "INT" in kind:
        return f"({getattr(dataset.WHOLE_YEAR, part).format(p=quote(column))})"
    named = quote(column) if kind == "VARCHAR" else f"CAST({quote(column)} AS VARCHAR)"
    return dataset.choose(named, list(forms), part)


def day_number(day: date, *, month_ends: bool = False) -> int:
    """Write a day as ``yyyymmdd``; with ``month_ends``, the last day of a month as ``99``."""
    last = month_ends and (day + timedelta(days=1)).day == 1
    return day.year * 10000 + day.month * 100 + (dataset.MONTH_END if last else day.day)


def is_exact(kind: str) -> bool:
    """Tell whether a type holds each number as it is written."""
    return kind.startswith("DECIMAL") or "INT" in kind


def scaled(files: Files, decimals: int, column: str = "value") -> str:
    """Scale a column to whole numbers."""
    kind, name = files.columns[column], quote(column)
    if is_exact(kind):
        return f"CAST({name} * {10**decimals} AS BIGINT)"
    return f"CAST(round(CAST({name} AS DOUBLE) * {10**decimals}) AS BIGINT)"


def _series(plan: Plan) -> str:
    """One row a series (and target, where targets ask for values of days of their own)."""
    gathered = {"n": ("count(*)", "sum"), **_distinct(plan), "h0": ("min(h)", "min"), "h1": ("max(h)", "max")}
    if plan.mixed:
        gathered |= {"shortest": ("min(length)", "min"), "length": ("max(length)", "max")}
    if plan.odd:
        gathered["odd"] = ("bool_or(odd)", "bool_or")
    table, group = "rows", _names(plan.keys, "rows")
    if plan.dated:
        table = f"rows JOIN {plan.targets} AS t USING ({_names(plan.target_keys)})"
        group += ", t.target"
        gathered |= {f"h_{name}": (f"max(h) FILTER (WHERE {test})", "max") for name, test in DATED.items()}
    ofyears = plan.columnar.yearly
    if ofyears and plan.forms != ("year",):
        # Of each year the last point counts: first a row a year, then a row a series.
        parts = ", ".join(f"{sql} AS {name}" for name, (sql, _again) in gathered.items())
        table = f"(SELECT {group}, year, max(h) AS h, {parts}\n  FROM {table}\n  GROUP BY {group}, year)"
        group = _names(plan.keys) + (", target" if plan.dated else "")
        gathered = {name: (f"{again}({name})", "") for name, (_sql, again) in gathered.items()}
    listed = ", ".join(
        [group, *(f"{sql} AS {name}" for name, (sql, _again) in gathered.items())]
        + [f"{sql} AS {name}" for name, sql in ofyears.items()]
    )
    grouped = f"SELECT {listed}\n  FROM {table}\n  GROUP BY {group}"
    packed = [name for name in gathered if name.startswith("h")]
    if plan.columnar.points:
        points = ", ".join(f"{_years_of(plan, sql)} AS h{name}" for name, sql in plan.columnar.points.items())
        grouped = f"SELECT * EXCLUDE ({', '.join(ofyears)}), {points}\n  FROM ({grouped})"
        packed += [f"h{name}" for name in plan.columnar.points]
    parts = ", ".join(part for name in packed for part in _unpacked(plan, name))
    return f"SELECT * EXCLUDE ({', '.join(packed)}), {parts}\n  FROM ({grouped})"


def _pack(plan: Plan, end: str, place: str, value: str) -> str:
    """Give SQL that packs a row's end, place and value, so that the least and greatest of them tell both ends."""
    if plan.portable:
        return f"{{'e': {end}, 'p': {place}, 'v': {value}}}"
    # shifting costs less than multiplying, of so wide numbers
    return f"{end} + (CAST({place} AS HUGEINT) << {_VALUE_BITS}) + ({value} + {_ZERO})"


def _unpacked(plan: Plan, packed: str) -> list[str]:
    """Give SQL for the end, the place and the value in what is packed."""
    name = packed[1:]
    if plan.portable:
        return [f"{packed}.{part} AS {part}{name}" for part in "epv"]
    return [
        f"CAST({packed} >> {_VALUE_BITS + _PLACE_BITS} AS INTEGER) AS e{name}",
        f"CAST(({packed} >> {_VALUE_BITS}) & {(1 << _PLACE_BITS) - 1} AS BIGINT) AS p{name}",
        f"CAST({packed} & {(1 << _VALUE_BITS) - 1} AS BIGINT) - {_ZERO} AS v{name}",
    ]


def _years_of(plan: Plan, sql: str) -> str:
    """Write ``year_of(h)``, the year of what is packed, as the engine does."""
    year = r"((\1).e // 10000)" if plan.portable else rf"((\1 >> {_VALUE_BITS + _PLACE_BITS}) // 10000)"
    return re.sub(r"year_of\(((?:[^()]|\([^()]*\))*)\)", year, sql)


def _distinct(plan: Plan) -> dict[str, tuple[str, str]]:
    """Give what tells whether a period stands twice: its columns, each with the aggregate that joins those of years."""
    if plan.portable:
        return {"periods": ("count(DISTINCT e)", "sum")}
    if plan.listed:
        return {f"bits{number}": (f"bit_or(bits{number})", "bit_or") for number in range(len(_words(plan)))}
    # Where these would overflow, the periods are so many that their number alone tells.
    columns = {"s1": "place_in_time", "s2": "place_in_time * place_in_time"}
    return {name: (f"sum_no_overflow({sql})", "sum") for name, sql in columns.items()}


DATED = {
    "due": "t.due IS NOT NULL AND e >= t.due AND b <= t.due",
    "named": "t.base IS NOT NULL AND e = t.base",
    "known": "t.promised IS NOT NULL AND e <= t.promised",
}
"""Values of days that a target names: what covers its due date, its baseline, the last one when it was promised."""


def _index(plan: Plan, end: str) -> str:
    """Number the periods one by one where all have one length, so that a period told twice shows in the sums."""
    form = plan.forms[0] if len(plan.forms) == 1 else ""
    if form in {"month", "quarter", "half"}:
        return f"(({end} // 10000 - 2000) * 12 + {end} // 100 % 100)"
    return end


def _pairs(plan: Plan) -> str:
    """One row a series and target: the bounds, the latest value, the judged one, the baseline, the vertices."""
    joined = (
        f"series JOIN {plan.targets} AS t USING (target, {_names(plan.target_keys)})"
        if plan.dated
        else f"{plan.targets} AS t JOIN series USING ({_names(plan.target_keys)})"
    )
    past = f"(t.due IS NOT NULL AND t.due_day < {day_number(plan.as_of)})"
    if plan.dated:
        since = "coalesce(e_known >= e1, false)"
        judged = f"CASE WHEN {past} THEN v_due ELSE v1 END AS vj"
    else:
        since = "false"
        judged = "v1 AS vj"
    base = ", ".join(f"{_base(plan, part)} AS {part}b" for part in "evp")
    others = "".join(f"{part}{name}, " for name in plan.columnar.points if name != "b" for part in "ev")
    why = {"true": not plan.in_sql, "shortest <> length": plan.mixed, "odd": bool(plan.odd)}
    objects = " OR ".join(word for word, holds in why.items() if holds) or "false"
    columns = (
        f"t.target, t.id, {_names(plan.keys, 'series')}, t.due, {past} AS past, t.low, t.high, t.strict, "
        f"t.due_day, t.earlier, e1, v1, p1, {others}{since} AS since_promise, {judged}, {base}, "
        f"({objects}) AS by_objects" + (", length" if plan.mixed else "")
    )
    return f"pairs AS (\n  SELECT {columns}\n  FROM {joined}\n)"


def _base(plan: Plan, part: str) -> str:
    """Give SQL for a part of the point that the line starts from."""
    columnar = plan.columnar
    base = columnar.base.format(x=part)
    if plan.dated and "known" in columnar.anchors:
        base = f"coalesce({part}_known, {base})"
    if plan.dated and "named" in columnar.anchors:
        return f"CASE WHEN t.base IS NOT NULL THEN {part}_named ELSE {base} END"
    return base


def _twice(plan: Plan) -> str:
    """Whether a period may stand twice in a series.

    Where the periods are listed, as many bits are set as there are rows, or one does.  Else neither without a gap nor
    with the sums of distinct periods: a series of one step without gaps has n = (last - first) / step + 1 and the sums
    of an arithmetic progression; any other one is counted period by period afterwards (:func:`repeated`).
    """
    if plan.portable:
        return "n <> periods"
    if plan.listed:
        return f"n <> {' + '.join(f'bit_count(bits{number})' for number, _first in enumerate(_words(plan)))}"
    step = {"year": 10000, "month": 1, "quarter": 3, "half": 6}.get(
        plan.forms[0] if len(plan.forms) == 1 else "", 0
    )
    if not step:
        return "n > 1"
    first, last = _index(plan, "e0"), _index(plan, "e1")
    distinct = f"n = ({last} - {first}) / {step} + 1 AND 2 * s1 = n * (CAST({first} AS BIGINT) + {last})"
    squares = (
        f"CAST(6 AS HUGEINT) * s2 = n * (6 * CAST({first} AS HUGEINT) * {first} "
        f"+ 6 * CAST({first} AS HUGEINT) * {step} * (n - 1) + {step * step} * (n - 1) * (2 * n - 1))"
    )
    return f"NOT ({distinct} AND {squares})"


def months(column: str) -> str:
    """Give SQL for the number of a day's month."""
    return f"({column} // 10000 * 12 + {column} // 100 % 100)"


def calendar_day(column: str) -> str:
    """Give SQL for the date that a day's number stands for."""
    first = f"make_date({column} // 10000, {column} // 100 % 100, 1)"
    later = f"{first} + CAST({column} % 100 - 1 AS INTEGER)"
    return f"CASE WHEN {column} % 100 = {dataset.MONTH_END} THEN last_day({first}) ELSE {later} END"


def _judged(plan: Plan) -> str:
    """Work out step by step what the method decides by, by cross products of whole numbers."""
    aiming = "high IS NULL OR (low IS NOT NULL AND low - v1 >= v1 - high)"
    steps: list[Mapping[str, str]] = [
        {
            "met": f"(vj IS NOT NULL AND {_satisfies('vj')})",
            "level": f"({_satisfies('v1')})",
            "aim": f"CASE WHEN {aiming} THEN low ELSE high END",
            "way": f"CASE WHEN {aiming} THEN 1 ELSE -1 END",
        },
        {"standing": STANDING},
        *plan.columnar.steps,
        {"own_pace": plan.columnar.pace},
    ]
    table, words = "pairs", _calendar(plan)
    for step in steps:
        columns = ", ".join(f"{sql.format_map(words)} AS {name}" for name, sql in step.items())
        table = f"(SELECT *, {columns} FROM {table})"
    return f"judged AS {table}"


def _calendar(plan: Plan) -> dict[str, str]:
    """Give SQL for what the calendar decides."""
    return {
        **_piece(plan),
        "run": _passed(plan, "ef", "e1"),
        "span": _passed(plan, "ef", "et"),
        "elapsed": _years(plan, "eb", "e1"),
        "remaining": _years(plan, "e1", "due"),
    }


def _satisfies(value: str) -> str:
    """Give SQL that tells whether a value lies within the bounds."""
    return (
        f"(low IS NULL OR {value} > low OR ({value} = low AND NOT strict)) "
        f"AND (high IS NULL OR {value} < high OR ({value} = high AND NOT strict))"
    )


def _piece(plan: Plan) -> dict[str, str]:
    """Give SQL for the piece of the line on which the latest value was measured: from ``ef, vf`` to ``et, vt``."""
    if not plan.milestones:
        return {"ef": "eb", "vf": "vs", "et": "due", "vt": "aim"}
    usable = "list_filter(earlier, lambda m: m.due > eb AND m.due < due AND m.way = way)"
    before = f"list_extract(list_filter({usable}, lambda m: m.due < e1), -1)"
    after = f"list_extract(list_filter({usable}, lambda m: m.due >= e1), 1)"
    return {
        "ef": f"coalesce(({before}).due, eb)",
        "vf": f"coalesce(({before}).bound, vs)",
        "et": f"coalesce(({after}).due, due)",
        "vt": f"coalesce(({after}).bound, aim)",
    }


def _passed(plan: Plan, first: str, last: str) -> str:
    """Give SQL for the time passed on a piece: in months where all of its days end one, in years, or in days."""
    by_month = f"{months(last)} - {months(first)}"
    if plan.month_ends:
        return f"({by_month})"
    month_ends = " AND ".join(f"{name} % 100 = {dataset.MONTH_END}" for name in ("ef", "e1", "et"))
    return (
        f"CASE WHEN {month_ends} THEN {by_month} "
        f"WHEN ef % 10000 = e1 % 10000 AND e1 % 10000 = et % 10000 THEN {last} // 10000 - {first} // 10000 "
        f"ELSE date_diff('day', {calendar_day(first)}, {calendar_day(last)}) END"
    )


def _years(plan: Plan, first: str, last: str) -> str:
    """Give SQL for the time between two days in years, as :func:`hntrack.assess.arithmetic.years_between` counts."""
    by_month = f"(({months(last)} - {months(first)}) / 12.0)"
    if plan.month_ends:
        return by_month
    return (
        f"(CASE WHEN {first} % 10000 = {last} % 10000 THEN CAST({last} // 10000 - {first} // 10000 AS DOUBLE) "
        f"WHEN {first} % 100 = {dataset.MONTH_END} AND {last} % 100 = {dataset.MONTH_END} THEN {by_month} "
        f"ELSE date_diff('day', {calendar_day(first)}, {calendar_day(last)}) / 365.2425 END)"
    )


STANDING = """CASE WHEN by_objects THEN NULL
    WHEN due IS NULL THEN 'undated'
    WHEN past AND vj IS NULL THEN 'due_not_assessed'
    WHEN past AND met THEN 'kept'
    WHEN past THEN 'missed'
    WHEN met THEN 'met'
    ELSE 'not_met' END"""


def _output(plan: Plan) -> str:
    """The columns of the result, in their order."""
    scale = float(10**plan.decimals)
    columnar, words = plan.columnar, _calendar(plan)
    told = f"NOT by_objects AND {columnar.told}"
    # On the first of a month the whole of it still lies ahead.
    first = plan.as_of.day == 1 and plan.as_of > date.min
    now = plan.as_of - timedelta(days=1) if first else plan.as_of
    as_of = day_number(now, month_ends=True)
    from_now = f"greatest(e1, {as_of})" if as_of % 100 == dataset.MONTH_END or not plan.month_ends else None
    left = (
        _years(plan, from_now, "due")
        if from_now
        else _years(plan._replace(month_ends=False), f"greatest(e1, {as_of})", "due")
    )

    def figure(sql: str) -> str:
        return f"CASE WHEN NOT by_objects THEN {sql.format_map(words)} END / {scale}"

    columns = {
        "standing": "standing",
        "pace": f"CASE WHEN standing IS NOT NULL THEN {PACE_WITHIN} END",
        "method": text(plan.method),
        "version": text(plan.version),
        "category": f"CASE WHEN NOT by_objects THEN {columnar.category} END",
        "gap": f"CASE WHEN vj IS NOT NULL THEN CASE WHEN low IS NULL THEN vj - high WHEN high IS NULL THEN low - vj "
        f"ELSE greatest(low - vj, vj - high) END / {scale} END",
        "required_pace": "CASE WHEN NOT met AND NOT past AND NOT by_objects AND e1 < due "
        f"AND due_day > {day_number(now)} "
        f"THEN (aim - v1) / {scale} / {left} END",
        "observed_pace": figure(columnar.observed),
        "projected": figure(columnar.projected),
        "due_value_now": figure(columnar.due_value_now),
        "baseline_period": f"CASE WHEN {told} THEN {_period_text(plan, 'eb')} END",
        "baseline_value": f"CASE WHEN {told} THEN vb / {scale} END",
        "baseline_file": f"CASE WHEN {told} THEN {_file(plan, 'pb')} END",
        "baseline_row": f"CASE WHEN {told} THEN {_row(plan, 'pb')} END",
        "latest_period": _period_text(plan, "e1"),
        "latest_value": f"v1 / {scale}",
        "latest_file": _file(plan, "p1"),
        "latest_row": _row(plan, "p1"),
    }
    listed = ",\n  ".join(f"{value} AS {name}" for name, value in columns.items())
    return f"SELECT target AS row_of_target, id AS target, {_names(plan.keys)},\n  {listed}\nFROM judged"


def uneven_series(plan: Plan) -> str:
    """Give SQL for the series, in the table ``series``, in which a period may stand twice."""
    return f"SELECT {_names(plan.keys)} FROM series WHERE {_twice(plan)}"


def repeated(plan: Plan) -> str:
    """Give SQL for the series, of those in the table ``uneven``, in which a period does stand twice."""
    keys, plan = _names(plan.keys), plan._replace(portable=False)
    return (
        f"WITH {_rows(plan)} SELECT DISTINCT {keys} FROM (SELECT {keys}, h >> {_VALUE_BITS + _PLACE_BITS} AS e "
        f"FROM rows SEMI JOIN uneven USING ({keys}) GROUP BY ALL HAVING count(*) > 1)"
    )


def _file(plan: Plan, place: str) -> str:
    """Give SQL for the name of a row's file."""
    paths = plan.measurements.paths
    if len(paths) == 1:
        return f"CASE WHEN {place} IS NOT NULL THEN {text(paths[0])} END"
    listed = ", ".join(text(path) for path in paths)
    return f"list_extract([{listed}], CAST({place} // {ROWS_A_FILE} + 1 AS INTEGER))"


def _row(plan: Plan, place: str) -> str:
    """Give SQL for the number of a row in its file."""
    return f"{place} % {ROWS_A_FILE} + {plan.measurements.first_row}"


def _period_text(plan: Plan, end: str) -> str:
    """Give SQL that writes a period as it was read, from its last day and its length."""
    year, month = f"{end} // 10000", f"{end} // 100 % 100"
    written = {
        "year": (12, f"CAST({year} AS VARCHAR)"),
        "month": (1, f"printf('%d-%02d', {year}, {month})"),
        "quarter": (3, f"printf('%d-Q%d', {year}, {month} // 3)"),
        "half": (6, f"printf('%d-H%d', {year}, {month} // 6)"),
        "day": (0, f"CAST({calendar_day(end)} AS VARCHAR)"),
    }
    if not plan.mixed:
        return written[plan.forms[0]][1]
    cases = " ".join(f"WHEN length = {length} THEN {value}" for length, value in written.values())
    return f"CASE {cases} ELSE printf('%d/%d', {year} - length // 12 + 1, {year}) END"
