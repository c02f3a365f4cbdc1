"""The Atom feed, read by somebody else's reader."""

from __future__ import annotations

import re
import warnings
from xml.etree import ElementTree as ET

import pytest

from hntrack.render.site import site_files
from support.site_catalog import AS_OF, site_catalog

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")

Files = dict[str, bytes]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_feed_reader_reads_it(site: Files, lang: str) -> None:
    """The reader finds no fault, every entry, its date, its link and its words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read = feedparser.parse(site[f"{lang}/feed.atom"])
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.language == lang
    assert read.feed.links[0].href == f"https://example.org/{lang}/feed.atom"
    assert len(read.entries) > 6
    assert all(one.link.startswith(f"https://example.org/{lang}/indicator/") for one in read.entries)
    assert all(one.title and one.summary and one.updated_parsed for one in read.entries)


def test_the_feed_has_what_the_standard_demands(site: Files) -> None:
    """RFC 4287: one id, title, updated and an author of the feed; one id, title and updated of each entry."""
    root = ET.fromstring(site["en/feed.atom"])
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated") or "")
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def test_the_newest_change_comes_first_and_dates_the_feed(site: Files) -> None:
    """Entries descend by date; the feed's own date is that of the newest, not of the build."""
    root = ET.fromstring(site["en/feed.atom"])
    dates = [one.findtext(f"{ATOM}updated") for one in root.iter(f"{ATOM}entry")]
    assert dates == sorted(dates, key=str, reverse=True)
    assert root.findtext(f"{ATOM}updated") == dates[0]
    assert str(dates[0]) < AS_OF.isoformat()


def test_a_later_build_keeps_the_ids(site: Files) -> None:
    """The entries of yesterday have the same ids in tomorrow's feed."""
    later = dict(site_files(site_catalog(), AS_OF.replace(year=2029), "https://example.org/"))
    before, after = (
        {
            one.findtext(f"{ATOM}id"): one.findtext(f"{ATOM}title")
            for one in ET.fromstring(files["en/feed.atom"]).iter(f"{ATOM}entry")
        }
        for files in (site, later)
    )
    assert before.items() <= after.items()


def test_without_an_address_the_links_are_relative() -> None:
    """A site that does not know where it stands leads to the pages beside the feed."""
    files = dict(site_files(site_catalog(), AS_OF))
    root = ET.fromstring(files["vi/feed.atom"])
    links = [one.get("href") or "" for one in root.iter(f"{ATOM}link")]
    assert all(link.startswith(("index.html", "indicator/")) for link in links)
