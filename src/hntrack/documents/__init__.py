"""Documents as they are published: their text with the place of every line, and what they say of themselves.

Nothing here is imported by a command that reads no document; the libraries are those of the extra ``documents``.
"""
