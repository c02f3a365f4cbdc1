"""The views of ``hntrack methods``: all methods in a table, one on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from hntrack.assess import Method
from hntrack.report.view import Cell, Column, Group, Json, Row, Section, Sheet, View
from hntrack.report.words import label, number_text
from hntrack.text.wording import Wording

NEEDS = MappingProxyType(
    {
        "value": Wording("một số đo", "one measurement"),
        "two_values": Wording("hai số đo", "two measurements"),
        "three_values": Wording("ba số đo", "three measurements"),
        "four_values": Wording("bốn số đo", "four measurements"),
        "five_values": Wording("năm số đo", "five measurements"),
        "rank": Wording("một thứ hạng", "a rank"),
        "stage": Wording("một đánh giá có ngày tháng", "a dated assessment"),
        "due": Wording("một thời hạn", "a due date"),
        "due?": Wording("thời hạn (nếu có)", "a due date (if there is one)"),
        "target": Wording("một mục tiêu bằng số", "a numeric target"),
        "target?": Wording("mục tiêu bằng số (nếu có)", "a numeric target (if there is one)"),
        "direction": Wording("chiều mong muốn", "a wanted direction"),
    }
)


def methods_view(methods: Sequence[Method], *, lang: str, as_of: str) -> View:
    """List the methods with what they need and where they are defined."""
    vi = lang == "vi"
    return View(
        name="methods",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("title", "Phương pháp" if vi else "Method", flexible=True),
            Column("id", "Mã" if vi else "Id"),
            Column("version", "Bản" if vi else "Version"),
            Column("needs", "Cần có" if vi else "Needs", flexible=True),
            Column("source", "Nguồn" if vi else "Source", flexible=True, least_width=110),
        ),
        groups=(
            Group(
                "",
                tuple(
                    Row(
                        (
                            Cell(one.title.within(lang), "strong"),
                            Cell(one.id),
                            Cell(one.version),
                            Cell(_needs(one, lang)),
                            Cell(one.source, "muted"),
                        )
                    )
                    for one in methods
                ),
            ),
        ),
        items=tuple(_item(one, lang) for one in methods),
    )


def method_sheet(method: Method, *, lang: str, as_of: str) -> Sheet:
    """Document one method: formula, thresholds, categories, source and traps."""
    vi = lang == "vi"
    pairs = [
        ("mã" if vi else "id", f"{method.id} {method.version}"),
        ("nguồn" if vi else "source", method.source),
        ("cần có" if vi else "needs", _needs(method, lang)),
        ("công thức" if vi else "formula", method.formula),
    ]
    sections = [Section("", pairs=tuple(pairs))]
    if method.thresholds:
        limits = tuple((name, number_text(value, lang)) for name, value in method.thresholds.items())
        sections.append(Section("Ngưỡng" if vi else "Thresholds", pairs=limits))
    if method.categories:
        words = tuple((name, label("pace", code, lang)) for name, code in method.categories.items())
        sections.append(Section("Cách gọi của phương pháp" if vi else "Its own categories", pairs=words))
    sections.append(Section("Bẫy đã biết" if vi else "Known traps", lines=(method.traps.within(lang),)))
    return Sheet(
        "methods", lang, as_of, method.title.within(lang), tuple(sections), items=(_item(method, lang),)
    )


def _needs(method: Method, lang: str) -> str:
    return ", ".join(NEEDS[one].within(lang) if one in NEEDS else one for one in method.needs)


def _item(method: Method, lang: str) -> dict[str, Json]:
    return {
        "id": method.id,
        "version": method.version,
        "source": method.source,
        "needs": list(method.needs),
        "thresholds": dict(method.thresholds),
        "categories": dict(method.categories),
        "formula": method.formula,
        "label": {"title": method.title.within(lang), "traps": method.traps.within(lang)},
    }
