"""The forms: which rows, what stands in their cells, which are open, what goes along."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from factories import checkpoint, day, goal, ledger, target, update
from strategies import targets
from targettrack import i18n
from targettrack.exchange import read, write
from targettrack.exchange.carried import from_book
from targettrack.exchange.columns import Form, captions
from targettrack.exchange.forms.lines import Line, lines, of_unit, units
from targettrack.exchange.forms.made import book
from targettrack.exchange.forms.values import Occasion, quarter_of, values
from targettrack.exchange.grid import Cell, Sheet, Style, Value
from targettrack.ledger import selection
from targettrack.model import Goal, Ledger, Quote, Target, Unit
from targettrack.rating.ladder import Rated
from targettrack.render.numbers import plain

DAY = day("2025-06-30")
SCHOOLS = target(
    "quantity",
    goal(">=", 940, unit="个", indicator="新增义务教育学位", parts={"赤坎镇": 300, "水口镇": 640}),
    update("2025-05-31", value=310, note="港口小学扩建完工", by="开平市教育局"),
    update("2025-05-31", part="赤坎镇", value="120.5"),
    item="72",
    section="六、惠民生 · （一）教育",
    supporting=("开平市财政局", "开平市赤坎镇人民政府"),
    checkpoints=(checkpoint("2025-06-30", 400), checkpoint("2025-10-31", stage="主体完工")),
    quotes=(Quote("新增义务教育学位940个", 143),),
)


def entries(*targets: Target, **changes: object) -> tuple[Ledger, tuple[Rated, ...]]:
    """A ledger with its targets rated on DAY, drafts too."""
    kept = ledger(*targets)._replace(**changes)  # type: ignore[arg-type]  # fields of a ledger
    return kept, (*selection.survey(kept, DAY), *selection.survey(kept, DAY, drafts=True))


def said(form: Form, one: Target, part: str = "", **occasion: object) -> dict[str, str]:
    """What a form prints of a target, those columns that say something."""
    kept, rated = entries(one)
    found = values(form, rated[0], Occasion(kept, DAY, **occasion), part)  # type: ignore[arg-type]  # as named
    return {code: text for code, text in found.items() if text}


def cells(sheet: Sheet, heading: str) -> list[Cell]:
    """The cells below a heading."""
    head = [cell.value for cell in sheet.rows[sheet.headed - 1]]
    return [row[head.index(heading)] for row in sheet.rows[sheet.headed :]]


def test_a_month_asks_for_news_only() -> None:
    """What was reported last stands there, what is to be filled in is blank; the share is that of the month's end."""
    i18n.use("zh")
    assert said(Form.MONTH, SCHOOLS, unit="开平市教育局") == {
        "id": "KP-001",
        "title": "新增义务教育学位940个",
        "role": "牵头",
        "goal": "新增义务教育学位 ≥ 940个",
        "deadline": "2025-12-31",
        "last": "310个",
        "last_as_of": "2025-05-31",
        "expected": "50%",
        "state": "按节点推进",
        "node": "2025-10-31 主体完工",
    }


def test_a_part_is_a_row_of_its_own() -> None:
    """With its own goal and its own figure; the expected share is that of the whole."""
    assert said(Form.MONTH, SCHOOLS, "赤坎镇", unit="开平市教育局") == {
        "id": "KP-001",
        "part": "赤坎镇",
        "title": "新增义务教育学位940个",
        "role": "leads",
        "goal": "300个",
        "deadline": "2025-12-31",
        "last": "120.5个",
        "last_as_of": "2025-05-31",
        "node": "2025-10-31 主体完工",
    }


def test_a_division_has_the_nodes_of_its_quarters() -> None:
    """At the end of a quarter the aim alone, else with its day; a range as it may be typed."""
    found = said(Form.DIVISION, SCHOOLS)
    assert (found["q2"], found["q4"]) == ("400", "2025-10-31=主体完工")
    assert "q1" not in found
    both = SCHOOLS._replace(checkpoints=(checkpoint("2025-04-30", 300), checkpoint("2025-06-30", 400)))
    assert said(Form.DIVISION, both)["q2"] == "2025-04-30=300；2025-06-30=400"
    spread = SCHOOLS._replace(goal=SCHOOLS.goal._replace(value=Decimal(5), to=Decimal(8)))
    assert said(Form.DIVISION, spread)["goal_value"] == "5-8"
    kept, rated = entries(SCHOOLS)
    assert quarter_of(rated[0], "q2") == (day("2025-04-01"), day("2025-06-30"))
    assert quarter_of(rated[0], "q4") == (day("2025-10-01"), day("2025-12-31"))
    assert kept.plans[0].year == 2025


