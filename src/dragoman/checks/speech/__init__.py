"""Checks whether a text was really said, in this language and at this time."""
