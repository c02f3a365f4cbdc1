# mypy: disable-error-code="no-untyped-def, no-untyped-call"
import pytest

from hntrack.documents.letterhead import read_letterhead
from hntrack.documents.plain_text import read_text
from hntrack.documents.reading import read
from support.papers import WRITERS, Paper

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
