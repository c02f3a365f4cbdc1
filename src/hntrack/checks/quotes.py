"""What a quote, a reading or an id says beside its number, against the fact that rests on it.

Of a quote: negation, aim, change and forecast, direction, stage, area and whole.  Of all three: years, numbers,
bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.checks.printed import Words, figure, languages, scaled, users, words_of
from hntrack.checks.shared import EXACT, at, check, facts, plain, with_indicator
from hntrack.classes import TYPE_CHECKING, NamedTuple, late
from hntrack.errors import Problem, Where, error, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Claim, Indicator, Measurement, Source, Target
from hntrack.text.characters import fold, nfc
from hntrack.text.numbers import READABLE

if TYPE_CHECKING:
    from hntrack.text.quantity import Quantity

_REREAD = "Read the original again, then correct the fact, its date, or the words here."

# Words right before a figure that turn it into something else than a level that was measured.
_TURNING = MappingProxyType(
    {
        "vi": late(
            r"(?<!\w)(?P<word>chưa|không|chẳng|mục tiêu|chỉ tiêu|phấn đấu|đặt mục tiêu|kế hoạch|giảm|tăng"
            r"|tăng thêm|thêm)"
            r"(?: (?:đạt|là|có|được|tới|đến|thêm|khoảng|hơn|trên|ít nhất|tối thiểu|đạt được)){0,8}\s*$"
        ),
        "en": late(
            r"(?<!\w)(?P<word>not|never|target(?: of| is)?|aim(?: of| is)?|goal(?: of| is)?|plan(?:ned)?(?: of)?"
            r"|f[ae]ll(?:en)? by|rose by|risen by|up by|down by|down|increased by|decreased by"
            r"|reduced by|an additional)"
            r"(?: (?:reach|reached|yet|about|some|over|more than|at least|to)){0,8}\s*$"
        ),
    }
)
_KEPT = MappingProxyType({"vi": late(r"không (?:quá|dưới|ít hơn|thấp hơn|vượt quá|cao hơn)"),
                          "en": late(r"not (?:less|more|lower|fewer|exceeding|exceed)")})  # fmt: skip
_FORECAST = MappingProxyType(
    {
        "vi": late(r"(?<!\w)(?:dự kiến|dự báo|dự tính|ước tính sẽ|sẽ đạt)(?!\w)"),
        "en": late(r"(?<!\w)(?:expected|projected|forecast|planned|will reach)(?!\w)"),
    }
)
_DOWN = MappingProxyType(
    {
        "vi": late(r"(?<!\w)(?:giảm(?: xuống)?|hạ|kéo giảm|cắt giảm)(?!\w)"),
        "en": late(r"(?<!\w)(?:reduc(?:e|ed|ing)|cut|lower(?:ed)? to|decreas(?:e|ed|ing)|fall to)(?!\w)"),
    }
)
_UP = MappingProxyType(
    {
        "vi": late(r"(?<!\w)(?:tăng(?: lên)?|nâng(?: lên)?|thu hút|mở rộng)(?!\w)"),
        "en": late(r"(?<!\w)(?:increas(?:e|ed|ing)|rais(?:e|ed|ing)|grow(?:n|ing)? to|attract)(?!\w)"),
    }
)
_WHOLE = late(r"(?<!\w)(grdp|gdp|tổng sản phẩm trên địa bàn|tổng sản phẩm quốc nội)(?!\w)")
_WHOLES = MappingProxyType({"tổng sản phẩm trên địa bàn": "grdp", "tổng sản phẩm quốc nội": "gdp"})


@check(
    {
        "words-turn-figure": error(
            (
                "In “{words}” the word “{word}” stands right before the figure: it is no value that was "
                "measured for {id}."
            ),
            (
                "Record what the document says (an aim, a change, not reached); if the word belongs to the "
                "indicator's name, put it into its title."
            ),
        ),
    }
)
def turned_figures(catalog: Catalog) -> Iterator[Problem]:
    """The words right before a measured figure do not deny it, nor make it an aim or a change."""
    for measurement in catalog.measurements:
        indicator = catalog.indicator.get(measurement.indicator)
        if measurement.value is None or measurement.value < 0 or indicator is None:
            continue
        for words in words_of(catalog, measurement):
            yield from _turned(measurement, indicator, words)


@check(
    {
        "forecast-as-fact": error(
            "“{words}” says “{word}”, but the measurement is {status}.",
            (
                "Set obs_status to estimated (or forecast, where it is known), or do not record it as a "
                "measurement."
            ),
        ),
    }
)
def forecasts(catalog: Catalog) -> Iterator[Problem]:
    """What is printed as expected is not recorded as final."""
    for measurement in catalog.measurements:
        for words in words_of(catalog, measurement):
            word = next(
                (m for lang in words.langs if (m := _FORECAST[lang].search(words.text.lower()))), None
            )
            if word is not None and measurement.obs_status in ("final", "provisional", "break"):
                told = {"word": word[0], "status": measurement.obs_status, "words": words.text}
                yield problem("forecast-as-fact", at(measurement, "obs_status", "value"), **told)


@check(
    {
        "direction-differs": error(
            "“{words}” says “{word}”, but the indicator's direction is {direction}.",
            "Correct the indicator's direction, or the quote.",
        ),
        "rank-direction": error(
            "{id} is a rank with direction increase: a better rank is a lower number.",
            "Set direction to decrease.",
        ),
    }
)
def directions_of_quotes(catalog: Catalog) -> Iterator[Problem]:
    """What is to be brought down has not the direction up, and the reverse; a better rank is a lower number."""
    for target, indicator in with_indicator(catalog, catalog.targets):
        if target.value is None or target.relative_to is not None:
            continue
        for words in words_of(catalog, target):
            word = _against(words, indicator)
            if word:
                told = {"word": word, "direction": indicator.direction, "words": words.text}
                yield problem("direction-differs", at(indicator, "direction"), **told)
    for indicator in catalog.indicators:
        if indicator.measure == "rank" and indicator.direction == "increase":
            yield problem("rank-direction", at(indicator, "direction"), id=indicator.id)


@check(
    {
        "stage-differs": error("“{words}” speaks of the stage {other}, but {stage} is recorded.", _REREAD),
    }
)
def stages_of_quotes(catalog: Catalog) -> Iterator[Problem]:
    """The words of a stage that is asked or reached name no other stage of its indicator instead."""
    for fact, indicator in with_indicator(catalog, facts(catalog)):
        if fact.stage is None or len(indicator.stages) < 2:
            continue
        for words in words_of(catalog, fact):
            for lang in words.langs:
                other = _other_stage(indicator, fact.stage, words.text, lang)
                if other:
                    told = {"stage": fact.stage, "other": other, "words": words.text}
                    yield problem("stage-differs", at(fact, "stage"), **told)


@check(
    {
        "area-differs": warning(
            "The words speak of {named}, but the indicator {id} is of {area}.",
            "Correct the indicator's area, or say in the reading how the two go together.",
        ),
    }
)
def areas_of_words(catalog: Catalog) -> Iterator[Problem]:
    """A quote or reading that names an area of the catalog names its indicator's."""
    for fact, indicator in with_indicator(catalog, facts(catalog)):
        key = fact.claim or ""
        if key not in catalog.claim or indicator.area not in catalog.area:
            continue
        claim = catalog.claim[key][1]
        for field, text in (
            ("as_printed", claim.as_printed),
            ("reading.vi", claim.reading.vi),
            ("reading.en", claim.reading.en),
        ):
            named = _areas(catalog, text)
            if named and indicator.area not in named:
                told = {"named": ", ".join(sorted(named)), "area": indicator.area, "id": indicator.id}
                yield problem("area-differs", at(claim, field, "reading"), **told)


