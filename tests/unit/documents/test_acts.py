"""Numbers of acts in the shapes that offices really use."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest

# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from hntrack.documents.acts import find_acts, grammar, read_letterhead, same_number
from hntrack.documents.lines import read_text
from hntrack.documents.reading import read
from support.papers import WRITERS, Paper

# Acts that exist, or are built as those of the same office are: what stands before the number, number, kind, issuer.
REAL = """
Nghị quyết số|57-NQ/TW|resolution|TW
Nghị quyết số|15-NQ/TW|resolution|TW
Nghị quyết|30-NQ/TW|resolution|TW
Nghị quyết số|68-NQ/TW|resolution|TW
Nghị quyết|52-NQ/TW|resolution|TW
Nghị quyết|19-NQ/TW|resolution|TW
Nghị quyết số|27-NQ/TW|resolution|TW
Nghị quyết số|66-NQ/TW|resolution|TW
Nghị quyết số|59-NQ/TW|resolution|TW
Kết luận số|69-KL/TW|conclusion|TW
Kết luận|127-KL/TW|conclusion|TW
Kết luận số|91-KL/TW|conclusion|TW
Chỉ thị số|05-CT/TW|directive|TW
Chỉ thị|40-CT/TW|directive|TW
Quy định số|37-QĐ/TW|regulation|TW
Quy định|205-QĐ/TW|regulation|TW
Quyết định số|204-QĐ/TW|decision|TW
Hướng dẫn số|36-HD/VPTW|guide|VPTW
Hướng dẫn|12-HD/BTCTW|guide|BTCTW
Thông báo số|45-TB/TGV|notice|TGV
Kế hoạch số|01-KH/BCĐTW|plan|BCĐTW
Kế hoạch|02-KH/BCĐTW|plan|BCĐTW
Chương trình|07-CTr/TU|programme|TU
Chương trình số|06-CTr/TU|programme|TU
Chương trình|10-CTr/TU|programme|TU
Nghị quyết số|18-NQ/TU|resolution|TU
Chỉ thị số|24-CT/TU|directive|TU
Kế hoạch số|123-KH/TU|plan|TU
Quyết định|1234-QĐ/TU|decision|TU
Báo cáo|567-BC/TU|report|TU
Tờ trình|89-TTr/TU|submission|TU
Công văn số|345-CV/TU|letter|TU
Đề án|01-ĐA/TU|scheme|TU
Nghị quyết|05-NQ/ĐU|resolution|ĐU
Nghị quyết|08-NQ/BCSĐ|resolution|BCSĐ
Kế hoạch|45-KH/BTGTU|plan|BTGTU
Nghị quyết số|03/NQ-CP|resolution|CP
Nghị quyết|71/NQ-CP|resolution|CP
Nghị quyết số|01/NQ-CP|resolution|CP
Nghị quyết|138/NQ-CP|resolution|CP
Nghị quyết số|02/NQ-CP|resolution|CP
Quyết định số|749/QĐ-TTg|decision|TTg
Quyết định|411/QĐ-TTg|decision|TTg
Quyết định số|569/QĐ-TTg|decision|TTg
Quyết định|768/QĐ-TTg|decision|TTg
Quyết định số|1018/QĐ-TTg|decision|TTg
Quyết định|942/QĐ-TTg|decision|TTg
Quyết định số|844/QĐ-TTg|decision|TTg
Quyết định|1131/QĐ-TTg|decision|TTg
Quyết định số|500/QĐ-TTg|decision|TTg
Quyết định số|36/QĐ-TTg|decision|TTg
Chỉ thị số|05/CT-TTg|directive|TTg
Chỉ thị|16/CT-TTg|directive|TTg
Chỉ thị số|34/CT-TTg|directive|TTg
Công điện số|789/CĐ-TTg|telegram|TTg
Công điện|126/CĐ-TTg|telegram|TTg
Quyết định số|16/2022/QĐ-TTg|decision|TTg
Quyết định|27/2018/QĐ-TTg|decision|TTg
Nghị định số|30/2020/NĐ-CP|decree|CP
Nghị định|24/2023/NĐ-CP|decree|CP
Nghị định số|34/2016/NĐ-CP|decree|CP
Nghị định|13/2023/NĐ-CP|decree|CP
Nghị định số|47/2020/NĐ-CP|decree|CP
Nghị định|95/2014/NĐ-CP|decree|CP
Nghị định số|154/2020/NĐ-CP|decree|CP
Nghị định|88/2025/NĐ-CP|decree|CP
Thông tư số|05/2019/TT-BKHCN|circular|BKHCN
Thông tư|03/2017/TT-BKHCN|circular|BKHCN
Thông tư số|14/2022/TT-BKHCN|circular|BKHCN
Thông tư|01/2018/TT-VPCP|circular|VPCP
Thông tư số|21/2023/TT-BTTTT|circular|BTTTT
Thông tư|80/2021/TT-BTC|circular|BTC
Thông tư số|01/2022/TT-BKHĐT|circular|BKHĐT
Thông tư|13/2021/TT-BKHĐT|circular|BKHĐT
Thông tư số|02/2022/TT-BTNMT|circular|BTNMT
Thông tư|17/2024/TT-NHNN|circular|NHNN
Thông tư số|32/2018/TT-BGDĐT|circular|BGDĐT
Thông tư|09/2019/TT-BNV|circular|BNV
Thông tư số|11/2021/TT-BLĐTBXH|circular|BLĐTBXH
Thông tư|05/2023/TT-BNNPTNT|circular|BNNPTNT
Thông tư số|03/2023/TT-UBDT|circular|UBDT
Thông tư liên tịch số|55/2015/TTLT-BTC-BKHCN|joint-circular|BTC-BKHCN
Thông tư liên tịch|27/2015/TTLT-BKHCN-BTC|joint-circular|BKHCN-BTC
Thông tư liên tịch số|15/2014/TTLT-BTTTT-BKHCN|joint-circular|BTTTT-BKHCN
Luật Thủ đô số|39/2024/QH15|law|QH15
Luật|29/2013/QH13|law|QH13
Luật số|80/2015/QH13|law|QH13
Luật Giao dịch điện tử số|20/2023/QH15|law|QH15
Bộ luật Dân sự số|91/2015/QH13|law|QH13
Luật số|93/2025/QH15|law|QH15
Nghị quyết số|193/2025/QH15|resolution|QH15
Nghị quyết|103/2023/QH15|resolution|QH15
Nghị quyết số|16/2021/QH15|resolution|QH15
Nghị quyết|1211/2016/UBTVQH13|resolution|UBTVQH13
Pháp lệnh số|01/2022/UBTVQH15|ordinance|UBTVQH15
Nghị quyết|55/2010/NQ-QH12|resolution|QH12
Nghị quyết số|1210/2016/NQ-UBTVQH13|resolution|UBTVQH13
Lệnh số|04/2024/L-CTN|order|CTN
Quyết định|1234/QĐ-CTN|decision|CTN
Văn bản hợp nhất số|12/VBHN-VPQH|consolidated-text|VPQH
Văn bản hợp nhất|05/VBHN-BKHCN|consolidated-text|BKHCN
Kế hoạch|43/KH-UBND|plan|UBND
Kế hoạch số|239/KH-UBND|plan|UBND
Kế hoạch|311/KH-UBND|plan|UBND
Kế hoạch số|61/KH-UBND|plan|UBND
Quyết định số|1993/QĐ-UBND|decision|UBND
Quyết định|2582/QĐ-UBND|decision|UBND
Quyết định số|01/2021/QĐ-UBND|decision|UBND
Chỉ thị số|11/CT-UBND|directive|UBND
Tờ trình số|410/TTr-UBND|submission|UBND
Báo cáo|418/BC-UBND|report|UBND
Thông báo số|356/TB-UBND|notice|UBND
Thông báo|123/TB-VPCP|notice|VPCP
Đề án số|2/ĐA-UBND|scheme|UBND
Phương án|186/PA-UBND|scheme|UBND
Chương trình số|03/CTr-UBND|programme|UBND
Nghị quyết số|12/2013/NQ-HĐND|resolution|HĐND
Nghị quyết|21/NQ-HĐND|resolution|HĐND
Nghị quyết số|66/2025/NQ-HĐND|resolution|HĐND
Quyết định số|1409/QĐ-BKHCN|decision|BKHCN
Quyết định|3158/QĐ-BTTTT|decision|BTTTT
Quyết định số|922/QĐ-BTTTT|decision|BTTTT
Quyết định|17/QĐ-BKHĐT|decision|BKHĐT
Quyết định|62a/QĐ-SKHCN|decision|SKHCN
Kế hoạch|15/KH-SKHCN|plan|SKHCN
Báo cáo số|90/BC-STTTT|report|STTTT
Báo cáo|1122/BC-CTK|report|CTK
Hướng dẫn số|2345/HD-BKHCN|guide|BKHCN
Kế hoạch|08/KH-BCĐ|plan|BCĐ
Quyết định|88/QĐ-BCĐ|decision|BCĐ
Quyết định|1234/QĐ-UBND.HC|decision|UBND.HC
Kế hoạch liên tịch|05/KHLT-SKHCN-STC|plan|SKHCN-STC
Công văn số|1409/UBND-NC|letter|UBND-NC
Công văn|3456/UBND-KGVX|letter|UBND-KGVX
Văn bản số|2345/VPCP-KGVX|letter|VPCP-KGVX
Công văn số|567/BKHCN-ĐMST|letter|BKHCN-ĐMST
Công văn|123/TTg-KTTH|letter|TTg-KTTH
Văn bản|7788/BTC-QLN|letter|BTC-QLN
Công văn|4021/SKHCN-QLKH|letter|SKHCN-QLKH
Công văn số|990/STC-NS|letter|STC-NS
Công văn|1500/NHNN-TD|letter|NHNN-TD
Công văn|321/BKHĐT-TCTK|letter|BKHĐT-TCTK
"""
CASES = [tuple(line.split("|")) for line in REAL.split("\n") if line]

MINISTRIES = [
    "BKHCN",
    "BTC",
    "BCT",
    "BYT",
    "BGDĐT",
    "BNV",
    "BTP",
    "BXD",
    "BNG",
    "BQP",
    "BCA",
    "BVHTTDL",
    "BNNMT",
    "BTTTT",
    "UBND",
    "VPCP",
    "NHNN",
    "TTCP",
]
KINDS = {
    "QĐ": "decision",
    "KH": "plan",
    "TB": "notice",
    "BC": "report",
    "HD": "guide",
    "CT": "directive",
    "TTr": "submission",
    "CTr": "programme",
}
BUILT = [
    ("số", f"{11 * number + 3}/{kind}-{office}", KINDS[kind], office)
    for number, (office, kind) in enumerate(product(MINISTRIES, KINDS), start=1)
]

SPELT = [
    ("Nghị quyết 57 - NQ/TW", "57-NQ/TW"),
    ("Nghị quyết 57–NQ/TW", "57-NQ/TW"),
    ("Nghị quyết 57-NQ / TW", "57-NQ/TW"),
    ("Nghị quyết số: 57-NQ/TW", "57-NQ/TW"),
    ("Nghị quyết 57-NQ/TƯ", "57-NQ/TW"),
    ("Nghị quyết số 57/NQ-TW", "57-NQ/TW"),
    ("Quyết định 1234/QÐ-TTg", "1234/QĐ-TTg"),  # the Icelandic letter
    ("Quyết định 1234/QĐ-TTG", "1234/QĐ-TTg"),
    ("Quyết định 1234 /QĐ-TTg", "1234/QĐ-TTg"),
    ("Quyết định 1234/QĐ- TTg,", "1234/QĐ-TTg"),
    ("(Kế hoạch 43/KH-UBND)", "43/KH-UBND"),
    ("“43/KH-UBND”.", "43/KH-UBND"),
    ("43/KH-UBND;", "43/KH-UBND"),
    ("Quyết định 749/QĐ-TTg - Thanh Hoa", "749/QĐ-TTg"),
    ("Kế hoạch 43/KH-UBND-", "43/KH-UBND"),
]


def test_three_hundred_numbers_are_read():
    """Every number is found once, whole, with its kind and issuer; alone, in a sentence and decomposed."""
    cases = [*CASES, *BUILT]
    assert (
        len(CASES) + len(BUILT) + len(SPELT) + sum(len(shape["examples"]) for shape in grammar()["shape"])
        >= 300
    )
    for before, number, kind, issuer in cases:
        for text in (
            f"{before} {number}",
            f"Theo {before} {number} ngày 5/3/2024 của cơ quan, có 12 việc.",
            unicodedata.normalize("NFD", f"{before} {number}."),
        ):
            (act,) = find_acts(text)
            assert (act.number, act.kind, act.issuer) == (number, kind, issuer)
        assert find_acts(f"{before} {number} ngày 5 tháng 3 năm 2024")[0].day == "2024-03-05"


@pytest.mark.parametrize(("text", "number"), SPELT)
def test_other_spellings_of_a_number_are_the_same_number(text, number):
    """Blanks, dashes, look-alike letters and newspapers' shapes are read as what was meant."""
    (act,) = find_acts(text)
    assert act.number == number


