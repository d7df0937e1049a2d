"""The ledger that a command was pointed at, the moment and the day of the run, and what typed names mean there."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from targettrack import store
from targettrack.acts.refusals import CLEARED_BY_NOTHING
from targettrack.cli import memory, naming, ranges, typed, world
from targettrack.errors import Problem, Severity, StoreError, TargettrackError, UsageError
from targettrack.i18n import _
from targettrack.ledger import asked, names, selection
from targettrack.ledger.selection import Selection
from targettrack.model import Goal, Kind, Ledger, Level, Plan, Settings, Status, Target
from targettrack.named import NamedTuple
from targettrack.rating import notice
from targettrack.rating.reason import Why
from targettrack.rating.standing import fold
from targettrack.rating.vocabulary import RatingGroup
from targettrack.record import GOAL, HEAD, Mark, Type
from targettrack.record.traits import ACCEPTED, DRAFT
from targettrack.render import words
from targettrack.render.messages import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from targettrack.ledger.asked import Walk
    from targettrack.model import Checkpoint
    from targettrack.rating.ladder import Rated
    from targettrack.record import Field

    Rows = Mapping[str, Field]

FILES_OF_A_SECOND = 2000
"""Records that take about a second to read; a person at a terminal is shown how far it is."""
RATED_IN_A_SECOND = 5000
"""Targets that take about a second to rate."""
NOBODY = frozenset({"none", "unassigned", "未分工", "无"})
NONE = frozenset({"", "none"})
CODES = {"groups": RatingGroup, "whys": Why, "statuses": Status, "kinds": Kind, "levels": Level}
"""Filters of which the words stand for codes."""
OPTIONS = {
    "groups": "--in-group",
    **{name: f"--{name[:-1]}" for name in ("whys", "kinds", "levels")},
    "statuses": "--status",
}
"""How they are typed."""
LINKS = frozenset({"upper", "previous"})
"""Fields that name a target of another plan, which a number alone does not."""
SET = "--set"
SETTABLE = {row.name: row for row in (*HEAD.rows.values(), *GOAL.rows.values()) if Mark.SET in row.marks}
"""Fields of a draft that a reviewer may correct."""


class Session(NamedTuple):
    """A ledger that was read, the moment of the run and the day that it looks at."""

    root: Path
    ledger: Ledger
    now: datetime  # in the store's time zone
    day: date
    named: tuple[Target, ...] = ()  # those that were typed, in their order, each once
    is_narrow: bool = False  # the ledger has some plans only, though not all that is typed need be of these

    @property
    def today(self) -> date:
        """The day of the run in the store's time zone."""
        return self.now.date()

    @property
    def only(self) -> Target:
        """The one target that was typed. UsageError ambiguous-id for a range of several."""
        if len(self.named) > 1:
            raise names.no_target(self.ledger, f"{self.named[0].id}..", [target.id for target in self.named])
        return self.named[0]

    def survey(self, *, drafts: bool = False) -> tuple[Rated, ...]:
        """Every accepted target (or every draft) with its state on the day."""
        count = sum(target.draft is drafts for target in self.ledger.targets)
        with world.moving(_("Rating"), long=count >= RATED_IN_A_SECOND) as tell:
            return selection.survey(self.ledger, self.day, drafts=drafts, tell=tell)

    def number(self, *, drafts: bool = False) -> int:
        """How many targets are accepted, or drafts that await review."""
        return store.count(self.ledger.targets, DRAFT if drafts else ACCEPTED)

    def asked(self, wanted: Selection, *, drafts: bool = False) -> Iterator[Rated]:
        """The accepted targets (or drafts) that are asked for, of a ledger that was walked, one after the other."""
        parts = asked.parts(self.ledger, self.day, wanted, drafts=drafts)
        count = sum(len(part.names) for part in parts)
        with world.moving(_("Rating"), long=count >= RATED_IN_A_SECOND) as tell:
            yield from asked.rated(self.ledger, self.day, parts, wanted, tell)

    def everything(self, wanted: Selection, *, is_shown: bool) -> Walk:
        """Accepted targets and drafts that are asked for, of a ledger that was walked. `is_shown`: how far it is, if it is long."""

        def moving(count: int) -> AbstractContextManager[Callable[[int, int], object]]:
            return world.moving(_("Rating"), long=is_shown and count >= RATED_IN_A_SECOND)

        return asked.Walk(self.ledger, self.day, wanted, moving)

    def selection(self, said: Mapping[str, Any], text: str = "") -> Selection:
        """The targets that were asked for: by plan, unit, code, part of a section, tag, due day. UsageError: those of each."""
        days = {name: f"--{name.replace('_', '-')}" for name in said if name.startswith("due")}
        narrowed: dict[str, Any] = {name: typed.day(said[name], days[name], today=self.today) for name in days}
        several = said.keys() - days.keys() - {"text", "ids"}
        narrowed |= {name: tuple(self._meant(name, word) for word in said[name]) for name in several}
        if "ids" in said:
            narrowed["ids"] = frozenset(id_ for word in said["ids"] for id_ in self.ids(word))
        return Selection(**narrowed, text=said.get("text", text), listed=self.ledger.units)

    def ids(self, word: str) -> tuple[str, ...]:
        """The ids of the ledger that a typed word means: one, or a range. UsageError: those of `names`."""
        found = names.between(names.ids(self.ledger), word, self.ledger.settings.plan)
        return (self.find(word).id,) if found is None else found

    def _meant(self, name: str, word: str) -> Any:
        """What a word for a filter means; `none` and 未分工 mean no unit."""
        ledger = self.ledger
        meanings: dict[str, Callable[[], Any]] = {
            "plans": lambda: names.find_plan(ledger, word).id,
            "owners": lambda: "" if word in NOBODY else names.find_owner(ledger, word),
            "units": lambda: names.find_unit(ledger, word),
            "leaders": lambda: names.find_leader(ledger, word),
            "confidence": lambda: ranges.bounds(word, "--confidence"),
            "items": lambda: ranges.items(word, frozenset(names.items(ledger))),
            "ratings": lambda: typed.code(word, words.ratings(), "--rating"),
        }
        if name in meanings:
            return meanings[name]()
        return typed.code(word, words.typed(CODES[name]), OPTIONS[name]) if name in CODES else word

    def units(self, said: Sequence[str], plan: Plan | None, *, new: bool) -> tuple[str, ...]:
        """The units that are to lead or support: looked up, or taken as typed where they are `new`; none means nobody."""
        return tuple(unit if new else self._unit(unit, plan) for unit in said if unit not in NOBODY)

    def _unit(self, word: str, plan: Plan | None) -> str:
        """The unit that is to lead; only for one that its plan does not know the other plans are read."""
        own = names.own_unit(self.ledger, plan, word) if self.is_narrow and plan else ""
        if own or not self.is_narrow:
            return own or names.lead_unit(self.ledger, word, plan)
        every = _read(self.root, store.index(self.root, memory.shelf(self.root)), None, walked=True)
        return names.lead_unit(every, word, plan)

    def field(self, row: Field, said: Any, option: str, plan: Plan | None, *, new_unit: bool = False) -> Any:
        """What was typed for a field of a record, a text or several. UsageError: those of names and of `typed.field`.

        `plan`: that of the target, whose units come first, and whose year days without one have. `new_unit`: take a unit as
        typed.
        """
        if row.name == "owner":
            return "".join(self.units([said], plan, new=new_unit))
        if row.name in CLEARED_BY_NOTHING and said.strip() in NONE:
            return ""
        if Mark.MANY in row.marks:
            several = said if isinstance(said, list) else words.PARTED.split(said)
            return self.units(several, plan, new=new_unit) if row.name == "supporting" else tuple(several)
        if row.type is Type.ID:
            if row.name in LINKS and said.strip().isdecimal():
                raise UsageError("link-without-plan", option=option, text=said)
            return naming.one(
                self.root, store.index(self.root, memory.shelf(self.root)), said, lambda: self.ledger.settings.plan
            )
        return typed.field(row, said, option, today=self.today, year=plan.year if plan else None)

    def fields(
        self,
        said: Mapping[str, Any],
        rows: Rows,
        plan: Plan | None,
        *,
        new_unit: bool = False,
        place: Callable[[str], str] = typed.option,
    ) -> dict[str, Any]:
        """What was typed for the fields of a record, by their names. `place`: the option, or what else an error names."""
        return {name: self.field(rows[name], text, place(name), plan, new_unit=new_unit) for name, text in said.items()}

    def assignments(
        self, said: Sequence[str], rows: Rows, option: str, of: Target, *, new_unit: bool = False
    ) -> dict[str, Any]:
        """What was typed as FIELD=VALUE, the field by its name or its printed word; --set clears one by none or no value.

        `of`: the target whose plan says the year of days, and whose goal the unit of numbers. UsageError bad-field, and
        those of `field` and `typed.amounts`.
        """
        known, found, numbers = words.fields(rows), dict[str, Any](), dict[str, str]()
        plan = self.ledger.plan_of(of)
        for entry in said:
            name, equals, text = (part.strip() for part in entry.partition("="))
            meant = known.meaning(name)
            if not equals or meant is None:
                raise UsageError("bad-field", option=option, text=entry, choices=known.choices)
            row = rows[meant]
            if option == SET and text in NONE and Mark.REQUIRED not in row.marks:
                found[meant] = _unsaid(row)
            elif row.type is Type.NUMBER and Mark.NAMED not in row.marks:
                numbers[meant] = text
            else:
                found[meant] = self.field(row, text, f"{option} {name}", plan, new_unit=new_unit)
        units = {name: found[name] for name in ("unit", "per") if name in found}
        return found | typed.amounts(numbers, fold(of, self.day).goal._replace(**units), f"{option} ")

    def corrections(self, draft: Target, said: Sequence[str], *, new_unit: bool = False) -> dict[str, Any]:
        """What was typed as FIELD=VALUE for a draft. UsageError: as `assignments`."""
        found = self.assignments(said, SETTABLE, SET, draft, new_unit=new_unit)
        is_single = found.get("value") is not None and draft.goal.to is not None
        return {"to": None, **found} if is_single else found

    def nodes(self, said: Sequence[tuple[str, str]], of: Target, goal: Goal) -> tuple[Checkpoint, ...] | None:
        """What was typed as checkpoints of a target, each with the option or the line that it stands in; None for nothing."""
        year = self.ledger.plan_of(of).year
        nodes = (typed.node(text, of.kind, goal, place, today=self.today, year=year) for place, text in said)
        return tuple(nodes) or None

    def find(self, word: str) -> Target:
        """The one target of the ledger that a typed word means. UsageError: those of `names.no_target`."""
        return names.find_target(self.ledger, word, self.ledger.settings.plan)

    def knowing(self, id_: str) -> Session:
        """The same, with the record of an id among the targets, if there is one."""
        if not id_ or self.ledger.find(id_) is not None:
            return self
        others = (one for one in store.load_only(self.root, [id_]).targets if self.ledger.find(one.id) is None)
        return self._replace(ledger=self.ledger._replace(targets=(*self.ledger.targets, *others)))

    def holding(self, plan: str, *texts: str) -> Iterator[Target]:
        """The records of a plan in which one of some texts stands in a field, and perhaps others."""
        targets = self.ledger.targets
        found = targets.holding(*texts) if isinstance(targets, store.Records) else targets
        return (target for target in found if target.plan == plan)

    def records(self, plan: str) -> tuple[Target, ...]:
        """The records of a plan, drafts and discarded ones among them."""
        return tuple(target for target in self.ledger.targets if target.plan == plan)


