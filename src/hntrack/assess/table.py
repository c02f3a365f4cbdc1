"""The table of methods: everything a reader may ask of one, and where its function stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import MappingProxyType

from hntrack.assess.case import Case
from hntrack.assess.pace import Pace
from hntrack.text.wording import Wording


@dataclass(frozen=True, slots=True)
class Method:
    """A way to judge a target.

    Attributes:
        id, version: Its name, and the version whose rules are reproduced.
        title: What people call it.
        source: Where it is defined.
        needs: The data it needs, as codes: ``value`` (one measurement), ``two_values``, ``five_values``,
            ``rank``, ``stage``, ``due``, ``direction``; ``target?`` where a numeric target is used if there is one.
        thresholds: Its limits, by name.
        categories: Its own words → pace codes.
        formula: The arithmetic in one line.
        traps: What misleads about it.
        function: ``module:name`` of the pure function, loaded when first used.
    """

    id: str
    version: str
    title: Wording
    source: str
    needs: tuple[str, ...]
    thresholds: Mapping[str, Decimal]
    categories: Mapping[str, str]
    formula: str
    traps: Wording
    function: str


def _numbers(**values: str) -> Mapping[str, Decimal]:
    return MappingProxyType({name: Decimal(value) for name, value in values.items()})


def _codes(**codes: str) -> Mapping[str, str]:
    return MappingProxyType(codes)


_LIST = (
    Method(
        id="threshold",
        version="1",
        title=Wording("Ngưỡng", "Threshold"),
        source="Treasury Board of Canada Secretariat, GC InfoBase: departmental results, result statuses",
        needs=("value", "due"),
        thresholds=_numbers(),
        categories=_codes(
            met="met", not_met="not_assessable", not_available="not_assessable", future="not_assessable"
        ),
        formula="y ≥ yT · y ≤ yT · yT ≤ y ≤ yT' · y = yT",
        traps=Wording(
            "Chỉ nói về mức đạt được, không nói gì về tốc độ: trước hạn, mọi cam kết đều là «tương lai».",
            "Says nothing about the pace: before the due date everything is “future”, however far away it is.",
        ),
        function="hntrack.assess.level:threshold",
    ),
    Method(
        id="trajectory",
        version="1",
        title=Wording("Quỹ đạo tuyến tính", "Trajectory"),
        source="European Commission, Digital Decade policy programme: projected trajectories; buffer days after Beeminder",
        needs=("two_values", "due"),
        thresholds=_numbers(prediction_points="4", prediction_level="95"),
        categories=_codes(),
        formula="y ≥ y0 + (yT − y0)·(t − t0)/(T − t0)",
        traps=Wording(
            "Đường thẳng là một quy ước: chương trình bắt đầu chậm rồi tăng tốc sẽ bị coi là chậm; chọn mốc gốc khác "
            "thì đường cũng khác.",
            "The straight line is a convention: what starts slowly and speeds up counts as behind, and another "
            "baseline gives another line.",
        ),
        function="hntrack.assess.trajectory:trajectory",
    ),
    Method(
        id="rank",
        version="1",
        title=Wording("Thứ hạng", "Rank"),
        source="hntrack: no public system treats a rank as a rank",
        needs=("rank", "due"),
        thresholds=_numbers(),
        categories=_codes(within="met", outside="not_assessable"),
        formula="r ≤ N",
        traps=Wording(
            "Thứ hạng còn tùy vào các địa phương khác: tụt hạng không có nghĩa là kém đi, và khi số địa phương được "
            "xếp hạng thay đổi (63 còn 34) thì hai thứ hạng không so sánh được.",
            "A rank depends on all the others: falling in rank is not getting worse, and when the number of ranked "
            "areas changes (63, later 34) two ranks cannot be compared.",
        ),
        function="hntrack.assess.rank:rank",
    ),
    Method(
        id="checklist",
        version="1",
        title=Wording("Danh mục kiểm tra", "Checklist"),
        source="hntrack: dated assessments with evidence and judge",
        needs=("stage", "due"),
        thresholds=_numbers(),
        categories=_codes(reached="met", below="not_assessable", not_assessed="not_assessable"),
        formula="stage ≥ stage asked for",
        traps=Wording(
            "Kết quả là đánh giá của một người có tên, không phải số đo; không có đánh giá thì không có kết quả.",
            "The verdict is a named person's judgement, not a measurement; without one there is no verdict.",
        ),
        function="hntrack.assess.checklist:checklist",
    ),
)

METHODS: Mapping[str, Method] = MappingProxyType({one.id: one for one in _LIST})
"""All methods by id, in the order in which they are shown."""


@cache
def function_of(method: str) -> Callable[[Case], Pace]:
    """Give a method's function; its module is loaded here and not before."""
    module, _, name = METHODS[method].function.partition(":")
    found: Callable[[Case], Pace] = getattr(import_module(module), name)
    return found
