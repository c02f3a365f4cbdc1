"""Drafts: what ``hntrack extract`` proposes, as a file, and back; a decision changes its own line and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from hntrack.errors import DataError, InputError
from hntrack.model.codes import SCALES
from hntrack.model.fields import FORMAT
from hntrack.model.record_values import Values, make, values_of
from hntrack.model.records import ClaimPlace, Source, Speaker
from hntrack.store.decode import decode_fields, decode_record, sequence_of
from hntrack.store.folder import as_typed, read_bytes
from hntrack.store.node_kinds import Faults, Mapping, Node, places_of
from hntrack.store.nodes import compose, text_of
from hntrack.store.write import ChangedMeanwhileError, Old, identity, replace_file
from hntrack.store.yaml_lines import block_lines, dashed, lines_of
from hntrack.text.messages import Wording, _

_HEAD = (
    "# A draft: what `hntrack extract` read.  Nothing of it is in a catalog yet; `hntrack curate` goes through it.",
    "# Bản nháp do `hntrack extract` đọc ra. Chưa có gì vào danh mục; `hntrack curate` duyệt từng mục.",
)
_TAKEN_BACK = re.compile(r"(\s*(?:- )?decision:[ ]+)(\S+)")


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the extractor read of a claim; each ``None`` or empty where it read nothing."""

    comparator: str
    subject: str = ""
    qualifier: str = "exact"
    unit: str | None = None
    scale: str = "one"
    share_of: str | None = None
    year: int | None = None
    year_from: str | None = None
    basis: str | None = None
    period: str | None = None
    area: str | None = None
    confidence: str | None = None
    also_lines: tuple[int, ...] = ()
    responsible: str = ""


