"""Say what a figure is about, in the document's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hntrack.extract.edges import edges
from hntrack.extract.phrases import TIME_MARK, noun_phrase_before, noun_phrase_behind
from hntrack.extract.sentences import Sentence
from hntrack.extract.times import Time
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import whole_words, words_pattern
from hntrack.text.units import UNITS

_ABOUT = {"vi": re.compile(r"(?<!\w)về (?P<what>[^;.:]+)"), "en": re.compile(r"(?<!\w)in (?P<what>[^;.:,]+)")}
_CHANGE = re.compile(r"(?:rais|increas|cut|reduc|rose|fell|grow|grew|expand|bring|lift|lower|cutting)\w*")
_PLAIN_WORDS = frozenset(
    {"national", "rate", "rates", "level", "levels", "the", "of", "a", "an", "its", "and", "tỉnh"}
)
# "18% fewer than in 2020", "a 45 percent cut": more of the same.
_OF_THE_SAME = re.compile(
    r"[ -](?:fewer|more|less|higher|lower|longer|shorter|up|down|cut|reduction|increase|rise)(?!\w)"
)
_OF_A_PLAN = re.compile(r" ?(?:so với )?(?:kế hoạch|dự toán|chỉ tiêu)(?!\w)")
# Who pays is not what the money is for: "has spent $2 billion on rebates", "đã bố trí 185 tỷ đồng cho thủy lợi".
_PAID_FOR = {
    "vi": re.compile(r"[^,;.:]{0,24}?(?<!\w)(?:cho|để|vào|từ|làm) (?P<what>[^;:\x00]+)"),
    "en": re.compile(
        r"[^,;.:]{0,30}?(?<!\w)(?:on|for|to|towards?|into|in) (?P<what>(?!the next|the past|\d)[^;:\x00]+)"
    ),
}
_REGION = re.compile(
    r"(?:the )?(?:country|world|region|south-?east asia|asia|asean|eu|europe|globe|oecd|g7|g20)\W*"
)
_AMONG = re.compile(r"(?:trong|among|in) (?:the )?(?P<group>(?:nhóm|group) [^,;.(]{3,80})")
# Behind money, scores and ratios stands no name of what they measure.
_NO_THING_BEHIND = frozenset({"share", "money", "score", "ratio", "share_change"})
_OF = re.compile(r" of (?:all |the |those |its |their )?(?P<what>[^,;:]+)")
_TIME_INSIDE = re.compile(r" ?\x00 *(?=[a-z])")  # "births are now attended by a midwife"
_MAKES_UP = re.compile(
    r"(?:make|making|made|makes) up |(?:accounts?|accounted|accounting) for "
    r"|(?:supply|supplies|generates?) (?:only |just |about )*"
    r"|(?:covers?|covered|handles?|meet|met|meets) "
    r"|(?:contributed?|generated?|supplied|supplies|provides?) |(?:is|are|was|were|about|equal to) $"
)
_LONGEST_SHARE = 10
_MORE_UNIT = re.compile(r" ?[^\W\d]{0,6}/")  # "26 m2 sàn/người", "3 tấn/ha"
_EXTENTS = frozenset({"area", "length", "volume", "mass"})
_DEEDS = re.compile(
    r"(?<!\w)((?:trồng|xây|xây dựng|thành lập|lắp đặt|đào tạo|sửa chữa|nâng cấp|nạo vét|khởi công|hoàn thành|thu hoạch"
    r"|công nhận|bàn giao|giải quyết|tuyển dụng|bổ sung|thiếu|cấp|hỗ trợ)(?: mới| lại| thêm)?)"
    r"(?: (?:được|thêm|hơn|gần|khoảng|trên|ít nhất|tối thiểu|từ))* ?$"
)
_COMPARED = frozenset({"compared with", "of the year before"})
_IS = re.compile(r"\s{0,3}là ")
_REGION_END = re.compile(r"[,(]|(?<!\w)về |\x00")
_RANKED = ("nước", "quốc gia", "nền")
# What starts so is a clause that goes on, and names nothing: "we intend to close that gap".
_NO_PHRASE = {
    "en": re.compile(
        r"(?:we|i|it|they|he|she|you|this|against|since|who|which|that|up from|down from|or|when|where|lower than"
        r"|higher than|such|remains|followed by|at)(?!\w)"
    ),
    "vi": re.compile(r"(?:lũy kế|luỹ kế|cộng dồn|tính chung|tương đương)(?!\w)"),
}
_FAR = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: in which sentence, among which figures; ``blanked`` is the text without its times."""

    sentence: Sentence
    figures: list[Quantity]
    index: int
    blanked: str
    lang: str

    @property
    def one(self) -> Quantity:
        """The figure itself."""
        return self.figures[self.index]

    @property
    def after_rank(self) -> bool:
        """Whether the figure before it is a rank too."""
        return self.index > 0 and self.figures[self.index - 1].unit == "rank"

    def stretch(self, start: int, end: int) -> str:
        """Give a stretch of the sentence with a mark in place of each time, at most some hundred characters."""
        return (
            self.blanked[max(start, end - _FAR) : end]
            if end <= self.one.start
            else self.blanked[start : min(end, start + _FAR)]
        )


