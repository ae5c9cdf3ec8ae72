"""Checks whether all of the original is translated, and nothing else, each passage in its place."""
