"""Every field of every record, declared once.

Reading, writing, defaults, the JSON Schemas of the files, the JSON that commands print and its schemas, the columns of
exports, the options of ``add`` and ``record``, the checks of texts and ``docs/catalog.md`` all follow this table.
A new field is one entry here; ``tools/fields.py`` writes the attribute of its class in :mod:`hntrack.model.records`.

``RECORDS`` names the fields of each kind of record in the order in which they are written.  A field's ``kind`` is a
key of ``SCALARS`` in :mod:`hntrack.store.decode`, or one of

- ``word``: one of ``allowed``,
- ``wording``: a text by language, at least one of them,
- ``record``: one record of ``of``,
- ``records``: a list of records of ``of``; a section that may stand empty, so that lines can be added beneath it,
- ``list``: a list of scalars of the kind ``of``,
- ``gate``: a mapping from verdict codes to ``off``, ``warn`` or ``error``,
- ``words``: a mapping from the words of somebody else's file to ours.
"""

from __future__ import annotations

from types import MappingProxyType

from hntrack.classes import Any, NamedTuple
from hntrack.model.codes import (
    ACT_KINDS,
    BASES,
    CHANGES,
    CLAIM_KINDS,
    COMPARATORS,
    DIRECTIONS,
    ENCODINGS,
    HOLDS,
    MEASURES,
    NATURES,
    OBS_STATUSES,
    OVERS,
    QUALIFIERS,
    RULES,
    SCALES,
)

FORMAT = 1


class Field(NamedTuple):
    """One field of a record.

    Attributes:
        name: As in the file.
        kind: How its value is read.
        about: What it says, for people: a message, in English in the schemas.
        required: It must be there.
        default: What leaving it out means; a value that equals it is not written.
        allowed: The words that it may be; for ``kind`` ``word``.
        of: The record or scalar kind inside.
        refers: The list of the catalog whose ids it holds.
        attribute: Its name in the model, where that differs.
        column: Its column in exports, and its key in JSON where the record around it is ``flat``; where that differs.
        option: The option that gives it, where that is not ``--name``; ``None`` where no option does.
        flat: For ``record``: in JSON its fields stand in the outer record itself.  (In exports they always do.)
        spread: For ``record``: in the model they do as well.
    """

    name: str
    kind: str
    about: str
    required: bool = False
    default: Any = None
    allowed: tuple[str, ...] = ()
    of: str = ""
    refers: str = ""
    attribute: str = ""
    column: str = ""
    option: str | None = ""
    flat: bool = False
    spread: bool = False

    @property
    def in_model(self) -> str:
        """The attribute of the record's class that holds it."""
        return self.attribute or self.name

    @property
    def in_export(self) -> str:
        """The column that holds it (with ``_vi`` and ``_en`` for a wording)."""
        return self.column or self.name

    @property
    def flag(self) -> str | None:
        """The option that gives it (``--as-printed``); ``None`` where no option does."""
        return None if self.option is None else self.option or f"--{self.name.replace('_', '-')}"


def _id(about: str) -> Field:
    return Field("id", "id", about, required=True)


_NOTE = Field("note", "wording", "A remark for readers.")
_FORMAT = Field("format", "format", "Version of this shape.", required=True)

_NAMED = (
    _id("Its name everywhere else."),
    Field("title", "wording", "What people call it.", required=True),
    _NOTE,
)

_AREA = (
    *_NAMED,
    Field("parent", "id", "The area that it is a part of.", refers="areas"),
)

_SOURCE_FILE = (
    _FORMAT,
    Field("source", "record", "The document.", required=True, of="source"),
    Field("claims", "records", "What it says.", required=True, of="claim"),
)

_SOURCE = (
    _id("The same as the file's name without .yaml."),
    Field("title", "text_or_unknown", "As printed, or unknown.", required=True),
    Field("publisher", "text_or_unknown", "A name, or unknown.", required=True),
    Field("author", "text_or_unknown", "A name, or unknown.", required=True),
    Field("language", "language", "Language of the document, as a BCP 47 tag.", required=True),
    Field("url", "url", "Where it can be read."),
    Field("accessed", "day", "The day on which it was read there."),
    Field("act", "id", "The act that it is the text of.", refers="acts"),
    Field("published", "record", "When it appeared.", required=True, of="published", flat=True),
    Field(
        "original",
        "record",
        "The file that was read; it is never stored here.",
        required=True,
        of="original",
        flat=True,
        spread=True,
    ),
    _NOTE,
)

