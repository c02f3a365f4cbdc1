"""Words at the edges of a subject, for a linguist to edit; lower case, whole words."""

from __future__ import annotations

# What a stretch before a figure may start with without being part of its subject.
LEADING = {
    "vi": (
        "và", "với", "trong đó", "cụ thể", "theo đó", "phấn đấu", "mục tiêu", "đặt mục tiêu", "đồng thời", "ngoài ra",
        "bên cạnh đó", "cùng với đó", "có", "là", "đạt", "đến", "tới", "vào", "về", "nâng", "nâng cao", "đưa",
        "đảm bảo", "bảo đảm", "góp phần", "trên", "hơn", "khoảng", "việt nam", "thành phố", "hà nội", "tp hcm",
        "tphcm", "cả nước", "được", "sẽ", "đang", "hiện", "hiện nay", "hiện đang", "tiếp tục", "cũng", "đã",
        "hướng tới", "hướng đến", "duy trì", "giữ", "nhằm", "của", "cho", "phát triển mới", "hoàn thành", "trong",
        "như sau", "cải thiện", "dự kiến", "ước", "ước tính", "xấp xỉ", "gần", "tổng cộng", "riêng", "như",
        "tương đương", "tương ứng", "trung bình", "bình quân", "kiểm soát", "cắt giảm", "từng bước", "toàn tỉnh",
        "tỉnh", "khi", "trong khi", "nhưng", "yêu cầu", "chỉ", "mới", "sang", "theo báo cáo",
        "theo nghị quyết", "theo quyết định", "theo thống kê", "còn", "cao hơn",
        "thấp hơn",
    ),
    "en": (
        "and", "with", "of which", "including", "to", "by", "the country", "vietnam", "aims", "aim", "targets",
        "target", "compared", "will", "has",
        "have", "had", "is", "are", "was", "also", "while", "that", "which", "a", "an", "the", "of", "in", "at",
        "putting", "getting", "meeting", "delivering", "building", "reaching", "having", "there are", "there were",
        "there should be", "there", "should", "raise", "raising", "ensure", "ensuring", "achieve", "achieving",
        "specifically", "meanwhile", "as", "for", "but", "some", "only", "we expect", "we will", "on", "it has",
    ),
}  # fmt: skip

# The last of these before a figure ends what came before its subject.
NOUN_STOPS = {
    "vi": (
        "phấn đấu", "mục tiêu", "đặt mục tiêu", "trong đó", "cụ thể", "theo đó", "hiện nay", "đồng thời", "bao gồm",
        "cho biết", "cho thấy", "nâng cao", "bảo đảm", "hình thành", "xây dựng", "thúc đẩy", "hỗ trợ",
        "đặt ra", "đề ra", "đưa", "yêu cầu", "hướng tới", "được cải thiện", "nêu rõ",
    ),
    "en": (
        "aims to", "aim to", "target of", "goal of", "such as", "including", "so that", "to have", "to ensure",
        "target is", "aims for", "sets a target of", "pledged to", "committed to", "plans to", "track to", "expects",
    ),
}  # fmt: skip

# Verbs of which the figure behind them is the object: the subject stands before them.
VERBS = {
    "vi": (
        "đạt", "chiếm", "là", "ở mức", "còn", "giảm còn", "tăng", "đạt mức", "lên", "xuống", "giảm", "bằng",
        "ước đạt",
        "duy trì", "tăng lên", "giảm xuống", "xuống còn", "giảm xuống còn", "tăng trung bình", "tăng bình quân", "từ",
        "lên đến", "tăng thêm", "đạt tỷ lệ", "vượt", "đạt từ", "ước tăng", "tương đương",
    ),
    "en": (
        "reach", "reached", "reaching", "accounts for", "account for", "accounted for", "is", "was", "were", "are",
        "stood at", "stands at", "total", "be", "rose to", "fell to", "hit", "should", "make up", "makes up",
        "made up",
        "grew by", "grow by", "increased by", "fell by", "rose by", "increased to", "by", "contribute", "contributes",
        "contributed", "exceed", "averaged", "amounted to", "share of", "rate of", "will",
    ),
}  # fmt: skip

