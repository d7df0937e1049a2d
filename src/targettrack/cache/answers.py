"""Answers that were given before, each with the proof that all that it rests on is as it was. Knows stamps and bytes; no words.

An answer is found by its question, which says everything that was asked, by whom and for which screen. It is true while its
proof holds: the span of time in which the day is the same, marks (paths with their stamps, None where nothing stood), and
a digest of one look at the ledger. What cannot be proved is not kept: a link, or a file that had just been changed.
"""

import marshal

from targettrack.cache import stamps

try:
    from _blake2 import blake2b  # 3 ms less than hashlib, which loads OpenSSL; `random` does the same
except ImportError:  # pragma: no cover  # a Python that has it elsewhere
    from hashlib import blake2b

TYPE_CHECKING = False  # as in `stamps`
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import Any

    from targettrack.cache.shelf import Draft, Opened, Shelf
    from targettrack.cache.stamps import Look, Stamp

    Mark = tuple[str, Stamp | None]
    Piece = tuple[int, int]
    """Which stream, as the system counts them, 0 for the file, and a number of bytes."""
    Given = tuple[int, tuple[Piece, ...], str]
    """An exit code, the pieces in their order, and the path of the file, "" for none."""
    Proof = tuple[float, float, tuple[Mark, ...], str, tuple[str, ...] | None, bytes]
    """From when until when, in seconds since 1970; marks; the ledger's folder, "" for none; those of its folders of which
    every record counts, None for all; the digest."""

_SUFFIX = ".toml"
_PLAN_FILE = "plan.toml"
_FORMAT = 2
"""marshal's: the last one in which equal things have equal bytes, however often something refers to them."""
_LENGTH = 8
_DIGEST = 16
_NOTHING: "Mapping[str, Look]" = {}


def digest(*things: "Any") -> bytes:
    """Equal for equal plain things of Python; of two that differ, never equal in practice (128 bits)."""
    return blake2b(marshal.dumps(things, _FORMAT), digest_size=_DIGEST).digest()


def recall(shelf: "Shelf", question: str, now: float) -> "tuple[Opened, Given] | None":
    """The bytes of the answer to a question, and what they are; None where none is known to be true."""
    opened = shelf.open(f"answer {question}")
    if opened is None:
        return None
    proof, given = _ending(opened)
    if not holds(proof, now):
        opened.close()
        return None
    return opened, given


def draft(shelf: "Shelf", question: str) -> "Draft | None":
    """Where the bytes of an answer go as they are said; None where none can be kept."""
    return shelf.draft(f"answer {question}") if question else None


def keep(draft: "Draft", proof: "Proof", given: "Given") -> bool:
    """Put an answer, whose bytes were added to the draft, in its place."""
    ending = marshal.dumps((proof, given), _FORMAT)
    draft.add(ending + len(ending).to_bytes(_LENGTH, "little"))
    return draft.place()


def _ending(opened: "Opened") -> "tuple[Proof, Given]":
    """What `keep` has put behind the bytes."""
    end = opened.size - _LENGTH
    length = int.from_bytes(opened.part(end, _LENGTH), "little")
    ending: tuple[Proof, Given] = marshal.loads(  # noqa: S302  # our own bytes, whole by their checksum
        opened.part(end - length, length)
    )
    return ending


def prove(
    span: tuple[float, float],
    marked: "Iterable[str]",
    root: str,
    folders: "tuple[str, ...] | None",
    *,
    since: int,
    seen: "Mapping[str, Look] | None" = None,
) -> "Proof | None":
    """The proof of an answer that was begun at the moment `since`; None where something may have changed since then.

    `seen`: how some of the folders looked since then, before anything in them was read; they are not looked at again.
    """
    marks = tuple((path, stamps.of(path)) for path in dict.fromkeys(marked))
    if not all(stamp is None or stamps.is_settled(stamp, since) for _path, stamp in marks):
        return None
    found = _look(root, folders, since, seen or {}) if root else b""
    return None if found is None else (*span, marks, root, folders, found)


def holds(proof: "Proof", now: float) -> bool:
    """Whether everything is as it was: the day, the marks, the ledger."""
    begin, end, marks, root, folders, found = proof
    return (
        begin <= now < end
        and all(stamps.of(path) == stamp for path, stamp in marks)
        and (not root or _look(root, folders) == found)
    )


def _look(
    root: str, folders: "Collection[str] | None", since: int = 0, known: "Mapping[str, Look]" = _NOTHING
) -> bytes | None:
    """The digest of the stamps of a ledger: of every name, of each plan.toml, and of the records of some folders or of all.

    None where there is a link, what cannot be looked into, or, if asked for, what was changed after `since`.
    """
    seen = blake2b(digest_size=_DIGEST)
    for found in _looks(root, folders, known):
        if found is None or (since and not all(stamps.is_settled(stamp, since) for stamp in found.values())):
            return None
        seen.update(marshal.dumps(found, _FORMAT))
    return seen.digest()


def _looks(
    root: str, folders: "Collection[str] | None", known: "Mapping[str, Look]"
) -> "Iterator[dict[str, Stamp] | None]":
    """The stamps of the ledger's own folder, then those of each folder in it, with its own under no name."""
    above = stamps.look(root, _SUFFIX)
    if above is None or above[3]:
        yield None
        return
    yield {"": above[0], **above[1], **above[2]}
    for name in above[2]:
        if folders is None or name in folders:
            below = known.get(name) or stamps.look(f"{root}/{name}", _SUFFIX)
            is_linked = below is not None and any(link.endswith(_SUFFIX) for link in below[3])
            yield None if below is None or is_linked else {"": below[0], **below[1]}
        else:
            plan = stamps.of(f"{root}/{name}/{_PLAN_FILE}")
            yield {} if plan is None else {_PLAN_FILE: plan}
