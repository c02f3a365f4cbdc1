"""What the pages of the site say besides the data: one literal table in both languages."""

from __future__ import annotations

from types import MappingProxyType

from hntrack.text.wording import Wording

WORDS: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "language": Wording("Tiếng Việt", "English"),
        "skip": Wording("Đến nội dung chính", "Skip to the content"),
        "overview": Wording("Tổng quan", "Overview"),
        "documents": Wording("Văn bản", "Documents"),
        "data": Wording("Dữ liệu", "Data"),
        "pages": Wording("Các trang", "Pages"),
        "main_menu": Wording("Trình đơn chính", "Main menu"),
        "languages": Wording("Ngôn ngữ", "Language"),
        "as_of": Wording("Tính đến", "As of"),
        "lede": Wording(
            "Mỗi mục tiêu đã công bố, bên cạnh số đo mới nhất: đã hứa gì, nay đến đâu, có kịp không. "
            "Mọi con số dẫn về đúng dòng của văn bản đã nêu nó.",
            "Every published target beside the latest measurement: what was promised, where it stands, "
            "and whether it will be kept. Each figure leads back to the line of the document that states it.",
        ),
        "at_a_glance": Wording("Nhìn chung", "At a glance"),
        "targets": Wording("Mục tiêu", "Targets"),
        "all_targets": Wording("Tất cả mục tiêu", "All targets"),
        "recent": Wording("Thay đổi gần đây", "Recent changes"),
        "subscribe": Wording("Theo dõi thay đổi (Atom)", "Follow the changes (Atom)"),
        "find": Wording("Tìm và lọc", "Search and filter"),
        "search": Wording("Tìm chữ", "Search"),
        "search_hint": Wording(
            "Không cần gõ dấu: “dien tu” thấy “điện tử”.",
            "Marks need not be typed: 'dien tu' finds 'điện tử'.",
        ),
        "year": Wording("Hạn", "Due"),
        "area": Wording("Phạm vi", "Area"),
        "goal": Wording("Nhóm mục tiêu", "Goal"),
        "verdict": Wording("Kết luận", "Verdict"),
        "any": Wording("Tất cả", "All"),
        "undated": Wording("Không thời hạn", "No date set"),
        "reset": Wording("Bỏ lọc", "Clear"),
        "found": Wording("Thấy {n} trong {all}.", "{n} of {all} found."),
        "more_found": Wording("Chỉ hiện {shown} mục đầu.", "Only the first {shown} are shown."),
        "nothing_found": Wording("Không có mục nào khớp.", "Nothing matches."),
        "indicator": Wording("Chỉ tiêu", "Indicator"),
        "target": Wording("Mục tiêu", "Target"),
        "latest": Wording("Mới nhất", "Latest"),
        "standing": Wording("Kết quả", "Standing"),
        "pace": Wording("Tiến độ", "Pace"),
        "no_date": Wording("không ghi thời hạn", "no date set"),
        "no_value": Wording("chưa có số đo", "not measured"),
        "others": Wording("Số liệu bên cạnh các mục tiêu", "Figures beside the targets"),
        "page": Wording("Trang {n}", "Page {n}"),
        "page_of": Wording("Trang {n} / {all}", "Page {n} of {all}"),
        "bar_hint": Wording(
            "Thanh: vạch đậm là số đo mới nhất, vùng gạch là mức thoả mãn mục tiêu, "
            "vạch đứt là chỗ đường thẳng đòi hỏi lúc này.",
            "The bars: solid is the latest value, hatched is what satisfies the target, "
            "the broken mark is what the straight way wants by now.",
        ),
        "verdicts": Wording("Mục tiêu và kết luận", "Targets and verdicts"),
        "no_targets": Wording(
            "Không có mục tiêu nào về chỉ tiêu này.", "Nothing was promised of this indicator."
        ),
        "arithmetic": Wording("Cách tính", "Arithmetic"),
        "method": Wording(
            "Phương pháp: {method}, phiên bản {version}", "Method: {method}, version {version}"
        ),
        "chart": Wording("Diễn biến", "Trajectory"),
        "in_words": Wording("Biểu đồ bằng lời", "The chart in words"),
        "printed": Wording("Câu chữ trong văn bản", "As printed"),
        "line": Wording("dòng {n}", "line {n}"),
        "untitled": Wording("không rõ nhan đề", "title unknown"),
        "unknown_publisher": Wording("không rõ nơi đăng", "publisher unknown"),
        "original": Wording("Mở văn bản", "Open the document"),
        "measurements": Wording("Số đo", "Measurements"),
        "history": Wording("Kết luận qua thời gian", "The verdict over time"),
        "documents_lede": Wording(
            "Các văn bản mà mọi con số ở đây dẫn về. "
            "Bản gốc không lưu ở đây; mã SHA-256 cho biết đúng tệp nào đã được đọc.",
            "The documents that every figure here leads back to. "
            "The originals are not kept here; the SHA-256 tells which file was read.",
        ),
        "document": Wording("Văn bản", "Document"),
        "publisher": Wording("Nơi đăng", "Publisher"),
        "date": Wording("Ngày", "Date"),
        "claims": Wording("Số chỗ được dẫn", "Passages used"),
        "data_lede": Wording(
            "Đúng những dữ liệu mà các trang này được làm ra, để dùng lại.",
            "Exactly the data that these pages were made from, for use elsewhere.",
        ),
        "file_json": Wording("Mục tiêu và kết luận, JSON", "Targets and verdicts, JSON"),
        "file_csv": Wording("Mục tiêu và kết luận, CSV (số chính xác)", "Targets and verdicts, CSV (exact)"),
        "file_safe": Wording(
            "Mục tiêu và kết luận, CSV mở bằng bảng tính", "Targets and verdicts, CSV for spreadsheets"
        ),
        "file_measurements": Wording("Mọi số đo, CSV (số chính xác)", "All measurements, CSV (exact)"),
        "file_feed": Wording("Các thay đổi, Atom", "Changes, Atom"),
        "made_by": Wording("Làm bằng hntrack {version}.", "Made with hntrack {version}."),
        "changes": Wording("thay đổi", "changes"),
        "choose": Wording("Chọn ngôn ngữ", "Choose a language"),
        "back": Wording("Ở đây", "You are here"),
    }
)


def say(key: str, lang: str, **facts: object) -> str:
    """Give a text of the table with its ``{placeholders}`` filled."""
    text = WORDS[key].within(lang)
    return text.format(**facts) if facts else text


STANDING_MARKS = MappingProxyType(
    {
        "met": "✓",
        "kept": "✓",
        "not_met": "○",
        "missed": "✕",
        "no_measurement": "?",
        "not_assessed": "?",
        "due_not_assessed": "!",
        "undated": "–",
    }
)
PACE_MARKS = MappingProxyType(
    {
        "met": "✓",
        "on_track": "▲",
        "nearly": "△",
        "behind": "▽",
        "stalled": "■",
        "reversing": "▼",
        "not_assessable": "–",
    }
)
