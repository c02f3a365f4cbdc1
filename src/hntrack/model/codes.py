"""The codes of the model: each a plain string, the same in YAML, in Python and in JSON.

Each set is a ``Literal`` type and the tuple of its words, in order.  A function that treats the words one by one ends
in :func:`typing.assert_never`, so that a word that it forgets does not type-check.
"""

from __future__ import annotations

from typing import Literal, TypeVar, get_args

Word = TypeVar("Word", bound=str)

# What an indicator measures.
Measure = Literal["share", "count", "amount", "rank", "index", "stage", "text"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
NUMERIC_MEASURES: tuple[Measure, ...] = ("share", "count", "amount", "rank", "index")

# Where better lies.
Direction = Literal["increase", "decrease"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

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

# How sure a printed value is.  The texts: hơn/trên, khoảng, ít nhất, lên tới.
Qualifier = Literal["exact", "about", "more_than", "at_least", "less_than", "up_to"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)

# A forecast or plan (dự kiến; SDMX F) is kept and shown, but no verdict uses it.
ObsStatus = Literal["final", "provisional", "estimated", "break", "forecast"]
OBS_STATUSES: tuple[ObsStatus, ...] = get_args(ObsStatus)

ClaimKind = Literal["target", "measurement", "context"]
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)

# Kinds of legal acts, as documents/acts.toml has them.
ActKind = Literal[
    "law",
    "ordinance",
    "order",
    "decree",
    "resolution",
    "decision",
    "directive",
    "circular",
    "joint-circular",
    "regulation",
    "conclusion",
    "programme",
    "plan",
    "scheme",
    "guide",
    "report",
    "notice",
    "submission",
    "telegram",
    "consolidated-text",
    "letter",
    "other",
]
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
