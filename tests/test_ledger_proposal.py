"""Which unit is to lead a draft: the best reason first, each with the word or the record that it rests on."""

from __future__ import annotations

import time
from typing import Any

import pytest

from factories import goal, ledger, plan, target, update
from targettrack.ledger.proposal import Proposal, Proposer, Why
from targettrack.model import Level, Target, Unit

PLAN = plan()._replace(issuer="高唐县人民政府", level=Level.COUNTY)


def draft(number: int, title: str, owner: str = "", *, assumed: bool = True, **changes: Any) -> Target:
    """A draft of a plan; `assumed`: nobody has said that its unit leads."""
    made = target("qualitative", goal(None), draft=True, **{"assumed": ("owner",) if assumed else (), **changes})
    return made._replace(id=f"KP-{number:03d}", title=title, owner=owner)


def proposed(one: Target, *others: Target, **changes: Any) -> list[Proposal]:
    """What is proposed for a draft in a ledger with other records."""
    known = ledger(one, *others)._replace(plans=(PLAN, *changes.pop("plans", ())), **changes)
    return list(Proposer(known, known.plan_of(one)).of(one))


SCHOOL = draft(1, "新增学位940个", item="7")
USUAL = Proposal("高唐县教育局", Why.USUAL, "学位")


def test_the_usual_unit() -> None:
    """Where nothing else is known, the stock list proposes, by the word that says so."""
    assert proposed(SCHOOL) == [USUAL]


def test_what_the_text_says_comes_first() -> None:
    """A unit that the source names, or that a person has set, is the first; others follow as what it might be, too."""
    said = SCHOOL._replace(owner="高唐县民政局", assumed=())
    assert proposed(said) == [Proposal("高唐县民政局", Why.TEXT), USUAL]


@pytest.mark.parametrize(
    ("like", "by"),
    [
        (draft(2, "新增学位300个", "高唐县学位办", assumed=False), "word"),
        (draft(2, "培训教师300名", "高唐县学位办", assumed=False), "matter"),  # usually of one unit
        (draft(2, "新增学位300个", "高唐县学位办")._replace(draft=False), "word"),  # accepted with what was assumed
    ],
)
def test_as_a_person_has_assigned_its_like(like: Target, by: str) -> None:
    """The same word, or a word of the same usual unit: what a person has decided comes before the stock list."""
    assert proposed(SCHOOL, like) == [Proposal("高唐县学位办", Why.ASSIGNED, "学位", "KP-002", by), USUAL]


def test_one_exception_among_the_usual_units_is_no_rule() -> None:
    """A matter that another usual unit leads leaves the other matters of its unit alone, until a second one goes there."""
    likes = [draft(n, "培训教师300名", "高唐县财政局", assumed=False) for n in (2, 3)]
    assert proposed(SCHOOL, likes[0]) == [USUAL]
    assert proposed(SCHOOL, *likes) == [Proposal("高唐县财政局", Why.ASSIGNED, "学位", "KP-002", "matter"), USUAL]


def test_what_is_only_assumed_teaches_nothing() -> None:
    """A draft whose unit was proposed is nobody's decision, nor is one that was discarded."""
    like = draft(2, "新增学位300个", "高唐县学位办")
    assert proposed(SCHOOL, like, like._replace(id="KP-003", discarded=True, assumed=())) == [USUAL]


def test_what_was_said_weighs_more_than_what_was_accepted() -> None:
    """One unit that a person has set comes before many that were accepted as they were proposed."""
    accepted = [draft(n, "新增学位300个", "高唐县教育局")._replace(draft=False) for n in range(3, 9)]
    said = draft(2, "新增学位200个", "高唐县学位办", assumed=False)
    assert proposed(SCHOOL, *accepted, said)[0] == Proposal("高唐县学位办", Why.ASSIGNED, "学位", "KP-002", "word")


def test_where_they_disagree_the_word_tells_nothing() -> None:
    """Two likes with two units are no rule."""
    likes = [draft(n, "新增学位300个", f"高唐县第{n}办", assumed=False) for n in (2, 3)]
    assert proposed(SCHOOL, *likes) == [USUAL]


def test_the_item_tells_where_no_word_does() -> None:
    """A title without a word of a unit goes with its item; one with such a word does so last of all."""
    like = draft(2, "办好实事", "高唐县学位办", assumed=False, item="7")
    assert proposed(SCHOOL._replace(title="全部完成"), like) == [
        Proposal("高唐县学位办", Why.ASSIGNED, "", "KP-002", "item")
    ]
    assert proposed(SCHOOL, like) == [USUAL, Proposal("高唐县学位办", Why.ASSIGNED, "", "KP-002", "item")]


@pytest.mark.parametrize("link", [{"issuer": "高唐县人民政府", "year": 2024}, {}])
def test_last_year(link: dict[str, Any]) -> None:
    """The plan that is named as last year's, or that of the same issuer for the year before; the unit as it stands there."""
    before = PLAN._replace(**{"id": "JN", "issuer": "", "year": 2020, **link})
    moved = target("qualitative", goal(None), update("2024-03-01", owner="高唐县学位办"), owner="高唐县民政局")
    like = moved._replace(id="JN-001", plan="JN", title="新增学位300个")
    known = ledger(SCHOOL, like)._replace(plans=(PLAN._replace(previous="" if link else "JN"), before))
    found = Proposer(known, known.plan_of(SCHOOL)).of(SCHOOL)
    assert list(found) == [Proposal("高唐县学位办", Why.LAST_YEAR, "学位", "JN-001", "word"), USUAL]


def test_the_list_of_units_comes_before_the_stock_list() -> None:
    """The office's own words first."""
    unit = Unit("高唐县学位办", (), Level.COUNTY, ("新增学位",))
    assert proposed(SCHOOL, units=(unit,)) == [Proposal("高唐县学位办", Why.LISTED, "新增学位"), USUAL]


def test_many_drafts_take_linear_time() -> None:
    """What is known of a plan is worked out once: four times the drafts take at most eight times as long."""
    timed = []
    for count in (500, 2000):
        many = [
            draft(n, f"新增学位{n}个，修建农村公路{n}公里", "高唐县学位办", assumed=n % 2 == 0, item=str(n // 3))
            for n in range(count)
        ]
        started = time.process_time()
        proposer = Proposer(ledger(*many)._replace(plans=(PLAN,)), PLAN)
        for one in many:
            proposer.of(one)
        timed.append(time.process_time() - started)
    assert timed[1] < 8 * timed[0]
