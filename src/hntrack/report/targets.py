"""The view of ``hntrack targets``: what was promised, by whom, and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from types import MappingProxyType

from hntrack.classes import Any, TypeVar
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.report.items import target_item
from hntrack.report.view import Cell, Column, Group, Later, Row, View
from hntrack.report.words import area_title, goal_title, milestone_text, published_text, target_text
from hntrack.text.messages import _, _n, day_text

_Record = TypeVar("_Record", Indicator, Measurement, Target)

GROUPINGS = ("goal", "year", "source", "area", "none")


def targets_view(
    catalog: Catalog,
    targets: Sequence[Target],
    *,
    lang: str,
    as_of: str,
    group_by: str,
    versions: bool = False,
) -> View:
    """Build the view; ``versions`` says of each when it was promised, and what it superseded."""
    row = _version_row if versions else _row
    return View(
        name="targets",
        lang=lang,
        as_of=as_of,
        title=catalog.title.within(lang),
        columns=(
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("target", _("Target").within(lang), flexible=True),
            Column("milestone", _("By").within(lang)),
            Column("area", _("Area").within(lang), least_width=90),
            Column("source", _("Source").within(lang), flexible=True, least_width=110),
            Column("id", _("Id").within(lang), flexible=True),
        ),
        groups=Later(
            lambda: grouped(catalog, targets, group_by, lang, lambda target: row(catalog, target, lang))
        ),
        summary=(counted(len(targets), lang),) if targets else (),
        items=Later(lambda: [target_item(catalog, target, lang) for target in targets]),
        extra={"catalog": catalog.id},
        empty=_("No targets.").within(lang),
    )


def _row(catalog: Catalog, target: Target, lang: str) -> Row:
    indicator = catalog.indicator[target.indicator]
    return Row(
        (
            Cell(indicator.title.within(lang), "strong"),
            Cell(target_text(catalog, target, lang)),
            Cell(milestone_text(target.milestone, lang)),
            Cell(area_title(catalog, indicator.area, lang)),
            Cell(source_text(catalog, target.claim, lang), "muted"),
            Cell(target.id, "muted"),
        ),
        remark=target.stated.within(lang) if target.stated else "",
    )


def _version_row(catalog: Catalog, target: Target, lang: str) -> Row:
    """A row that says when the version was promised, and which one it superseded or was superseded by."""
    row = _row(catalog, target, lang)
    made = catalog.published_on(target)
    said = [] if made == date.min else [_("promised {day}", day=day_text(made, lang)).within(lang)]
    if target.change == "withdrawn":
        said.append(_("withdraws {id}", id=target.supersedes or "").within(lang))
    elif target.supersedes:
        said.append(_("supersedes {id}", id=target.supersedes).within(lang))
    later = next((one.id for one in catalog.targets if one.supersedes == target.id), None)
    if later is not None:
        said.append(_("superseded by {id}", id=later).within(lang))
    return row._replace(remark=" · ".join((*said, row.remark) if row.remark else said))


def source_text(catalog: Catalog, claim: str, lang: str) -> str:
    """Give where a claim stands, in short: document, line, date."""
    found = catalog.claim.get(claim)
    if found is None:
        return claim
    source, one = found
    line = _("line {line}", line=one.line).within(lang)
    return f"{source.id}, {line} ({published_text(catalog, source.id, lang)})"


def grouped(
    catalog: Catalog,
    records: Sequence[_Record],
    group_by: str,
    lang: str,
    row: Callable[[_Record], Row],
) -> tuple[Group, ...]:
    """Put rows under headings, for every list of targets, indicators or measurements.

    Goals and areas keep the catalog's order, what is of none comes after them; years ascend, undated aims come last.
    """
    key = _KEYS[group_by]
    under: dict[str, list[_Record]] = {}
    for record in records:
        under.setdefault(key(catalog, record), []).append(record)
    names = sorted(under, key=lambda name: (not name, name)) if group_by == "year" else list(under)
    order = {name: place for place, name in enumerate(_ordered(catalog, group_by))}
    names.sort(key=lambda name: order.get(name, len(order)))
    title = _HEADINGS[group_by]
    return tuple(Group(title(catalog, name, lang), tuple(map(row, under[name]))) for name in names)


def _ordered(catalog: Catalog, group_by: str) -> Iterable[str]:
    if group_by == "goal":
        return catalog.goal
    return catalog.area if group_by == "area" else ()


def _indicator_of(catalog: Catalog, record: Indicator | Measurement | Target) -> Indicator:
    return record if isinstance(record, Indicator) else catalog.indicator[record.indicator]


def _source_title(catalog: Catalog, name: str, lang: str) -> str:
    source = catalog.source.get(name)
    return f"{source.title or source.id} ({published_text(catalog, name, lang)})" if source else name


def _year_title(catalog: Catalog, name: str, lang: str) -> str:
    del catalog
    return name or (_("No date set").within(lang))


_KEYS: MappingProxyType[str, Callable[[Catalog, Any], str]] = MappingProxyType(
    {
        "goal": lambda catalog, record: _indicator_of(catalog, record).goal,
        "area": lambda catalog, record: _indicator_of(catalog, record).area,
        "source": lambda _, target: target.claim.partition("/")[0],
        "year": lambda _, target: str(target.milestone.year) if target.milestone else "",
        "none": lambda _, __: "",
    }
)
_HEADINGS: MappingProxyType[str, Callable[[Catalog, str, str], str]] = MappingProxyType(
    {
        "goal": goal_title,
        "area": area_title,
        "source": _source_title,
        "year": _year_title,
        "none": lambda _, __, ___: "",
    }
)


def counted(number: int, lang: str) -> str:
    """Say how many targets there are."""
    return _n("{count} target", "{count} targets", number).within(lang)
