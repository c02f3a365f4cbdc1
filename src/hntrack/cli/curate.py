"""``hntrack curate``: go through a draft on a terminal; every decision is written at once."""

from __future__ import annotations

import contextlib
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from hntrack.cli.bundle import flat
from hntrack.cli.commands import purpose
from hntrack.cli.declare import Argument, Option, Registry
from hntrack.cli.language import say, spoken
from hntrack.cli.options import Color, Common, Data, Debug, Lang
from hntrack.cli.session import Session, one_of, open_session, terminal_width, use_color
from hntrack.cli.streams import write_out
from hntrack.errors import DataError, HntrackError, UsageError
from hntrack.model.catalog import Catalog
from hntrack.model.codes import DIRECTIONS, word
from hntrack.store import Folder
from hntrack.text.messages import Message, _
from hntrack.text.visible import visible
from hntrack.workspace import writable
from hntrack.workspace.curating import already, answered, next_question
from hntrack.workspace.deciding import carry_out, checked
from hntrack.workspace.drafts import Draft, Proposed, decide, read_draft, settled
from hntrack.workspace.editing import EDITED, edited
from hntrack.workspace.planning import plan_of
from hntrack.workspace.questions import BACK, Case, Question

_WIDEST = 100
_SHORT = 60
_STOPPED = 130

DraftFile = Annotated[
    str,
    Argument(
        metavar=say("DRAFT"),
        about=say("A draft of 'hntrack extract -f yaml'."),
    ),
]


def register(app: Registry) -> None:
    """Add the command."""
    app.command(
        "curate",
        about=purpose("curate"),
    )(flat(curate))


@dataclass(frozen=True, slots=True)
class OneTable:
    """A table to be taken as a whole, and where its indicators belong."""

    table: Annotated[
        int | None,
        Option(
            "--table",
            metavar=say("NUMBER"),
            about=say("Take this table as a whole: each row an indicator; shown before it is written."),
        ),
    ] = None
    goal: Annotated[
        str | None,
        Option(
            "--goal", metavar=say("GOAL"), about=say("With --table: id of a goal, or title of a new one.")
        ),
    ] = None
    area: Annotated[
        str | None,
        Option(
            "--area", metavar=say("AREA"), about=say("With --table: id of an area, or title of a new one.")
        ),
    ] = None
    direction: Annotated[
        str | None,
        Option(
            "--direction",
            metavar="|".join(DIRECTIONS),
            about=say("With --table: where better lies, for rows whose figures do not tell."),
        ),
    ] = None
    yes: Annotated[bool, Option("--yes", "-y", about=say("With --table: write it without asking."))] = False


@dataclass(frozen=True, slots=True)
class Talking:
    """Where the catalog is, and how to talk about it."""

    data: Data = None
    lang: Lang = None
    color: Color = "auto"
    debug: Debug = False


def curate(draft: DraftFile, whole: OneTable, talking: Talking) -> int:
    """Ask about each open claim; what is decided stays decided, whenever the walk is left."""
    common = Common(data=talking.data, lang=talking.lang, color=talking.color, debug=talking.debug)
    if whole.table is not None:
        from hntrack.cli.whole_table import take_table  # noqa: PLC0415  (the walk does without)
        from hntrack.workspace.tabling import Said  # noqa: PLC0415

        session = open_session(common)
        folder = writable(session.place)
        direction = (
            word(one_of("--direction", whole.direction, DIRECTIONS), DIRECTIONS) if whole.direction else None
        )
        asked = Said(_now(), whole.goal, whole.area, direction)
        return take_table(session, folder, Path(draft), whole.table, asked=asked, yes=whole.yes)
    return _walk(draft, common)


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def _walk(draft: str, common: Common) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("'hntrack curate' asks, so it needs a terminal."),
            _("In a script, use hntrack add and hntrack record."),
        )
    session = open_session(common)
    walk = _Walk(session, writable(session.place), Path(draft), read_draft(Path(draft)))
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