class SecondReading(NamedTuple):
    """What a second reader made of the same words, where it differs from the first."""

    reader: str
    kind: str
    year: int | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A claim of a draft.

    Attributes:
        kind: One of :data:`~hntrack.model.fields.DRAFT_KINDS`.
        value, value_high, of: As printed, before ``suggests.scale``.
        column, clause: Where on the line the words start, from 1; the clause, with the words between ``»`` and ``«``.
        place, before, after: Where it stands, in documents with pages, headings or tables.
        said_by: Who says it, as printed.
        read_by: The second reader that alone found it; ``None`` where our own did.
        second: What a second reader made of it, where it differs.
        recognised: A machine read the words from a picture.
        known: Id of what the catalog has already (a target, a measurement, or ``source/claim``); ``None`` if new.
        decision: One of :data:`~hntrack.model.fields.DECISIONS`.
        decision_line: Line of the draft's file that holds the decision; 0 for what is in no file.
    """

    id: str
    kind: str
    line: int
    as_printed: str
    reading: Wording
    suggests: Suggested
    value: Decimal | None = None
    value_high: Decimal | None = None
    of: Decimal | None = None
    column: int = 1
    clause: str | None = None
    place: ClaimPlace | None = None
    before: str | None = None
    after: str | None = None
    said_by: Speaker | None = None
    recognised: bool = False
    read_by: str | None = None
    second: SecondReading | None = None
    known: str | None = None
    decision: str = "open"
    decision_line: int = 0

    @property
    def exponent(self) -> int:
        """Power of ten of the scale that the value is printed in."""
        return SCALES[self.suggests.scale]


@dataclass(frozen=True, slots=True)
class Draft:
    """A document and what it seems to say."""

    source: Source
    claims: tuple[Proposed, ...]

    @property
    def open(self) -> tuple[Proposed, ...]:
        """The claims that nobody has decided about."""
        return tuple(proposal for proposal in self.claims if proposal.decision == "open")


def draft_text(draft: Draft) -> str:
    """Write a draft as a file.

    Raises:
        UsageError: A text of it cannot be held by a file.
    """
    lines = [*_HEAD, f"format: {FORMAT}", "draft: true", "source:"]
    lines += (f"  {line}" for line in block_lines("source", values_of("source", draft.source)))
    lines.append("claims:" if draft.claims else "claims: []")
    for proposal in draft.claims:
        lines += (
            f"  {line}" for line in dashed(block_lines("draft-claim", values_of("draft-claim", proposal)))
        )
    return "\n".join(lines) + "\n"


def read_draft(path: Path) -> Draft:
    """Read a draft.

    Raises:
        InputError: The file cannot be read.
        DataError: It has faults; all of them are told.
    """
    label = as_typed(path)
    return decode_draft(read_bytes(path, label), label)


def decode_draft(data: bytes, label: str) -> Draft:
    """Read a draft from its bytes; raises as :func:`read_draft` does."""
    text, faults = text_of(data, label)
    root = compose(text, faults) if text is not None else None
    values = _head(root, faults, label) if root is not None else {}
    claims = [_claim(entry, faults) for entry in sequence_of(values.get("claims"), faults)]
    head = values.get("source")
    if any(p.severity == "error" for p in faults.problems) or head is None or type(root) is not Mapping:
        raise DataError(tuple(faults.problems))
    source = make("source", head, claims=(), **places_of(label, root.keys["source"][1]))
    return Draft(source, tuple(proposal for proposal in claims if proposal is not None))


def _head(root: Node, faults: Faults, label: str) -> Values:
    """Decode what stands outside of the claims."""
    if type(root) is Mapping and "draft" not in root.keys:
        raise _no_draft(label)
    return decode_fields("draft-file", root, faults)[0]


def _claim(node: Any, faults: Faults) -> Proposed | None:
    values = decode_record("draft-claim", node, faults)
    if values is None or type(node) is not Mapping:
        return None
    suggests = Suggested(**values.pop("suggests"))
    for name, record in (("place", "place"), ("said_by", "speaker")):
        if name in values:
            values[name] = make(record, values[name])
    if "second" in values:
        values["second"] = SecondReading(**values["second"])
    return Proposed(**values, suggests=suggests, decision_line=node.keys["decision"][1].line)


def decide(path: Path, claim: Proposed, decision: str, told: str = "") -> None:
    """Write a decision, and what is remarked behind it, into the claim's line of a draft; every other byte stays.

    Raises:
        InputError: The file cannot be written, or the claim is gone from it.
        DataError: The file was edited meanwhile and has faults now.
    """
    decide_all(path, {claim.id: (decision, told)})


def decide_all(path: Path, decisions: ReadOnly[str, tuple[str, str]]) -> None:
    """Write decisions, all at once: id of the claim → decision and remark; as :func:`decide` does."""
    label = as_typed(path)
    for _try in range(3):
        was = identity(path, label)
        data = read_bytes(path, label)
        now = {proposal.id: proposal for proposal in decode_draft(data, label).claims}
        lines = lines_of(data)
        for name, (decision, told) in decisions.items():
            if name not in now:
                raise _gone(label, name)
            at = now[name].decision_line
            lines[at - 1] = _decided(lines[at - 1], decision, told, f"{label}:{at}")
        try:
            replace_file(path, b"".join(lines), Old(was, data), label)
        except ChangedMeanwhileError:
            continue
        return
    raise _gone(label, next(iter(decisions)))


def _decided(data: bytes, decision: str, told: str, where: str) -> bytes:
    line = data.decode()
    body = line.rstrip("\r\n")
    match = _TAKEN_BACK.match(body)
    if match is None:
        raise _unwritable(where)
    rest = body[match.end() :]
    remark = f"  # {told}" if told and not rest.strip() else rest
    return f"{match[1]}{decision}{remark}{line[len(body) :]}".encode()


def settled(draft: Draft, claim: Proposed, decision: str) -> Draft:
    """Give the draft with one decision made."""
    claims = (
        replace(proposal, decision=decision) if proposal.id == claim.id else proposal
        for proposal in draft.claims
    )
    return replace(draft, claims=tuple(claims))


def new_draft(source: Source, claims: Iterable[Proposed], *, as_in_text: bool = False) -> Draft:
    """Put a draft together, ordered for review: what is new first, promises before figures, then by line.

    ``as_in_text`` keeps the order of the text, so that a target stands beside the result told with it.
    """
    if as_in_text:
        return Draft(source, _with_ids(sorted(claims, key=lambda proposal: proposal.line)))
    order = {kind: at for at, kind in enumerate(("target", "measurement", "baseline", "context"))}
    ordered = sorted(
        claims, key=lambda proposal: (proposal.known is not None, order[proposal.kind], proposal.line)
    )
    return Draft(source, _with_ids(ordered))


def _with_ids(claims: Sequence[Proposed]) -> tuple[Proposed, ...]:
    """Number ids that would be given twice; each name goes on counting where it stopped."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    made = []
    for proposal in claims:
        name, stem = proposal.id, proposal.id[:70]
        while name in taken:
            last[stem] = last.get(stem, 1) + 1
            name = f"{stem}-{last[stem]}"
        taken.add(name)
        made.append(replace(proposal, id=name))
    return tuple(made)


def _no_draft(label: str) -> InputError:
    return InputError(
        _("{label} is no draft.", label=label),
        _("Make a draft: hntrack extract ARTICLE --format yaml -o FILE."),
    )


def _gone(label: str, claim: str) -> InputError:
    return InputError(
        _("{label} was edited: no place for {claim}.", label=label, claim=claim),
        _("Run 'hntrack curate' again."),
    )


def _unwritable(where: str) -> InputError:
    return InputError(
        _("{where}: this 'decision' cannot be changed.", where=where),
        _("Write it on a line of its own: 'decision: open'."),
    )
