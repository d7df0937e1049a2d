"""`targettrack update`: record whatever happened to a target. One verb for all of it."""

from dataclasses import replace
from typing import Annotated

import typer

from targettrack.acts.refusal import refusal
from targettrack.cli import completion, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.cli.write import record
from targettrack.errors import ExitCode, UsageError
from targettrack.ledger import names
from targettrack.model import Target, Update
from targettrack.rating.standing import fold
from targettrack.render import words

Text = str | None
StatusWord = Annotated[
    Text,
    typer.Option(
        "--status",
        "-s",
        metavar="STATUS",
        help="pending active done closed missed suspended dropped, or 推进中 ….",
        autocompletion=completion.statuses,
    ),
]
UnitName = Annotated[
    Text,
    typer.Option(
        "--owner", metavar="UNIT", help="The lead unit from now on; none: taken away.", autocompletion=completion.owners
    ),
]
GoalChange = Annotated[
    list[str] | None,
    typer.Option("--goal", metavar="FIELD=VALUE", help="Change the goal, as in value=1000; needs --authority."),
]


@options.shared(options.WRITING)
def command(
    run: Run,
    targets: options.Targets,
    status: StatusWord = None,
    value: Annotated[
        Text, typer.Option("--value", "-v", metavar="NUMBER", help="The figure, in the goal's unit: 310, 310个.")
    ] = None,
    as_of: Annotated[
        Text, typer.Option("--as-of", metavar="DATE", help="The day that it holds for; today if not given.")
    ] = None,
    note: Annotated[Text, typer.Option("--note", "-n", metavar="TEXT", help="Progress, in words.")] = None,
    problem: Annotated[Text, typer.Option("--problem", metavar="TEXT", help="What stands in the way.")] = None,
    next_: Annotated[Text, typer.Option("--next", metavar="TEXT", help="The next step.")] = None,
    evidence: Annotated[
        Text, typer.Option("--evidence", metavar="TEXT", help="Proof: a paper's number, a path, an address.")
    ] = None,
    stage: Annotated[
        Text, typer.Option("--stage", metavar="NAME", help="The stage reached, as a checkpoint names it.")
    ] = None,
    forecast: Annotated[
        Text, typer.Option("--forecast", metavar="WORD", help="can hard cannot, or 能完成 有困难 不能完成.")
    ] = None,
    owner: UnitName = None,
    supporting: Annotated[
        list[str] | None, typer.Option("--supporting", metavar="UNIT", help="A supporting unit; may be repeated.")
    ] = None,
    new_unit: options.NewUnit = False,
    deadline: Annotated[
        Text, typer.Option("--deadline", metavar="DATE", help="The new deadline; needs --reason.")
    ] = None,
    goal: GoalChange = None,
    reason: Annotated[
        Text, typer.Option("--reason", metavar="TEXT", help="Why the deadline or the goal changes.")
    ] = None,
    authority: Annotated[
        Text, typer.Option("--authority", metavar="NAME", help="Who allowed it, with the paper's number.")
    ] = None,
    by: options.By = None,
    key: Annotated[
        Text, typer.Option("--key", metavar="KEY", help="The update's own key; a retry with it changes nothing.")
    ] = None,
) -> ExitCode:
    """Record what happened to one or several targets: a line is added, nothing is rewritten."""
    session = run.open()
    meant = (names.find_target(session.ledger, word) for word in targets)
    found = {target.id: target for target in meant}  # two words may mean one target
    common = Update(
        key=key or "",
        at=session.now,
        as_of=typed.day(as_of, "--as-of", today=session.today) if as_of is not None else session.today,
        by=by or world.person(),
        status=typed.code(status, words.statuses(), "--status") if status is not None else None,
        stage=stage,
        note=note,
        problem=problem,
        next=next_,
        evidence=evidence,
        forecast=typed.code(forecast, words.forecasts(), "--forecast") if forecast is not None else None,
        owner=None if owner is None else session.lead(owner, new=new_unit),
        supporting=session.leads(supporting, new=new_unit) if supporting else None,
        goal=typed.goal_changes(goal or [], today=session.today),
        reason=reason,
        authority=authority,
    )
    entries = [(one, _for_target(session, one, common, value, deadline)) for one in found.values()]
    return record(run, session, entries)


def _for_target(session: Session, target: Target, common: Update, value: str | None, deadline: str | None) -> Update:
    """The update of one target: what depends on the target is read, and what cannot be meant is refused."""
    if target.draft:
        raise UsageError("is-draft", id=target.id)
    standing = fold(target, session.day)
    due = (
        typed.day(deadline, "--deadline", today=session.today, year=session.ledger.plan_of(target).year)
        if deadline is not None
        else None
    )
    figure = typed.figure(value, target.kind, standing.goal) if value is not None else None
    update = replace(common, key=common.key or world.update_key(), value=figure, deadline=due)
    first = next((one for one in target.updates if one.key == update.key), None)
    if first is not None:  # a retry: with the times of the first try, the same words make the same line
        return replace(update, at=first.at, as_of=first.as_of if update.as_of == session.today else update.as_of)
    code = refusal(update, standing, session.ledger.plan_of(target), session.today)
    if code:
        raise UsageError(code, id=target.id, day=str(update.as_of), deadline=str(update.deadline))
    return update
