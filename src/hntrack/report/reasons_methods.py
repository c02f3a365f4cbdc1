"""Sentences of the published methods: reason code → wording.

See :mod:`hntrack.report.reasons` for what the placeholders stand for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hntrack.text.wording import Wording

GROWTH_REASONS: Mapping[str, Wording] = MappingProxyType(
    {
        "no_direction": Wording(
            "Chỉ tiêu không nói tăng hay giảm mới là tốt.",
            "The indicator does not say whether more or less is better.",
        ),
        "base_after_latest": Wording(
            "Không có số gốc nào trước số đo mới nhất.", "There is no base before the latest measurement."
        ),
        "opposite_signs": Wording(
            "Các giá trị trái dấu nhau: không có tốc độ tăng trưởng.",
            "The values have opposite signs: there is no growth rate between them.",
        ),
        "zero_base": Wording(
            "Số gốc bằng 0: không có tốc độ tăng trưởng.", "The base is zero: there is no growth rate."
        ),
        "growth_undefined": Wording(
            "Từ số gốc này không tính được tốc độ tăng trưởng cần thiết.",
            "From this base no needed growth rate can be computed.",
        ),
        "not_positive": Wording(
            "Có giá trị không dương (sau khi làm tròn): không lấy được logarit.",
            "A value is not positive (once rounded): it has no logarithm.",
        ),
        "needs_target": Wording(
            "Phương pháp này cần một mục tiêu bằng số.", "This method needs a numeric target."
        ),
        "too_few_points": Wording(
            "Mới có {count} số đo; phương pháp này cần ít nhất 4.",
            "This method needs at least 4 measurements; so far the count is {count}.",
        ),
        "growth_met": Wording(
            "Mức mục tiêu đã đạt, bất kể xu thế.", "The target is met, whatever the trend."
        ),
        "growth_ratio": Wording(
            "Tốc độ tăng trưởng từ {since} đến {until} bằng {ratio} lần tốc độ cần thiết.",
            "Growth from {since} to {until} is {ratio} times the growth needed.",
        ),
        "growth_rate": Wording(
            "Tốc độ tăng trưởng theo hướng mong muốn từ {since} đến {until}: {growth} % mỗi năm.",
            "Growth in the wanted direction from {since} to {until}: {growth} % a year.",
        ),
        "yes_or_no": Wording("Mục tiêu chỉ có đạt hoặc chưa đạt.", "An aim that is either reached or not."),
        "within_one_point": Wording(
            "{value} cách mục tiêu chưa đến một điểm phần trăm.", "{value} is within one point of the target."
        ),
        "no_way_to_go": Wording(
            "Số gốc đã bằng mục tiêu, số mới nhất thì không.",
            "The base was at the target; the latest value is not.",
        ),
        "expected_share": Wording(
            "Nếu giữ tốc độ từ {since} đến {until}, đến hạn sẽ là {expected}: {share} % quãng đường từ số "
            "gốc.",
            "At the growth from {since} to {until} it would be {expected} when due: {share} % of the way "
            "from the base.",
        ),
        "weather_wrong_way": Wording(
            "Bình quân từ {since} đến {until} là {observed} mỗi năm: đi sai hướng hoặc đứng yên.",
            "From {since} to {until} it moved {observed} a year on average: the wrong way, or not at all.",
        ),
        "weather_by_year": Wording(
            "Bình quân {observed} mỗi năm từ {since} đến {until}; đến hạn sẽ là {projected}, thiếu {miss} % "
            "phần còn lại.",
            "At {observed} a year on average ({since} to {until}) it would be {projected} when due, missing "
            "{miss} % of what is left.",
        ),
        "weather_met": Wording(
            "Mức mục tiêu đã đạt; bình quân từ {since} đến {until} là {observed} mỗi năm.",
            "The level is reached; from {since} to {until} it moved {observed} a year on average.",
        ),
        "weather_missed": Wording(
            "Mức phải giữ không đạt; bình quân từ {since} đến {until} là {observed} mỗi năm.",
            "The level that must hold is not reached; from {since} to {until} it moved {observed} a year on "
            "average.",
        ),
        "weather_direction": Wording(
            "Chỉ xét hướng: bình quân {observed} mỗi năm từ {since} đến {until}.",
            "Judged by direction only: {observed} a year on average from {since} to {until}.",
        ),
        "linear_ratio": Wording(
            "{observed} mỗi năm từ {since} đến {until}, bằng {ratio} lần mức cần thiết.",
            "{observed} a year from {since} to {until}: {ratio} times the change needed.",
        ),
        "linear_none_needed": Wording(
            "Số gốc đã ở mức mục tiêu; từ {since} đến {until} thay đổi {observed} mỗi năm.",
            "The base was at the target already; from {since} to {until} it moved {observed} a year.",
        ),
        "aarr_rates": Wording(
            "Tốc độ bình quân từ {since} đến {until}: {current} % mỗi năm; cần {needed_rate} %.",
            "Average annual rate from {since} to {until}: {current} %; {needed_rate} % needed.",
        ),
    }
)
