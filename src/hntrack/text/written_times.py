"""Find the times that a text names, with the year and the part of it, and tell deadlines from dates of events."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from hntrack.languages import load_table
from hntrack.text.quantity_numbers import whole_words, words_pattern

_YEAR = r"(?:199|20\d)\d(?![\d%]|[.,]\d)"
_YEARS = re.compile(r"(?:199|20\d)\d(?!\d)")
_MARKS, _MARKS_AND_COMMA = re.compile(r"[.;:()]"), re.compile(r"[,.;:()]")
MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?!\\w)"
)
_PARTS = re.compile(rf"tháng|quý|nửa đầu|nửa cuối|quarter|half|months|(?<!\w)(?:q[1-4]|h[12]) ?\d|{MONTH}")
_MONTH_NUMBER = re.compile(r"tháng (\d{1,2})(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/\-](\d{1,2})[/\-]20\d\d")
_MONTHS = {
    "vi": re.compile(r"(\w{1,12}) tháng(?! \d)(?: (đầu|cuối|qua))?"),
    "en": re.compile(r"(\w{1,12} )?(\w{1,12}) months"),
}
_SHORT_END = re.compile(r"\d{4} ?[\-–—/] ?(\d\d)(?!\d)")
_FISCAL = re.compile(r"(?<!\w)fy ?(\d\d)$")
_DIGIT, _OPENING = re.compile(r"\d"), " \"“‘('"
_LOOK_BACK = 160
_NEW_YEAR = 3  # until March, "the past year" is the one before


class Time(NamedTuple):
    """A time that a text names.

    Attributes:
        start, end: Where.
        year: Its (last) year; ``None`` for "now".
        basis, role: As in the table ``times``; ``role`` may also be ``title``, ``vision`` for the farther of a plan's
            two deadlines, or ``began`` for the year in which something was founded, signed and the like.
        relative: Its year follows from the document's: "this year".
        partial: It is months or quarters of a year: what is said of them has been measured, unless it is promised.
        since: The first year of a period; ``None`` where it is one year.
        part: The part of its year that it names: ``06``, ``06-30``, ``Q3``, ``H1``, ``M9`` for its first nine months;
            ``""`` for none or several.
    """

    start: int
    end: int
    year: int | None
    basis: str
    role: str
    partial: bool = False
    relative: bool = False
    since: int | None = None
    part: str = ""


def find_times(low: str, lang: str, year: int | None = None, published: date | None = None) -> list[Time]:
    """Find the times of a lower-case text, in order, the longer one where two start alike.

    Args:
        low: The text.
        lang: Its language.
        year: The year of the document; what is named from it ("this year") is left out where it is unknown.
        published: Its day, where known: "quarter IV" is told of last year in January.
    """
    pattern, table = _pattern(lang, with_years="20" in low or "199" in low)
    found: list[Time] = []
    for match in pattern.finditer(low):
        time: Time | None = _read(match, table[match.lastgroup or ""], lang)
        if time and time.role == "when":
            time = time._replace(role=_role_in_name(time, low, lang))
        if time and time.year is None and time.role != "now":
            time = _resolve(time, match.group(), lang, found, (year, published))
        if time and time.basis == "by_end" and found and _is_vision(low, found[-1], time, lang):
            time = time._replace(role="vision")
        elif time and _is_beginning(low, time, year, lang):
            time = time._replace(role="began")
        if time:
            found.append(time)
    return found


def _read(match: re.Match[str], row: dict[str, Any], lang: str) -> Time:
    words, role = match.group(), row["role"]
    years = [] if role == "now" else _years(words)
    first = years[0] if len(years) > 1 and years[0] < years[-1] else None
    year = years[-1] if years else row.get("year")
    partial, part = _PARTS.search(words) is not None, part_of_year(words, lang)
    return Time(*match.span(), year, row["basis"], role, partial=partial, since=first, part=part)


def _role_in_name(time: Time, low: str, lang: str) -> str:
    """Give the role of a time, which may belong to the name of a plan or of a resolution before it."""
    if _in_title(low, time.start, lang):
        return "title"
    return "event" if time.basis == "during" and _names_document(low, time.start, lang) else time.role


def part_of_year(words: str, lang: str) -> str:
    """Give the part of a year that the words of a time name, as ``part`` of a time; ``""`` for none or several."""
    if lang == "vi" and (day := _DAY.search(words)):
        return _day(int(day[1]), int(day[2]))
    if months := _MONTHS[lang].search(words):
        return _months(months, lang)
    named: dict[str, str] = load_table("times", lang)["parts"]
    parts = {named[name] for name in _part_names(lang).findall(words)}
    parts.update(f"{int(number):02}" for number in _MONTH_NUMBER.findall(words) if 1 <= int(number) <= 12)
    return parts.pop() if len(parts) == 1 else ""


def _day(day: int, month: int) -> str:
    """Give a day of every year; of 29 February the month, and nothing of what no calendar has."""
    try:
        date(2024, month, day)
    except ValueError:
        return ""
    return f"{month:02}" if (day, month) == (29, 2) else f"{month:02}-{day:02}"


def _months(months: re.Match[str], lang: str) -> str:
    """Read "9 tháng đầu năm", "first nine months"; of the last months of a year only six are a part with a name."""
    count, which = (months[1], months[2] or "đầu") if lang == "vi" else (months[2], (months[1] or "").strip())
    number = _count(count, lang)
    if which in {"đầu", "first"} and 0 < number < 12:
        return "H1" if number == 6 else f"M{number}"
    return "H2" if which in {"cuối", "last", "final"} and number == 6 else ""


def _resolve(
    time: Time, words: str, lang: str, before: list[Time], written: tuple[int | None, date | None]
) -> Time | None:
    """Give a time without a year the year that follows from the document's, or ``None`` where nothing does."""
    year, published = written
    if time.role == "after" and before and before[-1].year:
        return time._replace(role="when", year=before[-1].year + _count(words, lang), relative=True)
    if time.role == "earlier":
        return _earlier(time, words, lang, before, year)
    if year is None:
        return None
    if time.role in {"compared", "ago"}:
        ago = _count(words, lang, 1) if time.role == "ago" else 1
        return time._replace(role="compared", year=year - ago, relative=True)
    partial = time.partial or (time.role in {"this", "last", "past"} and time.basis != "by_end")
    told = _relative_year(time.role, words, lang, year, published)
    return time._replace(role="when", year=told, partial=partial, relative=True)


