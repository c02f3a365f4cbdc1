"""Patterns that are compiled when they are first used: who reads no sentence does not pay for its grammar."""

from __future__ import annotations

from hntrack.classes import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import re


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give what behaves as the compiled pattern does, and is compiled by its first use."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """A pattern with whatever was used of it: the second use costs what one of the pattern itself does."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        import re  # noqa: PLC0415  (as the pattern, when it is first used)

        used = getattr(re.compile(self.pattern, self._flags), name)
        self.__dict__[name] = used
        return used
