"""A report in one line, fit for the subject of a mail: the day, the counts, what changed. Knows the views of `report`."""

from targettrack.i18n import _, ngettext
from targettrack.rating.vocabulary import RATINGS, Outcome, Rating
from targettrack.render.pages.changed import counts
from targettrack.render.pages.parts import counted_targets
from targettrack.render.safe import safe
from targettrack.render.words import word
from targettrack.views.answer import Answer, ReportView
from targettrack.views.brief import Brief
from targettrack.views.changed import Changes
from targettrack.views.progress import Progress
from targettrack.views.register import Adjustment, Register
from targettrack.views.yearend import YearEnd

SPOKEN = (*(rating for rating in Rating if RATINGS[rating].needs_attention), Rating.UNVERIFIED, Rating.ACHIEVED)


def mail_subject(answer: Answer, view: ReportView) -> str:
    """«督查台账 2025-09-30：31项，逾期2，未达序时4；…». One line, without control characters."""
    parts = [_(", ").join([counted_targets(view.total.total), *_counts(view)])]
    if isinstance(view, Progress | Brief) and view.changes is not None:
        parts += _changed(view.changes)
    if view.unreadable:
        unread = ngettext("{n} file not readable", "{n} files not readable", view.unreadable)
        parts.append(unread.format(n=view.unreadable))
    return safe(_("Targets {day}: {said}").format(day=answer.as_of, said=_("; ").join(parts)))


def _counts(view: ReportView) -> list[str]:
    found = {word(rating): view.total.by_rating[rating] for rating in SPOKEN}
    if isinstance(view, YearEnd):
        sides = [account.adjusted.by_outcome for account in view.accounts]
        found = {word(outcome): sum(one[outcome] for one in sides) for outcome in Outcome}
    if isinstance(view, Register):
        found = {word(adjustment): view.by_change[adjustment] for adjustment in Adjustment}
    return [f"{name} {n}" for name, n in found.items() if n]


def _changed(changes: Changes) -> list[str]:
    parts = [_("due within 7 days {n}").format(n=len(changes.due_7))] if changes.due_7 else []
    if not changes.changed:
        return [_("no change since {day}").format(day=changes.since), *parts]
    told = _(", ").join(f"{name} {n}" for name, n in counts(changes))
    return [_("since {day}: {told}").format(day=changes.since, told=told), *parts]
