"""A report as a mail: a complete message (RFC 5322, MIME) that ``msmtp -t``, ``sendmail -t`` and ``curl`` take.

Everything is ASCII with lines of at most 78 characters, ended by CRLF: no server has to recode anything on the way.
The same report gives the same bytes: the date is the day of the report, and the ids are made from the content.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode, encodebytes
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from hntrack.errors import UsageError
from hntrack.render.chart_svg import png, svg
from hntrack.render.csv_text import write_safe
from hntrack.render.report_pages import draw
from hntrack.render.report_xlsx import progress_rows
from hntrack.render.report_xlsx import render as workbook
from hntrack.render.reports import render_text
from hntrack.report.briefing import Briefing, shortened, subject
from hntrack.text.characters import nfc, visible
from hntrack.text.messages import _

LARGEST = 100_000
"""Bytes of the page in a mail: readers such as Gmail cut what is longer.  Pictures and attachments do not count."""

_PICTURES = 5_000_000
"""Bytes of all pictures: mail servers refuse messages that are much larger."""

_DETAILS = ("whole", "brief", "list")
"""How full a page may be: everything, without the words of the sources, a line a target."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHORTER = (200, 100, 50, 25, 12, 5)


class Letter(NamedTuple):
    """Whom it goes to, and what it carries.

    Attributes:
        to, sender: Mailboxes as they were given.
        subject: ``None`` for the report's own.
        attachments: ``csv`` and ``xlsx``, in order.
        images: Draw the charts into the mail as PNG.
        link: Where the whole report stands; empty where nobody said.
    """

    to: tuple[str, ...]
    sender: str
    subject: str | None = None
    attachments: tuple[str, ...] = ()
    images: bool = False
    link: str = ""


class Picture(NamedTuple):
    """A chart in the mail: what it is about, its content id, its words for who does not see it, its bytes."""

    lang: str
    indicator: str
    cid: str
    alt: str
    data: bytes


class Part(NamedTuple):
    """A part of a message: its headers without the last line end, and its body, encoded."""

    headers: tuple[str, ...]
    body: str


def message(letter: Letter, briefings: Sequence[Briefing]) -> bytes:
    """Write the mail.

    Args:
        letter: Whom to, and what.
        briefings: The report in one language or several; the first one gives the subject.

    Returns:
        The message.  Where its page would be larger than :data:`LARGEST`, it names the sources without their words,
        and then each target in one line; the text has everything.  Only where the letter has a link is any target
        left out, and the page then says how many, and names the link.  Pictures yield to text.

    Raises:
        UsageError: An address is none, or a subject is not one line.
        InputError: The format needs a library that is not installed.
    """
    heads = _heads(letter, briefings)
    title = _title(letter, briefings)
    told, details, page = _fitting(letter, briefings, title)
    pictures = _pictures_within(told) if letter.images else []
    while pictures:
        illustrated = _page(told, title, details, pictures)
        if len(illustrated.encode("utf-8", "replace")) <= LARGEST:
            page = illustrated
            break
        pictures.pop()
    return _assembled(letter, heads, briefings, page, pictures)


def _fitting(
    letter: Letter, briefings: Sequence[Briefing], title: str
) -> tuple[Sequence[Briefing], str, str]:
    """Give the fullest page that no reader cuts: the report that it tells, how fully, and the page."""
    page = ""
    for details in _DETAILS:
        page = _page(briefings, title, details)
        if len(page.encode("utf-8", "replace")) <= LARGEST:
            return briefings, details, page
    for most in _SHORTER if letter.link else ():
        told = [shortened(briefing, most, letter.link) for briefing in briefings]
        page = _page(told, title, _DETAILS[-1])
        if len(page.encode("utf-8", "replace")) <= LARGEST:
            return told, _DETAILS[-1], page
    return briefings, _DETAILS[-1], page


def _page(briefings: Sequence[Briefing], title: str, details: str, pictures: Sequence[Picture] = ()) -> str:
    return draw("mail.html.j2", briefings, pictures=pictures, title=title, details=details)


