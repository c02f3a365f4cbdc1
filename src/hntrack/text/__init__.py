"""Floor 1: numbers, periods, units and Vietnamese, known to nothing but themselves."""
