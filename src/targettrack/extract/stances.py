"""Whether a heading or a paragraph opens promises or a review. Knows no levels and no list items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from targettrack.extract.document import About
from targettrack.extract.phrases import parts, titles

# Levels of headings that divide the document into its parts.
_PART = 2

_YEAR_IN_HEADING = re.compile(r"(?<!\d)(20\d\d)年")


@dataclass(slots=True)
class Position:
    """Where in the document reading has come to, and what the headings above say."""

    titles: dict[int, str]
    stances: dict[int, bool]  # what the heading of each level announces; level 0: what the words of a paragraph do
    end_year: int | None = None
    end_level: int = 9
    block: int = 0
    following: str = ""  # how the next paragraph begins
    once: bool = False  # this paragraph looks back, whatever its section does

    @property
    def promises(self) -> bool:
        """Whether what stands here promises."""
        return not self.once and self.stances[max(self.stances)]


_AHEAD_OF_REVIEW = ("下一步", "今后", "新的一年", "今年")


def stance(title: str, document: About) -> bool | None:
    """Tell what a heading announces: promises, a review, or nothing either way."""
    behind, ahead = parts.REVIEW.search(title), parts.PROMISE.search(title)
    years = [int(match[1]) for match in _YEAR_IN_HEADING.finditer(title)]
    if document.year and years and not (ahead and behind):
        latest = max(years)
        if not ahead and latest < document.year and not re.search("规划|计划", title):
            return False
        if not ahead and not behind and latest >= document.year:
            return True
        if ahead and document.year - 2 <= latest < document.year and re.search("工作|任务", title):
            return False
    if behind and ahead:
        # 过去一年工作回顾和今年工作安排 heads both parts; 未完成的目标任务完成情况 a review.
        both = re.search("[和与及]|以及", title)
        return None if both else behind.start() > ahead.start() and ahead[0] in _AHEAD_OF_REVIEW
    return True if ahead else (False if behind else None)


def sure_stance(title: str, document: About) -> bool | None:
    """Tell what a heading announces where it has to contradict the part it stands in."""
    years = [int(match[1]) for match in _YEAR_IN_HEADING.finditer(title)]
    behind, ahead = parts.SURE_REVIEW.search(title), parts.SURE_PROMISE.search(title)
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


def paragraph_stance(text: str, place: Position, document: About) -> None:
    """Some reports have no headings between their parts; the first words of a paragraph then tell."""
    opening = text[:60]
    if re.match(r"是[:：]", opening):  # the tail of 主要预期目标是：, whose head a bad copy has lost
        place.stances[max(place.stances)] = True
        return
    if not place.promises:
        if re.search(
            r"^(?:各位代表[，:!]?)?(?:今年是|今年(?:的|政府|经济|全|工作)|做好今年|新的一年|(?:20\d\d)年，?(?:全|经济|政府|是|工作"
            r"|我们)[^。]{0,30})",
            opening,
        ) and _of_year(text, document):
            place.stances[max(place.stances)] = True
        return
    old = re.match(r"(?:各位代表[，:!]?)?(20\d\d)年[，,全]", opening)
    past = re.search(parts.PAST_PARAGRAPH, opening) or (old and document.year and int(old[1]) < document.year)
    if past and not re.search(r"今年|下一步|力争", opening[:20]):
        if not place.titles:
            place.stances[0] = False
        elif max(place.titles) > max(place.stances) and max(place.titles) <= _PART:
            place.stances[max(place.titles)] = False  # a part whose heading does not say that it looks back
        else:
            place.once = True


def _of_year(text: str, document: About) -> bool:
    if not re.search(r"预期目标|总体要求|主要目标|工作安排|重点抓好|目标是", text[:400]):
        return False
    years = [int(match[1]) for match in re.finditer(r"(?<![到\d])(20\d\d)年", text[:60])]
    return not years or document.year is None or max(years) >= document.year


def horizon(title: str, document: About) -> int | None:
    """今后五年 in a report of a new term reaches to its fifth year; 十五五时期 to 2030."""
    if document.year is None:
        return None
    if re.search("今后五年|未来五年", title):
        return min(document.year + 4, 9999)
    # In a text without line ends the heading runs on into the section; only its beginning names a window.
    if match := titles.FIVE.search(title[:20]):
        last = 2025 + 5 * ("三四五六".index(match[1] or match[2]) - 1)
        return last if last > document.year and re.search("时期|规划|目标|末", title) else None
    return None
