"""``docs/methods.md`` says what the code does: its method sheets and its worked example are made by the code.

Run this file as a program to write them anew.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from hntrack.assess import METHODS, Method, assess
from hntrack.assess.what_if import explain
from hntrack.model.catalog import Snapshot
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.report.explained import explanation
from hntrack.report.reasons import sentence
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

PAGE = Path(__file__).parents[3] / "docs" / "methods.md"
SIX = ("trajectory", "sdsn-linear", "destatis", "opensdg-2.4", "unsd-2023", "aarr")
MEASURED = {2021: "4", 2022: "6.5", 2023: "9", 2024: "12", 2025: "14"}
AS_OF = date(2026, 6, 30)


def sheet(method: Method) -> str:
    """The sheet of one method."""
    limits = ", ".join(f"`{name}` {value}" for name, value in method.thresholds.items()) or "none"
    words = ", ".join(f"`{own}` → {pace}" for own, pace in method.categories.items()) or "our pace codes"
    return "\n".join(
        (
            f"### `{method.id}` — {method.title.en}",
            "",
            f"- Version {method.version}. Source: {method.source}.",
            f"- Formula: {method.formula}",
            f"- Needs: {', '.join(method.needs)}. Limits: {limits}.",
            f"- Its words → pace: {words}.",
            f"- Trap: {method.traps.en}",
        )
    )


def example() -> Snapshot:
    """The invented city of the worked example."""
    title = Wording("Tỷ lệ doanh nghiệp đổi mới sáng tạo", "Share of enterprises that innovate")
    return Snapshot(
        "invented",
        Wording("", ""),
        indicators=(Indicator("share", "g", "a", title, "share", "percent", "increase", limit=Decimal(100)),),
        targets=(Target("share-2030", "share", parse_period("2030"), "at_least", "s/c", value=Decimal(40)),),
        measurements=tuple(
            Measurement(f"share-{year}", "share", parse_period(str(year)), value=Decimal(value))
            for year, value in MEASURED.items()
        ),
    )


def worked() -> str:
    """The table of the worked example, and the arithmetic under it."""
    data = example()
    rows = ["| method | its word | pace | why |", "|---|---|---|---|"]
    lines = []
    for method in SIX:
        verdict = assess(data, data.targets[0], AS_OF, method)
        why = sentence(verdict.reasons[-1], "en")
        rows.append(f"| `{method}` | {verdict.category or verdict.pace} | {verdict.pace} | {why} |")
        formulas = [
            explanation(line, "en")
            for line in explain(data, verdict, AS_OF, uncertain=False)
            if line.code.startswith("formula_") and not line.code.startswith("formula_level")
        ]
        lines.append(f"- `{method}`: " + " ".join(formulas))
    return "\n".join([*rows, "", *lines])


def made() -> dict[str, str]:
    """What the code writes into the page, by the name of its place."""
    return {
        "methods": "\n\n".join(sheet(one) for one in METHODS.values()),
        "example": worked(),
    }


def place(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- made by the code: {name} -->\n\n).*?(\n\n<!-- end of {name} -->)", re.DOTALL)


def test_the_page_says_what_the_code_does() -> None:
    """The method sheets and the worked example on the page are what the code gives today."""
    page = PAGE.read_text(encoding="utf-8")
    for name, text in made().items():
        found = place(name).search(page)
        assert found is not None, name
        assert found[0] == f"{found[1]}{text}{found[2]}", (
            "run this test file as a program to write the page anew"
        )


def test_the_six_methods_part_in_the_example() -> None:
    """The invented city is on track for some methods and behind for others: that is what the example shows."""
    data = example()
    paces = {method: assess(data, data.targets[0], AS_OF, method).pace for method in SIX}
    assert paces["trajectory"] == paces["destatis"] == "behind"
    assert paces["sdsn-linear"] == "nearly"
    assert paces["opensdg-2.4"] == paces["unsd-2023"] == paces["aarr"] == "on_track"


def test_the_numbers_of_the_example_can_be_checked_by_hand() -> None:
    """14 in 2025 where the line wants 4 + 36 × 4 / 9 = 20; 2.5 a year where 4 are needed."""
    data = example()
    verdict = assess(data, data.targets[0], AS_OF, "trajectory")
    assert verdict.due_value_now == 20
    assert verdict.observed_pace == Decimal("2.5")
    assert verdict.projected == Decimal("26.5")
    assert verdict.required_pace_since_latest == Decimal("5.2")
    assert round(verdict.required_pace or 0, 3) == Decimal("5.778")
    assert assess(data, data.targets[0], AS_OF, "sdsn-linear").numbers["ratio"] == Decimal("0.625")


def rewrite() -> None:
    """Write the page anew."""
    text = PAGE.read_text(encoding="utf-8")
    for name, written in made().items():
        start, end = f"<!-- made by the code: {name} -->\n\n", f"\n\n<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        text = before + start + written + end + rest.partition(end)[2]
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
