"""A draft's claims in words for ``hntrack curate``, and the page of ``--browser``, with what it is answered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hntrack.cli.commands import current, say, spoken
from hntrack.cli.streams import note
from hntrack.errors import DataError, HntrackError, UsageError
from hntrack.model.codes import SCALE_NAMES
from hntrack.report.drafts import KIND_OF_ONE, marked_clause, of_second_reader
from hntrack.report.reasons import QUALIFIERS
from hntrack.report.words import LABELS
from hntrack.text.characters import nfc, split_lines, visible
from hntrack.text.messages import Message, _
from hntrack.workspace.articles import read_article
from hntrack.workspace.curate.curation import EDITED, Curation, Step, edited, there
from hntrack.workspace.curate.drafts import Draft, Proposed
from hntrack.workspace.curate.questions import BLANK, NEW, Choice, Question, answered, next_question

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


_STOPPED = 130
_DEEDS = ("target", "measurement", "set_aside")
_MOST_TEXT = 4000  # characters of one answer
_MOST_ANSWERS = 60
_FILES = ("desk.css", "desk.js")
Request = Mapping[str, Any]

_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "title": _("Go through a draft"),
        "article": _("The article"),
        "claims": _("Claims"),
        "claim": _("The claim"),
        "all": _("All claims"),
        "no_article": _("The article is not here; each claim shows its own clause."),
        "accept": _("Accept"),
        "new": _("New indicator"),
        "target": _("As a target"),
        "measurement": _("As a measurement"),
        "aside": _("Set aside"),
        "edit": _("Edit"),
        "known": _("Known"),
        "next": _("Next"),
        "stop": _("Stop"),
        "stopped": _("Stopped. You can close this page; what was decided is written."),
        "gone": _("The command has ended; nothing more is written from this page."),
        "ok": _("OK"),
        "write": _("Write it"),
        "back": _("Back"),
        "save": _("Save"),
        "look": _("Look again before it is written:"),
        "refused": _("Not written:"),
        "written": _("Written: "),
        "done": _("Everything is decided."),
        "near": _("Indicators it may belong to"),
        "none_near": _("The catalog has no indicator like it."),
        "leave_out": _("empty: left out"),
        "open": _("open"),
        "decided": _("decided"),
        "keys": _("Keys: the letter on each button; Esc goes back. Enter alone writes nothing."),
    }
)


def serve_page(curation: Curation, article: str | None) -> int:
    """Serve the page until it is stopped, on the page or by Ctrl-C, and sum up."""
    from hntrack.serve import Desk  # noqa: PLC0415  (a terminal needs no server)

    page = _Page(curation, article_lines(curation.draft, curation.path, article))
    for name in curation.settle_what_was_written():
        note(say("{id}: was written before.", id=name))
    code = 0
    with Desk(0, page_files(), page.answer) as desk:
        note(say("Open this in your browser: {address}", address=desk.address))
        note(
            say("Only this machine can reach it, and only by this address. Stop on the page or with Ctrl-C.")
        )
        try:
            desk.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            code = _STOPPED
        desk.finish_work()
    left = len(curation.draft.open)
    note(say("{done} decided, {left} open.", done=curation.done, left=left))
    if left:
        note(say("Go on whenever you like: {again}", again=f"hntrack curate --browser {curation.path}"))
    return code


def page_files() -> Iterator[tuple[str, bytes]]:
    """Give the page's files, its words in the language of the run."""
    from importlib.resources import files  # noqa: PLC0415  (only the page has files)

    folder = files("hntrack.serve") / "page"
    html = (folder / "index.html").read_text("utf-8")
    for key, words in (("lang", current()), *((key, spoken(text)) for key, text in _WORDS.items())):
        html = html.replace(f"{{{{{key}}}}}", escape(words))
    yield "index.html", html.encode()
    for name in _FILES:
        yield name, (folder / name).read_bytes()
    yield "icon.svg", (files("hntrack.render.site") / "assets" / "icon.svg").read_bytes()


