"""The options that choose targets by what became of them, and by what is missing to judge them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, NamedTuple

from hntrack.assess import assess
from hntrack.cli.declare import Option
from hntrack.cli.language import say
from hntrack.cli.session import one_of
from hntrack.model.records import Target
from hntrack.model.snapshot import Snapshot
from hntrack.report.glance import NEEDS, OUTCOMES, missing, outcome


class Narrowing(NamedTuple):
    """Which of the chosen targets: by outcome, and by what they lack."""

    outcome: Annotated[
        list[str] | None,
        Option(
            "--outcome",
            metavar=say("WORD[,WORD…]"),
            about=say(
                "Only what became: kept, met, on_track, nearly, behind, missed, broken, unsettled, not_judged."
            ),
        ),
    ] = None
    missing: Annotated[
        list[str] | None,
        Option(
            "--missing",
            metavar="number,date,baseline,source",
            about=say("Only what lacks any of these, without which a promise cannot be judged."),
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
