"""What a reviewer does to drafts, as data: no number, no quote and no date is lost, and nothing is changed unasked."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from factories import day, goal, plan, target
from targettrack.acts import draft as acts
from targettrack.errors import UsageError
from targettrack.model import Create, Quote, Remove, Rewrite, Strength, Target


def draft(number: int, kind: str = "qualitative", promise: Any = None, **changes: Any) -> Target:
    """Give a draft with a quote of its own; without a date of its own, due on the plan's last day."""
    made = target(kind, promise or goal(None), draft=True, **{"assumed": ("deadline",), **changes})
    id_ = f"KP-{number:03d}"
    quotes = changes.get("quotes", (Quote(f"第{number}句", number),))
    return made._replace(id=id_, title=f"第{number}条", path=f"KP/{id_}.toml", quotes=quotes)


SOFT = draft(1)
PLACES = draft(2, "quantity", goal(">=", 940, unit="个", indicator="学位"))
ROADS = draft(3, "quantity", goal(">=", 30, unit="公里", indicator="公路"))
AGAIN = draft(4, "quantity", goal(">=", 940, unit="个", indicator="新增学位"))
DATED = draft(5, deadline="2025-06-30", assumed=())


@pytest.mark.parametrize("parts", list(permutations((SOFT, PLACES, DATED))))
def test_the_number_and_the_date_win_in_any_order(parts: tuple[Target, ...]) -> None:
    """Goal and kind of the part with a number, deadline of the part with a date, id and title of the first named."""
    (merged,) = acts.merge(parts, parts)
    assert (merged.id, merged.title) == (parts[0].id, parts[0].title)
    assert (merged.goal, merged.kind) == (PLACES.goal, "quantity")
    assert (merged.deadline, "deadline" in merged.assumed) == (day("2025-06-30"), False)
    assert {quote.text for quote in merged.quotes} == {"第1句", "第2句", "第5句"}


def test_a_number_with_a_date_of_its_own_keeps_both() -> None:
    """The date of another part does not move it."""
    counted = PLACES._replace(deadline=day("2025-09-30"), assumed=())
    (merged,) = acts.merge([DATED, counted], ())
    assert (merged.goal.value, merged.deadline) == (Decimal(940), day("2025-09-30"))
    assert merged.quotes[0].text == "第2句"


@pytest.mark.parametrize("parts", list(permutations((SOFT, PLACES, ROADS, AGAIN))))
def test_every_number_stays_once(parts: tuple[Target, ...]) -> None:
    """Two numbers are two drafts of one item, the same number twice is one; every quote is in one of them."""
    left = acts.merge(parts, [SOFT._replace(item="7")])
    assert sorted(one.goal.value or 0 for one in left) == [30, 940]
    assert {one.item for one in left} == {"8"}
    assert sorted(quote.text for one in left for quote in one.quotes) == ["第1句", "第2句", "第3句", "第4句"]


@pytest.mark.parametrize(
    "other",
    [
        goal(">=", 941, unit="个"),
        goal(">=", 940, unit="万个"),
        goal(">=", 940, to=950, unit="个"),
        goal(None, denominator=940),
    ],
)
def test_what_makes_a_number_another(other: Any) -> None:
    """Value, unit, the end of a range, what «all» means: one that differs is another promise."""
    parts = [PLACES, draft(6, "quantity", other)]
    assert len(acts.merge(parts, ())) == 2
    with pytest.raises(UsageError) as caught:
        acts.merge(parts, (), into_one=True)
    assert (caught.value.code, caught.value.params) == ("merge-two-numbers", {"ids": "KP-002 KP-006"})


def test_a_merge_keeps_the_smaller_item() -> None:
    """9 is smaller than 10, and any item than none."""
    parts = [PLACES._replace(item="10"), ROADS._replace(item="9"), SOFT]
    assert {one.item for one in acts.merge(parts, ())} == {"9"}


@pytest.mark.parametrize(
    ("parts", "code"), [([PLACES], "merge-needs-two"), ([PLACES, ROADS._replace(plan="JM")], "merge-two-plans")]
)
def test_what_cannot_be_merged(parts: list[Target], code: str) -> None:
    """One draft is no pair; drafts of two plans stand in two documents."""
    with pytest.raises(UsageError) as caught:
        acts.merge(parts, ())
    assert caught.value.code == code


def test_what_a_merge_gathers() -> None:
    """The first unit that leads, and all supporting units and tags, each once."""
    parts = [
        SOFT._replace(owner="", tags=("民生",)),
        PLACES._replace(owner="教育局", assumed=("owner",), supporting=("住建局",), tags=("教育", "民生")),
    ]
    (merged,) = acts.merge(parts, ())
    assert (merged.owner, merged.supporting, merged.tags) == ("教育局", ("住建局",), ("民生", "教育"))
    assert "owner" in merged.assumed


