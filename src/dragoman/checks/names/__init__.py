"""Checks whether each name has one spelling, and the right one."""
