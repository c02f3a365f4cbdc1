"""What is published from data that contradicts itself says so: the one place that decides it."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.classes import replace
from hntrack.errors import DataError, Problem
from hntrack.model.catalog import Catalog
from hntrack.text.messages import Message, _, _n
from hntrack.text.wording import LANGUAGES, Wording


def publishable(catalog: Catalog, *, strict: bool = False) -> tuple[Catalog, tuple[Problem, ...]]:
    """Look for figures that contradict their words, their arithmetic or each other, before anything is published.

    Args:
        catalog: The whole catalog.
        strict: Refuse it then.

    Returns:
        The catalog, its title marked where something was found, so that every document that names it says so; and
        what was found.

    Raises:
        DataError: Something was found, and ``strict``.
    """
    if catalog.known_sound:
        return catalog, ()
    from hntrack.checks.quick import contradictions  # noqa: PLC0415  (only what publishes pays for it)

    found = contradictions(catalog)
    if not found:
        return catalog, ()
    if strict:
        raise DataError(found)
    mark = caveat(found)
    titles = {
        lang: f"⚠ {mark.within(lang)} — {catalog.title.within(lang)}"
        for lang in (*LANGUAGES, *catalog.title.texts)
    }
    return replace(catalog, title=Wording.of(titles)), found


def caveat(found: Sequence[Problem]) -> Message:
    """Say in a few words that the data has problems, for the head of a document."""
    return _n(
        "the data has {count} problem not yet mended",
        "the data has {count} problems not yet mended",
        len(found),
    )


def warning(found: Sequence[Problem]) -> Message:
    """Say what was found first, where, and what to do, for stderr and the foot of a table."""
    more = len(found) - 1
    return _(
        "The data has problems, and what is shown may be wrong: {where}: {message}{more} "
        "'hntrack check' lists them all; --strict refuses.",
        where=found[0].where,
        message=found[0].message,
        more=_(" and {more} more", more=more) if more else "",
    )
