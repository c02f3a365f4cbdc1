"""Keep numbers, units and dates together where lines are broken: no-break spaces between what belongs together."""

from __future__ import annotations

from functools import lru_cache

from hntrack.text.late import late

NO_BREAK = "\u00a0"

_SCALES = "nghìn|triệu|tỷ|thousand|million|billion|trillion"
_TOGETHER = late(
    r"(?:(?<=[<>≤≥=≈+−]) (?=\d))"  # ≥ 40%
    r"|(?:(?<=\d) (?=[^\W\d_]))"  # 12 enterprises
    r"|(?:(?<=\d) (?=of \d))|(?:(?<=\d of) (?=\d))"  # 18 of 52
    r"|(?:(?<=:) (?=[\d.,]+(?:$|[;.]| ·)))"  # targets: 12
    r"|(?:(?<=điểm) (?=%))"  # 24,8 điểm %
    r"|(?:(?<=\d%) (?=[A-ZĐ]{2}))"  # 40% GRDP
    rf"|(?:(?<=\d )(?:{_SCALES}) (?=[^\W\d_]))"  # 1,200 billion VND
    r"|(?:(?<=\d )(?:điểm phần trăm|percentage points?)\b)"
    r"|(?:\b(?:top|rank|hạng|năm|quý|tháng|ngày|tuần|kỳ|by|đến) (?=\d))"
)

_BESIDE = late(r"\d%? | \d")


_DAY = late(r"(?<![\w/-])(\d{4})-(\d\d)-(\d\d)(?![\w/-])")


@lru_cache(maxsize=16_384)
def unbroken_on_page(text: str) -> str:
    """The same for pages, which break lines at hyphens too: a day within a sentence (not in an id) keeps together.

    A text that is nothing but a day is left as it is: it may be an attribute.
    """
    told = unbroken(text)
    if len(text) <= len("2026-01-01") or text.count("-") < 2:
        return told
    return _DAY.sub("\\1\N{NON-BREAKING HYPHEN}\\2\N{NON-BREAKING HYPHEN}\\3", told)


@lru_cache(maxsize=16_384)  # pages say the same words over and over
def unbroken(text: str, mark: str = NO_BREAK) -> str:
    """Put no-break spaces between a number and its sign, scale, unit or kind of date.

    Args:
        text: Any text; it keeps its length.
        mark: What to put there instead of the space.
    """
    if _BESIDE.search(text) is None:  # most texts have no figure: this is asked of every text of every page
        return text
    return _TOGETHER.sub(lambda match: match[0].replace(" ", mark), text)
