"""Options that several commands share, written once: a bundle is a dataclass whose fields are Typer options.

``flat`` gives Typer a function with all fields of the bundles as parameters of their own, and packs them again
when the command is called.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_type_hints


def flat(function: Callable[..., int]) -> Callable[..., int]:
    """Spread the bundles in a command's signature.

    Args:
        function: Its parameters are Typer parameters or bundles; it returns the exit code.

    Returns:
        A function that Typer reads as if every field of every bundle stood in the signature.
    """
    hints = get_type_hints(function, include_extras=True)
    hints.pop("return", None)
    parameters: list[inspect.Parameter] = []
    bundles: dict[str, tuple[type, tuple[str, ...]]] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        annotation = hints[name]
        if is_dataclass(annotation) and isinstance(annotation, type):
            inner = _fields(annotation)
            bundles[name] = (annotation, tuple(p.name for p in inner))
            parameters.extend(inner)
        else:
            parameters.append(parameter.replace(annotation=annotation, kind=inspect.Parameter.KEYWORD_ONLY))

    def called(**given: Any) -> int:
        packed = {
            name: kind(**{key: given.pop(key) for key in keys}) for name, (kind, keys) in bundles.items()
        }
        return function(**packed, **given)

    called.__name__ = function.__name__
    called.__doc__ = function.__doc__
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # inspect reads it
    called.__annotations__ = {p.name: p.annotation for p in parameters}
    return called


def _fields(bundle: type) -> list[inspect.Parameter]:
    hints = get_type_hints(bundle, include_extras=True)
    return [
        inspect.Parameter(
            one.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if one.default is MISSING else one.default,
            annotation=hints[one.name],
        )
        for one in fields(bundle)  # type: ignore[arg-type]  # callers pass dataclasses
    ]
