"""Make new entries of a catalog from what a person said: goals, areas, units, indicators, claims, targets."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from hntrack.classes import TypeVar
from hntrack.errors import DataError, InputError, UsageError, Where, cause, unknown
from hntrack.model.catalog import Catalog
from hntrack.model.record_values import Values, id_of, make
from hntrack.model.records import Act, Area, Claim, Indicator, Named, Places, Source, Target
from hntrack.text.characters import nfc
from hntrack.text.messages import Message, Wording, _
from hntrack.workspace.given import Given, Reading, read_given
from hntrack.workspace.typed_values import read_change, read_typed

GIVEN = "add"

_PLACES: Places = MappingProxyType({"": Where(GIVEN)})
_NOTHING = Catalog(GIVEN, Wording("", ""))

Record = TypeVar("Record", Named, Indicator, Target, Claim, Act)


def title_of(vi: str | None, en: str | None) -> Wording:
    """Make a title of what was said in one or both languages.

    Raises:
        UsageError: Nothing was said.
    """
    return _wording(vi, en, _("A title is missing."))


def reading_of(vi: str | None, en: str | None) -> Wording:
    """Make a claim's reading in the same way."""
    return _wording(vi, en, _("The reading is missing: what the claim says, in your own words."))


def _wording(vi: str | None, en: str | None, missing: Message) -> Wording:
    if not (vi or en):
        raise UsageError(missing, _("Add --vi and --en."))
    return Wording(nfc(vi or ""), nfc(en or ""))


def new_named(catalog: Catalog, given: Given, lang: str) -> Named:
    """Make a goal or a unit; see :func:`~hntrack.workspace.given.read_given` for what is given."""
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
    problems = tuple(p for p in found if p.severity == "error" and p.where.file == GIVEN)
    if problems:
        raise DataError(problems)


def _fitting(grown: Catalog, record: Record) -> Record:
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)

    problems = tuple(p for p in check(grown) if p.severity == "error" and p.where.file == GIVEN)
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
