"""``hntrack progress``: where each promise stands; and the verdicts that are kept for the next question."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from hntrack.classes import TYPE_CHECKING, Annotated, Any, NamedTuple, cast, dataclass, replace
from hntrack.cli.check import FORMS, Gating, Piped, announce, gate, with_findings
from hntrack.cli.commands import command, one_of, option, say
from hntrack.cli.session import Choice, Session, Strict, day_option, in_order, open_session
from hntrack.cli.targets import GroupBy, Narrowing, nothing, suppose
from hntrack.errors import UsageError, unknown
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Target
from hntrack.model.verdict import Reason, Verdict
from hntrack.render import PIPELINE
from hntrack.render.json_text import Written
from hntrack.report.glance import Judged, brief_view, glance, progress_view
from hntrack.report.select import GROUPINGS, select, select_indicators
from hntrack.store.compiled import path_beside, stamp_of
from hntrack.store.kept import read_kept, write_kept
from hntrack.text.messages import _

if TYPE_CHECKING:
    from hntrack.report import Json
    from hntrack.report.findings import Checked


EVERY = "all"
DEFAULT = "default"

_SUPPOSED = _("Supposed only; nothing is stored.")


@dataclass(frozen=True)
class Judging:
    """How to judge."""

    method: Annotated[
        str | None,
        option(
            "--method", "Method (see 'hntrack methods'); several stand side by side.", say("ID[,ID…]|all")
        ),
    ] = None
    disagreeing: Annotated[bool, option("--disagreeing", "Only where the methods contradict each other.")] = (
        False
    )
    what_if: Annotated[
        list[str] | None,
        option("--what-if", "Suppose this measurement; nothing is stored.", say("INDICATOR=VALUE@PERIOD")),
    ] = None
    explain: Annotated[
        bool,
        option(
            "--explain", "Print the formula with the numbers put in, the thresholds, and why these inputs."
        ),
    ] = False
    since: Annotated[
        str | None, option("--since", "Which verdicts differ from that day, and why.", say("DATE"))
    ] = None
    roll_up: Annotated[
        str | None, option("--roll-up", "Count the verdicts by group.", "goal|plan|indicator")
    ] = None
    brief: Annotated[
        bool, option("--brief", "Only what is said first: all promises at a glance, on one screen.")
    ] = False


@command(
    "progress",
    "look",
    _("The latest measurement beside each target, and the verdict."),
    ("hntrack progress --year 2030", "hntrack progress innovating-firms --explain"),
)
def progress(
    choice: Choice,
    narrowing: Narrowing,
    judging: Judging,
    gating: Gating,
    common: Piped,
    *,
    group_by: GroupBy = "goal",
    strict: Strict = False,
) -> int:
    """Judge the selected targets; exit 1 where a gate that was asked for trips."""
    session = open_session(common, forms=FORMS)
    one_of("--group-by", group_by, GROUPINGS)
    methods = chosen_methods(judging.method)
    everything = session.publishable(strict=strict)
    catalog, as_of = suppose(session.known(everything), session.as_of, judging.what_if or (), session.lang)
    session = session._replace(as_of=as_of)
    method = next(iter(methods), None)
    chosen = narrowing.narrow(catalog, _chosen(session, catalog, choice, judging), as_of, method)
    several = len(methods) > 1 or judging.disagreeing
    _must_be_gated(gating, judging, session.form, several=several)
    kept = _kept(session, catalog, judging, gating)
    if kept is not None and session.form == "json" and judging == Judging(method=judging.method):
        _by_kept(session, catalog, (chosen, kept), choice, group_by)
        return 0
    judged = [] if several else _judged(session, catalog, chosen, kept, method)
    found = gate(gating, catalog, judged, as_of, session.lang, session.form)
    if judging.since is not None:
        _since(session, (everything, catalog), (chosen, judged, choice), judging.since)
    elif judging.roll_up is not None:
        _rolled(session, catalog, chosen, methods, judging.roll_up)
    elif several:
        _side_by_side(session, catalog, chosen, methods, judging, group_by)
    else:
        _by_one(session, catalog, (judged, found), (choice, judging), group_by)
    return announce(found) if gating.asked else 0


def _judged(
    session: Session, catalog: Snapshot, chosen: Sequence[Target], kept: KeptItems | None, method: str | None
) -> Judged:
    """Judge by one method, as far as the verdicts are not kept."""
    if kept is None:
        from hntrack.assess.run import assess  # noqa: PLC0415  (what is kept needs no judging)

        return [(target, assess(catalog, target, session.as_of, method)) for target in chosen]
    judged = kept.verdicts(chosen)
    kept.keep()
    return judged


def chosen_methods(text: str | None) -> tuple[str, ...]:
    """Read ``--method``; none named means each target's own default.

    Raises:
        UsageError: There is no such method.
    """
    if text is None:
        return ()
    from hntrack.assess.methods import METHODS  # noqa: PLC0415  (only who names a method, or asks for several)

    if text == EVERY:
        return tuple(METHODS)
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in METHODS:
            raise unknown(name, METHODS)
    return names


def _kept(session: Session, catalog: Snapshot, judging: Judging, gating: Gating) -> KeptItems | None:
    """Give the verdicts that are kept, where nothing but what is so is asked for, by one method."""
    by_one = "," not in (judging.method or "") and judging.method != EVERY
    told = Judging(method=judging.method, brief=judging.brief, explain=judging.explain)
    if not by_one or (judging, gating) != (told, Gating()):
        return None
    path = path_beside(session.place.folder, f"{session.lang}-items")
    if path is None or not catalog.whole.made_of or "HNTRACK_LOCALES" in os.environ:
        return None
    return KeptItems(path, session, catalog, judging.method)


def _must_be_gated(gating: Gating, judging: Judging, form: str, *, several: bool) -> None:
    """Refuse a gate on several methods at once, and the formats of pipelines for what has no verdict to gate."""
    otherwise = several or judging.since is not None or judging.explain or judging.roll_up is not None
    if (several and gating.asked) or (otherwise and form in PIPELINE):
        raise UsageError(
            _("Gates and the formats of pipelines go with the verdicts of one method."),
            _("Leave out --explain, --since and --disagreeing, or name one --method."),
        )


def _chosen(session: Session, catalog: Snapshot, choice: Choice, judging: Judging) -> tuple[Target, ...]:
    """Choose targets, and say what a reader should know about the choice."""
    if judging.what_if:
        session.hint(_SUPPOSED)
    chosen = select(catalog, choice.selection())
    if not chosen:
        session.hint(nothing(catalog, choice.selection()))
    return chosen


def _since(
    session: Session,
    catalogs: tuple[Catalog, Snapshot],
    told: tuple[Sequence[Target], Judged, Choice],
    text: str,
) -> None:
    """Say where the selected targets stand, then what changed, with what they superseded."""
    from hntrack.report.changes import changes_since  # noqa: PLC0415  (each way of telling pays for itself)
    from hntrack.report.glance import glance_item, opening  # noqa: PLC0415

    (everything, catalog), (chosen, judged, choice) = catalogs, told
    indicators = {target.indicator for target in chosen}
    kept = replace(everything, targets=tuple(t for t in everything.targets if t.indicator in indicators))
    since = day_option("--since", text)
    in_order(since, session.as_of)
    view = changes_since(kept, since, session.as_of, session.lang)
    counted = glance(catalog, judged, session.as_of, select_indicators(catalog, choice.selection()))
    session.emit(
        view._replace(
            opening=opening(catalog, counted, session.lang, brief=True),
            extra={**view.extra, "glance": glance_item(counted, session.lang)},
        )
    )


def _rolled(
    session: Session, catalog: Snapshot, chosen: Sequence[Target], methods: Sequence[str], by: str
) -> None:
    """Count the verdicts, and give the methods' own roll-ups where they have one."""
    from hntrack.assess import assess  # noqa: PLC0415  (as above)
    from hntrack.assess.run import roll_up  # noqa: PLC0415  (each way of telling pays for itself)
    from hntrack.report.explained import ROLLUPS, rolled_view  # noqa: PLC0415

    one_of("--roll-up", by, ROLLUPS)
    verdicts = [
        assess(catalog, target, session.as_of, name) for name in methods or (None,) for target in chosen
    ]
    if not methods:  # each target's own default method: told together, for nobody chose to compare them
        verdicts = [verdict._replace(method=DEFAULT) for verdict in verdicts]
    rollups = roll_up(catalog, verdicts, by)
    session.emit(rolled_view(catalog, rollups, by=by, **session.head))


