"""A draft's claim in the words of the terminal and of the page of ``hntrack curate``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hntrack.cli.commands import say, spoken
from hntrack.model.codes import SCALE_NAMES
from hntrack.report.drafts import KIND_OF_ONE, marked_clause, of_second_reader
from hntrack.report.reasons import QUALIFIERS
from hntrack.report.words import LABELS
from hntrack.text.messages import Message, _
from hntrack.workspace.curate.drafts import Proposed
from hntrack.workspace.curate.questions import Choice, Question

DEEDS = {"target": KIND_OF_ONE["target"], "measurement": KIND_OF_ONE["measurement"]}
"""What accepting makes of a claim."""

_SURE = {"high": _(" (fairly sure)"), "medium": Message(""), "low": _(" (unsure)")}
_YEAR_FROM = {
    "stated": _("stated"),
    "the document's date": _("the document's date"),
    "the curator": _("you corrected it"),
}
_CODES: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        "measure": LABELS["measure"],
        "comparator": LABELS["comparator"],
        "qualifier": MappingProxyType({**QUALIFIERS, "exact": _("as printed, exactly")}),
        "scale": MappingProxyType({**SCALE_NAMES, "one": _("as it stands")}),
        "direction": MappingProxyType({"increase": _("more is better"), "decrease": _("less is better")}),
        "change": MappingProxyType(
            {
                "new": _("beside the earlier target"),
                "raised": _("raised"),
                "lowered": _("lowered"),
                "brought_forward": _("brought forward"),
                "postponed": _("postponed"),
                "reworded": _("reworded"),
                "withdrawn": _("withdrawn"),
            }
        ),
    }
)
HELP = _(
    "y  accept with the indicator that is offered\n1 … 5  accept with that indicator\nn  accept with a new "
    "indicator\nt  as a target, m  as a measurement: everything is asked\na  set aside, with the reason\ne  edit "
    "the words, the line, the subject, the year, the place, the reading\nk  the catalog has it: nothing is "
    "written\ns  leave it for later\nq  leave (so do Ctrl-C and Ctrl-D); go on whenever you like\nEnter alone "
    "writes nothing here. When asked: Enter takes what is in [brackets], - leaves it out, < comes back here."
)


def headline(claim: Proposed, number: str) -> str:
    """Say which claim it is, where it stands, what it seems to be, and how sure that is."""
    sure = spoken(_SURE[claim.suggests.confidence]) if claim.suggests.confidence else ""
    kind = spoken(KIND_OF_ONE[claim.kind])
    return say(
        "Claim {number} · line {line}:{column} · {kind}{sure}",
        number=number,
        line=claim.line,
        column=claim.column,
        kind=kind,
        sure=sure,
    )


def clause_text(claim: Proposed) -> str:
    """Give the clause with the figure marked; the words alone where no clause is known."""
    return marked_clause(claim.clause or "", claim.as_printed)


def remarks(claim: Proposed) -> Iterator[str]:
    """Say what else was read: subject, year, place, who says it; what the catalog has, what a second reader read."""
    yield _suggested(claim)
    if claim.said_by is not None:
        speaker = ", ".join(part for part in claim.said_by if part)
        yield say("Said by {speaker}", speaker=speaker)
    if claim.known is not None:
        yield say("In the catalog already: {known}", known=claim.known)
    second = claim.second._asdict() if claim.second is not None else None
    yield from map(spoken, of_second_reader(claim.read_by, second))


def _suggested(claim: Proposed) -> str:
    """Give subject, year and where it was read, place and whole, as far as they are known."""
    suggests = claim.suggests
    when = suggests.period or suggests.year
    year = f"{when} ({_year_from(suggests.year_from or '')})" if when else say("no year")
    parts = (suggests.subject or "—", year, suggests.area or "", suggests.share_of or "")
    return " · ".join(part for part in parts if part)


def _year_from(told: str) -> str:
    """Say where a year was read; the draft says it in English."""
    line = told.removeprefix("carried from line ")
    if line != told:
        return say("from line {line}", line=line)
    return spoken(_YEAR_FROM[told]) if told in _YEAR_FROM else told


def choice_words(question: Question, choice: Choice) -> str:
    """Give what a choice means in words; its value where it has none."""
    words = _CODES.get(question.key.rpartition(".")[2], {}).get(choice.value)
    return choice.title or (spoken(words) if words else "") or choice.value
