"""The views of ``hntrack methods``: all methods in a table, one on a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from hntrack.assess import METHODS, Method
from hntrack.report.view import Cell, Column, Group, Json, Row, Section, Sheet, View
from hntrack.report.words import label, number_text
from hntrack.text.messages import _

NEEDS = MappingProxyType(
    {
        "value": _("one measurement"),
        "two_values": _("two measurements"),
        "three_values": _("three measurements"),
        "four_values": _("four measurements"),
        "five_values": _("five measurements"),
        "rank": _("a rank"),
        "stage": _("a dated assessment"),
        "due": _("a due date"),
        "due?": _("a due date (if there is one)"),
        "target": _("a numeric target"),
        "target?": _("a numeric target (if there is one)"),
        "direction": _("a wanted direction"),
    }
)


def methods_view(methods: Sequence[Method], *, lang: str, as_of: str) -> View:
    """List the methods with what they need and where they are defined."""
    return View(
        name="methods",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("title", _("Method").within(lang), flexible=True),
            Column("id", _("Id").within(lang)),
            Column("version", _("Version").within(lang)),
            Column("needs", _("Needs").within(lang), flexible=True),
            Column("source", _("Source").within(lang), flexible=True, least_width=110),
        ),
        groups=(
            Group(
                "",
                tuple(
                    Row(
                        (
                            Cell(method.title.within(lang), "strong"),
                            Cell(method.id),
                            Cell(method.version),
                            Cell(_needs(method, lang)),
                            Cell(method.source, "muted"),
                        )
                    )
                    for method in methods
                ),
            ),
        ),
        items=tuple(_item(method, lang) for method in methods),
    )


def method_sheet(method: Method, *, lang: str, as_of: str) -> Sheet:
    """Document one method: formula, thresholds, categories, source and traps."""
    pairs = [
        (_("id").within(lang), f"{method.id} {method.version}"),
        (_("source").within(lang), method.source),
        (_("needs").within(lang), _needs(method, lang)),
        (_("formula").within(lang), method.formula),
    ]
    sections = [Section("", pairs=tuple(pairs))]
    if method.thresholds:
        limits = tuple((name, number_text(value, lang)) for name, value in method.thresholds.items())
        sections.append(Section(_("Thresholds").within(lang), pairs=limits))
    if method.categories:
        words = tuple((name, label("pace", code, lang)) for name, code in method.categories.items())
        sections.append(Section(_("Its own categories").within(lang), pairs=words))
    sections.append(Section(_("Known traps").within(lang), lines=(method.traps.within(lang),)))
    return Sheet(
        "methods", lang, as_of, method.title.within(lang), tuple(sections), items=(_item(method, lang),)
    )


def _needs(method: Method, lang: str) -> str:
    return ", ".join(NEEDS[one].within(lang) if one in NEEDS else one for one in method.needs)


def _item(method: Method, lang: str) -> dict[str, Json]:
    return {
        "id": method.id,
        "version": method.version,
        "source": method.source,
        "needs": list(method.needs),
        "thresholds": dict(method.thresholds),
        "categories": dict(method.categories),
        "formula": method.formula,
        "label": {"title": method.title.within(lang), "traps": method.traps.within(lang)},
    }


def methods_used(names: Iterable[str]) -> tuple[tuple[Method, int], ...]:
    """Give the methods that judged, each with how often, the most used first.

    Args:
        names: The method of each verdict.
    """
    return tuple((METHODS[name], number) for name, number in Counter(names).most_common())
