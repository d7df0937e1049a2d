"""Documents as one self-contained HTML page: no request to anywhere, data escaped, a strict content policy."""

from __future__ import annotations

from html import escape as escape_html
from typing import TYPE_CHECKING

from targettrack import i18n
from targettrack.render.document import Bar, Facts, Heading, Paragraph, Table
from targettrack.render.numbers import percent
from targettrack.render.pages import page
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from targettrack.render.document import Block, Cell, Document
    from targettrack.render.look import Look
    from targettrack.views.answer import Answer

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8886; }
.right { text-align: end; white-space: nowrap; }
.red { color: light-dark(#b00020, #ff8a80); font-weight: 600; }
.yellow { color: light-dark(#7a5200, #ffd54f); font-weight: 600; }
.green { color: light-dark(#1b6e2d, #81c784); }
.blue, .blue-outline { color: light-dark(#0b57a4, #90caf9); }
.grey, .muted, .none { color: light-dark(#5a5a5a, #b0b0b0); }
.strong { font-weight: 700; }
dt { font-weight: 600; } dd { margin: 0 0 .4rem 0; }
@media print { @page { size: A4; margin: 20mm; } body { max-width: none; margin: 0; } }
"""


def render(answer: Answer, _look: Look) -> str:
    """The page of an answer."""
    return document_text(page(answer))


def document_text(document: Document) -> str:
    """The document as a page."""
    body = "\n".join(_html(block) for block in document.blocks)
    language = "zh-CN" if i18n.language() == "zh" else "en"
    title = _text(document.title)
    head = "" if document.is_titled else f"<h1>{title}</h1>\n"
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
{head}{body}
</body>
</html>
"""


def _text(text: str) -> str:
    return escape_html(safe(text), quote=True)


def _span(cell: Cell) -> str:
    shown = f'<span class="{_text(cell.tone)}">{_text(cell.text)}</span>' if cell.tone else _text(cell.text)
    return f'{shown}<br><small class="muted">{_text(cell.detail)}</small>' if cell.detail else shown


def _html(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            return "<p>" + "".join(_span(cell) for cell in block.cells) + "</p>"
        case Facts():
            pairs = "".join(f"<dt>{_text(name)}</dt><dd>{_span(cell)}</dd>" for name, cell in block.pairs)
            return f"<dl>{pairs}</dl>"
        case Table():
            return _table(block)
        case Bar():
            return f"<p>{_text(block.label)}: {percent(block.actual)} / {percent(block.expected)}</p>"


def _table(table: Table) -> str:
    classes = [' class="right"' if column.right else "" for column in table.columns]
    head = "".join(f"<th{c}>{_text(column.title)}</th>" for c, column in zip(classes, table.columns, strict=True))
    rows = (
        "<tr>" + "".join(f"<td{c}>{_span(cell)}</td>" for c, cell in zip(classes, row, strict=True)) + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"