def _heads(letter: Letter, briefings: Sequence[Briefing]) -> tuple[str, str]:
    """Give the headers before the message's own id, and the domain that the id is made in."""
    sender = one_address("--from", letter.sender)
    to = addresses("--to", letter.to)
    title = _title(letter, briefings)
    return (
        f"Date: {day(briefings[0].as_of)}\r\n"
        + address_header("From", [sender])
        + address_header("To", to)
        + text_header("Subject", title),
        sender.domain,
    )


def _title(letter: Letter, briefings: Sequence[Briefing]) -> str:
    """A subject that was given is refused where it is not one line; the catalog's title is made one."""
    if letter.subject is not None:
        return one_line("--subject", letter.subject)
    return visible(nfc(subject(briefings[0])), limit=200)


def day(as_of: date) -> str:
    """Give the day of the report as a mail's date: seven in the morning in Hanoi, which is midnight UTC."""
    month = _MONTHS[as_of.month - 1]
    return f"{_DAYS[as_of.weekday()]}, {as_of.day:02d} {month} {as_of.year:04d} 07:00:00 +0700"


def _assembled(
    letter: Letter,
    heads: tuple[str, str],
    briefings: Sequence[Briefing],
    page: str,
    pictures: Sequence[Picture],
) -> bytes:
    shown = _text_part("html", page)
    if pictures:
        related = [shown, *(_picture_part(picture) for picture in pictures)]
        shown = _together("related", related, '; type="text/html"')
    body = _together("alternative", [_text_part("plain", render_text(briefings)), shown])
    if letter.attachments:
        body = _together("mixed", [body, *(_attachment(kind, briefings) for kind in letter.attachments)])
    headers = "".join(f"{line}\r\n" for line in body.headers)
    digest = sha256(f"{heads[0]}\n{headers}\n{body.body}".encode()).hexdigest()[:32]
    languages = ", ".join(briefing.lang for briefing in briefings)
    return (
        f"{heads[0]}Message-ID: <{digest}@{heads[1]}>\r\n"
        f"MIME-Version: 1.0\r\nContent-Language: {languages}\r\nAuto-Submitted: auto-generated\r\n"
        f"{headers}\r\n{body.body}"
    ).encode("ascii")


def _pictures_within(briefings: Sequence[Briefing]) -> list[Picture]:
    """Give the charts in the finest form in which a server takes them all, else as many as it takes."""
    pictures: list[Picture] = []
    for zoom in (2, 1):
        pictures = _pictures(briefings, zoom)
        if sum(len(picture.data) for picture in pictures) <= _PICTURES:
            return pictures
    while sum(len(picture.data) for picture in pictures) > _PICTURES:
        pictures.pop()
    return pictures


def _pictures(briefings: Sequence[Briefing], zoom: int) -> list[Picture]:
    return [
        Picture(
            briefing.lang,
            chart.id,
            f"{briefing.lang}-{number}@hntrack",
            f"{chart.title}. {chart.description}",
            png(svg(chart), zoom),
        )
        for briefing in briefings
        for number, chart in enumerate(briefing.charts, start=1)
    ]


def _text_part(kind: str, text: str) -> Part:
    return Part(
        (f"Content-Type: text/{kind}; charset=utf-8", "Content-Transfer-Encoding: base64"),
        _base64(text.replace("\n", "\r\n").encode("utf-8", "backslashreplace")),
    )


def _picture_part(picture: Picture) -> Part:
    return Part(
        (
            "Content-Type: image/png",
            "Content-Transfer-Encoding: base64",
            f"Content-ID: <{picture.cid}>",
            "Content-Disposition: inline",
        ),
        _base64(picture.data),
    )


