"""Series: files of an office kept beside the catalog as they are, whose rows are its measurements.

``data/series.yaml`` says of each file who published it and when, what its SHA-256 is and which column is what.  Nothing
of the rows is copied: each becomes a measurement that cites the document and its line.  What cannot be read for sure
is refused with file and line, never guessed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple
from hntrack.errors import InputError, cause, declare, error
from hntrack.errors.extras import MissingExtraError
from hntrack.model.codes import ENCODINGS, OBS_STATUSES, QUALIFIERS, word
from hntrack.model.record_values import Values, id_of, make, revision_id
from hntrack.model.records import Cited, Indicator, Measurement, Source
from hntrack.store.decode import MOST_DIGITS, decode_record, sequence_of
from hntrack.store.folder import MOST_SERIES, Contents, Folder, safe_path
from hntrack.store.node_kinds import LONGEST_SCALAR, MOST_BYTES, Faults, FormPlaces, Node, places_of
from hntrack.store.nodes import text_of
from hntrack.text.characters import single_spaced
from hntrack.text.foreign_tables import NO_VALUE, Notation, TwoWays, marked_number
from hntrack.text.messages import Message, _
from hntrack.text.periods import Period, parse_day, parse_period

declare(
    "reading",
    {
        "series-outside": error(
            "'{file}' is no file within the folder of the data.",
            "Write its path from there, such as series/poverty.csv: without '..', and no link that leads out.",
        ),
        "series-unreadable": error(
            "The file {file} cannot be read: {cause}.", "Put it there, or correct original.file."
        ),
        "series-changed": error(
            "{file} is not the file that was taken in: its SHA-256 is {found}.",
            "Put the old file back; a new edition is a file of its own: 'hntrack series refresh {id} FILE'.",
        ),
        "series-too-many": error("There are more than {most} files of series.", "Split the catalog."),
        "series-mapping": error(
            "It must be said where '{field}' comes from, and in one way.",
            "Give column or constant; for wide tables 'period: {{headings: true}}', and then no value.",
        ),
        "series-quote": error(
            "From this line on the file is no sound CSV: {cause}.",
            "See whether a quote is not closed; a quote within a cell is written twice.",
        ),
        "series-no-heading": error("The file has no heading.", "Its first line must name the columns."),
        "series-column-twice": error("Two columns have the heading '{heading}'.", "Rename one of the two."),
        "series-no-column": error(
            "There is no column '{heading}', which is named for '{field}'.", "The columns are: {known}."
        ),
        "series-rows": error(
            "The file has more than {most} rows.",
            "Keep the rows that the catalog needs; 'hntrack bulk' judges tables of any size.",
        ),
        "series-encoding": error(
            "Byte {byte} is not {expected}.",
            "The file stays as it is: say 'encoding: …' of it in series.yaml ({seems}).",
        ),
        "series-ragged": error(
            "The row has {count} cells, the heading has {columns}.",
            "Look at the separators and quotes of this row.",
        ),
        "series-empty": error("'{field}' is empty.", "Fill the cell in, or take the row out."),
        "series-not-number": error(
            "'{text}' is no number with the decimal mark '{mark}'.",
            "Say 'decimal: …' and 'thousands: …' of the file in series.yaml if other marks hold.",
        ),
        "series-two-ways": error(
            "'{text}' can be read as {one} or as {other}.", "Say 'decimal: …' of the file in series.yaml."
        ),
        "series-not-period": error(
            "'{text}' is not a period.",
            "It is 2026, 2026-06, 2026-Q2, 2026-H1 or 2016/2020; give other words under 'words' of period.",
        ),
        "series-not-word": error(
            "'{text}' is no value of '{field}'.",
            "It takes: {allowed}. Give the file's own words under 'words'.",
        ),
        "series-no-indicator": error(
            "There is no indicator '{id}'.",
            "Give the file's own names under 'words' of indicator, or add it.",
        ),
        "series-no-area": error(
            "The indicator {id} is not about the area '{area}'.",
            "Give the file's own names under 'words' of area, or add the area to the indicator.",
        ),
        "series-other-unit": error(
            "The unit '{text}' is not {unit}, that of {id}.",
            "Convert the file, or give its own word for the unit under 'words' of unit.",
        ),
        "series-twice": error(
            "{id} for {period} stands in {first} already.",
            "Keep one of the two, or make them two indicators.",
        ),
        "series-no-earlier": error(
            "There is no series {id} above that this could be a new edition of.",
            "Write the earlier edition first, or correct revises.",
        ),
        "series-clash": error(
            "{id} for {period} is recorded at {first} as well.",
            "Keep one of the two; a recorded correction of a row says revises: {row}, and why.",
        ),
    },
)

MOST_ROWS = 200_000
"""Measurements that all series may give: what is judged in memory, at some half a kilobyte each."""
_MOST_UNPACKED = 48_000_000  # as many as all files of a catalog may have
_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"qualifier": QUALIFIERS, "obs_status": OBS_STATUSES}
)
_NONE: Mapping[str, str] = MappingProxyType({})


class Known(NamedTuple):
    """What rows refer to, and what they may contradict.

    Attributes:
        indicators: By id.
        members: Of indicators of several areas: id and area → id of the one of that area.
        recorded: The measurements that are written down.
    """

    indicators: Mapping[str, Indicator]
    members: Mapping[tuple[str, str], str]
    recorded: tuple[Measurement, ...]


class Place(NamedTuple):
    """Where files are: the catalog's folder, the bytes of its files, and what was wrong with each, by label."""

    folder: Folder
    contents: Contents
    files: dict[str, Faults]


