"""What to ask next about a draft's claim, what an answer means, what was decided before.

Pure: no terminal, no files.  :mod:`hntrack.workspace.curate.questions` has the questions,
:mod:`hntrack.workspace.curate.decisions` puts the answers together, checks and writes what follows.
"""

from __future__ import annotations

from hntrack.errors import UsageError
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.store.scalars import matches
from hntrack.text.fold import nfc
from hntrack.text.messages import _
from hntrack.text.numbers import read_whole
from hntrack.workspace.curate.decisions import claim_there
from hntrack.workspace.curate.drafts import Proposed
from hntrack.workspace.curate.questions import BLANK, NEW, Answers, Case, Question, chosen, questions
from hntrack.workspace.typed_dates import typed_day, typed_period
from hntrack.workspace.typed_values import read_typed


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


def _check(case: Case, answers: Answers, question: Question, text_given: str) -> None:
    if question.kind == "choice" and text_given not in {candidate.value for candidate in question.choices}:
        raise unknown(text_given, (candidate.value for candidate in question.choices))
    if question.kind == "indicator" and text_given != NEW and text_given not in case.catalog.indicator:
        raise unknown(text_given, case.catalog.indicator)
    if question.kind in ("id", "new_id") and not matches("id", text_given):
        raise UsageError(
            _("'{said}' is not an id.", said=text_given), _("Use a–z, 0–9 and - only, at most 80 characters.")
        )
    if question.kind == "new_id" and text_given in case.catalog.indicator:
        raise UsageError(_("The id '{said}' is taken.", said=text_given))
    if question.kind == "value":
        indicator = chosen(case, answers)
        if indicator is not None:
            read_typed(text_given, indicator, case.lang)
    if question.kind in ("period", "day"):
        (typed_period if question.kind == "period" else typed_day)("", text_given)


def _needed(question: Question) -> UsageError:
    return UsageError(
        _("This needs an answer: {text}.", text=question.text), _("'<' goes back without writing.")
    )
