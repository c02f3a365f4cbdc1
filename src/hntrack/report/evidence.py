"""The evidence page: a curator's own copy of a document with each quote marked at its place.  Never published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from hntrack.classes import NamedTuple
from hntrack.documents.anchors import Anchor, Quote, Scroll, find_quote, plain
from hntrack.documents.lines import Document, Place
from hntrack.model.records import Claim, Source
from hntrack.text.messages import _

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
