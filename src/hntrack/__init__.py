"""hntrack: from the words a promise was made in to the number that shows whether it is kept.

>>> import hntrack
>>> now = hntrack.open().as_of("2026-01-01")
>>> [judgement.standing for judgement in now.judge(targets=["innovating-firms-2030"])]
['not_met']

``open`` gives a :class:`Workspace`, its ``as_of`` a :class:`Snapshot`; ``docs/python.md`` goes through it.  What stands
in ``__all__`` is promised to stay (``docs/stability.md``); what else can be imported is not.
"""

# Nothing is loaded here, not even `__future__`: Ctrl-C before `__main__` holds it back would show a traceback.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hntrack.__about__ import __version__
    from hntrack.errors import DataError, HntrackError, InputError, Problem, UsageError
    from hntrack.model.catalog import Catalog
    from hntrack.workspace import Judgement, Snapshot, Workspace
    from hntrack.workspace import open_workspace as open  # noqa: A004  (hntrack.open, as in gzip.open)

__all__ = [
    "Catalog",
    "DataError",
    "HntrackError",
    "InputError",
    "Judgement",
    "Problem",
    "Snapshot",
    "UsageError",
    "Workspace",
    "__version__",
    "extract",
    "open",
]

# Name → where it is: imported when somebody asks, so that the command line does not pay for it.
_WHERE = {
    "Catalog": "model.catalog",
    "DataError": "errors",
    "HntrackError": "errors",
    "InputError": "errors",
    "Judgement": "workspace",
    "Problem": "errors",
    "Snapshot": "workspace",
    "UsageError": "errors",
    "Workspace": "workspace",
    "__version__": "__about__",
    "open": "workspace:open_workspace",
}


def __getattr__(name: str) -> "Any":
    from importlib import import_module  # noqa: PLC0415  (the command line needs none of this)

    if name == "extract":  # a room of the house, which can be called
        return import_module("hntrack.extract")
    if name not in _WHERE:
        raise AttributeError(f"module 'hntrack' has no attribute {name!r}")
    module, _, other = _WHERE[name].partition(":")
    found = getattr(import_module(f"hntrack.{module}"), other or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
