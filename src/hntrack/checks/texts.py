"""Texts: composed, without anything hidden, in both languages; citations short and placed.

And what is recorded and no word of the claim says, and what its words say and nobody recorded.  No original is
needed: the quote, both readings and the curator's notes stand in the catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from hntrack.checks.printed import users
from hntrack.checks.shared import Placed, at, check, facts
from hntrack.classes import Any, NamedTuple, late
from hntrack.errors import Problem, Where, error, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS
from hntrack.model.records import Act, Claim, Indicator, Measurement, Source, Target
from hntrack.text.characters import fold, is_hidden, nfc
from hntrack.text.messages import REQUIRED, Wording
from hntrack.text.numbers import READABLE
from hntrack.text.periods import Period

# A citation is a few words; more would be copying the document.
LONGEST_CITATION = 12

_TEXTS = frozenset({"text", "text_or_unknown", "wording"})

_Text = tuple[Placed, str, str | Wording | None]


@check(
    {
        "text-not-nfc": error(
            "Texts of this file are not composed Unicode (NFC): {count}, the first “{text}”.",
            "Convert the file to NFC (uconv -x any-nfc, or save it again in an editor that composes).",
        ),
        "text-hides-character": error(
            "The text hides a character that nobody sees, {codepoint}: “{text}”.", "Delete that character."
        ),
    }
)
def forms_of_texts(catalog: Catalog) -> Iterator[Problem]:
    """Every text is in NFC and shows all it holds; line ends stand in notes only.

    What is decomposed is named once a file: one keyboard or one copied page decomposes all of it.
    """
    decomposed: dict[str, tuple[Where, str, int]] = {}
    for record, field, text in texts_of(catalog):
        for name, one in _languages(field, text):
            if one.isascii() and one.isprintable():
                continue
            if one != nfc(one):
                where = at(record, name)
                first, text_, count = decomposed.get(where.file, (where, one, 0))
                decomposed[where.file] = (first, text_, count + 1)
            hidden = next((c for c in one if _is_hidden(c, field)), None)
            if hidden is not None:
                yield problem(
                    "text-hides-character", at(record, name), codepoint=f"U+{ord(hidden):04X}", text=one
                )
    for where, one, count in decomposed.values():
        yield problem("text-not-nfc", where, text=one, count=count)


@check(
    {
        "wording-in-one-language": warning(
            "{field} is missing its {missing} text.",
            "Add it; until then the other language is shown instead.",
        ),
    }
)
def languages_of_wordings(catalog: Catalog) -> Iterator[Problem]:
    """A text is there in each language that the catalog's head names; in Vietnamese and English where it names none."""
    required = catalog.languages or REQUIRED
    for record, field, text in texts_of(catalog):
        missing = (
            [lang for lang in required if not text.get(lang).strip()] if isinstance(text, Wording) else []
        )
        if missing:
            yield problem(
                "wording-in-one-language", at(record, field), field=field, missing=", ".join(missing)
            )


@check(
    {
        "as-printed-too-long": error(
            "The citation is {words} words long; {most} is the most.",
            "Keep the few words around the figure: the article is somebody else's.",
        ),
    }
)
def lengths_of_citations(catalog: Catalog) -> Iterator[Problem]:
    """As-printed words are few."""
    for record, field, text in texts_of(catalog):
        words = len(text.split()) if isinstance(text, str) and field.endswith("as_printed") else 0
        if words > LONGEST_CITATION:
            yield problem("as-printed-too-long", at(record, field), words=words, most=LONGEST_CITATION)


@check(
    {
        "act-number-unread": warning(
            "'{number}' is not the number of an act as such acts are numbered.",
            "Write number and sign as the act prints them: 57-NQ/TW, 43/KH-UBND, 39/2024/QH15.",
        ),
        "act-kind-differs": error(
            "The number {number} is that of another kind of act: {found}, not {kind}.",
            "Correct kind or number.",
        ),
    }
)
def numbers_of_acts(catalog: Catalog) -> Iterator[Problem]:
    """A number is read whole by the grammar of numbers, and as that of an act of its kind."""
    if not catalog.acts:
        return
    from hntrack.documents.acts import find_acts, kind_names  # noqa: PLC0415  (only catalogs with acts pay for the grammar)

    for act in catalog.acts:
        found = find_acts(act.number)
        if len(found) != 1 or found[0].printed != act.number:
            yield problem("act-number-unread", at(act, "number"), number=act.number)
        elif act.kind not in (found[0].kind, *_SAME_SIGN.get(found[0].kind, ())):
            printed, written = (Wording(*kind_names(kind)) for kind in (found[0].kind, act.kind))
            yield problem("act-kind-differs", at(act, "kind"), number=act.number, found=printed, kind=written)


