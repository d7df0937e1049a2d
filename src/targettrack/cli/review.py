"""`targettrack review`: drafts become targets, one by one on a terminal, or by id in scripts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from targettrack.acts import draft as acts
from targettrack.acts.update import is_bare
from targettrack.cli import completion, options, world
from targettrack.cli.output import Run
from targettrack.cli.parameters import argument, option
from targettrack.cli.session import SETTABLE, Session
from targettrack.cli.write import say_apart, write
from targettrack.errors import ExitCode, UsageError
from targettrack.i18n import _
from targettrack.ledger import selection
from targettrack.ledger.names import natural
from targettrack.ledger.proposal import Proposal, Proposer
from targettrack.model import Target
from targettrack.record import GOAL
from targettrack.render import words
from targettrack.views.preview import preview

FILTERS = ("plans", "ids", "items", "sections", "kinds", "owners", "units", "tags", "confidence", "text")
ENDINGS: Mapping[str, tuple[Callable[[Target], Target], Callable[[Target], bool]]] = {
    "--accept": (acts.accept, is_bare),
    "--accept-sure": (acts.accept, is_bare),
    "--drop": (acts.discard, lambda draft: draft.discarded),
    "--restore": (acts.restore, lambda draft: draft.awaits_review),
    "--purge": (acts.discard, lambda _draft: False),
}
"""What becomes of a draft, and whether that has become of it already; one that is purged goes with its file."""
UNSEEN = frozenset({"--accept-sure", "--propose"})
"""What is done to drafts that nobody has named one by one, and therefore shown first."""
ALONE = frozenset({"--drop", "--restore", "--purge"})
"""What is not done together with anything else."""
Ids = Annotated[
    list[str] | None,
    argument(
        metavar="[ID...]",
        help="Drafts, as 61 or KP2025-10..40; all of them if not given.",
        autocompletion=completion.drafts,
    ),
]
Assignments = Annotated[list[str] | None, option("--set", metavar="FIELD=VALUE", help="Correct a field of the drafts.")]
Titles = Annotated[
    list[str] | None, option("--split", metavar="TITLE", help="Make one draft a title; give it twice or more.")
]
Sure = Annotated[bool, option("--accept-sure", help="Accept the sure ones (setting `sure`), once you have seen them.")]
Propose = Annotated[
    bool, option("--propose", help="Give them the lead units that are proposed, once you have seen them.")
]
Yes = Annotated[bool, option("--yes", help="Do it without asking.")]
Sheet = Annotated[
    str | None, option("--sheet", metavar="FILE", help="Write the drafts into a workbook, to be reviewed there.")
]
Source = Annotated[
    str | None, option("--source", metavar="FILE", help="The report's text, to be shown beside the drafts.")
]
OneDraft = Annotated[bool, option("--into-one", help="Merge into one, or refuse where two numbers differ.")]


@options.shared(options.RECORDING, filters=FILTERS)
def command(
    run: Run,
    targets: Ids = None,
    accept: Annotated[bool, option("--accept", help="Accept: the heads stand from now on.")] = False,
    accept_sure: Sure = False,
    propose: Propose = False,
    yes: Yes = False,
    drop: Annotated[bool, option("--drop", help="Discard the drafts: kept, but counted nowhere.")] = False,
    discarded: Annotated[bool, option("--discarded", help="Show the discarded drafts.")] = False,
    restore: Annotated[bool, option("--restore", help="Make discarded drafts drafts again.")] = False,
    purge: Annotated[bool, option("--purge", help="Remove discarded drafts for good.")] = False,
    merge: Annotated[bool, option("--merge", help="Merge into the first one named.")] = False,
    into_one: OneDraft = False,
    set_: Assignments = None,
    new_unit: options.NewUnit = False,
    split: Titles = None,
    sheet: Sheet = None,
    overwrite: options.Overwrite = False,
    source: Source = None,
) -> ExitCode:
    """Go through drafts: accept, correct, split, merge or discard them."""
    asked = {"--merge": merge, "--into-one": into_one, "--split": split, "--set": set_, "--propose": propose}
    asked |= {"--accept": accept, "--accept-sure": accept_sure}
    asked |= {"--drop": drop, "--restore": restore, "--purge": purge}
    actions = {option: wanted for option, wanted in asked.items() if wanted}
    looks = {"--sheet": sheet, "--source": source}
    done = [*actions, *(["--discarded"] if discarded else [])]
    _refuse_contradictions(actions, targets, run)
    _refuse_apart([option for option, wanted in looks.items() if wanted], done)
    # What a word means in --set, what is alike, and what an earlier split has made, is known from the other records.
    session = run.open(targets=targets or None, whole=not actions or not ENDINGS.keys() >= actions.keys())
    drafts = _drafts(session, run, targets or (), actions, discarded=discarded or restore or purge)
    if actions:
        return _act(run, session, drafts, actions, new_unit=new_unit, yes=yes)
    if discarded:
        return write(run, [], also=drafts)
    return _look(run, session, drafts, sheet, source, overwrite=overwrite)


def _look(
    run: Run, session: Session, drafts: list[Target], sheet: str | None, source: str | None, *, overwrite: bool
) -> ExitCode:
    """Put the drafts into a sheet, or before whoever sits at the terminal. UsageError review-needs-terminal."""
    if sheet:
        from targettrack.cli import sheets  # with the forms, which only a sheet needs

        return sheets.review(run, drafts, sheet, source, overwrite=overwrite)
    if not world.reads_terminal():
        raise UsageError("review-needs-terminal")
    from targettrack.cli.sitting import Sitting  # with the reader of reports, 0.15 s that only a sitting pays

    return Sitting(run, session, drafts, source).hold() or run.ending(preview((), ()))


def _refuse_contradictions(actions: Mapping[str, Any], targets: list[str] | None, run: Run) -> None:
    """UsageError not-together (options), missing-answer."""
    apart = not ALONE.isdisjoint(actions) or (
        "--split" in actions and not {"--merge", "--into-one"}.isdisjoint(actions)
    )
    if (len(actions) > 1 and apart) or actions.keys() >= {"--accept", "--accept-sure"}:
        raise UsageError("not-together", options=" ".join(actions))
    if targets and run.filters:
        raise UsageError("not-together", options=" ".join(("ID", *map(options.flag, run.filters))))
    if actions and not targets and not run.filters and UNSEEN.isdisjoint(actions):
        raise UsageError("missing-answer", option="ID")


def _refuse_apart(looks: Sequence[str], done: Sequence[str]) -> None:
    """What shows drafts is for whoever goes through them, not for what is done at once. UsageError not-together (options)."""
    if looks and done:
        raise UsageError("not-together", options=" ".join((*looks, *done)))


def _act(
    run: Run, session: Session, drafts: list[Target], actions: Mapping[str, Any], *, new_unit: bool, yes: bool
) -> ExitCode:
    """Do it, as one act; what nobody has named one by one is shown first, and only done if somebody says so."""
    after = _after(session, drafts, actions, new_unit=new_unit)
    records = {target.id: target for target in session.ledger.targets}
    changes = acts.changes(drafts, [draft for draft, _proposed in after], session.ledger.targets)
    if "--purge" in actions and not (yes or run.dry_run):
        _agree_to_purge(drafts)
    if UNSEEN.isdisjoint(actions):
        return write(run, changes, also=[draft for draft, _proposed in after if draft == records.get(draft.id)])
    if not (yes and changes):
        ending = run.answer(preview(drafts, after))
        is_open = bool(changes) and not run.dry_run and world.reads_terminal()
        if not is_open or not world.agreed(_("Do it? [y/N]")):
            return ending
    return write(run, changes)


def _agree_to_purge(drafts: list[Target]) -> None:
    """That somebody means it: no command brings the files back. UsageError purge-needs-yes; world.Abandoned."""
    if not world.reads_terminal():
        raise UsageError("purge-needs-yes")
    if not world.agreed(_("Remove for good: {ids}? [y/N]").format(ids=" ".join(draft.id for draft in drafts))):
        raise world.Abandoned


def _after(
    session: Session, drafts: list[Target], actions: Mapping[str, Any], *, new_unit: bool
) -> list[tuple[Target, Proposal | None]]:
    """What the drafts come to, each with the proposal that gave it its unit."""
    after = [] if "--purge" in actions else drafts
    if not {"--merge", "--into-one"}.isdisjoint(actions):
        after = list(acts.merge(after, session.records(after[0].plan), into_one="--into-one" in actions))
        say_apart(after)
    if "--split" in actions:
        plan = session.ledger.plan_of(after[0])
        after = list(acts.split(after, actions["--split"], plan, session.ledger.targets))
    after = _corrected(session, after, actions.get("--set", []), new_unit=new_unit)
    led = _led(session, after, is_asked="--propose" in actions)
    sure = session.ledger.settings.sure
    for action in ENDINGS.keys() & actions.keys():
        become = ENDINGS[action][0]
        meant = [action != "--accept-sure" or acts.is_sure(draft, sure) for draft, _proposed in led]
        led = [(become(draft) if is_meant else draft, why) for (draft, why), is_meant in zip(led, meant, strict=True)]
    return led


def _corrected(session: Session, drafts: list[Target], said: list[str], *, new_unit: bool) -> list[Target]:
    """The drafts with what was typed for their fields; what does not hang on the goal is looked up once a plan."""
    known = words.fields(SETTABLE)
    of_goal = [entry for entry in said if known.meaning(entry.partition("=")[0].strip()) in GOAL.rows]
    others = [entry for entry in said if entry not in of_goal]
    alike: dict[str, dict[str, Any]] = {}
    corrected = []
    for draft in drafts:
        if draft.plan not in alike:
            alike[draft.plan] = session.corrections(draft, others, new_unit=new_unit)
        own = session.corrections(draft, of_goal) if of_goal else {}
        corrected.append(acts.correct(draft, alike[draft.plan] | own))
    return corrected


def _led(session: Session, drafts: list[Target], *, is_asked: bool) -> list[tuple[Target, Proposal | None]]:
    """The drafts, where it is asked for with the units that are proposed for those of which nobody has named one."""
    if not is_asked:
        return [(draft, None) for draft in drafts]
    proposers = {plan.id: Proposer(session.ledger, plan) for plan in session.ledger.plans}
    led: list[tuple[Target, Proposal | None]] = []
    for draft in drafts:
        found = next(iter(proposers[draft.plan].of(draft)), None)
        is_open = not draft.owner or "owner" in draft.assumed
        led.append((acts.propose(draft, found.unit), found) if found and is_open else (draft, None))
    return led


def _drafts(
    session: Session, run: Run, typed: Sequence[str], actions: Mapping[str, Any], *, discarded: bool
) -> list[Target]:
    """The drafts that are meant, in order; an interrupted act goes on with those that it has not come to.

    Of a range only those that can be meant. UsageError no-drafts, accepted-already, is-discarded, not-discarded (id).
    """
    named = list(session.named)
    ranged = len(named) > len(typed)
    if not named and run.filters:
        entries = selection.survey(session.ledger, session.day, drafts=not discarded, discarded=discarded)
        wanted = session.selection(run.filters)
        named = [entry.target for entry in selection.sort(selection.select(entries, wanted), "id")]
    elif not named:  # nothing asks for their states, which are half of what 5,000 drafts cost
        every = (one for one in session.ledger.targets if one.draft and one.discarded is discarded)
        named = sorted(every, key=lambda one: (one.plan, natural(one.id)))
    if ranged:
        passed = [one.id for one in named if not one.draft or one.discarded is not discarded]
        named = [one for one in named if one.id not in passed]
        if passed and named:
            world.say(_("Passed over, being no such drafts any more: {ids}").format(ids=" ".join(passed)))
    for action in ENDINGS.keys() & actions.keys():
        named = [one for one in named if not ENDINGS[action][1](one)] or named
    if not named:
        raise UsageError("no-drafts")
    for one in named:
        if not one.draft:
            raise UsageError("accepted-already", id=one.id)
        if one.discarded is not discarded:
            raise UsageError("is-discarded" if one.discarded else "not-discarded", id=one.id)
    return named
