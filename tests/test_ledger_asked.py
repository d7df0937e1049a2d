"""What a selection asks for is found by what stands on the shelf, and is what rating every record would find."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from factories import day, goal, ledger, plan, target, update
from targettrack.cache.shelf import Shelf
from targettrack.ledger import asked, names, selection
from targettrack.ledger.selection import Bounds, Items, Selection
from targettrack.model import Ledger, Settings, Status, Target, Unit
from targettrack.rating import ladder
from targettrack.rating.reason import Why
from targettrack.rating.vocabulary import Marker, Rating, RatingGroup
from targettrack.render import json as json_format
from targettrack.render.look import Look
from targettrack.store import pack
from targettrack.store.records import Folder, Records, values
from targettrack.views.answer import Answer
from targettrack.views.exported import walked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DAY = day("2025-10-15")
UNITS = (Unit("教育局", leader="张三"), Unit("水利局", leader="李四"))


class Lap(Shelf):
    """A shelf that needs no disk."""

    def __init__(self) -> None:
        """Nothing on it."""
        super().__init__("on my lap", "")
        self.things: dict[str, bytes] = {}

    def find(self, name: str) -> bytes | None:
        """What lies there."""
        return self.things.get(name)

    def keep(self, name: str, thing: bytes | Iterable[bytes]) -> bool:
        """Put it there."""
        assert isinstance(thing, bytes)
        self.things[name] = thing
        return True


def packed(targets: Iterable[Target], fresh: Iterable[Target] = (), shelf: Shelf | None = None) -> Records:
    """Records of the plan KP, of which some lie in a pack, and some were read just now, those of the pack among them."""
    shelf, new = shelf or Lap(), {f"{one.id}.toml": one for one in fresh}
    kept = [pack.Kept.of(f"{one.id}.toml", one) for one in targets]
    stamps = dict.fromkeys(("plan.toml", *(record.name for record in kept)), (1, 1, 1, 1))
    found = pack.find(shelf, "at") or pack.keep(shelf, "at", stamps, {}, kept)
    assert found is not None
    gone = [place for place, name in enumerate(found.names) if name in new]
    return Records([Folder("KP", new, shelf, found, gone, is_plan_held=True)])


def rated(kept: Ledger, wanted: Selection, *, drafts: bool = False) -> tuple[ladder.Rated, ...]:
    """What is asked for of a ledger that was walked."""
    parts = asked.parts(kept, DAY, wanted, drafts=drafts)
    return tuple(asked.rated(kept, DAY, parts, wanted, lambda *_done: None))


@st.composite
def records(draw: st.DrawFn) -> list[Target]:
    """Draw some records of one plan, each with an id of its own."""
    drawn = draw(st.lists(strategies.plausible() | strategies.targets(), max_size=5))
    return [one._replace(id=f"KP-{n:03d}", path=f"KP/KP-{n:03d}.toml") for n, one in enumerate(drawn, 1)]


def selections(among: list[Target]) -> st.SearchStrategy[Selection]:
    """Draw a selection of which each value is one that a record has, or might have."""

    def some(trait: str, *others: str) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from(sorted({*values(among, trait), *others}) or [""]), max_size=2).map(tuple)

    def days(value: str) -> Any:
        return day(value) if value else None

    due = st.sampled_from(["", *values(among, "due")]).map(days)
    codes = [*Rating, *Marker]
    text = st.sampled_from(["", "新", "教育", "一", "\n", *(one.title[:2] for one in among)])
    one_of: dict[str, st.SearchStrategy[Any]] = {
        "plans": st.sampled_from([("KP",), ("KP", "XX"), ("XX",)]),
        "owners": some("owner", ""),
        "units": some("supporting", *values(among, "owner")),
        "leaders": some("leader", "张三", "李四"),
        "ratings": st.lists(st.sampled_from(codes), max_size=3).map(tuple),
        "groups": st.lists(st.sampled_from([*RatingGroup]), max_size=2).map(tuple),
        "whys": st.lists(st.sampled_from([*Why]), max_size=4).map(tuple),
        "statuses": st.lists(st.sampled_from([*Status]), max_size=2).map(tuple),
        "sections": some("section").map(lambda found: tuple(part[:2] for part in found)),
        "tags": some("tag"),
        "due_after": due,
        "due_before": due,
        "ids": st.none() | st.frozensets(st.sampled_from(["KP-001", "KP-002", "KP-009"])),
        "items": some("item", "3", "7").map(lambda found: tuple(Items(one or "1", one or "9") for one in found)),
        "confidence": st.sampled_from([(), (Bounds(least=None, most=None),), (Bounds(),)]),
        "text": text,
    }
    chosen = st.lists(st.sampled_from(sorted(one_of)), max_size=3, unique=True)
    return chosen.flatmap(lambda chosen: st.fixed_dictionaries({name: one_of[name] for name in chosen})).map(
        lambda said: Selection(**said, listed=UNITS)
    )


@given(st.data(), records(), strategies.RULE_SETS, st.booleans())
def test_the_shelf_finds_what_rating_everything_finds(
    data: st.DataObject, made: list[Target], rules: Any, drafts: bool
) -> None:
    """For any records, rules and filters; with nothing noted of the day, with it, and with a record changed since."""
    known = ledger(*made, rules=rules)
    wanted = data.draw(selections(made))
    everything = selection.select(selection.survey(known, DAY, drafts=drafts), wanted)
    shelf = Lap()
    walked = known._replace(targets=packed(made, shelf=shelf))
    assert rated(walked, wanted, drafts=drafts) == everything
    rated(walked, Selection(), drafts=drafts)  # which notes how they stand
    assert rated(walked, wanted, drafts=drafts) == everything
    changed = [one._replace(owner="另一局", status=Status.ACTIVE) for one in made[:1]]
    known = known._replace(targets=(*changed, *made[1:]))
    everything = selection.select(selection.survey(known, DAY, drafts=drafts), wanted)
    assert rated(walked._replace(targets=packed(made, changed, shelf)), wanted, drafts=drafts) == everything


def walk(kept: Ledger, wanted: Selection) -> asked.Walk:
    """A walk that nobody watches."""
    return asked.Walk(kept, DAY, wanted, lambda _count: nullcontext(lambda *_done: None))


@given(st.data(), records())
def test_a_walk_gives_what_an_export_sorts(data: st.DataObject, made: list[Target]) -> None:
    """Accepted targets and drafts, in order of id; the records alone before and after; the plans that have any."""
    known, wanted = ledger(*made), data.draw(selections(made))
    every = [one for drafts in (False, True) for one in selection.survey(known, DAY, drafts=drafts)]
    entries = selection.sort(selection.select(every, wanted), "id")
    found = walk(known._replace(targets=packed(made[1:], made[:1])), wanted)
    assert found.plans == tuple(one for one in known.plans if one.id in {entry.target.plan for entry in entries})
    for _time in range(2):
        assert tuple(found.records()) == tuple(entry.target for entry in entries)
        assert tuple(found) == entries


def test_an_export_has_one_record_of_a_plan_alive_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every piece of JSON goes out before the next record comes to life; of the second table none is rated again."""
    came: list[str] = []
    revived, evaluate = Folder._revived, asked.evaluate
    monkeypatch.setattr(Folder, "_revived", lambda *given: came.append("record") or revived(*given))
    monkeypatch.setattr(asked, "evaluate", lambda *given: came.append("rating") or evaluate(*given))
    made = [target(id=f"KP-{n:03d}") for n in range(1, 5)]
    found = walk(ledger(*made)._replace(targets=packed(made)), Selection())
    answer = Answer("export", DAY, walked(found.plans, found, found.records))
    counts = [(came.count("record"), came.count("rating")) for _piece in json_format.pieces(answer, Look())]
    steps = [*((n, n) for n in range(5)), *((4 + n, 4) for n in range(1, 5))]
    assert list(dict.fromkeys(counts)) == steps