# Kinds that bear the sign of another one: the Party's regulations that of decisions; of assemblies, the year alone.
_SAME_SIGN = {
    "decision": ("regulation",),
    "law": ("resolution", "ordinance", "order"),
    "resolution": ("ordinance",),
}


def texts_of(catalog: Catalog) -> Iterator[_Text]:
    """Give every text of the catalog: the record, the field in it, and the text or the wording."""
    yield from _of(catalog, "catalog")
    stages = (stage for indicator in catalog.indicators for stage in indicator.stages)
    for named in (*catalog.goals, *catalog.units, *stages):
        yield from _of(named, "named")
    for area in catalog.areas:
        yield from _of(area, "area")
    for act in catalog.acts:
        yield from _of(act, "act")
    for indicator in catalog.indicators:
        yield from _of(indicator, "indicator")
    for target in catalog.targets:
        yield from _of(target, "target")
    for measurement in catalog.measurements:
        yield from _of(measurement, "measurement")
    for source in catalog.sources:
        yield from _of(source, "source")
        for claim in source.claims:
            yield from _of(claim, "claim")


def _of(record: Placed, kind: str) -> Iterator[_Text]:
    """Give the texts of a record, those inside it too (``cited.title``)."""
    for field, steps in _text_fields(kind):
        value: Any = record
        for step in steps:
            value = None if value is None else getattr(value, step)
        yield record, field, value


@cache
def _text_fields(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the fields that hold texts: dotted names as places have them, and attributes."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for field in RECORDS[kind]:
        own = () if field.spread else (field.in_model,)
        if field.kind in _TEXTS:
            found.append((field.name, own))
        elif field.kind == "record":
            found += ((f"{field.name}.{name}", (*own, *steps)) for name, steps in _text_fields(field.of))
    return tuple(found)


def _languages(field: str, text: str | Wording | None) -> Iterator[tuple[str, str]]:
    if isinstance(text, Wording):
        yield from ((f"{field}.{lang}", said) for lang, said in text.texts.items())
    elif text is not None:
        yield field, text


def _is_hidden(character: str, field: str) -> bool:
    if character == "\n":
        return not field.endswith(("note", "why", "reading", "set_aside", "stated"))
    return is_hidden(character)


# Years and days that ids and texts name: no digit of them slipped, and each language names the same.
#
# What no original is needed for: ``3030`` where the fact is about 2030, ``2026-2020`` in the id of a period that starts
# in 2016, a note whose two languages name different days, an act of a day after the document that speaks of it.

_MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
                ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"), ("october", "oct"),
                ("november", "nov"), ("december", "dec"),
            ),
            start=1,
        )
        for name in names
    }
)  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_D, _M, _Y = r"(?P<d>[0-9]{1,2})", r"(?P<m>[0-9]{1,2})", r"(?P<y>[0-9]{4})(?![0-9]|[.,][0-9])"
_ISO = rf"(?<![0-9-]){_Y}-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9-])"
_DATES = MappingProxyType(
    {
        "vi": tuple(
            late(form, re.IGNORECASE)
            for form in (
                _ISO,
                rf"(?<![0-9/.-]){_D}[/.-]{_M}[/.-]{_Y}",
                rf"(?<![0-9]){_D} tháng {_M} năm {_Y}",
                rf"\btháng {_M}(?:[/.-]| năm ){_Y}",
            )
        ),
        "en": tuple(
            late(form, re.IGNORECASE)
            for form in (
                _ISO,
                rf"(?<![0-9]){_D} (?P<n>{_NAMES}) {_Y}",
                rf"\b(?P<n>{_NAMES}) {_D}, {_Y}",
                rf"\b(?P<n>{_NAMES}) {_Y}",
            )
        ),
    }
)
_YEAR = late(r"(?:19|20)[0-9]{2}")
_FOUR = late(r"(?<![0-9.,/-])[1-9][0-9]{3}(?![0-9]|[.,][0-9]|[-/&][A-ZĐ]|/[a-zđ])")
_BEFORE_YEAR = late(
    r"(?:năm|từ|đến|tới|trước|sau|cuối|đầu|quý|giai đoạn|mốc|và"
    r"|in|by|since|from|to|until|till|before|after|of|for|and|year|milestones?|[–(]|\b[1-9][0-9]{3},) ?$",
    re.IGNORECASE,
)
_IN_ID = late(r"(?:^|-)([1-9][0-9]{3})(?=-|$)")
_SPAN_IN_ID = late(r"(?:^|-)((?:19|20)[0-9]{2})-((?:19|20)[0-9]{2})(?=-|$)")


