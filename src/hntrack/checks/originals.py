"""Documents that we cite: do they still hold the words of each claim, and what stands around these words?

:func:`verify` holds a document's claims against the bytes of its original, :func:`held_passages` the passages that
were kept with the claims.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from hntrack.checks.printed import figure, languages, users
from hntrack.checks.shared import at
from hntrack.classes import TYPE_CHECKING
from hntrack.documents.anchors import Anchor, Quote, Scroll, find_quote, plain
from hntrack.documents.lines import Document, Place, read_text
from hntrack.errors import Problem, declare, error, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Claim, Measurement, Source, Target
from hntrack.text.characters import fold, nfc
from hntrack.text.messages import Message, _

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity

_BOM = b"\xef\xbb\xbf"
_SHORT = 12

declare(
    "verifying",
    {
        "quote-cut": error(
            "“{words}” (line {line}) leaves out “{left_out}”, which stands right beside it in the original.",
            "Cite those words too, then correct the figure accordingly.",
        ),
        "passage-year-differs": error(
            "The sentence on line {line} speaks of {years}, but {id} is about {period}.",
            "Read the original again, then correct the fact, its date, or the words here.",
        ),
        "document-differs": error(
            "The {field} “{said}” does not stand in {file}.",
            "Give it as the document prints it, or unknown where it does not say.",
        ),
        "date-differs": error(
            "The date {day} is said to be printed (basis: printed), but {file} prints other dates only.",
            "Give the date as printed; if it is known otherwise, set basis to given or inferred and say how in a note.",
        ),
        "date-not-printed": warning(
            "The date {day} is said to be printed (basis: printed), but {file} prints no full date.",
            "Set basis to given (you know it from elsewhere) or inferred (and say how in a note).",
        ),
        "original-missing": error(
            "The original {file} of {source} is not there.",
            "Put the original into the folder, or name another folder with --originals.",
        ),
        "original-differs": error(
            "The original {file} is no longer the bytes that were read (SHA-256 {found}, not {wanted}).",
            (
                "Find the version that was read; if the document really changed, read it again, then correct "
                "hash and claims."
            ),
        ),
        "original-line-ends-differ": warning(
            "The original {file} differs in its line ends or byte order mark only; the text is the same.",
            "Nothing needs to be done; store it in its old form to silence this.",
        ),
        "original-unicode-differs": warning(
            (
                "The original {file} differs in its Unicode form only (composed or decomposed marks); the "
                "text is the same."
            ),
            "Nothing needs to be done; store it in the form NFC to silence this.",
        ),
        "claim-moved": warning("“{words}” does not stand {where} but {now}.", "Set {field} to {to}."),
        "claim-figure-changed": error(
            "“{found}” now stands {now}, not “{words}”.",
            "Read the original again: was it cited wrongly, or has the document changed its figure?",
        ),
        "claim-not-found": error(
            "“{words}” stands neither {where} nor anywhere else in {file}.",
            "Read the document there again and cite the words as they stand.",
        ),
        "claim-words-changed": error(
            "“{found}” now stands {now}, not “{words}”.",
            "Read the original again: the words around the quote are there, its own have changed.",
        ),
        "speaker-not-found": error(
            "“{name}” stands nowhere at or before “{words}”.",
            "Give name and post as the document prints them, or leave them out.",
        ),
    },
)


def verify(
    source: Source, original: bytes | None, document: Document | None = None, *, strict: bool = False
) -> tuple[Problem, ...]:
    """Hold a document's citations against the bytes of its original, read as a document or as plain text.

    Returns:
        What differs: the bytes (or merely their line ends or Unicode form); words that moved (an error if ``strict``),
        that changed, that now stand there with another figure, or that are not there; a speaker not named before them.
    """
    if original is None:
        return (problem("original-missing", at(source, "original"), file=source.original, source=source.id),)
    scroll = Scroll(document or read_text(original.decode("utf-8", "replace")))
    found = [
        *_bytes(source, original),
        *(p for claim in source.claims for p in _claim(source, claim, scroll)),
    ]
    if strict:
        found = [one._replace(severity="error") if one.code == "claim-moved" else one for one in found]
    return tuple(found)


def _bytes(source: Source, original: bytes) -> Iterator[Problem]:
    found = hashlib.sha256(original).hexdigest()
    if found == source.sha256:
        return
    where = at(source, "original.sha256", "original")
    form = _other_form(original, source.sha256)
    if form:
        yield problem(form, where, file=source.original)
    else:
        told = {"found": f"{found[:_SHORT]}…", "wanted": f"{source.sha256[:_SHORT]}…"}
        yield problem("original-differs", where, file=source.original, **told)


def _other_form(original: bytes, wanted: str) -> str:
    """Give the code of what alone differs from the bytes that were read; empty where the text does too."""
    for name, variant in _variants(original):
        if hashlib.sha256(variant).hexdigest() == wanted:
            return name
    return ""


def _variants(original: bytes) -> Iterator[tuple[str, bytes]]:
    bare = original.removeprefix(_BOM)
    unix = bare.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    ends = (unix, unix.replace(b"\n", b"\r\n"), unix.rstrip(b"\n"), unix.rstrip(b"\n") + b"\n")
    for data in (*ends, *(_BOM + end for end in ends)):
        yield "original-line-ends-differ", data
    try:
        text = unix.decode()
    except UnicodeDecodeError:
        return
    for form in ("NFC", "NFD", "NFKC"):
        changed = unicodedata.normalize(form, text).encode()
        for data in (changed, changed.replace(b"\n", b"\r\n"), changed.rstrip(b"\n"), _BOM + changed):
            yield "original-unicode-differs", data


def _claim(source: Source, claim: Claim, scroll: Scroll) -> Iterator[Problem]:
    is_text = scroll.document.form == "text"
    place = _place_of(claim, is_text=is_text)
    anchor = find_quote(scroll, Quote(claim.as_printed, claim.before or "", claim.after or ""), place)
    told = {"words": claim.as_printed, "where": _in_words(place)}
    field = "place" if claim.place is not None else "line"
    now = anchor.place or place
    if anchor.state == "gone":
        yield problem("claim-not-found", at(claim, "as_printed"), file=source.original, **told)
        return
    if anchor.state == "moved":
        to = str(now.line) if field == "line" else _as_field(now)
        yield problem("claim-moved", at(claim, field), now=_in_words(now), field=field, to=to, **told)
    elif anchor.state in ("figure-changed", "words-changed"):
        code = f"claim-{anchor.state}"
        yield problem(code, at(claim, "as_printed"), found=anchor.words, now=_in_words(now), **told)
    if claim.said_by is not None:
        yield from _speaker(claim, scroll, anchor)


def _place_of(claim: Claim, *, is_text: bool) -> Place:
    """Give the place of a claim; only plain texts have lines that stay the same whoever reads them."""
    place = claim.place
    line = claim.line if is_text else 0
    if place is None:
        return Place(line)
    return Place(line, place.page, place.heading or "", place.paragraph, place.table, place.row, place.column)


def _speaker(claim: Claim, scroll: Scroll, anchor: Anchor) -> Iterator[Problem]:
    """The name stands at the words or before them, as printed; likewise the post."""
    speaker = claim.said_by
    assert speaker is not None, "asked for claims with a speaker only"
    line, offset = scroll.line_at(anchor.start)
    until = anchor.start - offset + len(plain(line.text))
    before = scroll.text[:until].casefold()
    for printed in (speaker.name, speaker.post):
        if printed and plain(printed).casefold() not in before:
            yield problem("speaker-not-found", at(claim, "said_by"), words=claim.as_printed, name=printed)


def _in_words(place: Place) -> Message:
    """Say where something stands, to follow on a verb: ``on page 3, in row 4, column 5 of table 1``."""
    if place.table is not None and place.column is not None:
        cell = {"table": place.table, "row": place.row, "column": place.column}
        if place.page is not None:
            return _(
                "on page {page}, in row {row}, column {column} of table {table}", page=place.page, **cell
            )
        return _("in row {row}, column {column} of table {table}", **cell)
    if place.page is not None:
        return _("on page {page}", page=place.page)
    if place.heading and place.paragraph is not None:
        return _("in paragraph {number} under “{heading}”", number=place.paragraph, heading=place.heading)
    return _("on line {line}", line=place.line) if place.line else _("in the document")


def _as_field(place: Place) -> str:
    """Give a place as a catalog writes it."""
    pairs = (
        ("page", place.page),
        ("heading", place.heading if place.table is None else None),
        ("paragraph", place.paragraph if place.table is None else None),
        ("table", place.table),
        ("row", place.row),
        ("column", place.column if place.table is not None else None),
    )
    return f"{{{', '.join(f'{name}: {value}' for name, value in pairs if value)}}}"


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
    """Hold what a document's claims and entry say against the text around the quotes, given as its lines.

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
    cut = figure(quote, lang, fact.value, _exponent(catalog, fact))
    if cut is None or _is_bound(cut):
        return ""
    number = (start + cut.spans[0][0], start + cut.spans[0][1])
    quantities = find_quantities(line, lang)
    whole = next((quantity for quantity in quantities if quantity.spans[:1] == (number,)), None)
    if whole is None or not _is_bound(whole):
        return ""
    return line[whole.start : start].strip() or line[end : whole.end].strip()


def _exponent(catalog: Catalog, fact: Target | Measurement) -> int:
    """Give the power of ten that a fact's value is given in; a change in percent has none."""
    indicator = catalog.indicator.get(fact.indicator)
    relative = isinstance(fact, Target) and fact.relative_to is not None
    return SCALES[indicator.scale] if indicator is not None and not relative else 0


def _is_bound(read: Quantity) -> bool:
    return read.comparator is not None or read.qualifier != "exact"


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
