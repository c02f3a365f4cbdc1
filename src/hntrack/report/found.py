"""The view of ``hntrack search``: where words stand, across targets, measurements and claims."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.model.catalog import Catalog
from hntrack.report.items import provenance
from hntrack.report.targets import source_text
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import dated_text, target_text
from hntrack.text.fold import fold
from hntrack.text.messages import _

_KINDS = {
    "target": _("target"),
    "measurement": _("measurement"),
    "indicator": _("indicator"),
    "claim": _("claim"),
}
Hit = tuple[str, str, str, str | None]
"""Kind, id, what it says, and the claim behind it."""


def found_view(catalog: Catalog, text: str, *, lang: str, as_of: str) -> View:
    """Build the view.

    Args:
        catalog: What to search.
        text: Words that must all be there, blind to case and marks.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
    """
    hits = tuple(_hits(catalog, fold(text).split(), lang))
    return View(
        name="search",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("says", _("Says").within(lang), flexible=True),
            Column("kind", _("Kind").within(lang)),
            Column("where", _("Where").within(lang), flexible=True),
            Column("id", _("Id").within(lang), flexible=True),
        ),
        groups=(Group("", tuple(_row(catalog, hit, lang) for hit in hits)),) if hits else (),
        items=tuple(_item(catalog, hit) for hit in hits),
        empty=_("Nothing says '{text}'.", text=text).within(lang),
    )


def _hits(catalog: Catalog, words: list[str], lang: str) -> Iterator[Hit]:
    def matches(*texts: str | None) -> bool:
        folded = fold("\n".join(one for one in texts if one))
        return all(word in folded for word in words)

    for indicator in catalog.indicators:
        title, note = indicator.title, indicator.note
        if matches(indicator.id, *title.texts.values(), *(note.texts.values() if note else ())):
            yield "indicator", indicator.id, title.within(lang), None
    for target in catalog.targets:
        stated, note = target.stated, target.note
        said = (
            f"{catalog.indicator[target.indicator].title.within(lang)}: {target_text(catalog, target, lang)}"
        )
        texts = [one for wording in (stated, note) if wording for one in wording.texts.values()]
        title = catalog.indicator[target.indicator].title
        if matches(target.id, *title.texts.values(), said, *texts):
            yield "target", target.id, said, target.claim
    for one in catalog.measurements:
        title = catalog.indicator[one.indicator].title
        said = f"{title.within(lang)}: {dated_text(catalog, one, lang)}"
        note = one.note
        if matches(one.id, *title.texts.values(), said, *(note.texts.values() if note else ()), one.why):
            yield "measurement", one.id, said, one.claim
    for key, (_source, claim) in catalog.claim.items():
        if matches(key, claim.as_printed, *claim.reading.texts.values()):
            yield "claim", key, f"“{claim.as_printed}” — {claim.reading.within(lang)}", key


def _row(catalog: Catalog, hit: Hit, lang: str) -> Row:
    kind, name, said, claim = hit
    where = source_text(catalog, claim, lang) if claim else "—"
    return Row(
        (Cell(said, "strong"), Cell(_KINDS[kind].within(lang)), Cell(where, "muted"), Cell(name, "muted"))
    )


def _item(catalog: Catalog, hit: Hit) -> dict[str, Json]:
    kind, name, said, claim = hit
    return {"kind": kind, "id": name, "says": said, "provenance": provenance(catalog, claim)}
