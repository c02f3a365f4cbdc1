"""The site as people see it: opened from a folder, in Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

WIDTHS = (320, 768, 1400)
SCHEMES = ("light", "dark")
LANGS = ("vi", "en")
SAMPLE_PAGES = (
    "index.html",
    "documents.html",
    "data.html",
    "methods.html",
    "areas.html",
    "document/plan.html",
    "indicator/share.html",
    "indicator/aim.html",
)
OTHER_PAGES = (
    "indicator/rank.html",
    "indicator/count.html",
    "indicator/emissions.html",
    "indicator/loose.html",
)


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it did that it must not do: console messages, errors, requests beyond the folder."""
    context = browser.new_context(**options)
    context.set_default_timeout(300_000)  # for what hangs; no measure of speed
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    page.on(
        "request", lambda request: None if request.url.startswith("file:") else faults.append(request.url)
    )

    def refuse(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", refuse)
    yield page, faults
    context.close()


def visit(page: Page, folder: Path, name: str) -> None:
    page.goto((folder / name).as_uri())


def violations(page: Page, axe: str) -> list[str]:
    """Run axe-core inside the page, without fetching the style sheet again, which the page's policy refuses."""
    page.evaluate(axe)
    found = page.evaluate("async () => JSON.stringify((await axe.run({preload: false})).violations)")
    return [
        f"{one['id']}: {node['html'][:150]} {node['failureSummary'][:300]}"
        for one in json.loads(found)
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_quiet(
    browser: Browser, axe: str, sample: Path, width: int, scheme: Any, lang: str
) -> None:
    """At each width and in each scheme: axe-core finds nothing, the console is silent, nothing runs over."""
    with opened(browser, viewport={"width": width, "height": 900}, color_scheme=scheme) as (page, faults):
        for name in SAMPLE_PAGES:
            visit(page, sample, f"{lang}/{name}")
            assert violations(page, axe) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_shipped_site_is_accessible_and_quiet(
    browser: Browser, axe: str, shipped: Path, width: int
) -> None:
    """The site of our own catalog as well, filters in use included."""
    with opened(browser, viewport={"width": width, "height": 900}) as (page, faults):
        for name in (
            "index.html",
            "vi/index.html",
            "en/index.html",
            "vi/index-2.html",
            "vi/all.html",
            "vi/areas.html",
            "vi/indicator/innovating-firms.html",
        ):
            visit(page, shipped, name)
            assert violations(page, axe) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        visit(page, shipped, "vi/index.html")
        page.fill("#q", "doi moi sang tao")
        assert violations(page, axe) == []
        assert faults == []


def test_colours_follow_the_scheme(browser: Browser, sample: Path) -> None:
    """Dark surroundings get a dark page and light letters, without a switch."""
    seen = []
    for scheme in SCHEMES:
        with opened(browser, color_scheme=scheme) as (page, _):
            visit(page, sample, "en/indicator/share.html")
            seen.append(
                page.evaluate(
                    "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color,"
                    " getComputedStyle(document.querySelector('.chart svg text')).fill]"
                )
            )
    assert all(light != dark for light, dark in zip(*seen, strict=True))


def rows(page: Page) -> list[str]:
    """The indicators that the list shows."""
    return [one.inner_text() for one in page.locator("#rows tbody th[scope=row] a").all() if one.is_visible()]


def test_search_is_blind_to_marks_and_case(browser: Browser, shipped: Path) -> None:
    """``KINH TE SO`` finds kinh tế số; clearing brings everything back, and the finding is announced."""
    with opened(browser) as (page, faults):
        visit(page, shipped, "vi/index.html")
        everything = rows(page)
        for words in ("KINH TE SO", "kinh tế số", "  so   kinh  te "):
            page.fill("#q", words)
            assert rows(page)
            assert all("kinh tế số" in one.lower() for one in rows(page)[:1])
            assert page.locator("#status").inner_text().startswith("Tìm thấy ")
        page.fill("#q", "xyzzy")
        assert rows(page) == []
        assert page.locator("#status").inner_text() == "Không có mục nào khớp."
        page.click("#reset")
        assert rows(page) == everything
        assert page.locator("#status").inner_text() == ""
        assert faults == []


def test_each_filter_filters(browser: Browser, sample: Path) -> None:
    """Year, area, goal and verdict each leave what they say, and work together."""
    with opened(browser) as (page, faults):
        visit(page, sample, "en/index.html")
        page.select_option("#f-year", "2045")
        assert rows(page) == ["Indicator share"]
        page.select_option("#f-year", "2030")
        page.select_option("#f-goal", "places")
        assert rows(page) == ["Indicator emissions", "Indicator rank"]
        page.select_option("#f-area", "vietnam")
        assert rows(page) == ["Indicator rank"]
        page.click("#reset")
        page.select_option("#f-verdict", "standing:due_not_assessed")
        assert rows(page) == ["Indicator aim"]
        page.select_option("#f-verdict", "pace:behind")
        assert "Indicator share" in rows(page)
        assert faults == []


def test_the_filter_stands_in_the_address(browser: Browser, sample: Path) -> None:
    """A card leads to its promises; what is chosen is in the address, from a folder too, and comes back from it."""
    with opened(browser) as (page, faults):
        visit(page, sample, "en/index.html")
        card = page.locator(".tiles a").first
        number = int(card.locator("strong").inner_text())
        card.click()
        assert len(rows(page)) == number
        page.select_option("#f-goal", "places")
        page.fill("#q", "indicator")
        chosen, address = rows(page), page.url
        assert "goal=places" in address
        assert "q=indicator" in address
        page.goto("about:blank")
        page.goto(address)
        assert rows(page) == chosen
        page.click("#reset")
        assert "#" not in page.url
        assert faults == []


def test_what_was_typed_comes_first_and_nonsense_finds_nothing(browser: Browser, shipped: Path) -> None:
    """Typed marks rank above folded ones; letters from inside of words are no word."""
    with opened(browser) as (page, _):
        visit(page, shipped, "vi/index.html")
        page.fill("#q", "tỷ trọng")
        assert all("tỷ trọng" in one.lower() for one in rows(page)[:2])
        for nonsense in ("inh", "qqq"):
            page.fill("#q", nonsense)
            assert rows(page) == [], nonsense


def test_the_first_page_leads_to_the_readers_language(browser: Browser, sample: Path) -> None:
    """Without a click, and without script to the choice."""
    for locale, lang in (("vi-VN", "vi"), ("en-GB", "en")):
        with opened(browser, locale=locale) as (page, _):
            visit(page, sample, "index.html")
            page.wait_for_url(f"**/{lang}/index.html")
    with opened(browser, java_script_enabled=False) as (page, faults):
        visit(page, sample, "index.html")
        assert page.locator("nav a").count() == 2
        assert faults == []


def test_a_found_row_is_the_row_of_the_page(browser: Browser, sample: Path) -> None:
    """What the script shows of a target says the same and leads to the same place as the page itself."""
    said = "[...document.querySelectorAll('#rows tbody tr:not(.group)')].map(r => r.innerText.replace(/\\s+/g, ' '))"
    links = "[...document.querySelectorAll('#rows tbody a')].map(a => a.href)"
    with opened(browser, viewport={"width": 1400, "height": 900}) as (page, _):
        visit(page, sample, "en/index.html")
        before = page.evaluate(said), page.evaluate(links)
        page.fill("#q", "indicator")
        assert (page.evaluate(said), page.evaluate(links)) == before


def test_the_keyboard_reaches_everything_in_order(browser: Browser, sample: Path) -> None:
    """Tab goes from the skip link through menu, language, filters and rows; each stop is visible to the eye."""
    with opened(browser, viewport={"width": 1400, "height": 900}) as (page, _):
        visit(page, sample, "en/index.html")
        stops = []
        for _ in range(60):
            page.keyboard.press("Tab")
            stop = page.evaluate(
                """() => {
                  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
                  return e === document.body ? null : {
                    name: e.id || e.innerText.trim(), seen: style.outlineStyle !== "none" && box.width > 0,
                    top: box.top + scrollY, inList: Boolean(e.closest("#rows"))};
                }"""
            )
            if stop is None:
                break
            stops.append(stop)
        names = [one["name"] for one in stops]
        assert names[0] == "Skip to the content"
        assert all(one["seen"] for one in stops)
        wanted = [
            "Sample targets",
            "Overview",
            "Documents",
            "Data",
            "Tiếng Việt",
            "q",
            "f-year",
            "f-area",
            "f-goal",
        ]
        places = [names.index(one) for one in [*wanted, "f-verdict", "reset"]]
        assert places == sorted(places)
        assert max(places) < min(i for i, one in enumerate(stops) if one["inList"])
        tops = [one["top"] for one in stops if one["inList"]]
        assert tops == sorted(tops)


def test_the_skip_link_leads_to_the_content(browser: Browser, sample: Path) -> None:
    """It shows itself when reached, and moves the next Tab past the menu."""
    with opened(browser) as (page, _):
        visit(page, sample, "en/indicator/share.html")
        page.keyboard.press("Tab")
        shown = page.locator(".skip").bounding_box()
        assert shown is not None
        assert shown["x"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_without_script_the_filters_are_gone_and_the_content_is_there(browser: Browser, sample: Path) -> None:
    """No filter that would do nothing, and every target in the list."""
    with opened(browser, java_script_enabled=False) as (page, faults):
        visit(page, sample, "vi/index.html")
        assert not page.locator("#filters").is_visible()
        assert page.locator("#rows tbody tr:not(.group)").count() == 7
        assert faults == []


def test_the_language_switch_leads_to_the_same_page(browser: Browser, sample: Path) -> None:
    """From an indicator in Vietnamese to the same one in English, and back."""
    with opened(browser) as (page, _):
        visit(page, sample, "vi/indicator/rank.html")
        page.click("text=English")
        assert page.url.endswith("/en/indicator/rank.html")
        assert page.locator("h1").inner_text() == "Indicator rank"
        page.click("text=Tiếng Việt")
        assert page.url.endswith("/vi/indicator/rank.html")


def test_the_chart_has_a_name_and_a_description(browser: Browser, sample: Path) -> None:
    """A screen reader hears the indicator and the finding instead of a nameless picture."""
    with opened(browser) as (page, _):
        visit(page, sample, "en/indicator/share.html")
        chart = page.get_by_role("img", name="Indicator share (%) > 50% by 2030: not yet met, behind.")
        assert chart.count() == 1


def test_on_paper_menus_and_filters_are_left_out(browser: Browser, sample: Path) -> None:
    """Print shows the content in black on white, without what only a screen can use."""
    with opened(browser, color_scheme="dark") as (page, _):
        visit(page, sample, "en/index.html")
        page.emulate_media(media="print", color_scheme="light")
        assert not page.locator(".top nav").first.is_visible()
        assert not page.locator("#filters").is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("#rows").is_visible()


def test_paper_gets_every_row(browser: Browser, shipped: Path) -> None:
    """With a script the first page prints the whole list by goal; without one it names the page that does."""
    with opened(browser) as (page, faults):
        visit(page, shipped, "vi/all.html")
        everything = rows(page)
        groups = page.locator("#rows tr.group").all_inner_texts()
        visit(page, shipped, "vi/index.html")
        assert len(rows(page)) < len(everything)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert rows(page) == everything
        assert page.locator("#rows tr.group").all_inner_texts() == groups
        assert not page.locator("#page-of").is_visible()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert len(rows(page)) < len(everything)
        assert faults == []
    with opened(browser, java_script_enabled=False) as (page, faults):
        visit(page, shipped, "vi/index.html")
        page.emulate_media(media="print")
        assert page.locator(".pages a[href='all.html']").is_visible()
        assert page.locator(".pages a").first.is_hidden()


def test_a_day_is_found_and_copied_as_it_is_typed(browser: Browser, sample: Path) -> None:
    """The browser's own search finds a day with plain hyphens, and a selection gives them back."""
    with opened(browser) as (page, _):
        visit(page, sample, "en/indicator/share.html")
        assert page.evaluate("window.find('2019-05-06')")
        assert page.evaluate("String(getSelection())") == "2019-05-06"


@pytest.mark.parametrize("lang", LANGS)
def test_a_hostile_catalog_is_only_text(browser: Browser, hostile_folder: Path, lang: str) -> None:
    """No dialog, no request, no error, no element of the attacker's, in pages and in what the script builds."""
    with opened(browser, viewport={"width": 320, "height": 900}) as (page, faults):
        for name in SAMPLE_PAGES:
            visit(page, hostile_folder, f"{lang}/{name}")
            assert page.locator("img, iframe, object, main script").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        visit(page, hostile_folder, f"{lang}/index.html")
        page.fill("#q", "indicator")
        assert len(rows(page)) == 7
        assert "<script>alert(1)</script>" in rows(page)[0]
        assert page.locator("img, iframe, object, main script").count() == 0
        assert faults == []