_PUBLISHED = (
    Field(
        "date",
        "period_or_unknown",
        "No more precise than known, or unknown.",
        required=True,
        attribute="period",
        column="published",
        option="--published",
    ),
    Field(
        "not_before", "day", "A day before which it cannot have appeared; needed where the date is unknown."
    ),
    Field("basis", "word", "Whether the document says so itself.", required=True, allowed=BASES),
    Field("note", "wording", "How the date was found.", column="published_note", option="--published-note"),
)

_ORIGINAL = (
    Field(
        "file",
        "text",
        "Name of the file that was read.",
        required=True,
        attribute="original",
        column="original",
        option="--original",
    ),
    Field("sha256", "sha256", "SHA-256 of its bytes.", required=True, option=None),
)

_CLAIM = (
    _id("Unique within the document; source/claim elsewhere."),
    Field("kind", "word", "What the claim states.", required=True, allowed=CLAIM_KINDS),
    Field("line", "whole", "Line of the original, from 1.", required=True),
    Field("as_printed", "text", "The few words as they stand there.", required=True),
    Field("reading", "wording", "What they say, in our own words.", required=True),
    Field("value", "decimal", "The figure, where nothing else in the catalog holds it."),
    Field("value_high", "decimal", "The upper end of a range."),
    Field("of", "decimal", "How many there are in all."),
    Field("set_aside", "wording", "Why nothing uses the claim."),
    Field(
        "place",
        "record",
        "Where it stands in a document that has pages, headings or tables.",
        of="place",
    ),
    Field("before", "text", "A few words that stand before it."),
    Field("after", "text", "A few words that stand after it."),
    Field("said_by", "record", "Who said it, as printed.", of="speaker"),
    Field(
        "recognised",
        "bool",
        "A machine read the words from a picture, and nobody has confirmed them.",
        default=False,
    ),
)

_OF_INDICATOR = Field(
    "indicator", "id", "Indicator that it is about.", required=True, refers="indicators", option=None
)
_VALUE = Field("value", "decimal", "In the indicator's scale and unit.")

_PLACE = (
    Field("page", "whole", "Page, from 1.", column="page"),
    Field("heading", "text", "The heading above, as printed.", column="heading"),
    Field("paragraph", "whole", "Which paragraph under the heading, from 1.", column="paragraph"),
    Field("table", "whole", "Which table of the document, from 1.", column="table"),
    Field("row", "whole", "Row of the table, from 1.", column="row"),
    Field("column", "whole", "Column of the table, from 1.", column="column"),
)

_SPEAKER = (
    Field("name", "text", "The name, as printed.", required=True, column="said_by", option="--said-by"),
    Field("post", "text", "The post, as printed.", column="said_by_post", option="--said-by-post"),
    Field(
        "body", "text", "The body that the person speaks for.", column="said_by_body", option="--said-by-body"
    ),
)

_ACT = (
    _id("Its name everywhere else."),
    Field("number", "text", "Number and sign, as they should be cited: 57-NQ/TW.", required=True),
    Field("kind", "word", "What kind of act it is.", required=True, allowed=ACT_KINDS),
    Field("issuer", "text", "The body that issued it."),
    Field("date", "day", "The day that it bears.", attribute="day"),
    Field("title", "text", "Its title, as printed."),
    Field("url", "url", "Where it can be read."),
    Field("implements", "list", "Acts that it carries out.", default=(), of="id", refers="acts"),
    Field("amends", "list", "Acts that it changes.", default=(), of="id", refers="acts"),
    Field("replaces", "list", "Acts that it takes the place of.", default=(), of="id", refers="acts"),
    _NOTE,
)

_TARGETS_FILE = (
    _FORMAT,
    Field("catalog", "record", "The catalog as a whole.", required=True, of="catalog"),
    Field("goals", "records", "What is aimed at.", of="named"),
    Field("areas", "records", "Whom or where it is about.", of="area"),
    Field("units", "records", "What is counted: enterprises, tasks.", of="named"),
    Field("acts", "records", "Legal acts that promises rest on.", of="act"),
    Field("indicators", "records", "What is measured.", of="indicator-entry"),
    Field("targets", "records", "What was promised.", of="target-entry"),
)