class Rows(NamedTuple):
    """What the series give."""

    sources: tuple[Source, ...]
    measurements: tuple[Measurement, ...]
    sound: bool


class _Column(NamedTuple):
    """Where a field stands: in a column, or the same in every row; and what the file's words mean."""

    at: int | None
    constant: str
    words: Mapping[str, str]

    def text(self, cells: list[str]) -> str:
        if self.at is None:
            return self.constant
        raw = single_spaced(cells[self.at])
        return self.words.get(raw, raw)


class _Refused(Exception):  # noqa: N818  (no error of the program)
    """A row cannot be taken."""

    def __init__(self, code: str, column: _Column | None, **facts: object) -> None:
        super().__init__(code)
        self.code, self.column, self.facts = code, column, facts


@dataclass(frozen=True, slots=True)
class _Table:
    """An opened file: its heading, and its rows with their lines."""

    heading: list[str]
    rows: Iterator[tuple[int, list[str]]]
    exact: bool = False


class _Made(NamedTuple):
    """What all files gave so far.

    Attributes:
        rows: Every measurement by its id.
        current: Indicator and period → the one that holds.
        before: Id of a series → those that it is a new edition of.
    """

    rows: dict[str, Measurement]
    current: dict[tuple[str, str], Measurement]
    before: dict[str, tuple[str, ...]]


def read_series(node: Node | None, faults: Faults, place: Place, known: Known) -> Rows:
    """Read all series of a list of ``series.yaml``; ``place`` gets the faults of each file of rows.

    Raises:
        MissingExtraError: A file is Parquet, and DuckDB is not installed.
    """
    entries = sequence_of(node, faults)
    if len(entries) > MOST_SERIES:
        faults.add("series-too-many", entries[MOST_SERIES], most=MOST_SERIES)
        return Rows((), (), sound=False)
    sources: list[Source] = []
    made = _Made({}, {}, {})
    sound = True
    for entry in entries:
        reading = _Reading(entry, faults, place, known)
        source = reading.source()
        if source is None:
            sound = False
            continue
        sources.append(source)
        if not reading.read_into(made):
            sound = False
    for row, other in list(_clashes(known.recorded, made.rows.values())):
        del made.rows[row.id]
        where, there = row.places[""], other.places[""]
        facts = {"id": row.indicator, "period": row.period, "first": there, "row": row.id}
        place.files[where.file].add_at("series-clash", where.line, where.column, **facts)
        sound = False
    return Rows(tuple(sources), tuple(made.rows.values()), sound)


def _clashes(
    recorded: tuple[Measurement, ...], rows: Iterable[Measurement]
) -> Iterator[tuple[Measurement, Measurement]]:
    """Give each row that says something about what is recorded as well, with that record, unless one revises it."""
    gone = {name for known in recorded for name in (known.revises, known.withdraws) if name is not None}
    there = {
        (known.indicator, known.period.text): known
        for known in recorded
        if known.id not in gone and known.withdraws is None
    }
    for row in rows:
        other = there.get((row.indicator, row.period.text))
        if other is not None and row.id not in gone:
            yield row, other


