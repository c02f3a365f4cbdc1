"""Floor 4: views, the one place where order, rounding and words are decided."""
