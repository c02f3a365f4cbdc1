"""What the formats of pipelines share: the findings that a view carries."""

from __future__ import annotations

from posixpath import normpath

from hntrack.report.findings import ERROR, Checked, Finding
from hntrack.report.view import Sheet, View
from hntrack.text.messages import _

REST = _("and {count} more (errors: {errors}, warnings: {warnings}).")


def checked(view: View | Sheet, base: str = "") -> Checked:
    """Give what a view found, with its paths as they are from the top of the repository.

    Raises:
        TypeError: It is a view that looks for nothing; the command line does not offer it these formats.
    """
    if isinstance(view, View) and view.checked is not None:
        found = view.checked
        return (
            found._replace(findings=tuple(_from_top(finding, base) for finding in found.findings))
            if base
            else found
        )
    raise TypeError(f"{view.name} has no findings")


def _from_top(finding: Finding, base: str) -> Finding:
    where = finding.where
    if not where.file or where.file.startswith(("/", "git:")) or ":" in where.file[:3]:
        return finding
    return finding._replace(where=where._replace(file=normpath(f"{base}{where.file}")))


def counts(found: Checked) -> tuple[int, int]:
    """Give the number of errors and of warnings."""
    errors = sum(finding.level == ERROR for finding in found.findings)
    return errors, len(found.findings) - errors