_CATALOG = (
    _id("Name of the catalog."),
    Field("title", "wording", "What people call it.", required=True),
    Field(
        "languages",
        "list",
        "The languages that every text is in; Vietnamese and English where this is left out.",
        default=(),
        of="language",
    ),
    Field("stale_after_days", "whole", "After how many days a measurement counts as old."),
    Field("licence", "wording", "Under which licence the data may be used; the website says so."),
    _NOTE,
)

_INDICATOR = (
    _id("Its name everywhere else."),
    Field("goal", "id", "Goal that it serves.", required=True, refers="goals"),
    Field("area", "id", "Area that it is about.", required=True, refers="areas"),
    Field("title", "wording", "What is measured, in words.", required=True),
    Field("measure", "word", "What kind of value it has.", required=True, allowed=MEASURES),
    Field("unit", "id", "Built-in unit or one of units; none for stage and text."),
    Field("scale", "word", "Values are given in scale × unit.", default="one", allowed=tuple(SCALES)),
    Field("share_of", "wording", "What a share is a share of."),
    Field("direction", "word", "Where better lies; left out for context figures.", allowed=DIRECTIONS),
    Field("limit", "decimal", "The natural upper limit of the value; a share has 100 of itself."),
    Field("floor", "decimal", "The natural lower limit of the value; a share has 0 of itself."),
    Field(
        "nature",
        "word",
        "What there is at an instant (stock), or what happens during a period (flow).",
        allowed=NATURES,
    ),
    Field("stages", "records", "For measure: stage, worst first.", of="named", default=()),
    Field(
        "proxy_for",
        "id",
        "Indicator that this one stands in for, by the curator's reading only.",
        refers="indicators",
    ),
    _NOTE,
)

_TARGET = (
    _id("Its name everywhere else."),
    _OF_INDICATOR,
    Field("milestone", "period", "When it falls due; left out for an undated aim."),
    Field("comparator", "word", "What it asks of the value.", required=True, allowed=COMPARATORS),
    _VALUE,
    Field("value_high", "decimal", "Upper end, for between and at_least."),
    Field("stage", "id", "Stage to reach, for reaches.", option=None),
    Field("claim", "claim", "source/claim that states it.", refers="claims", required=True),
    Field("restated", "list", "Further claims that state the same.", default=(), refers="claims", of="claim"),
    Field("hold", "word", "When it must be satisfied.", default="at_milestone", allowed=HOLDS),
    Field("over", "word", "For a milestone that is a period: what of the period counts.", allowed=OVERS),
    Field("further", "bool", "The value counts what is added to what was there before.", default=False),
    Field(
        "relative_to",
        "id",
        "Measurement; the value is the wanted change of it in percent.",
        refers="measurements",
    ),
    Field("baseline", "id", "Measurement from which the trajectory starts.", refers="measurements"),
    Field("supersedes", "id", "Target that this one replaces.", refers="targets"),
    Field("change", "word", "How it differs from that one.", default="new", allowed=CHANGES),
    Field(
        "gate",
        "gate",
        "Verdict code → off, warn or error, for continuous integration.",
        default=MappingProxyType({}),
    ),
    Field("basis", "id", "The act that it rests on.", refers="acts"),
    Field("responsible", "text", "The body that answers for it, as a document names it."),
    Field("stated", "wording", "The aim in our own words."),
    _NOTE,
)

# As they stand in a file, where one entry can be of several areas: it is read as one record of each.
_INDICATOR_ENTRY = (
    *(field._replace(required=False) if field.name == "area" else field for field in _INDICATOR),
    Field(
        "areas",
        "list",
        "Instead of area, several: one indicator of each, whose id ends in that of its area.",
        of="id",
        refers="areas",
    ),
    Field("areas_below", "id", "Instead of areas: all that are parts of this one.", refers="areas"),
)

_TARGET_ENTRY = (
    *_TARGET,
    Field(
        "areas",
        "list",
        "Of an indicator of several areas: those that are judged, each by itself; else all of them.",
        of="id",
        refers="areas",
    ),
    Field("areas_below", "id", "Instead of areas: those of them that are parts of this one.", refers="areas"),
)

_MEASUREMENTS_FILE = (
    _FORMAT,
    Field("measurements", "records", "What happened; only ever added to.", required=True, of="measurement"),
)