def decode_series(entry: Node, faults: Faults) -> Values | None:
    """Read the fields of one of the series; ``None`` where anything in it is wrong, which is noted."""
    values = decode_record("series", entry, faults)
    if values is None or "where" not in values:
        return values
    filters = [decode_record("series-filter", node, faults) for node in sequence_of(values["where"], faults)]
    return None if None in filters else values | {"where": tuple(filters)}


class _Reading:
    """One file on its way to measurements."""

    def __init__(self, entry: Node, faults: Faults, place: Place, known: Known) -> None:
        self.entry, self.faults, self.known = entry, faults, known
        self.folder, self.contents, self.files = place
        self.values: Values = {}

    def source(self) -> Source | None:
        """Give the file as a document."""
        values = decode_series(self.entry, self.faults)
        if values is None:
            return None
        self.values = values | {"original": dict(values["original"])}  # making a record uses its values up
        own = {name: value for name, value in values.items() if name not in _OWN}
        source: Source = make("source", own, claims=(), **places_of(self.faults.label, self.entry))
        return source

    def read_into(self, made: _Made) -> bool:
        """Add the measurements of the rows; whether nothing was wrong."""
        earlier = self.values.get("revises")
        if earlier is not None and earlier not in made.before:
            return self._wrong("series-no-earlier", "revises", id=earlier)
        made.before[self.values["id"]] = () if earlier is None else (earlier, *made.before[earlier])
        path = safe_path(self.folder.data, self.values["original"]["file"])
        if path is None:
            return self._wrong("series-outside", "original.file", file=self.values["original"]["file"])
        label = self.folder.label(path)
        content = self.contents.get(path, b"")
        if not (self._is_whole(path, label, content) and self._is_mapped()):
            return False
        faults = self.files[label] = Faults(label)
        table = _parquet(content) if path.suffix == ".parquet" else self._csv(content, label)
        return table is not None and self._rows(table, self.files.get(label, faults), made)

    def _csv(self, content: bytes, label: str) -> _Table | None:
        text, faults = _decoded(content, self.values.get("encoding", "utf-8"), label)
        self.files[label] = faults
        return None if text is None else _csv(text, self.values.get("delimiter", ","), faults)

    def _is_whole(self, path: Path, label: str, content: bytes) -> bool:
        """Tell whether the file is there, and is the one that was taken in."""
        why = None if content else _cause(path)
        if why is not None:
            return self._wrong("series-unreadable", "original.file", file=label, cause=why)
        if len(content) > MOST_BYTES:
            return self._wrong("file-too-large", "original.file", most=MOST_BYTES)
        digest = hashlib.sha256(content).hexdigest()
        if digest != self.values["original"]["sha256"]:
            facts = {"file": label, "found": digest, "id": self.values["id"]}
            return self._wrong("series-changed", "original.sha256", **facts)
        return True

    def _is_mapped(self) -> bool:
        """Tell whether it is texts of each field, and once, where it comes from."""
        columns = self.values["columns"]
        wide = columns["period"].get("headings", False)
        bad = [
            name
            for name, given in columns.items()
            if sum(key in given for key in ("column", "constant")) + given.get("headings", False) != 1
            or (name != "period" and given.get("headings"))
        ]
        bad += ["value"] if wide == ("value" in columns) else []
        for name in bad:
            self._wrong("series-mapping", f"columns.{name}", field=name)
        return not bad

    def _wrong(self, code: str, field: str, /, **facts: object) -> bool:
        places = places_of(self.faults.label, self.entry)["places"]
        while places.get(field) is None:
            field = field.rpartition(".")[0]
        where = places[field]
        self.faults.add_at(code, where.line, where.column, **facts)
        return False

    def _rows(self, table: _Table, faults: Faults, made: _Made) -> bool:
        heading = [single_spaced(text) for text in table.heading]
        if not self._fits(heading, faults):
            return False
        exact = table.exact and "decimal" not in self.values
        marks = Notation(self.values.get("decimal"), self.values.get("thousands"), exact=exact)
        taking = _Taking(self.values, heading, marks, self.known, faults)
        before = len(faults.problems)
        if not (taking.wide or "value" in taking.columns):
            faults.add_at("series-not-period", 1, 0, text=", ".join(heading))
            return False
        for line, cells in table.rows:
            if len(made.rows) >= MOST_ROWS:
                faults.add_at("series-rows", line, 0, most=MOST_ROWS)
                break
            if len(cells) != len(heading):
                faults.add_at("series-ragged", line, 0, count=len(cells), columns=len(heading))
                continue
            taking.take(line, cells, made)
        return len(faults.problems) == before

    def _fits(self, heading: list[str], faults: Faults) -> bool:
        """Tell whether the headings are each another, and those that are named are among them."""
        twice = next((text for at, text in enumerate(heading) if text and text in heading[:at]), None)
        if twice is not None:
            faults.add_at("series-column-twice", 1, 0, heading=twice)
            return False
        looked_at = [("where", "where", given["column"]) for given in self.values.get("where", ())]
        looked_at += [
            (name, f"columns.{name}.column", given["column"])
            for name, given in self.values["columns"].items()
            if "column" in given
        ]
        for name, place, wanted in looked_at:
            if single_spaced(wanted) not in heading:
                facts = {"heading": wanted, "field": name, "known": ", ".join(heading)}
                return self._wrong("series-no-column", place, **facts)
        return True


