"""What is exported and imported into an empty copy of the catalog is what was there."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hntrack.exchange.content import Exported
from hntrack.exchange.formats import Document, export
from hntrack.exchange.mapping import Map
from hntrack.exchange.plan import plan
from hntrack.exchange.reading import Origin, read_rows
from hntrack.exchange.tabled import open_table
from hntrack.model.catalog import Catalog
from hntrack.model.codes import OBS_STATUSES, QUALIFIERS
from hntrack.model.records import Cited, Measurement
from hntrack.render.json_text import dumps
from hntrack.text.characters import nfc
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period
from support.exchange_catalog import make_catalog, read_catalog
from support.quickness import examples

_PERIODS = ("2019", "2020-06", "2021-Q3", "2022-H1", "2016/2020", "2023-06-15", "2024")
_LINE = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=30).map(
    lambda text: nfc(text.strip()) or "x"
)
_VALUES = st.decimals(-(10**9), 10**9, places=3, allow_nan=False) | st.integers(-(10**12), 10**12).map(
    Decimal
)
_DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@st.composite
def _measurement(draw: st.DrawFn, key: tuple[str, str]) -> Measurement:
    indicator, period = key
    stage = indicator == "bridge"
    source = draw(st.booleans())
    page = Cited(url="https://example.org/a,b?c=%22", title=draw(_LINE), publisher=draw(st.none() | _LINE))
    return Measurement(
        id=f"{indicator}-{period.replace('/', '-').lower()}",
        indicator=indicator,
        period=parse_period(period),
        value=None if stage else draw(_VALUES),
        stage=draw(st.sampled_from(("planned", "open"))) if stage else None,
        qualifier=draw(st.sampled_from(QUALIFIERS)),
        obs_status=draw(st.sampled_from(OBS_STATUSES)),
        of=draw(st.none() | st.integers(1, 99).map(Decimal)),
        cited=Cited(source="review", line=draw(st.integers(1, 999)), as_printed=draw(_LINE))
        if source
        else page,
        published=draw(_DAYS),
        recorded="2026-03-01T09:00:00+07:00",
        judged_by=draw(st.none() | _LINE),
        note=draw(st.none() | st.builds(Wording, _LINE, st.just("") | _LINE)),
    )


_KEYS = st.lists(
    st.tuples(st.sampled_from(("share", "firms", "budget", "bridge")), st.sampled_from(_PERIODS)),
    unique=True,
    min_size=1,
    max_size=8,
)
_MEASUREMENTS = _KEYS.flatmap(lambda keys: st.tuples(*map(_measurement, keys)))


@pytest.fixture(scope="module")
def empty() -> Catalog:
    with tempfile.TemporaryDirectory() as folder:
        return replace(read_catalog(make_catalog(Path(folder) / "riverton")), measurements=())


def _again(empty: Catalog, full: Catalog, form: str) -> tuple[Measurement, ...]:
    files: Mapping[str, bytes | Document] = export(
        form, Exported(full, full, [], "2026-01-01", "vi"), "measurements"
    )
    ending = {"csv": "csv", "xlsx": "xlsx"}.get(form, "")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            text = dumps(content.content).encode() if isinstance(content, Document) else content
            (Path(folder) / (name or f"a.{ending}")).write_bytes(text)
        path = Path(folder) if form == "datapackage" else Path(folder) / f"a.{ending}"
        rows = read_rows(open_table(path, "a", Map()), Map(), Origin())
    made = plan(empty, rows, recorded="2030-01-01T00:00:00Z")
    assert made.refused == ()
    assert made.skipped == 0
    return made.new


@pytest.mark.parametrize("form", ["csv", "datapackage", "xlsx"])
@given(measurements=_MEASUREMENTS)
@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_export_and_import_give_the_same(
    empty: Catalog, form: str, measurements: tuple[Measurement, ...]
) -> None:
    """CSV, Data Package and XLSX give every measurement back, field for field and digit for digit."""
    full = replace(empty, measurements=measurements)
    assert _again(empty, full, form) == measurements


@given(measurements=_MEASUREMENTS)
@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_importing_again_adds_nothing(empty: Catalog, measurements: tuple[Measurement, ...]) -> None:
    """Into the catalog itself, its own export adds nothing."""
    full = replace(empty, measurements=measurements)
    assert _again(full, full, "csv") == ()