def _by_one(
    session: Session,
    catalog: Snapshot,
    told: tuple[Judged, Checked | None],
    asked: tuple[Choice, Judging],
    group_by: str,
) -> None:
    judged, found = told
    choice, judging = asked
    if judging.explain:
        from hntrack.report.explained import explained_sheet  # noqa: PLC0415  (only --explain pays for it)

        session.emit(explained_sheet(catalog, judged, **session.head))
        return
    counted = glance(catalog, judged, session.as_of, select_indicators(catalog, choice.selection()))
    if judging.brief:
        session.emit(brief_view(catalog, counted, **session.head))
        return
    view = progress_view(catalog, judged, **session.head, group_by=group_by, glance=counted)
    session.emit(with_findings(view, found))


def _by_kept(
    session: Session,
    catalog: Snapshot,
    told: tuple[Sequence[Target], KeptItems],
    choice: Choice,
    group_by: str,
) -> None:
    """Say the same as :func:`_by_one`, with the items that are kept."""
    chosen, kept = told
    judged, items = kept.of(chosen)
    counted = glance(catalog, judged, session.as_of, select_indicators(catalog, choice.selection()))
    view = progress_view(catalog, judged, **session.head, group_by=group_by, glance=counted)
    session.emit(view._replace(items=cast("Sequence[dict[str, Json]]", items)))
    kept.keep()


