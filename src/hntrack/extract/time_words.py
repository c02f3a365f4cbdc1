"""How texts say when: deadlines, periods, dates of reports, and years that belong to a document's title.

Patterns are regular expressions over lower-case NFC text; ``Y`` stands for a four-digit year from 1990 to 2099
and gives the year, ``MONTH`` for the English names of months.  ``example`` is a phrase that the tests read.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A way to name a time.

    Attributes:
        pattern: See above; at most two ``Y``: first and last year of a period.
        basis: ``by_end`` (a deadline), ``at`` (a deadline or a date, as the sentence goes), ``during`` (a stretch) or
            ``as_of`` (a state on a day).
        role: ``when`` (tells when), ``compared`` (the year something is compared with), ``event`` (a date of
            something else), ``now`` (the document's own date), ``this``, ``last`` and ``next`` (its year, the
            one before and the one after), ``decade`` (the last year of its decade).
        lang, example: As everywhere.
    """

    pattern: str
    basis: str
    role: str
    lang: str
    example: str


TIME_WORDS = (
    TimeWord(
        r"(?:tầm nhìn|định hướng|hướng)(?: phát triển)? (?:đến|tới)(?: năm)? Y",
        "by_end",
        "when",
        "vi",
        "tầm nhìn đến năm 2045",
    ),
    TimeWord(r"tầm nhìn(?: năm)? Y", "by_end", "when", "vi", "tầm nhìn 2045"),
    TimeWord(
        r"(?:tính|cập nhật) (?:đến|tới)(?: (?:hết|cuối|trước|đầu|giữa|thời điểm))*"
        r"(?: ngày \d{1,2}[/\-]\d{1,2}[/\-]Y| tháng \d{1,2}(?:[/\-]| năm )Y| năm Y| Y)",
        "as_of",
        "when",
        "vi",
        "tính đến hết năm 2024",
    ),
    TimeWord(
        r"(?:đến|tới|trước)(?: (?:hết|cuối|trước|đầu|giữa))* tháng \d{1,2}(?:[/\-]| năm )Y",
        "as_of",
        "when",
        "vi",
        "đến hết tháng 11/2025",
    ),
    TimeWord(
        r"(?:(?:từ nay|kể từ nay) )?(?:cho )?(?:đến|tới|trước|hết)"
        r"(?: (?:hết|cuối|trước|khoảng|đầu|giữa))*(?: năm Y| Y)",
        "by_end",
        "when",
        "vi",
        "đến hết năm 2030",
    ),
    TimeWord(
        r"vào(?: (?:cuối|đầu|giữa|khoảng))*(?: năm Y| tháng \d{1,2}(?:[/\-]| năm )Y| Y)",
        "at",
        "when",
        "vi",
        "vào năm 2030",
    ),
    TimeWord(r"(?:cuối|hết|đầu|giữa)(?: năm)? Y", "by_end", "when", "vi", "cuối năm 2030"),
    TimeWord(r"trong(?: cả)? năm Y", "during", "when", "vi", "trong năm 2024"),
    TimeWord(
        r"(?:đến|tới|trước)(?: hết)? (?:ngày )?\d{1,2}[/\-]\d{1,2}[/\-]Y",
        "as_of",
        "when",
        "vi",
        "đến ngày 30/6/2025",
    ),
    TimeWord(
        r"(?:giai đoạn|nhiệm kỳ|thời kỳ|trong các năm|từ năm|các năm) Y ?(?:[\-–—]|đến|tới)(?: năm)? ?Y",
        "during",
        "when",
        "vi",
        "giai đoạn 2026–2030",
    ),
    TimeWord(
        r"(?:từ|giữa)(?: năm)? Y (?:đến|tới) (?:nay|hiện nay|thời điểm này)",
        "as_of",
        "now",
        "vi",
        "từ năm 2016 đến nay",
    ),
    TimeWord(
        r"(?:so với|so sánh với|bằng|gấp \d+(?:,\d+)? lần|gấp (?:đôi|ba|bốn|rưỡi)|kể từ|cùng kỳ|cao hơn|thấp hơn|vượt)"
        r"(?: cùng kỳ| cuối| đầu| mức| mức của)*(?: năm)? Y",
        "during",
        "compared",
        "vi",
        "so với năm 2020",
    ),
    TimeWord(
        r"(?:lũy kế |luỹ kế |tính |cập nhật )?(?:đến|tới)(?: hết| cuối)?(?: ngày)? \d{1,2}[/\-.]\d{1,2}(?![/\-.]?\d)",
        "as_of",
        "now",
        "vi",
        "lũy kế đến ngày 30/9",
    ),
    TimeWord(
        r"(?:lũy kế |luỹ kế |tính )?(?:đến|tới)(?: hết| cuối| đầu| giữa)? tháng \d{1,2}(?![/\-\d]| năm)",
        "as_of",
        "now",
        "vi",
        "đến hết tháng 7",
    ),
    TimeWord(
        r"(?:so với|hơn|kém|cao hơn|thấp hơn|cùng kỳ|của)(?: cùng kỳ| mức| của)* (?:năm ngoái|năm trước)",
        "during",
        "compared",
        "vi",
        "so với năm ngoái",
    ),
    TimeWord(
        r"(?:đến|tới|vào|trước)(?: hết| cuối)+ năm(?: nay)?(?! \d)",
        "by_end",
        "this",
        "vi",
        "đến hết năm nay",
    ),
    TimeWord(
        r"(?:kế hoạch|chỉ tiêu|mục tiêu)(?: của)?(?: cả)? năm Y", "by_end", "when", "vi", "kế hoạch năm 2024"
    ),
    TimeWord(r"giai đoạn \d+ ?\(Y ?[\-–—] ?Y\)", "by_end", "when", "vi", "giai đoạn 1 (2024 - 2030)"),
    TimeWord(
        r"hiện(?= (?:xếp|đứng|vào|mới|chỉ|đạt|là|ở|còn|chiếm|vẫn|toàn|cả|thành phố|tỉnh|tp|chúng ta|việt nam|nước))",
        "as_of",
        "now",
        "vi",
        "hiện mới đạt 43%",
    ),
    TimeWord(r"(?:trong )?năm (?:tới|sau)", "during", "next", "vi", "trong năm tới"),
    TimeWord(r"ngày \d{1,2}[/\-.]\d{1,2}[/\-.]Y", "as_of", "event", "vi", "ngày 22/12/2024"),
    TimeWord(r"ngày \d{1,2} tháng \d{1,2} năm Y", "as_of", "event", "vi", "ngày 22 tháng 12 năm 2024"),
    TimeWord(
        r"(?:quý [ivx\d]+|(?:\d{1,2}|ba|sáu|bảy|tám|chín|mười|mười một) tháng(?: đầu| cuối)?|"
        r"nửa đầu|nửa cuối|tháng \d{1,2})"
        r"(?: của)?(?:/| năm )Y",
        "during",
        "when",
        "vi",
        "9 tháng năm 2024",
    ),
    TimeWord(
        r"(?:quý (?:[ivx]+|\d)|(?:\d{1,2}|ba|sáu|bảy|tám|chín|mười|mười một) tháng(?: đầu năm| cuối năm| qua)?|"
        r"nửa đầu năm|nửa cuối năm|cả năm)",
        "during",
        "this",
        "vi",
        "9 tháng đầu năm",
    ),
    TimeWord(r"năm Y ?[\-–—] ?Y", "during", "when", "vi", "năm 2024-2025"),
    TimeWord(r"(?:trong )?năm nay", "during", "this", "vi", "năm nay"),
    TimeWord(r"(?:trong )?năm ngoái", "during", "last", "vi", "năm ngoái"),
    TimeWord(
        r"(?:gii|pii|pci|par index|sipas|papi|dti|egdi|hdi|gci|nri|pgi) Y", "during", "when", "vi", "GII 2024"
    ),
    TimeWord(r"năm Y", "during", "when", "vi", "năm 2025"),
    TimeWord(
        r"(?:đến nay|tới nay|hiện nay|hiện tại|đến thời điểm này|tính đến thời điểm hiện tại|"
        r"đến thời điểm hiện tại|hiện có|hiện đã|hiện đang)",
        "as_of",
        "now",
        "vi",
        "đến nay",
    ),
    TimeWord(
        r"(?:by|before|until|to|no later than|not later than)(?: the)?"
        r"(?: end| start| middle| close)?(?: of)?(?: the year| fiscal year)?"
        r"(?: (?:MONTH))? Y",
        "by_end",
        "when",
        "en",
        "by the end of 2030",
    ),
    TimeWord(
        r"(?:from|between|for|over|during|in)(?: the(?: period)?)? Y(?:[\-–/]\d\d)?"
        r" ?(?:[\-–—] ?(?:Y|\d\d(?!\d))|(?:to|and|through) ?Y)(?:[\-–/]\d\d)?",
        "during",
        "when",
        "en",
        "from 2022 to 2025",
    ),
    TimeWord(
        r"(?:compared (?:to|with)|relative to|versus|vs\.?|against|than in|from|since|on)"
        r"(?: the)?(?: level in)? Y(?: levels?| baseline| level)?",
        "during",
        "compared",
        "en",
        "compared to 1990 levels",
    ),
    TimeWord(
        r"(?:in|during|for|through|throughout|as of|at the end of|at the beginning of|at the start of|"
        r"end of|at end|end)(?: (?:early|late|mid))?"
        r"(?: (?:MONTH))?"
        r"(?: \d{1,2},)? Y(?:[\-–/]\d\d(?!\d))?",
        "during",
        "when",
        "en",
        "in 2025",
    ),
    TimeWord(
        r"(?:gii|index|ranking|report|rankings) Y", "during", "when", "en", "the Global Innovation Index 2024"
    ),
    TimeWord(
        r"(?:by|before|until|to)(?: the)? end of (?:the|this) decade",
        "by_end",
        "decade",
        "en",
        "by the end of the decade",
    ),
    TimeWord(
        r"by (?:the )?(?:year-end|end of (?:the|this) year)", "by_end", "this", "en", "by the end of the year"
    ),
    TimeWord(
        r"(?:in|over|during) the (?:[a-z]+ )?(?:years?|months) to(?: (?:MONTH))? Y",
        "during",
        "when",
        "en",
        "in the three years to March 2024",
    ),
    TimeWord(
        r"(?:in )?the Y (?:baseline|base)(?: year)?", "during", "compared", "en", "in the 2016 baseline year"
    ),
    TimeWord(r"(?:the )?Y (?:census|survey|edition)", "during", "when", "en", "the 2021 Census"),
    TimeWord(r"as of \d{1,2} (?:MONTH) Y", "as_of", "when", "en", "as of 1 January 2025"),
    TimeWord(r"in (?:MONTH)(?! \d)", "during", "this", "en", "in September"),
    TimeWord(r"next year", "during", "next", "en", "next year"),
    TimeWord(r"this year", "during", "this", "en", "this year"),
    TimeWord(r"(?:than|from|with|on) last year", "during", "compared", "en", "than last year"),
    TimeWord(r"last year", "during", "last", "en", "last year"),
    TimeWord(
        r"Y (?:net zero|target|targets|goal|goals|vision|ambition)", "by_end", "when", "en", "2050 net zero"
    ),
    TimeWord(r"(?:MONTH)(?: \d{1,2},)? Y", "as_of", "event", "en", "December 5, 2024"),
    TimeWord(
        r"(?:currently|at present|to date|so far|today(?! (?:published|announced|unveiled|released|launched))|"
        r"as of now|at the moment|now(?! (?:on|that|expects?|aims?|plans?)))",
        "as_of",
        "now",
        "en",
        "currently",
    ),
)

