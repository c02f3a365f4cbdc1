"""``hntrack curate``: go through a draft, on a terminal or on a page; every decision is written at once."""

from __future__ import annotations

import contextlib
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from hntrack.classes import TYPE_CHECKING, NamedTuple, dataclass
from hntrack.cli.commands import argument, command, one_of, option, say, spoken
from hntrack.cli.curate_page import choice_words, clause_text, headline, remarks, serve_page
from hntrack.cli.session import (
    Color,
    Data,
    Debug,
    Lang,
    Session,
    Shared,
    open_session,
    terminal_width,
    use_color,
)
from hntrack.cli.streams import YES, agreed, note, write_out
from hntrack.errors import DataError, HntrackError, UsageError
from hntrack.model.codes import DIRECTIONS, word
from hntrack.report.drafts import KIND_OF_ONE
from hntrack.report.words import dated_text, milestone_text, target_text
from hntrack.store.entries import Changes, rewrite
from hntrack.text.characters import fold, visible
from hntrack.text.messages import Message, _
from hntrack.text.numbers import read_whole
from hntrack.workspace import now, writable
from hntrack.workspace.curate.curation import EDITED, Card, Curation, Step, edited, there
from hntrack.workspace.curate.drafts import Proposed, decide_all, read_draft
from hntrack.workspace.curate.questions import BACK, NEW, Question, answered

if TYPE_CHECKING:
    from hntrack.model.catalog import Catalog
    from hntrack.workspace.tabling import Left, Row, Tabled

_WIDEST = 100
_SHORT = 60
_STOPPED = 130
_HELP = _(
    "y  accept with the indicator that is offered\n1 … 5  accept with that indicator\nn  accept with a new "
    "indicator\nt  as a target, m  as a measurement: everything is asked\na  set aside, with the reason\ne  edit "
    "the words, the line, the subject, the year, the place, the reading\nk  the catalog has it: nothing is "
    "written\ns  leave it for later\nq  leave (so do Ctrl-C and Ctrl-D); go on whenever you like\nEnter alone "
    "writes nothing here. When asked: Enter takes what is in [brackets], - leaves it out, < comes back here."
)

DraftFile = Annotated[str, argument("A draft of 'hntrack extract -f yaml'.", say("DRAFT"))]


class OnPage(NamedTuple):
    """Whether to ask on a page, and what to show there."""

    browser: Annotated[
        bool, option("--browser", "Go through it on a page in the browser, on this machine alone.")
    ] = False
    article: Annotated[
        str | None,
        option(
            "--article", "The article, to show beside the claims (default: beside the draft).", say("FILE")
        ),
    ] = None


@dataclass(frozen=True)
class OneTable:
    """A table to be taken as a whole, and where its indicators belong."""

    table: Annotated[
        int | None,
        option(
            "--table",
            "Take this table as a whole: each row an indicator; shown before it is written.",
            say("NUMBER"),
        ),
    ] = None
    goal: Annotated[
        str | None, option("--goal", "With --table: id of a goal, or title of a new one.", say("GOAL"))
    ] = None
    area: Annotated[
        str | None, option("--area", "With --table: id of an area, or title of a new one.", say("AREA"))
    ] = None
    direction: Annotated[
        str | None,
        option(
            "--direction",
            "With --table: where better lies, for rows whose figures do not tell.",
            "|".join(DIRECTIONS),
        ),
    ] = None
    yes: Annotated[bool, option("--yes -y", "With --table: write it without asking.")] = False


class Talking(NamedTuple):
    """Where the catalog is, and how to talk about it."""

    data: Data = None
    lang: Lang = None
    color: Color = "auto"
    debug: Debug = False


@command(
    "curate",
    "documents",
    _("Go through a draft and write what is accepted."),
    ("hntrack curate draft.yaml", "hntrack curate draft.yaml --data my-city/data"),
    own_output=True,
    after="extract",
)
def curate(draft: DraftFile, page: OnPage, whole: OneTable, talking: Talking) -> int:
    """Ask about each open claim; what is decided stays decided, whenever the walk is left."""
    session = open_session(Shared(**talking._asdict()))
    if whole.table is not None:
        return _take_table(session, Path(draft), whole.table, whole)
    if not page.browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("'hntrack curate' asks, so it needs a terminal."),
            _("With --browser it needs none; in a script, use hntrack add and hntrack record."),
        )
    curation = Curation(writable(session.place), Path(draft), session.everything, session.lang)
    if page.browser:
        return serve_page(curation, page.article)
    return _walk_through(_Walk(curation, strong=use_color(talking.color, None)))


