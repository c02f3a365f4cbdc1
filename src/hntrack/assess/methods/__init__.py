"""The names of the methods, in the order in which they are shown; each is one module of ``assess/methods``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from hntrack.assess.case import Case
from hntrack.assess.method import Columnar, Method, Pace
from hntrack.classes import Protocol, cast
from hntrack.model.verdict import Reason, Verdict
from hntrack.text.messages import Message

MODULES: Mapping[str, str] = MappingProxyType(
    {
        "threshold": "threshold",
        "trajectory": "trajectory",
        "opensdg-2.4": "opensdg",
        "eurostat": "eurostat",
        "unsd-2023": "unsd",
        "destatis": "destatis",
        "sdsn-linear": "sdsn",
        "aarr": "aarr",
        "rank": "rank",
        "checklist": "checklist",
    }
)
"""Method id → its module."""


class MethodModule(Protocol):
    """What each module of ``assess/methods`` offers.

    Attributes:
        METHOD: What is known of the method.
        SENTENCES: Reason code → sentence, for the reasons that its verdicts give.
        LINES: Line code → wording, for the lines of its explanation.

    Those that SQL can judge by say how (:func:`columnar_of`), as ``COLUMNAR``.
    """

    METHOD: Method
    SENTENCES: Mapping[str, Message]
    LINES: Mapping[str, Message]

    @staticmethod
    def judge(case: Case, /) -> Pace:
        """Judge the pace of one target."""

    @staticmethod
    def explain(case: Case, verdict: Verdict, /) -> Iterator[Reason]:
        """Tell the arithmetic of a verdict, line by line."""


@cache
def module_of(method: str) -> MethodModule:
    """Load a method's module: here, and not before somebody asks for it.

    Raises:
        KeyError: There is no such method.
    """
    return cast("MethodModule", import_module(f"hntrack.assess.methods.{MODULES[method]}"))


def columnar_of(method: str) -> Columnar | None:
    """Give how SQL judges by a method; ``None`` where only its function can.

    Raises:
        KeyError: There is no such method.
    """
    return getattr(module_of(method), "COLUMNAR", None)


class _Methods(Mapping[str, Method]):
    """The methods by id; what is known of one is loaded when it is looked up."""

    def __getitem__(self, method: str) -> Method:
        return module_of(method).METHOD

    def __contains__(self, method: object) -> bool:
        return method in MODULES

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


METHODS: Mapping[str, Method] = _Methods()
"""All methods by id, in the order in which they are shown."""


def wording_of(code: str) -> Message:
    """Give the sentence or line that one of the methods has for a code.

    Raises:
        KeyError: None of them has one.
    """
    for method in MODULES:
        module = module_of(method)
        found = module.SENTENCES.get(code) or module.LINES.get(code)
        if found is not None:
            return found
    raise KeyError(code)
