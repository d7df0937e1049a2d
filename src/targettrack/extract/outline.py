"""Paragraphs → passages: under which heading each stands, whether it promises or reviews, and how far it looks ahead.

Also what the document says of itself: title, year, issuer, level, day. Knows no goals.
"""

# ruff: noqa: PLR2004, PLR0911 - lengths and windows are the rules of this file; its ladders return early

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise

from targettrack.errors import UsageError
from targettrack.extract import phrases
from targettrack.extract.clean import Paragraph
from targettrack.model import Level


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself; None or "" where it does not say."""

    title: str = ""
    year: int | None = None
    published: date | None = None
    issuer: str = ""
    level: Level | None = None
    start: date | None = None  # of the plan's window: 1 January, or the first year of a five-year plan
    end: date | None = None
    news: bool = False  # a digest of news: only what looks ahead is a promise


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a paragraph with what its place in the document says about it. Offsets are the paragraph's."""

    paragraph: Paragraph
    start: int
    end: int
    section: str
    promises: bool
    heading: bool  # a heading's own words: they name matters, and rarely promise
    item: bool  # one numbered or dotted entry of a list
    end_year: int | None  # the last year of the section's window, where it is not the plan's
    block: int  # grows with every heading: units and times named for a list end at the next one
    targets: bool = False  # under 主要预期目标


# --- what the document says of itself -------------------------------------------------------------------------------

_SESSION = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日[^。]{0,12}?在?[^。]{0,40}(?:代表大会|会议|人代会)")
_DAY = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月(\d{1,2})日")
_TITLE = re.compile(
    r"政府工作报告|任务分解|任务分工|责任分工|工作要点|重点工作|民生实事|规划|纲要|行动计划|实施方案|工作方案|工作报告|目标任务|责任清单|任务清单",
)
# A text in one line: its title is what stands before the first sign.
_RUN_TOGETHER = re.compile(r"[^。，:;]{2,50}?(?:规划纲要|发展规划|工作报告|任务分解表|工作要点|实施方案|行动计划)")
_PLACE = r"[\u4e00-\u9fff]{2,12}?(?:省|自治区|自治州|地区|盟|市|县|自治县|区|旗|镇|乡|街道|开发区|新区)"
_ISSUER = re.compile(
    rf"(?:代表|^|在|——|关于印发|[《\s])((?:{_PLACE}){{1,2}})(?:第.{{1,4}}届)?(?:人民政府|人民代表大会|政府|人民(?=代表))",
)
_IN_PASSING = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,5}?(?:省|自治区|自治州|市|县|区|旗|镇|乡|街道))(?:人民)?政府"
)
_YEAR_OF_WORK = re.compile(
    r"(?<!\d)(20\d\d)年?(?:度)?(?:全[市县区镇省州乡]|[\u4e00-\u9fff]{0,8}?)?(?:主要|政府|重点|经济社会|经济和社会|国民经济|总体|各项|市|县|区){0,4}(?:的)?(?:发展)?(?:的)?(?:主要)?(?:预期)?(?:工作安排|工作计划|工作部署|工作任务|工作打算|工作思路|工作建议|重点工作|重点任务|主要任务|主要目标|预期目标|发展目标|目标任务|任务|目标|工作要点|政府工作|工作重点|总体要求|民生实事|为民办实事)",
)
_AHEAD = re.compile(r"(?:展望|对|做好|围绕|奋进|决战|聚焦)(20\d\d)年")
_BEHIND = re.compile(r"(?:回顾|回望|总结)(20\d\d)年|(20\d\d)年[^，。]{0,8}(?:回顾|总结|工作情况|完成情况)")
_FIVE = re.compile(r"“?十([三四五六])五”?(?:时期|规划|发展|纲要)?|国民经济和社会发展第十([三四五六])个五年规划")
_SPAN = re.compile(r"[((](20\d\d)年?\s?[-—~至]{1,2}\s?(20\d\d)年?[))]")
_MUNICIPAL = ("北京市", "天津市", "上海市", "重庆市")


