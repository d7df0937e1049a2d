"""One self-contained page: escaped, with no way out to the network."""

from __future__ import annotations

import re
from base64 import b64encode
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from targettrack import i18n
from targettrack.render.document import Bar, Cell, Column, Document, Facts, Grid, Heading, text
from targettrack.render.html import render
from targettrack.render.look import Look
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
    reader.feed(render(Document(title, blocks), Look()))  # type: ignore[arg-type]  # each is a block
    reader.close()
    assert reader.open == []
    return reader


def blocks_of(data: str) -> tuple[object, ...]:
    """Every sort of block with the same data in it."""
    table = Grid((Column(data, right=True), Column("名")), ((Cell(data, "red", data), Cell("1")),))
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
    """No address, no link but within the page; the content policy forbids all but our own style and script."""
    page = render(Document("题", tuple(blocks_of("学"))), Look())  # type: ignore[arg-type]  # each is a block
    found = dict(re.findall(r"([a-z-]+) ([^;\"]+)", re.findall(r'Policy" content="([^"]+)"', page)[0]))
    assert found["default-src"] == "'none'"
    for tag in ("style", "script"):
        for content in re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", page, re.DOTALL):
            digest = b64encode(sha256(content.encode()).digest()).decode()
            assert found[f"{tag}-src"] == f"'sha256-{digest}'"
    assert not re.search(r"https?:|<link|<img|<iframe|<object|<base|@import|url\(|\bsrc=|\bon[a-z]+=", page)
    assert [link for link in re.findall(r'href="([^"]*)"', page) if not link.startswith("#")] == []


def test_the_page_says_its_language_and_its_encoding() -> None:
    """zh-CN or en, UTF-8, a title, headings in order."""
    i18n.use("zh")
    page = render(Document("进度报告", (text("句"),)), Look())
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>进度报告</title>" in page
    assert "<h1>进度报告</h1>" in page
    i18n.use("en")
    assert '<html lang="en">' in render(Document("", ()), Look())


def test_a_document_with_a_title_of_its_own_has_one() -> None:
    """A heading of the first level is not repeated."""
    assert read(Heading("进度报告", 1), title="进度报告").tags.count("h1") == 1


def test_tables_and_tones() -> None:
    """Numbers to the right, a light's colour beside its word, the reason below it."""
    columns = (Column("状态"), Column("数", right=True))
    page = read(Grid(columns, ((Cell("逾期", "red", "临期"), Cell("3")),)))
    shown = [one.strip() for one in page.texts if one.strip()]
    start = shown.index("状态")
    assert shown[start : start + 5] == ["状态", "数", "逾期", "临期", "3"]
    classes = [name for name, value in page.attributes if name == "class" and value and "right" in value.split()]
    assert len(classes) == 2
    assert any(name == "class" and "red" in (value or "").split() for name, value in page.attributes)


def test_a_bar_is_two_numbers() -> None:
    """Reached and expected."""
    shown = "".join(read(Bar("完成", Decimal("53.30"), Decimal(75), "red")).texts)
    for part in ("完成", "53.3%", "75%"):
        assert part in shown
