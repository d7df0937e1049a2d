"""Workbooks of any program are read as people see them; hostile, broken and renamed ones are refused, with the reason."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

import hostile
from sheet_as_filled import COPIES, FORMS, as_filled
from targettrack.errors import TargettrackError
from targettrack.exchange import compound, formats, read
from targettrack.exchange.grid import Merged, Place
from targettrack.exchange.sparse import reference
from targettrack.render.messages import MESSAGES

TESTS = Path(__file__).parent
SECONDS, MEGABYTES = 10, 512


def values(data: bytes, sheet: int = 0) -> list[list[object]]:
    """The values of one sheet."""
    return [[cell.value for cell in row] for row in read.book(data, "来件.xlsx").sheets[sheet].rows]


def refusal(data: bytes) -> str:
    """The code that a file is refused with; "": it is read."""
    try:
        read.book(data, "来件.xlsx")
    except TargettrackError as error:
        return error.code if error.code in MESSAGES and error.params["path"] == "来件.xlsx" else repr(error)
    return ""


def by_hand(cells: str, **more: str) -> list[list[object]]:
    """The values of a row that is written in XML."""
    return values(hostile.workbook(f"<row>{cells}</row>", **more))


@pytest.mark.parametrize("program", ["XlsxWriter", *FORMS])
def test_what_every_program_saves(program: str) -> None:
    """A share with its sign, a month without a day, a number without binary noise: the same in all four."""
    data = as_filled() if program == "XlsxWriter" else (COPIES / f"libreoffice.{program}").read_bytes()
    sheet, carried = read.book(data, "台账").sheets
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["重点任务台账"],
        ["编号", "数据", "截至日", "说明"],
        ["KP2025-001", "53.3%", date(2025, 6, 30), "多行\n第二行"],
        ["KP2025-002", Decimal("0.3"), "2025年6月", "TRUE"],
        ["KP2025-003", Decimal("123456.7"), "2025-06-30 15:30"],
        ["KP2025-004", Decimal(1000000000000000), date(2025, 6, 30), "=不是公式"],
        ["KP2025-005", Decimal("-12.5"), Decimal(45838), "𠮷田_x0041_"],
        [None, Decimal("0.833"), None, "#DIV/0!"],
    ]
    assert (sheet.name, sheet.is_hidden, sheet.hidden_rows) == ("台账", False, frozenset({4}))
    assert sheet.merged == (Merged(Place(0, 0), Place(0, 3)),)
    assert (carried.name, carried.is_hidden) == ("_targettrack", True)


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        ('<c r="B1" t="inlineStr"><is><r><t>学</t></r><r><t>位</t></r></is></c>', [None, "学位"]),
        ("<c><v>1</v></c><c><v>2</v></c>", [Decimal(1), Decimal(2)]),
        ('<c t="d"><v>2025-06-30T00:00:00</v></c>', [date(2025, 6, 30)]),
        ('<c t="str"><f>A2&amp;B2</f><v>三百</v></c>', ["三百"]),
        ("<c><f>SUM(A2:A9)</f><v/></c>", ["#CALC!"]),
        ("<c><f>SUM(A2:A9)</f></c>", ["#CALC!"]),
        ('<c t="e"><v>#REF!</v></c>', ["#REF!"]),
        ("<c><v>INF</v></c>", ["#VALUE!"]),
        ('<c t="b"><v>0</v></c>', ["FALSE"]),
        ("<c><v>1E+20</v></c>", [Decimal(100000000000000000000)]),
        ('<c t="str"><v>a_x000D_b_xD83D_</v></c>', ["a\rb_xD83D_"]),
        ('<x:c xmlns:x="x"><x:v>7</x:v></x:c>', [Decimal(7)]),
        ('<c t="inlineStr"><is><t> 　\u200b</t></is></c><c><v>1</v></c>', [None, Decimal(1)]),
        ('<c t="inlineStr"><is><t>东京</t><rPh><t>とうきょう</t></rPh></is></c>', ["东京"]),
    ],
)
def test_cells_as_other_programs_write_them(cells: str, read_as: list[object]) -> None:
    """Without places, with prefixes, as rich text, with formulas that nobody calculated."""
    assert by_hand(cells) == [read_as]


def test_shared_texts_without_how_they_are_spoken() -> None:
    """Runs of one text are joined; the reading that Japanese and Taiwanese editions keep beside it is none of it."""
    strings = "<si><r><t>新增</t></r><r><t>学位</t></r><rPh><t>xx</t></rPh></si>"
    assert by_hand('<c t="s"><v>0</v></c>', strings=strings) == [["新增学位"]]


@pytest.mark.parametrize(
    ("number", "code", "seen"),
    [
        ("0.533", "0%", "53.3%"),
        ("1e308", "0%", "#VALUE!"),
        ("1e300", "yyyy-m-d", "#VALUE!"),
        ("0.07", "0.00%;[Red]-0.00%", "7%"),
        ("45838", "yyyy/m/d", date(2025, 6, 30)),
        ("45838", "[$-804]yyyy\\年m\\月d\\日;@", date(2025, 6, 30)),
        ("45809", 'yyyy"年"m"月"', "2025年6月"),
        ("45809", "yyyy", "2025年"),
        ("45838.5", "yyyy-m-d h:mm", "2025-06-30 12:00"),
        ("0.5", "h:mm", "12:00"),
        ("0", "yyyy-m-d", Decimal(0)),
        ("-3", "yyyy-m-d", "#VALUE!"),
        ("99999999", "yyyy-m-d", "#VALUE!"),
        ("310", '0"个"', "310个"),
        ("1234.5", '#,##0.0_ "万元"', "1234.5万元"),
        ("12345", '0!.0,"万"', Decimal(12345)),
        ("310", "General", Decimal(310)),
        ("310", "0.00_);[Red](0.00)", Decimal(310)),
        ("310", "0000", Decimal(310)),
        ("310", '"共"0"个"', Decimal(310)),
    ],
)
def test_a_number_as_its_format_shows_it(number: str, code: str, seen: object) -> None:
    """What a person sees counts; a format that also divides says nothing of the unit."""
    assert formats.seen(Decimal(number), code) == seen


def test_days_counted_from_1904() -> None:
    """Workbooks of old Macs count from another day."""
    assert formats.seen(Decimal(44376), "yyyy-m-d", since_1904=True) == date(2025, 6, 30)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_as_text(encoding: str) -> None:
    """A department sends CSV in whatever its program saves."""
    text = '编号,数据\r\nKP2025-001,"1,200"\r\n\r\nKP2025-002,３１０\r\n'
    assert values(text.encode(encoding)) == [["编号", "数据"], ["KP2025-001", "1,200"], [], ["KP2025-002", "３１０"]]


def test_a_table_with_tabs() -> None:
    """The separator is what stands in most lines, a title above them or not."""
    assert values("任务表\n编号,数据\nKP2025-001,310\n".encode()) == [
        ["任务表"],
        ["编号", "数据"],
        ["KP2025-001", "310"],
    ]
    assert values("编号\t数据，个\nKP2025-001\t310".encode()) == [["编号", "数据，个"], ["KP2025-001", "310"]]


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_refused_with_a_reason(name: str) -> None:
    """Bombs, traps and files of another kind: each is refused, and named by what it is."""
    make, code = hostile.REFUSED[name]
    assert refusal(make()) == code


def test_empty_rows_without_end_are_no_fault() -> None:
    """Somebody has formatted whole columns: that is no reason to send the file back."""
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 150_001))
    assert values(hostile.workbook(hostile.PLAIN + rows)) == [["编号"]]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """An old workbook needs a package more; nothing else does."""
    monkeypatch.setitem(sys.modules, "xlrd", None)
    assert refusal((COPIES / "libreoffice.xls").read_bytes()) == "office-missing"
    assert refusal((COPIES / "libreoffice.ods").read_bytes()) == ""


@pytest.mark.parametrize("form", FORMS)
def test_broken_files(form: str) -> None:
    """Cut off, changed, doubled: refused or read, never a traceback."""
    data = (COPIES / f"libreoffice.{form}").read_bytes()
    codes = {refusal(broken) for broken in hostile.mutations(data, 80)}
    assert codes <= {
        "",
        "workbook-damaged",
        "not-a-workbook",
        "workbook-too-large",
        "cell-too-far",
        "workbook-encrypted",
    }
    assert "workbook-damaged" in codes


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_broken_parts(form: str) -> None:
    """The same inside: each part broken, in a whole zip."""
    with zipfile.ZipFile(BytesIO((COPIES / f"libreoffice.{form}").read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            for broken in hostile.mutations(part, 15):
                assert refusal(hostile.zipped(parts | {name: broken})) in {"", "workbook-damaged", "not-a-workbook"}


def test_a_chain_of_sectors_that_bites_its_tail() -> None:
    """Followed to its end, it would take all memory."""
    assert refusal(hostile.bitten_tail((COPIES / "libreoffice.xls").read_bytes())) == "workbook-damaged"


@pytest.mark.parametrize("name", hostile.OLD_REFUSED)
def test_old_workbooks_within_bounds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What xlrd would count out cell by cell is refused before, or never reaches it."""
    make, code = hostile.OLD_REFUSED[name]
    data = make()
    monkeypatch.setattr(compound, "stream", lambda *_file: data)
    assert refusal(compound.SIGNATURE) == code


