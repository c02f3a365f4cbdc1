"""Cubes (JSON-stat, PX) as tables: a row an observation; of each dimension a column of labels and one of codes.

The columns are, for each dimension, its label (or id) with the categories' labels and ``<id>.code`` with their codes;
then ``value`` and ``status``, and, where the file says them, ``(unit)``, ``(power)`` and ``(qualifier)``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from types import MappingProxyType

from hntrack.errors import Problem, Where
from hntrack.exchange.headings import blind
from hntrack.exchange.labels import CODES, is_time
from hntrack.exchange.mapping import Field
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import Exact, Row, Table, broken

MOST_CELLS = 1_000_000
MOST_DIMENSIONS = 60
UNIT, POWER, QUALIFIER = "(unit)", "(power)", "(qualifier)"
_Unit = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: its id, its label, and the code and label of each category in order."""

    id: str
    label: str
    categories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cube:
    """What a file holds.

    Attributes:
        value: Gives the text of a cell by its position; ``None`` where there is none.
        status, qualifier: Give a cell's.
        time: The dimension that the file calls time, if it says so.
        units: Unit and power of ten by code of a category, of whatever dimension has such codes.
        unit: The unit of all cells.
        fields: What the file says of all observations.
    """

    form: str
    label: str
    dimensions: tuple[Dimension, ...]
    value: Callable[[int], str | None]
    status: Callable[[int], str]
    qualifier: Callable[[int], str] | None = None
    time: Dimension | None = None
    units: Mapping[tuple[str, str], _Unit] = field(default_factory=lambda: MappingProxyType({}))
    unit: str = ""
    fields: Mapping[str, Field] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def size(self) -> int:
        """How many cells there are."""
        count = 1
        for dimension in self.dimensions:
            count *= len(dimension.categories)
        return count


def cube_table(cube: Cube) -> Table:
    """Make the table.

    Raises:
        DataError: It has too many dimensions or cells, or two of one name.
    """
    if cube.size > MOST_CELLS or len(cube.dimensions) > MOST_DIMENSIONS:
        raise broken(refusal("import-too-large", Where(cube.label), what="size", most=MOST_CELLS))
    pairs = [name for dimension in cube.dimensions for name in (dimension.label, f"{dimension.id}.code")]
    further = [QUALIFIER] if cube.qualifier else []
    columns = (*pairs, "value", "status", UNIT, POWER, *further)
    double = next((name for name, count in Counter(columns).items() if count > 1), None)
    if double is not None:
        raise broken(refusal("import-columns-double", Where(cube.label), column=double))
    time = cube.time or _time(cube.dimensions)
    own = frozenset[int]()
    if time is not None:
        at = cube.dimensions.index(time)
        own = frozenset((2 * at, 2 * at + 1))
    dimensions = frozenset(range(len(pairs))) - own
    return Table(
        cube.form,
        cube.label,
        columns,
        _rows(cube),
        exact=True,
        lined=False,
        fields=MappingProxyType({**_fields(cube, time), **cube.fields}),
        keys=dimensions,
        plain=own | frozenset(range(len(pairs), len(columns))),
    )


def _fields(cube: Cube, time: Dimension | None) -> dict[str, Field]:
    """Say what the format itself tells: which dimension is time, what is an indicator's."""
    fields = {
        "value": Field(column="value"),
        "obs_status": Field(column="status", words=CODES),
        "unit": Field(column=UNIT),
        "power": Field(column=POWER),
    }
    if cube.qualifier is not None:
        fields["qualifier"] = Field(column=QUALIFIER)
    if time is not None:
        readable = all(is_time(label) for _, label in time.categories)
        fields["period"] = Field(column=time.label if readable else f"{time.id}.code")
    if any(dimension.id == "indicator" for dimension in cube.dimensions):
        fields["indicator"] = Field(column="indicator.code")
    return fields


def _time(dimensions: tuple[Dimension, ...]) -> Dimension | None:
    """Find the only dimension whose categories are all periods; of several, the one that is called so."""
    found = [d for d in dimensions if all(is_time(label) or is_time(code) for code, label in d.categories)]
    if len(found) > 1:
        named = ("nam", "year", "years", "time", "thoi gian", "ky", "period")
        found = [one for one in found if blind(one.label) in named]
    return found[0] if len(found) == 1 else None


def _rows(cube: Cube) -> Iterator[Row | Problem]:
    keys = [dimension.id for dimension in cube.dimensions]
    for at, picked in enumerate(product(*(dimension.categories for dimension in cube.dimensions))):
        value = cube.value(at)
        if value is None:
            continue
        unit, power = cube.unit, ""
        for name, (code, _) in zip(keys, picked, strict=True):
            unit, power = cube.units.get((name, code), (unit, power))
        cells = [cell for code, label in picked for cell in (label, code)]
        further = [cube.qualifier(at)] if cube.qualifier else []
        yield Row(
            Where(f"{cube.label}#value[{at}]"), (*cells, Exact(value), cube.status(at), unit, power, *further)
        )
