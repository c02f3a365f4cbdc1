# mypy: disable-error-code="no-untyped-def, no-untyped-call, arg-type, attr-defined, operator, assignment, unreachable"
"""An annex of sixty indicators becomes drafts, cell by cell."""

import re

import pytest

from hntrack.documents.lines import Cell, Document, Table, number_lines, rows_of
from hntrack.documents.reading import read
from hntrack.extract.draft import to_scorer_json
from hntrack.extract.indicator_tables import read_tables
from support.decision import annex_rows, decision
from support.papers import docx_file, fpdf_pdf, html_page, odt_file, reportlab_pdf


def number(text):
    digits = re.sub(r"[^\d,.]", "", text)
    return float(digits.replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.pdf", reportlab_pdf),
        ("b.pdf", fpdf_pdf),
        ("c.docx", docx_file),
        ("d.odt", odt_file),
        ("e.html", html_page),
    ],
)
def test_an_annex_of_sixty_indicators_is_drafted_from_every_form(name, make):
    """At least 95 % of unit, base, 2025, 2030 and body are right; each draft knows its row and column."""
    document = read(make(decision()), name)
    drafts = read_tables(document, lang="vi", written=2025)
    found = {}
    for draft, item in zip(drafts, to_scorer_json(drafts), strict=True):
        found[draft.subject, draft.year] = draft, item
    right = total = 0
    for row in annex_rows():
        for year, text, kind in (
            (2023, row.base, "baseline"),
            (2025, row.in_2025, "target"),
            (2030, row.in_2030, "target"),
        ):
            draft, item = found.get((row.name, year), (None, {}))
            total += 3
            if draft is None:
                continue
            figure = {"tỷ đồng": 10**9, "triệu đồng/người": 10**6}.get(row.unit, 1) * number(text)
            right += (
                draft.kind == kind
                and draft.as_printed == text
                and abs(float(item["value"]) - figure) < 1e-6 * figure
            )
            right += (item["unit"] or "").startswith(
                {"tỷ đồng": "VND", "triệu đồng/người": "VND"}.get(row.unit, row.unit)
            )
            right += draft.responsible == row.body
            assert draft.place is not None
            assert draft.place.table == 1
            assert draft.place.column == {2023: 4, 2025: 5, 2030: 6}[year]
            if name.endswith("pdf"):
                assert draft.place.page >= 27
    assert right >= 0.95 * total, (right, total)
    assert len(drafts) <= 180


def table(*rows):
    cells = tuple(
        Cell(r, c, text) for r, row in enumerate(rows, start=1) for c, text in enumerate(row, start=1)
    )
    made = Table(1, cells)
    return Document("docx", number_lines(rows_of(made)), (made,))


def test_years_alone_are_told_by_the_day_of_the_document():
    """Without words of aim, the years up to that of the document are what was reached."""
    document = table(
        ["TT", "Chỉ tiêu", "ĐVT", "2022", "2024", "2030"], ["1", "Kinh tế số", "%", "20", "22,5", "40"]
    )
    assert [(one.kind, one.year) for one in read_tables(document, written=2025)] == [
        ("baseline", 2022),
        ("baseline", 2024),
        ("target", 2030),
    ]


def test_a_table_of_results_gives_measurements():
    """Heads that say what was done give measurements, those that say what was planned give targets."""
    document = table(
        ["Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2025", "Thực hiện năm 2025"],
        ["Số xã đạt chuẩn", "xã", "100", "97"],
    )
    assert [(one.kind, int(one.value)) for one in read_tables(document)] == [
        ("target", 100),
        ("measurement", 97),
    ]


def test_parts_of_an_indicator_keep_its_name_and_empty_cells_say_nothing():
    """``- Nữ`` is a part of the row above; dashes and crosses are no figures; words are aims in words."""
    document = table(
        ["STT", "Chỉ tiêu", "Đơn vị", "Mục tiêu 2030"],
        ["1", "Lao động qua đào tạo", "%", "80"],
        ["", "- Nữ", "%", "75"],
        ["2", "Trung tâm dữ liệu", "", "Hoàn thành"],
        ["3", "Việc khác", "%", "-"],
    )
    assert [(one.subject, one.comparator) for one in read_tables(document)] == [
        ("Lao động qua đào tạo", "exactly"),
        ("Lao động qua đào tạo: Nữ", "exactly"),
        ("Trung tâm dữ liệu", "text"),
    ]


def test_the_mark_of_a_note_is_no_part_of_a_figure():
    """``25,2(1)``, ``30²`` and ``40*`` are figures with notes; a range, a percentage and a second figure are none."""
    document = table(
        ["STT", "Chỉ tiêu", "Đơn vị", "Thực hiện 2023", "Mục tiêu 2025", "Mục tiêu 2030"],
        ["1", "Kinh tế số", "%", "25,2(1)", "30²", "40*"],
        ["2", "Số xã", "xã", "1.250[1]", "≥ 1.300 (2)", "1.300 - 1.400"],
    )
    assert [(one.as_printed, str(one.value), one.comparator) for one in read_tables(document)] == [
        ("25,2", "25.2", "exactly"),
        ("30", "30", "exactly"),
        ("40", "40", "exactly"),
        ("1.250", "1250", "exactly"),
        ("≥ 1.300", "1300", "at_least"),
        ("1.300 - 1.400", "1300", "between"),
    ]


def test_other_tables_give_nothing():
    """A table of names and telephones is no table of indicators."""
    assert read_tables(table(["Họ tên", "Điện thoại"], ["Trần An", "0912345678"])) == ()
