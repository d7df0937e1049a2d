"""`targettrack init`: a new ledger, a new plan in it, or the fictional example."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from targettrack import store
from targettrack.cli import options, typed, world
from targettrack.cli.output import Run
from targettrack.errors import ExitCode, UsageError
from targettrack.i18n import _
from targettrack.model import NewPlan, Plan
from targettrack.record import FILES
from targettrack.store import sample

PLAN = FILES["plan"].rows
Folder = Annotated[str, typer.Argument(metavar="[DIR]", help="Where the folder `targets` is made; here if not given.")]
PlanId = Annotated[
    str | None,
    typer.Option("--plan", metavar="ID", help="Also make a plan, as in KP2025; works in an old ledger too."),
]
Example = Annotated[bool, typer.Option("--example", help="A small fictional county, in most states that there are.")]


@options.shared(
    ("dry_run",), fields=[PLAN[name] for name in ("title", "year", "issuer", "level", "parent")], formats=()
)
def command(run: Run, folder: Folder = ".", plan: PlanId = None, example: Example = False) -> ExitCode:
    """Make a ledger: the folder `targets`, with the git settings that merge two people's work."""
    place = Path(world.folder(), folder)
    said = typed.fields(run.typed, PLAN, today=world.now().date())
    if plan is None and said:
        raise UsageError("missing-answer", option="--plan")
    made = [] if plan is None else [NewPlan(_plan(plan, said))]
    for dry in (True,) if run.dry_run else (True, False):  # all is understood before anything is written
        root = store.init(place, example=example, may_exist=bool(made), dry_run=dry)
        store.apply(root, made, dry_run=dry or not made)
    world.say(_("Dry run: nothing was written.") if run.dry_run else _("The ledger is {path}").format(path=str(root)))
    if example:
        world.say(_("Look at it: targettrack report --as-of {day}").format(day=sample.DAY))
    return ExitCode.OK


def _plan(plan: str, said: dict[str, Any]) -> Plan:
    for name in ("title", "year"):
        if name not in said:
            raise UsageError("missing-answer", option=f"--{name}")
    return Plan(id=typed.plan_id(plan), start=date(said["year"], 1, 1), end=date(said["year"], 12, 31), **said)
