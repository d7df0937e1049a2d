"""What lies before a reviewer, without a screen: moves and deeds give a new desk, and every deed has its way back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factories import target
from targettrack.acts import draft as acts
from targettrack.cli.sitting import deeds, keys
from targettrack.cli.sitting.desk import Deed, Desk, key_of
from targettrack.cli.sitting.keys import Act
from targettrack.errors import UsageError
from targettrack.ledger.proposal import Proposal, Why
from targettrack.model import Create, Quote, Remove, Rewrite, Target


def draft(number: int, item: str = "", **changes: object) -> Target:
    """A draft of the plan KP."""
    made = target(id=f"KP-{number:03d}", item=item, title=f"任务{number}", owner="", draft=True, **changes)
    return made._replace(confidence=Decimal("0.9"), quotes=(Quote(f"引语{number}", number),))


def desk(*drafts: Target, per_page: int = 4) -> Desk:
    """A desk at the item of the first draft."""
    return Desk(drafts, key_of(drafts[0]), per_page)


FIVE = (draft(1, "1"), draft(2, "2"), draft(3, "2"), draft(4), draft(5, "1"))


def accepted(at: Desk) -> Desk:
    """The desk after the meant drafts were accepted."""
    return at.become(Deed("accepted", at.meant, tuple(map(acts.accept, at.meant))))


def test_items_are_the_drafts_of_one_number() -> None:
    """They need not stand together; a draft without an item is one of its own."""
    found = {key[1]: [one.id for one in drafts] for key, drafts in desk(*FIVE).items.items()}
    assert found == {"1": ["KP-001", "KP-005"], "2": ["KP-002", "KP-003"], "KP-004": ["KP-004"]}


def test_a_deed_is_done_to_the_chosen_rows_else_to_all_that_wait() -> None:
    """A row that is chosen twice is let go; one that was accepted is meant no more."""
    at = desk(*FIVE)
    chosen = at.choose(2)
    assert chosen is not None
    assert [one.id for one in chosen.meant] == ["KP-005"]
    assert chosen.choose(2) == at
    left = accepted(chosen)
    assert ([one.id for one in left.meant], left.at, left.chosen) == (["KP-001"], ("KP", "1"), frozenset())
    assert [at.choose(number) for number in (0, 3)] == [None, None]
    assert left.choose(2) is None


def test_an_item_that_is_done_is_left_for_the_next_open_one() -> None:
    """In order, then from the beginning; what was skipped is passed over; where nothing is open there is no next."""
    at = accepted(desk(*FIVE).skip())
    assert (at.at, at.next) == (("KP", "KP-004"), ("KP", "KP-004"))
    done = accepted(at)
    assert (done.at, done.next, len(done.left)) == (("KP", "KP-004"), None, 2)
    assert done.unskip().at == ("KP", "1")


def test_many_rows_are_leafed_through() -> None:
    """Numbers are those of the page; turning stops at both ends."""
    at = desk(*(draft(number, "1") for number in range(1, 8)), per_page=3)
    assert (at.pages, [one.id for one in at.turn(9).shown], at.turn(-1).page) == (3, ["KP-007"], 0)
    chosen = at.turn(1).choose(1)
    assert chosen is not None
    assert chosen.chosen == {"KP-004"}


def test_looking_around() -> None:
    """Back and forward go by items whatever became of them, and end at the ends."""
    at = accepted(desk(*FIVE))
    assert (at.previous, at.look(at.previous).previous, at.following) == (("KP", "1"), None, ("KP", "KP-004"))
    assert at.look(at.following).following is None
    assert at.look(None) is at


@pytest.mark.parametrize(
    ("text", "found"), [("任务3", "2"), ("引语4", "KP-004"), ("1", "1"), ("kp-005", "1"), ("任务", "2"), ("无", None)]
)
def test_search_goes_to_the_next_item(text: str, found: str | None) -> None:
    """By an item's own number first, else by any word of it, beginning behind this one."""
    key = desk(*FIVE).find(text)
    assert (key and key[1]) == found


@pytest.mark.parametrize(
    ("at", "skipped", "begins", "left_out"),
    [
        (("KP", "2"), {"KP-004", "XX-001"}, "2", {"KP-004"}),
        (("KP", "9"), set(), "1", set()),
        (("KP", "2"), {"KP-002", "KP-003"}, "KP-004", {"KP-002", "KP-003"}),
        (("KP", "2"), {one.id for one in FIVE}, "1", set()),
    ],
)
def test_it_resumes(at: tuple[str, str], skipped: set[str], begins: str, left_out: set[str]) -> None:
    """Where the last sitting ended, if that is open; where all was skipped, all is looked at again."""
    found = desk(*FIVE).resume(at, frozenset(skipped))
    assert (found.at[1], found.skipped) == (begins, left_out)


