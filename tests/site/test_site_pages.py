"""The pages of the site, as a browser without script sees them."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from hntrack.model.records import Area, Claim, ClaimPlace
from hntrack.render.site import site_files
from hntrack.render.site.templates import quote_address
from hntrack.text.messages import Wording
from hntrack.workspace import bundled, open_catalog
from support.cli import AS_OF as SHIPPED_AS_OF
from support.cli import invoke
from support.page import parsed, text_of
from support.site_catalog import AS_OF, site_catalog

Files = dict[str, bytes]


def pages(site: Files) -> Iterator[tuple[str, ET.Element]]:
    for name, content in site.items():
        if name.endswith(".html"):
            yield name, parsed(content)


def test_every_page_is_html_without_a_fault(site: Files) -> None:
    """The strict parser of the HTML standard reads every page."""
    assert len(list(pages(site))) == 1 + 2 * (5 + 1 + 6)  # lists and indicators, and the one document


def test_every_link_leads_somewhere(site: Files) -> None:
    """Every relative address is a file of the site, and its anchor is in it."""
    ids = {name: {one.get("id") for one in root.iter()} for name, root in pages(site)}
    for name, root in pages(site):
        for one in root.iter():
            for key in ("href", "src"):
                address = one.get(key)
                if address is None or address.startswith("https://example.org/plan"):
                    continue
                parts = urlsplit(address)
                assert not parts.scheme, address
                assert not parts.netloc, address
                path = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
                    if parts.path
                    else name
                )
                assert path in site, (name, address)
                if parts.fragment and "=" not in parts.fragment:  # those are filters
                    assert parts.fragment in ids[path], (name, address)


def test_nothing_is_loaded_from_elsewhere(site: Files) -> None:
    """No address of another host is in a place that a browser would load by itself, and the policy forbids it."""
    for name, root in pages(site):
        policy = [one.get("content") or "" for one in root.iter("meta") if one.get("http-equiv")]
        assert len(policy) == 1, name
        assert policy[0].startswith("default-src 'none'; style-src 'self' file:;"), name
        assert "unsafe" not in policy[0]
        assert not [
            one for one in root.iter() if any(key.startswith("on") or key == "style" for key in one.attrib)
        ]
        for one in root.iter("script"):
            assert one.get("src"), "no script stands in a page"
            assert not one.text
    assert not re.search(rb"url\(|@import|https?:", site["assets/site.css"])
    assert not re.search(rb"fetch|XMLHttpRequest|import\(|https?:|innerHTML|eval", site["assets/site.js"])


def test_both_languages_have_the_same_pages_and_name_each_other(site: Files) -> None:
    """Each page says which it is in the other language, and links to it."""
    vi = {name[3:] for name in site if name.startswith("vi/")}
    assert vi == {name[3:] for name in site if name.startswith("en/")}
    for name, root in pages(site):
        assert root.get("lang") == (name[:2] if "/" in name else "vi")
        links = {
            one.get("hreflang"): one.get("href") or "" for one in root.iter("link") if one.get("hreflang")
        }
        assert set(links) == {"vi", "en"}
        for lang, address in links.items():
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            assert path == (f"{lang}/{name[3:]}" if "/" in name else f"{lang}/index.html")


def test_the_overview_shows_every_target_without_script(site: Files) -> None:
    """Targets, latest values, standing and pace stand in the page itself; the filters wait hidden for a script."""
    root = parsed(site["en/index.html"])
    words = text_of(root)
    for said in ("Indicator share", "> 50%", "by 2030", "25.2% (2025)", "not yet met", "behind", "top 3"):
        assert said in words
    (filters,) = [one for one in root.iter() if one.get("id") == "filters"]
    assert filters.get("hidden") is not None


def test_a_page_says_which_days_its_history_leaves_out(site: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that is too long to be told whole says so; one that is whole says nothing of the kind."""
    assert "are not told" not in text_of(parsed(site["en/indicator/share.html"]))
    monkeypatch.setattr("hntrack.report.history.MOST", 1)
    short = dict(site_files(site_catalog(), AS_OF, None))
    assert "so much was measured that the first" in text_of(parsed(short["en/indicator/share.html"]))
    assert "are not told" in text_of(parsed(short["en/indicator/share.html"]))


