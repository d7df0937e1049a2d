"""`targettrack add`: a new commitment. Asks for what is missing on a terminal; elsewhere names it and stops."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from targettrack.cli import completion, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.errors import ExitCode, UsageError
from targettrack.i18n import _
from targettrack.ledger import names, selection
from targettrack.model import Comparator, Create, Goal, Kind, Plan, Quote, Strength, Target
from targettrack.render import words
from targettrack.views.recorded import Receipt, recorded

Text = str | None
PlanId = Annotated[
    Text, typer.Option("--plan", metavar="PLAN", help="The plan it belongs to.", autocompletion=completion.plans)
]
UnitName = Annotated[
    Text,
    typer.Option(
        "--owner", metavar="UNIT", help="The lead unit; none: not assigned yet.", autocompletion=completion.owners
    ),
]
KindWord = Annotated[
    Text,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="quantity growth level rank milestone coverage …, or 数量 ….",
        autocompletion=completion.kinds,
    ),
]
Sign = Annotated[Text, typer.Option("--comparator", metavar="SIGN", help=">= > <= < or ~ (about); >= if not given.")]


@options.shared(options.WRITING)
def command(
    run: Run,
    title: Annotated[Text, typer.Argument(metavar="[TITLE]", help="The commitment in a few words.")] = None,
    plan: PlanId = None,
    kind: KindWord = None,
    owner: UnitName = None,
    supporting: Annotated[
        list[str] | None, typer.Option("--supporting", metavar="UNIT", help="A supporting unit; may be repeated.")
    ] = None,
    new_unit: options.NewUnit = False,
    deadline: Annotated[
        Text, typer.Option("--deadline", metavar="DATE", help="年底, 6月底, 2025-06-30; none: ongoing.")
    ] = None,
    start: Annotated[
        Text, typer.Option("--start", metavar="DATE", help="First day of its window, if not the plan's.")
    ] = None,
    value: Annotated[
        Text, typer.Option("--value", metavar="NUMBER", help="The goal with its unit: 940个, 6%, 4万人.")
    ] = None,
    comparator: Sign = None,
    indicator: Annotated[Text, typer.Option("--indicator", metavar="TEXT", help="What is counted.")] = None,
    denominator: Annotated[Text, typer.Option("--denominator", metavar="N", help="How many units «all» means.")] = None,
    baseline: Annotated[
        Text, typer.Option("--baseline", metavar="NUMBER", help="Where the indicator stood before.")
    ] = None,
    done_when: Annotated[Text, typer.Option("--done-when", metavar="TEXT", help="The acceptance test.")] = None,
    of: Annotated[Text, typer.Option("--of", metavar="ID", help="The target that a relative goal follows.")] = None,
    stretch: Annotated[bool, typer.Option("--stretch", help="力争, 争取.")] = False,
    section: Annotated[str, typer.Option("--section", metavar="TEXT", help="The heading it stands under.")] = "",
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; may be repeated.")] = None,
    quote: Annotated[
        Text, typer.Option("--quote", metavar="TEXT", help="The sentence of the source, verbatim.")
    ] = None,
    line: Annotated[int | None, typer.Option("--line", metavar="N", min=1, help="The source's line.")] = None,
) -> ExitCode:
    """Add a target; its id is given out now and never again."""
    session = run.open()
    into = _plan(session, plan)
    title = title or _ask(_("Title"), "TITLE")
    chosen = typed.code(
        kind or _ask(_("Kind (quantity growth level rank milestone coverage …)"), "--kind"), words.kinds(), "--kind"
    )
    number, unit = typed.number(value, "--value") if value is not None else (None, "")
    whole, per = typed.number(denominator, "--denominator") if denominator is not None else (None, "")
    goal = Goal(
        indicator=indicator or "",
        comparator=typed.code(comparator, {c.value: c for c in Comparator}, "--comparator")
        if comparator
        else Comparator.AT_LEAST
        if number is not None or chosen is Kind.RELATIVE
        else None,
        value=number,
        unit=unit,
        denominator=whole,
        per=per,
        baseline=typed.number_in(baseline, unit, "--baseline") if baseline is not None else None,
        done_when=done_when or "",
        of=names.find_target(session.ledger, of).id if of else "",
    )
    draft = Target(
        id="",
        plan=into.id,
        title=title,
        kind=chosen,
        recorded=session.now,
        owner=_owner(session, owner, new=new_unit),
        supporting=session.leads(supporting or [], new=new_unit),
        start=typed.day(start, "--start", today=session.today, year=into.year) if start is not None else None,
        deadline=_deadline(session, into, deadline),
        strength=Strength.STRETCH if stretch else Strength.FIRM,
        section=section,
        tags=tuple(tag or ()),
        goal=goal,
        quotes=(Quote(quote, line),) if quote else (),
    )
    (written,) = run.apply(session.root, [Create(draft)])
    assert written.target is not None
    receipt = Receipt(run.dry_run, (recorded(selection.entry(session.ledger, written.target, session.day)),))
    return run.answer(receipt, session.day, session.ledger.problems)


def _plan(session: Session, typed_plan: str | None) -> Plan:
    plans = session.ledger.plans
    if typed_plan is None and len(plans) == 1:
        return plans[0]
    if not plans:
        raise UsageError("no-plan")
    return names.find_plan(
        session.ledger, typed_plan or _ask(_("Plan ({plans})").format(plans=" ".join(p.id for p in plans)), "--plan")
    )


def _owner(session: Session, typed_owner: str | None, *, new: bool) -> str:
    owner = (
        typed_owner
        if typed_owner is not None
        else _ask(_("Lead unit (none: not assigned yet)"), "--owner", names.owners(session.ledger))
    )
    return session.lead(owner, new=new)


def _deadline(session: Session, plan: Plan, typed_day: str | None) -> date | None:
    text = typed_day if typed_day is not None else _ask(_("Deadline (none: ongoing)"), "--deadline")
    if text in {"none", "持续推进"}:
        return None
    return typed.day(text, "--deadline", today=session.today, year=plan.year)


def _ask(question: str, option: str, words_: Sequence[str] = ()) -> str:
    """An answer from the terminal. UsageError missing-answer where nobody sits at one."""
    if not world.reads_terminal():
        raise UsageError("missing-answer", option=option)
    return world.ask(question, words_)
