"""The report as a page and the page of its mail, in a real browser (HNTRACK_BROWSER=1)."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.cli import AS_OF, invoke

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPORT = ("report", "--as-of", AS_OF, "--since", "2025-06-01", "--lang", "both")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both pages as files."""
    folder = tmp_path_factory.mktemp("report")
    raw = invoke(*REPORT, "-f", "eml", "--to", "a@b.vn", "--from", "c@d.vn").out
    body = email.message_from_string(raw, policy=email.policy.strict).get_body(("html",))
    assert body is not None
    texts = {"report": invoke(*REPORT, "-f", "html").out, "mail": body.get_content()}
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.mark.parametrize("width", [320, 375, 768, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["report", "mail"])
def test_it_fits_loads_nothing_and_is_accessible(
    browser: Browser, axe: str, pages: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    """No sideways scrolling, no console message, no request beside the file, no violation that axe-core finds."""
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    context.set_default_timeout(300_000)  # for what hangs; no measure of speed
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    address = pages[name].as_uri()
    page.goto(address)
    assert said == [address]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    violations = page.evaluate("axe.run().then(result => result.violations.map(one => one.id))")
    assert violations == []
    context.close()
