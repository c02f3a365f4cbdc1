"""The words around a number: how sure it is, what it is compared to, that it is a rank, its unit and its scale.

Each table is for a linguist to edit; ``example`` is a phrase that the tests read, so an entry proves itself.
Words are lower case with single spaces; at equal places the longer entry wins.  Only what reads texts loads them.
"""

from __future__ import annotations

from functools import cache

from hntrack.classes import NamedTuple


class Comparing(NamedTuple):
    """A word before a number (or, with ``after``, behind it) that bounds or blurs it.

    Attributes:
        words, lang: As printed, and the language.
        comparator: A comparator of the model, ``""`` where the word only blurs.
        qualifier: A qualifier of the model.
        example: A phrase with it.
        after: Stands behind the number.
    """

    words: str
    lang: str
    comparator: str
    qualifier: str
    example: str
    after: bool = False


def _rows(
    lang: str, comparator: str, qualifier: str, *pairs: tuple[str, str], after: bool = False
) -> tuple[Comparing, ...]:
    return tuple(Comparing(words, lang, comparator, qualifier, example, after) for words, example in pairs)


COMPARING = (
    *_rows(
        "vi",
        "more_than",
        "more_than",
        ("trên", "trên 50%"),
        ("hơn", "hơn 1.000 doanh nghiệp"),
        ("vượt", "vượt 7.200 USD"),
        ("vượt mức", "vượt mức 8%"),
        ("vượt qua", "vượt qua 1.000 đơn"),
        ("vượt ngưỡng", "vượt ngưỡng 5 triệu lượt"),
        ("vượt mốc", "vượt mốc 5 triệu lượt"),
        ("vượt con số", "vượt con số 5 triệu lượt"),
        ("cao hơn", "cao hơn 5%"),
        ("lớn hơn", "lớn hơn 5%"),
        ("nhiều hơn", "nhiều hơn 20 đề tài"),
    ),
    *_rows(
        "vi",
        "at_least",
        "at_least",
        ("tối thiểu", "tối thiểu 50% GRDP"),
        ("tối thiểu là", "tối thiểu là 30%"),
        ("ít nhất", "ít nhất 20 doanh nghiệp"),
        ("ít nhất là", "ít nhất là 20 doanh nghiệp"),
        ("không thấp hơn", "không thấp hơn 40%"),
        ("không dưới", "không dưới 40%"),
        ("không ít hơn", "không ít hơn 40 đơn vị"),
        ("thấp nhất", "thấp nhất 2%"),
        ("≥", "≥ 40%"),
    ),
    *_rows(
        "vi",
        "less_than",
        "less_than",
        ("dưới", "dưới 10%"),
        ("thấp hơn", "thấp hơn 10%"),
        ("chưa đến", "chưa đến 10%"),
        ("chưa tới", "chưa tới 10%"),
        ("chưa đầy", "chưa đầy 10%"),
        ("ít hơn", "ít hơn 10%"),
        ("nhỏ hơn", "nhỏ hơn 10%"),
    ),
    *_rows(
        "vi",
        "at_most",
        "up_to",
        ("không quá", "không quá 3 ngày"),
        ("không vượt quá", "không vượt quá 3%"),
        ("tối đa", "tối đa 3%"),
        ("tối đa là", "tối đa là 3%"),
        ("nhiều nhất", "nhiều nhất 3 đơn vị"),
        ("không cao hơn", "không cao hơn 3%"),
        ("≤", "≤ 3%"),
    ),
    *_rows(
        "vi",
        "",
        "up_to",
        ("lên tới", "lên tới 1200 tỉ đồng"),
        ("lên đến", "lên đến 1.200 tỉ đồng"),
    ),
    *_rows(
        "vi",
        "",
        "about",
        ("khoảng", "khoảng 800 doanh nghiệp"),
        ("vào khoảng", "vào khoảng 800 doanh nghiệp"),
        ("gần", "gần 500.000 đảng viên"),
        ("xấp xỉ", "xấp xỉ 21%"),
        ("ước", "ước 6,5%"),
        ("ước đạt", "ước đạt 6,5%"),
        ("ước khoảng", "ước khoảng 6,5%"),
        ("cỡ", "cỡ 100 người"),
        ("chừng", "chừng 100 người"),
        ("độ khoảng", "độ khoảng 100 người"),
        ("ngót", "ngót 100 người"),
        ("~", "~21%"),
        ("≈", "≈ 21%"),
    ),
    *_rows(
        "vi",
        "at_least",
        "at_least",
        ("trở lên", "từ 50% trở lên"),
        ("hoặc hơn", "15 đơn vị hoặc hơn"),
        after=True,
    ),
    *_rows("vi", "at_most", "up_to", ("trở xuống", "từ 3% trở xuống"), after=True),
    *_rows(
        "en",
        "more_than",
        "more_than",
        ("more than", "more than 50%"),
        ("over", "over 1,000 firms"),
        ("above", "above 50%"),
        ("exceeding", "exceeding 50%"),
        ("exceed", "exceed 50%"),
        ("exceeds", "exceeds 50%"),
        ("exceeded", "exceeded 50%"),
        ("greater than", "greater than 50%"),
        ("higher than", "higher than 50%"),
        ("in excess of", "in excess of 50%"),
        ("upwards of", "upwards of 50%"),
        ("upward of", "upward of 50%"),
        (">", "> 50%"),
    ),
    *_rows(
        "en",
        "at_least",
        "at_least",
        ("at least", "at least 95%"),
        ("no less than", "no less than 95%"),
        ("not less than", "not less than 95%"),
        ("no fewer than", "no fewer than 95 schools"),
        ("not fewer than", "not fewer than 95 schools"),
        ("a minimum of", "a minimum of 95%"),
        ("minimum of", "minimum of 95%"),
        ("minimum", "minimum 95%"),
        ("not lower than", "not lower than 95%"),
        ("≥", "≥ 95%"),
    ),
    *_rows(
        "en",
        "less_than",
        "less_than",
        ("less than", "less than 10%"),
        ("fewer than", "fewer than 10 cases"),
        ("below", "below 10%"),
        ("under", "under 10%"),
        ("lower than", "lower than 10%"),
        ("<", "< 10%"),
    ),
    *_rows(
        "en",
        "at_most",
        "up_to",
        ("no more than", "no more than 3%"),
        ("not more than", "not more than 3%"),
        ("at most", "at most 3%"),
        ("no longer than", "no longer than 18 weeks"),
        ("no higher than", "no higher than 3%"),
        ("not exceeding", "not exceeding 3%"),
        ("not exceed", "not exceed 3%"),
        ("a maximum of", "a maximum of 3%"),
        ("maximum of", "maximum of 3%"),
        ("maximum", "maximum 3%"),
        ("≤", "≤ 3%"),
    ),
    *_rows(
        "en", "", "up_to", ("up to", "up to 1,200 billion dong"), ("as much as", "as much as 5 million euros")
    ),
    *_rows(
        "en",
        "",
        "about",
        ("about", "about 800 firms"),
        ("around", "around 800 firms"),
        ("approximately", "approximately 800 firms"),
        ("approx.", "approx. 800 firms"),
        ("roughly", "roughly 800 firms"),
        ("some", "some 800 firms"),
        ("nearly", "nearly 800 firms"),
        ("almost", "almost 800 firms"),
        ("close to", "close to 800 firms"),
        ("an estimated", "an estimated 800 firms"),
        ("~", "~21%"),
        ("≈", "≈ 21%"),
    ),
    *_rows(
        "en",
        "at_least",
        "at_least",
        ("or more", "50% or more"),
        ("or higher", "50% or higher"),
        ("or above", "50% or above"),
        ("and above", "50% and above"),
        after=True,
    ),
    *_rows(
        "en",
        "at_most",
        "up_to",
        ("or less", "5% or less"),
        ("or fewer", "5 cases or fewer"),
        ("or lower", "5% or lower"),
        after=True,
    ),
)

