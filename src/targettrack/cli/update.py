"""`targettrack update`: record whatever happened to a target. One verb for all of it."""

from typing import Annotated

import typer

from targettrack.acts.update import append
from targettrack.cli import options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.write import write
from targettrack.errors import ExitCode
from targettrack.model import Update
from targettrack.rating.standing import fold
from targettrack.record import GOAL, UPDATE

FIELDS = (
    *("status", "value", "as_of", "note", "problem", "next", "evidence", "stage", "forecast", "owner", "supporting"),
    *("deadline", "reason", "authority", "by"),
)
GoalChange = Annotated[
    list[str] | None,
    typer.Option("--goal", metavar="FIELD=VALUE", help="Change the goal, as in value=1000; needs --authority."),
]


@options.shared(options.WRITING, fields=[UPDATE.rows[name] for name in FIELDS])
def command(
    run: Run,
    targets: options.Targets,
    goal: GoalChange = None,
    new_unit: options.NewUnit = False,
    key: options.Key = None,
    again: options.Again = False,
) -> ExitCode:
    """Record what happened to one or several targets: a line is added, nothing is rewritten."""
    # Where no units.toml lists the units, those that lead other targets say what a unit is called.
    session = run.open(targets=targets, whole=bool(goal) or not {"owner", "supporting"}.isdisjoint(run.typed))
    plans = {target.plan: session.ledger.plan_of(target) for target in session.named}
    figure = run.typed.pop("value", None)
    entered = {"at": session.now, "as_of": session.today, "by": run.typed.pop("by", None) or world.person()}
    changed = [entry if "=" in entry else f"value={entry}" for entry in goal or []]
    common = {
        plan.id: {
            **entered,
            **session.fields(run.typed, UPDATE.rows, plan.year, new_unit=new_unit),
            "goal": session.assignments(changed, GOAL.rows, "--goal", plan.year),
        }
        for plan in plans.values()
    }
    changes = []
    for target in session.named:
        value = None if figure is None else typed.figure(figure, target.kind, fold(target, session.day).goal)
        update = Update(key=typed.key(key, target), value=value, **common[target.plan])
        changes.append(append(target, update, plans[target.plan], again=again or bool(key)))
    return write(run, changes)
