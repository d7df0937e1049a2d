"""`targettrack add`: a new commitment. What is missing is asked for at a terminal; elsewhere it is named."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from targettrack.acts.add import add
from targettrack.cli import asking, completion, newcomer, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import argument, option
from targettrack.cli.session import Session, glance
from targettrack.cli.write import say_known, write
from targettrack.errors import ExitCode, UsageError
from targettrack.i18n import _
from targettrack.ledger import names
from targettrack.model import Comparator, Create, Goal, Kind, Ledger, Quote, Strength, Target
from targettrack.record import GOAL, HEAD, Type

HEADS = (
    *("kind", "owner", "supporting", "leader", "item", "start", "deadline", "strength", "section", "tags", "upper"),
    *("previous", "checkpoint"),
)
GOALS = ("value", "comparator", "indicator", "denominator", "baseline", "done_when", "of")
Text = str | None
Title = Annotated[Text, argument(metavar="[TITLE]", help="The commitment in a few words.")]
PlanId = Annotated[
    Text, option("--plan", metavar="PLAN", help="The plan it belongs to.", autocompletion=completion.plans)
]
Sentence = Annotated[Text, option("--quote", metavar="TEXT", help="The sentence of the source, verbatim.")]
Line = Annotated[int | None, option("--line", metavar="N", min=1, help="The source's line.")]


@options.shared(options.RECORDING, fields=[*(HEAD.rows[name] for name in HEADS), *(GOAL.rows[name] for name in GOALS)])
def command(
    run: Run,
    title: Title = None,
    plan: PlanId = None,
    new_unit: options.NewUnit = False,
    stretch: Annotated[bool, option("--stretch", help="力争, 争取.")] = False,
    goal: options.GoalFields = None,
    quote: Sentence = None,
    line: Line = None,
    key: options.Key = None,
    again: options.Again = False,
) -> ExitCode:
    """Add a target; its id is given out now and never again."""
    every = glance(run.store)
    is_asked = asking.require(_missing(every, plan, title, run.typed))
    chosen = _plan(every, plan)
    # Who is asked is offered the units of all plans.
    session = run.open(walked=True) if is_asked else run.open(walked=True, plan=chosen)
    into = names.find_plan(session.ledger, chosen)
    said = {**run.typed}
    if is_asked:
        title, answers = newcomer.asked(session, into, title, said, has_goal=bool(goal), new_unit=new_unit)
        said |= answers
    assert title is not None
    if said["deadline"] in typed.ONGOING:
        del said["deadline"]
    if stretch:
        said["strength"] = Strength.STRETCH
    promise = {name: said.pop(name) for name in GOALS if name in said}
    nodes = [(typed.option("checkpoint"), text) for text in said.pop("checkpoint", ())]
    head = session.fields(said, HEAD.rows, into, new_unit=new_unit)
    quotes = (Quote(quote, line),) if quote else ()
    target = Target(id="", plan=into.id, title=title, recorded=session.now, quotes=quotes, **head)
    target = target._replace(goal=_goal(session, target, promise, goal or []))
    points = sorted(session.nodes(nodes, target, target.goal) or (), key=lambda point: point.date)
    target = target._replace(checkpoints=tuple(points))
    target = target._replace(key=typed.key(key, target))
    run.session = session = session.knowing(target.goal.of)
    alike = session.holding(into.id, target.title, target.key)
    change = add(target, into, alike, again=again or bool(key))
    if isinstance(change, Create):
        ending = write(run, [change])
        if is_asked and run.written:
            world.say(_("Next: {command}").format(command=f"targettrack list --plan {into.id}"))
        return ending
    say_known(change.id, change.key)
    return write(run, [], also=[change])


def _missing(ledger: Ledger, plan: str | None, title: str | None, said: Mapping[str, Any]) -> list[str]:
    """The options that an answer lacks for. UsageError no-plan."""
    if not ledger.plans:
        raise UsageError("no-plan")
    missing = ["--plan"] if plan is None and len(ledger.plans) > 1 else []
    missing += ["TITLE"] if not title else []
    return [*missing, *(typed.option(name) for name in newcomer.NEEDED if name not in said)]


def _plan(ledger: Ledger, word: str | None) -> str:
    """The id of the plan that is meant: the one that was named, the only one, or the one that is answered."""
    ids = [plan.id for plan in ledger.plans]
    if word is None and len(ids) > 1:
        return newcomer.plan(ledger, ids).id
    return names.find_plan(ledger, ids[0] if word is None else word).id


def _goal(session: Session, target: Target, said: dict[str, str], fields: Sequence[str]) -> Goal:
    """The goal. The number brings its unit, the number of all what is counted; a baseline is in the unit, too."""
    numbers = {name: text for name, text in said.items() if GOAL.rows[name].type is Type.NUMBER}
    others = {name: text for name, text in said.items() if name not in numbers}
    found = session.fields(others, GOAL.rows, session.ledger.plan_of(target))
    goal = Goal(**typed.amounts(numbers, Goal(), "--"), **found)
    goal = goal._replace(**session.assignments(fields, GOAL.rows, "--goal", target._replace(goal=goal)))
    decided = goal.comparator is not None or (goal.value is None and target.kind is not Kind.RELATIVE)
    return goal if decided else goal._replace(comparator=Comparator.AT_LEAST)
