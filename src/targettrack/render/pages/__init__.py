"""One page per view: the words and the order in which a person reads it. Knows views and words; knows no format."""

from importlib import import_module

from targettrack.render.document import Document
from targettrack.views.answer import Answer


def page(answer: Answer) -> Document:
    """The document of an answer, in the language in use.

    A view has its page in the module here that is named like its own: a command needs one of them, and JSON none.
    """
    name = type(answer.data).__module__.rpartition(".")[2]
    document: Document = import_module(f"{__name__}.{name}").page(answer.data, answer)
    return document
