"""The views of ``hntrack sources``: what each document gives, one document whole, and what of it is accounted for.

The evidence page is a curator's own copy of a document with each quote marked at its place.  Never published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from hntrack.classes import NamedTuple
from hntrack.documents.anchors import Anchor, Quote, Scroll, find_quote, plain
from hntrack.documents.lines import Document, Place
from hntrack.extract.coverage import Coverage
from hntrack.model.catalog import Catalog
from hntrack.model.records import Claim, Source
from hntrack.report.items import claim_item, source_item
from hntrack.report.view import Cell, Column, Group, Json, Row, Section, Sheet, View
from hntrack.report.words import published_text
from hntrack.text.messages import _, _n


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


def coverage_view(found: Sequence[tuple[Source, Coverage]], *, lang: str, as_of: str) -> View:
    """Say for each document how much of what it says is accounted for, and list what is not."""
    return View(
        name="coverage",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("words", _("Not accounted for").within(lang), flexible=True),
            Column("line", _("Line").within(lang), "right"),
            Column("kind", _("Kind").within(lang)),
        ),
        groups=tuple(_missing(source, one, lang) for source, one in found if one.missing),
        summary=(
            *(_share(source, one, lang) for source, one in found),
            *(line for source, one in found for line in _acts_and_speakers(source, one, lang)),
        ),
        items=tuple(_coverage_item(source, one) for source, one in found),
        empty=_(
            "Each figure and aim that the reader found is accounted for; what it cannot read, it cannot miss."
        ).within(lang),
    )


def _missing(source: Source, coverage: Coverage, lang: str) -> Group:
    kinds = {"figure": _("figure").within(lang), "aim": _("aim").within(lang)}
    rows = tuple(
        Row((Cell(m.words, "warn"), Cell(str(m.line)), Cell(kinds[m.kind]))) for m in coverage.missing
    )
    return Group(source.id, rows)


def _acts_and_speakers(source: Source, coverage: Coverage, lang: str) -> tuple[str, ...]:
    """Say which acts a document names, which of them the catalog lacks, and how many people speak in it."""
    if not coverage.acts and not coverage.speakers:
        return ()
    lacking = [act.words for act in coverage.acts if act.claim is None]
    spoken = sum(claim.said_by is not None for claim in source.claims)
    told = _n(
        "{source}: of {count} act that it names {known} is in the catalog; {speakers} of {claims}.",
        "{source}: of {count} acts that it names {known} are in the catalog; {speakers} of {claims}.",
        len(coverage.acts),
        source=source.id,
        known=len(coverage.acts) - len(lacking),
        speakers=_n("{count} speaker", "{count} speakers", len(coverage.speakers)),
        claims=_n("{count} claim", "{count} claims", spoken),
    ).within(lang)
    if not lacking:
        return (told,)
    more = _("Not in the catalog: {acts}.", acts=", ".join(lacking)).within(lang)
    return (f"{told} {more}",)


def _share(source: Source, coverage: Coverage, lang: str) -> str:
    there = len(coverage.said) - len(coverage.missing)
    percent = 100 * there // len(coverage.said) if coverage.said else 100
    return _(
        "{source}: {there} of {all} found by the reader ({percent}%), {body} lines read, "
        "{rest} left out as not of the article.",
        source=source.id,
        there=there,
        all=len(coverage.said),
        percent=percent,
        body=coverage.body,
        rest=coverage.rest,
    ).within(lang)


def _coverage_item(source: Source, coverage: Coverage) -> dict[str, Json]:
    return {
        "source": source.id,
        "said": len(coverage.said),
        "accounted": len(coverage.said) - len(coverage.missing),
        "body_lines": coverage.body,
        "other_lines": coverage.rest,
        "missing": [{"line": m.line, "words": m.words, "kind": m.kind} for m in coverage.missing],
        "acts": [{"line": act.line, "number": act.words, "act": act.claim} for act in coverage.acts],
        "speakers": list(coverage.speakers),
    }


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