def _side_by_side(  # noqa: PLR0917  (the way from the options to one view, called once)
    session: Session,
    catalog: Snapshot,
    chosen: Sequence[Target],
    methods: Sequence[str],
    judging: Judging,
    group_by: str,
) -> None:
    from hntrack.assess import METHODS, assess  # noqa: PLC0415  (as above)
    from hntrack.report.explained import disagree, matrix_view  # noqa: PLC0415  (only several methods pay for it)

    named = methods or tuple(METHODS)
    judged = [(t, [assess(catalog, t, session.as_of, method) for method in named]) for t in chosen]
    if judging.explain:
        from hntrack.report.explained import explained_sheet  # noqa: PLC0415  (only --explain pays for it)

        every = [(target, verdict) for target, verdicts in judged for verdict in verdicts]
        session.emit(explained_sheet(catalog, every, **session.head))
        return
    if judging.disagreeing:
        judged = [(target, verdicts) for target, verdicts in judged if disagree(verdicts)]
    session.emit(matrix_view(catalog, judged, **session.head, group_by=group_by))


# Verdicts, and the items of ``-f json`` as they were written, are kept: another question about a catalog joins them.
# They are the same as long as the files, the day, the language, the method and the program are: all of these are
# compared, the files by their whole content (`Catalog.made_of`).  Nothing needs what is kept.

_MAGIC = b"hntrack items 2\n"
_DECIDING = (
    "text",
    "model",
    "store",
    "checks",
    "assess",
    "assess/methods",
    "report",
    "compare",
    "render",
    "locale",
)


class _Kept(NamedTuple):
    """What is kept of a target: what a glance asks of its verdict, the verdict, and its item where one was written."""

    standing: Any
    pace: Any
    baseline: str | None
    verdict: bytes
    item: str | None = None


