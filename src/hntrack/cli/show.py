"""``hntrack show``, ``chart``, ``history``: an indicator or a target whole, drawn, over time; ``methods``: by what.

``hntrack indicators``, ``measurements``, ``log`` and ``search`` list everything that was recorded, promised or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from hntrack.assess import METHODS, assess
from hntrack.classes import Annotated, dataclass, replace
from hntrack.cli.commands import argument, command, one_of, option, say
from hntrack.cli.session import Choice, Common, Session, Shared, Strict, open_session, terminal_width
from hntrack.cli.streams import write_bytes, write_out
from hntrack.errors import UsageError, unknown
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Indicator, Target
from hntrack.report import Sheet
from hntrack.report.charts import Chart, Judged, chart, milestone_label
from hntrack.report.select import Selection, select_indicators, select_measurements
from hntrack.report.show import GROUPINGS, indicators_view, measurements_view, show_sheet
from hntrack.text.characters import visible
from hntrack.text.messages import _

Name = Annotated[str, argument("Id of an indicator or a target.", say("ID"))]


@command(
    "show",
    "look",
    _("One indicator whole: words, milestones, data, arithmetic."),
    ("hntrack show innovating-firms", "hntrack show pii-rank --lang en -f md"),
    after="measurements",
)
def show(name: Name, common: Common, strict: Strict = False) -> int:
    """Show one indicator or target."""
    session = open_session(common)
    session.emit(shown(session, name, strict=strict))
    return 0


def shown(session: Session, name: str, *, strict: bool = False) -> Sheet:
    """Tell all about an indicator or a target.

    Raises:
        UsageError: There is none of that name.
    """
    from hntrack.report.explained import explained_lines  # noqa: PLC0415  (lists explain nothing)

    catalog = session.known(session.publishable(strict=strict))
    indicator, targets = chosen(catalog, name)
    judged = [(target, assess(catalog, target, session.as_of)) for target in targets]
    return show_sheet(
        catalog,
        catalog.public,
        indicator,
        judged,
        **session.head,
        explained=[
            line
            for target, verdict in judged
            if verdict.latest is not None
            for line in explained_lines(catalog, target, verdict, session.as_of, session.lang)
        ],
    )


def _in_force(catalog: Catalog, name: str) -> Target | None:
    """Give the version of a promise that is in force, for the id of one that it has superseded."""
    if not isinstance(catalog, Snapshot) or name not in catalog.public.target:
        return None
    from hntrack.compare.promise import target_roots  # noqa: PLC0415  (only who names what was superseded)

    roots = target_roots(catalog.whole)
    return next((target for target in catalog.targets if roots[target.id] == roots[name]), None)


def chosen(catalog: Catalog, name: str) -> tuple[Indicator, tuple[Target, ...]]:
    """Find the indicator that a name means, with all its targets, or with the one that was named.

    Raises:
        UsageError: There is none of that name.
    """
    target = catalog.target.get(name) or _in_force(catalog, name)
    if target is not None:
        return catalog.indicator[target.indicator], (target,)
    indicator = catalog.indicator.get(name)
    if indicator is None:
        raise unknown(name, [*catalog.indicator, *catalog.target])
    return indicator, tuple(t for t in catalog.targets if t.indicator == name)


@command(
    "history",
    "compare",
    _("How a verdict came about, day by day, and why it changed."),
    ("hntrack history innovating-firms", "hntrack history innovating-firms -f json"),
    after="diff",
)
def history(name: Name, common: Shared, strict: Strict = False) -> int:
    """Tell how the verdicts of one target, or of all targets of an indicator, came about."""
    from hntrack.report.history import history as history_view  # noqa: PLC0415  (`show` compares nothing)

    session = open_session(common)
    everything = session.publishable(strict=strict)
    targets = chosen(session.known(everything), name)[1]
    session.emit(history_view(everything, [t.id for t in targets], session.as_of, session.lang))
    return 0


MethodName = Annotated[str | None, argument("Without an id: list them.", say("[ID]"))]


@command(
    "methods",
    "look",
    _("The published assessment methods: source, formula, traps."),
    ("hntrack methods", "hntrack methods eurostat"),
    after="search",
)
def methods(common: Shared, name: MethodName = None) -> int:
    """List the methods, or document one."""
    from hntrack.report.explained import method_sheet, methods_view  # noqa: PLC0415  (as above)

    session = open_session(common)
    if name is None:
        session.emit(methods_view(tuple(METHODS.values()), **session.head))
        return 0
    if name not in METHODS:
        raise unknown(name, METHODS)
    session.emit(method_sheet(METHODS[name], **session.head))
    return 0


FORMS = ("terminal", "svg", "png", "vega")
_BY_SUFFIX = MappingProxyType({"svg": "svg", "png": "png", "json": "vega"})


@dataclass(frozen=True)
class Drawn(Common):
    """The shared options, with the formats of a drawing."""

    form: Annotated[
        str | None,
        option("--format -f --as", "What to draw (png needs the extra 'charts').", "|".join(FORMS)),
    ] = None


Names = Annotated[
    list[str],
    argument("Ids of indicators or targets; * and ? match; several stand side by side.", say("ID...")),
]


@command(
    "chart",
    "look",
    _("Indicators as charts: screen, SVG, PNG, Vega-Lite."),
    ("hntrack chart innovating-firms", "hntrack chart innovating-firms pii-rank -o charts.svg"),
    after="show",
)
def draw_chart(names: Names, options: Drawn, strict: Strict = False) -> int:
    """Draw the way of each indicator, or of one of its targets."""
    session = open_session(_with_form(options), forms=FORMS)
    catalog = session.known(session.publishable(strict=strict))
    drawings = _drawings(session, catalog, names)
    charts = [drawn for drawn, _judged in drawings]
    if session.form == "png":
        from hntrack.render.chart_svg import no_letters, png  # noqa: PLC0415  (each pays for itself)

        write_bytes(png(_svg(charts)), options.output)
        letters = no_letters()
        if letters is not None:
            session.hint(letters)
    elif session.form == "terminal":
        told = ("\n".join(_terminal(catalog, *drawing, session.as_of)) for drawing in drawings)
        write_out("\n\n".join(told) + "\n", options.output)
    elif session.form == "svg":
        write_out(_svg(charts) + "\n", options.output)
    else:
        write_out(_vega(charts), options.output)
    return 0


def _drawings(session: Session, catalog: Snapshot, names: Sequence[str]) -> list[tuple[Chart, Judged]]:
    """Draw what is named; of what matches a pattern, what has a number, and say what has none."""
    named: dict[str, bool] = {}
    for name in names:
        if "*" not in name and "?" not in name:
            named[name] = True
            continue
        for one in select_indicators(catalog, Selection(ids=(name,))):
            named.setdefault(one.id, False)
    drawings: list[tuple[Chart, Judged]] = []
    without: list[Indicator] = []
    for name, alone in named.items():
        indicator, targets = chosen(catalog, name)
        judged = [(target, assess(catalog, target, session.as_of)) for target in targets]
        drawn = chart(catalog, indicator, judged, lang=session.lang, as_of=session.as_of)
        if drawn is not None:
            drawings.append((_with_caveat(session, drawn), judged))
        elif alone:
            raise _nothing_to_draw(indicator)
        else:
            without.append(indicator)
    if without and not drawings:
        raise _nothing_to_draw(without[0])
    if without:
        session.hint(_("Not drawn, for want of a number: {listed}.", listed=", ".join(i.id for i in without)))
    return drawings


def _with_caveat(session: Session, drawn: Chart) -> Chart:
    if not session.unsound:
        return drawn
    from hntrack.workspace import caveat  # noqa: PLC0415  (only unsound data)

    return replace(drawn, title=f"⚠ {caveat(session.unsound).within(session.lang)} — {drawn.title}")


def _with_form(options: Drawn) -> Drawn:
    """What is not named follows from the file's name, and is a terminal drawing without one."""
    if options.form is not None:
        return options
    suffix = (options.output or "").rpartition(".")[2].lower()
    return replace(options, form=_BY_SUFFIX.get(suffix, "terminal"))


