"""Aims without a figure: the words that state a rank, a role or a level to be reached.

Patterns are regular expressions over lower-case text; ``example`` is an aim that the tests read.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """A way to state an aim in words."""

    pattern: str
    lang: str
    example: str


_WHERE = (
    r"(?: (?:trong )?(?:cả nước|toàn quốc|khu vực(?: (?:đông nam á|châu á|asean))?|(?:ở )?châu á|đông nam á|asean|"
    r"thế giới|toàn cầu|(?:các )?nước (?:có )?[\w ]{0,40}))?"
)

AIMS = (
    Aim(
        r"nhóm (?:các )?(?:(?:nước|quốc gia|địa phương|tỉnh|thành phố|tỉnh, thành(?: phố)?|nền kinh tế|đô thị) )?"
        r"(?:dẫn đầu|hàng đầu|đứng đầu|đi đầu|tiên tiến|phát triển cao)" + _WHERE,
        "vi",
        "phấn đấu thuộc nhóm dẫn đầu khu vực ASEAN",
    ),
    Aim(
        r"(?:thành|là|một trong (?:các|những|số)|xây dựng)(?: một trong (?:các|những))? trung tâm "
        r"(?!hội nghị|văn hóa quốc gia|dữ liệu|giám sát|phục vụ)[^;.:]{3,140}?"
        r"(?=$|[;.:]|, (?:{verbs})\b| (?:vào|đến) năm | nhằm | (?:mục tiêu|xác định|phấn đấu)\b)",
        "vi",
        "mục tiêu trở thành trung tâm tài chính của khu vực",
    ),
    Aim(
        r"(?:đi đầu|dẫn đầu|đứng đầu|hàng đầu)"
        + _WHERE
        + r"(?=\s*(?:[,;.:”)…]|$|(?:về|trong|vào|đến|và|của|trên|ở)\s))",
        "vi",
        "phấn đấu dẫn đầu cả nước",
    ),
    Aim(
        r"(?:đạt |ngang )?(?:trình độ|tầm)(?: phát triển)? (?:quốc tế|tiên tiến|cao|khu vực|thế giới|hiện đại)"
        r"(?: (?:của )?(?:thế giới|khu vực|quốc tế))?",
        "vi",
        "mục tiêu một số lĩnh vực đạt trình độ quốc tế",
    ),
    Aim(
        r"(?:ở |đạt )?mức (?:cao|rất cao|khá|trên trung bình|trung bình cao)"
        r"(?: của)? (?:thế giới|khu vực|cả nước|châu á|đông nam á|asean)",
        "vi",
        "phấn đấu đạt mức cao của thế giới",
    ),
    Aim(
        r"trên (?:mức )?trung bình (?:của )?(?:thế giới|khu vực|cả nước)",
        "vi",
        "mục tiêu trên trung bình của thế giới",
    ),
    Aim(
        r"(?:trở thành|là) (?:\w+ ){0,2}(?:thành phố|thủ đô|đô thị|nước|quốc gia|địa phương|tỉnh|cực tăng trưởng|"
        r"điểm đến|ngành kinh tế)[^;.,:]{3,80}",
        "vi",
        "phấn đấu trở thành thành phố kết nối toàn cầu",
    ),
    Aim(r"“(?:thành phố|thủ đô|đô thị)[^”]{3,80}”", "vi", "hướng tới “thành phố kết nối toàn cầu”"),
    Aim(
        r"(?:thủ đô|thành phố) (?:văn hiến|sáng tạo|thông minh|kết nối|đáng sống)[^;.,:”]{0,60}",
        "vi",
        "mục tiêu xây dựng thành phố thông minh",
    ),
    Aim(r"ngang tầm [^;.,:]{3,60}", "vi", "phấn đấu có nền y tế ngang tầm các nước tiên tiến"),
    Aim(
        r"không (?:còn|để (?:xảy ra|phát sinh)) (?:hộ|nhà|người|tình trạng|trường hợp|xã|nơi)[^;.,:]{0,50}",
        "vi",
        "phấn đấu cơ bản không còn hộ nghèo",
    ),
    Aim(
        r"(?:tự chủ|làm chủ)(?: hoàn toàn)?(?: về)? (?:\w+ ){0,2}công nghệ[^;.,:]{0,50}",
        "vi",
        "phấn đấu tự chủ về công nghệ thiết kế",
    ),
    Aim(
        r"(?:cơ bản )?hoàn thành (?:toàn|các|việc|đồng bộ|cơ bản)[^;.,:]{3,50}",
        "vi",
        "yêu cầu cơ bản hoàn thành toàn tuyến",
    ),
    Aim(
        r"(?:mọi|toàn bộ) (?:người dân|công dân|gia đình|hộ)[^;.,:]{3,60}",
        "vi",
        "mục tiêu mọi người dân được truy cập mạng",
    ),
    Aim(
        r"(?:bao phủ|tiến tới|bảo hiểm y tế) (?:\w+ ){0,4}?toàn dân",
        "vi",
        "mục tiêu tiến tới bảo hiểm y tế toàn dân",
    ),
    Aim(r"phổ cập [^;.,:]{3,80}", "vi", "mục tiêu phổ cập dịch vụ mạng di động"),
    Aim(
        r"phủ sóng (?:\w+ ){0,3}(?:toàn|khắp|rộng)[^;.,:]{0,60}", "vi", "mục tiêu phủ sóng 5G toàn thành phố"
    ),
    Aim(
        r"(?:mô hình )?đô thị thông minh", "vi", "từng bước phát triển mô hình đô thị thông minh đến năm 2030"
    ),
    Aim(
        r"hệ sinh thái [^;.,:]{3,60}?(?:đồng bộ|hoàn chỉnh|phát triển mạnh|năng động)",
        "vi",
        "mục tiêu hình thành hệ sinh thái khởi nghiệp đồng bộ",
    ),
    Aim(
        r"điểm đến (?:hấp dẫn|hàng đầu|tin cậy)[^;.,:]{0,60}",
        "vi",
        "mục tiêu biến Thủ đô thành điểm đến hấp dẫn",
    ),
    Aim(
        r"năng lực cạnh tranh (?:cao|quốc tế|toàn cầu)[^;.,:]{0,40}",
        "vi",
        "mục tiêu có năng lực cạnh tranh cao",
    ),
    Aim(
        r"(?:nước|quốc gia) (?:phát triển|công nghiệp|số)(?: hiện đại)?,? (?:có )?thu nhập (?:trung bình )?cao",
        "vi",
        "mục tiêu trở thành nước phát triển, thu nhập cao",
    ),
    Aim(
        r"(?:phát thải ròng bằng (?:0|không)|trung hòa (?:các-bon|carbon|cacbon))",
        "vi",
        "cam kết đạt phát thải ròng bằng 0 vào năm 2050",
    ),
    Aim(
        r"net[- ]zero(?: emissions)?|climate[- ]neutral(?:ity)?|carbon[- ]neutral(?:ity)?",
        "en",
        "the target of net zero by 2050",
    ),
    Aim(
        r"(?:the )?(?:highest|fastest|best|strongest|most [a-z]+)(?: [a-z]+){0,4} in (?:the )?(?:g7|g20|world|"
        r"region|eu|"
        r"europe|asia|country|south-?east asia|asean|oecd)",
        "en",
        "the goal of the highest growth in the G7",
    ),
    Aim(
        r"(?:world|global|regional|asia)[- ](?:leading|leader|class)[a-z ]{0,40}",
        "en",
        "the aim of a world-leading cluster",
    ),
    Aim(
        r"(?:become|becoming) (?:a|an|the|one of the)(?: [a-z\-]+){1,8}",
        "en",
        "the goal to become a regional hub",
    ),
    Aim(
        r"(?:among|in|of) the (?:leading|top|most advanced) (?:group|countries|economies|nations|cities)"
        r"(?: [a-z\-]+){0,6}",
        "en",
        "the aim to be among the leading countries",
    ),
    Aim(
        r"(?:universal|full|nationwide) (?:access|coverage)[a-z ]{0,40}",
        "en",
        "the target of universal coverage",
    ),
    Aim(
        r"[a-z]+(?:,? [a-z]+){0,4} (?:hub|centre|center) (?:of|for|in) (?:the )?"
        r"(?:region|world|south-?east asia|asia|europe)",
        "en",
        "the goal of a financial and service hub of Asia",
    ),
    Aim(
        r"(?:every|all) [a-z\-]+(?: [a-z\-]+){0,5} (?:will|should|must|to) (?:have|be able)[a-z \-]{2,50}",
        "en",
        "the goal of every citizen to have an electronic ID",
    ),
    Aim(
        r"(?:halve|halving|double|doubling|triple|tripling|eliminate|eliminating) (?:[a-z\-]+ ){0,5}[a-z\-]+",
        "en",
        "the goal of halving violence against women",
    ),
)
