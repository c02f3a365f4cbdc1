"""Propose a mapping for a file that nobody has described: what is indicator, period, value, area, unit and firmness.

A proposal is shown with the first values beside their cells; whether it is right is for a person to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

from hntrack.exchange.labels import Label, blind, is_time, read_label, status_of, unit_said
from hntrack.exchange.mapping import Field, Filter, Map, Wide
from hntrack.exchange.table import Exact, Row, Table, marks_of
from hntrack.exchange.tabled import REST
from hntrack.languages import load_table
from hntrack.model.catalog import Catalog
from hntrack.store.yaml_lines import scalar
from hntrack.text.foreign_tables import NO_VALUE
from hntrack.text.messages import Message, _

LOOKED_AT = 2_000
_TABLE = load_table("tables")
_HEADED = _TABLE["headings"]
_WHOLES = _TABLE["wholes"]
_PLACES = re.compile(
    r"^(?:thanh pho|tp\.?|tinh|city of|province of|city|province)\s++|(?<!\s)\s++(?:city|province)$"
)
_FOOTNOTE = re.compile(r"(?:(?<!\s)\s++)?(?:[(][0-9*]{1,2}[)]|(?<![*¹²³])[*¹²³]++)$")
_NUMBER = re.compile(r"[-+−]?[0-9][0-9 .,\u00a0\u202f]*%?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping that may be right.

    Attributes:
        mapping: What to read the file with.
        why: What each part of it was seen by, in order.
        missing: What only a person can say.
    """

    mapping: Map
    why: tuple[Message, ...]
    missing: tuple[Message, ...]


def is_known(table: Table, mapping: Map, indicator: str | None) -> bool:
    """Tell whether the file says itself, with what the mapping and options add, what its columns are."""
    given = {**table.fields, **mapping.fields}
    told = indicator is not None or "indicator" in given
    return told and "period" in given and bool({"value", "stage", "withdraws"} & set(given))


def propose(table: Table, mapping: Map, catalog: Catalog, indicator: str | None) -> Proposal:
    """Look at the first two thousand rows of a table and propose what its columns are; what is mapped already stays."""
    sample = [row.cells for row in islice(table.rows, LOOKED_AT) if isinstance(row, Row) and row.cells]
    looking = _Looking(table, sample, mapping, catalog)
    looking.find_periods()
    looking.find_indicators(indicator)
    looking.find_values()
    looking.find_unit()
    looking.find_groups()
    looking.find_marks()
    made = replace(
        mapping,
        fields=MappingProxyType({**looking.fields, **mapping.fields}),
        where=(*mapping.where, *looking.where),
        wide=mapping.wide or looking.wide,
        decimal=mapping.decimal or looking.decimal,
        thousands=mapping.thousands or looking.thousands,
    )
    return Proposal(made, tuple(looking.why), tuple(looking.missing))


