"""``hntrack targets``: what was promised; and options that narrow the choice of targets, or suppose a measurement.

Targets are chosen by what became of them, and by what is missing to judge them; ``--what-if INDICATOR=VALUE@PERIOD``
supposes a measurement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hntrack.classes import TYPE_CHECKING, Annotated, NamedTuple, late, replace
from hntrack.cli.commands import command, one_of, option, say
from hntrack.cli.session import Choice, Common, Strict, open_session
from hntrack.errors import UsageError, unknown
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Measurement, Target
from hntrack.report.select import GROUPINGS, Selection, milestones, select, targets_view
from hntrack.text.messages import Message, _

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
        from hntrack.report.glance import NEEDS, OUTCOMES, missing, outcome  # noqa: PLC0415  (`targets` counts nothing)

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


GroupBy = Annotated[str, option("--group-by", "Group the rows by.", "|".join(GROUPINGS))]


AllVersions = Annotated[
    bool, option("--all-versions", "Superseded and withdrawn versions, too, each with its day.")
]


Basis = Annotated[
    str | None,
    option(
        "--basis",
        "What rests on this act, or on speech, report, draft, plan, resolution, decision or law.",
        say("ACT|STRENGTH"),
    ),
]


@command(
    "targets",
    "look",
    _("What was promised."),
    ("hntrack targets --year 2030", "hntrack targets --area hanoi -f csv -o targets.csv"),
    after="progress",
)
def targets(
    *,
    choice: Choice,
    common: Common,
    group_by: GroupBy = "goal",
    all_versions: AllVersions = False,
    basis: Basis = None,
    strict: Strict = False,
) -> int:
    """List the selected targets."""
    session = open_session(common)
    one_of("--group-by", group_by, GROUPINGS)
    known = session.known(session.publishable(strict=strict))
    catalog = known.public if all_versions else known
    chosen = select(catalog, choice.selection())
    if basis is not None:
        from hntrack.report.versions import resting_on  # noqa: PLC0415  (only who asks for it)

        chosen = resting_on(catalog, chosen, basis)
    if not chosen:
        session.hint(nothing(known, choice.selection()))
    session.emit(targets_view(catalog, chosen, **session.head, group_by=group_by, versions=all_versions))
    return 0


def nothing(catalog: Snapshot, selection: Selection) -> Message:
    """Say why a selection may be empty, and what there is; of an empty catalog, what comes first."""
    years = ", ".join(milestones(catalog))
    if not catalog.whole.targets:
        return _(
            "This catalog holds no target yet. Add a document ('hntrack add source'), then an indicator "
            "('hntrack add indicator') and what was promised of it ('hntrack add target')."
        )
    if not catalog.targets:
        return _("This catalog holds no target that was promised by that day.")
    if not years:
        return _("No target matches.")
    if selection.years:
        asked = ", ".join(selection.years)
        return _(
            "No target is due {asked}. There are milestones in {years}, and undated.",
            asked=asked,
            years=years,
        )
    return _("No target matches. There are milestones in {years}.", years=years)
