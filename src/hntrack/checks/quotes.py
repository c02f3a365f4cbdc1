"""What a quote says beside its number: negation, aim, change and forecast, direction, stage, area and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from hntrack.checks.shared import at, facts, targets
from hntrack.checks.words import Words, figure, words_of
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Indicator, Measurement
from hntrack.text.fold import fold, nfc

# Words right before a figure that turn it into something else than a level that was measured.
_TURNING = MappingProxyType(
    {
        "vi": re.compile(
            r"(?<!\w)(?P<word>chưa|không|chẳng|mục tiêu|chỉ tiêu|phấn đấu|đặt mục tiêu|kế hoạch|giảm|tăng"
            r"|tăng thêm|thêm)"
            r"(?: (?:đạt|là|có|được|tới|đến|thêm|khoảng|hơn|trên|ít nhất|tối thiểu|đạt được)){0,8}\s*$"
        ),
        "en": re.compile(
            r"(?<!\w)(?P<word>not|never|target(?: of| is)?|aim(?: of| is)?|goal(?: of| is)?|plan(?:ned)?(?: of)?"
            r"|f[ae]ll(?:en)? by|rose by|risen by|up by|down by|down|increased by|decreased by"
            r"|reduced by|an additional)"
            r"(?: (?:reach|reached|yet|about|some|over|more than|at least|to)){0,8}\s*$"
        ),
    }
)
_KEPT = MappingProxyType({"vi": re.compile(r"không (?:quá|dưới|ít hơn|thấp hơn|vượt quá|cao hơn)"),
                          "en": re.compile(r"not (?:less|more|lower|fewer|exceeding|exceed)")})  # fmt: skip
_FORECAST = MappingProxyType(
    {
        "vi": re.compile(r"(?<!\w)(?:dự kiến|dự báo|dự tính|ước tính sẽ|sẽ đạt)(?!\w)"),
        "en": re.compile(r"(?<!\w)(?:expected|projected|forecast|planned|will reach)(?!\w)"),
    }
)
_DOWN = MappingProxyType(
    {
        "vi": re.compile(r"(?<!\w)(?:giảm(?: xuống)?|hạ|kéo giảm|cắt giảm)(?!\w)"),
        "en": re.compile(
            r"(?<!\w)(?:reduc(?:e|ed|ing)|cut|lower(?:ed)? to|decreas(?:e|ed|ing)|fall to)(?!\w)"
        ),
    }
)
_UP = MappingProxyType(
    {
        "vi": re.compile(r"(?<!\w)(?:tăng(?: lên)?|nâng(?: lên)?|thu hút|mở rộng)(?!\w)"),
        "en": re.compile(r"(?<!\w)(?:increas(?:e|ed|ing)|rais(?:e|ed|ing)|grow(?:n|ing)? to|attract)(?!\w)"),
    }
)
_WHOLE = re.compile(r"(?<!\w)(grdp|gdp|tổng sản phẩm trên địa bàn|tổng sản phẩm quốc nội)(?!\w)")
_WHOLES = MappingProxyType({"tổng sản phẩm trên địa bàn": "grdp", "tổng sản phẩm quốc nội": "gdp"})


def turned_figures(catalog: Catalog) -> Iterator[Problem]:
    """The words right before a measured figure do not deny it, nor make it an aim or a change."""
    for measurement in catalog.measurements:
        indicator = catalog.indicator.get(measurement.indicator)
        if measurement.value is None or measurement.value < 0 or indicator is None:
            continue
        for words in words_of(catalog, measurement):
            yield from _turned(measurement, indicator, words)


def forecasts(catalog: Catalog) -> Iterator[Problem]:
    """What is printed as expected is not recorded as final."""
    for measurement in catalog.measurements:
        for words in words_of(catalog, measurement):
            found = next(
                (m for lang in words.langs if (m := _FORECAST[lang].search(words.text.lower()))), None
            )
            if found is not None and measurement.obs_status in ("final", "provisional", "break"):
                told = {"word": found[0], "status": measurement.obs_status, "words": words.text}
                yield problem("forecast-as-fact", at(measurement, "obs_status", "value"), **told)


def directions_of_quotes(catalog: Catalog) -> Iterator[Problem]:
    """What is to be brought down has not the direction up, and the reverse; a better rank is a lower number."""
    for target, indicator in targets(catalog):
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


def stages_of_quotes(catalog: Catalog) -> Iterator[Problem]:
    """The words of a stage that is asked or reached name no other stage of its indicator instead."""
    for fact in facts(catalog):
        indicator = catalog.indicator.get(fact.indicator)
        if indicator is None or fact.stage is None or len(indicator.stages) < 2:
            continue
        for words in words_of(catalog, fact):
            for lang in words.langs:
                other = _other_stage(indicator, fact.stage, words.text, lang)
                if other:
                    told = {"stage": fact.stage, "other": other, "words": words.text}
                    yield problem("stage-differs", at(fact, "stage"), **told)


def areas_of_words(catalog: Catalog) -> Iterator[Problem]:
    """A quote or reading that names an area of the catalog names its indicator's."""
    for fact in facts(catalog):
        indicator = catalog.indicator.get(fact.indicator)
        key = fact.claim or ""
        if indicator is None or key not in catalog.claim or indicator.area not in catalog.area:
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


def wholes_of_shares(catalog: Catalog) -> Iterator[Problem]:
    """A share that is printed as one of GRDP or GDP is curated as a share of it."""
    for fact in facts(catalog):
        indicator = catalog.indicator.get(fact.indicator)
        if indicator is None or indicator.measure != "share":
            continue
        of = indicator.share_of
        curated = {m[1] for text in (of.vi, of.en) for m in _WHOLE.finditer(text.lower())} if of else set()
        for words in words_of(catalog, fact):
            found = _WHOLE.search(nfc(words.text).lower())
            printed = _WHOLES.get(found[1], found[1]) if found else None
            if printed and of is not None and printed not in {_WHOLES.get(one, one) for one in curated}:
                told = {"printed": printed.upper(), "curated": of.en or of.vi, "words": words.text}
                yield problem("share-of-differs", at(indicator, "share_of", "id"), **told)


def _turned(measurement: Measurement, indicator: Indicator, words: Words) -> Iterator[Problem]:
    title = f"{indicator.title.vi} {indicator.title.en}".lower()
    for lang in words.langs:
        said = figure(words.text, lang, measurement.value, SCALES[indicator.scale])
        if said is None:
            continue
        before = nfc(words.text).lower()[: said.spans[0][0]]
        before = _KEPT[lang].sub("", before)
        found = _TURNING[lang].search(before)
        if found is not None and found["word"] not in title:
            told = {"word": found["word"], "words": words.text, "id": measurement.id}
            yield problem("words-turn-figure", at(measurement, "value"), **told)
            return


def _against(words: Words, indicator: Indicator) -> str:
    title = f"{indicator.title.vi} {indicator.title.en}".lower()
    table = {"increase": _DOWN, "decrease": _UP}.get(indicator.direction or "")
    for lang in words.langs if table else ():
        found = table[lang].search(nfc(words.text).lower()) if table else None
        if found is not None and found[0] not in title:
            return found[0]
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
    low = f" {fold(text)} "
    return {
        area.id
        for area in catalog.areas
        for title in (area.title.vi, area.title.en)
        if title and re.search(rf"(?<!\w){re.escape(fold(title))}(?!\w)", low)
    }
