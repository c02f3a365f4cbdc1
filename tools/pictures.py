"""Draw the pictures of the README from real output: a terminal, a mail, and a chart of the website.

Usage: ``python tools/pictures.py [--check]``

They are SVG made of text: small, sharp on any screen, and a change of the program shows in their diff.
"""

from __future__ import annotations

import email
import email.policy
import os
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from blocks import ROOT, settle
from sessions import on_terminal

PICTURES = ROOT / "docs" / "pictures"
LINE, LETTER, MARGIN = 17, 7.83, 16
AS_OF = ("--as-of", "2026-01-01")


def main() -> int:
    """Write or check the pictures."""
    return settle(
        [
            (PICTURES / "terminal.svg", drawn(terminal(), "$ hntrack progress --year 2030")),
            (PICTURES / "mail.svg", drawn(mail(), "hntrack report -f eml")),
            (PICTURES / "chart.svg", told("chart", "innovating-firms", "--as", "svg", *AS_OF)),
        ],
        __doc__,
    )


def terminal() -> list[str]:
    """Give the first lines of a report on a terminal."""
    with tempfile.TemporaryDirectory() as folder:
        _, text = on_terminal(f"hntrack progress --year 2030 {' '.join(AS_OF)}", Path(folder))
    return text.splitlines()[:22]


def mail() -> list[str]:
    """Give the head of a mail, and the first lines of its text."""
    addresses = ("--from", "tracker@example.org", "--to", "office@example.org")
    source = told("report", "--year", "2030", "-f", "eml", *addresses, *AS_OF)
    message = email.message_from_string(source, policy=email.policy.default)
    body = message.get_body(("plain",))
    if body is None:
        raise SystemExit("the mail has no text")
    head = [f"{name}: {message[name]}" for name in ("From", "To", "Subject")]
    return [*head, "", *(line[:100] for line in body.get_content().splitlines()[:22])]


def told(*argv: str) -> str:
    """Give what a command prints."""
    done = subprocess.run(
        (sys.executable, "-m", "hntrack", *argv, "--data", str(ROOT / "data")),
        stdout=subprocess.PIPE,
        check=True,
        env={"PATH": os.environ["PATH"], "HNTRACK_LANG": "en"},
    )
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def drawn(lines: list[str], title: str) -> str:
    """Draw lines of text in a window."""
    width = round(max(map(len, (*lines, title))) * LETTER) + 2 * MARGIN
    height = (len(lines) + 2) * LINE + MARGIN
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'font-family="ui-monospace,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="13">'
        ),
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="#fbfbf8" stroke="#8a8a84"/>',
        f'<text x="{MARGIN}" y="{LINE + 3}" fill="#6b6b66">{escape(title)}</text>',
    ]
    for number, line in enumerate(lines):
        if line.strip():
            y = (number + 2) * LINE + MARGIN // 2
            parts.append(
                f'<text x="{MARGIN}" y="{y}" fill="#1d1d1b" xml:space="preserve">{escape(line)}</text>'
            )
    return "\n".join([*parts, "</svg>\n"])


if __name__ == "__main__":
    sys.exit(main())
