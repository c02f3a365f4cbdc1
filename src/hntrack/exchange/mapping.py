"""The mapping file: which column of somebody else's table is what.

It is YAML, read by the same bounded, position-keeping reader as the catalog; docs/exchange.md describes it whole::

    format: 1
    decimal: ","                       # optional: the decimal mark; then also thousands: "."
    fields:
      indicator: {column: Chỉ tiêu, words: {Tỷ lệ đổi mới: innovating-firms}, skip_others: true}
      obs_status: {column: Ghi chú, words: {Sơ bộ: provisional}, otherwise: final}
    wide: {columns: periods}           # the other columns are years, quarters …
    where:
      - {column: Tỉnh, one_of: [Hà Nội]}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Sequence_
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hntrack.errors import DataError
from hntrack.exchange.content import columns_of
from hntrack.model.codes import ENCODINGS
from hntrack.store.folder import read_bytes
from hntrack.store.node_kinds import Faults, Node, Scalar, Sequence
from hntrack.store.node_kinds import Mapping as MappingNode
from hntrack.store.nodes import compose, text_of
from hntrack.text.characters import nfc, single_spaced
from hntrack.text.foreign_tables import NO_VALUE
from hntrack.text.numbers import read_whole

FIELDS = (*(column.name for column in columns_of("measurement")), "unit", "scale", "power")
"""What a row can say of a measurement; also the headings of our own CSV."""

_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """Where one field of a measurement comes from.

    Attributes:
        column: Heading of its column; or
        constant: what it is in every row.
        words: What the file's own words mean.
        otherwise: What every word that is not among ``words`` means; ``same`` for itself.
        skip_others: Leave out rows whose word is not among ``words``.
        two_digits: What ``2009-10`` is in a period: ``months``, ``years`` (2009/2010), or unsaid.
    """

    column: str | None = None
    constant: str | None = None
    words: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    otherwise: str | None = None
    skip_others: bool = False
    two_digits: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Only rows whose cell is one of these texts."""

    column: str
    one_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wide:
    """Columns that are rows: one observation a cell.

    Attributes:
        columns: Their headings; empty for all that are periods.
        first, last: Or the first and the last of them.
        like: Or a pattern with ``*`` and ``?``.
        heading: What the headings are: ``period`` or ``indicator``.
    """

    columns: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    like: str | None = None
    heading: str = "period"


@dataclass(frozen=True, slots=True)
class Split:
    """A column that holds several things: ``unit,sex,geo`` over ``PC,T,VN``."""

    column: str
    by: str = ","
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping file's content, each field with its default.

    Attributes:
        fields: By name of :data:`FIELDS`.
        decimal, thousands: The marks; ``None`` where nothing was said.
        where: Filters, all of which must hold.
        empty: Cells that say "no value": the row is left out.
        encoding, delimiter: For CSV; ``None`` for UTF-8, or what a byte order mark says.
        header_row, header_rows: First row of the heading (the first line is 1), and how many rows it has; ``None``
            where they are to be found by the names of the columns.
        sheet, resource: Which sheet of a workbook, which resource of a data package.
        wide: Columns that are periods or indicators.
        split: Columns that hold several things.
        until: How the first cell of the line begins with which the table is over.
        fill_down: Columns whose blank cells say what the cell above says.
        flagged: A value's cell may hold a flag as well (``12.3 bp``).
        ignore: Columns that part no series.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    decimal: str | None = None
    thousands: str | None = None
    where: tuple[Filter, ...] = ()
    empty: frozenset[str] = NO_VALUE
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    header_rows: int | None = None
    sheet: str | None = None
    resource: str | None = None
    wide: Wide | None = None
    split: tuple[Split, ...] = ()
    until: str | None = None
    fill_down: tuple[str, ...] = ()
    flagged: bool = False
    ignore: tuple[str, ...] = ()

    def named(self) -> frozenset[str]:
        """Give all headings of the file itself that the mapping names."""
        names = {field.column for field in self.fields.values()} | set(self.fill_down)
        names |= {choice.column for choice in self.where} | {split.column for split in self.split}
        if self.wide is not None:
            names |= {*self.wide.columns, self.wide.first, self.wide.last}
        made = {name for split in self.split for name in split.into or split_names(split.column, split.by)}
        return frozenset(name for name in names - made if name and not name.startswith("("))


