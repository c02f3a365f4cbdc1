"""A hostile catalog: its words reach every file of the site, and none of them is obeyed."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from xml.etree import ElementTree as ET

import pytest

from hntrack.render.site.templates import web_address
from support.page import parsed, shape
from support.site_catalog import HOSTILE, site_catalog

Files = dict[str, bytes]
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def without_links_to_the_document(root: ET.Element) -> ET.Element:
    """Leave out the link to the document's address, which the hostile catalog rightly does not get."""
    for parent in root.iter():
        for child in list(parent):
            if child.get("rel") == "noopener noreferrer external":
                parent.remove(child)
        if len(parent) == 0 and parent.tag == "p" and not (parent.text or "").strip():
            parent.set("data-empty", "")
    for parent in root.iter():
        for child in list(parent):
            if child.get("data-empty") is not None:
                parent.remove(child)
    return root


@pytest.mark.slow
def test_the_same_files_come_out(site: Files, hostile_site: Files) -> None:
    """No word of the data makes a file or its name."""
    assert site.keys() == hostile_site.keys()


def test_every_page_keeps_its_structure(site: Files, hostile_site: Files) -> None:
    """Elements and attributes are those of the harmless catalog, page by page."""
    for name, content in site.items():
        if name.endswith(".html"):
            good, bad = (
                shape(without_links_to_the_document(parsed(page))) for page in (content, hostile_site[name])
            )
            assert good == bad, name


def test_no_address_comes_from_a_script_url(hostile_site: Files) -> None:
    """No link leads to anything but a page, a file of the site, or the web."""
    for name, content in hostile_site.items():
        if name.endswith(".html"):
            root = parsed(content)
            addresses = [one.get(key) or "" for one in root.iter() for key in ("href", "src") if one.get(key)]
            assert not [one for one in addresses if ":" in one], name


def test_no_hidden_character_reaches_a_reader(hostile_site: Files) -> None:
    """Terminal escapes, bidirectional overrides and unassigned characters are visible or escaped, in every file."""
    for name, content in hostile_site.items():
        text = content.decode()
        if name.endswith(".csv"):
            continue  # exact by design; what a spreadsheet may calculate is guarded in its own variant
        found = {c for c in text if unicodedata.category(c) in HIDDEN} - {"\n"}
        assert not found, (name, found)


def test_the_feed_keeps_its_structure(site: Files, hostile_site: Files) -> None:
    """The Atom feed is well-formed and has the same elements."""
    for lang in ("vi", "en"):
        name = f"{lang}/feed.atom"
        assert shape(ET.fromstring(site[name])) == shape(ET.fromstring(hostile_site[name]))


def test_the_rows_for_the_script_are_data_only(hostile_site: Files) -> None:
    """The script file is one assignment of JSON: nothing can end it early."""
    text = hostile_site["en/rows.js"].decode()
    data = json.loads(text.removeprefix("window.hntrack = ").rstrip().removesuffix(";"))
    assert HOSTILE[0] in data["rows"][0][0]


def test_the_data_stay_exact(hostile_site: Files) -> None:
    """JSON and CSV hold the words as they are; the spreadsheet's variant starts no cell like a formula."""
    items = json.loads(hostile_site["en/progress.json"])["items"]
    assert HOSTILE[3] in items[0]["label"]["indicator"]
    rows = list(csv.reader(io.StringIO(hostile_site["en/progress-spreadsheet.csv"].decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "\t", "\r"))]


def test_the_template_engine_is_not_reached_by_words(hostile_site: Files) -> None:
    """Braces and percent signs of the data are shown, not carried out."""
    page = hostile_site["en/index.html"].decode()
    assert "{{ 7*7 }}" in page
    assert " 49 " not in page


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://example.org",
        'https://example.org/"onclick=x',
        "https://example.org/<b>",
        "data:text/html,x",
        "//example.org/x",
        "https://exämple.org/",
        "https://example.org/\u202e",
        "https://example.org/a b",
        "https://example.org/\n",
        "file:///etc/passwd",
        "https://" + "x" * 3000,
        "",
        None,
    ],
)
def test_an_address_that_is_no_plain_web_address_is_no_link(url: str | None) -> None:
    """Only http and https addresses of harmless characters become links."""
    assert web_address(url) is None


def test_a_plain_web_address_is_a_link(site: Files) -> None:
    """The address of the document is linked where it is one."""
    assert site_catalog().sources[0].url == web_address("https://example.org/plan")
    assert b'href="https://example.org/plan#:~:text=' in site["vi/indicator/share.html"]
