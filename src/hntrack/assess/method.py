"""What is known of a method of assessment: its metadata."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from hntrack.model.codes import Pace
from hntrack.text.messages import Message


class Method(NamedTuple):
    """A way to judge a target.

    Attributes:
        id, version: Its name, and the version whose rules are reproduced.
        title: What people call it.
        source: Where it is defined.
        needs: The data it needs, as codes: ``value`` (one measurement), ``two_values``, ``five_values``,
            ``rank``, ``stage``, ``due``, ``direction``; ``target?`` where a numeric target is used if there is one.
        thresholds: Its limits, by name.
        categories: Its own words → pace codes.
        formula: The arithmetic in one line.
        traps: What misleads about it.
    """

    id: str
    version: str
    title: Message
    source: str
    needs: tuple[str, ...]
    thresholds: Mapping[str, Decimal]
    categories: Mapping[str, Pace]
    formula: str
    traps: Message


def numbers(**values: str) -> Mapping[str, Decimal]:
    """Give limits by name, exactly as written."""
    return MappingProxyType({name: Decimal(value) for name, value in values.items()})


def codes(**words: Pace) -> Mapping[str, Pace]:
    """Give a method's own words with the pace code of each."""
    return MappingProxyType(words)


def sentences(table: Mapping[str, Message], *more: Mapping[str, Message]) -> Mapping[str, Message]:
    """Join tables of sentences, reason code → sentence, into one that cannot be changed."""
    joined = dict(table)
    for one in more:
        joined.update(one)
    return MappingProxyType(joined)
