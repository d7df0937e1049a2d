"""Named tuples as `typing` has them, made in a twentieth of the time. Knows no noun.

A start makes a hundred such classes. `typing.NamedTuple` compiles every annotation and a constructor for each of them,
360 µs for one of twelve fields; here annotations stay text, and the constructor is compiled when the first one is made.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]  # what `collections.namedtuple` itself makes fields of
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NamedTuple, Self

__all__ = ["MISSING", "NamedTuple", "Noted"]

MISSING: Any = type("Missing", (), {})()
"""The default of a field that has none."""


_FEW = 16
"""How many are made of a class before its constructor is compiled."""


class Noted:
    """A field's default with a note about the field, which the class keeps in `_notes`."""

    __slots__ = ("default", "note")

    def __init__(self, default: Any, note: Mapping[str, Any]) -> None:
        self.default = default
        self.note = note


def notes(kind: Any) -> Mapping[str, Mapping[str, Any]]:
    """What is noted of the fields of a class, by name; nothing of what is no such class."""
    found: Mapping[str, Mapping[str, Any]] = getattr(kind, "_notes", {})
    return found


class _Class(type):
    """What makes a class of named fields out of its annotations."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Class:
        names = tuple(space.get("__annotations__", ()))
        given = {field: space[field] for field in names if field in space}
        noted = {field: one for field, one in given.items() if type(one) is Noted}
        defaults = given | {field: one.default for field, one in noted.items()}
        space |= {field: _tuplegetter(place, field) for place, field in enumerate(names)}
        space["__slots__"] = ()
        space["__match_args__"] = space["_fields"] = names
        space["_field_defaults"] = {field: value for field, value in defaults.items() if value is not MISSING}
        space["_notes"] = {field: one.note for field, one in noted.items()}
        space["_placed"], space["_made"] = _placed(names, space["_field_defaults"]) if noted else len(names), 0
        return super().__new__(cls, name, bases, space)


if not TYPE_CHECKING:

    class NamedTuple(tuple, metaclass=_Class):
        """The base of every class of named fields.

        Beyond what `typing` gives: a default may be `Noted`, and a field without a default may follow others that have one;
        from there on all are given by name.
        """

        __slots__ = ()

        def __new__(cls, *args: Any, **kwargs: Any) -> Self:
            """Make one of a class of which there are few: compiling a constructor takes as long as making fifty so."""
            names = cls._fields
            given = {**cls._field_defaults, **dict(zip(names, args, strict=False)), **kwargs}
            cls._made += 1
            is_odd = len(args) + len(kwargs) > len(names) or len(args) > cls._placed or len(given) != len(names)
            if cls._made > _FEW or is_odd or not kwargs.keys().isdisjoint(names[: len(args)]):
                cls.__new__ = _constructor(cls)  # which also says what is wrong, as any function does
                return cls.__new__(cls, *args, **kwargs)
            return tuple.__new__(cls, map(given.__getitem__, names))

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            return tuple.__new__(cls, values)

        def _replace(self, **changes: Any) -> Self:
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"unexpected fields: {list(changes)}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            """As it would be written."""
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

        def __reduce__(self) -> tuple[Any, ...]:
            """What copies and pickles are made by: not by the constructor, which may want names."""
            return type(self)._make, (tuple(self),)


def _placed(names: tuple[str, ...], defaults: Mapping[str, Any]) -> int:
    """How many fields may be given by place: those before a field without a default that follows one with."""
    optional = next((place for place, name in enumerate(names) if name in defaults), len(names))
    return next((place for place in range(optional, len(names)) if names[place] not in defaults), len(names))


def _constructor(kind: Any) -> Any:
    """`__new__` of a class, with its fields as parameters."""
    names, defaults, placed = kind._fields, kind._field_defaults, kind._placed  # noqa: SLF001  # of the classes made here
    parameters = ["_cls", *names[:placed], *(["*"] if placed < len(names) else []), *names[placed:]]
    make = eval(  # noqa: S307  # names of fields, as in `collections.namedtuple`
        f"lambda {', '.join(parameters)}: _new(_cls, ({', '.join(names)},))", {"_new": tuple.__new__}
    )
    make.__defaults__ = tuple(defaults[name] for name in names[:placed] if name in defaults) or None
    make.__kwdefaults__ = {name: value for name, value in defaults.items() if name not in names[:placed]} or None
    make.__name__, make.__qualname__ = "__new__", f"{kind.__qualname__}.__new__"
    return make
