"""Whether a figure, with what speaks for it, is worth a curator's look: news is full of figures that nobody tracks."""

from __future__ import annotations

from typing import NamedTuple

from hntrack.extract.figures import indicator_words
from hntrack.extract.scene import Scene
from hntrack.extract.times import Time
from hntrack.text.quantity import Quantity
from hntrack.text.units import UNITS

_PRICE_DIGITS = 8  # amounts below a hundred million, without any year near, are prices and gifts
_BUDGET_DIGITS = 9
# What is merely long, heavy or hot needs a year to be a result.
_THINGS = frozenset({"length", "mass", "volume", "temperature", "speed", "time", "area"})


class Evidence(NamedTuple):
    """What speaks for a figure.

    Attributes:
        cue: The kind for which a word of its sentence speaks; ``""`` for none.
        foretold: That word only foretells ("dự kiến", "dự báo"): forecasts of the weather do, too.
        time: The time that governs it.
        scene: What the sentences so far have set.
        public: The article is about public matters.
        near: The scene was set on the figure's own line, or heads the list in which it stands.
    """

    cue: str
    foretold: bool
    time: Time | None
    scene: Scene
    near: bool
    public: bool


def is_worth(one: Quantity, kind: str, evidence: Evidence, lang: str) -> bool:
    """Decide on a figure that was read as a claim of some kind."""
    time, scene = evidence.time, evidence.scene
    if not evidence.public:
        return kind == "target" and is_dated_aim(evidence)
    counted = one.unit is None and one.of is None and bool(one.noun)
    if kind == "target":
        if evidence.foretold and not (time and time.year) and not scene.year:
            return _is_money(one) and one.value.adjusted() + one.exponent >= _BUDGET_DIGITS
        spoken = bool(evidence.cue) or time is not None
        if spoken or (scene.year and (evidence.near or not counted)):
            return True
    firm = bool(time and time.year and not time.relative)  # "năm nay" is said of races and prices, too
    if counted:
        return firm or bool(indicator_words(one.noun, lang))
    return one.unit is None or firm or (bool(scene.year) and scene.firm) or not _is_thing(one)


def is_dated_aim(evidence: Evidence) -> bool:
    """Whether a word of promise and a printed year speak for an aim: what any article must have to be looked at."""
    time = evidence.time
    firm = time is not None and time.year is not None and not time.relative and time.basis == "by_end"
    return evidence.cue == "target" and not evidence.foretold and firm


def _is_thing(one: Quantity) -> bool:
    """Whether a figure is a length, a weight or a price, as news has many."""
    is_price = _is_money(one) and not one.per and one.value.adjusted() + one.exponent < _PRICE_DIGITS
    return is_price or (one.unit is not None and UNITS[one.unit].kind in _THINGS)


def _is_money(one: Quantity) -> bool:
    return one.unit is not None and UNITS[one.unit].kind == "money"
