"""Bracket conventions: the meaning of each kind of bracket by publisher, as profiles."""