@check(
    {
        "share-of-differs": error(
            "“{words}” is a share of {printed}, but the indicator's share_of is {curated}.",
            "Correct the indicator's share_of.",
        ),
    }
)
def wholes_of_shares(catalog: Catalog) -> Iterator[Problem]:
    """A share that is printed as one of GRDP or GDP is curated as a share of it."""
    for fact, indicator in with_indicator(catalog, facts(catalog)):
        of = indicator.share_of
        if indicator.measure != "share" or of is None:
            continue
        curated = {*_wholes(of.vi), *_wholes(of.en)}
        for words in words_of(catalog, fact):
            printed = next(_wholes(nfc(words.text)), None)
            if printed is not None and printed not in curated:
                told = {"printed": printed.upper(), "curated": of.en or of.vi, "words": words.text}
                yield problem("share-of-differs", at(indicator, "share_of", "id"), **told)


def _wholes(text: str) -> Iterator[str]:
    """Give the wholes (``grdp``, ``gdp``) that a text names."""
    return (_WHOLES.get(match[1], match[1]) for match in _WHOLE.finditer(text.lower()))


def _turned(measurement: Measurement, indicator: Indicator, words: Words) -> Iterator[Problem]:
    title = f"{indicator.title.vi} {indicator.title.en}".lower()
    for lang in words.langs:
        figure_said = figure(words.text, lang, measurement.value, SCALES[indicator.scale])
        if figure_said is None:
            continue
        before = nfc(words.text).lower()[: figure_said.spans[0][0]]
        before = _KEPT[lang].sub("", before)
        turning = _TURNING[lang].search(before)
        if turning is not None and turning["word"] not in title:
            told = {"word": turning["word"], "words": words.text, "id": measurement.id}
            yield problem("words-turn-figure", at(measurement, "value"), **told)
            return


