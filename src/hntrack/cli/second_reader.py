"""``hntrack extract --reader``: ask a second reader, say what is sent where, keep its answer beside the draft."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hntrack.cli.commands import environment, say, spoken
from hntrack.cli.streams import note, write_bytes
from hntrack.extract import Document, DraftClaim, read_document
from hntrack.text.characters import visible
from hntrack.text.messages import Message
from hntrack.workspace.curate.drafts import Draft, Proposed
from hntrack.workspace.second_reader import (
    MOST_PARTS,
    ChosenReader,
    Pointed,
    Refusal,
    ask_reader,
    choose_reader,
    fingerprint,
    hold_against_text,
    parts_of,
    read_pointers,
)

_MOST_SHOWN = 20
_MOST_KEPT = 30_000_000
_SCHEMA = "hntrack-second-reader"


class SecondReading:
    """What a second reader makes of an article: asked, held against the text, and summed up on stderr."""

    def __init__(self, named: str, document: Document, own: Sequence[DraftClaim], output: str | None) -> None:
        """Ask the reader that was named.

        Args:
            named: As ``--reader`` names it.
            document: The article.
            own: What our own reader proposes.
            output: The draft's file, beside which the answer is kept; ``None`` keeps nothing.

        Raises:
            UsageError, InputError: There is no such reader, or it fails.
        """
        reader = choose_reader(named, environment())
        parts = list(parts_of(document.lines))
        unsent, parts = parts[MOST_PARTS:], parts[:MOST_PARTS]
        answers = _answers(reader, parts, Path(f"{output}.{reader.name}.json") if output else None)
        if unsent:
            line = unsent[0].partition("|")[0]
            note(
                say(
                    "From line {line} on nothing was sent: the article is too long for a second reader.",
                    line=line,
                )
            )
        read = [read_pointers(answer) for answer in answers]
        pointers = [pointer for pointed, _ in read for pointer in pointed]
        wrong = [refusal for _, refused in read for refusal in refused]
        everything = read_document(document, every=True)
        pointed = hold_against_text(pointers, document, own, everything, reader.name)
        self.name = reader.name
        self.pointed = pointed._replace(refused=(*wrong, *pointed.refused))
        _sum_up(reader.name, self.pointed)

    def marked(self, draft: Draft, found: Mapping[str, DraftClaim]) -> Draft:
        """Mark in a draft what only the second reader found, and what it reads otherwise."""
        alone = {(claim.line, claim.column) for claim in self.pointed.alone}

        def mark(claim: Proposed) -> Proposed:
            place = found[claim.id].line, found[claim.id].column
            read_by = self.name if place in alone else None
            return replace(claim, read_by=read_by, second=self.pointed.differing.get(place))

        return replace(draft, claims=tuple(map(mark, draft.claims)))


def _answers(reader: ChosenReader, parts: list[str], kept: Path | None) -> list[str]:
    """Give the answers: those kept beside the draft if they are to the very same questions, else new ones."""
    asked = fingerprint(reader, parts)
    known = _kept_answers(kept, asked) if kept is not None else None
    if known is not None:
        note(say("{name}: its answer is taken from {file}; nothing is sent.", name=reader.name, file=kept))
        return known
    size = sum(map(len, parts))
    model = f" ({reader.model})" if reader.model else ""
    note(
        say(
            "Sending {size} characters of the article to {where}{model}.",
            size=size,
            where=visible(reader.where, limit=120),
            model=visible(model, limit=120),
        )
    )
    answers = ask_reader(reader, parts, environment(), _tell)
    if kept is not None:
        facts = {"schema": _SCHEMA, "version": 1, "reader": reader.name, "model": reader.model}
        kept_text = json.dumps(
            {**facts, "where": reader.where, "sha256": asked, "answers": answers}, ensure_ascii=False
        )
        write_bytes(f"{kept_text}\n".encode("utf-8", "backslashreplace"), str(kept))
        note(say("Its answer is kept in {file}.", file=kept))
    return answers


def _kept_answers(kept: Path, asked: str) -> list[str] | None:
    """Give the answers that a file keeps, if they are to this question; whatever else the file is, it is asked anew."""
    try:
        with kept.open("rb") as file:
            facts = json.loads(file.read(_MOST_KEPT))
        answers = facts["answers"] if facts["schema"] == _SCHEMA and facts["sha256"] == asked else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    is_good = isinstance(answers, list) and all(isinstance(answer, str) for answer in answers)
    return answers if is_good else None


def _tell(message: Message) -> None:
    note(visible(spoken(message)))


def _sum_up(name: str, pointed: Pointed) -> None:
    """Say what both readers agree on, what only the second found, and what of it was refused."""
    note(
        say(
            "{name}: {agreed} as we read it, {differing} otherwise, {alone} that only it found, {refused} refused.",
            name=name,
            agreed=pointed.agreed,
            differing=len(pointed.differing),
            alone=len(pointed.alone),
            refused=len(pointed.refused),
        )
    )
    for refusal in pointed.refused[:_MOST_SHOWN]:
        note(f"  {_refusal(refusal)}")
    if len(pointed.refused) > _MOST_SHOWN:
        note(say("  … and {more} more.", more=len(pointed.refused) - _MOST_SHOWN))


def _refusal(refusal: Refusal) -> str:
    why = spoken(refusal.why)
    return say("refused: {place} {why}", place=refusal.place, why=why) if refusal.place else why
