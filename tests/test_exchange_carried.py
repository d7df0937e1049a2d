"""The hidden sheet says what went out, however the sheet beside it is turned over."""

from datetime import date

import pytest

from targettrack.errors import TargettrackError
from targettrack.exchange.carried import NAME, Carried, from_book, to_sheet
from targettrack.exchange.columns import Form
from targettrack.exchange.grid import Book, Cell, Sheet

CARRIED = Carried(
    Form.MONTH,
    ("EX2025", "EX2026"),
    "示例县教育局",
    date(2025, 6, 30),
    "2025-07-04T10:15:00+08:00 20250704T021500-k7f3q9",
    {
        ("EX2025-001", ""): {"id": "EX2025-001", "title": "新增学位940个\n（含民办）", "last": "310"},
        ("EX2025-001", "赤坎镇"): {"id": "EX2025-001", "part": "赤坎镇", "last": "0.5"},
    },
)


def test_what_went_out_is_read_back() -> None:
    """Every field of every row, with whose sheet it is, of which form and day."""
    sheet = to_sheet(CARRIED)
    assert (sheet.name, sheet.is_hidden) == ("_targettrack", True)
    assert from_book(Book((Sheet("月报", ()), sheet))) == CARRIED


def test_a_row_is_there_though_nothing_stood_in_it() -> None:
    """A row without any text but its id is one that went out."""
    bare = CARRIED._replace(rows={("EX2025-002", ""): {"title": ""}})
    read = from_book(Book((to_sheet(bare),)))
    assert read is not None
    assert read.rows == {("EX2025-002", ""): {}}
    assert read.text(("EX2025-002", ""), "title") == ""
    assert read.text(("EX2025-003", ""), "title") is None


def test_cells_at_the_end_may_be_missing() -> None:
    """Other programs leave blank cells at the end of a row out, and rows at the end of a sheet in."""
    sheet = to_sheet(CARRIED)
    rows = [tuple(cell for cell in row if cell.value not in {None, ""}) for row in sheet.rows[:6]]
    blank: tuple[Cell, ...] = (Cell(), Cell())
    again = from_book(Book((sheet._replace(rows=(*rows, *sheet.rows[6:], blank)),)))
    assert again == CARRIED


def test_a_workbook_that_carries_nothing() -> None:
    """Without the hidden sheet nothing is known of what went out."""
    assert [from_book(Book(())), from_book(Book((Sheet("月报", to_sheet(CARRIED).rows),)))] == [None, None]


def test_what_it_carries_is_damaged() -> None:
    """An empty sheet, one of another edition, one without form or day, a moment that is none: the file is refused."""
    sheet = to_sheet(CARRIED)
    newer = ((Cell("schema"), Cell("targettrack-sheet/2")), *sheet.rows[1:])
    cases = [
        Book((Sheet(NAME, ()),)),
        Book((sheet._replace(rows=newer),)),
        Book((sheet._replace(rows=sheet.rows[:6]),)),
        Book((sheet._replace(rows=tuple(row for row in sheet.rows if row[0].value != "form")),)),
        Book((sheet._replace(rows=((Cell("as_of"), Cell("Juni")), *sheet.rows[:4], *sheet.rows[5:])),)),
        *(
            Book((sheet._replace(rows=(*sheet.rows[:5], (Cell("made"), Cell(made)), *sheet.rows[6:])),))
            for made in ("x", "2025-01-01T00:00:00", "2025-01-01T00:00:00 key")
        ),
    ]
    for book in cases:
        with pytest.raises(TargettrackError) as raised:
            from_book(book)
        assert raised.value.code == "carried-damaged"
