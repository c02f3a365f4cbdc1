"""The methods of assessment: one file each, with what is known of it, its judgement, its explanation, its sentences."""