# A deadline behind one of these is part of a document's name: "Chiến lược phát triển … đến năm 2030".
TITLE_NOUNS = {
    "vi": (
        "chiến lược",
        "chương trình",
        "quy hoạch",
        "kế hoạch",
        "đề án",
        "phương hướng",
        "nhiệm vụ phát triển",
        "khung chiến lược",
        "nghị quyết số",
    ),
    "en": (
        "strategy",
        "programme",
        "program",
        "plan",
        "master plan",
        "scheme",
        "decade policy",
        "agenda",
        "vision",
    ),
}

# What between the name and the year shows that the year is no part of it.
NO_TITLE_BETWEEN = {
    "vi": (
        "phấn đấu",
        "mục tiêu",
        "đặt",
        "đạt",
        "sẽ",
        "tập trung",
        "đề ra",
        "xác định",
        "chỉ tiêu",
        "trở thành",
        "thuộc",
        "dẫn đầu",
        "có ít nhất",
        "tối thiểu",
    ),
    "en": (
        "aim",
        "target",
        "goal",
        "will",
        "set",
        "reach",
        "at least",
        "should",
        "to have",
        "envisag",
        "achieve",
    ),
}

# A year right behind one of these dates the document.
DOCUMENT_NOUNS = {
    "vi": ("nghị quyết", "quyết định", "chỉ thị", "thông tư", "nghị định", "hiến pháp", "kết luận"),
    "en": ("resolution", "decision", "directive", "decree", "act", "bill"),
}