# Words that may stand between such a word and its number: "tối thiểu *có* 5 doanh nghiệp".
BETWEEN = {
    "vi": ("có", "đạt", "là", "chiếm", "thêm", "được", "đạt từ"),
    "en": ("a", "an", "another", "an additional", "the", "reaching"),
}


class RankWord(NamedTuple):
    """Words that say a rank: alone (``number=False``: first place) or around a number (top N, N-th place).

    Attributes:
        before: What stands before the number, or the words themselves.
        behind: What must follow the number within a few words; ``""`` for nothing.
        comparator: ``within_top`` or ``""`` (the rank itself).
        number: A number is part of it.
        example: A phrase with it.
    """

    before: str
    behind: str
    lang: str
    comparator: str
    number: bool
    example: str


def _top(lang: str, before: str, example: str, behind: str = "") -> RankWord:
    return RankWord(before, behind, lang, "within_top", number=True, example=example)


def _place(lang: str, before: str, example: str) -> RankWord:
    return RankWord(before, "", lang, "", number=True, example=example)


def _first(lang: str, words: str, example: str) -> RankWord:
    return RankWord(words, "", lang, "", number=False, example=example)


RANK_WORDS = (
    _top("vi", "top", "TOP 40"),
    _top("vi", "tốp", "tốp 40"),
    _top("vi", "nhóm", "nhóm 3 địa phương dẫn đầu", behind="dẫn đầu"),
    _top("vi", "nhóm", "nhóm 50 nước đứng đầu", behind="đứng đầu"),
    _top("vi", "nhóm", "nhóm 30 quốc gia hàng đầu", behind="hàng đầu"),
    _top("vi", "nhóm", "nhóm 100 thành phố năng động nhất", behind="nhất"),
    _top("vi", "nhóm", "nhóm 30 nước phát triển cao", behind="cao"),
    _top("vi", "nhóm", "nhóm 20 quốc gia tốt nhất", behind="tốt nhất"),
    _top("vi", "vào nhóm", "vào nhóm 8 về chỉ số minh bạch"),
    _top("vi", "thuộc nhóm", "thuộc nhóm 10 tỉnh"),
    _top("vi", "lọt nhóm", "lọt nhóm 3 về chỉ số minh bạch"),
    _top("vi", "một trong", "một trong 5 địa phương dẫn đầu", behind="dẫn đầu"),
    _top("vi", "một trong", "một trong 5 trung tâm đứng đầu", behind="đứng đầu"),
    _top("vi", "một trong", "một trong 10 quốc gia hàng đầu", behind="hàng đầu"),
    _top("vi", "thuộc", "thuộc 5 tỉnh dẫn đầu", behind="dẫn đầu"),
    _top("vi", "thuộc", "thuộc 10 nước đứng đầu", behind="đứng đầu"),
    _top("vi", "trong số", "trong số 10 nước đứng đầu", behind="đứng đầu"),
    _top("vi", "trong số", "trong số 10 nước dẫn đầu", behind="dẫn đầu"),
    _place("vi", "hạng", "hạng 36"),
    _place("vi", "hạng thứ", "hạng thứ 36"),
    _place("vi", "thứ hạng", "thứ hạng 44"),
    _place("vi", "xếp hạng", "xếp hạng 44/139"),
    _place("vi", "xếp hạng thứ", "xếp hạng thứ 44"),
    _place("vi", "xếp thứ", "xếp thứ 44"),
    _place("vi", "xếp vị trí", "xếp vị trí 44"),
    _place("vi", "vị trí", "vị trí 53"),
    _place("vi", "vị trí thứ", "vị trí thứ 2"),
    _place("vi", "đứng thứ", "đứng thứ 2"),
    _place("vi", "đứng ở vị trí", "đứng ở vị trí 2"),
    _place("vi", "thứ", "thứ 44/132"),
    _first("vi", "dẫn đầu cả nước", "dẫn đầu cả nước"),
    _first("vi", "dẫn đầu toàn quốc", "dẫn đầu toàn quốc"),
    _first("vi", "dẫn đầu", "dẫn đầu về PII"),
    _first("vi", "đứng đầu cả nước", "đứng đầu cả nước"),
    _first("vi", "đứng đầu toàn quốc", "đứng đầu toàn quốc"),
    _first("vi", "đứng đầu", "đứng đầu về PII"),
    _first("vi", "xếp thứ nhất", "xếp thứ nhất"),
    _first("vi", "đứng thứ nhất", "đứng thứ nhất"),
    _first("vi", "vị trí thứ nhất", "vị trí thứ nhất"),
    _first("vi", "quán quân", "giữ ngôi quán quân"),
    _top("en", "top", "top 40"),
    _top("en", "one of the top", "one of the top 5 hubs"),
    _top("en", "one of the", "one of the 5 leading hubs", behind="leading"),
    _top("en", "among the", "among the 10 best performers", behind="best"),
    _top("en", "among the", "among the 10 leading countries", behind="leading"),
    _place("en", "ranked", "ranked 44"),
    _place("en", "ranks", "ranks 44"),
    _place("en", "ranking", "ranking 44"),
    _place("en", "rank", "rank 44"),
    _place("en", "no.", "No. 2"),
    _place("en", "number", "number 2"),
    _place("en", "position", "position 44"),
    _first("en", "ranked first", "ranked first"),
    _first("en", "ranks first", "ranks first"),
    _first("en", "first place", "in first place"),
    _first("en", "first in the country", "first in the country"),
    _first("en", "leads the country", "leads the country"),
    _first("en", "leading the country", "leading the country"),
)

