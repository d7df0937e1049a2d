"""Laws of sheets: what comes back unchanged changes nothing; one changed cell is exactly one change, wherever it stands."""

from __future__ import annotations

import random
import subprocess
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import day, goal, ledger, target, update
from strategies import plausible, targets
from targettrack import i18n
from targettrack.cli import world
from targettrack.cli.importing.desk import Desk
from targettrack.cli.session import Session
from targettrack.errors import TargettrackError
from targettrack.exchange.columns import CAPTIONS, Form, captions
from targettrack.exchange.forms.lines import lines, of_unit, units
from targettrack.exchange.forms.made import book
from targettrack.exchange.forms.values import Occasion
from targettrack.exchange.grid import Book, Cell
from targettrack.exchange.returned import of_book, returned
from targettrack.exchange.write import book_bytes
from targettrack.ledger import selection
from targettrack.model import Append, Ledger, Quote
from targettrack.rating.goal import Yardstick
from targettrack.rating.standing import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.exchange.returned import Returned
    from targettrack.model import Target
    from targettrack.rating.ladder import Rated
    from targettrack.views.imported import Imported

DAY = day("2025-09-30")
NOW = datetime.fromisoformat("2025-10-10T09:00:00+08:00")
ACCEPTED = [form for form in Form if form is not Form.REVIEW]


def numbered(made: Sequence[Target], *, draft: bool = False) -> Ledger:
    """A ledger of targets, each under an id of its own; drafts have no updates."""
    named = [
        one._replace(
            id=f"KP-{n:03d}",
            path=f"KP/KP-{n:03d}.toml",
            draft=draft,
            discarded=False,
            confidence=Decimal("0.5") if draft else None,
            updates=() if draft else one.updates,
        )
        for n, one in enumerate(made, 1)
    ]
    return ledger(*named)


def surveyed(kept: Ledger) -> tuple[Rated, ...]:
    """All targets, drafts too, as they stand on DAY."""
    return (*selection.survey(kept, DAY), *selection.survey(kept, DAY, drafts=True))


def sent(form: Form, kept: Ledger, unit: str = "", rated: Sequence[Rated] = ()) -> Book:
    """The workbook of a form, of all targets that belong into it."""
    entries = rated or surveyed(kept)
    occasion = Occasion(kept, DAY, unit=unit)
    return book(form, lines(form, of_unit(form, entries, unit) if unit else entries, occasion), occasion)


def taken(kept: Ledger, *back: Returned) -> tuple[Imported, Desk]:
    """What some files say, and what they would write."""
    desk = Desk(Session(Path(), kept, NOW, NOW.date()), by="", new_unit=True, accept_rest=False, grounds={})
    desk.__dict__["person"] = "督查室"
    with world.hushed():
        for one in back:
            desk.announce(one)
        for one in back:
            desk.take(one)
    return desk.view(verbose=True), desk


def changed(back: Book, row: int, cells: dict[str, Any]) -> Book:
    """A workbook in one of whose rows somebody typed something; columns that say nothing do not go out."""
    sheet = back.sheets[0]
    order = [cell.value for cell in sheet.rows[sheet.headed - 1]]
    old = list(sheet.rows[sheet.headed + row])
    for code, value in cells.items():
        if CAPTIONS[code].title in order:
            old[order.index(CAPTIONS[code].title)] = Cell(value)
    rows = (*sheet.rows[: sheet.headed + row], tuple(old), *sheet.rows[sheet.headed + row + 1 :])
    return back._replace(sheets=(sheet._replace(rows=rows), *back.sheets[1:]))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ACCEPTED)
