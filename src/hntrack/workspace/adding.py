"""Make new entries of a catalog from what a person said: goals, areas, units, indicators, claims, targets."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from hntrack.errors import DataError, InputError, UsageError, Where
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Claim, Indicator, Named, Places, Published, Source, Target
from hntrack.model.words import CHANGES, CLAIM_KINDS, COMPARATORS, DIRECTIONS, MEASURES, SCALES, Scale, word
from hntrack.text.fold import nfc
from hntrack.text.periods import Period
from hntrack.text.units import UNITS
from hntrack.text.wording import Wording
from hntrack.workspace.typed import read_typed
from hntrack.workspace.typed_dates import typed_day, typed_period

GIVEN = "add"
UNKNOWN = "unknown"

_PLACES: Places = MappingProxyType({"": Where(GIVEN)})

Record = TypeVar("Record", Named, Indicator, Target, Claim)


def title_of(vi: str | None, en: str | None) -> Wording:
    """Make a title of what was said in one or both languages.

    Raises:
        UsageError: Nothing was said.
    """
    return _wording(vi, en, Wording("Thiếu tên gọi.", "A title is missing."))


def reading_of(vi: str | None, en: str | None) -> Wording:
    """Make a claim's reading in the same way."""
    return _wording(
        vi,
        en,
        Wording(
            "Thiếu cách hiểu: câu được trích nói gì, bằng lời của bạn.",
            "The reading is missing: what the claim says, in your own words.",
        ),
    )


def _wording(vi: str | None, en: str | None, missing: Wording) -> Wording:
    if not (vi or en):
        raise UsageError(missing, Wording("Thêm --vi và --en.", "Add --vi and --en."))
    return Wording(nfc(vi or ""), nfc(en or ""))


def new_named(name: str, title: Wording) -> Named:
    """Make a goal, an area or a unit."""
    named = Named(name, title, places=_PLACES)
    _must_show_all(Catalog(GIVEN, title, goals=(named,)))
    return named


@dataclass(frozen=True, slots=True)
class IndicatorRequest:
    """What was said of a new indicator, as typed."""

    id: str
    title: Wording
    goal: str
    area: str
    measure: str
    unit: str | None = None
    scale: str = "one"
    direction: str | None = None
    limit: str | None = None
    share_of: str | None = None


def new_indicator(catalog: Catalog, said: IndicatorRequest, lang: str) -> Indicator:
    """Make an indicator that fits the catalog.

    Raises:
        UsageError: Something said does not exist or cannot be read.
        DataError: It contradicts the catalog.
    """
    _known(said.goal, catalog.goal)
    _known(said.area, catalog.area)
    _known(said.measure, MEASURES)
    _known(said.scale, SCALES)
    if said.unit is not None:
        _known(said.unit, [*catalog.unit, *UNITS])
    if said.direction is not None:
        _known(said.direction, DIRECTIONS)
    indicator = Indicator(
        id=said.id,
        goal=said.goal,
        area=said.area,
        title=said.title,
        measure=word(said.measure, MEASURES),
        unit=said.unit,
        direction=word(said.direction, DIRECTIONS) if said.direction else None,
        scale=cast("Scale", said.scale),
        share_of=Wording(nfc(said.share_of), nfc(said.share_of)) if said.share_of else None,
        places=_PLACES,
    )
    if said.limit is not None:
        indicator = indicator._replace(limit=read_typed(said.limit, indicator, lang).value)
    return _fitting(replace(catalog, indicators=(*catalog.indicators, indicator)), indicator)


@dataclass(frozen=True, slots=True)
class TargetRequest:
    """What was said of a new target, as typed."""

    indicator: str
    comparator: str
    claim: str
    id: str | None = None
    milestone: str | None = None
    value: str | None = None
    value_high: str | None = None
    stated: Wording | None = None
    supersedes: str | None = None
    change: str | None = None


