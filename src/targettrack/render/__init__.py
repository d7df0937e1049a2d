"""View + words → text. A format is a function in a dict; a new one is one file and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.render.csv import csv_text
from targettrack.render.html import html_text
from targettrack.render.json import json_text, ndjson_text
from targettrack.render.lines import lines_text
from targettrack.render.markdown import markdown_text
from targettrack.render.pages import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from targettrack.render.look import Look
    from targettrack.views.answer import Answer


def _table(answer: Answer, look: Look) -> str:
    from targettrack.render.terminal import terminal_text  # Rich: 20 ms that only a terminal pays

    return terminal_text(page(answer), look)


FORMATS: dict[str, Callable[[Answer, Look], str]] = {
    "table": _table,
    "lines": lambda answer, _look: lines_text(page(answer)),
    "json": json_text,
    "ndjson": ndjson_text,
    "markdown": lambda answer, _look: markdown_text(page(answer)),
    "html": lambda answer, _look: html_text(page(answer)),
    "csv": csv_text,
}
SUFFIXES = {
    ".txt": "lines",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
}
"""Which format the name of an output file asks for."""
