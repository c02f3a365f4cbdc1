"""The passages that claims are cut from: what the original says around a quote, and of the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from hntrack.checks.claims import users
from hntrack.checks.shared import at
from hntrack.checks.words import figure, languages
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Claim, Measurement, Source, Target
from hntrack.text.fold import fold, nfc

_WORD = re.compile(r"\w+")
_FULL_DATE = re.compile(
    r"(?<![0-9])[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
)
_BLANKS = re.compile(r"\s+")
_END = re.compile(r"[.!?;…](?=\s|$)")
_DENIED = MappingProxyType(
    {
        "vi": re.compile(
            r"(?<!\w)(?P<word>chưa|không|chẳng|không thể|chưa được)"
            r"(?: (?:đạt|là|có|được|phải|thể|phải là|còn|đứng|thuộc))*\s*$"
        ),
        "en": re.compile(
            r"(?<!\w)(?P<word>not|never|no longer|fail(?:s|ed)? to|without)"
            r"(?: (?:yet|be|been|reach|reached|a|the))*\s*$"
        ),
    }
)
_AIMED = MappingProxyType(
    {
        "vi": re.compile(
            r"(?<!\w)(?P<word>mục tiêu|phấn đấu|đặt mục tiêu|chỉ tiêu|kế hoạch|dự kiến|dự báo|kỳ vọng)"
            r"(?: (?:đạt|là|có|tới|đến|sẽ))*\s*$"
        ),
        "en": re.compile(
            r"(?<!\w)(?P<word>target of|target is|aim of|aims? (?:to|for)|goal of|plans? to"
            r"|(?:expected|projected|forecast)(?: to)?)(?: (?:reach|have|be|at))*\s*$"
        ),
    }
)
_DUE = MappingProxyType(
    {
        "vi": re.compile(
            r"(?<!\w)(?:(?:đến|tới|vào|trước|trong|hết|cuối)\s*+)?năm ((?:19|20)[0-9]{2})(?![0-9])"
        ),
        "en": re.compile(r"(?<!\w)(?:by|in|until|before|end of|during|for) ((?:19|20)[0-9]{2})(?![0-9])"),
    }
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip


def held_passages(catalog: Catalog, source: Source, original: Sequence[str]) -> tuple[Problem, ...]:
    """Hold what the claims of a document, and the document's own entry, say against the text around the quotes.

    Args:
        catalog: Whose facts rest on the claims.
        source: The document.
        original: The lines of its original.

    Returns:
        Quotes cut before a bound, a negation or a word of aim; sentences whose year is another one; a title, an
        author or a printed date that the original does not have.
    """
    lines = [_plain(line) for line in original]
    used = users(catalog)
    found: list[Problem] = [*_document(source, lines)]
    for claim in source.claims:
        for lang in languages(source.language):
            place = _place(claim, lines)
            if place is not None:
                line, start, end = place
                by = used.get(f"{source.id}/{claim.id}", ())
                found += _around(catalog, claim, by, (line, start, end), lang)
    return tuple(found)


def _place(claim: Claim, lines: Sequence[str]) -> tuple[str, int, int] | None:
    words = _plain(claim.as_printed)
    line = lines[claim.line - 1] if 1 <= claim.line <= len(lines) else ""
    start = line.find(words)
    return (line, start, start + len(words)) if start >= 0 and words else None


def _around(
    catalog: Catalog, claim: Claim, by: Sequence[Target | Measurement], place: tuple[str, int, int], lang: str
) -> Iterator[Problem]:
    line, start, end = place
    before = line[_sentence_start(line, start) : start].lower()
    told = {"words": claim.as_printed, "line": claim.line}
    denied = _DENIED[lang].search(before) if by else None
    if denied is not None:
        yield problem("quote-cut", at(claim, "as_printed"), **told, left_out=f"{denied['word']} …")
    elif any(_is_past(one) for one in by) and (aimed := _AIMED[lang].search(before)):
        yield problem("quote-cut", at(claim, "as_printed"), **told, left_out=f"{aimed['word']} …")
    else:
        left_out = _bound_left_out(catalog, by, place, lang)
        if left_out:
            yield problem("quote-cut", at(claim, "as_printed"), **told, left_out=left_out)
    for fact in by:
        years = _other_years(fact, line, (start, end), lang)
        if years:
            period = fact.milestone if isinstance(fact, Target) else fact.period
            where = at(fact, "milestone", "period", "id")
            yield problem(
                "passage-year-differs", where, id=fact.id, years=years, period=period, line=claim.line
            )


def _is_past(fact: Target | Measurement) -> bool:
    """Whether a fact says what was; an aim and a forecast say what is to be."""
    return isinstance(fact, Measurement) and fact.obs_status != "forecast"


def _bound_left_out(
    catalog: Catalog, by: Sequence[Target | Measurement], place: tuple[str, int, int], lang: str
) -> str:
    """Give the words of a bound that stand right before or behind the quote and are not in it."""
    from hntrack.text.quantity import find_quantities  # noqa: PLC0415  (its tables cost time)

    line, start, end = place
    quote = line[start:end]
    fact = next((one for one in by if one.value is not None), None)
    if fact is None or fact.value is None:
        return ""
    indicator = catalog.indicator.get(fact.indicator)
    relative = isinstance(fact, Target) and fact.relative_to is not None
    said = figure(quote, lang, fact.value, SCALES[indicator.scale] if indicator and not relative else 0)
    if said is None or said.comparator is not None or said.qualifier != "exact":
        return ""
    number = (start + said.spans[0][0], start + said.spans[0][1])
    whole = next(
        (
            quantity
            for quantity in find_quantities(line, lang)
            if quantity.spans and quantity.spans[0] == number
        ),
        None,
    )
    if whole is None or (whole.comparator is None and whole.qualifier == "exact"):
        return ""
    return line[whole.start : start].strip() or line[end : whole.end].strip()


def _other_years(fact: Target | Measurement, line: str, span: tuple[int, int], lang: str) -> str:
    """Give the years of the sentence where none of them is the fact's; its head counts before what follows."""
    period = fact.milestone if isinstance(fact, Target) else None
    if period is None:
        return ""
    first, last = _full_sentence(line, span)
    # The year that stands before the quote governs it; only without one, that behind it.
    before = _DUE[lang].findall(line[first : span[0]].lower())
    inside = _DUE[lang].findall(line[span[0] : span[1]].lower())
    behind = _DUE[lang].findall(line[span[1] : last].lower())
    named = {int(one) for one in (inside or before or behind[:1])}
    wanted = set(range(period.start.year, period.end.year + 1))
    return ", ".join(str(one) for one in sorted(named)) if named and not named & wanted else ""


