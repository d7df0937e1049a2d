"""What a reading command says, kept while it is said, with the proof that will show whether it is still true."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import store
from targettrack.cache import answers, stamps
from targettrack.cli import language, memory, streams, world
from targettrack.errors import ExitCode, TargettrackError
from targettrack.store.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from targettrack.cache.answers import Proof
    from targettrack.cache.shelf import Draft
    from targettrack.cli.output import Run
    from targettrack.cli.session import Session

KEPT = frozenset({"list", "show", "report", "alerts", "export"})
"""Commands whose answer depends on the ledger's files, the day and what is typed alone; `check` asks git."""
_LATEST = 256
"""Pieces of an answer; a command that says more in one run is a conversation, not an answer."""


def recorded(run: Run, command: Callable[[], ExitCode]) -> ExitCode:
    """Run a command, and keep what it says and writes if it may be given again: see `memory.recall`."""
    draft = answers.draft(memory.Asked.shelf, memory.Asked.question) if run.command in KEPT else None
    if draft is None:
        return command()
    said = Said(draft)
    run.told = said
    try:
        with said.listening():
            code = command()
        is_all = said.is_whole and (run.path is None or said.file)  # a form goes into a file that was not told
        if is_all and code in {ExitCode.OK, ExitCode.FINDINGS}:
            with suppress(OSError, ValueError, TargettrackError):  # what cannot be proved is not kept; nobody is told
                proof = _proof(run)
                if proof is not None:
                    answers.keep(draft, proof, (int(code), tuple(said.pieces), said.file))
    finally:
        draft.drop()  # if it was not kept
    return code


class Said:
    """What is said on both streams, in its order, and what is written into the file that was asked for."""

    def __init__(self, draft: Draft) -> None:
        """`draft`: gets the bytes."""
        self._draft = draft
        self.pieces: list[answers.Piece] = []
        self.file = ""
        self.is_whole = True

    def hear(self, number: int, data: bytes | None) -> None:
        """Bytes that have gone out on a stream; None where some could not."""
        if data is None:
            self.is_whole = False
            return
        self._draft.add(data)
        if self.pieces and self.pieces[-1][0] == number:
            self.pieces[-1] = (number, self.pieces[-1][1] + len(data))
        else:
            self.pieces.append((number, len(data)))
            self.is_whole = self.is_whole and len(self.pieces) <= _LATEST

    def passing(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The same bytes, heard on their way into the file; which one it is, is noted once they are all there."""
        for piece in pieces:
            self.hear(streams.FILE, piece)
            yield piece

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear all that goes out on both streams, whoever writes it."""
        usual = sys.stdout, sys.stderr
        sys.stdout = streams.overheard(sys.stdout, partial(self.hear, streams.ANSWER))
        sys.stderr = streams.overheard(sys.stderr, partial(self.hear, streams.CONVERSATION))
        try:
            yield
        finally:
            sys.stdout, sys.stderr = usual


def _proof(run: Run) -> Proof | None:
    """What the answer rests on, as it is now and was when the run began; None where that cannot be said."""
    session = run.session
    if session is None or not stamps.is_near(str(session.root)):
        return None
    if language.place(memory.Asked.arguments) != session.root:  # of two --store, the other has chosen the language
        return None
    if stamps.of(str(session.root)) != memory.Asked.place:  # it is another one, or has changed
        return None
    ledger = session.ledger
    targets = () if run.is_whole else ledger.targets  # which a walked ledger brings to life only to be asked
    read = [*(target.path for target in targets), *ledger.unreadable, *(one.path for one in ledger.problems)]
    folders = sorted({*(plan.id for plan in ledger.plans), *(path.partition("/")[0] for path in read)})
    marks = [*store.passed(Path(world.folder()), run.store, session.root), *_zone_files(session)]
    counting: tuple[str, ...] | None = tuple(folders) if run.filters.get("plans") else None
    if not run.is_whole:
        heads = (f"{folder}/plan.toml" for folder in folders)
        marks += [os.path.join(session.root, path) for path in (*read, *heads)]
        counting = ()
    seen = ledger.targets.looks if isinstance(ledger.targets, Records) else None
    return answers.prove(_span(session.now), marks, str(session.root), counting, since=memory.Asked.since, seen=seen)


def _span(now: datetime) -> tuple[float, float]:
    """From when until when it is the same day in a time zone, in seconds since 1970."""
    today = now.date()
    days = (today, today + timedelta(days=1))
    begin, end = (datetime.combine(day, time(), now.tzinfo).timestamp() for day in days)
    return begin, end


def _zone_files(session: Session) -> Iterator[str]:
    """Where the system may have its own word on when a day begins."""
    zones = {session.ledger.settings.timezone, str(session.now.tzinfo)} - {world.CHINA.tzname(None)}
    if not zones:
        return iter(())
    from zoneinfo import TZPATH  # as in `world.local`

    return (os.path.join(folder, zone) for folder in TZPATH for zone in sorted(zones))