def about(
    paragraphs: tuple[Paragraph, ...],
    *,
    year: int | None,
    published: date | None,
    issuer: str,
    level: Level | None,
) -> About:
    """Read title, year, issuer, level and day from the beginning of the document; what is given is kept."""
    head = paragraphs[:40]
    title = _title(head)
    opening = "\n".join(paragraph.plain[:300] for paragraph in head)
    whole = "\n".join(paragraph.plain[:300] for paragraph in paragraphs[:400])
    headings = [
        paragraph.plain[:80] for paragraph in paragraphs if len(paragraph.plain) <= 80 or paragraph.role == "heading"
    ][:2000]
    headings += [
        paragraph.plain[match.end() : match.end() + 40]
        for paragraph in paragraphs[:50]
        if len(paragraph.plain) > 400
        for match in islice(_INNER.finditer(paragraph.plain), 200)
    ]
    day = published or _day(opening)
    found_issuer = issuer or _issuer(opening, whole)
    sample = "\n".join(paragraph.plain[:400] for paragraph in paragraphs[:400])
    news = len(re.findall(phrases.NEWS, sample)) >= 2 and not re.search(phrases.REPORT, sample) and year_free(title)
    found_year = (
        year
        or _year("" if news else title, [] if news else headings, () if news else paragraphs, day)
        or _frequent_year(paragraphs)
    )
    if found_year is not None and not 1 <= found_year <= 9999:
        raise UsageError("bad-year", value=str(found_year))
    found_level = level or _level(found_issuer, paragraphs)
    start, end = _window("" if news else title, found_year)
    if start and end and not year and end.year > start.year:
        found_year = start.year
    return About(title, found_year, day, found_issuer, found_level, start, end, news)


def year_free(title: str) -> bool:
    """Tell whether a title is not that of an official plan or report."""
    return not re.search(r"工作报告|任务分|工作要点|纲要", title)


def _title(head: tuple[Paragraph, ...]) -> str:
    short = [
        paragraph
        for paragraph in head
        if 4 <= len(paragraph.plain) <= 60
        and paragraph.role in {"text", "heading"}
        and not paragraph.plain.endswith(("。", ":", "，", ";"))
    ]
    for paragraph in short[:8]:
        if _TITLE.search(paragraph.plain) and not re.match(r"[一二三四五六七八九十]、|[((]|附件", paragraph.plain):
            return paragraph.plain
    if head and not short and (match := _RUN_TOGETHER.match(head[0].plain)):
        return match[0]
    heading = next((paragraph for paragraph in short[:5] if paragraph.role == "heading"), None)
    return heading.plain if heading else (short[0].plain if short and short[0] is head[0] else "")


def _day(opening: str) -> date | None:
    for match in (_SESSION.search(opening[:1500]), _DAY.search(opening[:400])):
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def _year(title: str, headings: list[str], paragraphs: tuple[Paragraph, ...], day: date | None) -> int | None:
    """The year that is planned: said in a heading, in the title, else the year after the one that is reviewed."""
    planned = [
        int(match[1])
        for text in [title, *headings]
        if not re.search(phrases.REVIEW, text)
        for match in _YEAR_OF_WORK.finditer(text)
    ]
    planned += [int(match[1]) for text in headings for match in _AHEAD.finditer(text)]
    if planned:
        return max(planned)
    for paragraph in paragraphs[:3000]:
        if match := _YEAR_OF_WORK.search(paragraph.plain[:200]):
            return int(match[1])
    if match := re.search(r"(20\d\d)年上半年", " ".join([title, *headings[:20]])):
        return int(match[1])
    behind = [int(match[1] or match[2]) for text in headings for match in _BEHIND.finditer(text)]
    if behind:
        return max(behind) + 1
    if match := re.search(r"(20\d\d)年", title):
        return int(match[1])
    if day:
        # A congress that meets in the last weeks of a year plans the next one.
        return day.year + (1 if (day.month, day.day) >= (11, 15) else 0)
    return None


def _frequent_year(paragraphs: tuple[Paragraph, ...]) -> int | None:
    counts: dict[int, int] = {}
    for paragraph in paragraphs[:3000]:
        for match in re.finditer(r"(?<![\d到\-—~])(20[12]\d)年", paragraph.plain[:2000]):
            counts[int(match[1])] = counts.get(int(match[1]), 0) + 1
    return max(counts, key=lambda found: (counts[found], found)) if counts else None


def _issuer(opening: str, whole: str) -> str:
    if match := re.search(rf"代表((?:{_PLACE}){{1,2}})(?:人民)?政府", opening):
        return match[1] + "人民政府"
    if match := re.search(rf"在((?:{_PLACE}){{1,2}})第.{{1,4}}届人民代表大会", opening):
        return match[1] + "人民政府"
    if match := _ISSUER.search(opening[:600]):
        return match[1] + "人民政府"
    # A digest names its government in passing: 开平市政府 at the beginning of several clauses.
    named = [match[1] for match in _IN_PASSING.finditer(whole)]
    place = max(set(named), key=lambda one: (named.count(one), one), default="")
    if named.count(place) > 1:
        return place + "人民政府"
    return ""