class _Looking:
    """One look at a table, part by part."""

    def __init__(self, table: Table, sample: Sequence[Sequence[str]], mapping: Map, catalog: Catalog) -> None:
        self.table = table
        self.sample = sample
        self.catalog = catalog
        self.fields: dict[str, Field] = {n: f for n, f in table.fields.items() if n not in mapping.fields}
        self.said = {**table.fields, **mapping.fields}
        self.where: list[Filter] = []
        self.wide: Wide | None = None
        self.decimal: str | None = None
        self.thousands: str | None = None
        self.why: list[Message] = []
        self.missing: list[Message] = []
        self.used = {
            i for i, one in enumerate(table.columns) if one in {f.column for f in self.said.values()}
        }
        self.used |= set(table.plain) | {
            table.columns.index(f.column) for f in mapping.where if f.column in table.columns
        }
        self.values: tuple[int, ...] = ()
        self.titles = _titles(catalog)
        self.places = {blind(t) for area in catalog.areas for t in (area.id, *area.title.texts.values())} - {
            ""
        }

    # What each column holds.

    def cells(self, at: int) -> list[str]:
        return [one for row in self.sample if at < len(row) and (one := row[at]).strip()]

    def numeric(self, at: int) -> bool:
        cells = [cell for cell in self.cells(at) if cell.strip() not in (".", "..", "...", "…", "-", ":")]
        good = sum(isinstance(cell, Exact) or _NUMBER.fullmatch(cell.strip()) is not None for cell in cells)
        return bool(cells) and good * 10 >= len(cells) * 8

    def timely(self, at: int) -> bool:
        cells = list(dict.fromkeys(self.cells(at)))[:200]
        return bool(cells) and sum(map(is_time, cells)) * 10 >= len(cells) * 8

    def free(self) -> list[int]:
        return [i for i in range(len(self.table.columns)) if i not in self.used]

    # The parts.

    def find_periods(self) -> None:
        """Find the columns that are periods, else the column that holds them, else the one the title names."""
        if "period" in self.said:
            return
        if not (self.columns_are_periods() or self.column_holds_periods() or self.title_names_period()):
            self.missing.append(_("Which column is the period (year, quarter)? Say 'period'."))

    def columns_are_periods(self) -> bool:
        labels = {i: read_label(self.table.columns[i]) for i in self.free()}
        timed = [i for i, label in labels.items() if label.period is not None and self.numeric(i)]
        chosen = _choose_rest({labels[i].rest for i in timed})
        if chosen is None:
            return False
        self.take_wide(timed, chosen, labels)
        return True

    def column_holds_periods(self) -> bool:
        columns = self.table.columns
        held = [i for i in self.free() if self.timely(i)]
        named = [i for i in held if blind(columns[i]) in _HEADED["times"]]
        if not named and len(held) != 1:
            return False
        self.take_column("period", (named or held)[0], _("The column '{columns}' holds the periods."))
        return True

    def title_names_period(self) -> bool:
        above = [period for text in self.table.above if (period := read_label(text).period) is not None]
        if not above:
            return False
        named_period = above[-1].text
        self.fields["period"] = Field(constant=named_period)
        self.why.append(_("A line above the table names the period {period}.", period=named_period))
        return True

    def take_wide(self, timed: list[int], rest: str, labels: Mapping[int, Label]) -> None:
        """Take columns as periods; of several groups of them the one whose headings say this beside the period."""
        self.used |= set(timed)
        self.values = tuple(i for i in timed if labels[i].rest == rest)
        self.wide = Wide()
        first, last = self.table.columns[timed[0]], self.table.columns[timed[-1]]
        self.why.append(_("The columns '{first}' … '{last}' are periods.", first=first, last=last))
        rests = {labels[i].rest for i in timed}
        if len(rests) > 1:
            self.where.append(Filter(REST, frozenset({rest})))
            other = ", ".join(sorted(rests - {rest})[:4])
            self.why.append(_("These columns are left out: {other}.", other=other))

    def find_indicators(self, indicator: str | None) -> None:
        """Find what the rows are about: the option, labels of rows, headings, or the title."""
        if indicator is not None:
            self.fields["indicator"] = Field(constant=indicator)
            return
        if "indicator" in self.said:
            return
        if not (
            self.column_names_indicators() or self.columns_are_indicators() or self.title_names_indicator()
        ):
            self.missing.append(_("Which indicator is the table about? Add --indicator ID."))

    def column_names_indicators(self) -> bool:
        by_column = {i: self.known(self.cells(i)) for i in self.free() if not self.numeric(i)}
        best = max(by_column, key=lambda i: len(by_column[i]), default=None)
        if best is None or not by_column[best]:
            return False
        self.used.add(best)
        name, words = self.table.columns[best], by_column[best]
        self.fields["indicator"] = Field(column=name, words=MappingProxyType(words), skip_others=True)
        count = len(words)
        self.why.append(_("The column '{name}' names {count} of the indicators.", name=name, count=count))
        return True

    def columns_are_indicators(self) -> bool:
        columns = self.table.columns
        headed = self.known([columns[i] for i in self.free()])
        if not headed or self.wide is not None:
            return False
        self.wide = Wide(columns=tuple(headed), heading="indicator")
        self.values = tuple(i for i in self.free() if columns[i] in headed)
        self.used |= set(self.values)
        self.fields["indicator"] = Field(column="(heading)", words=MappingProxyType(headed))
        self.why.append(_("{count} columns are indicators.", count=len(headed)))
        return True

    def title_names_indicator(self) -> bool:
        titled = self.known(list(self.table.above))
        if not titled:
            return False
        named = next(iter(titled.values()))
        self.fields["indicator"] = Field(constant=named)
        self.why.append(_("A line above the table names the indicator {found}.", found=named))
        return True

    def known(self, texts: Sequence[str]) -> dict[str, str]:
        """Give those of the texts that are titles or ids of the catalog's indicators, with the id of each."""
        found: dict[str, str] = {}
        for text in dict.fromkeys(texts):
            for name in (
                blind(text),
                blind(re.sub(r"(?:(?<!\s)\s++)?\([^()]*+\)\s*+$", "", text)),
                blind(text.rpartition(" / ")[2]),
            ):
                if name in self.titles:
                    found[" ".join(text.split())] = self.titles[name]
                    break
        return found

    def find_values(self) -> None:
        """Find the column of the values: the only one of numbers, or the one that is called so."""
        if "value" in self.said or self.values:
            return
        columns = self.table.columns
        numeric = [i for i in self.free() if self.numeric(i)]
        fitting = [i for i in numeric if self.is_ours(columns[i])] or self.called_values(numeric)
        if fitting:
            self.values = (fitting[0],)
            self.take_column("value", fitting[0], _("The column '{columns}' holds the values."))
        else:
            listed = ", ".join(columns[i] for i in numeric[:8]) or "—"
            self.missing.append(_("Which column is the value: {listed}?", listed=listed))

    def take_column(self, field: str, at: int, why: Message) -> None:
        """Take a column for a field."""
        column = self.table.columns[at]
        self.used.add(at)
        self.fields[field] = Field(column=column)
        self.why.append(why.filled({"columns": column}))

    def called_values(self, numeric: list[int]) -> list[int]:
        """Give the only column, or those that are called "value", "total" …, the surest name first."""
        if len(numeric) == 1:
            return numeric
        names, surest = [(blind(self.table.columns[i]), i) for i in numeric], _HEADED["values"]
        return [i for _rank, i in sorted((surest.index(name), i) for name, i in names if name in surest)]

    def find_unit(self) -> None:
        """Find the unit: a column that is called so, or the line above the table."""
        if "unit" in self.said:
            return
        for at in self.free():
            if blind(self.table.columns[at]) in _HEADED["units"]:
                self.take_column("unit", at, _("The column '{columns}' is the unit."))
                return
        if self.table.unit and unit_said(self.table.unit).unit:
            self.fields["unit"] = Field(constant=self.table.unit)
            self.why.append(_("A line above the table gives the unit '{unit}'.", unit=self.table.unit))

    def find_groups(self) -> None:
        """Choose of each remaining column the rows about the catalog's area, or about the whole."""
        for by_place in (True, False):
            for at in self.free():
                self.choose(at, by_place=by_place)

    def is_ours(self, text: str) -> bool:
        """Tell whether a label names an area of the catalog: ``TP. Hà Nội (1)``."""
        name = _FOOTNOTE.sub("", blind(text))
        return name in self.places or _PLACES.sub("", name) in self.places

    def choose(self, at: int, *, by_place: bool) -> None:
        """Choose rows by one column: those of a place of ours first, for they leave one value in other columns."""
        column = self.table.columns[at]
        held = Counter(" ".join(cell.split()) for cell in self.cells(at))
        if len(held) < 2 or (self.numeric(at) and at not in self.table.keys):
            return
        if _hold_status(column, held):
            self.fields.setdefault("obs_status", Field(column=column))
            self.used.add(at)
            return
        chosen = list(filter(self.is_ours, held)) if by_place else _whole_of(held)
        if len(chosen) == 1:
            self.keep_only(at, chosen[0])
        elif not by_place:
            listed = _first_few(held)
            self.missing.append(
                _(
                    "Which rows of the column '{column}' ({listed})? Add --where '{column}=…'.",
                    column=column,
                    listed=listed,
                )
            )

    def keep_only(self, at: int, text: str) -> None:
        """Keep the rows that hold this text in a column."""
        column = self.table.columns[at]
        self.where.append(Filter(column, frozenset([text])))
        self.used.add(at)
        self.sample = [row for row in self.sample if " ".join(row[at].split()) == text]
        self.why.append(_("Only rows '{chosen}' of the column '{column}'.", chosen=text, column=column))

    def find_marks(self) -> None:
        """See by the values which mark is the decimal one; where nothing shows it, nothing is said."""
        if self.table.exact:
            return
        texts = [cell for at in self.values for cell in self.cells(at) if not isinstance(cell, Exact)]
        self.decimal, self.thousands = marks_of(texts)
        if self.decimal is not None:
            self.why.append(_("The decimal mark is '{decimal}'.", decimal=self.decimal))


