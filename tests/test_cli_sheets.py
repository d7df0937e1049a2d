"""`export` and `review --sheet` write workbooks: which, where, what they replace, what they say."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import Run
from running import DAY, error
from targettrack.exchange import read, seal
from targettrack.exchange.carried import from_book
from targettrack.exchange.columns import Form
from targettrack.exchange.grid import Book, Sheet


def opened(path: Path) -> Book:
    """A workbook that was written."""
    return read.book(path.read_bytes(), path.name)


def column(sheet: Sheet, heading: str) -> list[object]:
    """What stands below a heading."""
    row = next(nth for nth, row in enumerate(sheet.rows) if heading in [cell.value for cell in row])
    place = [cell.value for cell in sheet.rows[row]].index(heading)
    return [line[place].value if place < len(line) else None for line in sheet.rows[row + 1 :]]


def touch(path: Path) -> None:
    """Change one cell of a workbook, as a unit does."""
    old = ZipFile(io.BytesIO(path.read_bytes()))
    with ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>0</v>", b"<v>1</v>", 1))


def test_a_workbook_is_the_register(run: Run, root: Path) -> None:
    """By the name of the file alone; every accepted target, and what to do next on standard error."""
    found = run("export", "-o", "register.xlsx", "--as-of", DAY)
    assert (found.code, found.text) == (0, "")
    assert found.said == "Written: register.xlsx (10 rows). Once it is back: `targettrack import register.xlsx`.\n"
    book = opened(root.parent / "register.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["Register of tasks", "_targettrack", "_choices"]
    assert sorted(map(str, column(book.sheets[0], "Id")))[:3] == ["QX2025-001", "QX2025-002", "QX2025-003"]
    carried = from_book(book)
    assert carried is not None
    assert (carried.form, carried.plans, len(carried.rows)) == (Form.REGISTER, ("QX2025", "YS2025"), 10)


def test_it_is_written_in_the_language_of_the_reader(run: Run, root: Path) -> None:
    """Headings, names of sheets and messages."""
    found = run("export", "--for", "任务分解表", "-o", "分解.xlsx", "--lang", "zh", "--plan", "YS2025")
    assert found.said == "已写入：分解.xlsx（7行）。收回后：`targettrack import 分解.xlsx`。\n"
    sheet = opened(root.parent / "分解.xlsx").sheets[0]
    assert sheet.name == "任务分解表"
    assert len(column(sheet, "一季度节点")) == 7


def test_one_workbook_a_unit(run: Run, root: Path) -> None:
    """Into a folder that is made; a second run replaces them, for nobody has touched them."""
    found = run("export", "--by", "owner", "-o", "sheets/", "--as-of", DAY)
    names = sorted(path.name for path in (root.parent / "sheets").iterdir())
    assert found.code == 0
    assert len(names) == int(found.said.split()[1]) > 2
    assert f"Written: {len(names)} workbooks in sheets/. Once it is back: `targettrack import sheets/`." in found.said
    carried = [from_book(opened(root.parent / "sheets" / name)) for name in names]
    assert [one and f"{one.unit}.xlsx" for one in carried] == names
    assert {one.as_of.isoformat() for one in carried if one} == {DAY}
    before = [(root.parent / "sheets" / name).read_bytes() for name in names]
    assert run("export", "--by", "owner", "-o", "sheets", "--as-of", DAY).code == 0
    assert [(root.parent / "sheets" / name).read_bytes() for name in names] == before


def test_what_was_filled_in_is_not_replaced(run: Run, root: Path) -> None:
    """Nothing at all is written then, also where the other files could be; --overwrite means it."""
    run("export", "--by", "owner", "-o", "sheets", "--as-of", DAY)
    one, other = sorted((root.parent / "sheets").iterdir())[:2]
    touch(one)
    other.unlink()
    found = run("export", "--by", "owner", "-o", "sheets", "--as-of", DAY)
    assert (found.code, found.text) == (3, "")
    assert found.said == error("filled-in", path=f"sheets/{one.name}")
    assert not other.exists()
    assert run("export", "--by", "owner", "-o", "sheets", "--as-of", DAY, "--overwrite").code == 0
    assert other.exists()


def test_a_file_that_is_none_of_ours_is_not_replaced(run: Run, root: Path) -> None:
    """Somebody's own workbook by the same name."""
    (root.parent / "own.xlsx").write_bytes(b"PK\x03\x04 something else")
    found = run("export", "-o", "own.xlsx")
    assert (found.code, found.said) == (3, error("filled-in", path="own.xlsx"))
    assert (root.parent / "own.xlsx").read_bytes() == b"PK\x03\x04 something else"


def test_a_month_is_that_of_one_unit(run: Run, root: Path) -> None:
    """Named, or all of them into a folder."""
    found = run("export", "--for", "month", "-o", "month.xlsx")
    assert (found.code, found.said) == (2, error("sheet-without-unit"))
    assert run("export", "--for", "month", "--unit", "教育局", "-o", "month.xlsx", "--as-of", DAY).code == 0
    carried = from_book(opened(root.parent / "month.xlsx"))
    assert carried is not None
    assert "教育局" in carried.unit


def test_what_is_to_be_assessed(run: Run, root: Path) -> None:
    """Rows that were reported in words; where there are none, that is said and nothing is written."""
    run("update", "YS2025-006", "--note", "部署会已召开", "--as-of", "2025-09-29")
    found = run("export", "--to-assess", "assess.xlsx", "--plan", "YS2025", "--as-of", DAY)
    assert found.code == 0
    ids = column(opened(root.parent / "assess.xlsx").sheets[0], "Id")
    assert ids == ["YS2025-006"]
    none = run("export", "--to-assess", "none.xlsx", "--plan", "QX2025", "--as-of", "2025-01-05")
    assert (none.code, none.said) == (0, "No target belongs into this form; nothing was written.\n")
    assert not (root.parent / "none.xlsx").exists()


