"""The headline of a report: what changed, what is due, what is behind, what nobody measures, what is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from hntrack.classes import NamedTuple
from hntrack.model.catalog import Catalog
from hntrack.model.records import Target
from hntrack.model.verdict import Verdict
from hntrack.report.words import (
    indicator_title,
    label,
    measurement_text,
    published_text,
    rounded,
    target_text,
    value_text,
)
from hntrack.text.messages import Message, _, day_text
from hntrack.text.wording import LANGUAGES

# The fixed words of a report, in both languages.

WORDS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "as_of": _("as of"),
        "as_of_title": _("As of"),
        "changed": _("Changed since {since}"),
        "due": _("Due, or falling due within a year"),
        "behind": _("Behind or missed"),
        "unmeasured": _("Not judged for want of data or assessment"),
        "reached": _("Reached"),
        "none_changed": _("Nothing changed."),
        "none_due": _("None."),
        "none_behind": Message(""),
        "none_unmeasured": _("All have been measured or assessed."),
        "none_reached": _("None yet."),
        "pace_known": _("The pace of {known} of {all} targets can be judged."),
        "more": _("and {count} more"),
        "contents": _("In short"),
        "progress": _("Targets and measurements"),
        "charts": _("Charts"),
        "changes": _("Changes and their causes"),
        "because": _("because"),
        "sources": _("Sources: as printed, line, date"),
        "method": _("Method"),
        "judged_by": _("{title} ({id} {version}), targets: {count}"),
        "line": _("line {line}"),
        "untitled": _("(title unknown)"),
        "indicator": _("Indicator"),
        "due_by": _("By"),
        "target": _("Target"),
        "latest": _("Latest"),
        "gap": _("Gap"),
        "required": _("Needed a year"),
        "standing": _("Standing"),
        "pace": _("Pace"),
        "reason": _("Why"),
        "area": _("Area"),
        "document": _("Document"),
        "published": _("Date"),
        "as_printed": _("As printed"),
        "reading": _("Reading"),
        "change": _("Change"),
        "made_by": _(
            "Made with hntrack {version} from what was published by {day}. Standing and pace are two "
            "different verdicts; where the data do not allow one, the report says so."
        ),
        "figures": _("Figures without a target"),
        "by_goal": _("By goal"),
        "by_body": _("By responsible body"),
        "at_a_glance": _("At a glance"),
        "no_targets": _("No targets."),
        "bar": _("Bar"),
        "measured": _("Value"),
        "line_number": _("Line"),
        "code": _("Id"),
    }
)


def say(key: str, lang: str, /, **facts: object) -> str:
    """Give one of :data:`WORDS` with its facts; a text without facts is taken as it stands."""
    words = WORDS[key].within(lang)
    return words.format(**facts) if facts else words


Judged = Sequence[tuple[Target, Verdict]]

SOON_DAYS = 365
"""What falls due within a year of the report is named."""

_LATE = ("missed", "broken", "reversing", "stalled", "behind")
_SILENT = ("no_measurement", "not_assessed", "due_not_assessed", "unsettled")
_REACHED = ("met", "kept")


class Line(NamedTuple):
    """One line of a point, and the target that it is about (empty where it is about none)."""

    text: str
    target: str = ""


class Point(NamedTuple):
    """One point of the headline.

    Attributes:
        key: ``changed``, ``due``, ``behind``, ``unmeasured`` or ``reached``.
        title: In words.
        number: How many.
        lines: What, one by one.
        note: What to know about the number; says why there is nothing where the count is 0.
    """

    key: str
    title: str
    number: int
    lines: tuple[Line, ...]
    note: str = ""


def points(
    catalog: Catalog, judged: Judged, changed: Sequence[str], *, as_of: date, lang: str, since: str
) -> tuple[Point, ...]:
    """Make the points; of no targets at all there is nothing to say but what changed.

    Args:
        catalog: As known on ``as_of``.
        judged: The selected targets with their verdicts.
        changed: What changed, a sentence each.
        as_of: The day.
        lang: ``vi`` or ``en``.
        since: What it is compared with; empty for no comparison, which then is no point.
    """
    known = sum(verdict.pace != "not_assessable" for _, verdict in judged)
    soon = as_of + timedelta(days=SOON_DAYS) if as_of < date.max - timedelta(days=SOON_DAYS) else date.max
    about = _Lines(catalog, lang)
    made = [
        about.point("due", about.chosen(judged, lambda t, v: _due(t, v, soon), about.due)),
        about.point("behind", about.chosen(judged, lambda _, v: _late(v), about.late)),
        about.point("unmeasured", about.chosen(judged, lambda _, v: v.standing in _SILENT, about.named)),
        about.point("reached", about.chosen(judged, lambda _, v: v.standing in _REACHED, about.reached)),
    ]
    made[1] = made[1]._replace(note=say("pace_known", lang, known=known, all=len(judged)))
    made = made if judged else []
    if since:
        lines = tuple(Line(text) for text in changed)
        note = "" if lines else say("none_changed", lang)
        made.insert(0, Point("changed", say("changed", lang, since=since), len(lines), lines, note))
    return tuple(made)


def _due(target: Target, verdict: Verdict, soon: date) -> bool:
    """Whether something is due now: overdue without an answer, or falling due within a year and not kept yet."""
    if verdict.standing == "due_not_assessed":
        return True
    return target.due is not None and target.due <= soon and verdict.standing not in (*_REACHED, "missed")


def _late(verdict: Verdict) -> bool:
    return verdict.standing in _LATE or verdict.pace in _LATE


class _Lines:
    """How each kind of line is said."""

    def __init__(self, catalog: Catalog, lang: str) -> None:
        self.catalog, self.lang = catalog, lang

    def point(self, key: str, lines: Iterator[Line]) -> Point:
        found = tuple(lines)
        note = "" if found else say(f"none_{key}", self.lang)
        return Point(key, say(key, self.lang), len(found), found, note)

    def chosen(
        self,
        judged: Judged,
        wanted: Callable[[Target, Verdict], bool],
        tell: Callable[[Target, Verdict], str],
    ) -> Iterator[Line]:
        return (
            Line(tell(target, verdict), target.id) for target, verdict in judged if wanted(target, verdict)
        )

    def named(self, target: Target, _: Verdict) -> str:
        title = indicator_title(self.catalog, self.catalog.indicator[target.indicator], self.lang)
        asked = target_text(self.catalog, target, self.lang) if target.comparator != "text" else ""
        due = f" ({target.milestone.within(self.lang)})" if target.milestone else ""
        return f"{title}{f', {asked}' if asked else ''}{due}"

    def due(self, target: Target, verdict: Verdict) -> str:
        day = day_text(target.due, self.lang) if target.due else "—"
        return f"{day}: {self.named(target, verdict)}: {label('standing', verdict.standing, self.lang)}"

    def late(self, target: Target, verdict: Verdict) -> str:
        by_level = verdict.standing in {"missed", "broken"}
        code, kind = (verdict.standing, "standing") if by_level else (verdict.pace, "pace")
        return (
            f"{self.named(target, verdict)}: {label(kind, code, self.lang)}{self._decisive(target, verdict)}"
        )

    def reached(self, target: Target, verdict: Verdict) -> str:
        said = label("standing", verdict.standing, self.lang)
        return f"{self.named(target, verdict)}: {said}{self._decisive(target, verdict)}"

    def _decisive(self, target: Target, verdict: Verdict) -> str:
        """What the verdict rests on: of a promise that was due, no later measurement; of a sum, the sum."""
        whole = verdict.numbers.get("so_far")
        if whole is not None:
            indicator = self.catalog.indicator[target.indicator]
            return f" — {value_text(self.catalog, indicator, rounded(whole), self.lang)}"
        used = self.catalog.measurement.get(verdict.judged or verdict.latest or "")
        if used is None:
            return ""
        said = measurement_text(self.catalog, used, self.lang)
        return f" — {said} ({used.period.within(self.lang)})"


# The sources of a report: each document with the words it rests on, as printed, with their lines.


class Quote(NamedTuple):
    """Words of a document: which claim, on which line, as printed, and what they say."""

    claim: str
    line: int
    as_printed: str
    reading: str


class Document(NamedTuple):
    """A document with the words that the report rests on, by line.

    ``title`` says that it is unknown where it is; ``publisher``, ``language`` and ``url`` are empty then.
    """

    id: str
    title: str
    publisher: str
    published: str
    language: str
    url: str
    quotes: tuple[Quote, ...]


def documents(catalog: Catalog, judged: Sequence[tuple[Target, Verdict]], lang: str) -> tuple[Document, ...]:
    """Give the documents that the targets and their latest measurements stand in, the newest first."""
    found: dict[str, dict[str, Quote]] = {}
    for key in _claims(catalog, judged):
        claimed = catalog.claim.get(key)
        if claimed is not None:
            source, claim = claimed
            quote = Quote(claim.id, claim.line, claim.as_printed, claim.reading.within(lang))
            found.setdefault(source.id, {})[claim.id] = quote
    newest = sorted(found, key=lambda name: catalog.source[name].published.known_on, reverse=True)
    return tuple(_document(catalog, name, found[name], lang) for name in newest)


def _document(catalog: Catalog, name: str, quotes: dict[str, Quote], lang: str) -> Document:
    source = catalog.source[name]
    return Document(
        id=name,
        title=source.title or say("untitled", lang),
        publisher=source.publisher or "",
        published=published_text(catalog, name, lang),
        language=source.language if source.language in LANGUAGES else "",
        url=source.url or "",
        quotes=tuple(sorted(quotes.values(), key=lambda one: (one.line, one.claim))),
    )


def _claims(catalog: Catalog, judged: Sequence[tuple[Target, Verdict]]) -> Iterator[str]:
    for target, verdict in judged:
        yield target.claim
        yield from target.restated
        for used in (verdict.latest, verdict.baseline):
            measurement = catalog.measurement.get(used or "")
            if measurement is not None and measurement.claim is not None:
                yield measurement.claim
