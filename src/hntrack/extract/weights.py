"""The evidence table: how much each piece of evidence weighs for each reading of a figure.

The table is made by ``tools/train_extract.py`` from annotated texts, and is meant to be read: a positive number
speaks for the reading of its column, a negative one against it.
"""

from __future__ import annotations

from functools import cache
from math import exp
from pkgutil import get_data

KINDS = ("target", "measurement", "baseline")
Row = tuple[float, float, float, float]
Table = dict[str, Row]
_NOTHING: Row = (0.0, 0.0, 0.0, 0.0)


@cache
def load_weights(name: str) -> Table:
    """Read a table: for each piece of evidence its weight whatever the kind, then for each of the kinds.

    Args:
        name: ``readings`` (kind and time), ``claims`` or ``subjects``; the latter two use the first column only.
    """
    table: Table = {}
    content = get_data(__package__, f"{name}.weights")
    assert content is not None
    for line in content.decode().splitlines():
        if line and not line.startswith("#"):
            evidence, *numbers = line.split("\t")
            values = [float(number or 0) for number in numbers]
            values += [0.0] * (4 - len(values))
            table[evidence] = (values[0], values[1], values[2], values[3])
    return table


def add_up(evidence: list[str], table: Table) -> list[float]:
    """Add the weights of some evidence, for each kind."""
    whatever = target = measurement = baseline = 0.0
    get = table.get
    for piece in evidence:
        row = get(piece)
        if row is not None:
            any_kind, promised, measured, earlier = row
            whatever += any_kind
            target += promised
            measurement += measured
            baseline += earlier
    return [whatever + target, whatever + measurement, whatever + baseline]


def chance(evidence: list[str], table: Table) -> float:
    """Give how likely something is by its evidence (a logistic model on the table's first column)."""
    total = 0.0
    for piece in evidence:
        total += table.get(piece, _NOTHING)[0]
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
