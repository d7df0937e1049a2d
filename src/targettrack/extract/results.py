"""Whether a sentence tells of a result instead of promising one. Knows no headings and no clauses."""

from __future__ import annotations

from targettrack.extract.document import About
from targettrack.extract.rules import table

# A sentence's own year stands at its beginning; what it names, a little later.
_BEGINNING, _NAMED = 24, 30

OPENING, OPENING_AHEAD, FORWARD = (table("tenses", name) for name in ("opening", "opening_ahead", "forward"))
YEAR_FIRST, YEAR, BELONGS, STRIVES = (
    table("tenses", name) for name in ("year_first", "year_named", "belongs", "strives")
)
DONE, STRIVEN, ACHIEVED = (table("tenses", name) for name in ("done", "striven", "achieved"))
WON, WON_AHEAD, NEWS_AHEAD = (table("tenses", name) for name in ("won", "won_ahead", "news_ahead"))


def is_past(text: str, about: About) -> bool:
    """A result already achieved is never a draft, wherever it stands."""
    if about.news:
        return not FORWARD.search(text) or not NEWS_AHEAD.search(text)
    if OPENING.match(text) and not OPENING_AHEAD.search(text):
        return True
    if about.year and YEAR_FIRST.match(text):
        latest = max((int(match[0]) for match in YEAR.finditer(text[:_BEGINNING])), default=about.year)
        if latest < about.year and not BELONGS.search(text[:_NAMED]):
            return not STRIVES.search(text) or latest < about.year - 1
    if is_done(text):
        return True
    if WON.search(text) and not WON_AHEAD.search(text):
        return True
    return ACHIEVED.search(text) is not None and not FORWARD.search(text)


def is_done(clause: str) -> bool:
    """Tell whether a clause, or a sentence by its first one, says that a thing is done: 已建成学校3所."""
    return DONE.match(clause) is not None and not STRIVEN.search(clause)
