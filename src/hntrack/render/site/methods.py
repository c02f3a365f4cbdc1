"""The methods that judged: how the verdicts of the site came about."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hntrack.assess import METHODS
from hntrack.render.site.words import say
from hntrack.report.standpoint import Standpoint


def methods(site: Standpoint, lang: str) -> list[dict[str, Any]]:
    """Give each method that judged any target, the most used first."""
    counted = Counter(verdict.method for _, verdict in site.judged)
    return [
        {
            "id": name,
            "version": METHODS[name].version,
            "title": METHODS[name].title.within(lang),
            "source": METHODS[name].source,
            "formula": METHODS[name].formula,
            "traps": METHODS[name].traps.within(lang),
            "used": say("used_for", lang, n=number),
        }
        for name, number in counted.most_common()
    ]
