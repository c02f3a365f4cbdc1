"""The view of ``hntrack import``: what became of every row."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.errors import Where
from hntrack.exchange.plan import Plan
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import measurement_text
from hntrack.text.wording import Wording

_DEEDS = {
    "new": Wording("thêm", "added"),
    "same": Wording("đã có", "already there"),
    "would": Wording("sẽ thêm", "would add"),
    "held": Wording("chưa thêm", "not added"),
}


def import_view(catalog: Catalog, done: Plan, *, written: bool, dry_run: bool, lang: str, as_of: str) -> View:
    """Build the view.

    Args:
        catalog: The catalog with the new measurements in it.
        done: What was decided about the rows.
        written: The new ones were (or, on a dry run, would be) written; otherwise they were held back.
        dry_run: Nothing was written in any case.
        lang: ``vi`` or ``en``.
        as_of: The day of the run, ISO.
    """
    deed_of_new = "held" if not written else "would" if dry_run else "new"
    rows = [*_placed(deed_of_new, done.new), *(("same", w, m) for w, m in done.same)]
    shown = tuple(
        Row(
            (
                Cell(_DEEDS[deed].within(lang), "good" if deed == "new" else "muted"),
                Cell(one.id or "—"),
                Cell(one.period.text),
                Cell(measurement_text(catalog, one, lang), "strong"),
                Cell(str(where), "muted"),
            )
        )
        for deed, where, one in rows
    )
    items: tuple[dict[str, Json], ...] = tuple(
        {
            "deed": deed,
            "id": one.id,
            "indicator": one.indicator,
            "period": one.period.text,
            "value": one.value,
            "stage": one.stage,
            "where": str(where),
        }
        for deed, where, one in rows
    )
    return View(
        name="import",
        lang=lang,
        as_of=as_of,
        title="Nhập số đo" if lang == "vi" else "Imported measurements",
        columns=_columns(lang),
        groups=(Group("", shown),),
        summary=(_summary(done, written=written, dry_run=dry_run).within(lang),),
        items=items,
        extra={
            "rows": done.total,
            "skipped": done.skipped,
            "refused": len(done.refused),
            "written": 0 if dry_run or not written else len(done.new),
        },
        empty="Không có gì mới." if lang == "vi" else "Nothing new.",
    )


def _placed(deed: str, new: tuple[Measurement, ...]) -> Iterator[tuple[str, Where, Measurement]]:
    return ((deed, one.places[""], one) for one in new)


def _columns(lang: str) -> tuple[Column, ...]:
    titles = (
        ("Kết quả", "Số đo", "Kỳ", "Giá trị", "Dòng")
        if lang == "vi"
        else ("Result", "Measurement", "Period", "Value", "Row")
    )
    keys = ("deed", "id", "period", "value", "where")
    return tuple(
        Column(key, title, flexible=key in ("id", "where")) for key, title in zip(keys, titles, strict=True)
    )


def _summary(done: Plan, *, written: bool, dry_run: bool) -> Wording:
    new, same, refused = len(done.new), len(done.same), len(done.refused)
    vi = [f"Đọc {done.total} dòng: {new} mới, {same} đã có, {done.skipped} bỏ qua, {refused} lỗi."]
    en = [f"{done.total} rows: {new} new, {same} already there, {done.skipped} left out, {refused} refused."]
    if dry_run:
        vi.append("Thử, chưa ghi gì.")
        en.append("A dry run: nothing was written.")
    elif not written:
        vi.append("Không ghi gì, vì có lỗi; --take-good ghi các dòng đúng.")
        en.append("Nothing was written because of these faults; --take-good takes the good rows.")
    else:
        vi.append(f"Đã ghi {new} số đo.")
        en.append(f"{new} measurement{'s' if new != 1 else ''} written.")
    return Wording(" ".join(vi), " ".join(en))
