"""The views of documents: what each gives, one whole, and where its words stand.

The evidence page is a curator's own copy of a document with each quote marked at its place.  Never published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape

from hntrack.classes import TYPE_CHECKING, NamedTuple
from hntrack.errors import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Act, Claim, Source
from hntrack.report import Cell, Column, Group, Json, Row, Section, Sheet, View
from hntrack.report.select import source_text
from hntrack.report.words import claim_item, dated_text, provenance, published_text, source_item, target_text
from hntrack.text.characters import fold
from hntrack.text.messages import Wording, _, _n, day_text

if TYPE_CHECKING:
    from hntrack.documents.anchors import Anchor, Scroll
    from hntrack.documents.lines import Document


def uses(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Give what uses each claim: ids of targets and measurements by ``source/claim``."""
    found: dict[str, list[str]] = {}
    for target in catalog.targets:
        for key in (target.claim, *target.restated):
            found.setdefault(key, []).append(target.id)
    for measurement in catalog.measurements:
        if measurement.claim:
            found.setdefault(measurement.claim, []).append(measurement.id)
    return {key: tuple(ids) for key, ids in found.items()}


def sources_view(catalog: Catalog, *, lang: str, as_of: str) -> View:
    """List the documents: how many promises, figures and set-aside claims each gives."""
    used = uses(catalog)
    cited = _cited(catalog)
    return View(
        name="sources",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("title", _("Document").within(lang), flexible=True),
            Column("published", _("Published").within(lang), flexible=True),
            Column("targets", _("Targets").within(lang), "right"),
            Column("measurements", _("Measurements").within(lang), "right"),
            Column("aside", _("Set aside").within(lang), "right"),
            Column("claims", _("Claims").within(lang), "right"),
            Column("id", _("Id").within(lang)),
        ),
        groups=(Group("", tuple(_row(catalog, s, _counts(s, used, cited), lang) for s in catalog.sources)),),
        items=tuple(_item(s, _counts(s, used, cited)) for s in catalog.sources),
        empty=_("No documents.").within(lang),
    )


def _cited(catalog: Catalog) -> Counter[str | None]:
    return Counter(one.cited.source for one in catalog.measurements if one.cited is not None)


def _counts(
    source: Source, used: Mapping[str, tuple[str, ...]], cited: Mapping[str | None, int]
) -> Counter[str]:
    """Count what a document gives; rows and lines that are cited without a claim are measurements as well."""
    counts = Counter(_role(source, claim, used) for claim in source.claims)
    counts["measurements"] += cited.get(source.id, 0)
    counts["claims"] = len(source.claims)
    return counts


def _role(source: Source, claim: Claim, used: Mapping[str, tuple[str, ...]]) -> str:
    if claim.set_aside is not None:
        return "aside"
    if f"{source.id}/{claim.id}" not in used:
        return "unused"
    return "targets" if claim.kind == "target" else "measurements"


def _row(catalog: Catalog, source: Source, counts: Counter[str], lang: str) -> Row:
    unknown = _("title unknown").within(lang)
    return Row(
        (
            Cell(source.title or unknown, "strong"),
            Cell(published_text(catalog, source.id, lang)),
            *(Cell(str(counts[key])) for key in ("targets", "measurements", "aside", "claims")),
            Cell(source.id, "muted"),
        )
    )


def _item(source: Source, counts: Counter[str]) -> dict[str, Json]:
    return {
        **source_item(source),
        "targets": counts["targets"],
        "measurements": counts["measurements"],
        "set_aside": counts["aside"],
        "unused": counts["unused"],
        "claims": counts["claims"],
    }


