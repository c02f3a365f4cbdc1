"""What is published from data that contradicts itself says so: the one place that decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hntrack.errors import DataError, Problem
from hntrack.model.catalog import Catalog
from hntrack.text.wording import Wording


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
    from hntrack.checks.quick import contradictions  # noqa: PLC0415  (only what publishes pays for it)

    found = contradictions(catalog)
    if not found:
        return catalog, ()
    if strict:
        raise DataError(found)
    mark = caveat(found)
    title = Wording(
        f"⚠ {mark.vi} — {catalog.title.vi}", f"⚠ {mark.en} — {catalog.title.en or catalog.title.vi}"
    )
    return replace(catalog, title=title), found


def caveat(found: Sequence[Problem]) -> Wording:
    """Say in a few words that the data has problems, for the head of a document."""
    count = len(found)
    return Wording(
        f"số liệu có {count} lỗi chưa sửa",
        f"the data has {count} problem{'s' if count != 1 else ''} not yet mended",
    )


def warning(found: Sequence[Problem]) -> Wording:
    """Say what was found first, where, and what to do, for stderr and the foot of a table."""
    first = found[0]
    more = len(found) - 1
    and_more = (f" và {more} lỗi nữa", f" and {more} more") if more else ("", "")
    return Wording(
        f"Số liệu có lỗi, kết quả dưới đây có thể sai: {first.where}: {first.message.vi}{and_more[0]}. "
        "“hntrack check” kể hết; --strict từ chối.",
        f"The data has problems, and what is shown may be wrong: {first.where}: {first.message.en}{and_more[1]} "
        "'hntrack check' lists them all; --strict refuses.",
    )
