"""A workbook becomes a file: cells keep their kinds, text stays text, the same book gives the same bytes."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from targettrack import i18n
from targettrack.errors import TargettrackError
from targettrack.exchange import read, seal, write
from targettrack.exchange.grid import Book, Cell, Column, Sheet, Style, Value

DAY = date(2025, 6, 30)
UNITS = tuple(f"示例县第{number}个很长很长的单位名称" for number in range(40))


def made(*rows: tuple[Value | Cell, ...], columns: tuple[Column, ...] = (), **more: object) -> bytes:
    """The file of one sheet with a heading row above the rows."""
    cells = [tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows]
    columns = columns or tuple(Column(10) for _cell in cells[0])
    heading = tuple(Cell("栏", Style.HEADING) for _column in columns)
    return write.book_bytes(Book((Sheet("表", (heading, *cells), columns, 1, **more),)), DAY)  # type: ignore[arg-type]  # fields of a sheet


def part(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    """One part of a file."""
    return ZipFile(io.BytesIO(data)).read(name).decode()


def styles(data: bytes) -> str:
    """How its cells look."""
    return part(data, "xl/styles.xml")


def test_what_is_written_is_read_back() -> None:
    """Texts with their line breaks, numbers with every digit, days, and nothing where nothing stands."""
    data = made(("甲\n乙", Decimal("93.62"), Decimal("-0.5"), DAY, None, "", Decimal(940)))
    assert [cell.value for cell in read.book(data, "x.xlsx").sheets[0].rows[1]] == [
        "甲\n乙",
        Decimal("93.62"),
        Decimal("-0.5"),
        DAY,
        *[None, None],
        Decimal(940),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "＝1+1", "{=1}", "http://a.example", "00123", "1E5"])
def test_text_stays_text(text: str) -> None:
    """What looks like a formula, an address or a number is none, also once somebody edits the cell."""
    data = made((text,))
    assert read.book(data, "x.xlsx").sheets[0].rows[1][0].value == text
    assert 't="s"' in part(data)
    assert "<f>" not in part(data)
    assert ("quotePrefix" in styles(data)) is (text[0] in "=+-@＝")


def test_a_number_of_more_digits_than_a_sheet_keeps_is_text() -> None:
    """Sixteen digits would lose the last."""
    data = made((Decimal(1234567890123456), Decimal(123456789012345)))
    assert [cell.value for cell in read.book(data, "x.xlsx").sheets[0].rows[1]] == [
        "1234567890123456",
        Decimal(123456789012345),
    ]


def test_a_number_is_shown_with_its_decimals_and_its_unit() -> None:
    """1599万美元 is a number still; a unit with a quotation mark breaks no format."""
    data = made((Cell(Decimal("53.30"), unit="%"), Cell(Decimal(1599), unit='万"美元')))
    assert re.findall(r'formatCode="([^"]+)"', styles(data)) == ["0.00&quot;%&quot;", "0&quot;万&quot;&quot;美元&quot;"]
    assert "<v>53.30</v>" in part(data)


def test_the_same_book_gives_the_same_bytes() -> None:
    """Nothing of the moment is in a file."""
    assert made(("甲", Decimal(1))) == made(("甲", Decimal(1)))
    assert "2025-06-30T00:00:00Z" in part(made(("甲",)), "docProps/core.xml")


def test_a_text_is_cut_where_a_cell_ends() -> None:
    """32,767 characters as UTF-16 counts them; more make Excel drop the file."""
    assert write.fitting("甲" * 32_767) == "甲" * 32_767
    assert write.fitting("甲" * 32_768) == "甲" * 32_766 + "…"
    assert write.fitting("𠀀" * 16_384) == "𠀀" * 16_383 + "…"
    assert write.fitting("甲\r\n乙\r丙") == "甲\n乙\n丙"


def test_sheets_have_names_that_may_be() -> None:
    """Without forbidden characters, of 31 at most, no two alike in any case of letters."""
    assert write.sheet_names(["甲:乙/丙", "a", "A", "甲" * 40, "甲" * 41, "'", ""]) == [
        *("甲_乙_丙", "a", "A-2"),
        "甲" * 31,
        "甲" * 29 + "-2",
        *("_", "_-2"),
    ]


def test_files_have_names_that_may_be() -> None:
    """On Windows, too: no devices, no points at the end; short in bytes; no two alike."""
    names = write.file_names(["甲/乙", "..局", "局. ", "CON", "nul.局", "A", "a", "甲" * 90, '"<>|?*'])
    assert names == ["甲_乙", "_局", "局", "_CON", "_nul.局", "A", "a-2", "甲" * 66, "______"]


def test_a_short_list_of_choices_stands_in_the_rule() -> None:
    """And asks, where another word is typed, instead of refusing it."""
    i18n.use("zh")
    rule = re.findall(r"<dataValidation .*?</dataValidation>", part(made(("甲",), columns=(Column(9, ("是", "否")),))))
    assert len(rule) == 1
    assert '"是,否"' in rule[0].replace("&quot;", '"')
    assert 'errorStyle="warning"' in rule[0]
    assert 'sqref="A2"' in rule[0]


def test_a_long_list_of_choices_stands_in_a_hidden_sheet() -> None:
    """Excel takes 255 characters in a rule; two columns with the same choices share a list."""
    data = made(("甲", "乙"), columns=(Column(9, UNITS), Column(9, UNITS)))
    assert part(data).count("'_choices'!$A$1:$A$40") == 2
    sheets = read.book(data, "x.xlsx").sheets
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [("表", False), ("_choices", True)]
    assert [row[0].value for row in sheets[1].rows] == list(UNITS)


def test_only_cells_to_be_filled_in_are_open() -> None:
    """A protected sheet has no password, and may be sorted and filtered."""
    sheet = part(made((Cell("甲", Style.INPUT), "乙"), is_protected=True))
    protection = re.findall(r"<sheetProtection[^>]*>", sheet)
    assert len(protection) == 1
    assert "password" not in protection[0]
    assert 'autoFilter="0"' in protection[0]
    assert 'locked="0"' in styles(made((Cell("甲", Style.INPUT),)))
    assert "sheetProtection" not in part(made(("甲",)))


def test_a_page_is_a4_across_one_page_wide() -> None:
    """With its heading on each page, its number below, and the heading in sight on a screen."""
    i18n.use("zh")
    data = made(*[("甲",)] * 99, fixed=1)
    sheet = part(data)
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
    assert "第&amp;P页 共&amp;N页" in sheet
    assert '<pane xSplit="1" ySplit="1"' in sheet
    assert '"_xlnm.Print_Titles" localSheetId="0">表!$1:$1<' in part(data, "xl/workbook.xml")
    assert '<autoFilter ref="A1:A100"' in sheet


@pytest.mark.parametrize(
    ("text", "width", "points"),
    [
        ("甲" * 5, 10, 18.75),
        ("甲" * 6, 10, 33.0),
        ("甲\n乙\n丙", 10, 47.25),
        ("甲" * 4 + "word", 10, 33.0),
        ("甲" * 5 + "。", 10, 33.0),
        ("x" * 25, 10, 47.25),
        ("甲" * 5000, 10, 408.75),
    ],
)
def test_a_row_is_as_high_as_its_text_needs(text: str, width: int, points: float) -> None:
    """14.25 points a line and 4.5 beside; Excel knows no more than 409."""
    sheet = part(made((text,), columns=(Column(width),)))
    assert float(re.findall(r'<row r="2"[^>]* ht="([^"]+)"', sheet)[0]) == points


def test_no_number_is_too_wide_for_its_column() -> None:
    """Or a screen would show ####."""
    sheet = part(made((Cell(Decimal("123456789.25"), unit="万美元"),), columns=(Column(5),)))
    assert re.findall(r'<col min="1" max="1" width="([0-9.]+)"', sheet)[0].startswith("20.")


def test_a_file_that_was_touched_is_known() -> None:
    """As it was written it is ours; with one cell changed, or saved again by another program, it may hold entries."""
    data = made(("甲",))
    assert seal.is_untouched(data)
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("甲".encode(), "乙".encode()))
    assert not seal.is_untouched(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", made(("甲",))[:-40], made(("甲",))[:900]])
def test_what_is_no_workbook_of_ours_is_not(data: bytes) -> None:
    """Truncated, empty, another kind of file."""
    assert not seal.is_untouched(data)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that writes workbooks is an extra."""
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(TargettrackError) as raised:
        made(("甲",))
    assert raised.value.code == "office-missing-to-write"
