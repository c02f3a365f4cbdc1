"""The error for a name that does not exist, with the nearest that do."""

from __future__ import annotations

from collections.abc import Iterable

from hntrack.errors import UsageError
from hntrack.text.fold import fold
from hntrack.text.messages import _

_FEW = 12
_LONGEST = 100


def unknown(name: str, names: Iterable[str], listing: str = "hntrack targets") -> UsageError:
    """Make the error; a few names are all listed, of many the nearest, or else the command that lists them."""
    from difflib import get_close_matches  # noqa: PLC0415  (only a slip of the pen pays for it)

    names = tuple(names)
    inside = [one for one in names if fold(name) and fold(name) in one]
    near = list(dict.fromkeys([*get_close_matches(name, names, n=3, cutoff=0.5), *inside]))[:4]
    if near:
        listed = ", ".join(near)
        hint = _("The nearest: {listed}.", listed=listed)
    elif not names:
        hint = _("The catalog holds none of its kind yet.")
    elif len(names) <= _FEW:
        listed = ", ".join(names)
        hint = _("There are: {listed}.", listed=listed)
    else:
        hint = _("'{listing}' lists the ids.", listing=listing)
    said = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    return UsageError(_("There is no '{said}'.", said=said), hint)
