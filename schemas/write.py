"""Write the JSON Schemas of the data files beside this script: run it after a change to the table of fields.

Usage: ``python schemas/write.py [--check]``
"""  # noqa: INP001  (a script, not a package)

from __future__ import annotations

import sys
from pathlib import Path

from hntrack.store.decode import FILES, schema_text

here = Path(__file__).parent
sys.path.insert(0, str(here.parent / "tools"))
from blocks import settle  # noqa: E402  (found by the line above)

sys.exit(settle([(here / f"{name}.schema.json", schema_text(name)) for name in FILES], __doc__))
