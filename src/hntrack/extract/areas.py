"""Countries and places that texts speak of, and which one a document is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hntrack.text.quantity_numbers import whole_words


@dataclass(frozen=True, slots=True)
class Area:
    """A place: its English name and the lower-case words that mean it in either language."""

    name: str
    words: tuple[str, ...]


AREAS = (
    Area("Hanoi", ("hà nội", "thủ đô", "hanoi", "ha noi")),
    Area(
        "Ho Chi Minh City",
        (
            "tp hcm",
            "tphcm",
            "tp.hcm",
            "tp. hcm",
            "thành phố hồ chí minh",
            "tp hồ chí minh",
            "ho chi minh city",
            "hcm city",
            "hcmc",
        ),
    ),
    Area("Da Nang", ("đà nẵng", "da nang", "danang")),
    Area("Hai Phong", ("hải phòng", "hai phong")),
    Area("Can Tho", ("cần thơ", "can tho")),
    Area("Hue", ("thành phố huế", "thừa thiên huế")),
    Area("Quang Ninh", ("quảng ninh", "quang ninh")),
    Area("Bac Ninh", ("bắc ninh", "bac ninh")),
    Area("An Giang", ("an giang",)),
    Area("Ba Ria - Vung Tau", ("bà rịa - vũng tàu", "ba ria - vung tau")),
    Area("Bac Giang", ("bắc giang", "bac giang")),
    Area("Bac Kan", ("bắc kạn", "bac kan")),
    Area("Bac Lieu", ("bạc liêu", "bac lieu")),
    Area("Ben Tre", ("bến tre", "ben tre")),
    Area("Binh Dinh", ("bình định", "binh dinh")),
    Area("Binh Duong", ("bình dương", "binh duong")),
    Area("Binh Phuoc", ("bình phước", "binh phuoc")),
    Area("Binh Thuan", ("bình thuận", "binh thuan")),
    Area("Ca Mau", ("cà mau", "ca mau")),
    Area("Cao Bang", ("tỉnh cao bằng", "cao bang")),
    Area("Dak Lak", ("đắk lắk", "dak lak")),
    Area("Dak Nong", ("đắk nông", "dak nong")),
    Area("Dien Bien", ("điện biên", "dien bien")),
    Area("Dong Nai", ("đồng nai", "dong nai")),
    Area("Dong Thap", ("đồng tháp", "dong thap")),
    Area("Gia Lai", ("gia lai",)),
    Area("Ha Giang", ("hà giang", "ha giang")),
    Area("Ha Nam", ("hà nam", "ha nam")),
    Area("Ha Tinh", ("hà tĩnh", "ha tinh")),
    Area("Hai Duong", ("hải dương", "hai duong")),
    Area("Hau Giang", ("hậu giang", "hau giang")),
    Area("Hoa Binh", ("tỉnh hòa bình", "hoa binh")),
    Area("Hung Yen", ("hưng yên", "hung yen")),
    Area("Khanh Hoa", ("khánh hòa", "khanh hoa")),
    Area("Kien Giang", ("kiên giang", "kien giang")),
    Area("Kon Tum", ("kon tum",)),
    Area("Lai Chau", ("lai châu", "lai chau")),
    Area("Lam Dong", ("lâm đồng", "lam dong")),
    Area("Lang Son", ("lạng sơn", "lang son")),
    Area("Lao Cai", ("lào cai", "lao cai")),
    Area("Long An", ("long an",)),
    Area("Nam Dinh", ("nam định", "nam dinh")),
    Area("Nghe An", ("nghệ an", "nghe an")),
    Area("Ninh Binh", ("ninh bình", "ninh binh")),
    Area("Ninh Thuan", ("ninh thuận", "ninh thuan")),
    Area("Phu Tho", ("phú thọ", "phu tho")),
    Area("Phu Yen", ("phú yên", "phu yen")),
    Area("Quang Binh", ("quảng bình", "quang binh")),
    Area("Quang Nam", ("quảng nam", "quang nam")),
    Area("Quang Ngai", ("quảng ngãi", "quang ngai")),
    Area("Quang Tri", ("quảng trị", "quang tri")),
    Area("Soc Trang", ("sóc trăng", "soc trang")),
    Area("Son La", ("sơn la", "son la")),
    Area("Tay Ninh", ("tây ninh", "tay ninh")),
    Area("Thai Binh", ("thái bình", "thai binh")),
    Area("Thai Nguyen", ("thái nguyên", "thai nguyen")),
    Area("Thanh Hoa", ("thanh hóa", "thanh hoa")),
    Area("Tien Giang", ("tiền giang", "tien giang")),
    Area("Tra Vinh", ("trà vinh", "tra vinh")),
    Area("Tuyen Quang", ("tuyên quang", "tuyen quang")),
    Area("Vinh Long", ("vĩnh long", "vinh long")),
    Area("Vinh Phuc", ("vĩnh phúc", "vinh phuc")),
    Area("Yen Bai", ("yên bái", "yen bai")),
    Area("Hoa Lac Hi-Tech Park (Hanoi)", ("khu công nghệ cao hòa lạc", "hoa lac hi-tech park")),
    Area(
        "Vietnam",
        ("việt nam", "vietnam", "viet nam", "bộ chính trị", "thủ tướng chính phủ", "quốc gia", "vn"),
    ),
    Area(
        "European Union",
        ("european union", "eu", "the union", "liên minh châu âu", "member states", "europe"),
    ),
    Area("England and Wales", ("england and wales",)),
    Area("England", ("england",)),
    Area("UK", ("uk", "united kingdom", "britain", "vương quốc anh")),
    Area("Scotland", ("scotland",)),
    Area("Wales", ("wales",)),
    Area("Northern Ireland", ("northern ireland",)),
    Area("New Zealand", ("new zealand", "nz", "aotearoa")),
    Area("Australia", ("australia", "nước úc")),
    Area("Canada", ("canada",)),
    Area("India", ("india", "ấn độ")),
    Area("Singapore", ("singapore",)),
    Area("Ireland", ("ireland",)),
    Area("Germany", ("germany", "cộng hòa liên bang đức", "nước đức")),
    Area("United States", ("united states", "hoa kỳ", "nước mỹ")),
    Area("Japan", ("japan", "nhật bản")),
    Area("Thailand", ("thailand", "thái lan")),
    Area("Malaysia", ("malaysia",)),
    Area("Indonesia", ("indonesia",)),
    Area("Philippines", ("philippines",)),
    Area("South Korea", ("south korea", "hàn quốc")),
    Area("France", ("france", "nước pháp")),
    Area("China", ("china", "trung quốc")),
)


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: area.name for area in AREAS for word in area.words}
    return re.compile(rf"(?:{whole_words(names, ' ')})(?!\w)"), names


def areas_in(low: str) -> list[tuple[int, str]]:
    """Give the places that a lower-case text names, each with where it starts."""
    pattern, names = _pattern()
    return [(m.start(), names[m.group()]) for m in pattern.finditer(low)]


def main_area(lines: list[str]) -> str:
    """Give the place that a document (lower-case lines) speaks of most, its first line counting thrice; or ``""``."""
    counts: dict[str, int] = {}
    for index, low in enumerate(lines):
        for _, name in areas_in(low):
            counts[name] = counts.get(name, 0) + (3 if index == 0 else 1)
    return max(counts, key=lambda one: counts[one]) if counts else ""
