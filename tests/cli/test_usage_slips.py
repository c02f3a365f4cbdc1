"""Slips on the command line are told in the language of the run, with what helps."""

from __future__ import annotations

import pytest

from support.cli import invoke, spawn


@pytest.mark.parametrize(
    ("argv", "vietnamese"),
    [
        (("record",), "Thiếu tham số "),
        (("record", "a", "1"), "Thiếu tùy chọn --period."),
        (("methods", "rank", "more"), "Thừa tham số: more."),
        (("targets", "--year"), "--year phải có giá trị đi kèm."),
        (("record", "a", "1", "--period", "2026", "--line", "x"), "--line: “x” không phải là số nguyên."),
        (("record", "a", "-5", "--period", "2026"), "-- CHỈ-TIÊU -5"),
        (("targets", "--debug=1"), "--debug không nhận giá trị."),
        (("progres",), "Không có lệnh “progres”. Gần nhất: progress."),
        (("add", "gaol", "x"), "Không có lệnh “gaol”. Gần nhất: goal."),
        (("--lang", "vi"), "Thiếu tên lệnh."),
        (("targets", "--yaer", "1"), "Không có tùy chọn --yaer. Gần nhất: --year"),
        (("serve", "--port", "70000"), "--port phải là số nguyên từ 0 đến 65535."),
    ],
)
def test_a_slip_is_told_in_vietnamese(argv: tuple[str, ...], vietnamese: str) -> None:
    """No English sentence of a library stands within a Vietnamese message."""
    done = invoke(*argv, env={"HNTRACK_LANG": "vi"})
    assert done.code == 2
    assert vietnamese in done.err


def test_help_is_drawn_in_our_words() -> None:
    """Usage, headings, defaults and what must be given stand in Vietnamese; nothing of Typer's own is left."""
    out = spawn("import", "-h", env={"HNTRACK_LANG": "vi", "COLUMNS": "200"}).out
    assert out.startswith("Cách dùng: hntrack import [TÙY CHỌN] ")
    for ours in ("\nTham số:\n", "\nTùy chọn:\n", "[bắt buộc]", "[mặc định: ", "In hướng dẫn này."):
        assert ours in out
    for theirs in ("Usage", "OPTIONS", "Options", "Arguments", "required", "Show this", "default:"):
        assert theirs not in out


def test_a_negative_number_is_recorded_behind_two_dashes() -> None:
    """What the hint about negative numbers says works: the number is read as a value."""
    done = invoke(
        "record", "--period", "2026", "--url", "https://example.org", "--published", "2026-02-01",
        "--", "innovating-firms", "-5", env={"HNTRACK_LANG": "en"},
    )  # fmt: skip
    assert "no option" not in done.err
