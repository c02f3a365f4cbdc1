"""All checks: what the modules named here declare with :func:`hntrack.checks.shared.check`."""

from __future__ import annotations

from hntrack.checks import (
    claims,
    derived,
    each_record,
    named_years,
    plausible,
    printed,
    quotes,
    references,
    texts,
    unsaid,
    values,
)
from hntrack.checks.shared import Check

_MODULES = (
    each_record,
    references,
    claims,
    printed,
    texts,
    derived,
    values,
    quotes,
    named_years,
    unsaid,
    plausible,
)
CHECKS = tuple(
    declared
    for module in _MODULES
    for declared in vars(module).values()
    if isinstance(declared, Check) and declared.function.__module__ == module.__name__
)
