"""The view of ``hntrack search``: where words stand, across targets, measurements and claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hntrack.classes import NamedTuple
from hntrack.errors import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Act
from hntrack.report.items import claim_item, provenance, source_item
from hntrack.report.targets import source_text
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import dated_text, published_text, target_text
from hntrack.text.characters import fold
from hntrack.text.messages import Wording, _, day_text

# The view of the words behind a figure: each claim with its document, as printed, to be cited as it stands.

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
        groups=(Group("", tuple(_quote_row(catalog, use, lang) for use in uses)),) if uses else (),
        items=tuple(_quote_item(catalog, use, lang) for use in uses),
        empty=_("'{name}' rests on no document.", name=name).within(lang),
    )


def _uses(catalog: Catalog) -> Iterator[_Use]:
    for target in catalog.targets:
        yield _Use("target", target.id, target.indicator, target.claim)
        for key in target.restated:
            yield _Use("restated", target.id, target.indicator, key)
    for measured in catalog.measurements:
        yield _Use("measurement", measured.id, measured.indicator, measured.claim or "")


def _quote_row(catalog: Catalog, use: _Use, lang: str) -> Row:
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


def _quote_item(catalog: Catalog, use: _Use, lang: str) -> dict[str, Json]:
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
