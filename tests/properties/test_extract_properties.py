from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from hntrack.documents.body_lines import read_body
from hntrack.extract import extract, to_scorer_json
from hntrack.text.characters import nfc, split_lines

WORDS = st.sampled_from(
    ["đến năm 2030", "đạt", "trên 50%", "1.200 tỷ đồng", "; ", ", ", ".\n", ": ", "\r\n", "mục tiêu", "hiện", "dẫn đầu cả nước", "và",
     "nhóm 3 nước", "vào năm 2045", "by 2030", "at least 40%", "of GDP", "(", ")", "từ 53 lên 50", "so với năm 2020", "\x00", "\u202e",
     "168 trên tổng số 800 doanh nghiệp", "35 giường, 21 bác sĩ trên 10.000 dân", "İ", "trung tâm", "năm 2024-2025", "\u2028", "top 5"]
)  # fmt: skip
TEXTS = st.text(max_size=300) | st.lists(WORDS, max_size=40).map(" ".join)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["vi", "en", None]), st.sampled_from([None, date(2025, 1, 1)]))
def test_any_text_gives_grounded_claims(text: str, lang: str | None, published: date | None) -> None:
    """No text makes the extractor fail, and each claim's words stand on the line it names."""
    lines = split_lines(text)
    claims = extract(text, lang=lang, published=published)
    for one in claims:
        assert one.as_printed
        assert one.as_printed in nfc(lines[one.line - 1])
    assert len(to_scorer_json(claims)) == len(claims)


@settings(deadline=None)
@given(TEXTS)
def test_the_body_is_lines_of_the_text(text: str) -> None:
    """Nothing is invented and nothing moves."""
    lines = split_lines(text)
    assert all(one.text == nfc(lines[one.number - 1]) for one in read_body(text).lines)
