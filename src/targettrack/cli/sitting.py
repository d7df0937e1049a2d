"""A reviewer's way through drafts at a terminal: each is shown and asked about, and what was done stays done."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from targettrack import render
from targettrack.acts import draft as acts
from targettrack.cli import typed, world
from targettrack.cli.session import SETTABLE
from targettrack.cli.write import say_apart
from targettrack.errors import ExitCode, Saved, TargettrackError
from targettrack.i18n import N_, _
from targettrack.ledger import selection
from targettrack.model import Create
from targettrack.render.safe import safe
from targettrack.views.answer import Answer
from targettrack.views.detail import detail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.cli.output import Run
    from targettrack.cli.session import Session
    from targettrack.model import Target

ACCOUNT = N_("Accepted {accepted}, changed {changed}, merged {merged}, discarded {discarded}; drafts left: {left}.")
DEEDS = ("accepted", "changed", "merged", "discarded")


class Sitting:
    """The drafts as they have become so far, and how often each thing was done to them."""

    def __init__(self, run: Run, session: Session, drafts: Sequence[Target]) -> None:
        self._run, self._session = run, session
        self._drafts = list(drafts)
        self._done: Counter[str] = Counter()

    def hold(self) -> ExitCode:
        """Go through the drafts until their end or until the reviewer stops; every end says what was done and what is left."""
        try:
            self._go_through()
        except EOFError:
            return ExitCode.OK
        except KeyboardInterrupt:
            return ExitCode.INTERRUPTED
        finally:
            world.say(self._account())
        return ExitCode.OK

    def _go_through(self) -> None:
        question = _("[a]ccept  [c]orrect  [s]plit  [m]erge with the one before  [d]rop  [n]ext  [q]uit")
        position = 0
        while position < len(self._drafts):
            world.write_out(self._shown(self._drafts[position]))
            world.say(
                " · ".join(
                    filter(
                        None,
                        (_("{n} of {total}").format(n=position + 1, total=len(self._drafts)), self._task(position)),
                    )
                )
            )
            answer = world.ask(question, default="n").casefold()[:1]
            if answer == "q":
                return
            try:
                position += self._act(answer, position)
            except Saved:
                raise
            except TargettrackError as error:
                from targettrack.render.messages import sentence  # only for a slip of the pen

                world.say(_("Error: {message}").format(message=sentence(error.code, error.params)))

    def _act(self, answer: str, position: int) -> int:
        """Do what was answered, and give how many drafts to go on by."""
        draft, session = self._drafts[position], self._session
        match answer:
            case "a":
                self._become(position, [acts.accept(draft)], "accepted")
            case "d":
                self._become(position, [acts.discard(draft)], "discarded")
            case "c":
                offers = [f"{_(row.word)}=" for row in SETTABLE.values()]
                fields = session.corrections(draft, _parts(world.ask(_("FIELD=VALUE; several parted by ;"), offers)))
                self._become(position, [acts.correct(draft, fields)], "changed")
                return 0
            case "s":
                titles = _parts(world.ask(_("Titles, parted by ;")))
                parts = acts.split([draft], titles, session.ledger.plan_of(draft), session.records(draft.plan))
                self._become(position, parts, "changed")
                return 0
            case "m" if position and self._drafts[position - 1].awaits_review:
                left = acts.merge(self._drafts[position - 1 : position + 1], session.records(draft.plan))
                say_apart(left)
                self._become(position - 1, left, "changed" if len(left) > 1 else "merged", instead_of=2)
                return len(left) - 1
            case "m":
                world.say(_("There is no draft before this one to merge it with."))
                return 0
            case "n":
                pass
            case _:
                world.say(_("«{answer}» is none of the keys.").format(answer=safe(answer)))
                return 0
        return 1

    def _become(self, position: int, after: Sequence[Target], deed: str, *, instead_of: int = 1) -> None:
        """Write what the drafts at a position become."""
        place = slice(position, position + instead_of)
        changes = acts.changes(self._drafts[place], after, self._session.ledger.targets)
        written = self._run.apply(changes)
        if self._run.dry_run:
            world.say(_("Dry run: nothing was written."))
            return
        made = [one.target for change, one in zip(changes, written, strict=True) if isinstance(change, Create)]
        self._drafts[place] = [draft if draft.id else made.pop(0) or draft for draft in after]
        self._done[deed] += 1

    def _account(self) -> str:
        left = [draft for draft in self._drafts if draft.awaits_review]
        done = _(ACCOUNT).format(left=len(left), **{deed: self._done[deed] for deed in DEEDS})
        plans = dict.fromkeys(f" --plan {draft.plan}" for draft in left)
        return (
            f"{done} " + _("Go on with `{command}`.").format(command=f"targettrack review{''.join(plans)}")
            if left
            else done
        )

    def _task(self, position: int) -> str:
        """Which of the drafts of its item one is, where there are several."""
        draft = self._drafts[position]
        together = [
            n for n, one in enumerate(self._drafts) if draft.item and (one.plan, one.item) == (draft.plan, draft.item)
        ]
        place = {"n": together.index(position) + 1, "total": len(together)} if len(together) > 1 else {}
        return _("item {item}: {n} of {total}").format(item=safe(draft.item), **place) if place else ""

    def _shown(self, draft: Target) -> str:
        entry = selection.entry(self._session.ledger, draft, self._session.day)
        return render.render(Answer("review", self._session.day, detail(entry)), "table", world.look())


def _parts(answer: str) -> list[str]:
    return [part.strip() for part in typed.SEMICOLON.split(answer) if part.strip()]
