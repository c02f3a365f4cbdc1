"""How much of the tests runs: what a person waits for, or all of it (``pytest --whole``)."""

from __future__ import annotations

import os

WHOLE = "HNTRACK_TESTS_WHOLE"
"""Set by tests/conftest.py, before any test is read."""

SLOW_FOLDERS = ("automation", "browser", "faults", "house", "injection", "mail", "packaging", "properties")
"""Tests there start many processes, build and install, or try many examples; they are marked ``slow`` all together."""

SLOW_FILES = (
    "cli/test_another_language.py",
    "cli/test_chart_command.py",
    "cli/test_documents.py",
    "cli/test_every_option_and_value.py",
    "cli/test_hostile_words.py",
    "cli/test_plain_calls.py",
    "cli/test_streams.py",
    "cli/test_workbook.py",
    "data/test_every_digit_counts.py",
    "data/test_planted_untruths.py",
    "site/test_site_pages.py",
    "unit/bulk/test_bulk.py",
    "unit/documents/test_anchors.py",
    "unit/documents/test_reading.py",
    "unit/exchange/test_exports_read_back.py",
    "unit/extract/test_indicator_tables.py",
    "unit/render/test_report_documents.py",
    "unit/render/test_report_formats.py",
    "unit/test_messages.py",
)
"""Half of the time of all other tests, for libraries of formats and whole documents: marked ``slow``, too."""


def examples(number: int) -> int:
    """Give how often a costly property is tried: this often in a whole run, a fifth of it otherwise."""
    return number if os.environ.get(WHOLE) else max(5, number // 5)