@dataclass
class _Walk:
    """One walk through a draft."""

    session: Session
    folder: Folder
    path: Path
    draft: Draft

    def __post_init__(self) -> None:
        self.done = 0
        self.known: dict[str, str] = {}  # answers about the document, offered again

    def through(self) -> None:
        """Ask about every open claim."""
        self.settle_what_was_written()
        waiting = self.draft.open
        for number, claim in enumerate(waiting, start=1):
            self.one(claim, f"{number}/{len(waiting)}")

    def settle_what_was_written(self) -> None:
        """Note decisions that an interrupted run carried out and could not write down."""
        catalog = self.session.everything()
        for claim in self.draft.open:
            decision = already(catalog, self.draft.source.id, claim)
            if decision is not None:
                self.decided(claim, decision, "")
                self.say(say("{id}: was written before.", id=claim.id))

    def one(self, claim: Proposed, number: str) -> None:
        """Ask what to do with a claim until something is decided, or it is left for later."""
        shown: Proposed | None = None
        while True:
            if claim is not shown:
                self.show(claim, number)
                shown = claim
            key = self.ask(_menu(claim)).strip().lower()
            try:
                if key == "s":
                    return
                if key == "e":
                    claim = self.edit(claim)
                elif key == "k" and claim.known is not None:
                    self.decided(claim, "known", claim.known)
                    return
                elif key in _DEEDS:
                    self.accept(claim, _DEEDS[key])
                    return
                else:
                    self.help()
            except _Back:
                continue

    def accept(self, claim: Proposed, deed: str) -> None:
        """Ask what is missing, write, and note the decision; what is refused is asked again."""
        before: dict[str, str] = dict(self.known)
        while True:
            case = Case(self.session.everything(), self.draft.source, claim, deed, self.session.lang, before)
            before = {**before, **self.answers(case)}
            try:
                places, told = self.write(case, before)
            except HntrackError as error:
                self.refused(error)
                continue
            self.known = {key: text for key, text in before.items() if key.startswith("source.")}
            self.decided(claim, deed, told)
            self.say(say("Written: ") + ", ".join(places))
            return

    def answers(self, case: Case) -> dict[str, str]:
        """Ask the questions one by one."""
        found: dict[str, str] = {}
        while (question := next_question(case, found)) is not None:
            for line in _choices(question):
                self.say(line)
            text = self.ask(self.prompt(question))
            if text.strip() == BACK:
                raise _Back
            try:
                found[question.key] = answered(case, found, question, text)
            except UsageError as error:
                self.refused(error)
        return found

    def write(self, case: Case, answers: dict[str, str]) -> tuple[tuple[str, ...], str]:
        plan = plan_of(case, answers)
        recorded = _now()
        grown = checked(case.catalog, plan, lang=case.lang, recorded=recorded)
        places = carry_out(self.folder, plan, lang=case.lang, recorded=recorded)
        return places, _name_of_new(case.catalog, grown) or plan.key

    def decided(self, claim: Proposed, decision: str, told: str) -> None:
        decide(self.path, claim, decision, told)
        self.draft = settled(self.draft, claim, decision)
        self.done += 1

    def edit(self, claim: Proposed) -> Proposed:
        """Let words, line, subject and year be put right; the draft's file keeps what was read."""
        for field, title in EDITED.items():
            while True:
                there = visible(str(getattr(claim, field, "") or getattr(claim.suggests, field, "") or ""))
                text = self.ask(f"{spoken(title)} [{there}]: ").strip()
                if text == BACK:
                    raise _Back
                try:
                    claim = edited(claim, field, text, self.draft.source.language) if text else claim
                except UsageError as error:
                    self.refused(error)
                    continue
                break
        return claim

    # --- words on the terminal -------------------------------------------------------------------------------

    def show(self, claim: Proposed, number: str) -> None:
        said = claim.suggests
        self.say("")
        head = say("Claim {number} · line {line}", number=number, line=claim.line)
        kind = spoken(_KINDS[claim.kind])
        sure = spoken(_SURE[said.confidence]) if said.confidence else ""
        self.say(self.strong(f"{head} · {kind}{sure}"))
        self.say(f"  “{claim.as_printed}” — {said.subject or '—'}")
        year = f"{said.year} ({_year_from(said.year_from or '')})" if said.year else "—"
        rest = [year, said.area or "", said.share_of or ""]
        self.say("  " + " · ".join(one for one in rest if one))
        if claim.known is not None:
            self.say(say("  In the catalog already: {known}", known=claim.known))

    def help(self) -> None:
        for line in spoken(_HELP).splitlines():
            self.say(line)

    def refused(self, error: HntrackError) -> None:
        if isinstance(error, DataError):
            for one in error.problems:
                self.say(f"  ! {spoken(one.message)}")
                self.say(f"    {spoken(one.hint)}")
        else:
            self.say(f"  ! {spoken(error.message)}")
            if spoken(error.hint):
                self.say(f"    {spoken(error.hint)}")

    def sum_up(self) -> None:
        left = len(self.draft.open)
        self.say(say("{done} decided, {left} open.", done=self.done, left=left))
        if left:
            again = f"hntrack curate {self.path}"
            self.say(say("Go on whenever you like: {again}", again=again))
        elif self.done:
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

    def strong(self, text: str) -> str:
        return f"{_BOLD}{text}" if use_color(self.session.options.color, None) else text

    def prompt(self, question: Question) -> str:
        """Give the prompt; a long one as lines of its own, because line editing needs room on its line."""
        default = f" [{visible(question.default)}]" if question.default else ""
        prompt = f"{spoken(question.text)}{default}: "
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
_DEEDS = {"t": "target", "m": "measurement", "a": "set_aside"}
_KINDS = {
    "target": _("target"),
    "measurement": _("measurement"),
    "baseline": _("earlier value"),
    "context": _("context"),
}
_SURE = {
    "high": _(" (fairly sure)"),
    "medium": Message(""),
    "low": _(" (unsure)"),
}
_HELP = _(
    "t  accept as a target\nm  accept as a measurement\na  set aside, with the reason\ne  edit the "
    "words, the line, the subject, the year\nk  the catalog has it: nothing is written\ns  leave it "
    "for later\nq  leave (so do Ctrl-C and Ctrl-D); go on whenever you like\nWhen asked: Enter "
    "takes what is in [brackets], - leaves it out, < comes back here."
)


