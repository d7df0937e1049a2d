"""Review at a terminal: item by item, a key at a time, each deed on disk at once.

The drafts lie on a `desk`; `keys` says what is wanted, `deeds` what becomes of drafts, `keeper` writes it, `questions` asks
for words with what `units`, `form` and `marks` know; `way` leads through.
"""

from targettrack.cli.sitting.way import Sitting as Sitting