def _against(words: Words, indicator: Indicator) -> str:
    title = f"{indicator.title.vi} {indicator.title.en}".lower()
    table = {"increase": _DOWN, "decrease": _UP}.get(indicator.direction or "")
    for lang in words.langs if table else ():
        match = table[lang].search(nfc(words.text).lower()) if table else None
        if match is not None and match[0] not in title:
            return match[0]
    return ""


def _other_stage(indicator: Indicator, stage: str, text: str, lang: str) -> str:
    """Give another stage whose own words all stand in the text, where those of the stage do not; else ``""``."""
    said = set(fold(text).split())
    titles = {one.id: set(fold(one.title.within(lang)).split()) for one in indicator.stages}
    shared = set.intersection(*titles.values())
    own = titles.get(stage, set()) - shared
    if not own or own <= said:
        return ""
    return next(
        (one for one, title in titles.items() if one != stage and title - shared and title - shared <= said),
        "",
    )


def _areas(catalog: Catalog, text: str) -> set[str]:
    return {
        area.id
        for area in catalog.areas
        for title in (area.title.vi, area.title.en)
        if title and _is_named(nfc(title), nfc(text))
    }


def _is_named(title: str, text: str) -> bool:
    """Whether a text names an area, with its marks (``Nam`` is not ``năm``); one word alone is no part of a name."""
    at = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(title)}(?!\w)", text, re.IGNORECASE)]
    if " " in title:
        return bool(at)
    return any(
        text[start].isupper()
        and not _is_capital(text[:start].rpartition(" ")[0].rpartition(" ")[2])
        and not _is_capital(text[end:].lstrip(" ")[:1])
        for start, end in at
    )


def _is_capital(word: str) -> bool:
    return word.isalpha() and word[0].isupper()


