"""The view of the words behind a figure: each claim with its document, as printed, to be cited as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.report.items import claim_item, source_item
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import published_text
from hntrack.text.messages import _

_USES = {
    "target": _("target"),
    "restated": _("target, said again"),
    "measurement": _("measurement"),
}


class _Use(NamedTuple):
    """What rests on a claim: a key of ``_USES`` (empty for nothing), its id and indicator, and ``source/claim``."""

    kind: str
    id: str
    indicator: str
    key: str


def quotes_view(catalog: Catalog, name: str, *, lang: str, as_of: str) -> View:
    """Give the words that something rests on.

    Args:
        catalog: As known on the day.
        name: Id of an indicator (all of its targets and measurements), a target, a measurement, or a claim
            (``source/claim``).
        lang: ``vi`` or ``en``.
        as_of: ISO day.

    Raises:
        UsageError: There is nothing of that name.
    """
    resting = [use for use in _uses(catalog) if name in {use.id, use.indicator, use.key}]
    if not resting and name in catalog.claim:
        resting = [_Use("", "", "", name)]
    if not resting and name not in {*catalog.indicator, *catalog.target, *catalog.measurement}:
        raise unknown(name, [*catalog.indicator, *catalog.target, *catalog.measurement, *catalog.claim])
    uses = [use for use in resting if use.key in catalog.claim]
    return View(
        name="quotes",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("as_printed", _("As printed").within(lang), flexible=True),
            Column("line", _("Line").within(lang), "right"),
            Column("document", _("Document").within(lang), flexible=True),
            Column("id", _("Id").within(lang), flexible=True),
        ),
        groups=(Group("", tuple(_row(catalog, use, lang) for use in uses)),) if uses else (),
        items=tuple(_item(catalog, use, lang) for use in uses),
        empty=_("'{name}' rests on no document.", name=name).within(lang),
    )


def _uses(catalog: Catalog) -> Iterator[_Use]:
    for target in catalog.targets:
        yield _Use("target", target.id, target.indicator, target.claim)
        for key in target.restated:
            yield _Use("restated", target.id, target.indicator, key)
    for measured in catalog.measurements:
        yield _Use("measurement", measured.id, measured.indicator, measured.claim or "")


def _row(catalog: Catalog, use: _Use, lang: str) -> Row:
    source, claim = catalog.claim[use.key]
    title = source.title or _("title unknown").within(lang)
    return Row(
        (
            Cell(claim.as_printed, "strong"),
            Cell(str(claim.line)),
            Cell(f"{title} ({published_text(catalog, source.id, lang)})"),
            Cell(use.id or use.key, "muted"),
        ),
        remark=claim.reading.within(lang),
    )


def _item(catalog: Catalog, use: _Use, lang: str) -> dict[str, Json]:
    source, claim = catalog.claim[use.key]
    return {
        "use": use.kind or None,
        "id": use.id or None,
        "key": use.key,
        "claim": claim_item(claim, lang),
        "document": source_item(source),
        "label": {
            "use": _USES[use.kind].within(lang) if use.kind else None,
            "published": published_text(catalog, source.id, lang),
        },
    }
