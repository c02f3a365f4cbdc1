"""Why a verdict is what it is: one sentence a reason code, in both languages, with the numbers of the case.

Placeholders: ``{value}``, ``{bound}``, ``{expected}`` … are values with their unit; ``{gap}``, ``{required}``,
``{observed}`` … are differences (percentage points for a share, places for a rank); ``{target}`` is the promise
in words ("more than 50 %"); ``{due}`` is a day; everything else stands as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.model.verdict import Fact, Reason
from hntrack.text.numbers import format_number
from hntrack.text.units import UNITS
from hntrack.text.wording import Wording

_W = Wording

STANDING_REASONS: Mapping[str, Wording] = MappingProxyType(
    {
        "met": _W(
            "{value} ({period}) đã đạt mức {target}; còn phải giữ đến {due}.",
            "{value} ({period}) satisfies {target}; it must hold until {due}.",
        ),
        "not_met": _W(
            "{value} ({period}), mục tiêu {target}: còn thiếu {gap}.",
            "{value} ({period}) against {target}: {gap} still missing.",
        ),
        "not_met_required": _W(
            "{value} ({period}), mục tiêu {target}: còn thiếu {gap}; từ nay đến {due} cần {required} mỗi năm.",
            "{value} ({period}) against {target}: {gap} still missing; {required} a year needed until {due}.",
        ),
        "not_met_more_than": _W(
            "{value} ({period}), mục tiêu {target}: còn thiếu {gap}; từ nay đến {due} cần hơn {required} mỗi năm.",
            "{value} ({period}) against {target}: {gap} still missing; more than {required} a year needed until {due}.",
        ),
        "at_bound": _W(
            "{value} ({period}) đúng bằng mốc, nhưng mục tiêu là {target}: bằng thì chưa đủ.",
            "{value} ({period}) is exactly the bound, but {target} was promised: equal is not enough.",
        ),
        "kept": _W(
            "Đến hạn {due}: {value} ({period}) đạt mức {target}. Lời hứa đã được giữ.",
            "Due on {due}: {value} ({period}) satisfies {target}. The promise was kept.",
        ),
        "missed": _W(
            "Đến hạn {due}: {value} ({period}) không đạt mức {target}, thiếu {gap}.",
            "Due on {due}: {value} ({period}) does not satisfy {target}; {gap} missing.",
        ),
        "hold_missed": _W(
            "Mục tiêu {target} phải được giữ mọi năm cho đến {due}; năm {period} là {value}.",
            "{target} had to hold every year until {due}; in {period} it was {value}.",
        ),
        "broken_earlier": _W(
            "Mục tiêu phải được giữ mọi năm, nhưng {period} là {value}.",
            "It has to hold every year, but in {period} it was {value}.",
        ),
        "rank_met": _W(
            "Hạng {value} ({period}) nằm trong {target}; còn phải giữ đến {due}.",
            "Rank {value} ({period}) is within the {target}; it must hold until {due}.",
        ),
        "rank_not_met": _W(
            "Hạng {value} ({period}), mục tiêu {target}: còn phải tăng {gap} trước {due}.",
            "Rank {value} ({period}) against the {target}: {gap} to climb by {due}.",
        ),
        "rank_kept": _W(
            "Đến hạn {due}: hạng {value} ({period}) nằm trong {target}. Lời hứa đã được giữ.",
            "Due on {due}: rank {value} ({period}) is within the {target}. The promise was kept.",
        ),
        "rank_missed": _W(
            "Đến hạn {due}: hạng {value} ({period}) ngoài {target}, còn cách {gap}.",
            "Due on {due}: rank {value} ({period}) is outside the {target}, {gap} short.",
        ),
        "no_measurement": _W(
            "Chưa có số đo nào; mục tiêu {target}, hạn {due}.",
            "There is no measurement yet; {target} is due on {due}.",
        ),
        "due_no_measurement": _W(
            "Đã quá hạn {due} mà không có số đo nào: không biết mục tiêu {target} có được giữ hay không.",
            "Due on {due}, but there is no measurement: whether {target} was kept is not known.",
        ),
        "due_earlier": _W(
            "Đã quá hạn {due}, nhưng số đo cuối cùng, {value}, là của {period}: chưa thể kết luận về mục tiêu {target}.",
            "Due on {due}, but the last measurement, {value}, is of {period}: {target} cannot be judged yet.",
        ),
        "base_missing": _W(
            "Mục tiêu tính theo một số gốc mà danh mục không còn hoặc chưa có: không quy ra được con số phải đạt.",
            "The promise is relative to a base that the catalog does not hold: the value to be reached is unknown.",
        ),
        "not_assessed": _W(
            "Mục tiêu bằng lời, hạn {due}; chưa có ai đánh giá.",
            "An aim in words, due on {due}; nobody has assessed it yet.",
        ),
        "due_not_assessed": _W(
            "Mục tiêu bằng lời đã đến hạn {due} mà chưa có đánh giá nào.",
            "An aim in words, due on {due}; the date has passed and nobody has assessed it.",
        ),
        "due_last_assessed": _W(
            "Đã quá hạn {due}; lần đánh giá cuối là của {period}, trước hạn.",
            "Due on {due}; the last assessment is of {period}, before that date.",
        ),
        "stage_reached": _W(
            "Đã ở mức «{stage}» ({period}), yêu cầu «{asked_stage}»; còn phải giữ đến {due}.",
            "At “{stage}” ({period}), “{asked_stage}” was promised; it must hold until {due}.",
        ),
        "stage_below": _W(
            "Mới ở mức «{stage}» ({period}), yêu cầu «{asked_stage}» trước {due}.",
            "At “{stage}” ({period}); “{asked_stage}” is due on {due}.",
        ),
        "stage_kept": _W(
            "Đến hạn {due}: «{stage}» ({period}), yêu cầu «{asked_stage}». Lời hứa đã được giữ.",
            "Due on {due}: “{stage}” ({period}), “{asked_stage}” was promised. The promise was kept.",
        ),
        "stage_missed": _W(
            "Đến hạn {due}: mới ở mức «{stage}» ({period}), yêu cầu «{asked_stage}».",
            "Due on {due}: only “{stage}” ({period}), “{asked_stage}” was promised.",
        ),
        "undated_met": _W(
            "Không có thời hạn; {value} ({period}) hiện đạt mức {target}.",
            "No date is set; {value} ({period}) satisfies {target} at present.",
        ),
        "undated_unmet": _W(
            "Không có thời hạn; {value} ({period}), mục tiêu {target}: còn thiếu {gap}.",
            "No date is set; {value} ({period}) against {target}: {gap} missing at present.",
        ),
        "rank_undated_met": _W(
            "Không có thời hạn; hạng {value} ({period}) hiện nằm trong {target}.",
            "No date is set; rank {value} ({period}) is within the {target} at present.",
        ),
        "rank_undated_unmet": _W(
            "Không có thời hạn; hạng {value} ({period}), mục tiêu {target}: còn cách {gap}.",
            "No date is set; rank {value} ({period}) against the {target}: {gap} to climb.",
        ),
        "undated_reached": _W(
            "Không có thời hạn; đã ở mức «{stage}» ({period}).", "No date is set; at “{stage}” ({period})."
        ),
        "undated_below": _W(
            "Không có thời hạn; mới ở mức «{stage}» ({period}), yêu cầu «{asked_stage}».",
            "No date is set; at “{stage}” ({period}), “{asked_stage}” was promised.",
        ),
        "undated_unknown": _W(
            "Không có thời hạn, và chưa có gì để đánh giá.",
            "No date is set, and there is nothing to judge it by yet.",
        ),
        "within_rounding": _W(
            "Con số được in tròn; phần làm tròn của {value} đủ để thay đổi kết luận so với {target}.",
            "The figure is rounded as printed; what lies within the rounding of {value} could turn the verdict on {target}.",
        ),
        "about_unsettled": _W(
            "Con số chỉ là «{value}»: không đủ chính xác để kết luận chắc chắn về {target}.",
            "The figure is only “{value}”: not precise enough to settle {target}.",
        ),
        "bound_unsettled": _W(
            "Chỉ biết «{value}»: không chứng minh được {target}, cũng không loại trừ.",
            "All that is known is “{value}”: {target} is neither shown nor ruled out.",
        ),
    }
)

PACE_REASONS: Mapping[str, Wording] = MappingProxyType(
    {
        "pace_met": _W("Mức mục tiêu đã đạt.", "The promised level is reached."),
        "pace_kept": _W("Mục tiêu đã hoàn thành đúng hạn.", "The promise was kept in time."),
        "moving_away": _W(
            "Nhưng xu thế đang đi xuống: nếu tiếp tục {observed} mỗi năm, đến hạn chỉ còn {projected}.",
            "But the trend leads away: at {observed} a year it would be {projected} when due.",
        ),
        "pace_undated": _W(
            "Không có thời hạn thì không có tốc độ cần thiết.", "Without a date no pace is required."
        ),
        "due_passed": _W(
            "Hạn đã qua: không còn tốc độ để xét.", "The due date has passed: there is no pace left to judge."
        ),
        "pace_no_measurement": _W(
            "Chưa có số đo: không xét được tốc độ.", "No measurement: the pace cannot be judged."
        ),
        "one_measurement": _W(
            "Mới có một số đo: không xét được tốc độ.",
            "There is one measurement only: the pace cannot be judged.",
        ),
        "no_baseline": _W(
            "Số gốc được chỉ định không có giá trị: không xét được tốc độ.",
            "The baseline that is named has no value: the pace cannot be judged.",
        ),
        "baseline_after_target": _W(
            "Số gốc không sớm hơn hạn: không có quỹ đạo.",
            "The baseline is not earlier than the due date: there is no trajectory.",
        ),
        "break_in_series": _W(
            "Chuỗi số bị ngắt sau số gốc: số trước và số sau không so sánh được.",
            "The series breaks after the baseline: values before and after cannot be compared.",
        ),
        "stale": _W(
            "Số đo mới nhất đã {days} ngày tuổi: quá cũ để nói về tốc độ.",
            "The latest measurement is {days} days old: too old to judge the pace by.",
        ),
        "bound_no_pace": _W(
            "Chỉ biết «{value}»: không đủ để so với quỹ đạo.",
            "All that is known is “{value}”: not enough to compare with the trajectory.",
        ),
        "qualitative": _W(
            "Mục tiêu bằng lời: không có tốc độ để đo.", "An aim in words has no pace to be measured."
        ),
        "rank_only_as_rank": _W(
            "Thứ hạng chỉ được xét như thứ hạng, không theo tốc độ tăng trưởng.",
            "A rank is judged as a rank only, never by a rate of growth.",
        ),
        "not_a_rank": _W("Chỉ tiêu này không phải thứ hạng.", "This indicator is not a rank."),
        "not_qualitative": _W(
            "Mục tiêu này là con số, không phải danh mục kiểm tra.",
            "This promise is a number, not a checklist.",
        ),
        "level_only_met": _W(
            "Phương pháp này chỉ xét mức đạt được: đã đạt.",
            "This method looks at the level only: it is reached.",
        ),
        "level_only": _W(
            "Phương pháp này chỉ xét mức đạt được, không xét tốc độ.",
            "This method looks at the level only, not at the pace.",
        ),
        "on_line": _W(
            "Theo quỹ đạo từ {since}, đến {period} cần {expected}: {value} là đúng tiến độ.",
            "On the trajectory from {since}, {expected} was expected for {period}: {value} is on track.",
        ),
        "below_line": _W(
            "Theo quỹ đạo từ {since}, đến {period} cần {expected}: {value} còn kém {shortfall}; thực tế {observed} mỗi năm.",
            "On the trajectory from {since}, {expected} was expected for {period}: {value} falls short by {shortfall}, moving {observed} a year.",
        ),
        "stalled": _W(
            "Không thay đổi từ {since}; theo quỹ đạo, đến {period} cần {expected}.",
            "Unchanged since {since}; on the trajectory {expected} was expected for {period}.",
        ),
        "reversing": _W(
            "Đi ngược hướng từ {since}: {observed} mỗi năm; theo quỹ đạo, đến {period} cần {expected}.",
            "Moving the wrong way since {since}: {observed} a year; on the trajectory {expected} was expected for {period}.",
        ),
        "pace_within_rounding": _W(
            "Mức cần đạt {expected} nằm trong phần làm tròn của {value}: tiến độ chưa ngã ngũ.",
            "The expected {expected} lies within the rounding of {value}: the pace is not settled.",
        ),
        "rank_pace_met": _W("Đang ở trong nhóm đã hứa.", "Within the promised top at present."),
        "one_rank": _W("Mới có một lần xếp hạng.", "There is one ranking only."),
        "rank_of_changed": _W(
            "Số đơn vị được xếp hạng đã thay đổi so với {earlier_period}: hai thứ hạng không so sánh được.",
            "The number of ranked areas has changed since {earlier_period}: the two ranks cannot be compared.",
        ),
        "rank_climbing": _W(
            "Tăng từ hạng {earlier} ({earlier_period}); có kịp hạn hay không thì thứ hạng không cho biết.",
            "Up from rank {earlier} ({earlier_period}); whether that is fast enough a rank cannot tell.",
        ),
        "rank_falling": _W(
            "Tụt từ hạng {earlier} ({earlier_period}).", "Down from rank {earlier} ({earlier_period})."
        ),
        "rank_stalled": _W("Vẫn ở hạng của {earlier_period}.", "The same rank as in {earlier_period}."),
        "out_of_range": _W(
            "Các con số vượt quá khả năng tính toán tin cậy.",
            "The numbers are beyond what can be computed reliably.",
        ),
    }
)

GROWTH_REASONS: Mapping[str, Wording] = MappingProxyType(
    {
        "no_direction": _W(
            "Chỉ tiêu không nói tăng hay giảm mới là tốt.",
            "The indicator does not say whether more or less is better.",
        ),
        "base_after_latest": _W(
            "Không có số gốc nào trước số đo mới nhất.", "There is no base before the latest measurement."
        ),
        "opposite_signs": _W(
            "Các giá trị trái dấu nhau: không có tốc độ tăng trưởng.",
            "The values have opposite signs: there is no growth rate between them.",
        ),
        "zero_base": _W(
            "Số gốc bằng 0: không có tốc độ tăng trưởng.", "The base is zero: there is no growth rate."
        ),
        "growth_undefined": _W(
            "Từ số gốc này không tính được tốc độ tăng trưởng cần thiết.",
            "From this base no needed growth rate can be computed.",
        ),
        "not_positive": _W(
            "Có giá trị không dương (sau khi làm tròn): không lấy được logarit.",
            "A value is not positive (once rounded): it has no logarithm.",
        ),
        "needs_target": _W(
            "Phương pháp này cần một mục tiêu bằng số.", "This method needs a numeric target."
        ),
        "too_few_points": _W(
            "Mới có {count} số đo; phương pháp này cần ít nhất 4.",
            "There are {count} measurements; this method needs at least 4.",
        ),
        "growth_met": _W("Mức mục tiêu đã đạt, bất kể xu thế.", "The target is met, whatever the trend."),
        "growth_ratio": _W(
            "Tốc độ tăng trưởng từ {since} đến {until} bằng {ratio} lần tốc độ cần thiết.",
            "Growth from {since} to {until} is {ratio} times the growth needed.",
        ),
        "growth_rate": _W(
            "Tốc độ tăng trưởng theo hướng mong muốn từ {since} đến {until}: {growth} % mỗi năm.",
            "Growth in the wanted direction from {since} to {until}: {growth} % a year.",
        ),
        "yes_or_no": _W("Mục tiêu chỉ có đạt hoặc chưa đạt.", "An aim that is either reached or not."),
        "within_one_point": _W(
            "{value} cách mục tiêu chưa đến một điểm phần trăm.", "{value} is within one point of the target."
        ),
        "no_way_to_go": _W(
            "Số gốc đã bằng mục tiêu, số mới nhất thì không.",
            "The base was at the target; the latest value is not.",
        ),
        "expected_share": _W(
            "Nếu giữ tốc độ từ {since} đến {until}, đến hạn sẽ là {expected}: {share} % quãng đường từ số gốc.",
            "At the growth from {since} to {until} it would be {expected} when due: {share} % of the way from the base.",
        ),
        "weather_wrong_way": _W(
            "Bình quân từ {since} đến {until} là {observed} mỗi năm: đi sai hướng hoặc đứng yên.",
            "From {since} to {until} it moved {observed} a year on average: the wrong way, or not at all.",
        ),
        "weather_by_year": _W(
            "Bình quân {observed} mỗi năm từ {since} đến {until}; đến hạn sẽ là {projected}, thiếu {miss} % phần còn lại.",
            "At {observed} a year on average ({since} to {until}) it would be {projected} when due, missing {miss} % of what is left.",
        ),
        "weather_met": _W(
            "Mức mục tiêu đã đạt; bình quân từ {since} đến {until} là {observed} mỗi năm.",
            "The level is reached; from {since} to {until} it moved {observed} a year on average.",
        ),
        "weather_missed": _W(
            "Mức phải giữ không đạt; bình quân từ {since} đến {until} là {observed} mỗi năm.",
            "The level that must hold is not reached; from {since} to {until} it moved {observed} a year on average.",
        ),
        "weather_direction": _W(
            "Chỉ xét hướng: bình quân {observed} mỗi năm từ {since} đến {until}.",
            "Judged by direction only: {observed} a year on average from {since} to {until}.",
        ),
        "linear_ratio": _W(
            "{observed} mỗi năm từ {since} đến {until}, bằng {ratio} lần mức cần thiết.",
            "{observed} a year from {since} to {until}: {ratio} times the change needed.",
        ),
        "linear_none_needed": _W(
            "Số gốc đã ở mức mục tiêu; từ {since} đến {until} thay đổi {observed} mỗi năm.",
            "The base was at the target already; from {since} to {until} it moved {observed} a year.",
        ),
        "aarr_rates": _W(
            "Tốc độ bình quân từ {since} đến {until}: {current} % mỗi năm; cần {needed_rate} %.",
            "Average annual rate from {since} to {until}: {current} %; {needed_rate} % needed.",
        ),
    }
)

REASONS: Mapping[str, Wording] = MappingProxyType({**STANDING_REASONS, **PACE_REASONS, **GROWTH_REASONS})
"""Every reason code → its sentence."""

_DIFFERENCES = frozenset("gap required observed shortfall change needed".split())
_PLAIN = frozenset(
    "ratio score cagr percent earlier days years count share limit growth miss current needed_rate factor".split()
)
_ASKED = MappingProxyType(
    {
        "more_than": _W("trên {}", "more than {}"),
        "at_least": _W("ít nhất {}", "at least {}"),
        "less_than": _W("dưới {}", "less than {}"),
        "at_most": _W("không quá {}", "at most {}"),
        "between": _W("từ {} đến {}", "{} to {}"),
        "exactly": _W("đúng {}", "exactly {}"),
        "within_top": _W("nhóm {} dẫn đầu", "top {}"),
    }
)
_QUALIFIERS = MappingProxyType(
    {
        "exact": _W("", ""),
        "about": _W("khoảng", "about"),
        "more_than": _W("trên", "more than"),
        "at_least": _W("ít nhất", "at least"),
        "less_than": _W("dưới", "less than"),
        "up_to": _W("tới", "up to"),
    }
)
_SCALES = MappingProxyType(
    {
        "one": _W("", ""),
        "thousand": _W("nghìn", "thousand"),
        "million": _W("triệu", "million"),
        "billion": _W("tỷ", "billion"),
        "trillion": _W("nghìn tỷ", "trillion"),
    }
)


def sentence(reason: Reason, lang: str) -> str:
    """Give a reason as a sentence.

    Args:
        reason: A code of :data:`REASONS` with the facts its sentence names.
        lang: ``vi`` or ``en``.
    """
    template = REASONS[reason.code].within(lang)
    facts = _Facts(reason.facts, lang)
    said = template.format_map(facts)
    return said[:1].upper() + said[1:]


class _Facts(dict[str, str]):
    """Facts as text, made when a sentence asks for them."""

    def __init__(self, facts: Mapping[str, Fact], lang: str) -> None:
        super().__init__()
        self.facts, self.lang = facts, lang

    def __missing__(self, name: str) -> str:
        if name == "target":
            return self._target()
        fact = self.facts.get(f"{name}_{self.lang}", self.facts.get(name, "?"))
        if isinstance(fact, Decimal):
            return self._number(name, fact)
        if isinstance(fact, date):
            return f"{fact:%d-%m-%Y}" if self.lang == "vi" else fact.isoformat()
        return str(fact)

    def _number(self, name: str, value: Decimal) -> str:
        number = format_number(rounded(value), self.lang, minus="−")
        if name in _PLAIN:
            return number
        if name == "value":
            qualifier = _QUALIFIERS[str(self.facts.get("qualifier", "exact"))].within(self.lang)
            number = f"{qualifier} {number}".lstrip()
        return f"{number} {self._unit(difference=name in _DIFFERENCES, one=abs(value) == 1)}".rstrip()

    def _unit(self, *, difference: bool, one: bool) -> str:
        unit = str(self.facts.get("unit", ""))
        vietnamese = self.lang == "vi"
        if unit == "percent" and difference:
            return "điểm phần trăm" if vietnamese else "percentage point" if one else "percentage points"
        if unit == "rank":
            return "" if not difference else "bậc" if vietnamese else "place" if one else "places"
        own = self.facts.get(f"unit_{self.lang}")
        known = UNITS.get(unit)
        name = (
            str(own)
            if own is not None
            else (known.symbol or known.title.within(self.lang))
            if known
            else unit
        )
        if unit == "vnd" and vietnamese:
            name = "đồng"
        scale = _SCALES[str(self.facts.get("scale", "one"))].within(self.lang)
        return f"{scale} {name}".strip()

    def _target(self) -> str:
        comparator = str(self.facts.get("comparator", ""))
        asked = _ASKED.get(comparator)
        if asked is None or "bound" not in self.facts:
            return "mục tiêu đã nêu" if self.lang == "vi" else "the aim as stated"
        bounds = [self[name] for name in ("bound", "bound_high") if name in self.facts]
        words = asked.within(self.lang).format(*bounds[: asked.en.count("{}")])
        if "percent" not in self.facts:
            return words
        against = "so với" if self.lang == "vi" else "against"
        return f"{words} ({self['percent']} % {against} {self['base_period']})"


def rounded(value: Decimal) -> Decimal:
    """Round for a sentence, half to even: a whole number, else two decimals, or three significant digits below one."""
    if value == value.to_integral_value():
        return value.to_integral_value()
    if value.adjusted() > 20:
        return value.to_integral_value()
    places = 2 if abs(value) >= 1 else 2 - value.adjusted()
    short = value.quantize(Decimal(1).scaleb(-places)).normalize()
    return short + 0
