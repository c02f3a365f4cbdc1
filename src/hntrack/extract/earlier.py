"""Values that others are compared with: where they stand, and of which year they are."""

from __future__ import annotations

import re
from dataclasses import replace

from hntrack.extract.draft import DraftClaim
from hntrack.extract.sentences import Sentence
from hntrack.extract.times import Time
from hntrack.text.quantity import Quantity

_CHANGE = {
    "vi": re.compile(
        r"\s*(?:(?:của |vào |trong |ở )?(?:cuối |đầu )?(?:năm )?\d{4},? |hiện nay )?"
        r"(?:(?:tăng|giảm|nâng) )?(?:lên|xuống còn|xuống|còn)"
        r"\s*(?:hạng|thứ|vị trí|mức|đến)?\s*"
    ),
    "en": re.compile(r"\s*(?:(?:(?:in|of) \d{4}|now|today|currently|at present),? )?to\s*"),
}
_COMPARED = {
    "vi": re.compile(
        r"(?:so với|so với mức|thay vì|cùng kỳ)\s*(?:mức |hạng |vị trí |con số )?$"
        r"|cùng kỳ(?: năm \d{4}| năm trước| năm ngoái)?(?: là| đạt| ở mức| tăng| giảm| xuất siêu| nhập siêu|:) $"
    ),
    "en": re.compile(
        r"(?:compared (?:with|to)|up from|down from|versus|instead of|against)\s*(?:the )?(?:previous |earlier )?$"
    ),
}
_EARLIER_YEAR = re.compile(
    r"(?:so với|cao hơn|thấp hơn|hơn|kém|than in|compared with|compared to)"
    r"(?: cùng kỳ| mức| cuối| đầu)*(?: năm)? (?:\d{4}|năm ngoái|năm trước) $"
)
_FROM = {
    "vi": re.compile(r"(?<!\w)từ (?:mức |hạng |vị trí |thứ )?$"),
    "en": re.compile(r"(?<!\w)from (?:the )?$"),
}
_RISEN_FROM = {
    "vi": re.compile(r"(?<!\w)(?:tăng|giảm|nâng)(?: mạnh| nhẹ)? từ (?:mức |hạng |vị trí |thứ )?$"),
    "en": _FROM["en"],
}
_YEAR_BEFORE = {
    "vi": re.compile(r"(?: \w+){0,2} (?:của )?năm trước(?!\w)"),
    "en": re.compile(
        r"(?: [\w\-]+){0,2} (?:in )?(?:the previous year|the year before|a year earlier|a year ago)"
    ),
}


def is_earlier_value(sentence: Sentence, figures: list[Quantity], index: int, lang: str) -> bool:
    """Whether a figure is what another one is compared with: ``từ 53 lên 50``, ``so với 44 năm 2024``."""
    one = figures[index]
    before = sentence.low[max(0, one.start - 40) : one.start]
    if _COMPARED[lang].search(before) or _in_brackets_of_earlier(sentence.low, one.start):
        return True
    if index and _RISEN_FROM[lang].search(before) and one.start - figures[index - 1].end < 40:
        return True  # "fell to 4.2% from 4.5%"
    follows = figures[index + 1] if index + 1 < len(figures) else None
    if follows is None or not _FROM[lang].search(before):
        return False
    return _CHANGE[lang].fullmatch(sentence.low[one.end : follows.start]) is not None


def _in_brackets_of_earlier(low: str, position: int) -> bool:
    """Whether brackets right behind an earlier year hold a figure: ``so với năm 2022 (hạng 12, đạt 82,66%)``."""
    opened = low.rfind("(", max(0, position - 40), position)
    return (
        opened > low.rfind(")", 0, position)
        and _EARLIER_YEAR.search(low[max(0, opened - 40) : opened]) is not None
    )


def begins_change(sentence: Sentence, one: Quantity, lang: str) -> bool:
    """Whether an earlier value stands before the later one: ``tỷ lệ … từ 7,2% xuống còn 2,1%``."""
    before = sentence.low[max(0, one.start - 40) : one.start]
    return _FROM[lang].search(before) is not None and _RISEN_FROM["vi"].search(before) is None


def as_baseline(claim: DraftClaim, one: Quantity, low: str, times: tuple[Time, ...]) -> DraftClaim:
    """Make the claim an earlier value: of the year right behind it, else of the year compared with."""
    if claim.year is not None and _YEAR_BEFORE[claim.lang].match(low, one.end):
        return replace(claim, kind="baseline", year=claim.year - 1, year_basis="during")
    near = [t for t in times if 0 <= t.start - one.end < 12 + len(one.noun)]
    compared = near or [t for t in times if t.role == "compared"]
    year = compared[0].year if compared else None
    return replace(
        claim,
        kind="baseline",
        year=year,
        year_basis="during",
        year_source="stated" if year else "none",
        carried_from=None,
    )
