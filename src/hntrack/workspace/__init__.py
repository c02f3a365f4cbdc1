"""Floor 5: find a data folder, open it, and say clearly when it cannot be opened or contradicts itself.

What ``import hntrack`` offers stands here, too: a catalog opened, seen as of a day, judged, checked and added to.
Everything heavy is imported where it is needed: opening a catalog costs reading it, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, Any, NamedTuple, dataclass, replace
from hntrack.errors import DataError, InputError, Problem, UsageError, unknown
from hntrack.model import catalog as model
from hntrack.model.catalog import Catalog
from hntrack.model.codes import Pace, Standing
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.store.compiled import Compiled, compiled_of, is_kept, read_compiled, write_compiled
from hntrack.store.folder import Contents, Folder, digest_of, light_path, read_contents
from hntrack.text.messages import LANGUAGES, Message, Wording, _, _n
from hntrack.text.periods import parse_period

if TYPE_CHECKING:
    from pathlib import Path

    from hntrack.store.append import Written
    from hntrack.store.read import Loaded


TARGETS = "targets.yaml"


class Place(NamedTuple):
    """Where a catalog is: its folders, and whether it is the read-only copy inside the package."""

    folder: Folder
    bundled: bool


def find(data: str | None, environ: Mapping[str, str], cwd: Path) -> Place:
    """Find the catalog.

    The first of: ``data`` (the option), ``HNTRACK_DATA``, ``data/`` of the current folder or of one above it, the
    copy inside the package.

    Args:
        data: A data folder (it holds ``targets.yaml``) or a folder that holds ``data/``; ``None`` if not named.
        environ: The environment.
        cwd: The current folder.

    Raises:
        InputError: The named folder is none of these.
    """
    named = data or environ.get("HNTRACK_DATA")
    if named:
        return Place(_named(light_path(named)), bundled=False)
    for folder in (cwd, *cwd.parents):
        if (folder / "data" / TARGETS).is_file():
            return Place(_folder(folder / "data"), bundled=False)
    return bundled()


def bundled() -> Place:
    """Give the catalog inside the package; in a source checkout, the one at its top."""
    package = light_path(os.path.realpath(__file__)).parent.parent
    inside = package / "bundled" / "data"
    if not inside.is_dir():
        inside = package.parent.parent / "data"
    return Place(_folder(inside), bundled=True)


def open_catalog(place: Place) -> Catalog:
    """Read a catalog that can be relied on: every id it refers to exists.

    Raises:
        DataError: It has problems; the exception carries all that were found.
    """
    contents = read_contents(place.folder)
    compiled = read_compiled(place.folder, contents)
    if compiled is not None and _fits(compiled):
        if compiled.sound:
            compiled.catalog.set_known_sound()
        if compiled.added:
            write_compiled(place.folder, contents, compiled)
        compiled.catalog.set_made_of(digest_of(contents))
        return compiled.catalog
    from hntrack.store.read import decode_contents  # noqa: PLC0415  (a compiled catalog needs no YAML)

    loaded = decode_contents(place.folder, contents, hurried=True)
    problems = tuple(p for p in loaded.problems if p.severity == "error")
    if problems or loaded.catalog is None:
        raise DataError(loaded.problems)
    from hntrack.checks import essential  # noqa: PLC0415  (after the reading has succeeded)

    problems = essential(loaded.catalog)
    if problems:
        raise DataError(loaded.with_excerpts(problems))
    _compile(place.folder, contents, loaded)
    loaded.catalog.set_made_of(digest_of(contents))
    return loaded.catalog


def _fits(compiled: Compiled) -> bool:
    """Whether nothing speaks against what was added to a catalog since it was compiled."""
    if not compiled.added:
        return True
    from hntrack.checks import contradictions, essential  # noqa: PLC0415  (only what was added has to be looked at)
    from hntrack.model.catalog import near  # noqa: PLC0415  (as above)

    catalog = compiled.catalog
    part = near(catalog, compiled.added)
    return len(catalog.measurement) == len(catalog.measurements) and not (
        essential(part) or (compiled.sound and contradictions(part))
    )


def _compile(folder: Folder, contents: Contents, loaded: Loaded) -> None:
    """Keep a catalog, and whether it contradicts itself: most commands would look for that next."""
    if not is_kept(folder):
        return
    from hntrack.checks import contradictions  # noqa: PLC0415  (once for each state of the files)

    catalog = loaded.usable()
    sound = not contradictions(catalog)
    if sound:
        catalog.set_known_sound()
    write_compiled(folder, contents, compiled_of(folder, contents, loaded, sound=sound))


def writable(place: Place) -> Folder:
    """Give the folder of a catalog that may be written to.

    Raises:
        InputError: It is the copy inside the package.
    """
    if place.bundled:
        raise InputError(
            _("The catalog that comes with the program is read-only."),
            _("'hntrack init DIR' makes a catalog of your own; then use --data DIR."),
        )
    return place.folder


def _named(path: Path) -> Folder:
    for candidate in (path, path / "data"):
        if (candidate / TARGETS).is_file():
            return _folder(candidate)
    raise InputError(
        _("There is no {targets} in {path}.", targets=TARGETS, path=path),
        _("Name a folder that has data/targets.yaml, or make one with 'hntrack init DIR'."),
    )


def _folder(data: Path) -> Folder:
    inside = data / "seeds"
    beside = data.parent / "seeds" if data.name else light_path(os.pardir) / "seeds"
    return Folder(data=data, seeds=inside if inside.is_dir() else beside)


def examine(place: Place) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Read a catalog and check everything about it.

    Returns:
        The catalog (``None`` if it could not be read at all) and all problems, by file and line.
    """
    from hntrack.checks import check  # noqa: PLC0415  (only the check command pays for all checks)
    from hntrack.store.read import load  # noqa: PLC0415  (only this needs everything read anew)

    loaded = load(place.folder)
    if loaded.catalog is None:
        return None, loaded.problems
    found = loaded.with_excerpts(check(loaded.catalog, loaded.damaged))
    return loaded.catalog, tuple(sorted((*loaded.problems, *found), key=lambda p: (p.where, p.code)))


