"""The lines of ``--explain``: one wording a line code, with formulas in plain characters.

Numbers stand without their unit: a formula is read as a formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.model.verdict import Fact, Reason
from hntrack.text.numbers import format_number
from hntrack.text.wording import Wording

INPUTS: Mapping[str, Wording] = MappingProxyType(
    {
        "no_input": Wording("Không có số đo nào được dùng.", "No measurement was used."),
        "input_latest": Wording(
            "Số đo mới nhất: {value} ({period}, {id}).", "Latest measurement: {value} ({period}, {id})."
        ),
        "input_due": Wording(
            "Số đo của kỳ đến hạn: {value} ({period}, {id}).",
            "Measurement that reaches the due date: {value} ({period}, {id}).",
        ),
        "baseline_named": Wording(
            "Số gốc: {value} ({period}, {id}), do mục tiêu chỉ định.",
            "Baseline: {value} ({period}, {id}), named with the target.",
        ),
        "baseline_relative": Wording(
            "Số gốc: {value} ({period}, {id}), vì mục tiêu tính theo số này.",
            "Baseline: {value} ({period}, {id}), which the target is relative to.",
        ),
        "baseline_earliest": Wording(
            "Số gốc: {value} ({period}, {id}), số đo sớm nhất; mục tiêu không chỉ định số gốc.",
            "Baseline: {value} ({period}, {id}), the earliest measurement; the target names none.",
        ),
        "baseline_break": Wording(
            "Số gốc: {value} ({period}, {id}), nơi chuỗi số gián đoạn: những số trước đó không so sánh được.",
            "Baseline: {value} ({period}, {id}), where the series breaks: what lies before cannot be compared.",
        ),
        "baseline_year": Wording(
            "Số gốc: {value} ({period}, {id}), theo quy tắc năm gốc {year} của phương pháp.",
            "Baseline: {value} ({period}, {id}), by the method's rule for its base year {year}.",
        ),
        "baseline_window": Wording(
            "Cửa sổ sáu số đo gần nhất bắt đầu từ {value} ({period}, {id}).",
            "The window of the last six measurements starts with {value} ({period}, {id}).",
        ),
        "rank_before": Wording(
            "Lần xếp hạng trước: {value} ({period}, {id}).", "Ranking before: {value} ({period}, {id})."
        ),
        "relative_bound": Wording(
            "Mức phải đạt: {base} ({period}) × (1 + {asked} / 100) = {bound}.",
            "Value to be reached: {base} ({period}) × (1 + {asked} / 100) = {bound}.",
        ),
        "relative_now": Wording(
            "Thay đổi đến nay so với gốc: {percent} %; mục tiêu {asked} %.",
            "Change against the base so far: {percent} %; {asked} % promised.",
        ),
        "further_bound": Wording(
            "Mức phải đạt: {base} ({period}) + {asked} = {bound}.",
            "Value to be reached: {base} ({period}) + {asked} = {bound}.",
        ),
    }
)

FORMULAS: Mapping[str, Wording] = MappingProxyType(
    {
        "formula_level": Wording("{y} {sign} {bound}: đúng.", "{y} {sign} {bound}: true."),
        "formula_level_not": Wording("{y} {sign} {bound}: sai.", "{y} {sign} {bound}: false."),
        "formula_required": Wording(
            "Nhịp cần thiết: ({bound} − {y}) / {years_left} năm = {required} mỗi năm.",
            "Required pace: ({bound} − {y}) / {years_left} yr = {required} a year.",
        ),
        "formula_line": Wording(
            "Giá trị trên quỹ đạo: {y0} + ({bound} − {y0}) × {observed_years} / {span} = {expected}.",
            "Value on the trajectory: {y0} + ({bound} − {y0}) × {observed_years} / {span} = {expected}.",
        ),
        "formula_line_through": Wording(
            "Giá trị trên quỹ đạo từ {y0} qua các mốc trước đến {bound}: {expected}.",
            "Value on the trajectory from {y0} through the earlier milestones to {bound}: {expected}.",
        ),
        "formula_observed": Wording(
            "Nhịp thực tế: ({y} − {y0}) / {observed_years} năm = {observed} mỗi năm.",
            "Observed pace: ({y} − {y0}) / {observed_years} yr = {observed} a year.",
        ),
        "formula_projected": Wording(
            "Dự phóng đến hạn: {y} + {observed} × {years_left} = {projected}.",
            "Projected to the due date: {y} + {observed} × {years_left} = {projected}.",
        ),
        "formula_reached": Wording(
            "Với nhịp thực tế, đạt vào {reached}.", "At the observed pace it is reached on {reached}."
        ),
        "formula_buffer": Wording(
            "Có thể đứng yên {days} ngày mà vẫn không tụt dưới quỹ đạo.",
            "It may stand still for {days} days before it falls below the trajectory.",
        ),
        "formula_behind": Wording(
            "Giá trị này lẽ ra phải có {days} ngày trước.",
            "It should have had this value {days} days earlier.",
        ),
        "zero_replaced": Wording(
            "Phương pháp này thay số 0 bằng {small}.", "This method takes a zero as {small}."
        ),
        "formula_growth_ratio": Wording(
            "R = tăng trưởng thực tế [({y} / {y0})^(1/({t} − {t0})) − 1] chia cho độ lớn của tăng "
            "trưởng cần thiết "
            "[({bound} / {y0})^(1/({due} − {t0})) − 1], theo hướng mong muốn = {ratio}.",
            "R = growth seen [({y} / {y0})^(1/({t} − {t0})) − 1] over the size of the growth needed "
            "[({bound} / {y0})^(1/({due} − {t0})) − 1], in the wanted direction = {ratio}.",
        ),
        "formula_growth": Wording(
            "Tăng trưởng theo hướng mong muốn: ({y} / {y0})^(1/({t} − {t0})) − 1 → {growth}.",
            "Growth in the wanted direction: ({y} / {y0})^(1/({t} − {t0})) − 1 → {growth}.",
        ),
        "formula_limit": Wording(
            "Giới hạn tự nhiên {limit}: các ngưỡng nhân với {factor}.",
            "Natural limit {limit}: the thresholds are multiplied by {factor}.",
        ),
        "formula_score": Wording("Điểm (−5 đến 5): {score}.", "Score (−5 to 5): {score}."),
        "formula_expected": Wording(
            "Giá trị mong đợi: {y} × (1 + {cagr})^({due} − {t}) = {expected}.",
            "Expected value: {y} × (1 + {cagr})^({due} − {t}) = {expected}.",
        ),
        "formula_share": Wording(
            "q = ({expected} − {y0}) / ({bound} − {y0}) = {ratio}.",
            "q = ({expected} − {y0}) / ({bound} − {y0}) = {ratio}.",
        ),
        "formula_mean": Wording(
            "Thay đổi bình quân: ({y} − {y0}) / ({t} − {t0}) = {mean_change} mỗi năm.",
            "Mean change: ({y} − {y0}) / ({t} − {t0}) = {mean_change} a year.",
        ),
        "formula_miss": Wording(
            "Đến {due}: {y} + {mean_change} × ({due} − {t}) = {projected}; thiếu {miss} % của |{bound} "
            "− {y}|.",
            "By {due}: {y} + {mean_change} × ({due} − {t}) = {projected}; missing {miss} % of |{bound} "
            "− {y}|.",
        ),
        "formula_linear": Wording(
            "{actual} mỗi năm gần đây / {needed} mỗi năm cần thiết = {ratio}.",
            "{actual} a year of late / {needed} a year needed = {ratio}.",
        ),
        "formula_aarr": Wording(
            "Tốc độ hiện tại {current} % mỗi năm; cần {needed} %.",
            "Current rate {current} % a year; needed {needed} %.",
        ),
        "prediction": Wording(
            "Khoảng dự báo 95 % cho {due} (bình phương tối thiểu qua {points} số đo): {low} đến "
            "{high}, giữa là {fitted}.",
            "95 % prediction interval for {due} (least squares through {points} measurements): {low} "
            "to {high}, "
            "centre {fitted}.",
        ),
        "prediction_chance": Wording(
            "Theo cùng mô hình, khả năng đạt vào lúc đó khoảng {chance} %.",
            "By the same model the chance that it is met then is about {chance} %.",
        ),
    }
)

THRESHOLDS: Mapping[str, Wording] = MappingProxyType(
    {
        "thresholds_opensdg-2.4_ratio": Wording(
            "Ngưỡng: R ≥ {ratio_substantial} đáng kể; ≥ {ratio_moderate} vừa phải; ≥ 0 hạn chế; < 0 "
            "thụt lùi; đã đạt thì "
            "coi là đạt.",
            "Thresholds: R ≥ {ratio_substantial} substantial; ≥ {ratio_moderate} moderate; ≥ 0 limited; < 0 "
            "deterioration; met now is achieved.",
        ),
        "thresholds_opensdg-2.4_growth": Wording(
            "Ngưỡng mỗi năm: ≥ {growth_substantial} % đáng kể; ≥ {growth_moderate} % vừa phải; ≥ 0 hạn "
            "chế; < 0 thụt lùi.",
            "Thresholds a year: ≥ {growth_substantial} % substantial; ≥ {growth_moderate} % moderate; "
            "≥ 0 limited; < 0 "
            "deterioration.",
        ),
        "thresholds_eurostat_ratio": Wording(
            "Ngưỡng: R ≥ {ratio_significant} đáng kể; ≥ {ratio_moderate} vừa phải; ≥ 0 chưa đủ; < 0 "
            "rời xa mục tiêu.",
            "Thresholds: R ≥ {ratio_significant} significant; ≥ {ratio_moderate} moderate; ≥ 0 "
            "insufficient; < 0 moving "
            "away.",
        ),
        "thresholds_eurostat_growth": Wording(
            "Ngưỡng mỗi năm: ≥ {growth_significant} % đáng kể; ≥ {growth_moderate} % vừa phải; trong "
            "±{growth_moderate} % "
            "không tiến triển; tới −{growth_significant} % rời xa vừa phải; thấp hơn là rời xa đáng kể.",
            "Thresholds a year: ≥ {growth_significant} % significant; ≥ {growth_moderate} % moderate; within "
            "±{growth_moderate} % none; down to −{growth_significant} % moving away moderately; below "
            "that significantly.",
        ),
        "thresholds_unsd-2023_ratio": Wording(
            "Ngưỡng: q ≥ {on_track} đạt hoặc đúng tiến độ; ≥ {fair} khá; thấp hơn là trì trệ hoặc thụt lùi.",
            "Thresholds: q ≥ {on_track} met or on track; ≥ {fair} fair; below that stagnation or regression.",
        ),
        "thresholds_unsd-2023_growth": Wording(
            "Ngưỡng mỗi năm: ≥ {growth_on_track} % đúng tiến độ; ≥ {growth_fair} % khá; thấp hơn là trì trệ.",
            "Thresholds a year: ≥ {growth_on_track} % on track; ≥ {growth_fair} % fair; below that "
            "stagnation.",
        ),
        "thresholds_destatis": Wording(
            "Ngưỡng: thiếu < {miss_small} % nắng; đến {miss_large} % nắng có mây; hơn thế là mây; sai "
            "hướng là giông.",
            "Thresholds: missing < {miss_small} % sun; to {miss_large} % sun with cloud; more is "
            "cloud; the wrong "
            "direction is a thunderstorm.",
        ),
        "thresholds_sdsn-linear": Wording(
            "Ngưỡng: ≥ {on_track} đúng tiến độ; ≥ {moderate} cải thiện vừa phải; ≥ 0 giậm chân; < 0 đi "
            "xuống.",
            "Thresholds: ≥ {on_track} on track; ≥ {moderate} moderately improving; ≥ 0 stagnating; < 0 "
            "decreasing.",
        ),
        "thresholds_aarr": Wording(
            "Ngưỡng: bằng mức cần thiết trở lên là đúng tiến độ; trên {no_progress} có tiến bộ; từ "
            "−{no_progress} không "
            "tiến bộ; dưới nữa là xấu đi.",
            "Thresholds: at least the rate needed is on track; above {no_progress} some progress; down to "
            "−{no_progress} none; below that worsening.",
        ),
    }
)

EXPLANATIONS: Mapping[str, Wording] = MappingProxyType({**INPUTS, **FORMULAS, **THRESHOLDS})
"""Every line code → its wording."""


def explanation(line: Reason, lang: str) -> str:
    """Give a line of an explanation in words.

    Args:
        line: A code of :data:`EXPLANATIONS` with the facts it names.
        lang: ``vi`` or ``en``.
    """
    facts = {name: _text(fact, lang) for name, fact in line.facts.items()}
    return EXPLANATIONS[line.code].within(lang).format_map(facts)


def _text(fact: Fact, lang: str) -> str:
    if isinstance(fact, Decimal):
        return format_number(_short(fact), lang, minus="−")
    if isinstance(fact, date):
        return f"{fact:%d-%m-%Y}" if lang == "vi" else fact.isoformat()
    return str(fact)


def _short(value: Decimal) -> Decimal:
    """Keep what was printed; round what was computed to six significant digits, half to even."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -4 or not value:
        return value
    return value.quantize(Decimal(1).scaleb(max(value.adjusted() - 5, -12)))
