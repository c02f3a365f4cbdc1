"""Units that every catalog knows.  The words that name them in print are in :mod:`hntrack.text.unit_words`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from hntrack.text.wording import Wording


class Unit(NamedTuple):
    """A unit of measurement.

    Attributes:
        id: As catalogs name it.
        title: In words.
        symbol: What stands behind a number; ``""`` for a unit that has none.
        kind: ``share``, ``rank``, ``score``, ``ratio``, ``money``, ``energy``, ``power``, ``area``, ``length``,
            ``mass``, ``volume``, ``people`` or ``time``.  Values of different kinds are never compared.
    """

    id: str
    title: Wording
    symbol: str
    kind: str


def _unit(unit_id: str, vi: str, en: str, symbol: str, kind: str) -> Unit:
    return Unit(unit_id, Wording(vi, en), symbol, kind)


_ALL = (
    _unit("percent", "phần trăm", "percent", "%", "share"),
    _unit("percentage_point", "điểm phần trăm", "percentage points", "pp", "share_change"),
    _unit("per_mille", "phần nghìn", "per mille", "‰", "share"),
    _unit("rank", "thứ hạng", "rank", "", "rank"),
    _unit("place", "bậc", "places", "", "rank_change"),
    _unit("point", "điểm", "points", "", "score"),
    _unit("index", "chỉ số", "index", "", "score"),
    _unit("times", "lần", "times", "×", "ratio"),
    _unit("vnd", "đồng", "Vietnamese dong", "VND", "money"),
    _unit("usd", "đô la Mỹ", "US dollars", "USD", "money"),
    _unit("eur", "euro", "euros", "EUR", "money"),
    _unit("gbp", "bảng Anh", "pounds sterling", "GBP", "money"),
    _unit("jpy", "yên", "yen", "JPY", "money"),
    _unit("cny", "nhân dân tệ", "yuan", "CNY", "money"),
    _unit("w", "oát", "watts", "W", "power"),
    _unit("kw", "kilôoát", "kilowatts", "kW", "power"),
    _unit("mw", "megaoát", "megawatts", "MW", "power"),
    _unit("gw", "gigaoát", "gigawatts", "GW", "power"),
    _unit("wh", "oát giờ", "watt-hours", "Wh", "energy"),
    _unit("kwh", "kilôoát giờ", "kilowatt-hours", "kWh", "energy"),
    _unit("mwh", "megaoát giờ", "megawatt-hours", "MWh", "energy"),
    _unit("gwh", "gigaoát giờ", "gigawatt-hours", "GWh", "energy"),
    _unit("twh", "teraoát giờ", "terawatt-hours", "TWh", "energy"),
    _unit("m2", "mét vuông", "square metres", "m²", "area"),
    _unit("km2", "kilômét vuông", "square kilometres", "km²", "area"),
    _unit("ha", "hecta", "hectares", "ha", "area"),
    _unit("m", "mét", "metres", "m", "length"),
    _unit("km", "kilômét", "kilometres", "km", "length"),
    _unit("kg", "kilôgam", "kilograms", "kg", "mass"),
    _unit("t", "tấn", "tonnes", "t", "mass"),
    _unit("mt", "triệu tấn", "megatonnes", "Mt", "mass"),
    _unit("gt", "tỷ tấn", "gigatonnes", "Gt", "mass"),
    _unit("m3", "mét khối", "cubic metres", "m³", "volume"),
    _unit("litre", "lít", "litres", "l", "volume"),
    _unit("mbps", "Mbps", "megabits per second", "Mbps", "speed"),
    _unit("gbps", "Gbps", "gigabits per second", "Gbps", "speed"),
    _unit("degree_celsius", "độ C", "degrees Celsius", "°C", "temperature"),
    _unit("per_10000_people", "trên vạn dân", "per 10,000 people", "/10⁴", "density"),
    _unit("per_100000_people", "trên 100 nghìn dân", "per 100,000 people", "/10⁵", "density"),
    _unit("per_1000_people", "trên nghìn dân", "per 1,000 people", "/10³", "density"),
    _unit("person", "người", "people", "", "people"),
    _unit("year", "năm", "years", "", "time"),
    _unit("month", "tháng", "months", "", "time"),
    _unit("week", "tuần", "weeks", "", "time"),
    _unit("day", "ngày", "days", "", "time"),
    _unit("hour", "giờ", "hours", "", "time"),
    _unit("minute", "phút", "minutes", "", "time"),
)
UNITS: Mapping[str, Unit] = MappingProxyType({one.id: one for one in _ALL})