def publishable(catalog: Catalog, *, strict: bool = False) -> tuple[Catalog, tuple[Problem, ...]]:
    """Look for figures that contradict their words, their arithmetic or each other, before anything is published.

    Args:
        catalog: The whole catalog.
        strict: Refuse it then.

    Returns:
        The catalog, its title marked where something was found, so that every document that names it says so; and
        what was found.

    Raises:
        DataError: Something was found, and ``strict``.
    """
    if catalog.known_sound:
        return catalog, ()
    from hntrack.checks import contradictions  # noqa: PLC0415  (only what publishes pays for it)

    found = contradictions(catalog)
    if not found:
        return catalog, ()
    if strict:
        raise DataError(found)
    mark = caveat(found)
    titles = {
        lang: f"⚠ {mark.within(lang)} — {catalog.title.within(lang)}"
        for lang in (*LANGUAGES, *catalog.title.texts)
    }
    return replace(catalog, title=Wording.of(titles)), found


def caveat(found: Sequence[Problem]) -> Message:
    """Say in a few words that the data has problems, for the head of a document."""
    return _n(
        "the data has {count} problem not yet mended",
        "the data has {count} problems not yet mended",
        len(found),
    )


def warning(found: Sequence[Problem]) -> Message:
    """Say what was found first, where, and what to do, for stderr and the foot of a table."""
    more = len(found) - 1
    return _(
        "The data has problems, and what is shown may be wrong: {where}: {message}{more} "
        "'hntrack check' lists them all; --strict refuses.",
        where=found[0].where,
        message=found[0].message,
        more=_(" and {more} more", more=more) if more else "",
    )


