"""The questions about a draft's claim, each depending on the answers before it, and how answers are read.  Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, cast

from hntrack.errors import UsageError, unknown
from hntrack.model.catalog import Catalog, current_targets
from hntrack.model.codes import (
    CHANGES,
    COMPARATORS,
    DIRECTIONS,
    MEASURES,
    NUMERIC_MEASURES,
    QUALIFIERS,
    SCALE_NAMES,
    SCALES,
    UNITS,
    Measure,
    Scale,
    unit_name,
    word,
)
from hntrack.model.record_values import free_id
from hntrack.model.records import Area, Indicator, Named, Source, Target
from hntrack.store.decode import matches
from hntrack.text.characters import nfc
from hntrack.text.messages import Message, Wording, _
from hntrack.text.numbers import format_number, read_whole
from hntrack.workspace.curate.drafts import Proposed
from hntrack.workspace.curate.proposals import area_of, claim_id, nearest, suggest
from hntrack.workspace.typed_values import read_typed, typed_day, typed_period

NEW = "+"
BLANK = "-"
BACK = "<"

Answers = Mapping[str, str]

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
        sure: What is offered follows from the printed words, so it need not be asked where all is well.
    """

    key: str
    text: Message
    default: str = ""
    choices: tuple[Choice, ...] = ()
    kind: str = "text"
    optional: bool = False
    sure: bool = False


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
    """Ask for the indicator; one is offered for Enter only where it is of the very place that the text names."""
    suggests = case.claim.suggests
    near = nearest(case.catalog, suggests)
    best = suggest(near, suggests)
    choices = [
        Choice(it.indicator.id, indicator_title(case.catalog, it.indicator).within(case.lang)) for it in near
    ]
    choices.append(Choice(NEW, _("a new indicator").within(case.lang)))
    default = best.indicator.id if best is not None and best.place == "same" else ""
    text = _("Which indicator? (a number, an id, or +)")
    yield Question("indicator", text, default, tuple(choices), "indicator")
    if answers.get("indicator") == NEW:
        yield from _new_indicator(case, answers)


def indicator_title(catalog: Catalog, indicator: Indicator, *, placed: bool = False) -> Message | Wording:
    """Give an indicator's title, with its area where that is asked for, or where the catalog has several."""
    area = catalog.area.get(indicator.area)
    if area is None or not (placed or len(catalog.areas) > 1):
        return indicator.title
    return _("{title} — {area}", title=indicator.title, area=area.title)


def _new_indicator(case: Case, answers: Answers) -> Iterator[Question]:
    suggests, catalog, vi = case.claim.suggests, case.catalog, case.source.language == "vi"
    own_id = free_id(claim_id(suggests.subject, None), catalog.indicator)
    yield Question("new.id", _("Id of the new indicator"), own_id, kind="new_id", sure=bool(suggests.subject))
    subject = (suggests.subject or BLANK, BLANK)
    yield Question("new.vi", _("Title in Vietnamese"), subject[not vi], optional=not vi, sure=True)
    yield Question("new.en", _("Title in English"), subject[vi], optional=vi, sure=True)
    near = nearest(catalog, suggests)
    goal = near[0].indicator.goal if near else ""
    yield from _named(case, answers, "goal", catalog.goals, goal)
    yield from _named(case, answers, "area", catalog.areas, _area(catalog, suggests.area))
    measure = kind_of_measure(suggests.unit, suggests.comparator)
    yield Question("new.measure", _("Measure"), measure, _plain(MEASURES), "choice", sure=True)
    if answers.get("new.measure") not in NUMERIC_MEASURES:
        return
    yield from _unit(case, answers)
    if answers.get("new.measure") in ("amount", "count"):
        yield Question("new.scale", _("Scale"), suggests.scale, _plain(tuple(SCALES)), "choice", sure=True)
    text = _("Where better lies (- for nowhere)")
    direction = "decrease" if answers.get("new.measure") == "rank" else _wanted(suggests.comparator)
    yield Question("new.direction", text, direction, _plain(DIRECTIONS), "choice", optional=True, sure=True)


def _unit(case: Case, answers: Answers) -> Iterator[Question]:
    """Ask for the unit of a new indicator, and for the titles of one that nobody knows yet."""
    known = {*UNITS, *case.catalog.unit}
    printed = case.claim.suggests.unit or ""
    offered = printed if printed in known else claim_id(printed, None)
    default = "" if offered == "claim" else offered  # no word of it can stand in an id
    yield Question("new.unit", _("Unit (an id)"), default, kind="id", sure=True)
    own = answers.get("new.unit", "")
    if own and own not in known:
        yield from _titles("unit", own, printed, vi=case.source.language == "vi")