def _walk_through(walk: _Walk) -> int:
    """Walk until the end, or until somebody leaves; say what is left."""
    _prepare_input()
    code = 0
    try:
        walk.through()
    except (_Left, EOFError):
        walk.say("")
    except KeyboardInterrupt:
        walk.say("")
        code = _STOPPED
    walk.sum_up()
    return code


class _Left(Exception):  # noqa: N818  (no error: the curator has had enough for today)
    """The walk is left."""


class _Back(Exception):  # noqa: N818  (no error: back to the choice of what to do)
    """The questions about a claim are left."""


class _Walk:
    """One walk through a draft."""

    def __init__(self, curation: Curation, *, strong: bool) -> None:
        self.curation = curation
        self.strong = strong

    def through(self) -> None:
        """Ask about every open claim."""
        for name in self.curation.settle_what_was_written():
            self.say(say("{id}: was written before.", id=name))
        waiting = self.curation.draft.open
        for number, claim in enumerate(waiting, start=1):
            self.walk_through(claim, f"{number}/{len(waiting)}")

    def walk_through(self, claim: Proposed, number: str) -> None:
        """Ask what to do with a claim until something is decided, or it is left for later."""
        shown: Proposed | None = None
        card = self.curation.card(claim)
        while True:
            if claim is not shown:
                card = self.curation.card(claim)
                self.show(claim, card, number)
                shown = claim
            key = self.ask(_menu(claim, card)).strip().lower()
            if key == "s":
                return
            with contextlib.suppress(_Back):
                if key == "e":
                    claim = self.edit(claim)
                elif self.answer(claim, card, key):
                    return

    def answer(self, claim: Proposed, card: Card, key: str) -> bool:
        """Do what a key says; tell whether the claim is decided."""
        if key == "k" and claim.known is not None:
            self.curation.decide(claim, "known", claim.known)
            return True
        if key in _DEEDS:
            return self.ask_all(claim, _DEEDS[key])
        if key == "a":
            return self.write(claim, "set_aside", {}, quick=True)
        indicator = _chosen(card, key)
        if indicator and card.deed:
            return self.write(claim, card.deed, {"indicator": indicator}, quick=True)
        for line in spoken(_HELP).splitlines():
            self.say(line)
        return False

    def ask_all(self, claim: Proposed, deed: str) -> bool:
        """Ask everything, and write; what is refused is asked again, with the answers offered."""
        before: dict[str, str] = {}
        while True:
            answers: dict[str, str] = {}
            try:
                return self.write(claim, deed, answers, quick=False, before=before)
            except HntrackError as error:
                self.refused(error)
                before = {**before, **answers}

    def write(
        self,
        claim: Proposed,
        deed: str,
        answers: dict[str, str],
        *,
        quick: bool,
        before: dict[str, str] | None = None,
    ) -> bool:
        """Ask what is missing and write; ``answers`` keeps what was said.  Tell whether it was written."""
        agreed: tuple[str, ...] = ()
        while True:
            try:
                step = self.curation.step(claim, deed, answers, quick=quick, before=before, agreed=agreed)
            except HntrackError as error:
                if not quick:
                    raise
                self.refused(error)
                return False
            answers.update(step.answers)
            if step.places:
                self.say(say("Written: ") + ", ".join(step.places))
                return True
            if step.question is not None:
                self.ask_one(claim, deed, answers, step.question)
            elif not self.agree(step):
                return False
            else:
                agreed = step.doubts

    def ask_one(self, claim: Proposed, deed: str, answers: dict[str, str], question: Question) -> None:
        """Ask a question until it is answered."""
        case = self.curation.case(claim, deed)
        for line in _choices(question):
            self.say(line)
        words = {it.value: choice_words(question, it) for it in question.choices if question.kind == "choice"}
        values = {fold(text): value for value, text in words.items()}
        while True:
            text = self.ask(self.prompt(question.text, words.get(question.default, question.default)))
            if text.strip() == BACK:
                raise _Back
            try:
                answers[question.key] = answered(
                    case, answers, question, values.get(fold(text.strip()), text)
                )
            except UsageError as error:
                self.refused(error)
            else:
                return

    def agree(self, step: Step) -> bool:
        """Show what is doubtful, and ask whether to write it; Enter alone does not."""
        for doubt in step.doubts:
            self.say(f"  ! {doubt}")
        return self.ask(say("Write it? [y/N]: ")).strip().lower() in YES

    def edit(self, claim: Proposed) -> Proposed:
        """Let words, line, subject, year, place and reading be put right; the draft's file keeps what was read."""
        for field, title in EDITED.items():
            while True:
                text = self.ask(self.prompt(title, there(claim, field))).strip()
                if text == BACK:
                    raise _Back
                try:
                    language = self.curation.draft.source.language
                    claim = edited(claim, field, text, language) if text else claim
                except UsageError as error:
                    self.refused(error)
                    continue
                break
        return claim

    # --- words on the terminal -------------------------------------------------------------------------------

    def show(self, claim: Proposed, card: Card, number: str) -> None:
        self.say("")
        head = headline(claim, number)
        self.say(f"{_BOLD}{head}" if self.strong else head)
        self.say(f"  {clause_text(claim)}")
        for remark in remarks(claim):
            self.say(f"  {remark}")
        for at, near in enumerate(card.near, start=1):
            self.say(f"  {at} {near.id}  {near.title} · {near.known}")
        if card.offered is not None:
            kind = spoken(KIND_OF_ONE[card.deed])
            offered = say("y: {kind} of {id}: {becomes}", kind=kind, id=card.offered.id, becomes=card.becomes)
            self.say(f"  {offered}")

    def refused(self, error: HntrackError) -> None:
        if isinstance(error, DataError):
            for problem in error.problems:
                self.say(f"  ! {spoken(problem.message)}")
                self.say(f"    {spoken(problem.hint)}")
        else:
            self.say(f"  ! {spoken(error.message)}")
            if spoken(error.hint):
                self.say(f"    {spoken(error.hint)}")

    def sum_up(self) -> None:
        left = len(self.curation.draft.open)
        self.say(say("{done} decided, {left} open.", done=self.curation.done, left=left))
        if left:
            again = f"hntrack curate {self.curation.path}"
            self.say(say("Go on whenever you like: {again}", again=again))
        elif self.curation.done:
            self.say(say("Look it over: hntrack check · hntrack progress"))

    def say(self, text: str) -> None:
        """Write a line, broken to the terminal's width; its controls visible."""
        width = min(terminal_width(), _WIDEST)
        indent = " " * (len(text) - len(text.lstrip(" ")) + 2)
        bold = text.startswith(_BOLD)
        lines = textwrap.wrap(
            visible(text.removeprefix(_BOLD)), width, subsequent_indent=indent, break_on_hyphens=False
        )
        out = "\n".join(lines)
        write_out(f"\x1b[1m{out}\x1b[0m\n" if bold else f"{out}\n")

    def prompt(self, title: Message, offered: str) -> str:
        """Give the prompt; a long one as lines of its own, because line editing needs room on its line."""
        prompt = f"{spoken(title)} [{visible(offered)}]: " if offered else f"{spoken(title)}: "
        if len(prompt) <= _SHORT:
            return prompt
        self.say(prompt.rstrip(": "))
        return "> "

    @staticmethod
    def ask(prompt: str) -> str:
        """Ask for a line; raises ``_Left`` for q at the menu, ``EOFError`` at the end of the input."""
        text = input(prompt)
        if text.strip().lower() == "q" and prompt.startswith(_MENU):
            raise _Left
        return text


