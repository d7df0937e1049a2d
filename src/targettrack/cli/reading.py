"""What `extract` does: a report is read, shown, and kept as drafts where that is asked for."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from targettrack import extract, store
from targettrack.acts import draft as acts
from targettrack.cli import asking, plans, typed, world
from targettrack.cli.extract import ABOUT
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.errors import ExitCode, Problem, StoreError, UsageError
from targettrack.exchange import documents
from targettrack.extract import Extraction
from targettrack.i18n import _
from targettrack.ledger import names
from targettrack.model import Plan, Target
from targettrack.render.messages import describe
from targettrack.render.pages.extracted import headline
from targettrack.views.coverage import coverage as covered
from targettrack.views.extracted import Extracted, extracted

LONG = 150_000
"""Characters that take about a second to read."""


def read(run: Run, file: str, plan: str | None, *, write: bool, source: bool, coverage: bool) -> ExitCode:
    """Read a report and answer: see the options of `extract`. UsageError write-or-coverage, other-year."""
    if write and coverage:
        raise UsageError("write-or-coverage")
    session = _session(run, needed=write and (run.dry_run or not world.reads_terminal()))
    data = world.read_in() if file == "-" else store.document(Path(world.folder(), file))
    name = Path(file).name if file != "-" else ""
    document = documents.read(data, name or file)
    text = document.text
    known = _known(session, plan)
    about = {name: getattr(known, name) for name in ABOUT} if known else {}
    said = typed.fields(run.typed, plans.PLAN, today=session.today if session else world.now().date())
    about |= said
    extraction = _read(document, name, session, about)
    if coverage:
        problems = _problems(session, extraction, document)
        passages = extract.coverage(extraction.promise, _quoted(session, known, extraction))
        return run.answer(covered(passages, document=name, plan=known.id if known else ""), problems=problems)
    kept: tuple[str, ...] = ()
    records = session.records(known.id) if session and known else None
    is_other = (
        known is not None
        and session is not None
        and write
        and _is_other(session, known, text, partial(_read, document, name, session, said))
    )
    if write:
        made = known
        if made is None:
            extraction, made = _new_plan(session, extraction, partial(_read, document, name, session), about, plan)
            made = made._replace(title=made.title or name, document=name, sha256=hashlib.sha256(data).hexdigest())
        session = session or _new_ledger(run)
        if is_other:
            extraction = extraction._replace(drafts=tuple(map(acts.unplaced, extraction.drafts)))
        kept, plan = _keep(run, session, extraction, made, records, text if source else ""), made.id
    view = extracted(extraction, document=name, plan=plan or "", written=kept)
    answer = _held_against(view, extraction, records or (), text)
    return run.answer(answer, problems=_problems(session, extraction, document))


def _held_against(view: Extracted, extraction: Extraction, records: Sequence[Target], text: str) -> Extracted:
    """The view with what the records of the plan had of the document before, and what they have beside it."""
    gone = tuple(one.id for one in acts.gone(records, text, extraction.drafts) if not one.discarded)
    return view._replace(known=acts.known(extraction.drafts, records), gone=gone)


def _is_other(session: Session, plan: Plan, text: str, read: Callable[[], Extraction]) -> bool:
    """Whether the plan keeps another text than this one, which then has to be of its year. UsageError other-year."""
    try:
        kept = extract.read_bytes(store.document(session.root / plan.id / acts.SOURCE))
    except StoreError:
        return False  # none is kept, or none that anybody could be shown
    if kept == text:
        return False
    year = read().year
    if year not in {None, plan.year}:
        raise UsageError("other-year", year=str(year), plan=plan.id, wanted=str(plan.year))
    world.say(_("The plan keeps an earlier text, which stays; new drafts quote this one, and name no line of it."))
    return True


def _read(document: documents.Text, name: str, session: Session | None, about: Mapping[str, Any]) -> Extraction:
    units = session.ledger.units if session else ()
    with world.moving(_("Reading"), long=len(document.text) > LONG) as tell:
        return documents.placed(extract.draft(document.text, name=name, units=units, tell=tell, **about), document)


def _known(session: Session | None, plan: str | None) -> Plan | None:
    known = {one.id.casefold(): one for one in session.ledger.plans} if session else {}
    return known.get((plan or "").casefold())


def _keep(
    run: Run, session: Session, extraction: Extraction, plan: Plan, records: Sequence[Target] | None, text: str
) -> tuple[str, ...]:
    """Write the drafts, and give their ids. `records`: of the plan, None for a new one; `text`: to be kept; "" for none."""
    if acts.is_too_long(text):
        world.say(_("The text is longer than 1 MiB, and is not kept beside the drafts."))
    written = run.apply(acts.keep(extract.targets(extraction, plan.id, session.now), plan, records, text))
    return tuple(one.target.id for one in written if one.target is not None)


def _new_plan(
    session: Session | None,
    extraction: Extraction,
    read: Callable[[Mapping[str, Any]], Extraction],
    about: Mapping[str, Any],
    plan: str | None,
) -> tuple[Extraction, Plan]:
    """The plan that the drafts go into. What the document does not say is asked for, and the document read again by it."""
    missing = ["--year"] if extraction.year is None else []
    if asking.require([*(["--plan"] if plan is None else []), *missing]):
        world.say(_("Read: {what}").format(what=headline(extracted(extraction, document="", plan=""))))
        said = {name: getattr(extraction, name) for name in plans.ASKED}
        told = plans.asked(said)
        extraction = read({**about, **told}) if told != said else extraction
        taken = [one.id for one in session.ledger.plans] if session else []
        plan = plan or plans.ask_id(told, taken)
    assert plan is not None
    return extraction, extract.plan(extraction, typed.plan_id(plan), document="", sha256="")


def _new_ledger(run: Run) -> Session:
    """A ledger in this folder, if the person at the terminal wants one. world.Abandoned."""
    folder = Path(world.folder())
    if not asking.agrees(_("There is no ledger yet. Make one in {folder}?").format(folder=folder), default=True):
        raise world.Abandoned
    store.init(folder)
    return run.open()


def _problems(session: Session | None, extraction: Extraction, document: documents.Text) -> tuple[Problem, ...]:
    """Say what is doubtful about the document as a whole, beside the problems of the ledger."""
    for doubt in extraction.doubts:
        world.say(describe(doubt))
    return (*(session.ledger.problems if session else ()), *document.doubts, *extraction.doubts)


def _session(run: Run, *, needed: bool) -> Session | None:
    """The ledger where there is one: reading a report needs none, keeping its drafts does."""
    try:
        return run.open()
    except StoreError as error:
        if needed or run.store or error.code != "no-store":
            raise
        return None


def _quoted(session: Session | None, plan: Plan | None, extraction: Extraction) -> list[extract.Quoted]:
    """What the records of an existing plan quote; else what the items of the document do."""
    if session is None or plan is None:
        return extract.by_items(extraction)
    records = sorted(session.records(plan.id), key=lambda record: names.natural(record.id))
    return extract.by_records(extraction, (record for record in records if not record.discarded))
