"""What a format has no place for: said on stderr when something is lost, never silently."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.exchange.content import Exported
from hntrack.model.records import Measurement
from hntrack.text.messages import Message, _n


def without_numbers(made: Exported) -> tuple[Message, ...]:
    """Say how many measurements stay out of a format that holds numbers only."""
    count = sum(
        measurement.value is None and measurement.withdraws is None
        for measurement in made.current.measurements
    )
    if not count:
        return ()
    return (
        _n(
            "{count} measurement without a number is left out.",
            "{count} measurements without a number are left out.",
            count,
        ),
    )


def unsaid_qualifiers(measured: Sequence[Measurement]) -> tuple[Message, ...]:
    """Say how many values lose the word that says how sure they are (about, at least …)."""
    count = sum(one.qualifier != "exact" for one in measured)
    if not count:
        return ()
    return (
        _n(
            "{count} value loses its qualifier (about, at least …): the format has no place for it.",
            "{count} values lose their qualifiers (about, at least …): the format has no place for them.",
            count,
        ),
    )