_BOLD = "\0"
_MENU = "? "
_DEEDS = {"t": "target", "m": "measurement"}


def _menu(claim: Proposed, card: Card) -> str:
    keys = [
        say("y accept") if card.offered is not None else "",
        say("n new indicator") if card.deed else "",
        say("k known") if claim.known is not None else "",
        say("a aside · e edit · s next · q quit · ? more"),
    ]
    return f"{_MENU}{' · '.join(key for key in keys if key)}: "


def _chosen(card: Card, key: str) -> str:
    """Give the indicator that a key of the menu chooses; ``""`` for none."""
    if key == "y" and card.offered is not None:
        return card.offered.id
    if key == "n":
        return NEW
    if number := read_whole(key, len(card.near)):
        return card.near[number - 1].id
    return ""


def _choices(question: Question) -> Iterator[str]:
    """Show ids with their titles a line each, words to choose from on one line."""
    if question.kind == "choice":
        words = (choice_words(question, it) for it in question.choices)
        yield "  " + " · ".join(
            f"{number} {text}".replace(" ", "\u00a0") for number, text in enumerate(words, start=1)
        )
        return
    for number, choice in enumerate(question.choices, start=1):
        yield f"  {number} {choice.value}  {choice.title}"


def _prepare_input() -> None:
    """Let a terminal edit its line, and take what is no UTF-8 for what it is instead of falling over it."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415  (its import is its effect; not every system has it)
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogateescape")


_SIGNS = {"increase": "↑", "decrease": "↓"}
_NEW_NAMES = {"goals": _("New goal:"), "areas": _("New area:"), "units": _("New unit:")}


def _take_table(session: Session, path: Path, table: int, whole: OneTable) -> int:
    """Show what would be taken of a table, and write it where a person agrees."""
    from hntrack.workspace.tabling import Said, plan_table  # noqa: PLC0415  (the walk does without)

    direction = (
        word(one_of("--direction", whole.direction, DIRECTIONS), DIRECTIONS) if whole.direction else None
    )
    said = Said(now(), whole.goal, whole.area, direction)
    folder, draft = writable(session.place), read_draft(path)
    done: list[Tabled] = []

    def make(catalog: Catalog) -> Changes:
        done.append(plan_table(catalog, draft, table, said))
        return done[-1].changes()

    grown = rewrite(folder, make, dry_run=True)
    write_out("".join(f"{visible(line)}\n" for line in _row_lines(done[-1], grown, table, session.lang)))
    if not done[-1].rows:
        return 0
    if not (whole.yes or agreed()):
        note(say("Nothing was written. If it is right, add --yes."))
        return 0
    rewrite(folder, make)
    decide_all(path, done[-1].decisions())
    note(say("Written. Look it over: hntrack check · hntrack progress"))
    return 0


def _row_lines(made: Tabled, grown: Catalog, table: int, lang: str) -> Iterator[str]:
    yield say("Table {number}: {heading}", number=table, heading=made.heading or "—")
    for section, one in made.named:
        yield spoken(_NEW_NAMES[section]) + f" {one.id}  {one.title.within(lang)}"
    for row in made.rows:
        yield from _row(row, grown, lang)
    for left in made.left:
        yield from _left(left)
    yield say(
        "{rows} rows: {indicators} new indicators, {targets} targets, {measurements} measurements; "
        "{left} rows left open.",
        rows=len(made.rows),
        indicators=sum(row.is_new for row in made.rows),
        targets=sum(len(row.targets) for row in made.rows),
        measurements=sum(len(row.measurements) for row in made.rows),
        left=len(made.left),
    )
    if made.left:
        yield say("What is left open: hntrack curate, without --table.")


def _row(row: Row, grown: Catalog, lang: str) -> Iterator[str]:
    sign = _SIGNS.get(row.indicator.direction or "", " ")
    plus = "" if row.is_new else " ="
    yield f"{row.number:>4} {sign}{plus} {row.indicator.title.within(lang)}"
    parts = [dated_text(grown, measurement, lang) for measurement in row.measurements]
    parts += [
        f"{target_text(grown, target, lang)} ({milestone_text(target.milestone, lang)})"
        for target in row.targets
    ]
    yield f"       {' · '.join(parts)}" + (f" · {row.responsible}" if row.responsible else "")


def _left(left: Left) -> Iterator[str]:
    yield f"{left.number:>4} ? {left.subject}"
    yield f"       {spoken(left.why)}"
