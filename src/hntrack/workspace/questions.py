"""The questions about a draft's claim, each depending on the answers before it.  Pure: no terminal, no files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, cast

from hntrack.model.catalog import Catalog
from hntrack.model.codes import (
    CHANGES,
    COMPARATORS,
    DIRECTIONS,
    MEASURES,
    NUMERIC_MEASURES,
    QUALIFIERS,
    SCALES,
    Measure,
    Scale,
    word,
)
from hntrack.model.records import Indicator, Named, Source
from hntrack.model.snapshot import current_targets
from hntrack.text.fold import fold
from hntrack.text.messages import Message, _
from hntrack.text.numbers import format_number
from hntrack.text.units import SCALES as SCALE_WORDS
from hntrack.text.units import UNITS, unit_name
from hntrack.text.wording import Wording
from hntrack.workspace.drafts import Proposed
from hntrack.workspace.proposing import claim_id

NEW = "+"
BLANK = "-"
BACK = "<"

Answers = Mapping[str, str]

_NEAREST = 5
_LIKELY, _THINKABLE = Decimal("0.55"), Decimal("0.2")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_KIND_OF_UNIT: Mapping[str, Measure] = MappingProxyType(
    {
        "share": "share",
        "rank": "rank",
        "money": "amount",
        "score": "index",
        "energy": "amount",
        "power": "amount",
    }
)
_TAUGHT = MappingProxyType({"increase": "at_least", "decrease": "at_most"})


class Choice(NamedTuple):
    """One possible answer, and what it means."""

    value: str
    title: str = ""


class Question(NamedTuple):
    """Something to ask.

    Attributes:
        key: Under which the answer is kept.
        text: The question.
        default: What an empty answer means.
        choices: Possible answers, which may also be given by number.
        kind: How an answer is checked: ``text``, ``choice``, ``indicator``, ``id``, ``new_id``, ``value``,
            ``period`` or ``day``.
        optional: It may be left out (:data:`BLANK`).
    """

    key: str
    text: Message
    default: str = ""
    choices: tuple[Choice, ...] = ()
    kind: str = "text"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One claim in front of a curator.

    Attributes:
        catalog: As it is now.
        source: The document of the draft.
        claim: What is to be decided about.
        deed: ``target``, ``measurement`` or ``set_aside``.
        lang: ``vi`` or ``en``: the language of the questions and of typed numbers.
        before: Earlier answers, offered again: of the same claim after a refusal, and about the document.
    """

    catalog: Catalog
    source: Source
    claim: Proposed
    deed: str
    lang: str
    before: Answers = field(default_factory=dict)


def questions(case: Case, answers: Answers) -> Iterator[Question]:
    """Give the questions in their order, as far as the answers so far tell which are to be asked."""
    if case.deed == "set_aside":
        yield from _setting_aside(case)
    else:
        yield from _indicator(case, answers)
        yield from (_target if case.deed == "target" else _measurement)(case, answers)
    yield from _reading(case)
    if case.source.id not in case.catalog.source:
        yield from _document(case, answers)


def _indicator(case: Case, answers: Answers) -> Iterator[Question]:
    said = case.claim.suggests
    near = nearest(case.catalog, said.subject, said.unit)
    choices = [Choice(one.id, one.title.within(case.lang)) for one, _ in near]
    choices.append(Choice(NEW, _("a new indicator").within(case.lang)))
    default = near[0][0].id if near and near[0][1] >= _LIKELY else NEW
    text = _("Which indicator? (a number, an id, or +)")
    yield Question("indicator", text, default, tuple(choices), "indicator")
    if answers.get("indicator") == NEW:
        yield from _new_indicator(case, answers)


