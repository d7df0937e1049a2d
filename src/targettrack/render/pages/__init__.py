"""One page per view: the words and the order in which a person reads it. Knows views and words; knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.render.pages.alert import alerts_page
from targettrack.render.pages.checkup import checkup_page
from targettrack.render.pages.detail import detail_page
from targettrack.render.pages.listing import listing_page
from targettrack.render.pages.progress import progress_page
from targettrack.render.pages.recorded import receipt_page
from targettrack.views.alert import Alerts
from targettrack.views.checkup import Checkup
from targettrack.views.detail import Detail
from targettrack.views.listing import Listing
from targettrack.views.progress import Progress
from targettrack.views.recorded import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from targettrack.render.document import Document
    from targettrack.views.answer import Answer

_PAGES: dict[type, Callable[[Any, Answer], Document]] = {
    Alerts: alerts_page,
    Checkup: checkup_page,
    Detail: detail_page,
    Listing: listing_page,
    Progress: progress_page,
    Receipt: receipt_page,
}


def page(answer: Answer) -> Document:
    """The document of an answer, in the language in use."""
    return _PAGES[type(answer.data)](answer.data, answer)
