"""Read ``--what-if INDICATOR=VALUE@PERIOD``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hntrack.assess.what_if import Hypothesis, what_if
from hntrack.errors import UsageError
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.model.snapshot import Snapshot
from hntrack.text.messages import _
from hntrack.workspace.typed_dates import typed_period
from hntrack.workspace.typed_values import read_typed

_FORM = re.compile(r"(?P<indicator>[^=@]+)=(?P<value>[^=@]+)@(?P<period>[^=@]+)")


def suppose(catalog: Snapshot, as_of: date, texts: Sequence[str], lang: str) -> tuple[Snapshot, date]:
    """Give the catalog with the supposed measurements, and the day to judge it on.

    Args:
        catalog: As known on ``as_of``.
        as_of: The day of judging; it moves to the end of a supposed period that lies later.
        texts: As typed.
        lang: Notation of the values.

    Raises:
        UsageError: A text is no supposition, or names no indicator.
    """
    return what_if(catalog, as_of, [_hypothesis(catalog, text, lang) for text in texts])


def _hypothesis(catalog: Snapshot, text: str, lang: str) -> Hypothesis:
    match = _FORM.fullmatch(text)
    if match is None:
        raise _unreadable(text)
    name = match["indicator"].strip()
    target = catalog.target.get(name)
    indicator = catalog.indicator.get(target.indicator if target else name)
    if indicator is None:
        raise unknown(name, catalog.indicator)
    period = typed_period("--what-if", match["period"].strip())
    typed = read_typed(match["value"], indicator, lang, units=catalog.unit)
    _must_be_possible(
        catalog,
        Measurement("what-if", indicator.id, period, value=typed.value, stage=typed.stage, of=typed.of),
    )
    return Hypothesis(indicator.id, period, value=typed.value, stage=typed.stage)


def _must_be_possible(catalog: Catalog, supposed: Measurement) -> None:
    """Suppose only what could be measured: nothing beyond a limit, no rank between two places."""
    from hntrack.checks.values import impossible_values  # noqa: PLC0415  (only a supposition pays for it)

    for problem in impossible_values(replace(catalog, targets=(), measurements=(supposed,))):
        raise UsageError(_("--what-if: {message}", message=problem.message), problem.hint)


def _unreadable(text: str) -> UsageError:
    return UsageError(
        _("--what-if: cannot read '{text}'.", text=text),
        _("For example: --what-if innovating-firms=28@2026"),
    )
