"""Numbers and periods of other people's tables have one reading, or none."""

from __future__ import annotations

import pytest

from hntrack.exchange.labels import period_of, sdmx_period
from hntrack.exchange.table import Exact, marks_of, number_of
from hntrack.text.foreign_tables import Notation, TwoWays
from hntrack.text.periods import parse_period

_EXACT = Notation(exact=True)


@pytest.mark.parametrize(
    ("text", "notation", "value"),
    [
        ("25.2", Notation(), "25.2"),
        ("-25", Notation(), "-25"),
        ("\u221225", Notation(), "-25"),
        ("\u201325", Notation(), "-25"),
        ("(2,7)", Notation(","), "-2.7"),
        (",5", Notation(","), "0.5"),
        ("-.5", Notation(), "-0.5"),
        ("25,2", Notation(","), "25.2"),
        ("1.200,5", Notation(",", "."), "1200.5"),
        ("1 200", Notation(",", " "), "1200"),
        ("1\u00a0200\u202f300", Notation(".", " "), "1200300"),
        ("1.200", Notation("."), "1.200"),
        ("1.200", _EXACT, "1.200"),
        ("1.5e-3", _EXACT, "0.0015"),
        (Exact("1.200"), Notation(), "1.200"),
    ],
)
def test_a_number_by_its_marks(text: str, notation: Notation, value: str) -> None:
    """A number is read by the marks that were declared, digit for digit."""
    assert str(number_of(text, notation)) == value


@pytest.mark.parametrize(
    "text",
    [
        "25,2",
        "25_2",
        "٢٥",
        "nan",
        "inf",
        "1e3",
        "0x10",
        "=1+1",
        "12%",
        "1.2.3",
        "",
        "(-2)",
        "--2",
        "(2",
        "9" * 31,
    ],
)
def test_no_number(text: str) -> None:
    """What is no number by the marks that hold is none: not nearly one."""
    assert number_of(text, Notation()) is None


@pytest.mark.parametrize("text", ["1.200", "1,200", "-25.125"])
def test_two_readings_are_refused(text: str) -> None:
    """Without a declared mark, a number that may be thousands is refused with both readings."""
    with pytest.raises(TwoWays) as caught:
        number_of(text, Notation())
    assert caught.value.one != caught.value.other


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("2024", "2024"),
        ("2024M03", "2024-03"),
        ("2024-M03", "2024-03"),
        ("2024Q2", "2024-Q2"),
        ("2024-S1", "2024-H1"),
        ("2024-A1", "2024"),
        ("2016-01-01/P5Y", "2016/2020"),
        ("2016-04-01/P6M", "2016-04/2016-09"),
        ("2016-01-05/P3D", "2016-01-05/2016-01-07"),
    ],
)
def test_periods_of_other_systems(text: str, ours: str) -> None:
    """SDMX's and PX-Web's periods become ours."""
    assert str(period_of(text)) == ours


@pytest.mark.parametrize("text", ["", "24", "2024-W05", "2024-M13", "Sơ bộ 2024", "9999", "2024-Q5", "٢٠٢٤"])
def test_no_period(text: str) -> None:
    """What is no period is none."""
    assert period_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2024",
        "2024-06",
        "2024-06-15",
        "2024-Q2",
        "2024-H1",
        "2016/2020",
        "2016-02/2017-01",
        "2016-01-05/2016-03-01",
    ],
)
def test_sdmx_periods_come_back(text: str) -> None:
    """A period written for SDMX is the same stretch of days when read back."""
    period = parse_period(text)
    back = period_of(sdmx_period(period))
    assert back is not None
    assert (back.start, back.end) == (period.start, period.end)


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["25,2", "26"], (",", None)),
        (["25.2%", "26"], (".", None)),
        (["1.234,5"], (",", ".")),
        (["1,234.5"], (".", ",")),
        (["1.234.567"], (",", ".")),
        (["25,2", "12.500"], (",", ".")),
        (["1 234,5"], (",", " ")),
        (["1.234"], (None, None)),
        (["12", "13"], (None, None)),
        (["25,2", "25.2"], (None, None)),
        (["0,125"], (",", None)),
    ],
)
def test_marks(texts: list[str], marks: tuple[str | None, str | None]) -> None:
    """A decimal mark is seen where nothing else could be meant; three digits alone show nothing."""
    assert marks_of(texts) == marks
