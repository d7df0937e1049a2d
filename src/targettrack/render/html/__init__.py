"""Answers as one self-contained HTML page: nothing is fetched, data is escaped, only our own script may run."""

from __future__ import annotations

from targettrack.render.document import Document
from targettrack.render.html import blocks, shell
from targettrack.render.look import Look
from targettrack.render.pages import page
from targettrack.views.answer import Answer


def render(answer: Answer, _look: Look) -> str:
    """The page of an answer; a progress report has its picture drawn before its words."""
    document = page(answer)
    if document.drawn is None:
        return document_text(document)
    from targettrack.render.html import report  # the drawing, which no other answer needs

    return shell.whole(document.title, report.body(document.drawn, answer.as_of, document))


def document_text(document: Document) -> str:
    """The document as a page."""
    head = "" if document.is_titled else f"<h1>{shell.text(document.title)}</h1>\n"
    return shell.whole(document.title, head + blocks.html(document.blocks), sheets=document.sheets)