def now() -> str:
    """Give the instant of recording, ISO with its offset."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


Row = dict[str, Any]
Day = date | str


def open_workspace(path: str | os.PathLike[str] | None = None) -> Workspace:
    """Open a catalog.

    Args:
        path: A data folder (it holds ``targets.yaml``), or a folder that holds ``data/``.  Where left out:
            ``HNTRACK_DATA``, then ``data/`` here or above, then the copy that comes with the program.

    Raises:
        InputError: There is no catalog.

    The files are read when something is asked of them; a catalog with faults raises :class:`~hntrack.DataError` then.
    """
    here = light_path(os.getcwd())  # noqa: PTH109  (a start without pathlib)
    return Workspace(find(None if path is None else os.fspath(path), os.environ, here))


@dataclass(frozen=True)
class Workspace:
    """An opened catalog.

    Attributes:
        place: Where its files are.
    """

    place: Place

    @cached_property
    def everything(self) -> Catalog:
        """All that was ever curated, what was superseded, revised and withdrawn included.  It cannot be judged.

        Raises:
            DataError: The files have faults; ``.problems`` holds all of them.
        """
        return open_catalog(self.place)

    def as_of(self, day: Day | None = None, *, recorded_by: Day | None = None) -> Snapshot:
        """See the catalog as it was known on a day.

        Args:
            day: A date, or its text; a month or year means its last day.  Today where left out.
            recorded_by: Only measurements that were recorded here by this day.

        Raises:
            UsageError: A text is no day.
            DataError: The files have faults.
        """
        known_on = date.today() if day is None else _day(day)  # noqa: DTZ011  (the user's own day)
        return snapshot_of(self.everything, known_on, None if recorded_by is None else _day(recorded_by))

    def check(self) -> tuple[Problem, ...]:
        """Check everything, as ``hntrack check`` does: all problems, errors and warnings, by file and line."""
        return examine(self.place)[1]

    def record(
        self,
        indicator: str,
        value: str | Decimal | int,
        *,
        lang: str = "en",
        confirmed: bool = False,
        dry_run: bool = False,
        **fields: Any,
    ) -> Measurement:
        """Add a measurement to the file, as ``hntrack record`` does; when this returns, it is on the disk.

        Args:
            indicator: Id of the indicator.
            value: As printed (``"27,1%"``), or a number in the indicator's scale and unit.
            lang: Notation and language of what is given as text.
            confirmed: The figure is right although it looks like a slip (ten times off the series, a fraction for a
                share …); without it such a figure is refused.
            dry_run: Only make the measurement and check it.
            fields: What the options of ``hntrack record`` give, by the same names: ``period`` (needed), ``source``,
                ``line``, ``as_printed``, ``url``, ``title``, ``published``, ``qualifier``, ``note``, ``id``, ….

        Raises:
            UsageError: Something given cannot be read, or has no such name.
            DataError: It contradicts the catalog or its own printed words, or looks like a slip; nothing was
                written, and ``.problems`` says why.
            InputError: The file cannot be written.
        """
        from hntrack.workspace.given import new_measurement  # noqa: PLC0415  (only writing pays for it)

        given = _given(fields, needed=("period",)) | {"indicator": indicator, "value": _as_text(value)}
        return _added(
            self.append(
                lambda catalog, now: new_measurement(
                    catalog, given, lang=lang, recorded=now, confirmed=confirmed
                ),
                dry_run=dry_run,
            )
        )

    def revise(
        self,
        measurement: str,
        value: str | Decimal | int,
        *,
        why: str,
        lang: str = "en",
        confirmed: bool = False,
        dry_run: bool = False,
        **fields: Any,
    ) -> Measurement:
        """Add a new value for a measurement, as ``hntrack revise`` does; the old one stays in the history.

        Takes and raises what :meth:`record` does.
        """
        from hntrack.workspace.given import revision  # noqa: PLC0415  (as above)

        given = _given(fields, needed=()) | {"value": _as_text(value), "why": why}
        return _added(
            self.append(
                lambda catalog, now: revision(
                    catalog, measurement, given, lang=lang, recorded=now, confirmed=confirmed
                ),
                dry_run=dry_run,
            )
        )

    def withdraw(self, measurement: str, *, why: str, dry_run: bool = False) -> Measurement:
        """Take a measurement back, as ``hntrack withdraw`` does; raises what :meth:`record` does."""
        from hntrack.workspace.given import withdrawal  # noqa: PLC0415  (as above)

        return _added(
            self.append(
                lambda catalog, now: withdrawal(catalog, measurement, why, recorded=now), dry_run=dry_run
            )
        )

    def append(self, make: Callable[[Catalog, str], Measurement], *, dry_run: bool = False) -> Written:
        """Add the measurement that ``make`` gives for the catalog as it is now and the instant of recording.

        Takes and raises what :meth:`hntrack.store.append.Recorder.append` does.
        """
        from hntrack.store.append import append_measurement  # noqa: PLC0415  (as above)

        recorded = now()
        written = append_measurement(
            writable(self.place), lambda catalog: make(catalog, recorded), dry_run=dry_run
        )
        if not dry_run:
            self.__dict__["everything"] = written.now
        return written


def _added(written: Written) -> Measurement:
    return next(m for m in written.now.measurements if m.id not in written.was.measurement)


class Snapshot(model.Snapshot):
    """A catalog as it was known on a day: what came later does not exist, what was superseded by then is left out.

    It has the lists and look-ups of a catalog (``targets``, ``measurements``, ``indicator["…"]``) and can be judged.
    """

    def judge(
        self, *, method: str | None = None, targets: Sequence[str] | None = None
    ) -> tuple[Judgement, ...]:
        """Judge targets: does each stand, and how fast does it move?

        Args:
            method: Id of a method (``hntrack methods`` lists them); each target's default where left out.
            targets: Ids of targets; all of them where left out.

        Raises:
            UsageError: There is no such method or target.
        """
        from hntrack.assess import METHODS, assess_all  # noqa: PLC0415  (only judging pays for it)

        if method is not None and method not in METHODS:
            raise unknown(method, METHODS)
        chosen = self.targets if targets is None else tuple(self._target(name) for name in targets)
        verdicts = assess_all(self, self.day, (method,), chosen)
        return tuple(
            Judgement(self, target, verdict) for target, verdict in zip(chosen, verdicts, strict=True)
        )

    def _target(self, name: str) -> Target:
        if name not in self.target:
            raise unknown(name, self.target)
        return self.target[name]

    def rows(self, kind: str = "progress", *, lang: str = "en", method: str | None = None) -> list[Row]:
        """Give lists of dicts, ready for pandas or polars: the same as the ``items`` of the JSON of the commands.

        Numbers are :class:`~decimal.Decimal`, exact.

        Args:
            kind: ``progress`` (every target with its verdict), ``targets``, ``indicators``, ``measurements`` (the
                current ones), ``log`` (with revised and withdrawn ones, the latest first), ``sources`` or ``claims``.
            lang: Language of the labels and reasons.
            method: For ``progress``: the method that judges.

        Raises:
            UsageError: There is no such kind.
        """
        if kind == "progress":
            return [judgement.row(lang) for judgement in self.judge(method=method)]
        if kind not in _ROWS:
            raise unknown(kind, ("progress", *_ROWS))
        return list(_ROWS[kind](self, kind, lang))


@dataclass(frozen=True)
class Judgement:
    """A target with its verdict.

    Attributes:
        snapshot: What was judged.
        target: The target.
        verdict: The verdict whole: category, reasons, flags, method and its numbers.
    """

    snapshot: Snapshot
    target: Target
    verdict: Verdict

    @property
    def indicator(self) -> Indicator:
        """What the target is about."""
        return self.snapshot.indicator[self.target.indicator]

    @property
    def standing(self) -> Standing:
        """Is it kept?  One of :data:`hntrack.model.codes.STANDINGS`."""
        return self.verdict.standing

    @property
    def pace(self) -> Pace:
        """Will it be?  One of :data:`hntrack.model.codes.PACES`."""
        return self.verdict.pace

    @property
    def latest(self) -> Measurement | None:
        """The measurement that was compared."""
        return self.snapshot.measurement.get(self.verdict.latest or "")

    @property
    def gap(self) -> Decimal | None:
        """What is missing, in the indicator's scale and unit: positive while not met."""
        return self.verdict.gap

    @property
    def required_pace(self) -> Decimal | None:
        """The change a year that is needed."""
        return self.verdict.required_pace

    @property
    def observed_pace(self) -> Decimal | None:
        """The change a year that is observed."""
        return self.verdict.observed_pace

    @property
    def projected(self) -> Decimal | None:
        """The value at the due date, at the observed pace."""
        return self.verdict.projected

    def reason(self, lang: str = "en") -> str:
        """Say why, in a language of the interface."""
        from hntrack.report.reasons import sentence  # noqa: PLC0415  (only who reads it pays for it)

        return " ".join(sentence(reason, lang) for reason in self.verdict.reasons)

    def row(self, lang: str = "en") -> Row:
        """Give the item of ``hntrack progress -f json``."""
        from hntrack.report.reasons import verdict_item  # noqa: PLC0415  (as above)

        return verdict_item(self.snapshot, self.target, self.verdict, lang)


