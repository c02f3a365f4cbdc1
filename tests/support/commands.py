"""One example call of every command, so that what must hold of all of them is tested on all of them."""

from __future__ import annotations

import shlex
from types import MappingProxyType

from hntrack.cli.commands import COMMANDS, examples
from support.cli import AS_OF, ROOT

ARTICLE = ROOT / "docs" / "examples" / "sample-city-2026.txt"
"""A fictional article, the one that docs/curating.md goes through."""

EXAMPLES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        name: (*shlex.split(examples(name)[0])[1:], "--as-of", AS_OF)
        for name, listed in COMMANDS.items()
        if not listed.function().own_output
    }
    | {
        "progress": ("progress", "--as-of", AS_OF),
        "measurements": ("measurements", "--as-of", AS_OF),
        "extract": ("extract", str(ARTICLE), "--as-of", AS_OF),
        "schema": ("schema",),
        "help": ("help",),
    }
)
"""Command → a call of it that succeeds on the catalog that we ship and writes to stdout only: its first example."""

DRAWN = ("progress", "targets", "indicators", "measurements", "show", "diff", "history", "log", "methods")
"""Commands that draw a view in every format of ``--format``."""
