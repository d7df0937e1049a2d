"""Reports as files of Word and of spreadsheets: which files, what may be replaced; then all of them, or none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import store
from targettrack.cli import world
from targettrack.errors import StoreError, UsageError
from targettrack.exchange import seal
from targettrack.exchange.papers import book, word
from targettrack.exchange.papers.paper import Paper, paper
from targettrack.exchange.write import book_bytes, file_names
from targettrack.i18n import _, ngettext
from targettrack.named import NamedTuple
from targettrack.views.answer import Answer
from targettrack.views.byowner import ByOwner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from targettrack.cli.output import Run
    from targettrack.errors import ExitCode
    from targettrack.views.answer import ReportView

DOCX = "docx"
PAPERS_OF_A_SECOND = 10
"""Files that take about a second to write; a person at a terminal is shown how far it is."""


class Order(NamedTuple):
    """What is to be written."""

    format: str  # of render.PAPERS
    template: tuple[str, bytes] | None  # its path as typed, and what stands in it
    overwrite: bool
    is_by_unit: bool


def template_of(path: str | None, format_: str) -> tuple[str, bytes] | None:
    """The template that was named, read and looked through. UsageError template-of-paper; bad-template."""
    if path is None:
        return None
    if format_ != DOCX:
        raise UsageError("template-of-paper")
    data = store.document(Path(world.folder(), path))
    word.checked(path, data)
    return path, data


def write(run: Run, view: ReportView, order: Order) -> ExitCode:
    """Make every paper, then put all of them in their places.

    StoreError: those of `store.taken` and `store.replace_all`; filled-in (path) where one is not as it was written.
    """
    session, path = run.session, run.path
    assert session is not None
    assert path is not None
    units = list(_units(view)) if order.is_by_unit else [("", view)]
    names = file_names([unit or _("unassigned") for unit, _own in units])
    files = [path / f"{name}.{order.format}" for name in names] if order.is_by_unit else [path]
    folder = path if order.is_by_unit else None
    known = store.taken(files, session.root, folder)
    for place, data in known.items():
        if data and not order.overwrite and not seal.is_untouched(data):
            raise StoreError("filled-in", path=os.path.relpath(place, world.folder()))
    made: dict[Path, bytes] = {}
    with world.moving(_("Writing papers"), long=len(files) > PAPERS_OF_A_SECOND) as tell:
        for place, (_unit, own) in zip(files, units, strict=True):
            answer = Answer(run.command, session.day, own, tuple(session.ledger.problems))
            made[place] = _bytes(paper(answer, session.ledger), order, answer)
            tell(len(made), len(files))
    store.replace_all(made, known, [folder] if folder else [])
    if order.is_by_unit:
        said = ngettext("Written: {n} paper in {path}.", "Written: {n} papers in {path}.", len(made))
        world.say(said.format(n=len(made), path=f"{str(run.output).rstrip('/')}/"))
    else:
        world.say(_("Written: {path}").format(path=run.output))
    return run.ending(view)


def _bytes(one: Paper, order: Order, answer: Answer) -> bytes:
    if order.format == DOCX:
        return word.paper_bytes(one, answer.as_of, order.template)
    return book_bytes(book.book(one), answer.as_of)


def _units(view: ReportView) -> Iterator[tuple[str, ReportView]]:
    """The pages of the units, each as a report of its own."""
    assert isinstance(view, ByOwner)
    for page in view.units:
        own = {id_: view.targets[id_] for id_ in (*(sheet.id for sheet in page.sheets), *page.supports)}
        plans = {row.plan for row in own.values()}
        yield (
            page.owner,
            view._replace(
                plans=tuple(plan for plan in view.plans if plan.id in plans),
                targets=own,
                units=(page,),
                total=page.total,
            ),
        )
