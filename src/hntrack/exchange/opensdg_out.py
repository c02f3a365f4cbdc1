"""The current measurements as the data and metadata of an Open SDG site.

``data/indicator_<id>.csv`` has Year and Value, headline only; ``meta/<id>.md`` is YAML front matter.  See
https://open-sdg.readthedocs.io/en/latest/data-format/ and …/metadata-format/.
"""

from __future__ import annotations

from hntrack.exchange.content import Exported, unsaid_qualifiers, without_numbers
from hntrack.exchange.csv_tables import rows_csv
from hntrack.exchange.formats import Document, Files
from hntrack.exchange.sdmx import STATUS
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.report.words import unit_title
from hntrack.store.node_kinds import LONGEST_SCALAR
from hntrack.store.yaml_lines import scalar
from hntrack.text.characters import visible
from hntrack.text.messages import Message, _, _n

_DIRECTION = {"increase": "positive", "decrease": "negative"}


def export(made: Exported, table: str) -> Files:
    """Write two files for every indicator that is measured by a number."""
    del table
    files: dict[str, bytes | Document] = {}
    for indicator in made.current.indicators:
        measured = [
            measurement
            for measurement in made.current.measurements_of.get(indicator.id, ())
            if measurement.value is not None
        ]
        if measured:
            files[f"data/indicator_{indicator.id}.csv"] = _data(measured)
            files[f"meta/{indicator.id}.md"] = _meta(made, indicator).encode()
    return files


def _data(measured: list[Measurement]) -> bytes:
    """Give each by its year, the last of a stretch: a further column would be a group, and the row no headline."""
    measured = sorted(measured, key=lambda one: one.period)
    rows = ((one.period.year, STATUS[one.obs_status], one.value) for one in measured)
    return rows_csv(("Year", "Observation status", "Value"), rows)


def losses(made: Exported) -> tuple[Message, ...]:
    """Say what an Open SDG site will not show."""
    measured = [measurement for measurement in made.current.measurements if measurement.value is not None]
    stretches = sum(one.period.text != str(one.period.year) for one in measured)
    unseen = sorted({one.indicator for one in measured if "-" not in one.indicator})
    said = [*unsaid_qualifiers(measured), *without_numbers(made)]
    if stretches:
        said.append(
            _n(
                "{count} measurement of a part of a year or of several years stands under its last year.",
                "{count} measurements of a part of a year or of several years stand under their last year.",
                stretches,
            )
        )
    if unseen:
        said.append(
            _(
                "Open SDG reads data/*-*.csv by default: no hyphen in {names}. Set 'path_pattern' in its "
                "config_data.yml, or name the indicators with a hyphen.",
                names=", ".join(f"indicator_{one}.csv" for one in unseen),
            )
        )
    return tuple(said)


def _meta(made: Exported, indicator: Indicator) -> str:
    catalog, lang = made.current, made.lang
    title = indicator.title.within(lang)
    goal = catalog.goal.get(indicator.goal)
    area = catalog.area.get(indicator.area)
    pairs: list[tuple[str, str | bool]] = [
        ("indicator_number", indicator.id),
        ("indicator_name", title),
        ("graph_title", title),
        ("goal_name", goal.title.within(lang) if goal else indicator.goal),
        ("national_geographical_coverage", area.title.within(lang) if area else indicator.area),
        ("computation_units", unit_title(catalog, indicator, lang)),
        ("data_non_statistical", False),
        ("reporting_status", "complete"),
        ("graph_type", "line"),
    ]
    lines = [f"{name}: {_scalar(said)}" for name, said in pairs if said != ""]
    return "\n".join(
        ["---", *lines, *_progress(indicator, catalog.targets_of.get(indicator.id, [])), "---", ""]
    )


def _progress(indicator: Indicator, targets: list[Target]) -> list[str]:
    """What Open SDG's own progress calculation asks for: the first dated target."""
    dated = sorted((t for t in targets if t.due and t.value is not None and t.relative_to is None), key=_due)
    if indicator.direction is None:
        return []
    lines = ["progress_calculation_options:", f"  - direction: {_DIRECTION[indicator.direction]}"]
    if dated:
        lines += [f"    target: {dated[0].value:f}", f"    target_year: {_due(dated[0])[:4]}"]
    if indicator.limit is not None:
        lines.append(f"    limit: {indicator.limit:f}")
    return lines


def _due(target: Target) -> str:
    return target.due.isoformat() if target.due else ""


def _scalar(said: str | bool) -> str:
    if isinstance(said, bool):
        return "true" if said else "false"
    return scalar(visible(said, limit=LONGEST_SCALAR))
