"""`targettrack extract`: draft a list from a report's text, or see what a list leaves out."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from targettrack import extract, store
from targettrack.cli import completion, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session, open_session
from targettrack.errors import ExitCode, StoreError, UsageError
from targettrack.extract import Extraction
from targettrack.ledger import names
from targettrack.model import Create, Level, NewPlan, Plan
from targettrack.views import extracted as view

Text = str | None
PlanId = Annotated[
    Text, typer.Option("--plan", metavar="PLAN", help="The plan's id, as in KP2026.", autocompletion=completion.plans)
]


@options.shared(options.WRITING)
def command(
    run: Run,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The report as text or Markdown; - for standard input.")],
    plan: PlanId = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="YYYY", min=1900, max=2999, help="The plan's year.")
    ] = None,
    issuer: Annotated[str, typer.Option("--issuer", metavar="NAME", help="Which government made the promises.")] = "",
    level: Annotated[Text, typer.Option("--level", metavar="LEVEL", help="province city county town.")] = None,
    published: Annotated[Text, typer.Option("--published", metavar="DATE", help="The document's day.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Make the plan and keep the drafts, for review.")] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help="Show what no record, or no draft, covers.")] = False,
) -> ExitCode:
    """Draft targets from a report's text. A person reviews them; nothing is trusted unattended."""
    session = _session(run.store, needed=write)
    data = world.read_in() if file == "-" else store.document(Path(world.folder(), file))
    known = _known_plan(session, plan)
    today = world.now().date() if session is None else session.today
    extraction = extract.draft(
        extract.read_bytes(data),
        year=year or (known.year if known else None),
        published=typed.day(published, "--published", today=today) if published else known.published if known else None,
        issuer=issuer or (known.issuer if known else ""),
        level=_level(level) or (known.level if known else None),
        units=session.ledger.units if session else (),
    )
    name = Path(file).name if file != "-" else ""
    if coverage:
        quotes = _quotes(session, known, extraction)
        shown = view.coverage(
            extract.coverage(extraction.promise, quotes), document=name, plan=known.id if known else ""
        )
        return run.answer(shown, today)
    written = _write(session, extraction, plan, data, name, dry_run=run.dry_run) if write and session else ()
    shown_drafts = view.extracted(extraction, document=name, plan=plan or "", written=written)
    return run.answer(shown_drafts, today)


def _session(store_: str | None, *, needed: bool) -> Session | None:
    """The ledger where there is one: reading a report needs none, keeping its drafts does."""
    try:
        return open_session(store_)
    except StoreError as error:
        if needed or store_ or error.code != "no-store":
            raise
        return None


def _known_plan(session: Session | None, plan: str | None) -> Plan | None:
    plans = session.ledger.plans if session else ()
    return next((one for one in plans if plan and one.id.casefold() == plan.casefold()), None)


def _level(level: str | None) -> Level | None:
    return typed.code(level, {tier.value: tier for tier in Level}, "--level") if level else None


def _quotes(session: Session | None, plan: Plan | None, extraction: Extraction) -> list[tuple[str, extract.Quote]]:
    """The quotes of an existing plan's records; else those of the drafts, by number."""
    if session is None or plan is None:
        return [(str(n), quote) for n, draft in enumerate(extraction.drafts, 1) for quote in draft.quotes]
    targets = (target for target in session.ledger.targets if target.plan == plan.id)
    return [
        (target.id, quote) for target in sorted(targets, key=lambda t: names.natural(t.id)) for quote in target.quotes
    ]


def _write(
    session: Session, extraction: Extraction, plan: str | None, data: bytes, name: str, *, dry_run: bool
) -> tuple[str, ...]:
    if plan is None:
        raise UsageError("missing-answer", option="--plan")
    if extraction.year is None:
        raise UsageError("missing-answer", option="--year")
    made = extract.plan(extraction, typed.plan_id(plan), document=name, sha256=hashlib.sha256(data).hexdigest())
    targets = extract.targets(extraction, made.id, session.now)
    known = {(target.title, target.quotes) for target in session.ledger.targets if target.plan == made.id}
    drafts = [Create(target) for target in targets if (target.title, target.quotes) not in known]
    _plan, *written = store.apply(session.root, [NewPlan(made), *drafts], dry_run=dry_run)
    return tuple(one.id for one in written)
