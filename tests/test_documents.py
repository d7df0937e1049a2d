"""Documents in: what a Word document, a web page and a PDF say, and where each line of it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from papers import LINES, para, pdf, table, word
from targettrack.errors import TargettrackError
from targettrack.exchange import documents
from targettrack.exchange.documents import Place

ROWS = (("序号", "工作任务", "牵头单位"), ("1", "新建学校3所", "县教育局"), ("2", "新建公园2个", "县城管局"))
MENU = '<div class="nav"><a href="/">首页</a><a href="/x">政务公开</a><a href="/y">互动交流</a></div>'


def _lines(data: bytes, name: str = "x") -> list[str]:
    return documents.read(data, name).text.splitlines()


def test_word_paragraphs_and_their_places() -> None:
    """Each paragraph is a line; heads and feet are not read; empty ones do not count."""
    body = "".join(map(para, ("", *LINES)))
    found = documents.read(word(body, header1=para("某县人民政府公报")), "报告.docx")
    assert found.text.splitlines() == list(LINES)
    assert found.places[4] == ((0, Place(paragraph=5)),)


def test_word_numbers_that_stand_nowhere() -> None:
    """Word counts 一、二、 itself; its headings get the signs of Markdown."""
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    heading = '<w:style w:styleId="a1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    body = para("工作回顾", f'<w:pStyle w:val="a1"/>{numbered}') + para("工作安排", numbered)
    assert _lines(word(body, numbering=lists, styles=heading)) == ["## 一、工作回顾", "二、工作安排"]


def test_word_leaves_out_what_was_deleted() -> None:
    """A deletion that is kept on record is none of the text; an insertion is; a footnote stands at the end."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('新增学位')}<w:del>{run.format('800')}</w:del><w:ins>{run.format('940')}</w:ins>"
        f'<w:r><w:footnoteReference w:id="2"/></w:r>{run.format("个。")}</w:p>'
    )
    notes = f'<w:footnote w:id="2">{para("学位：一个座位。")}</w:footnote>'
    assert _lines(word(body, footnotes=notes)) == ["新增学位940[1]个。", "注释", "[1]学位：一个座位。"]


def test_word_tables_with_merged_cells() -> None:
    """The unit of a cell over two rows leads both; rows are named by table and row."""
    merged = {(1, 2): '<w:vMerge w:val="restart"/>', (2, 2): "<w:vMerge/>"}
    found = documents.read(word(table((*ROWS[:2], ("2", "新建公园2个", "")), merged)), "表.docx")
    assert found.text.splitlines() == [
        "| 序号 | 工作任务 | 牵头单位 |",
        "| 1 | 新建学校3所 | 县教育局 |",
        "| 2 | 新建公园2个 | 县教育局 |",
    ]
    assert found.places[2] == ((0, Place(table=1, row=3)),)


