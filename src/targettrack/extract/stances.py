"""Whether a heading, a part, a paragraph or a sentence promises or looks back, and how far ahead. Knows no levels, no goals."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from targettrack.extract import document
from targettrack.extract.document import About
from targettrack.extract.lines import Paragraph
from targettrack.extract.rules import PAIRS, PARTS, TENSES, TITLES

# Levels of headings that divide the document into its parts.
PART = 2
# An opening is looked for in so many characters, what it goes on to say in so many more; a window heads a heading.
_OPENING, _ON, _WINDOW, _TURN = 60, 400, 20, 1000
# A sentence's own year stands at its beginning; what it names, a little later.
_BEGINNING, _NAMED = 24, 30
# Of word pairs: the sum below which too few were met, what of them a hundred characters tell
# beyond any heading, and the length of a part without one.
_FEW, _LEANS, _CLEAR, _LONG = 1.0, 0.5, 1.5, 800


@dataclass(slots=True)
class Position:
    """Where in the document reading has come to, and what the headings above say."""

    about: About
    stances: dict[int, bool]  # what the heading of each level announces; level 0: what the words of a paragraph do
    titles: dict[int, str] = field(default_factory=dict)
    windows: dict[int, int | None] = field(default_factory=dict)  # the last year that the heading of a level looks to
    both: bool = False  # the heading names the year beside a longer window: which one is meant the paragraphs say
    block: int = 0
    paragraph: Paragraph = field(init=False)  # at hand
    later: tuple[Paragraph, ...] = ()  # the next ones
    once: bool = False  # this paragraph looks back, or explains words, whatever its section does
    over: bool = False  # the report is at its end; what follows are notes, unless a heading opens an annex
    explains: bool = False  # and they explain words
    annexed: bool = False  # 附件 has been said, and not yet of what

    @property
    def promises(self) -> bool:
        """Whether what stands here promises."""
        return not self.once and not self.over and self.stances[max(self.stances)]

    @property
    def end_year(self) -> int | None:
        """The last year that is looked ahead to, where it is not the plan's."""
        return self.windows[max(self.windows)] if self.windows else None


def stance(title: str, about: About) -> bool | None:
    """Tell what a heading announces: promises, a review, or nothing either way."""
    behind, ahead = PARTS.review.search(title), PARTS.promise.search(title)
    named = document.years(title)
    if about.year and named and not (ahead and behind):
        latest = max(named)
        if not ahead and latest < about.year and not PARTS.plans.search(title):
            return False
        if not ahead and not behind and latest >= about.year:
            return True
        if ahead and about.year - 2 <= latest < about.year and PARTS.work.search(title):
            return False
    if behind and ahead:
        # 过去一年工作回顾和今年工作安排 heads both parts; 未完成的目标任务完成情况 a review.
        late = behind.start() > ahead.start() and PARTS.late_review.fullmatch(ahead[0]) is not None
        return None if PARTS.both.search(title) else late
    return True if ahead else (False if behind else None)


def sure_stance(title: str, about: About) -> bool | None:
    """Tell what a heading announces where it has to contradict the part it stands in."""
    named = document.years(title)
    behind, ahead = PARTS.sure_review.search(title), PARTS.sure_promise.search(title)
    if behind and not ahead:
        return False
    if ahead and not behind:
        return not (about.year and named and max(named) < about.year)
    if about.year and named and not ahead and not behind and PARTS.year_heads.search(title):
        return max(named) >= about.year
    return None


def leaning(texts: Iterable[str]) -> tuple[float, float, int]:
    """What the words say that clauses begin with: the sum of their weights, that of a hundred characters, the length.

    Above zero for promises, below for a review; a weight is the logarithm of how much oftener a pair begins a clause there.
    """
    total, length = 0.0, 1
    for text in texts:
        length += len(text)
        for match in PAIRS.clause.finditer(text):
            if row := PAIRS.pairs.row(match[0]):
                ahead, behind = (int(value) for value in row.values)
                total += math.log((ahead + 10) / (behind + 10))
    return total, total / length * 100, length


