"""What a change or a cause is called, and the sentence that tells it: one literal table in both languages."""

from __future__ import annotations

from types import MappingProxyType

from hntrack.text.wording import Wording

# The short name of a change, by subject, kind and, where it matters, what is compared.  ``{left}`` and ``{right}``
# are the names of the two sides.
KINDS: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "target.new": Wording("mục tiêu mới", "new"),
        "target.dropped": Wording("không còn", "dropped"),
        "target.withdrawn": Wording("rút lại", "withdrawn"),
        "target.raised": Wording("nâng lên", "raised"),
        "target.lowered": Wording("hạ xuống", "lowered"),
        "target.brought_forward": Wording("đẩy sớm", "brought forward"),
        "target.postponed": Wording("lùi hạn", "postponed"),
        "target.dated": Wording("có thời hạn", "given a date"),
        "target.undated": Wording("bỏ thời hạn", "date dropped"),
        "target.comparator_changed": Wording("đổi cách so sánh", "comparator changed"),
        "target.redefined": Wording("định nghĩa lại", "redefined"),
        "target.area_changed": Wording("đổi phạm vi", "area changed"),
        "target.baseline_changed": Wording("đổi mốc gốc", "baseline changed"),
        "target.reworded": Wording("đổi lời", "reworded"),
        "measurement.new": Wording("số đo mới", "new"),
        "measurement.revised": Wording("số đo sửa lại", "revised"),
        "measurement.withdrawn": Wording("số đo rút lại", "withdrawn"),
        "measurement.removed": Wording("không còn", "removed"),
        "measurement.status_changed": Wording("đổi độ chắc chắn", "status changed"),
        "measurement.measured_again": Wording("đo lại", "measured again"),
        "verdict.judged": Wording("đánh giá lần đầu", "first verdict"),
        "verdict.changed": Wording("đánh giá đổi", "verdict changed"),
        "verdict.no_longer_judged": Wording("thôi đánh giá", "no verdict any more"),
        "target.only_left.milestones": Wording("chỉ có ở mốc {left}", "only by {left}"),
        "target.only_right.milestones": Wording("chỉ có ở mốc {right}", "only by {right}"),
        "target.only_left.documents": Wording("chỉ bên thứ nhất", "only the first"),
        "target.only_right.documents": Wording("chỉ bên thứ hai", "only the second"),
        "measurement.only_left.documents": Wording("chỉ bên thứ nhất", "only the first"),
        "measurement.only_right.documents": Wording("chỉ bên thứ hai", "only the second"),
        "bearing.left_measures": Wording("bên thứ nhất có số đo", "the first measures"),
        "bearing.right_measures": Wording("bên thứ hai có số đo", "the second measures"),
    }
)

