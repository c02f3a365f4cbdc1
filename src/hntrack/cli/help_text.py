"""Help in the language of the run: Typer's own few words in it are English only."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable

from hntrack.cli.language import spoken
from hntrack.text.messages import _

_TYPERS = (
    (r"^Usage: ", _("Usage: ")),
    (r"^Arguments:$", _("Arguments:")),
    (r"^Options:$", _("Options:")),
    (r"^Commands:$", _("Commands:")),
    (r"\[OPTIONS\]", _("[OPTIONS]")),
    (r"COMMAND \[ARGS\]\.\.\.", _("COMMAND [ARGS]...")),
    (r"\[default: ", _("[default: ")),
    (r"\[default:$", _("[default:")),
    (r"\[required\]", _("[required]")),
    (r"Show this message and exit\.$", _("Show this message and exit.")),
)


def help_of(call: Callable[[], int]) -> str:
    """Give what a call with ``--help`` prints, in the language of the run.

    It is caught instead of printed, so that the one way out (``streams.write_out``) meets the full disk and the
    closed pipe.
    """
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        call()
    text = out.getvalue()
    for pattern, words in _TYPERS:
        said = spoken(words)
        if said != words.english:
            text = re.sub(pattern, said.replace("\\", r"\\"), text, flags=re.MULTILINE)
    return text if text.endswith("\n") else f"{text}\n"