def test_an_indicators_page_tells_everything(site: Files) -> None:
    """Promise, latest value, verdict with its reasons, arithmetic, chart, words with source and line, history."""
    words = text_of(parsed(site["en/indicator/share.html"]))
    for said in (
        "> 50% by 2030",
        "25.2% (2025)",
        "(50 − 25.2) / 5",
        "Method: trajectory, version 1",
        "“điện tử 1”",
        "Kế hoạch, 2019-05-06, line 1",
        "plan/share-2030",
        "Measured: 18.1% (2020)",
        "about 21%",
        "new measurement: 25.2% (2025)",
    ):
        assert said in words, said


def test_headings_do_not_skip_a_level(site: Files) -> None:
    """There is one first heading, and each further one is at most a level deeper than the one before."""
    for name, root in pages(site):
        levels = [int(one.tag[-1]) for one in root.iter() if re.fullmatch("h[1-6]", str(one.tag))]
        assert levels.count(1) == 1, name
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), name


def test_ids_of_a_page_are_its_own(site: Files) -> None:
    """No id stands twice in a page."""
    for name, root in pages(site):
        ids = [one.get("id") for one in root.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), name


def test_a_verdict_is_said_in_words_beside_its_mark(site: Files) -> None:
    """A badge is a word; its mark is hidden from screen readers, and neither is told by colour alone."""
    for _, root in pages(site):
        for one in root.iter("span"):
            if (one.get("class") or "").startswith("badge "):
                mark = one[0]
                assert mark.get("aria-hidden") == "true"
                assert mark.text
                assert (mark.tail or "").strip()


def test_the_data_are_those_of_the_commands() -> None:
    """The site's JSON and CSV are byte for byte what the command prints for the same day."""
    files = dict(site_files(open_catalog(bundled()), _day(SHIPPED_AS_OF)))
    for lang in ("vi", "en"):
        for form, name in (
            ("json", "progress.json"),
            ("csv", "progress.csv"),
            ("csv-safe", "progress-spreadsheet.csv"),
        ):
            printed = invoke("progress", "--as-of", SHIPPED_AS_OF, "-f", form, "--lang", lang).out
            assert files[f"{lang}/{name}"].decode() == printed


def test_the_index_names_all_data_with_their_schemas() -> None:
    """Each path of the index is there, follows the schema that it names, and is byte for byte the command's."""
    files = dict(site_files(open_catalog(bundled()), _day(SHIPPED_AS_OF)))
    index = json.loads(files["api/index.json"])
    jsonschema.validate(index, json.loads(files["api/site-index-schema.json"]))
    shown = "innovating-firms"
    assert shown in index["indicators"]
    calls = {"measurements": ("measurements", "--all-versions"), "show": ("show", shown)}
    for item in index["items"]:
        name = item["schema"].removeprefix("hntrack/")
        content = files[item["path"].replace("{id}", shown)].decode()
        jsonschema.validate(json.loads(content), json.loads(files[item["schema_path"]]))
        call = (*calls.get(name, (name,)), "--as-of", SHIPPED_AS_OF, "-f", "json", "--lang", item["lang"])
        if name != "progress":  # held against its command above
            assert content == invoke(*call).out, name
    assert all(f"vi/indicator/{name}.json" in files for name in index["indicators"])


def test_the_shipped_catalog_makes_a_faultless_site() -> None:
    """Every page of the site of the catalog that we ship is read by the strict parser."""
    files = dict(site_files(open_catalog(bundled()), _day(SHIPPED_AS_OF)))
    assert sum(1 for _ in pages(files)) > 60


def test_one_page_holds_the_whole_list() -> None:
    """Paper has no next page: where the list has several, all rows stand in one, too, and each page leads there."""
    files = dict(site_files(open_catalog(bundled()), _day(SHIPPED_AS_OF)))

    def listed(name: str) -> list[str | None]:
        return [
            link.get("href")
            for table in parsed(files[name]).iter("tbody")
            for link in table.iter("a")
            if link.get("href")
        ]

    parts = [name for name in files if re.fullmatch(r"vi/index(-\d+)?\.html", name)]
    assert len(parts) > 1
    assert sorted(map(str, listed("vi/all.html"))) == sorted(
        str(one) for name in parts for one in listed(name)
    )
    assert all(b'href="all.html"' in files[name] for name in parts)


def test_texts_of_pages_are_plain(site: Files) -> None:
    """What is copied from a page or searched in it has plain blanks and hyphens; the style keeps figures together."""
    for name, root in pages(site):
        words = "".join(root.itertext())
        assert not re.search("[\u00a0\u2011]", words), name
    kept = [one for _, root in pages(site) for one in root.iter("span") if one.get("class") == "k"]
    assert any(text_of(one) == "2019-05-06" for one in kept)
    assert any(text_of(one).startswith("by 20") for one in kept)