def _attachment(kind: str, briefings: Sequence[Briefing]) -> Part:
    name = f"hntrack-{briefings[0].as_of.isoformat()}.{kind}"
    if kind == "xlsx":
        data, media = workbook(briefings), _XLSX
    else:
        tables = [row for briefing in briefings for row in progress_rows(briefing)]
        data, media = (
            write_safe([[str(cell) for cell in row] for row in tables]).encode("utf-8", "backslashreplace"),
            "text/csv; charset=utf-8",
        )
    return Part(
        (
            f'Content-Type:\r\n {media};\r\n name="{name}"',
            "Content-Transfer-Encoding: base64",
            f'Content-Disposition: attachment;\r\n filename="{name}"',
        ),
        _base64(data),
    )


def _base64(data: bytes) -> str:
    return encodebytes(data).decode("ascii").replace("\n", "\r\n")


def _together(kind: str, parts: Sequence[Part], more: str = "") -> Part:
    """Put parts into one; its boundary cannot occur in base64, and is made from the content."""
    digest = sha256("".join(part.body for part in parts).encode()).hexdigest()[:24]
    boundary = f"=_{kind}_{digest}"
    return Part(
        (f'Content-Type: multipart/{kind}{more};\r\n boundary="{boundary}"',),
        "".join(_lines(boundary, parts)),
    )


