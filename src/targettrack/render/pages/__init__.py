"""One page per view: the words and the order in which a person reads it. Knows views and words; knows no format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from targettrack.render.document import Document
    from targettrack.views.answer import Answer

_PAGES = {
    "Alerts": "alert",
    "Bulletin": "bulletin",
    "ByOwner": "byowner",
    "Checkup": "checkup",
    "Coverage": "coverage",
    "Detail": "detail",
    "Extracted": "extracted",
    "Listing": "listing",
    "Progress": "progress",
    "Receipt": "recorded",
    "YearEnd": "yearend",
}
"""Which module here has the `page` of a view. By name, because a command needs one page and JSON needs none."""


def page(answer: Answer) -> Document:
    """The document of an answer, in the language in use."""
    module = import_module(f"{__name__}.{_PAGES[type(answer.data).__name__]}")
    document: Document = module.page(answer.data, answer)
    return document
