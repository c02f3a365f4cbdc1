"""Slips on the command line are told in the language of the run, with what helps."""

from __future__ import annotations

import pytest

from support.cli import invoke


@pytest.mark.parametrize(
    ("argv", "vietnamese"),
    [
        (("record",), "Thiếu tham số "),
        (("record", "a", "1"), "Thiếu tuỳ chọn --period."),
        (("methods", "rank", "more"), "Thừa tham số: more."),
        (("targets", "--year"), "--year phải có giá trị đi kèm."),
        (("record", "a", "1", "--period", "2026", "--line", "x"), "--line: “x” không phải là số nguyên."),
        (("record", "a", "-5", "--period", "2026"), "-- CHỈ-TIÊU -5"),
    ],
)
def test_a_slip_is_told_in_vietnamese(argv: tuple[str, ...], vietnamese: str) -> None:
    """No English sentence of a library stands within a Vietnamese message."""
    done = invoke(*argv, env={"HNTRACK_LANG": "vi"})
    assert done.code == 2
    assert vietnamese in done.err


def test_a_negative_number_is_recorded_behind_two_dashes() -> None:
    """What the hint about negative numbers says works: the number is read as a value."""
    done = invoke(
        "record", "--period", "2026", "--url", "https://example.org", "--published", "2026-02-01",
        "--", "innovating-firms", "-5", env={"HNTRACK_LANG": "en"},
    )  # fmt: skip
    assert "no option" not in done.err