@given(made=st.lists(plausible() | targets(), min_size=1, max_size=3), data=st.data())
@settings(max_examples=15)
def test_what_comes_back_unchanged_changes_nothing(form: Form, language: str, made: list[Target], data: Any) -> None:
    """Of any record, through the bytes of a file; read in either language, a week later; whatever is shown, nothing is taken."""
    i18n.use(language)
    kept = numbered(made)
    named = units(selection.survey(kept, DAY))
    unit = data.draw(st.sampled_from(["", *named])) if form is not Form.MONTH else next(iter(named), "")
    if form is Form.MONTH and not unit:
        return
    went = sent(form, kept, unit)
    if len(went.sheets[0].rows) == went.sheets[0].headed:
        return
    file = book_bytes(went, DAY)
    i18n.use(data.draw(st.sampled_from(["zh", "en"])))
    view, desk = taken(kept, returned(file, "回.xlsx"))
    assert (view.changed, view.rejected, view.conflicts, view.opinions, desk.changes) == ((), (), (), (), ())
    (whole,) = view.files
    assert (whole.rows, whole.same, whole.untaken) == (len(went.sheets[0].rows) - went.sheets[0].headed,) * 2 + ((),)


@given(made=st.lists(targets(), min_size=1, max_size=3))
@settings(max_examples=15)
def test_drafts_that_come_back_unchanged_stay_drafts(made: list[Target]) -> None:
    """Nothing but what the sheet itself proposed: unsure drafts are left."""
    i18n.use("zh")
    kept = numbered(made, draft=True)
    view, desk = taken(kept, returned(book_bytes(sent(Form.REVIEW, kept), DAY), "回.xlsx"))
    assert (view.changed, view.rejected, view.conflicts, desk.changes) == ((), (), (), ())


UNIT = "开平市教育局"
NEWS: dict[str, tuple[Any, str, object]] = {
    "value": (Decimal("312.5"), "value", Decimal("312.5")),
    "note": ("=主体完工", "note", "=主体完工"),
    "problem": ("资金\n未到位", "problem", "资金\n未到位"),
    "next": ("下月开工", "next", "下月开工"),
    "evidence": ("文号〔2025〕3号", "evidence", "文号〔2025〕3号"),
    "stage": ("主体封顶", "stage", "主体封顶"),
    "forecast": ("有困难", "forecast", "hard"),
    "done": ("是", "status", "done"),
}
"""What may be typed into a month's sheet: the cell, the field that it enters, what stands there then."""


@given(st.lists(st.tuples(st.sampled_from(sorted(NEWS)), st.booleans()), min_size=1, max_size=6), st.randoms())
@settings(max_examples=50)
def test_one_cell_is_one_change(filled: list[tuple[str, bool]], chance: random.Random) -> None:
    """Rows in any order, columns in any order: exactly those lines, equal in value, unit and day, and no others."""
    i18n.use("zh")
    kept = numbered([target("quantity", goal(">=", 940, unit="个"), owner=UNIT) for _ in filled])
    back = sent(Form.MONTH, kept, UNIT)
    for row, (code, dated) in enumerate(filled):
        back = changed(back, row, {code: NEWS[code][0], **({"as_of": date(2025, 9, 10)} if dated else {})})
    sheet = back.sheets[0]
    head, body = sheet.rows[: sheet.headed], list(sheet.rows[sheet.headed :])
    order = chance.sample(range(len(head[-1])), k=len(head[-1]))
    chance.shuffle(body)
    turned = [tuple(row[n] for n in order) if len(row) == len(order) else row for row in (*head, *body)]
    file = book_bytes(
        back._replace(
            sheets=(
                sheet._replace(rows=tuple(turned), columns=tuple(sheet.columns[n] for n in order)),
                *back.sheets[1:],
            )
        ),
        DAY,
    )
    view, desk = taken(kept, returned(file, "回.xlsx"))
    assert (view.rejected, view.conflicts) == ((), ())
    found = {change.target.id: change.update for change in desk.changes if isinstance(change, Append)}
    assert len(desk.changes) == len(found) == len(filled)
    for row, (code, dated) in enumerate(filled, 1):
        _cell, name, expected = NEWS[code]
        update = found[f"KP-{row:03d}"]
        assert getattr(update, name) == expected
        assert (update.as_of, update.by) == (date(2025, 9, 10) if dated else DAY, UNIT)
        said = {name for name in NEWS.values() if getattr(update, name[1]) is not None}
        assert {one[1] for one in said} == {name}


