"""Laws of the ladder over any record: a light never turns for the better by the passing of days, and more is never worse."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from factories import RULES, day, plan, target, update
from strategies import DAYS, RULE_SETS, TERM, plausible, targets
from targettrack.model import Comparator, Target, Update
from targettrack.rating import counts
from targettrack.rating.ladder import State, evaluate
from targettrack.rating.reason import Why
from targettrack.rating.vocabulary import RATINGS, Light, Rating
from turning import news, turning_days

if TYPE_CHECKING:
    from targettrack.model import Rules

PLAN = plan(published=day("2025-01-01"))
REFERENCE = target("growth", None, update("2025-09-30", value=45), update("2025-12-31", value=60), id="KP-002")
THREE_YEARS = [day("2024-07-01") + timedelta(days=step) for step in range(3 * 366)]
GRAVITY = {Light.RED: 3, Light.YELLOW: 2, Light.GREY: 1, Light.GREEN: 0, Light.BLUE: 0}
"""How bad a light is; none says nothing of it."""


def on(record: Target, text: date, rules: Rules = RULES) -> State:
    """Its state on a day."""
    return evaluate(record, PLAN, text, rules, REFERENCE if record.goal.of else None)


@given(plausible(), st.sampled_from([RULES, RULES._replace(method="day")]))
@settings(max_examples=settings().max_examples // 2)
def test_no_light_turns_by_itself_but_on_its_days(record: Target, rules: Rules) -> None:
    """On every day of three years the light is that of the day before, unless something was said or a rule's day is over.

    What turns without news never turns for the better; only what is not due or accounted for has no light to compare.
    """
    reference = REFERENCE if record.goal.of else None
    turning, told = set(turning_days(record, PLAN, rules, reference)), set(news(record, reference))
    before = None
    for each in THREE_YEARS:
        state = on(record, each, rules)
        if before is not None and (state.light, state.outline) != (before.light, before.outline):
            assert each in turning, (before.rating, state.rating, each)
            if each not in told and Light.NONE not in {state.light, before.light}:
                assert GRAVITY[state.light] >= GRAVITY[before.light], (before.rating, state.rating, each)
        before = state


@given(targets(), DAYS, RULE_SETS, st.none() | targets(), st.none() | DAYS)
def test_every_record_has_a_state(
    entry: Target, on_day: date, rules: Rules, reference: Target | None, published: date | None
) -> None:
    """Whatever is on record: evaluation never fails, names an axis, keeps a light of its rating or of the last day."""
    made = PLAN._replace(published=published)
    state = evaluate(entry, made, on_day, rules, reference)
    assert state == evaluate(entry, made, on_day, rules, reference)
    own = RATINGS[state.rating].lamp
    kept = RATINGS[state.last[0]].lamp if state.last else own
    assert (state.light, state.outline) in {own, kept}
    assert not (state.rating is Rating.OVERDUE and (state.days_left or 0) >= 0)
    turning = turning_days(entry, made, rules, reference)
    assert turning == tuple(sorted({*turning, *news(entry, reference)}))


@given(plausible(), TERM, st.integers(1, 60).map(Decimal))
def test_more_is_never_worse(record: Target, on_day: date, step: Decimal) -> None:
    """A better newest figure gives no worse light: a higher one, or a lower one of what is to be low."""
    figures = [update for update in record.updates if update.value is not None]
    if not figures:
        return
    newest = max(figures, key=lambda update: (update.as_of, update.order))
    lower = record.goal.comparator in {Comparator.AT_MOST, Comparator.BELOW} or "价格" in record.goal.indicator
    assert newest.value is not None
    better = newest._replace(value=newest.value - step if lower else newest.value + step)
    improved = record._replace(updates=tuple(better if update is newest else update for update in record.updates))
    lights = {on(record, on_day).light, on(improved, on_day).light}
    if Light.NONE not in lights:
        assert GRAVITY[on(improved, on_day).light] <= GRAVITY[on(record, on_day).light]


@given(plausible(), TERM)
def test_voiding_everything_restores_the_head(record: Target, on_day: date) -> None:
    """A record of which every line is taken back stands where the bare promise stands."""
    late = datetime(2027, 1, 1, tzinfo=UTC)
    voids = tuple(Update(f"v{nth}", late, update.as_of, void=update.key) for nth, update in enumerate(record.updates))
    taken_back = on(record._replace(updates=(*record.updates, *voids)), on_day)
    bare = on(record._replace(updates=()), on_day)
    assert taken_back._replace(standing=bare.standing) == bare


@given(plausible(), st.dates(day("2025-01-01"), day("2025-12-31")), st.integers(1, 500))
def test_a_later_deadline_alone_is_never_worse_and_never_ahead(record: Target, on_day: date, days: int) -> None:
    """On the day of its approval an extension makes no light worse, and nothing ahead that was not.

    What was held to its checkpoints is held to its share afterwards: they were the way to the old deadline.
    """
    before = on(record, on_day)
    if before.deadline is None or before.deadline < on_day:
        return
    later = before.deadline + timedelta(days=days)
    last = max([datetime(2025, 1, 1, tzinfo=UTC), *(update.at for update in record.updates)])
    move = Update("move", last + timedelta(hours=1), on_day, deadline=later, reason="汛期", authority="常务会议")
    after = on(record._replace(updates=(*record.updates, move)), on_day)
    if Light.NONE not in {before.light, after.light}:
        assert GRAVITY[after.light] <= GRAVITY[before.light], (before.rating, after.rating)
    assert after.rating is not Rating.AHEAD or before.rating is Rating.AHEAD or before.reason.why is Why.NODE


@given(st.lists(plausible(), max_size=5), TERM)
def test_counts_sum_on_any_day(records: list[Target], on_day: date) -> None:
    """Every target has one rating, one group and one basis."""
    found = counts.count([on(record, on_day) for record in records])
    for column in (found.by_rating, found.by_group, found.by_basis):
        assert sum(column.values()) == found.total == len(records)