# The sentence after "title: ", by subject, kind and, for a moved number, what moved.
SENTENCES: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "target.new": Wording("mục tiêu mới, {new} ({published})", "a new target, {new} ({published})"),
        "target.dropped": Wording(
            "mục tiêu {old} không còn được nêu", "the target of {old} is no longer there"
        ),
        "target.withdrawn": Wording("mục tiêu {old} đã bị rút lại", "the target of {old} was withdrawn"),
        "target.raised.up": Wording(
            "{old}, rồi {new}: nâng thêm {difference}", "{old}, then {new}: raised by {difference}"
        ),
        "target.raised.down": Wording(
            "{old}, rồi {new}: con số thấp hơn {difference}, tham vọng cao hơn",
            "{old}, then {new}: {difference} lower, and so more ambitious",
        ),
        "target.raised.rank": Wording(
            "{old}, rồi {new}: tham vọng hơn {difference}",
            "{old}, then {new}: more ambitious by {difference}",
        ),
        "target.raised.stages": Wording(
            "{old}, rồi {new}: tiến xa hơn {difference}", "{old}, then {new}: {difference} further"
        ),
        "target.raised": Wording("{old}, rồi {new}: tham vọng hơn", "{old}, then {new}: more ambitious"),
        "target.lowered.down": Wording(
            "{old}, rồi {new}: hạ đi {difference}", "{old}, then {new}: lowered by {difference}"
        ),
        "target.lowered.up": Wording(
            "{old}, rồi {new}: con số cao hơn {difference}, tham vọng thấp hơn",
            "{old}, then {new}: {difference} higher, and so less ambitious",
        ),
        "target.lowered.rank": Wording(
            "{old}, rồi {new}: kém tham vọng hơn {difference}",
            "{old}, then {new}: less ambitious by {difference}",
        ),
        "target.lowered.stages": Wording(
            "{old}, rồi {new}: lùi lại {difference}", "{old}, then {new}: {difference} back"
        ),
        "target.lowered": Wording("{old}, rồi {new}: kém tham vọng hơn", "{old}, then {new}: less ambitious"),
        "target.brought_forward": Wording(
            "{new}: hạn đẩy sớm {difference}, từ {due_old} lên {due_new}",
            "{new}: brought forward by {difference}, from {due_old} to {due_new}",
        ),
        "target.postponed": Wording(
            "{new}: hạn lùi {difference}, từ {due_old} sang {due_new}",
            "{new}: postponed by {difference}, from {due_old} to {due_new}",
        ),
        "target.dated": Wording(
            "trước đây không có thời hạn, nay là {due_new}", "had no date, is now due by {due_new}"
        ),
        "target.undated": Wording("thời hạn {due_old} không còn", "was due by {due_old}, now has no date"),
        "target.comparator_changed": Wording("{old}, rồi {new}", "{old}, then {new}"),
        "target.redefined": Wording(
            "{old}, rồi {new}: đo theo cách khác", "{old}, then {new}: put in other terms"
        ),
        "target.area_changed": Wording("từ {area_old} sang {area_new}", "from {area_old} to {area_new}"),
        "target.baseline_changed": Wording(
            "{new}: tính từ mốc gốc khác", "{new}: counted from another baseline"
        ),
        "target.reworded": Wording("{new}: cùng mục tiêu, lời khác", "{new}: the same aim in other words"),
        "milestones.only_left": Wording("{own}; mốc {right} không nhắc tới", "{own}; nothing for {right}"),
        "milestones.only_left.others": Wording(
            "{own}; mốc {right} không nhắc tới (mốc khác: {others})",
            "{own}; nothing for {right} (other milestones: {others})",
        ),
        "milestones.only_right": Wording("{own}; mốc {left} không nhắc tới", "{own}; nothing for {left}"),
        "milestones.only_right.others": Wording(
            "{own}; mốc {left} không nhắc tới (mốc khác: {others})",
            "{own}; nothing for {left} (other milestones: {others})",
        ),
        "documents.only_left": Wording(
            "{own}; {right} không nêu mục tiêu này", "{own}; {right} has no such target"
        ),
        "documents.only_right": Wording(
            "{own}; {left} không nêu mục tiêu này", "{own}; {left} has no such target"
        ),
        "measurement.new": Wording("{new}, công bố {published}", "{new}, published {published}"),
        "measurement.new.up": Wording(
            "{new}, công bố {published}; cao hơn {difference} so với {previous}",
            "{new}, published {published}; {difference} more than {previous}",
        ),
        "measurement.new.down": Wording(
            "{new}, công bố {published}; thấp hơn {difference} so với {previous}",
            "{new}, published {published}; {difference} less than {previous}",
        ),
        "measurement.new.same": Wording(
            "{new}, công bố {published}; như {previous}",
            "{new}, published {published}; the same as {previous}",
        ),
        "measurement.revised": Wording("{old} được sửa thành {new}", "{old} revised to {new}"),
        "measurement.revised.up": Wording(
            "{old} được sửa thành {new}, cao hơn {difference}", "{old} revised to {new}, up {difference}"
        ),
        "measurement.revised.down": Wording(
            "{old} được sửa thành {new}, thấp hơn {difference}", "{old} revised to {new}, down {difference}"
        ),
        "measurement.withdrawn": Wording("{old} đã bị rút lại", "{old} was withdrawn"),
        "measurement.removed": Wording("{old} không còn", "{old} is no longer there"),
        "measurement.status_changed": Wording(
            "{old} ({status_old}), nay {new} ({status_new})", "{old} ({status_old}), now {new} ({status_new})"
        ),
        "measurement.measured_again": Wording("{old}, rồi {new}", "{old}, then {new}"),
        "measurement.measured_again.up": Wording(
            "{old}, rồi {new}: thêm {difference}", "{old}, then {new}: {difference} more"
        ),
        "measurement.measured_again.down": Wording(
            "{old}, rồi {new}: ít hơn {difference}", "{old}, then {new}: {difference} less"
        ),
        "measurement.measured_again.same": Wording("{old}, rồi vẫn giữ {new}", "{old}, and still {new}"),
        "measurement.only_left": Wording("{old}; {right} không nêu", "{old}; not in {right}"),
        "measurement.only_right": Wording("{new}; {left} không nêu", "{new}; not in {left}"),
        "verdict.judged": Wording("{new}; {because}", "{new}; {because}"),
        "verdict.changed": Wording("trước {old}, nay {new}, vì {because}", "was {old}, now {new}: {because}"),
        "verdict.no_longer_judged": Wording("trước {old}; {because}", "was {old}; {because}"),
        "bearing.left_measures": Wording(
            "{left} đo được {old}; {right} đặt mục tiêu {new}",
            "{left} measures {old}; {right} promises {new}",
        ),
        "bearing.right_measures": Wording(
            "{left} đặt mục tiêu {old}; {right} đo được {new}",
            "{left} promises {old}; {right} measures {new}",
        ),
    }
)

