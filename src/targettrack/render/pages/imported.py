"""What sheets that came back change: how many rows of each file, then each row as a person reads it."""

from collections.abc import Callable, Iterable
from datetime import date

from targettrack.i18n import N_, _, ngettext
from targettrack.render.document import Block, Cell, Column, Document, Grid, Heading, note, text
from targettrack.render.messages import sentence
from targettrack.render.numbers import spoken_day
from targettrack.render.pages.parts import numbered
from targettrack.render.safe import safe
from targettrack.views import imported as view
from targettrack.views.answer import Answer
from targettrack.views.imported import Imported

FORMS = {
    "review": N_("Review of drafts"),
    "division": N_("Division of tasks"),
    "register": N_("Register of tasks"),
    "month": N_("Monthly report"),
    "assess": N_("Assessment"),
}

FEW = 5
"""Files that are all listed."""


def page(shown: Imported, _answer: Answer) -> Document:
    """The files with their counts; what is changed, in conflict, rejected, thought; the sum, and what to do next."""
    blocks: list[Block] = _files(shown)
    blocks += [
        note(said)
        for said in (*_silent(shown), *_blanks(shown), *(said for file in shown.files for said in _notes(file)))
    ]
    blocks += _part(shown, N_("Changes"), _columns_of_changes, map(_changed, shown.changed))
    blocks += _part(
        shown, N_("Conflicts: changed in the ledger since the sheet went out"), _columns_of_conflicts, _clashes(shown)
    )
    blocks += _part(shown, N_("Rejected"), _columns_of_rejections, map(_rejected, shown.rejected))
    opinions = [one for one in shown.opinions if one.field not in view.PEOPLE]
    blocks += _part(shown, N_("Opinions, for you to decide on"), _columns_of_opinions, map(_opinion, opinions))
    people = (one for one in shown.opinions if one.field in view.PEOPLE)
    blocks += _part(shown, N_("People, to be registered by you"), _columns_of_opinions, map(_opinion, people))
    return Document(_("Sheets taken back"), (*blocks, text(Cell(_total(shown), "strong")), text(_next(shown))))


def _files(shown: Imported) -> list[Block]:
    """The files of which something is to be said; of many that say nothing new, how many they are."""
    told = [one for one in shown.files if one.code or one.changed or one.rejected or shown.verbose]
    listed = told if len(shown.files) > FEW else shown.files
    columns = (
        Column(_("File"), grow=True, detail=_("Form and unit")),
        *(Column(_(name), right=True) for name in (N_("Rows"), N_("Changed"), N_("Same"), N_("Rejected"))),
    )
    silent = len(shown.files) - len(listed)
    said = ngettext("{n} more file says nothing new.", "{n} more files say nothing new.", silent).format(n=silent)
    return [Grid(columns, tuple(map(_file, listed))), *([note(said)] if silent else [])]


def _file(file: view.SheetFile) -> tuple[Cell, ...]:
    if file.code:
        return (Cell(file.file, "red", sentence(file.code, file.params)), *[Cell("–")] * 4)
    counts = (file.rows, file.changed, file.same)
    unit = "" if file.unit in file.file else file.unit
    about = _(", ").join(filter(None, (_(FORMS[file.form]), unit)))
    rejected = Cell(str(file.rejected), "red" if file.rejected else "")
    return (Cell(file.file, "", about), *(Cell(str(count)) for count in counts), rejected)


def _silent(shown: Imported) -> Iterable[str]:
    """Who said nothing, by name."""
    for said, units in (
        (N_("Came back blank: {units}"), shown.blank),
        (N_("No sheet from: {units}"), shown.missing),
    ):
        if units:
            yield _(said).format(units=_(", ").join(units))


def _blanks(shown: Imported) -> Iterable[str]:
    """What a blank day was taken for: once for all sheets of one day."""
    days: dict[date, int] = {}
    for file in shown.files:
        if file.as_of and file.blank_days:
            days[file.as_of] = days.get(file.as_of, 0) + file.blank_days
    for on, count in days.items():
        said = ngettext("{n} row without a day holds for {day}.", "{n} rows without a day hold for {day}.", count)
        yield said.format(n=count, day=spoken_day(on))


def _notes(file: view.SheetFile) -> Iterable[str]:
    """What has to be known of a file beside its counts."""
    if file.against == "ledger":
        said = _("{file} does not say how it went out: every filled cell was held against the ledger")
        yield said.format(file=file.file)
    for column in file.untaken:
        if column.field:
            said = _("{file}: «{heading}» is not taken back by a sheet (changed in {n})")
        else:
            said = _("{file}: the column «{heading}» is none of ours, and was passed over ({n} filled in)")
        yield said.format(file=file.file, heading=column.heading, n=column.cells)
    for one in file.notes:
        yield f"{file.file}{_(': ')}{sentence(one.code, one.params)}"


def _part(
    shown: Imported, title: str, columns: Callable[[], tuple[Column, ...]], rows: Iterable[tuple[Cell, ...]]
) -> list[Block]:
    """One kind of rows under its heading; a screen shows the first of many."""
    listed = tuple(rows)
    more = "" if shown.verbose else _("… and {n} more; -v shows them all")
    return [Heading(numbered(_(title), len(listed))), Grid(columns(), listed, more)] if listed else []