UNITS = [
    ("10吨", "斤", Decimal(20000)),
    ("1.2万", "个", Decimal(12000)),
    ("53.3%", "%", Decimal("53.3")),
    ("３１０", "个", Decimal(310)),
]


@pytest.mark.parametrize(("typed", "unit", "expected"), UNITS)
def test_a_figure_is_entered_in_the_unit_of_its_goal(typed: str, unit: str, expected: Decimal) -> None:
    """Whatever stands in the cell: a text with a unit, full-width digits, a share; the preview says what it is taken for."""
    i18n.use("zh")
    kind = "level" if unit == "%" else "quantity"
    kept = numbered([target(kind, goal(">=", 90000 if unit != "%" else 90, unit=unit), owner=UNIT)])
    back = changed(sent(Form.MONTH, kept, UNIT), 0, {"value": typed})
    view, desk = taken(kept, of_book(back, "回.xlsx"))
    (change,) = desk.changes
    assert isinstance(change, Append)
    assert change.update.value == expected
    stick = Yardstick(change.target.kind, fold(change.target, DAY).goal)
    assert stick.unit == unit
    assert view.changed[0].cells[0].meant in {f"{expected:f}{unit}", ""}


@given(st.data())
@settings(max_examples=100)
def test_any_book_is_answered(data: Any) -> None:
    """Random cells under our headings: every row is changed, the same or rejected, and nothing else comes out."""
    i18n.use("zh")
    form = data.draw(st.sampled_from(list(Form)))
    kept = numbered([target(owner=UNIT, quotes=(Quote("新增学位", 1),)) for _ in range(3)], draft=form is Form.REVIEW)
    back = sent(form, kept, UNIT if form is Form.MONTH else "")
    sheet = back.sheets[0]
    if len(sheet.rows) == sheet.headed:
        return
    cell = st.none() | st.text(max_size=6) | st.dates() | st.decimals(-(10**16), 10**16) | st.sampled_from(WORDS)
    for row in range(len(sheet.rows) - sheet.headed):
        codes = data.draw(st.lists(st.sampled_from([one.code for one in captions(form)]), max_size=4, unique=True))
        back = changed(back, row, {code: data.draw(cell) for code in codes})
    if data.draw(st.booleans()):
        back = back._replace(sheets=back.sheets[:1])
    try:
        found = of_book(back, "回.xlsx")
    except TargettrackError as error:
        assert error.code == "no-table"  # noqa: PT017  # nothing else may come of it
        return
    view, _desk = taken(kept, found)
    (file,) = view.files
    assert file.rows == file.changed + file.same + file.rejected == len(found.lines)
    assert file.rejected == len(view.rejected) + len(view.conflicts)


WORDS = [
    "接受",
    "合并到上条",
    "删除",
    "是",
    "有困难",
    "2025.6.30",
    "6月30日",
    "1.2万",
    "约3",
    "教育局",
    "KP-002",
    "#REF!",
    "=1+1",
]


def test_files_that_are_none(tmp_path: Path) -> None:
    """Cut off or mutated by the hundred: read or refused with a code, never anything else."""
    i18n.use("zh")
    kept = numbered([target(owner=UNIT)])
    file = book_bytes(sent(Form.MONTH, kept, UNIT), DAY)
    chance = random.Random(7)
    for _ in range(200):
        broken = bytearray(file[: chance.randrange(len(file))] if chance.random() < 0.3 else file)
        for _ in range(chance.randrange(1, 20)):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            found = returned(bytes(broken), "坏.xlsx")
        except TargettrackError:
            continue
        view, _desk = taken(kept, found)
        assert view.total["rows"] == sum(view.total[name] for name in ("changed", "same", "rejected"))


KINDS = ("quantity", "growth", "level", "rank", "milestone", "coverage", "qualitative", "guard", "relative")