_YEAR = late(r"(?<![0-9.,/-])(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9]|[-/&][A-ZĐ]|/[a-zđ])")
_ID_YEAR = late(r"(?:^|-)((?:19|20)[0-9]{2})(?=-|$)")
_ID_DAY = late(r"(?:^|-)((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?=-|$)")
_COMPARED = late(
    r"(?:so với|từ mức|từ|compared (?:with|to)|from|than(?: in)?|relative to|on|since)"
    r"(?: (?:năm|mức|the|level|levels|of|in))* (?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
_SMALL_NUMBERS = (
    ("first",), ("two", "second", "twice"), ("three", "third"), ("four", "fourth"), ("five", "fifth"),
    ("six", "sixth"), ("seven", "seventh"), ("eight", "eighth"), ("nine", "ninth"), ("ten", "tenth"),
)  # fmt: skip
_WRITTEN = {word: number for number, words in enumerate(_SMALL_NUMBERS, start=1) for word in words}
_COUNTED = late(r"\s*(?:%|triệu|tỷ|tỉ|nghìn|doanh nghiệp|người|dự án|hộ|homes|people|firms|million|billion)")


class _Use(NamedTuple):
    """A fact beside a claim that it rests on."""

    fact: Target | Measurement
    source: Source
    claim: Claim

    @property
    def years(self) -> frozenset[int]:
        """The years that the fact is about; none for an undated aim."""
        period = self.fact.milestone if isinstance(self.fact, Target) else self.fact.period
        return frozenset(range(period.start.year, period.end.year + 1)) if period else frozenset()


def _uses(catalog: Catalog) -> Iterator[_Use]:
    for key, by in users(catalog).items():
        if key in catalog.claim:
            for fact in by:
                yield _Use(fact, *catalog.claim[key])


@check(
    {
        "year-differs": error("{field} speaks of {years}, but {id} is about {period}.", _REREAD),
    }
)
def years_of_words(catalog: Catalog) -> Iterator[Problem]:
    """Where a quote or a reading names years, that of the milestone or period is among them."""
    for use in _uses(catalog):
        if not use.years:
            continue
        period = use.fact.milestone if isinstance(use.fact, Target) else use.fact.period
        bases = _years_of_bases(catalog, use.fact)
        for field, text in _texts(use.claim):
            named = _years(_COMPARED.sub("", text)) - bases
            if named and not named & use.years:
                told = {"field": field, "years": _listed(named), "id": use.fact.id, "period": period}
                yield problem("year-differs", at(use.claim, field, field.partition(".")[0]), **told)


def _years_of_bases(catalog: Catalog, fact: Target | Measurement) -> set[int]:
    """Give the years that a target is compared with or starts from: its words may name them."""
    keys = (fact.relative_to, fact.baseline) if isinstance(fact, Target) else ()
    bases = (catalog.measurement.get(key or "") for key in keys)
    return {year for one in bases if one is not None for year in (one.period.start.year, one.period.end.year)}


@check(
    {
        "id-year-differs": warning(
            "The id {id} bears {years}, but what it names is about {period}.",
            "Correct the milestone or period if it is a slip; else choose an id that misleads nobody.",
        ),
    }
)
def years_of_ids(catalog: Catalog) -> Iterator[Problem]:
    """Where the id of a fact or of its claim names years, that of the milestone or period is among them."""
    for fact in facts(catalog):
        period = fact.milestone if isinstance(fact, Target) else fact.period
        if period is None:
            continue
        years = set(range(period.start.year, period.end.year + 1))
        for field, name in (("id", fact.id), ("claim", (fact.claim or "").rpartition("/")[2])):
            named = {int(one) for one in _ID_YEAR.findall(name)}
            if named and not named & years:
                told = {"id": name, "years": _listed(named), "period": period}
                yield problem("id-year-differs", at(fact, field), **told)
    for source in catalog.sources:
        yield from _source_id(source)


@check(
    {
        "reading-differs": error("The reading says {printed}, but the value recorded is {curated}.", _REREAD),
        "reading-bound-differs": error("The reading says {printed}, but {id} is {curated}.", _REREAD),
    }
)
def readings_of_figures(catalog: Catalog) -> Iterator[Problem]:
    """A reading that gives a number gives the fact's, with the bound that the fact has."""
    for use in _uses(catalog):
        indicator = catalog.indicator.get(use.fact.indicator)
        relative = isinstance(use.fact, Target) and use.fact.relative_to is not None
        if use.fact.value is None or indicator is None or relative:
            continue
        for lang in READABLE:
            reading = use.claim.reading.get(lang)
            if reading:
                yield from _reading(use, lang, nfc(reading), indicator)


@check(
    {
        "readings-disagree": error(
            "The two readings speak of different years: {vi} (vi), {en} (en).", _REREAD
        ),
    },
    also=("reading-differs",),
)
def readings_of_claims(catalog: Catalog) -> Iterator[Problem]:
    """Both readings of a claim name the same years; one that is set aside holds its figure in them."""
    for source, claim in catalog.claim.values():
        vi, en = (_years(text) for text in (claim.reading.vi, claim.reading.en))
        if vi and en and vi != en:
            told = {"vi": _listed(vi), "en": _listed(en)}
            yield problem("readings-disagree", at(claim, "reading.en", "reading"), **told)
        if claim.set_aside is not None and claim.value is not None:
            yield from _readings_of_own_figure(source, claim)


def _readings_of_own_figure(source: Source, claim: Claim) -> Iterator[Problem]:
    """The readings of a claim that holds its figure itself give that figure, where they give any."""
    for lang in languages(source.language) and READABLE:
        numbers = _numbers(nfc(claim.reading.get(lang)), lang)
        wanted = _held_by(claim, source)
        if numbers and all({scaled(one, one.value), one.value}.isdisjoint(wanted) for one in numbers):
            told = {"printed": plain(numbers[0].value), "curated": plain(claim.value)}
            yield problem("reading-differs", at(claim, f"reading.{lang}", "reading"), **told)


def _held_by(claim: Claim, source: Source) -> set[Decimal]:
    """Give the numbers that a claim holds, and those of its quote."""
    held = {number for number in (claim.value, claim.value_high, claim.of) if number is not None}
    for lang in languages(source.language):
        held |= {number.value for number in _numbers(claim.as_printed, lang)}
    return held


def _reading(use: _Use, lang: str, reading: str, indicator: Indicator) -> Iterator[Problem]:
    value, exponent = use.fact.value, SCALES[indicator.scale]
    assert value is not None, "asked for facts with a value only"
    where = at(use.claim, f"reading.{lang}", "reading")
    numbers = _numbers(reading, lang)
    if not numbers:
        yield from _in_words(use.fact, reading if lang == "en" else "", where)
        return
    quoted = _quoted(use)
    held = _numbers_held(numbers, use.fact, quoted, exponent)
    # Units that the quote itself has are for the check of the quote.
    units = {number.unit for number in held} - {number.unit for number in quoted}
    if not held:
        told = {"printed": plain(scaled(numbers[0], numbers[0].value)), "curated": plain(value)}
        yield problem("reading-differs", where, **told)
    elif _differs(units, indicator.unit):
        named = " / ".join(sorted(map(str, units)))
        told = {"printed": f"{plain(value)} {named}", "curated": f"{plain(value)} {indicator.unit}"}
        yield problem("reading-differs", where, **told)
    else:
        yield from _bound_of_reading(use.fact, figure(reading, lang, value, exponent), quoted, where)


def _numbers_held(
    numbers: Sequence[Quantity], fact: Target | Measurement, quoted: Sequence[Quantity], exponent: int
) -> list[Quantity]:
    """Give those of a reading's numbers that the fact or its quote has, whatever their sign."""
    wanted = {abs(EXACT.scaleb(value, exponent)) for value in _values(fact)}
    wanted |= {abs(scaled(quantity, quantity.value)) for quantity in quoted}
    return [number for number in numbers if abs(scaled(number, number.value)) in wanted]


def _bound_of_reading(
    fact: Target | Measurement, read: Quantity | None, quoted: Sequence[Quantity], where: Where
) -> Iterator[Problem]:
    """A bound that the reading gives is the fact's or its quote's."""
    bound = _bound(read) if read is not None else None
    if bound is not None and bound not in (*_bounds(fact), *map(_bound, quoted)):
        yield problem("reading-bound-differs", where, printed=bound, curated=_bounds(fact)[0], id=fact.id)


def _differs(units: set[str | None], unit: str | None) -> bool:
    return unit is not None and bool(units) and units.isdisjoint({None, unit})


def _in_words(fact: Target | Measurement, reading: str, where: Where) -> Iterator[Problem]:
    """Where an English reading writes its one small number out, it is that of the fact: ``the top three``."""
    told = [_WRITTEN[word] for word in re.findall(r"[a-z]+", reading.lower()) if word in _WRITTEN]
    wanted = set(_values(fact))
    if len(told) == 1 and Decimal(told[0]) not in wanted and wanted and max(wanted) <= len(_SMALL_NUMBERS):
        yield problem("reading-differs", where, printed=str(told[0]), curated=plain(fact.value))


def _quoted(use: _Use) -> list[Quantity]:
    """Give the figures of the quote: where it says another than the fact, the check of the quote tells it."""
    words = nfc(use.claim.as_printed)
    return [figure for lang in languages(use.source.language) for figure in _numbers(words, lang)]


def _values(fact: Target | Measurement) -> Iterator[Decimal]:
    more = fact.value_high if isinstance(fact, Target) else fact.of
    yield from (one for one in (fact.value, more) if one is not None)


def _bound(said: Quantity) -> str | None:
    """Give the bound or approximation that a reading says in so many words."""
    return said.comparator or (said.qualifier if said.qualifier != "exact" else None)


def _bounds(fact: Target | Measurement) -> tuple[str, ...]:
    """Give what a reading may say of the fact."""
    if isinstance(fact, Target):
        return (fact.comparator,)
    return {"up_to": ("up_to", "at_most"), "exact": ("exact", "within_top")}.get(
        fact.qualifier, (fact.qualifier,)
    )


def _numbers(reading: str, lang: str) -> list[Quantity]:
    """Give the figures in digits of a reading."""
    from hntrack.text.quantity import find_quantities  # noqa: PLC0415  (its tables cost time)

    return [
        quantity
        for quantity in find_quantities(reading, lang)
        if reading[slice(*quantity.spans[0])][:1].isdigit()
    ]


def _texts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "as_printed", claim.as_printed
    yield "reading.vi", claim.reading.vi
    yield "reading.en", claim.reading.en


def _years(text: str) -> set[int]:
    return {int(m[0]) for m in _YEAR.finditer(text) if not _COUNTED.match(text, m.end())}


def _listed(years: set[int]) -> str:
    return ", ".join(str(year) for year in sorted(years))


def _days_of(source: Source) -> set[date]:
    """Give the first and last day on which a document may have been published, and the day before which it was not."""
    period, not_before = source.published.period, source.published.not_before
    days = {not_before} if not_before else set()
    return days if period is None else days | {period.start, period.end}


def _source_id(source: Source) -> Iterator[Problem]:
    """A day or year in a document's id is that of the document."""
    period = source.published.period
    days = _days_of(source)
    if not days:
        return
    told: dict[str, object] = {"id": source.id, "period": min(days)}
    day = _ID_DAY.search(source.id)
    years = set(map(int, _ID_YEAR.findall(source.id)))
    if day is not None:
        one_day = period is None or period.start == period.end
        if one_day and day[1] not in {str(possible) for possible in days}:
            yield problem("id-year-differs", at(source, "id"), **told, years=day[1])
    elif len(years) == 1 and years.isdisjoint(possible.year for possible in days):
        yield problem("id-year-differs", at(source, "id"), **told, years=_listed(years))
