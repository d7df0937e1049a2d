"""The columns of the forms: each is known by what offices call it, and by one meaning only."""

import pytest

from targettrack import i18n
from targettrack.exchange.columns import CAPTIONS, FORMS, Filler, Form, Holds, captions, filled
from targettrack.record import GOAL, HEAD, UPDATE
from targettrack.render.words import fold

OWN = (
    "sentence role goal responsible contact q1 q2 q3 q4 node last last_as_of reported share expected state why closed_on"
    " done opinion act assessed assessed_on assessed_for"
)
"""Codes that are no field of a record."""


@pytest.mark.parametrize("form", Form)
def test_a_heading_means_one_column_of_its_form(form: Form) -> None:
    """Whoever reads a heading of a form, in either language, finds one column."""
    owners: dict[str, str] = {}
    for caption in captions(form):
        for name in {fold(name) for name in caption.names}:
            assert owners.setdefault(name, caption.code) == caption.code, name


def test_a_code_is_a_field_or_one_of_ours() -> None:
    """What is filled in has the name of the field that it goes to."""
    assert set(CAPTIONS) - {*HEAD.rows, *UPDATE.rows} == set(OWN.split())
    assert {code.removeprefix("goal_") for code in CAPTIONS if code.startswith("goal_")} <= set(GOAL.rows)


def test_every_form_has_the_id_and_every_column_a_form() -> None:
    """Rows are found by their id; no column is left over."""
    assert all("id" in columns for columns in FORMS.values())
    assert set().union(*FORMS.values()) == set(CAPTIONS)


def test_who_fills_in_what() -> None:
    """The unit's own columns of the month, those of the office in the assessment, and nothing of either in the id."""
    month = "value as_of data stage note problem next evidence forecast done completed ask_deadline reason"
    assert filled(Form.MONTH, Filler.UNIT) == tuple(month.split())
    assert filled(Form.ASSESS, Filler.OFFICE) == ("assess", "reason")
    assert FORMS[Form.REVIEW]["id"] is Filler.NOBODY


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("责任单位", "owner"),
        ("牵头部门", "owner"),
        ("截止日期", "as_of"),
        ("数据时间", "as_of"),
        ("完成时限", "deadline"),
        ("Lead unit", "owner"),
        ("序号", "item"),
        ("编号", "id"),
        ("进展情况", "note"),
    ],
)
def test_a_column_is_known_by_what_offices_call_it(heading: str, code: str) -> None:
    """Other headings of the same column, in both languages."""
    assert heading in CAPTIONS[code].names


def test_what_is_offered_is_in_the_language_in_use() -> None:
    """Drop-down lists have the words, not the codes."""
    i18n.use("zh")
    assert CAPTIONS["act"].offered == ("接受", "修改", "合并到上条", "删除", "待定")
    assert CAPTIONS["data"].offered == ("预计", "初步", "核定")
    assert CAPTIONS["done"].offered == ("是", "否")
    assert CAPTIONS["goal_comparator"].offered == ("不低于", "超过", "不高于", "低于", "左右")
    i18n.use("en")
    assert CAPTIONS["goal_comparator"].offered == ("at least", "more than", "at most", "less than", "about")


def test_choices_stand_where_something_is_chosen() -> None:
    """A column of choices has some, another none."""
    assert {code for code, caption in CAPTIONS.items() if caption.choices} == {
        code for code, caption in CAPTIONS.items() if caption.holds is Holds.CHOICE
    }
