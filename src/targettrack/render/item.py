"""An item under review as a screen shows it: never more lines than there is room for, whatever was said or drafted."""

from collections.abc import Iterator
from itertools import pairwise

from targettrack.extract import Passage
from targettrack.i18n import _
from targettrack.model import Strength, Target
from targettrack.render import terminal
from targettrack.render.abridged import abridged, ended, shortened
from targettrack.render.document import Block, Cell, Document, Facts, text
from targettrack.render.goals import goal_phrase
from targettrack.render.look import Look
from targettrack.render.numbers import day, plain
from targettrack.render.places import place_of
from targettrack.render.proposals import because
from targettrack.render.safe import safe
from targettrack.render.words import word
from targettrack.views.item import DraftRow, Reviewed

_LINES_OF_A_TITLE = 2
LINES_OF_A_ROW = _LINES_OF_A_TITLE + 2
"""At most: what it promises takes one, what else is known of it another."""
LINES_BESIDE = 8
"""The header, three of the text and its neighbours at least, what was said last, and the question."""
_MOST_LINES_OF_TEXT = 6
_MOST_ROWS = 9
_MARGIN = 4
"""Cells that a number and its mark take before a row."""


def rows_of_a_page(look: Look) -> int:
    """Drafts that a screen shows at once: as many as one digit can name."""
    return max(1, min(_MOST_ROWS, (look.height - LINES_BESIDE) // LINES_OF_A_ROW))


def screen(item: Reviewed, look: Look) -> str:
    """An item for a screen."""
    rows = terminal.render(Document("", tuple(_rows(item, look))), look)
    room = look.height - LINES_BESIDE + 3 - rows.count("\n")
    above = [text(Cell(shortened(_header(item), look.width), "strong")), *_source(item, look, room)]
    return terminal.render(Document("", tuple(above)), look) + rows


def _header(item: Reviewed) -> str:
    place = _("{n} of {total} items").format(n=item.number, total=item.total)
    found = place_of(item.place) if item.place and item.place.line else ""
    parts = [place, _("item {item}").format(item=safe(item.key)), safe(item.plan), found, safe(item.section)]
    if item.pages > 1:
        parts.insert(2, _("{drafts} drafts, page {page} of {pages}").format(**item._asdict()))
    elif item.drafts > 1:
        parts.insert(2, _("{drafts} drafts").format(drafts=item.drafts))
    if item.skipped:
        parts.insert(2, _("skipped"))
    return "── " + " · ".join(filter(None, parts))


def _source(item: Reviewed, look: Look, room: int) -> Iterator[Block]:
    """What was said, the drafts' words marked, and its neighbours where there is room for them."""
    width, passage = look.width, item.passage
    if passage is None:
        yield text(Cell(shortened(_("(the text of the report is not at hand; these are the quotes)"), width), "muted"))
        quotes = " ".join(f"「{safe(quote)}」" for quote in item.quotes)
        yield text(shortened(quotes, _cells(width, max(1, room - 1))))
        return
    lines = max(1, min(_MOST_LINES_OF_TEXT, room - 2))
    if passage.before and room > 1:
        yield text(Cell(ended(safe(passage.before), width), "muted"))
    pieces = abridged(_pieces(passage), _cells(width, lines))
    yield text(*(Cell(piece, "marked" if marked else "") for piece, marked in pieces))
    if passage.after and room > 2:  # noqa: PLR2004  # one line for each of the three
        yield text(Cell(shortened(safe(passage.after), width), "muted"))


def _pieces(passage: Passage) -> list[tuple[str, bool]]:
    """The text cut at its marks, made safe."""
    borders = [0, *(border for mark in passage.marks for border in mark), len(passage.text)]
    pieces = ((safe(passage.text[first:last]), n % 2 == 1) for n, (first, last) in enumerate(pairwise(borders)))
    return [piece for piece in pieces if piece[0]]


def _cells(width: int, lines: int) -> int:
    """Cells of so many lines, less what breaking them between characters costs."""
    return lines * (width - 3) - 3


def _rows(item: Reviewed, look: Look) -> Iterator[Block]:
    """Each draft as its title, what it promises and who is to lead it, and what else is known of it."""
    room, pairs = look.width - _MARGIN, []
    for number, row in enumerate(item.rows, 1):
        title = shortened(safe(row.target.title), _cells(room, _LINES_OF_A_TITLE))
        pairs.append((f"{number}{'*' if row.chosen else ''}", Cell(title, _tone(row))))
        pairs.append(("", Cell(shortened(safe(_promise(row)), room))))
        pairs += [("", Cell(shortened(safe(more), room), "muted")) for more in filter(None, [_more(row)])]
    yield Facts(tuple(pairs))


def _tone(row: DraftRow) -> str:
    return "strong" if row.target.awaits_review else "muted"


def _promise(row: DraftRow) -> str:
    """What came of a draft, its kind and goal, deadline, lead unit, how firm it is and how sure."""
    target = row.target
    goal = goal_phrase(target.goal._replace(indicator=""), target.kind)
    deadline = _("ongoing") if target.deadline is None else day(target.deadline)
    parts = [
        _state(target),
        f"{word(target.kind)} {goal}".strip(),
        _doubted(target, "deadline", deadline),
        _lead(row),
        word(target.strength) if target.strength is Strength.STRETCH else "",
        plain(target.confidence),
    ]
    return " · ".join(filter(None, parts))


def _more(row: DraftRow) -> str:
    """Why a unit is proposed, who supports and who is in charge, tags."""
    target = row.target
    parts = [
        because(row.proposal) if row.proposal else "",
        _("with {units}").format(units=_(", ").join(target.supporting)) if target.supporting else "",
        target.leader,
        " ".join(f"#{tag}" for tag in target.tags),
    ]
    return " · ".join(filter(None, parts))


def _state(target: Target) -> str:
    if target.discarded:
        return _("discarded")
    return "" if target.draft else _("accepted")


def _lead(row: DraftRow) -> str:
    """Who leads it, or is proposed to: the proposal is what acceptance takes."""
    if row.proposal is None:
        return _doubted(row.target, "owner", row.target.owner) if row.target.owner else _("unassigned")
    return _("proposed: {unit}").format(unit=row.proposal.unit)


def _doubted(target: Target, name: str, said: str) -> str:
    """What is in a field, with a sign where the source does not state it."""
    return f"{said}?" if name in target.assumed else said