def _level(issuer: str, paragraphs: tuple[Paragraph, ...]) -> Level | None:
    place = issuer.removesuffix("人民政府")
    text = "".join(paragraph.plain[:600] for paragraph in paragraphs[:120])
    if place.endswith(("镇", "乡", "街道")):
        return Level.TOWN
    if place in _MUNICIPAL or place.endswith(("省", "自治区")) or re.search("我省|全省经济社会发展主要", text):
        return Level.PROVINCE
    if place.endswith(("县", "区", "旗", "自治县")):
        return Level.COUNTY
    if re.search("我镇|全镇|我乡|全乡|我街道", text) and not place:
        return Level.TOWN
    if re.search("我县|全县|我区|县政府", text) and not place:
        return Level.COUNTY
    if place.endswith(("市", "州", "盟", "地区")) or re.search("我市|全市|市政府", text):
        # A county-level city speaks of its towns, a prefecture of its counties and districts.
        county = (
            len(re.findall(r"各?镇[((](?:街|乡|街道)[))]|镇街|乡镇", text)),
            len(re.findall(r"各?县[((]?[市、]?区?|县域", text)),
        )
        return Level.COUNTY if place and county[0] > 2 * county[1] + 1 else Level.CITY
    return None


def _window(title: str, year: int | None) -> tuple[date | None, date | None]:
    if match := _SPAN.search(title):
        return date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)
    if re.search("规划|纲要", title) and (match := _FIVE.search(title)):
        first = 2021 + 5 * ("三四五六".index(match[1] or match[2]) - 1)
        return date(first, 1, 1), date(first + 4, 12, 31)
    if re.search("三年行动|三年计划", title) and year:
        return date(year, 1, 1), date(min(year + 2, 9999), 12, 31)
    return (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)


# --- sections --------------------------------------------------------------------------------------------------------

_LEVELS = (
    (1, re.compile(r"^第[一二三四五六七八九十]{1,3}[部编章](?:分)?")),
    (2, re.compile(r"^[一二三四五六七八九十]{1,3}、")),
    (3, re.compile(r"^[((][一二三四五六七八九十]{1,3}[))]|^第[一二三四五六七八九十]{1,3}节")),
    (4, re.compile(r"^\d{1,3}[.．、](?!\d)|^[((]?\d{1,3}[))]|^[①-⑳⑴-⒇]")),
    (5, re.compile(r"^[一二三四五六七八九十]{1,2}是|^第[一二三四五六七八九十]{1,2}[，,]")),
)
# Inside one paragraph: the OCR of a newspaper runs heading and text together (…工作:(一)锚定…).
_INNER = re.compile(
    r"(?<=[。:;!?”])\s?(?=[((][一二三四五六七八九十]{1,3}[))]|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]{1,2}是(?!一|否|个)"
    r"|第[一二三四五六七八九十]{1,3}[部章节]|\d{1,2}[.、][\u4e00-\u9fff“]|[①-⑳⑴-⒇])"
)
_YEAR_IN_HEADING = re.compile(r"(?<!\d)(20\d\d)年")
_TARGETS = re.compile(r"预期目标|主要目标(?!任务)|发展目标|奋斗目标|约束性指标|预期性指标")
_LIST_HEAD = re.compile(r"[:：]$")


@dataclass(slots=True)
class _Place:
    titles: dict[int, str]
    stances: dict[int, bool]  # what the heading of each level announces; level 0: what the words of a paragraph do
    end_year: int | None = None
    end_level: int = 9
    block: int = 0
    following: str = ""  # how the next paragraph begins
    once: bool = False  # this paragraph looks back, whatever its section does

    @property
    def promises(self) -> bool:
        return not self.once and self.stances[max(self.stances)]


def passages(paragraphs: tuple[Paragraph, ...], document: About) -> tuple[Passage, ...]:
    """Cut paragraphs at inner headings and give each piece its section and stance."""
    place = _Place({}, {0: _first_stance(paragraphs, document)})
    out: list[Passage] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role == "number":
            continue
        place.following = paragraphs[index + 1].plain[:20] if index + 1 < len(paragraphs) else ""
        place.once = False
        bounds = [0, *(match.start() for match in _INNER.finditer(paragraph.plain)), len(paragraph.plain)]
        for start, end in pairwise(bounds):
            if start < end:
                found = _pieces(paragraph, start, end, place, document)
                out += [replace(passage, promises=True) for passage in found] if document.news else found
    return tuple(out)


