"""Floor 3: where does a target stand, and how fast does it move?  Pure functions on the model."""

from hntrack.assess.run import assess, assess_all, default_method
from hntrack.assess.table import METHODS, Method

__all__ = ["METHODS", "Method", "assess", "assess_all", "default_method"]
