"""The same records for other programs that keep such things: taskwarrior, hledger, todoman. Knows their files and commands.

`python benchmarks/peers.py FOLDER 10000` writes FOLDER/tasks.json, FOLDER/journal and FOLDER/todos, without the programs.
A record is a task with its unit as project and its updates as annotations; a transaction for itself and for each update;
a todo of the list of its plan, in a file of its own.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from records import promises
from reports import ZONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from records import Promise
    from reports import Plain

_TODO = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//targettrack//benchmarks//
BEGIN:VTODO
UID:{uid}
DTSTAMP:{entry}
CREATED:{entry}
SUMMARY:{title}
DESCRIPTION:{said}
LOCATION:{owner}
CATEGORIES:{tags}
{due}END:VTODO
END:VCALENDAR
"""


def write(folder: Path, number: int) -> None:
    """Write the files of all peers."""
    folder.mkdir(parents=True)
    made = promises(number)
    with (folder / "tasks.json").open("w", encoding="utf-8") as tasks, (folder / "journal").open("w") as journal:
        while batch := list(islice(made, 1000)):  # so that a hundred thousand need no memory
            tasks.writelines(f"{json.dumps(task(promise), ensure_ascii=False)}\n" for promise in batch)
            journal.writelines(transactions(batch))
            for promise in batch:
                place = folder / "todos" / promise.plan
                place.mkdir(parents=True, exist_ok=True)
                (place / f"{promise.id}.ics").write_text(todo(promise), encoding="utf-8")
    (folder / "taskrc").write_text(f"data.location={folder / 'task'}\nconfirmation=off\nnews.version=2.6.0\n")
    (folder / "todoman.py").write_text(f'path = "{folder}/todos/*"\ndate_format = "%Y-%m-%d"\n')


def task(promise: Promise) -> Plain:
    """A task as taskwarrior imports it."""
    head = promise.head
    made: Plain = {
        "uuid": str(uuid5(NAMESPACE_URL, promise.id)),
        "status": "pending",
        "entry": _moment(head["recorded"]),
        "description": f"{head['title']} {promise.source['quote']}",
        "project": head["owner"],
        "tags": head["tags"],
        "annotations": [
            {"entry": _moment(line["at"]), "description": _said(line)} for line in promise.updates.values()
        ],
    }
    return made | ({"due": _moment(_end(head["deadline"]))} if "deadline" in head else {})


def transactions(batch: Iterable[Promise]) -> Iterator[str]:
    """A transaction of hledger for each record and each update of it."""
    for promise in batch:
        account = f"    targets:{promise.head['owner']}:{promise.id}  "
        yield f"{promise.head['recorded']:%Y-%m-%d} {promise.head['title']}\n{account}{promise.goal.get('value', 0)}\n    promised\n\n"
        for line in promise.updates.values():
            yield f"{line['as_of']} * {_said(line)}\n{account}{line.get('value', 0)}\n    reported\n\n"


def todo(promise: Promise) -> str:
    """One todo as iCalendar has it."""
    head = promise.head
    return _TODO.format(
        uid=promise.id,
        entry=_moment(head["recorded"]),
        title=head["title"],
        said="\\n".join([promise.source["quote"], *(_said(line) for line in promise.updates.values())]),
        owner=head["owner"],
        tags=",".join(head["tags"]),
        due=f"DUE:{_moment(_end(head['deadline']))}\n" if "deadline" in head else "",
    )


def _said(line: Plain) -> str:
    return " ".join(
        str(line[name]) for name in ("value", "status", "note", "problem", "next", "reason") if name in line
    )


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), ZONE)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def main() -> None:
    """Write the peers' files."""
    parser = argparse.ArgumentParser(description="Write invented promises for taskwarrior, hledger and todoman.")
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("number", type=int, help="of records")
    given = parser.parse_args()
    write(given.folder.absolute(), given.number)


if __name__ == "__main__":
    main()
