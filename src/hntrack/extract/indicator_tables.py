"""Read the tables of indicators of a document, and those that stand in a text as lines: a claim for each value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from hntrack.documents.body_lines import BodyLine
from hntrack.documents.lines import Document, Place, Table
from hntrack.documents.table_heads import Head, ValueColumn, names_unit, read_head, split_unit
from hntrack.documents.written_tables import WrittenTable, find_written_tables
from hntrack.extract.draft import DraftClaim
from hntrack.text.quantity import find_quantities

_NOTHING = frozenset(("", "-", "–", "—", "…", "...", "x", "X", "*", "/", "n/a", "N/A", "na"))
_SIGNS: Mapping[str, str] = MappingProxyType(
    {"≥": "at_least", ">=": "at_least", ">": "more_than", "≤": "at_most", "<=": "at_most", "<": "less_than"}
)
_SIGN = re.compile(r"\s*(≥|>=|>|≤|<=|<)\s*")
_PART = re.compile(r"\s{0,99}+(?:(?:[-–+•*]|[a-zđ]\))\s*+|trong đó\b)", re.IGNORECASE)
# The mark of a note behind the figure of a cell: 25,2(1), 30², 40*.
_FOOTNOTE = re.compile(r"^(\D{0,12}\d[\d.,]{0,20}%?) ?(?:\(\d{1,2}\)|\[\d{1,2}\]|[⁽⁾¹²³⁰⁴-⁹]{1,4}|\*{1,3})$")
_LETTER = re.compile(r"[^\W\d_]")
_RANK = re.compile(r"hạng|rank", re.IGNORECASE)
_BASIS: Mapping[str, str] = MappingProxyType(
    {"target": "by_end", "measurement": "during", "baseline": "during"}
)
_LONGEST_WORDS_BEFORE = 24


def read_tables(
    document: Document, *, doc: str = "", lang: str = "vi", written: int | None = None
) -> tuple[DraftClaim, ...]:
    """Propose the claims of the tables of indicators of a document.

    Args:
        document: As it was read.
        doc: Its name, copied into the claims.
        lang: ``vi`` or ``en``: whose notation the figures have.
        written: Year of the document: without other words, a column of a later year holds targets.

    Returns:
        A claim for each figure (and each word) in a column of values, by row and column, each with its place.
        Tables without a column of names and one of values give none.
    """
    places = {(line.place.table, line.place.row): line.place for line in document.lines if line.kind == "row"}
    found: list[DraftClaim] = []
    before: Head | None = None
    before_width = 0
    for table in document.tables:
        head = read_head(table)
        if head is None and before is not None and table.width == before_width:
            head = before._replace(height=0)
        before, before_width = head, table.width
        if head is not None:
            rows = _Rows(table=table, head=head, doc=doc, lang=lang, written=written, places=places)
            found += rows.read()
    return tuple(found)


def read_written_tables(
    lines: Sequence[BodyLine], *, doc: str, lang: str, written: int | None
) -> tuple[list[DraftClaim], frozenset[int]]:
    """Propose the claims of the tables among the lines of a text.

    Args:
        lines: The lines of the article.
        doc: Its name, copied into the claims.
        lang: ``vi`` or ``en``.
        written: The year of the document.

    Returns:
        The claims, and the numbers of the lines that are read with them and hold nothing else.
    """
    claims: list[DraftClaim] = []
    taken: set[int] = set()
    for table in find_written_tables(lines):
        found = read_tables(table.document(), doc=doc, lang=lang, written=written)
        claims += (_on_its_line(claim, table) for claim in found)
        if found:
            taken.update(line.number for line in table.lines)
    return claims, frozenset(taken)


def _on_its_line(claim: DraftClaim, table: WrittenTable) -> DraftClaim:
    assert claim.place is not None, "a claim of a table has a place"
    line, start = table.start_of(claim.place)
    end = start + len(claim.as_printed)
    clause = f"{line.text[:start]}»{line.text[start:end]}«{line.text[end:]}".strip()
    return replace(claim, place=None, line=line.number, column=start + 1, clause=clause)


class _Rows:
    """Reads the rows of one table."""

    def __init__(
        self,
        *,
        table: Table,
        head: Head,
        doc: str,
        lang: str,
        written: int | None,
        places: Mapping[tuple[int | None, int | None], Place],
    ) -> None:
        self.table, self.head, self.doc, self.lang = table, head, doc, lang
        self.written, self.places = written, places
        self.spread = table.spread()
        years = {column.year for column in head.values if column.year}
        several = len(head.values) > 1
        self.only = min(years) if len(years) == 1 and several else None
        # Where the head says only years, the first is what is there, if the document's does not tell.
        first = min(years, default=0) + 1 if several else 0
        self.aims_from = first if written is None else written

    def read(self) -> Iterator[DraftClaim]:
        """Give the claims, row by row."""
        parent = ""
        for row in range(self.head.height + 1, self.table.height + 1):
            label = self._text(row, self.head.label)
            values = [(column, self._text(row, column.number)) for column in self.head.values]
            values = [(column, text) for column, text in values if text not in _NOTHING]
            part = _PART.match(label)
            if label and not (part and values):
                parent = label
            subject = f"{parent}: {label[part.end() :]}" if part and parent else label
            for column, text in values if _LETTER.search(label) else ():
                claim = self._claim(row, column, subject, _FOOTNOTE.sub(r"\1", text))
                yield _with_figure(claim, self._unit(row, label) or column.unit)

    def _text(self, row: int, column: int) -> str:
        """Give the text of a cell; one that is merged over names and values heads rows and holds nothing."""
        cell = self.spread.get((row, column))
        if cell is None:
            return ""
        merged = cell.columns > 1 and cell.column != self.head.label
        return "" if merged and (cell.column != column or cell.columns > 2) else cell.text.strip()

    def _unit(self, row: int, label: str) -> str:
        if self.head.unit and (unit := self._text(row, self.head.unit)):
            return unit if unit not in _NOTHING else ""
        return split_unit(label)[1]

    def _claim(self, row: int, column: ValueColumn, subject: str, text: str) -> DraftClaim:
        """Make the claim of a cell, as if it said something in words."""
        ahead = column.year is None or column.year >= self.aims_from
        kind = column.kind or ("target" if ahead else "baseline")
        reported = self.written if column.unit else None
        year = column.year or (self.only if kind == "target" else reported)
        place = self.places.get((self.table.number, row), Place(0, table=self.table.number, row=row))
        cell = self.spread[row, column.number]
        sure = column.year and (column.kind or self.written is not None)
        return DraftClaim(
            doc=self.doc,
            kind=kind,
            subject=f"{column.name} {split_unit(subject)[0]}".strip(),
            lang=self.lang,
            comparator="text",
            qualifier="exact",
            value=None,
            as_printed=text,
            line=place.line,
            year=year,
            year_basis=_BASIS[kind] if year else "",
            year_source="stated" if column.year else ("doc_date" if year else "none"),
            confidence="high" if sure else "medium",
            place=place._replace(column=column.number, row=cell.row, page=cell.page or place.page),
            responsible=self._text(row, self.head.body) if self.head.body else "",
        )


def _with_figure(claim: DraftClaim, unit: str) -> DraftClaim:
    """Give a claim with the figure of its cell, in the unit of its row; as it is where the cell speaks in words."""
    sign = _SIGN.match(claim.as_printed)
    bare = claim.as_printed[sign.end() :] if sign else claim.as_printed
    whole = unit.casefold() in bare.casefold() or names_unit(bare)
    found = find_quantities(bare if whole else f"{bare} {unit}", claim.lang)
    if len(found) != 1 or found[0].start > _LONGEST_WORDS_BEFORE:
        return claim
    figure = found[0]
    comparator = _SIGNS[sign[1]] if sign else figure.comparator
    rank = figure.unit in {None, "place"} and _RANK.search(unit) is not None
    return replace(
        claim,
        comparator=comparator or ("within_top" if rank and claim.kind == "target" else "exactly"),
        qualifier=figure.qualifier,
        value=figure.value,
        value_high=figure.value_high,
        of=figure.of,
        exponent=figure.exponent,
        unit="rank" if rank else figure.unit,
        noun="" if rank or figure.unit else (figure.noun or unit),
        per=figure.per,
        share_of=figure.share_of,
    )
