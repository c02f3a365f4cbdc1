"""New entries of a catalog from what a person gave for their fields, each checked before anything is written.

What was given is a mapping from the fields' columns (``as_printed``, ``derived_from``) to texts, as options give them;
:mod:`hntrack.model.fields` says how each is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple, TypeVar
from hntrack.errors import DataError, InputError, UsageError, Where, cause, unknown
from hntrack.model.catalog import Catalog, current_measurements, near
from hntrack.model.codes import GATE_LEVELS, UNITS, VERDICT_CODES
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import Values, free_id, id_of, make, revision_id, withdrawal_id
from hntrack.model.records import Act, Area, Claim, Indicator, Measurement, Named, Places, Source, Target
from hntrack.store.decode import PATTERNS, matches
from hntrack.text.characters import nfc
from hntrack.text.messages import REQUIRED, Message, Wording, _
from hntrack.text.numbers import AmbiguousNumber, NotANumber, read_typed_number
from hntrack.text.periods import Period
from hntrack.workspace.typed_values import read_change, read_typed, typed_day, typed_period

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


ADDED, RECORDED = "add", "record"
"""What problems name as the place of an entry, or of a measurement, that is not in a file yet."""

_PLACES: Places = MappingProxyType({"": Where(ADDED)})
_NOTHING = Catalog(ADDED, Wording("", ""))

Record = TypeVar("Record", Named, Indicator, Target, Claim, Act)


def title_of(vi: str | None, en: str | None) -> Wording:
    """Make a title of what was said in one or both languages.

    Raises:
        UsageError: Nothing was said.
    """
    return _in_words(vi, en, _("A title is missing."))


def reading_of(vi: str | None, en: str | None) -> Wording:
    """Make a claim's reading in the same way."""
    return _in_words(vi, en, _("The reading is missing: what the claim says, in your own words."))


def _in_words(vi: str | None, en: str | None, missing: Message) -> Wording:
    if not (vi or en):
        raise UsageError(missing, _("Add --vi and --en."))
    return Wording(nfc(vi or ""), nfc(en or ""))


def new_named(catalog: Catalog, given: Given, lang: str) -> Named:
    """Make a goal or a unit; see :func:`read_given` for what is given."""
    named: Named = make("named", read_given("named", given, Reading(catalog, lang)), places=_PLACES)
    _must_show_all(replace(_NOTHING, goals=(named,)))
    return named


def new_area(catalog: Catalog, given: Given, lang: str) -> Area:
    """Make an area in the same way; the one that it is a part of must exist."""
    area: Area = make("area", read_given("area", given, Reading(catalog, lang)), places=_PLACES)
    _must_show_all(replace(_NOTHING, areas=(area,)))
    return area


def new_indicator(catalog: Catalog, given: Given, lang: str) -> Indicator:
    """Make an indicator that fits the catalog.

    Raises:
        UsageError: Something given does not exist or cannot be read.
        DataError: It contradicts the catalog.
    """
    values = read_given("indicator", {**given, "limit": None}, Reading(catalog, lang))
    indicator: Indicator = make("indicator", values, places=_PLACES)
    if given.get("limit") is not None:
        indicator = indicator._replace(
            limit=read_typed(given["limit"], indicator, lang, units=catalog.unit).value
        )
    return _fitting(replace(catalog, indicators=(*catalog.indicators, indicator)), indicator)


def new_target(catalog: Catalog, given: Given, lang: str) -> Target:
    """Make a target that fits the catalog; raises as :func:`new_indicator` does."""
    indicator = catalog.indicator.get(given["indicator"])
    if indicator is None:
        raise unknown(given["indicator"], catalog.indicator)
    values = read_given("target", {**given, "value": None, "value_high": None}, Reading(catalog, lang))
    values |= _asked(catalog, given, indicator, lang)
    milestone = values.get("milestone")
    values.setdefault("id", id_of(indicator.id, milestone.text if milestone else "undated"))
    target: Target = make("target", values, places=_PLACES)
    return _fitting(replace(catalog, targets=(*catalog.targets, target)), target)


