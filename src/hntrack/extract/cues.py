"""Words that show whether a sentence promises or reports, for a linguist to edit.

Lower case; each is looked for as whole words.  The tests put every entry into a plain sentence and ask for its kind.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that speaks for one kind of claim.

    Attributes:
        words: As printed, lower case.
        lang: ``vi`` or ``en``.
        kind: ``target``, ``measurement``, or ``report`` for words that report but also stand in a list of aims
            ("tổ chức được *xếp hạng*"): they count only where nothing speaks for a target.
    """

    words: str
    lang: str
    kind: str


def _cues(kind: str, lang: str, *words: str) -> tuple[Cue, ...]:
    return tuple(Cue(one, lang, kind) for one in words)


CUES = (
    *_cues(
        "target",
        "vi",
        "phấn đấu",
        "đặt mục tiêu",
        "mục tiêu",
        "các chỉ tiêu",
        "chỉ tiêu cụ thể",
        "giao chỉ tiêu",
        "chỉ tiêu hoàn thành",
        "chỉ tiêu chủ yếu",
        "hướng tới",
        "hướng đến",
        "sẽ",
        "tầm nhìn",
        "dự kiến",
        "kỳ vọng",
        "quyết tâm",
        "cần đạt",
        "phải đạt",
        "yêu cầu đạt",
        "cam kết",
        "đặt ra các chỉ tiêu",
        "đề ra các chỉ tiêu",
        "nhằm đưa",
        "trở thành",
        "tiến tới",
        "bảo đảm đạt",
        "khát vọng",
        "kế hoạch đạt",
        "từ nay đến",
        "định hướng đến",
        "nhu cầu",
        "dự báo",
    ),
    *_cues(
        "measurement",
        "vi",
        "hiện",
        "hiện nay",
        "hiện có",
        "hiện tại",
        "hiện đang",
        "đã",
        "đến nay",
        "tính đến",
        "thống kê",
        "báo cáo cho biết",
        "ước đạt",
        "ghi nhận",
        "đạt được",
        "tăng so với",
        "sau một năm",
        "sau 1 năm",
        "đạt và vượt",
        "đang tập trung",
        "đang có",
        "năm qua",
        "thời gian qua",
        "vừa qua",
        "so với cùng kỳ",
        "đã được",
        "nhiệm kỳ qua",
    ),
    *_cues(
        "report",
        "vi",
        "kết quả",
        "xếp hạng",
        "xếp thứ",
        "đứng thứ",
        "duy trì",
        "công bố",
        "giữ vị trí",
        "giữ vững vị trí",
        "tăng hạng",
        "tăng bậc",
        "đứng đầu cả nước",
        "theo báo cáo",
        "ước",
        "ước tính",
        "ước tăng",
        "thành tựu",
        "toàn tỉnh có",
        "thành phố có",
        "cả nước có",
    ),
    *_cues(
        "target",
        "en",
        "target",
        "targets",
        "targeted",
        "targeting",
        "goal of",
        "goal to",
        "goal is",
        "the goal",
        "goals",
        "expect",
        "expects",
        "should have",
        "aim",
        "aims",
        "aiming",
        "aimed",
        "objective",
        "objectives",
        "milestone",
        "milestones",
        "ambition",
        "pledge",
        "pledged",
        "commit",
        "commits",
        "committed",
        "commitment",
        "will",
        "should",
        "shall",
        "must",
        "strive",
        "strives",
        "striving",
        "plans to",
        "plan to",
        "seeks to",
        "is to",
        "are to",
        "to reach",
        "to be",
        "to achieve",
        "expected to",
        "set to",
        "projected",
        "envisages",
        "envisions",
        "vision",
        "promised",
        "promise",
        "promises",
        "intends",
        "on track to",
        "to have",
        "to account for",
        "to deliver",
    ),
    *_cues(
        "measurement",
        "en",
        "was",
        "were",
        "had",
        "has reached",
        "have reached",
        "reached",
        "currently",
        "stood at",
        "stands at",
        "stand at",
        "rose",
        "fell",
        "grew",
        "declined",
        "dropped",
        "accounted for",
        "reported",
        "recorded",
        "achieved",
        "has been",
        "have been",
        "so far",
        "to date",
        "latest figures",
        "last year",
    ),
    *_cues(
        "report",
        "en",
        "now",
        "ranked",
        "ranks",
        "rises",
        "increased",
        "decreased",
        "according to",
        "accounts for",
        "there are",
        "up from",
        "down from",
    ),
)