_MEASUREMENT = (
    _id("Its name everywhere else."),
    _OF_INDICATOR,
    Field("period", "period", "What the value is about.", required=True),
    _VALUE,
    Field("stage", "id", "The stage reached, for indicators of stages or text.", option=None),
    Field("qualifier", "word", "How sure the printed value is.", default="exact", allowed=QUALIFIERS),
    Field("obs_status", "word", "How firm the publisher calls it.", default="final", allowed=OBS_STATUSES),
    Field("of", "decimal", "How many there are in all."),
    Field("claim", "claim", "source/claim that states it.", refers="claims"),
    Field("cited", "record", "Provenance where no curated claim states it.", of="cited"),
    Field("derived", "record", "How it follows from other measurements.", of="derived"),
    Field("published", "day", "When it became public, where that differs from its document."),
    Field("recorded", "instant", "When it was written down here.", option=None),
    Field(
        "revises", "id", "Measurement that this one replaces; say why.", refers="measurements", option=None
    ),
    Field(
        "withdraws",
        "id",
        "Measurement that this one takes back; say why.",
        refers="measurements",
        option=None,
    ),
    Field("why", "text", "Why it revises or withdraws.", option=None),
    Field("judged_by", "text", "Who judged a stage to be reached."),
    _NOTE,
)

_SERIES_FILE = (
    _FORMAT,
    Field("series", "records", "Files whose rows are measurements.", required=True, of="series"),
)

_SERIES = (
    *(field for field in _SOURCE if field.name not in ("original", "note")),
    Field("original", "record", "The file, kept beside the catalog.", required=True, of="series-original"),
    Field("decimal", "word", "The decimal mark of its numbers; a point where left out.", allowed=(".", ",")),
    Field("thousands", "word", "The mark that groups thousands.", allowed=(".", ",", " ")),
    Field("delimiter", "word", "What parts its columns.", default=",", allowed=(",", ";", "\t", "|")),
    Field("encoding", "word", "The encoding of a CSV file.", default="utf-8", allowed=ENCODINGS),
    Field("columns", "record", "Which column is what.", required=True, of="series-columns"),
    Field("where", "records", "Only rows for which all of these hold.", default=(), of="series-filter"),
    Field("revises", "id", "Series above that this is a new edition of: what differs revises it."),
    Field("why", "text", "Why the new edition differs, as far as it is known."),
    _NOTE,
)

_SERIES_ORIGINAL = (
    Field("file", "text", "Its path from the folder of this file; CSV or Parquet.", required=True),
    Field("sha256", "sha256", "SHA-256 of its bytes.", required=True),
)

_SERIES_COLUMNS = tuple(
    Field(name, "record", about, required=name in ("indicator", "period"), of="series-column")
    for name, about in (
        ("indicator", "Indicator that a row is about."),
        ("area", "Area that a row is about; for indicators of several areas."),
        ("period", "What the value is about."),
        ("value", "In the indicator's scale and unit."),
        ("unit", "Unit of the value; rows of another one are refused."),
        ("qualifier", "How sure the printed value is."),
        ("obs_status", "How firm the publisher calls it."),
        ("published", "Day on which the value became public, where that differs from the file's."),
    )
)

_SERIES_FILTER = (
    Field("column", "text", "Heading of the column that is looked at.", required=True),
    Field("one_of", "list", "The texts that its cell may be.", required=True, of="text"),
)

_SERIES_COLUMN = (
    Field("column", "text", "Its heading."),
    Field("constant", "text", "Or what it is in every row."),
    Field(
        "headings", "bool", "Or, for periods: a column of values for each heading that is one.", default=False
    ),
    Field("words", "words", "What the file's own words mean.", default=MappingProxyType({})),
)

_CITED = (
    Field("source", "id", "A known document.", refers="sources"),
    Field("line", "whole", "Line of it, from 1."),
    Field("as_printed", "text", "The words as they stand there."),
    Field("url", "url", "Address of a page."),
    Field("title", "text", "Title of the page."),
    Field("publisher", "text", "Who publishes the page."),
)

_DERIVED = (
    Field(
        "rule",
        "word",
        "How the value follows.",
        required=True,
        allowed=RULES,
        column="derived_rule",
        option="--derived",
    ),
    Field(
        "from",
        "list",
        "Measurements it follows from.",
        required=True,
        of="id",
        refers="measurements",
        attribute="from_",
        column="derived_from",
        option="--derived-from",
    ),
)

# A draft of `hntrack extract`, for `hntrack curate`: a document's file as it may become, with what is to be decided.
DRAFT_KINDS = ("target", "measurement", "baseline", "context")
DECISIONS = ("open", "target", "measurement", "set_aside", "known")

