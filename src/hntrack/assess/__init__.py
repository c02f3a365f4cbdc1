"""Floor 3: where does a target stand, and how fast does it move?  Pure functions on the model.

Beside what stands here: :mod:`.what_if` (a verdict's arithmetic, prediction intervals, what would it take,
hypothetical measurements) and :mod:`.rollup` (goals and the whole plan); they are imported by those who need them.
Each method is one module of :mod:`.methods`.
"""

from hntrack.assess.methods import METHODS, Method
from hntrack.assess.run import assess, assess_all, default_method

__all__ = ["METHODS", "Method", "assess", "assess_all", "default_method"]
