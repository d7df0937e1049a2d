"""What a reviewer does to drafts: accept, correct, split, merge, drop. Each is one write; from acceptance on a head stands."""

from dataclasses import fields, replace
from typing import Any

from targettrack import store
from targettrack.cli import typed
from targettrack.cli.session import Session
from targettrack.errors import UsageError
from targettrack.ledger import names
from targettrack.model import Create, Goal, Remove, Rewrite, Target
from targettrack.record import GOAL, HEAD, Field, Mark, Type

NONE = frozenset({"", "none"})


def accept(session: Session, drafts: list[Target], *, dry_run: bool = False) -> list[Target]:
    """Let heads stand. Gives the targets as they are from now on."""
    accepted = [replace(draft, draft=False) for draft in drafts]
    changes = [Rewrite(old, new) for old, new in zip(drafts, accepted, strict=True)]
    store.apply(session.root, changes, dry_run=dry_run)
    return accepted


def correct(
    session: Session, draft: Target, assignments: list[str], *, new_unit: bool = False, dry_run: bool = False
) -> Target:
    """Change fields of a draft, each as FIELD=VALUE. `new_unit`: take an owner as typed. UsageError bad-field."""
    corrected = draft
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or name.strip() not in FIELDS:
            raise UsageError("bad-field", text=assignment, choices=" ".join(FIELDS))
        corrected = _with(session, corrected, name.strip(), value.strip(), new_unit=new_unit)
    store.apply(session.root, [Rewrite(draft, corrected)], dry_run=dry_run)
    return corrected


def split(session: Session, draft: Target, titles: list[str], *, dry_run: bool = False) -> list[Target]:
    """One draft for each title: the first keeps the id, the others get new ones; all keep quotes, unit and days."""
    first = replace(draft, title=titles[0])
    others = [Create(replace(draft, id="", title=title)) for title in titles[1:]]
    written = store.apply(session.root, [Rewrite(draft, first), *others], dry_run=dry_run)
    return [one.target for one in written if one.target is not None]


def merge(session: Session, drafts: list[Target], *, dry_run: bool = False) -> Target:
    """The first draft with every quote of the others, which are dropped. UsageError merge-needs-two."""
    if len(drafts) < 2:  # noqa: PLR2004  # two make a pair
        raise UsageError("merge-needs-two")
    first, *others = drafts
    quotes = dict.fromkeys(quote for draft in drafts for quote in draft.quotes)
    merged = replace(first, quotes=tuple(quotes))
    store.apply(session.root, [Rewrite(first, merged), *(Remove(draft) for draft in others)], dry_run=dry_run)
    return merged


def _with(session: Session, draft: Target, name: str, value: str, *, new_unit: bool) -> Target:
    """A draft with one field changed. What a person has set is not assumed any more."""
    assumed = tuple(field for field in draft.assumed if field != name)
    if name in GOAL.rows:
        goal = replace(draft.goal, **{name: _meant(session, draft, GOAL.rows[name], value, new_unit=new_unit)})
        return replace(draft, goal=goal, assumed=assumed)
    changes: dict[str, Any] = {name: _meant(session, draft, HEAD.rows[name], value, new_unit=new_unit)}
    return replace(draft, assumed=assumed, **changes)


def _meant(session: Session, draft: Target, row: Field, value: str, *, new_unit: bool) -> Any:
    if value in NONE and Mark.REQUIRED not in row.marks:
        return _NOTHING[row.name]
    if row.name == "owner":
        return session.lead(value, new=new_unit)
    if row.type is Type.ID:
        return names.find_target(session.ledger, value).id
    found = typed.field(row, value, row.name, today=session.today, year=session.ledger.plan_of(draft).year)
    return session.leads(found, new=new_unit) if row.name == "supporting" else found


FIELDS = tuple(row.name for row in (*HEAD.rows.values(), *GOAL.rows.values()) if Mark.SET in row.marks)
_NOTHING = {field.name: field.default for field in fields(Target)} | {row: getattr(Goal(), row) for row in GOAL.rows}
"""What a field is where nothing is said; a required one has no such value."""
