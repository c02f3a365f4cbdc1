"""One example call of every command, so that what must hold of all of them is tested on all of them."""

from __future__ import annotations

from types import MappingProxyType

from support.cli import AS_OF, ROOT

ARTICLE = ROOT / "docs" / "examples" / "sample-city-2026.txt"
"""A fictional article, the one that docs/curating.md goes through."""

EXAMPLES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "progress": ("progress", "--as-of", AS_OF),
        "targets": ("targets", "--as-of", AS_OF, "--year", "2030"),
        "indicators": ("indicators", "--as-of", AS_OF),
        "measurements": ("measurements", "--as-of", AS_OF),
        "show": ("show", "innovating-firms", "--as-of", AS_OF),
        "diff": ("diff", "2030", "2045", "--as-of", AS_OF),
        "chart": ("chart", "innovating-firms", "--as-of", AS_OF),
        "log": ("log", "--as-of", AS_OF),
        "history": ("history", "innovating-firms", "--as-of", AS_OF),
        "search": ("search", "doanh nghiep", "--as-of", AS_OF),
        "extract": ("extract", str(ARTICLE), "--as-of", AS_OF),
        "sources": ("sources", "--as-of", AS_OF),
        "methods": ("methods", "--as-of", AS_OF),
        "check": ("check", "--as-of", AS_OF),
        "schema": ("schema",),
        "help": ("help",),
    }
)
"""Command → a call of it that succeeds on the catalog that we ship and writes to stdout only."""

ELSEWHERE = (
    "init",
    "add",
    "record",
    "revise",
    "withdraw",
    "import",
    "export",
    "site",
    "serve",
    "mcp",
    "bulk",
    "workbook",
    "extract",
    "curate",
    "report",
)
"""Commands that write files or have formats of their own; they are tested where these are made."""

DRAWN = ("progress", "targets", "indicators", "measurements", "show", "diff", "history", "log", "methods")
"""Commands that draw a view in every format of ``--format``."""
