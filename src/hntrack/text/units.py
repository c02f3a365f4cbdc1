"""Units that every catalog knows.  The words that name them in print are in :mod:`hntrack.text.unit_words`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hntrack.classes import NamedTuple
from hntrack.text.messages import Message, Worded, _


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
    title: Worded
    symbol: str
    kind: str


def _unit(unit_id: str, english: str, symbol: str, kind: str) -> Unit:
    return Unit(unit_id, Message(english), symbol, kind)


_ALL = (
    _unit("percent", "percent", "%", "share"),
    _unit("percentage_point", "percentage points", "pp", "share_change"),
    _unit("per_mille", "per mille", "‰", "share"),
    _unit("rank", "rank", "", "rank"),
    _unit("place", "places", "", "rank_change"),
    _unit("point", "points", "", "score"),
    _unit("index", "index", "", "score"),
    _unit("times", "times", "×", "ratio"),
    _unit("vnd", "Vietnamese dong", "VND", "money"),
    _unit("usd", "US dollars", "USD", "money"),
    _unit("eur", "euros", "EUR", "money"),
    _unit("gbp", "pounds sterling", "GBP", "money"),
    _unit("jpy", "yen", "JPY", "money"),
    _unit("inr", "Indian rupees", "INR", "money"),
    _unit("aud", "Australian dollars", "AUD", "money"),
    _unit("nzd", "New Zealand dollars", "NZD", "money"),
    _unit("cad", "Canadian dollars", "CAD", "money"),
    _unit("sgd", "Singapore dollars", "SGD", "money"),
    _unit("zar", "South African rand", "ZAR", "money"),
    _unit("kes", "Kenyan shillings", "KES", "money"),
    _unit("thb", "Thai baht", "THB", "money"),
    _unit("krw", "South Korean won", "KRW", "money"),
    _unit("fjd", "Fijian dollars", "FJD", "money"),
    _unit("cny", "yuan", "CNY", "money"),
    _unit("w", "watts", "W", "power"),
    _unit("kw", "kilowatts", "kW", "power"),
    _unit("mw", "megawatts", "MW", "power"),
    _unit("gw", "gigawatts", "GW", "power"),
    _unit("wh", "watt-hours", "Wh", "energy"),
    _unit("kwh", "kilowatt-hours", "kWh", "energy"),
    _unit("mwh", "megawatt-hours", "MWh", "energy"),
    _unit("gwh", "gigawatt-hours", "GWh", "energy"),
    _unit("twh", "terawatt-hours", "TWh", "energy"),
    _unit("m2", "square metres", "m²", "area"),
    _unit("km2", "square kilometres", "km²", "area"),
    _unit("ha", "hectares", "ha", "area"),
    _unit("m", "metres", "m", "length"),
    _unit("cm", "centimetres", "cm", "length"),
    _unit("km", "kilometres", "km", "length"),
    _unit("kg", "kilograms", "kg", "mass"),
    _unit("t", "tonnes", "t", "mass"),
    _unit("mt", "megatonnes", "Mt", "mass"),
    _unit("gt", "gigatonnes", "Gt", "mass"),
    _unit("m3", "cubic metres", "m³", "volume"),
    _unit("litre", "litres", "l", "volume"),
    _unit("mbps", "megabits per second", "Mbps", "speed"),
    _unit("gbps", "gigabits per second", "Gbps", "speed"),
    _unit("degree_celsius", "degrees Celsius", "°C", "temperature"),
    _unit("per_10000_people", "per 10,000 people", "/10⁴", "density"),
    _unit("per_100000_people", "per 100,000 people", "/10⁵", "density"),
    _unit("per_1000_people", "per 1,000 people", "/10³", "density"),
    _unit("person", "people", "", "people"),
    _unit("year", "years", "", "time"),
    _unit("month", "months", "", "time"),
    _unit("week", "weeks", "", "time"),
    _unit("day", "days", "", "time"),
    _unit("hour", "hours", "", "time"),
    _unit("minute", "minutes", "", "time"),
)
SCALES: Mapping[str, Message] = MappingProxyType(
    {
        "one": Message(""),
        "thousand": _("thousand"),
        "million": _("million"),
        "billion": _("billion"),
        "trillion": _("trillion"),
    }
)
"""What a scale is called in front of a unit."""
UNITS: Mapping[str, Unit] = MappingProxyType({one.id: one for one in _ALL})


def unit_name(unit: str) -> Worded | str:
    """Give a unit in words, where it is built in; else its id."""
    known = UNITS.get(unit)
    return known.title if known else unit
