"""Words at the edges of a subject, for a linguist to edit; lower case, whole words."""

from __future__ import annotations

# What a stretch before a figure may start with without being part of its subject.
LEADING = {
    "vi": (
        "và", "với", "trong đó", "cụ thể", "theo đó", "phấn đấu", "mục tiêu", "đặt mục tiêu", "đồng thời", "ngoài ra",
        "bên cạnh đó", "cùng với đó", "có", "là", "đạt", "đến", "tới", "vào", "về", "nâng", "nâng cao", "đưa", "đảm bảo",
        "bảo đảm", "góp phần", "trên", "hơn", "khoảng", "việt nam", "thành phố", "hà nội", "tp hcm", "tphcm", "cả nước",
        "được", "sẽ", "đang", "hiện", "hiện nay", "hiện đang", "tiếp tục", "cũng", "đã", "hướng tới", "hướng đến",
        "duy trì", "giữ", "nhằm", "của", "cho", "phát triển mới", "hoàn thành", "trong", "như sau", "cải thiện",
        "dự kiến", "ước", "xấp xỉ", "gần", "tổng cộng", "riêng", "như", "tương đương", "tương ứng",
    ),
    "en": (
        "and", "with", "of which", "including", "to", "by", "the country", "vietnam", "aims", "aim", "will", "has",
        "have", "had", "is", "are", "was", "also", "while", "that", "which", "a", "an", "the", "of", "in", "at",
        "putting", "getting", "meeting", "delivering", "building", "reaching", "having", "there are", "there were",
        "increase", "increasing", "raise", "raising", "ensure", "ensuring", "achieve", "achieving", "reduce", "cut",
        "specifically", "meanwhile", "as", "for",
    ),
}  # fmt: skip

# The last of these before a figure ends what came before its subject.
NOUN_STOPS = {
    "vi": (
        "phấn đấu", "mục tiêu", "đặt mục tiêu", "trong đó", "cụ thể", "theo đó", "hiện nay", "đồng thời", "bao gồm",
        "cho biết", "cho thấy", "nâng cao", "đưa", "bảo đảm", "hình thành", "xây dựng", "thúc đẩy", "hỗ trợ",
    ),
    "en": ("aims to", "aim to", "target of", "goal of", "such as", "including", "so that", "to have", "to ensure"),
}  # fmt: skip

# What stands between a subject and its figure; the first twelve are verbs of which the figure is the object.
PREDICATES = {
    "vi": (
        "đạt", "chiếm", "là", "ở mức", "còn", "giảm còn", "tăng", "đạt mức", "lên", "xuống", "giảm", "bằng",
        "được", "có", "phấn đấu", "đặt mục tiêu", "mục tiêu", "thuộc", "vào", "nằm trong", "thuộc nhóm", "đứng", "khoảng",
        "tăng lên", "giảm xuống", "giảm xuống còn", "ước", "ước đạt", "sẽ", "đã", "từ", "đến", "và", "với", "bình quân đạt",
        "dự kiến", "trong", "phủ", "thêm", "gồm", "cho", "xếp", "thứ", "tương đương", "gấp", "tới", "trên", "hơn", "đều",
        "cũng", "nhóm", "ở", "duy trì", "của", "tối thiểu", "ít nhất", "trong nhóm", "lọt", "lọt vào", "gấp khoảng",
        "tiến tới", "hướng tới", "vượt", "xếp hạng", "dự kiến sẽ", "hiện có", "hiện", "khoảng từ", "hướng tới mục tiêu",
        "xuống còn", "giảm mạnh còn",
    ),
    "en": (
        "to", "reach", "reached", "reaching", "accounts for", "account for", "accounted for", "is", "was", "were", "are",
        "stood at", "of", "at", "by", "with", "total", "totalling", "totaling", "be", "rose to", "fell to", "to reach",
        "will", "should", "to account for", "hit", "and", "the", "a", "increased to", "increased by", "rise to", "equal to",
        "making up", "make up", "in", "for", "has", "have", "had", "cut", "reduced by", "reduced to", "rank", "ranks",
        "ranked", "from", "among", "will reach", "amounted to", "estimated at", "grow by", "grew by", "grow", "grew",
        "will be", "will account for", "must be", "on", "standing at", "contribute", "contributes", "contributed",
        "contributing", "averaging", "average", "put at", "projected to reach", "expected to reach", "up", "down", "up to",
    ),
}  # fmt: skip

# What ends a noun phrase behind a figure.
AFTER_STOPS = {
    "vi": (
        "được", "đang", "đã", "sẽ", "nhằm", "để", "và có", "và ít nhất", "vào năm", "đến năm", "so với", "trong giai đoạn",
        "trong khi", "qua đó", "từ đó", "giao cho", "là", "với", "góp phần", "tạo nền", "trong năm",
        "gấp", "tăng", "giảm", "đạt", "chiếm", "và tăng dần", "tạo thành",
    ),
    "en": (
        "to be", "are", "is", "were", "was", "will", "by", "compared", "since", "when", "as part of", "have", "has", "had",
        "should", "while", "which", "from", "than", "that", "up from", "down from", "with", "must", "can", "would",
    ),
}  # fmt: skip
