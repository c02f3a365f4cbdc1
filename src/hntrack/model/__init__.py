"""Floor 2: what a catalog holds, as frozen records."""