def _lines(boundary: str, parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        yield f"--{boundary}\r\n"
        yield "".join(f"{line}\r\n" for line in part.headers)
        yield f"\r\n{part.body}"
    yield f"--{boundary}--\r\n"


# Headers of a mail, written here: nothing that a person or a catalog brings can start a header of its own.
#
# Addresses are read by a strict grammar, and control characters are refused rather than repaired.  Texts that are
# not plain ASCII, and those that look like encoded words, become encoded words (RFC 2047) of at most 75 characters
# each, with every space inside of one, because readers drop the space between two.

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SPEC = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")
_ENTRY = re.compile(
    r'\s*+(?:(?:"(?P<quoted>(?:[^"\\]|\\.)*+)"\s*+|(?P<bare>[^"<>,]*+))<(?P<in>[^<>,]*+)>|(?P<only>[^"<>,\s]++))\s*+'
)
_ALONE = re.compile(r'(?P<name>[^"<>@\\]*+)<(?P<spec>[^<>,]*+)>\s*+')
_PLAIN = re.compile(r"[ -~]{0,60}")
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONGEST_LOCAL, _LONGEST_SPEC, _LONGEST_TEXT, _MOST = 64, 254, 400, 100
_WORD_BYTES = 39  # =?utf-8?b?…?= with 52 characters of base64: 64 of the 75 allowed, 73 behind "Subject: "


class Address(NamedTuple):
    """A mailbox: a display name, which may be empty, and the address proper."""

    name: str
    spec: str

    @property
    def domain(self) -> str:
        """What stands behind the ``@``."""
        return self.spec.rpartition("@")[2]


def addresses(option: str, texts: Sequence[str]) -> tuple[Address, ...]:
    """Read mailboxes: ``a@b.vn``, ``Name <a@b.vn>``, ``"Name, with comma" <a@b.vn>``, several with commas.

    Args:
        option: Its name, for messages.
        texts: What was given.

    Raises:
        UsageError: Something else, or a control character, or a local part or domain beyond ASCII.
    """
    found = tuple(one for text in texts for one in _several(option, text))
    if not found or len(found) > _MOST:
        raise _no_address(option, ", ".join(texts))
    return found


def one_address(option: str, text: str) -> Address:
    """Read one mailbox.

    Raises:
        UsageError: None, or several.
    """
    found = addresses(option, [text])
    if len(found) > 1:
        raise _no_address(option, text)
    return found[0]


def one_line(option: str, text: str) -> str:
    """Give a text for a header as it stands, composed; a text of several lines, or with hidden characters, is refused.

    Raises:
        UsageError: It is not one line of at most 400 visible characters.
    """
    text = nfc(text)
    if len(text) <= _LONGEST_TEXT and not any(unicodedata.category(one) in _REFUSED for one in text):
        return text
    shown = visible(text, limit=80)
    raise UsageError(
        _("{option}: '{shown}' is not one line of visible text.", option=option, shown=shown),
        _(
            "Leave out line ends and hidden characters; at most {longest_text} characters.",
            longest_text=_LONGEST_TEXT,
        ),
    )


def text_header(name: str, text: str) -> str:
    """Give a header with a text: lines of at most 76 characters, CRLF between and after them."""
    return _folded(name, [text] if _is_plain(text) else list(_encoded(text)))


def address_header(name: str, found: Sequence[Address]) -> str:
    """Give a header with mailboxes."""
    words: list[str] = []
    for number, one in enumerate(found):
        words.extend(_phrase(one.name))
        spec = f"<{one.spec}>" if one.name else one.spec
        words.append(f"{spec}," if number < len(found) - 1 else spec)
    return _folded(name, words)


def _several(option: str, text: str) -> Iterator[Address]:
    rest = one_line(option, text)
    alone = _ALONE.fullmatch(rest)
    if alone:  # one mailbox, so a comma in its name divides nothing
        rest = f'"{alone["name"].strip()}" <{alone["spec"]}>'
    while True:
        match = _ENTRY.match(rest)
        spec = _SPEC.fullmatch(match["in"] or match["only"] or "") if match else None
        if match is None or spec is None or rest[match.end() : match.end() + 1] not in ("", ","):
            raise _no_address(option, text)
        if len(spec["local"]) > _LONGEST_LOCAL or len(spec[0]) > _LONGEST_SPEC:
            raise _no_address(option, text)
        quoted = match["quoted"]
        name = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match["bare"] or ""
        yield Address(name.strip(), spec[0])
        if match.end() == len(rest):
            return
        rest = rest[match.end() + 1 :]


def _no_address(option: str, text: str) -> UsageError:
    shown = visible(text, limit=80)
    return UsageError(
        _("{option}: '{shown}' is no mail address.", option=option, shown=shown),
        _("Write it like a@b.vn or 'Name <a@b.vn>'; the address itself in ASCII."),
    )


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and "=?" not in text and text == text.strip() and "  " not in text


def _phrase(name: str) -> Iterator[str]:
    if not name:
        return
    if _is_plain(name):
        escaped = re.sub(r'([\\"])', r"\\\1", name)
        yield f'"{escaped}"'
    elif len(name.encode()) <= _WORD_BYTES:
        yield _word(name)
    else:
        yield from _stretches(name.split(" "))


def _stretches(words: Sequence[str]) -> Iterator[str]:
    """Cut a long name at words of plain letters, which stand as they are.

    The space between an encoded word and a plain one counts for every reader; of two encoded words some readers
    (Python before 3.12.9 among them) see a space where there is none.
    """
    chunk: list[str] = []
    for word in words:
        if len(" ".join([*chunk, word]).encode()) > _WORD_BYTES or not chunk:
            places = [i for i, one in enumerate(chunk) if one.isascii() and one.isalpha() and i]
            if places:
                yield _word(" ".join(chunk[: places[-1]]))
                yield chunk[places[-1]]
                chunk = chunk[places[-1] + 1 :]
        chunk.append(word)
    yield from _encoded(" ".join(chunk))


def _encoded(text: str) -> Iterator[str]:
    """Cut a text into encoded words, behind a space where there is one."""
    chunk = ""
    words = re.findall(r"\S+ *| +", text)
    # a word whole, or by characters where it is longer than an encoded word may be
    for piece in (one for word in words for one in ([word] if len(word.encode()) <= _WORD_BYTES else word)):
        if len((chunk + piece).encode()) > _WORD_BYTES:
            yield _word(chunk)
            chunk = ""
        chunk += piece
    yield _word(chunk)


def _word(chunk: str) -> str:
    return f"=?utf-8?b?{b64encode(chunk.encode()).decode()}?="


def _folded(name: str, words: Sequence[str]) -> str:
    """Put words on lines of at most 76 characters where they fit; each word stands whole."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > 76 and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "".join(f"{line}\r\n" for line in lines)
