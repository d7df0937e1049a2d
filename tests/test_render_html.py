"""One self-contained page: escaped, with no way out to the network."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from targettrack import i18n
from targettrack.render.document import Bar, Cell, Column, Document, Facts, Heading, Table, text
from targettrack.render.html import document_text
from targettrack.render.safe import safe


class Reader(HTMLParser):
    """The tags, the attributes and the texts of a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def read(*blocks: object, title: str = "题") -> Reader:
    """A page with these blocks, read."""
    reader = Reader()
    reader.feed(document_text(Document(title, blocks)))  # type: ignore[arg-type]  # each is a block
    reader.close()
    assert reader.open == []
    return reader


def blocks_of(data: str) -> tuple[object, ...]:
    """Every sort of block with the same data in it."""
    table = Table((Column(data, right=True), Column("名")), ((Cell(data, "red", data), Cell("1")),))
    return (
        Heading(data),
        text(data, Cell(data, "red")),
        Facts(((data, Cell(data)),)),
        table,
        Bar(data, None, None, ""),
    )


ANY = st.text(st.sampled_from("<>&\"'=/ -!学") | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(ANY)
@example("<script>alert(1)</script>")
@example('"><img src=x onerror=alert(1)>')
@example("<!-- --> ]]> &amp; &#x3c;")
@example("\x1b[31m\u202e")
def test_data_is_text_everywhere(data: str) -> None:
    """The page has the tags and attributes that it has with harmless data, and the data as text."""
    page, harmless = read(*blocks_of(data), title=data), read(*blocks_of("学"), title="学")
    assert page.tags == harmless.tags
    assert page.attributes == harmless.attributes
    assert safe(data).strip() in "".join(page.texts)


def test_nothing_is_fetched_or_run() -> None:
    """No script, no link, no image, no address; the content policy forbids what somebody may add."""
    page = document_text(Document("题", (text("句"),)))
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|<script|<link|<img|<iframe|@import|url\(", page)


def test_the_page_says_its_language_and_its_encoding() -> None:
    """zh-CN or en, UTF-8, a title, headings in order."""
    i18n.use("zh")
    page = document_text(Document("进度报告", (text("句"),)))
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>进度报告</title>" in page
    assert "<h1>进度报告</h1>" in page
    i18n.use("en")
    assert '<html lang="en">' in document_text(Document("", ()))


def test_a_document_with_a_title_of_its_own_has_one() -> None:
    """A heading of the first level is not repeated."""
    assert read(Heading("进度报告", 1), title="进度报告").tags.count("h1") == 1


def test_tables_and_tones() -> None:
    """Numbers to the right, a light's colour beside its word, the reason below it."""
    columns = (Column("状态"), Column("数", right=True))
    page = document_text(Document("", (Table(columns, ((Cell("逾期", "red", "临期"), Cell("3")),)),)))
    assert '<th>状态</th><th class="right">数</th>' in page
    assert '<span class="red">逾期</span><br><small class="muted">临期</small>' in page
    assert '<td class="right">3</td>' in page


def test_a_bar_is_two_numbers() -> None:
    """Reached and expected."""
    assert "<p>完成: 53.3% / 75%</p>" in document_text(
        Document("", (Bar("完成", Decimal("53.30"), Decimal(75), "red"),))
    )
