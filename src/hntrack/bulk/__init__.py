"""A nation's statistics at once: millions of series judged in one pass of SQL, by the same methods.

The functions in :mod:`hntrack.assess` stay the definition of every method.  ``trajectory`` and ``threshold`` are also
said in SQL, over whole numbers only (:mod:`hntrack.bulk.statement`); the other methods, and series with what SQL does
not treat, are judged by the functions.  The way through the room: ``dataset`` (files and columns) → ``statement`` (one
SQL text) → ``engine`` (DuckDB, or Spark) → ``run`` (all of it, the rest and the comparison of both ways with it).
"""
