"""Bracket conventions: what each kind of bracket means to a publisher, read and written by profile."""
