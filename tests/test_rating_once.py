"""What is worked out when it is first asked for, and kept."""

from __future__ import annotations

from targettrack.rating.once import once


class Counter:
    """Counts how often it was asked."""

    asked = 0

    @once
    def answer(self) -> int:
        """The answer."""
        self.asked += 1
        return 41 + self.asked


def test_it_is_worked_out_once_for_each() -> None:
    """The second look finds what the first has left in the instance; another instance has its own."""
    one, other = Counter(), Counter()
    assert (one.answer, one.answer, one.asked) == (42, 42, 1)
    assert other.asked == 0
