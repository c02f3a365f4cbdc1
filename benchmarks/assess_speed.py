"""How long judging takes: CPU microseconds a verdict, and the ratio to a fixed pure-Python loop of the same run.

``python benchmarks/assess_speed.py [--targets N] [--check]``.  10 000 targets with 12 measurements each, each
target on its own indicator.  With ``--check`` the exit code is 1 where one method takes more than 30 µs a verdict,
or all ten more than 150 µs a target, measured as the best of three runs.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hntrack.assess import METHODS, assess_all
from hntrack.model.catalog import Snapshot
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

ONE_METHOD, ALL_METHODS = 30.0, 150.0
AS_OF = date(2026, 6, 30)
ROUNDS = 3


def catalog(count: int) -> Snapshot:
    """``count`` indicators with one target and 12 yearly measurements each; values differ but keep rising."""
    title = Wording("", "")
    periods = [parse_period(str(year)) for year in range(2014, 2026)]
    due = parse_period("2030")
    indicators, targets, measurements = [], [], []
    for number in range(count):
        key = f"i{number}"
        indicators.append(Indicator(key, "g", "a", title, "share", "percent", "increase", limit=Decimal(100)))
        targets.append(Target(f"t{number}", key, due, "at_least", "s/c", value=Decimal(60)))
        for step, period in enumerate(periods):
            value = Decimal(100 + number % 97 + 11 * step + (step * number) % 7) / 10
            measurements.append(Measurement(f"{key}-{period.text}", key, period, value=value))
    return Snapshot(
        "speed",
        title,
        indicators=tuple(indicators),
        targets=tuple(targets),
        measurements=tuple(measurements),
    )


def calibration() -> int:
    """A fixed loop of plain Python: the yardstick of the machine at this moment."""
    total = 0
    for number in range(1_000_000):
        total += number % 7
    return total


def best(work: Callable[[], object]) -> float:
    """Best CPU time of the rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--targets", type=int, default=10_000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    data = catalog(options.targets)
    _ = data.measurements_of, data.targets_of, data.indicator  # loading: the look-ups are made once
    yardstick = best(calibration)
    print(f"calibration loop: {yardstick * 1000:.1f} ms CPU; {options.targets} targets, 12 measurements each")
    slow = False
    runs: list[tuple[str, tuple[str | None, ...], float]] = [
        (name, (name,), ONE_METHOD) for name in METHODS if name not in {"rank", "checklist"}
    ]
    runs.append(("all methods, a target", tuple(METHODS), ALL_METHODS))
    for name, methods, bar in runs:
        spent = best(lambda chosen=methods: assess_all(data, AS_OF, chosen))  # type: ignore[misc]
        each = spent / options.targets
        slow = slow or each * 1e6 > bar
        ratio = each / yardstick * 1000
        print(
            f"{name:24} {each * 1e6:7.1f} µs   {ratio:6.3f} thousandths of the calibration loop   (bar {bar:.0f} µs)"
        )
    return int(options.check and slow)


if __name__ == "__main__":
    sys.exit(main())
