"""What a document says of itself: title, year, issuer, level, day, window. Knows no sections and no goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, date
from itertools import chain, islice, takewhile
from typing import TypeVar

from targettrack import dates
from targettrack.errors import UsageError
from targettrack.extract.extraction import Witness
from targettrack.extract.lines import Paragraph
from targettrack.extract.rules import PARTS, TITLES, Table
from targettrack.model import Level
from targettrack.named import NamedTuple

# The head of a document has so many paragraphs at most, its end so many; a session's day stands so near its name.
_HEAD, _TAIL, _NEAR, _SAMPLE = 40, 15, 3, 400
# A line of a title, of a session, and a paragraph that may have headings run into it.
_SHORTEST_TITLE, _LONGEST_TITLE, _LINE, _HEADING = 4, 60, 120, 80
# So many titles of other years stand in a list of links; so many kinds of witness overrule a session's misprinted day.
_LINKS, _AGAINST = 3, 3
WEAK = frozenset({"opening", "day", "text"})  # what is heard only where nobody else speaks
_NOVEMBER = 11  # a congress that meets from this month on plans the next year

ISSUERS = (TITLES.meets, TITLES.headed_by, TITLES.titled, TITLES.speaks_for)
T = TypeVar("T")


class About(NamedTuple):
    """What the document says of itself; None or "" where it does not say. As an argument: what the caller knows better."""

    title: str = ""
    year: int | None = None
    published: date | None = None
    issuer: str = ""
    level: Level | None = None
    start: date | None = None  # of the plan's window: 1 January, or the first year of a five-year plan
    end: date | None = None
    news: bool = False  # a digest of news: only what looks ahead is a promise
    name: str = ""  # of the file
    reports: bool = False  # to a congress, on the work done and to do
    witnesses: tuple[Witness, ...] = ()  # of the year, those that were followed first; none where it was given

    @property
    def doubted(self) -> bool:
        """Whether two witnesses that are worth hearing name different years."""
        return len({one.year for one in self.witnesses if one.source not in WEAK}) > 1


def about(paragraphs: tuple[Paragraph, ...], given: About, front: str = "") -> About:
    """Read what a document says of itself; what is given is kept. `front`: the title that its front matter names."""
    greeting = begins(paragraphs)
    head = paragraphs[: _HEAD if greeting is None else greeting + 1]
    sample = "\n".join(one.plain[:_SAMPLE] for one in paragraphs[:_SAMPLE])
    listed = _links(paragraphs[:_SAMPLE])
    title, signed = (given.title, "") if given.title else _title(head, front, listed)
    session = _session(paragraphs, head, signed or title)
    greeted = session is not None or greeting is not None
    title = title or (TITLES.untitled.word if greeted else "")
    day = given.published or session or _day(head)
    digest = len(list(islice(TITLES.news.finditer(sample), 2))) > 1 and not TITLES.report.search(sample)
    news = digest and not TITLES.official.search(title)
    told = given._replace(title="" if news else title, published=day)
    witnesses = _witnesses(() if news else paragraphs, told, session, listed) or _frequent(paragraphs)
    year = given.year or _settled(witnesses)
    if year is not None and not MINYEAR <= year <= MAXYEAR:
        raise UsageError("bad-year", value=str(year))
    lines = [title, *(one.plain[:300] for one in paragraphs[: len(head) + _NEAR])]
    issuer = given.issuer or _issuer(lines, given.name, sample)
    start, end = _window(told.title, year)
    spans = start is not None and end is not None and end.year > start.year
    return told._replace(
        title=title,
        year=start.year if start and spans and not given.year else year,
        issuer=issuer,
        level=given.level or _level(issuer, sample),
        start=start,
        end=end,
        news=news,
        reports=greeted and not spans,
        witnesses=() if given.year or spans else tuple(sorted(witnesses, key=lambda one: one.year != year)),
    )


def begins(paragraphs: Sequence[Paragraph]) -> int | None:
    """The number of the paragraph that greets the delegates, before any numbered part: what stands above it is the head."""
    above = takewhile(lambda one: not PARTS.chapter.match(one.plain), paragraphs[:_HEAD])
    return next((n for n, one in enumerate(above) if TITLES.begins.match(one.plain)), None)


def years(text: str) -> list[int]:
    """The years that a text names, in order; no days, and not the later end of a span."""
    return [int(match[0]) for match in TITLES.year.finditer(text)]


def _links(paragraphs: tuple[Paragraph, ...]) -> frozenset[str]:
    """The titles of several years' reports are a list of links on a page, and name no year of this one."""
    dated = {
        number: (one.plain, max(years(one.plain)))
        for number, one in enumerate(paragraphs)
        if len(one.plain) <= _LONGEST_TITLE and TITLES.official.search(one.plain) and years(one.plain)
    }
    if len({year for _text, year in dated.values()}) < _LINKS:
        return frozenset()
    return frozenset(text for number, (text, _year) in dated.items() if {number - 1, number + 1} & dated.keys())


