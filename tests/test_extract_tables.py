"""Tables of tasks and indicators, and brackets with owner and time: what each row promises, in whose words."""

from __future__ import annotations

from datetime import date

import pytest

from targettrack import extract

HEAD = "平川县2025年重点工作目标\n"


def told(text: str) -> list[tuple[str, str, str]]:
    """Title, value with unit, and lead unit of each draft."""
    drafts = extract.draft(HEAD + text, year=2025).drafts
    return [(one.title, f"{one.goal.value or ''}{one.goal.unit}", one.owner) for one in drafts]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| 指标 | 单位 | 2025年目标 |\n|---|---|---|\n| 城镇新增就业 | 万人 | 3.5 |\n| 粮食产量 | 万吨 | 12 |",
            ["3.5万人", "12万吨"],
        ),
        (
            "| 指标 | 目标 |\n|---|---|\n| 地区生产总值 | 增长5.5%左右 |\n| 城镇新增就业 | 4500人以上 |",
            ["5.5%", "4500人"],
        ),
        ("指标\t单位\t目标值\n森林覆盖率\t%\t41.5\n造林面积\t亩\t6000以上", ["41.5%", "6000亩"]),
        ("指标名称   计量单位   计划\n新增发明专利   件   30\n技术合同成交额   亿元   ≥2.6", ["30件", "2.6亿元"]),
        ("|指标|2024年实际|2025年目标|\n|粮食产量|11.4万吨|12万吨|", ["12万吨"]),
        ("|指标|完成情况|今年任务数|\n|新建公厕|8座|10座|", ["10座"]),
        ("|指标|2020年|2025年|\n|城镇化率|51%|58%|", ["58%"]),
        ("（单位：万吨）\n|指标|上年|目标|\n|粮食产量|11|12|\n|水果产量|3|3.4|", ["12万吨", "3.4万吨"]),
        ("|指标|目标（亿元）|\n|固定资产投资|86|", ["86亿元"]),
        ("|指标（单位）|目标|\n|固定资产投资（亿元）|86|\n|新增市场主体（户）|1200|", ["86亿元", "1200户"]),
        ("（单位：个、万元）\n|项目|数量|投资额|\n|改造老旧小区|12|800|", ["12个", "800万元"]),
    ],
)
def test_each_row_of_indicators_is_a_target(table: str, expected: list[str]) -> None:
    """The unit of a column, of the heading or of the name goes to the figure; last year's column is left alone."""
    assert [figure for _title, figure, _owner in told(table)] == expected


def test_a_table_of_projects() -> None:
    """Name, count, unit and lead unit are one target; each row is one item that quotes its cells as they stand."""
    table = (
        "| 项目 | 数量 | 单位 | 责任单位 |\n|---|---|---|---|\n"
        "| 改造老旧小区 | 12 | 个 | 县住建局 |\n| 新建停车位 | 800 | 个 | 县城管局 |"
    )
    assert told(table) == [("改造老旧小区12个", "12个", "县住建局"), ("新建停车位800个", "800个", "县城管局")]
    found = extract.draft(HEAD + table, year=2025)
    assert [(item.key, item.quote, item.line) for item in found.items] == [
        ("1", "改造老旧小区|12", 4),
        ("2", "新建停车位|800", 5),
    ]


def test_a_column_of_a_later_year() -> None:
    """到2027年 in the heading of a column is the deadline of its figures."""
    drafts = extract.draft(HEAD + "|指标|2025年目标|2027年目标|\n|托位数|900个|1500个|", year=2025).drafts
    assert [(one.goal.value, one.deadline) for one in drafts] == [(900, date(2025, 12, 31)), (1500, date(2027, 12, 31))]


@pytest.mark.parametrize(
    ("text", "owner", "supporting", "deadline"),
    [
        ("建成县第二水厂（县水务局牵头，10月底前完成）。", "县水务局", (), date(2025, 10, 31)),
        ("建成县第二水厂（县水务局，6月底前），加强管护。", "县水务局", (), date(2025, 6, 30)),
        ("建成县第二水厂（县财政局配合，县水务局牵头，9月底前）。", "县水务局", ("县财政局",), date(2025, 9, 30)),
        ("建成县第二水厂（牵头单位：县水务局；完成时限：8月底）。", "县水务局", (), date(2025, 8, 31)),
    ],
)
def test_a_bracket_with_owner_and_time(text: str, owner: str, supporting: tuple[str, ...], deadline: date) -> None:
    """Who does it and by when stand in one bracket, in either order, at the end or inside a sentence."""
    draft = extract.draft(HEAD + text, year=2025).drafts[0]
    assert (draft.owner, draft.supporting, draft.deadline) == (owner, supporting, deadline)
    assert "deadline" not in draft.assumed
    assert draft.quote == "建成县第二水厂"
