"""`hntrack curate --browser` as a person uses it: by keys, in Chromium; what is accepted stands in the catalog."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.test_site_in_a_browser import violations
from hntrack.workspace.curate.drafts import read_draft
from support.cli import command_line, environment, invoke
from support.commands import ARTICLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

HOSTILE = "<img src=x onerror=alert()>"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A fictional catalog, an article, and a draft of it."""
    assert invoke("init", str(tmp_path / "city"), "--example").code == 0
    folder = tmp_path / "city"
    text = ARTICLE.read_text("utf-8").replace("Kế hoạch gồm", f"{HOSTILE} Kế hoạch gồm")
    (folder / ARTICLE.name).write_text(text, "utf-8")
    call = (
        "extract",
        str(folder / ARTICLE.name),
        "--published",
        "2026-07-20",
        "--sort",
        "text",
        "--data",
        str(folder),
    )
    assert invoke(*call, "-o", str(folder / "draft.yaml")).code == 0
    return folder


@contextmanager
def curating(city: Path, lang: str = "en") -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command, until it is stopped."""
    call = command_line("curate", str(city / "draft.yaml"), "--browser", "--data", str(city))
    with subprocess.Popen(
        call, stderr=subprocess.PIPE, text=True, env=environment({"HNTRACK_LANG": lang}),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (no threads here)
    ) as process:  # fmt: skip
        assert process.stderr is not None
        told = re.search(r"http://127\.0\.0\.1:\d+/\S+/", process.stderr.readline())
        assert told is not None
        try:
            yield told[0], process
        finally:
            process.kill()


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """The page with its first claim, and what it did that it must not do."""
    context = browser.new_context(**options)
    context.set_default_timeout(300_000)  # for what hangs; no measure of speed
    page = context.new_page()
    faults: list[str] = []

    def refuse(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", lambda message: faults.append(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", refuse)
    page.on("request", lambda asked: None if asked.url.startswith(url) else faults.append(asked.url))
    page.goto(url)
    page.wait_for_selector("#head:not(:empty)")
    yield page, faults
    context.close()


def shown(page: Page, place: str, text: str) -> None:
    """Wait until a text stands there; wait_for_function evaluates strings, which the page's policy forbids."""
    page.locator(place, has_text=text).wait_for()


def decisions(city: Path) -> list[str]:
    return [claim.decision for claim in read_draft(city / "draft.yaml").claims]


def test_by_keys_alone(browser: Browser, city: Path) -> None:
    """`y`, what is asked, `s`, `a` with a reason: what was accepted is written, and the page goes on by itself."""
    draft = city / "draft.yaml"
    whole_year = draft.read_text("utf-8").replace('period: "2026-06", ', "")
    draft.write_text(whole_year, "utf-8")
    with curating(city) as (url, process), opened(browser, url) as (page, faults):
        assert page.locator("mark.now").inner_text() == "trên 90%"
        page.keyboard.press("Enter")
        assert decisions(city) == ["open"] * 4, "Enter alone writes nothing"
        page.keyboard.press("y")
        page.wait_for_selector("#asked select")
        assert page.locator("#answer").input_value() == "raised"
        page.keyboard.press("Enter")
        for label in ("Title of the document", "Its publisher"):
            page.wait_for_selector(f"label:has-text('{label}')")
            page.keyboard.press("Enter")
        shown(page, "#clause mark", "tối thiểu 30% GRDP")
        assert page.locator("#said").inner_text().startswith("Written: ")
        page.keyboard.press("s")
        shown(page, "#clause mark", "61,5%")
        page.keyboard.press("y")
        page.wait_for_selector("#asked li")
        assert "2026" in page.locator("#asked li").inner_text(), "the year is not over: somebody has to look"
        page.keyboard.press("Enter")  # the button with the focus goes back
        assert decisions(city) == ["target", "open", "open", "open"]
        page.keyboard.press("s")
        shown(page, "#clause mark", "48 nhiệm vụ")
        page.keyboard.press("a")
        page.wait_for_selector("#answer")
        page.keyboard.type("Tasks of the plan.")
        page.keyboard.press("Enter")
        page.wait_for_selector("label:has-text('in Vietnamese')")
        page.keyboard.press("Enter")
        shown(page, "#clause mark", "tối thiểu 30% GRDP")
        page.click("#stop")
        shown(page, "#said", "Stopped.")
        assert process.wait(10) == 0
        assert faults == []
    assert decisions(city) == ["target", "open", "open", "set_aside"]
    assert "change: raised" in (city / "data" / "targets.yaml").read_text("utf-8")
    assert invoke("check", "--data", str(city)).code == 0


def test_a_correction_and_a_new_indicator(browser: Browser, city: Path) -> None:
    """A claim is corrected on the page, then accepted as new: what was typed is checked, and nothing hostile runs."""
    with curating(city) as (url, _), opened(browser, url) as (page, faults):
        page.keyboard.press("s")
        shown(page, "#clause mark", "tối thiểu 30% GRDP")
        page.keyboard.press("e")
        page.fill("#f-year", "12")
        page.click("#asked button[type=submit]")
        shown(page, "#said.bad", "cannot be right")
        page.fill("#f-year", "2030")
        page.fill("#f-subject", HOSTILE)
        page.click("#asked button[type=submit]")
        shown(page, "#remarks", HOSTILE)
        page.keyboard.press("e")
        page.fill("#f-subject", "tỷ trọng kinh tế số")
        page.click("#asked button[type=submit]")
        shown(page, "#remarks", "kinh tế số")
        page.keyboard.press("n")
        page.click("#asked .choice:has-text('sample-city')")
        for label in ("Title of the document", "Its publisher"):
            page.wait_for_selector(f"label:has-text('{label}')")
            page.keyboard.press("Enter")
        page.wait_for_selector("#asked li:has-text('A new indicator')")
        page.keyboard.press("y")
        shown(page, "#clause mark", "61,5%")
        assert faults == []
    assert decisions(city)[1] == "target"
    assert "id: ty-trong-kinh-te-so\n" in (city / "data" / "targets.yaml").read_text("utf-8")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1400])
def test_it_is_accessible_at_each_width(
    browser: Browser, axe: str, city: Path, width: int, scheme: Any, lang: str
) -> None:
    """With a claim, a question, a correction and a doubt on it: axe-core finds nothing, nothing runs over."""
    options: Any = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    with curating(city, lang) as (url, _), opened(browser, url, **options) as (page, faults):
        assert page.locator("html").get_attribute("lang") == lang
        for key in ("", "y", "e", "t"):
            if key:
                page.keyboard.press(key)
                page.wait_for_selector("#asked:not([hidden]) #answer, #asked:not([hidden]) #f-year")
            assert violations(page, axe) == [], key
            assert page.evaluate("document.documentElement.scrollWidth") <= width, key
            page.keyboard.press("Escape")
        assert faults == []


def test_when_the_command_ends_the_page_says_so(browser: Browser, city: Path) -> None:
    """After Ctrl-C a key on the page writes nothing, and the page says that the command has ended."""
    with curating(city) as (url, process), opened(browser, url) as (page, _):
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        page.keyboard.press("s")
        shown(page, "#said.bad", "has ended")
    assert decisions(city) == ["open"] * 4
