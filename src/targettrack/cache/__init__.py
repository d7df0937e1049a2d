"""What need not be worked out again: things kept in the user's cache folder, and proof that a ledger has not changed.

The lowest layer, loaded before anything else of the program: only modules that cost nothing, so no typing, pathlib, re.
"""
