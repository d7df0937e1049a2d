"""`targettrack init`: a new ledger, a new plan in it, or the fictional example."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from targettrack import store
from targettrack.cli import options, typed, world
from targettrack.cli.output import Run
from targettrack.errors import ExitCode, UsageError
from targettrack.i18n import _
from targettrack.model import Level, NewPlan, Plan
from targettrack.store import sample

Text = str | None


@options.shared(options.DRY, formats=())
def command(
    run: Run,
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", help="Where the folder `targets` is made; here if not given.")
    ] = ".",
    plan: Annotated[
        Text, typer.Option("--plan", metavar="ID", help="Also make a plan, as in KP2025; works in an old ledger too.")
    ] = None,
    title: Annotated[Text, typer.Option("--title", metavar="TEXT", help="The plan's title.")] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="YYYY", min=1900, max=2999, help="The plan's year.")
    ] = None,
    issuer: Annotated[str, typer.Option("--issuer", metavar="NAME", help="Which government made the promises.")] = "",
    level: Annotated[Text, typer.Option("--level", metavar="LEVEL", help="province city county town.")] = None,
    parent: Annotated[str, typer.Option("--parent", metavar="ID", help="The plan above it.")] = "",
    with_example: Annotated[
        bool, typer.Option("--example", help="A small fictional county, in every state there is.")
    ] = False,
) -> ExitCode:
    """Make a ledger: the folder `targets`, with the git settings that merge two people's work."""
    place = Path(world.folder(), folder)
    made = [NewPlan(_plan(plan, title, year, issuer, level, parent))] if plan else []
    for dry in (True,) if run.dry_run else (True, False):  # all is understood before anything is written
        root = store.init(place, example=with_example, may_exist=bool(made), dry_run=dry)
        store.apply(root, made, dry_run=dry or not made)
    world.say(_("Dry run: nothing was written.") if run.dry_run else _("The ledger is {path}").format(path=str(root)))
    if with_example:
        world.say(_("Look at it: targettrack report --as-of {day}").format(day=sample.DAY))
    return ExitCode.OK


def _plan(plan: str, title: str | None, year: int | None, issuer: str, level: str | None, parent: str) -> Plan:
    if title is None or year is None:
        raise UsageError("missing-answer", option="--title" if title is None else "--year")
    tier = typed.code(level, {tier.value: tier for tier in Level}, "--level") if level else None
    return Plan(
        id=typed.plan_id(plan),
        title=title,
        year=year,
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        issuer=issuer,
        level=tier,
        parent=parent,
    )
