"""Answers as one self-contained HTML page: nothing is fetched, data is escaped, only our own script may run."""

from targettrack.render.document import Document
from targettrack.render.html import blocks, shell
from targettrack.render.look import Look


def render(document: Document, look: Look) -> str:
    """The page; a progress report has its picture drawn before its words."""
    if document.drawn is None:
        head = "" if document.is_titled else f"<h1>{shell.text(document.title)}</h1>\n"
        body = head + blocks.html(document.blocks)
    else:
        from targettrack.render.html import report  # the drawing, which no other answer needs

        body = report.body(document.drawn, document, annex=look.annex)
    return shell.whole(document.title, body, "sheets" if document.sheets else "single" if document.single else "")
