"""Floor 3: where does a target stand, and how fast does it move?  Pure functions on the model.

Beside what stands here: :func:`.run.roll_up` (goals and the whole plan), and :mod:`.what_if` (a verdict's arithmetic,
prediction intervals, what would it take, hypothetical measurements), which is loaded by those who need it.  Each method
is one module of :mod:`.methods`.
"""

from hntrack.assess.methods import METHODS, Method
from hntrack.assess.run import assess, assess_all, default_method

__all__ = ["METHODS", "Method", "assess", "assess_all", "default_method"]