# What else may stand between a subject and its figure.
PREDICATES = {
    "vi": (
        *VERBS["vi"],
        "được", "có", "phấn đấu", "đặt mục tiêu", "mục tiêu", "thuộc", "vào", "nằm trong", "thuộc nhóm", "đứng",
        "khoảng", "ước", "sẽ", "đã", "đến", "và", "với", "bình quân đạt", "dự kiến", "trong", "thêm", "gồm", "cho",
        "xếp", "thứ", "gấp", "tới", "trên", "hơn", "đều", "cũng", "nhóm", "ở", "của", "tối thiểu", "ít nhất",
        "trong nhóm", "lọt", "lọt vào", "gấp khoảng", "tiến tới", "hướng tới", "xếp hạng", "dự kiến sẽ", "hiện có",
        "hiện", "khoảng từ", "hướng tới mục tiêu", "giảm mạnh còn", "nằm", "sẽ nằm trong", "đứng đầu", "vươn lên",
        "giữ", "định hướng", "con số", "đạt khoảng", "theo hướng", "mới",
        "mới chỉ", "chỉ còn", "chỉ đạt", "nhưng", "tuy", "đáp ứng", "đóng góp",
    ),
    "en": (
        *VERBS["en"],
        "to", "of", "at", "with", "totalling", "totaling", "to reach", "to account for", "and", "the", "a", "rise to",
        "equal to", "making up", "in", "for", "has", "have", "had", "cut", "reduced by", "reduced to", "rank",
        "ranks",
        "ranked", "from", "among", "will reach", "estimated at", "grow", "grew", "will be", "will account for",
        "must be", "on", "standing at", "contributing", "averaging", "average", "put at", "projected to",
        "fell", "rose", "grew", "increased", "held", "remains", "remained", "is to", "are to", "is to fall",
        "should be",
        "covered", "against a target", "against", "fell from", "rose from", "recorded", "now", "only",
        "expected to", "up", "down", "up to", "is expected to", "are expected to", "will rank", "to be", "or",
    ),
}  # fmt: skip

# What a stretch behind a figure starts with when it says nothing about what is counted.
NO_NOUN = {
    "vi": (
        "trong", "vào", "so với", "và", "từ", "đến", "ở", "tại", "của", "trên", "mỗi", "trở lên", "trở xuống", "là",
        "được", "với", "nhưng", "thì", "tới", "nếu", "như", "để", "nhằm", "cho", "theo", "năm", "một năm", "hằng năm",
        "hàng năm", "bình quân", "vượt", "cao hơn", "thấp hơn", "do", "nhờ", "tuy", "về", "khi",
        "dự toán", "kế hoạch", "co2", "co₂", "hoặc", "còn",
    ),
    "en": (
        "in", "by", "and", "from", "to", "compared", "on", "at", "or", "with", "as", "since", "over", "below",
        "above",
        "per", "a year", "but", "while", "will", "up", "down", "between", "during", "for", "target", "after",
        "before",
        "goal", "goals", "mark", "when", "each", "annually",
        "through", "under", "was", "were", "is", "are", "should", "have", "has",
    ),
}  # fmt: skip

# What ends a noun phrase behind a figure.
AFTER_STOPS = {
    "vi": (
        "được", "đang", "đã", "sẽ", "nhằm", "để", "và có", "và ít nhất",
        "và thay thế", "và giao", "và đưa", "và nâng", "và đạt", "so với", "trong giai đoạn", "trong khi",
        "qua đó", "từ đó", "giao cho", "là", "với", "góp phần", "tạo nền", "trong năm", "gấp", "tăng", "giảm", "đạt",
        "chiếm", "và tăng dần", "tạo thành", "thuộc nhóm", "theo hướng", "và sử dụng", "trong các lĩnh vực",
        "mỗi năm",
    ),
    "en": (
        "compared", "since", "as part of", "while", "up from", "down from", "relative to", "versus", "should", "will",
        "up to", "on the way", "in order", "and should", "have at least", "over the next", "against",
    ),
}  # fmt: skip