def _title(head: tuple[Paragraph, ...], front: str, listed: frozenset[str]) -> tuple[str, str]:
    """The line that names a report or plan, best with its place or year; without and with the day and name behind it."""
    short = [
        one.plain
        for one in takewhile(lambda one: not _looks_back(one), head)
        if _SHORTEST_TITLE <= len(one.plain) <= _LONGEST_TITLE
        and one.role in {"text", "heading"}
        and not TITLES.meta.search(one.plain)
        and one.plain not in listed
        and (TITLES.title.search(one.plain) or not TITLES.session.search(one.plain))
    ]
    lines = [front, *short] if front else short
    titles = [text for text in lines[:20] if TITLES.title.search(text) and not TITLES.numbered.match(text)]
    if titles:
        signed = next((text for text in titles if years(text) or TITLES.place.search(text)), titles[0])
        return TITLES.signed.sub("", signed).strip(), signed
    if head and not short and (match := TITLES.run_together.match(head[0].plain)):
        return match[0], match[0]
    heading = next((one.plain for one in head[:8] if one.role == "heading" and one.plain in short), "")
    return heading or (short[0] if short and short[0] == head[0].plain else ""), ""


def _looks_back(paragraph: Paragraph) -> bool:
    """Tell whether a line is the heading of a review: no title stands behind it."""
    text = paragraph.plain
    is_title = TITLES.official.search(text) or TITLES.meta.search(text)
    return len(text) <= _HEADING and not is_title and PARTS.review.search(text) is not None


def _dates(text: str) -> list[date]:
    """The days that a text names with their year, in figures or characters."""
    found = dates.find(TITLES.zero.sub("〇", text), today=date(MINYEAR, 1, 1), year=None)
    return [one.period.last for one in found if one.period.precision == "day" and one.period.last.year > MINYEAR]


def _session(paragraphs: tuple[Paragraph, ...], head: tuple[Paragraph, ...], title: str) -> date | None:
    """The day of the congress: in the line that names it, in a short line beside it, in the title, or at the end."""
    for n, paragraph in enumerate(head):
        text = paragraph.plain[:_SAMPLE]
        if not (match := TITLES.session.search(text)):
            continue
        beside = [one.plain for one in head[max(0, n - _NEAR) : n + _NEAR + 1] if len(one.plain) <= _LONGEST_TITLE]
        before, behind = text[max(0, match.start() - _LINE) : match.start()], text[match.start() : match.end() + 40]
        days = chain(_dates(before)[-1:], chain.from_iterable(map(_dates, (behind, *beside, title))))
        if day := next(days, None):
            return day
    ends = (one.plain for one in paragraphs[-_TAIL:] if len(one.plain) <= _LINE and TITLES.session.search(one.plain))
    return next((day for text in (*ends, title) for day in _dates(text)), None)


def _day(head: tuple[Paragraph, ...]) -> date | None:
    return next(
        iter(_dates("\n".join(one.plain[:300] for one in head if not TITLES.meta.search(one.plain))[:_SAMPLE])), None
    )


def _headings(paragraphs: tuple[Paragraph, ...], listed: frozenset[str]) -> list[str]:
    """Short paragraphs, and what follows a number inside the long ones of a text without line ends."""
    headings = [
        one.plain[:_HEADING]
        for one in paragraphs
        if (len(one.plain) <= _HEADING or one.role == "heading") and one.plain not in listed
    ][:2000]
    inner = [
        one.plain[match.end() : match.end() + 40]
        for one in paragraphs[:50]
        if len(one.plain) > _SAMPLE
        for match in islice(PARTS.inner.finditer(one.plain), 200)
    ]
    return headings + inner


def _witnesses(
    paragraphs: tuple[Paragraph, ...], told: About, session: date | None, listed: frozenset[str]
) -> list[Witness]:
    """What says which year is planned, the weightiest first."""
    headings = [TITLES.far.sub("", text) for text in _headings(paragraphs, listed)]
    opening = [one.plain[:200] for one in paragraphs[:3000]]
    ahead = [text for text in headings if not PARTS.review.search(text)]
    day = told.published
    found: dict[str, list[int]] = {
        "session": [session.year + (session.month >= _NOVEMBER)] if session else [],
        "heading": _named(TITLES.half_year, headings[:20])
        or _named(TITLES.planned, ahead) + _named(TITLES.ahead, headings),
        "anchor": _named(TITLES.anchor, opening),
        "title": years(told.title)[:1],
        "name": [int(match[0]) for match in islice(TITLES.year_in_name.finditer(told.name), 1)],
        "review": [year + 1 for year in _named(TITLES.behind, headings)],
        "opening": _named(TITLES.opening, opening),
        "day": [day.year + (day.month >= _NOVEMBER)] if day and not session else [],
    }
    return [Witness(source, max(named)) for source, named in found.items() if named]