_DRAFT_FILE = (
    _FORMAT,
    Field("draft", "bool", "This is a draft, no file of a catalog.", required=True),
    Field("source", "record", "The document.", required=True, of="source"),
    Field("claims", "records", "What it seems to say.", required=True, of="draft-claim"),
)

_DRAFT_CLAIM = (
    _id("Unique within the document."),
    Field("kind", "word", "What the claim seems to state.", required=True, allowed=DRAFT_KINDS),
    Field("line", "whole", "Line of the original, from 1.", required=True),
    Field("column", "whole", "Where on the line the words start, from 1.", default=1),
    Field("clause", "text", "The clause they stand in; they themselves between » and «."),
    Field("as_printed", "text", "The few words as they stand there.", required=True),
    Field("reading", "wording", "What they say; to be put in our own words.", required=True),
    Field("value", "decimal", "The figure, as printed: before its scale."),
    Field("value_high", "decimal", "The upper end of a range."),
    Field("of", "decimal", "How many there are in all."),
    Field("place", "record", "Where it stands, in documents with pages, headings or tables.", of="place"),
    Field("before", "text", "A few words that stand before it."),
    Field("after", "text", "A few words that stand after it."),
    Field("said_by", "record", "Who says it, as printed.", of="speaker"),
    Field("recognised", "bool", "A machine read the words from a picture.", default=False),
    Field("read_by", "text", "The second reader that alone found it."),
    Field("second", "record", "What a second reader made of it, where it differs.", of="second-reading"),
    Field("suggests", "record", "What the extractor read.", required=True, of="suggestion"),
    Field("known", "text", "What the catalog has already that says the same."),
    Field("decision", "word", "What became of it.", required=True, allowed=DECISIONS),
)

_SUGGESTION = (
    Field("subject", "text", "What it is about, in the document's words.", default=""),
    Field("comparator", "word", "What it asks of the value.", required=True, allowed=COMPARATORS),
    Field("qualifier", "word", "How sure the printed value is.", default="exact", allowed=QUALIFIERS),
    Field("unit", "text", "Built-in unit, or what is counted."),
    Field("scale", "word", "The value is in scale × unit.", default="one", allowed=tuple(SCALES)),
    Field("share_of", "text", "What a share is a share of."),
    Field("year", "whole", "The year that it is about."),
    Field("year_from", "text", "Where the year was read: stated, carried from line 13, the document's date."),
    Field("basis", "word", "How the year is meant.", allowed=("by_end", "during", "as_of")),
    Field("period", "text", "The month, quarter or years, where it is about more or less than a year."),
    Field("area", "text", "The place that it is about."),
    Field("confidence", "word", "How sure the reading is.", allowed=("high", "medium", "low")),
    Field("also_lines", "list", "Further lines that say the same.", default=(), of="whole"),
    Field("responsible", "text", "The body that a table names for it.", default=""),
)

_SECOND_READING = (
    Field("reader", "text", "Its name.", required=True),
    Field("kind", "word", "What the claim states.", required=True, allowed=DRAFT_KINDS),
    Field("year", "whole", "The year that it is about."),
    Field("subject", "text", "What it is about."),
)

RECORDS: MappingProxyType[str, tuple[Field, ...]] = MappingProxyType(
    {
        "draft-file": _DRAFT_FILE,
        "draft-claim": _DRAFT_CLAIM,
        "suggestion": _SUGGESTION,
        "second-reading": _SECOND_READING,
        "targets-file": _TARGETS_FILE,
        "more-targets-file": tuple(field for field in _TARGETS_FILE if field.name != "catalog"),
        "measurements-file": _MEASUREMENTS_FILE,
        "source-file": _SOURCE_FILE,
        "indicator-entry": _INDICATOR_ENTRY,
        "target-entry": _TARGET_ENTRY,
        "series-file": _SERIES_FILE,
        "series": _SERIES,
        "series-original": _SERIES_ORIGINAL,
        "series-columns": _SERIES_COLUMNS,
        "series-column": _SERIES_COLUMN,
        "series-filter": _SERIES_FILTER,
        "catalog": _CATALOG,
        "named": _NAMED,
        "area": _AREA,
        "indicator": _INDICATOR,
        "target": _TARGET,
        "measurement": _MEASUREMENT,
        "source": _SOURCE,
        "published": _PUBLISHED,
        "original": _ORIGINAL,
        "claim": _CLAIM,
        "place": _PLACE,
        "speaker": _SPEAKER,
        "act": _ACT,
        "cited": _CITED,
        "derived": _DERIVED,
    }
)