class KeptItems:
    """Verdicts and items of targets by one method, as far as they are kept."""

    def __init__(self, path: str, session: Session, catalog: Snapshot, method: str | None) -> None:
        """Read what is kept of a catalog for this day, language and method."""
        self._asked = session, catalog, method
        self._path = path
        spoken = () if session.lang == "en" else (f"locale/{session.lang}/LC_MESSAGES",)
        surroundings = (
            sys.version,
            stamp_of((*_DECIDING, *spoken)),
            session.lang,
            str(session.as_of),
            str(session.recorded_by),
        )
        self._of = (catalog.whole.made_of, method, surroundings)
        self._new = False
        self._items: dict[str, tuple[Any, ...]] = {}
        data = read_kept(path, _MAGIC)
        if data is not None:
            self._read(data)

    def _read(self, data: bytes) -> None:
        try:
            of, items = marshal.loads(data)  # noqa: S302  (the user's own, and whole)
            if of == self._of:
                self._items = items
        except (EOFError, ValueError, TypeError):
            return

    def verdicts(self, targets: Sequence[Target]) -> list[tuple[Target, Verdict]]:
        """Give the targets with their verdicts."""
        return [(target, unpacked(self._kept(target).verdict)) for target in targets]

    def of(self, targets: Sequence[Target]) -> tuple[list[tuple[Target, Verdict]], list[Written]]:
        """Give what a glance needs of the verdicts (standing, pace and baseline), and the items as they are written."""
        kept = [self._with_item(target) for target in targets]
        verdicts = [
            Verdict(target.id, "", "", each.standing, each.pace, (), baseline=each.baseline)
            for target, each in zip(targets, kept, strict=True)
        ]
        return list(zip(targets, verdicts, strict=True)), [Written(each.item or "") for each in kept]

    def _kept(self, target: Target) -> _Kept:
        kept = self._items.get(target.id)
        if kept is not None:
            return _Kept(*kept)
        from hntrack.assess.run import assess  # noqa: PLC0415  (only what is not kept yet has to be judged)

        session, catalog, method = self._asked
        verdict = assess(catalog, target, session.as_of, method)
        return self._put(target, _Kept(verdict.standing, verdict.pace, verdict.baseline, packed(verdict)))

    def _with_item(self, target: Target) -> _Kept:
        kept = self._kept(target)
        if kept.item is not None:
            return kept
        from hntrack.report.reasons import verdict_item  # noqa: PLC0415  (only what is not kept yet has to be written)

        session, catalog, _ = self._asked
        item = Written.of(verdict_item(catalog, target, unpacked(kept.verdict), session.lang))
        return self._put(target, kept._replace(item=str(item)))

    def _put(self, target: Target, kept: _Kept) -> _Kept:
        self._items[target.id] = tuple(kept)
        self._new = True
        return kept

    def keep(self) -> None:
        """Keep what was made now."""
        if self._new:
            write_kept(self._path, _MAGIC, marshal.dumps((self._of, self._items)))


def packed(verdict: Verdict) -> bytes:
    """Give a verdict as it is kept."""
    return marshal.dumps(_plain(tuple(verdict)))


def unpacked(kept: bytes) -> Verdict:
    """Give a verdict that was kept."""
    return Verdict(*_meant(marshal.loads(kept)))  # noqa: S302  (as above)


def _plain(value: Any) -> Any:
    """Give what can be kept of a part of a verdict: texts, numbers and nothing as they are, others with their kind."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return "decimal", str(value)
    if isinstance(value, date):
        return "day", value.isoformat()
    if isinstance(value, Reason):
        return "reason", (value.code, _plain(value.facts))
    if isinstance(value, Mapping):
        return "mapping", [(name, _plain(each)) for name, each in value.items()]
    return "values", [_plain(each) for each in value]


def _meant(plain: Any) -> Any:
    if not isinstance(plain, tuple):
        return plain
    kind, told = plain
    return _MEANT[kind](told)


_MEANT: Mapping[str, Any] = {
    "decimal": Decimal,
    "day": date.fromisoformat,
    "reason": lambda told: Reason(told[0], _meant(told[1])),
    "mapping": lambda told: {name: _meant(each) for name, each in told},
    "values": lambda told: tuple(map(_meant, told)),
}
