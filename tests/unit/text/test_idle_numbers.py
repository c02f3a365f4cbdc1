"""Numbers that count nothing: each example of the tables, and figures beside them that do count."""

from __future__ import annotations

import re

import pytest

from hntrack.extract.figures import figures_of
from hntrack.languages import load_table
from hntrack.text.idle_numbers import is_idle
from hntrack.text.sentences import Sentence

EXAMPLES = [
    (lang, example)
    for lang in ("vi", "en")
    for table in [load_table("idle", lang)]
    for example in (
        *table["label_examples"],
        *table["contact_examples"],
        *(row["example"] for row in table["before"]),
    )
]


def idle(text: str, lang: str) -> list[str]:
    """Give the numbers of a text that count nothing."""
    sentence = Sentence(text)
    return [
        text[(figure.spans[0][0] if figure.spans else figure.start) : figure.end]
        for figure in figures_of(sentence, lang)
        if is_idle(text, figure, lang)
    ]


@pytest.mark.parametrize(("lang", "example"), EXAMPLES)
def test_each_example_of_the_tables_is_idle(lang: str, example: str) -> None:
    """No number between the marks of an example is left to be read as a claim."""
    text = re.sub("[»«]", "", example)
    sentence = Sentence(text)
    marked = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(re.finditer("»[^«]*«", example))]
    assert marked
    for figure in figures_of(sentence, lang):
        start = figure.spans[0][0] if figure.spans else figure.start
        if any(first <= start < last for first, last in marked):
            assert is_idle(text, figure, lang), text[start:]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Tuổi thọ trung bình đạt 75 tuổi"),
        ("vi", "Hoàn thành 280 km đường cao tốc"),
        ("vi", "đã liên hệ và hỗ trợ 500 doanh nghiệp"),
        ("vi", "từ 1/3 diện tích lên 2/3 diện tích"),
        ("vi", "Thu hút 46 dự án Trung ương"),
        ("vi", "kêu gọi 40 dự án đầu tư"),
        ("vi", "3-5 xã về đích mỗi năm"),
        ("en", "In the last quarter 300 homes were built"),
        ("en", "Calls to the helpline rose to 61,300 in 2025"),
        ("en", "In March 25 schools were opened"),
        ("en", "The goal is 1.5 million homes by 2029"),
        ("en", "Some 1 102 340 customers are connected"),
    ],
)
def test_what_counts_is_kept(lang: str, text: str) -> None:
    """A figure beside such words is none of them."""
    assert idle(text, lang) == []


@pytest.mark.parametrize("text", ["2.1 Homes account for 13% of emissions.", "(1) Tốc độ tăng GRDP đạt 8%."])
def test_the_number_of_a_section_is_no_figure(text: str) -> None:
    """A number before a capital at the start of a line numbers it."""
    lang = "vi" if "GRDP" in text else "en"
    assert len(idle(text, lang)) == 1
