"""Finding, selecting, sorting and grouping targets."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day, goal, plan, target, update
from targettrack.errors import TargettrackError, UsageError
from targettrack.ledger import names, selection
from targettrack.ledger.selection import Selection
from targettrack.ledger.selection import select as wanted_of
from targettrack.model import Kind, Ledger, Level, Rules, Settings, Status, Unit
from targettrack.rating.vocabulary import Rating

if TYPE_CHECKING:
    from collections.abc import Callable

    from targettrack.rating.ladder import Rated

DAY = day("2025-09-30")


def ledger(*ids: str, **changes: Any) -> Ledger:
    """A ledger with bare targets of these ids in the plans that the ids begin with."""
    targets = tuple(target()._replace(id=id_, plan=id_.rpartition("-")[0] or "KP") for id_ in ids)
    plans = tuple(plan(id=name) for name in dict.fromkeys(one.plan for one in targets))
    return Ledger("/targets", plans, targets)._replace(**changes)


def refused(call: Callable[[], object]) -> tuple[str, dict[str, str | int]]:
    """Code and parameters of the error that a call ends in."""
    with pytest.raises(UsageError) as caught:
        call()
    return caught.value.code, dict(caught.value.params)


@pytest.mark.parametrize("word", ["KP-061", "kp-061", "KP-61", "kp-0061", "61", "061", " 61 "])
def test_an_id_may_be_typed_short(word: str) -> None:
    """Case, leading zeros and the plan may be left out where one target is meant."""
    assert names.find_target(ledger("KP-061", "KP-161", "KP-006"), word).id == "KP-061"


def test_a_short_id_that_two_plans_have_is_answered_with_both() -> None:
    """The candidates stand in the error; the plan in front tells them apart."""
    found = ledger("KP-001", "YS-001", "YS-002")
    assert refused(lambda: names.find_target(found, "1")) == (
        "ambiguous-id",
        {"id": "1", "candidates": "KP-001 新增义务教育学位940个; YS-001 新增义务教育学位940个", "count": 2},
    )
    assert names.find_target(found, "ys-1").id == "YS-001"


def test_a_whole_id_wins_over_one_that_differs_in_zeros() -> None:
    """KP-1 and KP-001 can both be reached by their own names."""
    found = ledger("KP-001", "KP-1")
    assert names.find_target(found, "KP-1").id == "KP-1"
    assert names.find_target(found, "kp-001").id == "KP-001"
    assert refused(lambda: names.find_target(found, "1"))[0] == "ambiguous-id"


def test_many_candidates_are_counted() -> None:
    """Eight candidates are named, the rest is a number."""
    found = ledger(*(f"P{n}-001" for n in range(11)))
    code, params = refused(lambda: names.find_target(found, "1"))
    assert (code, params["count"]) == ("ambiguous-id", 11)
    assert params["candidates"] == "; ".join(f"P{n}-001 新增义务教育学位940个" for n in range(8)) + " … (+3)"


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    """A slip of the pen is named with its title; what is like nothing is not."""
    found = ledger("KP2025-061", "KP2025-007")
    assert refused(lambda: names.find_target(found, "KP2052-061")) == (
        "unknown-id-near",
        {"id": "KP2052-061", "nearest": "KP2025-061", "title": "新增义务教育学位940个"},
    )
    assert refused(lambda: names.find_target(found, "../x")) == ("unknown-id", {"id": "../x"})
    assert refused(lambda: names.find_target(found, "")) == ("unknown-id", {"id": ""})


def test_an_id_whose_file_cannot_be_read_is_not_unknown() -> None:
    """The error names the file instead of another target."""
    found = ledger("KP-001", unreadable=("KP/KP-002.toml",))
    assert refused(lambda: names.find_target(found, "2")) == ("unreadable-id", {"id": "2", "path": "KP/KP-002.toml"})


def test_ids_without_a_number_are_typed_whole() -> None:
    """A record that somebody named by hand is found, in any case of letters."""
    assert names.find_target(ledger("KP-061", "Bridge"), "bridge").id == "Bridge"


@given(st.text(max_size=12))
def test_any_word_is_found_or_refused(word: str) -> None:
    """No word of the keyboard ends in anything but a target, a plan, a unit or a usage error."""
    found = ledger("KP-001", "KP-002", "YS-001", units=(Unit("开平市教育局", ("教育局",)),))
    for find in (names.find_target, names.find_plan, names.find_owner, names.lead_unit):
        try:
            find(found, word)  # type: ignore[operator]  # each takes a ledger and a word
        except TargettrackError as error:
            assert isinstance(error, UsageError)  # noqa: PT017  # the sort of error is what is promised


def test_a_plan_may_be_typed_short() -> None:
    """A part that one plan has is enough; two are both named; none is answered with those that there are."""
    found = ledger("KP2025-001", "KP2026-001", "YS2025-001")
    assert names.find_plan(found, "ys").id == "YS2025"
    assert names.find_plan(found, "kp2026").id == "KP2026"
    assert refused(lambda: names.find_plan(found, "kp")) == (
        "ambiguous-plan",
        {"plan": "kp", "candidates": "KP2025 KP2026"},
    )
    assert refused(lambda: names.find_plan(found, "XX")) == (
        "unknown-plan",
        {"plan": "XX", "candidates": "KP2025 KP2026 YS2025"},
    )


UNITS = (
    Unit("云山县教育局", ("县教育局", "教体局")),
    Unit("云山县水利局"),
    Unit("云山县水务集团"),
    Unit("清溪镇人民政府"),
)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("云山县教育局", "云山县教育局"),
        ("教体局", "云山县教育局"),
        ("县教育局", "云山县教育局"),
        ("清溪", "清溪镇人民政府"),
        ("水利", "云山县水利局"),
    ],
)
def test_a_unit_by_name_alias_or_part(word: str, name: str) -> None:
    """教育局 for 云山县教育局: an alias, or a part that one unit has."""
    assert names.find_owner(Ledger("/targets", units=UNITS), word) == name


def test_a_part_that_several_units_have() -> None:
    """Those that lead something come first; among equals all are named."""
    found = Ledger("/targets", units=UNITS)
    assert refused(lambda: names.find_owner(found, "云山县水")) == (
        "ambiguous-owner",
        {"owner": "云山县水", "candidates": "云山县水利局 云山县水务集团", "count": 2},
    )
    used = ledger("KP-001")._replace(units=UNITS)
    used = used._replace(targets=(used.targets[0]._replace(owner="云山县水务集团"),))
    assert names.find_owner(used, "云山县水") == "云山县水务集团"


def test_a_unit_that_nobody_is() -> None:
    """What is near is named; an empty word is nobody."""
    found = Ledger("/targets", units=UNITS)
    assert refused(lambda: names.find_owner(found, "云山县教育居")) == (
        "unknown-owner",
        {"owner": "云山县教育居", "candidates": "云山县教育局 云山县水利局 云山县水务集团"},
    )
    assert refused(lambda: names.find_owner(found, ""))[0] == "unknown-owner"


def test_a_former_lead_unit_is_still_known() -> None:
    """Units named by updates alone are units of the ledger."""
    moved = target("quantity", None, update("2025-05-01", owner="台山市教育局"))._replace(owner="")
    found = ledger()._replace(plans=(plan(),), targets=(moved,))
    assert names.owners(found) == ("台山市教育局",)
    assert names.find_owner(found, "台山") == "台山市教育局"


def test_a_new_lead_unit_where_no_list_of_units_is_kept() -> None:
    """A name like no other is taken; one that resembles a known unit, or any where units.toml is kept, is asked about."""
    bare = ledger("KP-001")
    assert names.lead_unit(bare, "赤坎古镇管理办") == "赤坎古镇管理办"
    assert names.lead_unit(bare, "教育局") == "开平市教育局"
    assert refused(lambda: names.lead_unit(bare, "开平市教肓局")) == (
        "new-owner",
        {"owner": "开平市教肓局", "candidates": "开平市教育局"},
    )
    listed = Ledger("/targets", units=UNITS)
    assert refused(lambda: names.lead_unit(listed, "赤坎古镇管理办")) == (
        "new-owner",
        {"owner": "赤坎古镇管理办", "candidates": "–"},
    )


def entries() -> tuple[Rated, ...]:
    """Five targets in two plans, each of another sort."""
    behind = target("quantity", None, update("2025-09-30", value=500, note="港口小学封顶"), section="六、惠民生")
    ahead = target(
        "quantity", None, update("2025-09-30", value=900, status="active"), owner="开平市水利局", tags=("水",)
    )
    overdue = target("milestone", goal(done_when="建成"), deadline="2025-06-30", title="大桥")
    open_end = target(
        "qualitative", goal(done_when="办成"), owner="", deadline=None, title="服务", section="七、强作风"
    )
    dropped = target("growth", goal(value=7, unit="%"), update("2025-05-01", status="dropped"))
    sorts = {"KP-009": behind, "KP-010": ahead, "KP-100": overdue, "YS-001": open_end, "YS-002": dropped}
    made = tuple(one._replace(id=id_, plan=id_[:2]) for id_, one in sorts.items())
    return selection.survey(Ledger("/targets", (plan(), plan(id="YS")), made), DAY)


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), "KP-009 KP-010 KP-100 YS-001 YS-002"),
        (Selection(plans=("YS",)), "YS-001 YS-002"),
        (Selection(owners=("",)), "YS-001"),
        (Selection(owners=("", "开平市水利局")), "KP-010 YS-001"),
        (Selection(ratings=(Rating.BEHIND, Rating.OVERDUE)), "KP-009 KP-100"),
        (Selection(statuses=(Status.ACTIVE,)), "KP-010"),
        (Selection(kinds=(Kind.QUANTITY, Kind.GROWTH)), "KP-009 KP-010 YS-002"),
        (Selection(sections=("民生",)), "KP-009"),
        (Selection(sections=("民生", "作风")), "KP-009 YS-001"),
        (Selection(tags=("水",)), "KP-010"),
        (Selection(tags=("水", "无")), "KP-010"),
        (Selection(due_before=day("2025-06-30")), "KP-100"),
        (Selection(due_before=day("2025-06-29")), ""),
        (Selection(due_after=day("2025-12-31")), "KP-009 KP-010 YS-002"),
        (Selection(due_after=day("2026-01-01")), ""),
        (Selection(due_after=day("2025-06-30"), due_before=day("2025-06-30")), "KP-100"),
        (Selection(text="港口小学"), "KP-009"),
        (Selection(text="大桥"), "KP-100"),
        (Selection(text="ys-00"), "YS-001 YS-002"),
        (Selection(text="水利"), "KP-010"),
        (Selection(text="没有"), ""),
        (Selection(plans=("KP",), kinds=(Kind.QUANTITY,), owners=("开平市教育局",)), "KP-009"),
    ],
)
def test_selection(selection: Selection, ids: str) -> None:
    """Each field narrows, several values of one widen; days are inclusive, what has no deadline has no due day."""
    assert " ".join(entry.target.id for entry in wanted_of(entries(), selection)) == ids


@pytest.mark.parametrize(
    ("by", "descending", "ids"),
    [
        ("id", False, "KP-009 KP-010 KP-100 YS-001 YS-002"),
        ("id", True, "YS-002 YS-001 KP-100 KP-010 KP-009"),
        ("deadline", False, "KP-100 KP-009 KP-010 YS-002 YS-001"),
        ("deadline", True, "KP-009 KP-010 YS-002 KP-100 YS-001"),
        ("gap", True, "KP-010 KP-009 KP-100 YS-001 YS-002"),
        ("owner", True, "KP-010 KP-009 KP-100 YS-002 YS-001"),
        ("rating", False, "KP-100 KP-009 YS-001 KP-010 YS-002"),
        ("owner", False, "KP-009 KP-100 YS-002 KP-010 YS-001"),
        ("gap", False, "KP-009 KP-010 KP-100 YS-001 YS-002"),
        ("updated", False, "KP-100 YS-001 YS-002 KP-009 KP-010"),
        ("updated", True, "KP-009 KP-010 KP-100 YS-001 YS-002"),
        ("title", False, "KP-100 KP-009 KP-010 YS-002 YS-001"),
    ],
)
def test_sorting(by: str, *, descending: bool, ids: str) -> None:
    """Ids by number, deadlines with the open ones last, the worst rating first; equals stay in order of id."""
    assert " ".join(entry.target.id for entry in selection.sort(reversed(entries()), by, descending=descending)) == ids


def test_every_sort_and_group_takes_every_entry() -> None:
    """No key is of two types, and no group loses anybody."""
    for by in selection.SORTS:
        assert len(selection.sort(entries(), by)) == 5
    for by in selection.GROUPS:
        assert sum(map(len, selection.group(entries(), by).values())) == 5


def test_groups() -> None:
    """Groups stand in order of their first entry, ratings in their own order, the worst first."""
    assert list(selection.group(entries(), "plan")) == ["KP", "YS"]
    assert list(selection.group(entries(), "section")) == ["六、惠民生", "", "七、强作风"]
    assert list(selection.group(reversed(entries()), "rating")) == [
        "overdue",
        "behind",
        "unassigned",
        "ahead",
        "dropped",
    ]
    assert [entry.target.id for entry in selection.group(entries(), "kind")["quantity"]] == ["KP-009", "KP-010"]


def test_natural_order() -> None:
    """9 comes before 10, whatever surrounds it."""
    assert sorted(["KP-10", "KP-9", "A", "KP-9-2", "KP2-1"], key=names.natural) == [
        "A",
        "KP2-1",
        "KP-9",
        "KP-9-2",
        "KP-10",
    ]


def test_a_survey_leaves_drafts_out() -> None:
    """A draft is in the survey of drafts, and in no other."""
    found = ledger("KP-001", "KP-002")
    found = found._replace(targets=(found.targets[0], found.targets[1]._replace(draft=True)))
    assert [entry.target.id for entry in selection.survey(found, DAY)] == ["KP-001"]
    assert [entry.target.id for entry in selection.survey(found, DAY, drafts=True)] == ["KP-002"]


def test_a_survey_gives_a_relative_target_the_one_it_follows() -> None:
    """与经济增长同步: 6.0 beside 6.4 is behind, whether it is rated in a survey or alone."""
    gdp = target("growth", goal(value=7, unit="%"), update("2025-09-30", value=6.4))._replace(id="KP-001")
    income = target("relative", goal(value=0, unit="%", of="KP-001"), update("2025-09-30", value=6.0))
    found = Ledger("/targets", (plan(),), (gdp, income._replace(id="KP-002")))
    assert selection.survey(found, DAY)[1].state.rating is Rating.BEHIND
    assert selection.entry(found, found.targets[1], DAY).state == selection.survey(found, DAY)[1].state


def test_the_settings_of_the_ledger_rate_its_targets() -> None:
    """A threshold of this office is used, not the default."""
    found = ledger()._replace(plans=(plan(),), targets=(target("quantity", None, update("2025-09-30", value=500)),))
    assert selection.survey(found, DAY)[0].state.rating is Rating.BEHIND
    strict = found._replace(settings=Settings(rules=Rules()._replace(behind=Decimal(-10))))
    assert selection.survey(strict, DAY)[0].state.rating is Rating.FAR_BEHIND


COUNTY = plan()._replace(issuer="云山县人民政府", level=Level.COUNTY)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("教育局", "云山县教育局"),  # of two units with this name that of the plan's own government
        ("县教育局", "云山县教育局"),
        ("云江市教育局", "云江市教育局"),  # whole, it is the other
        ("住建局", "云山县住房和城乡建设局"),  # not listed, but usual
        ("文广旅局", "云山县文广旅局"),  # what the usual one is called elsewhere, and perhaps here
    ],
)
def test_a_short_name_is_of_the_own_plan(word: str, name: str) -> None:
    """Units of the target's plan come before those of other plans, and before those that are only usual."""
    other = target()._replace(plan="YJ", owner="云江市教育局")
    units = (Unit("云江市教育局", ("教育局",)), Unit("云山县教育局", ("教育局",)))
    found = Ledger("/targets", units=units)._replace(plans=(COUNTY,), targets=(other,))
    assert names.lead_unit(found, word, COUNTY) == name


