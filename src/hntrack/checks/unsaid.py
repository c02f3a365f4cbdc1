"""What is recorded and no word of the claim says, and what its words say and nobody recorded.

No original is needed: the quote, both readings and the curator's notes stand in the catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from hntrack.checks.shared import at, check, facts
from hntrack.classes import late
from hntrack.errors import Problem, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.records import Claim, Indicator, Measurement, Source, Target
from hntrack.text.characters import fold, nfc
from hntrack.text.messages import Wording

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
