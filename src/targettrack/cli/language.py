"""Which language to speak: --lang, TARGETTRACK_LANG, the store's configuration, then the locale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from targettrack import i18n, store
from targettrack.cli import memory, world
from targettrack.errors import TargettrackError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def choose(arguments: Sequence[str]) -> str:
    """The language for these arguments. UsageError unknown-language for a --lang that we do not speak."""
    wish = _option(arguments, "--lang")
    if wish is not None:
        found = i18n.match(wish)
        if found is None:
            raise UsageError("unknown-language", language=wish, choices=" ".join(i18n.LANGUAGES))
        return found
    environment = world.environment()
    wishes = [environment.get("TARGETTRACK_LANG", ""), _configured(arguments)]
    wishes += [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    return next((found for wish in wishes if wish and (found := i18n.match(wish))), "en")


def _configured(arguments: Sequence[str]) -> str:
    root = place(arguments)
    if root is None:
        return ""
    memory.reads(root)
    return store.settings(root).language


def place(arguments: Sequence[str]) -> Path | None:
    """The ledger that has a say in it; None, and no wish, where there is none: the command itself will say what is wrong."""
    explicit = _option(arguments, "--store") or world.environment().get("TARGETTRACK_STORE")
    try:
        return store.find(Path(world.folder()), explicit)
    except TargettrackError:
        return None


def _option(arguments: Sequence[str], name: str) -> str | None:
    for position, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
        if argument == name and position + 1 < len(arguments):
            return arguments[position + 1]
    return None
