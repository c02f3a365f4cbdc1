"""Messages of the store: what can be wrong with a file before its content is looked at."""

from __future__ import annotations

from hntrack.errors.entry import Entry, error

READING: dict[str, Entry] = {
    "yaml-syntax": error(
        "Không đọc được YAML: {cause}.",
        "This is not readable YAML: {cause}.",
        "Xem lại dòng này và dòng ngay trên: thụt lề, dấu hai chấm, dấu nháy.",
        "Look at this line and the one above: indentation, colons, quotes.",
    ),
}