def _terminal(catalog: Catalog, drawn: Chart, judged: Judged, as_of: date) -> Iterator[str]:
    from hntrack.render.chart_terminal import bar, draw  # noqa: PLC0415  (each form pays for itself)
    from hntrack.report.bars import bullet  # noqa: PLC0415

    yield visible(drawn.title)
    yield ""
    yield from draw(drawn, terminal_width())
    bars = [(t, bullet(catalog, t, v, lang=drawn.lang, as_of=as_of)) for t, v in judged]
    labels = {t.id: visible(milestone_label(catalog, t, drawn.lang)) for t, one in bars if one is not None}
    width = max((len(label) for label in labels.values()), default=0)
    if labels:
        yield ""
    for target, one in bars:
        if one is not None:
            room = max(min(terminal_width() - width - 6, 48), 16)
            yield f"  {labels[target.id]:<{width}}  {bar(one, room)}"
    yield ""
    yield visible(drawn.description)
    yield from map(visible, drawn.caption)


def _svg(charts: Sequence[Chart]) -> str:
    from hntrack.render.chart_svg import multiples, svg  # noqa: PLC0415

    return svg(charts[0]) if len(charts) == 1 else multiples(charts)


def _vega(charts: Sequence[Chart]) -> str:
    from hntrack.render.chart_vega import render  # noqa: PLC0415

    if len(charts) > 1:
        raise UsageError(
            _("--format vega draws one indicator."), _("Name one, or ask for --format svg or png.")
        )
    return render(charts[0])


