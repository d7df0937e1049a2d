"""The units of a government: the usual ones with the names of its place and level, and whose a matter is."""

from __future__ import annotations

from collections import Counter

import pytest

from targettrack import directory
from targettrack.directory import Directory, Lead
from targettrack.model import Level, Unit


@pytest.mark.parametrize(
    ("issuer", "level", "text", "unit"),
    [
        ("开平市人民政府", Level.COUNTY, "新增义务教育学位940个", "开平市教育局"),
        ("甘肃省人民政府", None, "新增义务教育学位940个", "甘肃省教育厅"),
        ("北京市人民政府", Level.PROVINCE, "新增义务教育学位940个", "北京市教育局"),
        ("新疆维吾尔自治区人民政府", None, "固定资产投资增长8%", "新疆维吾尔自治区发展和改革委员会"),
        ("甘南藏族自治州人民政府", None, "固定资产投资增长8%", "甘南藏族自治州发展和改革委员会"),
        ("高唐县人民政府", None, "固定资产投资增长8%", "高唐县发展和改革局"),
        ("高唐县人民政府", None, "开展志愿服务", "中共高唐县委社会工作部"),
        ("高唐县人民政府", None, "空气质量优良天数300天", "市生态环境局高唐县分局"),
        ("水口镇人民政府", Level.TOWN, "固定资产投资增长8%", "水口镇经济发展办公室"),
    ],
)
def test_the_usual_unit_of_a_place(issuer: str, level: Level | None, text: str, unit: str) -> None:
    """It bears the name that its level has for it, with its place in front or where the name has it."""
    assert Directory((), level, issuer).usually(text)[0].unit == unit


@pytest.mark.parametrize("issuer", ["", "国务院"])
def test_no_place_no_units(issuer: str) -> None:
    """Who the units are is not guessed where the place or its level is not known."""
    assert Directory((), None, issuer).usually("新增义务教育学位940个") == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("新改建农村公路50公里", "农村公路"),  # not 农村, which is shorter
        ("引进青年人才2000人", "青年人才"),
        ("加快开发区道路建设", "开发区"),  # not 道路, a word of many
    ],
)
def test_the_most_telling_word(text: str, word: str) -> None:
    """Of several words the longest tells, and one of many matters only where no other stands."""
    assert Directory((), None, "高唐县人民政府").usually(text)[0].word == word


def test_listed_units_come_first() -> None:
    """A unit that the office lists under a name of a usual one takes its place with the usual words, too."""
    listed = Unit("高唐县教育和体育局", ("教体局",), Level.COUNTY, ("全民健身",))
    found = Directory((listed,), Level.COUNTY, "高唐县人民政府")
    assert found.leads("开展全民健身活动") == (Lead("高唐县教育和体育局", "全民健身"),)
    assert found.leads("新增学位940个") == ()
    assert found.usually("新增学位940个") == (Lead("高唐县教育和体育局", "学位"),)


def test_a_branch_is_a_unit_of_the_place() -> None:
    """A branch of a unit of the city bears the name of the county without its last character."""
    branch = Unit("聊城市生态环境局高唐分局", ("生态环境分局",), Level.COUNTY, ("空气质量",))
    assert Directory((branch,), Level.COUNTY, "高唐县人民政府").listed == (branch,)


@pytest.mark.parametrize("name", ["高唐县行政审批服务局", "县行政审批服务局"])
def test_a_unit_in_use_takes_the_place_of_the_usual_one(name: str) -> None:
    """The ledger says what a unit is called here."""
    found = Directory((), Level.COUNTY, "高唐县人民政府", [name])
    assert found.usually("深化政务服务改革") == (Lead(name, "政务服务"),)


def test_a_unit_in_use_keeps_the_names_of_the_usual_one() -> None:
    """工信局 is 顺平县工业和信息化局 also where that leads something already; not where somebody else is called so."""
    used = ("顺平县工业和信息化局",)
    assert "工信局" in Directory((), Level.COUNTY, "顺平县人民政府", used).known["顺平县工业和信息化局"]
    both = Directory((), Level.COUNTY, "顺平县人民政府", (*used, "工信局")).known
    assert "工信局" not in both["顺平县工业和信息化局"]


def test_short_names() -> None:
    """With and without the kind of place; an abbreviation is the unit's, another name is one that it has elsewhere."""
    units = {unit.name: (unit.aliases, elsewhere) for unit, elsewhere in directory.usual("江门市", Level.CITY)}
    aliases, elsewhere = units["江门市发展和改革委员会"]
    assert {"发展和改革委员会", "市发展和改革委员会", "发改委", "市发改委"} <= set(aliases)
    assert {"江门市发改局", "江门市发展和改革局"} <= set(elsewhere)
    assert units["江门市体育局"][1] == ()  # not 文化和旅游局, which counties have for it: that is another unit here


def test_another_government_is_somebody_else() -> None:
    """Units of another place are never proposed."""
    other = Unit("江门市教育局", ("市教育局",), Level.CITY, ("学位",))
    assert Directory((other,), Level.COUNTY, "高唐县人民政府").leads("新增学位940个") == ()


@pytest.mark.parametrize("level", list(Level))
def test_a_word_speaks_for_one_unit(level: Level) -> None:
    """No word of the stock list is claimed by two units of a level, or by one twice."""
    words = Counter(lead.removeprefix("~") for one in directory.usual("某市", level) for lead in one.unit.leads)
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("level", list(Level))
def test_a_name_means_one_unit(level: Level) -> None:
    """No name or short name of the stock list is that of two units of a level."""
    named: dict[str, set[str]] = {}
    for unit, elsewhere in directory.usual("某市", level):
        for name in (unit.name, *unit.aliases, *elsewhere):
            named.setdefault(name, set()).add(unit.name)
    assert {name: units for name, units in named.items() if len(units) > 1} == {}
