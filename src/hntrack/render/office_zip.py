"""Office files are archives that hold the time of their making; equal reports shall be equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime


def steady(data: bytes, day: date) -> bytes:
    """Give the same file with the day of the report for every time it holds, so that equal reports are equal."""
    moment = datetime(max(day.year, 1980), day.month, day.day, tzinfo=UTC)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (moment.year, moment.month, moment.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _dated(content, moment)
            new.writestr(entry, content)
    return out.getvalue()


def _dated(core: bytes, moment: datetime) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), core)