def _asked(catalog: Catalog, given: Given, indicator: Indicator, lang: str) -> Values:
    """Read what a target asks for: a value or a stage, and the upper end of an interval."""
    asked: Values = {}
    if given.get("value") is not None and given.get("relative_to") is not None:
        asked = {"value": read_change(given["value"], lang)}
    elif given.get("value") is not None:
        typed = read_typed(given["value"], indicator, lang, units=catalog.unit)
        asked = {"value": typed.value, "stage": typed.stage}
    if given.get("value_high") is not None:
        asked["value_high"] = read_typed(given["value_high"], indicator, lang, units=catalog.unit).value
    return asked


def new_act(catalog: Catalog, given: Given, lang: str) -> Act:
    """Make a legal act whose number is one, and that fits the catalog; raises as :func:`new_indicator` does."""
    act: Act = make("act", read_given("act", given, Reading(catalog, lang)), places=_PLACES)
    return _fitting(replace(catalog, acts=(*catalog.acts, act)), act)


def new_source(given: Given, lang: str) -> Source:
    """Make a document without claims; its original is read for its hash and not kept.

    Raises:
        UsageError: A date cannot be read, or is missing.
        InputError: The original cannot be read.
    """
    path = Path(given["original"])
    values = read_given("source", {**given, "original": nfc(path.name)}, Reading(_NOTHING, lang))
    for name in ("title", "publisher", "author"):
        values.setdefault(name, None)
    published = values.setdefault("published", {})
    if published.setdefault("date", None) is None and "not_before" not in published:
        raise UsageError(
            _("The date of publication is missing."),
            _("Add --published DATE, or --not-before DATE where only the event's day is known."),
        )
    published.setdefault("basis", "unknown" if published["date"] is None else "given")
    values["original"]["sha256"] = _sha256(path)
    source: Source = make("source", values, claims=(), places=_PLACES)
    _must_show_all(replace(_NOTHING, sources=(source,)))
    return source


def new_claim(
    catalog: Catalog, source: str, claim: Claim, target: Given | None = None, lang: str = "vi"
) -> Claim:
    """Give a claim that can be added to a document, with the target that is to rest on it, if one is.

    Raises:
        UsageError: There is no such document.
        DataError: Its words say something else than the target.
    """
    found = catalog.source.get(source)
    if found is None:
        raise unknown(source, catalog.source)
    _must_show_all(replace(_NOTHING, sources=(found._replace(claims=(claim,)),)))
    if target is not None:
        grown = found._replace(claims=(*found.claims, claim))
        others = tuple(grown if one.id == source else one for one in catalog.sources)
        new_target(replace(catalog, sources=others), target, lang)
    return claim


def claim_of(given: Given, lang: str) -> Claim:
    """Make a claim."""
    claim: Claim = make("claim", read_given("claim", given, Reading(_NOTHING, lang)), places=_PLACES)
    return claim


def _must_show_all(made: Catalog) -> None:
    """Refuse texts that hide a character, or cite too much, before they are written."""
    from hntrack.checks.texts import forms_of_texts, lengths_of_citations  # noqa: PLC0415  (as for all checks)

    found = (*forms_of_texts(made), *lengths_of_citations(made))
    problems = tuple(p for p in found if p.severity == "error" and p.where.file == ADDED)
    if problems:
        raise DataError(problems)


def _fitting(grown: Catalog, record: Record) -> Record:
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)

    problems = tuple(p for p in check(grown) if p.severity == "error" and p.where.file == ADDED)
    if problems:
        raise DataError(problems)
    return record


