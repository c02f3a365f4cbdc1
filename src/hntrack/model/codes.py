"""The codes of the model, each a plain string, the same in YAML, in Python and in JSON; and the built-in units.

Each set is a ``Literal`` type and the tuple of its words, in order.  A function that treats the words one by one ends
in :func:`typing.assert_never`, so that a word that it forgets does not type-check.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from hntrack.classes import Literal, NamedTuple, TypeVar, assert_never, get_args
from hntrack.text.messages import Message, Worded, _

Word = TypeVar("Word", bound=str)

# What an indicator measures.
Measure = Literal["share", "count", "amount", "rank", "index", "stage", "text"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
NUMERIC_MEASURES: tuple[Measure, ...] = ("share", "count", "amount", "rank", "index")

# Where better lies.
Direction = Literal["increase", "decrease"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

# How sure a printed value is.  The texts: hơn/trên, khoảng, ít nhất, lên tới.
Qualifier = Literal["exact", "about", "more_than", "at_least", "less_than", "up_to"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)

# A forecast or plan (dự kiến; SDMX F) is kept and shown, but no verdict uses it.
ObsStatus = Literal["final", "provisional", "estimated", "break", "forecast"]
OBS_STATUSES: tuple[ObsStatus, ...] = get_args(ObsStatus)

# The encodings that a table may be in.
ENCODINGS = ("utf-8", "utf-16", "windows-1252", "windows-1258", "tcvn3")

ClaimKind = Literal["target", "measurement", "context"]
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)

# Kinds of legal acts, as documents/acts.toml has them.
ActKind = Literal[
    "law", "ordinance", "order", "decree", "resolution", "decision", "directive", "circular", "joint-circular",
    "regulation", "conclusion", "programme", "plan", "scheme", "guide", "report", "notice", "submission",
    "telegram", "consolidated-text", "letter", "other",
]  # fmt: skip
ACT_KINDS: tuple[ActKind, ...] = get_args(ActKind)

# How a target differs from the one it supersedes.
Change = Literal["new", "raised", "lowered", "brought_forward", "postponed", "reworded", "withdrawn"]
CHANGES: tuple[Change, ...] = get_args(Change)

# When a target must be satisfied.
Hold = Literal["at_milestone", "every_year"]
HOLDS: tuple[Hold, ...] = get_args(Hold)

# What a milestone that is a period is about: sum or mean of what is measured within it, each of its years, or its end.
Over = Literal["sum", "mean", "each_year", "end"]
OVERS: tuple[Over, ...] = get_args(Over)

# Whether an indicator says what there is at an instant, or what happens during a period.
Nature = Literal["stock", "flow"]
NATURES: tuple[Nature, ...] = get_args(Nature)

# How the date of a document is known.
Basis = Literal["printed", "given", "inferred", "unknown"]
BASES: tuple[Basis, ...] = get_args(Basis)

# How a value follows from other measurements: first ÷ second in percent, or the sum of all.
Rule = Literal["share", "sum"]
RULES: tuple[Rule, ...] = get_args(Rule)

# The stages of an aim said in words only, when its indicator names none of its own.
TEXT_STAGES = ("not_begun", "under_way", "achieved")

Scale = Literal["one", "thousand", "million", "billion", "trillion"]
SCALES: dict[str, int] = {"one": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}

Standing = Literal[
    "met",
    "not_met",
    "kept",
    "missed",
    "broken",
    "unsettled",
    "no_measurement",
    "not_assessed",
    "due_not_assessed",
    "undated",
]
STANDINGS: tuple[Standing, ...] = get_args(Standing)

Pace = Literal["on_track", "nearly", "behind", "stalled", "reversing", "met", "not_assessable"]
PACES: tuple[Pace, ...] = get_args(Pace)
VERDICT_CODES: tuple[Standing | Pace, ...] = tuple(dict.fromkeys((*STANDINGS, *PACES)))

# What a target's own gate makes of a verdict, for continuous integration.
GateLevel = Literal["off", "warn", "error"]
GATE_LEVELS: tuple[GateLevel, ...] = get_args(GateLevel)


def word(text: str, allowed: tuple[Word, ...]) -> Word:
    """Give a text as the word that it is, so that its type is known.

    Raises:
        ValueError: It is none of the allowed words.
    """
    return allowed[allowed.index(text)]


# What a target asks of a value.  The texts: trên, tối thiểu, dưới, không quá, từ … đến …, đúng, thuộc nhóm N.
Comparator = Literal[
    "more_than",
    "at_least",
    "less_than",
    "at_most",
    "between",
    "exactly",
    "within_top",
    "reaches",
    "text",
]
COMPARATORS: tuple[Comparator, ...] = get_args(Comparator)

_BY_SIZE: tuple[Measure, ...] = ("share", "count", "amount", "index")
_WITH_RANKS: tuple[Measure, ...] = (*_BY_SIZE, "rank")


class Meaning(NamedTuple):
    """What a comparator asks.

    Attributes:
        asks: For a ``bound`` on one side, an ``interval``, a ``point``, or something in ``words`` without a number.
        measures: The measures that can answer.
        label: Its name for people.
        asked: What it asks, in a sentence, around the number; of one that asks for words, nothing.
        way: +1 where a higher number asks for more, -1 where a lower one does, 0 where the indicator's direction says.
        strict: The bound itself does not satisfy.
        sign: How people write it before the number.
    """

    asks: Literal["bound", "interval", "point", "words"]
    measures: tuple[Measure, ...]
    label: Message
    asked: Message = Message("")
    way: Literal[-1, 0, 1] = 0
    strict: bool = False
    sign: str = ""


@cache
def meaning(comparator: Comparator) -> Meaning:  # noqa: PLR0911  (one branch a comparator)
    """Say what a comparator asks: all that a new one needs is its word above and one branch here."""
    match comparator:
        case "more_than":
            return Meaning("bound", _BY_SIZE, _("more than"), _("more than {}"), 1, strict=True, sign="> ")
        case "at_least":
            return Meaning("bound", _BY_SIZE, _("at least"), _("at least {}"), 1, sign="≥ ")
        case "less_than":
            return Meaning("bound", _BY_SIZE, _("less than"), _("less than {}"), -1, strict=True, sign="< ")
        case "at_most":
            return Meaning("bound", _BY_SIZE, _("at most"), _("at most {}"), -1, sign="≤ ")
        case "between":
            return Meaning("interval", _WITH_RANKS, _("between"), _("{} to {}"))
        case "exactly":
            return Meaning("point", _WITH_RANKS, _("exactly"), _("exactly {}"), sign="= ")
        case "within_top":
            return Meaning("bound", ("rank",), _("within top"), _("top {}"), -1)
        case "reaches":
            return Meaning("words", ("stage",), _("reaches"))
        case "text":
            return Meaning("words", ("text",), _("qualitative"))
        case _:
            assert_never(comparator)


def comparators_of(measure: Measure) -> tuple[Comparator, ...]:
    """Give the comparators that ask something that a measure can answer."""
    return tuple(comparator for comparator in COMPARATORS if measure in meaning(comparator).measures)


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


_BUILT_IN = (
    Unit("percent", _("percent"), "%", "share"),
    Unit("percentage_point", _("percentage points"), "pp", "share_change"),
    Unit("per_mille", _("per mille"), "‰", "share"),
    Unit("rank", _("rank"), "", "rank"),
    Unit("place", _("places"), "", "rank_change"),
    Unit("point", _("points"), "", "score"),
    Unit("index", _("index"), "", "score"),
    Unit("times", _("times"), "×", "ratio"),
    Unit("vnd", _("Vietnamese dong"), "VND", "money"),
    Unit("usd", _("US dollars"), "USD", "money"),
    Unit("eur", _("euros"), "EUR", "money"),
    Unit("gbp", _("pounds sterling"), "GBP", "money"),
    Unit("jpy", _("yen"), "JPY", "money"),
    Unit("inr", _("Indian rupees"), "INR", "money"),
    Unit("aud", _("Australian dollars"), "AUD", "money"),
    Unit("nzd", _("New Zealand dollars"), "NZD", "money"),
    Unit("cad", _("Canadian dollars"), "CAD", "money"),
    Unit("sgd", _("Singapore dollars"), "SGD", "money"),
    Unit("zar", _("South African rand"), "ZAR", "money"),
    Unit("kes", _("Kenyan shillings"), "KES", "money"),
    Unit("thb", _("Thai baht"), "THB", "money"),
    Unit("krw", _("South Korean won"), "KRW", "money"),
    Unit("fjd", _("Fijian dollars"), "FJD", "money"),
    Unit("cny", _("yuan"), "CNY", "money"),
    Unit("w", _("watts"), "W", "power"),
    Unit("kw", _("kilowatts"), "kW", "power"),
    Unit("mw", _("megawatts"), "MW", "power"),
    Unit("gw", _("gigawatts"), "GW", "power"),
    Unit("wh", _("watt-hours"), "Wh", "energy"),
    Unit("kwh", _("kilowatt-hours"), "kWh", "energy"),
    Unit("mwh", _("megawatt-hours"), "MWh", "energy"),
    Unit("gwh", _("gigawatt-hours"), "GWh", "energy"),
    Unit("twh", _("terawatt-hours"), "TWh", "energy"),
    Unit("m2", _("square metres"), "m²", "area"),
    Unit("km2", _("square kilometres"), "km²", "area"),
    Unit("ha", _("hectares"), "ha", "area"),
    Unit("m", _("metres"), "m", "length"),
    Unit("cm", _("centimetres"), "cm", "length"),
    Unit("km", _("kilometres"), "km", "length"),
    Unit("kg", _("kilograms"), "kg", "mass"),
    Unit("t", _("tonnes"), "t", "mass"),
    Unit("mt", _("megatonnes"), "Mt", "mass"),
    Unit("gt", _("gigatonnes"), "Gt", "mass"),
    Unit("m3", _("cubic metres"), "m³", "volume"),
    Unit("litre", _("litres"), "l", "volume"),
    Unit("mbps", _("megabits per second"), "Mbps", "speed"),
    Unit("gbps", _("gigabits per second"), "Gbps", "speed"),
    Unit("degree_celsius", _("degrees Celsius"), "°C", "temperature"),
    Unit("per_10000_people", _("per 10,000 people"), "/10⁴", "density"),
    Unit("per_100000_people", _("per 100,000 people"), "/10⁵", "density"),
    Unit("per_1000_people", _("per 1,000 people"), "/10³", "density"),
    Unit("person", _("people"), "", "people"),
    Unit("year", _("years"), "", "time"),
    Unit("month", _("months"), "", "time"),
    Unit("week", _("weeks"), "", "time"),
    Unit("day", _("days"), "", "time"),
    Unit("hour", _("hours"), "", "time"),
    Unit("minute", _("minutes"), "", "time"),
)
SCALE_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "one": Message(""),
        "thousand": _("thousand"),
        "million": _("million"),
        "billion": _("billion"),
        "trillion": _("trillion"),
    }
)
"""What a scale is called in front of a unit."""
UNITS: Mapping[str, Unit] = MappingProxyType({one.id: one for one in _BUILT_IN})


def unit_name(unit: str) -> Worded | str:
    """Give a unit in words, where it is built in; else its id."""
    known = UNITS.get(unit)
    return known.title if known else unit
