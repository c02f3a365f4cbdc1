"""Whatever a catalog's records hold, a workbook gives it back."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hntrack.exchange.workbook_in import plan_workbook, read_workbook
from hntrack.exchange.workbook_out import workbook
from hntrack.model.catalog import Catalog
from hntrack.model.records import Area, Cited, Indicator, Measurement, Named, Target
from hntrack.text.characters import nfc
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

# What a text of a catalog may hold: no hidden characters, for the checks refuse these.
_TEXTS = st.text(
    st.characters(categories=("L", "N", "P", "S"), include_characters=" ", exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() != "" and text == text.strip())
_NFC = _TEXTS.map(nfc)
_WORDINGS = st.builds(Wording, _NFC, _NFC)
_NUMBERS = st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(lambda one: Decimal(format(one, "f")))
_PERIODS = st.sampled_from(("2024", "2025-Q1", "2025-H1", "2024-05", "2016/2020", "2026-01-31")).map(
    parse_period
)


@st.composite
def _catalogs(draw: st.DrawFn) -> Catalog:
    indicator = Indicator(
        "i", "g", "a", draw(_WORDINGS), "index", "point", "increase", note=draw(st.none() | _WORDINGS)
    )
    target = Target(
        "t",
        "i",
        draw(st.none() | _PERIODS),
        "at_least",
        "s/c",
        value=draw(_NUMBERS),
        further=draw(st.booleans()),
    )
    cited = Cited(url="https://example.org/x", title=draw(_NFC), publisher=draw(_NFC))
    measured = tuple(
        Measurement(f"m{at}", "i", draw(_PERIODS), value=draw(_NUMBERS), cited=cited, qualifier="about")
        for at in range(draw(st.integers(0, 3)))
    )
    return Catalog(
        "c",
        draw(_WORDINGS),
        goals=(Named("g", draw(_WORDINGS)),),
        areas=(Area("a", draw(_WORDINGS)),),
        indicators=(indicator,),
        targets=(target,),
        measurements=measured,
    )


@settings(deadline=None)
@given(_catalogs(), st.sampled_from(("vi", "en")))
def test_a_workbook_gives_the_catalog_back(catalog: Catalog, lang: str) -> None:
    """Written and read, nothing is new and nothing has changed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.xlsx"
        file.write_bytes(workbook(catalog, lang))
        read = read_workbook(file, "a.xlsx", ("vi", "en"), lang)
    assert read.problems == []
    planned = plan_workbook(catalog, read, recorded="2026-01-01", check=lambda _: ())
    assert planned.deeds == []
    assert not planned.changes
