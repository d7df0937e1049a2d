"""The way through a review: show the item, take a key, do what it means, until nothing is left or the reviewer stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.cli import world
from targettrack.cli.sitting import keys, marks, questions
from targettrack.cli.sitting.desk import Deed, Desk, key_of
from targettrack.cli.sitting.keeper import Keeper
from targettrack.cli.sitting.keys import Act
from targettrack.cli.sitting.sources import Sources
from targettrack.cli.sitting.wishes import Wishes
from targettrack.errors import ExitCode, Saved, StoreError, TargettrackError
from targettrack.i18n import N_, _
from targettrack.render import item as rendered
from targettrack.render.abridged import shortened
from targettrack.render.safe import safe
from targettrack.views.item import DraftRow, Reviewed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from targettrack.cli.output import Run
    from targettrack.cli.session import Session
    from targettrack.cli.sitting.wishes import Wish
    from targettrack.model import Target

ACCOUNT = N_("Accepted {accepted}, changed {changed}, merged {merged}, discarded {discarded}; drafts left: {left}.")
SAID = {
    "accepted": N_("Accepted: {drafts}"),
    "changed": N_("Changed: {drafts}"),
    "merged": N_("Merged into {drafts}"),
    "discarded": N_("Discarded: {drafts}"),
}
MOVES: Mapping[Act, Callable[[Desk], Desk]] = {
    Act.SKIP: Desk.skip,
    Act.BACK: lambda desk: desk.look(desk.previous),
    Act.FORWARD: lambda desk: desk.look(desk.following),
    Act.PAGE_DOWN: lambda desk: desk.turn(1),
    Act.PAGE_UP: lambda desk: desk.turn(-1),
}


class Sitting:
    """One sitting over some drafts."""

    def __init__(self, run: Run, session: Session, drafts: Sequence[Target], source: str | None = None) -> None:
        """Lay the drafts out. `source`: the file of the report, where the ledger has not kept it. StoreError: of that file."""
        self._look = world.look(conversation=True)
        self._desk = Desk(tuple(drafts), key_of(drafts[0]), rendered.rows_of_a_page(self._look))
        self._keeper, self._sources = Keeper(run, session), Sources(session.root, source)
        self._wishes = Wishes(self._keeper, self._look.width)
        self._place = marks.place(session.root, world.environment())
        self._marks = marks.read(self._place)
        self._shown: Desk | None = None  # as it is on the screen
        self._is_kept = not run.dry_run

    def hold(self) -> ExitCode:
        """Go through the items until their end or until the reviewer stops; every end says what was done and what is left."""
        try:
            with world.sitting():
                self._resume()
                while self._desk.left and self._turn():
                    self._remember()
        except EOFError:
            return ExitCode.OK
        except KeyboardInterrupt:
            return ExitCode.INTERRUPTED
        finally:
            world.say(self._account())
        return ExitCode.OK

    def _resume(self) -> None:
        """Go to where the last sitting ended, if that is among these drafts; what it left for later comes last again."""
        self._desk = begun = self._desk.resume(self._marks.at, self._marks.skipped)
        if begun.skipped or begun.at != next(iter(begun.items)):
            said = _("Going on where the last review ended; left for later: {n}.").format(n=len(begun.skipped))
            world.say(said)

    def _turn(self) -> bool:
        """One key and what comes of it; whether the sitting goes on."""
        if self._desk.next is None:
            return self._again()
        if self._desk != self._shown:
            self._show()
        pressed = world.press()
        try:
            return self._take(pressed)
        except StoreError as error:  # somebody else was there, or the disk says no: what stands there now is shown
            questions.told(error)
            self._desk = self._desk.reread(self._keeper.on_disk(self._desk.rows))
        except Saved:
            raise
        except TargettrackError as error:
            questions.told(error)
        return True

    def _take(self, pressed: str) -> bool:
        """Do what a key means; a plain terminal gives lines, in which numbers of rows or a text may stand with it."""
        if keys.act(pressed[:1]) is Act.SEARCH and len(pressed) > 1:
            self._search(pressed[1:])
            return True
        numbers, key = keys.parted(pressed)
        for number in numbers:
            self._choose(number)
        if numbers and not key:
            return True
        wanted = keys.act(key)
        if wanted is None:
            world.say(_("«{key}» is none of the keys.").format(key=safe(pressed)))
            self._hint()
        elif wanted in MOVES:
            self._move(MOVES[wanted](self._desk))
        elif wanted in OTHERS:
            OTHERS[wanted](self)
        elif wanted is not Act.QUIT:
            self._do(wanted)
        return wanted is not Act.QUIT

    def _move(self, desk: Desk) -> None:
        if desk == self._desk:
            world.say(_("There is nothing on that side."))
        self._desk = desk

    def _choose(self, number: int) -> None:
        desk = self._desk.choose(number)
        if desk is None:
            world.say(_("There is no row {n} to choose here.").format(n=number))
            return
        numbers = [n for n, draft in enumerate(desk.shown, 1) if draft.id in desk.chosen]
        world.say(_("Chosen rows: {rows}").format(rows=" ".join(map(str, numbers)) or "–"))
        self._desk = self._shown = desk

    def _do(self, wanted: Act) -> None:
        """A deed on the meant drafts: write it, and say what was done."""
        if not self._desk.meant:
            if wanted is Act.ACCEPT:
                self._desk = self._desk.look(self._desk.next)
            else:
                world.say(_("This was reviewed already; {key} takes that back.").format(key=Act.UNDO.value))
            return
        wish = self._wishes.of(wanted, self._desk)
        if wish is not None:
            self._write(wish)
        self._shown = None

    def _write(self, wish: Wish) -> None:
        try:
            deed = self._keeper.do(*wish)
        except Saved:
            self._salvage(wish)
            raise
        if self._keeper.is_dry:
            world.say(_("Dry run: nothing was written."))
            self._desk = self._desk.look(self._desk.next) if wish.name in {"accepted", "discarded"} else self._desk
            return
        self._desk = self._desk.become(deed)
        world.say(_said(deed, self._look.width))

    def _salvage(self, wish: Wish) -> None:
        """Count what is on disk of a deed that was not done as it should be."""
        found = {draft.id: draft for draft in self._keeper.on_disk(wish.before)}
        done = tuple(draft for draft in wish.before if found.get(draft.id) != draft)
        if done:
            after = tuple(found[draft.id] for draft in done if draft.id in found)
            self._desk = self._desk._replace(deeds=(*self._desk.deeds, Deed(wish.name, done, after)))
            self._desk = self._desk.reread(tuple(found.values()))

    def _undo(self) -> None:
        deed = self._desk.last
        if deed is None:
            world.say(_("Nothing was done in this sitting that could be undone."))
            return
        try:
            self._keeper.undo(deed)
        except Saved:
            if self._keeper.on_disk(deed.before) == deed.before:
                self._desk = self._desk.undo(deed)
            raise
        self._desk = self._desk.undo(deed)
        world.say(_("Undone: {drafts}").format(drafts=" ".join(draft.id for draft in deed.before)))
        self._shown = None

    def _ask_for_search(self) -> None:
        self._search(questions.line(_("Text, or number of an item")) or "")

    def _search(self, text: str) -> None:
        found = self._desk.find(text.strip()) if text.strip() else None
        if found is None:
            world.say(_("No item has «{text}».").format(text=safe(text)))
        else:
            self._desk, self._shown = self._desk.look(found), None

    def _help(self) -> None:
        for line in keys.page():
            world.say(line)
        world.say(_("Any key goes back to the item."))
        world.press()
        self._shown = None

    def _again(self) -> bool:
        """What was left for later is all that is left."""
        said = _("Left for later: {n}. Enter looks at them again, {key} stops.")
        world.say(said.format(n=len(self._desk.left), key=Act.QUIT.value))
        if keys.act(world.press()) is Act.QUIT:
            return False
        self._desk = self._desk.unskip()
        return True

    def _remember(self) -> None:
        """Keep the place and what was skipped, where that has changed."""
        left = frozenset(draft.id for draft in self._desk.left)
        now = marks.Marks(self._desk.at, self._desk.skipped & left)
        if self._is_kept and now != self._marks:
            self._is_kept = marks.write(self._place, now)
            if not self._is_kept:
                world.say(_("Where this review stops cannot be kept: {path}").format(path=self._place))
            self._marks = now

    def _show(self) -> None:
        self._look = world.look(conversation=True)
        if self._desk.per_page != rendered.rows_of_a_page(self._look):  # the window was made larger, or smaller
            self._desk = self._desk._replace(per_page=rendered.rows_of_a_page(self._look), page=0)
        world.show(rendered.screen(self._view(), self._look))
        self._hint()
        self._shown = self._desk

    def _hint(self) -> None:
        world.say(keys.hint(rows=len(self._desk.shown)))

    def _view(self) -> Reviewed:
        desk = self._desk
        rows = tuple(self._row(draft) for draft in desk.shown)
        return Reviewed(
            key=desk.at[1],
            plan=desk.at[0],
            section=desk.rows[0].section,
            number=list(desk.items).index(desk.at) + 1,
            total=len(desk.items),
            skipped=not desk.skipped.isdisjoint(draft.id for draft in desk.rows),
            passage=self._sources.around(desk.rows),
            quotes=tuple(dict.fromkeys(quote.text for draft in desk.rows for quote in draft.quotes)),
            place=next((quote for draft in desk.rows for quote in draft.quotes), None),
            rows=rows,
            drafts=len(desk.rows),
            page=desk.page + 1,
            pages=desk.pages,
        )

    def _row(self, draft: Target) -> DraftRow:
        proposal = self._wishes.proposal(draft) if draft.awaits_review else None
        return DraftRow(draft, draft.id in self._desk.chosen, proposal)

    def _account(self) -> str:
        left = self._desk.left
        done = _(ACCOUNT).format(left=len(left), **self._desk.tally)
        plans = dict.fromkeys(f" --plan {draft.plan}" for draft in left)
        onward = _("Go on with `{command}`.").format(command=f"targettrack review{''.join(plans)}")
        return f"{done} {onward}" if left else done


OTHERS: Mapping[Act, Callable[[Sitting], None]] = {
    Act.UNDO: Sitting._undo,  # noqa: SLF001  # the table stands behind its class
    Act.SEARCH: Sitting._ask_for_search,  # noqa: SLF001  # as above
    Act.HELP: Sitting._help,  # noqa: SLF001  # as above
}


def _said(deed: Deed, width: int) -> str:
    drafts = " ".join(draft.id for draft in deed.after)
    return shortened(_(SAID[deed.name]).format(drafts=drafts), width)