def _full_sentence(line: str, span: tuple[int, int]) -> tuple[int, int]:
    """Give the sentence of a quote; a semicolon does not end it: lists hang on the year at their head."""
    first = 0
    for mark in re.finditer(r"[.!?…](?=\s)", line[: span[0]]):
        first = mark.end()
    end = re.compile(r"[.!?…](?=\s|$)").search(line, span[1])
    return first, end.start() if end else len(line)


def _sentence_start(line: str, at_: int) -> int:
    found = [m.end() for m in _END.finditer(line, 0, at_)]
    return found[-1] if found else 0


def _document(source: Source, lines: Sequence[str]) -> Iterator[Problem]:
    """The words of title and author stand on a line of the original; a date that is called printed is printed."""
    for field, said in (("title", source.title), ("author", source.author)):
        if said and not any(_in_order(said, line) for line in lines):
            yield problem("document-differs", at(source, field), field=field, said=said, file=source.original)
    published = source.published
    if published.period is None or published.basis != "printed":
        return
    whole = fold(" ".join(lines))
    forms = _written(published.period.start, whole=published.period.start == published.period.end)
    if not any(re.search(form, whole) for form in forms):
        code = "date-differs" if _FULL_DATE.search(whole) else "date-not-printed"
        where = at(source, "published.date", "published")
        yield problem(code, where, day=published.period, file=source.original)


def _in_order(said: str, line: str) -> bool:
    """Whether a line has these words in their order, whatever stands between them."""
    words = iter(_WORD.findall(fold(line)))
    return all(word in words for word in _WORD.findall(fold(said)))


def _written(day: date, *, whole: bool) -> tuple[str, ...]:
    """Give patterns for a day, or only its year and month, as texts print it (folded)."""
    if not whole:
        return (rf"(?<![0-9]){day.year}(?![0-9])",)
    d, m, y, name = day.day, day.month, day.year, _MONTHS[day.month - 1]
    return (
        rf"(?<![0-9])0?{d}\s?[/.\-]\s?0?{m}\s?[/.\-]\s?{y}(?![0-9])",
        rf"(?<![0-9]){y}[/.\-]0?{m}[/.\-]0?{d}(?![0-9])",
        rf"(?<![0-9])0?{d} thang 0?{m},? nam {y}",
        rf"(?<![0-9])0?{d}(?:st|nd|rd|th)? (?:of )?(?:{name}|{name[:3]}),? {y}",
        rf"(?:{name}|{name[:3]})\.? 0?{d}(?:st|nd|rd|th)?,? {y}",
    )


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", nfc(text)).strip()
