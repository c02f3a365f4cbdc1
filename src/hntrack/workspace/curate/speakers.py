"""Who says what a line states: a name beside a word of saying, or behind "theo" or "according to"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hntrack.languages import load_table
from hntrack.model.records import Speaker
from hntrack.text.areas import areas_in
from hntrack.text.quantity_numbers import lower, whole_words
from hntrack.text.sentences import sentences_of

_CAPITAL = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
_WORD = rf"[{_CAPITAL}][^\W\d_]{{0,15}}"
_LONGEST_LINE = 4000  # characters; who speaks in a longer one is not looked for


def speaker_at(line: str, position: int, lang: str) -> Speaker | None:
    """Give who says what stands at a place of a line, as far as its own sentence tells; else ``None``.

    The last one named before the place wins, else the first one behind it; nothing is carried from other sentences.
    """
    if len(line) > _LONGEST_LINE:
        return None
    for sentence in sentences_of(line):
        at = position - sentence.start
        if 0 <= at < len(sentence.text):
            named = _speakers(sentence.text, lang)
            before = [speaker for start, speaker in named if start <= at]
            return before[-1] if before else next((speaker for _, speaker in named), None)
    return None


@lru_cache(maxsize=64)
def _speakers(sentence: str, lang: str) -> list[tuple[int, Speaker]]:
    """Give who is named in a sentence, each once, and where: who is named with a post, with it."""
    named = [
        (match.start(), _read(match))
        for pattern in _patterns(lang)
        for match in pattern.finditer(sentence)
        if _is_person(match, lang)
    ]
    named.sort(key=lambda it: (it[1].post is None, it[0]))
    by_name: dict[str, tuple[int, Speaker]] = {}
    for start, speaker in named:
        by_name.setdefault(speaker.name, (start, speaker))
    return sorted(by_name.values(), key=lambda it: it[0])


def _is_person(match: re.Match[str], lang: str) -> bool:
    """Places have family names, too (Thái Nguyên), and an English office looks like a name where nothing tells."""
    if lang == "en":
        return bool(match["title"] or match["post"])
    return not areas_in(lower(match["name"]))


def _read(match: re.Match[str]) -> Speaker:
    post = (match["post"] or "").strip(" ,") or None
    return Speaker(" ".join(match["name"].split()), post)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    """``TITLE NAME, POST, SAYS`` · ``POST NAME SAYS`` · ``ACCORDING TO NAME, POST`` · ``says NAME, POST``."""
    table = load_table("speakers", lang)
    says, according, posts = (whole_words(table[key]) for key in ("says", "according", "posts"))
    title = rf"(?:(?P<title>{whole_words(table['titles'])})\.? )?"
    first = "|".join(table["surnames"]) if table["surnames"] else _WORD
    name = rf"(?<!\w)(?P<name>(?:{first})(?: {_WORD}){{1,3}})"
    behind = rf"(?:(?:,| -| –) ?(?P<post>(?:{posts})[^,.;:!?\"“”\n]{{0,80}}),?)?"
    post = rf"(?P<post>(?:{posts})(?: [^,.;:!?\"“”\s]{{1,20}}){{0,10}}?)"
    forms = [
        rf"{title}{name}{behind} (?:đã |also |has )?(?:{says})(?!\w)",
        rf"{post} {title}{name},? (?:{says})(?!\w)",
        rf"(?:{according}) {title}{name}{behind}(?=[,.]|$)",
        rf"(?:{according}) {post} {title}{name}(?=[,.]|$)",
    ]
    if lang == "en":
        forms += [
            rf"(?:{says}) {title}{name}{behind}(?=[,.]|$)",
            rf"(?:{says}) {post} {title}{name}(?=[,.]|$)",
        ]
    return tuple(map(re.compile, forms))
