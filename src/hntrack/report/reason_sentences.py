"""Sentences on where a target stands, and those on the pace that several methods use: reason code → wording.

See :mod:`hntrack.report.reasons` for what the placeholders stand for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hntrack.text.wording import Wording

SHARED_REASONS: Mapping[str, Wording] = MappingProxyType(
    {
        "met": Wording(
            "{value} ({period}) đã đạt mức {target}; còn phải giữ đến {due}.",
            "{value} ({period}) satisfies {target}; it must hold until {due}.",
        ),
        "not_met": Wording(
            "{value} ({period}), mục tiêu {target}: còn thiếu {gap}.",
            "{value} ({period}) against {target}: {gap} still missing.",
        ),
        "not_met_required": Wording(
            "{value} ({period}), mục tiêu {target}: còn thiếu {gap}; cần {required} mỗi năm cho đến {due}.",
            "{value} ({period}) against {target}: {gap} still missing; {required} a year needed until {due}.",
        ),
        "not_met_more_than": Wording(
            "{value} ({period}), mục tiêu {target}: còn thiếu {gap}; cần hơn {required} mỗi năm cho "
            "đến {due}.",
            "{value} ({period}) against {target}: {gap} still missing; more than {required} a year needed "
            "until {due}.",
        ),
        "at_bound": Wording(
            "{value} ({period}) đúng bằng mốc, nhưng mục tiêu là {target}: bằng thì chưa đủ.",
            "{value} ({period}) is exactly the bound, but {target} was promised: equal is not enough.",
        ),
        "kept": Wording(
            "Đến hạn {due}: {value} ({period}) đạt mức {target}. Lời hứa đã được giữ.",
            "Due on {due}: {value} ({period}) satisfies {target}. The promise was kept.",
        ),
        "missed": Wording(
            "Đến hạn {due}: {value} ({period}) không đạt mức {target}, thiếu {gap}.",
            "Due on {due}: {value} ({period}) does not satisfy {target}; {gap} missing.",
        ),
        "hold_missed": Wording(
            "Mục tiêu {target} phải được giữ mọi năm cho đến {due}; năm {period} là {value}.",
            "{target} had to hold every year until {due}; in {period} it was {value}.",
        ),
        "broken_earlier": Wording(
            "Mục tiêu phải được giữ mọi năm, nhưng {period} là {value}.",
            "It has to hold every year, but in {period} it was {value}.",
        ),
        "rank_met": Wording(
            "Hạng {value} ({period}) nằm trong {target}; còn phải giữ đến {due}.",
            "Rank {value} ({period}) is within the {target}; it must hold until {due}.",
        ),
        "rank_not_met": Wording(
            "Hạng {value} ({period}), mục tiêu {target}: còn phải tăng {gap} trước {due}.",
            "Rank {value} ({period}) against the {target}: {gap} to climb by {due}.",
        ),
        "rank_kept": Wording(
            "Đến hạn {due}: hạng {value} ({period}) nằm trong {target}. Lời hứa đã được giữ.",
            "Due on {due}: rank {value} ({period}) is within the {target}. The promise was kept.",
        ),
        "rank_missed": Wording(
            "Đến hạn {due}: hạng {value} ({period}) ngoài {target}, còn cách {gap}.",
            "Due on {due}: rank {value} ({period}) is outside the {target}, {gap} short.",
        ),
        "no_measurement": Wording(
            "Chưa có số đo nào; mục tiêu {target}, hạn {due}.",
            "There is no measurement yet; {target} is due on {due}.",
        ),
        "due_no_measurement": Wording(
            "Đã quá hạn {due} mà không có số đo nào: không biết mục tiêu {target} có được giữ hay không.",
            "Due on {due}, but there is no measurement: whether {target} was kept is not known.",
        ),
        "due_earlier": Wording(
            "Đã quá hạn {due}, nhưng số đo cuối cùng, {value}, là của {period}: chưa thể kết luận về mục "
            "tiêu {target}.",
            "Due on {due}, but the last measurement, {value}, is of {period}: {target} cannot be judged yet.",
        ),
        "base_missing": Wording(
            "Mục tiêu tính theo một số gốc mà danh mục không còn hoặc chưa có: không quy ra được con số "
            "phải đạt.",
            "The promise is relative to a base that the catalog does not hold: the value to be reached is "
            "unknown.",
        ),
        "not_assessed": Wording(
            "Mục tiêu bằng lời, hạn {due}; chưa có ai đánh giá.",
            "An aim in words, due on {due}; nobody has assessed it yet.",
        ),
        "due_not_assessed": Wording(
            "Mục tiêu bằng lời đã đến hạn {due} mà chưa có đánh giá nào.",
            "An aim in words, due on {due}; the date has passed and nobody has assessed it.",
        ),
        "due_last_assessed": Wording(
            "Đã quá hạn {due}; lần đánh giá cuối là của {period}, trước hạn.",
            "Due on {due}; the last assessment is of {period}, before that date.",
        ),
        "stage_reached": Wording(
            "Đã ở mức «{stage}» ({period}), yêu cầu «{asked_stage}»; còn phải giữ đến {due}.",
            "At “{stage}” ({period}), “{asked_stage}” was promised; it must hold until {due}.",
        ),
        "stage_below": Wording(
            "Mới ở mức «{stage}» ({period}), yêu cầu «{asked_stage}» trước {due}.",
            "At “{stage}” ({period}); “{asked_stage}” is due on {due}.",
        ),
        "stage_kept": Wording(
            "Đến hạn {due}: «{stage}» ({period}), yêu cầu «{asked_stage}». Lời hứa đã được giữ.",
            "Due on {due}: “{stage}” ({period}), “{asked_stage}” was promised. The promise was kept.",
        ),
        "stage_missed": Wording(
            "Đến hạn {due}: mới ở mức «{stage}» ({period}), yêu cầu «{asked_stage}».",
            "Due on {due}: only “{stage}” ({period}), “{asked_stage}” was promised.",
        ),
        "undated_met": Wording(
            "Không có thời hạn; {value} ({period}) hiện đạt mức {target}.",
            "No date is set; {value} ({period}) satisfies {target} at present.",
        ),
        "undated_unmet": Wording(
            "Không có thời hạn; {value} ({period}), mục tiêu {target}: còn thiếu {gap}.",
            "No date is set; {value} ({period}) against {target}: {gap} missing at present.",
        ),
        "rank_undated_met": Wording(
            "Không có thời hạn; hạng {value} ({period}) hiện nằm trong {target}.",
            "No date is set; rank {value} ({period}) is within the {target} at present.",
        ),
        "rank_undated_unmet": Wording(
            "Không có thời hạn; hạng {value} ({period}), mục tiêu {target}: còn cách {gap}.",
            "No date is set; rank {value} ({period}) against the {target}: {gap} to climb.",
        ),
        "undated_reached": Wording(
            "Không có thời hạn; đã ở mức «{stage}» ({period}).", "No date is set; at “{stage}” ({period})."
        ),
        "undated_below": Wording(
            "Không có thời hạn; mới ở mức «{stage}» ({period}), yêu cầu «{asked_stage}».",
            "No date is set; at “{stage}” ({period}), “{asked_stage}” was promised.",
        ),
        "undated_unknown": Wording(
            "Không có thời hạn, và chưa có gì để đánh giá.",
            "No date is set, and there is nothing to judge it by yet.",
        ),
        "within_rounding": Wording(
            "Con số được in tròn; phần làm tròn của {value} đủ để thay đổi kết luận so với {target}.",
            "The figure is rounded as printed; what lies within the rounding of {value} could turn the "
            "verdict on {target}.",
        ),
        "about_unsettled": Wording(
            "Con số chỉ là «{value}»: không đủ chính xác để kết luận chắc chắn về {target}.",
            "The figure is only “{value}”: not precise enough to settle {target}.",
        ),
        "bound_unsettled": Wording(
            "Chỉ biết «{value}»: không chứng minh được {target}, cũng không loại trừ.",
            "All that is known is “{value}”: {target} is neither shown nor ruled out.",
        ),
        "pace_met": Wording("Mức mục tiêu đã đạt.", "The promised level is reached."),
        "pace_kept": Wording("Mục tiêu đã hoàn thành đúng hạn.", "The promise was kept in time."),
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
        "baseline_after_target": Wording(
            "Số gốc không sớm hơn hạn: không có quỹ đạo.",
            "The baseline is not earlier than the due date: there is no trajectory.",
        ),
        "qualitative": Wording(
            "Mục tiêu bằng lời: không có tiến độ để đo.", "An aim in words has no pace to be measured."
        ),
        "rank_only_as_rank": Wording(
            "Thứ hạng chỉ được xét như thứ hạng, không theo tốc độ tăng trưởng.",
            "A rank is judged as a rank only, never by a rate of growth.",
        ),
        "out_of_range": Wording(
            "Các con số vượt quá khả năng tính toán tin cậy.",
            "The numbers are beyond what can be computed reliably.",
        ),
        "no_direction": Wording(
            "Chỉ tiêu không nói tăng hay giảm mới là tốt.",
            "The indicator does not say whether more or less is better.",
        ),
        "needs_target": Wording(
            "Phương pháp này cần một mục tiêu bằng số.", "This method needs a numeric target."
        ),
    }
)
"""Every code that is no method's own → its sentence; a method's own stand in its file in ``assess/methods``."""
