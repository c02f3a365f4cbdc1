"""Read the numbers of Vietnamese acts (``57-NQ/TW``, ``39/2024/QH15``) and what an act says of itself.

The grammar of numbers is ``acts.toml``.  An act names issuer, number, place and day, title and signer, each found with
where it stands; the form is that of Decree 30/2020 (offices of the State) and Guide 36-HD/VPTW (offices of the Party).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from types import MappingProxyType
from typing import Any, NamedTuple

from hntrack.documents.lines import Document, Line, Place
from hntrack.text.characters import nfc

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


def _kind_of_assembly(issuer: str, named: str) -> str:
    """Give the kind of an act of the National Assembly or its committee: as named, else what each makes most."""
    if named in ("law", "ordinance", "resolution", "order"):
        return named
    return "resolution" if issuer.startswith("UBTV") else "law"


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
        kind = _kind_of_assembly(issuer, named)
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


_TOP = 40
_MOTTO = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:Luật\s+)?[Ss]ố\s*:?\s*(?P<number>.{0,60})")
_BLANK_NUMBER = re.compile(r"[\s.…_-]*+(?:/[\s.…_-]*+)?(?:[0-9]{4}/)?[A-ZĐ]{2}[A-Za-zĐ]*+-[A-ZĐ][\w-]*+")
_PLACE_AND_DAY = re.compile(
    r"(?P<place>[A-ZĐÁÀẢÃẠÂĂÊÔƠƯ][\w .’'-]{1,40}?)\s*,\s*"
    r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>(?:19|20)\d{2})"
)
_POST = re.compile(
    r"(?:T[MLƯU]\.?|KT\.?|Q\.|PHÓ |THỨ ){0,6}\s{0,9}"
    r"(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|BÍ THƯ|PHÓ BÍ THƯ|TỔNG BÍ THƯ|"
    r"CHÁNH VĂN PHÒNG|TRƯỞNG BAN|PHÓ TRƯỞNG BAN|TỔNG GIÁM ĐỐC|THỐNG ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG)\b"
    r"[^a-zđ]{0,60}"
)
_TITLES = re.compile(r"(?:(?:PGS|GS|TS|ThS|BS|Ths)\b\.?\s*)*")
_NO_TITLE = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo|Kính gửi|Kính trình|Để |Điều 1|_{3,}|-{3,}|\*{3,})")
_DIGITS = re.compile(r"^[\W_]+$")


class Fact(NamedTuple):
    """Something an act says of itself, with where it stands."""

    text: str
    place: Place


class Letterhead(NamedTuple):
    """What an act says of itself; ``None`` where it does not, or not in the form that such acts have.

    Attributes:
        issuer: The body that issued it; the body above it is not part of the name.
        number: As it should be cited.
        unnumbered: The place of a number is there and empty: a draft, or a copy made before it was numbered.
        place: Where it was issued.
        day: ISO day.
        kind: Id of the kind of act.
        title: The kind's name and what it is about.
        post: As printed: ``KT. CHỦ TỊCH``.
        signer: Name of who signed.
    """

    issuer: Fact | None = None
    number: Fact | None = None
    unnumbered: bool = False
    place: Fact | None = None
    day: Fact | None = None
    kind: str = ""
    title: Fact | None = None
    post: Fact | None = None
    signer: Fact | None = None


def read_letterhead(document: Document) -> Letterhead:
    """Read the head and the signature of an act."""
    lines = [line for line in document.lines if line.text and line.kind != "margin"]
    top = [piece for line in lines[:_TOP] for piece in _parted(line)]
    at, number, unnumbered = _number(top)
    place, day = _day(top)
    kind, title = _title(top)
    post, signer = _signer(lines)
    return Letterhead(_issuer(top, at), number, unnumbered, place, day, kind, title, post, signer)


def _parted(line: Line) -> Iterator[Line]:
    """Part a line of the head at the motto of the State or Party: a wide line may hold several of its lines."""
    start = 0
    for match in _MOTTO.finditer(line.text):
        if line.text[start : match.start()].strip(" -–—_*|"):
            yield line._replace(text=line.text[start : match.start()].strip(), place=line.at(start))
        start = match.end()
    if line.text[start:].strip(" -–—_*|"):
        yield line._replace(text=line.text[start:].strip(), place=line.at(start), turns=(), cells=())


def _number(top: Sequence[Line]) -> tuple[int, Fact | None, bool]:
    """Give the line of the number, the number, and whether its place is empty."""
    for at, line in enumerate(top):
        match = _NUMBER.search(line.text)
        if match is None or not _stands_alone(line.text, match.start()):
            continue
        acts = find_acts(match["number"])
        if acts and acts[0].start <= 2:
            return at, Fact(acts[0].number, line.at(match.start("number"))), False
        if _BLANK_NUMBER.match(match["number"]):
            return at, None, True
    return len(top), None, False


def _stands_alone(text: str, start: int) -> bool:
    """Whether a number is that of the act itself: nothing but names in capitals stands before it on its line."""
    before = text[:start].strip(" -–—_*|.")
    return not before or before.isupper()


def _day(top: Sequence[Line]) -> tuple[Fact | None, Fact | None]:
    for line in top:
        match = _PLACE_AND_DAY.search(line.text)
        if match is not None:
            day, month = int(match["day"]), int(match["month"])
            if 1 <= day <= 31 and 1 <= month <= 12:
                where = line.at(match.start())
                place = match["place"].strip()
                return Fact(place, where), Fact(f"{match['year']}-{month:02}-{day:02}", where)
    return None, None


def _issuer(top: Sequence[Line], at: int) -> Fact | None:
    """Give the last name in capitals above the number."""
    for line in reversed(top[: at + 1] if at < len(top) else ()):
        text = _NUMBER.split(line.text)[0] if line is top[at] else line.text
        text = _MOTTO.sub("", text).strip(" -–—_*|")
        if _is_name(text):
            return Fact(text, line.place)
    return None


def _is_name(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters) and len(text) < 200


def _title(top: Sequence[Line]) -> tuple[str, Fact | None]:
    """Give the kind of act, and its title: the name of the kind with the lines below it."""
    names = {name.upper(): entry["id"] for entry in grammar()["kind"] for name in entry["vi"]}
    for at, line in enumerate(top):
        head = line.text.strip(" *_-–")
        capitals = f"{head.upper()} "
        name = next((n for n in sorted(names, key=len, reverse=True) if capitals.startswith(f"{n} ")), "")
        if name and head.startswith(name):
            title = (head, *(below.text for below in takewhile(_goes_on_title, top[at + 1 : at + 5])))
            return names[name], Fact(" ".join(title), line.place)
    return "", None


def _goes_on_title(line: Line) -> bool:
    """Whether a line below the kind of an act is part of its title."""
    text = line.text
    if _NO_TITLE.match(text) or line.kind in ("row", "item") or _DIGITS.match(text):
        return False
    return not (text.endswith((".", ":", ";", ",")) or _is_section(text) or _is_name(text))


def _is_section(text: str) -> bool:
    return re.match(r"(?:[IVX]+|\d+)[.)]\s|(?:Chương|Điều|Phần|Mục)\s", text) is not None


def _signer(lines: Sequence[Line]) -> tuple[Fact | None, Fact | None]:
    """Give post and name of who signed: a post in capitals, and below it within a few lines a name."""
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        match = _POST.search(line.text)
        if match is None or line.kind == "row" or len(line.text) > 160 or match.start() > 60:
            continue
        if not match[0].strip():
            continue
        for below in [line._replace(text=line.text[match.end() - 1 :]), *lines[at + 1 : at + 9]]:
            if below.kind == "row":
                break
            named = _name_in(below.text)
            if named:
                return Fact(match[0].strip(" (["), line.place), Fact(named, below.place)
    return None, None


def _name_in(text: str) -> str:
    text = re.sub(r"[(\[][^)\]]{0,40}[)\]]|[Đđ]ã ký", " ", text)
    words = _TITLES.sub("", text.strip(), count=1).rstrip(". ").split()
    named = not _POST.match(text.strip()) and all(
        word.isalpha() and (word.istitle() or word.isupper()) for word in words
    )
    return " ".join(words) if named and 2 <= len(words) <= 5 and len(" ".join(words)) > 5 else ""
