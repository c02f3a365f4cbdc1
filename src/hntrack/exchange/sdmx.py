"""SDMX: data messages in XML, read as tables, and SDMX-CSV 2.0, written.

Read are SDMX-ML 2.0, 2.1 and 3.0, generic and structure-specific, streamed: a row an observation.  pysdmx reads them
as well, but into pandas frames: 0.3 s of start-up, and the message as a tree in memory.

Written are the current measurements.  The structure is ``HNTRACK:MEASUREMENTS(1.0)``: dimensions INDICATOR, REF_AREA,
TIME_PERIOD, measure OBS_VALUE.  Codes of OBS_STATUS are those of SDMX's CL_OBS_STATUS; UNIT_MULT is the power of ten.
Stages and texts are no numbers and stay out.  See https://github.com/sdmx-twg/sdmx-csv.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import (
    ParseError,
    XMLPullParser,
)  # what entities could do is refused before it is fed

from hntrack.errors import Problem, Where
from hntrack.exchange.content import STATUS, Exported, without_numbers
from hntrack.exchange.csv_tables import rows_csv
from hntrack.exchange.files import open_regular
from hntrack.exchange.formats import Files
from hntrack.exchange.labels import sdmx_period
from hntrack.exchange.mapping import Map
from hntrack.exchange.table import Row, Table, broken, refusal
from hntrack.exchange.tabled import sdmx
from hntrack.model.codes import SCALES
from hntrack.text.characters import nfc
from hntrack.text.messages import Message

MOST_BYTES = 200_000_000
_CHUNK = 1 << 16
_LOOKED_AT = 200
_VALUED = {"ObsDimension": "TIME_PERIOD", "ObsValue": "OBS_VALUE", "Time": "TIME_PERIOD"}
_ENDS = ("TIME_PERIOD", "OBS_VALUE")


def open_sdmx_ml(path: Path, label: str, mapping: Map, form: str = "sdmx-ml") -> Table:
    """Open an SDMX-ML data message.

    The columns are the dimensions and attributes of the first two hundred observations; one that turns up later is
    refused with its place.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no such message.
    """
    del mapping
    file = open_regular(path, label)
    observations = _observations(file, label)
    first = [one for one, _ in zip(observations, range(_LOOKED_AT), strict=False)]
    names = dict.fromkeys(name for one in first for name in one)
    if not all(name in names for name in _ENDS):
        raise _wrong(label, "no observations with TIME_PERIOD and OBS_VALUE")
    columns = (*(one for one in names if one not in _ENDS), *_ENDS)
    rows = _rows(first, observations, columns, label)
    return sdmx(Table(form, label, columns, rows, lined=False))


def _rows(
    first: list[dict[str, str]], rest: Iterator[dict[str, str]], columns: tuple[str, ...], label: str
) -> Iterator[Row | Problem]:
    def chained() -> Iterator[dict[str, str]]:
        yield from first
        yield from rest

    known = set(columns)
    for number, one in enumerate(chained(), start=1):
        where = Where(f"{label}#Obs[{number}]")
        if not known.issuperset(one):
            further = ", ".join(sorted(set(one) - known))
            yield refusal("import-not-this-format", where, form="SDMX-ML", cause=further)
        else:
            yield Row(where, tuple(one.get(name, "") for name in columns))


def _observations(file: BinaryIO, label: str) -> Iterator[dict[str, str]]:
    """Give each observation with the keys and attributes of its series, dataset and itself."""
    dataset: dict[str, str] = {}
    series: dict[str, str] = {}
    inside = False
    for event, element in _events(file, label):
        match event, _bare(element.tag):
            case "start", "DataSet":
                dataset = {name: value for name, value in _plain(element).items() if name.isupper()}
            case "start", "Series":
                series = _plain(element)
            case "start", "Obs":
                inside = True
            case "end", "SeriesKey" | "Attributes" if not inside:
                series.update(_values(element))
            case "end", "Obs":
                yield {**dataset, **series, **_observation(element)}
                inside = False
                element.clear()
            case "end", "Series":
                series = {}
                element.clear()
            case "end", "Group" | "Structure" | "Header":
                element.clear()


def _observation(element: Any) -> dict[str, str]:
    observation = _plain(element)
    for child in element:
        tag = _bare(child.tag)
        if tag in _VALUED:
            observation[_VALUED[tag]] = nfc(child.get("value", child.text or ""))
        elif tag in ("ObsKey", "Attributes"):
            observation.update(_values(child))
    return observation


def _values(element: Any) -> dict[str, str]:
    return {nfc(one.get("id", one.get("concept", ""))): nfc(one.get("value", "")) for one in element}


def _plain(element: Any) -> dict[str, str]:
    """Give the attributes that have no namespace: the concepts of a structure-specific message."""
    return {nfc(k): nfc(v) for k, v in element.attrib.items() if not k.startswith("{")}


def _events(file: BinaryIO, label: str) -> Iterator[tuple[str, Any]]:
    parser: Any = XMLPullParser(events=("start", "end"))
    read, tail = 0, b""
    with file:
        try:
            while chunk := file.read(_CHUNK):
                tail = (tail[-20:] + chunk).replace(b"\0", b"")
                if b"<!DOCTYPE" in tail or b"<!ENTITY" in tail:
                    raise _wrong(label, "<!DOCTYPE>")
                read += len(chunk)
                if read > MOST_BYTES:
                    raise broken(
                        refusal("import-too-large", Where(label), what="XML", most=f"{MOST_BYTES:,} B")
                    )
                parser.feed(chunk)
                yield from parser.read_events()
            parser.close()
            yield from parser.read_events()
        except (ParseError, LookupError, ValueError) as error:  # no encoding, or none of one byte
            raise _wrong(label, str(error)) from error


def _wrong(label: str, cause: str) -> Exception:
    return broken(refusal("import-not-this-format", Where(label), form="SDMX-ML", cause=cause))


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


HEADING = (
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "INDICATOR",
    "REF_AREA",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "UNIT_MEASURE",
    "UNIT_MULT",
    "QUALIFIER",
)
STRUCTURE = ("dataflow", "HNTRACK:MEASUREMENTS(1.0)", "I")


def export_sdmx_csv(made: Exported, table: str) -> Files:
    """Write the measurements that hold on the day."""
    del table
    rows = []
    for measurement in made.current.measurements:
        indicator = made.current.indicator[measurement.indicator]
        if measurement.value is not None:
            what = (
                measurement.indicator,
                indicator.area,
                sdmx_period(measurement.period),
                format(measurement.value, "f"),
            )
            how = (
                STATUS[measurement.obs_status],
                indicator.unit,
                SCALES[indicator.scale],
                measurement.qualifier,
            )
            rows.append((*STRUCTURE, *what, *how))
    return {"": rows_csv(HEADING, rows)}


def sdmx_losses(made: Exported) -> tuple[Message, ...]:
    """Say what the message does not hold."""
    return without_numbers(made)
