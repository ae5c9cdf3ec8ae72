"""Hypothesis beside truth: how good is a draft? Pure functions from two documents to figures."""