CAUSES: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "new_target": Wording("mục tiêu mới nêu ({published})", "newly promised ({published})"),
        "withdrawn_target": Wording("mục tiêu không còn", "the promise no longer stands"),
        "changed_method": Wording("phương pháp đánh giá đã đổi", "the method of judging changed"),
        "raised": Wording("mục tiêu nâng từ {old} lên {new}", "target raised from {old} to {new}"),
        "lowered": Wording("mục tiêu hạ từ {old} xuống {new}", "target lowered from {old} to {new}"),
        "brought_forward": Wording(
            "hạn đẩy sớm: {new} thay cho {old}", "brought forward: {new} instead of {old}"
        ),
        "postponed": Wording("hạn lùi lại: {new} thay cho {old}", "postponed: {new} instead of {old}"),
        "changed_terms": Wording(
            "mục tiêu nay là {new} thay cho {old}", "target put in other terms: {new} instead of {old}"
        ),
        "changed_baseline": Wording("mốc gốc đã đổi", "another baseline"),
        "new_measurement": Wording(
            "số đo mới: {new}, công bố {published}", "new measurement: {new}, published {published}"
        ),
        "revised_measurement": Wording(
            "số đo sửa lại: {old} thành {new}", "revised measurement: {old} became {new}"
        ),
        "withdrawn_measurement": Wording("số đo rút lại: {old}", "withdrawn measurement: {old}"),
        "changed_indicator": Wording("cách tính chỉ tiêu đã đổi", "the indicator is defined otherwise"),
        "changed_milestones": Wording(
            "một mốc khác của cùng chỉ tiêu đã đổi", "another milestone of the same indicator changed"
        ),
        "reworded": Wording("mục tiêu đổi lời", "the target was reworded"),
        "time_passed": Wording("thời gian trôi qua", "time passed"),
        "due_passed": Wording("đã qua hạn {due}", "the due date {due} has passed"),
    }
)