# Counted things that belong to an event, an agenda or a text and are no indicator.
AGENDA_NOUNS = {
    "vi": (
        "nội dung", "vấn đề", "trụ cột", "nhóm nhiệm vụ", "nhóm giải pháp", "giải pháp", "chương", "điều", "phần",
        "bước", "quan điểm", "đại biểu", "gian hàng", "thành viên", "nguyên tắc", "nhóm", "lĩnh vực", "ngày", "giờ",
        "phút", "giây", "tháng", "tuần", "tuổi", "năm", "lần", "khâu", "mặt", "kỳ họp", "phiên", "đồng chí",
        "ủy viên",
        "đối tác", "yếu tố", "tác phẩm", "tội danh", "bài", "chỉ số", "chỉ tiêu", "mục tiêu", "đột phá", "nhiệm vụ",
        "kiến nghị", "đề xuất", "điểm", "nền kinh tế", "quốc gia", "nước", "tỉnh", "thành phố", "địa phương", "cấp",
        "chiều", "năm qua", "khóa", "thế kỷ", "đảng viên", "ha đất", "văn bản", "nghị quyết", "hội nghị", "cuộc",
        "xã, phường", "bộ", "ngành", "sở", "quận", "huyện", "phường", "nguyên thủ", "người chết", "người bị",
    ),
    "en": (
        "days", "day", "weeks", "week", "months", "month", "years", "year", "hours", "hour", "minutes", "minute",
        "seconds", "pillars", "articles", "chapters", "countries", "economies", "nations", "delegates", "members",
        "times", "points", "places", "milestones", "missions", "targets", "goals", "areas", "steps", "actions",
        "year-old", "priorities", "measures", "indicators", "member states", "regions", "am", "pm", "of the",
        "percent of the time",
    ),
}  # fmt: skip

# Counted things that are worth tracking even where nothing but a report verb speaks for a result.
INDICATOR_NOUNS = {
    "vi": (
        "doanh nghiệp", "startup", "start-up", "dự án", "nhiệm vụ", "tổ chức", "trung tâm", "khu", "sáng chế", "đơn",
        "văn bằng", "bằng", "hộ kinh doanh", "hộ gia đình", "hộ nghèo", "nhà ở", "công bố", "bài báo",
        "sản phẩm", "hộ", "trường", "viện", "phòng thí nghiệm", "kỳ lân",
        "nhà khoa học", "kỹ sư", "nhân lực", "lao động", "chuyên gia", "tập đoàn", "quỹ", "căn", "xã", "giường",
        "trạm", "thuê bao", "khách", "lượt", "đề tài", "công trình", "hợp đồng", "tài khoản", "dịch vụ", "nền tảng",
        "cơ sở", "việc làm", "sinh viên", "tổ công nghệ",
    ),
    "en": (
        "firms", "companies", "enterprises", "businesses", "start-ups", "startups", "projects", "homes", "houses",
        "jobs", "patents", "people", "households", "officers", "teachers", "nurses", "doctors", "appointments",
        "students", "schools", "vehicles", "chargers", "trees", "specialists", "unicorns", "applications", "places",
        "tonnes", "children", "victims", "patients", "engineers", "scientists", "researchers", "nodes",
    ),
}  # fmt: skip

# Verbs with which a clause starts that says something new; a comma before them ends the claim before it.
CLAUSE_VERBS = {
    "vi": (
        "thuộc", "nằm trong", "đạt", "có", "là", "trở thành", "tạo", "dẫn dắt", "đóng góp", "góp phần", "bảo đảm",
        "đảm bảo", "hướng tới", "hướng đến", "tiến tới", "phấn đấu", "đưa", "biến", "xây dựng", "hình thành",
        "phát triển", "mở rộng", "nâng cao", "hoàn thiện", "từng bước", "tiếp tục", "thu hút", "thực sự", "đẩy mạnh",
        "đặt mục tiêu", "chủ động", "tham gia", "đồng thời", "qua đó", "trong đó", "cơ bản", "phổ cập", "vào nhóm",
        "đáp ứng", "tăng cường", "giải quyết", "đứng", "dẫn đầu", "duy trì", "giữ", "làm chủ", "ngang tầm",
    ),
    "en": (
        "with", "including", "and become", "becoming", "to become", "while", "as well as", "creating", "making",
        "ensuring", "be", "is", "are", "achieving",
    ),
}  # fmt: skip

# A short line with one of these heads another part of a document: a list of aims ends there.
ENDS_AIMS = {
    "vi": (
        "nhiệm vụ",
        "giải pháp",
        "tổ chức thực hiện",
        "thực trạng",
        "hạn chế",
        "bối cảnh",
        "kết quả đạt được",
    ),
    "en": ("measures", "background", "implementation", "results", "challenges", "next steps", "context"),
}
