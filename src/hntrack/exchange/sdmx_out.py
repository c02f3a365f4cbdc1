"""The current measurements as SDMX-CSV 2.0.

The structure is ``HNTRACK:MEASUREMENTS(1.0)``: dimensions INDICATOR, REF_AREA, TIME_PERIOD, measure OBS_VALUE.  Codes
of OBS_STATUS are those of SDMX's CL_OBS_STATUS; UNIT_MULT is the power of ten.  Stages and texts are no numbers and
stay out.  See https://github.com/sdmx-twg/sdmx-csv.
"""

from __future__ import annotations

from types import MappingProxyType

from hntrack.exchange.content import Exported
from hntrack.exchange.csv_out import rows_csv
from hntrack.exchange.exports import Files
from hntrack.exchange.losses import without_numbers
from hntrack.exchange.periods import sdmx_period
from hntrack.model.codes import SCALES
from hntrack.text.messages import Message

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
STATUS = MappingProxyType({"final": "A", "provisional": "P", "estimated": "E", "break": "B", "forecast": "F"})


def export(made: Exported, table: str) -> Files:
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


def losses(made: Exported) -> tuple[Message, ...]:
    """Say what the message does not hold."""
    return without_numbers(made)
