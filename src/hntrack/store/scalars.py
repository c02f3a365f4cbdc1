"""Read single values: each kind has one notation, and what could be read in two ways is refused.

A decoder takes a scalar and the file's faults and gives the value, or notes a fault and gives :data:`BAD`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, Any, late
from hntrack.errors import declare, error, warning
from hntrack.model.fields import FORMAT
from hntrack.store.node_kinds import Faults, Scalar
from hntrack.text.periods import parse_day, parse_period

if TYPE_CHECKING:
    from typing import Final

declare(
    "reading",
    {
        "format-unknown": error("The format version '{text}' is not known.", "Write 'format: {known}'."),
        "field-empty": error(
            "The field is there but says nothing.",
            "Give its value, or delete the field where it is not known.",
        ),
        "not-id": error(
            "'{text}' is not an id.",
            "Use a–z, 0–9 and - only, starting with a letter or digit, at most 80 characters.",
        ),
        "text-looks-otherwise": warning(
            "'{text}' stands where words are wanted, and looks like a date, a number, or yes or no.",
            'Move it to its field; if these are the words, put them in quotes: "{text}".',
        ),
        "id-looks-otherwise": error(
            "'{text}' is no id: it is a number, or yes or no.",
            "Choose an id with a letter in it that names the thing, such as share-2030.",
        ),
        "not-claim": error("'{text}' does not name a claim of a source.", "Write source-id/claim-id."),
        "not-language": error("'{text}' is not a language tag.", "Write it like vi or en."),
        "not-url": error(
            "'{text}' is not a web address.",
            "Write the whole address, starting with https:// or http://, without spaces.",
        ),
        "not-sha256": error(
            "'{text}' is not a SHA-256.", "It has 64 characters 0–9 a–f, as sha256sum prints it."
        ),
        "not-number": error(
            "'{text}' is not a number.",
            (
                "Write a plain number with a point (25.2, 1000, -65), without thousands marks, at most {most} "
                "characters."
            ),
        ),
        "number-quoted": error("The number '{text}' is quoted.", "Take the quotes away."),
        "number-two-ways": error(
            "'{text}' can be read in two ways.",
            "Write {whole} if the point groups thousands, {decimal} if it is the decimal point.",
        ),
        "not-whole": error(
            "'{text}' is not a whole number from 1.",
            "Write digits only, without a leading zero and without quotes.",
        ),
        "not-true-or-false": error(
            "'{text}' is neither true nor false.", "Write true or false, or delete the field."
        ),
        "not-period": error(
            "'{text}' is not a real period.",
            "Write 2030, 2030-06, 2030-06-15, 2030-Q2, 2030-H1 or 2016/2020.",
        ),
        "not-day": error("'{text}' is not a real day.", "Write year-month-day: 2025-12-31."),
        "not-instant": error(
            "'{text}' is not a real point in time.", "Write 2026-11-22T09:00:00+07:00 or 2026-11-22."
        ),
    },
)

BAD: Final = object()
UNKNOWN = "unknown"
MOST_DIGITS = 30

ID = r"[a-z0-9][a-z0-9-]{0,79}"
# What a JSON Schema can say of a kind's notation as well.
PATTERNS = MappingProxyType(
    {
        "id": ID,
        "claim": f"{ID}/{ID}",
        "language": r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*",
        "url": r"https?://[^\s<>\"'`\\]+",
        "sha256": r"[0-9a-f]{64}",
    }
)
_NUMBER = late(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
# "25.125" is a decimal to some and twenty-five thousand to others.
_TWO_WAYS = late(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_PLAIN_NUMBER = late(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,2})?")
_WHOLE = late(r"[1-9][0-9]{0,8}")
_INSTANT = late(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?"
)
# Texts that a person may have put into the wrong field: a date, a number, yes or no.  Quotes say that they are meant.
_OTHER_TYPE = late(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[-+]?[0-9]+(?:[.,][0-9]+)*"
    r"|(?i:yes|no|true|false|on|off|null|none|~)"
)
_NO_ID = late(r"[0-9]+|true|false|yes|no|on|off|null")
_LETTERED_ID = late(r"(?!(?:true|false|yes|no|on|off|null)\Z)[a-z][a-z0-9-]{0,79}")
_compiled: dict[str, re.Pattern[str]] = {}


def matches(kind: str, text: str) -> bool:
    """Tell whether a text has the notation of one of :data:`PATTERNS`."""
    pattern = _compiled.get(kind)
    if pattern is None:
        pattern = _compiled[kind] = re.compile(PATTERNS[kind])
    return pattern.fullmatch(text) is not None


def _text(node: Scalar, faults: Faults) -> Any:
    text = node.text
    if not text.strip():
        faults.add("field-empty", node)
        return BAD
    return text


def must_look_like_words(node: Scalar, faults: Faults) -> None:
    """Warn where a name or a title is, without quotes, a date, a number, or yes or no: it may be in the wrong field."""
    if node.plain and _OTHER_TYPE.fullmatch(node.text) is not None:
        faults.add("text-looks-otherwise", node, text=node.text)


def _id(node: Scalar, faults: Faults) -> Any:
    if _LETTERED_ID.fullmatch(node.text) is not None:
        return node.text  # nearly all
    if _NO_ID.fullmatch(node.text) is not None:
        faults.add("id-looks-otherwise", node, text=node.text)
        return BAD
    return _patterned("id")(node, faults)


def _patterned(kind: str) -> Callable[[Scalar, Faults], Any]:
    code = f"not-{kind}"

    def decode(node: Scalar, faults: Faults) -> Any:
        if matches(kind, node.text):
            return node.text
        faults.add(code, node, text=node.text)
        return BAD

    return decode


def _text_or_unknown(node: Scalar, faults: Faults) -> Any:
    return None if node.plain and node.text == UNKNOWN else _text(node, faults)


def _period_or_unknown(node: Scalar, faults: Faults) -> Any:
    return None if node.text == UNKNOWN else _period(node, faults)


def _decimal(node: Scalar, faults: Faults) -> Any:
    text = node.text
    if node.plain and _PLAIN_NUMBER.fullmatch(text) is not None:
        return Decimal(text)  # nearly all
    if not node.plain and _NUMBER.fullmatch(text) is not None:
        faults.add("number-quoted", node, text=text)
    elif _NUMBER.fullmatch(text) is None or len(text) > MOST_DIGITS:
        faults.add("not-number", node, text=text, most=MOST_DIGITS)
    elif _TWO_WAYS.fullmatch(text) is not None:
        faults.add("number-two-ways", node, text=text, decimal=f"{text}0", whole=text.replace(".", ""))
    else:
        return Decimal(text)
    return BAD


def _whole(node: Scalar, faults: Faults) -> Any:
    if not node.plain or _WHOLE.fullmatch(node.text) is None:
        faults.add("not-whole", node, text=node.text)
        return BAD
    return int(node.text)


def _format(node: Scalar, faults: Faults) -> Any:
    if node.text == str(FORMAT) and node.plain:
        return FORMAT
    faults.add("format-unknown", node, text=node.text, known=FORMAT)
    return BAD


def _bool(node: Scalar, faults: Faults) -> Any:
    if node.plain and node.text in ("true", "false"):
        return node.text == "true"
    faults.add("not-true-or-false", node, text=node.text)
    return BAD


def _period(node: Scalar, faults: Faults) -> Any:
    try:
        return parse_period(node.text)
    except ValueError:
        faults.add("not-period", node, text=node.text)
        return BAD


def _day(node: Scalar, faults: Faults) -> Any:
    try:
        return parse_day(node.text)
    except ValueError:
        faults.add("not-day", node, text=node.text)
        return BAD


def _instant(node: Scalar, faults: Faults) -> Any:
    text = node.text
    if _INSTANT.fullmatch(text) is not None:
        try:
            parse_day(text[:10])
            datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return text
    faults.add("not-instant", node, text=text)
    return BAD


SCALARS: MappingProxyType[str, Callable[[Scalar, Faults], Any]] = MappingProxyType(
    {
        "text": _text,
        "text_or_unknown": _text_or_unknown,
        "decimal": _decimal,
        "whole": _whole,
        "format": _format,
        "bool": _bool,
        "period": _period,
        "period_or_unknown": _period_or_unknown,
        "day": _day,
        "instant": _instant,
        **{kind: _patterned(kind) for kind in PATTERNS},
        "id": _id,
    }
)
