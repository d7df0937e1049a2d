"""`targettrack init`: a new ledger, a new plan in it, or the fictional example."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from targettrack import store
from targettrack.cli import asking, options, plans, typed, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import argument, option
from targettrack.errors import ExitCode, StoreError
from targettrack.i18n import _
from targettrack.model import NewPlan, Plan
from targettrack.store import sample

Folder = Annotated[str, argument(metavar="[DIR]", help="Where the folder `targets` is made; here if not given.")]
PlanId = Annotated[
    str | None,
    option("--plan", metavar="ID", help="Also make a plan, as in KP2025; works in an old ledger too."),
]
Example = Annotated[bool, option("--example", help="A small fictional county, in most states that there are.")]


@options.shared(("dry_run",), fields=[plans.PLAN[name] for name in (*plans.ASKED, "parent")], formats=())
def command(run: Run, folder: Folder = ".", plan: PlanId = None, example: Example = False) -> ExitCode:
    """Make a ledger: the folder `targets`, with the git settings that merge two people's work."""
    place = Path(world.folder(), folder)
    said = typed.fields(run.typed, plans.PLAN, today=world.now().date())
    is_planned = plan is not None or bool(said) or _is_wanted(example=example)
    # All is asked and understood before anything is written.
    root = store.init(place, example=example, may_exist=is_planned, dry_run=True)
    made = [NewPlan(_plan(plan, said, root))] if is_planned else []
    store.apply(root, made, dry_run=True)
    if not run.dry_run:
        store.init(place, example=example, may_exist=is_planned)
        store.apply(root, made, dry_run=not made)
    world.say(_("Dry run: nothing was written.") if run.dry_run else _("The ledger is {path}").format(path=str(root)))
    if not run.dry_run:
        world.say(_next(made, example=example))
    return ExitCode.OK


def _is_wanted(*, example: bool) -> bool:
    """Whether a person who names no plan wants one now."""
    if example or not world.reads_terminal():
        return False
    world.say(
        _("A plan is one report or list. Where you have its text, `targettrack extract FILE --write` makes the plan.")
    )
    return asking.agrees(_("Make a plan now?"), default=False)


def _plan(plan: str | None, said: dict[str, Any], root: Path) -> Plan:
    """The plan as it was typed; where something is missing, and somebody sits there, all that was not typed is asked for."""
    missing = [typed.option(name) for name in plans.NEEDED if name not in said]
    if asking.require([*(["--plan"] if plan is None else []), *missing]):
        said = plans.asked(said)
        plan = plan or plans.ask_id(said, _taken(root))
    assert plan is not None
    return Plan(id=typed.plan_id(plan), start=date(said["year"], 1, 1), end=date(said["year"], 12, 31), **said)


def _taken(root: Path) -> Collection[str]:
    """The ids of the plans that there are; none where there is no ledger yet."""
    try:
        return store.index(root).plans
    except StoreError as error:
        if error.code != "no-store":
            raise
        return ()


def _next(made: list[NewPlan], *, example: bool) -> str:
    if example:
        return _("Look at it: targettrack report --as-of {day}").format(day=sample.DAY)
    commands = [f"targettrack add --plan {one.plan.id}" for one in made] or [_("targettrack extract FILE --write")]
    return _("Next: {command}").format(command=commands[0])