_OWN = frozenset({"decimal", "thousands", "delimiter", "encoding", "columns", "where", "revises", "why"})


class _Taking:
    """Rows of one file becoming measurements."""

    def __init__(
        self, values: Values, heading: list[str], marks: Notation, known: Known, faults: Faults
    ) -> None:
        self.id, self.known, self.faults, self.marks = values["id"], known, faults, marks
        columns = values["columns"]
        self.columns = {
            name: _column(given, heading) for name, given in columns.items() if not given.get("headings")
        }
        self.wide: list[tuple[_Column, str]] = []
        if "period" not in self.columns:
            words = columns["period"].get("words", _NONE)
            worded = ((at, words.get(text, text)) for at, text in enumerate(heading))
            self.wide = [(_Column(at, "", _NONE), text) for at, text in worded if _is_period(text)]
        self.filters = [
            (heading.index(single_spaced(given["column"])), frozenset(map(single_spaced, given["one_of"])))
            for given in values.get("where", ())
        ]
        self.forms: dict[int | None, Any] = {}
        self.why = values.get("why")
        self.seen: dict[tuple[str, str], Measurement] = {}

    def take(self, line: int, cells: list[str], made: _Made) -> None:
        """Make the measurements of a row that the filters let through, or note why it gives none."""
        if not all(single_spaced(cells[at]) in wanted for at, wanted in self.filters):
            return
        try:
            texts = {name: column.text(cells) for name, column in self.columns.items()}
            for value, period in self.wide or [(self.columns["value"], texts.get("period", ""))]:
                text = value.text(cells)
                if text not in NO_VALUE:
                    self._put(self._measurement(texts, period, (text, value), line), value, made)
        except _Refused as refused:
            at = refused.column.at if refused.column is not None else None
            self.faults.add_at(refused.code, line, 0 if at is None else at + 1, **refused.facts)

    def _put(self, measurement: Measurement, value: _Column, made: _Made) -> None:
        """Add a measurement; a new edition revises what it says otherwise, and what it repeats adds nothing."""
        key = measurement.indicator, measurement.period.text
        earlier = made.current.get(key) or made.rows.get(measurement.id)
        again = self.seen.setdefault(key, measurement)
        is_edition = key in made.current and _source(made.current[key]) in made.before[self.id]
        if again is not measurement or (earlier is not None and not is_edition):
            first = again if again is not measurement else earlier
            assert first is not None
            facts = {"id": measurement.indicator, "period": measurement.period, "first": first.places[""]}
            raise _Refused("series-twice", value, **facts)
        if earlier is not None:
            if _figure(earlier) == _figure(measurement):
                return
            name = revision_id(earlier.id, made.rows)
            measurement = measurement._replace(id=name, revises=earlier.id, why=self.why)
        made.rows[measurement.id] = made.current[key] = measurement

    def _measurement(
        self, texts: dict[str, str], period: str, cell: tuple[str, _Column], line: int
    ) -> Measurement:
        indicator = self._indicator(texts)
        self._must_be_unit(texts, indicator)
        when = self._period(period)
        number = self._number(*cell)
        return Measurement(
            id=id_of(indicator.id, when.text),
            indicator=indicator.id,
            period=when,
            value=number,
            qualifier=word(self._word(texts, "qualifier", "exact"), QUALIFIERS),
            obs_status=word(self._word(texts, "obs_status", "final"), OBS_STATUSES),
            cited=Cited(source=self.id, line=line),
            published=self._day(texts),
            places=FormPlaces(self.faults.label, line, self._form(cell[1])),
        )

    def _indicator(self, texts: dict[str, str]) -> Indicator:
        name = self._needed(texts, "indicator")
        if "area" in texts:
            area = self._needed(texts, "area")
            member = self.known.members.get((name, area), name)
            indicator = self.known.indicators.get(member)
            if indicator is None or indicator.area != area:
                raise _Refused("series-no-area", self.columns["area"], id=name, area=area)
        else:
            indicator = self.known.indicators.get(name)
        if indicator is None:
            raise _Refused("series-no-indicator", self.columns["indicator"], id=name)
        return indicator

    def _must_be_unit(self, texts: dict[str, str], indicator: Indicator) -> None:
        text = texts.get("unit")
        if text is None:
            return
        if text not in {indicator.unit, "%" if indicator.unit == "percent" else indicator.unit}:
            facts = {"text": text, "unit": indicator.unit or "—", "id": indicator.id}
            raise _Refused("series-other-unit", self.columns["unit"], **facts)

    def _needed(self, texts: dict[str, str], name: str) -> str:
        text = texts[name]
        if not text:
            raise _Refused("series-empty", self.columns[name], field=name)
        return text

    def _period(self, text: str) -> Period:
        try:
            return parse_period(text)
        except ValueError:
            raise _Refused("series-not-period", self.columns.get("period"), text=text) from None

    def _number(self, text: str, column: _Column) -> Any:
        try:
            number = marked_number(text, self.marks, MOST_DIGITS)
        except TwoWays as two:
            raise _Refused("series-two-ways", column, text=text, one=two.one, other=two.other) from None
        if number is None:
            raise _Refused("series-not-number", column, text=text, mark=self.marks.decimal or ".")
        return number

    def _word(self, texts: dict[str, str], name: str, default: str) -> str:
        text = texts.get(name) or default
        if text not in _WORDS[name]:
            allowed = ", ".join(_WORDS[name])
            raise _Refused("series-not-word", self.columns[name], text=text, field=name, allowed=allowed)
        return text

    def _day(self, texts: dict[str, str]) -> Any:
        text = texts.get("published")
        if not text:
            return None
        try:
            return parse_day(text)
        except ValueError:
            column = self.columns["published"]
            facts = {"text": text, "field": "published", "allowed": "2026-06-30"}
            raise _Refused("series-not-word", column, **facts) from None

    def _form(self, value: _Column) -> Any:
        """Give where the fields of a row stand: one for all rows, and of a wide table one a column."""
        form = self.forms.get(value.at)
        if form is None:
            at = {name: column.at for name, column in self.columns.items()} | {"value": value.at}
            there = {name: number + 1 for name, number in at.items() if number is not None}
            names = ("", *there)
            form = self.forms[value.at] = (names, (0,) * len(names), (0, *there.values()))
        return form


