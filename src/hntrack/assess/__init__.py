"""Floor 3: where does a target stand, and how fast does it move?  Pure functions on the model.

Beside what stands here: :mod:`.what_if` (what would it take, and hypothetical measurements), :mod:`.line` (prediction
intervals), :mod:`.rollup` (goals and the whole plan) and :func:`.run.explain` (a verdict's arithmetic); they are
imported by those who need them.  Each method is one module of :mod:`.methods`.
"""

from hntrack.assess.method import Method
from hntrack.assess.methods import METHODS
from hntrack.assess.run import assess, assess_all, default_method

__all__ = ["METHODS", "Method", "assess", "assess_all", "default_method"]
