"""Help in the language of the run: Typer's own few words in it are English only."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable

from hntrack.cli.language import current

_VIETNAMESE = (
    (r"^Usage: ", "Cách dùng: "),
    (r"^Arguments:$", "Tham số:"),
    (r"^Options:$", "Tuỳ chọn:"),
    (r"^Commands:$", "Lệnh:"),
    (r"\[OPTIONS\]", "[TUỲ CHỌN]"),
    (r"COMMAND \[ARGS\]\.\.\.", "LỆNH [THAM SỐ]..."),
    (r"\[default: ", "[mặc định: "),
    (r"\[default:$", "[mặc định:"),
    (r"\[required\]", "[bắt buộc]"),
    (r"Show this message and exit\.$", "In hướng dẫn này."),
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
    if current() == "vi":
        for pattern, words in _VIETNAMESE:
            text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text if text.endswith("\n") else f"{text}\n"
