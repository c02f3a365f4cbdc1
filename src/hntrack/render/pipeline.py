"""What the formats of pipelines share: the findings that a view carries."""

from __future__ import annotations

from hntrack.report.findings import ERROR, Checked
from hntrack.report.view import Sheet, View
from hntrack.text.messages import _

REST = _("and {count} more (errors: {errors}, warnings: {warnings}).")


def checked(view: View | Sheet) -> Checked:
    """Give what a view found.

    Raises:
        TypeError: It is a view that looks for nothing; the command line does not offer it these formats.
    """
    if isinstance(view, View) and view.checked is not None:
        return view.checked
    raise TypeError(f"{view.name} has no findings")


def counts(found: Checked) -> tuple[int, int]:
    """Give the number of errors and of warnings."""
    errors = sum(one.level == ERROR for one in found.findings)
    return errors, len(found.findings) - errors
