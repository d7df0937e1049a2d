"""Whether a sentence tells of a result instead of promising one. Knows no headings and no clauses."""

from __future__ import annotations

import re

from targettrack.extract.document import About
from targettrack.extract.phrases import parts, tenses

_PAST_OPENING = re.compile(parts.PAST_OPENING)
_YEARS = re.compile(r"(?<![\d到至])(20\d\d)年")


def is_past(text: str, about: About) -> bool:
    """A result already achieved is never a draft, wherever it stands."""
    forward = tenses.FORWARD.search(text)
    if about.news:
        return forward is None or _news_past(text)
    if _PAST_OPENING.search(text) and not re.search(r"力争|下一步|今年(?!以来)", text):
        return True
    if about.year:
        years = [int(match[1]) for match in _YEARS.finditer(text[:24])]
        if (
            years
            and max(years) < about.year
            and re.match(r"(?:到|在|截至)?20\d\d年", text)
            and not re.search("规划|计划|年底前建成的", text[:30])
        ):
            return not re.search(r"力争|争取|确保|目标", text) or max(years) < about.year - 1
    if tenses.DONE_ALREADY.search(text) and not re.search(r"力争|争取|确保|下一步|年底前|将(?!军)", text):
        return True
    if tenses.WON.search(text) and not tenses.WON_AHEAD.search(text):
        return True
    return tenses.ACHIEVED.search(text) is not None and forward is None


def _news_past(text: str) -> bool:
    return re.search(r"力争|到20\d\d年|将(?!军|领|近)|未来|接下来|下一步|有望|计划(?!的)|为目标|目标进度", text) is None
