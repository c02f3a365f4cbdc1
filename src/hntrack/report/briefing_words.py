"""The fixed words of a report, in both languages."""

from __future__ import annotations

from types import MappingProxyType

from hntrack.text.wording import Wording

WORDS: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "as_of": Wording("tính đến", "as of"),
        "as_of_title": Wording("Tính đến", "As of"),
        "changed": Wording("Thay đổi từ {since}", "Changed since {since}"),
        "due": Wording("Đến hạn, hoặc sắp đến hạn trong một năm", "Due, or falling due within a year"),
        "behind": Wording("Chậm hoặc lỡ hẹn", "Behind or missed"),
        "unmeasured": Wording("Chưa ai đo hoặc đánh giá", "Measured or assessed by nobody"),
        "reached": Wording("Đã đạt", "Reached"),
        "none_changed": Wording("Không có gì thay đổi.", "Nothing changed."),
        "none_due": Wording("Không có mục tiêu nào.", "None."),
        "none_behind": Wording("", ""),
        "none_unmeasured": Wording(
            "Mục tiêu nào cũng có số đo hoặc đánh giá.", "All have been measured or assessed."
        ),
        "none_reached": Wording("Chưa có mục tiêu nào.", "None yet."),
        "pace_known": Wording(
            "Kết luận được tiến độ của {known}/{all} mục tiêu.",
            "The pace of {known} of {all} targets can be judged.",
        ),
        "more": Wording("và {count} mục nữa", "and {count} more"),
        "contents": Wording("Tóm tắt", "In short"),
        "progress": Wording("Mục tiêu và số đo", "Targets and measurements"),
        "charts": Wording("Biểu đồ", "Charts"),
        "changes": Wording("Thay đổi và nguyên nhân", "Changes and their causes"),
        "because": Wording("vì", "because"),
        "sources": Wording("Nguồn: nguyên văn, số dòng, ngày", "Sources: as printed, line, date"),
        "method": Wording("Phương pháp", "Method"),
        "judged_by": Wording(
            "{title} ({id} {version}), số mục tiêu: {count}", "{title} ({id} {version}), targets: {count}"
        ),
        "line": Wording("dòng {line}", "line {line}"),
        "untitled": Wording("(không rõ nhan đề)", "(title unknown)"),
        "indicator": Wording("Chỉ tiêu", "Indicator"),
        "due_by": Wording("Hạn", "By"),
        "target": Wording("Mục tiêu", "Target"),
        "latest": Wording("Mới nhất", "Latest"),
        "gap": Wording("Còn thiếu", "Gap"),
        "required": Wording("Cần mỗi năm", "Needed a year"),
        "standing": Wording("Kết quả", "Standing"),
        "pace": Wording("Tiến độ", "Pace"),
        "reason": Wording("Vì sao", "Why"),
        "area": Wording("Phạm vi", "Area"),
        "document": Wording("Văn bản", "Document"),
        "published": Wording("Ngày", "Date"),
        "as_printed": Wording("Nguyên văn", "As printed"),
        "reading": Wording("Cách đọc", "Reading"),
        "change": Wording("Thay đổi", "Change"),
        "made_by": Wording(
            "Làm bằng hntrack {version} từ dữ liệu đã công bố đến ngày {day}. "
            "Kết luận về mức đạt và về tiến độ là hai điều khác nhau; nơi chưa đủ số liệu, báo cáo nói rõ như vậy.",
            "Made with hntrack {version} from what was published by {day}. "
            "Standing and pace are two different verdicts; where the data do not allow one, the report says so.",
        ),
        "left_out": Wording(
            "Thư này lược bớt {count} mục tiêu cho gọn; “hntrack report -f html” cho xem trọn.",
            "Left out here for brevity: {count} targets; 'hntrack report -f html' shows them all.",
        ),
        "no_targets": Wording("Không có mục tiêu nào.", "No targets."),
        "bar": Wording("Thanh so sánh", "Bar"),
        "measured": Wording("Số đo", "Value"),
        "line_number": Wording("Dòng", "Line"),
        "code": Wording("Mã", "Id"),
    }
)


def say(key: str, lang: str, /, **facts: object) -> str:
    """Give one of :data:`WORDS` with its facts; a text without facts is taken as it stands."""
    words = WORDS[key].within(lang)
    return words.format(**facts) if facts else words
