"""What holds for all of a document: its language, year, deadlines, and the place it is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from hntrack.documents.body_lines import BodyLine, read_body
from hntrack.extract.context import heading_of
from hntrack.languages import load_table
from hntrack.text.areas import main_area
from hntrack.text.quantity_numbers import lower, whole_words
from hntrack.text.sentences import find_cues
from hntrack.text.written_times import MONTH, find_times, names_plan

_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_Y = r"((?:199|20\d)\d)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_PRINTED_DAY = re.compile(
    rf"(?<!\d)\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]{_Y}(?!\d)|(?<!\d){_Y}-\d\d-\d\d(?!\d)"
    rf"|\b{_MONTH} \d{{1,2}}, {_Y}|\b\d{{1,2}} {_MONTH} {_Y}|ngày \d{{1,2}} tháng \d{{1,2}} năm {_Y}"
)
# The date of a resolution says when it was passed, not when the article appeared.
_DOCUMENT_NAME = re.compile(
    r"nghị quyết|quyết định|chỉ thị|kế hoạch|kết luận|nghị định|thông tư|resolution|decision|decree"
)
_OPEN_BRACKET = re.compile(r"\([\s\d/.\-–]*$")
# Nor does a deadline: "to build 900 homes by 30 June 2028".
_AHEAD = re.compile(
    r"(?<!\w)(?:by|before|until|till|no later than|trước|chậm nhất|muộn nhất|hạn)(?: (?:the|ngày|là|vào)){0,2} $"
)
_FROM_THEN_ON = ("từ ", "from ")  # what holds "từ ngày 1/1/2026" lies ahead
_PART_OF_YEAR = re.compile(rf"tháng|quý|nửa đầu|(?<!\d)\d\d?[/\-.](?:\d\d?[/\-.])?20\d\d|{MONTH}")
_PLANS_END_EVERY = 5  # years
_BARE_YEAR = re.compile(rf"(?<![\w.,/\-]){_Y}(?:[/–-](\d\d)(?!\d))?(?![\w%]|[.,]\d)")
_VISION = re.compile(rf",? (?:tầm nhìn|với tầm nhìn|with a vision)(?: \w+){{0,2}} {_Y}")
_TITLE_LINES, _LONGEST_TITLE = 3, 40  # lines, words
_NO_TITLE = (".", ":", ";")
_DATELINE_LINES, _TOP_LINES, _TOP_OF_LINE = 6, 200, 4000
_GENRES = ("stock_market", "match", "offer", "recipe")
_ENOUGH_OF_A_GENRE = 4  # different words of it, and more than words of public matters


@dataclass(frozen=True)
class Document:
    """An article and what holds for all of it.

    Attributes:
        name: As its claims name it.
        lang: ``vi`` or ``en``.
        lines: Its body.
        ended_at: Line of page words at which the body ended; ``None`` where it was read to its end.
        published: Its day, where given.
        year: The year it appeared in, given or printed near its top; ``None`` where unknown.
        reported: The same, else the latest year of which it reports a part ("9 tháng đầu năm 2025"): "quý III" is
            then one of that year.
        not_before: The latest year of a resolution or decision that it gives the date of, near its top.
        area: The place it speaks of most; ``""`` for none.
        public: How many different words of public matters it has.
        genre: The kind of other news it is (a table of ``genres``); ``""`` for what is read.
        titled: The last year that its title names without a day, and ``target`` where that is the end of a plan.
        cells: Its body with the lone short numbers in it, which may be cells of a table.
    """

    name: str
    lang: str
    lines: tuple[BodyLine, ...]
    ended_at: int | None
    published: date | None
    year: int | None
    reported: int | None
    not_before: int | None
    area: str
    public: int
    genre: str
    titled: tuple[int | None, str]
    cells: tuple[BodyLine, ...]

    @cached_property
    def tone(self) -> str:
        """What its words speak of, on the whole: ``promises``, ``mixed`` or ``reports``."""
        told = Counter(cue.name for low in _top(self.lines) for cue in find_cues(low, self.lang))
        promises = told["aim"] + told["will"]
        reports = told["did"] + told["reports"] + told["now"] + told["ed"]
        if promises >= 2 * reports:
            return "promises"
        return "mixed" if 3 * promises >= reports else "reports"

    @cached_property
    def heads(self) -> str:
        """The kind that its first line speaks of, as :func:`~hntrack.extract.context.heading_of` tells."""
        return (
            heading_of(lower(self.lines[0].text[:_TOP_OF_LINE]), self.lang, _LONGEST_TITLE)
            if self.lines
            else ""
        )

    @cached_property
    def deadlines(self) -> frozenset[int]:
        """Years that it names as deadlines ("đến năm 2030") or in the title of a plan, and in which plans do end."""
        times = (time for low in _top(self.lines) for time in find_times(low, self.lang))
        ends = (time.year for time in times if time.basis == "by_end" or time.role == "title")
        return frozenset(year for year in ends if year and year % _PLANS_END_EVERY == 0)


def survey(text: str, name: str, lang: str | None, published: date | None, area: str = "") -> Document:
    """Look over a whole text once, before its sentences are read."""
    body = read_body(text)
    lines = body.lines
    lang = lang or _language_of(lines)
    lows = _top(lines)
    printed, passed = _printed_years(lines)
    year = published.year if published else printed
    reported = year or _reported_year(lows, lang)
    public, genre = _genre(lows, lang)
    place = area or main_area([line.text[:_TOP_OF_LINE] for line in lines[:_TOP_LINES]], lang)
    return Document(
        name,
        lang,
        lines,
        body.ended_at,
        published,
        year,
        reported,
        passed,
        place,
        public,
        genre,
        _titled(lines, lang),
        body.cells,
    )


def _top(lines: tuple[BodyLine, ...]) -> list[str]:
    """Give the first lines in lower case, which tell of all of a document."""
    return [lower(line.text[:_TOP_OF_LINE]) for line in lines[:_TOP_LINES]]


def genre_title(document: Document) -> str:
    """Give the name of the kind of news that a document is, in its language; ``""`` where it is none of them."""
    return str(load_table("genres", document.lang)[document.genre]["title"]) if document.genre else ""


def _genre(lows: list[str], lang: str) -> tuple[int, str]:
    """Count the words of public matters, and name the other kind of news that outweighs them."""
    counts = {
        name: len({word for low in lows for word in _words(name, lang).findall(low)})
        for name in ("public", *_GENRES)
    }
    public = counts.pop("public")
    genre = max(counts, key=lambda name: counts[name])
    return public, genre if counts[genre] >= _ENOUGH_OF_A_GENRE and counts[genre] > public else ""


@cache
def _words(name: str, lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(load_table('genres', lang)[name]['words'])})(?!\w)")


def _reported_year(lows: list[str], lang: str) -> int | None:
    """Give the latest year of which a part is reported ("9 tháng đầu năm 2025", "30/9/2025", "March 2025")."""
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


def _language_of(lines: tuple[BodyLine, ...]) -> str:
    """Tell Vietnamese from English by its letters."""
    sample = " ".join(line.text for line in lines[:60])[:20_000].lower()
    return "vi" if len(_VIETNAMESE.findall(sample)) * 50 > len(sample) else "en"


def _printed_years(lines: tuple[BodyLine, ...]) -> tuple[int | None, int | None]:
    """Give the latest years of the full dates near the top: of datelines, and of the resolutions they speak of."""
    own: list[int] = []
    passed: list[int] = []
    for line in lines[:_DATELINE_LINES]:
        for match in _PRINTED_DAY.finditer(line.text[:_TOP_OF_LINE]):
            year = int(next(filter(None, match.groups())))
            before = line.text[max(0, match.start() - 60) : match.start()].lower()
            if _AHEAD.search(before):
                continue
            (passed if _is_of_a_document(before) else own).append(year)
    return max(own, default=None), max(passed, default=None)


def _titled(lines: tuple[BodyLine, ...], lang: str) -> tuple[int | None, str]:
    """Give the last year that the title names, and of what kind it is; that of a day is none of a report."""
    for line in lines[:_TITLE_LINES]:
        text = _VISION.sub(" ", _PRINTED_DAY.sub(" ", line.text))
        years = [int(match[1]) + (match[2] is not None) for match in _BARE_YEAR.finditer(text)]
        if years and not text.rstrip().endswith(_NO_TITLE):
            low = lower(text)
            kind = heading_of(low, lang, _LONGEST_TITLE) or ("target" if names_plan(low, lang) else "")
            return years[-1], kind if kind == "target" else ""
    return None, ""


def _is_of_a_document(before: str) -> bool:
    return _DOCUMENT_NAME.search(before) is not None or _OPEN_BRACKET.search(before) is not None
