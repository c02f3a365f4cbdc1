"""Floor 3: where does a target stand, and how fast does it move?  Pure functions on the model.

Beside what stands here: :mod:`.needed` (what would it take), :mod:`.whatif` (hypothetical measurements),
:mod:`.prediction` (prediction interval), :mod:`.rollup` (goals and the whole plan), :mod:`.explain` (a verdict's
arithmetic) and :mod:`.conformance` (published verdicts); they are imported by those who need them.
"""

from hntrack.assess.run import assess, assess_all, default_method
from hntrack.assess.table import METHODS, Method

__all__ = ["METHODS", "Method", "assess", "assess_all", "default_method"]