def part_stance(title: str, about: About, texts: Iterable[str]) -> bool | None:
    """Tell what a part of the document does: what its heading says for sure, else its own words, else its heading."""
    said, sure = stance(title, about), sure_stance(title, about)
    if sure is not None and sure == said:
        return said
    total, density, _length = leaning(texts)
    if abs(total) < _FEW or abs(density) < (_LEANS if said is None else _CLEAR):
        return said
    return total > 0


def turns(texts: Iterable[str], *, promises: bool) -> bool:
    """Tell whether so much text of the other kind follows that it is another part."""
    total, density, length = leaning(texts)
    clear = length >= _LONG and abs(density) >= (_LEANS if length >= 2 * _LONG else _CLEAR)
    return clear and (total > 0) is not promises


def paragraph_stance(text: str, place: Position) -> None:
    """Some reports have no headings between their parts; the first words of a paragraph then tell."""
    about, opening = place.about, text[:_OPENING]
    tail = PARTS.tail.match(opening)
    if tail or not place.promises:
        if tail or (
            PARTS.ahead.match(opening) and PARTS.ahead_says.search(text[:_ON]) and _is_this_year(opening, about)
        ):
            place.stances[max(place.stances)] = True
        return
    if not place.windows and about.year and (term := PARTS.opens_term.match(opening)) and _is_slogan(place):
        last = document.plan_end(term[0]) or min(about.year + 4, 9999)
        if last > about.year:
            place.windows[PART], place.both = last, True
    if place.both and PARTS.annual.match(opening) and _is_this_year(opening, about):
        place.windows, place.both = dict.fromkeys(place.windows), False
    opens = TITLES.opening.match(opening)
    old = opens and about.year and document.years(opening) and document.years(opening)[0] < about.year
    if (
        (PARTS.past.match(opening) or old)
        and not PARTS.not_past.search(opening[:_WINDOW])
        and not PARTS.turns.search(text[:_TURN])
    ):
        if not place.titles:
            place.stances[0] = False
        elif max(place.titles) > max(place.stances) and max(place.titles) <= PART:
            place.stances[max(place.titles)] = False  # a part whose heading does not say that it looks back
        else:
            place.once = True


def _is_slogan(place: Position) -> bool:
    """Tell whether the heading of the part at hand says nothing of its time."""
    part = place.titles[min(place.titles)] if place.titles else ""
    return sure_stance(part, place.about) is None and not of_year(part, place.about)


def _is_this_year(text: str, about: About) -> bool:
    named = document.years(text)
    return not named or about.year is None or max(named) >= about.year


def horizon(title: str, about: About) -> tuple[int, bool] | None:
    """The last year that a heading looks ahead to, where it is not the plan's, and whether it names the plan's year as well.

    今后五年 in a report of a new term reaches to its fifth year; 十五五时期 to 2030.
    """
    if about.year is None:
        return None
    both = of_year(title, about)
    if PARTS.term.search(title):
        return min(about.year + 4, 9999), both
    # In a text without line ends the heading runs on into the section; only its beginning names a window.
    last = document.plan_end(title[: 2 * _WINDOW])
    if last and last > about.year and PARTS.period.search(title) and not PARTS.first_year.search(title):
        return last, both
    return None


def of_year(title: str, about: About) -> bool:
    """Tell whether a heading is of the plan's own year."""
    return about.year in document.years(title) or PARTS.this_year.search(title) is not None


def is_past(text: str, about: About) -> bool:
    """A result already achieved is never a draft, wherever it stands."""
    if about.news:
        return not TENSES.forward.search(text) or not TENSES.news_ahead.search(text)
    if TENSES.opening.match(text) and not TENSES.opening_ahead.search(text):
        return True
    if about.year and TENSES.year_first.match(text):
        latest = max((int(match[0]) for match in TENSES.year_named.finditer(text[:_BEGINNING])), default=about.year)
        if latest < about.year and not TENSES.belongs.search(text[:_NAMED]):
            return not TENSES.strives.search(text) or latest < about.year - 1
    if is_done(text) or (TENSES.won.search(text) and not TENSES.won_ahead.search(text)):
        return True
    return TENSES.achieved.search(text) is not None and not TENSES.forward.search(text)


def is_done(clause: str) -> bool:
    """Tell whether a clause, or a sentence by its first one, says that a thing is done: 已建成学校3所."""
    return TENSES.done.match(clause) is not None and not TENSES.striven.search(clause)
