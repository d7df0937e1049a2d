"""A report in one line, fit for the subject of a mail: the day, the counts, what changed. Knows the views of `report`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.i18n import _, ngettext
from targettrack.rating.ending import Outcome
from targettrack.rating.vocabulary import Rating, Why
from targettrack.render.pages.changed import counts
from targettrack.render.safe import safe
from targettrack.render.words import rating_word, word

if TYPE_CHECKING:
    from targettrack.views.answer import Answer

SPOKEN = (Rating.OVERDUE, Rating.MISSED, Rating.FAR_BEHIND, Rating.BEHIND, Rating.ACHIEVED)


def mail_subject(answer: Answer) -> str:
    """«督查台账 2025-09-30：31项，逾期2，未达序时4；…». One line, without control characters."""
    view = answer.data
    total = ngettext("{n} target", "{n} targets", view.total.total).format(n=view.total.total)
    parts = [_(", ").join([total, *_counts(view)]), *_changed(getattr(view, "changes", None))]
    if view.unreadable:
        unread = ngettext("{n} file not readable", "{n} files not readable", view.unreadable)
        parts.append(unread.format(n=view.unreadable))
    said = _("Targets {day}: {said}").format(day=answer.as_of, said=_("; ").join(parts))
    return safe(said)


def _counts(view: Any) -> list[str]:
    if hasattr(view, "by_adjusted"):
        found = {word(one): view.by_adjusted[one] for one in Outcome}
    else:
        found = {rating_word(one, Why.STATUS): view.total.by_rating[one] for one in SPOKEN}
    return [f"{name} {n}" for name, n in found.items() if n]


def _changed(changes: Any) -> list[str]:
    if changes is None:
        return []
    parts = [_("due within 7 days {n}").format(n=len(changes.due_7))] if changes.due_7 else []
    if not changes.changed:
        return [_("no change since {day}").format(day=changes.since), *parts]
    told = _(", ").join(f"{name} {n}" for name, n in counts(changes))
    return [_("since {day}: {told}").format(day=changes.since, told=told), *parts]
