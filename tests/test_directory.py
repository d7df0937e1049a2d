"""The units of a government: the usual ones with the names of its place and level, and whose a matter is."""

from __future__ import annotations

from collections import Counter

import pytest

from targettrack import directory
from targettrack.directory import Directory
from targettrack.leads import Lead
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


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("推进文旅、交建等公司混改", ["混改"]),  # what is behind 等 is what the things are
        ("建成绕城高速、马尾大桥、南台大道等64个项目", ["高速"]),  # most of them are one unit's
        ("建成中央商务区、东湖湿地公园等50个项目", []),  # one of two is not most
        ("加强社区、医疗机构、体育场等重点区域管控", []),
        ("制造业增加值占生产总值比重达到27%", ["制造业"]),  # not what it is a share of
        ("坚决贯彻市委提振干部干事创业精气神的要求", []),  # words of two units, each in passing
        ("推进农村改革、农业现代化", ["农村改革"]),
    ],
)
def test_a_clause_that_does_not_tell(clause: str, words: list[str]) -> None:
    """A wrong unit costs an office more than none: what stands in a list or in passing names nobody."""
    leads = Directory((), None, "高唐县人民政府").usually(clause)
    assert [lead.word for lead in leads] == words


@pytest.mark.parametrize(
    ("clause", "around", "unit"),
    [
        ("建生态驳岸17.5公里", "建生态驳岸17.5公里、滨河绿道100公里、串珠公园50个", "高唐县城市管理局"),
        ("建生态驳岸17.5公里", "建生态驳岸17.5公里、滨河绿道100公里", ""),  # one word may stand there in passing
        ("建生态驳岸17.5公里", "建生态驳岸17.5公里、滨河绿道100公里、公园50个、农村公路1公里", ""),
        ("坚决贯彻干部干事创业的要求", "建滨河绿道100公里、串珠公园50个", ""),  # the clause has words of its own
    ],
)
def test_what_stands_around_a_clause(clause: str, around: str, unit: str) -> None:
    """The sentence tells only where the clause has no word, and where several words speak for one unit and none for another."""
    leads = Directory((), None, "高唐县人民政府").usually(clause, around)
    assert [lead.unit for lead in leads] == ([unit] if unit else [])


@pytest.mark.parametrize(
    ("year", "clause", "unit"),
    [
        (2018, "新增参保1万人", "唐山市人力资源和社会保障局"),
        (2019, "新增参保1万人", "唐山市医疗保障局"),
        (2018, "开展土地整治", "唐山市国土资源局"),
        (2023, "深化政务服务改革", "唐山市政务服务管理局"),
        (2024, "深化政务服务改革", "唐山市数据和政务服务局"),
        (2023, "建设大数据平台", "唐山市大数据管理局"),
        (2024, "建设大数据平台", "唐山市数据和政务服务局"),
        (None, "建设大数据平台", "唐山市数据和政务服务局"),
    ],
)
def test_the_name_in_the_year_of_the_plan(year: int | None, clause: str, unit: str) -> None:
    """No unit leads before it is founded: until then it is the one whose matter it was."""
    assert Directory((), Level.CITY, "唐山市人民政府", year=year).usually(clause)[0].unit == unit


def test_two_rows_of_one_unit_go_together() -> None:
    """Where one unit has the matters of two rows, a name that is in use for the first is used for both."""
    found = Directory((), Level.COUNTY, "高唐县人民政府", ["高唐县行政审批服务局"])
    assert found.usually("建设大数据平台")[0].unit == "高唐县行政审批服务局"


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


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("高唐县工业和信息化局", "工信局"),
        ("高唐县卫生健康局", "卫健局"),  # two rows of the stock list
        ("高唐县行政审批服务局", "数据局"),  # what the usual one is called elsewhere
    ],
)
def test_a_unit_in_use_keeps_its_short_names(name: str, short: str) -> None:
    """Whoever has begun to assign may go on to type 工信局; what names another known unit is not taken from it."""
    found = Directory((), Level.COUNTY, "高唐县人民政府", [name])
    assert short in found.known[name]
    listed = Unit("高唐县工业信息服务中心", (short,), Level.COUNTY)
    assert short not in Directory((listed,), Level.COUNTY, "高唐县人民政府", [name]).named.get(name, ())


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