# A group without a number, or a leading role of a centre, is no first place.
NO_FIRST_PLACE_BEFORE = {
    "vi": ("nhóm", "nhóm các nước", "nhóm các địa phương", "nhóm nước", "trung tâm", "thuộc nhóm"),
    "en": (),
}

# Numbers in words, read only where a rank word asks for a number ("nhóm ba nước dẫn đầu", "top five").
NUMBER_WORDS = {
    "vi": {
        "một": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
        "mười": 10,
    },
    "en": {
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
        "tenth": 10,
    },
}  # fmt: skip


class Mask(NamedTuple):
    """Digits that are no quantity: dates, years, numbers of documents, names.

    Attributes:
        pattern: Regular expression over lower-case text; linear, no nested repeats.
        example: A phrase whose digits it covers.
    """

    pattern: str
    lang: str
    example: str


MASKS = (
    Mask(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}\b", "any", "17/11/2020"),
    Mask(r"\b\d{4}-\d{2}-\d{2}\b", "any", "2025-12-25"),
    Mask(r"\bngày\s+\d{1,2}(?:\s?[/\-.]\s?\d{1,2}\b(?:[/\-.]\d{4}\b)?)?", "vi", "ngày 22/12"),
    Mask(r"\btháng\s+\d{1,2}(?:\s?[/\-]\s?\d{4}\b)?", "vi", "tháng 6/2025"),
    Mask(r"\b\d{1,2}/(?:19|20)\d{2}\b", "any", "6/2025"),
    Mask(
        r"\b(?:năm|đến năm|giai đoạn|nhiệm kỳ|niên khóa)\s+(?:19|20)\d{2}"
        r"(?:\s?[\-–—]\s?(?:(?:19|20)\d{2}|\d{2})\b)?(?![.,]?\d)",
        "vi",
        "giai đoạn 2026–2030",
    ),
    Mask(r"\b(?:19|20)\d{2}\s?[\-–—/]\s?(?:19|20)?\d{2}\b(?![.,]?\d|\s?%)", "any", "2026-2030"),
    Mask(r"\bquý\s+\d\b", "vi", "quý 3"),
    Mask(r"\b\d{1,2}[:h]\d{2}\b", "any", "20:45"),
    Mask(r"\baged? \d{1,3}(?: ?[\-–] ?\d{1,3}| to \d{1,3})?\b", "en", "aged 16-74"),
    Mask(r"\bgmt ?[+\-]\d{1,2}", "any", "GMT+7"),
    Mask(r"\(\d{1,2}[/\-]\d{1,2}\)", "any", "(14/7)"),
    Mask(r"\b(?:sáng|trưa|chiều|tối|đêm|hôm)(?:\s+nay)?\s+\d{1,2}\s?[/\-]\s?\d{1,2}\b", "vi", "sáng 16/10"),
    Mask(r"\b(?:trụ sở|tại|ở|nhà)\s+số\s+\d+\b", "vi", "tại số 46"),
    Mask(r"\bsố\s+\d+[a-z]?(?=,?\s+(?:đường|phố|đại lộ|ngõ)(?!\w))", "vi", "số 15 đường Lê Lợi"),
    Mask(r"(?:\btrên|/)\s?100\s+(?:bé|trẻ)(?!\w)", "vi", "/100 bé gái"),
    Mask(
        r"\b(?:ngõ|ngách|hẻm|quận|phường|quốc lộ|tỉnh lộ|vành đai|tuyến(?: metro)? số|tầng|lô|vùng|"
        r"ban chỉ đạo|ảnh|bước|bài|kỳ|số báo|hotline|điện thoại|trạm số)\s+\d{1,3}\b(?!\s?%|[.,]\d)",
        "vi",
        "vành đai 4",
    ),
    Mask(
        r"\b(?:nghị quyết|quyết định|kế hoạch|chỉ thị|chương trình|thông tư|nghị định|kết luận|công văn|đề án|luật|"
        r"thông báo|tờ trình)(?:\s+số)?:?\s+\d{1,4}(?:/\d{4})?(?!\s?%|[.,]\d)",
        "vi",
        "Nghị quyết số 57",
    ),
    Mask(r"\b(?:điều|khoản|mục|chương|phụ lục|bảng|hình|trang)\s+\d{1,3}\b(?!\s?%|[.,]\d)", "vi", "khoản 2"),
    Mask(
        r"\b(?:đại hội(?:\s+đảng)?|khóa|kỳ họp|hội nghị|phiên họp)(?:\s+lần)?(?:\s+thứ)?\s+\d{1,3}\b",
        "vi",
        "khóa 14",
    ),
    Mask(r"\blần\s+thứ\s+\d{1,3}\b", "vi", "lần thứ 18"),
    Mask(r"\b(?:nq|ct|qđ|nđ|kl|cv|ctr)\s+(?:số\s+)?\d{1,4}\b(?!\s?%|[.,]\d)", "vi", "NQ 18"),
    Mask(r"\blớp\s+\d{1,2}\b(?!\s?%|[.,]\d)", "vi", "lớp 12"),
    Mask(
        r"\b(?:trẻ|em|người|từ|từ đủ|dưới|trên|tuổi)\s+\d{1,3}"
        r"(?:\s?[\-–]\s?\d{1,3}|\s+đến\s+\d{1,3})?\s+tuổi\b(?!\s+thọ)",
        "vi",
        "trẻ em dưới 5 tuổi",
    ),
    Mask(
        r"\b(?:to|per|for every|in every|out of every)\s+(?:100|1[,.]?000|10[,.]?000|100[,.]?000)\b(?!\s?%|[.,]\d)"
        r"(?=\s+(?:people|inhabitants|residents|adults|children|women|live|births|population|head|students|pupils|"
        r"workers)|\s*(?:[.,;]|$))",
        "en",
        "to 100 people",
    ),
    Mask(r"\bmức\s+độ\s+\d\b", "vi", "mức độ 4"),
    Mask(r"\b(?:trên|cứ)\s+10{0,2}[.,]?000\s+(?:người\s+)?dân\b", "vi", "trên 1.000 dân"),
    Mask(r"\b(?:goal|target|sdg)s?\s+\d{1,2}\.(?:\d{1,2}|[a-z])\b(?!\s?%)", "en", "target 8.1"),
    Mask(r"\b(?:công nghiệp|cách mạng công nghiệp lần thứ)\s+\d\.0\b", "vi", "công nghiệp 4.0"),
    Mask(
        r"\b\d+(?:/\d{4})?[/\-](?:[a-zđ]{1,6}\d{0,2}[/\-])?[a-zđ]{2,10}(?:[\-/&][a-zđ]{2,10})*",
        "vi",
        "57-NQ/TW",
    ),
    Mask(
        r"\b(?:resolution|decision|decree|directive|plan|law|article|section|chapter|figure|table|page|annex|key "
        r"stage|level|phase|grade|scope|tier|horizon|sdg|goal|target)(?:\s+no\.?)?\s+\d{1,4}\b(?!\s?%|[.,]\d)",
        "en",
        "Resolution No. 57",
    ),
    Mask(
        r"\b(?<!this )(?<!that )(?<!last )(?<!next )(?<!past )(?<!previous )(?<!the )(?<!a )(?<!per )(?<!each )"
        r"(?<!every )(?<!financial )(?<!fiscal )year\s+\d{1,2}\b(?!\s?%|[.,]\d)",
        "en",
        "Year 8",
    ),
    Mask(
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2}\b"
        r"(?:,\s\d{4})?",
        "en",
        "December 5, 2024",
    ),
    Mask(
        r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|september|october|"
        r"november|december)\b(?:\s+\d{4})?",
        "en",
        "5 December 2024",
    ),
    Mask(
        r"\b(?:in|by|since|of|from|until|to|for|before|after|end|early|late|mid|during|january|february|march|april|"
        r"may|june|july|august|september|october|november|december)[\s\-](?:19|20)\d{2}\b"
        r"(?:[\-–/]\d{2}\b(?!\s?%|[.,]\d))?(?![.,]?\d|\s?%)",
        "en",
        "by 2030",
    ),
)


