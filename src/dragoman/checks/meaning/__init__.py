"""Checks whether the meaning changed: negations, questions, doubt and duty, quotations."""
