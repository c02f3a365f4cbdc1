"""The records of a catalog.  All are frozen; numbers are :class:`~decimal.Decimal`, in the indicator's unit.

Here stand their types, written by ``tools/fields.py`` where one is missing; :mod:`hntrack.model.fields` says of each
field how it is read, written and shown, and a test holds the two against each other.

``places`` tells where each field of a record stands in its file (field name → line and column); ``""`` is the
record itself.  It takes no part in comparing records.

They are named tuples, not frozen dataclasses: making six of those costs every start ten milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.classes import NamedTuple, TypeVar
from hntrack.errors import Where
from hntrack.model.codes import (
    ActKind,
    Basis,
    Change,
    ClaimKind,
    Comparator,
    Direction,
    Hold,
    Measure,
    Nature,
    ObsStatus,
    Over,
    Qualifier,
    Rule,
    Scale,
)
from hntrack.text.messages import Wording
from hntrack.text.periods import Period

Places = Mapping[str, Where]
_NOWHERE: Places = MappingProxyType({})
_NO_GATE: Mapping[str, str] = MappingProxyType({})


_Record = TypeVar("_Record")


def _same(record: tuple[object, ...], other: object) -> bool:
    return type(record) is type(other) and record[:-1] == other[:-1]


def _differ(record: tuple[object, ...], other: object) -> bool:
    return not _same(record, other)


def _hash(record: tuple[object, ...]) -> int:
    return hash(record[0])


def compare_without_places(record: type[_Record]) -> type[_Record]:
    """Make records equal if all of their fields but ``places``, the last one, are; the id, the first one, is hashed."""
    for name, method in (("__eq__", _same), ("__ne__", _differ), ("__hash__", _hash)):
        setattr(record, name, method)
    return record


class Published(NamedTuple):
    """When a document appeared, no more precise than known.

    Attributes:
        period: The day, month or year; ``None`` where it is unknown.
        not_before: A day before which it cannot have appeared (the event it reports); needed where
            ``period`` is unknown.
        basis: ``printed`` (the document says so), ``given`` (whoever added it knows it from elsewhere), ``inferred``
            (the note says how) or ``unknown``.
        note: How the date was found.
    """

    period: Period | None
    not_before: date | None
    basis: Basis
    note: Wording | None = None

    @property
    def known_on(self) -> date:
        """The day from which the document counts as known: the last day it may have appeared on."""
        if self.period is not None:
            return self.period.end
        return self.not_before or date.min


class ClaimPlace(NamedTuple):
    """Where a claim stands in a document that has pages, headings or tables; each counted from 1.

    Attributes:
        page: Of a PDF.
        heading: The heading above, as printed.
        paragraph: Which paragraph under that heading.
        table: Which table of the document; ``row`` and ``column`` count in it, merged cells as all that they cover.
    """

    page: int | None = None
    heading: str | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Speaker(NamedTuple):
    """Who said something, as the document prints it."""

    name: str
    post: str | None = None
    body: str | None = None


@compare_without_places
class Claim(NamedTuple):
    """One figure, or one dated or ranked aim, of a document.

    Attributes:
        id: Unique within its source; ``source/id`` elsewhere.
        kind: One of :data:`~hntrack.model.codes.CLAIM_KINDS`.
        line: Line of the original, from 1, as an editor counts; of forms without lines, of their text as it is read.
        as_printed: The few words as they stand there.
        reading: What they say, in our own words.
        value, value_high, of: The figure where no target or measurement uses the claim.
        set_aside: Why nothing uses it.
        place: Where it stands in documents with pages, headings or tables.
        before, after: A few words around it, by which it is found again.
        said_by: Who said it.
        recognised: A machine read the words from a picture, and nobody has confirmed them.
    """

    id: str
    kind: ClaimKind
    line: int
    as_printed: str
    reading: Wording
    value: Decimal | None = None
    value_high: Decimal | None = None
    of: Decimal | None = None
    set_aside: Wording | None = None
    place: ClaimPlace | None = None
    before: str | None = None
    after: str | None = None
    said_by: Speaker | None = None
    recognised: bool = False
    places: Places = _NOWHERE


@compare_without_places
class Source(NamedTuple):
    """A document and what it claims; the document itself is never stored.

    ``publisher``, ``author``, ``title`` and ``url`` are ``None`` where unknown; ``act`` is the id of the act that the
    document is the text of.
    """

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    language: str
    published: Published
    original: str
    sha256: str
    claims: tuple[Claim, ...]
    url: str | None = None
    note: Wording | None = None
    act: str | None = None
    accessed: date | None = None
    places: Places = _NOWHERE


@compare_without_places
class Act(NamedTuple):
    """A legal act that promises rest on.

    Attributes:
        number: Number and sign, as they should be cited: ``57-NQ/TW``.
        kind: One of :data:`~hntrack.model.codes.ACT_KINDS`.
        issuer: The body that issued it.
        day: The day that it bears.
        title: As printed.
        implements, amends, replaces: Ids of other acts.
    """

    id: str
    number: str
    kind: ActKind
    issuer: str | None = None
    day: date | None = None
    title: str | None = None
    url: str | None = None
    implements: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    note: Wording | None = None
    places: Places = _NOWHERE


@compare_without_places
class Named(NamedTuple):
    """A goal, unit or stage: an id and its title."""

    id: str
    title: Wording
    note: Wording | None = None
    places: Places = _NOWHERE


@compare_without_places
class Area(NamedTuple):
    """Whom or where promises are about; ``parent`` is the area that it is a part of."""

    id: str
    title: Wording
    note: Wording | None = None
    parent: str | None = None
    places: Places = _NOWHERE


@compare_without_places
class Indicator(NamedTuple):
    """What is measured.

    Attributes:
        goal, area, unit: Ids; ``unit`` is one of the built-in units or of the catalog's own.
        measure: One of :data:`~hntrack.model.codes.MEASURES`.
        direction: Where better lies; ``None`` where it has none (context figures).
        scale: Key of :data:`~hntrack.model.codes.SCALES`; values are given in ``scale`` × ``unit``.
        share_of: What a share is a share of (``GRDP``).
        limit, floor: The natural upper and lower limit of the value, where there is one; a share has 100 and 0 of
            itself.
        nature: ``stock`` or ``flow``; left out, shares, ranks, indices and stages are stocks, and of counts and
            amounts it is unknown.
        stages: For ``measure: stage``, worst first.
        proxy_for: Id of the indicator that this one stands in for, by the curator's reading only.
    """

    id: str
    goal: str
    area: str
    title: Wording
    measure: Measure
    unit: str | None = None
    direction: Direction | None = None
    scale: Scale = "one"
    share_of: Wording | None = None
    limit: Decimal | None = None
    floor: Decimal | None = None
    nature: Nature | None = None
    stages: tuple[Named, ...] = ()
    proxy_for: str | None = None
    note: Wording | None = None
    places: Places = _NOWHERE


@compare_without_places
class Target(NamedTuple):
    """What was promised of an indicator.

    Attributes:
        milestone: When it falls due (the end of the period); ``None`` for an undated aim.
        comparator: One of :data:`~hntrack.model.codes.COMPARATORS`.
        value, value_high: In the indicator's scale and unit; ``value_high`` for ``between``, and for ``at_least``
            the far end of what was aimed at ("at least 35 to 40%").
        stage: For ``reaches``: a stage of the indicator.
        claim: ``source/claim`` that states it.
        restated: Further claims that state the same.
        hold: ``at_milestone``, or ``every_year`` for what must hold from the start.
        over: For a milestone that is a period (2021/2025): ``sum`` or ``mean`` of what is measured within it,
            ``each_year`` of it, or its ``end``.  Left out, only a measurement of that very period judges it.
        further: The value counts what is added to what was there before ("2 to 3 further").
        relative_to: Measurement id; ``value`` is then the wanted change of it in percent (-65).
        baseline: Measurement id from which the trajectory starts, where the promise or the curator names one.
        supersedes: Target id that this one replaces; ``change`` says how.
        gate: Verdict code → ``off``, ``warn`` or ``error``, for continuous integration.
        basis: Id of the act that it rests on.
        responsible: The body that answers for it, as a document names it.
        stated: The aim in our own words, where the indicator's title does not say it all.
    """

    id: str
    indicator: str
    milestone: Period | None
    comparator: Comparator
    claim: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    stage: str | None = None
    restated: tuple[str, ...] = ()
    hold: Hold = "at_milestone"
    over: Over | None = None
    further: bool = False
    relative_to: str | None = None
    baseline: str | None = None
    supersedes: str | None = None
    change: Change = "new"
    gate: Mapping[str, str] = _NO_GATE
    stated: Wording | None = None
    note: Wording | None = None
    basis: str | None = None
    responsible: str | None = None
    places: Places = _NOWHERE

    @property
    def due(self) -> date | None:
        """The last day on which the promise can still be kept in time."""
        return self.milestone.end if self.milestone else None


class Cited(NamedTuple):
    """Provenance of a measurement that no curated claim states: a line of a known source, or a page."""

    source: str | None = None
    line: int | None = None
    as_printed: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None


class Derived(NamedTuple):
    """How a value follows from other measurements.

    ``rule`` is ``share`` (first ÷ second, in percent) or ``sum``; ``from_`` are measurement ids.
    """

    rule: Rule
    from_: tuple[str, ...]


@compare_without_places
class Measurement(NamedTuple):
    """What happened.  Never edited: a later record revises or withdraws an earlier one.

    Attributes:
        period: What the value is about.
        value: In the indicator's scale and unit; ``None`` for a stage and for a withdrawal.
        stage: For ``stage`` and ``text`` indicators.
        qualifier, obs_status: Of ``QUALIFIERS`` and ``OBS_STATUSES`` in :mod:`hntrack.model.codes`.
        of: How many there are in all: ranked areas, component indices.
        claim, cited, derived: Provenance; a derived value may be printed as well.
        published: When it became public, where that differs from its source's date.
        recorded: When it was written down here (a day, or an instant in ISO form), where that was recorded.
        revises, withdraws: Measurement id that this record replaces or takes back; ``why`` says the reason.
        judged_by: Who judged a stage to be reached.
    """

    id: str
    indicator: str
    period: Period
    value: Decimal | None = None
    stage: str | None = None
    qualifier: Qualifier = "exact"
    obs_status: ObsStatus = "final"
    of: Decimal | None = None
    claim: str | None = None
    cited: Cited | None = None
    derived: Derived | None = None
    published: date | None = None
    recorded: str | None = None
    revises: str | None = None
    withdraws: str | None = None
    why: str | None = None
    judged_by: str | None = None
    note: Wording | None = None
    places: Places = _NOWHERE