def _unsaid(row: Field) -> Any:
    """What a field of a head or of its goal is where nothing is said."""
    return getattr(Goal(), row.name) if row.name in GOAL.rows else Target._field_defaults[row.name]


def glance(store_: str | None) -> Ledger:
    """The ledger's settings, and its plans by their names alone. StoreError no-store."""
    root = _root(store_)
    folders = store.index(root, memory.shelf(root)).folders
    return Ledger(str(root), tuple(Plan(folder, folder) for folder in folders if folder), settings=store.settings(root))


def _root(store_: str | None) -> Path:
    return store.find(Path(world.folder()), store_ or world.environment().get("TARGETTRACK_STORE"))


def open_session(
    store_: str | None,
    as_of: str | None = None,
    plans: list[str] | None = None,
    *,
    targets: Sequence[str] | None = None,
    whole: bool = False,
    walked: bool = False,
    refused: dict[str, TargettrackError] | None = None,
) -> Session:
    """Find and read the ledger, or only what is asked for, and settle the day.

    `walked`: the targets come to life only as they are asked for, which is enough for who only reads.
    `plans`: read those that are named, if all are named whole. `targets`: words that mean targets, which become `named`;
    only they and what they link to are read, unless the `whole` ledger is asked for. `refused` gets the words that mean
    none, and why; without it the first of them is an error.
    StoreError no-store; UsageError bad-date; those of `names.no_target`.
    """
    root = _root(store_)
    memory.reads(root)
    listed = store.index(root, memory.shelf(root))
    ids = None if targets is None else [*naming.several(root, listed, targets, refused)]
    ledger = (
        _read(root, listed, plans, walked=walked) if ids is None or whole else store.load_only(root, ids, listed=listed)
    )
    # What a number alone means depends on the names that could not be read, too.
    unsure = listed.problems if not whole and any(word.strip().isdigit() for word in targets or ()) else ()
    now, zone_notes = _now(ledger)
    day = now.date() if as_of is None else typed.day(as_of, "--as-of", today=now.date())
    notes = (*zone_notes, *notice.problems(ledger, day))
    for note in notes:
        world.say(describe(note))
    ledger = ledger._replace(problems=(*ledger.problems, *unsure, *notes))
    held = {target.id: target for target in ledger.targets} if ids else {}
    named = naming.kept(ids or (), lambda id_: held.get(id_) or names.find_target(ledger, id_), refused)
    return Session(root, ledger, now, day, tuple(named.values()))


def _read(root: Path, listed: store.Index, plans: list[str] | None, *, walked: bool) -> Ledger:
    """Read the ledger, or the plans that words mean, where each means one; else what is wrong with a word is said later."""
    found = [names.plans(listed.folders.keys() - {""}, word) for word in plans or ()]
    meant = tuple(several[0] for several in found) if found and all(len(several) == 1 for several in found) else None
    with world.moving(_("Reading"), long=listed.size >= FILES_OF_A_SECOND) as tell:
        return store.walk(root, meant, tell, memory.shelf(root), listed) if walked else store.load(root, meant, tell)


def _now(ledger: Ledger) -> tuple[datetime, tuple[Problem, ...]]:
    """The moment in the store's time zone; in that of Beijing, with a warning, where the settings name none that exists."""
    try:
        return world.local(world.now(), ledger.settings.timezone), ()
    except StoreError:
        params = {"zone": ledger.settings.timezone}
        note = Problem("unknown-timezone", "targettrack.toml", None, "timezone", Severity.WARNING, params)
        return world.local(world.now(), Settings().timezone), (note,)
