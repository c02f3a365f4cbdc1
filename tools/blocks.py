"""Parts of our documents that are generated: found between two comments, written anew, or only compared."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def filled(text: str, name: str, make: Callable[[str], str]) -> str:
    """Write the blocks ``<!-- name: ARGUMENT -->`` … ``<!-- /name -->`` of a Markdown text anew.

    Args:
        text: The document.
        name: Which blocks.
        make: From the argument to the block's text, without line ends around it.
    """
    block = re.compile(rf"(<!-- {name}: (.*?) -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return block.sub(lambda m: f"{m[1]}{make(m[2])}\n{m[3]}", text)


def settle(wanted: Iterable[tuple[Path, str]], description: str | None) -> int:
    """Write each text to its file, or with ``--check`` say which files differ from it.

    Returns:
        The exit code: 1 where a checked file is stale.
    """
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is stale")
    check = parser.parse_args().check
    stale = [(path, text) for path, text in wanted if not path.is_file() or path.read_text("utf-8") != text]
    for path, text in stale:
        if not check:
            path.write_text(text, "utf-8")
        remedy = f"; written by: python {'/'.join(Path(sys.argv[0]).resolve().parts[-2:])}" if check else ""
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}{remedy}", file=sys.stderr)
    return 1 if check and stale else 0