def _first_stance(paragraphs: tuple[Paragraph, ...], document: About) -> bool:
    """Before any heading says so: a report that comes to its plans later begins with what was done."""
    for paragraph in paragraphs[:5000]:
        text = paragraph.plain[:60]
        if len(paragraph.plain) > 24 and "。" in paragraph.plain and not _level_of(paragraph, text):
            if re.search(phrases.PAST_PARAGRAPH, text):
                return False
            if re.search(r"^今年|^(?:20\d\d)年[^，。]{0,20}目标", text):
                return True
            continue
        stance = _stance(text, document)
        if stance is not None and _level_of(paragraph, text):
            return True
    return True


def _stance(title: str, document: About) -> bool | None:
    """Tell what a heading announces: promises, a review, or nothing either way."""
    years = [int(match[1]) for match in _YEAR_IN_HEADING.finditer(title)]
    behind = re.search(phrases.REVIEW, title)
    ahead = re.search(phrases.PROMISE, title)
    if document.year and years and not ahead:
        if max(years) < document.year and not re.search("规划|计划", title):
            return False
        if max(years) >= document.year and not behind and re.search("年", title):
            return True
    if (
        document.year
        and years
        and ahead
        and not behind
        and max(years) < document.year
        and max(years) >= document.year - 2
        and re.search("工作|任务", title)
    ):
        return False
    if behind and ahead:
        # 过去一年工作回顾和今年工作安排 heads both parts; 未完成的目标任务完成情况 a review.
        return (
            None
            if re.search("[和与及]|以及", title)
            else behind.start() > ahead.start() and ahead[0] in ("下一步", "今后", "新的一年", "今年")
        )
    if behind:
        return False
    if ahead:
        return True
    return None


def _sure_stance(title: str, document: About) -> bool | None:
    """Tell what a heading announces where it has to contradict the part it stands in."""
    years = [int(match[1]) for match in _YEAR_IN_HEADING.finditer(title)]
    behind, ahead = re.search(phrases.SURE_REVIEW, title), re.search(phrases.SURE_PROMISE, title)
    if behind and not ahead:
        return False
    if ahead and not behind:
        return not (document.year and years and max(years) < document.year)
    if (
        document.year
        and years
        and not ahead
        and not behind
        and re.search(r"20\d\d年(?:度)?(?:的)?(?:主要)?(?:工作|任务|目标|$)", title)
    ):
        return max(years) >= document.year
    return None


def _level_of(paragraph: Paragraph, text: str) -> int:
    for level, pattern in _LEVELS:
        if pattern.match(text):
            return level
    if paragraph.role == "heading":
        return max(1, min(3, paragraph.depth - 1)) if paragraph.depth else 2
    return 0


def _same_level(text: str, level: int) -> bool:
    """Tell whether the next paragraph is the next item of the list, or names the unit of this one."""
    return (
        any(pattern.match(text) for number, pattern in _LEVELS if number == level)
        or re.match(r"(?:牵头|责任|配合|完成时)", text) is not None
    )


# The number of an entry is no part of its quote.
_SERIAL = re.compile(
    r"(?:\d{1,3}[.．、](?!\d)|[((]?\d{1,3}[)）]|[①-⑳⑴-⒇]|[一二三四五六七八九十]{1,2}是(?=[\u4e00-\u9fff])|第[一二三四五六七八九十]{1,2}[，,])\s?",
)
_STOP = re.compile("[。:;]")


def _pieces(paragraph: Paragraph, start: int, end: int, place: _Place, document: About) -> list[Passage]:
    text = paragraph.plain[start:end]
    level = _level_of(paragraph, text[:40]) if start == 0 or re.match(r"[((\d①-⒇一二三四五六七八九十]", text) else 0
    untitled = (
        paragraph.role == "text"
        and start == 0
        and len(text) <= 34
        and not re.search("[。，;:]", text[:-1])
        and text != document.title
    )
    if not level and untitled and not re.search("报告$", text) and _sure_stance(text, document) is not None:
        level = 2  # 展望2025年: a heading without a number
    if not level:
        _paragraph_stance(text, place, document)
        return [_passage(paragraph, start, end, place, heading=False, item=paragraph.role in ("bullet", "row"))]
    return _headed(paragraph, start, end, level, place, document)