def test_the_units_of_a_plan() -> None:
    """Those that lead, those that are listed, then the usual ones; each with its other names."""
    used = target()._replace(owner="云山县学位办")
    found = Ledger("/targets", units=(Unit("云山县教育局", ("教育局",)),))._replace(plans=(COUNTY,), targets=(used,))
    known = names.units_of(found, COUNTY)
    assert list(known)[:3] == ["云山县学位办", "云山县教育局", "云山县人民政府办公室"]
    assert known["云山县教育局"] == ("教育局", "县教育局")
    assert "住建局" in known["云山县住房和城乡建设局"]


def test_filters_of_many_drafts_take_linear_time() -> None:
    """Four times the drafts take at most eight times as long."""
    wanted = Selection(
        items=(selection.Items("3", "400"),), confidence=(selection.Bounds(Decimal("0.9")),), text="学位"
    )
    timed = []
    for count in (1000, 4000):
        made = target("quantity", None, draft=True, confidence=Decimal("0.95"))
        drafts = tuple(made._replace(id=f"KP-{n:04d}", item=str(n // 3)) for n in range(count))
        found = Ledger("/targets")._replace(plans=(plan(),), targets=drafts)
        started = time.process_time()
        assert len(wanted_of(selection.survey(found, day("2025-06-30"), drafts=True), wanted)) == min(count - 9, 1194)
        timed.append(time.process_time() - started)
    assert timed[1] < 8 * timed[0]


@pytest.mark.parametrize(
    ("item", "first", "last", "holds"),
    [
        ("72", "70", "72", True),
        ("72-1", "70", "72", True),  # a part is of its item
        ("72-1", "72", "72", True),
        ("73", "70", "72", False),
        ("9", "10", "72", False),
        ("二-3", "二-1", "二-5", True),
        ("三-3", "二-1", "二-5", False),
        ("", "1", "5", False),
    ],
)
def test_items_between_two(item: str, first: str, last: str, holds: bool) -> None:
    """Numbers are compared as numbers, within their part of the list."""
    assert selection.Items(first, last).holds(item) is holds


@pytest.mark.parametrize(
    ("word", "current", "found"),
    [
        ("KP-2..3", "", ("KP-002", "KP-003")),
        ("kp-2…kp-10", "", ("KP-002", "KP-003", "KP-010")),
        ("2至3", "KP", ("KP-002", "KP-003")),
        ("KP-002", "", None),
        ("教育局", "", None),
    ],
)
def test_a_range_of_ids(word: str, current: str, found: tuple[str, ...] | None) -> None:
    """The ids between two numbers of one plan, in their order; any other word is no range."""
    ids = ("YS-002", "KP-010", "KP-002", "KP-003", "Bridge")
    assert names.between(ids, word, current) == found


@pytest.mark.parametrize(
    ("word", "code"), [("2..3", "ambiguous-plan"), ("KP-4..9", "empty-range"), ("KP-2..YS-3", "empty-range")]
)
def test_a_range_that_means_nothing(word: str, code: str) -> None:
    """Of two plans both are named; between two plans lies nothing."""
    assert refused(lambda: names.between(("YS-002", "KP-002", "KP-003"), word))[0] == code


def test_a_sign_that_is_no_number() -> None:
    """² stands in a unit or an item, and is no figure to sort by."""
    assert sorted(["10²", "10", "9²"], key=names.natural) == ["9²", "10", "10²"]
