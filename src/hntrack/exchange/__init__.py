"""Floor 5: other people's formats and ours, in both directions.

In: :mod:`~hntrack.exchange.tabled` opens a file as a table, :mod:`~hntrack.exchange.reading` makes measurements of
its rows by a :mod:`~hntrack.exchange.mapping`, :mod:`~hntrack.exchange.plan` says which of them are new.  Out:
:mod:`~hntrack.exchange.content` gives the catalog as typed tables, and each format of
:data:`~hntrack.exchange.formats.EXPORTS` writes them.  Nothing here touches the network, the clock or the catalog.
"""
