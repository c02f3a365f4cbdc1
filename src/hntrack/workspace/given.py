"""From what a person typed for the fields of a new record to their values, as :mod:`hntrack.model.fields` says.

What was given is a mapping from the fields' columns (``as_printed``, ``derived_from``) to texts, as options give them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple
from hntrack.errors import UsageError, unknown
from hntrack.model.catalog import Catalog
from hntrack.model.codes import GATE_LEVELS, UNITS, VERDICT_CODES
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import Values
from hntrack.model.records import Indicator, Named
from hntrack.store.decode import PATTERNS, matches
from hntrack.text.characters import nfc
from hntrack.text.messages import REQUIRED, Wording, _
from hntrack.text.numbers import AmbiguousNumber, NotANumber, read_typed_number
from hntrack.text.periods import Period
from hntrack.workspace.typed_values import read_typed, typed_day, typed_period

Given = Mapping[str, Any]
_IN_LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)=(.*)", re.DOTALL)


class Reading(NamedTuple):
    """What the values are read with.

    Attributes:
        catalog: What ids must exist in.
        lang: Notation of numbers, and language of texts that name none.
        indicator: Whose values these are, where the record is about one.
    """

    catalog: Catalog
    lang: str
    indicator: Indicator | None = None


def read_given(record: str, given: Given, reading: Reading) -> Values:
    """Read what was given for a record.

    Args:
        record: Key of :data:`~hntrack.model.fields.RECORDS`.
        given: Column → what was typed; ``None`` and empty lists are not given.  What is no text is taken as it is.
        reading: What it is read with.

    Returns:
        Field name → value, for :func:`hntrack.model.record_values.make`.

    Raises:
        UsageError: Something given cannot be read, or names what does not exist.
    """
    values: Values = {}
    for field in RECORDS[record]:
        if field.kind == "record":
            inner = read_given(field.of, given, reading)
            if inner:
                _must_be_whole(field, inner)
                values[field.name] = inner
            continue
        text = given.get(field.in_export)
        if text is not None and text != ():
            values[field.name] = _value(field, text, reading)
    return values


def _must_be_whole(field: Field, inner: Values) -> None:
    """Refuse a record that may be left out but is given in part: a post without the name of who holds it."""
    missing = [one.flag for one in RECORDS[field.of] if one.required and one.name not in inner]
    if missing and not field.required:
        raise UsageError(
            _("{flag} is missing.", flag=missing[0]), _("Add it, or leave out what belongs to it.")
        )


def columns_given(record: str) -> tuple[str, ...]:
    """Give the names by which the fields of a record are given, those of records inside it too."""
    found: list[str] = []
    for field in RECORDS[record]:
        found += columns_given(field.of) if field.kind == "record" else [field.in_export]
    return tuple(found)


def _value(field: Field, text: Any, reading: Reading) -> Any:
    reader = _READERS.get(field.kind)
    if field.kind not in ("list", "records", "gate", "wording") and not isinstance(text, str):
        return text  # a line number, a flag, or what was read before
    return text if reader is None else reader(field, text, reading)


def _text(field: Field, text: str, _reading: Reading) -> str:
    if not text.strip():
        raise UsageError(_("{flag} is empty.", flag=field.flag), _("Say something, or leave the option out."))
    return nfc(text)


def _text_or_unknown(field: Field, text: str, reading: Reading) -> str | None:
    return None if text in ("", "unknown") else _text(field, text, reading)


def _word(field: Field, text: str, _reading: Reading) -> str:
    return _one_of(field, text, field.allowed)


def _one_of(field: Field, text: str, allowed: Collection[str]) -> str:
    if text in allowed:
        return text
    listed = ", ".join(allowed)
    raise UsageError(
        _("{flag} does not take '{text}'.", flag=field.flag, text=text),
        _("It takes: {listed}.", listed=listed),
    )


def _id(field: Field, text: str, reading: Reading) -> str:
    if field.name == "unit":
        known: Collection[str] | None = (*reading.catalog.unit, *UNITS)
    else:
        known = ids_of(reading.catalog, field.refers) if field.refers else None
    if known is not None and text not in known:
        raise unknown(text, known)
    return _patterned(field, text, reading) if known is None else text


def ids_of(catalog: Catalog, section: str) -> Collection[str]:
    """Give the ids of a list of the catalog, or of all its claims."""
    found: Collection[str] = getattr(catalog, section.removesuffix("s"))
    return found


def _patterned(field: Field, text: str, _reading: Reading) -> str:
    kind = field.of or field.kind
    if matches(kind, text):
        return text
    raise UsageError(
        _("'{text}' will not do for {flag}.", text=text, flag=field.flag),
        _NOTATION.get(kind) or _("The pattern: {patterns}", patterns=PATTERNS[kind]),
    )


_NOTATION = MappingProxyType(
    {
        "id": _("Use a–z, 0–9 and - only, at most 80 characters."),
        "url": _("It starts with https:// or http://."),
        "language": _("For example: vi, en."),
    }
)


def _decimal(field: Field, text: str, reading: Reading) -> Decimal:
    """Read a number; in the scale and unit of the indicator, where there is one, by its words."""
    if reading.indicator is not None and field.name != "of":
        value = read_typed(text, reading.indicator, reading.lang, units=reading.catalog.unit).value
        if value is not None:
            return value
    try:
        return read_typed_number(text, reading.lang)
    except (NotANumber, AmbiguousNumber):
        raise UsageError(
            _("{flag}: '{text}' is not a number.", flag=field.flag, text=text),
            _("For example: {flag} 63.", flag=field.flag),
        ) from None


def _period(field: Field, text: str, _reading: Reading) -> Period:
    return typed_period(field.flag or "", text)


def _period_or_unknown(field: Field, text: str, reading: Reading) -> Period | None:
    return None if text == "unknown" else _period(field, text, reading)


def _day(field: Field, text: str, _reading: Reading) -> date:
    return typed_day(field.flag or "", text)


def _wording(field: Field, said: Any, reading: Reading) -> Wording:
    """Read a text in the language of the run, or ``vi=…`` and ``en=…``, each once."""
    if isinstance(said, Wording):
        return said
    found: dict[str, str] = {}
    for text in [said] if isinstance(said, str) else said:
        named = _IN_LANGUAGE.fullmatch(text)
        lang, words = (named[1], named[2]) if named is not None else (reading.lang, text)
        found[lang] = _text(field, words, reading)
        if named is None and field.name == "share_of":  # a name such as GRDP, the same in every language
            found |= {
                other: found[lang] for other in reading.catalog.languages or REQUIRED if not found.get(other)
            }
    return Wording.of(found)


def _list(field: Field, texts: Any, reading: Reading) -> tuple[str, ...]:
    """Read a list: of ids that must exist, where the field refers to a list of the catalog."""
    return tuple(_id(field, text, reading) for text in _several(texts))


def _gate(field: Field, texts: Any, _reading: Reading) -> Any:
    """Read ``behind=warn``, several times."""
    levels = {}
    for code, level in (_pair(field, text, "behind=warn") for text in _several(texts)):
        levels[_one_of(field, code, VERDICT_CODES)] = _one_of(field, level, GATE_LEVELS)
    return MappingProxyType(levels)


def _stages(field: Field, texts: Any, reading: Reading) -> tuple[Named, ...]:
    """Read ``planned=Planned``, several times, worst first; ``planned=vi=…`` adds another language."""
    titles: dict[str, list[str]] = {}
    for name, title in (_pair(field, text, "planned=Planned") for text in _several(texts)):
        titles.setdefault(_patterned(field._replace(of="id"), name, reading), []).append(title)
    return tuple(Named(name, _wording(field, said, reading)) for name, said in titles.items())


def _several(texts: Any) -> Iterable[str]:
    return [texts] if isinstance(texts, str) else texts


def _pair(field: Field, text: str, example: str) -> tuple[str, str]:
    name, mark, rest = text.partition("=")
    if mark:
        return name, rest
    raise UsageError(
        _("{flag}: cannot read '{text}'.", flag=field.flag, text=text),
        _("For example: {flag} {example}", flag=field.flag, example=example),
    )


_READERS: Mapping[str, Callable[[Field, Any, Reading], Any]] = MappingProxyType(
    {
        "text": _text,
        "text_or_unknown": _text_or_unknown,
        "word": _word,
        "id": _id,
        "claim": _id,
        "language": _patterned,
        "url": _patterned,
        "sha256": _patterned,
        "decimal": _decimal,
        "period": _period,
        "period_or_unknown": _period_or_unknown,
        "day": _day,
        "wording": _wording,
        "list": _list,
        "gate": _gate,
        "records": _stages,
    }
)