def test_the_units_of_the_ledger_lend_their_contact_and_leader() -> None:
    """Where the record names nobody in charge."""
    kept, rated = entries(SCHOOLS, units=(Unit("开平市教育局", leader="周副市长", contact="吴 0750-1"),))
    found = values(Form.DIVISION, rated[0], Occasion(kept, DAY))
    assert (found["leader"], found["contact"], found["responsible"], found["opinion"]) == (
        *("周副市长", "吴 0750-1"),
        *("", ""),
    )


def test_a_register_says_where_each_stands() -> None:
    """Figure and day apart, the state in words and its reason, what was said last."""
    i18n.use("zh")
    found = said(Form.REGISTER, SCHOOLS)
    assert (found["item"], found["section"], found["supporting"]) == (
        "72",
        "（一）教育",
        "开平市财政局、开平市赤坎镇人民政府",
    )
    assert (found["value"], found["as_of"], found["share"], found["expected"]) == (
        "310",
        "2025-05-31",
        "32.98%",
        "41.67%",
    )
    assert (found["note"], found["state"]) == ("港口小学扩建完工", "按节点推进")
    assert found["why"].startswith("节点2025年6月30日：400个；310个（截至2025年5月31日）")


def test_a_review_proposes_what_is_sure() -> None:
    """Drafts as sure as the setting says are to be accepted, the others blank; their quotes stand for the sentence."""
    i18n.use("zh")
    draft = SCHOOLS._replace(draft=True, confidence=Decimal("0.96"), updates=())
    assert (said(Form.REVIEW, draft)["act"], said(Form.REVIEW, draft)["sentence"]) == ("接受", "新增义务教育学位940个")
    assert said(Form.REVIEW, draft._replace(confidence=Decimal("0.5"))).get("act") is None
    sentences = {"KP-001": "全年新增义务教育学位940个，办好人民满意的教育。"}
    assert said(Form.REVIEW, draft, sentences=sentences)["sentence"] == sentences["KP-001"]
    assert said(Form.REVIEW, draft)["goal_comparator"] == "不低于"


def test_that_there_is_no_deadline_is_said_only_where_nobody_fills_it_in() -> None:
    """«Ongoing» cannot be typed as a day."""
    ongoing = SCHOOLS._replace(deadline=None)
    assert said(Form.MONTH, ongoing)["deadline"] == "ongoing"
    assert "deadline" not in said(Form.DIVISION, ongoing)


def test_hidden_characters_are_written_out_and_lines_kept() -> None:
    """What a record holds may be hostile."""
    assert said(Form.MONTH, SCHOOLS._replace(title="学位\x1b[31m\n940"))["title"] == "学位\\x1b[31m\n940"


@pytest.mark.parametrize(
    ("text", "reply_by", "month_end"),
    [
        ("2025-06-30", "2025-07-10", "2025-06-30"),
        ("2025-07-05", "2025-07-10", "2025-06-30"),
        ("2025-07-10", "2025-08-10", "2025-07-31"),
        ("2025-12-20", "2026-01-10", "2025-12-31"),
    ],
)
def test_a_month_is_that_before_the_reporting_day(text: str, reply_by: str, month_end: str) -> None:
    """The settings say the day of the month."""
    occasion = Occasion(ledger(), day(text))
    assert (occasion.reply_by, occasion.month_end) == (day(reply_by), day(month_end))


def test_who_leads_reports_all_and_who_supports_words() -> None:
    """Figures of a supporting unit only where the goal has a part of its name."""
    kept, rated = entries(SCHOOLS)
    words = frozenset({"as_of", "note", "problem", "next", "evidence"})

    def opened(unit: str) -> list[tuple[str, frozenset[str]]]:
        return [(line.part, line.asked) for line in lines(Form.MONTH, rated, Occasion(kept, DAY, unit=unit))]

    lead = opened("开平市教育局")
    assert [part for part, _open in lead] == ["", "赤坎镇", "水口镇"]
    assert {"value", "done", "ask_deadline", "forecast"} <= lead[0][1]
    assert opened("开平市财政局") == [("", words)]
    assert opened("开平市赤坎镇人民政府") == [("", words), ("赤坎镇", words | {"value", "data"})]


def test_a_unit_gets_what_waits_for_a_word() -> None:
    """Open targets that it leads or supports, and claimed ones; in a division all."""
    closed = SCHOOLS._replace(id="KP-002", updates=(update("2025-06-01", status="closed", evidence="验收表"),))
    other = SCHOOLS._replace(id="KP-003", owner="开平市水利局", supporting=("开平市教育局",))
    nobodys = SCHOOLS._replace(id="KP-004", owner="", supporting=())
    _kept, rated = entries(SCHOOLS, closed, other, nobodys)
    assert units(rated) == ("开平市教育局", "开平市水利局", "开平市财政局", "开平市赤坎镇人民政府")
    assert [one.target.id for one in of_unit(Form.MONTH, rated, "开平市教育局")] == ["KP-001", "KP-003"]
    assert [one.target.id for one in of_unit(Form.DIVISION, rated, "开平市教育局")] == ["KP-001", "KP-002", "KP-003"]


