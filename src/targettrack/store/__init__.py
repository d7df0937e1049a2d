"""The only disk I/O: find, list, read, write. Knows files, locks and paths; knows no days, states or words.

Reading goes `find → load → Ledger` and never writes. A ledger is written by `init` and `apply` alone; whatever is
written, `-o` included, ends in `write.commit`, which leaves the old files or the new ones, whole.
"""

from targettrack.store.apply import apply
from targettrack.store.documents import document, documents, settings
from targettrack.store.ledger import load, load_only
from targettrack.store.listing import Index, index
from targettrack.store.lock import lock
from targettrack.store.place import check_destination, find, init
from targettrack.store.write import replace

__all__ = [
    "Index",
    "apply",
    "check_destination",
    "document",
    "documents",
    "find",
    "index",
    "init",
    "load",
    "load_only",
    "lock",
    "replace",
    "settings",
]
