"""The codes of the model: each a plain string, the same in YAML, in Python and in JSON."""

from __future__ import annotations

# What an indicator measures.
MEASURES = ("share", "count", "amount", "rank", "index", "stage", "text")
NUMERIC_MEASURES = ("share", "count", "amount", "rank", "index")

# Where better lies.
DIRECTIONS = ("increase", "decrease")

# What a target asks of a value.  The texts: trên, tối thiểu, dưới, không quá, từ … đến …, đúng, thuộc nhóm N.
COMPARATORS = (
    "more_than",
    "at_least",
    "less_than",
    "at_most",
    "between",
    "exactly",
    "within_top",
    "reaches",
    "text",
)
# How sure a printed value is.  The texts: hơn/trên, khoảng, ít nhất, lên tới.
QUALIFIERS = ("exact", "about", "more_than", "at_least", "less_than", "up_to")

OBS_STATUSES = ("final", "provisional", "estimated", "break")

CLAIM_KINDS = ("target", "measurement", "context")

# How a target differs from the one it supersedes.
CHANGES = ("new", "raised", "lowered", "brought_forward", "postponed", "reworded", "withdrawn")

# When a target must be satisfied.
HOLDS = ("at_milestone", "every_year")

# The stages of an aim said in words only, when its indicator names none of its own.
TEXT_STAGES = ("not_begun", "under_way", "achieved")

SCALES = {"one": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}

STANDINGS = (
    "met",
    "not_met",
    "kept",
    "missed",
    "no_measurement",
    "not_assessed",
    "due_not_assessed",
    "undated",
)
PACES = ("on_track", "nearly", "behind", "stalled", "reversing", "met", "not_assessable")