def _headed(paragraph: Paragraph, start: int, end: int, level: int, place: _Place, document: About) -> list[Passage]:
    text = paragraph.plain[start:end]
    stop = _STOP.search(text)
    cut = min(stop.end() if stop else len(text), 80)
    title = text[:cut].rstrip("。:;")
    whole = not stop or stop.end() >= len(text)
    list_item = level >= 4 and (
        not whole
        or stop is not None
        or _same_level(place.following, level)
        or re.search(r"\d", re.sub(r"^[((]?\d{1,3}[.、))]?", "", title)) is not None
    )
    if level == 5 or list_item:
        _paragraph_stance(text, place, document)
        return [_passage(paragraph, start, end, place, heading=False, item=True)]
    for deeper in [known for known in place.titles if known >= level]:
        del place.titles[deeper]
    place.titles[level] = title[:60]
    place.block += 1
    inside = any(0 < known < level for known in place.stances)
    stance = _sure_stance(title, document) if inside else _stance(title, document)
    for deeper in [known for known in place.stances if known > level]:
        del place.stances[deeper]
    if stance is not None:
        place.stances[level] = stance
    elif level in place.stances and any(0 < known < level for known in place.stances):
        del place.stances[level]  # 存在的问题 is over; what the heading above announces holds again
    if level <= place.end_level:
        place.end_year, place.end_level = None, 9
    if (year := _horizon(title, document)) is not None:
        place.end_year, place.end_level = year, level
    first = _passage(paragraph, start, start + cut, place, heading=True, item=False)
    if start + cut >= end:
        return [first]
    _paragraph_stance(text[cut:], place, document)
    return [first, _passage(paragraph, start + cut, end, place, heading=False, item=False)]


def _horizon(title: str, document: About) -> int | None:
    """今后五年 in a report of a new term reaches to its fifth year; 十五五时期 to 2030."""
    if document.year is None:
        return None
    if re.search("今后五年|未来五年", title):
        return min(document.year + 4, 9999)
    # In a text without line ends the heading runs on into the section; only its beginning names a window.
    if match := _FIVE.search(title[:20]):
        last = 2025 + 5 * ("三四五六".index(match[1] or match[2]) - 1)
        return last if last > document.year and re.search("时期|规划|目标|末", title) else None
    return None


def _paragraph_stance(text: str, place: _Place, document: About) -> None:
    """Some reports have no headings between their parts; the first words of a paragraph then tell."""
    opening = text[:60]
    if re.match(r"是[:：]", opening):  # the tail of 主要预期目标是：, whose head a bad copy has lost
        place.stances[max(place.stances)] = True
        return
    if not place.promises:
        if re.search(
            r"^(?:各位代表[，:!]?)?(?:今年是|今年(?:的|政府|经济|全|工作)|做好今年|新的一年|(?:20\d\d)年，?(?:全|经济|政府|是|工作|我们)[^。]{0,30})",
            opening,
        ) and _of_year(text, document):
            place.stances[max(place.stances)] = True
        return
    old = re.match(r"(?:各位代表[，:!]?)?(20\d\d)年[，,全]", opening)
    past = re.search(phrases.PAST_PARAGRAPH, opening) or (old and document.year and int(old[1]) < document.year)
    if past and not re.search(r"今年|下一步|力争", opening[:20]):
        if not place.titles:
            place.stances[0] = False
        elif max(place.titles) > max(place.stances) and max(place.titles) <= 2:
            place.stances[max(place.titles)] = False  # a part whose heading does not say that it looks back
        else:
            place.once = True


def _of_year(text: str, document: About) -> bool:
    if not re.search(r"预期目标|总体要求|主要目标|工作安排|重点抓好|目标是", text[:400]):
        return False
    years = [int(match[1]) for match in re.finditer(r"(?<![到\d])(20\d\d)年", text[:60])]
    return not years or document.year is None or max(years) >= document.year


def _passage(paragraph: Paragraph, start: int, end: int, place: _Place, *, heading: bool, item: bool) -> Passage:
    if item and (serial := _SERIAL.match(paragraph.plain, start, end)):
        start = serial.end()
    numbered = [place.titles[level] for level in sorted(place.titles) if level <= 4]
    section = numbered[-1] if numbered else ""
    targets = any(_TARGETS.search(title) for title in numbered[-2:])
    return Passage(paragraph, start, end, section, place.promises, heading, item, place.end_year, place.block, targets)