def _nothing_to_draw(indicator: Indicator) -> UsageError:
    return UsageError(
        _("There is nothing to draw about '{id}': it has no number that can be drawn.", id=indicator.id),
        _("'hntrack show {id}' shows the whole indicator.", id=indicator.id),
    )


GroupBy = Annotated[str, option("--group-by", "Group the rows by.", "|".join(GROUPINGS))]


def _opened(common: Common, group_by: str, *, strict: bool) -> tuple[Session, Snapshot]:
    one_of("--group-by", group_by, GROUPINGS)
    session = open_session(common)
    return session, session.known(session.publishable(strict=strict))


@command(
    "indicators",
    "look",
    _("What is measured, with and without a target."),
    ("hntrack indicators", "hntrack indicators --without-target -f csv -o figures.csv"),
    after="targets",
)
def indicators(
    choice: Choice,
    common: Common,
    group_by: GroupBy = "goal",
    without_target: Annotated[
        bool, option("--without-target", "Only figures of which nothing was promised.")
    ] = False,
    strict: Strict = False,
) -> int:
    """List the selected indicators."""
    session, catalog = _opened(common, group_by, strict=strict)
    listed = select_indicators(catalog, choice.selection())
    if without_target:
        listed = tuple(one for one in listed if not catalog.targets_of.get(one.id))
    if not listed:
        session.hint(_("No indicator matches."))
    view = indicators_view(catalog, listed, **session.head, group_by=group_by)
    session.emit(view)
    return 0


@command(
    "measurements",
    "look",
    _("Every measurement, with its period and its source."),
    ("hntrack measurements --year 2025", "hntrack measurements st-enterprises --all-versions -f json"),
    after="indicators",
)
def measurements(
    choice: Choice,
    common: Common,
    group_by: GroupBy = "goal",
    all_versions: Annotated[
        bool, option("--all-versions", "Revised and withdrawn measurements, too.")
    ] = False,
    strict: Strict = False,
) -> int:
    """List the selected measurements."""
    session, catalog = _opened(common, group_by, strict=strict)
    listed = select_measurements(catalog.public if all_versions else catalog, choice.selection())
    if not listed:
        session.hint(_("No measurement matches."))
    view = measurements_view(catalog, catalog.public, listed, **session.head, group_by=group_by)
    session.emit(view)
    return 0


IndicatorName = Annotated[str | None, argument("One indicator only.", say("[INDICATOR]"))]


@command(
    "log",
    "compare",
    _("What was recorded, revised, withdrawn, when, from where."),
    ("hntrack log", "hntrack log innovating-firms"),
    after="history",
)
def log(common: Common, indicator: IndicatorName = None) -> int:
    """List the records, the latest first."""
    from hntrack.report.show import log_view  # noqa: PLC0415  (only here)

    session = open_session(common)
    catalog = session.catalog().public
    if indicator is not None and indicator not in catalog.indicator:
        raise unknown(indicator, catalog.indicator)
    listed = [m for m in catalog.measurements if indicator in (None, m.indicator)]
    session.emit(log_view(catalog, listed, **session.head))
    return 0


Text = Annotated[list[str], argument("The words.", say("TEXT..."))]


@command(
    "search",
    "look",
    _("Find words in targets, measurements and claims."),
    ("hntrack search 'dien tu'", "hntrack search doanh nghiep -f json"),
    after="chart",
)
def search(text: Text, common: Common) -> int:
    """List what says all of the words."""
    from hntrack.report.sources import found_view  # noqa: PLC0415  (only here)

    session = open_session(common)
    session.emit(found_view(session.catalog(), " ".join(text), **session.head))
    return 0