@given(records())
def test_what_is_known_of_a_ledger_is_known_from_the_shelf(made: list[Target]) -> None:
    """Units, leaders, items, ids and counts, as the records themselves say."""
    plain, walked = ledger(*made), ledger()._replace(targets=packed(made[1:], made[:1]))
    for known in (names.owners, names.leaders, names.supporting, names.items, names.ids):
        assert known(walked) == known(plain)
    assert tuple(walked.targets) == plain.targets
    assert [walked.find(one.id) for one in made] == made
    assert walked.find("KP-999") is None


RECORDS = (
    target(id="KP-001", title="新建学校", owner="教育局"),
    target("quantity", None, update("2025-03-31", owner="水利局"), id="KP-002", owner="教育局"),
    target("relative", goal(None, of="KP-001"), id="KP-003", owner="水利局"),
    target("quantity", None, update("2025-09-30", value=900), id="KP-004", owner="水利局"),
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Selection(owners=("教育局",)), ["KP-001", "KP-002"]),
        (Selection(text="学校"), ["KP-001"]),
        (Selection(ids=frozenset({"KP-004"})), ["KP-004"]),
        (Selection(leaders=("李四",), listed=UNITS), ["KP-002", "KP-003", "KP-004"]),
        (Selection(plans=("XX",)), []),
    ],
)
def test_only_what_may_be_asked_for_is_rated(
    wanted: Selection, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of a large ledger costs nothing."""
    seen = []

    def evaluate(target: Target, *others: Any) -> ladder.State:
        seen.append(target.id)
        return ladder.evaluate(target, *others)

    monkeypatch.setattr(asked, "evaluate", evaluate)
    rated(ledger()._replace(targets=packed(RECORDS)), wanted)
    assert seen == found


def test_the_second_filter_for_ratings_of_a_day_rates_only_those(monkeypatch: pytest.MonkeyPatch) -> None:
    """How all stand was noted; what follows another record is always looked at, since that record may have changed."""
    known = ledger()._replace(targets=packed(RECORDS))
    wanted = Selection(ratings=(Rating.AHEAD,))
    first = [entry.target.id for entry in rated(known, wanted)]
    seen = []

    def evaluate(target: Target, *others: Any) -> ladder.State:
        seen.append(target.id)
        return ladder.evaluate(target, *others)

    monkeypatch.setattr(asked, "evaluate", evaluate)
    assert [entry.target.id for entry in rated(known, wanted)] == first == ["KP-004"]
    assert seen == ["KP-003", "KP-004"]
    seen.clear()
    other = known.settings.rules._replace(ahead=known.settings.rules.ahead + 1)
    rated(known._replace(settings=Settings(rules=other)), wanted)
    assert seen == ["KP-001", "KP-002", "KP-003", "KP-004"]  # by other rules they may stand otherwise


def test_what_the_shelf_has_lost_is_read_again() -> None:
    """Bodies or words that are gone, or of another writing, are no fault: the files are read."""
    shelf = Lap()
    known = packed(RECORDS, shelf=shelf)
    shelf.things = {name: thing for name, thing in shelf.things.items() if name.startswith("records")}
    files = {f"KP/{one.id}.toml": one for one in RECORDS}
    folder = known.folders[0]
    again = Folder("KP", {}, shelf, folder.pack, (), files.get, is_plan_held=True)
    walked = ledger()._replace(targets=Records([again]))
    assert [entry.target.id for entry in rated(walked, Selection(text="学校"))] == ["KP-001"]
    assert tuple(walked.targets) == RECORDS


def test_plans_of_another_level_are_passed_over(tmp_path: Path) -> None:
    """A filter for a tier of government opens no record of another; on a shelf of the disk, too."""
    shelf = Shelf(str(tmp_path), "1")
    known = Ledger("", (plan(level=None),), packed(RECORDS, shelf=shelf))
    assert rated(known, Selection(levels=("city",))) == ()  # type: ignore[arg-type]  # a code is its own text
    assert len(rated(known, Selection())) == 4