def test_an_assessment_has_what_was_reported_in_words() -> None:
    """已报待评, and what was reported since the last finding; with that finding and its reason."""
    i18n.use("zh")
    soft = SCHOOLS._replace(kind="qualitative", goal=Goal(), checkpoints=())
    told = soft._replace(id="KP-002", updates=(update("2025-06-10", note="已召开部署会"),))
    judged = (
        update("2025-04-10", note="已部署"),
        update("2025-04-12", assess="slow", reason="未见方案"),
        update("2025-06-20", note="方案已印发"),
    )
    again = soft._replace(id="KP-003", updates=judged)
    kept, rated = entries(soft._replace(updates=()), told, again, SCHOOLS)
    occasion = Occasion(kept, DAY)
    found = lines(Form.ASSESS, rated, occasion)
    assert [line.entry.target.id for line in found] == ["KP-002", "KP-003"]
    assert found[0].asked == {"assess", "reason"}
    shown = values(Form.ASSESS, found[1].entry, occasion)
    assert (shown["note"], shown["assessed"], shown["assessed_on"], shown["assessed_for"], shown["assess"]) == (
        *("方案已印发", "推进较慢", "2025-04-12", "未见方案"),
        "",
    )


def test_records_of_an_item_stand_together() -> None:
    """Where the first of them stands; ids count as numbers do."""
    made = [
        SCHOOLS._replace(id=id_, item=item)
        for id_, item in (("KP-2", "1"), ("KP-10", "1"), ("KP-9", "2"), ("KP-1", "3"), ("KP-11", ""))
    ]
    kept, rated = entries(*made)
    order = [line.entry.target.id for line in lines(Form.REGISTER, rated, Occasion(kept, DAY))]
    assert order == ["KP-1", "KP-2", "KP-10", "KP-9", "KP-11"]


def test_a_book_has_its_sheet_its_guide_and_what_it_carries() -> None:
    """Titles above the headings, cells by what they hold, tinted where they are open; the hidden sheet last."""
    i18n.use("zh")
    kept, rated = entries(SCHOOLS)
    occasion = Occasion(kept, DAY, unit="开平市教育局")
    found = book(Form.MONTH, lines(Form.MONTH, rated, occasion), occasion)
    sheet, guide, hidden = found.sheets
    assert (sheet.name, guide.name, hidden.name, hidden.is_hidden) == ("进展月报表", "填表说明", "_targettrack", True)
    assert sheet.rows[0] == (Cell("开平市政府工作报告进展月报表", Style.TITLE),)
    assert sheet.rows[1] == (Cell("填报单位：开平市教育局", Style.NOTE),)
    assert str(sheet.rows[2][0].value).startswith("请于2025年7月10日前报回")
    assert (sheet.headed, sheet.is_protected, sheet.fixed) == (4, True, 3)
    assert cells(sheet, "编号")[0] == Cell("KP-001")
    assert cells(sheet, "上次数据") == [
        Cell(Decimal(310), Style.TEXT, "个"),
        Cell(Decimal("120.5"), Style.TEXT, "个"),
        Cell(),
    ]
    assert cells(sheet, "完成时限")[0] == Cell(day("2025-12-31"))
    assert cells(sheet, "状态")[0] == Cell("按节点推进", Style.GREEN)
    assert cells(sheet, "数据")[0] == Cell(None, Style.INPUT)
    assert cells(sheet, "预测")[1] == Cell()
    assert [cell.style for cell in cells(sheet, "工作任务")] == [Style.TEXT, Style.REPEATED, Style.REPEATED]
    carried = from_book(found)
    assert carried is not None
    assert (carried.form, carried.plans, carried.unit, carried.as_of) == (Form.MONTH, ("KP",), "开平市教育局", DAY)
    assert carried.made == f"2025-05-31T10:00:00+08:00 {SCHOOLS.updates[1].key}"
    assert list(carried.rows) == [("KP-001", ""), ("KP-001", "赤坎镇"), ("KP-001", "水口镇")]
    assert carried.text(("KP-001", "赤坎镇"), "last") == "120.5个"
    assert carried.text(("KP-001", ""), "value") == ""


def test_what_neighbours_share_is_grey_below() -> None:
    """And is there all the same: no cells are merged, so that a table can be sorted."""
    kept, rated = entries(SCHOOLS, SCHOOLS._replace(id="KP-002"), SCHOOLS._replace(id="KP-003", item="73"))
    occasion = Occasion(kept, DAY)
    sheet = book(Form.REGISTER, lines(Form.REGISTER, rated, occasion), occasion).sheets[0]
    number = Decimal(72)
    assert cells(sheet, "No.") == [Cell(number), Cell(number, Style.REPEATED), Cell(Decimal(73))]
    assert [cell.style for cell in cells(sheet, "Section")] == [Style.TEXT, Style.REPEATED, Style.REPEATED]
    assert not sheet.merged


