"""What a document says of itself: title, year, issuer, level, day, window. Knows no sections and no goals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from itertools import islice

from targettrack.errors import UsageError
from targettrack.extract.clean import Paragraph
from targettrack.extract.phrases import parts, titles
from targettrack.model import Level

_SHORTEST_TITLE, _LONGEST_TITLE = 4, 60
# A paragraph up to the first length may be a heading; one beyond the second may have headings run into it.
_HEADING, _RUN_ON = 80, 400


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
    day = published or _day(opening)
    found_issuer = issuer or _issuer(opening, whole)
    sample = "\n".join(paragraph.plain[:400] for paragraph in paragraphs[:400])
    news = len(parts.NEWS.findall(sample)) > 1 and not parts.REPORT.search(sample) and year_free(title)
    found_year = (
        year
        or _year("" if news else title, [] if news else _headings(paragraphs), () if news else paragraphs, day)
        or _frequent_year(paragraphs)
    )
    if found_year is not None and not MINYEAR <= found_year <= MAXYEAR:
        raise UsageError("bad-year", value=str(found_year))
    found_level = level or _level(found_issuer, paragraphs)
    start, end = _window("" if news else title, found_year)
    if start and end and not year and end.year > start.year:
        found_year = start.year
    return About(title, found_year, day, found_issuer, found_level, start, end, news)


def _headings(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    """Short paragraphs, and what follows a number inside the long ones of a text without line ends."""
    headings = [
        paragraph.plain[:_HEADING]
        for paragraph in paragraphs
        if len(paragraph.plain) <= _HEADING or paragraph.role == "heading"
    ][:2000]
    inner = [
        paragraph.plain[match.end() : match.end() + 40]
        for paragraph in paragraphs[:50]
        if len(paragraph.plain) > _RUN_ON
        for match in islice(parts.INNER.finditer(paragraph.plain), 200)
    ]
    return headings + inner


def year_free(title: str) -> bool:
    """Tell whether a title is not that of an official plan or report."""
    return not re.search(r"工作报告|任务分|工作要点|纲要", title)


def _title(head: tuple[Paragraph, ...]) -> str:
    short = [
        paragraph
        for paragraph in head
        if _SHORTEST_TITLE <= len(paragraph.plain) <= _LONGEST_TITLE
        and paragraph.role in {"text", "heading"}
        and not paragraph.plain.endswith(("。", ":", "，", ";"))
    ]
    for paragraph in short[:8]:
        if titles.TITLE.search(paragraph.plain) and not re.match(
            r"[一二三四五六七八九十]、|[((]|附件", paragraph.plain
        ):
            return paragraph.plain
    if head and not short and (match := titles.RUN_TOGETHER.match(head[0].plain)):
        return match[0]
    heading = next((paragraph for paragraph in short[:5] if paragraph.role == "heading"), None)
    return heading.plain if heading else (short[0].plain if short and short[0] is head[0] else "")


def _day(opening: str) -> date | None:
    for match in (titles.SESSION.search(opening[:1500]), titles.DAY.search(opening[:400])):
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
        if not parts.REVIEW.search(text)
        for match in titles.YEAR_OF_WORK.finditer(text)
    ]
    planned += [int(match[1]) for text in headings for match in titles.AHEAD.finditer(text)]
    if planned:
        return max(planned)
    for paragraph in paragraphs[:3000]:
        if match := titles.YEAR_OF_WORK.search(paragraph.plain[:200]):
            return int(match[1])
    return _year_in_passing(title, headings, day)


def _year_in_passing(title: str, headings: list[str], day: date | None) -> int | None:
    if match := titles.HALF_YEAR.search(" ".join([title, *headings[:20]])):
        return int(match[1])
    behind = [int(match[1] or match[2]) for text in headings for match in titles.BEHIND.finditer(text)]
    if behind:
        return max(behind) + 1
    if match := titles.ANY_YEAR.search(title):
        return int(match[1])
    # A congress that meets in the last weeks of a year plans the next one.
    return day.year + ((day.month, day.day) >= (11, 15)) if day else None


def _frequent_year(paragraphs: tuple[Paragraph, ...]) -> int | None:
    counts: dict[int, int] = {}
    for paragraph in paragraphs[:3000]:
        for match in re.finditer(r"(?<![\d到\-—~])(20[12]\d)年", paragraph.plain[:2000]):
            counts[int(match[1])] = counts.get(int(match[1]), 0) + 1
    return max(counts, key=lambda found: (counts[found], found)) if counts else None


def _issuer(opening: str, whole: str) -> str:
    if match := re.search(rf"代表((?:{titles.PLACE}){{1,2}})(?:人民)?政府", opening):
        return match[1] + "人民政府"
    if match := re.search(rf"在((?:{titles.PLACE}){{1,2}})第.{{1,4}}届人民代表大会", opening):
        return match[1] + "人民政府"
    if match := titles.ISSUER.search(opening[:600]):
        return match[1] + "人民政府"
    # A digest names its government in passing: 开平市政府 at the beginning of several clauses.
    named = [match[1] for match in titles.IN_PASSING.finditer(whole)]
    place = max(set(named), key=lambda one: (named.count(one), one), default="")
    if named.count(place) > 1:
        return place + "人民政府"
    return ""


def _level(issuer: str, paragraphs: tuple[Paragraph, ...]) -> Level | None:
    """The level of the issuer by its name, else by what the text calls its area: 我县, 全镇."""
    place = issuer.removesuffix("人民政府")
    text = "".join(paragraph.plain[:600] for paragraph in paragraphs[:120])
    county = place.endswith(("县", "区", "旗"))
    if place.endswith(("镇", "乡", "街道")):
        return Level.TOWN
    if place in titles.MUNICIPAL or place.endswith(("省", "自治区")) or titles.OUR_PROVINCE.search(text):
        return Level.PROVINCE
    if not place and titles.OUR_TOWN.search(text):
        return Level.TOWN
    if county or (not place and titles.OUR_COUNTY.search(text)):
        return Level.COUNTY
    if place.endswith(("市", "州", "盟", "地区")) or titles.OUR_CITY.search(text):
        # A county-level city speaks of its towns, a prefecture of its counties and districts.
        towns, counties = len(titles.TOWNS.findall(text)), len(titles.COUNTIES.findall(text))
        return Level.COUNTY if place and towns > 2 * counties + 1 else Level.CITY
    return None


def _window(title: str, year: int | None) -> tuple[date | None, date | None]:
    if match := titles.SPAN.search(title):
        return date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)
    if re.search("规划|纲要", title) and (match := titles.FIVE.search(title)):
        first = 2021 + 5 * ("三四五六".index(match[1] or match[2]) - 1)
        return date(first, 1, 1), date(first + 4, 12, 31)
    if re.search("三年行动|三年计划", title) and year:
        return date(year, 1, 1), date(min(year + 2, MAXYEAR), 12, 31)
    return (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