def without_times(text: str, times: Sequence[Time]) -> str:
    """Put a mark and blanks in place of each time, so that nothing moves."""
    pieces, at = [], 0
    for time in times:
        pieces += [text[at : time.start], TIME_MARK, " " * (time.end - time.start - 1)]
        at = time.end
    return "".join((*pieces, text[at:]))


def name_subject(place: Place, inherited: str, last: str, evidence: list[str]) -> str:
    """Give the subject of a figure, with what earlier figures say of it.

    Args:
        place: The figure in its sentence.
        inherited: The subject of the figure before it in the sentence, ``""`` for none.
        last: The subject of the last claim before it.
        evidence: What speaks for its kind: an earlier value, or a target that is only named, is of the same subject.
    """
    if inherited and ("to after from" in evidence or is_of_the_same(place)):
        return inherited
    from_where = "from" in evidence and "from and to" not in evidence and place.one.value_high is None
    if inherited and place.index and from_where and not place.one.noun:
        return inherited
    noun = place.one.noun.lower().split(" ", 1)[0]
    others = (
        bool(noun) and place.one.unit is None and noun not in inherited.lower()
    )  # "from 1.4 million families"
    if inherited and place.index and not others and not _COMPARED.isdisjoint(evidence):
        return inherited if "from and to" not in evidence else subject_of(place, inherited) or inherited
    own = subject_of(place, inherited)
    if place.lang == "en" and _NO_PHRASE["en"].match(own.lower()):
        own = behind_of(place) or own
    if own and inherited.lower().startswith(own.lower()):
        return inherited  # "118 trường (83,1%) đạt chuẩn": the share is of the same
    return (inherited or last or own) if _points_back(own.lower(), evidence, place.lang) else own


def is_of_the_same(place: Place) -> bool:
    """Whether the words behind a figure say that it is a difference, a limit or a share of a plan."""
    one = place.one
    if place.lang == "vi":
        return (
            place.index > 0
            and one.unit == "percent"
            and _OF_A_PLAN.match(place.sentence.low, one.end) is not None
        )
    return (
        one.unit is not None
        and one.unit != "rank"
        and _OF_THE_SAME.match(place.sentence.low, one.end) is not None
    )


def _points_back(words: str, evidence: list[str], lang: str) -> bool:
    """Whether words name nothing of their own: ``this rate``, ``still short of the goal``, nothing at all."""
    named = not {"called a target", "target behind"}.isdisjoint(evidence)
    return (
        not words
        or _NO_PHRASE[lang].match(words) is not None
        or is_about_targets(words, lang)
        or words in edges(lang).pronouns
        or words in edges(lang).wholes
        or (named and words.startswith(edges(lang).set_by))
    )


def goes_on(words: str, lang: str) -> bool:
    """Whether words start as a clause that goes on, and name nothing: ``we intend to close that gap``."""
    return _NO_PHRASE[lang].match(words) is not None


def is_about_targets(words: str, lang: str) -> bool:
    """Whether words only name a target, not what it is of: ``still short of the goal``."""
    each = frozenset(words.split())
    return not each <= _PLAIN_WORDS and each <= frozenset(edges(lang).about_targets)


def subject_of(place: Place, inherited: str) -> str:
    """Give the subject of a figure.

    Args:
        place: The figure in its sentence.
        inherited: The subject of the figure before it, ``""`` for none.
    """
    one = place.one
    if behind := _share_of(place) or _paid_for(place) or _made(place):
        return behind
    before, after = before_of(place), behind_of(place)
    if one.unit == "rank":
        return _rank_subject(place, before, inherited)
    if one.unit is None and one.noun:
        return _counted_subject(place, before, after, inherited)
    if one.unit is not None and one.unit.startswith("per_"):
        counted = noun_phrase_behind(one.noun, place.lang)
        return before if len(before.split()) > 2 else (counted or before or inherited)
    if after and _names_counted(place):
        return _counted_share(place, before, after, inherited)
    return _measured(place, before, after, inherited)


def _counted_subject(place: Place, before: str, after: str, inherited: str) -> str:
    """Give the subject of a count: what is counted, or what is measured by it."""
    one = place.one
    if _is_measure(before, place.lang):
        return before
    counted = after or noun_phrase_behind(one.noun, place.lang) or one.noun
    measured = one.noun.lower().split(" ", 1)[0] in edges(place.lang).measured_in
    only_how = measured or counted.lower() in edges(place.lang).classifiers
    return (before or inherited or label_of(place) or counted) if only_how else counted


