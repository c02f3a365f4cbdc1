"""The views of ``hntrack sources``: what each document gives, one document whole, and what of it is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from hntrack.extract.coverage import Coverage
from hntrack.model.catalog import Catalog
from hntrack.model.records import Claim, Source
from hntrack.report.items import claim_item, source_item
from hntrack.report.view import Cell, Column, Group, Json, Row, Section, Sheet, View
from hntrack.report.words import published_text


def uses(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Give what uses each claim: ids of targets and measurements by ``source/claim``."""
    found: dict[str, list[str]] = {}
    for target in catalog.targets:
        for key in (target.claim, *target.restated):
            found.setdefault(key, []).append(target.id)
    for one in catalog.measurements:
        if one.claim:
            found.setdefault(one.claim, []).append(one.id)
    return {key: tuple(ids) for key, ids in found.items()}


def sources_view(catalog: Catalog, *, lang: str, as_of: str) -> View:
    """List the documents: how many promises, figures and set-aside claims each gives."""
    vi = lang == "vi"
    used = uses(catalog)
    return View(
        name="sources",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("title", "Văn bản" if vi else "Document", flexible=True),
            Column("published", "Công bố" if vi else "Published", flexible=True),
            Column("targets", "Mục tiêu" if vi else "Targets", "right"),
            Column("measurements", "Số đo" if vi else "Measurements", "right"),
            Column("aside", "Để riêng" if vi else "Set aside", "right"),
            Column("claims", "Trích dẫn" if vi else "Claims", "right"),
            Column("id", "Mã" if vi else "Id"),
        ),
        groups=(Group("", tuple(_row(catalog, s, used, lang) for s in catalog.sources)),),
        items=tuple(_item(s, used) for s in catalog.sources),
        empty="Không có văn bản nào." if vi else "No documents.",
    )


def _counts(source: Source, used: Mapping[str, tuple[str, ...]]) -> Counter[str]:
    counts = Counter(_role(source, claim, used) for claim in source.claims)
    counts["claims"] = len(source.claims)
    return counts


def _role(source: Source, claim: Claim, used: Mapping[str, tuple[str, ...]]) -> str:
    if claim.set_aside is not None:
        return "aside"
    if f"{source.id}/{claim.id}" not in used:
        return "unused"
    return "targets" if claim.kind == "target" else "measurements"


def _row(catalog: Catalog, source: Source, used: Mapping[str, tuple[str, ...]], lang: str) -> Row:
    counts = _counts(source, used)
    unknown = "không rõ nhan đề" if lang == "vi" else "title unknown"
    return Row(
        (
            Cell(source.title or unknown, "strong"),
            Cell(published_text(catalog, source.id, lang)),
            *(Cell(str(counts[key])) for key in ("targets", "measurements", "aside", "claims")),
            Cell(source.id, "muted"),
        )
    )


def _item(source: Source, used: Mapping[str, tuple[str, ...]]) -> dict[str, Json]:
    counts = _counts(source, used)
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
    vi = lang == "vi"
    used = uses(catalog)
    unknown = "không rõ" if vi else "unknown"
    published = source.published
    pairs = [
        ("mã" if vi else "id", source.id),
        ("nhan đề" if vi else "title", source.title or unknown),
        ("nơi công bố" if vi else "publisher", source.publisher or unknown),
        ("tác giả" if vi else "author", source.author or unknown),
        ("công bố" if vi else "published", published_text(catalog, source.id, lang)),
        ("bản gốc" if vi else "original", source.original),
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
            *((Section("Ghi chú" if vi else "Notes", lines=tuple(notes)),) if notes else ()),
            Section("Trích dẫn" if vi else "Claims", table=_claims_table(source, used, lang, as_of)),
        ),
        items=tuple(_claim_item(source, claim, used, lang) for claim in source.claims),
        extra={"source": _item(source, used)},
    )


def _claims_table(source: Source, used: Mapping[str, tuple[str, ...]], lang: str, as_of: str) -> View:
    vi = lang == "vi"
    rows = tuple(
        Row(
            (
                Cell(claim.as_printed, "strong"),
                Cell(str(claim.line)),
                Cell(
                    ", ".join(used.get(f"{source.id}/{claim.id}", ())) or ("để riêng" if vi else "set aside")
                ),
                Cell(claim.id, "muted"),
            ),
            remark=" ".join(one.within(lang) for one in (claim.reading, claim.set_aside) if one),
        )
        for claim in source.claims
    )
    columns = (
        Column("as_printed", "Như in" if vi else "As printed", flexible=True),
        Column("line", "Dòng" if vi else "Line", "right"),
        Column("use", "Dùng cho" if vi else "Used by", flexible=True),
        Column("id", "Mã" if vi else "Id", flexible=True),
    )
    return View("claims", lang, as_of, "", columns, (Group("", rows),))


def _claim_item(
    source: Source, claim: Claim, used: Mapping[str, tuple[str, ...]], lang: str
) -> dict[str, Json]:
    return {**claim_item(claim, lang), "used_by": list(used.get(f"{source.id}/{claim.id}", ()))}


def coverage_view(found: Sequence[tuple[Source, Coverage]], *, lang: str, as_of: str) -> View:
    """Say for each document how much of what it says is accounted for, and list what is not."""
    vi = lang == "vi"
    return View(
        name="coverage",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("words", "Chưa tính đến" if vi else "Not accounted for", flexible=True),
            Column("line", "Dòng" if vi else "Line", "right"),
            Column("kind", "Loại" if vi else "Kind"),
        ),
        groups=tuple(_missing(source, one, lang) for source, one in found if one.missing),
        summary=tuple(_share(source, one, lang) for source, one in found),
        items=tuple(_coverage_item(source, one) for source, one in found),
        empty="Mọi số liệu và mục tiêu trong các văn bản đều đã được tính đến."
        if vi
        else "Every figure and aim of the documents is accounted for.",
    )


def _missing(source: Source, one: Coverage, lang: str) -> Group:
    kinds = {"figure": "số liệu", "aim": "mục tiêu"} if lang == "vi" else {"figure": "figure", "aim": "aim"}
    rows = tuple(Row((Cell(m.words, "warn"), Cell(str(m.line)), Cell(kinds[m.kind]))) for m in one.missing)
    return Group(source.id, rows)


def _share(source: Source, one: Coverage, lang: str) -> str:
    there = len(one.said) - len(one.missing)
    percent = 100 * there // len(one.said) if one.said else 100
    if lang == "vi":
        return f"{source.id}: {there}/{len(one.said)} ({percent} %), đọc {one.body} dòng, bỏ {one.rest} dòng ngoài bài."
    return (
        f"{source.id}: {there} of {len(one.said)} ({percent} %), {one.body} lines read, "
        f"{one.rest} left out as not of the article."
    )


def _coverage_item(source: Source, one: Coverage) -> dict[str, Json]:
    return {
        "source": source.id,
        "said": len(one.said),
        "accounted": len(one.said) - len(one.missing),
        "body_lines": one.body,
        "other_lines": one.rest,
        "missing": [{"line": m.line, "words": m.words, "kind": m.kind} for m in one.missing],
    }


def verified_line(sources: Iterable[Source], lang: str) -> str:
    """Say what was verified."""
    listed = tuple(sources)
    claims = sum(len(source.claims) for source in listed)
    if lang == "vi":
        return f"Đã đối chiếu {claims} trích dẫn của {len(listed)} văn bản với bản gốc."
    return f"{claims} claims of {len(listed)} documents were held against their originals."
