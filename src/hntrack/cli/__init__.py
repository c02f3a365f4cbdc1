"""Floor 6: the command line.  Each command in one file; streams, exit codes and today's date are known here only."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def take_any_text(stream: "Any") -> None:
    """Make a stream take any text: UTF-8 into a pipe, replacement characters on a lesser terminal.

    It stands here because it may import nothing: an answer that is given again needs nothing else of this room.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")
