"""The only disk I/O: find, read, create, append. Knows files, locks and paths; knows no days, states or words.

Reading goes `find → load → Ledger` and never writes. Writing is `append` (a line per update), `create`, `create_plan`
(a head, once) and `init`; all of them end in `replace`, which leaves the old file or the new one, whole.
"""

from targettrack.store.apply import apply
from targettrack.store.documents import document, documents, settings
from targettrack.store.drafts import drop, rewrite
from targettrack.store.ledger import load, plan_names, size
from targettrack.store.lock import lock
from targettrack.store.place import check_destination, find, init
from targettrack.store.records import create, create_plan, create_with_plan
from targettrack.store.updates import append
from targettrack.store.write import make_folder, replace

__all__ = [
    "append",
    "apply",
    "check_destination",
    "create",
    "create_plan",
    "create_with_plan",
    "document",
    "documents",
    "drop",
    "find",
    "init",
    "load",
    "lock",
    "make_folder",
    "plan_names",
    "replace",
    "rewrite",
    "settings",
    "size",
]