# What leads away even from what a counted share does: "85% số xã đạt chuẩn, gấp đôi …".
ELSEWHERE = {
    "vi": (
        "so với", "trong khi", "và có", "và ít nhất", "vào", "đến năm", "trong giai đoạn", "trong năm", "gấp", "qua đó",
        "từ đó", "nhằm", "để", "góp phần", "mỗi năm", "trong đó",
    ),
    "en": (
        "compared", "since", "while", "up from", "down from", "relative to", "versus", "by the end", "against",
        "by then",
        "over the next", "in order", "and at least",
    ),
}  # fmt: skip

# In the middle of a stretch these end its subject: "Đầu ra tiếp tục tốt hơn nhưng giảm …".
HEAD_STOPS = {
    "vi": ("tiếp tục", "nhưng", "cũng", "đã", "đang", "không ngừng", "luôn"),
    "en": ("continued to", "continues to", "but", "has been", "have been", "which"),
}

# Verbs that take both: "hạ tầng phủ 80% hộ gia đình".
COVERING = {"vi": ("phủ", "bao phủ", "phủ sóng", "phục vụ"), "en": ("covers", "cover", "covering", "serving")}

# Words that only say by what is counted: "khách quốc tế 5,2 triệu lượt" counts visitors.
CLASSIFIERS = {
    "vi": ("lượt", "căn", "chiếc", "suất", "vụ", "người", "lượt người", "đơn vị", "tuyến", "ca"),
    "en": ("people", "units", "cases"),
}

# What is rightly given in years, days or centimetres, where these words stand before it.
MEASURED_IN = {
    "vi": {
        "tuổi": ("tuổi thọ",),
        "năm": ("số năm", "thời gian"),
        "ngày": ("số ngày", "thời gian"),
        "giờ": ("số giờ", "thời gian"),
        "cm": ("chiều cao",),
    },
    "en": {
        "years": ("life expectancy", "number of years", "average time"),
        "days": ("number of days", "waiting time", "average time"),
        "weeks": ("waiting time", "average time"),
        "hours": ("number of hours", "waiting time", "average time"),
    },
}

# Verbs of which what the money or the number is of is the object: "thu hút 200 triệu USD vốn đầu tư mạo hiểm".
TRANSITIVE = {
    "vi": (
        "thu hút",
        "thu hút được",
        "huy động",
        "huy động được",
        "gọi được",
        "gọi",
        "bố trí",
        "dành",
        "giải ngân",
    ),
    "en": ("attract", "attracted", "invest", "raise", "raised"),
}

# Names that stand for what was named before.
PRONOUNS = {
    "vi": (
        "con số này",
        "con số",
        "tỷ lệ này",
        "tỉ lệ này",
        "chỉ số này",
        "mức này",
        "số này",
        "chỉ tiêu này",
        "quy mô",
    ),
    "en": (
        "rate",
        "latest rate",
        "target",
        "goal",
        "figure",
        "it",
        "this",
        "they",
        "number",
        "total",
        "share",
    ),
}

# What tells who set a target, or when, but not of what it is: "vượt mục tiêu 8% đề ra".
SET_BY = (
    "đề ra",
    "đặt ra",
    "được giao",
    "giao",
    "vượt",
    "nhiệm kỳ",
    "set by",
    "set in",
    "against a",
    "against the",
)

# Words for the whole that say nothing of the part: "chiếm 26% cả nước".
WHOLES = {
    "vi": (
        "cả nước",
        "toàn quốc",
        "toàn cầu",
        "thế giới",
        "toàn tỉnh",
        "thành phố",
        "tổng số",
        "dân số cả nước",
        "kế hoạch",
        "kế hoạch năm",
        "dự toán",
        "chỉ tiêu",
        "chỉ tiêu được giao",
    ),
    "en": ("the total", "total", "the world", "all"),
}
