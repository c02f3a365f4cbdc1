"""``NamedTuple``, ``dataclass``, the names of ``typing`` and patterns at a tenth of what the library's cost a start.

``typing`` loads ``re`` and ``enum``, its ``NamedTuple`` compiles the annotation of every field, and ``dataclasses``
loads ``inspect`` and writes methods for each class: together half of a short command.  A type checker sees those of the
library; what is made here behaves alike as far as this program uses them (data classes are frozen), and
``dataclasses.fields`` and ``replace`` take it.  Patterns are compiled when they are first used: who reads no sentence
does not pay for its grammar.
"""

from __future__ import annotations

from collections import _tuplegetter as _getter  # type: ignore[attr-defined]
from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping
    from dataclasses import dataclass, field, replace
    from typing import (
        Annotated,
        Any,
        Generic,
        Literal,
        NamedTuple,
        Protocol,
        TypeVar,
        assert_never,
        cast,
        get_args,
        overload,
    )

    _Class = TypeVar("_Class", bound=type)

__all__ = [
    "TYPE_CHECKING",
    "Annotated",
    "Any",
    "Generic",
    "Literal",
    "NamedTuple",
    "Protocol",
    "TypeVar",
    "assert_never",
    "cast",
    "dataclass",
    "field",
    "get_args",
    "late",
    "overload",
    "replace",
]


class _Signature:
    """The signature as ``inspect`` knows it, of the constructor, which is written for it."""

    def __get__(self, made: object, kind: Any) -> Any:
        from inspect import signature  # noqa: PLC0415  (only who inspects the program pays for it)

        told = signature(_constructor(kind))
        return told.replace(parameters=[*told.parameters.values()][1:])


def _constructor(cls: type) -> Any:
    """Write the constructor of a class, as ``collections.namedtuple`` does: the names of fields are identifiers."""
    kind: Any = next(kind for kind in cls.__mro__ if "_fields" in vars(kind))
    places = "".join(f"{name}, " for name in kind._fields)
    made = eval(f"lambda _cls, {places}: _new(_cls, ({places}))", {"_new": tuple.__new__})  # noqa: S307
    made.__name__, made.__qualname__ = "__new__", f"{kind.__qualname__}.__new__"
    made.__defaults__ = tuple(kind._field_defaults.values())
    kind.__new__ = made
    return made


class _Named(tuple[object, ...]):
    """What all named tuples share; ``collections.namedtuple`` writes these methods anew for each."""

    __slots__ = ()
    __signature__ = _Signature()
    if TYPE_CHECKING:
        _fields: tuple[str, ...]
        _field_defaults: Mapping[str, Any]

    def __new__(cls, /, *values: Any, **named: Any) -> Any:
        """Write the constructor of the class, which most classes of a run never need, and call it."""
        return _constructor(cls)(cls, *values, **named)

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changes: Any) -> Any:
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({', '.join(shown)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


class _NamedTuples(type):
    """Makes the named tuple that the body of a class describes."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        """Give a named tuple with what stands in the body; for the base of all, a class."""
        if not bases:
            return super().__new__(cls, name, bases, body)
        fields = tuple(body["__annotations__"])
        defaults = {field: body[field] for field in fields if field in body}
        if fields[len(fields) - len(defaults) :] != tuple(defaults):
            raise TypeError("a field without a default follows one with a default")
        getters = {field: _getter(place, "") for place, field in enumerate(fields)}
        about = {"__slots__": (), "_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
        return type(name, (_Named,), {**body, **getters, **about})


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
    if not values and named.keys() == table.keys():
        vars(self).update(named)  # nothing is left out: so catalogs are copied, by the thousand
        return
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


class _Annotated:
    """A type and what is said of it, as ``typing.Annotated`` holds them."""

    def __init__(self, kind: Any, *said: Any) -> None:
        self.__origin__ = kind
        self.__metadata__ = said

    def __class_getitem__(cls, told: tuple[Any, ...]) -> Any:
        return cls(*told)


class _Words:
    """``Literal["a", "b"]``, whose arguments are the words, or what is that or something else."""

    def __init__(self, *words: Any) -> None:
        self.__args__ = words

    def __class_getitem__(cls, words: Any) -> Any:
        return cls(*words) if isinstance(words, tuple) else cls(words)

    def __or__(self, other: Any) -> Any:
        return type(self)(self, other)

    __ror__ = __or__


class _Anything:
    """What a checker knows more about than a run: any type, a variable for one, a class of such."""

    def __init__(self, *_: object, **__: object) -> None:
        """Take whatever a checker is told."""

    def __class_getitem__(cls, _: object) -> Any:
        return cls

    def __or__(self, other: Any) -> Any:
        return self


class _Plain:
    """A base that is there for a checker."""

    def __class_getitem__(cls, _: object) -> Any:
        return cls


def _never(value: object) -> None:
    raise AssertionError(f"Expected code to be unreachable, but got: {value!r}")


def _cast(_: object, value: Any) -> Any:
    return value


def _arguments(kind: Any) -> Any:
    return kind.__args__


def _overload(function: Any) -> Any:
    return function


if not TYPE_CHECKING:
    NamedTuple = _NamedTuples("NamedTuple", (), {})
    dataclass, field, replace = _data_class, _Field, _replace
    Annotated, Literal, Any, TypeVar = _Annotated, _Words, _Anything, _Anything
    Generic, Protocol = _Plain, _Plain
    assert_never, cast, get_args, overload = _never, _cast, _arguments, _overload


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give what behaves as the compiled pattern does, and is compiled by its first use."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """A pattern with whatever was used of it: the second use costs what one of the pattern itself does."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        import re  # noqa: PLC0415  (as the pattern, when it is first used)

        used = getattr(re.compile(self.pattern, self._flags), name)
        self.__dict__[name] = used
        return used
