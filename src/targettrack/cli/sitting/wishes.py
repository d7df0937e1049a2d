"""What a reviewer wants of the drafts of an item, asked for in words where a key alone does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.acts import draft as acts
from targettrack.cli import typed, world
from targettrack.cli.session import SETTABLE
from targettrack.cli.sitting import deeds, form, questions, units
from targettrack.cli.sitting.desk import key_of
from targettrack.cli.sitting.keys import Act
from targettrack.cli.write import say_apart
from targettrack.errors import UsageError
from targettrack.i18n import _
from targettrack.ledger import names
from targettrack.ledger.proposal import Proposer
from targettrack.named import NamedTuple
from targettrack.record import Mark
from targettrack.render import words
from targettrack.render.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from targettrack.cli.sitting.deeds import Drafts
    from targettrack.cli.sitting.desk import Desk
    from targettrack.cli.sitting.keeper import Keeper
    from targettrack.ledger.proposal import Proposal
    from targettrack.model import Ledger, Plan, Target


class Wish(NamedTuple):
    """A deed that is not done yet: see `desk.Deed`."""

    name: str
    before: Drafts
    after: Drafts


class Wishes:
    """The questions of a sitting, answered by the ledger as it is by then."""

    def __init__(self, keeper: Keeper, width: int) -> None:
        """`width`: cells of a line of the screen."""
        self._keeper, self._width = keeper, width
        self._proposers: dict[str, tuple[Ledger, Proposer]] = {}

    @property
    def _ledger(self) -> Ledger:
        return self._keeper.session.ledger

    def of(self, wanted: Act, desk: Desk) -> Wish | None:
        """What is wanted of the meant drafts; None where it was left unanswered. UsageError: of what is wanted."""
        return _WISHES[wanted](self, desk)

    def proposal(self, draft: Target) -> Proposal | None:
        """The unit that leads a draft once it is accepted, and why; None where its own stays, or nobody is proposed."""
        if draft.owner and "owner" not in draft.assumed:
            return None
        return next(iter(self._proposer(draft).of(draft)), None)

    def _proposer(self, draft: Target) -> Proposer:
        """What the ledger proposes by now: what was assigned a moment ago counts."""
        known, proposer = self._proposers.get(draft.plan, (None, None))
        if proposer is None or known is not self._ledger:
            proposer = Proposer(self._ledger, self._ledger.plan_of(draft))
            self._proposers[draft.plan] = (self._ledger, proposer)
        return proposer

    def accept(self, desk: Desk) -> Wish | None:
        """The drafts as targets, with the units that are proposed."""
        if not _are_meant(desk):
            return None
        return Wish("accepted", desk.meant, deeds.accepted(desk.meant, self.proposal))

    def drop(self, desk: Desk) -> Wish | None:
        """The drafts discarded."""
        if not _are_meant(desk):
            return None
        return Wish("discarded", desk.meant, tuple(acts.discard(draft) for draft in desk.meant))

    def unit(self, desk: Desk) -> Wish | None:
        """One lead unit for all."""
        plan, offered = self._plan(desk), self._offer(desk)
        unit = questions.until(
            _("Lead unit: number, or part of its name"),
            lambda text: self._lead(plan, offered, text),
            units.known(self._ledger, plan),
        )
        return None if unit is None else _changed(desk.meant, deeds.corrected(desk.meant, {"owner": unit}))

    def supporting(self, desk: Desk) -> Wish | None:
        """Supporting units for all, beside those that only some have."""
        plan, offered = self._plan(desk), self._offer(desk)

        def take(text: str) -> tuple[str, ...]:
            several = (self._lead(plan, offered, word) for word in words.PARTED.split(text) if word)
            return tuple(dict.fromkeys(filter(None, several)))

        present = _(", ").join(deeds.common(desk.meant, "supporting"))
        found = questions.until(_("Supporting units, parted by 、"), take, units.known(self._ledger, plan), present)
        return None if found is None else _changed(desk.meant, deeds.shared(desk.meant, "supporting", found))

    def tag(self, desk: Desk) -> Wish | None:
        """Tags for all, beside those that only some have."""
        present = _(", ").join(deeds.common(desk.meant, "tags"))
        known = {tag: tag for one in self._ledger.targets for tag in one.tags}
        found = questions.until(
            _("Tags, parted by 、"), lambda text: self._field(desk.meant[0], "tags", text), known, present
        )
        return None if found is None else _changed(desk.meant, deeds.shared(desk.meant, "tags", found["tags"]))

    def leader(self, desk: Desk) -> Wish | None:
        """One leader for all."""
        return self._alike(desk, "leader")

    def deadline(self, desk: Desk) -> Wish | None:
        """One deadline for all."""
        return self._alike(desk, "deadline")

    def _alike(self, desk: Desk, name: str) -> Wish | None:
        first, *others = desk.meant
        present = form.value(first, name)
        is_common = all(form.value(other, name) == present for other in others)
        found = self._ask(first, name, present if is_common else "")
        return None if found is None else _changed(desk.meant, deeds.corrected(desk.meant, found))

    def merge(self, desk: Desk) -> Wish | None:
        """The drafts as one, or as many as there are different numbers; those of two items only if that is said."""
        drafts = deeds.to_merge(desk)
        if len({key_of(draft) for draft in drafts}) > 1:
            named = _("; ").join(f"{draft.id} «{safe(draft.title)}»" for draft in drafts)
            asked = _("Merge across items: {drafts}? y merges them; any other key leaves them.").format(drafts=named)
            if not questions.is_wanted(asked, enter=False):
                return None
        left = acts.merge(drafts, self._keeper.session.records(drafts[0].plan))
        say_apart(left)
        return Wish("changed" if len(left) == len(drafts) else "merged", drafts, left)

    def split(self, desk: Desk) -> Wish | None:
        """One draft as several, by their titles."""
        draft = self._one(desk)
        if draft is None:
            return None

        def take(text: str) -> tuple[Target, ...]:
            titles = [title.strip() for title in typed.SEMICOLON.split(text) if title.strip()]
            records = self._keeper.session.records(draft.plan)
            return acts.split([draft], titles, self._ledger.plan_of(draft), records)

        parts = questions.until(_("Titles, parted by ;"), take, present=draft.title)
        return None if parts is None else Wish("changed", (draft,), parts)

    def edit(self, desk: Desk) -> Wish | None:
        """One draft with some of its fields changed: those that are named, or the usual ones one after the other."""
        draft = self._one(desk)
        if draft is None:
            return None
        for line in form.page(draft, self._width):
            world.say(line)
        now = questions.until(
            _("Fields by number or name, or FIELD=VALUE; * for one after the other"),
            lambda text: self._filled(draft, text),
            form.words(),
        )
        return None if now is None else _changed((draft,), (now,))

    def _filled(self, draft: Target, text: str) -> Target:
        """A draft with what was typed for its fields, or is asked for now. UsageError bad-field, and those of the fields."""
        if "=" in text:
            said = [part.strip() for part in typed.SEMICOLON.split(text) if part.strip()]
            return acts.correct(draft, self._keeper.session.corrections(draft, said))
        for name in form.names(text):
            found = self._ask(draft, name, form.value(draft, name))
            draft = acts.correct(draft, found) if found else draft
        return draft

    def _ask(self, draft: Target, name: str, present: str) -> dict[str, Any] | None:
        """A field of a draft, asked for with what it says now; None where that stays."""
        question = words.field_word(name)
        known = self._words(name, self._ledger.plan_of(draft))
        return questions.until(question, lambda text: self._field(draft, name, text), known, present)

    def _field(self, draft: Target, name: str, text: str) -> dict[str, Any]:
        """What was typed for a field. UsageError missing-answer, and those of `Session.corrections`."""
        if not text and Mark.REQUIRED in SETTABLE[name].marks:
            raise UsageError("missing-answer", option=words.field_word(name))
        if name == "owner":
            return {name: self._lead(self._ledger.plan_of(draft), (), text)}
        word = words.field_word(name)  # which a message says, where it means this field and no other
        called = word if words.fields(SETTABLE).meaning(word) == name else name
        return self._keeper.session.corrections(draft, [f"{called}={text}"])

    def _lead(self, plan: Plan, offered: tuple[str, ...], text: str) -> str:
        """A unit as it is called in full; one that is new only if the person says so. UsageError: of `units.lead`."""
        try:
            return units.lead(self._ledger, plan, offered, text)
        except UsageError as error:
            is_new = error.code == "new-owner" and questions.is_wanted(
                _(
                    "«{unit}» is no unit that is known here. Enter or y takes it as it is; any other key asks again."
                ).format(unit=safe(text))
            )
            if is_new:
                return text
            if error.code == "ambiguous-owner":
                _say_numbered(units.matching(self._ledger, plan, text))
            raise

    def _offer(self, desk: Desk) -> tuple[str, ...]:
        """Units by number, said."""
        proposed = (one.unit for draft in desk.meant for one in self._proposer(draft).of(draft))
        offered = units.candidates(self._ledger, desk.meant, proposed, units.recent(desk))
        _say_numbered(offered)
        return offered

    def _plan(self, desk: Desk) -> Plan:
        return self._ledger.plan_of(desk.meant[0])

    def _one(self, desk: Desk) -> Target | None:
        """The one draft that is meant; asked for where there are several."""
        if len(desk.meant) == 1:
            return desk.meant[0]
        world.say(_("Which row? {n} drafts are here.").format(n=len(desk.shown)))
        pressed = world.press()
        number = int(pressed) if pressed.isdecimal() else 0
        chosen = desk.choose(number)
        return next((draft for draft in desk.shown if chosen and draft is desk.shown[number - 1]), None)

    def _words(self, name: str, plan: Plan) -> Collection[str]:
        """What may be typed for a field, as far as it is a choice."""
        row = SETTABLE[name]
        if name in {"owner", "supporting"}:
            return units.known(self._ledger, plan)
        if name == "leader":
            return list(names.leaders(self._ledger))
        return [words.word(code) for code in row.type] if isinstance(row.type, type) else []


_WISHES: Mapping[Act, Callable[[Wishes, Desk], Wish | None]] = {
    Act.ACCEPT: Wishes.accept,
    Act.DROP: Wishes.drop,
    Act.UNIT: Wishes.unit,
    Act.SUPPORTING: Wishes.supporting,
    Act.LEADER: Wishes.leader,
    Act.DEADLINE: Wishes.deadline,
    Act.TAG: Wishes.tag,
    Act.EDIT: Wishes.edit,
    Act.SPLIT: Wishes.split,
    Act.MERGE: Wishes.merge,
}


def _are_meant(desk: Desk) -> bool:
    """Whether all of the meant drafts are: those that are not on the page were perhaps not seen."""
    hidden = len({draft.id for draft in desk.meant} - {draft.id for draft in desk.shown})
    asked = _(
        "This is done to {n} drafts, {hidden} of which are not on this page. y does it; any other key leaves them."
    )
    return not hidden or questions.is_wanted(asked.format(n=len(desk.meant), hidden=hidden), enter=False)


def _say_numbered(offered: tuple[str, ...]) -> None:
    if offered:
        world.say("  ".join(f"{number} {unit}" for number, unit in enumerate(offered, 1)))


def _changed(before: Drafts, after: Drafts) -> Wish | None:
    return Wish("changed", before, after) if after != before else None
