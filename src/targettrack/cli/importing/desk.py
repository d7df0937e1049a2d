"""Sheets that came back → what they change: each row read by the readers of our options, changed, the same, or rejected."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from targettrack.acts.batch import Batch
from targettrack.cli import world
from targettrack.cli.importing import reported, reviewed, shown, silent
from targettrack.cli.importing.meaning import means
from targettrack.cli.importing.remarks import OPINION, Remarks, new_units
from targettrack.cli.importing.rivals import Rivals, default_day, opened
from targettrack.errors import TargettrackError, UsageError
from targettrack.exchange.columns import CAPTIONS, FORMS, Form
from targettrack.exchange.compare import choices, compare, is_same
from targettrack.exchange.forms import values as forms
from targettrack.i18n import _
from targettrack.ledger import selection
from targettrack.model import Decision
from targettrack.rating.goal import Yardstick
from targettrack.rating.standing import fold
from targettrack.render.safe import safe
from targettrack.views import imported as view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from targettrack.cli.session import Session
    from targettrack.exchange.carried import Key
    from targettrack.exchange.compare import Turn
    from targettrack.exchange.returned import Line, Returned
    from targettrack.model import Change, Target

_Key = tuple[str, str, str, str]
Outcome = view.ChangedRow | view.ClashingRow | view.RejectedRow | None
"""What becomes of a row; None: it says nothing new."""


class Desk:
    """A ledger, and what the files of an import have changed in it so far."""

    def __init__(
        self,
        session: Session,
        *,
        by: str,
        new_unit: bool,
        accept_rest: bool,
        grounds: Mapping[str, str],
        is_complete: bool = False,
    ) -> None:
        """Nothing is taken yet.

        `by`: who signs; "": the unit that a sheet was made for, else whoever imports it. `grounds`: reason and authority, for
        what takes them. `is_complete`: the files are all that came back, so that who sent none is to be named.
        """
        self.session, self.by, self.new_unit, self.grounds = session, by, new_unit, grounds
        self.is_complete, self.rivals = is_complete, Rivals(session)
        self.batch = Batch(session.ledger)
        self.drafts = reviewed.Drafts(session, new_unit=new_unit, accept_rest=accept_rest)
        self.targets = {target.id.casefold(): target for target in session.ledger.targets}
        self.seen: dict[_Key, list[Mapping[str, str]]] = {}  # what the rows of all files say of one thing
        self.files: list[view.SheetFile] = []
        self.outcomes: list[view.ChangedRow | view.ClashingRow | view.RejectedRow] = []
        self.opinions: list[view.OpinionRow] = []

    @cached_property
    def person(self) -> str:
        """Who imports: asked once, for git may have to be asked."""
        return world.person()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The act that the files come to."""
        lines = (change for change in self.batch.changes if not self.batch.is_known(change))
        return (*lines, *self.drafts.changes)

    def announce(self, returned: Returned) -> None:
        """Hear what a file says before any is taken, so that of two rows that contradict each other neither is."""
        for line in returned.lines:
            self.seen.setdefault(_key(returned, line), []).append(line.cells)
        self.rivals.hear(returned)

    def take(self, returned: Returned) -> None:
        """Take one file: what becomes of its rows, and of it."""
        sheet = Sheet(self, returned)
        self.drafts.begin()
        outcomes = [sheet.outcome(line) for line in returned.lines]
        self.outcomes += [one for one in outcomes if one is not None]
        self.files.append(sheet.account(outcomes))

    def view(self, *, verbose: bool, applied: bool = False) -> view.Imported:
        """What all files say, or with `applied` have done: a line that is not written has no key yet."""
        changed = [one for one in self.outcomes if isinstance(one, view.ChangedRow)]
        return view.Imported(
            verbose,
            applied,
            tuple(self.files),
            tuple(one if applied else one._replace(key="") for one in changed),
            tuple(one for one in self.outcomes if isinstance(one, view.ClashingRow)),
            tuple(one for one in self.outcomes if isinstance(one, view.RejectedRow)),
            tuple(self.opinions),
            silent.blank(self.files),
            silent.missing(self.session, self.files) if self.is_complete else (),
        )

    def refuse(self, name: str, error: TargettrackError) -> None:
        """Name a file that cannot be read."""
        self.files.append(
            view.SheetFile(name, "", "", (), "", None, False, 0, 0, 0, 0, 0, (), (), error.code, error.params)
        )


