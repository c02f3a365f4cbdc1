"""The words that name units in print, and the words that scale numbers.

Apart from the units, because only what reads texts needs them: reports do not pay for two hundred records.
"""

from __future__ import annotations

from hntrack.classes import NamedTuple


class UnitWord(NamedTuple):
    """How a unit stands in print behind a number (or, for a currency sign, before it).

    Attributes:
        words: Lower case, single spaces.
        lang: ``vi``, ``en`` or ``any``.
        unit: Key of :data:`UNITS`.
        example: A phrase with it; the tests read it.
        before: The sign stands before the number.
    """

    words: str
    lang: str
    unit: str
    example: str
    before: bool = False


UNIT_WORDS = (
    UnitWord("%", "any", "percent", "50%"),
    UnitWord("phần trăm", "vi", "percent", "50 phần trăm"),
    UnitWord("percent", "en", "percent", "50 percent"),
    UnitWord("per cent", "en", "percent", "50 per cent"),
    UnitWord("pct", "en", "percent", "50 pct"),
    UnitWord("điểm phần trăm", "vi", "percentage_point", "tăng 3 điểm phần trăm"),
    UnitWord("điểm %", "vi", "percentage_point", "tăng 3 điểm %"),
    UnitWord("percentage points", "en", "percentage_point", "3 percentage points"),
    UnitWord("percentage point", "en", "percentage_point", "1 percentage point"),
    UnitWord("‰", "any", "per_mille", "9‰"),
    UnitWord("bậc", "vi", "place", "tăng 3 bậc"),
    UnitWord("hạng", "vi", "place", "tăng 3 hạng"),
    UnitWord("places", "en", "place", "up 3 places"),
    UnitWord("điểm", "vi", "point", "62,5 điểm"),
    UnitWord("points", "en", "point", "62.5 points"),
    UnitWord("lần", "vi", "times", "1,8 lần"),
    UnitWord("times", "en", "times", "1.8 times"),
    UnitWord("-fold", "en", "times", "3-fold"),
    UnitWord("fold", "en", "times", "3 fold"),
    UnitWord("đồng việt nam", "vi", "vnd", "5 tỷ đồng Việt Nam"),
    UnitWord("đồng", "vi", "vnd", "1.200 tỷ đồng"),
    UnitWord("vnd", "any", "vnd", "90 tỷ VND"),
    UnitWord("vnđ", "any", "vnd", "90 tỷ VNĐ"),
    UnitWord("dong", "en", "vnd", "5 trillion dong"),
    UnitWord("usd", "any", "usd", "7.200 USD"),
    UnitWord("đô la mỹ", "vi", "usd", "63 tỷ đô la Mỹ"),
    UnitWord("đô la", "vi", "usd", "63 tỷ đô la"),
    UnitWord("đôla", "vi", "usd", "63 tỷ đôla"),
    UnitWord("us dollars", "en", "usd", "4 billion US dollars"),
    UnitWord("u.s. dollars", "en", "usd", "4 billion U.S. dollars"),
    UnitWord("dollars", "en", "usd", "4 billion dollars"),
    UnitWord("us$", "any", "usd", "US$4 billion", before=True),
    UnitWord("usd", "en", "usd", "USD 4 billion", before=True),
    UnitWord("vnđ", "en", "vnd", "VNĐ2.4 trillion", before=True),
    UnitWord("vnd", "en", "vnd", "VND2.4 trillion", before=True),
    UnitWord("$", "any", "usd", "$4 billion", before=True),
    UnitWord("eur", "any", "eur", "4 tỷ EUR"),
    UnitWord("euro", "any", "eur", "4 tỷ euro"),
    UnitWord("euros", "en", "eur", "4 billion euros"),
    UnitWord("€", "any", "eur", "€4 billion", before=True),
    UnitWord("eur", "en", "eur", "EUR 4 billion", before=True),
    UnitWord("£", "any", "gbp", "£4 billion", before=True),
    UnitWord("bảng anh", "vi", "gbp", "4 triệu bảng Anh"),
    UnitWord("pounds", "en", "gbp", "4 million pounds"),
    UnitWord("yên", "vi", "jpy", "4 tỷ yên"),
    UnitWord("yen", "en", "jpy", "4 billion yen"),
    UnitWord("nhân dân tệ", "vi", "cny", "4 tỷ nhân dân tệ"),
    UnitWord("yuan", "en", "cny", "4 billion yuan"),
    UnitWord("₹", "any", "inr", "₹4 crore", before=True),
    UnitWord("rs", "en", "inr", "Rs 4 crore", before=True),
    UnitWord("rs.", "en", "inr", "Rs. 4 crore", before=True),
    UnitWord("inr", "en", "inr", "INR 4 crore", before=True),
    UnitWord("rupees", "en", "inr", "4 crore rupees"),
    UnitWord("rupee", "vi", "inr", "4 tỷ rupee"),
    UnitWord("a$", "en", "aud", "A$4 million", before=True),
    UnitWord("au$", "en", "aud", "AU$4 million", before=True),
    UnitWord("nz$", "en", "nzd", "NZ$4 million", before=True),
    UnitWord("c$", "en", "cad", "C$4 million", before=True),
    UnitWord("s$", "en", "sgd", "S$4 million", before=True),
    UnitWord("ksh", "en", "kes", "Ksh 4 billion", before=True),
    UnitWord("kes", "en", "kes", "KES 4 billion", before=True),
    UnitWord("sh", "en", "kes", "Sh4 billion", before=True),
    UnitWord("baht", "any", "thb", "4 baht"),
    UnitWord("won", "any", "krw", "4 won"),
    UnitWord("fj$", "en", "fjd", "FJ$4 million", before=True),
    UnitWord("kw", "any", "kw", "100 kW"),
    UnitWord("mw", "any", "mw", "6.000 MW"),
    UnitWord("gw", "any", "gw", "6 GW"),
    UnitWord("kwh", "any", "kwh", "505 tỷ kWh"),
    UnitWord("mwh", "any", "mwh", "500 MWh"),
    UnitWord("gwh", "any", "gwh", "500 GWh"),
    UnitWord("twh", "any", "twh", "500 TWh"),
    UnitWord("gigawatts", "en", "gw", "6 gigawatts"),
    UnitWord("megawatts", "en", "mw", "6 megawatts"),
    UnitWord("m2", "any", "m2", "1.000 m2"),
    UnitWord("m²", "any", "m2", "1.000 m²"),
    UnitWord("mét vuông", "vi", "m2", "1.000 mét vuông"),
    UnitWord("square metres", "en", "m2", "1,000 square metres"),
    UnitWord("square meters", "en", "m2", "1,000 square meters"),
    UnitWord("km2", "any", "km2", "3.358 km2"),
    UnitWord("km 2", "vi", "km2", "3.358 km 2"),
    UnitWord("m 2", "vi", "m2", "1.000 m 2"),
    UnitWord("km²", "any", "km2", "3.358 km²"),
    UnitWord("ha", "any", "ha", "1.586 ha"),
    UnitWord("hecta", "vi", "ha", "1.586 hecta"),
    UnitWord("héc ta", "vi", "ha", "1.586 héc ta"),
    UnitWord("héc-ta", "vi", "ha", "1.586 héc-ta"),
    UnitWord("hec-ta", "vi", "ha", "1.586 hec-ta"),
    UnitWord("hectare", "en", "ha", "1 hectare"),
    UnitWord("hectares", "en", "ha", "1,586 hectares"),
    UnitWord("km", "any", "km", "3.000 km"),
    UnitWord("kilometres", "en", "km", "3,000 kilometres"),
    UnitWord("cm", "any", "cm", "0,8 cm"),
    UnitWord("centimetres", "en", "cm", "8 centimetres"),
    UnitWord("kilometers", "en", "km", "3,000 kilometers"),
    UnitWord("kilograms", "en", "kg", "50 kilograms"),
    UnitWord("kilogrammes", "en", "kg", "50 kilogrammes"),
    UnitWord("kg", "any", "kg", "50 kg"),
    UnitWord("tấn", "vi", "t", "5 triệu tấn"),
    UnitWord("tonnes", "en", "t", "5 million tonnes"),
    UnitWord("tons", "en", "t", "5 million tons"),
    UnitWord("megatonnes", "en", "mt", "290 megatonnes"),
    UnitWord("mt", "en", "mt", "290 Mt"),
    UnitWord("gigatonnes", "en", "gt", "2 gigatonnes"),
    UnitWord("m3", "any", "m3", "50 m3"),
    UnitWord("m³", "any", "m3", "50 m³"),
    UnitWord("mét khối", "vi", "m3", "50 mét khối"),
    UnitWord("lít", "vi", "litre", "50 lít"),
    UnitWord("litres", "en", "litre", "50 litres"),
    UnitWord("mbps", "any", "mbps", "100 Mbps"),
    UnitWord("mb/s", "any", "mbps", "100 Mb/s"),
    UnitWord("gbps", "any", "gbps", "1 Gbps"),
    UnitWord("gb/s", "any", "gbps", "1 Gb/s"),
    UnitWord("độ c", "vi", "degree_celsius", "1,5 độ C"),
    UnitWord("°c", "any", "degree_celsius", "1.5°C"),
)