def _source(row: Measurement) -> str | None:
    return row.cited.source if row.cited is not None else None


def _figure(row: Measurement) -> tuple[object, ...]:
    """Give what an office revises."""
    return row.value, row.qualifier, row.obs_status


def _column(given: Values, heading: list[str]) -> _Column:
    wanted = given.get("column")
    at = None if wanted is None else heading.index(single_spaced(wanted))
    words = {single_spaced(theirs): ours for theirs, ours in given.get("words", _NONE).items()}
    return _Column(at, given.get("constant", ""), words)


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def _decoded(content: bytes, encoding: str, label: str) -> tuple[str | None, Faults]:
    """Give the text of a file in its encoding; what an editor would not show is refused, as in every file."""
    from hntrack.text.foreign_tables import decoded, recognised  # noqa: PLC0415  (most files are UTF-8)

    try:
        return text_of(decoded(content, encoding).encode("utf-8", "surrogatepass"), label)
    except UnicodeDecodeError as wrong:
        faults = Faults(label)
        seems = recognised(content) or ", ".join(ENCODINGS)
        line, byte = content.count(b"\n", 0, wrong.start) + 1, f"0x{content[wrong.start]:02X}"
        faults.add_at("series-encoding", line, 0, byte=byte, expected=encoding, seems=seems)
        return None, faults


