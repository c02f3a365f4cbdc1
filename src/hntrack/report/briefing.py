"""A report as one model: what changed, what is due, what is behind, what nobody measures, what is reached.

Every format of ``hntrack report`` (mail, page, Markdown, text, JSON, spreadsheet) draws this model, so that no two
of them can say different things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from hntrack.assess import METHODS
from hntrack.classes import NamedTuple
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Target
from hntrack.model.verdict import Verdict
from hntrack.report import Json, View
from hntrack.report.bars import Bar, Bullet, Slice, bars, bullet, slices
from hntrack.report.charts import Chart, chart
from hntrack.report.glance import (
    Glance,
    Judged,
    gap_text,
    glance,
    glance_item,
    required_text,
    sentences,
)
from hntrack.report.reasons import in_short, says_more, verdict_item
from hntrack.report.select import put_together
from hntrack.report.show import latest_measurement
from hntrack.report.words import (
    TONES,
    area_title,
    dated_text,
    goal_title,
    indicator_title,
    label,
    milestone_text,
    published_text,
    rounded,
    target_text,
    value_text,
)
from hntrack.text.messages import LANGUAGES, Message, _, _n, day_text

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


def _points(
    catalog: Catalog, judged: Judged, changed: Sequence[str], *, as_of: date, lang: str, since: str
) -> tuple[Point, ...]:
    """Make the points; of no targets at all there is nothing to say but what changed since, where that is asked."""
    known = sum(verdict.pace != "not_assessable" for _, verdict in judged)
    soon = as_of + timedelta(days=SOON_DAYS) if as_of < date.max - timedelta(days=SOON_DAYS) else date.max
    about = _Lines(catalog, lang)
    made = [
        about.point("due", judged, lambda t, v: _due(t, v, soon), about.due),
        about.point("behind", judged, lambda _, v: v.standing in _LATE or v.pace in _LATE, about.late),
        about.point("unmeasured", judged, lambda _, v: v.standing in _SILENT, about.named),
        about.point("reached", judged, lambda _, v: v.standing in _REACHED, about.reached),
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


class _Lines:
    """How each kind of line is said."""

    def __init__(self, catalog: Catalog, lang: str) -> None:
        self.catalog, self.lang = catalog, lang

    def point(
        self,
        key: str,
        judged: Judged,
        wanted: Callable[[Target, Verdict], bool],
        tell: Callable[[Target, Verdict], str],
    ) -> Point:
        """Tell those of the targets that are wanted."""
        lines = tuple(
            Line(tell(target, verdict), target.id) for target, verdict in judged if wanted(target, verdict)
        )
        note = "" if lines else say(f"none_{key}", self.lang)
        return Point(key, say(key, self.lang), len(lines), lines, note)

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
        return f" — {dated_text(self.catalog, used, self.lang)}" if used is not None else ""


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

    @property
    def known(self) -> str:
        """Who published it, and when, as far as that is known."""
        return ", ".join(filter(None, (self.publisher, self.published)))


def _documents(catalog: Catalog, judged: Judged, lang: str) -> tuple[Document, ...]:
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


def _claims(catalog: Catalog, judged: Judged) -> Iterator[str]:
    for target, verdict in judged:
        yield target.claim
        yield from target.restated
        for used in (verdict.latest, verdict.baseline):
            measurement = catalog.measurement.get(used or "")
            if measurement is not None and measurement.claim is not None:
                yield measurement.claim


NOTHING = "—"
"""What stands where there is nothing to say."""


class Promise(NamedTuple):
    """A target beside what became of it, as people read it.

    Attributes:
        id, indicator: Ids.
        title, area: Of the indicator.
        due, asked, latest, gap, required: As in the table of ``hntrack progress``; a dash where there is none.
        standing, pace: The codes; ``standing_label`` and ``pace_label`` the words, ``standing_tone`` and
            ``pace_tone`` their colours (``good``, ``warn``, ``bad``, ``muted`` or ``plain``).
        bullet: The bar; ``None`` where there is no number.
        reason: Why the verdict is what it is; empty where the verdict says it all.
        stated: The aim in our own words; may be empty.
    """

    id: str
    indicator: str
    title: str
    area: str
    due: str
    asked: str
    latest: str
    gap: str
    required: str
    standing: str
    pace: str
    standing_label: str
    pace_label: str
    standing_tone: str
    pace_tone: str
    bullet: Bullet | None
    reason: str
    stated: str

    @property
    def paced(self) -> bool:
        """Whether the pace is worth a word beside the standing, which says it already of what is met."""
        return self.pace != "met" and (self.pace != "not_assessable" or self.latest != NOTHING)


class PromiseGroup(NamedTuple):
    """The targets of one goal, in the catalog's order."""

    title: str
    rows: tuple[Promise, ...]