def article_lines(draft: Draft, path: Path, named: str | None) -> list[str] | None:
    """Give the lines of the very article that a draft was made of; ``None`` where it is not here, or is another one.

    Raises:
        InputError: The article that was named cannot be read.
    """
    original = draft.source.original or ""
    beside = path.parent / original
    if named is None and not ("/" not in original and original and beside.is_file()):
        return None
    article = read_article(named or str(beside))
    if draft.source.sha256 not in (article.sha256, hashlib.sha256(article.handed).hexdigest()):
        note(say("{name} is not the article that the draft was made of; it is not shown.", name=article.name))
        return None
    return split_lines(nfc(article.text))


class _Page:
    """Answers what the page asks; what it sends is as little trusted as any other input."""

    def __init__(self, curation: Curation, lines: list[str] | None) -> None:
        self.curation, self.lines = curation, lines
        self.asked: Mapping[str, Callable[[Request], dict[str, Any]]] = {
            "state": self.state,
            "card": self.card,
            "step": self.step,
            "known": self.known,
        }

    def answer(self, name: str, request: dict[str, Any]) -> dict[str, Any] | None:
        """Answer one request; what is refused is request in so many words."""
        if name not in self.asked:
            return None
        try:
            return self.asked[name](request)
        except DataError as error:
            return {"refused": [f"{spoken(it.message)} {spoken(it.hint)}" for it in error.problems]}
        except HntrackError as error:
            return {"refused": [f"{spoken(error.message)} {spoken(error.hint)}".strip()]}

    def state(self, request: Request) -> dict[str, Any]:
        """Give the words, the article's lines with their marks, and the claims."""
        del request
        claims = self.curation.draft.claims
        return {
            "words": {key: spoken(text) for key, text in _WORDS.items()},
            "document": visible(self.curation.draft.source.title or self.curation.draft.source.id),
            "lines": list(_marked(self.lines, claims)) if self.lines is not None else None,
            "claims": [
                {"id": it.id, "line": it.line, "words": visible(it.as_printed), "open": it.decision == "open"}
                for it in claims
            ],
        }

    def card(self, request: Request) -> dict[str, Any]:
        """Give what is shown of a claim, as edited."""
        claim = self._claim(request)
        card = self.curation.card(claim)
        number = next(at for at, it in enumerate(self.curation.draft.claims, start=1) if it.id == claim.id)
        clause = clause_text(claim)
        before, _mark, rest = clause.partition("»")
        printed, _mark, after = rest.partition("«")
        return {
            "id": claim.id,
            "head": visible(headline(claim, f"{number}/{len(self.curation.draft.claims)}")),
            "clause": [visible(part) for part in (before, printed, after)],
            "remarks": [visible(remark) for remark in remarks(claim)],
            "deed": card.deed,
            "known": claim.known is not None,
            "near": [
                {"id": it.id, "title": visible(it.title), "known": visible(it.known)} for it in card.near
            ],
            "offered": card.offered.id if card.offered else None,
            "becomes": visible(f"{spoken(KIND_OF_ONE[card.deed])}: {card.becomes}" if card.offered else ""),
            "fields": [
                {"key": key, "title": spoken(title), "text": visible(there(claim, key))}
                for key, title in EDITED.items()
            ],
        }

    def step(self, request: Request) -> dict[str, Any]:
        """Go on with a claim; a typed answer is read first."""
        claim, deed = self._claim(request), str(request.get("deed"))
        if deed not in _DEEDS:
            raise _not_understood()
        answers, quick = _texts(request.get("answers", {})), request.get("quick") is True
        if quick and answers.get("indicator") == "+":
            answers["indicator"] = NEW
        typed = request.get("typed")
        if typed is not None:
            answers = self._with_typed(claim, deed, answers, _texts(typed))
        agreed = tuple(it for it in request.get("agreed") or () if isinstance(it, str))[:_MOST_ANSWERS]
        return _told(self.curation.step(claim, deed, answers, quick=quick, agreed=agreed))

    def known(self, request: Request) -> dict[str, Any]:
        """Note that the catalog has a claim."""
        claim = self._claim(request)
        if claim.known is None:
            raise _not_understood()
        self.curation.decide(claim, "known", claim.known)
        return {"written": []}

    def _with_typed(
        self, claim: Proposed, deed: str, answers: dict[str, str], typed: dict[str, str]
    ) -> dict[str, str]:
        """Add the answer to the question that comes next; an empty field leaves out."""
        case = self.curation.case(claim, deed)
        question = next_question(case, answers)
        if question is None or question.key != typed.get("key"):
            raise _not_understood()
        text = typed.get("text", "").strip() or BLANK
        return {**answers, question.key: answered(case, answers, question, text)}

    def _claim(self, request: Request) -> Proposed:
        """Give the open claim that is meant, with the corrections that were made to it.

        Raises:
            UsageError: There is none, or a correction cannot be right.
        """
        claim = self.curation.find(str(request.get("id")))
        if claim is None:
            raise UsageError(_("This claim is decided already."), _("Load the page again."))
        for field, text in _texts(request.get("edits", {})).items():
            if field not in EDITED:
                raise _not_understood()
            if text.strip() and text.strip() != there(claim, field):
                claim = edited(claim, field, text.strip(), self.curation.draft.source.language)
        return claim


