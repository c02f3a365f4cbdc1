"""Check what a curator decided, and write it through the same store functions as ``add`` and ``record``."""

from __future__ import annotations

from dataclasses import replace

from hntrack.errors import DataError
from hntrack.model.catalog import Catalog
from hntrack.model.records import Named, Source
from hntrack.store import Folder
from hntrack.store.append import append_measurement
from hntrack.store.entries import append_claim, append_entry, create_source
from hntrack.workspace.adding import GIVEN, new_indicator, new_target
from hntrack.workspace.planning import Plan
from hntrack.workspace.recording import GIVEN as RECORDED
from hntrack.workspace.recording import new_measurement


def checked(catalog: Catalog, plan: Plan, *, lang: str, recorded: str) -> Catalog:
    """Give the catalog as it would be.

    Raises:
        UsageError: An answer cannot be understood.
        DataError: What would be written contradicts the catalog or the words it rests on.
    """
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)

    grown = _with_names(catalog, plan)
    if plan.indicator is not None:
        indicator = new_indicator(grown, plan.indicator, lang)
        grown = replace(grown, indicators=(*grown.indicators, indicator))
    grown = _with_claim(grown, plan)
    if plan.target is not None:
        grown = replace(grown, targets=(*grown.targets, new_target(grown, plan.target, lang)))
    if plan.measurement is not None:
        one = new_measurement(grown, plan.measurement, lang=lang, recorded=recorded)
        grown = replace(grown, measurements=(*grown.measurements, one))
    ours = (GIVEN, RECORDED)
    problems = tuple(p for p in check(grown) if p.severity == "error" and p.where.file in ours)
    if problems:
        raise DataError(problems)
    return grown


def carry_out(folder: Folder, plan: Plan, *, lang: str, recorded: str) -> tuple[str, ...]:
    """Write a plan that was checked; each part that is there already is left alone, so it can be done again.

    Returns:
        Where it stands now: files with lines, in the order of writing.

    Raises:
        HntrackError: As the store's functions do; what was written before that stays, and is found there next time.
    """
    places = []
    for section, entry in plan.named:
        written = append_entry(folder, section, lambda _, entry=entry: entry)  # type: ignore[misc]
        places.append((written.file, written.lines))
    if plan.indicator is not None:
        said = plan.indicator
        written = append_entry(folder, "indicators", lambda catalog: new_indicator(catalog, said, lang))
        places.append((written.file, written.lines))
    if plan.source is not None:
        source = plan.source._replace(claims=(plan.claim,))
        written = create_source(folder, lambda _: source)
        places.append((written.file, written.lines[_first_claim(source, written.lines) :]))
    elif plan.claim_is_new:
        written = append_claim(folder, plan.source_id, lambda _: plan.claim)
        places.append((written.file, written.lines))
    if plan.target is not None:
        target = plan.target
        written = append_entry(folder, "targets", lambda catalog: new_target(catalog, target, lang))
        places.append((written.file, written.lines))
    if plan.measurement is not None:
        request = plan.measurement
        written = append_measurement(
            folder, lambda catalog: new_measurement(catalog, request, lang=lang, recorded=recorded)
        )
        places.append((written.file, written.lines))
    return tuple(f"{file}:{lines[0][0]}" for file, lines in places)


def _with_names(catalog: Catalog, plan: Plan) -> Catalog:
    def grown(section: str, there: tuple[Named, ...]) -> tuple[Named, ...]:
        return (*there, *(entry for name, entry in plan.named if name == section))

    return replace(
        catalog,
        goals=grown("goals", catalog.goals),
        areas=grown("areas", catalog.areas),
        units=grown("units", catalog.units),
    )


def _with_claim(catalog: Catalog, plan: Plan) -> Catalog:
    if plan.source is not None:
        made = plan.source._replace(claims=(plan.claim,))
        return replace(catalog, sources=(*catalog.sources, made))
    if not plan.claim_is_new:
        return catalog
    sources = (
        one._replace(claims=(*one.claims, plan.claim)) if one.id == plan.source_id else one
        for one in catalog.sources
    )
    return replace(catalog, sources=tuple(sources))


def _first_claim(source: Source, lines: tuple[tuple[int, str], ...]) -> int:
    wanted = f"- id: {source.claims[0].id}"
    return next((at for at, (_, line) in enumerate(lines) if line.strip() == wanted), 0)
