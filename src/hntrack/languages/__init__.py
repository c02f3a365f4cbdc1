"""The word lists of each language, as tables that a linguist edits; a language is a folder of them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def load_table(name: str, lang: str = "") -> dict[str, Any]:
    """Read a table.

    Args:
        name: Of the file, without its ending.
        lang: ``vi`` or ``en``; ``""`` for a table that all languages share.

    Returns:
        The table as TOML gives it; the same object at each call, so leave it as it is.
    """
    with (_HERE / lang / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