def _told(step: Step) -> dict[str, Any]:
    if step.places:
        return {"written": list(step.places)}
    if step.question is not None:
        return {"answers": step.answers, "question": _question(step.question)}
    return {"answers": step.answers, "doubts": list(step.doubts)}


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "text": spoken(question.text),
        "default": visible(question.default if question.default != BLANK else ""),
        "choices": [[it.value, visible(choice_words(question, it))] for it in question.choices],
        "only": question.kind == "choice",
        "optional": question.optional,
    }


def _texts(request: Any) -> dict[str, str]:
    """Read an object of short texts.

    Raises:
        UsageError: It is something else.
    """
    if not isinstance(request, dict) or len(request) > _MOST_ANSWERS:
        raise _not_understood()
    if not all(
        isinstance(text, str) and len(text) <= _MOST_TEXT for pair in request.items() for text in pair
    ):
        raise _not_understood()
    return {str(key): str(text) for key, text in request.items()}


def _not_understood() -> UsageError:
    return UsageError(_("The page sent what cannot be."), _("Load the page again."))


def _line_of(lines: list[str], claim: Proposed) -> int:
    """Give the number of the shown line that a claim stands on; 0 for none.

    A claim from a web page counts the lines of the page itself; its readable text is shown: found by its clause.
    """
    if 1 <= claim.line <= len(lines) and nfc(claim.as_printed) in lines[claim.line - 1]:
        return claim.line
    clause = nfc((claim.clause or "").replace("»", "").replace("«", ""))
    return next((at for at, line in enumerate(lines, start=1) if clause and clause in line), 0)


def _marked(lines: list[str], claims: tuple[Proposed, ...]) -> Iterator[list[list[str]]]:
    """Cut each line into pieces, ``[text, claim]``; the claim is ``""`` outside of marks."""
    of_line: dict[int, list[tuple[int, int, str]]] = {}
    for claim in claims:
        number = _line_of(lines, claim)
        line = lines[number - 1] if number else ""
        printed = nfc(claim.as_printed)
        start = line.find(printed, max(0, claim.column - 1))
        start = start if start >= 0 else line.find(printed)
        if start >= 0:
            of_line.setdefault(number, []).append((start, start + len(printed), claim.id))
    for number, line in enumerate(lines, start=1):
        pieces: list[list[str]] = []
        at = 0
        for start, end, name in sorted(of_line.get(number, ())):
            if start >= at:
                pieces += [[visible(line[at:start]), ""], [visible(line[start:end]), name]]
                at = end
        yield [piece for piece in [*pieces, [visible(line[at:]), ""]] if piece[0]]