def test_drafts_go_into_a_sheet_for_review(run: Run, root: Path) -> None:
    """A row each, all of them or those that are named."""
    for number in (6, 7):
        path = root / f"YS2025/YS2025-00{number}.toml"
        path.write_text(path.read_text().replace("kind =", "draft = true\nkind =").partition("[updates]")[0])
    left_out = "2 drafts are left out until they are accepted: `targettrack review`\n"
    assert run("export", "-o", "register.xlsx", "--as-of", DAY).said.startswith(left_out)
    found = run("review", "--sheet", "review.xlsx")
    assert (found.code, found.text) == (0, "")
    assert found.said == "Written: review.xlsx (2 rows). Once it is back: `targettrack import review.xlsx`.\n"
    assert column(opened(root.parent / "review.xlsx").sheets[0], "What to do") == [None] * 2
    assert run("review", "YS2025-007", "--sheet", "one.xlsx").code == 0
    assert column(opened(root.parent / "one.xlsx").sheets[0], "Id") == ["YS2025-007"]


@pytest.mark.parametrize(
    ("argv", "code", "params"),
    [
        (("export", "--for", "register"), "sheet-without-file", {}),
        (("export", "--by", "owner"), "sheet-without-file", {}),
        (("export", "--for", "register", "-o", "x.csv"), "unknown-suffix", {"output": "x.csv", "choices": ".xlsx"}),
        (("export", "--to-assess", "x.xls"), "unknown-suffix", {"output": "x.xls", "choices": ".xlsx"}),
        (("export", "--to-assess", "x.xlsx", "--by", "owner"), "not-together", {"options": "--to-assess --by"}),
        (("export", "-o", "x.xlsx", "-f", "json"), "not-together", {"options": "-o --format"}),
        (
            ("export", "--for", "diary", "-o", "x.xlsx"),
            "unknown-word",
            {"option": "--for", "text": "diary", "choices": "division register month"},
        ),
        (("export", "--by", "owner", "-o", "x.xlsx"), "folder-not-file", {"output": "x.xlsx"}),
        (
            ("export", "-o", "x.doc"),
            "unknown-suffix",
            {"output": "x.doc", "choices": ".json .ndjson .jsonl .csv .ics .parquet .xlsx"},
        ),
        (("export", "--table", "updates", "-o", "x.ics"), "not-together", {"options": "--table updates -o x.ics"}),
        (("export", "-o", "x.ics", "--headers", "zh"), "headers-of-csv", {"format": "ics"}),
        (("export", "--table", "x"), "unknown-word", {"option": "--table", "text": "x", "choices": "targets updates"}),
        (("review", "--sheet", "x.xlsx", "--discarded"), "not-together", {"options": "--sheet --discarded"}),
        (("review", "YS2025-001", "--sheet", "x.xlsx", "--accept"), "not-together", {"options": "--sheet --accept"}),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, root: Path, argv: tuple[str, ...], code: str, params: dict) -> None:  # type: ignore[type-arg]  # of a message
    """Before anything is read or written."""
    found = run(*argv)
    assert (found.code, found.text, found.said) == (2, "", error(code, **params))
    assert list(root.parent.iterdir()) == [root]


def test_nothing_is_written_into_the_ledger(run: Run, root: Path) -> None:
    """Neither into a plan nor beside the plans."""
    for place in ("targets/YS2025/x.xlsx", "targets/sheets/", "targets/x.xlsx"):
        more = ["--by", "owner"] if place.endswith("/") else []
        found = run("export", "-o", place, *more)
        assert (found.code, found.said) == (
            3,
            error("destination-in-ledger", path=str(root.parent / place.rstrip("/"))),
        ), place


def test_a_record_that_cannot_be_read_is_named(run: Run, root: Path) -> None:
    """The workbook has the others; the exit code says that something is missing."""
    (root / "YS2025/YS2025-001.toml").write_text("id = ")
    found = run("export", "-o", "register.xlsx", "--as-of", DAY)
    assert found.code == 1
    assert "YS2025/YS2025-001.toml" in found.said
    assert len(column(opened(root.parent / "register.xlsx").sheets[0], "Id")) == 9


@pytest.mark.tools("soffice")
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_another_program_keeps_what_is_carried(run: Run, root: Path, suffix: str) -> None:
    """Saved again by LibreOffice, in its own format or an old one, every form says what it said."""
    folder = root.parent
    run("update", "YS2025-006", "--note", "部署会已召开", "--as-of", "2025-09-29")
    for argv in (("-o", "a.xlsx"), ("--for", "division", "-o", "b.xlsx"), ("--to-assess", "c.xlsx")):
        assert run("export", "--as-of", DAY, *argv).code == 0
    assert run("export", "--by", "owner", "-o", "sheets", "--as-of", DAY).code == 0
    for path in (*folder.glob("*.xlsx"), *sorted((folder / "sheets").iterdir())[:1]):
        own = f"-env:UserInstallation=file://{folder}/office"
        command = ["soffice", own, "--headless", "--convert-to", suffix, "--outdir", str(folder / "out"), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        before, after = opened(path), opened(folder / "out" / f"{path.stem}.{suffix}")
        assert from_book(after) == from_book(before)
        assert column(after.sheets[0], "Id") == column(before.sheets[0], "Id")
        assert [sheet.is_hidden for sheet in after.sheets] == [sheet.is_hidden for sheet in before.sheets]
        assert not seal.is_untouched((folder / "out" / f"{path.stem}.{suffix}").read_bytes())
