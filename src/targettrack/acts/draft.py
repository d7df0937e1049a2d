"""What a reviewer does to drafts. Pure: drafts as they are → drafts as they are to be; `changes` is the way between."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from targettrack.errors import UsageError
from targettrack.ledger.names import natural
from targettrack.model import Create, Goal, Kind, NewFile, NewPlan, Quote, Remove, Rewrite, Strength
from targettrack.record import ASSUMABLE, GOAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from targettrack.extract import Draft
    from targettrack.model import Change, Plan, Target

SOURCE = "source.txt"
"""Where a plan keeps the text that it was read from; `line` of a source counts its lines."""
LARGEST_SOURCE = 1024 * 1024
"""Bytes of UTF-8."""
_MEASURE = (*GOAL.rows, "kind", "strength")
"""What belongs together wherever a goal comes from."""


def accept(draft: Target) -> Target:
    """Let the head stand from now on. UsageError is-discarded (id)."""
    if draft.discarded:
        raise UsageError("is-discarded", id=draft.id)
    return draft._replace(draft=False, confidence=None)


def discard(draft: Target) -> Target:
    """Count it nowhere; its file stays, so that its id stays used and its sentence known."""
    return draft._replace(discarded=True)


def restore(draft: Target) -> Target:
    """A draft again."""
    return draft._replace(discarded=False)


def correct(draft: Target, fields: Mapping[str, Any]) -> Target:
    """Set fields of the head and of the goal. What a person has set is not assumed any more.

    UsageError linked-to-itself (id, option).
    """
    link = next((name for name in ("upper", "previous", "of") if fields.get(name) == draft.id), None)
    if link is not None:
        raise UsageError("linked-to-itself", id=draft.id, option=f"--set {link}")
    goal = {name: value for name, value in fields.items() if name in GOAL.rows}
    head = {name: value for name, value in fields.items() if name not in goal}
    assumed = tuple(name for name in draft.assumed if name not in fields)
    return draft._replace(assumed=assumed, goal=draft.goal._replace(**goal), **head)


def propose(draft: Target, unit: str) -> Target:
    """Let a unit lead that nobody has named: it stays assumed."""
    return draft._replace(owner=unit, assumed=tuple(dict.fromkeys((*draft.assumed, "owner"))))


def is_sure(draft: Target, sure: Decimal) -> bool:
    """Whether a draft is so likely to be right that it may be accepted among many."""
    return draft.confidence is not None and draft.confidence >= sure


def split(drafts: Sequence[Target], titles: Sequence[str], plan: Plan, records: Iterable[Target]) -> tuple[Target, ...]:
    """One draft for each title in the place of a draft; the first keeps the id, the store gives the others theirs.

    Of `records` one that an interrupted split has made already is taken. UsageError split-one-draft, split-needs-two.
    """
    if len(drafts) > 1:
        raise UsageError("split-one-draft")
    if len(titles) < 2:  # noqa: PLR2004  # one part is the whole
        raise UsageError("split-needs-two")
    (draft,) = drafts
    first, *others = (_part(draft, title, plan) for title in titles)
    made = {(one.plan, one.item, one.quotes, one.title): one for one in records if one.draft and one.id != draft.id}
    new = (part._replace(id="", path="") for part in others)
    return (first, *(made.get((part.plan, part.item, part.quotes, part.title), part) for part in new))


def merge(drafts: Sequence[Target], records: Iterable[Target], *, into_one: bool = False) -> tuple[Target, ...]:
    """What is left of drafts of one item: one for each different number, with every quote; one where there is no number.

    `records` are those of the plan, of which a new item is to differ.
    UsageError merge-needs-two, merge-two-plans; merge-two-numbers (ids) where they are to become one.
    """
    if len(drafts) < 2:  # noqa: PLR2004  # two make a pair
        raise UsageError("merge-needs-two")
    if len({draft.plan for draft in drafts}) > 1:
        raise UsageError("merge-two-plans")
    numbers: dict[object, list[Target]] = {}
    for draft in drafts:
        if (number := _number(draft)) is not None:
            numbers.setdefault(number, []).append(draft)
    if into_one and len(numbers) > 1:
        raise UsageError("merge-two-numbers", ids=" ".join(parts[0].id for parts in numbers.values()))
    item = min((draft.item for draft in drafts if draft.item), key=natural, default="")
    if len(numbers) < 2:  # noqa: PLR2004  # as above
        return (_merged(drafts, item),)
    silent = [draft for draft in drafts if _number(draft) is None]
    first, *others = numbers.values()
    item = item or _next_item(records)
    return (_merged([*first, *silent], item), *(_merged(parts, item) for parts in others))


def unplaced(draft: Draft) -> Draft:
    """A draft that quotes another text than the one that its plan keeps, so that no place of that one is meant."""
    return draft._replace(quotes=tuple(Quote(quote.text) for quote in draft.quotes))


def keep(drafts: Sequence[Target], plan: Plan, records: Sequence[Target] | None, text: str) -> tuple[Change, ...]:
    """What a report leaves in the ledger: its plan, the drafts that no record of it quotes yet, and the text that was read.

    `records`: those of the plan, discarded ones too; None where it is new. `text`: as it was read, "" to leave it out; one
    that is too long is left out.
    """
    old = frozenset(known(drafts, records or ()))
    creates = [Create(draft) for number, draft in enumerate(drafts, 1) if number not in old]
    is_kept = text and not is_too_long(text)
    source = [NewFile(f"{plan.id}/{SOURCE}", text)] if is_kept else []
    return (*([NewPlan(plan)] if records is None else []), *creates, *source)


def known(drafts: Sequence[Target | Draft], records: Iterable[Target]) -> tuple[int, ...]:
    """The drafts of a report, counted from 1, that records quote already. Blanks tell nothing.

    Of several drafts with one quote as many are known as there are records with it.
    """
    left = Counter(_bare(quote.text) for record in records for quote in record.quotes)
    found = []
    for number, draft in enumerate(drafts, 1):
        quote = _bare(draft.quotes[0].text)
        if left[quote]:
            left[quote] -= 1
            found.append(number)
    return tuple(found)


def gone(records: Iterable[Target], text: str, drafts: Iterable[Draft]) -> tuple[Target, ...]:
    """The records that quote nothing of a text any more, and nothing that is read of it; blanks tell nothing."""
    whole, read = _bare(text), {_bare(quote.text) for draft in drafts for quote in draft.quotes}

    def stands(quote: str) -> bool:
        return quote in read or quote in whole

    return tuple(one for one in records if one.quotes and not any(stands(_bare(quote.text)) for quote in one.quotes))


def _bare(text: str) -> str:
    return "".join(text.split())


def is_too_long(text: str) -> bool:
    """Whether a text is more than a ledger keeps beside the drafts."""
    return len(text.encode()) > LARGEST_SOURCE


def changes(before: Sequence[Target], after: Sequence[Target], records: Iterable[Target]) -> tuple[Change, ...]:
    """What has to be written for drafts to become what came of them; of one that came to nothing the file goes.

    `records`: what is on disk of those that came of them.
    """
    old, kept = {record.id: record for record in (*records, *before)}, {draft.id for draft in after}
    return (
        *(Rewrite(old[one.id], one) if one.id else Create(one) for one in after if old.get(one.id) != one),
        *(Remove(draft) for draft in before if draft.id not in kept),
    )


def _part(draft: Target, title: str, plan: Plan) -> Target:
    """A part as the extractor reads it as a clause of its own; what the part does not say, the whole has said."""
    from targettrack import extract  # 90 ms of patterns, which only a split pays

    about: dict[str, Any] = {"year": plan.year, "published": plan.published, "issuer": plan.issuer, "level": plan.level}
    unread = draft._replace(goal=Goal(), kind=Kind.QUALITATIVE, confidence=None, assumed=("deadline",))
    clause = next(iter(extract.draft(f"{title}。", **about).drafts), unread)
    due = clause if _is_dated(clause) else draft
    urged = clause if clause.strength is Strength.STRETCH else draft
    return draft._replace(
        title=title,
        goal=clause.goal,
        confidence=clause.confidence,
        checkpoints=draft.checkpoints if clause.goal.value == draft.goal.value else (),
        **_taken(draft, {**dict.fromkeys(_MEASURE, clause), "strength": urged, "deadline": due, "start": due}),
    )


def _number(draft: Target) -> object:
    """What tells one promised number from another; None where there is none."""
    goal = draft.goal
    if goal.value is None and goal.denominator is None:
        return None
    return (draft.kind, goal.value, goal.to, goal.unit, goal.denominator, goal.per)


def _merged(parts: Sequence[Target], item: str) -> Target:
    """The first with every quote; the goal is that of the part with a number, the deadline that of the part with a date."""
    first, dated = parts[0], [part for part in parts if _is_dated(part)]
    counted = next((part for part in parts if _number(part) is not None), (dated or parts)[0])
    due = counted if counted in dated else (dated or [counted])[0]
    led = next((part for part in parts if part.owner), first)
    return first._replace(
        item=item,
        goal=counted.goal,
        confidence=counted.confidence,
        checkpoints=counted.checkpoints,
        supporting=tuple(dict.fromkeys(unit for part in parts for unit in part.supporting)),
        tags=tuple(dict.fromkeys(tag for part in parts for tag in part.tags)),
        quotes=tuple(dict.fromkeys(quote for part in (counted, *parts) for quote in part.quotes)),
        **_taken(first, {**dict.fromkeys(_MEASURE, counted), "deadline": due, "start": due, "owner": led}),
    )


def _taken(whole: Target, sources: Mapping[str, Target | Draft]) -> dict[str, Any]:
    """The fields that a draft takes from elsewhere, and what is assumed of all then."""
    assumed = tuple(name for name in ASSUMABLE if name in sources.get(name, whole).assumed)
    return {name: getattr(source, name) for name, source in sources.items() if name not in GOAL.rows} | {
        "assumed": assumed
    }


def _is_dated(part: Target | Draft) -> bool:
    """Whether the source itself states until when."""
    return part.deadline is not None and "deadline" not in part.assumed


def _next_item(records: Iterable[Target]) -> str:
    return str(1 + max((int(record.item) for record in records if record.item.isdecimal()), default=0))
