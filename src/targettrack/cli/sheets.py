"""Forms into files: which targets, which files, what may be replaced; then all of them, or none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import store
from targettrack.cli import world
from targettrack.errors import StoreError, UsageError
from targettrack.exchange import seal
from targettrack.exchange.columns import Form
from targettrack.exchange.forms import lines as rows
from targettrack.exchange.forms.made import book
from targettrack.exchange.forms.values import Occasion
from targettrack.exchange.write import book_bytes, file_names
from targettrack.i18n import _, ngettext
from targettrack.ledger import selection
from targettrack.views.exported import exported

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from targettrack.cli.output import Run
    from targettrack.cli.sitting.sources import Sources
    from targettrack.errors import ExitCode
    from targettrack.exchange.forms.lines import Line
    from targettrack.model import Target
    from targettrack.rating.ladder import Rated

SUFFIX = ".xlsx"
ROWS_OF_A_SECOND = 700
"""Rows that take about a second to write; a person at a terminal is shown how far it is."""
Sheet = tuple[tuple["Line", ...], Occasion]


def export(run: Run, form_name: str, *, is_by_unit: bool, overwrite: bool) -> ExitCode:
    """Write a form of the targets that are asked for: one workbook, or one of each unit.

    UsageError: those of `Session.selection`, sheet-without-unit; StoreError: those of `_write`.
    """
    form, session = Form(form_name), run.open()
    wanted = session.selection(run.filters)
    entries = selection.select(session.survey(), wanted)
    ledger, day = session.ledger, session.day
    if is_by_unit:
        units = wanted.units or rows.units(entries)
        occasions = [Occasion(ledger, day, unit=unit) for unit in units]
    elif form is Form.MONTH and len(wanted.units) != 1:
        raise UsageError("sheet-without-unit")
    else:
        occasions = [Occasion(ledger, day, unit=wanted.units[0] if len(wanted.units) == 1 else "")]
    sheets = [(_lines(form, entries, occasion), occasion) for occasion in occasions]
    filled = [sheet for sheet in sheets if sheet[0]]
    assert run.path is not None
    _say_drafts(selection.select(session.survey(drafts=True), wanted))
    if not filled:
        world.say(_("No target belongs into this form; nothing was written."))
    elif is_by_unit:
        names = file_names([occasion.unit for _rows, occasion in filled])
        files = {run.path / f"{name}{SUFFIX}": sheet for name, sheet in zip(names, filled, strict=True)}
        _write(session.root, form, files, overwrite=overwrite, folder=run.path)
        _say_folder(run, entries, len(files), len(sheets) - len(filled))
    else:
        _write(session.root, form, {run.path: filled[0]}, overwrite=overwrite)
        _say_file(str(run.output), len(filled[0][0]))
    return run.ending(exported(ledger, entries))


def review(run: Run, drafts: Sequence[Target], output: str, source: str | None, *, overwrite: bool) -> ExitCode:
    """Write drafts for review. `source`: the report's text. UsageError unknown-suffix; StoreError: those of `_write`."""
    session = run.session
    assert session is not None
    if not output.lower().endswith(SUFFIX):
        raise UsageError("unknown-suffix", output=output, choices=SUFFIX)
    from targettrack.cli.sitting.sources import (
        Sources,
    )  # with the reader of reports, which the other forms need none of

    entries = [selection.entry(session.ledger, draft, session.day) for draft in drafts]
    occasion = Occasion(session.ledger, session.day, _sentences(Sources(session.root, source), drafts))
    listed = rows.lines(Form.REVIEW, entries, occasion)
    _write(session.root, Form.REVIEW, {Path(world.folder(), output): (listed, occasion)}, overwrite=overwrite)
    _say_file(output, len(listed))
    return run.ending(exported(session.ledger, entries))


def _sentences(sources: Sources, drafts: Sequence[Target]) -> dict[str, str]:
    """What the report says where an item stands in it, by the ids of its drafts; of those only that are at hand."""
    items: dict[tuple[str, str], list[Target]] = {}
    for draft in drafts:
        items.setdefault((draft.plan, draft.item or draft.id), []).append(draft)
    said = ((own, sources.around(tuple(own))) for own in items.values())
    return {draft.id: passage.text for own, passage in said if passage for draft in own}


def _lines(form: Form, entries: Sequence[Rated], occasion: Occasion) -> tuple[Line, ...]:
    own = rows.of_unit(form, entries, occasion.unit) if occasion.unit else entries
    return rows.lines(form, own, occasion)


def _write(root: Path, form: Form, files: Mapping[Path, Sheet], *, overwrite: bool, folder: Path | None = None) -> None:
    """Make every workbook, then put all of them in their places.

    StoreError: those of `store.taken` and `store.replace_all`; filled-in (path) where one is not as it was
    written, so that somebody's entries may be in it.
    """
    known = store.taken(files, root, folder)
    for path, data in known.items():
        if data and not overwrite and not seal.is_untouched(data):
            raise StoreError("filled-in", path=os.path.relpath(path, world.folder()))
    made: dict[Path, bytes] = {}
    whole, done = sum(len(listed) for listed, _occasion in files.values()), 0
    with world.moving(_("Writing workbooks"), long=whole > ROWS_OF_A_SECOND) as tell:
        for path, (listed, occasion) in files.items():
            made[path] = book_bytes(book(form, listed, occasion), occasion.day)
            tell(done := done + len(listed), whole)
    store.replace_all(made, known, [folder] if folder else [])


def _say_drafts(drafts: Sequence[Rated]) -> None:
    """What is not accepted yet goes to nobody but its reviewer."""
    if drafts:
        said = ngettext(
            "{n} draft is left out until it is accepted: `targettrack review`",
            "{n} drafts are left out until they are accepted: `targettrack review`",
            len(drafts),
        )
        world.say(said.format(n=len(drafts)))


def _say_file(path: str, count: int) -> None:
    said = ngettext("Written: {path} ({n} row).", "Written: {path} ({n} rows).", count).format(path=path, n=count)
    _say_written(said, path)


def _say_folder(run: Run, entries: Sequence[Rated], count: int, without: int) -> None:
    path = f"{str(run.output).rstrip('/')}/"
    said = ngettext("Written: {n} workbook in {path}.", "Written: {n} workbooks in {path}.", count)
    _say_written(said.format(n=count, path=path), path)
    if without:
        said = ngettext("{n} unit has nothing to report.", "{n} units have nothing to report.", without)
        world.say(said.format(n=without))
    nobodys = sum(not entry.state.standing.owner for entry in entries)
    if nobodys:
        said = ngettext(
            "{n} target has no lead unit and is in no workbook: `targettrack list --owner none`",
            "{n} targets have no lead unit and are in no workbook: `targettrack list --owner none`",
            nobodys,
        )
        world.say(said.format(n=nobodys))


def _say_written(said: str, path: str) -> None:
    command = f"targettrack import {path}"
    world.say(_("{written} Once it is back: `{command}`.").format(written=said, command=command))