def source_sheet(catalog: Catalog, source: Source, *, lang: str, as_of: str) -> Sheet:
    """Show one document: its particulars, and every claim with its line and use."""
    used = uses(catalog)
    unknown = _("unknown").within(lang)
    published = source.published
    pairs = [
        (_("id").within(lang), source.id),
        (_("title").within(lang), source.title or unknown),
        (_("publisher").within(lang), source.publisher or unknown),
        (_("author").within(lang), source.author or unknown),
        (_("published").within(lang), published_text(catalog, source.id, lang)),
        (_("original").within(lang), source.original),
        ("SHA-256", source.sha256),
    ]
    notes = [one.within(lang) for one in (published.note, source.note) if one]
    return Sheet(
        "source",
        lang,
        as_of,
        source.title or source.id,
        (
            Section("", pairs=tuple(pairs)),
            *((Section(_("Notes").within(lang), lines=tuple(notes)),) if notes else ()),
            Section(_("Claims").within(lang), table=_claims_table(source, used, lang, as_of)),
        ),
        items=tuple(_claim_item(source, claim, used, lang) for claim in source.claims),
        extra={"source": _item(source, _counts(source, used, _cited(catalog)))},
    )


def _claims_table(source: Source, used: Mapping[str, tuple[str, ...]], lang: str, as_of: str) -> View:
    rows = tuple(
        Row(
            (
                Cell(claim.as_printed, "strong"),
                Cell(str(claim.line)),
                Cell(", ".join(used.get(f"{source.id}/{claim.id}", ())) or (_("set aside").within(lang))),
                Cell(claim.id, "muted"),
            ),
            remark=" ".join(one.within(lang) for one in (claim.reading, claim.set_aside) if one),
        )
        for claim in source.claims
    )
    columns = (
        Column("as_printed", _("As printed").within(lang), flexible=True),
        Column("line", _("Line").within(lang), "right"),
        Column("use", _("Used by").within(lang), flexible=True),
        Column("id", _("Id").within(lang), flexible=True),
    )
    return View("claims", lang, as_of, "", columns, (Group("", rows),))


def _claim_item(
    source: Source, claim: Claim, used: Mapping[str, tuple[str, ...]], lang: str
) -> dict[str, Json]:
    return {**claim_item(claim, lang), "used_by": list(used.get(f"{source.id}/{claim.id}", ()))}


def claim_rows(catalog: Catalog, lang: str) -> Iterator[dict[str, Json]]:
    """Give the claims of all documents, each with the document's id."""
    used = uses(catalog)
    for source in catalog.sources:
        for claim in source.claims:
            yield {"source": source.id, **_claim_item(source, claim, used, lang)}


def verified_line(sources: Iterable[Source], lang: str) -> str:
    """Say what was verified."""
    listed = tuple(sources)
    claims = sum(len(source.claims) for source in listed)
    return _n(
        "{count} claim of {documents} was held against its original.",
        "{count} claims of {documents} were held against their originals.",
        claims,
        documents=_n("{count} document", "{count} documents", len(listed)),
    ).within(lang)


_STYLE = """
body{font:16px/1.5 sans-serif;margin:0 auto;max-width:72rem;padding:1rem}
main{display:grid;grid-template-columns:3fr 2fr;gap:0 2rem}main>*{margin:.2rem 0}
.line{grid-column:1}.margin{color:#666}.heading{font-weight:bold}.row{font-family:monospace;font-size:.9rem}
aside{grid-column:2;border-left:3px solid #b58900;padding-left:.6rem;font-size:.9rem}
mark{background:#ffe9a8;color:#000}.gone{border-color:#b00}small{color:#555}
"""


class _Shown(NamedTuple):
    """A claim, and where it was found."""

    claim: Claim
    anchor: Anchor


