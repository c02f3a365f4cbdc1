"""Find the figures of a sentence: numbers with units, ranks, shares in words."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from hntrack.extract.document import Document
from hntrack.languages import load_table
from hntrack.model.codes import UNITS
from hntrack.text.phrases import KEPT, edges, noun_phrase_behind
from hntrack.text.quantity import Quantity, find_quantities, first_places, numbered
from hntrack.text.quantity_numbers import NUMBERS_ALONE, figure_words, numbers_of, whole_words, words_pattern
from hntrack.text.sentences import Sentence, sentences_of

_COUNTED_BEFORE = re.compile(r"\d[ \u00a0]+[^,;.:]{2,30}$")
_YEAR_BEHIND = re.compile(r"\s{0,3}năm (?:19|20)\d\d")
# A sentence with more numbers is a table run together; its first ones are read.
_MOST_FIGURES = 80
_DIGITS = re.compile(r"\d++")
_PEOPLE_BEFORE = re.compile(
    r"(?<!\w)(?:trên|cứ|/) ?(?:một |1 )?(?P<many>vạn|10[.,]?000|100[.,]?000|nghìn|1[.,]?000) (?:người )?dân(?!\w)"
    r"[^;:.\d]{0,30}"
)
# "from 3,100 to 4,450" is a change, unless the words before it tell a range
_FROM = re.compile(r"(?<!\w)from (?:about |around |nearly |just |some )?(?:us\$|[$€£₹])?$")
_RANGING = re.compile(
    r"(?<!\w)(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|pages?|aged?|everything)(?!\w)[^.;,\d]{0,20}$"
)
# "fell to 3.2% from 4.1" is a level; "up 3.6% from 8,912" is not of the unit of what it is up from
_LEVEL = re.compile(r"(?<!\w)(?:to|at|was|is|were|are|còn|lên|xuống|đạt|là|mức) (?:about |khoảng |just )?$")
_TOTAL = re.compile(r"(?<!\w)(?:total (?:number )?(?:to|of|now)|tổng số (?:lên|là|đạt)) (?:\w+ )?$")
_EACH_ONE = re.compile(r"(?<!\w)(?:mỗi|cứ|each|every|per) $")
_MANY = {"vạn": "10000", "nghìn": "1000", "10000": "10000", "100000": "100000", "1000": "1000"}
_AND = frozenset({"and", ", and", "và", "hoặc", "or"})
_CHANGED = re.compile(
    r"(?<!\w)(?:by|grew|rose|up|down|fell|dropped|increased|decreased|tăng|giảm|thêm) "
    r"(?:about |around |khoảng |gần |hơn )?$"
)
_LONGEST_CHANGE = 24  # characters
# kinds of units that a number behind may share without saying so
_MEASURES = frozenset({"share", "money", "power", "energy", "area", "mass", "volume"})
_GOES_ON = re.compile(
    r"[^.;:\d(]{0,40}(?:,|;| and| while| but)"
    r"(?:(?! (?:number|total|people|from|số|tổng|người|từ)(?!\w))[^.;:\d(]){1,60}"
)
_ENDS = re.compile(r" ?(?:$|[,.;)]| (?:of|for|in|on|and|under|respectively|while|but)(?!\w))")
_TOLD_OF = re.compile(
    r"(?<!\w)(?:the|these|those|first|last|next|past|previous|other|its|their|our|his|her|my|every|each|or|to|of|all"
    r"|both) $"
)
_NO_COUNT = (
    r"(?:years|months|weeks|days|hours|minutes|decades|centuries|times|quarters|thirds|fifths|percents|others|sides|things|"
    r"ways|reasons|kinds|types|sorts|sets|terms|points|is|was|has|as|this|its)(?!\w)"
)
_MINUS = re.compile(r"[^\W\d],? \(?[-\u2212]$|\([-\u2212]$|\d, [-\u2212]$")
_SHARED = re.compile(r" [^,;.:]{2,25}(?:,| và| and) ")


def crowded_lines(document: Document) -> tuple[int, ...]:
    """Give the lines with a sentence of more numbers than are read."""
    return tuple(
        line.number
        for line in document.lines
        if len(_DIGITS.findall(line.text)) > _MOST_FIGURES
        and any(
            len(numbers_of(it.text, it.low, document.lang)) > _MOST_FIGURES for it in sentences_of(line.text)
        )
    )


def figures_of(sentence: Sentence, lang: str) -> list[Quantity]:
    """Find the figures of a sentence in order, first places in words among them.

    A part and its whole joined by words (``168 trên tổng số 800``) are two figures.
    """
    found: list[Quantity] = []
    for figure in numbered(sentence.text, sentence.low, lang, _MOST_FIGURES):
        if _is_change(sentence.low, figure, lang):
            found += _halves(figure)
            continue
        if figure.of is not None and figure.unit != "rank" and _joined_by_words(sentence.low, figure):
            found += [_part(sentence, figure, lang), _whole(sentence, figure, lang)]
        elif figure.value == 1 and _EACH_ONE.search(sentence.low[max(0, figure.start - 8) : figure.start]):
            continue  # "mỗi 01 km2"
        else:
            found.append(figure)
    found = [
        replace(figure, noun="") if figure.noun and _names_nothing(sentence, figure, lang) else figure
        for figure in found
    ]
    found += _places_in_words(sentence, found, lang)
    in_plain_words = _shares_in_words(sentence, lang)
    if in_plain_words:
        # "2 con số" is a share, not two numbers
        found = [f for f in found if not any(w.start < f.end and f.start < w.end for w in in_plain_words)]
        found += in_plain_words
    found += _counts_in_words(sentence, found, lang)
    found.sort(key=lambda figure: figure.start)
    found = [_with_sign(sentence.text, figure) for figure in found]
    _take_people_before(sentence, found)
    if len(found) < 2:
        return found
    _share_people(sentence, found)
    _share_with_next(sentence, found)
    _count_the_total(sentence, found)
    _share_units_of_changes(sentence, found, lang)
    return found


def _is_change(low: str, figure: Quantity, lang: str) -> bool:
    """Whether what reads like a range is a change: ``has grown from 3,100 to 4,450 midwives``."""
    if lang != "en" or figure.value_high is None or len(figure.spans) < 2:
        return False
    start = figure.spans[0][0]
    told = _FROM.search(low, max(0, start - 20), start)
    return told is not None and _RANGING.search(low, max(0, told.start() - 40), told.start()) is None


def _halves(figure: Quantity) -> list[Quantity]:
    (first, _), (second, _) = figure.spans
    before = replace(
        figure, value_high=None, comparator=None, spans=figure.spans[:1], start=first, end=figure.spans[0][1]
    )
    after = replace(
        figure,
        value=figure.value_high or figure.value,
        value_high=None,
        comparator=None,
        spans=figure.spans[1:],
        start=second,
    )
    return [before, after]


def in_words(sentence: Sentence, figure: Quantity) -> bool:
    """Whether a figure is a first place in words."""
    return (
        figure.unit == "rank" and figure.comparator is None and not sentence.low[figure.spans[0][0]].isdigit()
    )


@cache
def _no_noun(lang: str) -> re.Pattern[str]:
    articles = ("of", "the", "a", "an", "had") if lang == "en" else ()
    return re.compile(rf"(?:{words_pattern([*edges(lang).no_noun, *articles])})(?!\w)")


def _places_in_words(sentence: Sentence, figures: list[Quantity], lang: str) -> list[Quantity]:
    """Find first places in words apart from figures, and not behind what is counted (``3 chỉ số đứng đầu``)."""
    return [
        place
        for place in first_places(sentence.low, lang)
        if not any(f.start <= place.start < f.end or 0 <= f.start - place.end <= 2 for f in figures)
        and not _COUNTED_BEFORE.search(sentence.low[max(0, place.start - 34) : place.start])
    ]


def _shares_in_words(sentence: Sentence, lang: str) -> list[Quantity]:
    """Find shares and multiples in words: ``half of all homes``."""
    return [
        Quantity(
            word.value,
            comparator=word.comparator,
            unit=word.unit,
            start=start,
            end=end,
            spans=((start, end),),
        )
        for word, start, end in figure_words(sentence.low, lang)
    ]


def _counts_in_words(sentence: Sentence, found: list[Quantity], lang: str) -> list[Quantity]:
    """Find counts in words, with what they count: ``seven treatment plants``; those that are told of again are none."""
    if lang != "en":
        return []
    taken = [(figure.start, figure.end) for figure in found]
    return [
        Quantity(
            Decimal(NUMBERS_ALONE["en"][match["n"]]),
            noun=sentence.text[slice(*match.span("noun"))],
            start=match.start("n"),
            end=match.end("n"),
            spans=(match.span("n"),),
        )
        for match in _count_in_words().finditer(sentence.low)
        if not any(start < match.end("n") and match.start("n") < end for start, end in taken)
        and not _TOLD_OF.search(sentence.low, max(0, match.start() - 12), match.start())
    ]


@cache
def _count_in_words() -> re.Pattern[str]:
    words = whole_words(word for word in NUMBERS_ALONE["en"] if word not in {"zero", "one"})
    return re.compile(
        rf"(?P<n>{words}) (?P<noun>(?:[a-z][a-z\-]* ){{0,2}}?(?!{_NO_COUNT})[a-z][a-z\-]+s)(?!\w)"
    )


def _with_sign(text: str, figure: Quantity) -> Quantity:
    """Take in the minus sign that is joined to a share or a decimal inside a sentence: ``real estate (-0.8%)``."""
    at = figure.spans[0][0] if figure.spans else 0
    if not _MINUS.search(text, max(0, at - 4), at) or not (
        figure.unit == "percent" or figure.value != figure.value.to_integral_value()
    ):
        return figure
    return replace(figure, value=-figure.value, start=min(figure.start, at - 1))


def _take_people_before(sentence: Sentence, found: list[Quantity]) -> None:
    """Give a count the people it is per, where they stand before it: ``số dược sĩ trên 10.000 dân đạt 3,5``."""
    if not found or "dân" not in sentence.low:
        return
    for match in _PEOPLE_BEFORE.finditer(sentence.low):
        at = next((i for i, figure in enumerate(found) if figure.start >= match.end()), None)
        if at is None or ";" in sentence.low[match.end() : found[at].start]:
            continue
        if found[at].unit is None and found[at].start - match.end() < 30:
            found[at] = replace(
                found[at], unit=f"per_{_MANY[match['many'].replace('.', '').replace(',', '')]}_people"
            )


def _joined_by_words(low: str, figure: Quantity) -> bool:
    return "/" not in low[figure.spans[0][1] : figure.spans[1][0]]


def _part(sentence: Sentence, figure: Quantity, lang: str) -> Quantity:
    """Read the part alone, with what it counts: ``9,500 grants a month against a goal of 14,000``."""
    (first, _), (second, _) = figure.spans
    part = find_quantities(sentence.text[first:second], lang)[0]
    spans = tuple((a + first, b + first) for a, b in part.spans)
    return replace(
        figure,
        of=None,
        unit=part.unit,
        noun=part.noun,
        exponent=part.exponent,
        spans=spans,
        end=part.end + first,
    )


def _whole(sentence: Sentence, figure: Quantity, lang: str) -> Quantity:
    shift = figure.spans[0][1]
    whole = find_quantities(sentence.text[shift : figure.end + 120], lang)[0]
    spans = tuple((a + shift, b + shift) for a, b in whole.spans)
    return replace(whole, start=whole.start + shift, end=whole.end + shift, spans=spans)


def _names_nothing(sentence: Sentence, figure: Quantity, lang: str) -> bool:
    """Whether the words behind a figure go on with the sentence instead of naming what is counted."""
    if figure.noun.lower().startswith("năm"):
        return _YEAR_BEHIND.match(sentence.low, figure.end) is not None
    return _no_noun(lang).match(figure.noun.lower()) is not None


def _share_people(sentence: Sentence, found: list[Quantity]) -> None:
    """Let a list share what its last member is counted per: ``35 giường bệnh, 21 bác sĩ trên 10.000 dân``."""
    for index in range(len(found) - 1, 0, -1):
        figure, before = found[index], found[index - 1]
        if before.unit is not None or not (figure.unit or "").startswith("per_"):
            continue
        if _SHARED.fullmatch(sentence.low, before.end, figure.start):
            found[index - 1] = replace(before, unit=figure.unit)


def _count_the_total(sentence: Sentence, found: list[Quantity]) -> None:
    """Let a total count what was counted before it: ``opened 6 new berths, bringing the total to 41``."""
    for index in range(1, len(found)):
        figure, before = found[index], found[index - 1]
        if (
            _is_bare(figure)
            and before.unit is None
            and before.noun
            and _TOTAL.search(sentence.low, before.end, figure.start)
        ):
            found[index] = replace(figure, noun=before.noun)


def _share_with_next(sentence: Sentence, found: list[Quantity]) -> None:
    """Give bare numbers the unit of the next one they are joined to: ``8.8 and 8.1 years``, ``11, 31 and 58%``."""
    listed = False
    for index in range(len(found) - 2, -1, -1):
        figure, after = found[index], found[index + 1]
        joint = sentence.low[figure.end : after.start].strip(" -\u2212")
        listed = _is_bare(figure) and (joint in _AND or (listed and joint == ","))
        if listed:
            found[index] = replace(
                figure,
                unit=after.unit,
                noun=after.noun,
                exponent=figure.exponent or after.exponent,
                per=after.per,
            )


def _is_bare(figure: Quantity) -> bool:
    """Whether a number has neither a unit nor a noun."""
    return figure.unit is None and not figure.noun and figure.of is None


def _share_units_of_changes(sentence: Sentence, found: list[Quantity], lang: str) -> None:
    """Give a value of a change the unit that only the other one has: ``from 3.7% in 2019 to 2.1``."""
    for index in range(len(found) - 1):
        figure, after = found[index], found[index + 1]
        if not _to(lang).fullmatch(sentence.low, figure.end, after.start):
            if _is_bare(after) and _may_be_of(after, figure) and _leads_back(sentence, figure, after, lang):
                found[index + 1] = replace(after, unit=figure.unit, noun=figure.noun)
            elif _is_bare(after) and _goes_on_with(sentence.low, figure, after):
                found[index + 1] = replace(after, unit=figure.unit)
            continue
        if after.unit is None and figure.unit is not None and not after.noun:
            if _may_be_of(after, figure) and not _is_by_how_much(sentence.low, figure):
                found[index + 1] = replace(after, unit=figure.unit)
        elif figure.unit is None and after.unit is not None and not figure.noun:
            found[index] = replace(figure, unit=after.unit, exponent=figure.exponent or after.exponent)


def _may_be_of(figure: Quantity, other: Quantity) -> bool:
    """Whether a figure may be of the unit of another: what is more than a hundred is hardly a share."""
    return other.unit != "percent" or (not figure.exponent and figure.value <= 100)


def _is_by_how_much(low: str, figure: Quantity) -> bool:
    """Whether a figure says by how much something changed: ``drop by 15 per cent to 122``."""
    return _CHANGED.search(low, max(0, figure.start - _LONGEST_CHANGE), figure.start) is not None


def _goes_on_with(low: str, figure: Quantity, after: Quantity) -> bool:
    """Whether a bare number goes on with a measure: ``transport gets 6.7 billion euros, education 3.6 billion``."""
    kind = UNITS[figure.unit].kind if figure.unit else ""
    if kind not in _MEASURES or bool(figure.exponent) != bool(after.exponent):
        return False
    return (
        _GOES_ON.fullmatch(low, figure.end, after.start) is not None
        and _ENDS.match(low, after.end) is not None
        and (kind != "share" or (_may_be_of(after, figure) and not _is_by_how_much(low, figure)))
    )


def _leads_back(sentence: Sentence, figure: Quantity, after: Quantity, lang: str) -> bool:
    """Whether an earlier value of the same follows a figure; a change in per cent is none of it."""
    level = figure.unit != "percent" or _LEVEL.search(sentence.low, 0, figure.start) is not None
    return (
        level
        and figure.unit != "rank"
        and _back(lang).fullmatch(sentence.low, figure.end, after.start) is not None
    )


@cache
def _back(lang: str) -> re.Pattern[str]:
    """Make the pattern of what leads back to an earlier value: ``rose to 4.11 tons per hectare from 4.04``."""
    cues = load_table("cues", lang)["figures"]
    words = words_pattern([*cues["from"], *cues["compared"]])
    return re.compile(
        rf"[^;.:()\d]{{0,24}}(?:(?:năm |in )?(?:19|20)\d\d,?)? ?\(?(?:up |down )?(?:{words}) (?:\w+ )?"
    )


@cache
def _to(lang: str) -> re.Pattern[str]:
    to = words_pattern(load_table("cues", lang)["figures"]["to"])
    return re.compile(rf"[^;.:\d]{{0,24}}(?:(?:năm |in )?(?:19|20)\d\d,?)? ?(?:{to}) (?:\w+ )?")


# --- as printed ---------------------------------------------------------------------------------------------


_ARTICLES = frozenset({"a", "an", "the", "of", "for", "to"})
_EACH = re.compile(
    r"(?: ?/ ?| per | an? | mỗi | một )(ha|hecta|hectares?|tấn|tonnes?|tons?|kg|kilogram|acre|m2|m3)(?!\w)"
)
_EACH_NAMES = {
    "hecta": "ha",
    "hectare": "ha",
    "hectares": "ha",
    "tấn": "tonne",
    "tonnes": "tonne",
    "tons": "ton",
}
_PLAIN = frozenset({None, "percent", "rank", "place"})
_LONGEST_NOUN = {"vi": 4, "en": 2}


def printed_span(sentence: Sentence, figure: Quantity, lang: str) -> tuple[int, int]:
    """Give the figure with the words that say what is counted."""
    words = counted(figure.noun, lang) if figure.unit is None else ""
    at = sentence.text.find(words, figure.end, figure.end + len(words) + 3) if words else -1
    return (figure.start, at + len(words)) if at >= 0 else (figure.start, figure.end)


def each_of(sentence: Sentence, figure: Quantity) -> str:
    """Give what a measure is counted per, as printed behind it: the ``ha`` of ``6,3 tấn/ha``; ``""`` for nothing."""
    match = _EACH.match(sentence.low, figure.end) if figure.unit not in _PLAIN else None
    return _EACH_NAMES.get(match[1], match[1]) if match else ""


@lru_cache(maxsize=KEPT)
def counted(noun: str, lang: str) -> str:
    """Give the few words of a rough noun that say what is counted."""
    words, ends = noun_phrase_behind(noun, lang).split() or noun.split()[:1], edges(lang).no_noun
    stop = next((at for at, word in enumerate(words) if at and word.lower() in ends), None)
    words = words[:stop][: _LONGEST_NOUN[lang]]
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in _ARTICLES else words)
