"""Read the numbers of Vietnamese acts: ``57-NQ/TW``, ``39/2024/QH15``.  The grammar is ``acts.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from hntrack.text.fold import nfc

_NAMED_WITHIN = 40  # characters before a number in which its kind may be named
_NO_D = str.maketrans("ÐƉ", "ĐĐ")  # letters of other alphabets that look like Đ
_DAY = re.compile(
    r"\s*+(?:,\s*+)?(?:(?:ký|ban hành)\s++)?ngày\s++(\d{1,2})\s*+(?:/|-|\.|tháng)\s*+(\d{1,2})"
    r"\s*+(?:/|-|\.|(?:,\s*+)?năm)\s*+((?:19|20)\d{2})"
)


class Act(NamedTuple):
    """A number of an act, as a text names it.

    Attributes:
        number: As it should be cited: ``57-NQ/TW``.
        kind: Id of a kind of ``acts.toml``: ``resolution``.
        issuer: The issuer's code: ``TW``; with the unit for letters: ``UBND-NC``.
        start, end: Where it stands in the text.
        printed: As it stands there.
        day: ISO day of the act, where the text says it behind the number.
    """

    number: str
    kind: str
    issuer: str
    start: int
    end: int
    printed: str
    day: str = ""


@cache
def grammar() -> Mapping[str, Any]:
    """Give the grammar as it stands in ``acts.toml``."""
    text = files("hntrack.documents").joinpath("acts.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


def find_acts(text: str) -> tuple[Act, ...]:
    """Give the numbers of acts in a text, in their order.

    Blanks around ``/`` and ``-``, dashes for hyphens, letters that only look like Đ, and decomposed letters are
    read as what was meant; offsets count the text in NFC.
    """
    return tuple(_found(nfc(text)))


def same_number(text: str) -> str | None:
    """Give the number that a text consists of, as it should be cited; ``None`` where it is no number of an act."""
    stripped = nfc(text).strip()
    found = find_acts(stripped)
    whole = found and found[0].start == 0 and found[0].end == len(stripped)
    return found[0].number if whole else None


def strength_of(kind: str) -> str:
    """Give the step of the ladder on which a kind of act stands."""
    return _kinds()[kind]["strength"] if kind in _kinds() else "report"


def kind_names(kind: str) -> tuple[str, str]:
    """Give what a kind of act is called in Vietnamese and in English."""
    entry = _kinds().get(kind)
    return (entry["vi"][0], entry["en"]) if entry else (kind, kind)


def kind_ids() -> tuple[str, ...]:
    """Give the ids of all kinds."""
    return tuple(_kinds())


def issuer_name(code: str, lang: str) -> str:
    """Give what a code stands for; the code itself where that is not known."""
    issuers = grammar()["issuers"]
    entry = issuers.get(code) or issuers.get(code.rstrip("0123456789")) or issuers.get(code.partition("-")[0])
    return str(entry[lang]) if entry else code


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in grammar()["kind"]}


@cache
def _codes() -> dict[str, str]:
    return {code: entry["id"] for entry in grammar()["kind"] for code in entry["codes"]}


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Give (name before a number, kind), long names first."""
    pairs = [(name, entry["id"]) for entry in grammar()["kind"] for name in entry["vi"]]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = grammar()
    marks, senders = table["marks"], table["senders"]
    code = marks["code"]
    parts = {
        "number": f"(?P<number>{marks['number']})",
        "year": f"(?P<year>{marks['year']})",
        "kind": f"(?P<kind>{_either(_codes())})",
        "issuer": rf"(?P<issuer>T\.Ư|{code}(?:[-‐‑–]{code}|\s[-‐‑–]\s?[A-ZĐ]{{2,10}}(?!\w)){{0,4}})",
        "party": f"(?P<issuer>{marks['party']})",
        "government": f"(?P<issuer>{marks['government']})",
        "assembly": f"(?P<issuer>(?:{_either(table['assemblies']['codes'])})[0-9]{{0,2}})",
        "sender": f"(?P<sender>{_either(senders['codes'])}|{'|'.join(senders['patterns'])})",
    }
    shapes = []
    for shape in table["shape"]:
        form = _loosened(shape["form"])
        for name, pattern in parts.items():
            form = form.replace("{" + name + "}", pattern)
        shapes.append((shape["name"], re.compile(rf"(?<![\w/.,-])(?<![\d ]:){form}(?![\w/]|-\w)")))
    return tuple(shapes)


def _either(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _loosened(form: str) -> str:
    """Allow a blank around the marks between the parts of a number, and dashes for hyphens."""
    return re.sub(r"\}([/-])", lambda mark: "}\\s?/\\s?" if mark[1] == "/" else "}\\s?[-‐‑–]\\s?", form)


def _found(text: str) -> Iterator[Act]:
    plain = text.translate(_NO_D)
    taken: list[Act] = []
    for name, pattern in _patterns():
        for match in pattern.finditer(plain):
            if any(match.start() < act.end and act.start < match.end() for act in taken):
                continue
            act = _act(name, match, plain)
            if act.kind:
                taken.append(act)
    yield from sorted(taken, key=lambda act: act.start)


def _act(shape: str, match: re.Match[str], text: str) -> Act:
    groups = match.groupdict()
    issuer = _spelt(_squeezed(groups["issuer"]))
    named = _named_kind(text[max(0, match.start() - _NAMED_WITHIN) : match.start()])
    number = _squeezed(match[0]).removesuffix(_squeezed(groups["issuer"])) + issuer
    kind = _codes().get(groups.get("kind") or "", "")
    if shape.startswith("government"):
        kind = named
    elif shape == "letter":
        kind, issuer = "letter", f"{groups['sender']}-{issuer}"
    elif shape.startswith("assembly"):
        by_issuer = "resolution" if issuer.startswith("UBTV") else "law"
        kind = named if named in ("law", "ordinance", "resolution", "order") else by_issuer
    elif groups.get("kind") == "QĐ" and named == "regulation":
        kind = "regulation"  # the Party gives both the same sign
    if issuer in _party() and shape != "party":
        number = f"{groups['number']}-{groups['kind']}/{issuer}"
    return _dated(Act(number, kind, issuer, match.start(), match.end(), match[0]), text)


def _squeezed(text: str) -> str:
    """Give a text without blanks, with plain hyphens."""
    return re.sub(r"[‐‑–]", "-", re.sub(r"\s", "", text))


def _spelt(code: str) -> str:
    aliases = grammar()["aliases"]
    return "-".join(aliases.get(part, part) for part in code.split("-"))


@cache
def _party() -> tuple[str, ...]:
    return tuple(grammar()["marks"]["party"].split("|"))


def _named_kind(before: str) -> str:
    """Give the kind that the words before a number name, the nearest one."""
    low = before.lower()
    best, at = "", -1
    for name, kind in _names():
        found = low.rfind(name)
        if found >= 0 and found + len(name) > at:
            best, at = kind, found + len(name)
    return best


def _dated(act: Act, text: str) -> Act:
    match = _DAY.match(text, act.end)
    if match is None:
        return act
    day, month, year = (int(part) for part in match.groups())
    valid = 1 <= month <= 12 and 1 <= day <= 31
    return act._replace(day=f"{year:04}-{month:02}-{day:02}") if valid else act
