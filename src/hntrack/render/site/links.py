"""Where things of the site are, and which addresses of others it may lead to."""

from __future__ import annotations

import re

from hntrack.model.records import Source

_WEB = re.compile(r"https?://[^\s<>\"'\\`{}|^\x00-\x20\x7f-\uffff]+")

MENU = (("overview", "index.html"), ("documents", "documents.html"), ("data", "data.html"))
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


def language_code(source: Source, lang: str) -> str:
    """Give the language of a document where it is another one than the page's, and a code that HTML knows."""
    code = source.language
    return code if code != lang and code.isascii() and code.isalpha() and len(code) in {2, 3} else ""


def overview_page(number: int) -> str:
    """Give the file name of a page of the overview, from 1."""
    return "index.html" if number == 1 else f"index-{number}.html"


def indicator_page(name: str) -> str:
    """Give the path of an indicator's page; ids are ``a-z 0-9 -`` and so are safe as file names."""
    return f"indicator/{name}.html"
