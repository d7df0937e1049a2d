"""`targettrack extract`: draft a list from a report's text, or see what a list leaves out."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from targettrack import extract, store
from targettrack.acts import draft as acts
from targettrack.cli import completion, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.errors import ExitCode, StoreError, UsageError
from targettrack.extract import Extraction
from targettrack.ledger import names
from targettrack.model import Plan
from targettrack.render import words
from targettrack.views.coverage import coverage as covered
from targettrack.views.extracted import extracted

Text = str | None
PlanId = Annotated[
    Text, typer.Option("--plan", metavar="PLAN", help="The plan's id, as in KP2026.", autocompletion=completion.plans)
]
Year = Annotated[int | None, typer.Option("--year", metavar="YYYY", min=1900, max=2999, help="The plan's year.")]


@options.shared(options.WRITING)
def command(
    run: Run,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The report as text or Markdown; - for standard input.")],
    plan: PlanId = None,
    year: Year = None,
    issuer: Annotated[str, typer.Option("--issuer", metavar="NAME", help="Which government made the promises.")] = "",
    level: Annotated[Text, typer.Option("--level", metavar="LEVEL", help="province city county town.")] = None,
    published: Annotated[Text, typer.Option("--published", metavar="DATE", help="The document's day.")] = None,
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
    known = _known_plan(session, plan)
    today = world.now().date() if session is None else session.today
    extraction = extract.draft(
        text,
        year=year or (known.year if known else None),
        published=typed.day(published, "--published", today=today) if published else known.published if known else None,
        issuer=issuer or (known.issuer if known else ""),
        level=typed.code(level, words.levels(), "--level") if level else known.level if known else None,
        units=session.ledger.units if session else (),
    )
    name = Path(file).name if file != "-" else ""
    if coverage:
        quotes = _quotes(session, known, extraction)
        shown = covered(extract.coverage(extraction.promise, quotes), document=name, plan=known.id if known else "")
        return run.answer(shown)
    kept: tuple[str, ...] = ()
    if write and session:
        made = known or _new_plan(extraction, plan, hashlib.sha256(data).hexdigest(), name)
        targets = extract.targets(extraction, made.id, session.now)
        records = session.records(made.id) if known else None
        changes = acts.keep(targets, made, records, text if source else "")
        written = run.apply(changes)
        kept = tuple(one.target.id for one in written if one.target is not None)
    return run.answer(extracted(extraction, document=name, plan=plan or "", written=kept))


def _session(run: Run, *, needed: bool) -> Session | None:
    """The ledger where there is one: reading a report needs none, keeping its drafts does."""
    try:
        return run.open()
    except StoreError as error:
        if needed or run.store or error.code != "no-store":
            raise
        return None


def _known_plan(session: Session | None, plan: str | None) -> Plan | None:
    plans = session.ledger.plans if session else ()
    return next((one for one in plans if plan and one.id.casefold() == plan.casefold()), None)


def _new_plan(extraction: Extraction, plan: str | None, checksum: str, name: str) -> Plan:
    if plan is None or extraction.year is None:
        raise UsageError("missing-answer", option="--plan" if plan is None else "--year")
    return extract.plan(extraction, typed.plan_id(plan), document=name, sha256=checksum)


def _quotes(session: Session | None, plan: Plan | None, extraction: Extraction) -> list[tuple[str, extract.Quote]]:
    """The quotes of an existing plan's records; else those of the drafts, by number."""
    if session is None or plan is None:
        return [(str(n), quote) for n, draft in enumerate(extraction.drafts, 1) for quote in draft.quotes]
    records = sorted(session.records(plan.id), key=lambda record: names.natural(record.id))
    return [(record.id, quote) for record in records if not record.discarded for quote in record.quotes]
