"""The methods that judged: how the verdicts of the site came about."""

from __future__ import annotations

from typing import Any

from hntrack.render.site.words import say
from hntrack.report.methods import methods_used
from hntrack.report.standpoint import Standpoint


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
            "used": say("used_for", lang, n=number),
        }
        for method, number in methods_used(verdict.method for _, verdict in site.judged)
    ]