def test_the_tally_counts_drafts_and_forgets_what_was_undone() -> None:
    """Two changes of one draft are one; a merge counts those that are gone."""
    at = desk(*FIVE)
    for title in ("甲", "乙"):
        at = at.become(Deed("changed", at.meant, deeds.corrected(at.meant, {"title": title})))
    at = at.become(Deed("merged", at.meant, (at.meant[0],)))
    at = accepted(at)
    assert dict(at.tally) == {"accepted": 1, "changed": 2, "merged": 1, "discarded": 0}
    assert at.last is not None
    assert dict(at.undo(at.last).tally) == {"accepted": 0, "changed": 2, "merged": 1, "discarded": 0}


def test_undo_begins_with_this_item() -> None:
    """The last deed on it, else the last of all, which is gone back to; the drafts are where they were."""
    at = accepted(accepted(desk(*FIVE)))
    assert at.at == ("KP", "KP-004")
    assert at.last is not None
    assert at.undo(at.last).at == ("KP", "2")
    first = at.look(("KP", "1"))
    assert first.last is not None
    back = first.undo(first.last)
    assert (back.drafts[0], back.drafts[4], [deed.name for deed in back.deeds]) == (FIVE[0], FIVE[4], ["accepted"])


def test_undoing_a_merge_and_a_split_puts_every_draft_in_its_place() -> None:
    """The same drafts in the same order."""
    at = desk(*FIVE)
    merged = Deed("merged", (FIVE[0], FIVE[4]), (FIVE[0]._replace(title="合"),))
    parts = Deed("changed", (FIVE[3],), (FIVE[3]._replace(title="前"), draft(6)))
    for deed in (merged, parts):
        assert at.become(deed).undo(deed).items == at.items


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (FIVE[:1], (acts.accept(FIVE[0]),), [Rewrite]),
        (FIVE[1:3], FIVE[1:2], [Create]),
        (FIVE[3:4], (FIVE[3], draft(6)), [Remove]),
        (FIVE[:1], FIVE[:1], []),
    ],
)
def test_the_way_back(before: tuple[Target, ...], after: tuple[Target, ...], kinds: list[type]) -> None:
    """What was changed is rewritten, what was merged away is made again, what was made is removed; the rest is left."""
    assert [type(change) for change in deeds.back(before, after)] == kinds


def test_a_proposed_unit_stays_assumed() -> None:
    """It leads the accepted draft; where nobody is proposed the draft stays as it is."""
    proposal = Proposal("开平市教育局", Why.USUAL, "学位")
    first, second = deeds.accepted(FIVE[:2], lambda one: proposal if one.id == "KP-001" else None)
    assert (first.owner, first.assumed, first.draft, first.confidence) == ("开平市教育局", ("owner",), False, None)
    assert (second.owner, second.assumed) == ("", ())


def test_what_rows_have_in_common_is_changed_for_all() -> None:
    """Words that only some of them have stay where they are."""
    rows = (FIVE[0]._replace(tags=("民生", "教育")), FIVE[1]._replace(tags=("民生",)))
    assert deeds.common(rows, "tags") == ("民生",)
    assert [one.tags for one in deeds.shared(rows, "tags", ("重点",))] == [("教育", "重点"), ("重点",)]


def test_what_is_merged() -> None:
    """The rows of an item; its only one with the last open one of the item before; without one, nothing."""
    at = desk(*FIVE)
    assert [one.id for one in deeds.to_merge(at)] == ["KP-001", "KP-005"]
    assert [one.id for one in deeds.to_merge(at.look(("KP", "KP-004")))] == ["KP-003", "KP-004"]
    with pytest.raises(UsageError, match="merge-needs-two"):
        deeds.to_merge(desk(draft(1), draft(2)))


@pytest.mark.parametrize(
    ("pressed", "numbers", "act"),
    [
        ("", (), Act.ACCEPT),
        ("enter", (), Act.ACCEPT),
        ("12d", (1, 2), Act.DROP),
        ("1 3 U", (1, 3), Act.UNIT),
        ("ｕ", (), Act.UNIT),
        ("１", (1,), Act.ACCEPT),
        ("？", (), Act.HELP),
        (" ", (), Act.SKIP),
        ("pagedown", (), Act.PAGE_DOWN),
        ("drop", (), None),
        ("是", (), None),
    ],
)
def test_keys(pressed: str, numbers: tuple[int, ...], act: Act | None) -> None:
    """Full width is read while Chinese is typed; a word is no key, and does nothing of what its letters do."""
    found, key = keys.parted(pressed)
    assert (found, keys.act(key)) == (numbers, act)


def test_every_key_has_one_meaning_and_words() -> None:
    """None is a digit, none stands for two, each is on the page of keys."""
    assert len({act.value for act in Act}) == len(Act) == len(keys.WORDS)
    assert not any(act.value.isdecimal() for act in Act)
    assert len(keys.page()) == len(Act) + 1