def snapshot_of(whole: Catalog, day: date, recorded_by: date | None = None) -> Snapshot:
    """Take a snapshot that can be judged and listed; see :func:`hntrack.model.catalog.snapshot`."""
    plain = model.snapshot(whole, day, recorded_by)
    return Snapshot(**{name: getattr(plain, name) for name in model.Snapshot.__match_args__})


def _day(day: Day) -> date:
    if isinstance(day, date):
        return day
    try:
        return parse_period(day).end
    except ValueError:
        raise UsageError(
            _("'{day}' is not a date.", day=day), _("Write it like 2025-12-31, 2025-12 or 2025.")
        ) from None


def _as_text(value: str | Decimal | int) -> str:
    """Write a number so that it has one reading: 1.2 thousand is not 1,200."""
    from hntrack.store.yaml_lines import number  # noqa: PLC0415  (only writing pays for it)

    return value if isinstance(value, str) else number(Decimal(value))


def _given(fields: Mapping[str, Any], needed: tuple[str, ...]) -> dict[str, Any]:
    """Take the fields of a measurement by their columns, as the options do.

    Raises:
        UsageError: There is no such field, or one is missing.
    """
    from hntrack.workspace.given import columns_given  # noqa: PLC0415  (only writing pays for it)

    known = columns_given("measurement")
    for name in fields:
        if name not in known:
            raise unknown(name, known)
    for name in needed:
        if fields.get(name) is None:
            raise UsageError(_("'{name}' is missing.", name=name))
    return {name: value for name, value in fields.items() if value is not None}


