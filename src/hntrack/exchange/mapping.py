"""The mapping file: which column of somebody else's table is what.

It is YAML, read by the same bounded, position-keeping reader as the catalog::

    format: 1
    decimal: ","                       # optional: the decimal mark; then also thousands: "."
    fields:
      indicator: {constant: innovating-firms}
      period:    {column: Năm}
      value:     {column: Tỷ lệ}
      obs_status: {column: Ghi chú, words: {Sơ bộ: provisional}, otherwise: final}
    where:
      - {column: Tỉnh, one_of: [Hà Nội]}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from hntrack.errors import DataError
from hntrack.store.content import text_of
from hntrack.store.faults import Faults
from hntrack.store.nodes import Mapping as MappingNode
from hntrack.store.nodes import Node, Scalar, Sequence, compose
from hntrack.store.read import read_bytes
from hntrack.text.fold import nfc

FIELDS = (
    "id",
    "indicator",
    "period",
    "value",
    "stage",
    "unit",
    "scale",
    "qualifier",
    "of",
    "obs_status",
    "claim",
    "source",
    "line",
    "as_printed",
    "url",
    "title",
    "publisher",
    "derived_rule",
    "derived_from",
    "published",
    "recorded",
    "revises",
    "withdraws",
    "why",
    "judged_by",
    "note_vi",
    "note_en",
)
"""What a row can say of a measurement; also the headings of our own CSV."""

ENCODINGS = ("utf-8", "utf-16", "windows-1258")
NO_VALUE = frozenset({"", "-", "–", "—", ".", "..", "...", "…", ":", "NA", "N/A", "n/a", "x"})
"""Cells that say: there is no value.  What offices print; PX-Web writes ``..`` and ``...``."""

_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """Where one field of a measurement comes from.

    Attributes:
        column: Heading of its column; or
        constant: what it is in every row.
        words: What the file's own words mean.
        otherwise: What every word that is not among ``words`` means.
        skip_others: Leave out rows whose word is not among ``words``.
    """

    column: str | None = None
    constant: str | None = None
    words: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    otherwise: str | None = None
    skip_others: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Only rows whose cell is one of these texts."""

    column: str
    one_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping file's content, each field with its default.

    Attributes:
        fields: By name of :data:`FIELDS`.
        decimal, thousands: The marks; ``None`` where nothing was said.
        where: Filters, all of which must hold.
        empty: Cells that say "no value": the row is left out.
        encoding, delimiter, header_row: For CSV; the first row is 1.
        sheet, resource: Which sheet of a workbook, which resource of a data package.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    decimal: str | None = None
    thousands: str | None = None
    where: tuple[Filter, ...] = ()
    empty: frozenset[str] = NO_VALUE
    encoding: str = "utf-8"
    delimiter: str | None = None
    header_row: int = 1
    sheet: str | None = None
    resource: str | None = None


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


_KNOWN = (
    "format",
    "decimal",
    "thousands",
    "encoding",
    "delimiter",
    "header_row",
    "sheet",
    "resource",
    "empty",
    "fields",
    "where",
)
_MARKS = MappingProxyType(
    {
        "decimal": (".", ","),
        "thousands": (".", ",", " "),
        "encoding": ENCODINGS,
        "delimiter": (",", ";", "\t", "|"),
        "format": ("1",),
    }
)


class _Reader:
    """One reading of the nodes; every fault is noted where it stands."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults

    def whole(self, root: Node) -> Map:
        keys = self.keys(root, _KNOWN)
        if "fields" not in keys:
            self.faults.add("field-missing", root, field="fields")
        said = {name: self.one_of(keys[name], allowed) for name, allowed in _MARKS.items() if name in keys}
        said |= {name: self.text(keys[name]) for name in ("sheet", "resource") if name in keys}
        said.pop("format", None)
        if said.get("decimal") is not None and said.get("decimal") == said.get("thousands"):
            self.faults.add("not-one-of", keys["thousands"], text=said["thousands"], allowed="≠ decimal")
        made = Map(**{name: one for name, one in said.items() if one is not None})  # type: ignore[arg-type]  # by name
        if "header_row" in keys:
            made = replace(made, header_row=self.whole_number(keys["header_row"]))
        if "empty" in keys:
            made = replace(made, empty=frozenset(self.texts(keys["empty"])))
        fields = self.fields(keys["fields"]) if "fields" in keys else {}
        where = self.filters(keys["where"]) if "where" in keys else ()
        return replace(made, fields=MappingProxyType(fields), where=where)

    def fields(self, node: Node) -> dict[str, Field]:
        return {name: self.field(one) for name, one in self.keys(node, FIELDS).items()}

    def field(self, node: Node) -> Field:
        keys = self.keys(node, ("column", "constant", "words", "otherwise", "skip_others"))
        if ("column" in keys) == ("constant" in keys):
            self.faults.add("field-missing", node, field="column" if not keys else "column / constant")
        return Field(
            column=self.text(keys.get("column")),
            constant=self.text(keys.get("constant")),
            words=MappingProxyType(self.words(keys.get("words"))),
            otherwise=self.text(keys.get("otherwise")),
            skip_others="skip_others" in keys
            and self.one_of(keys["skip_others"], ("true", "false")) == "true",
        )

    def filters(self, node: Node) -> tuple[Filter, ...]:
        found = []
        for one in self.items(node):
            keys = self.keys(one, ("column", "one_of"))
            for name in ("column", "one_of"):
                if name not in keys:
                    self.faults.add("field-missing", one, field=name)
            if len(keys) == 2:
                found.append(Filter(self.text(keys["column"]) or "", frozenset(self.texts(keys["one_of"]))))
        return tuple(found)

    def keys(self, node: Node, known: tuple[str, ...]) -> dict[str, Node]:
        """Give the fields of a mapping by name, those that are none noted."""
        if type(node) is not MappingNode:
            self.faults.add("not-a-mapping", node)
            return {}
        for name, (key, _) in node.keys.items():
            if name not in known:
                self.faults.add("field-unknown", key, field=name, known=", ".join(known))
        return {name: value for name, (_, value) in node.keys.items() if name in known}

    def words(self, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        if type(node) is not MappingNode:
            self.faults.add("not-a-mapping", node)
            return {}
        return {nfc(name): self.text(value) or "" for name, (_, value) in node.keys.items()}

    def items(self, node: Node) -> list[Node]:
        if type(node) is Sequence:
            return node.items
        self.faults.add("not-a-list", node)
        return []

    def texts(self, node: Node) -> list[str]:
        return [self.text(one) or "" for one in self.items(node)]

    def text(self, node: Node | None) -> str | None:
        if node is None:
            return None
        if type(node) is Scalar:
            return nfc(node.text)
        self.faults.add("not-a-scalar", node)
        return None

    def one_of(self, node: Node, allowed: tuple[str, ...]) -> str | None:
        text = self.text(node)
        if text is not None and text not in allowed:
            self.faults.add("not-one-of", node, text=text, allowed=" · ".join(allowed))
            return None
        return text

    def whole_number(self, node: Node) -> int:
        text = self.text(node)
        if text is not None and text.isascii() and text.isdecimal() and 0 < int(text[:7]) < 1_000_000:
            return int(text)
        if text is not None:
            self.faults.add("not-whole", node, text=text)
        return 1
