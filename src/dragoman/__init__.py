"""Dragoman: from a recorded interview to a bilingual transcript that readers can check."""

__all__ = ["__version__"]

__version__ = "0.1.0"