@pytest.mark.tools("sh")  # none, but minutes
@pytest.mark.parametrize("form", FORMS)
def test_thousands_of_broken_files(form: str) -> None:
    """As above, many more of them."""
    data = (COPIES / f"libreoffice.{form}").read_bytes()
    for broken in hostile.mutations(data, 3000):
        refusal(broken)


_MEASURED = """
import sys, time
sys.path.insert(0, {tests!r})
import hostile
from targettrack.errors import TargettrackError
from targettrack.exchange import read
data = open({path!r}, "rb").read()
try:
    read.book(data, "x")
except TargettrackError as error:
    print(error.code)
"""


@pytest.mark.tools("sh")  # a process for each
@pytest.mark.parametrize("name", hostile.REFUSED)
def test_refused_in_time_and_memory(name: str, tmp_path: Path) -> None:
    """Ten seconds of the processor and 512 MB are more than any of them gets."""
    make, code = hostile.REFUSED[name]
    path = tmp_path / "hostile"
    path.write_bytes(make())

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024 * 1024,) * 2)

    script = _MEASURED.format(tests=str(TESTS), path=str(path))
    done = subprocess.run([sys.executable, "-c", script], preexec_fn=bound, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == (code, "")


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (3, 25, "Z4"), (0, 26, "AA1"), (1_048_575, 16_383, "XFD1048576")]
)
def test_the_name_of_a_cell(row: int, column: int, name: str) -> None:
    """As every spreadsheet calls it."""
    assert reference(row, column) == name