class Dates(NamedTuple):
    """What a text names: days and months in ISO form, years, and groups of four digits that stand as years do."""

    days: frozenset[str]
    months: frozenset[str]
    years: frozenset[str]
    groups: frozenset[str]


@lru_cache(maxsize=4096)
def dates_of(text: str, lang: str) -> Dates:
    """Find the days, months and years that a text names, as its language writes them."""
    days, months, years = set(), set(), set()
    rest = text
    for form in _DATES[lang]:
        for match in form.finditer(rest):
            parts = match.groupdict()
            month = _MONTHS[parts["n"].lower()] if parts.get("n") else int(parts["m"])
            months.add(f"{parts['y']}-{month:02}")
            years.add(parts["y"])
            if parts.get("d"):
                days.add(f"{parts['y']}-{month:02}-{int(parts['d']):02}")
        rest = form.sub(" ", rest)
    groups = {
        match[0]
        for match in _FOUR.finditer(rest)
        if _BEFORE_YEAR.search(rest, max(match.start() - 12, 0), match.start())
    }
    years |= {year for year in groups if _YEAR.fullmatch(year)}
    return Dates(frozenset(days), frozenset(months), frozenset(years), frozenset(groups | years))


@check(
    {
        "languages-date-differently": warning(
            "The languages of {field} name different dates: {vi} (vi), {en} (en).",
            "Read the document again, and correct the language in which it slipped.",
        ),
    },
    also=("year-slipped",),
)
def dates_in_two_languages(catalog: Catalog) -> Iterator[Problem]:
    """The Vietnamese and the English of a text name the same days, months and years, where both name some."""
    for record, field, text in texts_of(catalog):
        if (
            not isinstance(text, Wording)
            or field == "reading"
            or not all(_has_digits(text.get(lang)) for lang in READABLE)
        ):
            continue
        vi, en = (dates_of(text.get(lang), lang) for lang in READABLE)
        told = _differences(vi, en)
        if told:
            yield problem("languages-date-differently", at(record, f"{field}.en", field), field=field, **told)
        else:
            yield from _against_each_other(record, field, vi, en)


def _differences(vi: Dates, en: Dates) -> dict[str, str]:
    """Give what either language names and the other does not: days, or else months, or else years."""
    for own, other in zip(vi[:3], en[:3], strict=True):
        if own and other and own != other:
            return {"vi": _listed(own - other), "en": _listed(other - own)}
    return {}


def _against_each_other(record: Placed, field: str, vi: Dates, en: Dates) -> Iterator[Problem]:
    yield from _slips(record, f"{field}.vi", vi.groups - en.years, en.years)
    yield from _slips(record, f"{field}.en", en.groups - vi.years, vi.years)


@check(
    {
        "year-slipped": warning(
            "{field} bears {said}: that is {meant} with one digit wrong.",
            "Correct the digit. If it is a number and no year, group its thousands: 3.030 in Vietnamese, "
            "3,030 in English.",
        ),
    },
    also=("id-year-differs",),
)
def slipped_years(catalog: Catalog) -> Iterator[Problem]:
    """No group of four digits in an id, a quote or a reading is the fact's year with one digit changed."""
    for fact in facts(catalog):
        period = fact.milestone if isinstance(fact, Target) else fact.period
        if period is not None:
            yield from _in_id(fact, fact.id, _years(period))
            yield from _span(fact, fact.id, period)
    used = users(catalog)
    for key, (source, claim) in catalog.claim.items():
        by = used.get(key, ())
        periods = [fact.milestone if isinstance(fact, Target) else fact.period for fact in by]
        years = frozenset[str]().union(*(_years(period) for period in periods if period is not None))
        if len(periods) == 1 and periods[0] is not None:
            yield from _span(claim, claim.id, periods[0])
        yield from _of_claim(source, claim, years, by)


