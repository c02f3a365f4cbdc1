"""Every field of every record, declared once.

Reading, writing, defaults, the JSON Schemas of the files, the JSON that commands print and its schemas, the columns of
exports, the options of ``add`` and ``record``, the checks of texts and ``docs/catalog.md`` all follow this table.
A new field is one entry here and one attribute of its class in :mod:`hntrack.model.records`.

``RECORDS`` names the fields of each kind of record in the order in which they are written.  A field's ``kind`` is a
key of ``SCALARS`` in :mod:`hntrack.store.scalars`, or one of

- ``word``: one of ``allowed``,
- ``wording``: a mapping with ``vi`` and ``en``, at least one of them,
- ``record``: one record of ``of``,
- ``records``: a list of records of ``of``; a section that may stand empty, so that lines can be added beneath it,
- ``list``: a list of scalars of the kind ``of``,
- ``gate``: a mapping from verdict codes to ``off``, ``warn`` or ``error``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, NamedTuple

from hntrack.model.words import (
    BASES,
    CHANGES,
    CLAIM_KINDS,
    COMPARATORS,
    DIRECTIONS,
    HOLDS,
    MEASURES,
    OBS_STATUSES,
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
        about: What it says, for people, in English: the language of schemas.
        vi: The same in Vietnamese, where people read it (options of commands).
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
    vi: str = ""
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


def _id(about: str, vi: str = "") -> Field:
    return Field("id", "id", about, vi, required=True)


_NOTE = Field("note", "wording", "A remark for readers.", "Ghi chú cho người đọc.")
_FORMAT = Field("format", "format", "Version of this shape.", required=True)

_NAMED = (
    _id("Its name everywhere else.", "Mã, dùng ở mọi nơi khác."),
    Field("title", "wording", "What people call it.", "Tên gọi.", required=True),
    _NOTE,
)

_SOURCE_FILE = (
    _FORMAT,
    Field("source", "record", "The document.", required=True, of="source"),
    Field("claims", "records", "What it says.", required=True, of="claim"),
)

_SOURCE = (
    _id("The same as the file's name without .yaml.", "Mã: tên tệp không kể .yaml."),
    Field("title", "text_or_unknown", "As printed, or unknown.", "Nhan đề như in.", required=True),
    Field("publisher", "text_or_unknown", "A name, or unknown.", "Tên, nếu biết.", required=True),
    Field("author", "text_or_unknown", "A name, or unknown.", "Tên, nếu biết.", required=True),
    Field(
        "language",
        "language",
        "Language of the document, as a BCP 47 tag.",
        "Ngôn ngữ của văn bản (vi, en …).",
        required=True,
    ),
    Field("url", "url", "Where it can be read.", "Địa chỉ để đọc văn bản."),
    Field(
        "published",
        "record",
        "When it appeared.",
        "Văn bản ra khi nào.",
        required=True,
        of="published",
        flat=True,
    ),
    Field(
        "original",
        "record",
        "The file that was read; it is never stored here.",
        "Tệp gốc đã đọc; không lưu ở đây.",
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
        "Ngày, tháng hoặc năm công bố.",
        required=True,
        attribute="period",
        column="published",
        option="--published",
    ),
    Field(
        "not_before",
        "day",
        "A day before which it cannot have appeared; needed where the date is unknown.",
        "Sớm nhất (ngày của sự kiện), khi không rõ ngày công bố.",
    ),
    Field(
        "basis",
        "word",
        "Whether the document says so itself.",
        "Ngày ấy do văn bản tự ghi hay suy ra.",
        required=True,
        allowed=BASES,
    ),
    Field(
        "note",
        "wording",
        "How the date was found.",
        "Ngày ấy tìm ra bằng cách nào.",
        column="published_note",
        option="--published-note",
    ),
)

_ORIGINAL = (
    Field(
        "file",
        "text",
        "Name of the file that was read.",
        "Tên tệp đã đọc.",
        required=True,
        attribute="original",
        column="original",
        option="--original",
    ),
    Field("sha256", "sha256", "SHA-256 of its bytes.", "SHA-256 của tệp.", required=True, option=None),
)

_CLAIM = (
    _id("Unique within the document; source/claim elsewhere.", "Mã trong văn bản."),
    Field(
        "kind", "word", "What the claim states.", "Câu trích nói về gì.", required=True, allowed=CLAIM_KINDS
    ),
    Field("line", "whole", "Line of the original, from 1.", "Dòng trong bản gốc, từ 1.", required=True),
    Field(
        "as_printed",
        "text",
        "The few words as they stand there.",
        "Nguyên văn, vài chữ như in.",
        required=True,
    ),
    Field(
        "reading", "wording", "What they say, in our own words.", "Diễn giải: câu ấy nói gì.", required=True
    ),
    Field(
        "value",
        "decimal",
        "The figure, where nothing else in the catalog holds it.",
        "Con số, khi không mục nào khác giữ nó.",
    ),
    Field("value_high", "decimal", "The upper end of a range.", "Cận trên của một khoảng."),
    Field("of", "decimal", "How many there are in all.", "Trên tổng số bao nhiêu (63 tỉnh)."),
    Field("set_aside", "wording", "Why nothing uses the claim.", "Vì sao không dùng câu trích này."),
)

_TARGETS_FILE = (
    _FORMAT,
    Field("catalog", "record", "The catalog as a whole.", required=True, of="catalog"),
    Field("goals", "records", "What is aimed at.", of="named"),
    Field("areas", "records", "Whom or where it is about.", of="named"),
    Field("units", "records", "What is counted: enterprises, tasks.", of="named"),
    Field("indicators", "records", "What is measured.", of="indicator"),
    Field("targets", "records", "What was promised.", of="target"),
)

_CATALOG = (
    _id("Name of the catalog."),
    Field("title", "wording", "What people call it.", "Tên gọi.", required=True),
    Field("stale_after_days", "whole", "After how many days a measurement counts as old."),
    _NOTE,
)

_INDICATOR = (
    _id("Its name everywhere else.", "Mã, dùng ở mọi nơi khác."),
    Field("goal", "id", "Goal that it serves.", "Nhóm mục tiêu.", required=True, refers="goals"),
    Field("area", "id", "Area that it is about.", "Địa bàn hoặc phạm vi.", required=True, refers="areas"),
    Field("title", "wording", "What is measured, in words.", "Đo cái gì, bằng lời.", required=True),
    Field("measure", "word", "What kind of value it has.", "Loại thước đo.", required=True, allowed=MEASURES),
    Field(
        "unit",
        "id",
        "Built-in unit or one of units; none for stage and text.",
        "Đơn vị; không có với stage và text.",
    ),
    Field(
        "scale",
        "word",
        "Values are given in scale × unit.",
        "Bội số của đơn vị.",
        default="one",
        allowed=tuple(SCALES),
    ),
    Field("share_of", "wording", "What a share is a share of.", "Tỷ lệ của cái gì."),
    Field(
        "direction",
        "word",
        "Where better lies; left out for context figures.",
        "Hướng nào tốt hơn; bỏ trống nếu không có.",
        allowed=DIRECTIONS,
    ),
    Field("limit", "decimal", "The natural limit of the value.", "Giới hạn tự nhiên của giá trị."),
    Field(
        "stages",
        "records",
        "For measure: stage, worst first.",
        "Các mức, từ thấp đến cao; cho measure stage.",
        of="named",
        default=(),
    ),
    Field(
        "proxy_for",
        "id",
        "Indicator that this one stands in for, by the curator's reading only.",
        "Chỉ tiêu mà chỉ tiêu này đại diện.",
        refers="indicators",
    ),
    _NOTE,
)

_TARGET = (
    _id("Its name everywhere else.", "Mã, dùng ở mọi nơi khác."),
    Field(
        "indicator",
        "id",
        "Indicator that it is about.",
        "Chỉ tiêu.",
        required=True,
        refers="indicators",
        option=None,
    ),
    Field(
        "milestone",
        "period",
        "When it falls due; left out for an undated aim.",
        "Thời hạn; bỏ trống nếu không có.",
    ),
    Field(
        "comparator",
        "word",
        "What it asks of the value.",
        "So sánh: yêu cầu gì với giá trị.",
        required=True,
        allowed=COMPARATORS,
    ),
    Field("value", "decimal", "In the indicator's scale and unit.", "Giá trị, theo đơn vị của chỉ tiêu."),
    Field("value_high", "decimal", "Upper end, for between.", "Cận trên, cho between."),
    Field("stage", "id", "Stage to reach, for reaches.", "Mức cần đạt, cho reaches.", option=None),
    Field(
        "claim",
        "claim",
        "source/claim that states it.",
        "Câu trích nêu điều đó: VĂN-BẢN/MÃ.",
        refers="claims",
        required=True,
    ),
    Field(
        "restated",
        "list",
        "Further claims that state the same.",
        "Câu trích khác nói cùng điều.",
        default=(),
        refers="claims",
        of="claim",
    ),
    Field(
        "hold",
        "word",
        "When it must be satisfied.",
        "Phải thỏa vào thời hạn, hay mọi năm.",
        default="at_milestone",
        allowed=HOLDS,
    ),
    Field(
        "further",
        "bool",
        "The value counts what is added to what was there before.",
        "Giá trị chỉ tính phần thêm vào cái đã có.",
        default=False,
    ),
    Field(
        "relative_to",
        "id",
        "Measurement; the value is the wanted change of it in percent.",
        "Số liệu làm mốc; giá trị là thay đổi mong muốn, tính bằng %.",
        refers="measurements",
    ),
    Field(
        "baseline",
        "id",
        "Measurement from which the trajectory starts.",
        "Số liệu làm giá trị gốc của lộ trình.",
        refers="measurements",
    ),
    Field("supersedes", "id", "Target that this one replaces.", "Mục tiêu bị thay thế.", refers="targets"),
    Field("change", "word", "How it differs from that one.", "Thay ra sao.", default="new", allowed=CHANGES),
    Field(
        "gate",
        "gate",
        "Verdict code → off, warn or error, for continuous integration.",
        "Kết quả → off, warn hoặc error, cho CI.",
        default=MappingProxyType({}),
    ),
    Field("stated", "wording", "The aim in our own words.", "Mục tiêu, diễn giải bằng lời."),
    _NOTE,
)

_MEASUREMENTS_FILE = (
    _FORMAT,
    Field("measurements", "records", "What happened; only ever added to.", required=True, of="measurement"),
)

_MEASUREMENT = (
    _id("Its name everywhere else.", "Mã, dùng ở mọi nơi khác."),
    Field(
        "indicator",
        "id",
        "Indicator that it is about.",
        "Chỉ tiêu.",
        required=True,
        refers="indicators",
        option=None,
    ),
    Field("period", "period", "What the value is about.", "Giá trị của kỳ nào.", required=True),
    Field("value", "decimal", "In the indicator's scale and unit.", "Giá trị, theo đơn vị của chỉ tiêu."),
    Field("stage", "id", "The stage reached, for indicators of stages or text.", "Mức đã đạt.", option=None),
    Field(
        "qualifier",
        "word",
        "How sure the printed value is.",
        "Mức chắc chắn như in.",
        default="exact",
        allowed=QUALIFIERS,
    ),
    Field(
        "obs_status",
        "word",
        "How firm the publisher calls it.",
        "Nơi công bố gọi nó là gì.",
        default="final",
        allowed=OBS_STATUSES,
    ),
    Field("of", "decimal", "How many there are in all.", "Trên tổng số bao nhiêu (63 tỉnh)."),
    Field(
        "claim",
        "claim",
        "source/claim that states it.",
        "Câu trích nêu điều đó: VĂN-BẢN/MÃ.",
        refers="claims",
    ),
    Field(
        "cited",
        "record",
        "Provenance where no curated claim states it.",
        "Nguồn, khi không câu trích nào nêu.",
        of="cited",
    ),
    Field(
        "derived",
        "record",
        "How it follows from other measurements.",
        "Tính từ số liệu khác thế nào.",
        of="derived",
    ),
    Field(
        "published",
        "day",
        "When it became public, where that differs from its document.",
        "Ngày công bố, nếu khác ngày của văn bản.",
    ),
    Field("recorded", "instant", "When it was written down here.", "Lúc ghi vào đây.", option=None),
    Field(
        "revises",
        "id",
        "Measurement that this one replaces; say why.",
        "Số liệu bị thay; nêu lý do.",
        refers="measurements",
        option=None,
    ),
    Field(
        "withdraws",
        "id",
        "Measurement that this one takes back; say why.",
        "Số liệu bị rút; nêu lý do.",
        refers="measurements",
        option=None,
    ),
    Field("why", "text", "Why it revises or withdraws.", "Vì sao sửa hoặc rút.", option=None),
    Field("judged_by", "text", "Who judged a stage to be reached.", "Ai đánh giá là đã đạt mức."),
    _NOTE,
)

_CITED = (
    Field("source", "id", "A known document.", "Mã một văn bản đã có.", refers="sources"),
    Field("line", "whole", "Line of it, from 1.", "Dòng trong văn bản, từ 1."),
    Field("as_printed", "text", "The words as they stand there.", "Nguyên văn như in."),
    Field("url", "url", "Address of a page.", "Địa chỉ trang nêu số liệu."),
    Field("title", "text", "Title of the page.", "Nhan đề của trang."),
    Field("publisher", "text", "Who publishes the page.", "Nơi công bố trang."),
)

_DERIVED = (
    Field(
        "rule",
        "word",
        "How the value follows.",
        "Cách tính từ số liệu khác.",
        required=True,
        allowed=RULES,
        column="derived_rule",
        option="--derived",
    ),
    Field(
        "from",
        "list",
        "Measurements it follows from.",
        "Các số liệu đã dùng để tính.",
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
    Field("as_printed", "text", "The few words as they stand there.", required=True),
    Field("reading", "wording", "What they say; to be put in our own words.", required=True),
    Field("value", "decimal", "The figure, as printed: before its scale."),
    Field("value_high", "decimal", "The upper end of a range."),
    Field("of", "decimal", "How many there are in all."),
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
    Field("area", "text", "The place that it is about."),
    Field("confidence", "word", "How sure the reading is.", allowed=("high", "medium", "low")),
    Field("also_lines", "list", "Further lines that say the same.", default=(), of="whole"),
)

RECORDS: MappingProxyType[str, tuple[Field, ...]] = MappingProxyType(
    {
        "draft-file": _DRAFT_FILE,
        "draft-claim": _DRAFT_CLAIM,
        "suggestion": _SUGGESTION,
        "targets-file": _TARGETS_FILE,
        "measurements-file": _MEASUREMENTS_FILE,
        "source-file": _SOURCE_FILE,
        "catalog": _CATALOG,
        "named": _NAMED,
        "indicator": _INDICATOR,
        "target": _TARGET,
        "measurement": _MEASUREMENT,
        "source": _SOURCE,
        "published": _PUBLISHED,
        "original": _ORIGINAL,
        "claim": _CLAIM,
        "cited": _CITED,
        "derived": _DERIVED,
    }
)
