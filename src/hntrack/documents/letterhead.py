"""Read what an act says of itself: issuer, number, place and day, title, signer, each with where it stands.

The form is that of Decree 30/2020 (offices of the State) and Guide 36-HD/VPTW (offices of the Party).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hntrack.documents.acts import find_acts, grammar
from hntrack.documents.lines import Document, Line, Place

_TOP = 40
_MOTTO = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:Luật\s+)?[Ss]ố\s*:?\s*(?P<number>.{0,60})")
_BLANK_NUMBER = re.compile(r"[\s.…_-]*+(?:/[\s.…_-]*+)?(?:[0-9]{4}/)?[A-ZĐ]{2}[A-Za-zĐ]*+-[A-ZĐ][\w-]*+")
_DAY = re.compile(
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
        match = _DAY.search(line.text)
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
        head = line.text.strip(" *_-–").upper()
        name = next(
            (n for n in sorted(names, key=len, reverse=True) if head == n or head.startswith(f"{n} ")), ""
        )
        if not name or not line.text.strip(" *_-–").startswith(name):
            continue
        parts = [line.text.strip(" *_-–")]
        for below in top[at + 1 : at + 5]:
            if _NO_TITLE.match(below.text) or below.kind in ("row", "item") or _DIGITS.match(below.text):
                break
            if below.text.endswith((".", ":", ";", ",")) or _is_section(below.text) or _is_name(below.text):
                break
            parts.append(below.text)
        return names[name], Fact(" ".join(parts), line.place)
    return "", None


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
