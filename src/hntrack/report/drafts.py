"""The view of ``hntrack extract``: what an article seems to say, for a person to look through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from hntrack.classes import Any, NamedTuple, cast
from hntrack.extract import DraftClaim, to_scorer_json
from hntrack.model.records import Speaker
from hntrack.report import Cell, Column, Group, Json, Row, View
from hntrack.text.areas import area_name
from hntrack.text.messages import Message, _
from hntrack.text.periods import words_of_period

_KINDS = {
    "target": _("Targets"),
    "measurement": _("Measurements"),
    "baseline": _("Earlier values, to compare with"),
    "context": _("Context"),
}
KIND_OF_ONE = {
    "target": _("target"),
    "measurement": _("measurement"),
    "baseline": _("earlier value"),
    "context": _("context"),
}
"""What one claim is called, by its kind."""

_WIDE = 100  # columns of a terminal; in a narrower one the clause tells where on its line a figure stands
_AROUND = 110  # characters of a clause at each side of its figure
_CONFIDENCE = {
    "high": _("high"),
    "medium": _("medium"),
    "low": _("low"),
}
_BASIS = {
    "by_end": _("by the end of {}"),
    "during": _("in {}"),
    "as_of": _("as of {}"),
    "": _("{}"),
}
_TONES = {"high": "good", "medium": "", "low": "warn"}


class Found(NamedTuple):
    """A claim as the draft has it.

    Attributes:
        id: As the draft names it.
        known: What the catalog has already that says the same.
        claim: What was read.
        said_by: Who says it.
        read_by: The second reader that alone found it.
        second: What a second reader made of it, where it differs: reader, kind, year and subject.
    """

    id: str
    known: str | None
    claim: DraftClaim
    said_by: Speaker | None = None
    read_by: str | None = None
    second: Mapping[str, Json] | None = None


def drafts_view(
    found: Sequence[Found], *, lang: str, as_of: str, hidden: int = 0, by_line: bool = False
) -> View:
    """Build the view.

    Args:
        found: The claims, in the order of the draft.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        hidden: How many claims are left out because the catalog has them already.
        by_line: Group by line, with the kind in each row, instead of by kind.
    """
    where = _("Kind") if by_line else _("Area")
    return View(
        name="extract",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("line", _("Line").within(lang), "right"),
            Column("column", _("Column").within(lang), "right", least_width=_WIDE),
            Column("as_printed", _("As printed").within(lang), flexible=True),
            Column("subject", _("About").within(lang), flexible=True),
            Column("year", _("Year").within(lang), flexible=True),
            Column("area", where.within(lang), flexible=True),
            Column("confidence", _("Sure").within(lang)),
            Column("known", _("Known").within(lang), flexible=True),
        ),
        groups=tuple(
            Group(title, tuple(_row(member, lang, by_line=by_line) for member in members))
            for title, members in groupby(found, lambda one: _heading(one, lang, by_line=by_line))
        ),
        summary=(_summary(found, hidden, lang),),
        items=tuple(items(found)),
        empty=_("Nothing to cite was found.").within(lang),
    )


def items(found: Sequence[Found]) -> list[dict[str, Json]]:
    """Give the claims as exact data: the keys that other programs know, then our own."""
    plain = cast("list[dict[str, Json]]", to_scorer_json(tuple(one.claim for one in found)))
    return [{**item, **_own_keys(row)} for item, row in zip(plain, found, strict=True)]


def _own_keys(row: Found) -> dict[str, Json]:
    speaker = row.said_by
    said_by: Json = {"name": speaker.name, "post": speaker.post, "body": speaker.body} if speaker else None
    second: Json = dict(row.second) if row.second is not None else None
    return {"id": row.id, "known": row.known, "said_by": said_by, "read_by": row.read_by, "second": second}


def marked_clause(clause: str, printed: str) -> str:
    """Give a clause with the figure between ``»`` and ``«``, cut where it is long; the words alone without a clause."""
    before, mark, rest = (clause or f"»{printed}«").partition("»")
    if not mark:
        return before
    words, _mark, after = rest.partition("«")
    head = before if len(before) <= _AROUND else f"… {before[-_AROUND:].partition(' ')[2]}"
    tail = after if len(after) <= _AROUND else f"{after[:_AROUND].rpartition(' ')[0]} …"
    return f"{head}»{words}«{tail}"


def _remark(row: Found, lang: str) -> str:
    """Say under a row where it stands in its clause, who says it, and what a second reader makes of it."""
    parts = (
        [marked_clause(" ".join(row.claim.clause.split()), row.claim.as_printed)] if row.claim.clause else []
    )
    if row.said_by is not None:
        speaker = ", ".join(part for part in row.said_by if part)
        parts.append(_("Said by {speaker}", speaker=speaker).within(lang))
    parts += (remark.within(lang) for remark in of_second_reader(row.read_by, row.second))
    return " · ".join(parts)


def of_second_reader(read_by: str | None, second: Mapping[str, Any] | None) -> Iterator[Message]:
    """Say that only a second reader read a claim, or what it makes of it (:class:`Found`)."""
    if read_by is not None:
        yield _("Only {reader} read this; the figure was read again here.", reader=read_by)
    if second is not None:
        yield _(
            "{reader} reads it as: {kind}, {year}, {subject}",
            reader=second["reader"],
            kind=KIND_OF_ONE[second["kind"]],
            year=second["year"] or "—",
            subject=second["subject"] or "—",
        )


def _heading(found: Found, lang: str, *, by_line: bool) -> str:
    if by_line:
        return _("Line {line}", line=found.claim.line).within(lang)
    kind = _KINDS[found.claim.kind].within(lang)
    if found.known is None:
        return kind
    return _("In the catalog already: {kind}", kind=kind.lower()).within(lang)


def _row(found: Found, lang: str, *, by_line: bool) -> Row:
    claim = found.claim
    place = _KINDS[claim.kind].within(lang) if by_line else area_name(claim.area, lang)
    also = ", ".join(map(str, claim.also_lines))
    again = (_("(again on line {also})", also=also).within(lang)) if also else ""
    return Row(
        (
            Cell(str(claim.line), "muted"),
            Cell(str(claim.column), "muted"),
            Cell(claim.as_printed, "strong"),
            Cell(f"{claim.subject} {again}".strip() or "—"),
            Cell(_year(claim, lang)),
            Cell(place or "—", "muted"),
            Cell(_CONFIDENCE[claim.confidence].within(lang), _TONES[claim.confidence]),
            Cell(found.known or "—", "muted"),
        ),
        _remark(found, lang),
    )


def _year(claim: DraftClaim, lang: str) -> str:
    if claim.year is None:
        return "—"
    when = words_of_period(claim.period, lang) if claim.period else str(claim.year)
    said = _BASIS[claim.year_basis].within(lang).format(when)
    if claim.carried_from:
        return _("{said} (from line {carried_from})", said=said, carried_from=claim.carried_from).within(lang)
    if claim.year_source == "doc_date":
        return _("{said} (the article's date)", said=said).within(lang)
    return said


def _summary(found: Sequence[Found], hidden: int, lang: str) -> str:
    known = sum(one.known is not None for one in found) + hidden
    total = len(found) + hidden
    return _(
        "{total} claims: {new} new, {known} in the catalog already. The catalog was not touched.",
        total=total,
        new=total - known,
        known=known,
    ).within(lang)