def _new_indicator(case: Case, answers: Answers) -> Iterator[Question]:
    said, catalog, vi = case.claim.suggests, case.catalog, case.source.language == "vi"
    yield Question(
        "new.id",
        _("Id of the new indicator"),
        claim_id(said.subject, None),
        kind="new_id",
    )
    yield Question(
        "new.vi",
        _("Title in Vietnamese"),
        said.subject if vi else "",
        optional=not vi,
    )
    yield Question("new.en", _("Title in English"), "" if vi else said.subject, optional=vi)
    yield from _named(case, answers, "goal", catalog.goals, _("Goal"))
    yield from _named(case, answers, "area", catalog.areas, _("Area"))
    measure = kind_of_measure(said.unit, said.comparator)
    yield Question("new.measure", _("Measure"), measure, _plain(MEASURES), "choice")
    if answers.get("new.measure") not in NUMERIC_MEASURES:
        return
    unit = said.unit if said.unit in UNITS or said.unit in catalog.unit else claim_id(said.unit or "", None)
    yield Question("new.unit", _("Unit (an id)"), "" if unit == "claim" else unit or "", kind="id")
    own = answers.get("new.unit", "")
    if own and own not in UNITS and own not in catalog.unit:
        yield from _titles("unit", own, said.unit or "", vi=vi)
    if answers.get("new.measure") in ("amount", "count"):
        yield Question("new.scale", _("Scale"), said.scale, _plain(tuple(SCALES)), "choice")
    text = _("Where better lies (- for nowhere)")
    direction = "decrease" if answers.get("new.measure") == "rank" else "increase"
    yield Question("new.direction", text, direction, _plain(DIRECTIONS), "choice", optional=True)


def _named(
    case: Case, answers: Answers, what: str, there: tuple[Named, ...], text: Message
) -> Iterator[Question]:
    choices = tuple(Choice(one.id, one.title.within(case.lang)) for one in there)
    more = _("{text} (or a new id)", text=text)
    yield Question(f"new.{what}", more, choices[0].value if choices else "", choices, "id")
    said = answers.get(f"new.{what}", "")
    if said and said not in {one.id for one in there}:
        yield from _titles(what, said, case.claim.suggests.area or "" if what == "area" else "", vi=True)


def _titles(what: str, said: str, default: str, *, vi: bool) -> Iterator[Question]:
    vietnamese = _("'{said}' is new. Its title in Vietnamese", said=said)
    yield Question(f"{what}.vi", vietnamese, default if vi else "", optional=True)
    english = _("'{said}' is new. Its title in English", said=said)
    yield Question(f"{what}.en", english, "" if vi else default, optional=True)


def _target(case: Case, answers: Answers) -> Iterator[Question]:
    said, indicator = case.claim.suggests, chosen(case, answers)
    default = default_comparator(said.comparator, indicator)
    yield Question("comparator", _("Comparator"), default, _plain(COMPARATORS), "choice")
    comparator = answers.get("comparator")
    if comparator != "text":
        yield Question(
            "value", _value_text(indicator), _printed(case, case.claim.value, indicator), kind="value"
        )
    if comparator == "between":
        upper = _printed(case, case.claim.value_high, indicator)
        yield Question("value_high", _("Upper end"), upper, kind="value")
    year = str(said.year) if said.year else BLANK
    text = _("Due (a year; - for none)")
    yield Question("milestone", text, year, kind="period", optional=True)
    earlier = current_targets(tuple(case.catalog.targets_of.get(indicator.id, ()))) if indicator else ()
    if earlier:
        text = _("How does it differ? (new: beside the earlier)")
        yield Question("change", text, "new", _plain(CHANGES), "choice")
    if answers.get("change", "new") != "new":
        choices = tuple(Choice(one.id, str(one.milestone or "")) for one in earlier)
        text = _("Which target does it replace?")
        yield Question("supersedes", text, choices[-1].value, choices, "choice")


def _measurement(case: Case, answers: Answers) -> Iterator[Question]:
    said, indicator = case.claim.suggests, chosen(case, answers)
    yield Question("value", _value_text(indicator), _printed(case, case.claim.value, indicator), kind="value")
    published = case.source.published.period
    period = str(said.year) if said.year else str(published.end.year) if published else ""
    yield Question(
        "period",
        _("For which period (2025, 2025-Q2 …)"),
        period,
        kind="period",
    )
    yield Question("qualifier", _("Qualifier"), said.qualifier, _plain(QUALIFIERS), "choice")


def _setting_aside(case: Case) -> Iterator[Question]:
    """Ask for the reason in the curator's own language, and whether they have it in the other one."""
    text = _("Why nothing uses it")
    names = {"vi": _("in Vietnamese"), "en": _("in English")}
    for lang in sorted(names, key=lambda one: one != case.lang):
        name = names[lang]
        asked = _("{text}, {name}", text=text, name=name)
        yield Question(f"why.{lang}", asked, BLANK if lang != case.lang else "", optional=lang != case.lang)


