"""Build the site of a large catalog, each file as it is made: CPU time, memory, pages, and the largest page.

``python benchmarks/site_speed.py [INDICATORS]`` prints what it measured and every bound that is broken, and then fails.
The bounds: 8 s of CPU for 1 000 indicators, on a machine that adds up a million numbers in 50 ms (the measured seconds
are taken times 50 ms over what the same loop took just before and after); 300 MB with 5 000 of them; 20 kB a page
without its drawings, but for the one that holds the whole list, to be printed.

What is not met: some 13 s for 1 000 indicators: 3 of every 10 for drawing and writing pages (half of it for what is
held together on a line), 2 for the history of every verdict, 1 or 2 each for charts, data and the lists; 130 kB an
indicator, a third of it pages; and the page of a document, which has half a kilobyte for each passage used.
"""

from __future__ import annotations

import gc
import re
import resource
import sys
import time
from datetime import date
from decimal import Decimal

from hntrack.model.catalog import Catalog
from hntrack.model.codes import ClaimKind
from hntrack.model.records import Area, Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.render.site import site_files
from hntrack.render.site.templates import WHOLE_PAGE
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

AS_OF = date(2026, 6, 30)
MOST_SECONDS = 8.0
MOST_MEGABYTES = 300
MOST_BYTES = 20_000
_YARDSTICK = 0.05  # seconds of the loop on the machine that the bound speaks of
_DRAWING = re.compile(rb"<svg.*?</svg>", re.DOTALL)
_YEARS = (2015, 2018, 2021, 2023, 2025)


def synthetic(count: int) -> Catalog:
    """Make a catalog: two targets and five measurements an indicator, forty goals, twenty documents."""
    sources = tuple(_source(number, count) for number in range(20))
    return Catalog(
        id="synthetic",
        title=Wording(
            "Một trăm trang thử nghiệm của một danh mục lớn", "A large catalog, made up for measuring"
        ),
        goals=tuple(
            _named("goal", number, "Nhóm mục tiêu phát triển", "Development goal") for number in range(40)
        ),
        areas=tuple(Area(*_named("area", number, "Phường", "Ward")[:2]) for number in range(12)),
        indicators=tuple(_indicator(number) for number in range(count)),
        targets=tuple(target for number in range(count) for target in _targets(number)),
        measurements=tuple(one for number in range(count) for one in _measurements(number)),
        sources=sources,
    )


def _named(kind: str, number: int, vi: str, en: str) -> Named:
    return Named(f"{kind}-{number}", Wording(f"{vi} số {number}", f"{en} number {number}"))


def _indicator(number: int) -> Indicator:
    return Indicator(
        id=f"indicator-{number}",
        goal=f"goal-{number % 40}",
        area=f"area-{number % 12}",
        title=Wording(
            f"Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo thuộc nhóm thứ {number}",
            f"Share of the enterprises of group {number} that are engaged in innovation",
        ),
        measure="share",
        unit="percent",
        direction="increase",
        limit=Decimal(100),
    )


def _targets(number: int) -> tuple[Target, ...]:
    name = f"indicator-{number}"
    document = f"plan-{number % 20}"
    return tuple(
        Target(
            f"{name}-{year}",
            name,
            parse_period(str(year)),
            "at_least",
            f"{document}/{name}-{year}",
            Decimal(value),
        )
        for year, value in ((2030, 40 + number % 20), (2045, 70 + number % 25))
    )


def _measurements(number: int) -> tuple[Measurement, ...]:
    name = f"indicator-{number}"
    return tuple(
        Measurement(
            f"{name}-{year}",
            name,
            parse_period(str(year)),
            Decimal(100 + number % 37 + 17 * (year - _YEARS[0])) / 10,
            claim=f"plan-{number % 20}/{name}-m{year}",
            published=date(year + 1, 3, 1),
        )
        for year in _YEARS
    )


def _source(document: int, count: int) -> Source:
    claims = []
    for number in range(document, count, 20):
        name = f"indicator-{number}"
        claims += [_claim(f"{name}-{year}", "target", number) for year in (2030, 2045)]
        claims += [_claim(f"{name}-m{year}", "measurement", number) for year in _YEARS]
    published = Published(parse_period(f"2018-01-{document + 1:02d}"), None, "printed")
    name = f"plan-{document}"
    title = f"Kế hoạch phát triển số {document}"
    return Source(name, title, "Sở", None, "vi", published, f"{name}.txt", "0" * 64, tuple(claims))


def _claim(name: str, kind: ClaimKind, line: int) -> Claim:
    reading = Wording(
        "Tỷ lệ doanh nghiệp đổi mới sáng tạo như đã nêu.", "The share of innovating firms, as said."
    )
    return Claim(name, kind, line + 1, "ít nhất 40% doanh nghiệp", reading)


def yardstick() -> float:
    """CPU seconds of a fixed loop: about 0.05 on a quiet machine of 2024, more where its cores are shared."""
    started = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number % 7
    return time.process_time() - started


def main(count: int) -> int:
    """Build, measure, judge."""
    gc.set_threshold(100_000)  # as the program does at its start
    catalog = synthetic(count)
    pace = yardstick()
    started = time.process_time()
    pages, largest, largest_name = 0, 0, ""
    for name, content in site_files(catalog, AS_OF):
        if name.endswith(".html") and not name.endswith(f"/{WHOLE_PAGE}"):
            pages += 1
            size = len(_DRAWING.sub(b"", content))
            if size > largest:
                largest, largest_name = size, name
    seconds = time.process_time() - started
    pace = (pace + yardstick()) / 2
    measured = {
        "seconds of CPU": (seconds * _YARDSTICK / pace, MOST_SECONDS * max(count, 100) / 1000),
        "MB of memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, MOST_MEGABYTES),
        f"bytes of the largest page ({largest_name})": (largest, MOST_BYTES),
    }
    print(f"{count} indicators, {pages} pages: {seconds:.2f} s of CPU, the loop {pace * 1000:.0f} ms")
    for name, (found, most) in measured.items():
        print(f"  {found:10.1f} of {most:8.1f} {name}{' — NOT MET' if found > most else ''}")
    return int(any(found > most for found, most in measured.values()))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
