"""What a person types, read: values (``27,1``, ``27,1%``, ``1.200 tỷ``, ``18/52``, ``hạng 3``, a stage), days, periods.

What is doubtful is refused, or said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.errors import UsageError
from hntrack.model.codes import SCALE_NAMES, SCALES, TEXT_STAGES, UNITS, unit_name
from hntrack.model.records import Indicator, Named
from hntrack.text.figure import Figure, NotAFigure, read_figure
from hntrack.text.messages import InLanguages, Message, _, day_text
from hntrack.text.numbers import READABLE, AmbiguousNumber, format_number, notation
from hntrack.text.periods import Period
from hntrack.text.typed_periods import NotAPeriod, read_day, read_period

_NO_UNITS: Mapping[str, Named] = MappingProxyType({})
# Words that say which way a change goes; they stand before it.
_CHANGES = MappingProxyType(
    {
        "giảm": -1, "giảm xuống": -1, "cắt giảm": -1, "tăng": 1, "tăng thêm": 1, "tăng lên": 1,
        "reduce by": -1, "reduced by": -1, "fall by": -1, "down": -1, "cut by": -1, "decrease by": -1,
        "increase by": 1, "increased by": 1, "rise by": 1, "up": 1, "grow by": 1,
    }
)  # fmt: skip
_HALVED = ("giảm một nửa", "giảm còn một nửa", "halved", "halve", "by half")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, in the indicator's scale and unit, or the id of a stage."""

    value: Decimal | None = None
    of: Decimal | None = None
    qualifier: str | None = None
    stage: str | None = None


def read_typed(
    text: str, indicator: Indicator, lang: str, *, units: Mapping[str, Named] = _NO_UNITS
) -> Typed:
    """Read a value for an indicator; every word of it must be accounted for.

    Args:
        text: As typed.
        indicator: Whose value it is; a bare number is taken in its scale and unit, a number with words (``tỷ``,
            ``%``) must fit them.
        lang: ``vi`` or ``en``: whose words come first; a number may use either notation as long as it has one reading.
        units: The catalog's own units: the title of the indicator's may stand behind the number.

    Raises:
        UsageError: It can be read in two ways (both are offered), in none, holds a word that may change what the
            number says (``chưa đạt 50``), or does not fit the indicator.
    """
    text = text.strip()
    if indicator.measure in ("stage", "text"):
        return Typed(stage=_stage(text, indicator))
    nouns = {} if text.isdecimal() else _nouns(indicator, units)  # digits alone have no word behind them
    return _fitting(text, _figure(text, lang, nouns), indicator)


def read_change(text: str, lang: str) -> Decimal:
    """Read a change in percent, as targets that are relative to an earlier value give it.

    ``-65``, ``giảm 65%`` and ``reduce by 65%`` are -65; ``gấp đôi`` and ``doubled`` are +100; ``giảm một nửa`` is -50.

    Raises:
        UsageError: It is no such change.
    """
    text = " ".join(text.split())
    low = text.lower()
    if low in _HALVED:
        return Decimal(-50)
    word = max((change for change in _CHANGES if low.startswith(f"{change} ")), key=len, default="")
    said = _figure(text[len(word) :].strip(), lang, {})
    if said.unit == "times":
        return (said.value - 1) * 100
    if (
        said.unit not in (None, "percent")
        or said.exponent
        or said.value_high is not None
        or said.of is not None
    ):
        raise _refused(text, NotAFigure("word", text))
    if word and said.value < 0:
        raise _refused(text, NotAFigure("signs", text))
    return said.value * _CHANGES.get(word, 1)


def _nouns(indicator: Indicator, units: Mapping[str, Named]) -> dict[str, list[str]]:
    own, known = units.get(indicator.unit or ""), UNITS.get(indicator.unit or "")
    titles = [indicator.title, *([own.title] if own else []), *([known.title] if known else [])]
    return {lang: [title.within(lang) for title in titles] for lang in READABLE}


def _figure(text: str, lang: str, nouns: Mapping[str, list[str]]) -> Figure:
    try:
        return read_figure(text, notation(lang), nouns)
    except AmbiguousNumber as error:
        raise _two_readings(text, error.readings) from None
    except NotAFigure as error:
        raise _refused(text, error) from None


def _stage(text: str, indicator: Indicator) -> str:
    stages = tuple(stage.id for stage in indicator.stages) or TEXT_STAGES
    if text in stages:
        return text
    listed = ", ".join(stages)
    raise UsageError(
        _("'{text}' is not a stage of {id}.", text=text, id=indicator.id),
        _("The stages: {listed}.", listed=listed),
    )


def _two_readings(text: str, readings: tuple[Decimal, ...]) -> UsageError:
    whole, decimal = max(readings), min(readings, key=abs)
    return UsageError(
        _(
            "'{text}' can be read in two ways: {readings}.",
            text=text,
            readings=InLanguages(readings, _offered),
        ),
        _(
            "Write {whole:f} (the whole number, without a thousands mark), or {decimal} (the decimal).",
            whole=whole,
            decimal=InLanguages(decimal, _unmistakable),
        ),
    )


