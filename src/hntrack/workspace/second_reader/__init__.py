"""A second reader of an article: somebody else's model or program, which may point at claims and nothing more."""