def test_a_page_without_its_menus() -> None:
    """Menus, scripts and footers are no part of the article; a table is one, and a frame is none."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    article = "".join(f"<p>&nbsp;&nbsp;{line}</p>" for line in LINES)
    page = f"<!DOCTYPE html><html><head><title>x</title></head><body>{MENU}<script>1</script><table><tr><td>{article}</td></tr></table>"
    found = _lines(f"{page}<table>{rows}</table><footer>某县人民政府主办</footer></body></html>".encode("gb18030"))
    assert found == [
        *LINES,
        "| 序号 | 工作任务 | 牵头单位 |",
        "| 1 | 新建学校3所 | 县教育局 |",
        "| 2 | 新建公园2个 | 县城管局 |",
    ]


def _written(lines: list[str], left: float = 90, top: float = 700) -> list[tuple[float, float, str]]:
    """Lines below one another; a space in front stands for two characters."""
    return [(left + 32 * line.startswith(" "), top - 28 * n, line.strip()) for n, line in enumerate(lines)]


def test_a_pdf_joins_lines_and_pages() -> None:
    """Lines of a paragraph are joined, over the end of a page too; heads and numbers of pages are left out."""
    first = [
        " 新增义务教育学位九百四十个年底前建成",
        "县第二水厂力争上半年完成三十公里污水管网",
        " 第二段从这里开始一直写到这一页的末尾并",
        "且还没有写完所以要翻到下一页去接着往下读",
    ]
    second = ["才能知道它说的是什么。", " 第三段。"]
    head = (90.0, 800.0, "某县人民政府公报")
    pages = [[head, *_written(first), (290.0, 40.0, "— 1 —")], [head, *_written(second), (290.0, 40.0, "— 2 —")]]
    found = documents.read(pdf(pages), "报告.pdf")
    assert found.text.splitlines() == [first[0].strip() + first[1], first[2].strip() + first[3] + second[0], "第三段。"]
    assert found.places[1] == ((0, Place(1, 2)), (39, Place(2, 1)))
    assert found.places[2] == ((0, Place(2, 2)),)


def test_columns_of_a_pdf_one_after_the_other() -> None:
    """Where a gutter parts the lines, the left column is read before the right one."""
    left = [" 左栏第一行文字内容写满", *["左栏接着写的文字一直到栏边"[:13]] * 5]
    right = [" 右栏第一行文字内容写满", *["右栏接着写的文字一直到栏边"[:13]] * 5]
    (found,) = [documents.read(pdf([[*_written(left, 50), *_written(right, 320)]]), "报.pdf").text.splitlines()]
    assert [line[:3] for line in found] == ["左栏第", "右栏第"]


def test_a_ruled_table_of_a_pdf() -> None:
    """Ruled lines make cells, and broken lines in a cell are one."""
    xs, ys = (60, 120, 340, 500), (700, 670, 620, 590)
    rules = [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]
    cells = [(xs[c] + 4, ys[r] - 20, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
    cells.append((xs[1] + 4, ys[1] - 40, "并投入使用"))
    found = documents.read(pdf([cells], rules), "表.pdf")
    assert found.text.splitlines()[1:] == ["| 1 | 新建学校3所并投入使用 | 县教育局 |", "| 2 | 新建公园2个 | 县城管局 |"]
    assert found.places[1] == ((0, Place(page=1, table=1, row=2)),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "document-is-doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "docx-encrypted"),
        (b"{\\rtf1 x}", "document-is-rtf"),
        (b"PK\x03\x04 and no more", "docx-damaged"),
        (word("<w:tbl><w:tr><w:tc>" * 40), "docx-damaged"),
        (word("<w:p/>" * 300_001), "docx-too-large"),
        (b"%PDF-1.7\nno more", "pdf-damaged"),
        (pdf([[]]), "pdf-without-text"),
        (b"<html><body>" + b"<div>" * 5000 + b"x", "html-too-large"),
        (b"<html><body>" + b"<p>x" * 300_001, "html-too-large"),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    """Whatever an office's mail brings is read or refused with one code."""
    with pytest.raises(TargettrackError) as refused:
        documents.read(data, "x")
    assert refused.value.code == code


def test_the_same_drafts_from_every_kind(run: Run, root: Path) -> None:
    """Text, Word and a page of the same report give the same drafts; Word names the paragraph."""
    files = {
        "报告.txt": "\n".join(LINES).encode(),
        "报告.docx": word("".join(map(para, LINES))),
        "报告.html": f"<html><body>{''.join(f'<p>{line}</p>' for line in LINES)}</body></html>".encode(),
    }
    found = []
    for name, data in files.items():
        (root.parent / name).write_bytes(data)
        found.append(run("extract", name, "-f", "json").data["drafts"])
    assert len(found[0]) == 3
    assert [[draft["title"] for draft in drafts] for drafts in found] == [[draft["title"] for draft in found[0]]] * 3
    assert found[1][0]["quotes"][0]["paragraph"] == 5
    assert b"paragraph 5" in run("extract", "报告.docx").out
