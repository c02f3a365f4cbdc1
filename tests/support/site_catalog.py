"""A small catalog with one of everything that the charts and the site show, its words chosen by the caller."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hntrack.model.catalog import Catalog
from hntrack.model.codes import CLAIM_KINDS, Comparator, word
from hntrack.model.records import Area, Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

AS_OF = date(2026, 6, 30)

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>' onmouseover='x",
    "[bold red]x[/bold red] :warning: | *a* _b_ `c` [l](javascript:alert(1))",
    "\x1b[31mred\x1b]0;title\x07 \u202egnp.exe\u2066 \x00 \ufffe \u2028 \x9b31m",
    '=HYPERLINK("http://x";"y") +1 -1 @x',
    "]]> --> {{ 7*7 }} {% raw %} ${x} `y` &lt; &#60; </title></desc></template></textarea>",
)
"""Words that would be obeyed by a browser, a terminal, a spreadsheet, a template or an XML reader."""

Words = Callable[[str], str]


def benign(text: str) -> str:
    """Leave every text as it is."""
    return text


def hostile(text: str) -> str:
    """Put all hostile words behind every text."""
    return f"{text} {' '.join(HOSTILE)}"


def site_catalog(words: Words = benign, *, url: str | None = "https://example.org/plan") -> Catalog:
    """Make the catalog.

    Args:
        words: What is made of every text that people write.
        url: The address of its document.
    """

    def both(vi: str, en: str) -> Wording:
        return Wording(words(vi), words(en))

    def number(name: str, **more: Any) -> Indicator:
        fields = {
            "goal": "firms",
            "area": "hanoi",
            "measure": "share",
            "unit": "percent",
            "direction": "increase",
        }
        return Indicator(id=name, title=both(f"Chỉ tiêu {name}", f"Indicator {name}"), **{**fields, **more})

    return Catalog(
        id="sample",
        title=both("Mục tiêu mẫu", "Sample targets"),
        goals=(
            Named("firms", both("Doanh nghiệp", "Enterprises")),
            Named("places", both("Thứ hạng", "Ranks")),
        ),
        areas=(Area("hanoi", both("Hà Nội", "Hanoi")), Area("vietnam", both("Việt Nam", "Viet Nam"))),
        units=(Named("firms", both("doanh nghiệp", "firms")),),
        indicators=(
            number("share", limit=Decimal(100), note=both("ghi chú", "a note")),
            number("emissions", direction="decrease", measure="amount", unit="tonnes", goal="places"),
            number("rank", measure="rank", unit="rank", direction="decrease", goal="places", area="vietnam"),
            number("count", measure="count", unit="firms"),
            number("aim", measure="text", unit=None, direction=None),
            number("loose", area="vietnam"),
        ),
        targets=(
            _target("share-2030", "share", "2030", "more_than", "50", note=both("lưu ý", "mind")),
            _target("share-2045", "share", "2045", "at_least", "70"),
            _target("emissions-2030", "emissions", "2030", "at_most", "40"),
            _target("rank-2030", "rank", "2030", "within_top", "3"),
            _target("count-2030", "count", "2030", "between", "900", value_high=Decimal(1200)),
            _target("aim-2025", "aim", "2025", "text", None, stated=both("điện tử", "electronic")),
        ),
        measurements=(
            _measured("share-2020", "share", "2020", "18.1"),
            _measured("share-2023", "share", "2023", "21", qualifier="about"),
            _measured("share-2025", "share", "2025", "25.2", why=words("vì"), note=both("số đo", "measured")),
            _measured("emissions-2020", "emissions", "2020", "80"),
            _measured("emissions-2025", "emissions", "2025", "55"),
            _measured("rank-2025", "rank", "2025", "4", of=Decimal(34)),
            _measured("count-2025", "count", "2025", "800", qualifier="more_than"),
            _measured("loose-2025", "loose", "2025", "7"),
        ),
        sources=(_source(words, both("đọc là", "read as"), url),),
        note=both("Danh mục để thử.", "A catalog for tests."),
    )


def _target(
    name: str, indicator: str, due: str, comparator: Comparator, value: str | None, **more: Any
) -> Target:
    number = None if value is None else Decimal(value)
    return Target(name, indicator, parse_period(due), comparator, f"plan/{name}", number, **more)


def _measured(name: str, indicator: str, period: str, value: str, **more: Any) -> Measurement:
    published = date(int(period) + 1, 3, 1)
    return Measurement(
        name,
        indicator,
        parse_period(period),
        Decimal(value),
        claim=f"plan/{name}",
        published=published,
        **more,
    )


def _source(words: Words, reading: Wording, url: str | None) -> Source:
    targets = ("share-2030", "share-2045", "emissions-2030", "rank-2030", "count-2030", "aim-2025")
    measured = (
        "share-2020",
        "share-2023",
        "share-2025",
        "emissions-2020",
        "emissions-2025",
        "rank-2025",
        "count-2025",
        "loose-2025",
    )
    kinds = {**dict.fromkeys(targets, "target"), **dict.fromkeys(measured, "measurement")}
    claims = tuple(
        Claim(name, word(kind, CLAIM_KINDS), line, words(f"điện tử {line}"), reading)
        for line, (name, kind) in enumerate(kinds.items(), start=1)
    )
    published = Published(parse_period("2019-05-06"), None, "printed")
    return Source(
        "plan", words("Kế hoạch"), words("Sở"), words("Ai"), "vi", published, "x.txt", "0" * 64, claims, url
    )