def _csv(text: str, delimiter: str, faults: Faults) -> _Table | None:
    """Open CSV, strict about quotes; blank lines are none."""
    rows = _parsed(text, delimiter, faults)
    first = next(rows, None)
    if first is None:
        if not faults.problems:
            faults.add_at("series-no-heading", 1, 0)
        return None
    return _Table(first[1], rows)


def _parsed(text: str, delimiter: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    limit = csv.field_size_limit(LONGEST_SCALAR)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                faults.add_at("series-quote", line, 0, cause=fault)
                return
            if any(cells):
                yield line, cells
    finally:
        csv.field_size_limit(limit)


def _parquet(content: bytes) -> _Table:
    """Open Parquet: row 1 is the first one."""
    heading, rows = rows_of(content, MOST_ROWS)
    return _Table(heading, enumerate(rows, start=1), exact=True)


def _must_have_room(connection: Any, path: str, most: int) -> None:
    """Refuse what is packed into few bytes and unpacks to more than a catalog's files may have.

    Raises:
        InputError: So it is.
    """
    sizes = connection.execute(
        "SELECT sum(1 + length(COALESCE(CAST(COLUMNS(*) AS VARCHAR), ''))) "
        "FROM (SELECT * FROM read_parquet(?) LIMIT ?)",
        [path, most + 1],
    ).fetchone()
    if sum(size or 0 for size in sizes) > _MOST_UNPACKED:
        raise _too_large()


def _too_large() -> InputError:
    return InputError(
        _("What it holds is larger than {most} bytes.", most=_MOST_UNPACKED),
        _("Keep the rows and columns that the catalog needs; 'hntrack bulk' judges tables of any size."),
    )


def rows_of(content: bytes, most: int) -> tuple[list[str], list[list[str]]]:
    """Give the heading and the rows of Parquet, at most one more than are allowed; nothing is an empty text.

    Raises:
        MissingExtraError: DuckDB is not installed.
        InputError: It is no Parquet.
    """
    try:
        import duckdb  # noqa: PLC0415  (an extra)
    except ImportError as missing:
        raise MissingExtraError("bulk", _("A series in Parquet")) from missing
    with TemporaryDirectory(prefix="hntrack-series-") as folder:
        path = Path(folder) / "rows.parquet"
        path.write_bytes(content)
        connection = duckdb.connect()
        try:
            connection.execute(
                "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false"
            )
            connection.execute("SET memory_limit = '300MB'; SET threads = 1")
            table = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(path)])
            heading = [column[0] for column in table.description or ()]
            _must_have_room(connection, str(path), most)
            texts = "COALESCE(CAST(COLUMNS(*) AS VARCHAR), '')"
            rows = connection.execute(f"SELECT {texts} FROM read_parquet(?) LIMIT ?", [str(path), most + 1])  # noqa: S608  (no text of others)
            return heading, [list(row) for row in rows.fetchall()]
        except duckdb.OutOfMemoryException as error:
            raise _too_large() from error
        except duckdb.Error as error:
            first = str(error).strip().splitlines()[0][:300]
            raise InputError(_("DuckDB cannot read this: {first}", first=first)) from error
        finally:
            connection.close()


def _cause(path: Path) -> Message | None:
    """Say why a file that has no bytes could not be read; ``None`` where it is just empty."""
    try:
        if not path.is_file():
            os.stat(path)  # noqa: PTH116  (raises where it is not there)
            return _("it is no regular file")
        path.open("rb").close()
    except OSError as refused:
        return cause(refused)
    return None
