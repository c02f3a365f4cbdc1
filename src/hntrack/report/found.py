"""The view of ``hntrack search``: where words stand, across targets, measurements and claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hntrack.model.catalog import Catalog
from hntrack.model.records import Act
from hntrack.report.items import provenance
from hntrack.report.targets import source_text
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import dated_text, target_text
from hntrack.text.fold import fold
from hntrack.text.messages import _, day_text
from hntrack.text.wording import Wording

_KINDS = {
    "target": _("target"),
    "measurement": _("measurement"),
    "indicator": _("indicator"),
    "claim": _("claim"),
    "act": _("act"),
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


Matches = Callable[..., bool]


def _hits(catalog: Catalog, words: list[str], lang: str) -> Iterator[Hit]:
    def matches(*texts: str | None) -> bool:
        folded = fold("\n".join(text for text in texts if text))
        return all(word in folded for word in words)

    for act in catalog.acts:
        if matches(*_act_texts(catalog, act.id)):
            yield "act", act.id, _act_said(act, lang), None
    for indicator in catalog.indicators:
        if matches(indicator.id, *_texts_of(indicator.title, indicator.note)):
            yield "indicator", indicator.id, indicator.title.within(lang), None
    yield from _targets(catalog, matches, lang)
    yield from _measurements(catalog, matches, lang)
    for key, (_source, claim) in catalog.claim.items():
        if matches(key, claim.as_printed, *_texts_of(claim.reading), *_speaker_texts(catalog, key)):
            yield "claim", key, f"“{claim.as_printed}” — {claim.reading.within(lang)}", key


def _targets(catalog: Catalog, matches: Matches, lang: str) -> Iterator[Hit]:
    """What rests on an act, or was said by somebody, is found by the act and by the name."""
    for target in catalog.targets:
        title = catalog.indicator[target.indicator].title
        said = f"{title.within(lang)}: {target_text(catalog, target, lang)}"
        behind = (*_act_texts(catalog, target.basis), *_speaker_texts(catalog, target.claim))
        if matches(target.id, said, *_texts_of(title, target.stated, target.note), *behind):
            yield "target", target.id, said, target.claim


def _measurements(catalog: Catalog, matches: Matches, lang: str) -> Iterator[Hit]:
    for measurement in catalog.measurements:
        title = catalog.indicator[measurement.indicator].title
        said = f"{title.within(lang)}: {dated_text(catalog, measurement, lang)}"
        if matches(
            measurement.id,
            said,
            measurement.why,
            *_texts_of(title, measurement.note),
            *_speaker_texts(catalog, measurement.claim),
        ):
            yield "measurement", measurement.id, said, measurement.claim


def _texts_of(*wordings: Wording | None) -> list[str]:
    return [text for wording in wordings if wording is not None for text in wording.texts.values()]


def _act_texts(catalog: Catalog, key: str | None) -> tuple[str | None, ...]:
    act = catalog.act.get(key or "")
    return (act.id, act.number, act.title, act.issuer) if act is not None else ()


def _act_said(act: Act, lang: str) -> str:
    """Say which act it is: its number, day, title and issuer as far as these are known."""
    day = day_text(act.day, lang) if act.day else None
    return ", ".join(part for part in (act.number, day, act.title, act.issuer) if part)


def _speaker_texts(catalog: Catalog, key: str | None) -> tuple[str | None, ...]:
    found = catalog.claim.get(key or "")
    speaker = found[1].said_by if found is not None else None
    return (speaker.name, speaker.post, speaker.body) if speaker is not None else ()


def _row(catalog: Catalog, hit: Hit, lang: str) -> Row:
    kind, name, said, claim = hit
    where = source_text(catalog, claim, lang) if claim else "—"
    return Row(
        (Cell(said, "strong"), Cell(_KINDS[kind].within(lang)), Cell(where, "muted"), Cell(name, "muted"))
    )


def _item(catalog: Catalog, hit: Hit) -> dict[str, Json]:
    kind, name, said, claim = hit
    return {"kind": kind, "id": name, "says": said, "provenance": provenance(catalog, claim)}
