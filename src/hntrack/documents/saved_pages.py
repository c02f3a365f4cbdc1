"""Take the page out of what a browser or an archive saved: HTML, MHTML, a WARC record.  Needs no extra."""

from __future__ import annotations

import io
import re
from email import policy
from email.parser import BytesParser
from typing import Any

from hntrack.documents import Refused

MOST_RECORDS = 20_000
MOST_PAGE_BYTES = 20_000_000
# Python knows more codecs than pages have: `punycode` takes the square of their length, `unicode_escape` makes others.
_CHARSET = re.compile(
    r"(?:utf-?(?:8|16|32)(?:-?[lb]e)?|(?:x-)?(?:windows-|cp-?)[0-9]{3,4}|iso-?8859-?[0-9]{1,2}|us-ascii|ascii|latin-?1"
    r"|tis-620|koi8-[ru]|big5(?:-hkscs)?|gbk|gb2312|gb18030|shift_jis|euc-(?:jp|kr)|iso-2022-jp|macintosh)",
    re.IGNORECASE | re.ASCII,
)


def page_of(data: bytes, form: str) -> tuple[bytes, str]:
    """Give the HTML of a saved page and its declared encoding, ``""`` where none is declared.

    Raises:
        Refused: There is no page in it.
    """
    if form == "mhtml":
        return _of_mhtml(data)
    if form == "warc":
        return _of_warc(data)
    return data, ""


def _of_mhtml(data: bytes) -> tuple[bytes, str]:
    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload, str(part.get_content_charset() or "")
    raise Refused("empty")


def _of_warc(data: bytes) -> tuple[bytes, str]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (only archives need it)

    try:
        records = ArchiveIterator(io.BytesIO(data))
        for number, record in enumerate(records):
            if number > MOST_RECORDS:
                break
            charset = _charset_of(record)
            if charset is not None:
                return _page_in(record, records), charset
    except Refused:
        raise
    except Exception as error:
        raise Refused("broken") from error
    raise Refused("empty")


def _page_in(record: Any, records: Any) -> bytes:
    """Give the page of a record; one that is shorter or longer than it states is broken."""
    page: bytes = record.content_stream().read(MOST_PAGE_BYTES + 1)
    if len(page) > MOST_PAGE_BYTES:
        raise Refused("bomb")
    short = record.raw_stream.limit > 0
    next(records, None)
    if short or records.err_count:
        raise Refused("broken")
    return page


def _charset_of(record: Any) -> str | None:
    """Give the encoding that a record of a page declares; ``None`` where it is no page that was answered with."""
    if record.rec_type == "resource":
        return "" if "html" in (record.rec_headers.get_header("Content-Type") or "") else None
    if record.rec_type != "response" or not record.http_headers:
        return None
    kind = record.http_headers.get_header("Content-Type", "")
    if "html" not in kind.lower() or not record.http_headers.get_statuscode().startswith("2"):
        return None
    charset = re.search(r"charset=[\"']?([\w-]+)", kind, re.IGNORECASE)
    return charset[1] if charset else ""


def decoded(page: bytes, charset: str = "") -> str:
    """Decode a page by what it declares, else UTF-8, else the Vietnamese code page of Windows."""
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]+)", page[:4000], re.IGNORECASE)
    named = [charset, declared[1].decode("ascii") if declared else "", "utf-8", "cp1258"]
    for name in (name for name in named if _CHARSET.fullmatch(name)):
        try:
            return page.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name)
        except (UnicodeError, LookupError):
            continue
    return page.decode("utf-8", "replace")
