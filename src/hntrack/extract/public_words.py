"""Words of public matters, for a linguist to edit: an article with hardly any reports a match, a trial or a price.

Lower case, whole words.  :func:`is_public` counts how many different ones a text has.
"""

from __future__ import annotations

import re
from functools import cache

from hntrack.text.quantity_numbers import whole_words

PUBLIC_WORDS = {
    "vi": (
        "nghị quyết", "quyết định số", "qđ-ttg", "chiến lược", "quy hoạch", "đề án", "chương trình mục tiêu",
        "đại hội đảng", "đảng bộ", "ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "chính phủ", "thủ tướng",
        "bộ chính trị", "bộ trưởng", "quốc hội", "thành ủy", "tỉnh ủy", "chỉ tiêu", "grdp", "gdp", "kinh tế - xã hội",
        "kinh tế số", "xã hội số", "chuyển đổi số", "chính phủ điện tử", "chính quyền số", "cục thống kê",
        "tổng cục thống kê", "niên giám", "dân số", "toàn tỉnh", "toàn thành phố", "toàn quốc", "đổi mới sáng tạo",
        "khoa học, công nghệ", "khoa học và công nghệ", "ngân sách", "tầm nhìn", "giai đoạn", "nhiệm kỳ",
        "kế hoạch phát triển", "tăng trưởng", "tỷ lệ hộ", "hộ nghèo", "nông thôn mới", "dịch vụ công",
        "bảo hiểm y tế", "đầu tư công", "năng lượng tái tạo", "phát thải", "quốc gia", "phát triển kinh tế", "thủ đô",
        "năng suất", "sở hữu trí tuệ", "pii", "gii", "pci", "egdi", "liên hợp quốc", "tốc độ tăng", "kim ngạch", "fdi",
        "thu hút đầu tư", "lao động qua đào tạo", "đô thị hóa", "che phủ rừng", "nhà ở xã hội", "hạ tầng", "đến năm",
        "chỉ số", "thống kê", "hồ sơ thủ tục", "thành phố thông minh", "phổ cập", "an sinh",
    ),
    "en": (
        "government", "governments", "ministry", "minister", "ministers", "department for", "department of",
        "parliament", "council", "councils", "commission", "strategy", "policy", "policies", "national", "gdp", "grdp",
        "target", "targets", "milestone", "milestones", "population", "statistics", "census", "emissions", "renewable",
        "public service", "public services", "public sector", "households", "poverty", "unemployment",
        "employment rate", "european union", "the eu", "sdg", "sustainable development", "innovation index",
        "infrastructure", "digital economy", "r&d", "resolution", "decree", "action plan", "net zero", "pledge",
        "pledged", "life expectancy", "social homes", "affordable homes", "pupils", "schools", "citizens",
        "nationwide", "province", "municipality", "city council", "indicator", "indicators", "per capita",
    ),
}  # fmt: skip

_ENOUGH = 3  # different ones; policy articles have five and more, other news none or one
_SHORT = 60  # words; in a few sentences nothing can be missed


def is_public(lows: list[str], lang: str) -> bool:
    """Whether a text (lower-case lines) is about public matters, or too short to tell."""
    found: set[str] = set()
    words = 0
    for low in lows:
        words += len(low.split())
        found.update(_pattern(lang).findall(low))
        if len(found) >= _ENOUGH:
            return True
    return words < _SHORT


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(PUBLIC_WORDS[lang])})(?!\w)")