def _titles(catalog: Catalog) -> dict[str, str]:
    """Give the id of an indicator by each of its names; names that two share are nobody's."""
    found: dict[str, str] = {}
    doubled: set[str] = set()
    for indicator in catalog.indicators:
        for name in {blind(text) for text in (indicator.id, indicator.title.vi, indicator.title.en) if text}:
            if found.setdefault(name, indicator.id) != indicator.id:
                doubled.add(name)
    return {name: one for name, one in found.items() if name not in doubled}


def _first_few(texts: Collection[str]) -> str:
    return ", ".join([*islice(texts, 6), *(["…"] if len(texts) > 6 else [])])


def _whole_of(groups: Iterable[str]) -> list[str]:
    """Give the group that stands for the whole, where one does."""
    return [group for group in groups if blind(group) in _WHOLES][:1]


def _choose_rest(rests: set[str]) -> str | None:
    """Choose what headings say beside their period: nothing, the whole, or the only thing that they say."""
    plain = next((rest for rest in ("", *_WHOLES) if rest in rests), None)
    if plain is None and len(rests) == 1:
        return min(rests)
    return plain


def _hold_status(column: str, texts: Iterable[str]) -> bool:
    """Tell whether a column says how firm values are; single letters do where its heading says so."""
    named = not set(re.split(r"[\W_]+", blind(column))).isdisjoint(_HEADED["statuses"])
    return all(status_of(text) is not None and (named or len(text) > 2) for text in texts)


