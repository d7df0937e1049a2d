"""A new commitment, or the one that the same act has made before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import goal, target
from targettrack.acts.add import add
from targettrack.errors import UsageError
from targettrack.model import Create, Quote

NEW = replace(target(), id="", key="new")
FIRST = target(key="first")


def test_what_is_new_is_created() -> None:
    """Among other records, among drafts of the same words, and where it is meant a second time."""
    assert add(NEW, ()) == Create(NEW)
    assert add(NEW, [replace(FIRST, title="另一件")]) == Create(NEW)
    assert add(NEW, [replace(FIRST, key="")]) == Create(NEW)
    assert add(NEW, [FIRST], again=True) == Create(NEW)


@pytest.mark.parametrize(("minute", "known"), [(0, True), (10, True), (11, False)])
def test_the_same_words_just_now_are_one_record(minute: int, known: bool) -> None:
    """Title, quote and goal within ten minutes."""
    new = replace(NEW, recorded=NEW.recorded.replace(minute=minute))
    assert add(new, [FIRST]) == (FIRST if known else Create(new))


@pytest.mark.parametrize("change", [{"title": "另"}, {"quotes": (Quote("另"),)}, {"goal": goal(">=", 1)}])
def test_other_words_are_another_record(change: dict[str, object]) -> None:
    """A title, a quote or a goal that differs."""
    other = replace(NEW, **change)  # type: ignore[arg-type]  # as named
    assert add(other, [FIRST]) == Create(other)


def test_a_key_is_one_record_for_good() -> None:
    """A retry at any time gives the record; with other words the key is another commitment's."""
    late = replace(NEW, key="first", recorded=NEW.recorded.replace(year=2026))
    assert add(late, [FIRST]) == FIRST
    assert add(late, [FIRST], again=True) == FIRST
    with pytest.raises(UsageError) as caught:
        add(replace(late, title="另"), [FIRST])
    assert (caught.value.code, caught.value.params) == ("key-of-another", {"id": "KP-001", "key": "first"})