def _wanted(comparator: str) -> str:
    """Say where better lies by what is asked for: at most so much is asked where less is better."""
    return "decrease" if comparator in ("at_most", "less_than") else "increase"


def _area(catalog: Catalog, name: str | None) -> str:
    """Give the area of the place that a text names, a new one where the catalog has none; none where it names none."""
    if not name:
        return ""
    return area_of(catalog, name) or claim_id(name, None)


def _named(
    case: Case, answers: Answers, what: str, there: tuple[Named | Area, ...], default: str
) -> Iterator[Question]:
    choices = tuple(Choice(it.id, it.title.within(case.lang)) for it in there)
    text = {"goal": _("Goal (or a new id)"), "area": _("Area (or a new id)")}[what]
    first = choices[0].value if choices and what == "goal" else ""
    sure = bool(default) or (bool(first) and len(choices) == 1)
    yield Question(f"new.{what}", text, default or first, choices, "id", sure=sure)
    chosen_id = answers.get(f"new.{what}", "")
    if chosen_id not in {"", *(it.id for it in there)}:
        place = {"area": case.claim.suggests.area or ""}.get(what, "")
        yield from _titles(what, chosen_id, place, vi=case.source.language == "vi")


def _titles(what: str, own: str, default: str, *, vi: bool) -> Iterator[Question]:
    """Ask for the titles of a new goal, area or unit; one of them is needed."""
    titles = (default or BLANK, BLANK)
    vietnamese = _("'{said}' is new. Its title in Vietnamese", said=own)
    yield Question(f"{what}.vi", vietnamese, titles[not vi], optional=True, sure=bool(default))
    english = _("'{said}' is new. Its title in English", said=own)
    yield Question(f"{what}.en", english, titles[vi], optional=True, sure=bool(default))


def _target(case: Case, answers: Answers) -> Iterator[Question]:
    suggests, indicator = case.claim.suggests, chosen(case, answers)
    default = default_comparator(suggests.comparator, indicator)
    yield Question("comparator", _("Comparator"), default, _plain(COMPARATORS), "choice", sure=True)
    comparator = answers.get("comparator")
    if comparator != "text":
        printed = _printed(case, case.claim.value, indicator)
        yield Question("value", _value_text(indicator), printed, kind="value", sure=True)
    if comparator == "between":
        upper = _printed(case, case.claim.value_high, indicator)
        yield Question("value_high", _("Upper end"), upper, kind="value", sure=True)
    year = str(suggests.year) if suggests.year else BLANK
    if suggests.period and suggests.period.startswith(f"{year}-") and "/" not in suggests.period:
        year = suggests.period  # due by a month or quarter of its year
    text = _("Due (a year; - for none)")
    yield Question("milestone", text, year, kind="period", optional=True, sure=bool(suggests.year))
    yield from _earlier(case, answers, indicator)


def _earlier(case: Case, answers: Answers, indicator: Indicator | None) -> Iterator[Question]:
    """Ask how a target differs from an earlier one; it need not be asked where none is due at the same time."""
    earlier = current_targets(tuple(case.catalog.targets_of.get(indicator.id, ()))) if indicator else ()
    due = answers.get("milestone") or None
    same = [it for it in earlier if _due(it) == due]
    if earlier:
        text = _("How does it differ? (new: beside the earlier)")
        change = _change(case, same[-1], indicator) if same else "new"
        yield Question("change", text, change, _plain(CHANGES), "choice", sure=not same)
    if answers.get("change", "new") != "new":
        choices = tuple(Choice(it.id, f"{it.id} ({due})" if (due := _due(it)) else it.id) for it in earlier)
        text = _("Which target does it replace?")
        yield Question("supersedes", text, (same or earlier)[-1].id, choices, "choice", sure=len(same) == 1)


def _due(target: Target) -> str | None:
    return str(target.milestone) if target.milestone else None


def _change(case: Case, earlier: Target, indicator: Indicator | None) -> str:
    """Say whether a target asks for more or less than an earlier one that is due at the same time."""
    now = case.claim.value
    if indicator is None or now is None or earlier.value is None or earlier.value == now:
        return "new"
    scaled = now.scaleb(case.claim.exponent - SCALES[indicator.scale])
    if scaled == earlier.value:
        return "new"
    return "raised" if (scaled > earlier.value) == (indicator.direction != "decrease") else "lowered"