def map_text(mapping: Map) -> str:
    """Write a mapping so that :func:`~hntrack.exchange.mapping.read_map` reads the same."""
    return "\n".join(["format: 1", *_lines(mapping), ""])


def _lines(mapping: Map) -> Iterator[str]:
    yield from _settings(mapping)
    yield "fields:" if mapping.fields else "fields: {}"
    for name, field in mapping.fields.items():
        yield f"  {name}: {{{', '.join(_field(field))}}}"
    if mapping.wide is not None:
        yield from _wide(mapping.wide)
    yield from _entries(
        "split",
        (f"column: {scalar(s.column)}, by: {_quoted(s.by)}, into: {_listed(s.into)}" for s in mapping.split),
    )
    where = (f"column: {scalar(one.column)}, one_of: {_listed(sorted(one.one_of))}" for one in mapping.where)
    yield from _entries("where", where)


def _settings(mapping: Map) -> Iterator[str]:
    ways: dict[str, Callable[[str], str]] = {
        **dict.fromkeys(("decimal", "thousands", "delimiter"), _quoted),
        **dict.fromkeys(("encoding", "sheet", "resource", "until"), scalar),
        **dict.fromkeys(("header_row", "header_rows"), str),
    }
    for name, written in ways.items():
        if (said := getattr(mapping, name)) is not None:
            yield f"{name}: {written(said)}"
    if mapping.flagged:
        yield "flagged: true"
    if mapping.empty != NO_VALUE:
        yield f"empty: {_listed(sorted(mapping.empty))}"
    for name in ("fill_down", "ignore"):
        if names := getattr(mapping, name):
            yield f"{name}: {_listed(names)}"


def _entries(name: str, entries: Iterable[str]) -> Iterator[str]:
    lines = [f"  - {{{entry}}}" for entry in entries]
    if lines:
        yield from (f"{name}:", *lines)


def _field(field: Field) -> Iterator[str]:
    if field.column is not None:
        yield f"column: {scalar(field.column)}"
    if field.constant is not None:
        yield f"constant: {scalar(field.constant)}"
    if field.words:
        yield (
            "words: {"
            + ", ".join(f"{_key(word)}: {_key(means)}" for word, means in field.words.items())
            + "}"
        )
    if field.otherwise is not None:
        yield f"otherwise: {scalar(field.otherwise)}"
    if field.skip_others:
        yield "skip_others: true"
    if field.two_digits is not None:
        yield f"two_digits: {field.two_digits}"


def _wide(wide: Wide) -> Iterator[str]:
    yield "wide:"
    if wide.columns:
        yield f"  columns: {_listed(wide.columns)}"
    elif wide.like is not None:
        yield f"  columns: {{like: {_quoted(wide.like)}}}"
    elif wide.first is not None and wide.last is not None:
        yield f"  columns: {{from: {scalar(wide.first)}, to: {scalar(wide.last)}}}"
    else:
        yield "  columns: periods"
    if wide.heading != "period":
        yield f"  heading: {wide.heading}"


def _listed(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_key(text) for text in texts) + "]"


def _key(text: str) -> str:
    return scalar(text) if text else '""'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
