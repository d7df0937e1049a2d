"""What is recorded about a target, what is known already, what is taken back."""

from __future__ import annotations

import pytest

from factories import day, ledger, target, update
from targettrack.acts.update import append, undo
from targettrack.errors import UsageError
from targettrack.model import Append, Rewrite


def test_an_update_of_an_accepted_target_is_a_line() -> None:
    """The change names the target as it was read and the line as it was meant."""
    said = update("2025-09-30", note="开工")
    assert append(ledger(), target(), said) == Append(target(), said)


@pytest.mark.parametrize(
    ("state", "code"), [({"draft": True}, "is-draft"), ({"draft": True, "discarded": True}, "is-discarded")]
)
def test_a_draft_takes_no_update(state: dict[str, bool], code: str) -> None:
    """Accept it first, or bring it back first."""
    with pytest.raises(UsageError) as caught:
        append(ledger(), target(**state), update("2025-09-30", note="开工"))
    assert (caught.value.code, caught.value.params) == (code, {"id": "KP-001"})


def test_a_retry_has_the_times_of_the_first_try() -> None:
    """The same key: the line that is there, byte for byte; a day that was typed is another word."""
    first = update("2025-09-29", key="job-1", value=5, by="甲")
    done = target("quantity", None, first)
    retry = first._replace(at=first.at.replace(day=30), as_of=day("2025-09-30"))
    assert append(ledger(), done, retry) == Append(done, first)
    assert append(ledger(), done, retry._replace(as_of=day("2025-09-28"))).update.as_of == day("2025-09-28")


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({}, True),
        ({"by": "乙"}, False),
        ({"note": "另一句"}, False),
        ({"as_of": day("2025-09-29")}, False),
    ],
)
@pytest.mark.parametrize(("minute", "recent"), [(0, True), (10, True), (11, False)])
def test_the_same_words_just_now_are_one_line(
    change: dict[str, object], known: bool, minute: int, recent: bool
) -> None:
    """Equal in all but key and time, by the same person, within ten minutes; --again means them anew."""
    first = update("2025-09-30", key="a", note="会议", by="甲")
    done = target("quantity", None, first)
    second = first._replace(key="b", at=first.at.replace(minute=minute), **change)  # type: ignore[arg-type]  # as named
    expected = first if known and recent else second
    assert append(ledger(), done, second).update == expected
    assert append(ledger(), done, second, again=True).update == second


def test_undo_of_an_acceptance() -> None:
    """Where no line and no key of a command is, the head becomes a draft again; else a line is taken back or nothing is."""
    void = update("2025-09-30", key="v", by="甲")
    assert undo(target(), void) == Rewrite(target(), target(draft=True))
    own = update("2025-09-30", key="a", note="x", by="甲")
    assert undo(target("quantity", None, own), void) == Append(target("quantity", None, own), void._replace(void="a"))
    for refused in (target(key="k"), target(draft=True), target("quantity", None, own._replace(by="乙"))):
        with pytest.raises(UsageError) as caught:
            undo(refused, void)
        assert caught.value.code == "nothing-to-undo"


def test_what_was_taken_back_is_not_taken_back_twice() -> None:
    """By its key: the line that did so is given again; once that was taken back itself, a new one is."""
    own, taken = update("2025-09-29", key="a", note="x", by="甲"), update("2025-09-29", key="v", by="乙", void="a")
    void = update("2025-09-30", key="w", by="甲")
    done = target("quantity", None, own, taken)
    assert undo(done, void, "a") == Append(done, taken)
    again = target("quantity", None, own, taken, update("2025-09-29", key="u", by="乙", void="v"))
    assert undo(again, void, "a") == Append(again, void._replace(void="a"))