class UnitWord(NamedTuple):
    """How a unit stands in print behind a number (or, for a currency sign, before it).

    Attributes:
        words: Lower case, single spaces.
        lang: ``vi``, ``en`` or ``any``.
        unit: Key of :data:`UNITS`.
        example: A phrase with it; the tests read it.
        before: The sign stands before the number.
    """

    words: str
    lang: str
    unit: str
    example: str
    before: bool = False


UNIT_WORDS = (
    UnitWord("%", "any", "percent", "50%"),
    UnitWord("phần trăm", "vi", "percent", "50 phần trăm"),
    UnitWord("percent", "en", "percent", "50 percent"),
    UnitWord("per cent", "en", "percent", "50 per cent"),
    UnitWord("pct", "en", "percent", "50 pct"),
    UnitWord("pc", "en", "percent", "50pc"),
    UnitWord("điểm phần trăm", "vi", "percentage_point", "tăng 3 điểm phần trăm"),
    UnitWord("điểm %", "vi", "percentage_point", "tăng 3 điểm %"),
    UnitWord("percentage points", "en", "percentage_point", "3 percentage points"),
    UnitWord("percentage point", "en", "percentage_point", "1 percentage point"),
    UnitWord("‰", "any", "per_mille", "9‰"),
    UnitWord("bậc", "vi", "place", "tăng 3 bậc"),
    UnitWord("hạng", "vi", "place", "tăng 3 hạng"),
    UnitWord("places", "en", "place", "up 3 places"),
    UnitWord("điểm", "vi", "point", "62,5 điểm"),
    UnitWord("points", "en", "point", "62.5 points"),
    UnitWord("lần", "vi", "times", "1,8 lần"),
    UnitWord("times", "en", "times", "1.8 times"),
    UnitWord("-fold", "en", "times", "3-fold"),
    UnitWord("fold", "en", "times", "3 fold"),
    UnitWord("đồng việt nam", "vi", "vnd", "5 tỷ đồng Việt Nam"),
    UnitWord("đồng", "vi", "vnd", "1.200 tỷ đồng"),
    UnitWord("vnd", "any", "vnd", "90 tỷ VND"),
    UnitWord("vnđ", "any", "vnd", "90 tỷ VNĐ"),
    UnitWord("dong", "en", "vnd", "5 trillion dong"),
    UnitWord("usd", "any", "usd", "7.200 USD"),
    UnitWord("đô la mỹ", "vi", "usd", "63 tỷ đô la Mỹ"),
    UnitWord("đô la", "vi", "usd", "63 tỷ đô la"),
    UnitWord("đôla", "vi", "usd", "63 tỷ đôla"),
    UnitWord("us dollars", "en", "usd", "4 billion US dollars"),
    UnitWord("u.s. dollars", "en", "usd", "4 billion U.S. dollars"),
    UnitWord("dollars", "en", "usd", "4 billion dollars"),
    UnitWord("us$", "any", "usd", "US$4 billion", before=True),
    UnitWord("usd", "en", "usd", "USD 4 billion", before=True),
    UnitWord("vnđ", "en", "vnd", "VNĐ2.4 trillion", before=True),
    UnitWord("vnd", "en", "vnd", "VND2.4 trillion", before=True),
    UnitWord("$", "any", "usd", "$4 billion", before=True),
    UnitWord("eur", "any", "eur", "4 tỷ EUR"),
    UnitWord("euro", "any", "eur", "4 tỷ euro"),
    UnitWord("euros", "en", "eur", "4 billion euros"),
    UnitWord("€", "any", "eur", "€4 billion", before=True),
    UnitWord("eur", "en", "eur", "EUR 4 billion", before=True),
    UnitWord("£", "any", "gbp", "£4 billion", before=True),
    UnitWord("bảng anh", "vi", "gbp", "4 triệu bảng Anh"),
    UnitWord("pounds", "en", "gbp", "4 million pounds"),
    UnitWord("yên", "vi", "jpy", "4 tỷ yên"),
    UnitWord("yen", "en", "jpy", "4 billion yen"),
    UnitWord("nhân dân tệ", "vi", "cny", "4 tỷ nhân dân tệ"),
    UnitWord("yuan", "en", "cny", "4 billion yuan"),
    UnitWord("₹", "any", "inr", "₹4 crore", before=True),
    UnitWord("rs", "en", "inr", "Rs 4 crore", before=True),
    UnitWord("rs.", "en", "inr", "Rs. 4 crore", before=True),
    UnitWord("inr", "en", "inr", "INR 4 crore", before=True),
    UnitWord("rupees", "en", "inr", "4 crore rupees"),
    UnitWord("rupee", "vi", "inr", "4 tỷ rupee"),
    UnitWord("a$", "en", "aud", "A$4 million", before=True),
    UnitWord("au$", "en", "aud", "AU$4 million", before=True),
    UnitWord("nz$", "en", "nzd", "NZ$4 million", before=True),
    UnitWord("c$", "en", "cad", "C$4 million", before=True),
    UnitWord("s$", "en", "sgd", "S$4 million", before=True),
    UnitWord("ksh", "en", "kes", "Ksh 4 billion", before=True),
    UnitWord("kes", "en", "kes", "KES 4 billion", before=True),
    UnitWord("sh", "en", "kes", "Sh4 billion", before=True),
    UnitWord("baht", "any", "thb", "4 baht"),
    UnitWord("won", "any", "krw", "4 won"),
    UnitWord("fj$", "en", "fjd", "FJ$4 million", before=True),
    UnitWord("kw", "any", "kw", "100 kW"),
    UnitWord("mw", "any", "mw", "6.000 MW"),
    UnitWord("gw", "any", "gw", "6 GW"),
    UnitWord("kwh", "any", "kwh", "505 tỷ kWh"),
    UnitWord("mwh", "any", "mwh", "500 MWh"),
    UnitWord("gwh", "any", "gwh", "500 GWh"),
    UnitWord("twh", "any", "twh", "500 TWh"),
    UnitWord("kilowatt hours", "en", "kwh", "500 kilowatt hours"),
    UnitWord("kilowatt-hours", "en", "kwh", "500 kilowatt-hours"),
    UnitWord("megawatt hours", "en", "mwh", "500 megawatt hours"),
    UnitWord("megawatt-hours", "en", "mwh", "500 megawatt-hours"),
    UnitWord("gigawatt hours", "en", "gwh", "500 gigawatt hours"),
    UnitWord("gigawatt-hours", "en", "gwh", "500 gigawatt-hours"),
    UnitWord("terawatt hours", "en", "twh", "500 terawatt hours"),
    UnitWord("terawatt-hours", "en", "twh", "500 terawatt-hours"),
    UnitWord("gigawatts", "en", "gw", "6 gigawatts"),
    UnitWord("megawatts", "en", "mw", "6 megawatts"),
    UnitWord("m2", "any", "m2", "1.000 m2"),
    UnitWord("m²", "any", "m2", "1.000 m²"),
    UnitWord("mét vuông", "vi", "m2", "1.000 mét vuông"),
    UnitWord("square metres", "en", "m2", "1,000 square metres"),
    UnitWord("square meters", "en", "m2", "1,000 square meters"),
    UnitWord("square kilometres", "en", "km2", "3,358 square kilometres"),
    UnitWord("square kilometers", "en", "km2", "3,358 square kilometers"),
    UnitWord("cubic metres", "en", "m3", "50 cubic metres"),
    UnitWord("cubic meters", "en", "m3", "50 cubic meters"),
    UnitWord("km2", "any", "km2", "3.358 km2"),
    UnitWord("km 2", "vi", "km2", "3.358 km 2"),
    UnitWord("m 2", "vi", "m2", "1.000 m 2"),
    UnitWord("km²", "any", "km2", "3.358 km²"),
    UnitWord("ha", "any", "ha", "1.586 ha"),
    UnitWord("hecta", "vi", "ha", "1.586 hecta"),
    UnitWord("héc ta", "vi", "ha", "1.586 héc ta"),
    UnitWord("héc-ta", "vi", "ha", "1.586 héc-ta"),
    UnitWord("hec-ta", "vi", "ha", "1.586 hec-ta"),
    UnitWord("hectare", "en", "ha", "1 hectare"),
    UnitWord("hectares", "en", "ha", "1,586 hectares"),
    UnitWord("km", "any", "km", "3.000 km"),
    UnitWord("kilometres", "en", "km", "3,000 kilometres"),
    UnitWord("cm", "any", "cm", "0,8 cm"),
    UnitWord("centimetres", "en", "cm", "8 centimetres"),
    UnitWord("kilometers", "en", "km", "3,000 kilometers"),
    UnitWord("kilograms", "en", "kg", "50 kilograms"),
    UnitWord("kilogrammes", "en", "kg", "50 kilogrammes"),
    UnitWord("kg", "any", "kg", "50 kg"),
    UnitWord("tấn", "vi", "t", "5 triệu tấn"),
    UnitWord("metric tonnes", "en", "t", "5 million metric tonnes"),
    UnitWord("metric tons", "en", "t", "5 million metric tons"),
    UnitWord("tonnes", "en", "t", "5 million tonnes"),
    UnitWord("tons", "en", "t", "5 million tons"),
    UnitWord("megatonnes", "en", "mt", "290 megatonnes"),
    UnitWord("mt", "en", "mt", "290 Mt"),
    UnitWord("mmt", "en", "mt", "19.4 MMT"),
    UnitWord("gigatonnes", "en", "gt", "2 gigatonnes"),
    UnitWord("m3", "any", "m3", "50 m3"),
    UnitWord("m³", "any", "m3", "50 m³"),
    UnitWord("mét khối", "vi", "m3", "50 mét khối"),
    UnitWord("lít", "vi", "litre", "50 lít"),
    UnitWord("litres", "en", "litre", "50 litres"),
    UnitWord("mbps", "any", "mbps", "100 Mbps"),
    UnitWord("mb/s", "any", "mbps", "100 Mb/s"),
    UnitWord("gbps", "any", "gbps", "1 Gbps"),
    UnitWord("gb/s", "any", "gbps", "1 Gb/s"),
    UnitWord("độ c", "vi", "degree_celsius", "1,5 độ C"),
    UnitWord("°c", "any", "degree_celsius", "1.5°C"),
)


