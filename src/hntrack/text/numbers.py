"""Numbers as Vietnamese and English print them: 1.200 and 25,2 against 1,200 and 25.2."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache

from hntrack.classes import late
from hntrack.locale import translate

MAX_DIGITS = 40
_POINT, _COMMA = ".", ","
_SAMPLE = "1,234.5"
_FORM = {
    # Grouped by thousands, or not grouped at all; then decimals.  A group never starts with 0 (0.125 is no 125).
    "vi": late(r"([-−]?)((?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+))(?:,([0-9]+))?"),
    # India groups by hundreds beyond the thousands: 1,66,012.
    "en": late(
        r"([-−]?)((?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|[0-9]+))(?:\.([0-9]+))?"
    ),
}
_OTHER = {"vi": "en", "en": "vi"}
READABLE = ("vi", "en")
"""The languages in which numbers of documents are read."""


class NotANumber(ValueError):  # noqa: N818  (named for what the text is; callers catch it beside AmbiguousNumber)
    """The text is no number in the notation asked for."""


class AmbiguousNumber(ValueError):  # noqa: N818  (see NotANumber)
    """The text is a number in two ways, and nothing says which is meant.

    Attributes:
        readings: The two values; the one in the notation of the language asked for stands first.
    """

    def __init__(self, text: str, readings: tuple[Decimal, ...]) -> None:
        super().__init__(f"two readings of {text!r}: " + ", ".join(f"{reading:f}" for reading in readings))
        self.readings = readings


def read_whole(text: str, most: int) -> int | None:
    """Read ASCII digits as a whole number from 0 to ``most``; ``None`` for any other text.

    ``str.isdigit`` is also true of ``2³``, which ``int`` refuses, and ``int`` refuses thousands of digits.
    """
    if not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(most)):
        return None
    value = int(digits)
    return value if value <= most else None


def read_number(text: str, lang: str) -> Decimal:
    """Read a number strictly as the language prints it.

    Args:
        text: ASCII digits with the language's marks, at most 40 digits, optionally a minus sign before them.
        lang: ``vi`` (point groups thousands, comma before decimals) or ``en`` (the reverse).

    Raises:
        AmbiguousNumber: By the notation a decimal with three places that ends in 0 (vi ``1,200``, en ``1.200``).
            People drop that zero, so it may as well be a thousands group in the other language's notation.
        NotANumber: Anything else that is not such a number.
    """
    value = _strict(text, lang)
    if value is None:
        raise NotANumber(f"not a number in {lang} notation: {text[:60]!r}")
    if text.endswith("0"):
        other = _strict(text, _OTHER[lang])
        if other is not None and other != value and other == 1000 * value:
            raise AmbiguousNumber(text, (value, other))
    return value


def read_misprinted_number(text: str, lang: str) -> Decimal:
    """Read a number of a document, forgiving the other language's marks where they leave one reading only.

    Vietnamese newspapers print ``25.2%`` and ``1,200,000`` now and then.  Raises as :func:`read_number` does.
    """
    try:
        return read_number(text, lang)
    except NotANumber:
        other = _strict(text, _OTHER[lang])
        if other is None:
            raise
        return other


def read_typed_number(text: str, lang: str) -> Decimal:
    """Read a number that a person typed, on a command line or a form.

    Both notations are welcome (``27,1`` and ``27.1``, ``1.200,5`` and ``1,200.5``) as long as they give one value.

    Raises:
        AmbiguousNumber: ``1.200`` and ``1,200`` in either language: one thousand two hundred, or 1.2?
        NotANumber: The text is a number in neither notation.
    """
    text = text.strip(" ")
    own, other = _strict(text, lang), _strict(text, _OTHER[lang])
    if own is not None and other is not None and own != other:
        raise AmbiguousNumber(text, (own, other))
    value = own if own is not None else other
    if value is None:
        raise NotANumber(f"not a number: {text[:60]!r}")
    return value


def split_sign(text: str) -> tuple[bool, str]:
    """Take the sign off a number: hyphen, en dash or U+2212 right before it, or the accountant's brackets around it.

    Returns:
        Whether it is negative, and the text without its sign: ``(2,7)`` gives ``(True, "2,7")``.  A plus sign is
        taken off too.  What has two signs keeps the second, so that no reader takes it for a number.
    """
    if text.startswith("(") and text.endswith(")"):
        return True, text[1:-1].strip(" ")
    if text[:1] in ("-", "\u2013", "\u2212"):
        return True, text[1:].removeprefix(" ") if text[0] == "\u2212" else text[1:]
    return False, text.removeprefix("+")


def format_number(
    value: Decimal, lang: str, *, places: int | None = None, grouping: bool = True, minus: str = "-"
) -> str:
    """Print a number as the language does: vi ``1.200`` and ``25,2``, en ``1,200`` and ``25.2``.

    Args:
        value: A finite number of at most a few hundred digits.
        lang: ``vi`` or ``en``.
        places: Decimals to round to, half to even; ``None`` keeps the value as it is.
        grouping: Mark the thousands.
        minus: The sign of negative values; zero never has one.

    Raises:
        ValueError: The value is no finite number.
    """
    if places is None:  # most numbers are short: nothing to group, nothing to round
        whole, point, decimals = str(value).partition(".")
        if len(whole) < 4 and whole.isdecimal() and (decimals.isdecimal() or not point):
            return f"{whole}{marks(lang)[1]}{decimals}" if point else whole
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    if places is not None:
        value = _rounded(value, places)
    digits = f"{value.copy_abs():,f}" if grouping else f"{value.copy_abs():f}"
    own = _own_marks(lang)
    if own is not None and not digits.isdecimal():
        digits = digits.translate(own)
    return f"{minus}{digits}" if value < 0 else digits


def notation(lang: str) -> str:
    """Give the language of :data:`READABLE` that writes numbers as this one does."""
    if lang in READABLE:
        return lang
    return "vi" if marks(lang) == (_POINT, _COMMA) else "en"


@cache
def marks(lang: str) -> tuple[str, str]:
    """Give the marks of thousands and of decimals in a language: ``,`` and ``.`` in English."""
    sample = translate(_SAMPLE, lang, "number")
    return sample[1:-5], sample[-2:-1]


@cache
def _own_marks(lang: str) -> dict[int, str] | None:
    """Give what the marks of English become in a language; ``None`` where they stay."""
    thousands, point = marks(lang)
    return None if (thousands, point) == (_COMMA, _POINT) else {ord(_COMMA): thousands, ord(_POINT): point}


def _rounded(value: Decimal, places: int) -> Decimal:
    room = Context(prec=max(value.adjusted(), 0) + places + 2, rounding=ROUND_HALF_EVEN)
    return value.quantize(Decimal(1).scaleb(-places), context=room)


def _strict(text: str, lang: str) -> Decimal | None:
    match = _FORM[lang].fullmatch(text) if len(text) <= 2 * MAX_DIGITS else None
    if match is None:
        return None
    sign, whole, decimals = match.groups()
    whole = whole.replace(_POINT, "").replace(_COMMA, "")
    if len(whole) + len(decimals or "") > MAX_DIGITS:
        return None
    # By text: Decimal() of a text is exact whatever the context's precision.
    return Decimal(f"{'-' if sign else ''}{whole}{'.' + decimals if decimals else ''}")
