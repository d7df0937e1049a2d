"""A file that came back, as its rows say it: whose form it is, what each cell may be typed as. Knows no ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from targettrack import i18n
from targettrack.errors import TargettrackError, UsageError
from targettrack.exchange import carried, cells, read, recognise
from targettrack.exchange.carried import Carried, Key
from targettrack.exchange.columns import CAPTIONS, FORMS, Caption, Filler, Form, captions
from targettrack.exchange.forms.said import GUIDE
from targettrack.exchange.grid import Book
from targettrack.exchange.recognise import Row, Table, Tables
from targettrack.exchange.sparse import reference
from targettrack.i18n import _
from targettrack.named import NamedTuple


class Fault(NamedTuple):
    """A cell that cannot be understood."""

    field: str  # code of its column
    code: str
    params: Mapping[str, str | int]


class Line(NamedTuple):
    """A row of a form. Texts are as the options of `update` take them."""

    sheet: str
    row: int  # as the program counts that shows it, from 1
    key: Key  # the id as it stands there, and the part
    cells: Mapping[str, str]  # by column; "" is blank; columns that the sheet lacks are not there
    where: Mapping[str, str]  # where each cell stands: G7
    said: Mapping[str, str]  # what each cell reads
    faults: tuple[Fault, ...] = ()


class Strange(NamedTuple):
    """A column that is none of the form's."""

    heading: str
    cells: int  # that are filled in


class Note(NamedTuple):
    """Something of a file that was passed over, and why: a code with parameters."""

    code: str
    params: Mapping[str, str]


class Returned(NamedTuple):
    """One file."""

    name: str
    form: Form
    carried: Carried | None  # None: what it said when it went out is not known
    lines: tuple[Line, ...]
    strange: tuple[Strange, ...] = ()
    notes: tuple[Note, ...] = ()


def returned(data: bytes, name: str) -> Returned:
    """A file that came back. TargettrackError, each with path: those of `read.book`; no-table where it is none of our forms."""
    return of_book(read.book(data, name), name)


def of_book(book: Book, name: str) -> Returned:
    """A workbook that came back. TargettrackError no-table, carried-damaged (path)."""
    try:
        known = carried.from_book(book)
    except TargettrackError as error:
        raise TargettrackError(error.code, path=name) from None
    form, found = _of_form(book, None if known is None else known.form)
    if not found.tables:
        raise TargettrackError("no-table", path=name)
    lines = tuple(line for table in found.tables for line in _lines(table, form))
    strange = [one for table in found.tables for one in _strange(table)]
    return Returned(name, form, known, lines, tuple(strange), tuple(_notes(form, found)))


def _of_form(book: Book, form: Form | None) -> tuple[Form, Tables]:
    """The tables of a workbook, and the form that they are of: where that is not said, the one with the most of its columns."""
    forms = Form if form is None else [form]
    readings = [(one, recognise.tables(book.sheets, _captions(one), {"id"})) for one in forms]
    return max(readings, key=lambda reading: max((len(table.columns) for table in reading[1].tables), default=0))


def _captions(form: Form) -> tuple[Caption, ...]:
    """The columns of a form; in a unit's sheet also the office's own finding, which is refused there by name."""
    return (*captions(form), *([CAPTIONS["assess"]] if form is Form.MONTH else []))


def _lines(table: Table, form: Form) -> Iterator[Line]:
    for row in table.rows:
        texts, faults = _texts(table, row, form)
        where = {code: reference(row.number, column) for code, column in table.columns.items()}
        key = (texts.get("id", ""), texts.get("part", ""))
        said = {code: cells.written(row.values.get(code)) for code in table.columns}
        yield Line(table.sheet, row.number + 1, key, texts, where, said, faults)


def _texts(table: Table, row: Row, form: Form) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """What the cells of a row say, and those that say nothing that can be understood, where they are to be filled in."""
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for code in table.columns:
        try:
            texts[code] = cells.text(row.values.get(code), CAPTIONS[code])
        except UsageError as error:
            if FORMS[form].get(code) is Filler.NOBODY:
                texts[code] = str(row.values.get(code, "")).strip()
            else:
                faults.append(Fault(code, error.code, error.params))
    return texts, tuple(faults)


def _strange(table: Table) -> Iterator[Strange]:
    """The columns that are none of the form's, with the number of their cells."""
    filled = Counter(column for row in table.rows for column in row.added)
    ours = {*table.columns.values()}
    for column in sorted((table.headings.keys() | filled.keys()) - ours):
        yield Strange(table.headings.get(column, reference(table.heading, column)), filled[column])


def _notes(form: Form, found: Tables) -> Iterator[Note]:
    """What of a workbook was passed over: sheets, rows; hidden rows are read, and named."""
    for sheet in found.unread:
        if sheet not in i18n.everywhere(GUIDE):
            yield Note("sheet-unread", {"sheet": sheet})
    for table in found.tables:
        absent = [
            code for code, filler in FORMS[form].items() if filler is not Filler.NOBODY and code not in table.columns
        ]
        named = {
            "columns-missing": [_(CAPTIONS[code].heading) for code in absent],
            "rows-left": [str(number + 1) for number, _why, _text in table.left],
            "rows-hidden": [str(row.number + 1) for row in table.rows if row.is_hidden],
        }
        for code, what in named.items():
            if what:
                yield Note(code, {"sheet": table.sheet, "what": " ".join(what)})