def _unmistakable(decimal: Decimal, lang: str) -> str:
    """Write a decimal of three places so that it has one reading: without its last zero, or with one more."""
    short = decimal.normalize()
    places = -int(short.as_tuple().exponent)
    return format_number(short, lang, grouping=False, places=4 if places == 3 else None)


def _offered(readings: tuple[Decimal, ...], lang: str) -> str:
    joint = _(" or ").within(lang)
    return joint.join(format_number(reading.normalize(), lang, grouping=False) for reading in readings)


def _fitting(text: str, said: Figure, indicator: Indicator) -> Typed:
    bare = said.unit is None and not said.noun and not said.exponent
    _must_be_in_unit(text, said, indicator)
    if not bare and said.exponent == 0 and indicator.scale != "one":
        raise UsageError(
            _(
                "'{text}' does not say whether it is in units of one {scale}.",
                text=text,
                scale=SCALE_NAMES[indicator.scale],
            ),
            _("Add the scale ('1200 billion'), or give the bare number."),
        )
    scaled = said.value if bare else said.value.scaleb(said.exponent - SCALES[indicator.scale])
    qualifier = "up_to" if said.comparator == "within_top" else said.qualifier
    return Typed(
        value=Decimal(format(scaled, "f")), of=said.of, qualifier=qualifier if qualifier != "exact" else None
    )


def _must_be_in_unit(text: str, said: Figure, indicator: Indicator) -> None:
    if said.value_high is not None or said.per or said.share_of:
        raise _refused(text, NotAFigure("word", text))
    bare_scale = said.unit is None and said.exponent and indicator.measure in ("share", "rank", "index")
    if bare_scale or (said.unit is not None and said.unit != indicator.unit):
        raise UsageError(
            _(
                "'{text}' is not in the unit of {id} ({unit}).",
                text=text,
                id=indicator.id,
                unit=unit_name(indicator.unit or ""),
            ),
            _("Give it in the indicator's own unit."),
        )


def _refused(text: str, error: NotAFigure) -> UsageError:
    why = _REASONS.get(error.why, _REASONS["no-number"]).filled({"rest": error.rest[:60]})
    return UsageError(
        _("Cannot read the value '{text}'{why}.", text=text, why=why),
        _("Give the figure of the period alone, for example: 27.1 · 27.1% · -3.5 · 1200 billion · 18/52."),
    )


_REASONS = MappingProxyType(
    {
        "word": _(
            ": '{rest}' is neither number, sign, unit nor qualifier, and may change what the number says"
        ),
        "no-number": Message(""),
        "signs": _(": it has two signs"),
        "mark": _(": the marks in '{rest}' fit no notation"),
        "fraction": _(": no decimal says '{rest}' exactly; give the figure as printed in digits"),
        "range": _(": the range is upside down"),
        "too-long": _(": it is too long"),
    }
)


def typed_period(name: str, text: str) -> Period:
    """Read a period: ``2026``, ``tháng 10/2026``, ``quý III/2026``, ``9 tháng 2026``, ``năm học 2025-2026``.

    Args:
        name: The option or question that it answers, as messages name it; ``""`` for none.
        text: As typed.

    Raises:
        UsageError: It is none, or could be two (``2009-10``: October, or a financial year); both are shown.
    """
    try:
        return read_period(text).period
    except NotAPeriod as error:
        raise _refuse_day(name, text, error, _EXAMPLES) from None


def typed_day(name: str, text: str) -> date:
    """Read a day: ``31/12/2025`` (day before month), ``2025-12-31``, ``31 December 2025``.

    Raises:
        UsageError: It is none.
    """
    try:
        return read_day(text)[0]
    except NotAPeriod as error:
        raise _refuse_day(name, text, error, _DAYS) from None


def swapped_note(name: str, text: str | None) -> Message | None:
    """Say how ``5/6/2026`` was read where day and month could change places; ``None`` where they could not."""
    try:
        read = read_period(text, months=True) if text is not None else None
    except NotAPeriod:
        return None
    if read is None or read.swapped is None:
        return None
    lead = f"{name}: " if name else ""
    return _(
        "{lead}'{text}' is read day before month: {day}. If {swapped} is meant, write it so.",
        lead=lead,
        text=text,
        day=InLanguages(read.period.start, day_text),
        swapped=read.swapped,
    )


_EXAMPLES = _(
    "Write it like 2026, 2025-12-31, October 2026 (2026-10), Q3 2026 (2026-Q3), 2026-H1, 9 months "
    "of 2026, school year 2025-2026 or 2016/2020."
)
_DAYS = _("Write it like 2026-11-22 or 22/11/2026.")


def _refuse_day(name: str, text: str, error: NotAPeriod, examples: Message) -> UsageError:
    lead = f"{name}: " if name else ""
    if error.why in ("two-ways", "financial"):
        one, other = error.readings
        month = error.why == "two-ways"
        first = _("a month") if month else _("a financial year")
        return UsageError(
            _("{lead}'{text}' may be {first} or two whole years.", lead=lead, text=text, first=first),
            _("Write {one} or {other}; a financial year by its first and last month.", one=one, other=other),
        )
    why = _WHY.get(error.why, _("is not a period or date"))
    return UsageError(_("{lead}'{text}' {why}.", lead=lead, text=text, why=why), examples)


_WHY = {"no-year": _("does not say which year"), "no-day": _("is no real date")}