def _paid_for(place: Place) -> str:
    """Give what money is for, where who pays stands before it."""
    one = place.one
    if one.unit is None or UNITS[one.unit].kind != "money":
        return ""
    if not _pays(place.lang).search(place.sentence.low, max(0, one.start - 40), one.start):
        return ""
    _, clause_end = place.sentence.clause_of(one.start)
    follows = [figure.start for figure in place.figures[place.index + 1 : place.index + 2]]
    match = _PAID_FOR[place.lang].match(place.stretch(one.end, min([clause_end, *follows])))
    return noun_phrase_behind(match["what"], place.lang) if match else ""


def _made(place: Place) -> str:
    """Give what is made or mended with what is done to it: the ``rừng trồng mới`` of ``trồng mới 3.745 ha rừng``."""
    one = place.one
    if place.lang != "vi" or (one.unit is not None and UNITS[one.unit].kind not in _EXTENTS):
        return ""
    deed = _DEEDS.search(place.sentence.low, max(0, one.start - 50), one.start)
    noun = behind_of(place) or one.noun
    return f"{noun} {deed[1]}" if deed and 0 < len(noun.split()) <= 4 else ""


def _share_of(place: Place) -> str:
    """Give what an English share is of, with what it does: ``64% of households have access to fibre``."""
    one = place.one
    _, clause_end = place.sentence.clause_of(one.start)
    follows = [figure.start for figure in place.figures[place.index + 1 : place.index + 2]]
    if one.unit != "percent" or place.lang != "en":
        return ""
    match = _OF.match(place.stretch(one.end, min([clause_end, *follows])))
    if match is None or _MAKES_UP.search(place.sentence.low[max(0, one.start - 40) : one.start]):
        return ""
    what = _TIME_INSIDE.sub(" ", match["what"])
    return " ".join(noun_phrase_behind(what, "en", verbs=True).split()[:_LONGEST_SHARE])


def _is_measure(before: str, lang: str) -> bool:
    """Whether the words before a count say what is measured: ``công suất 8 triệu sản phẩm``."""
    return len(before.split()) > 1 and before.lower().startswith(edges(lang).measures)


def _names_counted(place: Place) -> bool:
    """Whether the words behind the figure name what it counts: no verb before it makes it the object."""
    unit = place.one.unit
    kind = UNITS[unit].kind if unit is not None else ""
    return (unit == "percent" or kind not in _NO_THING_BEHIND) and bool(unit) and not _has_verb(place)


def _counted_share(place: Place, before: str, after: str, inherited: str) -> str:
    if after.lower() in edges(place.lang).wholes:
        return f"{inherited} {after}".strip()
    return f"{before} {after}" if before and _covers(place) else after


def _measured(place: Place, before: str, after: str, inherited: str) -> str:
    one = place.one
    single = len(before.split()) == 1 and not one.share_of
    if single and inherited and not before.isupper() and before.lower() not in inherited.lower():
        before = f"{before} {inherited}"
    if before.lower().endswith(edges(place.lang).transitive):
        behind = place.stretch(one.end, place.sentence.clause_of(one.start)[1])
        named = "" if behind.lstrip().startswith(",") else noun_phrase_behind(behind, place.lang)
        before = named or before
    subject = before or (after if one.unit == "percent" else "") or inherited or label_of(place) or after
    if one.share_of and one.share_of.lower() not in subject.lower() and len(subject.split()) <= 3:
        subject = f"{subject} {one.share_of}".strip()
    return subject


def _rank_subject(place: Place, before: str, inherited: str) -> str:
    one, lang = place.one, place.lang
    if place.sentence.text[one.start - 1 : one.start] == "(":
        return _name_before(place.sentence.text[max(0, one.start - 60) : one.start - 1])
    _, clause_end = place.sentence.clause_of(one.start)
    following = [f for f in place.figures[place.index + 1 : place.index + 5] if f.start < clause_end]
    own_end = following[0].start if following else clause_end
    own = place.stretch(one.end, own_end)
    shared = place.stretch(one.end, clause_end) if all(f.unit == "rank" for f in following) else own
    about, where = _about(own, lang) or _about(shared, lang), _where(own, lang)
    if about:
        return f"{about} {where}".strip() if following or place.after_rank else about
    if place.after_rank:
        return f"{inherited} {where}".strip()
    group = _AMONG.search(own) if one.comparator is None else None
    if one.comparator is None or len(before.split()) >= 3:
        return group["group"].strip() if group else (before or inherited)
    noun = noun_phrase_behind(place.sentence.text[one.spans[-1][1] : own_end], lang)
    return f"{before} {where}".strip() if before and len(noun.split()) <= 5 else (noun or inherited or before)


