"""Is all of the original translated, and nothing else, each passage in its place?"""