def _of_claim(
    source: Source, claim: Claim, years: frozenset[str], by: tuple[Target | Measurement, ...]
) -> Iterator[Problem]:
    figures = {format(fact.value, "f") for fact in by if fact.value is not None}
    told = {lang: dates_of(claim.reading.get(lang), lang) for lang in READABLE}
    named = frozenset[str]().union(*(dates.years for dates in told.values()))
    yield from _in_id(claim, claim.id, years or named)
    if years:
        for lang, dates in told.items():
            yield from _slips(claim, f"reading.{lang}", dates.groups - figures, years)
        lang = source.language[:2]
        if lang in _DATES:
            yield from _slips(claim, "as_printed", dates_of(claim.as_printed, lang).groups - figures, years)
    elif named:
        yield from _against_each_other(claim, "reading", told["vi"], told["en"])
        yield from _of_its_words(source, claim, named)


def _of_its_words(source: Source, claim: Claim, named: frozenset[str]) -> Iterator[Problem]:
    """The year in the id of what nothing uses is one that its readings name, or that of the document."""
    in_id = {year for year in _IN_ID.findall(claim.id) if _YEAR.fullmatch(year)}
    published = source.published.period.text[:4] if source.published.period else ""
    if in_id and not in_id & {*named, published}:
        told = {"id": claim.id, "years": _listed(in_id), "period": _listed(named)}
        yield problem("id-year-differs", at(claim, "id"), **told)


def _in_id(record: Target | Measurement | Claim, name: str, years: frozenset[str]) -> Iterator[Problem]:
    groups = {group for group in _IN_ID.findall(name) if not _YEAR.fullmatch(group)}
    if groups and years:
        yield from _slips(record, "id", frozenset(groups), years)


def _span(record: Target | Measurement | Claim, name: str, period: Period) -> Iterator[Problem]:
    """The two years at the end of an id are the first and the last of a period of several years."""
    span = _SPAN_IN_ID.search(name)
    if span is None or period.start.year == period.end.year:
        return
    if (int(span[1]), int(span[2])) != (period.start.year, period.end.year):
        yield problem(
            "id-year-differs", at(record, "id"), id=name, years=f"{span[1]}-{span[2]}", period=period
        )


def _slips(record: Placed, field: str, groups: frozenset[str], years: frozenset[str]) -> Iterator[Problem]:
    for group in sorted(groups):
        meant = [year for year in sorted(years) if _one_digit_off(group, year)]
        if meant and not _YEAR.fullmatch(group):
            where = at(record, field, field.partition(".")[0])
            yield problem("year-slipped", where, field=field, said=group, meant=meant[0])


def _one_digit_off(group: str, year: str) -> bool:
    return sum(digit != right for digit, right in zip(group, year, strict=True)) == 1


def _years(period: Period) -> frozenset[str]:
    return frozenset(
        str(year) for year in range(period.start.year, min(period.end.year, period.start.year + 200) + 1)
    )


def _has_digits(text: str) -> bool:
    return any("0" <= character <= "9" for character in text)


def _listed(named: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(named)) or "—"


@check(
    {
        "act-day-doubtful": warning(
            "The act {id} is dated {day}, which does not go with {other}.",
            "Correct the date or the number of the act; if another act was meant, name that as the basis.",
        ),
    }
)
def days_of_acts(catalog: Catalog) -> Iterator[Problem]:
    """An act bears a day before the document of the promise that rests on it, and the year that its number bears.

    Nor is it dated more than a year after the newest of all documents.
    """
    newest = max(catalog.sources, key=lambda source: source.published.known_on, default=None)
    for act in catalog.acts:
        if newest is not None and act.day is not None and _is_far_behind(act.day, newest):
            told = {"id": act.id, "day": act.day, "other": f"{newest.id} ({newest.published.known_on})"}
            yield problem("act-day-doubtful", at(act, "date"), **told)
        bears = re.search(r"/((?:19|20)[0-9]{2})/", act.number)
        if bears is not None and act.day is not None and int(bears[1]) != act.day.year:
            yield problem("act-day-doubtful", at(act, "date"), id=act.id, day=act.day, other=act.number)
    yield from _later_acts(catalog, {act.id: act for act in catalog.acts if act.day is not None})