def overridden(mapping: Map, where: Sequence_[str] = (), **said: str | None) -> Map:
    """Give a mapping with what the command line says before it: marks, encoding, sheet, and ``COLUMN=VALUE`` filters.

    Raises:
        ValueError: A filter has no equals sign.
    """
    filters = []
    for one in where:
        column, sign, value = one.partition("=")
        if not sign or not column.strip():
            raise ValueError(one)
        filters.append((nfc(column.strip()), single_spaced(value)))
    columns = dict.fromkeys(column for column, _ in filters)
    added = tuple(Filter(name, frozenset(v for c, v in filters if c == name)) for name in columns)
    given: dict[str, Any] = {name: one for name, one in said.items() if one is not None}
    return replace(mapping, where=(*mapping.where, *added), **given)


def split_names(heading: str, by: str) -> tuple[str, ...]:
    """Give the names of a column's parts by its heading; what stands behind a backslash names the other columns."""
    return tuple(one.strip() for one in heading.partition("\\")[0].split(by))


def read_map(path: Path, label: str) -> Map:
    """Read a mapping file.

    Raises:
        InputError: It cannot be opened.
        DataError: It is not what a mapping file must be; all faults, each with its place.
    """
    text, faults = text_of(read_bytes(path, label), label)
    root = compose(text, faults) if text is not None else None
    made = _Reader(faults).whole(root) if root is not None else Map()
    if faults.problems:
        raise DataError(tuple(faults.problems))
    return made


_TEXTS = ("sheet", "resource", "until")
_COUNTS = ("header_row", "header_rows")
_LISTS = ("fill_down", "ignore")
_KNOWN = (
    *("format", "decimal", "thousands", "encoding", "delimiter", "flagged"),
    *_COUNTS,
    *_TEXTS,
    *_LISTS,
    *("empty", "fields", "wide", "split", "where"),
)
_MARKS = MappingProxyType(
    {
        "decimal": (".", ","),
        "thousands": (".", ",", " "),
        "encoding": ENCODINGS,
        "delimiter": (",", ";", "\t", "|"),
        "format": ("1",),
        "flagged": ("true", "false"),
    }
)


