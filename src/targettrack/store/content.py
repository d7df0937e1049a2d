"""What one file of a store holds: plan, record, units or settings, with what is wrong in it. Knows paths; knows no TOML."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from targettrack import record
from targettrack.errors import Problem, StoreError
from targettrack.store.listing import PLAN_FILE, UNITS_FILE, id_of
from targettrack.store.text import decode, problem_of, read

if TYPE_CHECKING:
    from targettrack.model import Target

Content = tuple[Any, tuple[Problem, ...]]
"""What a file gave, or None, and the problems."""
_FLEETING = frozenset({"missing-file", "empty-file"})
"""What is found where a file is just being replaced by a program that does not rename."""


def text_of(root: str, path: str) -> str | StoreError:
    """The text of a file, or why there is none."""
    try:
        return decode(read(root, path), path)
    except StoreError as error:
        return error


def content(text: str | StoreError, path: str) -> Content:
    """What the text of a file says."""
    if isinstance(text, StoreError):
        return None, (problem_of(text),)
    folder, _slash, name = path.rpartition("/")
    if not folder:
        return (record.read_units if name == UNITS_FILE else record.read_settings)(text, path=path)
    if name == PLAN_FILE:
        return record.read_plan(text, path=path, plan=folder)
    target, problems = parsed(text, path)
    if target is None or target.id == id_of(path):
        return target, problems
    return None, (*problems, Problem("id-not-file-name", path, key="id", params={"id": target.id}))


@lru_cache(maxsize=64)
def parsed(text: str, path: str) -> tuple[Target | None, tuple[Problem, ...]]:
    """A record from its text. A writer reads it before it locks the store, and again after: mostly the same text."""
    return record.read_target(text, path=path, plan=path.partition("/")[0])


def is_fleeting(problems: tuple[Problem, ...]) -> bool:
    """Whether a file that was listed was missing or empty."""
    return any(problem.code in _FLEETING for problem in problems)