def _sha256(path: Path) -> str:
    if path.exists() and not path.is_file():  # a device or a pipe may never end
        raise InputError(
            _("{path} is not a regular file.", path=path), _("Name the document's original file.")
        )
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(
            _("{path} cannot be read: {cause}.", path=path, cause=cause(error)),
            _("Name the document's original file."),
        ) from error


_PROVENANCE = ("source", "url", "claim", "derived_rule", "derived_from")
_OF_CITED = tuple(field.in_export for field in RECORDS["cited"])
_RECORDED_PLACES: Places = MappingProxyType({"": Where(RECORDED)})


def new_measurement(
    catalog: Catalog, given: Given, *, lang: str, recorded: str, confirmed: bool = True, ours: bool = True
) -> Measurement:
    """Make the measurement that was described, and check it against the catalog.

    Args:
        catalog: Everything that is recorded now.
        given: What was said, by the columns of its fields; ``source`` may name a claim (``source/claim``).
        lang: ``vi`` or ``en``: the notation and language of what was typed.
        recorded: The instant of recording, ISO with its offset.
        confirmed: Somebody looked at what seems a slip; else that is refused.
        ours: A revision without a source is a correction of our own misreading; else it needs a source.

    Raises:
        UsageError: Something said cannot be understood.
        DataError: The measurement contradicts the catalog or its own printed words.
    """
    indicator = catalog.indicator.get(given["indicator"])
    if indicator is None:
        raise unknown(given["indicator"], catalog.indicator)
    typed = read_typed(given["value"], indicator, lang, units=catalog.unit)
    inherited = _same_words(catalog, given)
    if inherited is not None and not ours:
        _must_prove(catalog, inherited)
    stated = given if inherited else _with_provenance(catalog, given)
    values = read_given("measurement", {**stated, "value": None}, Reading(catalog, lang))
    values |= {"value": typed.value, "stage": typed.stage, "recorded": recorded}
    if typed.qualifier is not None:
        values.setdefault("qualifier", typed.qualifier)
    if typed.of is not None:
        values.setdefault("of", typed.of)
    values.setdefault("id", _new_id(catalog, given, values["period"]))
    measurement: Measurement = make("measurement", values, places=_RECORDED_PLACES)
    if inherited:
        measurement = measurement._replace(
            claim=inherited.claim,
            cited=inherited.cited,
            published=measurement.published or _day_of_correction(inherited, recorded),
        )
    _must_fit(catalog, measurement, confirmed=confirmed)
    return measurement


def revision(
    catalog: Catalog, name: str, given: Given, *, lang: str, recorded: str, confirmed: bool, ours: bool = True
) -> Measurement:
    """Make the measurement that replaces another one; takes and raises what :func:`new_measurement` does."""
    old = _current(catalog, name)
    replaced = {"indicator": old.indicator, "period": old.period, "revises": old.id}
    return new_measurement(
        catalog, {**given, **replaced}, lang=lang, recorded=recorded, confirmed=confirmed, ours=ours
    )


def withdrawal(catalog: Catalog, name: str, why: str, *, recorded: str) -> Measurement:
    """Make the record that takes a measurement back; it stays visible."""
    withdrawn = _current(catalog, name)
    return Measurement(
        id=withdrawal_id(withdrawn.id),
        indicator=withdrawn.indicator,
        period=withdrawn.period,
        recorded=recorded,
        withdraws=withdrawn.id,
        published=date.fromisoformat(recorded[:10]),
        why=read_given("measurement", {"why": why}, Reading(catalog, "vi"))["why"],
        places=_RECORDED_PLACES,
    )


def _current(catalog: Catalog, name: str) -> Measurement:
    """Find a measurement that holds now.

    Raises:
        UsageError: There is none of that name, or it was revised or withdrawn, with the one that holds instead.
    """
    found = catalog.measurement.get(name)
    if found is None:
        raise unknown(name, catalog.measurement)
    if found not in current_measurements(catalog.measurements):
        later = next((m.id for m in catalog.measurements if name in (m.revises, m.withdraws)), found.id)
        if any(m.withdraws == name for m in catalog.measurements):
            raise UsageError(
                _("{name} no longer holds, it was withdrawn: {later}.", name=name, later=later),
                _("Use 'hntrack record' for a new one."),
            )
        raise UsageError(
            _("{name} no longer holds: {later}.", name=name, later=later),
            _("Revise the latest record instead."),
        )
    return found


