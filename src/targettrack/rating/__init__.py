"""Where a target stands on a day, and why: codes, figures, gaps. Pure; stores nothing, words nothing."""