# What stands under a row of the table, where the columns already say half of the sentence.
REMARKS: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "milestones.only_left.others": Wording("mốc khác: {others}", "other milestones: {others}"),
        "milestones.only_right.others": Wording("mốc khác: {others}", "other milestones: {others}"),
        "target.new": Wording("công bố {published}", "published {published}"),
        "measurement.new.up": Wording(
            "công bố {published}; cao hơn trước {difference}",
            "published {published}; {difference} more than before",
        ),
        "measurement.new.down": Wording(
            "công bố {published}; thấp hơn trước {difference}",
            "published {published}; {difference} less than before",
        ),
        "measurement.new.same": Wording("công bố {published}; không đổi", "published {published}; unchanged"),
        "measurement.new": Wording("công bố {published}", "published {published}"),
        "verdict.judged": Wording("{because}", "{because}"),
        "verdict.changed": Wording("vì {because}", "because: {because}"),
        "verdict.no_longer_judged": Wording("{because}", "{because}"),
    }
)

# How sure a measurement is, where it is not plainly final.
OBS_STATUS: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "final": Wording("chính thức", "final"),
        "provisional": Wording("sơ bộ", "provisional"),
        "estimated": Wording("ước tính", "estimated"),
        "break": Wording("gián đoạn chuỗi số", "break in series"),
    }
)

TEXTS: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "title.milestones": Wording("Hai mốc {left} và {right}", "What is due by {left}, and by {right}"),
        "title.documents": Wording("{left} và {right}", "{left} against {right}"),
        "title.dates": Wording(
            "Điều gì đã đổi từ {left} đến {right}", "What changed between {left} and {right}"
        ),
        "title.catalogs": Wording("Từ {left} sang {right}", "From {left} to {right}"),
        "title.since": Wording(
            "Đánh giá thay đổi từ {left} đến {right}", "Verdicts changed from {left} to {right}"
        ),
        "title.history": Wording("Đánh giá qua thời gian", "How the verdicts came about"),
        "no_history": Wording("Chưa có gì để kể.", "Nothing became known yet."),
        "unchanged": Wording("{because}; đánh giá không đổi", "{because}; the verdict stays"),
        "column.date": Wording("Ngày", "Date"),
        "column.latest": Wording("Mới nhất", "Latest"),
        "empty": Wording("Không có gì khác.", "Nothing differs."),
        "group.target": Wording("Mục tiêu", "Targets"),
        "group.measurement": Wording("Số đo", "Measurements"),
        "column.verdict": Wording("Đánh giá", "Verdict"),
        "group.verdict": Wording("Đánh giá", "Verdicts"),
        "group.bearing": Wording(
            "Số đo của tài liệu này, mục tiêu của tài liệu kia", "One measures what the other promises"
        ),
        "column.change": Wording("Thay đổi", "Change"),
        "column.title": Wording("Chỉ tiêu", "Indicator"),
        "column.area": Wording("Phạm vi", "Area"),
        "column.difference": Wording("Chênh lệch", "Difference"),
        "shared": Wording("Cả hai cùng nêu: {titles}.", "Both state: {titles}."),
        "shared_none": Wording("Không mục tiêu nào có trong cả hai.", "No target stands in both."),
        "became_known": Wording("Công bố trong khoảng này: {sources}.", "Published in between: {sources}."),
        "year": Wording("{count} năm", "{count} year"),
        "years": Wording("{count} năm", "{count} years"),
        "day": Wording("{count} ngày", "{count} day"),
        "days": Wording("{count} ngày", "{count} days"),
        "stage": Wording("{count} nấc", "{count} step"),
        "stages": Wording("{count} nấc", "{count} steps"),
        "unknown_day": Wording("không rõ ngày nào", "on an unknown day"),
        "aim": Wording("mục tiêu bằng lời", "an aim in words"),
        "undated_aim": Wording("mục tiêu bằng lời, không thời hạn", "an aim in words, without a date"),
        "by": Wording("{what} đến {due}", "{what} by {due}"),
        "by_year": Wording("{what} đến năm {due}", "{what} by {due}"),
        "in_period": Wording("{what} ({period})", "{what} ({period})"),
    }
)