def _is_far_behind(day: date, newest: Source) -> bool:
    return date.min < newest.published.known_on and day.year > newest.published.known_on.year + 1


def _later_acts(catalog: Catalog, acts: dict[str, Act]) -> Iterator[Problem]:
    for target in catalog.targets if acts else ():
        basis, stated = acts.get(target.basis or ""), catalog.claim.get(target.claim)
        known = stated[0].published.known_on if stated is not None else date.max
        if basis is not None and basis.day is not None and basis.day > known:
            told = {"id": basis.id, "day": basis.day, "other": f"{target.id} ({known})"}
            yield problem("act-day-doubtful", at(basis, "date"), **told)
            del acts[basis.id]  # once is enough


_HOLDS = late(
    r"(?<!\w)(?:duy trì|giữ|luôn|hằng năm|hàng năm|mỗi năm|từng năm|các năm|liên tục"
    r"|maintain|keep|kept|hold|always|annual(?:ly)?|every year|each year|yearly|a year|per year|remain|stay)",
    re.IGNORECASE,
)
_UNSURE = late(
    r"(?<!\w)(?:sơ bộ|ước|tạm|chưa chính thức|dự kiến|khoảng"
    r"|provisional|preliminary|estimat|interim|unofficial|about|not final)",
    re.IGNORECASE,
)
_FURTHER = late(
    r"(?<!\w)thêm (?:ít nhất |từ |khoảng |tối thiểu )?[0-9]"
    r"|[0-9] (?:further|additional)(?!\w)|(?<!\w)(?:another|a further|an additional) [0-9]",
    re.IGNORECASE,
)
_DUE = late(
    r"(?<!\w)(?:(?:đến|tới) (?:hết |cuối )?năm|by(?: the end of| end)?) (?P<year>20[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_DENIED = MappingProxyType(
    {
        "vi": late(
            r"(?<!\w)(?:chưa|không|chẳng)(?: hề)? (?:đạt|bằng|được|tới|đến mức|còn)(?!\w)", re.IGNORECASE
        ),
        "en": late(
            r"(?<!\w)(?:(?:did|has|have|had|was|were|is|are|does|do) (?:not|never)"
            r"|failed to|fell short|[a-z]+n['’]t)(?!\w)",
            re.IGNORECASE,
        ),
    }
)
_NEGATIVE = late(
    r"(?<!\w)(?:chưa|không|chẳng|not|never|no|fail\w*|without)(?!\w)|n['’]t(?!\w)", re.IGNORECASE
)
_SMALL_WORDS = frozenset(
    {"the", "and", "for", "with", "from", "that", "which", "share", "rate", "number", "of"}
    | {"ty", "le", "so", "luong", "cac", "cua", "nhung", "mot", "duoc", "trong", "tren"}
)

_Titled = tuple[Indicator, dict[str, frozenset[str]]]


def claims_of_facts(catalog: Catalog) -> Iterator[tuple[Target | Measurement, Source, Claim]]:
    """Give the targets and measurements that rest on a claim, with it and its document."""
    for fact in facts(catalog):
        pair = catalog.claim.get(fact.claim or "")
        if pair is not None:
            yield fact, *pair


@check(
    {
        "field-unsaid": warning(
            "{id} has {field}: {value}, but neither its quote nor a reading or note says so.",
            "Correct {field}, or say in the reading or a note where it comes from.",
        ),
    }
)
def unsaid_codes(catalog: Catalog) -> Iterator[Problem]:
    """What must hold every year, and what is provisional, is said so: in the quote, a reading or a note."""
    for fact, source, claim in claims_of_facts(catalog):
        indicator = catalog.indicator.get(fact.indicator)
        more = (fact.note, source.note, indicator.note if indicator else None)
        texts = _texts_of(claim, *more, fact.stated if isinstance(fact, Target) else None)
        if isinstance(fact, Target):
            # A milestone that is a year says of itself when it falls due; one that holds from now on needs a word.
            if fact.hold == "every_year" and not _HOLDS.search(texts):
                yield problem("field-unsaid", at(fact, "hold"), id=fact.id, field="hold", value=fact.hold)
        elif fact.obs_status in ("provisional", "estimated") and not _UNSURE.search(texts):
            told = {"id": fact.id, "field": "obs_status", "value": fact.obs_status}
            yield problem("field-unsaid", at(fact, "obs_status"), **told)


