"""Checks of form: marks, brackets, direction, reading speed, and the publisher's style guide."""