class ScaleWord(NamedTuple):
    """A word behind a number that multiplies it by a power of ten.

    Attributes:
        words: Lower case.
        lang: ``vi`` or ``en``.
        exponent: The power.  Words in a row multiply: ``nghìn tỷ`` is 3 + 9.
        attached: Counts only without a space after the number (``£5m``), and where no letter follows.
        example: A phrase with it; the tests read it.
    """

    words: str
    lang: str
    exponent: int
    example: str
    attached: bool = False


SCALE_WORDS = (
    ScaleWord("chục", "vi", 1, "2 chục nghìn người"),
    ScaleWord("trăm", "vi", 2, "3 trăm triệu đồng"),
    ScaleWord("nghìn", "vi", 3, "940 nghìn doanh nghiệp"),
    ScaleWord("ngàn", "vi", 3, "940 ngàn doanh nghiệp"),
    ScaleWord("vạn", "vi", 4, "5 vạn người"),
    ScaleWord("triệu", "vi", 6, "633.092 triệu đồng"),
    ScaleWord("tỷ", "vi", 9, "90.000 tỷ đồng"),
    ScaleWord("tỉ", "vi", 9, "1200 tỉ đồng"),
    ScaleWord("hundred", "en", 2, "3 hundred people"),
    ScaleWord("thousand", "en", 3, "5 thousand people"),
    ScaleWord("million", "en", 6, "1.5 million homes"),
    ScaleWord("mn", "en", 6, "5mn people"),
    ScaleWord("quadrillion", "en", 15, "2.4 quadrillion dong"),
    ScaleWord("billion", "en", 9, "5 billion dollars"),
    ScaleWord("bn", "en", 9, "£22.6bn"),
    ScaleWord("trillion", "en", 12, "5 trillion dong"),
    ScaleWord("tn", "en", 12, "$5tn"),
    ScaleWord("trn", "en", 12, "$5trn"),
    ScaleWord("mil", "en", 6, "6 mil teachers"),
    ScaleWord("mln", "en", 6, "6 mln teachers"),
    ScaleWord("lakh", "en", 5, "3 lakh farmers"),
    ScaleWord("crore", "en", 7, "45 crore kilograms"),
    ScaleWord("k", "en", 3, "£50k", attached=True),
    ScaleWord("m", "en", 6, "£5m", attached=True),
    ScaleWord("b", "en", 9, "$34b", attached=True),
    ScaleWord("tr", "en", 12, "Rs5tr", attached=True),
    ScaleWord("tri", "en", 12, "Sh5tri", attached=True),
)


@cache
def units_by_words(lang: str, *, before: bool) -> dict[str, str]:
    """Give the words of units in a language, → their ids; ``before``: those that stand before the number."""
    return {one.words: one.unit for one in UNIT_WORDS if one.before == before and one.lang in {lang, "any"}}


@cache
def scales_by_words(lang: str) -> dict[str, int]:
    """Give the scale words of a language, → their powers of ten."""
    return {one.words: one.exponent for one in SCALE_WORDS if one.lang == lang}
