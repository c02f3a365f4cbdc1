"""The catalogs in tests/examples/valid have no problem but the ones that they are made to show."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hntrack.checks import check, essential
from hntrack.store.folder import Folder
from hntrack.store.read import load

VALID = Path(__file__).parents[2] / "examples" / "valid"
EXAMPLES = tuple(sorted(VALID.iterdir()))
# A catalog in one language is complete, but says that the other one is missing.
ONE_LANGUAGE = {"fictional-port-lumen"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_it_is_sound(example: Path) -> None:
    """No error; no warning but of missing translations."""
    loaded = load(Folder(example / "data", example / "seeds"))
    assert loaded.catalog is not None
    assert essential(loaded.catalog) == ()
    found = Counter(one.code for one in (*loaded.problems, *check(loaded.catalog)))
    assert set(found) == ({"wording-in-one-language"} if example.name in ONE_LANGUAGE else set())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_it_says_that_it_is_fictional(example: Path) -> None:
    """Nobody can take an example for real figures: its title says so."""
    loaded = load(Folder(example / "data", example / "seeds"))
    assert loaded.catalog is not None
    assert "(fictional)" in loaded.catalog.title.within("en")
    assert "(hư cấu)" in loaded.catalog.title.get("vi") or not loaded.catalog.title.get("vi")
