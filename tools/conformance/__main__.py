"""Run the tool: ``python tools/conformance [--expect N] FILE…``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conformance.compare import main

raise SystemExit(main(sys.argv[1:]))
