"""What an install leaves out is named together with the line that adds it."""

from __future__ import annotations

import re
import sys

from hntrack.errors import UsageError
from hntrack.text.messages import Message, _

_OF_AN_EXTRA = re.compile(r"""([^;]++);.*\bextra\s*+==\s*+['"]([^'"]++)['"]""")


class MissingExtraError(UsageError):
    """What was asked for needs packages that come with an extra, and they are not installed.

    The hint names the packages themselves: the name ``hntrack`` on a package registry need not be this program.
    """

    def __init__(self, extra: str, what: Message) -> None:
        """Say what is missing.

        Args:
            extra: The extra's name in pyproject.toml.
            what: What was asked for, as the subject of a sentence.
        """
        self.extra = extra
        command = install_command(extra)
        super().__init__(
            _("{what} needs the extra '{extra}', which is not installed.", what=what, extra=extra),
            _("Install it: {command}", command=command),
        )


def install_command(extra: str) -> str:
    """Give the command that adds an extra's packages to the environment that runs this program."""
    import shlex  # noqa: PLC0415  (only where an extra is missing)
    from importlib.util import find_spec  # noqa: PLC0415  (as above)

    packages = " ".join(shlex.quote(requirement) for requirement in requirements_of(extra)) or f"'.[{extra}]'"
    python = shlex.quote(sys.executable or "python3")
    if find_spec("pip") is None:
        return f"uv pip install --python {python} {packages}"
    return f"{python} -m pip install {packages}"


def requirements_of(extra: str) -> tuple[str, ...]:
    """Give an extra's requirements as pyproject.toml has them; none where hntrack itself is not installed."""
    from importlib.metadata import PackageNotFoundError, requires  # noqa: PLC0415  (costs more than all of this)

    try:
        lines = requires("hntrack") or ()
    except PackageNotFoundError:
        return ()
    matches = (_OF_AN_EXTRA.fullmatch(line) for line in lines)
    return tuple("".join(match[1].split()) for match in matches if match and match[2] == extra)