class Sheet:
    """One file on the desk."""

    def __init__(self, desk: Desk, returned: Returned) -> None:
        """Nothing is taken yet."""
        self.desk, self.returned = desk, returned
        self.form, self.carried = returned.form, returned.carried
        self.unit = "" if self.carried is None else self.carried.unit
        self.as_of = default_day(returned, desk.session.today)
        self.blank_days = 0
        exported = () if self.carried is None else self.carried.rows
        self.keys = {(id_, _folded(part)): (id_, part) for id_, part in exported}
        self.occasion = forms.Occasion(desk.session.ledger, desk.session.day, unit=self.unit)
        by = desk.by or self.unit or desk.person
        about = (returned.name, self.form, self.carried, self.unit, by, self.as_of)
        self.signed = reported.Signed(desk.session, desk.batch, *about, desk.new_unit, desk.grounds)
        self.open = [code for code in opened(self.form, self.unit) if code not in _APART]
        self.open += ["assess"] if self.form is Form.MONTH else []  # to be refused by name
        self.remarks = Remarks(self.form, self.unit, self.open, desk.session.day, desk.opinions)

    def outcome(self, line: Line) -> Outcome:
        """What becomes of a row. What it changes is on the desk afterwards."""
        row = view.SheetRow(
            self.returned.name, line.sheet, line.row, line.key[0], line.key[1], line.cells.get("title", "")
        )
        try:
            if self._is_merged(line) or self._is_repeated(line):
                return None
            target = self._target(line)
            row = row._replace(id=target.id, title=target.title)
            if line.faults:
                fault = line.faults[0]
                raise UsageError(fault.code, **{"option": fault.field, **fault.params})
            return self._taken(line, row, target)
        except TargettrackError as error:
            return shown.rejected(row, line, error)

    def account(self, outcomes: Sequence[Outcome]) -> view.SheetFile:
        """What became of the file."""
        changed = sum(isinstance(one, view.ChangedRow) for one in outcomes)
        same = sum(one is None for one in outcomes)
        headings = {code: _(CAPTIONS[code].heading) for code in self.remarks.untaken}
        untaken = [view.Untaken(headings[code], code, cells) for code, cells in self.remarks.untaken.items()]
        strange = [view.Untaken(one.heading, "", one.cells) for one in self.returned.strange]
        return view.SheetFile(
            self.returned.name,
            self.form,
            self.unit,
            () if self.carried is None else self.carried.plans,
            "ledger" if self.carried is None else "export",
            self.as_of,
            self._is_blank,
            self.blank_days,
            len(outcomes),
            changed,
            same,
            len(outcomes) - changed - same,
            (*untaken, *strange),
            tuple(view.Doubtful(note.code, note.params) for note in self.returned.notes),
            "",
            {},
        )

    @property
    def _is_blank(self) -> bool:
        """Whether a unit has sent its month's sheet back as it went out: open cells go out blank."""
        cells = (line.cells.get(code, "") for line in self.returned.lines for code in self.open)
        return self.form is Form.MONTH and bool(self.unit) and not any(text.strip() for text in cells)

    def _target(self, line: Line) -> Target:
        """The target of a row.

        UsageError row-without-id, row-unknown (id), row-of-another, row-not-exported (id, unit), row-twice (id), said-twice (id,
        file).
        """
        word, part = line.key
        if not word.strip():
            raise UsageError("row-without-id")
        target = self.desk.targets.get(word.strip().casefold())
        if target is None:
            raise UsageError("row-unknown", option="id", id=word)
        if self.carried is not None and self._key(target, part) is None:
            code = "row-of-another" if self.unit else "row-not-exported"
            raise UsageError(code, option="id", id=target.id, unit=self.unit)
        seen = self.desk.seen[_key(self.returned, line)]
        if any(cells != seen[0] for cells in seen):
            raise UsageError("row-twice", option="id", id=target.id)
        rival = self.desk.rivals.of(self.returned, line, target)
        if rival is not None:
            raise UsageError("said-twice", option=rival.code, id=target.id, file=rival.file, other=rival.text)
        return target

    def _key(self, target: Target, part: str) -> Key | None:
        """The row of the export that a row is: parts are shown with what is not safe to show written out."""
        return self.keys.get((target.id, _folded(part)))

    def _is_merged(self, line: Line) -> bool:
        """Whether a row's draft is gone as the row says: merged into another, when the sheet was taken back before."""
        is_gone = (
            self.carried is not None
            and line.key in self.carried.rows
            and line.key[0].casefold() not in self.desk.targets
        )
        return is_gone and choices("act").meaning(line.cells.get("act", "")) == Decision.MERGE

    def _is_repeated(self, line: Line) -> bool:
        """Whether an earlier row says exactly the same."""
        seen = self.desk.seen[_key(self.returned, line)]
        return line.cells is not seen[0] and all(cells == seen[0] for cells in seen)

    def _taken(self, line: Line, row: view.SheetRow, target: Target) -> Outcome:
        """What becomes of a row of a target."""
        key = self._key(target, line.key[1])
        exported = None if self.carried is None or key is None else self.carried.rows[key]
        line = line._replace(key=key or line.key)
        now = self._now(target, line, exported)
        if now is None:
            return None
        self.remarks.note(line, row, target, exported)
        compared = compare(line.cells, exported, now, self.open, partial(means, self.desk.session, target))
        if compared.conflicts:
            return view.ClashingRow(row, shown.cells(line, compared.conflicts))
        if self.form is Form.REVIEW or target.draft:
            done = self.desk.drafts.take(target, compared.changed, line.cells.get(reviewed.ACT))
            doubts = tuple(new_units(self.desk.session, target, compared.changed, new=self.desk.new_unit))
            return view.ChangedRow(row, shown.cells(line, done), "", doubts) if done else None
        last = {"value": (exported or {}).get("last", "")} if self.form is Form.MONTH else {}
        turns = [turn._replace(now=last.get(turn.field, turn.now)) for turn in compared.changed]
        return self._entered(line, row, target, turns) if turns else None

    def _now(self, target: Target, line: Line, exported: Mapping[str, str] | None) -> Mapping[str, str] | None:
        """What would be exported of a target today; None where it need not be known, for no cell was touched.

        A month's sheet asks for news, so that its open cells go out blank on any day.
        """
        if exported is not None and reviewed.ACT not in line.cells:
            touched = (code for code, text in line.cells.items() if not is_same(code, text, exported.get(code, "")))
            if not any(touched):
                return None
        if self.form is Form.MONTH:
            return {}
        session = self.desk.session
        return forms.values(self.form, selection.entry(session.ledger, target, session.day), self.occasion, line.key[1])

    def _entered(self, line: Line, row: view.SheetRow, target: Target, turns: Sequence[Turn]) -> Outcome:
        """The line that the changed cells of a row of an accepted target enter."""
        batch = self.desk.batch
        found = reported.enter(self.signed, line, target, turns)
        if found is None:
            return None
        if isinstance(found, reported.Clash):
            return view.ClashingRow(row, shown.cells(line, [found.turn]))
        self.blank_days += "as_of" in FORMS[self.form] and not line.cells.get("as_of", "").strip()
        doubts = (
            *(view.Doubtful(one.code, one.params) for one in batch.doubts(found)),
            *new_units(self.desk.session, target, turns, new=self.desk.new_unit),
        )
        unit = Yardstick(target.kind, fold(target, self.desk.session.day).goal, target.title).unit
        return view.ChangedRow(row, shown.cells(line, turns, found.update, unit), found.update.key, doubts)


def _folded(part: str) -> str:
    return " ".join(safe(part).split())


def _key(returned: Returned, line: Line) -> _Key:
    """What a row is about: the same of the same sheet, in however many files."""
    unit = "" if returned.carried is None else returned.carried.unit
    return (returned.form, unit, line.key[0].strip().casefold(), line.key[1])


_APART = frozenset({OPINION, *view.PEOPLE, reviewed.ACT})
"""Columns that are filled in, and that no record has a field for."""
