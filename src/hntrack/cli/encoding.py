"""How text leaves the program; imports nothing."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def take_any_text(stream: "Any") -> None:
    """Make a stream take any text: UTF-8 into a pipe, replacement characters on a lesser terminal."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")