def _named(of: Table, texts: list[str]) -> list[int]:
    return [year for text in texts for match in of.finditer(text) for year in years(match[0])]


def _settled(witnesses: list[Witness]) -> int | None:
    """The day of the session decides; without one, the year that most kinds of witness name, the weightiest of equals."""
    votes = [one.year for one in witnesses if one.source not in {"session", "day"}]
    first, best = next(iter(witnesses), None), _commonest(votes)
    if best and first and first.source == "session":
        return best if first.year not in votes and votes.count(best) >= _AGAINST else first.year
    return best or (first.year if first else None)


def _frequent(paragraphs: tuple[Paragraph, ...]) -> list[Witness]:
    """The year that the text names most often, where nothing better says which is planned."""
    best = _commonest(sorted((year for one in paragraphs[:3000] for year in years(one.plain[:2000])), reverse=True))
    return [Witness("text", best)] if best else []


def _issuer(lines: list[str], name: str, sample: str) -> str:
    """Who promises: as the session, the speaker's office, the title, the greeting or the file's name has it, in this order."""
    if any(TITLES.state_speaks.search(line) for line in (*lines, name)):
        return TITLES.state.word
    said = (place for says in ISSUERS for line in lines for place in _places(says, line))
    place = next(said, "") or next(reversed(_places(TITLES.place_in_name, name)), "")
    if not place and _own(sample) is Level.PROVINCE:
        province = _commonest(match[0] for match in TITLES.province.finditer(sample)) or ""
        place = province + "".join(row.value for row, _match in TITLES.province.each(province))
    elif not place:
        # A digest names its government in passing: 开平市政府 at the beginning of several clauses.
        passing = sorted(_places(TITLES.in_passing, sample), reverse=True)
        best = _commonest(passing) or ""
        place = best if passing.count(best) > 1 else ""
    return place + TITLES.government.word if place else ""


def _places(of: Table, text: str) -> list[str]:
    """The places that a text names by more than their rank."""
    return [match[0] for match in of.finditer(text) if not TITLES.bare.fullmatch(match[0])]


def _commonest(found: Iterable[T]) -> T | None:
    """What is there most often; of equals, what comes first."""
    return next((one for one, _times in Counter(found).most_common(1)), None)


def _own(text: str) -> Level | None:
    """The tier that a text speaks of as its own: 代表县人民政府, 我县, 全镇."""
    if found := TITLES.spoken.first(text):
        return Level(found[0].value)
    tier = _commonest(row[0].value for match in TITLES.area.finditer(text) if (row := TITLES.area.first(match[0])))
    return Level(tier) if tier else None


def _level(issuer: str, sample: str) -> Level | None:
    """The tier of the issuer by its name; of a 市 that is no prefecture by what it governs; else by what the text calls its own."""
    if issuer == TITLES.state.word:
        return None  # it stands above all tiers
    towns, counties = (sum(1 for _ in of.finditer(sample)) for of in (TITLES.towns, TITLES.counties))
    place = issuer.removesuffix(TITLES.government.word)
    if found := TITLES.rank.first(place):
        tier, unless = found[0].values
        return Level(unless) if unless and not TITLES.prefecture.search(place) and counties <= towns else Level(tier)
    own = _own(sample)
    return Level.COUNTY if own is Level.CITY and towns > 2 * counties + 1 else own


def _window(title: str, year: int | None) -> tuple[date | None, date | None]:
    span = TITLES.span.search(title)
    ends = [int(found[0]) for found in islice(TITLES.full_year.finditer(span[0]), 2)] if span else []
    if ends:
        first, last = ends[0], ends[-1]
    elif TITLES.programme.search(title) and (end := plan_end(title)):
        first, last = end - 4, end
    elif year:
        first, last = year, min(year + 2, MAXYEAR) if TITLES.three_years.search(title) else year
    else:
        return None, None
    return date(first, 1, 1), date(last, 12, 31)


def plan_end(text: str) -> int | None:
    """The last year of the five-year plan that a text names: 十四五 ends with 2025."""
    found = TITLES.five.first(text)
    return int(found[0].value) if found else None
