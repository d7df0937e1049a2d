"""A new commitment, or the one that the same act has made before."""

from __future__ import annotations

import pytest

from factories import checkpoint, day, goal, plan, target
from targettrack.acts.add import add
from targettrack.errors import UsageError
from targettrack.model import Checkpoint, Create, Quote

NEW = target()._replace(id="", key="new")
FIRST = target(key="first")


def test_what_is_new_is_created() -> None:
    """Among other records, among drafts of the same words, and where it is meant a second time."""
    assert add(NEW, plan(), ()) == Create(NEW)
    assert add(NEW, plan(), [FIRST._replace(title="另一件")]) == Create(NEW)
    assert add(NEW, plan(), [FIRST._replace(key="")]) == Create(NEW)
    assert add(NEW, plan(), [FIRST], again=True) == Create(NEW)


@pytest.mark.parametrize(("minute", "known"), [(0, True), (10, True), (11, False)])
def test_the_same_words_just_now_are_one_record(minute: int, known: bool) -> None:
    """Title, quote and goal within ten minutes."""
    new = NEW._replace(recorded=NEW.recorded.replace(minute=minute))
    assert add(new, plan(), [FIRST]) == (FIRST if known else Create(new))


@pytest.mark.parametrize("change", [{"title": "另"}, {"quotes": (Quote("另"),)}, {"goal": goal(">=", 1)}])
def test_other_words_are_another_record(change: dict[str, object]) -> None:
    """A title, a quote or a goal that differs."""
    other = NEW._replace(**change)  # type: ignore[arg-type]  # as named
    assert add(other, plan(), [FIRST]) == Create(other)


def test_a_key_is_one_record_for_good() -> None:
    """A retry at any time gives the record; with other words the key is another commitment's."""
    late = NEW._replace(key="first", recorded=NEW.recorded.replace(year=2026))
    assert add(late, plan(), [FIRST]) == FIRST
    assert add(late, plan(), [FIRST], again=True) == FIRST
    with pytest.raises(UsageError) as caught:
        add(late._replace(title="另"), plan(), [FIRST])
    assert (caught.value.code, caught.value.params) == ("key-of-another", {"id": "KP-001", "key": "first"})


@pytest.mark.parametrize(
    ("nodes", "code"),
    [
        ((checkpoint("2026-06-30", 400),), "node-outside"),
        ((checkpoint("2024-06-30", 400),), "node-outside"),
        ((checkpoint("2025-06-30", 400), checkpoint("2025-06-30", stage="开工")), "node-twice"),
    ],
)
def test_nodes_that_cannot_stand(nodes: tuple[Checkpoint, ...], code: str) -> None:
    """Outside of the term, or two for one day."""
    with pytest.raises(UsageError) as caught:
        add(NEW._replace(checkpoints=nodes), plan(), ())
    assert (caught.value.code, caught.value.params["id"]) == (code, NEW.title)
    kept = NEW._replace(checkpoints=(checkpoint("2025-06-30", 400),), start=day("2025-03-01"))
    assert add(kept, plan(), ()) == Create(kept)
