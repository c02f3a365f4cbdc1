"""One target with everything that judging it needs, worked out once and shared by all methods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hntrack.assess.arithmetic import divide
from hntrack.assess.bounds import Bounds, bounds_of
from hntrack.assess.certainty import UNSETTLED, WITHIN_ROUNDING, settled
from hntrack.assess.series import Series
from hntrack.assess.years import years_between
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES
from hntrack.model.comparators import meaning
from hntrack.model.records import Measurement, Target
from hntrack.model.verdict import Fact, Reason

_HALF, _MINUS_HALF, _ZERO = Decimal("0.5"), Decimal("-0.5"), Decimal(0)
_BOUNDS = frozenset({"more_than", "at_least", "less_than", "up_to"})


class Case:
    """A target to be judged on a day.

    Attributes:
        catalog, target, indicator, as_of, series: What is judged, when, on which measurements.
        measure: What the indicator measures.
        qualitative: The aim is said in words or as a stage.
        bounds: The bounds of a numeric target, or ``None``.
        latest: The latest measurement with a value.
        judged: The measurement (or assessment of a stage) that the standing rests on.
        past: The due date has passed.
        met: Whether the judged measurement satisfies the target; ``None`` where nothing can say so.
        certainty: ``within_rounding`` or ``unsettled`` where the printed value leaves the standing open.
        gap: What is missing, in the unit.
        facts: What every sentence about this target may name.
    """

    __slots__ = (
        "_baseline",
        "_flags",
        "_required",
        "as_of",
        "bounds",
        "catalog",
        "certainty",
        "due",
        "facts",
        "gap",
        "indicator",
        "judged",
        "latest",
        "measure",
        "met",
        "past",
        "qualitative",
        "series",
        "target",
    )

    def __init__(self, catalog: Catalog, target: Target, as_of: date, series: Series) -> None:
        indicator = catalog.indicator[target.indicator]
        self.catalog = catalog
        self.target = target
        self.indicator = indicator
        self.as_of = as_of
        self.series = series
        self.due = due = target.due
        self.past = due is not None and as_of > due
        self.measure = measure = indicator.measure
        self.qualitative = measure not in NUMERIC_MEASURES or meaning(target.comparator).asks == "words"
        self.latest = series.latest
        points = series.points
        self.bounds: Bounds | None = (
            None if self.qualitative else bounds_of(catalog, target, points[0] if len(points) > 1 else None)
        )
        self.judged: Measurement | None = None
        self.met: bool | None = None
        self.certainty = ""
        self.gap: Decimal | None = None
        self._baseline: tuple[Measurement | None, str] | None = None
        self._flags: tuple[str, ...] | None = None
        self._required: Decimal | bool | None = False  # False: not worked out yet
        if self.qualitative:
            self._judge_stage()
        elif self.bounds is not None and self.latest is not None:
            self._judge_value(self.bounds, self.latest)
        self.facts = self._facts()

    def _judge_value(self, asked: Bounds, latest: Measurement) -> None:
        """Compare the judged value with the bounds; past the due date only what reaches that date counts."""
        judged = self.judged = self.series.reaching(self.target) if self.past else latest
        if judged is None:
            return
        value = judged.value
        assert value is not None
        self.gap = gap = asked.gap(value)
        if judged.qualifier == "exact" and (gap > _HALF or (gap < _MINUS_HALF and asked.one_sided)):
            self.met = gap < _ZERO  # no rounding of a printed number reaches that far
        else:
            self.met, self.certainty = settled(self.indicator, judged, asked)
        if self.met and self.target.hold == "every_year" and self.past and self.broken is not None:
            self.met = False

    def _judge_stage(self) -> None:
        """Compare the latest assessment of a stage with the one asked for."""
        stages = self.series.stages
        judged = self.judged = (
            self.series.stage_reaching(self.target) if self.past else stages[-1] if stages else None
        )
        if judged is None:
            return
        order = [one.id for one in self.indicator.stages] or ["not_begun", "under_way", "achieved"]
        asked = self.target.stage or order[-1]
        if judged.stage in order and asked in order:
            self.met = order.index(judged.stage) >= order.index(asked)

    @property
    def broken(self) -> Measurement | None:
        """For what must hold every year: the first measurement since the promise that did not satisfy it."""
        asked = self.bounds
        if asked is None or self.target.hold != "every_year":
            return None
        promised = self.catalog.published_on(self.target)
        for one in self.series.points:
            if one.period.end >= promised and (self.due is None or one.period.start <= self.due):
                assert one.value is not None
                if not asked.met_by(one.value):
                    return one
        return None

    @property
    def baseline(self) -> tuple[Measurement | None, str]:
        """The measurement a trajectory starts from, and why it: ``named``, ``relative_to`` or ``earliest``."""
        if self._baseline is None:
            self._baseline = self._choose_baseline()
        return self._baseline

    def _choose_baseline(self) -> tuple[Measurement | None, str]:
        target = self.target
        for key, why in ((target.baseline, "named"), (target.relative_to, "relative_to")):
            if key is not None:
                found = self.catalog.current_measurement(key)
                return (found if found is not None and found.value is not None else None), why
        points = self.series.comparable
        return (points[0] if points else None), "earliest"

    @property
    def start(self) -> tuple[Measurement | None, str]:
        """The baseline where the series breaks: the last break, if the target names no baseline (``break``)."""
        found = self.baseline
        if not self.series.broken or found[1] != "earliest":
            return found
        last = next((one for one in reversed(self.series.points) if one.obs_status == "break"), None)
        # Of two values of one period the later record counts: a break that is none of the points breaks nothing.
        return found if last is None else (last, "break")

    @property
    def direction(self) -> int:
        """Where better lies: 1 upwards, -1 downwards; from the comparator, else from the indicator; 0 unknown."""
        asked = self.bounds
        if asked is not None:
            if asked.high is None:
                return 1
            if asked.low is None:
                return -1
        return {"increase": 1, "decrease": -1}.get(self.indicator.direction or "", 0)

    def required_pace(self) -> Decimal | None:
        """Change a year still needed from the latest measurement to the due date; ``None`` once met or due."""
        if isinstance(self._required, bool):
            self._required = self._pace_needed()
        return self._required

    def _pace_needed(self) -> Decimal | None:
        latest, due, asked = self.latest, self.due, self.bounds
        if asked is None or latest is None or due is None or self.met is not False or self.past:
            return None
        end, value = latest.period.end, latest.value
        if self.measure == "rank" or end >= due:
            return None
        assert value is not None
        bound, _ = asked.aim(value)
        return divide(bound - value, years_between(end, due))

    def flags(self) -> tuple[str, ...]:
        """What a reader must know about the latest measurement before trusting a verdict on it."""
        if self._flags is None:
            self._flags = tuple(self._find_flags())
        return self._flags

    def _find_flags(self) -> list[str]:
        found: list[str] = []
        latest = self.judged or self.latest
        if self.indicator.proxy_for is not None:
            found.append("proxy")
        if latest is None:
            return found
        qualifier, status = latest.qualifier, latest.obs_status
        if qualifier != "exact":
            found.append("approximate" if qualifier == "about" else "bound_only")
        if status != "final":
            found.append("break_in_series" if status == "break" else status)
        if latest.derived is not None:
            found.append("derived")
        if self.stale:
            found.append("stale")
        if self.certainty:
            found.append(self.certainty)
        return found

    @property
    def stale(self) -> bool:
        """Whether the latest value is older than the catalog allows."""
        limit, latest = self.catalog.stale_after_days, self.latest
        return limit is not None and latest is not None and (self.as_of - latest.period.end).days > limit

    def _facts(self) -> dict[str, Fact]:
        indicator = self.indicator
        unit = indicator.unit or ""
        facts: dict[str, Fact] = {"unit": unit, "comparator": self.target.comparator}
        scale = indicator.scale
        if scale != "one":
            facts["scale"] = scale
        own = self.catalog.unit.get(unit)
        if own is not None:
            facts["unit_vi"], facts["unit_en"] = own.title.within("vi"), own.title.within("en")
        if self.due is not None:
            facts["due"] = self.due
        if self.bounds is not None:
            self._name_bounds(self.bounds, facts)
        judged = self.judged or self.latest
        if judged is not None:
            facts["period"] = judged.period.text
            value, qualifier = judged.value, judged.qualifier
            if value is not None:
                facts["value"] = value
                if qualifier != "exact":
                    facts["qualifier"] = qualifier
        if self.gap is not None:
            facts["gap"] = abs(self.gap)
        return facts

    def _name_bounds(self, asked: Bounds, facts: dict[str, Fact]) -> None:
        low, high = asked.low, asked.high
        if low is not None:
            facts["bound"] = low
            if high is not None and high != low:
                facts["bound_high"] = high
        elif high is not None:
            facts["bound"] = high
        target = self.target
        if target.relative_to is not None and asked.base is not None and target.value is not None:
            facts["percent"] = target.value
            facts["base_period"] = asked.base.period.text

    def reason(self, code: str, **facts: Fact) -> Reason:
        """Make a reason that may name this case's facts and those given here."""
        return Reason(code, {**self.facts, **facts} if facts else self.facts)


def certainty_reason(case: Case) -> Reason | None:
    """Say what the printed value leaves open, where it leaves something open."""
    if case.certainty == WITHIN_ROUNDING:
        return case.reason("within_rounding")
    if case.certainty == UNSETTLED:
        judged = case.judged
        bound = judged is not None and judged.qualifier in _BOUNDS
        return case.reason("bound_unsettled" if bound else "about_unsettled")
    return None