class ScaleWord(NamedTuple):
    """A word behind a number that multiplies it by a power of ten.

    Attributes:
        words: Lower case.
        lang: ``vi`` or ``en``.
        exponent: The power.  Words in a row multiply: ``nghìn tỷ`` is 3 + 9.
        attached: Counts only without a space after the number (``£5m``), and where no letter follows.
        example: A phrase with it; the tests read it.
    """

    words: str
    lang: str
    exponent: int
    example: str
    attached: bool = False


SCALE_WORDS = (
    ScaleWord("chục", "vi", 1, "2 chục nghìn người"),
    ScaleWord("trăm", "vi", 2, "3 trăm triệu đồng"),
    ScaleWord("nghìn", "vi", 3, "940 nghìn doanh nghiệp"),
    ScaleWord("ngàn", "vi", 3, "940 ngàn doanh nghiệp"),
    ScaleWord("vạn", "vi", 4, "5 vạn người"),
    ScaleWord("triệu", "vi", 6, "633.092 triệu đồng"),
    ScaleWord("tỷ", "vi", 9, "90.000 tỷ đồng"),
    ScaleWord("tỉ", "vi", 9, "1200 tỉ đồng"),
    ScaleWord("hundred", "en", 2, "3 hundred people"),
    ScaleWord("thousand", "en", 3, "5 thousand people"),
    ScaleWord("million", "en", 6, "1.5 million homes"),
    ScaleWord("mn", "en", 6, "5mn people"),
    ScaleWord("quadrillion", "en", 15, "2.4 quadrillion dong"),
    ScaleWord("billion", "en", 9, "5 billion dollars"),
    ScaleWord("bn", "en", 9, "£22.6bn"),
    ScaleWord("trillion", "en", 12, "5 trillion dong"),
    ScaleWord("tn", "en", 12, "$5tn"),
    ScaleWord("mil", "en", 6, "6 mil teachers"),
    ScaleWord("mln", "en", 6, "6 mln teachers"),
    ScaleWord("lakh", "en", 5, "3 lakh farmers"),
    ScaleWord("crore", "en", 7, "45 crore kilograms"),
    ScaleWord("k", "en", 3, "£50k", attached=True),
    ScaleWord("m", "en", 6, "£5m", attached=True),
)
