from __future__ import annotations

import pytest

from hntrack.errors import Where
from hntrack.model.records import Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

WORDS = Wording("một", "one")
RECORDS = (
    Claim("one", "context", 1, "một", WORDS),
    Source("one", None, None, None, "vi", Published(None, None, "unknown"), "one.txt", "0" * 64, ()),
    Named("one", WORDS),
    Indicator("one", "goal", "area", WORDS, "share", "percent", "increase"),
    Target("one", "indicator", parse_period("2030"), "at_least", "source/claim"),
    Measurement("one", "indicator", parse_period("2025")),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: type(one).__name__)
def test_where_a_record_stands_takes_no_part_in_comparing(record: Claim) -> None:
    """Two records that say the same are one record, wherever in which file they stand."""
    elsewhere = record._replace(places={"": Where("other.yaml", 7, 1)})
    assert record == elsewhere
    assert not record != elsewhere  # noqa: SIM202  (tuples have a method of their own for it)
    assert len({record, elsewhere}) == 1


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: type(one).__name__)
def test_what_a_record_says_takes_part_in_comparing(record: Claim) -> None:
    """Records that differ in a field are two, and no record is equal to a bare tuple of its fields."""
    other = record._replace(id="two")
    assert record != other
    assert not record == other  # noqa: SIM201  (as above)
    assert record != tuple(record)