@check(
    {
        "words-unrecorded": warning(
            "The words of {id} say “{words}”, but its {field} is not given.",
            "Add {field}: {value}; or choose a quote and readings that do not say so.",
        ),
    }
)
def unrecorded_words(catalog: Catalog) -> Iterator[Problem]:
    """A day by which, and an addition, that the words of a promise name are recorded."""
    for fact, source, claim in claims_of_facts(catalog):
        if not isinstance(fact, Target) or (indicator := catalog.indicator.get(fact.indicator)) is None:
            continue
        texts = _texts_of(claim)
        due = _DUE.search(texts)
        if fact.milestone is None and due is not None and int(due["year"]) > source.published.known_on.year:
            told = {"id": fact.id, "words": due[0], "field": "milestone", "value": due["year"]}
            yield problem("words-unrecorded", at(fact, "id"), **told)
        further = _FURTHER.search(texts)
        if further is not None and _is_whole(fact, indicator):
            told = {"id": fact.id, "words": further[0], "field": "further", "value": "true"}
            yield problem("words-unrecorded", at(fact, "value"), **told)


def _is_whole(target: Target, indicator: Indicator) -> bool:
    """Tell whether a target's value counts all there is: no addition, no change, nothing new alone."""
    if target.value is None or target.further or target.relative_to is not None or indicator.nature == "flow":
        return False
    return not any(
        word in f"{indicator.title.vi} {indicator.title.en}".lower() for word in ("thêm", "additional")
    )


@check(
    {
        "reading-denies": warning(
            "The reading says “{word}”, but the quote “{words}” denies nothing.",
            "Read the original again, then correct the fact, its date, or the words here.",
        ),
    }
)
def denied_figures(catalog: Catalog) -> Iterator[Problem]:
    """A reading of a measured figure does not deny what its quote says without a denial."""
    for fact, _, claim in claims_of_facts(catalog):
        if not isinstance(fact, Measurement) or fact.value is None or _NEGATIVE.search(claim.as_printed):
            continue
        for lang, pattern in _DENIED.items():
            denied = pattern.search(nfc(claim.reading.get(lang)))
            if denied is not None:
                where = at(claim, f"reading.{lang}", "reading")
                yield problem("reading-denies", where, word=denied[0], words=claim.as_printed)


@check({}, also=("field-unsaid",))
def readings_of_other_indicators(catalog: Catalog) -> Iterator[Problem]:
    """The readings of a claim do not name another indicator whole, and nothing of the one that they are filed under."""
    titles: dict[str, list[_Titled]] = {}
    for indicator in catalog.indicators:
        title = _words_of(indicator)
        if all(len(words) > 1 for words in title.values()):
            titles.setdefault(min(title["vi"]), []).append((indicator, title))
    for fact, _, claim in claims_of_facts(catalog):
        own = catalog.indicator.get(fact.indicator)
        other = None if own is None else _other(own, claim, titles)
        if own is not None and other is not None:
            told = {"id": fact.id, "field": "indicator", "value": f"{own.id} ({other.id}?)"}
            yield problem("field-unsaid", at(fact, "indicator"), **told)


def _other(own: Indicator, claim: Claim, titles: dict[str, list[_Titled]]) -> Indicator | None:
    """Give the indicator that a claim names whole, where it names nothing of its own; the first of several."""
    named = {lang: _words(claim.reading.get(lang)) | _words(claim.as_printed) for lang in ("vi", "en")}
    if any(named[lang] & words for lang, words in _words_of(own).items()):
        return None
    for indicator, title in (pair for word in sorted(named["vi"]) for pair in titles.get(word, ())):
        if all(words <= named[lang] for lang, words in title.items()):
            return indicator
    return None


def _texts_of(claim: Claim, *more: Wording | None) -> str:
    texts = [claim.as_printed, *claim.reading.texts.values()]
    for wording in more:
        texts += wording.texts.values() if wording is not None else ()
    return nfc(" · ".join(texts))


def _words_of(indicator: Indicator) -> dict[str, frozenset[str]]:
    return {lang: _words(indicator.title.get(lang)) for lang in ("vi", "en")}


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", fold(text)) if len(word) > 1) - _SMALL_WORDS