def _reading(case: Case) -> Iterator[Question]:
    reading = case.claim.reading
    text = _("In your own words, in Vietnamese")
    yield Question("reading.vi", text, reading.get("vi") or BLANK, optional=True)
    text = _("In your own words, in English")
    yield Question("reading.en", text, reading.get("en") or BLANK, optional=True)


def _document(case: Case, answers: Answers) -> Iterator[Question]:
    """Ask what is still unknown of a new document."""
    source = case.source
    if source.title is None:
        yield Question("source.title", _("Title of the document"), BLANK, optional=True)
    if source.publisher is None:
        yield Question("source.publisher", _("Its publisher"), BLANK, optional=True)
    if source.published.period is None and source.published.not_before is None:
        text = _("When was it published (- if unknown)")
        yield Question("source.published", text, kind="period", optional=True)
        if answers.get("source.published") == "":
            text = _("Not before which day (the event's)")
            yield Question("source.not_before", text, kind="day")


def chosen(case: Case, answers: Answers) -> Indicator | None:
    """Give the indicator that was chosen, or the new one as far as it is described; ``None`` before that."""
    name = answers.get("indicator", "")
    if name != NEW:
        return case.catalog.indicator.get(name)
    measure = answers.get("new.measure", "")
    return Indicator(
        id=answers.get("new.id", ""),
        goal="",
        area="",
        title=Wording(answers.get("new.vi", ""), answers.get("new.en", "")),
        measure=cast("Measure", measure),  # or none yet
        unit=answers.get("new.unit") or None,
        direction=word(answers["new.direction"], DIRECTIONS) if answers.get("new.direction") else None,
        scale=cast("Scale", answers.get("new.scale", "one")),
    )


def _plain(values: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(one) for one in values)


def kind_of_measure(unit: str | None, comparator: str) -> Measure:
    """Give the measure that fits a unit: a unit of the catalog's own is counted."""
    if comparator == "text":
        return "text"
    known = UNITS.get(unit or "")
    return _KIND_OF_UNIT.get(known.kind, "count") if known else "count"


def default_comparator(said: str, indicator: Indicator | None) -> str:
    """A figure without a comparator asks for at least as much, where more is better ("reach 40%")."""
    if said != "exactly" or indicator is None:
        return said
    if indicator.measure == "rank":
        return "within_top"
    return _TAUGHT.get(indicator.direction or "", said)


def _value_text(indicator: Indicator | None) -> Message:
    if indicator is None or indicator.measure not in NUMERIC_MEASURES:
        return _("Stage")
    unit, scale = unit_name(indicator.unit or ""), SCALE_WORDS[indicator.scale]
    return _("Value ({unit})", unit=_("{scale} {unit}", scale=scale, unit=unit) if scale else unit)


def _printed(case: Case, value: Decimal | None, indicator: Indicator | None) -> str:
    """Give the printed value in the indicator's scale, in the notation of the language, so that it has one reading."""
    if value is None or indicator is None or indicator.measure not in NUMERIC_MEASURES:
        return ""
    scaled = Decimal(format(value.scaleb(case.claim.exponent - SCALES[indicator.scale]), "f"))
    text = format_number(scaled, case.lang, grouping=False)
    return f"{text}0" if _TWO_WAYS.fullmatch(text) else text


def _words(text: str) -> frozenset[str]:
    return frozenset(_NOT_WORD.sub(" ", fold(text)).split())


def _alike(one: frozenset[str], other: frozenset[str]) -> Decimal:
    return Decimal(2 * len(one & other)) / Decimal(len(one) + len(other)) if one and other else Decimal(0)


def nearest(catalog: Catalog, subject: str, unit: str | None) -> list[tuple[Indicator, Decimal]]:
    """Find the indicators whose titles have the most words of a subject, blind to marks; the best first."""
    words = _words(subject)
    scored = []
    for one in catalog.indicators:
        best = max(_alike(words, _words(title)) for title in one.title.texts.values())
        if best >= _THINKABLE:
            scored.append((one, best + (Decimal("0.1") if one.unit == unit else 0)))
    scored.sort(key=lambda pair: (-pair[1], pair[0].id))
    return scored[:_NEAREST]
