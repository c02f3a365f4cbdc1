"""``hntrack mcp``: the catalog for assistants, which cite it instead of guessing."""

from __future__ import annotations

from hntrack.cli.options import Plain
from hntrack.cli.session import open_session
from hntrack.errors.extras import MissingExtraError
from hntrack.text.messages import _


def mcp(options: Plain) -> int:
    """Answer until stdin ends."""
    try:
        from hntrack.cli.assistant import answer  # noqa: PLC0415  (an extra)
    except ImportError as missing:
        raise MissingExtraError("mcp", _("The server for assistants")) from missing
    open_session(options.common()).everything()  # what cannot be read is said now, on stderr
    answer(options.common())
    return 0
