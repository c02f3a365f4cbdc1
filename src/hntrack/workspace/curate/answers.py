"""What to ask next about a draft's claim, what an answer means, what was decided before, and how a claim is put right.

Pure: no terminal, no files.  :mod:`hntrack.workspace.curate.questions` has the questions,
:mod:`hntrack.workspace.curate.decisions` puts the answers together, checks and writes what follows.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from types import MappingProxyType

from hntrack.errors import UsageError
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.store.scalars import matches
from hntrack.text.fold import nfc
from hntrack.text.messages import _
from hntrack.text.numbers import read_whole
from hntrack.text.quantity import read_quantity
from hntrack.text.wording import Wording
from hntrack.workspace.curate.decisions import claim_there
from hntrack.workspace.curate.drafts import Proposed
from hntrack.workspace.curate.questions import BLANK, NEW, Answers, Case, Question, chosen, questions
from hntrack.workspace.typed_values import read_typed, typed_day, typed_period


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


def already(catalog: Catalog, source: str, claim: Proposed) -> str | None:
    """Give the decision that the catalog shows was made: a run that was cut off before it was written down."""
    found = claim_there(catalog, source, claim)
    if found is None:
        return None
    key = f"{source}/{found.id}"
    if any(key in (candidate.claim, *candidate.restated) for candidate in catalog.targets):
        return "target"
    if any(candidate.claim == key for candidate in catalog.measurements):
        return "measurement"
    return "set_aside" if found.set_aside is not None else None


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