@pytest.mark.parametrize("example", [e for shape in grammar()["shape"] for e in shape["examples"]])
def test_the_examples_of_the_grammar_prove_it(example):
    """Each example of a shape is read as it says."""
    text, wanted = example.split(" => ")
    (act,) = find_acts(text)
    assert f"{act.number}, {act.kind}, {act.issuer}" == wanted


@pytest.mark.parametrize("text", grammar()["none"]["examples"])
def test_what_only_looks_like_a_number_is_none(text):
    """Dates, fractions, standards and house numbers are no acts."""
    assert find_acts(text) == ()


def test_a_number_alone_is_told_from_a_text_with_one():
    """A search for a number is known as one."""
    assert same_number(" 57–NQ/TW ") == "57-NQ/TW"
    assert same_number("Nghị quyết 57-NQ/TW") is None


pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def decision():
    return Paper(
        left=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ AN PHÚ", "Số: 43/KH-UBND"),
        right=(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "An Phú, ngày 15 tháng 2 năm 2025",
        ),
        parts=[
            ("heading", "KẾ HOẠCH"),
            ("heading", "Phát triển khoa học, công nghệ và đổi mới sáng tạo đến năm 2030"),
            (
                "text",
                "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, thành phố ban hành kế hoạch như sau:",
            ),
            ("heading", "I. MỤC TIÊU"),
            ("text", "Đến năm 2030, trên 50% doanh nghiệp có hoạt động đổi mới sáng tạo."),
            ("text", "TM. ỦY BAN NHÂN DÂN"),
            ("text", "KT. CHỦ TỊCH"),
            ("text", "PHÓ CHỦ TỊCH"),
            ("text", "(Đã ký)"),
            ("text", "Lê Văn Bình"),
        ],
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITERS)
def test_an_act_says_who_what_where_and_when(name):
    """Number, issuer, place, day, title and signer are read from the head and the end, with their places."""
    head = read_letterhead(read(WRITERS[name](decision()), name))
    assert head.number is not None
    assert head.number.text == "43/KH-UBND"
    assert head.kind == "plan"
    assert head.issuer is not None
    assert "AN PHÚ" in head.issuer.text
    assert head.place is not None
    assert head.day is not None
    assert (head.place.text, head.day.text) == ("An Phú", "2025-02-15")
    assert head.title is not None
    assert head.title.text == "KẾ HOẠCH Phát triển khoa học, công nghệ và đổi mới sáng tạo đến năm 2030"
    assert head.signer is not None
    assert head.signer.text == "Lê Văn Bình"
    assert head.number.place.page == (1 if name.endswith(".pdf") else None)


def test_the_act_that_is_named_is_not_the_act_itself():
    """A number in the running text, or in what an act rests on, is not its own; a blank one is a draft's."""
    text = (
        "Căn cứ Nghị quyết số 57-NQ/TW của Bộ Chính trị;\nthực hiện Quyết định số 749/QĐ-TTg ngày 3/6/2020.\n"
    )
    assert read_letterhead(read_text(text)).number is None
    draft = read_letterhead(read_text("UBND TỈNH AN PHÚ\nSố:      /KH-UBND\nDỰ THẢO\nKẾ HOẠCH\nVề việc A\n"))
    assert (draft.number, draft.unnumbered) == (None, True)


def test_a_newspaper_article_has_no_letterhead():
    """An article that reports an act gives none of these facts."""
    text = "Hà Nội phấn đấu trên 50% doanh nghiệp đổi mới sáng tạo\nNgày 26/2, thành phố tổ chức hội nghị. Chủ tịch Trần Văn An phát biểu.\n"
    head = read_letterhead(read_text(text))
    assert (head.number, head.day, head.title, head.signer, head.issuer) == (None, None, None, None, None)
