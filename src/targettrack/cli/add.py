"""`targettrack add`: a new commitment. Asks for what is missing on a terminal; elsewhere names it and stops."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from targettrack.acts.add import add
from targettrack.cli import completion, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.session import Session
from targettrack.cli.write import say_known, write
from targettrack.errors import ExitCode, UsageError
from targettrack.i18n import _
from targettrack.ledger import names
from targettrack.model import Comparator, Create, Goal, Kind, Plan, Quote, Strength, Target
from targettrack.record import GOAL, HEAD, Type
from targettrack.render import words

HEADS = (
    *("kind", "owner", "supporting", "leader", "item", "start", "deadline", "strength", "section", "tags", "upper"),
    *("previous", "checkpoint"),
)
GOALS = ("value", "comparator", "indicator", "denominator", "baseline", "done_when", "of")
ONGOING = frozenset({"none", "持续推进"})
Text = str | None
Title = Annotated[Text, typer.Argument(metavar="[TITLE]", help="The commitment in a few words.")]
PlanId = Annotated[
    Text, typer.Option("--plan", metavar="PLAN", help="The plan it belongs to.", autocompletion=completion.plans)
]
Sentence = Annotated[Text, typer.Option("--quote", metavar="TEXT", help="The sentence of the source, verbatim.")]
Line = Annotated[int | None, typer.Option("--line", metavar="N", min=1, help="The source's line.")]


@options.shared(options.RECORDING, fields=[*(HEAD.rows[name] for name in HEADS), *(GOAL.rows[name] for name in GOALS)])
def command(
    run: Run,
    title: Title = None,
    plan: PlanId = None,
    new_unit: options.NewUnit = False,
    stretch: Annotated[bool, typer.Option("--stretch", help="力争, 争取.")] = False,
    goal: options.GoalFields = None,
    quote: Sentence = None,
    line: Line = None,
    key: options.Key = None,
    again: options.Again = False,
) -> ExitCode:
    """Add a target; its id is given out now and never again."""
    session = run.open()
    into = _plan(session, plan)
    title = title or _ask(_("Title"), "TITLE")
    said = _asked(session, run.typed)
    if said["deadline"] in ONGOING:
        del said["deadline"]
    if stretch:
        said["strength"] = Strength.STRETCH
    promise = {name: said.pop(name) for name in GOALS if name in said}
    nodes = [(typed.option("checkpoint"), text) for text in said.pop("checkpoint", ())]
    head = session.fields(said, HEAD.rows, into, new_unit=new_unit)
    quotes = (Quote(quote, line),) if quote else ()
    target = Target(id="", plan=into.id, title=title, recorded=session.now, quotes=quotes, **head)
    target = replace(target, goal=_goal(session, target, promise, goal or []))
    points = sorted(session.nodes(nodes, target, target.goal) or (), key=lambda point: point.date)
    target = replace(target, checkpoints=tuple(points))
    target = replace(target, key=typed.key(key, target))
    change = add(target, into, session.records(into.id), again=again or bool(key))
    if isinstance(change, Create):
        return write(run, [change])
    say_known(change.id, change.key)
    return write(run, [], also=[change])


def _plan(session: Session, typed_plan: str | None) -> Plan:
    ids = [plan.id for plan in session.ledger.plans]
    if not ids:
        raise UsageError("no-plan")
    only = ids[0] if len(ids) == 1 and typed_plan is None else typed_plan
    question = _("Plan ({plans})").format(plans=" ".join(ids))
    return names.find_plan(session.ledger, only or _ask(question, "--plan", ids))


def _asked(session: Session, said: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, and what is answered for the fields that every target has."""
    questions = {
        "kind": (_("Kind (quantity growth level rank milestone coverage …)"), list(words.typed(Kind))),
        "owner": (_("Lead unit (none: not assigned yet)"), names.owners(session.ledger)),
        "deadline": (_("Deadline (none: ongoing)"), ["none", "年底"]),
    }
    missing = {name: question for name, question in questions.items() if name not in said}
    return {**said} | {name: _ask(question, f"--{name}", offers) for name, (question, offers) in missing.items()}


def _goal(session: Session, target: Target, said: dict[str, str], fields: Sequence[str]) -> Goal:
    """The goal. The number brings its unit, the number of all what is counted; a baseline is in the unit, too."""
    numbers = {name: text for name, text in said.items() if GOAL.rows[name].type is Type.NUMBER}
    others = {name: text for name, text in said.items() if name not in numbers}
    found = session.fields(others, GOAL.rows, session.ledger.plan_of(target))
    goal = Goal(**typed.amounts(numbers, Goal(), "--"), **found)
    goal = replace(goal, **session.assignments(fields, GOAL.rows, "--goal", replace(target, goal=goal)))
    decided = goal.comparator is not None or (goal.value is None and target.kind is not Kind.RELATIVE)
    return goal if decided else replace(goal, comparator=Comparator.AT_LEAST)


def _ask(question: str, option: str, offers: Sequence[str] = ()) -> str:
    """An answer from the terminal. UsageError missing-answer where nobody sits at one."""
    if not world.reads_terminal():
        raise UsageError("missing-answer", option=option)
    return world.ask(question, offers)
