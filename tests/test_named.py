"""Named tuples of our own making do what those of `typing` do, and what records need beyond it."""

import copy
import pickle
from typing import Any

import pytest

from targettrack.fields import required, stored
from targettrack.model import Checkpoint, Goal, Quote, Target, Update
from targettrack.named import NamedTuple, notes


class Pair(NamedTuple):
    """Two fields, one of which may be left out."""

    first: int
    second: str = "b"

    @property
    def both(self) -> str:
        """A property of its own."""
        return f"{self.first}{self.second}"


class Mixed(NamedTuple):
    """A field without a default behind one that has one, and notes."""

    about: str = stored("", "text", "about")
    name: str = required("text", "name", "in full")
    tags: tuple[str, ...] = ()


def test_a_named_tuple_is_made_read_and_compared() -> None:
    """By place and by name, with defaults, as a tuple and as text."""
    assert [Pair(1), Pair(1, "c"), Pair(second="d", first=2)] == [(1, "b"), (1, "c"), (2, "d")]
    first, second = Pair(1)
    assert (first, second, Pair(1).both, len(Pair(1)), hash(Pair(1))) == (1, "b", "1b", 2, hash((1, "b")))
    assert repr(Pair(1)) == "Pair(first=1, second='b')"
    assert Pair._make([3, "e"]) == Pair(3, "e")
    assert Pair(1)._asdict() == {"first": 1, "second": "b"}
    assert Pair._fields == ("first", "second")
    assert Pair._field_defaults == {"second": "b"}
    match Pair(1):
        case Pair(one, other):
            assert (one, other) == (1, "b")


def test_a_named_tuple_is_replaced_copied_and_frozen() -> None:
    """A changed copy is of the same class; nothing is changed in place, and no attribute is added."""
    changed = Pair(1)._replace(second="c")
    assert type(changed) is Pair
    assert changed == (1, "c")
    with pytest.raises(TypeError, match="third"):
        Pair(1)._replace(third=3)
    for name in ("first", "third"):
        with pytest.raises(AttributeError):
            setattr(changed, name, 2)
    for twin in (copy.copy(changed), copy.deepcopy(changed), pickle.loads(pickle.dumps(changed))):
        assert type(twin) is Pair
        assert twin == changed


@pytest.mark.parametrize("given", [{}, {"second": "x"}, {"first": 1, "third": 3}])
def test_what_is_missing_or_unknown_is_refused(given: dict[str, Any]) -> None:
    """A field without a default has to be given, and no other than the fields may be."""
    with pytest.raises(TypeError):
        Pair(**given)


def test_a_required_field_behind_others_is_given_by_name() -> None:
    """Where a file has a required key after one that may be absent, the class has both in the order of the file."""
    assert Mixed(name="a") == ("", "a", ())
    assert Mixed("x", name="a", tags=("t",)) == ("x", "a", ("t",))
    assert pickle.loads(pickle.dumps(Mixed(name="a"))) == Mixed(name="a")
    for place in ((), ("x",), ("x", "a")):
        with pytest.raises(TypeError):
            Mixed(*place)
    assert Mixed._field_defaults == {"about": "", "tags": ()}


def test_a_note_stands_beside_its_field() -> None:
    """Of each attribute that is a key of a file its row is kept, and of nothing else."""
    assert list(notes(Mixed)) == ["about", "name"]
    assert notes(Mixed)["name"]["about"] == "in full"
    assert notes(Pair) == notes(str) == {}


@pytest.mark.parametrize("noun", [Goal, Quote, Checkpoint, Update, Target])
def test_records_are_tuples_in_the_order_of_their_attributes(noun: Any) -> None:
    """No attribute is lost between the class and its fields."""
    assert noun._fields == tuple(noun.__annotations__)
    assert noun.__slots__ == ()
