"""The only disk I/O: find, list, read, write. Knows files, locks and paths; knows no days, states or words.

Reading goes `find → load → Ledger` and never writes. A ledger is written by `init` and `apply` alone; whatever is
written, `-o` included, ends in `write.commit`, which leaves the old files or the new ones, whole.
"""

from targettrack.store.apply import apply as apply
from targettrack.store.git import faults as faults
from targettrack.store.ledger import load_only as load_only
from targettrack.store.ledger import settings as settings
from targettrack.store.listing import Index as Index
from targettrack.store.listing import index as index
from targettrack.store.lock import lock as lock
from targettrack.store.place import check_destination as check_destination
from targettrack.store.place import find as find
from targettrack.store.place import init as init
from targettrack.store.place import passed as passed
from targettrack.store.place import taken as taken
from targettrack.store.records import Records as Records
from targettrack.store.records import count as count
from targettrack.store.text import document as document
from targettrack.store.text import documents as documents
from targettrack.store.text import listed as listed
from targettrack.store.whole import load as load
from targettrack.store.whole import walk as walk
from targettrack.store.write import keep as keep
from targettrack.store.write import replace as replace
from targettrack.store.write import replace_all as replace_all
