"""A value as a person types it: ``27,1``, ``27.1``, ``27,1%``, ``1.200 tỷ``, ``18/52``, ``top 3``, a stage's id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from hntrack.errors import UsageError
from hntrack.model.records import Indicator
from hntrack.model.words import SCALES, TEXT_STAGES
from hntrack.text.numbers import AmbiguousNumber, NotANumber, format_number, read_typed_number
from hntrack.text.quantity import Quantity, read_quantity
from hntrack.text.wording import Wording

_BARE = re.compile(r"[-+]?[0-9][0-9.,\u00a0 ]*")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, in the indicator's scale and unit, or the id of a stage."""

    value: Decimal | None = None
    of: Decimal | None = None
    qualifier: str | None = None
    stage: str | None = None


def read_typed(text: str, indicator: Indicator, lang: str) -> Typed:
    """Read a value for an indicator.

    Args:
        text: As typed.
        indicator: Whose value it is; a bare number is taken in its scale and unit, a number with words (``tỷ``,
            ``%``) must fit them.
        lang: ``vi`` or ``en``: whose words; a bare number may use either notation as long as it has one reading.

    Raises:
        UsageError: It can be read in two ways (both are offered), in none, or does not fit the indicator.
    """
    text = text.strip()
    if indicator.measure in ("stage", "text"):
        return Typed(stage=_stage(text, indicator))
    if _BARE.fullmatch(text):
        return Typed(value=_number(text, lang))
    return _fitting(text, _said(text, lang), indicator)


def _said(text: str, lang: str) -> Quantity:
    """Read a number with words: by the language whose scale or unit word stands there, else by both alike."""
    read = {one: read_quantity(text, one) for one in (lang, "en" if lang == "vi" else "vi")}
    found = [one for one in read.values() if one is not None]
    named = [one for one in found if one.exponent or one.unit or one.qualifier != "exact"]
    if not found:
        raise _unreadable(text)
    if not named and len({one.value for one in found}) > 1:
        raise _two_readings(text, tuple(one.value for one in found))
    return (named or found)[0]


def _stage(text: str, indicator: Indicator) -> str:
    stages = tuple(stage.id for stage in indicator.stages) or TEXT_STAGES
    if text in stages:
        return text
    listed = ", ".join(stages)
    raise UsageError(
        Wording(
            f"“{text}” không phải là mức của {indicator.id}.", f"'{text}' is not a stage of {indicator.id}."
        ),
        Wording(f"Các mức: {listed}.", f"The stages: {listed}."),
    )


def _number(text: str, lang: str) -> Decimal:
    sign = "-" if text.startswith("-") else ""
    try:
        return read_typed_number(sign + text.lstrip("+-"), lang)
    except AmbiguousNumber as error:
        raise _two_readings(text, error.readings) from None
    except NotANumber:
        raise _unreadable(text) from None


def _two_readings(text: str, readings: tuple[Decimal, ...]) -> UsageError:
    vi, en = (_offered(readings, one) for one in ("vi", "en"))
    return UsageError(
        Wording(f"“{text}” có thể đọc hai cách: {vi}.", f"'{text}' can be read in two ways: {en}."),
        Wording(
            "Hãy viết số không có dấu ngăn hàng nghìn (1200), hoặc số thập phân không có số 0 cuối (1,2).",
            "Write the number without a thousands mark (1200), or the decimal without its last zero (1.2).",
        ),
    )


def _offered(readings: tuple[Decimal, ...], lang: str) -> str:
    joint = " hoặc " if lang == "vi" else " or "
    return joint.join(format_number(one.normalize(), lang, grouping=False) for one in readings)


def _fitting(text: str, said: Quantity, indicator: Indicator) -> Typed:
    if said.value_high is not None or said.other_numbers:
        raise _unreadable(text)
    bare = said.unit is None and said.exponent and indicator.measure in ("share", "rank", "index")
    if bare or (said.unit is not None and said.unit != indicator.unit):
        raise UsageError(
            Wording(
                f"“{text}” không theo đơn vị của {indicator.id} ({indicator.unit}).",
                f"'{text}' is not in the unit of {indicator.id} ({indicator.unit}).",
            ),
            Wording("Hãy ghi theo đơn vị của chỉ tiêu.", "Give it in the indicator's own unit."),
        )
    scaled = said.value.scaleb(said.exponent - SCALES[indicator.scale])
    if said.exponent == 0 and indicator.scale != "one":
        raise UsageError(
            Wording(
                f"“{text}” không nói rõ là {indicator.scale} hay không.",
                f"'{text}' does not say whether it is in units of one {indicator.scale}.",
            ),
            Wording(
                "Hãy ghi cả đơn vị (“1200 tỷ”), hoặc chỉ con số.",
                "Add the scale ('1200 billion'), or give the bare number.",
            ),
        )
    exact = Decimal(format(scaled, "f"))
    return Typed(value=exact, of=said.of, qualifier=said.qualifier if said.qualifier != "exact" else None)


def _unreadable(text: str) -> UsageError:
    return UsageError(
        Wording(f"Không đọc được giá trị “{text}”.", f"Cannot read the value '{text}'."),
        Wording(
            "Ví dụ: 27,1 · 27,1% · 1200 tỷ · 18/52.", "For example: 27.1 · 27.1% · 1200 billion · 18/52."
        ),
    )
