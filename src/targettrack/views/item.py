"""A task of a plan as a reviewer sees it: where it was said, and some of its drafts with what is proposed for each."""

from targettrack.extract import Passage
from targettrack.ledger.proposal import Proposal
from targettrack.model import Quote, Target
from targettrack.named import NamedTuple


class DraftRow(NamedTuple):
    """One draft of the item, or what it has become in this sitting."""

    target: Target
    chosen: bool  # what is done next is done to the chosen ones, if any are
    proposal: (
        Proposal | None
    )  # the unit that leads it if it is accepted now, where no other was set; None: nobody is proposed


class Reviewed(NamedTuple):
    """An item on the screen: one page of its drafts."""

    key: str  # the number of the task; the id of a draft that belongs to none
    plan: str
    section: str
    number: int  # of the items of this sitting, from 1
    total: int
    skipped: bool
    passage: Passage | None  # None: the text of the report is not at hand, or has not these words
    quotes: tuple[str, ...]
    rows: tuple[DraftRow, ...]  # of this page
    drafts: int  # of the whole item
    page: int  # from 1
    pages: int
    place: Quote | None = None  # the first of the quotes, with where it stands; None: nothing is quoted
