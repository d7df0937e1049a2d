"""Views as JSON, by the contract of `targettrack/1`: codes not sentences, the same keys always, the same bytes everywhere.

A goal and a reason have the keys of `ALWAYS` and those that say something: the others are seldom used, and were half of a
report.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from json.encoder import encode_basestring, encode_basestring_ascii
from operator import attrgetter
from typing import Any

from targettrack.model import Goal
from targettrack.rating.reason import Reason
from targettrack.render.look import Look
from targettrack.render.safe import visible_in_json
from targettrack.views.answer import Answer, is_said

SCHEMA = "targettrack/1"


def render(answer: Answer, look: Look) -> str:
    """The whole answer as one JSON object on one line, which is written in a quarter of the time of an indented one."""
    return "".join(pieces(answer, look))


def pieces(answer: Answer, look: Look) -> Iterator[str]:
    """The same in pieces, so that an export of 100,000 records need not stand in memory as one text: a row, a record each."""
    is_copy = answer.command == "export"  # of the ledger, with every key
    text = _texts(utf8=look.utf8, sparse=not is_copy)
    head = {"schema": SCHEMA, "command": answer.command, "as_of": answer.as_of, "status": answer.status}
    yield visible_in_json(text.of(head)[:-1]) + ',"data":{'
    between = ""
    for name in said_fields(type(answer.data)):
        value = getattr(answer.data, name)
        yield f"{between}{text.of(name)}:"
        yield from _members(value, text) if isinstance(value, Mapping) else (visible_in_json(text.of(value)),)
        between = ","
    yield '},"problems":' + visible_in_json(text.of(answer.problems)) + "}\n"


def _members(value: Mapping[Any, Any], text: "_Texts") -> Iterator[str]:
    between = ""
    yield "{"
    for key, member in value.items():
        yield between + visible_in_json(f"{text.of(str(key))}:{text.of(member)}")
        between = ","
    yield "}"


def written(data: Any, look: Look = Look()) -> str:  # noqa: B008  # frozen
    """JSON text in which nothing hides: what `safe` writes out stands as an escape of JSON, which means the same.

    Where the stream is not UTF-8, everything beyond ASCII is such an escape, so that it is JSON all the same.
    """
    return visible_in_json(_texts(utf8=look.utf8, sparse=False).of(data))


class _Texts(dict[type, Callable[[Any], str]]):
    """How a value of each class is written, worked out when the first one comes.

    Straight from frozen data to text, 25 µs a row: through dicts and `json.dumps` it was 90.
    """

    def __init__(self, quote: Callable[[str], str], *, sparse: bool) -> None:
        """`quote`: a text as JSON. `sparse`: without what says nothing in a goal or a reason."""
        super().__init__()
        self._quote, self._sparse = quote, sparse
        self[str], self[Decimal], self[int], self[float] = quote, _number, int.__repr__, float.__repr__
        self[bool] = lambda value: "true" if value else "false"
        self[type(None)] = lambda _nothing: "null"

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        names = said_fields(kind)
        if names:
            self[kind] = self._some(kind, names) if self._sparse and kind in ALWAYS else self._all(kind, names)
        elif issubclass(kind, Mapping):
            self[kind] = lambda value: (
                f"{{{','.join([f'{self._quote(str(key))}:{self[type(one)](one)}' for key, one in value.items()])}}}"
            )
        elif issubclass(kind, tuple | list):
            self[kind] = lambda value: f"[{','.join([self[type(one)](one) for one in value])}]"
        else:
            # Codes and days are few, each many times; two moments that are equal may be told in two zones.
            recur = issubclass(kind, StrEnum) or kind is date
            self[kind] = cache(self._word) if recur else self._word
        return self[kind]

    def of(self, value: Any) -> str:
        """A value as JSON."""
        return self[type(value)](value)

    def _word(self, value: Any) -> str:
        return self._quote(_scalar(value))

    def _all(self, kind: Any, names: tuple[str, ...]) -> Callable[[Any], str]:
        template = f"{{{','.join(f'{self._quote(name)}:%s' for name in names)}}}"
        said = _said(kind, names)
        return lambda value: template % tuple(["null" if one is None else self[type(one)](one) for one in said(value)])

    def _some(self, kind: Any, names: tuple[str, ...]) -> Callable[[Any], str]:
        keys = [(f"{self._quote(name)}:", name in ALWAYS[kind]) for name in names]
        said = _said(kind, names)

        def write(value: Any) -> str:
            texts = ["null" if one is None else self[type(one)](one) for one in said(value)]
            found = [key + one for (key, stays), one in zip(keys, texts, strict=True) if stays or one not in _UNSAID]
            return f"{{{','.join(found)}}}"

        return write


_UNSAID = frozenset({"null", '""', "[]", "{}"})


@cache
def _texts(*, utf8: bool, sparse: bool) -> _Texts:
    return _Texts(encode_basestring if utf8 else encode_basestring_ascii, sparse=sparse)


def _said(kind: Any, names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """How to take some fields of a class, of which most have more than one, and most are all."""
    if names == kind._fields:
        return tuple
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


@lru_cache(maxsize=4096)
def _number(value: Decimal) -> str:
    return repr(_scalar(value))


def plain(value: Any) -> Any:
    """Frozen data as what JSON knows. Numbers have at most 15 digits, so a double holds each of them exactly."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    names = said_fields(kind)
    if names:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(member) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [plain(member) for member in value]
    return _scalar(value)


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
ALWAYS: dict[type, frozenset[str]] = {
    Goal: frozenset({"indicator", "comparator", "value", "unit"}),
    Reason: frozenset(
        {"why", "figure", "figure_on", "goal", "unit", "actual", "expected", "share_gap", "points", "threshold", "on"}
    ),
}
"""What is there also where it says nothing; of other classes everything."""


@cache
def said_fields(kind: type) -> tuple[str, ...]:
    """The names of those fields of a record or a view that JSON has; none for what is neither."""
    if issubclass(kind, tuple) and kind is not tuple:
        names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]  # a named one: no other is made here
        return tuple(name for name in names if is_said(kind, name))
    return ()


def _scalar(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)