class Change(NamedTuple):
    """One change, told: its kind in words, a whole sentence, and the causes that it names."""

    subject: str
    kind: str
    label: str
    sentence: str
    because: tuple[str, ...]

    @property
    def further(self) -> tuple[str, ...]:
        """The causes that the sentence does not name itself."""
        return tuple(cause for cause in self.because if cause not in self.sentence)


class Unpromised(NamedTuple):
    """A figure of which nothing was promised: the indicator, its goal and area, and its latest value."""

    id: str
    title: str
    area: str
    latest: str


class Used(NamedTuple):
    """A method that judged, and how many targets it judged."""

    id: str
    version: str
    title: str
    number: int

    def said(self, lang: str) -> str:
        """Say which method it is, and how many targets it judged."""
        return say("judged_by", lang, title=self.title, id=self.id, version=self.version, count=self.number)


class Briefing(NamedTuple):
    """The whole report in one language.

    Attributes:
        lang: ``vi`` or ``en``.
        catalog, title: Id and title of the catalog.
        as_of: The day as of which it speaks; ``as_of_text`` as people write it.
        since: What it is compared with, in words; empty where it is compared with nothing.
        lede: What became of all promises, whether they can be judged, and what falls due next, a sentence each.
        glance: The counts behind it; ``outcomes`` is its bar, ``goals`` and ``bodies`` are those of its parts.
        points: The headline, point by point.
        groups: All targets, goal by goal.
        charts: A trajectory for each indicator that has something to draw.
        changes: What changed since, with causes; what became known first.
        became_known: Documents that appeared since.
        documents: The sources, word by word, with line and date.
        methods: What judged.
        items: The targets with verdicts as exact data.
        change_items: The changes as exact data.
        figures: What is measured, and was never promised.
    """

    lang: str
    catalog: str
    title: str
    as_of: date
    as_of_text: str
    since: str
    lede: tuple[str, ...]
    points: tuple[Point, ...]
    groups: tuple[PromiseGroup, ...]
    charts: tuple[Chart, ...]
    changes: tuple[Change, ...]
    became_known: tuple[str, ...]
    documents: tuple[Document, ...]
    methods: tuple[Used, ...]
    items: tuple[dict[str, Json], ...]
    change_items: tuple[dict[str, Json], ...]
    glance: Glance
    outcomes: tuple[Slice, ...]
    goals: tuple[Bar, ...]
    bodies: tuple[Bar, ...]
    figures: tuple[Unpromised, ...]

    @property
    def rows(self) -> tuple[Promise, ...]:
        """All targets, in order."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def parts(self) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
        """The bars of goals and those of bodies, where there are several: a key of :data:`WORDS`, and the bars."""
        both = (("by_goal", self.goals), ("by_body", self.bodies))
        return tuple((key, bars) for key, bars in both if len(bars) > 1)


def briefing(
    catalog: Catalog,
    judged: Judged,
    changes: View | None,
    *,
    as_of: date,
    lang: str,
    since: str = "",
    indicators: Iterable[Indicator] | None = None,
) -> Briefing:
    """Build the report.

    Args:
        catalog: As known on ``as_of``.
        judged: The selected targets with their verdicts, in the catalog's order.
        changes: The view of what differs (``hntrack diff``); ``None`` where nothing is compared.
        as_of: The day.
        lang: ``vi`` or ``en``.
        since: What it is compared with, as the reader shall read it.
        indicators: Where to look for figures without a target; all of the catalog's where left out.
    """
    counted = glance(catalog, judged, as_of, indicators)
    told, items = _changes(changes, {target.indicator for target, _ in judged})
    return Briefing(
        lang=lang,
        catalog=catalog.id,
        title=catalog.title.within(lang),
        as_of=as_of,
        as_of_text=day_text(as_of, lang),
        since=since,
        lede=tuple(sentences(counted, lang)) if judged else (),
        points=_points(catalog, judged, [one.sentence for one in told], as_of=as_of, lang=lang, since=since),
        groups=_groups(catalog, judged, as_of, lang),
        charts=tuple(_charts(catalog, judged, as_of, lang)),
        changes=told,
        became_known=_became_known(changes),
        documents=_documents(catalog, judged, lang),
        methods=_methods(judged, lang),
        items=tuple(verdict_item(catalog, target, verdict, lang) for target, verdict in judged),
        change_items=items,
        glance=counted,
        outcomes=slices(counted.outcomes, lang),
        goals=bars(catalog, counted.goals, lang),
        bodies=bars(catalog, counted.bodies, lang),
        figures=tuple(_unpromised(catalog, catalog.indicator[key], lang) for key in counted.figures),
    )


def _unpromised(catalog: Catalog, indicator: Indicator, lang: str) -> Unpromised:
    latest = latest_measurement(catalog, indicator.id)
    return Unpromised(
        indicator.id,
        indicator.title.within(lang),
        area_title(catalog, indicator.area, lang),
        dated_text(catalog, latest, lang),
    )


def briefing_item(one: Briefing) -> dict[str, Json]:
    """Give a report as exact data: the item of ``hntrack report --format json``."""
    return {
        "lang": one.lang,
        "title": one.title,
        "since": one.since or None,
        "glance": glance_item(one.glance, one.lang),
        "headline": [
            {
                "key": point.key,
                "title": point.title,
                "count": point.number,
                "targets": [line.target for line in point.lines if line.target],
                "lines": [line.text for line in point.lines],
                "note": point.note or None,
            }
            for point in one.points
        ],
        "targets": list(one.items),
        "changes": list(one.change_items),
        "sources": [
            {
                "source": document.id,
                "title": document.title,
                "publisher": document.publisher or None,
                "published": document.published,
                "claims": [
                    {"claim": q.claim, "line": q.line, "as_printed": q.as_printed, "reading": q.reading}
                    for q in document.quotes
                ],
            }
            for document in one.documents
        ],
        "methods": [
            {"id": m.id, "version": m.version, "title": m.title, "targets": m.number} for m in one.methods
        ],
    }


def _groups(catalog: Catalog, judged: Judged, as_of: date, lang: str) -> tuple[PromiseGroup, ...]:
    by_goal = put_together(judged, lambda pair: catalog.indicator[pair[0].indicator].goal, catalog.goal)
    return tuple(
        PromiseGroup(
            goal_title(catalog, goal, lang),
            tuple(_promise(catalog, target, verdict, as_of, lang) for target, verdict in members),
        )
        for goal, members in by_goal.items()
    )


def _promise(catalog: Catalog, target: Target, verdict: Verdict, as_of: date, lang: str) -> Promise:
    indicator = catalog.indicator[target.indicator]
    latest = catalog.measurement.get(verdict.latest or "")
    return Promise(
        id=target.id,
        indicator=indicator.id,
        title=indicator.title.within(lang),
        area=area_title(catalog, indicator.area, lang),
        due=milestone_text(target.milestone, lang),
        asked=target_text(catalog, target, lang),
        latest=dated_text(catalog, latest, lang),
        gap=gap_text(catalog, target, verdict, lang),
        required=required_text(catalog, target, verdict, lang),
        standing=verdict.standing,
        pace=verdict.pace,
        standing_label=label("standing", verdict.standing, lang),
        pace_label=label("pace", verdict.pace, lang),
        standing_tone=TONES[verdict.standing] or "plain",
        pace_tone=TONES[verdict.pace] or "plain",
        bullet=bullet(catalog, target, verdict, lang=lang, as_of=as_of) if latest else None,
        reason=in_short(verdict.reasons, lang) if says_more(verdict.reasons) else "",
        stated=target.stated.within(lang) if target.stated else "",
    )


def _charts(catalog: Catalog, judged: Judged, as_of: date, lang: str) -> Iterator[Chart]:
    """Give the drawings of indicators of which something is measured: a lone target says nothing in a picture."""
    for indicator, mine in put_together(judged, lambda pair: pair[0].indicator).items():
        drawn = chart(catalog, catalog.indicator[indicator], mine, lang=lang, as_of=as_of)
        if drawn is not None and drawn.measured:
            yield drawn


def _changes(
    view: View | None, indicators: set[str]
) -> tuple[tuple[Change, ...], tuple[dict[str, Json], ...]]:
    items = tuple(one for one in (view.items if view else ()) if one["indicator"] in indicators)
    return tuple(_change(item) for item in items), items


def _change(item: Mapping[str, Json]) -> Change:
    because, why = item.get("because"), item.get("why")
    causes = because if isinstance(because, list) else [why]
    return Change(
        str(item["subject"]),
        str(item["kind"]),
        str(item["label"]),
        str(item["sentence"]),
        tuple(map(str, filter(None, causes))),
    )


def _became_known(view: View | None) -> tuple[str, ...]:
    """Give what the comparison says beside its counts: the documents that appeared meanwhile."""
    counted = len({str(item["subject"]) for item in view.items}) if view else 0
    return tuple(view.summary[counted:]) if view else ()


def _methods(judged: Judged, lang: str) -> tuple[Used, ...]:
    counts = Counter((verdict.method, verdict.version) for _, verdict in judged)
    return tuple(
        Used(id_, version, METHODS[id_].title.within(lang) if id_ in METHODS else id_, count)
        for (id_, version), count in counts.most_common()
    )


def subject(one: Briefing) -> str:
    """Give the report's title in one line, as for the subject of a mail."""
    return f"{one.title} — {say('as_of', one.lang)} {one.as_of_text}"


