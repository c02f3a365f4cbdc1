"""The view of ``hntrack extract``: what an article seems to say, for a person to look through."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, cast

from hntrack.extract import DraftClaim, to_scorer_json
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.text.wording import Wording

_KINDS = {
    "target": Wording("Mục tiêu", "Targets"),
    "measurement": Wording("Số đo", "Measurements"),
    "baseline": Wording("Giá trị trước đó, để so sánh", "Earlier values, to compare with"),
    "context": Wording("Bối cảnh", "Context"),
}
_CONFIDENCE = {
    "high": Wording("cao", "high"),
    "medium": Wording("vừa", "medium"),
    "low": Wording("thấp", "low"),
}
_BASIS = {
    "by_end": Wording("đến hết {}", "by the end of {}"),
    "during": Wording("trong {}", "in {}"),
    "as_of": Wording("tính đến {}", "as of {}"),
    "": Wording("{}", "{}"),
}
_TONES = {"high": "good", "medium": "", "low": "warn"}


class Found(NamedTuple):
    """A claim with the id that the draft gives it, and what the catalog has already that says the same."""

    id: str
    known: str | None
    claim: DraftClaim


def drafts_view(found: Sequence[Found], *, lang: str, as_of: str, hidden: int = 0) -> View:
    """Build the view.

    Args:
        found: The claims, in the order of the draft.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        hidden: How many claims are left out because the catalog has them already.
    """
    vi = lang == "vi"
    return View(
        name="extract",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("line", "Dòng" if vi else "Line", "right"),
            Column("as_printed", "Như in" if vi else "As printed", flexible=True),
            Column("subject", "Về" if vi else "About", flexible=True),
            Column("year", "Năm" if vi else "Year", flexible=True),
            Column("area", "Nơi" if vi else "Area", flexible=True),
            Column("confidence", "Chắc" if vi else "Sure"),
            Column("known", "Đã có" if vi else "Known", flexible=True),
        ),
        groups=tuple(
            Group(title, tuple(_row(one, lang) for one in members))
            for title, members in groupby(found, lambda one: _heading(one, lang))
        ),
        summary=(_summary(found, hidden, lang),),
        items=tuple(items(found)),
        empty="Không thấy điều gì để trích." if vi else "Nothing to cite was found.",
    )


def items(found: Sequence[Found]) -> list[dict[str, Json]]:
    """Give the claims as exact data: the keys that other programs know, then our own."""
    plain = cast("list[dict[str, Json]]", to_scorer_json(tuple(one.claim for one in found)))
    return [{**item, "id": one.id, "known": one.known} for item, one in zip(plain, found, strict=True)]


def _heading(one: Found, lang: str) -> str:
    kind = _KINDS[one.claim.kind].within(lang)
    if one.known is None:
        return kind
    return f"Danh mục đã có — {kind.lower()}" if lang == "vi" else f"In the catalog already: {kind.lower()}"


def _row(one: Found, lang: str) -> Row:
    claim = one.claim
    also = ", ".join(map(str, claim.also_lines))
    again = (f"(nói lại ở dòng {also})" if lang == "vi" else f"(again on line {also})") if also else ""
    return Row(
        (
            Cell(str(claim.line), "muted"),
            Cell(claim.as_printed, "strong"),
            Cell(f"{claim.subject} {again}".strip() or "—"),
            Cell(_year(claim, lang)),
            Cell(claim.area or "—", "muted"),
            Cell(_CONFIDENCE[claim.confidence].within(lang), _TONES[claim.confidence]),
            Cell(one.known or "—", "muted"),
        )
    )


def _year(claim: DraftClaim, lang: str) -> str:
    if claim.year is None:
        return "—"
    said = _BASIS[claim.year_basis].within(lang).format(claim.year)
    if claim.carried_from:
        return (
            f"{said} (từ dòng {claim.carried_from})"
            if lang == "vi"
            else f"{said} (from line {claim.carried_from})"
        )
    if claim.year_source == "doc_date":
        return f"{said} (ngày của bài)" if lang == "vi" else f"{said} (the article's date)"
    return said


def _summary(found: Sequence[Found], hidden: int, lang: str) -> str:
    known = sum(one.known is not None for one in found) + hidden
    total = len(found) + hidden
    if lang == "vi":
        return f"{total} mục: {total - known} mới, {known} danh mục đã có. Chưa ghi gì vào danh mục."
    return (
        f"{total} claims: {total - known} new, {known} in the catalog already. The catalog was not touched."
    )