def new_target(catalog: Catalog, said: TargetRequest, lang: str) -> Target:
    """Make a target that fits the catalog; raises as :func:`new_indicator` does."""
    indicator = catalog.indicator.get(said.indicator)
    if indicator is None:
        raise unknown(said.indicator, catalog.indicator)
    _known(said.comparator, COMPARATORS)
    _known(said.claim, catalog.claim)
    _known(said.change or "new", CHANGES)
    milestone = _milestone(said.milestone)
    typed = read_typed(said.value, indicator, lang, units=catalog.unit) if said.value is not None else None
    high = (
        read_typed(said.value_high, indicator, lang, units=catalog.unit)
        if said.value_high is not None
        else None
    )
    target = Target(
        id=said.id
        or f"{indicator.id}-{milestone.text.lower().replace('/', '-') if milestone else 'undated'}",
        indicator=indicator.id,
        milestone=milestone,
        comparator=word(said.comparator, COMPARATORS),
        claim=said.claim,
        value=typed.value if typed else None,
        value_high=high.value if high else None,
        stage=typed.stage if typed else None,
        stated=said.stated,
        supersedes=said.supersedes,
        change=word(said.change or "new", CHANGES),
        places=_PLACES,
    )
    return _fitting(replace(catalog, targets=(*catalog.targets, target)), target)


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """What was said of a new document, as typed; what was not said is unknown."""

    id: str
    original: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str = "vi"
    published: str | None = None
    not_before: str | None = None
    url: str | None = None


def new_source(said: SourceRequest) -> Source:
    """Make a document without claims; its original is read for its hash and not kept.

    Raises:
        UsageError: A date cannot be read.
        InputError: The original cannot be read.
    """
    path = Path(said.original)
    source = Source(
        id=said.id,
        title=_said(said.title),
        publisher=_said(said.publisher),
        author=_said(said.author),
        language=said.language,
        published=_published(said),
        original=nfc(path.name),
        sha256=_sha256(path),
        claims=(),
        url=said.url,
        places=_PLACES,
    )
    _must_show_all(Catalog(GIVEN, Wording("", ""), sources=(source,)))
    return source


def new_claim(
    catalog: Catalog, source: str, claim: Claim, target: TargetRequest | None = None, lang: str = "vi"
) -> Claim:
    """Give a claim that can be added to a document, with the target that is to rest on it, if one is.

    Raises:
        UsageError: There is no such document.
        DataError: Its words say something else than the target.
    """
    found = catalog.source.get(source)
    if found is None:
        raise unknown(source, catalog.source)
    _must_show_all(Catalog(GIVEN, Wording("", ""), sources=(found._replace(claims=(claim,)),)))
    if target is not None:
        grown = found._replace(claims=(*found.claims, claim))
        others = tuple(grown if one.id == source else one for one in catalog.sources)
        new_target(replace(catalog, sources=others), target, lang)
    return claim


def claim_of(name: str, kind: str, line: int, as_printed: str, reading: Wording) -> Claim:
    """Make a claim."""
    _known(kind, CLAIM_KINDS)
    return Claim(name, word(kind, CLAIM_KINDS), line, nfc(as_printed), reading, places=_PLACES)


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


def _known(name: str, names: Collection[str]) -> None:
    if name not in names:
        raise unknown(name, names)


def _milestone(text: str | None) -> Period | None:
    return None if text is None else typed_period("--milestone", text)


def _published(said: SourceRequest) -> Published:
    period = typed_period("--published", said.published) if said.published else None
    not_before = typed_day("--not-before", said.not_before) if said.not_before else None
    if period is None and not_before is None:
        raise UsageError(
            Wording("Thiếu ngày công bố.", "The date of publication is missing."),
            Wording(
                "Thêm --published NGÀY, hoặc --not-before NGÀY nếu chỉ biết ngày của sự kiện.",
                "Add --published DATE, or --not-before DATE where only the event's day is known.",
            ),
        )
    return Published(period, not_before, "printed" if period else "unknown")


def _said(text: str | None) -> str | None:
    return None if text in (None, "", UNKNOWN) else nfc(text or "")


def _sha256(path: Path) -> str:
    if path.exists() and not path.is_file():  # a device or a pipe may never end
        raise InputError(
            Wording(f"{path} không phải là tệp thường.", f"{path} is not a regular file."),
            Wording("Chỉ tệp gốc của văn bản.", "Name the document's original file."),
        )
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        cause = error.strerror or str(error)
        raise InputError(
            Wording(f"Không đọc được {path}: {cause}.", f"{path} cannot be read: {cause}."),
            Wording("Chỉ tệp gốc của văn bản.", "Name the document's original file."),
        ) from error
