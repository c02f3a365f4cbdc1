"""Options that several commands share, written once, as bundles.

A bundle is a named tuple or a dataclass whose fields are options.  ``flat`` gives a function with all fields of the
bundles as parameters of their own, and packs them again when the command is called.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Protocol, get_type_hints


class Bundle(Protocol):
    """A bundle made of something else than a class."""

    @property
    def parameters(self) -> tuple[inspect.Parameter, ...]:
        """Its options."""

    def __call__(self, **given: Any) -> Any:
        """Pack their values."""


def flat(function: Callable[..., int], **bundles_made: Bundle) -> Callable[..., int]:
    """Spread the bundles in a command's signature.

    Args:
        function: Its parameters are declared (``cli.declare``) or bundles; it returns the exit code.
        bundles_made: Bundles of parameters whose types do not say what their options are.

    Returns:
        A function with ``parameters``: every field of every bundle, as if it stood in the signature.
    """
    hints = get_type_hints(function, include_extras=True)
    hints.pop("return", None)
    parameters: list[inspect.Parameter] = []
    bundles: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        made = bundles_made.get(name)
        annotation = hints[name]
        inner = made.parameters if made is not None else _fields(annotation)
        if inner:
            bundles[name] = (made or annotation, tuple(p.name for p in inner))
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
    called.parameters = tuple(parameters)  # type: ignore[attr-defined]
    return called


def _fields(bundle: Any) -> tuple[inspect.Parameter, ...]:
    """Give the fields of a bundle as parameters; none of what is no bundle (``str``, ``bool``)."""
    if not isinstance(bundle, type):
        return ()
    defaults = _defaults(bundle)
    if not defaults:
        return ()
    hints = get_type_hints(bundle, include_extras=True)
    return tuple(
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
        for name, default in defaults.items()
    )


def _defaults(bundle: type) -> Mapping[str, Any]:
    if is_dataclass(bundle):
        return {
            field.name: inspect.Parameter.empty if field.default is MISSING else field.default
            for field in fields(bundle)
        }
    names: tuple[str, ...] = getattr(bundle, "_fields", ())
    given: Mapping[str, Any] = getattr(bundle, "_field_defaults", {})
    return {name: given.get(name, inspect.Parameter.empty) for name in names}
