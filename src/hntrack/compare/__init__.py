"""Floor 3: what differs between two sets of targets or measurements, and why a verdict changed."""