def shortened(one: Briefing, most: int, address: str) -> Briefing:
    """Leave out the targets that say least, and all but the words that the others rest on.

    Args:
        one: The report.
        most: How many targets to keep, at least 1: first those that are late, due or reached, then those of which
            something is measured, then the others in the catalog's order.
        address: Where the whole report stands; the omission names it.
    """
    told = {line.target for point in one.points if point.key != "unmeasured" for line in point.lines}
    ranked = sorted(one.rows, key=lambda row: (row.id not in told, row.latest == NOTHING))
    kept = {row.id: row.indicator for row in ranked[:most]}
    if len(kept) == len(one.rows):
        return one
    groups = (group._replace(rows=tuple(row for row in group.rows if row.id in kept)) for group in one.groups)
    left_out = _n(
        "Left out here for brevity: {count} target; all of them: {address}",
        "Left out here for brevity: {count} targets; all of them: {address}",
        len(one.rows) - len(kept),
        address=address,
    ).within(one.lang)
    return one._replace(
        lede=(*one.lede, left_out),
        points=tuple(point._replace(lines=point.lines[:most]) for point in one.points),
        groups=tuple(group for group in groups if group.rows),
        charts=tuple(chart for chart in one.charts if chart.id in kept.values()),
        changes=one.changes[:most],
        documents=tuple(
            document._replace(quotes=document.quotes[:most]) for document in one.documents[:most]
        ),
        figures=one.figures[:most],
        items=tuple(item for item in one.items if item["target"] in kept),
    )