def evidence_page(source: Source, document: Document, uses: Mapping[str, Sequence[str]], lang: str) -> str:
    """Make the page.

    Args:
        source: The document with its claims.
        document: Its original, as it was read.
        uses: Ids of what rests on each claim, by ``source/claim``.
        lang: ``vi`` or ``en``.
    """
    from hntrack.documents.anchors import Scroll, plain  # noqa: PLC0415  (only this page reads documents)

    scroll = Scroll(document)
    shown = [_Shown(claim, _anchor(scroll, claim)) for claim in source.claims]
    by_line: dict[int, list[_Shown]] = {}
    for one in shown:
        number = one.anchor.place.line if one.anchor.place is not None else 0
        by_line.setdefault(number, []).append(one)
    body = [_card(source, one, uses, lang) for one in by_line.get(0, [])]
    for line in scroll.lines:
        here = by_line.get(line.place.line, [])
        page = (
            f"<small>{_('page {page}', page=line.place.page).within(lang)}</small> "
            if line.place.page
            else ""
        )
        words = _marked(plain(line.text), [one.anchor.words for one in here if one.anchor.words])
        body.append(f'<p class="line {line.kind}">{page}{words}</p>')
        body += [_card(source, one, uses, lang) for one in here]
    title = escape(source.title or source.id)
    note = escape(
        _("For your own eyes: the document belongs to others and must not be published.").within(lang)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1><p><strong>{note}</strong></p><main>"
        + "\n".join(body)
        + "</main></body></html>\n"
    )


def _anchor(scroll: Scroll, claim: Claim) -> Anchor:
    from hntrack.documents.anchors import Quote, find_quote  # noqa: PLC0415  (as above)
    from hntrack.documents.lines import Place  # noqa: PLC0415

    at = claim.place
    line = claim.line if scroll.document.form == "text" else 0
    place = Place(line)
    if at is not None:
        place = Place(line, at.page, at.heading or "", at.paragraph, at.table, at.row, at.column)
    return find_quote(scroll, Quote(claim.as_printed, claim.before or "", claim.after or ""), place)


def _marked(text: str, quotes: Sequence[str]) -> str:
    """Mark quotes in a line; of those that overlap, the first."""
    spans: list[tuple[int, int]] = []
    for quote in quotes:
        at = text.find(quote)
        if at >= 0 and not any(start < at + len(quote) and at < end for start, end in spans):
            spans.append((at, at + len(quote)))
    parts, last = [], 0
    for start, end in sorted(spans):
        parts.append(f"{escape(text[last:start])}<mark>{escape(text[start:end])}</mark>")
        last = end
    return "".join([*parts, escape(text[last:])])


def _card(source: Source, shown: _Shown, uses: Mapping[str, Sequence[str]], lang: str) -> str:
    claim, anchor = shown
    used = ", ".join(uses.get(f"{source.id}/{claim.id}", ())) or "—"
    speaker = f"<br>{escape(claim.said_by.name)}" if claim.said_by is not None else ""
    state = "" if anchor.state == "found" else f" <strong>{escape(anchor.state)}</strong>"
    kind = ' class="gone"' if anchor.state == "gone" else ""
    return (
        f"<aside{kind}><q>{escape(claim.as_printed)}</q>{state}<br>{escape(claim.reading.within(lang))}{speaker}"
        f"<br><small>{escape(claim.id)} → {escape(used)}</small></aside>"
    )


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


# The view of ``hntrack search``: where words stand, across targets, measurements and claims.

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
        groups=(Group("", tuple(_hit_row(catalog, hit, lang) for hit in hits)),) if hits else (),
        items=tuple(_hit_item(catalog, hit) for hit in hits),
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


def _hit_row(catalog: Catalog, hit: Hit, lang: str) -> Row:
    kind, name, said, claim = hit
    where = source_text(catalog, claim, lang) if claim else "—"
    return Row(
        (Cell(said, "strong"), Cell(_KINDS[kind].within(lang)), Cell(where, "muted"), Cell(name, "muted"))
    )


def _hit_item(catalog: Catalog, hit: Hit) -> dict[str, Json]:
    kind, name, said, claim = hit
    return {"kind": kind, "id": name, "says": said, "provenance": provenance(catalog, claim)}
