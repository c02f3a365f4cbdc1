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
from hntrack.workspace.curate.decisions import claim_there
from hntrack.workspace.curate.drafts import Proposed
from hntrack.workspace.curate.questions import BLANK, NEW, Answers, Case, Question, chosen, questions
from hntrack.workspace.typed_dates import typed_day, typed_period
from hntrack.workspace.typed_values import read_typed


def next_question(case: Case, answers: Answers) -> Question | None:
    """Give the first question that has no answer yet; ``None`` when everything is known."""
    for one in questions(case, answers):
        if one.key not in answers:
            earlier = case.before.get(one.key)
            return one if earlier is None else one._replace(default=earlier or BLANK)
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
    said = nfc(text.strip()) or question.default
    if said == BLANK and question.optional:
        return ""
    if not said or said == BLANK:
        raise _needed(question)
    if said.isascii() and said.isdigit() and 0 < int(said[:6]) <= len(question.choices):
        said = question.choices[int(said) - 1].value
    _check(case, answers, question, said)
    return said


def already(catalog: Catalog, source: str, claim: Proposed) -> str | None:
    """Give the decision that the catalog shows was made: a run that was cut off before it was written down."""
    found = claim_there(catalog, source, claim)
    if found is None:
        return None
    key = f"{source}/{found.id}"
    if any(key in (one.claim, *one.restated) for one in catalog.targets):
        return "target"
    if any(one.claim == key for one in catalog.measurements):
        return "measurement"
    return "set_aside" if found.set_aside is not None else None


def _check(case: Case, answers: Answers, question: Question, said: str) -> None:
    if question.kind == "choice" and said not in {one.value for one in question.choices}:
        raise unknown(said, (one.value for one in question.choices))
    if question.kind == "indicator" and said != NEW and said not in case.catalog.indicator:
        raise unknown(said, case.catalog.indicator)
    if question.kind in ("id", "new_id") and not matches("id", said):
        raise UsageError(
            _("'{said}' is not an id.", said=said),
            _("Use a–z, 0–9 and - only, at most 80 characters."),
        )
    if question.kind == "new_id" and said in case.catalog.indicator:
        raise UsageError(_("The id '{said}' is taken.", said=said))
    if question.kind == "value":
        indicator = chosen(case, answers)
        if indicator is not None:
            read_typed(said, indicator, case.lang)
    if question.kind in ("period", "day"):
        (typed_period if question.kind == "period" else typed_day)("", said)


def _needed(question: Question) -> UsageError:
    return UsageError(
        _("This needs an answer: {text}.", text=question.text),
        _("'<' goes back without writing."),
    )
