"""The methods that judged: how the verdicts of the site came about."""

from __future__ import annotations

from typing import Any

from hntrack.report.methods import methods_used
from hntrack.report.standpoint import Standpoint
from hntrack.text.messages import _n


def methods(site: Standpoint, lang: str) -> list[dict[str, Any]]:
    """Give each method that judged any target, the most used first."""
    return [
        {
            "id": method.id,
            "version": method.version,
            "title": method.title.within(lang),
            "source": method.source,
            "formula": method.formula,
            "traps": method.traps.within(lang),
            "used": _n("Used here for {count} target", "Used here for {count} targets", number).within(lang),
        }
        for method, number in methods_used(verdict.method for _, verdict in site.judged)
    ]
