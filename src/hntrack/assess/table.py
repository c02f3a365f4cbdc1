"""The table of methods: everything a reader may ask of one, and where its function stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from hntrack.assess.case import Case
from hntrack.assess.pace import Pace
from hntrack.text.wording import Wording


class Method(NamedTuple):
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
            "Chỉ nói về mức đạt được, không nói gì về tiến độ: trước hạn, mọi mục tiêu đều là «tương lai».",
            "Says nothing about the pace: before the due date everything is “future”, however far away it is.",
        ),
        function="hntrack.assess.level:threshold",
    ),
    Method(
        id="trajectory",
        version="1",
        title=Wording("Quỹ đạo tuyến tính", "Trajectory"),
        source="European Commission, Digital Decade: projected trajectories; buffer days after Beeminder",
        needs=("two_values", "due"),
        thresholds=_numbers(),
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
        id="opensdg-2.4",
        version="2.4",
        title=Wording("Tốc độ tăng trưởng (Open SDG 2.4)", "Growth rate (Open SDG 2.4)"),
        source="Open SDG 2.4 progress measurement, as run by Statistics Canada for the Canadian SDG data hubs",
        needs=("two_values", "target?", "due?", "direction"),
        thresholds=_numbers(
            base_year="2015",
            ratio_substantial="0.95",
            ratio_moderate="0.60",
            growth_substantial="0.015",
            growth_moderate="0.005",
        ),
        categories=_codes(
            target_achieved="met",
            substantial_progress="on_track",
            moderate_progress="nearly",
            limited_progress="behind",
            deterioration="reversing",
            not_available="not_assessable",
        ),
        formula="R = s·d·[(y/y0)^(1/(t−t0)) − 1] / |(yT/y0)^(1/(T−t0)) − 1|",
        traps=Wording(
            "Gốc càng nhỏ thì tốc độ tăng trưởng càng dễ đẹp: từ 0,37 % lên 9,53 % trên đường tới 60 % đã là «tiến bộ "
            "đáng kể». Số 0 ở gốc hay ở mục tiêu bị thay bằng 0,001. Chỉ so bằng hoặc vượt, không phân biệt «trên».",
            "A small base flatters: 0.37 % to 9.53 % on the way to 60 % is “substantial progress”. A zero base or "
            "target is replaced by 0.001. “More than” is treated as “at least”.",
        ),
        function="hntrack.assess.opensdg:opensdg",
    ),
    Method(
        id="eurostat",
        version="2026",
        title=Wording("Tốc độ tăng trưởng (Eurostat)", "Growth rate (Eurostat)"),
        source="Eurostat, monitoring report on progress towards the SDGs; the 2026 approach as applied by EUSTAT",
        needs=("two_values", "target?", "due?", "direction"),
        thresholds=_numbers(
            base_year="2015",
            ratio_significant="0.95",
            ratio_moderate="0.60",
            growth_significant="0.01",
            growth_moderate="0.001",
        ),
        categories=_codes(
            significant_progress="on_track",
            moderate_progress="nearly",
            insufficient_progress="behind",
            movement_away="reversing",
            no_progress="stalled",
            moderate_movement_away="reversing",
            significant_movement_away="reversing",
            not_available="not_assessable",
        ),
        formula="R = s·d·[(y/y0)^(1/(t−t0)) − 1] / |(yT/y0)^(1/(T−t0)) − 1|",
        traps=Wording(
            "Như mọi cách tính theo tốc độ tăng trưởng: gốc nhỏ thì đẹp. Không có mục tiêu thì chỉ 1 % mỗi năm đã là "
            "«đáng kể», bất kể cần bao nhiêu. Số 0 bị thay bằng 0,001.",
            "As with every growth rate, a small base flatters. Without a target 1 % a year is “significant”, whatever "
            "is needed. Zeros are replaced by 0.001.",
        ),
        function="hntrack.assess.eurostat:eurostat",
    ),
    Method(
        id="unsd-2023",
        version="2023",
        title=Wording("Biểu đồ tiến độ của Liên Hợp Quốc 2023", "UN Progress Chart 2023"),
        source="UN Statistics Division, SDG Progress Chart 2023: technical note",
        needs=("two_values", "target?", "due?", "direction"),
        thresholds=_numbers(
            base_year="2015",
            on_track="0.95",
            fair="0.10",
            growth_on_track="0.02",
            growth_fair="0.005",
            close="1",
        ),
        categories=_codes(
            met_or_on_track="on_track",
            fair_progress="nearly",
            stagnation_or_regression="behind",
            not_available="not_assessable",
        ),
        formula="q = (y·(1 + CAGR)^(T−t) − y0) / (yT − y0)",
        traps=Wording(
            "Mức «khá» rất rộng: từ 10 % đến 95 % quãng đường. Đứng yên và đi lùi là một. Cách mục tiêu 0 % hay 100 % "
            "chưa đến một điểm thì luôn được coi là đúng tiến độ.",
            "“Fair progress” is wide: 10 % to 95 % of the way. Standing still and going back are one class. Within one "
            "point of a 0 % or 100 % target everything is on track.",
        ),
        function="hntrack.assess.unsd:unsd",
    ),
    Method(
        id="destatis",
        version="2025",
        title=Wording("Biểu tượng thời tiết (Destatis)", "Weather symbols (Destatis)"),
        source="Destatis, indicators of the German Sustainable Development Strategy: weather symbols",
        needs=("five_values", "target?", "due?", "direction"),
        thresholds=_numbers(points="6", least_points="4", miss_small="5", miss_large="20"),
        categories=_codes(
            sun="on_track",
            sun_with_cloud="nearly",
            cloud="behind",
            thunderstorm="reversing",
            none="not_assessable",
        ),
        formula="miss = |yT − (y + m·(T−t))| / |yT − y|",
        traps=Wording(
            "Trung bình năm thay đổi gần nhất chỉ là hiệu của số cuối và số đầu: một năm bất thường ở đầu hay cuối "
            "đổi biểu tượng. Mẫu số là phần còn thiếu, nên càng gần đích càng dễ bị «lỡ» nhiều phần trăm.",
            "The mean of five changes is the last value less the first: one odd year at either end turns the symbol. "
            "The miss is measured against what is left, so close to the goal small misses look large.",
        ),
        function="hntrack.assess.destatis:destatis",
    ),
    Method(
        id="sdsn-linear",
        version="2023",
        title=Wording("Xu hướng tuyến tính (SDSN)", "Linear trend (SDSN)"),
        source="Sustainable Development Solutions Network, SDG Index and Dashboards: trend arrows",
        needs=("two_values", "target", "due"),
        thresholds=_numbers(base_year="2015", recent_years="5", on_track="1", moderate="0.5"),
        categories=_codes(
            on_track_or_maintaining="on_track",
            moderately_improving="nearly",
            stagnating="stalled",
            decreasing="reversing",
        ),
        formula="[(y − y₋₅)/(t − t₋₅)] / [(yT − y0)/(T − t0)]",
        traps=Wording(
            "«Giậm chân» gồm cả tăng đến một nửa mức cần thiết; mức cần thiết tính từ năm gốc, không tăng lên khi "
            "những năm đầu đã chậm.",
            "“Stagnating” includes up to half of the pace needed; and the pace needed is that from the base year: it "
            "does not grow when the first years were lost.",
        ),
        function="hntrack.assess.sdsn:sdsn_linear",
    ),
    Method(
        id="aarr",
        version="2020",
        title=Wording("Tốc độ giảm bình quân năm (AARR)", "Average annual rate of reduction (AARR)"),
        source="UNICEF and WHO, nutrition targets: average annual rate of reduction, progress rules",
        needs=("two_values", "target", "due"),
        thresholds=_numbers(no_progress="0.5"),
        categories=_codes(
            on_track="on_track", some_progress="nearly", no_progress="stalled", worsening="reversing"
        ),
        formula="AARR = 100·(1 − e^b), b = slope of ln y on the year; needed: b = (ln yT − ln y0)/(T − t0)",
        traps=Wording(
            "Làm tròn một chữ số thập phân trước khi tính: số nhỏ mất hết thông tin, đổi đơn vị có thể đổi kết luận. "
            "Không dùng được với số 0 hay số âm.",
            "Values are rounded to one decimal first: small values lose all they say, and another unit may give "
            "another verdict. Zero and negative values cannot be used.",
        ),
        function="hntrack.assess.aarr:aarr",
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
