"""Papers of Word: page, grid, cells that are the numbers of JSON, templates, notices; in LibreOffice no page is empty."""

import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from conftest import Run
from running import Outcome, error
from targettrack.exchange import seal
from targettrack.exchange.papers.word import widths_of
from targettrack.render.document import Cell, Column, Grid

AS_OF = ("--as-of", "2025-09-30", "--plan", "EX2025")
BULLETIN = ("report", "--form", "bulletin", *AS_OF)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A folder with the ledger of the fictional county."""
    county = tmp_path / "county"
    county.mkdir()
    monkeypatch.chdir(county)
    assert run("init", "--example").code == 0
    return county


def refused(outcome: Outcome, code: str, **params: str | int) -> bool:
    """Whether a command said that, and nothing more."""
    return outcome.said == error(code, **params) and not outcome.out


def paper(run: Run, place: Path, *more: str, name: str = "a.docx", code: int = 0) -> Path:
    """A bulletin in a file."""
    assert run(*BULLETIN, *more, "-o", name).code == code
    return place / name


def test_the_page_is_that_of_the_standard(place: Path, run: Run) -> None:
    """A4, margins 37/35/28/26 mm, 22 lines to the text and 28 signs to the line; annexes lie across."""
    document = Document(str(paper(run, place, "--lang", "zh")))
    first, last = document.sections[0], document.sections[-1]
    sizes = (first.page_width, first.page_height, first.top_margin, first.bottom_margin)
    assert [round(size / Mm(1)) for size in (*sizes, first.left_margin, first.right_margin)] == [
        210,
        297,
        37,
        35,
        28,
        26,
    ]
    grid = first._sectPr.xml
    assert 'w:type="linesAndChars"' in grid
    assert 'w:linePitch="579"' in grid  # 22 × 579 twips are 225 mm
    assert (round(last.page_width / Mm(1)), round(last.page_height / Mm(1))) == (297, 210)
    text = document.styles["Paper Text"]
    assert text.font.size is not None
    assert text.font.size.pt == 16
    assert text.paragraph_format.line_spacing.pt == pytest.approx(28.95)  # type: ignore[union-attr]  # a length


def test_its_parts_come_in_the_order_of_offices(place: Path, run: Run) -> None:
    """Name, number, to whom, the four parts, annexes, who signs and the day."""
    path = paper(run, place, "--issue", "3", "--since", "2025-06-30", "--lang", "zh")
    said = [one.text for one in Document(str(path)).paragraphs if one.text]
    assert said[:2] == ["督查通报", "〔2025〕第3期"]
    assert said[3] == "关于《示例县2025年政府工作报告（虚构示例）》目标任务落实情况的通报"
    assert said[4] == "各有关单位："
    parts = [one[2:].split("（")[0] for one in said if re.match(r"[一二三四五六七八]、", one)]
    assert parts[:4] == ["总体情况", "分类进展", "未达序时清单", "上期通报事项整改情况"]
    assert parts[-1] == "工作要求"
    day = said.index("2025年9月30日")
    assert said[day - 3 : day] == ["附件1：未达序时事项清单", "附件2：分类进展", "示例县人民政府（虚构）"]


def test_the_tables_are_the_numbers_of_json(place: Path, run: Run) -> None:
    """The first annex has the ids of `attention` in their order, each with its lead unit; its heading is repeated."""
    data = run(*BULLETIN, "-f", "json").json["data"]
    table = Document(str(paper(run, place))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[1] for row in rows[1:]] == data["attention"]
    owners = [data["targets"][id_]["owner"] or "unassigned" for id_ in data["attention"]]
    assert [row[rows[0].index("Lead unit")] for row in rows[1:]] == owners
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_the_same_report_has_the_same_bytes(place: Path, run: Run) -> None:
    """And replaces itself; what somebody has touched it does not replace, but with --overwrite."""
    path = paper(run, place)
    first = path.read_bytes()
    assert seal.is_untouched(first)
    assert paper(run, place).read_bytes() == first
    document = Document(str(path))
    document.add_paragraph("我加的一句")
    document.save(str(path))
    touched = path.read_bytes()
    assert refused(run(*BULLETIN, "-o", "a.docx"), "filled-in", path="a.docx")
    assert path.read_bytes() == touched
    assert paper(run, place, "--overwrite").read_bytes() == first


def test_a_template_keeps_its_page_and_its_styles(place: Path, run: Run) -> None:
    """The office's own file gives the page; its text does not come along."""
    own = Document()
    own.sections[0].left_margin = Mm(20)
    own.add_paragraph("某某办公室旧稿")
    own.save("own.docx")
    document = Document(str(paper(run, place, "--template", "own.docx")))
    assert round((document.sections[0].left_margin or 0) / Mm(1)) == 20
    assert "某某办公室旧稿" not in [one.text for one in document.paragraphs]


