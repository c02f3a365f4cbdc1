"""Put a draft's claim right: its words, line, subject and year; figure and comparator follow from the words."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from hntrack.errors import UsageError
from hntrack.model.codes import SCALES
from hntrack.text.fold import nfc
from hntrack.text.messages import _
from hntrack.text.quantity import read_quantity
from hntrack.text.wording import Wording
from hntrack.workspace.curate.drafts import Proposed

EDITED = MappingProxyType(
    {
        "as_printed": _("As printed"),
        "line": _("Line"),
        "subject": _("About"),
        "year": _("Year"),
        "area": _("Place"),
        "reading.vi": _("In your own words, in Vietnamese"),
        "reading.en": _("In your own words, in English"),
    }
)
"""What can be edited → how it is asked for."""

_WHOLE = re.compile(r"[1-9][0-9]{0,8}")
_YEAR = re.compile(r"(?:1[0-9]|2[0-9])[0-9]{2}")
_SCALE_OF = MappingProxyType({exponent: name for name, exponent in SCALES.items()})


def edited(claim: Proposed, field: str, text: str, language: str) -> Proposed:
    """Give the claim with one field put right.

    Args:
        claim: As it was.
        field: Key of :data:`EDITED`.
        text: As typed.
        language: The document's, for the figures of its words.

    Raises:
        UsageError: It is no line or no year.
    """
    words_given = nfc(text)
    if field == "as_printed":
        return _with_words(claim, words_given, "vi" if language == "vi" else "en")
    if field in ("subject", "area"):
        return replace(claim, suggests=replace(claim.suggests, **{field: words_given}))  # type: ignore[arg-type]  # both are texts
    if field.startswith("reading."):
        texts = {**claim.reading.texts, field.removeprefix("reading."): words_given}
        return replace(claim, reading=Wording(texts.get("vi", ""), texts.get("en", "")))
    pattern, title = (_WHOLE, EDITED["line"]) if field == "line" else (_YEAR, EDITED["year"])
    if pattern.fullmatch(words_given) is None:
        raise UsageError(_("{title}: '{said}' cannot be right.", title=title, said=words_given))
    if field == "line":
        return replace(claim, line=int(words_given))
    return replace(
        claim, suggests=replace(claim.suggests, year=int(words_given), period=None, year_from="the curator")
    )


def there(claim: Proposed, field: str) -> str:
    """Give what a field of :data:`EDITED` says now."""
    if field.startswith("reading."):
        return claim.reading.get(field.removeprefix("reading.")) or ""
    return str(getattr(claim, field, "") or getattr(claim.suggests, field, "") or "")


def _with_words(claim: Proposed, words: str, lang: str) -> Proposed:
    """Read the figure of the new words, as the checks will."""
    words_given = read_quantity(words, lang)
    if words_given is None:
        suggests = replace(claim.suggests, comparator="text", unit=None, scale="one")
        return replace(claim, as_printed=words, value=None, value_high=None, of=None, suggests=suggests)
    scale = _SCALE_OF.get(words_given.exponent, "one")
    suggests = replace(
        claim.suggests,
        comparator=words_given.comparator or "exactly",
        qualifier=words_given.qualifier,
        unit=words_given.unit or claim.suggests.unit,
        scale=scale,
    )
    return replace(
        claim,
        as_printed=words,
        value=words_given.value,
        value_high=words_given.value_high,
        of=words_given.of,
        suggests=suggests,
    )
