"""The evidence page: a curator's own copy of a document with each quote marked at its place.  Never published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from hntrack.documents.anchors import Anchor, Quote, Scroll, find_quote, plain
from hntrack.documents.lines import Document, Place
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Act, Claim, Source, Speaker, Target
from hntrack.text.messages import Message, _, day_text

# What a promise rests on, and how strongly that binds: the ladder from a speech to a law.

LADDER = ("speech", "report", "draft", "plan", "resolution", "decision", "law")
"""The rungs, from weak to strong; ``documents/acts.toml`` says on which one each kind of act stands."""

RUNGS = MappingProxyType(
    {
        "speech": _("something said"),
        "report": _("a report; no act is named"),
        "draft": _("a draft"),
        "plan": _("a plan"),
        "resolution": _("a resolution"),
        "decision": _("a decision"),
        "law": _("a law"),
    }
)


class Basis(NamedTuple):
    """What a target rests on.

    Attributes:
        strength: One of :data:`LADDER`.
        act: The act, where the target or its document names one.
        speaker: Who said it, where no act is named.
    """

    strength: str
    act: Act | None = None
    speaker: Speaker | None = None


def basis_of(catalog: Catalog, target: Target) -> Basis:
    """Tell what a target rests on: its act, else that of its document, else who said it, else its document alone."""
    source, claim = catalog.claim.get(target.claim, (None, None))
    act = catalog.act.get(target.basis or (source.act if source is not None else None) or "")
    if act is not None:
        from hntrack.documents.acts import strength_of  # noqa: PLC0415  (only promises with an act pay for its grammar)

        return Basis(strength_of(act.kind), act)
    speaker = claim.said_by if claim is not None else None
    return Basis("report" if speaker is None else "speech", None, speaker)


def basis_text(catalog: Catalog, target: Target, lang: str) -> str:
    """Say it: ``57-NQ/TW, 2024-12-22, Bộ Chính trị: a resolution (step 5 of 7)``."""
    basis = basis_of(catalog, target)
    return _said(basis, lang).within(lang)


def _said(basis: Basis, lang: str) -> Message:
    about = {
        "rung": RUNGS[basis.strength],
        "step": LADDER.index(basis.strength) + 1,
        "steps": len(LADDER),
    }
    if basis.act is not None:
        day = day_text(basis.act.day, lang) if basis.act.day else None
        what = ", ".join(part for part in (basis.act.number, day, basis.act.issuer) if part)
    elif basis.speaker is not None:
        what = ", ".join(part for part in basis.speaker if part)
    else:
        return _("{rung} (step {step} of {steps})", **about)
    return _("{what}: {rung} (step {step} of {steps})", what=what, **about)


def resting_on(catalog: Catalog, targets: Sequence[Target], asked: str) -> tuple[Target, ...]:
    """Give the targets that rest on a rung of the ladder, or on an act by its id or number.

    Raises:
        UsageError: It is neither.
    """
    if asked in LADDER:
        return tuple(target for target in targets if basis_of(catalog, target).strength == asked)
    acts = {act.id for act in catalog.acts if asked in (act.id, act.number)}
    if not acts:
        raise unknown(asked, (*LADDER, *catalog.act, *(act.number for act in catalog.acts)))
    return tuple(
        target
        for target in targets
        for act in [basis_of(catalog, target).act]
        if act is not None and act.id in acts
    )


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