def bomb() -> bytes:
    """A file of Word whose text would be 200 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"<a>" + b" " * (200 << 20) + b"</a>")
    return out.getvalue()


ENTITY = io.BytesIO()
with zipfile.ZipFile(ENTITY, "w") as entity:
    entity.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
EMPTY = io.BytesIO()
with zipfile.ZipFile(EMPTY, "w") as empty:
    empty.writestr("word/document.xml", "<a/>")


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"no zip", "workbook-damaged", {"part": "zip"}),
        (ENTITY.getvalue(), "workbook-damaged", {"part": "word/document.xml"}),
        (EMPTY.getvalue(), "bad-template", {}),
        (None, "workbook-too-large", {"limit": 64 << 20}),
    ],
)
def test_a_bad_template_is_refused_in_a_line(
    place: Path, run: Run, data: bytes | None, code: str, params: dict[str, str | int]
) -> None:
    """No zip, a document type, no file of Word, a bomb: nothing is written."""
    Path("t.docx").write_bytes(bomb() if data is None else data)
    assert refused(run(*BULLETIN, "--template", "t.docx", "-o", "a.docx"), code, path="t.docx", **params)
    assert not Path("a.docx").exists()


def test_a_notice_is_recorded_printed_and_followed(place: Path, run: Run) -> None:
    """One matter, one sheet; the bulletin says that it was not answered, then that it was."""
    asked = run("report", "--form", "notice", "--target", "EX2025-012", *AS_OF)
    assert refused(asked, "no-notice", id="EX2025-012")
    sent = ("--notice", "督〔2025〕3号", "--reply-by", "2025-09-20", "--as-of", "2025-09-10", "--by", "督查室")
    assert run("update", "EX2025-012", *sent).code == 0
    notice = ("report", "--form", "notice", "--target", "EX2025-012", *AS_OF)
    assert run(*notice, "-o", "n.docx").code == 0
    cells = [[cell.text for cell in row.cells] for row in Document("n.docx").tables[0].rows]
    assert ["Number", "督〔2025〕3号"] in cells
    assert ["Reply", "reply asked for by 2025-09-20; not answered, 10 days late"] in cells
    assert "not answered, 10 days late" in run(*BULLETIN, "-f", "lines").text
    assert run("update", "EX2025-012", "--note", "已增派班组", "--as-of", "2025-09-25", "--by", "农业农村局").code == 0
    found = run(*BULLETIN, "-f", "json").json["data"]["notices"]
    assert [(one["id"], one["answered"]) for one in found] == [("EX2025-012", "2025-09-25")]


def test_each_unit_has_its_own_paper(place: Path, run: Run) -> None:
    """Into a folder, as Word or as workbooks; another form of report takes no folder."""
    assert run("report", "--by", "owner", *AS_OF, "-o", "u/").code == 0
    units = {row["owner"] for row in run("list", *AS_OF, "-f", "json").json["data"]["targets"].values()} - {""}
    assert units <= {path.stem for path in Path("u").glob("*.docx")}
    assert run("report", "--by", "owner", *AS_OF, "-o", "x/", "-f", "xlsx").code == 0
    assert units <= {path.stem for path in Path("x").glob("*.xlsx")}


@pytest.mark.parametrize("form", ["bulletin", "year-end", "changes"])
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_every_form_has_both_files(place: Path, run: Run, form: str, suffix: str) -> None:
    """They are sealed as the program wrote them."""
    assert run("report", "--form", form, *AS_OF, "-o", f"a.{suffix}").code == 0
    assert seal.is_untouched(Path(f"a.{suffix}").read_bytes())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("report", "-o", "a.docx"), "paper-of-form"),
        (("report", "--form", "bulletin", "-f", "docx"), "paper-without-file"),
        (("report", "--template", "own.docx"), "template-of-paper"),
        (("report", "--form", "notice"), "target-of-notice"),
        (("report", "--target", "EX2025-012"), "target-of-notice"),
    ],
)
def test_what_makes_no_paper_is_refused(place: Path, run: Run, line: tuple[str, ...], code: str) -> None:
    """Before anything is written."""
    assert refused(run(*line), code)


def test_no_column_is_narrower_than_its_words() -> None:
    """An id and a day stay whole; what is long shares the rest; the table is as wide as the text."""
    grid = Grid(
        (Column("Id"), Column("Day"), Column("Why")), ((Cell("EX2025-012"), Cell("2025-09-30"), Cell("为" * 90)),)
    )
    widths = widths_of(grid, 156)
    assert sum(widths) == pytest.approx(156)
    assert min(widths) > 25


@pytest.mark.tools("soffice", "pdftotext")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_libreoffice_shows_no_empty_page(place: Path, run: Run, language: str) -> None:
    """Every page of the PDF says something beside its number, and none has more than 22 lines of text."""
    paper(run, place, "--lang", language, "--since", "2025-06-30")
    home = {**os.environ, "HOME": str(place)}
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "a.docx"], check=True, capture_output=True, env=home
    )
    text = subprocess.run(["pdftotext", "-layout", "a.pdf", "-"], check=True, capture_output=True).stdout.decode()
    pages = [[line for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]
    assert all(len(lines) > 1 for lines in pages)
    assert max(len(lines) for lines in pages if not any("EX2025-0" in line[:30] for line in lines)) <= 23
