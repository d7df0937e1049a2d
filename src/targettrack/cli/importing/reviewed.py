"""What the rows of a sheet make of drafts: corrected, accepted, merged into the one above, discarded. Knows rows; no file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from targettrack.acts import draft as acts
from targettrack.acts.refusals import misplaced
from targettrack.cli import typed
from targettrack.errors import UsageError
from targettrack.exchange import meant
from targettrack.exchange.compare import Turn, choices
from targettrack.exchange.forms.values import QUARTERS, quarter_of
from targettrack.ledger import selection
from targettrack.model import Decision
from targettrack.rating.compare import opening
from targettrack.render import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.cli.session import Session
    from targettrack.model import Change, Target

ACT = "act"


@dataclass(slots=True)
class Group:
    """A draft as its row has it, with those whose rows merge them into it."""

    before: list[Target]
    after: list[Target]
    decision: Decision


class Drafts:
    """The drafts of a ledger, as the rows so far have made them. A row is merged into the one that was taken before it."""

    def __init__(self, session: Session, *, new_unit: bool, accept_rest: bool) -> None:
        """Begin with the ledger as it was read. `accept_rest`: a row that says nothing of what is to be done accepts."""
        self._session, self._new_unit = session, new_unit
        self._unsaid = Decision.ACCEPT if accept_rest else Decision.LATER
        self.undecided = 0  # rows of drafts that stay so because they say nothing
        self._groups: list[Group] = []
        self._doubled: list[Target] = []  # merged when the sheet was taken before, which was stopped before they went
        self._above: Group | None = None
        self._before: Target | None = None  # of the row above

    def begin(self) -> None:
        """Begin with another file, whose first row has none above it."""
        self._above = self._before = None

    def take(self, target: Target, turns: Sequence[Turn], act: str | None) -> tuple[Turn, ...]:
        """What a row changes: the changed cells, and what is to be done, `act`, where that is more than to leave it a draft.

        `act`: None where the sheet has no such column, which leaves all of its rows drafts.

        UsageError unknown-word, accepted-already, is-discarded, merge-into-nothing, merge-two-plans; those of
        `Session.corrections` and `acts.refusals.misplaced`.
        """
        above, self._above = self._above, None
        before, self._before = self._before, target
        decision = self._decision(act)
        cells = tuple(turn for turn in turns if turn.field != ACT)
        if not target.awaits_review:
            self._require_done(target, cells, decision, before)
            return ()
        after = self._corrected(target, cells)
        self.undecided += decision is Decision.LATER and act is not None and not act.strip()
        if decision is Decision.MERGE and above is None and before is not None and _holds(before, target):
            self._doubled.append(target)
            self._before = before
        elif decision is Decision.MERGE:
            self._merge(above, target, after)
        else:
            self._above = Group([target], [after], decision)
            self._groups.append(self._above)
        is_done = decision in {Decision.ACCEPT, Decision.MERGE, Decision.DROP}
        return (*cells, *([Turn(ACT, None, act or words.word(decision), "")] if is_done else []))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What has to be written for all of them."""
        before = [*self._doubled, *(draft for group in self._groups for draft in group.before)]
        return acts.changes(before, [draft for group in self._groups for draft in self.left(group)], ())

    @property
    def apart(self) -> tuple[tuple[Target, ...], ...]:
        """The merges that leave more than one draft, because they promise different numbers."""
        found = (tuple(self.left(group)) for group in self._groups if len(group.after) > 1)
        return tuple(left for left in found if len(left) > 1)

    def left(self, group: Group) -> Sequence[Target]:
        """What a group comes to."""
        records = self._session.records(group.after[0].plan)
        left = group.after if len(group.after) == 1 else acts.merge(group.after, records)
        ending = {Decision.ACCEPT: acts.accept, Decision.DROP: acts.discard}.get(group.decision)
        return left if ending is None else [ending(draft) for draft in left]

    def _decision(self, act: str | None) -> Decision:
        if act is None:
            return Decision.LATER
        return typed.code(act, choices(ACT), ACT) if act.strip() else self._unsaid

    def _require_done(self, target: Target, cells: Sequence[Turn], decision: Decision, above: Target | None) -> None:
        """That a row about a draft which is none any more asks for nothing but what was done."""
        if target.discarded and (cells or decision not in {Decision.DROP, Decision.LATER}):
            raise UsageError("is-discarded", id=target.id)
        is_merged = above is not None and target.item == above.item != ""  # and stayed apart by its number
        is_done = decision is not Decision.DROP and (decision is not Decision.MERGE or is_merged)
        if not target.draft and (cells or not is_done):
            raise UsageError("accepted-already", id=target.id)

    def _merge(self, above: Group | None, target: Target, after: Target) -> None:
        if above is None or above.decision is Decision.DROP:
            raise UsageError("merge-into-nothing", option=ACT, id=target.id)
        if above.after[0].plan != target.plan:
            raise UsageError("merge-two-plans")
        above.before.append(target)
        above.after.append(after)
        self._above = above

    def _corrected(self, target: Target, cells: Sequence[Turn]) -> Target:
        """A draft as the changed cells of its row have it."""
        fields = [f"{turn.field.removeprefix(meant.GOAL)}={turn.cell}" for turn in cells if turn.field not in QUARTERS]
        found = self._session.corrections(target, fields, new_unit=self._new_unit) if fields else {}
        after = acts.correct(target, found) if found else target
        nodes = [turn for turn in cells if turn.field in QUARTERS]
        return self._with_nodes(after, nodes) if nodes else after

    def _with_nodes(self, draft: Target, turns: Sequence[Turn]) -> Target:
        """A draft with the nodes of some quarters, in the place of those that it had there."""
        rated = selection.entry(self._session.ledger, draft, self._session.day)
        windows = {turn.field: quarter_of(rated, turn.field) for turn in turns}
        plan, own = rated.plan, windows.values()
        texts = [(turn.field, text) for turn in turns for text in meant.nodes(turn.cell, windows[turn.field].end)]
        new = self._session.nodes(texts, draft, draft.goal) or ()
        kept = [
            node for node in draft.checkpoints if not any(quarter.start <= node.date <= quarter.end for quarter in own)
        ]
        points = tuple(sorted((*kept, *new), key=lambda node: node.date))
        fault = misplaced(points, opening(draft, plan), draft.deadline)
        if fault is not None:
            raise UsageError(fault[0], id=draft.id, **fault[1])
        return draft._replace(checkpoints=points)


def _holds(record: Target, draft: Target) -> bool:
    """Whether a record that stands has every quote of a draft, as it has after the two were merged."""
    return not record.draft and record.plan == draft.plan and set(draft.quotes) <= set(record.quotes)