def _item_rows(snapshot: Snapshot, kind: str, lang: str) -> Iterator[Row]:
    from hntrack.report import words  # noqa: PLC0415  (only who asks for them pays for it)

    if kind == "measurements":
        return (words.measurement_item(snapshot.public, measured, lang) for measured in snapshot.measurements)
    if kind == "targets":
        return (words.target_item(snapshot, target, lang) for target in snapshot.targets)
    return (words.indicator_item(snapshot, indicator, lang) for indicator in snapshot.indicators)


def _view_rows(snapshot: Snapshot, kind: str, lang: str) -> Iterator[Row]:
    from hntrack.report.show import log_view  # noqa: PLC0415  (as above)
    from hntrack.report.sources import claim_rows, sources_view  # noqa: PLC0415  (as above)

    public, day = snapshot.public, snapshot.day.isoformat()
    if kind == "claims":
        return iter(claim_rows(public, lang))
    if kind == "sources":
        return iter(sources_view(public, lang=lang, as_of=day).items)
    return iter(log_view(public, public.measurements, lang=lang, as_of=day).items)


_ROWS: Mapping[str, Callable[[Snapshot, str, str], Iterator[Row]]] = MappingProxyType(
    {
        **dict.fromkeys(("targets", "indicators", "measurements"), _item_rows),
        **dict.fromkeys(("log", "sources", "claims"), _view_rows),
    }
)