@pytest.mark.parametrize(
    ("title", "kind", "value", "unit", "due", "assumed"),
    [
        ("新建学校3所", "quantity", "3", "所", "2025-12-31", ("deadline",)),
        ("6月底前建成幼儿园5所", "quantity", "5", "所", "2025-06-30", ()),
        ("地区生产总值增长5%左右", "growth", "5", "%", "2025-12-31", ("deadline",)),
        ("第二水厂通水", "milestone", "None", "", "2025-12-31", ("deadline",)),
        ("甲", "qualitative", "None", "", "2025-12-31", ("deadline",)),
    ],
)
def test_each_part_of_a_split_is_read_as_a_clause(
    title: str, kind: str, value: str, unit: str, due: str, assumed: tuple[str, ...]
) -> None:
    """Goal, kind and deadline are the part's own; unit, section, quote, item, tags are those of the whole."""
    whole = PLACES._replace(item="72", section="六、惠民生", tags=("民生",), owner="开平市教育局")
    _first, part = acts.split([whole], ["新增学位940个", title], plan(), ())
    assert (part.title, part.kind, str(part.goal.value), part.goal.unit) == (title, kind, value, unit)
    assert (str(part.deadline), tuple(name for name in part.assumed if name == "deadline")) == (due, assumed)
    for name in ("owner", "section", "quotes", "item", "tags", "recorded", "plan"):
        assert getattr(part, name) == getattr(whole, name)


@pytest.mark.parametrize(
    ("whole", "title", "strength"),
    [("firm", "新建学校3所", "firm"), ("firm", "力争新建学校3所", "stretch"), ("stretch", "新建学校3所", "stretch")],
)
def test_an_endeavour_is_not_split_away(whole: str, title: str, strength: str) -> None:
    """力争 of the whole holds for its parts; of a part, for that part."""
    parts = acts.split([PLACES._replace(strength=Strength(whole))], ["新增学位940个", title], plan(), ())
    assert (parts[0].strength, parts[1].strength) == (whole, strength)


def test_a_split_gives_the_first_the_id() -> None:
    """The others have none yet, unless an interrupted split has made them already."""
    first, second = acts.split([PLACES], ["学位940个", "学校3所"], plan(), [PLACES])
    assert (first.id, first.path, second.id, second.path) == ("KP-002", "KP/KP-002.toml", "", "")
    made = second._replace(id="KP-009", path="KP/KP-009.toml")
    assert acts.split([PLACES], ["学位940个", "学校3所"], plan(), [PLACES, made])[1] == made


def test_a_split_is_of_one_draft() -> None:
    """Two drafts cannot become the same parts."""
    with pytest.raises(UsageError) as caught:
        acts.split([PLACES, ROADS], ["甲", "乙"], plan(), ())
    assert caught.value.code == "split-one-draft"


def test_a_split_needs_two() -> None:
    """One title is a correction, not a split."""
    with pytest.raises(UsageError) as caught:
        acts.split([PLACES], ["学位"], plan(), ())
    assert caught.value.code == "split-needs-two"


def test_a_correction_is_what_a_person_has_set() -> None:
    """Head and goal alike; what was set is assumed no more, what was not set stays."""
    whole = PLACES._replace(assumed=("deadline", "comparator", "owner"))
    corrected = acts.correct(whole, {"owner": "水利局", "comparator": None, "value": Decimal(1000)})
    assert (corrected.owner, corrected.goal.comparator, corrected.goal.value) == ("水利局", None, Decimal(1000))
    assert corrected.assumed == ("deadline",)
    assert corrected == whole._replace(owner="水利局", assumed=("deadline",), goal=corrected.goal)


def test_accepting_leaves_no_trace_of_the_draft() -> None:
    """Draft and confidence are gone; a discarded draft is not accepted."""
    accepted = acts.accept(PLACES._replace(confidence=Decimal("0.9")))
    assert (accepted.draft, accepted.confidence) == (False, None)
    assert acts.restore(acts.discard(PLACES)) == PLACES
    with pytest.raises(UsageError) as caught:
        acts.accept(acts.discard(PLACES))
    assert (caught.value.code, caught.value.params) == ("is-discarded", {"id": "KP-002"})


def test_the_changes_between_before_and_after() -> None:
    """New, rewritten, gone, in this order; what stays as it is is no change."""
    new, other = ROADS._replace(id="", path=""), SOFT._replace(title="另")
    assert acts.changes([SOFT, PLACES, DATED], [other, new, DATED], ()) == (
        Rewrite(SOFT, other),
        Create(new),
        Remove(PLACES),
    )
