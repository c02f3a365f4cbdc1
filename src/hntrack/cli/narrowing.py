"""Which targets, and what if: options of ``progress`` and ``report``.

Targets are chosen by what became of them, and by what is missing to judge them; ``--what-if INDICATOR=VALUE@PERIOD``
supposes a measurement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hntrack.classes import TYPE_CHECKING, Annotated, NamedTuple, replace
from hntrack.cli.declare import option
from hntrack.cli.language import say
from hntrack.cli.session import one_of
from hntrack.errors import UsageError
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target
from hntrack.model.snapshot import Snapshot
from hntrack.report.glance import NEEDS, OUTCOMES, missing, outcome
from hntrack.text.late import late
from hntrack.text.messages import _

if TYPE_CHECKING:
    from hntrack.assess.what_if import Hypothesis


class Narrowing(NamedTuple):
    """Which of the chosen targets: by outcome, and by what they lack."""

    outcome: Annotated[
        list[str] | None,
        option(
            "--outcome",
            "Only what became: kept, met, on_track, nearly, behind, missed, broken, unsettled, not_judged.",
            say("WORD[,WORD…]"),
        ),
    ] = None
    missing: Annotated[
        list[str] | None,
        option(
            "--missing",
            "Only what lacks any of these, without which a promise cannot be judged.",
            "number,date,baseline,source",
        ),
    ] = None

    def narrow(
        self, catalog: Snapshot, targets: Sequence[Target], as_of: date, method: str | None = None
    ) -> tuple[Target, ...]:
        """Give the targets that have one of the outcomes asked for, and lack any of what was named.

        Raises:
            UsageError: A word is none of these.
        """
        outcomes = _words("--outcome", self.outcome, OUTCOMES)
        needs = _words("--missing", self.missing, NEEDS)
        if not (outcomes or needs):
            return tuple(targets)
        from hntrack.assess.run import assess  # noqa: PLC0415  (only who narrows by verdicts pays for judging here)

        judged = ((target, assess(catalog, target, as_of, method)) for target in targets)
        return tuple(
            target
            for target, verdict in judged
            if (not outcomes or outcome(verdict) in outcomes)
            and (not needs or needs & {*missing(catalog, target, verdict)})
        )


def _words(option: str, texts: Sequence[str] | None, allowed: Sequence[str]) -> set[str]:
    words = (word.strip() for text in texts or () for word in text.split(","))
    return {one_of(option, word, allowed) for word in words if word}


_FORM = late(r"(?P<indicator>[^=@]+)=(?P<value>[^=@]+)@(?P<period>[^=@]+)")


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
    if not texts:
        return catalog, as_of
    from hntrack.assess.what_if import what_if  # noqa: PLC0415  (only a supposition pays for it)

    return what_if(catalog, as_of, [_hypothesis(catalog, text, lang) for text in texts])


def _hypothesis(catalog: Snapshot, text: str, lang: str) -> Hypothesis:
    from hntrack.assess import what_if  # noqa: PLC0415  (as above)
    from hntrack.workspace.typed_values import read_typed, typed_period  # noqa: PLC0415  (as above)

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
    return what_if.Hypothesis(indicator.id, period, value=typed.value, stage=typed.stage)


def _must_be_possible(catalog: Catalog, supposed: Measurement) -> None:
    """Suppose only what could be measured: nothing beyond a limit, no rank between two places."""
    from hntrack.checks.values import impossible_values  # noqa: PLC0415  (only a supposition pays for it)

    for problem in impossible_values(replace(catalog, targets=(), measurements=(supposed,))):
        raise UsageError(_("--what-if: {message}", message=problem.message), problem.hint)


def _unreadable(text: str) -> UsageError:
    return UsageError(
        _("--what-if: cannot read '{text}'.", text=text), _("For example: --what-if innovating-firms=28@2026")
    )