def _same_words(catalog: Catalog, given: Given) -> Measurement | None:
    """Give the measurement whose provenance a revision keeps, because it names none of its own (a misreading)."""
    if given.get("revises") is None or any(given.get(name) is not None for name in _PROVENANCE):
        return None
    return catalog.measurement[given["revises"]]


def _day_of_correction(inherited: Measurement, recorded: str) -> date | None:
    """A misreading of a page is put right on the day of recording: the page has no other date to go by."""
    if inherited.published is None:
        return None
    return date.fromisoformat(recorded[:10])


def _new_id(catalog: Catalog, given: Given, period: Period) -> str:
    """Name it after its indicator and period, a revision after the first record.

    Measurements and targets share their names: commands take ids of both kinds.
    """
    taken = {*catalog.measurement, *catalog.target}
    if given.get("revises") is not None:
        return revision_id(given["revises"], taken)
    return free_id(id_of(given["indicator"], period.text), taken)


def _with_provenance(catalog: Catalog, given: Given) -> Given:
    """Say where the value stands: a claim, a line of a document, a page, or other measurements.

    Raises:
        UsageError: It is not said, or not whole.
    """
    source = given.get("source")
    if source is not None and "/" in source:
        return {**given, "claim": source, **dict.fromkeys(_OF_CITED)}
    if all(given.get(name) is None for name in _PROVENANCE):
        raise UsageError(
            _("A measurement needs a source."),
            _("Add --source DOCUMENT --line N --as-printed TEXT, or --url URL --title … --published DATE."),
        )
    _must_cite_all(catalog, given)
    return given


def _must_cite_all(catalog: Catalog, given: Given) -> None:
    source = given.get("source")
    if source is not None and source not in catalog.source:
        raise unknown(source, catalog.source)
    if source is not None and (given.get("line") is None or given.get("as_printed") is None):
        raise UsageError(
            _("Citing a document takes its line and words."), _("Add --line N --as-printed 'WORDS'.")
        )
    if given.get("url") is not None and given.get("published") is None:
        raise UsageError(_("Citing a page takes the day it was published."), _("Add --published 2026-11-22."))
    if (given.get("derived_rule") is None) != (not given.get("derived_from")):
        raise UsageError(
            _("A derived value takes its rule and its parts."),
            _("Add --derived share --derived-from A --derived-from B."),
        )


def _must_prove(catalog: Catalog, earlier: Measurement) -> None:
    """Refuse to give a new value the source of the old one, where that source's words cannot prove it."""
    printed = earlier.claim in catalog.claim or (earlier.cited is not None and earlier.cited.as_printed)
    if not printed:
        raise UsageError(
            _("A new value needs a source: that of {id} does not say it.", id=earlier.id),
            _(
                "Add --url URL --published DATE (or --source), or --our-correction if we had misread the old one."
            ),
        )


def _must_fit(catalog: Catalog, measurement: Measurement, *, confirmed: bool) -> None:
    """Check the measurement among those of its indicator, and raise what is wrong with it."""
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)
    from hntrack.checks.values import SLIPS  # noqa: PLC0415  (as above)

    grown = catalog.with_measurements((*catalog.measurements, measurement))
    found = [p for p in check(near(grown, (measurement,)), part=True) if p.where.file == RECORDED]
    problems = tuple(p for p in found if p.severity == "error")
    slips = tuple(p._replace(severity="error") for p in found if p.code in SLIPS and not confirmed)
    if problems or slips:
        raise DataError((*problems, *slips))