def _where(own: str, lang: str) -> str:
    """Give the region of a ranking, where it stands right behind the rank."""
    if lang != "vi":
        return ""
    where = noun_phrase_before(_REGION_END.split(own)[0], lang)
    return where if len(where.split()) <= 4 and not where.lower().startswith(_RANKED) else ""


def _about(text: str, lang: str) -> str:
    if lang == "vi":
        found = _ABOUT["vi"].search(text)
        return noun_phrase_behind(found["what"], lang, commas=True) if found else ""
    parts = [m.group() for m in re.finditer(r"(?<!\w)in (?:(?! in )[^;.:,\x00(])+", text)]
    topics = [part[3:] for part in parts if not _REGION.fullmatch(part[3:].lower().strip())]
    return noun_phrase_behind(topics[-1], lang) if topics else ""


def _name_before(text: str) -> str:
    """Give the capitalised words at the end: a country before its rank in brackets."""
    words = text.split()
    first = len(words)
    while first > 0 and words[first - 1][0].isupper():
        first -= 1
    return " ".join(words[first:])


def before_of(place: Place) -> str:
    """Give the noun phrase before a figure, behind the figure before it; ``""`` for none."""
    clause_start, _ = place.sentence.clause_of(place.one.start)
    earlier = place.index > 0 and place.figures[place.index - 1].end > clause_start
    start = place.figures[place.index - 1].end if earlier else clause_start
    text = place.stretch(start, place.one.start)
    if earlier:
        text = (
            text.split(",", 1)[1]
            if "," in text
            else re.split(r"(?<!\w)(?:và|and)(?!\w)", text, maxsplit=1)[-1]
        )
    if place.one.unit == "rank" and place.after_rank and "," not in place.stretch(start, place.one.start):
        return ""
    return noun_phrase_before(text, place.lang)


def behind_of(place: Place) -> str:
    """Give the noun phrase behind a figure, up to the next; ``""`` for none."""
    _, clause_end = place.sentence.clause_of(place.one.start)
    follows = [f.start for f in place.figures[place.index + 1 : place.index + 2] if f.start <= clause_end]
    text = place.stretch(place.one.end, min([clause_end, *follows]))
    if follows and text.rstrip().endswith("("):
        # "118/142 trường (83,1%) đạt chuẩn": what brackets hold parts no phrase
        rest = place.sentence.text[follows[0] : clause_end]
        text = f"{text.rstrip()[:-1]}{rest.partition(')')[2]}"
        return noun_phrase_behind(
            text, place.lang, commas=True, verbs=place.one.unit is None or place.lang == "vi"
        )
    if place.lang == "vi" and place.one.unit == "percent" and (told := _IS.match(text)):
        text = text[told.end() :]
    if place.one.unit is not None and (_MORE_UNIT.match(text) or _no_noun(place.lang).match(text.lower())):
        return ""
    if follows and "," in text:
        text = text.rsplit(",", 1)[0]  # what stands behind the last comma belongs to the next figure
    share = place.one.unit == "percent" and place.lang == "vi" and not _has_verb(place)
    return noun_phrase_behind(text, place.lang, commas=True, verbs=share)


def label_of(place: Place) -> str:
    """Give the words before a colon that head a list of figures: ``Công suất cực đại: năm 2025 …``."""
    start, _ = place.sentence.clause_of(place.one.start)
    head = place.sentence.text[max(0, start - _FAR) : start].split(";")[-1]
    return noun_phrase_before(head.rsplit(":", 1)[0], place.lang) if ":" in head else ""


def _has_verb(place: Place) -> bool:
    one = place.one
    start = max([place.sentence.clause_of(one.start)[0], one.start - 60])
    start = max([start, *(f.end for f in place.figures[max(0, place.index - 1) : place.index])])
    before = place.sentence.low[start : one.start].rstrip(" \u00a0")
    if _verb(place.lang).search(before):
        return True
    return place.lang == "en" and before.endswith(" to") and _CHANGE.search(before) is not None


def _covers(place: Place) -> bool:
    words = place.sentence.low[max(0, place.one.start - 20) : place.one.start].split()
    return bool(words) and words[-1] in edges(place.lang).covering


@cache
def _pays(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(edges(lang).pays)})(?!\w)(?: [^\W\d]+){{0,2}} $")


@cache
def _verb(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,])(?:{words_pattern(edges(lang).verbs)})$")


@cache
def _no_noun(lang: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,(/]*(?:{words_pattern(edges(lang).no_noun)})(?!\w)|\s*[(),;.:]")
