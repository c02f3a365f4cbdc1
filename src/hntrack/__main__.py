"""``python -m hntrack`` and the console script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from hntrack.cli.app import run  # noqa: PLC0415  (nothing happens at import)

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
