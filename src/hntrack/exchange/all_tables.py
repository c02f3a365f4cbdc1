"""All tables in one file: a JSON object with its JSON Schema, or an SQLite database.

The object has lists of rows by table, numbers exact.  The database is typed, with foreign keys, and views for the
questions asked most.  SQLite has no exact decimals: a number stands as ``REAL``, and beside it, in ``<name>_exact``,
digit for digit.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hntrack.__about__ import __version__
from hntrack.exchange.content import Cell, Column, Exported, Tab
from hntrack.exchange.formats import Document, Files
from hntrack.model.catalog import Catalog
from hntrack.report import Each, Json
from hntrack.text.messages import Wording

if TYPE_CHECKING:
    from sqlite3 import Connection

    from hntrack.report.schemas import Schema

SCHEMA_VERSION = 1


def export_json(made: Exported, table: str) -> Files:
    """Write all tables; the order of the members is that of the tables and columns."""
    del table
    content: dict[str, Json | Each] = {
        "schema": "hntrack/export",
        "version": SCHEMA_VERSION,
        "hntrack": __version__,
        "as_of": made.as_of,
        "catalog": {"id": made.catalog.id, "title": dict(made.catalog.title.texts)},
    }
    for tab in made.tabs():
        content[tab.name] = Each(partial(_rows, tab))
    return {"": Document(content)}


def _rows(tab: Tab) -> Iterator[Json]:
    names = [column.name for column in tab.columns]
    return (dict(zip(names, row, strict=True)) for row in tab.rows)


_JSON_TYPES = {"text": "string", "number": "number", "whole": "integer", "truth": "boolean", "day": "string"}


def export_schema() -> Schema:
    """Give the schema; what a column says stands there as its description."""
    from hntrack.report.schemas import DAY, DRAFT, TEXT, WORDING, object_of  # noqa: PLC0415  (no export pays for it)

    nothing = Catalog("", Wording("", ""))
    tabs = Exported(nothing, nothing, (), "", "en").tabs()
    titled = object_of({"id": TEXT, "title": WORDING})
    members: dict[str, Json] = {
        "schema": {"const": "hntrack/export"},
        "version": {"const": SCHEMA_VERSION},
        "hntrack": TEXT,
        "as_of": DAY,
        "catalog": titled,
        **{tab.name: _table(tab) for tab in tabs},
    }
    return {"$schema": DRAFT, "title": "hntrack export --to json", **object_of(members)}


def _table(tab: Tab) -> Schema:
    from hntrack.report.schemas import DAY, object_of  # noqa: PLC0415  (as above)

    return {
        "type": "array",
        "description": tab.title.en,
        "items": {
            **object_of({column.name: _cell(column, DAY) for column in tab.columns}),
            # Texts in further languages stand beside the two: title_fr.
            "patternProperties": {
                f"^{column.name.removesuffix('_vi')}_[a-z]{{2,3}}(-[A-Za-z0-9]{{1,8}})*$": _cell(column, DAY)
                for column in tab.columns
                if column.name.endswith("_vi")
            },
        },
    }


def _cell(column: Column, day: Schema) -> Schema:
    kind = _JSON_TYPES[column.kind]
    schema: Schema = {"type": kind if column.required else [kind, "null"], "description": column.about}
    if column.kind == "day":
        schema["pattern"] = day["pattern"]
    if column.allowed:
        schema["enum"] = [*column.allowed, *([] if column.required else [None])]
    return schema


# SQLite

_SQL_TYPES = {"text": "TEXT", "number": "REAL", "whole": "INTEGER", "truth": "INTEGER", "day": "TEXT"}
_VIEWS = (
    """CREATE VIEW current_measurements AS
  SELECT m.* FROM measurements AS m
  WHERE m.withdraws IS NULL AND m.id NOT IN (
    SELECT revises FROM measurements WHERE revises IS NOT NULL
    UNION SELECT withdraws FROM measurements WHERE withdraws IS NOT NULL)""",
    """CREATE VIEW progress AS
  SELECT v.target, t.indicator, i.title_vi, i.title_en, t.milestone, t.comparator, t.value AS target_value,
    m.period AS latest_period, m.value AS latest_value, i.unit, i.scale, v.standing, v.pace, v.gap, v.as_of
  FROM verdicts AS v
  JOIN targets AS t ON t.id = v.target
  JOIN indicators AS i ON i.id = t.indicator
  LEFT JOIN measurements AS m ON m.id = v.latest""",
)


def export_sqlite(made: Exported, table: str) -> Files:
    """Write the database; the same content gives the same bytes with one version of SQLite.

    Raises:
        OSError: There is no room for it on the disk, or the disk fails.
    """
    del table
    import sqlite3  # noqa: PLC0415  (JSON does not pay for it)
    from tempfile import TemporaryDirectory  # noqa: PLC0415  (as above)

    with TemporaryDirectory() as folder:
        path = Path(folder, "export.db")  # in memory it would stand twice
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as base:
                _fill(base, made)
        except sqlite3.OperationalError as error:  # of the disk: what is written is our own
            full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error
        return {"": path.read_bytes()}


def _fill(base: Connection, made: Exported) -> None:
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA foreign_keys = ON")
    base.execute("BEGIN")
    for tab in made.tabs():
        base.execute(_create(tab))
    for tab in made.tabs():
        marks = ", ".join("?" for column in tab.columns for _ in _names(column))
        rows = (
            [one for cell, c in zip(row, tab.columns, strict=True) for one in _cells(cell, c)]
            for row in tab.rows
        )
        base.executemany(f"INSERT INTO {_quoted(tab.name)} VALUES ({marks})", rows)  # noqa: S608  (our own names)
    for view in _VIEWS:
        base.execute(view)
    base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID")
    base.executemany("INSERT INTO about VALUES (?, ?)", [("as_of", made.as_of), ("catalog", made.catalog.id)])
    base.execute("COMMIT")


def _create(tab: Tab) -> str:
    lines = [f"{_quoted(n)} {kind}{_rule(column)}" for column in tab.columns for n, kind in _names(column)]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, tab.key))})")
    lines += [
        f"FOREIGN KEY ({_quoted(c.name)}) REFERENCES {_quoted(c.refers)} (id) DEFERRABLE INITIALLY DEFERRED"
        for c in tab.columns
        if c.refers
    ]
    return f"CREATE TABLE {_quoted(tab.name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT"


def _names(column: Column) -> tuple[tuple[str, str], ...]:
    own = (column.name, _SQL_TYPES[column.kind])
    return (own, (f"{column.name}_exact", "TEXT")) if column.kind == "number" else (own,)


def _rule(column: Column) -> str:
    rule = " NOT NULL" if column.required else ""
    if column.allowed:
        listed = ", ".join(f"'{word}'" for word in column.allowed)
        rule += f" CHECK ({_quoted(column.name)} IN ({listed}))"
    return rule


def _cells(cell: Cell, column: Column) -> tuple[str | int | float | None, ...]:
    if column.kind != "number":
        assert not isinstance(cell, Decimal)
        # half a character is none that a database can hold
        return (cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell,)
    return (None, None) if cell is None else (float(cell), format(Decimal(cell), "f"))


def _quoted(name: str) -> str:
    return f'"{name}"'
