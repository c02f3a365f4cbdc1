"""A real browser: Chromium of the system, driven by Playwright.

These tests run where ``HNTRACK_BROWSER=1`` asks for them; then a missing browser, driver or axe-core is an error.
Without it they are skipped, and pytest's summary says so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hntrack.render.site import site_files, write_site
from support.cli import invoke
from support.site_catalog import AS_OF, hostile, site_catalog

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what nobody asked for, in so many words."""
    if os.environ.get("HNTRACK_BROWSER") == "1":
        return
    here = Path(__file__).parent
    reason = "needs a browser: install chromium and the extra 'browser', then set HNTRACK_BROWSER=1"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where a browser is asked for)

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "HNTRACK_BROWSER=1, but no chromium is installed (apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    import axe_playwright_python  # noqa: PLC0415  (as above)

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the catalog that we ship, built by the command."""
    folder = tmp_path_factory.mktemp("shipped")
    assert invoke("site", "build", str(folder), "--as-of", "2026-06-30").code == 0
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small catalog, which has one of everything."""
    return _written(tmp_path_factory, "sample", site_catalog())


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the same catalog with hostile words."""
    return _written(tmp_path_factory, "hostile", site_catalog(hostile, url="javascript:alert(1)"))


def _written(factory: pytest.TempPathFactory, name: str, catalog: Any) -> Path:
    folder = factory.mktemp(name)
    write_site(folder, site_files(catalog, AS_OF), AS_OF.isoformat())
    return folder