def test_a_column_that_says_nothing_and_asks_nothing_is_left_out() -> None:
    """No parts, no nodes: no columns for them; those that are filled in are always there."""
    bare = SCHOOLS._replace(goal=goal(">=", 940, unit="个"), checkpoints=(), updates=())
    kept, rated = entries(bare)
    occasion = Occasion(kept, DAY, unit="开平市教育局")
    sheet = book(Form.MONTH, lines(Form.MONTH, rated, occasion), occasion).sheets[0]
    headings = [cell.value for cell in sheet.rows[sheet.headed - 1]]
    assert not {"Part", "Next node", "Last figure"} & set(headings)
    assert {"Id", "Stage", "Figure", "Evidence"} <= set(headings)


def test_units_are_offered_from_the_ledger() -> None:
    """Those that lead and those that are listed."""
    kept, rated = entries(SCHOOLS, units=(Unit("开平市水利局"),))
    occasion = Occasion(kept, DAY)
    sheet = book(Form.DIVISION, [Line(rated[0])], occasion).sheets[0]
    offered = next(column.choices for column in sheet.columns if "开平市教育局" in column.choices)
    assert offered[:2] == ("开平市教育局", "开平市水利局")


def _as_text(value: Value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else "" if value is None else str(value)


@pytest.mark.parametrize("form", Form)
@settings(max_examples=15)
@given(one=targets())
def test_any_record_is_read_back_as_it_was_printed(form: Form, one: Target) -> None:
    """Whatever a record holds: each cell says what the form printed, and the hidden sheet says the same."""
    kept = ledger(one)
    occasion, line = Occasion(kept, DAY, unit="开平市教育局"), Line(selection.entry(kept, one, DAY))
    made = book(form, [line], occasion)
    again = read.book(write.book_bytes(made, DAY), "x.xlsx")
    assert from_book(again) == from_book(made)
    head = made.sheets[0].headed
    headings = [cell.value for cell in made.sheets[0].rows[head - 1]]
    codes = [caption.code for caption in captions(form) if caption.title in headings]
    row = (*(_as_text(cell.value) for cell in again.sheets[0].rows[head]), *[""] * len(codes))
    said = values(form, line.entry, occasion)
    assert dict(zip(codes, row, strict=False)) == {code: write.fitting(said[code]) for code in codes}


EXTENDED = target(
    "quantity",
    goal(">=", 100, unit="个"),
    update("2025-05-31", value=73),
    update("2025-06-10", deadline="2025-08-31", reason="汛期", authority="县政府"),
    deadline="2025-05-31",
)


@pytest.mark.parametrize(
    ("record", "wanted"),
    [(EXTENDED, "100%"), (SCHOOLS._replace(checkpoints=()), "41.67%"), (EXTENDED._replace(updates=()), "100%")],
)
def test_the_register_has_the_share_that_its_reason_has(record: Target, wanted: str) -> None:
    """One number: a figure of the old term is held against the old curve in both columns, whatever was granted since."""
    _kept, (rated,) = entries(record)
    found = said(Form.REGISTER, record)
    assert found["expected"] == wanted
    if rated.state.reason.expected is not None:
        assert f"{plain(rated.state.reason.expected)}%" == wanted


def test_a_planned_step_is_no_last_figure() -> None:
    """What a node plans was reported by nobody; the step that was reported stands there with its day."""
    steps = (checkpoint("2025-03-31", stage="完成主体工程"),)
    planned = SCHOOLS._replace(kind="milestone", goal=Goal(), checkpoints=steps, updates=())
    assert "last" not in said(Form.MONTH, planned, unit="开平市教育局")
    told = planned._replace(updates=(update("2025-05-31", stage="桩基完成"),))
    shown = said(Form.MONTH, told, unit="开平市教育局")
    assert (shown["last"], shown["last_as_of"]) == ("桩基完成", "2025-05-31")


def test_the_guide_names_only_columns_that_are_there() -> None:
    """Without planned nodes there is no column of the next one, and no word of it."""
    i18n.use("zh")
    for one, is_there in ((SCHOOLS, True), (SCHOOLS._replace(checkpoints=()), False)):
        kept, rated = entries(one)
        occasion = Occasion(kept, DAY, unit="开平市教育局")
        sheet, guide, _hidden = book(Form.MONTH, lines(Form.MONTH, rated, occasion), occasion).sheets
        headings = {cell.value for cell in sheet.rows[sheet.headed - 1]}
        text = "".join(str(row[0].value) for row in guide.rows)
        assert ("下一节点" in headings, "下一节点" in text) == (is_there, is_there)
