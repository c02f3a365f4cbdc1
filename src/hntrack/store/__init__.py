"""Floor 4: the catalog's files, read with positions and only ever added to.

Nothing heavy is imported before it is needed: a catalog that was compiled (:mod:`hntrack.store.compiled`) needs no
YAML, and commands that only read do not pay for writing (:mod:`hntrack.store.append`, :mod:`hntrack.store.entries`).
"""
