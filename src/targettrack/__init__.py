"""targettrack: the ledger that a government office keeps of its promises.

The pipeline, which is also the order of the imports, top down::

    files → store → schema → model → standing → state → query → views → render → stdout

Writing is one short arrow back: ``Update → store.append``.

``cli`` drives it and alone knows the clock, the environment and the terminal. Everything between ``schema`` and
``views`` is pure: the same ledger and the same day give the same data, in any language, time zone or locale.
"""

__version__ = "0.1.0"
