"""Whatever stands where a path, an id or a text belongs: an error with its cause, never a fault of ours or an escape."""

from __future__ import annotations

import pytest

from support.cli import invoke

CALLS = (
    ("show",),
    ("history",),
    ("search",),
    ("progress", "--data"),
    ("check", "--data"),
    ("targets", "--search"),
    ("targets", "--year"),
    ("progress", "--as-of"),
    ("progress", "--what-if"),
    ("progress", "--fail-on"),
    ("extract",),
    ("import",),
    ("import", "x.csv", "--map"),
    ("export", "--to"),
    ("diff", "2030"),
    ("report", "--template"),
    ("schema",),
    ("sources", "add"),
    ("sources", "verify", "--originals"),
    ("workbook", "read"),
    ("bulk", "x.csv"),
    ("record", "innovating-firms"),
)
HOSTILE = ("a" * 300, "/" + "b" * 300, "\ud800", "\x1b[31mred", "a\x9b31m", "\u202eevil", "{x}%s", "-")


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_word_is_a_fault_of_ours(call: tuple[str, ...], value: str) -> None:
    """It succeeds or says what is wrong; nothing that a terminal would obey comes back."""
    result = invoke(*call, value)
    assert result.code in {0, 2, 3, 4}, result.err
    for said in (result.out, result.err):
        assert not {"\x1b", "\x9b", "\u202e"} & set(said)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_long_word_is_not_said_again_whole(call: tuple[str, ...]) -> None:
    """A hundred thousand characters, as a slip of a clipboard brings them: the error fits on a screen or two."""
    result = invoke(*call, "x" * 100_000)
    assert result.code in {0, 2, 4}, result.err[:500]
    assert len(result.err) < 10_000


def test_the_detail_of_a_usage_error_is_inert_and_called_internal() -> None:
    """``--debug`` shows where an error arose; what was typed stays visible there, not obeyed."""
    result = invoke("show", "\x1b[31mred", "--debug")
    assert result.code == 2
    assert result.err.startswith("Internal detail (--debug):\nTraceback ")
    assert "\x1b" not in result.err
