"""`targettrack update`: record whatever happened to a target. One verb for all of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from targettrack.acts.update import append
from targettrack.cli import entry, listed, options, typed, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import option
from targettrack.cli.session import Session
from targettrack.cli.write import say_doubts, write
from targettrack.errors import ExitCode, UsageError
from targettrack.model import Update
from targettrack.record import UPDATE

FIELDS = tuple(
    row for name, row in UPDATE.rows.items() if not name.startswith("goal_") and name not in {"at", "void", "returned"}
)
NodeFile = Annotated[
    str | None,
    option("--checkpoint-file", metavar="FILE", help="Checkpoints of many targets, a line each: ID DATE=VALUE."),
]
Correct = Annotated[str | None, option("--correct", metavar="REASON", help="Correct a plan that is closed, and why.")]
From = Annotated[
    str | None,
    option("--from", metavar="FILE", help="Lines of another program, NDJSON or CSV: id and fields; - for stdin."),
]
KeepGoing = Annotated[bool, option("--keep-going", help="With --from: write what is not refused, and end with 1.")]
Return = Annotated[str | None, option("--return", metavar="REASON", help="Send a claim or a request back, and why.")]


@options.shared(options.RECORDING, fields=FIELDS)
def command(
    run: Run,
    targets: options.SomeTargets = None,
    checkpoint_file: NodeFile = None,
    from_: From = None,
    keep_going: KeepGoing = False,
    goal: options.GoalFields = None,
    return_: Return = None,
    correct: Correct = None,
    new_unit: options.NewUnit = False,
    key: options.Key = None,
    again: options.Again = False,
) -> ExitCode:
    """Record what happened to one or several targets: a line is added, nothing is rewritten."""
    if from_ is not None:
        by = run.typed.pop("by", "")
        _refuse_beside_from(targets, checkpoint_file, goal, return_, correct, key, run.typed)
        from targettrack.cli.importing import fed  # with what reads a table; only a file pays for it

        return fed.enter(run, from_, by=by, keep_going=keep_going, new_unit=new_unit)
    lines = listed.lines(checkpoint_file) if checkpoint_file else ()
    words = [*(targets or ()), *(line.target for line in lines)]
    if not words:
        raise UsageError("no-target-named")
    run.typed |= _reason({"--return": return_, "--correct": correct, "--reason": run.typed.get("reason")})
    # Where no units.toml lists the units, those that lead other targets say what a unit is called.
    session = run.open(targets=words, whole=not {"owner", "supporting"}.isdisjoint(run.typed))
    own: dict[str, str] = {name: run.typed.pop(name) for name in ("value", "part") if name in run.typed}
    nodes = _nodes(session, run.typed.pop("checkpoint", []), lines)
    common = _common(session, run.typed, new_unit=new_unit)
    changes = []
    for target in session.named:
        said = common[target.plan] | entry.of_goal(session, target, own, nodes[target.id], goal or [])
        update = Update(key=typed.key(key, target), **said)
        changes.append(append(session.ledger, target, update, again=again or bool(key), is_correction=bool(correct)))
    ending = write(run, changes)
    say_doubts(run, changes)
    return ending


def _refuse_beside_from(*said: object) -> None:
    """A file says everything on its lines. UsageError not-together (options)."""
    if any(said):
        raise UsageError("not-together", options="--from ID --FIELD")


def _reason(said: Mapping[str, str | None]) -> dict[str, Any]:
    """The reason, whichever option gives it. UsageError not-together: a line has one."""
    given = {option: text for option, text in said.items() if text is not None}
    if len(given) > 1:
        raise UsageError("not-together", options=" ".join(given))
    found: dict[str, Any] = {"returned": True} if "--return" in given else {}
    return found | ({"reason": next(iter(given.values()))} if given else {})


def _nodes(session: Session, said: Sequence[str], lines: Sequence[listed.Line]) -> Mapping[str, list[tuple[str, str]]]:
    """The checkpoints for each target by its id: those of the option for all, those of a file's line for its own.

    Each with the place that an error names.
    """
    for_all = [(typed.option("checkpoint"), text) for text in said]
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(lambda: [*for_all])
    for line in lines:
        found[session.find(line.target).id].append((line.place, line.text))
    return found


def _common(session: Session, said: dict[str, Any], *, new_unit: bool) -> dict[str, dict[str, Any]]:
    """What is entered alike for all targets of a plan, by plan: a day without a year is one of the plan's."""
    entered = {"at": session.now, "as_of": session.today, "by": said.pop("by", None) or world.person()}
    plans = {target.plan: session.ledger.plan_of(target) for target in session.named}
    return {
        id_: {**entered, **session.fields(said, UPDATE.rows, plan, new_unit=new_unit)} for id_, plan in plans.items()
    }
