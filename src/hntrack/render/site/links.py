"""Where things of the site are, and which addresses of others it may lead to."""

from __future__ import annotations

import re
from urllib.parse import quote

from hntrack.model.records import Claim, Source

_WEB = re.compile(r"https?://[^\s<>\"'\\`{}|^\x00-\x20\x7f-\uffff]+")

MENU = (
    ("overview", "index.html"),
    ("areas", "areas.html"),
    ("documents", "documents.html"),
    ("methods", "methods.html"),
    ("data", "data.html"),
)
FILES = (
    ("progress.json", "file_json"),
    ("progress.csv", "file_csv"),
    ("progress-spreadsheet.csv", "file_safe"),
    ("measurements.csv", "file_measurements"),
    ("feed.atom", "file_feed"),
)


def web_address(url: str | None) -> str | None:
    """Give an address that a page may link to: http or https, ASCII, nothing to break out with; else ``None``."""
    return url if url is not None and len(url) <= 2000 and _WEB.fullmatch(url) else None


_CELL = " | "
_AROUND = 4  # words before and after a short quote, by which it is told from the same words elsewhere
_SHORT, _LONG, _ENDS = (
    6,
    12,
    5,
)  # words: short quotes need those around them; long ones are told by their ends


def quote_address(url: str | None, claim: Claim) -> str | None:
    """Give the address of a quote: that of its document, with its page and a text fragment.

    A browser that knows text fragments (``#:~:text=prefix-,start,end,-suffix``) scrolls to the words and marks them;
    others open the document.  ``None`` where a page may not link to the document.
    """
    address = web_address(url)
    if address is None:
        return None
    page = claim.place.page if claim.place is not None else None
    mark = f"#page={page}" if page is not None and "#" not in address else ""
    whole = f"{address}{mark}{'' if '#' in address + mark else '#'}:~:{_fragment(claim)}"
    return web_address(whole) or address


def _fragment(claim: Claim) -> str:
    words = claim.as_printed.split()
    parts = [" ".join(words)]
    if len(words) > _LONG:
        parts = [" ".join(words[:_ENDS]), " ".join(words[-_ENDS:])]
    encoded = [_encoded(part) for part in parts]
    if len(words) < _SHORT:
        before = (claim.before or "").rstrip(" |").rpartition(_CELL)[2].split()[-_AROUND:]
        after = (claim.after or "").lstrip(" |").partition(_CELL)[0].split()[:_AROUND]
        encoded = [f"{_encoded(' '.join(before))}-"] * bool(before) + encoded
        encoded += [f"-{_encoded(' '.join(after))}"] * bool(after)
    return f"text={','.join(encoded)}"


def _encoded(text: str) -> str:
    """Percent-encode words; a hyphen and a comma have a meaning of their own in a text fragment."""
    return quote(text, safe="").replace("-", "%2D")


def language_code(source: Source, lang: str) -> str:
    """Give the language of a document where it is another one than the page's, and a code that HTML knows."""
    code = source.language
    return code if code != lang and code.isascii() and code.isalpha() and len(code) in {2, 3} else ""


def overview_page(number: int) -> str:
    """Give the file name of a page of the overview, from 1."""
    return "index.html" if number == 1 else f"index-{number}.html"


WHOLE_PAGE = "all.html"
"""The file name of the page that holds the whole list, where that has several pages."""


def document_page(name: str) -> str:
    """Give the path of a document's page; ids are ``a-z 0-9 -``."""
    return f"document/{name}.html"


def filtered(key: str, value: str) -> str:
    """Give the address of the list with a filter set: behind ``#``, so that it works from a folder, too."""
    return f"index.html#{key}={value}"


def indicator_page(name: str) -> str:
    """Give the path of an indicator's page; ids are ``a-z 0-9 -`` and so are safe as file names."""
    return f"indicator/{name}.html"
