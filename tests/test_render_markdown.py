"""Markdown shows data as it is: no markup, no HTML, no cell broken. Read back by a parser of Markdown, that of Rich."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from targettrack.render.document import Bar, Cell, Column, Document, Facts, Grid, Heading, text
from targettrack.render.look import Look
from targettrack.render.markdown import render
from targettrack.render.safe import safe

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def markdown(*blocks: object) -> str:
    """The text of a document without a title of its own."""
    return render(Document("题", (Heading("题", 1), *blocks)), Look())  # type: ignore[arg-type]  # each is a block


def test_a_document() -> None:
    """Title, heading, sentence, facts, table and bar, as Markdown writes them."""
    columns = (Column("编号"), Column("数", right=True), Column("内容", detail="原因"))
    rows = ((Cell("KP-1"), Cell("9", "strong"), Cell("学位", "red", "未更新")),)
    blocks = (
        Heading("总体"),
        text("共", Cell("3", "red"), "条"),
        Facts((("完成率", Cell("1/3")),)),
        Grid(columns, rows),
        Bar("完成", Decimal("53.30"), Decimal(75), "yellow"),
    )
    assert markdown(*blocks) == (
        "# 题\n\n## 总体\n\n共3条\n\n- 完成率: 1/3\n\n"
        "| 编号 | 数 | 内容 |\n| --- | ---: | --- |\n| KP-1 | 9 | 学位<br>未更新 |\n\n完成: 53.3% / 75%\n"
    )


def test_a_title_that_no_block_has() -> None:
    """The title of the document becomes the first heading."""
    assert render(Document("题", (text("句"),)), Look()) == "# 题\n\n句\n"


ANY = st.text(
    st.sampled_from("`*_{}[]()#+-=|~!<>&\\ 1.学\t\n\"':/@") | st.characters(exclude_categories=["Cs"]), max_size=30
)


@given(ANY)
@example("- 甲")
@example("1. 甲")
@example("+ 甲")
@example("    甲")
@example("# 甲")
@example("> 甲")
@example("---")
@example("===")
@example("***甲***")
@example("[甲](javascript:alert(1))")
@example("![甲](http://example.invalid/x.png)")
@example("<script>alert(1)</script>")
@example("<?php 甲")
@example("<pre 甲")
@example("<!-- 甲")
@example("<div 甲")
@example("&lt;b&gt; &copy;")
@example("甲|乙")
@example("http://example.invalid")
@example("~~甲~~")
def test_data_is_text_everywhere(data: str) -> None:
    """In a sentence, a heading, a fact and a cell, a parser finds the data as text and nothing else."""
    seen = " ".join(safe(data).split())
    if not seen:
        return
    assert _read(markdown(text(data))) == ["h1", "题", "p", seen]
    assert _read(markdown(Heading(data))) == ["h1", "题", "h2", seen]
    assert _read(markdown(Facts((("名", Cell(data)),)))) == ["h1", "题", "ul", "li", f"名: {seen}"]
    found = _read(markdown(Grid((Column("名"), Column("数")), ((Cell(data), Cell("1")),))))
    assert [one for one in found if one not in {"table", "thead", "tbody", "tr", "th", "td"}] == [
        *("h1", "题", "名", "数", seen, "1"),
    ]


@pytest.mark.parametrize("data", ["第一行\n第二行", "\x1b[31m", "\u202e"])
def test_no_control_character_is_raw(data: str) -> None:
    """A line break in data breaks no table; escapes are written out."""
    rows = ((Cell(data), Cell("1")),)
    lines = markdown(Grid((Column("名"), Column("数")), rows)).split("\n")
    assert len(lines) == 6
    assert not re.search("[\x00-\x1f\u202e]", lines[4])


def _read(markdown_text: str) -> list[str]:
    """Tags and texts of the page that the Markdown means, blanks folded."""
    pieces = re.findall(r"<[^>]*>|[^<]+", READER.render(markdown_text))
    shown = (re.sub(r"^<(\w+)[^>]*>$", r"\1", piece) for piece in pieces if not piece.startswith("</"))
    return [" ".join(html.unescape(piece).split()) for piece in shown if piece.strip()]
