"""View + words → text. A format is a module with a function `render`, of data with `pieces`; a new one is a file and a line."""

from collections.abc import Iterable
from importlib import import_module

from targettrack.render.look import Look
from targettrack.views.answer import Answer

FORMATS = {
    "table": "terminal",
    "lines": "lines",
    "json": "json",
    "ndjson": "ndjson",
    "markdown": "markdown",
    "html": "html",
    "csv": "csv",
}
"""Which module here renders a format. By name, because a run needs one of them: Rich alone costs 20 ms."""
PAPERS = ("docx", "xlsx")
"""Formats that are files of other programs, which `exchange` makes; only the report has them."""
DATA = frozenset({"json", "ndjson", "csv"})
"""Formats that are made from the view itself; the others from its page."""
AS_UTF8 = frozenset({"markdown", "html", "csv"})
"""Formats that are files, in UTF-8 by their own word or by custom, also where they come out on a screen."""
SUFFIXES = {
    ".txt": "lines",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
"""Which format the name of an output file asks for."""


def render(answer: Answer, format_: str, look: Look) -> Iterable[str]:
    """An answer as pieces of text, in the language in use, in a format of FORMATS: few large ones, or many small ones."""
    module = import_module(f"{__name__}.{FORMATS[format_]}")
    if format_ in DATA:
        pieces: Iterable[str] = module.pieces(answer, look)
        return pieces
    from targettrack.render.pages import page  # which JSON has none of

    return (module.render(page(answer), look),)
