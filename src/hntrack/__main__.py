"""``python -m hntrack`` and the console script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from hntrack.cli.app import run  # noqa: PLC0415  (nothing happens at import)

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are still being loaded, outside the boundary of the command line
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
