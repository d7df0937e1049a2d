"""`targettrack extract`: draft a list from a report's text, or see what a list leaves out."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from targettrack import extract, store
from targettrack.acts import draft as acts
from targettrack.cli import completion, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.errors import ExitCode, Problem, StoreError, UsageError
from targettrack.extract import Extraction
from targettrack.i18n import _
from targettrack.ledger import names
from targettrack.model import Plan, Target
from targettrack.record import FILES
from targettrack.render.messages import describe
from targettrack.views.coverage import coverage as covered
from targettrack.views.extracted import Extracted, extracted

PLAN = FILES["plan"].rows
ABOUT = ("title", "year", "published", "issuer", "level")
"""What the plan or the person knows better than the text."""
LONG = 150_000
"""Characters that take about a second to read."""
File = Annotated[str, typer.Argument(metavar="FILE", help="The report as text or Markdown; - for standard input.")]
PlanId = Annotated[
    str | None,
    typer.Option("--plan", metavar="PLAN", help="The plan's id, as in KP2026.", autocompletion=completion.plans),
]


@options.shared(options.WRITING, fields=[PLAN[name] for name in ABOUT])
def command(
    run: Run,
    file: File,
    plan: PlanId = None,
    write: Annotated[bool, typer.Option("--write", help="Make the plan and keep the drafts, for review.")] = False,
    source: Annotated[bool, typer.Option("--source/--no-source", help="Keep the text beside the drafts.")] = True,
    coverage: Annotated[bool, typer.Option("--coverage", help="Show what no record, or no draft, covers.")] = False,
) -> ExitCode:
    """Draft targets from a report's text. A person reviews them; nothing is trusted unattended."""
    if write and coverage:
        raise UsageError("write-or-coverage")
    session = _session(run, needed=write)
    data = world.read_in() if file == "-" else store.document(Path(world.folder(), file))
    text = extract.read_bytes(data)
    plans = {one.id.casefold(): one for one in session.ledger.plans} if session else {}
    known = plans.get((plan or "").casefold())
    about = {name: getattr(known, name) for name in ABOUT} if known else {}
    about |= typed.fields(run.typed, PLAN, today=session.today if session else world.now().date())
    name = Path(file).name if file != "-" else ""
    with world.moving(_("Reading"), long=len(text) > LONG) as tell:
        extraction = extract.draft(text, name=name, units=session.ledger.units if session else (), tell=tell, **about)
    problems = _problems(session, extraction)
    if coverage:
        passages = extract.coverage(extraction.promise, _quoted(session, known, extraction))
        return run.answer(covered(passages, document=name, plan=known.id if known else ""), problems=problems)
    kept: tuple[str, ...] = ()
    records = session.records(known.id) if session and known else None
    if write and session:
        made = known or _new_plan(extraction, plan, hashlib.sha256(data).hexdigest(), name)
        drafts = extract.targets(extraction, made.id, session.now)
        if source and acts.is_too_long(text):
            world.say(_("The text is longer than 1 MiB, and is not kept beside the drafts."))
        written = run.apply(acts.keep(drafts, made, records, text if source else ""))
        kept = tuple(one.target.id for one in written if one.target is not None)
    view = extracted(extraction, document=name, plan=plan or "", written=kept)
    return run.answer(_held_against(view, extraction, records or (), text), problems=problems)


def _held_against(view: Extracted, extraction: Extraction, records: Sequence[Target], text: str) -> Extracted:
    """The view with what the records of the plan had of the document before, and what they have beside it."""
    gone = tuple(one.id for one in acts.gone(records, text, extraction.drafts) if not one.discarded)
    return view._replace(known=acts.known(extraction.drafts, records), gone=gone)


def _problems(session: Session | None, extraction: Extraction) -> tuple[Problem, ...]:
    """Say what is doubtful about the document as a whole, beside the problems of the ledger."""
    for doubt in extraction.doubts:
        world.say(describe(doubt))
    return (*(session.ledger.problems if session else ()), *extraction.doubts)


def _session(run: Run, *, needed: bool) -> Session | None:
    """The ledger where there is one: reading a report needs none, keeping its drafts does."""
    try:
        return run.open()
    except StoreError as error:
        if needed or run.store or error.code != "no-store":
            raise
        return None


def _new_plan(extraction: Extraction, plan: str | None, checksum: str, name: str) -> Plan:
    if plan is None or extraction.year is None:
        raise UsageError("missing-answer", option="--plan" if plan is None else "--year")
    return extract.plan(extraction, typed.plan_id(plan), document=name, sha256=checksum)


def _quoted(session: Session | None, plan: Plan | None, extraction: Extraction) -> list[extract.Quoted]:
    """What the records of an existing plan quote; else what the items of the document do."""
    if session is None or plan is None:
        return extract.by_items(extraction)
    records = sorted(session.records(plan.id), key=lambda record: names.natural(record.id))
    return extract.by_records(extraction, (record for record in records if not record.discarded))
