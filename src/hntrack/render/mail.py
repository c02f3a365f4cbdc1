"""A report as a mail: a complete message (RFC 5322, MIME) that ``msmtp -t``, ``sendmail -t`` and ``curl`` take.

Everything is ASCII with lines of at most 78 characters, ended by CRLF: no server has to recode anything on the way.
The same report gives the same bytes: the date is the day of the report, and the ids are made from the content.
"""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from hntrack.render.csv_text import write_safe
from hntrack.render.mail_headers import address_header, addresses, one_address, one_line, text_header
from hntrack.render.report_pages import draw
from hntrack.render.report_text import render as plain
from hntrack.render.report_xlsx import render as workbook
from hntrack.report.briefing import Briefing, progress_rows, shortened, subject
from hntrack.text.fold import nfc
from hntrack.text.visible import visible

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
    body = _together("alternative", [_text_part("plain", plain(briefings)), shown])
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
    from hntrack.render.chart_png import png  # noqa: PLC0415  (an extra; only pictures pay for it)

    return [
        Picture(
            briefing.lang,
            chart.id,
            f"{briefing.lang}-{number}@hntrack",
            f"{chart.title}. {chart.description}",
            png(chart, zoom),
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
