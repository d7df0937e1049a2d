"""Asking a ledger: what a typed word means, which targets are meant, what contradicts what. Pure."""