def _measurement(case: Case, answers: Answers) -> Iterator[Question]:
    suggests, indicator = case.claim.suggests, chosen(case, answers)
    printed = _printed(case, case.claim.value, indicator)
    yield Question("value", _value_text(indicator), printed, kind="value", sure=True)
    published = case.source.published.period
    stated = suggests.period or (str(suggests.year) if suggests.year else "")
    period = stated or (str(published.end.year) if published else "")
    text = _("For which period (2025, 2025-Q2 …)")
    yield Question("period", text, period, kind="period", sure=bool(stated))
    yield Question("qualifier", _("Qualifier"), suggests.qualifier, _plain(QUALIFIERS), "choice", sure=True)


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
    yield Question("reading.vi", text, reading.get("vi") or BLANK, optional=True, sure=True)
    text = _("In your own words, in English")
    yield Question("reading.en", text, reading.get("en") or BLANK, optional=True, sure=True)


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
    return tuple(Choice(value) for value in values)


def kind_of_measure(unit: str | None, comparator: str) -> Measure:
    """Give the measure that fits a unit: a unit of the catalog's own is counted."""
    if comparator == "text":
        return "text"
    known = UNITS.get(unit or "")
    return _KIND_OF_UNIT.get(known.kind, "count") if known else "count"


def default_comparator(suggests: str, indicator: Indicator | None) -> str:
    """A figure without a comparator asks for at least as much, where more is better ("reach 40%")."""
    if suggests != "exactly" or indicator is None:
        return suggests
    if indicator.measure == "rank":
        return "within_top"
    return _TAUGHT.get(indicator.direction or "", suggests)


def _value_text(indicator: Indicator | None) -> Message:
    if indicator is None or indicator.measure not in NUMERIC_MEASURES:
        return _("Stage")
    unit, scale = unit_name(indicator.unit or ""), SCALE_NAMES[indicator.scale]
    return _("Value ({unit})", unit=_("{scale} {unit}", scale=scale, unit=unit) if scale else unit)


def _printed(case: Case, value: Decimal | None, indicator: Indicator | None) -> str:
    """Give the printed value in the indicator's scale, in the notation of the language, so that it has one reading."""
    if value is None or indicator is None or indicator.measure not in NUMERIC_MEASURES:
        return ""
    scaled = Decimal(format(value.scaleb(case.claim.exponent - SCALES[indicator.scale]), "f"))
    text = format_number(scaled, case.lang, grouping=False)
    return f"{text}0" if _TWO_WAYS.fullmatch(text) else text


def next_question(case: Case, answers: Answers) -> Question | None:
    """Give the first question that has no answer yet; ``None`` when everything is known."""
    for candidate in questions(case, answers):
        if candidate.key not in answers:
            earlier = case.before.get(candidate.key)
            return candidate if earlier is None else candidate._replace(default=earlier or BLANK)
    return None


def fill_in(case: Case, answers: Answers) -> dict[str, str]:
    """Answer what the printed words decide, up to the first question that somebody has to answer."""
    known = dict(answers)
    while (question := next_question(case, known)) is not None and question.sure and question.default:
        try:
            known[question.key] = answered(case, known, question, "")
        except UsageError:
            break  # what was printed is no answer here: a person says what it means
    return known


def answered(case: Case, answers: Answers, question: Question, text: str) -> str:
    """Resolve what was typed.

    Returns:
        The answer to keep; ``""`` for what was left out.

    Raises:
        UsageError: It is no answer to the question.
    """
    text_given = nfc(text.strip()) or question.default
    if text_given == BLANK and question.optional:
        return ""
    if not text_given or text_given == BLANK:
        raise _needed(question)
    if number := read_whole(text_given, len(question.choices)):
        text_given = question.choices[number - 1].value
    _check(case, answers, question, text_given)
    return text_given


def _check(case: Case, answers: Answers, question: Question, text: str) -> None:
    match question.kind:
        case "choice":
            _must_be_one_of(text, [choice.value for choice in question.choices])
        case "indicator":
            _must_be_one_of(text, [*case.catalog.indicator, NEW])
        case "id" | "new_id":
            _must_be_id(text, taken=case.catalog.indicator if question.kind == "new_id" else ())
        case "value":
            if (indicator := chosen(case, answers)) is not None:
                read_typed(text, indicator, case.lang)
        case "period":
            typed_period("", text)
        case "day":
            typed_day("", text)


def _must_be_one_of(text: str, allowed: list[str]) -> None:
    if text not in allowed:
        raise unknown(text, (name for name in allowed if name != NEW))


def _must_be_id(text: str, *, taken: Container[str]) -> None:
    if not matches("id", text):
        raise UsageError(
            _("'{said}' is not an id.", said=text), _("Use a–z, 0–9 and - only, at most 80 characters.")
        )
    if text in taken:
        raise UsageError(_("The id '{said}' is taken.", said=text))


def _needed(question: Question) -> UsageError:
    return UsageError(
        _("This needs an answer: {text}.", text=question.text), _("'<' goes back without writing.")
    )
