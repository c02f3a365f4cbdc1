"""``NamedTuple`` and ``dataclass`` as the standard library has them, at a tenth of what they cost a start.

``typing.NamedTuple`` compiles the annotation of every field, and ``dataclasses`` loads ``inspect`` and writes methods
for each class: together half of a short command.  A type checker sees those of the library; what is made here behaves
alike as far as this program uses them (data classes are frozen), and ``dataclasses.fields`` and ``replace`` take it.
"""

from __future__ import annotations

from collections import namedtuple
from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from dataclasses import dataclass, field, replace
    from typing import Any, NamedTuple, TypeVar

    _Class = TypeVar("_Class", bound=type)

__all__ = ["NamedTuple", "dataclass", "field", "replace"]


class _NamedTuples(type):
    """Makes the named tuple that the body of a class describes."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        """Give a named tuple with what stands in the body; for the base of all, a class."""
        if not bases:
            return super().__new__(cls, name, bases, body)
        annotations = body["__annotations__"]
        defaults = [body.pop(field) for field in annotations if field in body]
        made: Any = namedtuple(name, annotations, defaults=defaults, module=body.pop("__module__"))  # type: ignore[misc]  # noqa: PYI024
        for key, value in body.items():
            setattr(made, key, value)
        return made


class _Field:
    """What is said of a field of a data class: the arguments of ``dataclasses.field``."""

    def __init__(self, **said: Any) -> None:
        self.said = said
        self.compared: bool = said.get("compare", True)
        self.shown: bool = said.get("repr", True)

    def value(self, kind: type, name: str) -> Any:
        """Give the value of a field that was not named."""
        if "default_factory" in self.said:
            return self.said["default_factory"]()
        if "default" in self.said:
            return self.said["default"]
        raise TypeError(f"{kind.__name__}() missing a required argument: {name!r}")


class _Fields:
    """The fields as ``dataclasses`` knows them, made when somebody asks."""

    def __get__(self, made: object, kind: Any) -> Mapping[str, Any]:
        import dataclasses  # noqa: PLC0415  (what this module is there to spare)

        told = [(name, object, dataclasses.field(**field.said)) for name, field in _fields(kind).items()]
        fields: Mapping[str, Any] = vars(dataclasses.make_dataclass(kind.__name__, told))[
            "__dataclass_fields__"
        ]
        kind.__dataclass_fields__ = fields  # from now on the class has them: making them takes a millisecond
        return fields


def _fields(kind: Any) -> Mapping[str, _Field]:
    table: Mapping[str, _Field] = kind._field_table  # noqa: SLF001  (our own)
    return table


def _data_class(*, frozen: bool, repr: bool = True) -> Any:  # noqa: A002  (as the library names it)
    """Make a class hold the fields that its body annotates, behind those that it inherits."""
    if not frozen:
        raise TypeError("only frozen data classes are made here")
    methods = {
        "__init__": _init,
        "__eq__": _equal,
        "__hash__": _hash,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__replace__": _replace,
        "__dataclass_fields__": _Fields(),
    }
    if repr:
        methods["__repr__"] = _repr

    def add(kind: _Class) -> _Class:
        own = {name: vars(kind).get(name, _Field()) for name in vars(kind).get("__annotations__", ())}
        told = {
            name: each if isinstance(each, _Field) else _Field(default=each) for name, each in own.items()
        }
        table = MappingProxyType({**getattr(kind, "_field_table", {}), **told})
        defaults = {name: each.said["default"] for name, each in table.items() if "default" in each.said}
        about = {"_field_table": table, "_field_defaults": defaults, "__match_args__": tuple(table)}
        for name, value in {**methods, **about}.items():
            setattr(kind, name, value)
        return kind

    return add


def _init(self: object, /, *values: Any, **named: Any) -> None:
    kind, table = type(self), _fields(self)
    given = dict(zip(table, values, strict=False))
    strange = [*values[len(table) :], *(name for name in named if name in given or name not in table)]
    if strange:
        raise TypeError(f"{kind.__name__}() got an unexpected argument: {strange[0]!r}")
    given |= named
    vars(self).update(
        (name, given[name] if name in given else field.value(kind, name)) for name, field in table.items()
    )


def _compared(made: object) -> tuple[Any, ...]:
    return tuple(getattr(made, name) for name, field in _fields(made).items() if field.compared)


def _equal(self: object, other: object) -> bool:
    return _compared(self) == _compared(other) if type(self) is type(other) else NotImplemented


def _hash(self: object) -> int:
    return hash(_compared(self))


def _repr(self: object) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, field in _fields(self).items() if field.shown)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, value: object = None) -> None:  # noqa: ARG001  (as Python calls it)
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  (only a mistake in the program pays for it)

    raise FrozenInstanceError(f"cannot change field {name!r}")


def _replace(self: Any, /, **changes: Any) -> Any:
    return type(self)(**{name: getattr(self, name) for name in self.__match_args__} | changes)


if not TYPE_CHECKING:
    NamedTuple = _NamedTuples("NamedTuple", (), {})
    dataclass, field, replace = _data_class, _Field, _replace
