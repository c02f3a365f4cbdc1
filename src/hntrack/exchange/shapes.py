"""Shapes of text tables whose headings say what they are: our own, SDMX-CSV, ILOSTAT's, Open SDG's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from hntrack.errors import Problem, Where
from hntrack.exchange.labels import CODES
from hntrack.exchange.mapping import FIELDS, Field, Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import Row, Table, broken
from hntrack.languages import load_table

_SDMX_KEYS = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID")
_SDMX_ADDS = ("", "I", "A")
_TIMES, _VALUES = ("TIME_PERIOD", "TIME"), ("OBS_VALUE",)
_SDMX_STATUS = ("OBS_STATUS", "OBS_FLAG", "OBS_STATUS.LABEL")
_PLAIN = MappingProxyType(
    {form: frozenset(names) for form, names in load_table("tables")["attributes"].items()}
)


def shaped(table: Table, path: Path, mapping: Map) -> Table:
    """Say what the columns of a text table or sheet are, where their headings tell."""
    bare = _without_labels(table)
    upper = [column.upper() for column in bare.columns]
    if table.form in ("csv", "tsv", "sdmx-csv") and _first(upper, _VALUES) and _first(upper, _TIMES):
        return sdmx(bare)
    if table.form in ("csv", "open-sdg") and table.columns[0] == "Year" and table.columns[-1] == "Value":
        return _sdg(table, path)
    if mapping.split and mapping.flagged:
        return table
    return own_headings(table)


def must_have(table: Table, form: str | None) -> None:
    """Refuse a file that is not of the shape that was named with ``--from``."""
    if form == "sdmx-csv" and table.fields.get("value") != Field(column="OBS_VALUE"):
        missing = next((one for one in ("TIME_PERIOD", "OBS_VALUE") if one not in table.columns), "OBS_VALUE")
        raise broken(
            refusal("import-not-this-format", Where(table.label, 1), form="SDMX-CSV", cause=f"no {missing}")
        )
    if form == "open-sdg" and table.fields.get("period") is None:
        raise broken(
            refusal("import-not-this-format", Where(table.label, 1), form="Open SDG", cause="Year … Value")
        )


def own_headings(table: Table) -> Table:
    """Let columns that have our own names be what they say, where the file has at least those that matter."""
    own = {name: Field(column=name) for name in FIELDS if name in table.columns and name != "power"}
    if "indicator" in own and "period" in own and ("value" in own or "stage" in own or "withdraws" in own):
        plain = frozenset(i for i, one in enumerate(table.columns) if one in (*own, "known_on"))
        return replace(table, fields=MappingProxyType({**own, **table.fields}), plain=table.plain | plain)
    return table


def _first(upper: list[str], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in upper), None)


def _named(table: Table, names: tuple[str, ...]) -> str | None:
    """Give the heading, as it stands, that is one of these names in any case."""
    by_name = {column.upper(): column for column in reversed(table.columns)}
    return next((by_name[name] for name in names if name in by_name), None)


def sdmx(table: Table) -> Table:
    """SDMX-CSV 1.0 and 2.0, with or without its first columns, and what ILOSTAT and Eurostat make of it."""
    wanted: Mapping[str, tuple[str, ...]] = {
        "period": _TIMES,
        "value": _VALUES,
        "obs_status": _SDMX_STATUS,
        "indicator": ("INDICATOR",),
        "unit": ("UNIT_MEASURE",),
        "power": ("UNIT_MULT",),
        "qualifier": ("QUALIFIER",) if table.columns[0] in _SDMX_KEYS else (),
    }
    fields = {
        field: Field(column=name)
        for field, names in wanted.items()
        if (name := _named(table, names)) is not None
    }
    if "obs_status" in fields:
        fields["obs_status"] = replace(fields["obs_status"], words=CODES)
    plain = frozenset(i for i, one in enumerate(table.columns) if one.upper() in _PLAIN["sdmx"])
    if "ACTION" in table.columns:
        table = replace(table, rows=_only_adding(table))
    form = table.form if table.form == "sdmx-ml" else "sdmx-csv"
    return replace(table, form=form, exact=True, fields=MappingProxyType(fields), plain=plain)


def _only_adding(table: Table) -> Iterator[Row | Problem]:
    at = table.columns.index("ACTION")
    for row in table.rows:
        if isinstance(row, Row) and row.cells and row.cells[at].strip() not in _SDMX_ADDS:
            yield refusal("import-deletes", row.where, action=row.cells[at])
        else:
            yield row


def _without_labels(table: Table) -> Table:
    """Undo SDMX-CSV's ``labels=both``: ``FREQ: Frequency`` over ``A: Annual`` becomes ``FREQ`` over ``A``."""
    both = [": " in column for column in table.columns]
    if not any(both) or table.columns[0].partition(":")[0] not in _SDMX_KEYS:
        return table
    columns = tuple(column.partition(": ")[0].strip() for column in table.columns)

    def rows() -> Iterator[Row | Problem]:
        for row in table.rows:
            if isinstance(row, Row):
                cells = (
                    c.partition(": ")[0].strip() if b else c for c, b in zip(row.cells, both, strict=False)
                )
                yield row._replace(cells=tuple(cells))
            else:
                yield row

    return replace(table, columns=columns, rows=rows())


def _sdg(table: Table, path: Path) -> Table:
    """The headline only, where no mapping chooses: rows whose groups are all empty."""
    wanted = {
        "value": "Value",
        "period": "TIME_DETAIL" if "TIME_DETAIL" in table.columns else "Year",
        "obs_status": "Observation status",
        "unit": _named(table, ("UNITS", "UNIT MEASURE", "UNIT_MEASURE")),
        "power": _named(table, ("UNIT MULTIPLIER", "UNIT_MULT")),
    }
    fields = {name: Field(column=one) for name, one in wanted.items() if one in table.columns}
    fields["indicator"] = Field(constant=path.stem.removeprefix("indicator_"))
    parting = tuple(i for i, column in enumerate(table.columns) if column not in _PLAIN["open-sdg"])
    chosen = table.filters is not None and bool(table.filters.at)
    plain = frozenset(
        i
        for i, one in enumerate(table.columns)
        if one in _PLAIN["open-sdg"] - {"Series", "SERIES", "GeoCode"}
    )
    return replace(
        table,
        form="open-sdg",
        exact=True,
        fields=MappingProxyType(fields),
        parting=() if chosen else parting,
        keys=frozenset(parting),
        plain=plain,
    )
