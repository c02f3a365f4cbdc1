"""The site of the small catalog, made once."""

from __future__ import annotations

import pytest

from hntrack.render.site import site_files
from support.site_catalog import AS_OF, hostile, site_catalog

Files = dict[str, bytes]


@pytest.fixture(scope="session")
def site() -> Files:
    """Every file of the site, by path."""
    return dict(site_files(site_catalog(), AS_OF, "https://example.org/"))


@pytest.fixture(scope="session")
def hostile_site() -> Files:
    """The same with hostile words in every text and a script as the address of the document."""
    return dict(site_files(site_catalog(hostile, url="javascript:alert(1)"), AS_OF, "https://example.org/"))