def _place(row: view.SheetRow, cell: str = "") -> Cell:
    return Cell(f"{row.file} {cell or row.row}", "", row.sheet)


def _target(row: view.SheetRow) -> Cell:
    return Cell(" ".join(filter(None, (row.id, row.part))), "", row.title)


def _columns_of_changes() -> tuple[Column, ...]:
    return Column(_("Id")), Column(_("What is changed"), grow=True, detail=_("Target, and what is doubtful")), _where()


def _where() -> Column:
    return Column(_("File and row"), detail=_("Sheet"))


def _changed(one: view.ChangedRow) -> tuple[Cell, ...]:
    said = _("; ").join(_turn(cell) for cell in one.cells)
    doubts = (_doubted(doubt) for doubt in one.doubts)
    id_ = " ".join(filter(None, (one.row.id, one.row.part)))
    tone = "yellow" if one.doubts else ""
    return Cell(id_), Cell(said, tone, _("; ").join((one.row.title, *doubts))), _place(one.row)


def _doubted(doubt: view.Doubtful) -> str:
    known = IN_A_SHEET.get(doubt.code)
    return sentence(doubt.code, doubt.params) if known is None else _(known).format_map(doubt.params)


def _turn(cell: view.SheetCell) -> str:
    """«数据 310个 → 1.2万（12000个）»; where nothing stood before, what stands there now."""
    before, typed = " ".join(cell.now.split()), " ".join(cell.typed.split()) or _("(blank)")
    typed += _(" ({meant})").format(meant=cell.meant) if cell.meant else ""
    return f"{cell.heading} {before} → {typed}" if before else f"{cell.heading} {typed}"


def _columns_of_conflicts() -> tuple[Column, ...]:
    names = (N_("Column"), N_("When it went out"), N_("In the sheet"), N_("In the ledger now"))
    return Column(_("Target"), grow=True, detail=_("Title")), *(Column(_(name)) for name in names), _where()


def _clashes(shown: Imported) -> Iterable[tuple[Cell, ...]]:
    for one in shown.conflicts:
        for cell in one.cells:
            said = (cell.heading, cell.exported or "–", cell.typed or "–", cell.now or "–")
            yield _target(one.row), *map(Cell, said), _place(one.row, cell.cell)


def _columns_of_rejections() -> tuple[Column, ...]:
    return Column(_("Target"), detail=_("Title")), Column(_("Why it was rejected"), grow=True), _where()


def _rejected(one: view.RejectedRow) -> tuple[Cell, ...]:
    said = _why(one)
    shown = said if not one.heading or one.heading in said else f"{one.heading}{_(': ')}{said}"
    return _target(one.row), Cell(shown, "red"), _place(one.row, one.cell)


IN_A_SHEET = {
    "without-reason": N_("{option} needs a reason: fill in the column for it"),
    "without-warrant": N_(
        "{option} changes what was promised, which takes a reason and an authority: give --reason and --authority with the"
        " import"
    ),
    "figure-missing": N_("{options} says something of a figure, which is missing"),
    "completed-later": N_("it was not finished on {day} by {as_of}; fill in the day that the row holds for"),
    "ask-not-later": N_("the deadline in force is {deadline}; only a later one can be asked for"),
    "after-the-end": N_("{day} lies after the end, {end}; a figure of the end is dated with that day"),
    "plan-closed": N_("plan {plan} was closed on {day}; its rows are taken back no more"),
    "no-deadline-to-move": N_("the task is ongoing and has no deadline that could be extended"),
}
"""What is refused elsewhere with the option to type, in the words of a sheet."""


def _why(one: view.RejectedRow) -> str:
    """Why a row was rejected; its id stands beside it."""
    code = "no-deadline-to-move" if one.code == "ask-not-later" and one.params.get("deadline") == "–" else one.code
    if code in IN_A_SHEET:
        return _(IN_A_SHEET[code]).format_map({name: safe(str(value)) for name, value in one.said.items()})
    return sentence(one.code, one.said).removeprefix(f"{one.row.id}{_(': ')}")


def _columns_of_opinions() -> tuple[Column, ...]:
    return Column(_("Target"), detail=_("Title")), Column(_("Unit")), Column(_("Opinion"), grow=True), _where()


def _opinion(one: view.OpinionRow) -> tuple[Cell, ...]:
    said = one.text if one.field == "opinion" else f"{one.heading}{_(': ')}{one.text or _('(blank)')}"
    return _target(one.row), Cell(one.unit or "–"), Cell(said), _place(one.row)


def _total(shown: Imported) -> str:
    total = shown.total
    said = ngettext(
        "{rows} row: {changed} changed, {same} the same, {rejected} rejected.",
        "{rows} rows: {changed} changed, {same} the same, {rejected} rejected.",
        total["rows"],
    )
    return said.format(**total)


def _next(shown: Imported) -> str:
    if shown.applied and shown.is_whole:
        return _("It is written.")
    if shown.applied:
        return _("What was changed is written; what was rejected is not.")
    if not shown.is_whole:
        return _("Nothing was written. Mend what was rejected, or write the others with --yes --keep-going.")
    if shown.changed:
        return _("Nothing was written yet; --yes writes it.")
    return _("There is nothing to write.")