def many(count: int) -> Ledger:
    """A ledger of so many records of every kind, of 60 units."""
    made = []
    for n in range(count):
        kind = KINDS[n % len(KINDS)]
        unit = {"growth": "%", "level": "%", "relative": "%", "rank": "", "milestone": "", "qualitative": ""}.get(
            kind, "个"
        )
        promise = goal(">=", None if unit == "" and kind != "rank" else 10 + n % 90, unit=unit, done_when="验收")
        promise = goal(">=", unit="%", of="KP-002") if kind == "relative" else promise
        told = (update("2025-08-31", value=n % 9, note=f"进展{n}", by=f"开平市第{n % 60}局"),) if n % 3 else ()
        made.append(
            target(kind, promise, *told, owner=f"开平市第{n % 60}局", title=f"任务{n}", item=str(n // 3 + 1), key="x")
        )
    return numbered(made)


def through_libreoffice(data: bytes, folder: Path) -> bytes:
    """A workbook as LibreOffice saves it again."""
    (folder / "in").mkdir(parents=True, exist_ok=True)
    place = folder / "in" / "表.xlsx"
    place.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(place)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "表.xlsx").read_bytes()


@pytest.mark.tools("soffice")
@pytest.mark.parametrize("form", [Form.MONTH, Form.REGISTER, Form.DIVISION])
def test_through_libreoffice(form: Form, tmp_path: Path) -> None:
    """Saved again by another program: nothing is changed, and then exactly the one cell that was."""
    i18n.use("zh")
    kept = many(40)
    unit = "开平市第1局" if form is Form.MONTH else ""
    went = sent(form, kept, unit)
    view, desk = taken(kept, returned(through_libreoffice(book_bytes(went, DAY), tmp_path), "回.xlsx"))
    assert (view.changed, view.rejected, view.conflicts, desk.changes) == ((), (), (), ())
    field = "note" if form is not Form.DIVISION else "leader"
    back = book_bytes(changed(went, 0, {field: "张三"}), DAY)
    view, desk = taken(kept, returned(through_libreoffice(back, tmp_path), "回.xlsx"))
    assert [[cell.field for cell in one.cells] for one in view.changed] == [[field]]
    assert len(desk.changes) == 1


@pytest.mark.tools
@pytest.mark.parametrize(
    ("form", "field", "rows"),
    [(Form.REGISTER, "note", 5000), (Form.MONTH, "note", 4445), (Form.DIVISION, "supporting", 5000)],
)
def test_five_thousand_records(form: Form, field: str, rows: int) -> None:
    """Of every kind, in one table or in the sheets of 60 units: out and back nothing is changed; one cell a row is one line.

    A month's sheets leave out what needs no report any more.
    """
    i18n.use("zh")
    kept = many(5000)
    rated = surveyed(kept)
    named = [f"开平市第{n}局" for n in range(60)] if form is Form.MONTH else [""]
    went = [sent(form, kept, unit, rated) for unit in named]
    view, desk = taken(kept, *(returned(book_bytes(one, DAY), f"{n}.xlsx") for n, one in enumerate(went)))
    assert (view.changed, view.rejected, view.conflicts, desk.changes) == ((), (), (), ())
    assert view.total["rows"] == rows
    said = "已开工" if field == "note" else "开平市第7局、开平市第8局"
    back = [_filled(one, field, said) for one in went]
    view, desk = taken(kept, *(returned(book_bytes(one, DAY), f"{n}.xlsx") for n, one in enumerate(back)))
    assert (view.rejected, view.conflicts) == ((), ())
    lines = {change.target.id: change.update for change in desk.changes if isinstance(change, Append)}
    assert len(lines) == len(desk.changes) == len(view.changed) == rows
    expected = said if field == "note" else ("开平市第7局", "开平市第8局")
    assert {getattr(update, field) for update in lines.values()} == {expected}


def _filled(book: Book, field: str, text: str) -> Book:
    """A workbook in every row of which the same was typed."""
    sheet = book.sheets[0]
    place = [cell.value for cell in sheet.rows[sheet.headed - 1]].index(CAPTIONS[field].title)
    rows = [
        (*row[:place], Cell(text), *row[place + 1 :]) if len(row) > place else row for row in sheet.rows[sheet.headed :]
    ]
    return book._replace(sheets=(sheet._replace(rows=(*sheet.rows[: sheet.headed], *rows)), *book.sheets[1:]))