def _menu(claim: Proposed) -> str:
    known = say(" k known ·") if claim.known is not None else ""
    return _MENU + say("t target · m measurement · a aside · e edit ·{known} s skip · q quit: ", known=known)


def _year_from(said: str) -> str:
    """Say where a year was read; the draft says it in English."""
    line = said.removeprefix("carried from line ")
    if line != said:
        return say("from line {line}", line=line)
    known = {
        "stated": _("stated"),
        "the document's date": _("the document's date"),
        "the curator": _("you corrected it"),
    }
    return spoken(known[said]) if said in known else said


def _choices(question: Question) -> Iterator[str]:
    """Show choices with titles a line each, plain codes on one."""
    if any(one.title for one in question.choices):
        for number, one in enumerate(question.choices, start=1):
            yield f"  {number} {one.value}  {one.title}"
    elif question.choices:
        yield "  " + " · ".join(f"{n}\u00a0{one.value}" for n, one in enumerate(question.choices, start=1))


def _name_of_new(was: Catalog, now: Catalog) -> str:
    """Give the id of the target or measurement that a decision added; empty where it added none."""
    new = [one.id for one in now.targets if one.id not in was.target]
    new += [one.id for one in now.measurements if one.id not in was.measurement]
    return new[0] if new else ""


def _prepare_input() -> None:
    """Let a terminal edit its line, and take what is no UTF-8 for what it is instead of falling over it."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415  (its import is its effect; not every system has it)
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogateescape")
