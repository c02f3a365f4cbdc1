"""Sentences on the pace, by our own methods and for all of them: reason code → wording.

See :mod:`hntrack.report.reasons` for what the placeholders stand for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hntrack.text.wording import Wording

PACE_REASONS: Mapping[str, Wording] = MappingProxyType(
    {
        "pace_met": Wording("Mức mục tiêu đã đạt.", "The promised level is reached."),
        "pace_kept": Wording("Mục tiêu đã hoàn thành đúng hạn.", "The promise was kept in time."),
        "moving_away": Wording(
            "Nhưng xu thế đang rời xa mục tiêu: cứ {observed} mỗi năm, đến hạn sẽ là {projected}.",
            "But the trend leads away: at {observed} a year it would be {projected} when due.",
        ),
        "pace_undated": Wording(
            "Không có thời hạn thì không có nhịp cần thiết.", "Without a date no pace is required."
        ),
        "due_passed": Wording(
            "Hạn đã qua: không còn tiến độ để xét.",
            "The due date has passed: there is no pace left to judge.",
        ),
        "pace_no_measurement": Wording(
            "Chưa có số đo: không xét được tiến độ.", "No measurement: the pace cannot be judged."
        ),
        "one_measurement": Wording(
            "Mới có một số đo: không xét được tiến độ.",
            "There is one measurement only: the pace cannot be judged.",
        ),
        "no_baseline": Wording(
            "Số gốc được chỉ định không có giá trị: không xét được tiến độ.",
            "The baseline that is named has no value: the pace cannot be judged.",
        ),
        "baseline_after_target": Wording(
            "Số gốc không sớm hơn hạn: không có quỹ đạo.",
            "The baseline is not earlier than the due date: there is no trajectory.",
        ),
        "break_in_series": Wording(
            "Chuỗi số gián đoạn sau số gốc: số trước và số sau không so sánh được.",
            "The series breaks after the baseline: values before and after cannot be compared.",
        ),
        "stale": Wording(
            "Số đo mới nhất đã {days} ngày tuổi: quá cũ để xét tiến độ.",
            "The latest measurement is {days} days old: too old to judge the pace by.",
        ),
        "bound_no_pace": Wording(
            "Chỉ biết «{value}»: không đủ để so với quỹ đạo.",
            "All that is known is “{value}”: not enough to compare with the trajectory.",
        ),
        "qualitative": Wording(
            "Mục tiêu bằng lời: không có tiến độ để đo.", "An aim in words has no pace to be measured."
        ),
        "rank_only_as_rank": Wording(
            "Thứ hạng chỉ được xét như thứ hạng, không theo tốc độ tăng trưởng.",
            "A rank is judged as a rank only, never by a rate of growth.",
        ),
        "not_a_rank": Wording("Chỉ tiêu này không phải thứ hạng.", "This indicator is not a rank."),
        "not_qualitative": Wording(
            "Mục tiêu này là con số, không phải danh mục kiểm tra.",
            "This promise is a number, not a checklist.",
        ),
        "level_only_met": Wording(
            "Phương pháp này chỉ xét mức đạt được: đã đạt.",
            "This method looks at the level only: it is reached.",
        ),
        "level_only": Wording(
            "Phương pháp này chỉ xét mức đạt được, không xét tiến độ.",
            "This method looks at the level only, not at the pace.",
        ),
        "on_line": Wording(
            "Theo quỹ đạo từ {since}, đến {period} cần {expected}: {value} là đúng tiến độ.",
            "On the trajectory from {since}, {expected} was expected for {period}: {value} is on track.",
        ),
        "below_line": Wording(
            "Theo quỹ đạo từ {since}, đến {period} cần {expected}: {value} còn kém {shortfall}; thực tế "
            "{observed} mỗi năm.",
            "On the trajectory from {since}, {expected} was expected for {period}: {value} falls short by "
            "{shortfall}, moving {observed} a year.",
        ),
        "stalled": Wording(
            "Không thay đổi từ {since}; theo quỹ đạo, đến {period} cần {expected}.",
            "Unchanged since {since}; on the trajectory {expected} was expected for {period}.",
        ),
        "reversing": Wording(
            "Đi ngược hướng từ {since}: {observed} mỗi năm; theo quỹ đạo, đến {period} cần {expected}.",
            "Moving the wrong way since {since}: {observed} a year; on the trajectory {expected} was "
            "expected for {period}.",
        ),
        "pace_within_rounding": Wording(
            "Mức cần đạt {expected} nằm trong phần làm tròn của {value}: tiến độ chưa ngã ngũ.",
            "The expected {expected} lies within the rounding of {value}: the pace is not settled.",
        ),
        "rank_pace_met": Wording("Đang ở trong nhóm đã hứa.", "Within the promised top at present."),
        "one_rank": Wording("Mới có một lần xếp hạng.", "There is one ranking only."),
        "rank_of_changed": Wording(
            "Số đơn vị được xếp hạng đã thay đổi so với {earlier_period}: hai thứ hạng không so sánh được.",
            "The number of ranked areas has changed since {earlier_period}: the two ranks cannot be "
            "compared.",
        ),
        "rank_climbing": Wording(
            "Tăng từ hạng {earlier} ({earlier_period}); có kịp hạn hay không thì thứ hạng không cho biết.",
            "Up from rank {earlier} ({earlier_period}); whether that is fast enough a rank cannot tell.",
        ),
        "rank_falling": Wording(
            "Tụt từ hạng {earlier} ({earlier_period}).", "Down from rank {earlier} ({earlier_period})."
        ),
        "rank_stalled": Wording("Vẫn ở hạng của {earlier_period}.", "The same rank as in {earlier_period}."),
        "out_of_range": Wording(
            "Các con số vượt quá khả năng tính toán tin cậy.",
            "The numbers are beyond what can be computed reliably.",
        ),
    }
)
