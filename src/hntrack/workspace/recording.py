"""Make a new measurement from what a person said, and check it before anything is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.errors import DataError, Problem, UsageError, Where
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.known import current_measurements
from hntrack.model.records import Cited, Measurement, Places
from hntrack.model.words import OBS_STATUSES, QUALIFIERS, Word, word
from hntrack.text.fold import nfc
from hntrack.text.numbers import AmbiguousNumber, NotANumber, read_typed_number
from hntrack.text.periods import Period
from hntrack.text.wording import Wording
from hntrack.workspace.typed import Typed, read_typed
from hntrack.workspace.typed_dates import typed_day, typed_period

GIVEN = "record"
"""What problems name as the place of a measurement that is not in a file yet."""

_REVISED = re.compile(r"-r[0-9]+$")
_NOT_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Request:
    """What was said on the command line, each field as typed; ``None`` for what was not said."""

    indicator: str
    value: str
    period: str
    source: str | None = None
    line: int | None = None
    as_printed: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    qualifier: str | None = None
    of: str | None = None
    obs_status: str | None = None
    judged_by: str | None = None
    note: str | None = None
    revises: str | None = None
    why: str | None = None


def new_measurement(catalog: Catalog, request: Request, *, lang: str, recorded: str) -> Measurement:
    """Make the measurement that a request describes and check it against the catalog.

    Args:
        catalog: Everything that is recorded now.
        request: What was said.
        lang: ``vi`` or ``en``: the notation and language of what was typed.
        recorded: The instant of recording, ISO with its offset.

    Raises:
        UsageError: Something said cannot be understood.
        DataError: The measurement contradicts the catalog or its own printed words.
    """
    indicator = catalog.indicator.get(request.indicator)
    if indicator is None:
        raise unknown(request.indicator, catalog.indicator)
    period = _period(catalog, request)
    typed = read_typed(request.value, indicator, lang, units=catalog.unit)
    inherited = _same_words(catalog, request)
    measurement = Measurement(
        id=_free_id(catalog, request, period),
        indicator=indicator.id,
        period=period,
        value=typed.value,
        stage=typed.stage,
        qualifier=_word("--qualifier", request.qualifier, QUALIFIERS)
        or _word("--qualifier", typed.qualifier, QUALIFIERS)
        or "exact",
        obs_status=_word("--obs-status", request.obs_status, OBS_STATUSES) or "final",
        of=_of(request.of, typed, lang),
        claim=inherited.claim if inherited else _claim(catalog, request),
        cited=inherited.cited if inherited else _cited(catalog, request),
        published=_day("--published", request.published) or _day_of_correction(inherited, recorded),
        recorded=recorded,
        revises=request.revises,
        why=_text("--why", request.why),
        judged_by=_text("--judged-by", request.judged_by),
        note=_note(request.note, lang),
        places=_GIVEN_PLACES,
    )
    _must_fit(catalog, measurement)
    return measurement


_GIVEN_PLACES: Places = MappingProxyType({"": Where(GIVEN)})


def withdrawal(catalog: Catalog, name: str, why: str, *, recorded: str) -> Measurement:
    """Make the record that takes a measurement back; it stays visible."""
    withdrawn = current(catalog, name)
    return Measurement(
        id=f"{withdrawn.id[:70]}-withdrawn",
        indicator=withdrawn.indicator,
        period=withdrawn.period,
        recorded=recorded,
        withdraws=withdrawn.id,
        published=date.fromisoformat(recorded[:10]),
        why=_text("--why", why),
        places=_GIVEN_PLACES,
    )


def current(catalog: Catalog, name: str) -> Measurement:
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
                Wording(f"{name} đã bị rút: {later}.", f"{name} no longer holds, it was withdrawn: {later}."),
                Wording("Hãy ghi số đo mới bằng “hntrack record”.", "Use 'hntrack record' for a new one."),
            )
        raise UsageError(
            Wording(f"{name} không còn hiệu lực: {later}.", f"{name} no longer holds: {later}."),
            Wording("Hãy sửa bản ghi mới nhất.", "Revise the latest record instead."),
        )
    return found


def _same_words(catalog: Catalog, request: Request) -> Measurement | None:
    """Give the measurement whose provenance a revision keeps, because it names none of its own (a misreading)."""
    if request.revises is None or request.source is not None or request.url is not None:
        return None
    return catalog.measurement[request.revises]


def _day_of_correction(inherited: Measurement | None, recorded: str) -> date | None:
    """A misreading of a page is put right on the day of recording: the page has no other date to go by."""
    if inherited is None or inherited.published is None:
        return None
    return date.fromisoformat(recorded[:10])


def _free_id(catalog: Catalog, request: Request, period: Period) -> str:
    """Name it after its indicator and period; a revision counts up behind the name of the first record."""
    if request.revises is not None:
        first = _REVISED.sub("", request.revises)
        return _numbered(catalog, f"{first}-r")
    name = f"{request.indicator}-{_NOT_ID.sub('-', period.text.lower()).strip('-')}"
    return _numbered(catalog, f"{name}-") if _taken(catalog, name) else name


def _numbered(catalog: Catalog, stem: str) -> str:
    """Put the next free number behind a name, from 2; ids have at most 80 characters."""
    stem = stem[:72]
    number = 2
    while _taken(catalog, f"{stem}{number}"):
        number += 1
    return f"{stem}{number}"


def _taken(catalog: Catalog, name: str) -> bool:
    """Measurements and targets share their names: commands take ids of both kinds."""
    return name in catalog.measurement or name in catalog.target


def _period(catalog: Catalog, request: Request) -> Period:
    """Read the period; a revision keeps that of what it revises."""
    if request.revises is not None and request.revises in catalog.measurement:
        return catalog.measurement[request.revises].period
    return typed_period("--period", request.period)


def _word(option: str, text: str | None, allowed: tuple[Word, ...]) -> Word | None:
    if text is None:
        return None
    if text in allowed:
        return word(text, allowed)
    listed = ", ".join(allowed)
    raise UsageError(
        Wording(f"{option} không nhận “{text}”.", f"{option} does not take '{text}'."),
        Wording(f"Có thể dùng: {listed}.", f"It takes: {listed}."),
    )


def _of(text: str | None, typed: Typed, lang: str) -> Decimal | None:
    if text is None:
        return typed.of
    try:
        return read_typed_number(text, lang)
    except (NotANumber, AmbiguousNumber):
        raise UsageError(
            Wording(f"--of: “{text}” không phải là số.", f"--of: '{text}' is not a number."),
            Wording("Ví dụ: --of 63.", "For example: --of 63."),
        ) from None


def _claim(catalog: Catalog, request: Request) -> str | None:
    """``--source source/claim`` names a curated claim."""
    if request.source is None or "/" not in request.source:
        return None
    if request.source not in catalog.claim:
        raise unknown(request.source, catalog.claim)
    return request.source


def _cited(catalog: Catalog, request: Request) -> Cited | None:
    if request.source is not None and "/" in request.source:
        return None
    if request.source is None and request.url is None:
        raise UsageError(
            Wording("Số đo phải có nguồn.", "A measurement needs a source."),
            Wording(
                "Thêm --source VĂN-BẢN --line DÒNG --as-printed CHỮ, hoặc --url ĐỊA-CHỈ --title … --published NGÀY.",
                "Add --source DOCUMENT --line N --as-printed TEXT, or --url URL --title … --published DATE.",
            ),
        )
    if request.source is not None and request.source not in catalog.source:
        raise unknown(request.source, catalog.source)
    if request.source is not None and (request.line is None or request.as_printed is None):
        raise UsageError(
            Wording(
                "Trích một văn bản thì phải có dòng và chữ in.", "Citing a document takes its line and words."
            ),
            Wording("Thêm --line DÒNG --as-printed “CHỮ”.", "Add --line N --as-printed 'WORDS'."),
        )
    if request.url is not None and request.published is None:
        raise UsageError(
            Wording(
                "Trích một trang thì phải có ngày công bố.", "Citing a page takes the day it was published."
            ),
            Wording("Thêm --published 2026-11-22.", "Add --published 2026-11-22."),
        )
    return Cited(
        source=request.source,
        line=request.line,
        as_printed=_text("--as-printed", request.as_printed),
        url=_text("--url", request.url),
        title=_text("--title", request.title),
        publisher=_text("--publisher", request.publisher),
    )


def _day(option: str, text: str | None) -> date | None:
    return None if text is None else typed_day(option, text)


def _note(text: str | None, lang: str) -> Wording | None:
    said = _text("--note", text)
    if said is None:
        return None
    return Wording(said, "") if lang == "vi" else Wording("", said)


def _text(option: str, text: str | None) -> str | None:
    if text is None:
        return None
    if not text.strip():
        raise UsageError(
            Wording(f"{option} để trống.", f"{option} is empty."),
            Wording("Hãy viết gì đó, hoặc bỏ tuỳ chọn này.", "Say something, or leave the option out."),
        )
    return nfc(text)


def _must_fit(catalog: Catalog, measurement: Measurement) -> None:
    """Check the measurement among those of its indicator, and raise what is wrong with it."""
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)

    beside = tuple(m for m in catalog.measurements if m.indicator == measurement.indicator)
    grown = replace(catalog, measurements=(*beside, measurement))
    problems: tuple[Problem, ...] = tuple(
        p for p in check(grown) if p.severity == "error" and p.where.file == GIVEN
    )
    if problems:
        raise DataError(problems)
