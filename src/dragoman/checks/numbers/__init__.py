"""Checks whether the translation has the numbers of the original."""