def test_the_same_day_gives_the_same_bytes(site: Files) -> None:
    """Nothing but the catalog, the day and the address goes into the files."""
    assert dict(site_files(site_catalog(), AS_OF, "https://example.org/")) == site


def test_the_rows_of_the_script_are_those_of_the_pages(site: Files) -> None:
    """The filter finds what the pages list, with the same words and links."""
    data = json.loads(
        site["en/rows.js"].decode().removeprefix("window.hntrack = ").rstrip().removesuffix(";")
    )
    root = parsed(site["en/index.html"])
    listed: list[Any] = [
        (text_of(link), link.get("href"))
        for row in root.iter("th")
        for link in row.iter("a")
        if link.get("href")
    ]
    assert [(row[0], row[1]) for row in data["rows"]] == listed


def _day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("url", "claim", "wanted"),
    [
        (
            "https://example.org/a",
            {"as_printed": "25,5%", "before": "đạt", "after": "vào 2030"},
            "https://example.org/a#:~:text=%C4%91%E1%BA%A1t-,25%2C5%25,-v%C3%A0o%202030",
        ),
        (
            "https://example.org/a",
            {"as_printed": "a b c d e f g h i k l m n"},
            "https://example.org/a#:~:text=a%20b%20c%20d%20e,i%20k%20l%20m%20n",
        ),
        (
            "https://example.org/a.pdf",
            {"as_printed": "57-NQ/TW & 1", "place": ClaimPlace(page=3)},
            "https://example.org/a.pdf#page=3:~:text=57%2DNQ%2FTW%20%26%201",
        ),
        (
            "https://example.org/a#muc-2",
            {"as_printed": "32", "before": "1 | Kinh tế số | % | 17 | ", "after": " | Sở Tài chính"},
            "https://example.org/a#muc-2:~:text=17-,32,-S%E1%BB%9F%20T%C3%A0i%20ch%C3%ADnh",
        ),
        ("javascript:alert(1)", {"as_printed": "32"}, None),
        (f"https://example.org/{'a' * 1960}", {"as_printed": "32 xã"}, f"https://example.org/{'a' * 1960}"),
    ],
)
def test_a_quote_links_to_its_words_in_the_document(
    url: str, claim: dict[str, Any], wanted: str | None
) -> None:
    """Prefix, words and suffix as a text fragment, all marks of its grammar encoded; a PDF opens at its page."""
    made = Claim(id="c", kind="target", line=1, reading=Wording("x", "x"), **claim)
    assert quote_address(url, made) == wanted


def test_a_site_speaks_the_languages_of_its_catalog() -> None:
    """A title in French makes a French tree, its interface in English; every page leads to all three."""
    catalog = site_catalog()
    titled = replace(
        catalog, title=Wording("Tiếng Việt", "English", fr="Ville"), licence=Wording("a", "CC-BY-4.0")
    )
    made = dict(site_files(titled, AS_OF))
    assert {path.partition("/")[0] for path in made if path.endswith("data.html")} == {"vi", "en", "fr"}
    page = made["fr/index.html"].decode()
    assert "<h1>Ville</h1>" in page
    assert 'hreflang="fr"' in made["index.html"].decode()
    assert ">Français<" in made["vi/index.html"].decode()
    assert "CC-BY-4.0" in made["en/data.html"].decode()
    parsed(made["index.html"])


def test_areas_are_compared_where_there_are_several() -> None:
    """What is called and measured alike in two areas stands in one table with a drawing each; one area has no page."""
    catalog = site_catalog()
    first = next(indicator for indicator in catalog.indicators if indicator.measure == "share")
    place = Area("elsewhere", Wording("Nơi khác", "Elsewhere"))
    twin = first._replace(id="twin", area=place.id)
    measured = [one for one in catalog.measurements if one.indicator == first.id]
    again = tuple(one._replace(id=f"twin-{one.id}", indicator="twin", revises=None) for one in measured)
    wide = replace(
        catalog,
        areas=(*catalog.areas, place),
        indicators=(*catalog.indicators, twin),
        measurements=(*catalog.measurements, *again),
    )
    page = dict(site_files(wide, AS_OF))["en/areas.html"]
    parsed(page)
    assert b">Elsewhere</a>" in page
    assert page.count(b'<figure class="chart">') == 2
    narrow = replace(catalog, indicators=tuple(one._replace(area="city") for one in catalog.indicators))
    assert "en/areas.html" not in dict(site_files(narrow, AS_OF))
