"""Marks and passages as text or HTML, for every format and every page."""