class _Reader:
    """One reading of the nodes; every fault is noted where it stands."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults

    def whole(self, root: Node) -> Map:
        keys = self.keys(root, _KNOWN, needed=("fields",))
        fields = self.keys(keys["fields"], FIELDS) if "fields" in keys else {}
        return replace(
            self.settings(keys),
            fields=MappingProxyType({name: self.field(node) for name, node in fields.items()}),
            where=tuple(self.filters(keys.get("where"))),
            wide=self.wide(keys["wide"]) if "wide" in keys else None,
            split=tuple(map(self.split, self.items(keys.get("split")))),
        )

    def settings(self, keys: Mapping[str, Node]) -> Map:
        """Read what holds for the whole file: marks, names, counts and lists of headings."""
        texts = {name: self.one_of(keys[name], allowed) for name, allowed in _MARKS.items() if name in keys}
        texts |= {name: self.text(keys[name]) for name in _TEXTS if name in keys}
        texts.pop("format", None)
        flagged = texts.pop("flagged", None) == "true"
        if texts.get("decimal") is not None and texts.get("decimal") == texts.get("thousands"):
            self.faults.add("not-one-of", keys["thousands"], text=texts["thousands"], allowed="≠ decimal")
        made = Map(**{name: text for name, text in texts.items() if text is not None})  # type: ignore[arg-type]  # by name
        counts = {name: self.whole_number(keys[name]) for name in _COUNTS if name in keys}
        lists = {name: tuple(self.texts(keys[name])) for name in _LISTS if name in keys}
        made = replace(made, flagged=flagged, **counts, **lists)  # type: ignore[arg-type]  # by name
        return replace(made, empty=frozenset(self.texts(keys["empty"]))) if "empty" in keys else made

    def wide(self, node: Node) -> Wide:
        """Read which columns are rows: ``periods``, a list of headings, a range, or a pattern."""
        keys = self.keys(node, ("columns", "heading"), needed=("columns",))
        made = Wide(heading=self.one_of(keys.get("heading"), ("period", "indicator")) or "period")
        chosen = keys.get("columns")
        if type(chosen) is Sequence:
            made = replace(made, columns=tuple(self.texts(chosen)))
        elif type(chosen) is MappingNode:
            said = {name: self.text(one) for name, one in self.keys(chosen, ("from", "to", "like")).items()}
            made = replace(made, first=said.get("from"), last=said.get("to"), like=said.get("like"))
            if made.like is None and (made.first is None or made.last is None):
                self.faults.add("field-missing", chosen, field="from / to / like")
        else:
            self.one_of(chosen, ("periods",))
        return made

    def split(self, node: Node) -> Split:
        keys = self.keys(node, ("column", "by", "into"), needed=("column",))
        into = tuple(self.texts(keys.get("into")))
        return Split(self.text(keys.get("column")) or "", self.text(keys.get("by")) or ",", into)

    def field(self, node: Node) -> Field:
        keys = self.keys(node, ("column", "constant", "words", "otherwise", "skip_others", "two_digits"))
        if ("column" in keys) == ("constant" in keys):
            self.faults.add("field-missing", node, field="column" if not keys else "column / constant")
        return Field(
            column=self.text(keys.get("column")),
            constant=self.text(keys.get("constant")),
            words=MappingProxyType(self.words(keys.get("words"))),
            otherwise=self.text(keys.get("otherwise")),
            skip_others=self.one_of(keys.get("skip_others"), ("true", "false")) == "true",
            two_digits=self.one_of(keys.get("two_digits"), ("months", "years")),
        )

    def filters(self, node: Node | None) -> Iterator[Filter]:
        for one in self.items(node):
            keys = self.keys(one, ("column", "one_of"), needed=("column", "one_of"))
            if len(keys) == 2:
                texts = frozenset(map(single_spaced, self.texts(keys["one_of"])))
                yield Filter(self.text(keys["column"]) or "", texts)

    def keys(self, node: Node, known: tuple[str, ...], needed: tuple[str, ...] = ()) -> dict[str, Node]:
        """Give the fields of a mapping by name; those that are none are noted, and those that are missing."""
        pairs = self.pairs(node)
        for name, (key, _) in pairs.items():
            if name not in known:
                self.faults.add("field-unknown", key, field=name, known=", ".join(known))
        for name in needed:
            if name not in pairs:
                self.faults.add("field-missing", node, field=name)
        return {name: value for name, (_, value) in pairs.items() if name in known}

    def pairs(self, node: Node | None) -> Mapping[str, tuple[Scalar, Node]]:
        if type(node) is MappingNode:
            return node.keys
        if node is not None:
            self.faults.add("not-a-mapping", node)
        return {}

    def words(self, node: Node | None) -> dict[str, str]:
        return {single_spaced(name): self.text(value) or "" for name, (_, value) in self.pairs(node).items()}

    def items(self, node: Node | None) -> list[Node]:
        if type(node) is Sequence:
            return node.items
        if node is not None:
            self.faults.add("not-a-list", node)
        return []

    def texts(self, node: Node | None) -> list[str]:
        return [self.text(one) or "" for one in self.items(node)]

    def text(self, node: Node | None) -> str | None:
        if type(node) is Scalar:
            return nfc(node.text)
        if node is not None:
            self.faults.add("not-a-scalar", node)
        return None

    def one_of(self, node: Node | None, allowed: tuple[str, ...]) -> str | None:
        text = self.text(node)
        if node is not None and text is not None and text not in allowed:
            self.faults.add("not-one-of", node, text=text, allowed=" · ".join(allowed))
            return None
        return text

    def whole_number(self, node: Node) -> int:
        text = self.text(node)
        number = read_whole(text or "", 999_999)
        if number:
            return number
        if text is not None:
            self.faults.add("not-whole", node, text=text)
        return 1
