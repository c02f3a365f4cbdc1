"""What a document as a whole tells: its language, its year, the deadlines it names, the place it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hntrack.extract.areas import main_area
from hntrack.extract.body import BodyLine, body_lines
from hntrack.extract.public_words import is_public
from hntrack.extract.times import MONTH, find_times
from hntrack.text.quantity_numbers import lower

_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_Y = r"((?:199|20\d)\d)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_PRINTED_DAY = re.compile(
    rf"(?<!\d)\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]{_Y}(?!\d)|(?<!\d){_Y}-\d\d-\d\d(?!\d)"
    rf"|\b{_MONTH} \d{{1,2}}, {_Y}|\b\d{{1,2}} {_MONTH} {_Y}|ngày \d{{1,2}} tháng \d{{1,2}} năm {_Y}"
)
# The date of a resolution says when it was passed, not when the article appeared.
_OF_A_DOCUMENT = re.compile(
    r"(?:[Nn]ghị quyết|[Qq]uyết định|[Cc]hỉ thị|[Kk]ế hoạch|[Kk]ết luận|[Nn]ghị định|[Rr]esolution|[Dd]ecision)"
    r"[^.;,()]*$"
    r"|\(\s*\d{0,2}[/.]?\d{0,2}[/.]?\d{0,4}\s*[-–]?\s*$"
)
_FROM_THEN_ON = ("từ ", "from ")  # what holds "từ ngày 1/1/2026" lies ahead
_PART_OF_YEAR = re.compile(rf"tháng|quý|nửa đầu|(?<!\d)\d\d?[/\-.](?:\d\d?[/\-.])?20\d\d|{MONTH}")
_PLANS_END_EVERY = 5  # years
_DATELINE_LINES, _TOP_LINES, _TOP_OF_LINE = 6, 200, 4000


@dataclass(frozen=True)
class Document:
    """An article and what holds for all of it.

    Attributes:
        name: As its claims name it.
        lang: ``vi`` or ``en``.
        lines: Its body.
        year: The year it appeared in, given or printed near its top; ``None`` where unknown.
        reported: The same, else the latest year of which it reports a part ("9 tháng đầu năm 2025"): "quý III" is
            then one of that year.
        not_before: The latest year of a resolution or decision that it gives the date of, near its top.
        area: The place it speaks of most; ``""`` for none.
        public: It is about public matters, as far as its words tell.
    """

    name: str
    lang: str
    lines: tuple[BodyLine, ...]
    year: int | None
    reported: int | None
    not_before: int | None
    area: str
    public: bool

    @cached_property
    def deadlines(self) -> frozenset[int]:
        """Years that it names as deadlines ("đến năm 2030") or in the title of a plan, and in which plans do end."""
        times = (time for one in self.lines[:_TOP_LINES] for time in find_times(lower(one.text), self.lang))
        ends = (time.year for time in times if time.basis == "by_end" or time.role == "title")
        return frozenset(year for year in ends if year and year % _PLANS_END_EVERY == 0)


def survey(lines: tuple[BodyLine, ...], name: str, lang: str | None, published: date | None) -> Document:
    """Look over a whole body once, before its sentences are read."""
    lang = lang or language_of(lines)
    lows = [lower(one.text[:_TOP_OF_LINE]) for one in lines[:_TOP_LINES]]
    printed, passed = _printed_years(lines)
    year = published.year if published else printed
    reported = year or _reported_year(lines[:_TOP_LINES], lang)
    return Document(name, lang, lines, year, reported, passed, main_area(lows), is_public(lows, lang))


def is_about_public_matters(text: str, lang: str | None = None) -> bool:
    """Whether an article is; of another one, only aims with a word of promise and a printed deadline are drafted."""
    return survey(body_lines(text), "", lang, None).public


def _reported_year(lines: tuple[BodyLine, ...], lang: str) -> int | None:
    """Give the latest year of which a part is reported ("9 tháng đầu năm 2025", "30/9/2025", "March 2025")."""
    lows = (lower(one.text[:_TOP_OF_LINE]) for one in lines)
    times = ((low, time) for low in lows for time in find_times(low, lang) if time.year)
    return max(
        (
            time.year or 0
            for low, time in times
            if time.basis != "by_end"
            and not low[: time.start].endswith(_FROM_THEN_ON)
            and _PART_OF_YEAR.search(low[time.start : time.end])
        ),
        default=None,
    )


def language_of(lines: tuple[BodyLine, ...]) -> str:
    """Tell Vietnamese from English by its letters."""
    sample = " ".join(one.text for one in lines[:60])[:20_000].lower()
    return "vi" if len(_VIETNAMESE.findall(sample)) * 50 > len(sample) else "en"


def _printed_years(lines: tuple[BodyLine, ...]) -> tuple[int | None, int | None]:
    """Give the latest years of the full dates near the top: of datelines, and of the resolutions they speak of."""
    own: list[int] = []
    passed: list[int] = []
    for one in lines[:_DATELINE_LINES]:
        for match in _PRINTED_DAY.finditer(one.text[:_TOP_OF_LINE]):
            year = int(next(filter(None, match.groups())))
            before = one.text[max(0, match.start() - 60) : match.start()]
            (passed if _OF_A_DOCUMENT.search(before) else own).append(year)
    return max(own, default=None), max(passed, default=None)