def _earlier(time: Time, words: str, lang: str, before: list[Time], year: int | None) -> Time | None:
    """Read "a year earlier", "the year before": than the time before it, else than the document's year."""
    known = next((other.year for other in reversed(before) if other.year), year)
    if known is None:
        return None
    return time._replace(role="compared", year=known - _count(words, lang, 1), relative=True)


def _relative_year(role: str, words: str, lang: str, year: int, published: date | None) -> int:
    if role == "decade":
        return -(-year // 10) * 10
    if role in {"ahead", "after"}:
        return year + _count(words, lang)
    if role == "past":
        return year - (published is not None and published.month <= _NEW_YEAR)
    if role == "next":
        return year + 1
    if role == "last":
        return year - 1
    month = _last_month(words, lang)
    return year - (published is not None and 0 < published.month < month)


def _last_month(words: str, lang: str) -> int:
    part = part_of_year(words, lang)
    if part.startswith("Q"):
        return 3 * int(part[1:])
    return int(part[:2]) if part[:2].isdigit() else 0


@cache
def _part_names(lang: str) -> re.Pattern[str]:
    names = sorted(load_table("times", lang)["parts"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(names)})(?!\w)")


def _count(words: str, lang: str, default: int = 0) -> int:
    """Read how many years are told: ``trong 5 năm tới``, ``within ten years``."""
    numbers: dict[str, int] = load_table("times", lang)["numbers"]
    if digits := re.search(r"\d{1,2}", words):
        return int(digits.group())
    if "decade" in words:
        return 10
    for word in words.split():
        if word in numbers:
            return numbers[word]
    return default


def _years(words: str) -> list[int]:
    """Give the years of some words; ``2024-25`` ends in 2025."""
    found = [int(year) for year in _YEARS.findall(words)]
    if not found and (fiscal := _FISCAL.search(words)):
        return [2000 + int(fiscal[1])]
    short = _SHORT_END.search(words)
    if short and found:
        last = found[-1] // 100 * 100 + int(short[1])
        if last > found[-1]:
            # "2024-25" is the year that ends in 2025, not two years
            return [last] if last - found[-1] == 1 and len(found) == 1 else [*found, last]
    return found


def _in_title(low: str, start: int, lang: str) -> bool:
    """Whether a deadline belongs to the name of a strategy, plan or programme just before it."""
    before = _MARKS.split(low[max(0, start - _LOOK_BACK) : start])[-1]
    if before.rstrip().endswith(","):
        return False  # "Theo kế hoạch, đến năm 2030 …"
    title = load_table("times", lang)["title"]
    nouns = [m.start() for m in _words(tuple(title["nouns"])).finditer(before)]
    if not nouns:
        return False
    between = before[nouns[-1] :]
    return not any(word in between for word in title["not_between"])


def names_plan(low: str, lang: str) -> bool:
    """Whether a title names a strategy, plan or programme."""
    return _words(tuple(load_table("times", lang)["title"]["nouns"])).search(low) is not None


def _is_vision(low: str, before: Time, time: Time, lang: str) -> bool:
    """Whether a deadline is the farther one of a plan: ``đến năm 2030, tầm nhìn đến năm 2045``."""
    if before.year is None:
        return False
    visions = "|".join(load_table("times", lang)["title"]["visions"])
    joined = rf",? ?(?:(?:with|and|và|với) )?(?:an? |the |its )?(?:{visions})(?!\w)"
    return re.match(joined, low[before.end : time.end]) is not None


def _is_beginning(low: str, time: Time, year: int | None, lang: str) -> bool:
    """Whether a past year is that of an event without a figure: ``a fund launched in 2019 now serves 400``."""
    if time.role not in {"when", "title"} or time.basis not in {"during", "at"}:
        return False
    if time.year is None or (year is not None and time.year > year):
        return False
    before = _MARKS_AND_COMMA.split(low[max(0, time.start - _LOOK_BACK) : time.start])[-1]
    near, far, with_it = _events(lang)
    if before.strip(_OPENING).startswith(tuple(load_table("times", lang)["events"]["then"])):
        return False  # "when it was launched in 2019, only 12% had one"
    word = (near if time.role == "title" else far).search(before)
    return word is not None and not _DIGIT.search(before) and not with_it.match(low, time.end)


@cache
def _events(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Give what shows an event right before its year, further before it, and that a figure of then follows."""
    table = load_table("times", lang)["events"]
    verb = rf"^(?!.*(?:{whole_words(table['ahead'])})(?!\w)).*(?:{whole_words(table['verbs'])})"
    with_it = rf",? ?(?:{words_pattern(table['with'])})(?!\w)[^,;.]{{0,60}}\d"
    return (
        re.compile(rf"{verb}(?: \w+)? ?$"),
        re.compile(rf"{verb}(?: [\w’'-]+){{0,9}} ?$"),
        re.compile(with_it),
    )


def _names_document(low: str, start: int, lang: str) -> bool:
    """Whether a year stands in the name of a resolution or law: ``Nghị quyết 57-NQ/TW năm 2024``."""
    before = _MARKS_AND_COMMA.split(low[max(0, start - 40) : start])[-1]
    return _words(tuple(load_table("times", lang)["title"]["dated"])).search(before) is not None


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(words)})(?!\w)")


@cache
def _pattern(lang: str, *, with_years: bool) -> tuple[re.Pattern[str], dict[str, dict[str, Any]]]:
    """Give the pattern of all times, or only of those without a year, for texts that cannot hold one."""
    rows = [row for row in load_table("times", lang)["time"] if with_years or "Y" not in row["pattern"]]
    table = {f"t{i}": row for i, row in enumerate(rows)}
    # The group that names a form is empty and stands at its end, so that a form may begin with its letter.
    parts = [f"(?:{_regex(row['pattern'], lang)})(?P<{name}>)" for name, row in table.items()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"), table


def _regex(pattern: str, lang: str) -> str:
    optional = "\x00"  # a blank that may be missing; set apart while the other blanks are widened
    numbers = "|".join(sorted(load_table("times", lang)["numbers"], key=len, reverse=True))
    widened = pattern.replace(" ?", optional).replace(" ", r"[ \u00a0]{1,9}").replace(optional, r"[ \u00a0]?")
    widened = re.sub(r"(?<![A-Z\\])N(?![A-Z])", lambda _: rf"(?:\d{{1,2}}|{numbers})", widened)
    return widened.replace("MONTH", MONTH).replace("Y", _YEAR)
